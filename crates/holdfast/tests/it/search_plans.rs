//! A search touches about as many rows as it returns, however many slots there are, booked or free.

use holdfast_testkit::TestDatabase;
use serde_json::Value;
use tokio_postgres::Client;

/// Statements with their parameters filled in as constants.
fn statement(file: &str, name: &str) -> String {
    let path = format!("{}/../../sql/queries/{file}.sql", env!("CARGO_MANIFEST_DIR"));
    let sql = std::fs::read_to_string(path).unwrap();
    let start = sql.find(&format!("--! {name}")).unwrap();
    let body = &sql[start + sql[start..].find('\n').unwrap()..];
    let mut text = body[..body.find(';').unwrap()].to_owned();
    for (parameter, value) in [
        (":specialization::text IS NULL", "true"),
        (":specialization", "'cardiology'"),
        (":clinic_id", "clinic(7)"),
        (":after_at", "'1970-01-01'"),
        (":after_id", "'00000000-0000-0000-0000-000000000000'"),
        (":from_at", "timestamptz '2026-12-01'"),
        (":until_at", "timestamptz '2200-01-01'"),
        (":now", "timestamptz '2026-12-01'"),
        (":max", "51"),
        (":kinds", "'{0,1,2,3,4,5}'"),
        (":bookable", "false"),
        (":doctor_ids", "(SELECT array_agg(id) FROM (SELECT id FROM doctors ORDER BY id LIMIT 60) d)"),
        ("LIMIT :times\n", "LIMIT 3\n"),
        (":rows", "500"),
        (":shown", "'{}'"),
        (":types", "(-1)"),
        (":notice", "NULL"),
        (":has_account", "false"),
        (":days", "'{1,2,3}'"),
        (":zones", "'{UTC,UTC,UTC}'"),
    ] {
        text = text.replace(parameter, value);
    }
    text
}

/// Rows read from the tables that grow with the platform's slots, by all nodes of a plan.
fn rows_read(node: &Value) -> f64 {
    let number = |key: &str| node[key].as_f64().unwrap_or(0.0);
    let own = if matches!(node["Relation Name"].as_str(), Some("slots" | "open_slots")) {
        (number("Actual Rows") + number("Rows Removed by Filter")) * number("Actual Loops")
    } else {
        0.0
    };
    let children = node["Plans"].as_array().map_or(0.0, |plans| plans.iter().map(rows_read).sum());
    own + children
}

/// 40 clinics × 5 doctors × 200 slots; on the first days, which a search meets first, all are booked.
async fn scene() -> (TestDatabase, Client) {
    let database = TestDatabase::create().await;
    let client = database.client().await;
    client
        .batch_execute(
            "CREATE FUNCTION clinic(n int) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$ SELECT md5('c' || n)::uuid $$;
             INSERT INTO specializations (name) VALUES ('cardiology'), ('surgery'), ('dermatology');
             INSERT INTO clinics (id, name, time_zone, created_at, updated_at)
             SELECT clinic(c), 'C', 'UTC', now(), now() FROM generate_series(1, 40) c;
             INSERT INTO doctors (clinic_id, id, name, specialization, specialization_id, created_at)
             SELECT clinic(c), md5('d' || c || '-' || d)::uuid, 'D', 's', 1 + d % 3, now()
             FROM generate_series(1, 40) c, generate_series(1, 5) d;
             INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode, is_booked)
             SELECT d.clinic_id, md5(d.id::text || n)::uuid, d.id, timestamptz '2026-12-01' + n * interval '1 hour',
                    timestamptz '2026-12-01' + (n + 1) * interval '1 hour', 'in_person', n < 150
             FROM doctors d, generate_series(0, 199) n;
             INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id)
             SELECT s.clinic_id, s.starts_at, s.id, s.doctor_id, d.specialization_id
             FROM slots s JOIN doctors d ON d.clinic_id = s.clinic_id AND d.id = s.doctor_id WHERE NOT s.is_booked;
             ANALYZE",
        )
        .await
        .unwrap();
    (database, client)
}

