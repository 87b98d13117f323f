//! A search touches about as many rows as it returns, however many slots there are, booked or free.

use holdfast_testkit::TestDatabase;
use serde_json::Value;

/// Statements with their parameters filled in as constants.
fn statement(name: &str) -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../../sql/queries/availability.sql");
    let sql = std::fs::read_to_string(file).unwrap();
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

#[tokio::test]
async fn a_search_reads_few_rows_more_than_it_returns() {
    let database = TestDatabase::create().await;
    let client = database.client().await;
    // 40 clinics × 5 doctors × 200 slots; on the first days, which a search meets first, all are booked
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
    for name in ["search_specialization", "search_platform", "search_clinic"] {
        let explain = format!("EXPLAIN (ANALYZE, FORMAT JSON) {}", statement(name));
        let plan: Value = client.query_one(&explain, &[]).await.unwrap().get(0);
        let plan = &plan[0]["Plan"];
        assert_eq!(plan["Actual Rows"].as_f64(), Some(51.0), "{name}");
        let read = rows_read(plan);
        // a page of open_slots per specialization, of which there are three, and a page of slots
        assert!(read <= 51.0 * 4.0, "{name} read {read} rows\n{plan:#}");
    }
}