async fn plan(client: &Client, statement: &str) -> Value {
    let explain = format!("EXPLAIN (ANALYZE, FORMAT JSON) {statement}");
    let plan: Value = client.query_one(&explain, &[]).await.unwrap().get(0);
    plan[0]["Plan"].clone()
}

#[tokio::test]
async fn a_search_reads_few_rows_more_than_it_returns() {
    let (_database, client) = scene().await;
    for horizon in ["NULL", "60"] {
        let set = format!("UPDATE clinics SET horizon_days = {horizon}; ANALYZE clinics");
        client.batch_execute(&set).await.unwrap();
        for name in ["search_specialization", "search_platform", "search_clinic"] {
            let plan = plan(&client, &statement("availability", name)).await;
            assert_eq!(plan["Actual Rows"].as_f64(), Some(51.0), "{name}");
            let read = rows_read(&plan);
            // a page of open_slots per specialization, of which there are three, and a page of slots
            assert!(read <= 51.0 * 4.0, "{name} read {read} rows\n{plan:#}");
        }
    }
    // of three groups that the specialization is in, a page of each
    client
        .batch_execute(
            "UPDATE clinics SET horizon_days = NULL;
             UPDATE doctors SET specialization_id = specialization_group(CASE WHEN random() < 0.5 THEN '{cardiology,a}'::text[] ELSE '{b,cardiology}' END)
             WHERE specialization_id = 1 AND random() < 0.6;
             UPDATE open_slots o SET specialization_id = d.specialization_id FROM doctors d WHERE d.id = o.doctor_id;
             ANALYZE",
        )
        .await
        .unwrap();
    let plan_of_groups = plan(&client, &statement("availability", "search_specialization")).await;
    let read = rows_read(&plan_of_groups);
    assert_eq!(plan_of_groups["Actual Rows"].as_f64(), Some(51.0));
    assert!(read <= 51.0 * 4.0, "{read} rows\n{plan_of_groups:#}");
    // one clinic's free slots beyond its horizon are not walked through
    client.batch_execute("UPDATE clinics SET horizon_days = 6").await.unwrap();
    let plan = plan(&client, &statement("availability", "search_clinic")).await;
    let read = rows_read(&plan);
    assert_eq!(plan["Actual Rows"].as_f64(), Some(0.0));
    assert!(read <= 51.0, "{read} rows\n{plan:#}");
}

/// As decision 0037 bounds them, of 10,000 free slots.
#[tokio::test]
async fn a_search_for_people_reads_no_more_than_its_bound() {
    let (_database, client) = scene().await;
    let mut days = statement("people", "free_days_of_specialization");
    let mut of_doctors = statement("people", "free_days_of_doctors");
    for statement in [&mut days, &mut of_doctors] {
        *statement = statement
            .replace(
                "timestamptz '2026-12-01'::timestamptz[]",
                "ARRAY[timestamptz '2026-12-07','2026-12-08','2026-12-09']",
            )
            .replace(
                "timestamptz '2200-01-01'::timestamptz[]",
                "ARRAY[timestamptz '2026-12-08','2026-12-09','2026-12-10']",
            );
    }
    for (name, statement, bound) in [
        // each of three kinds: 60 doctors' first, and 51 doctors' first three, of which three slots are looked up
        ("soonest_of_doctors", statement("people", "soonest_of_doctors"), 60 * 3 + 51 * (9 + 3)),
        // the specialization, and the walk
        ("walk_specializations", statement("people", "walk_specializations"), 1 + 500),
        // the zones, and the walk
        ("walk_kinds", statement("people", "walk_kinds"), 500 + 10),
        ("search_kinds", statement("people", "search_kinds"), 500 + 10 + 51),
        ("search_kinds_of_doctors", statement("people", "search_kinds_of_doctors"), 500 + 51),
        ("free_days_of_specialization", days, 3 * 51),
        // and one of each doctor and kind
        ("free_days_of_doctors", of_doctors, 3 * 51 + 60 * 3),
    ] {
        let plan = plan(&client, &statement).await;
        let read = rows_read(&plan);
        assert!((1.0..=f64::from(bound)).contains(&read), "{name} read {read} rows\n{plan:#}");
    }
}
