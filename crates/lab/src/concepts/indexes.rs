//! What two of the most frequent questions read, with their indexes and without.

use serde_json::Value;
use tokio_postgres::Client;

use crate::{Ground, Shown};

/// 40 clinics of five doctors: 10,000 free slots, and 20,000 appointments of which 20 are holds that have run out.
const MANY: &str = "
    CREATE FUNCTION pg_temp.clinic(n int) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$ SELECT md5('c' || n)::uuid $$;
    INSERT INTO specializations (name) VALUES ('cardiology'), ('surgery'), ('dermatology');
    INSERT INTO clinics (id, name, time_zone, created_at, updated_at)
    SELECT pg_temp.clinic(c), 'C', 'UTC', now(), now() FROM generate_series(1, 40) c;
    INSERT INTO doctors (clinic_id, id, name, specialization, specialization_id, created_at)
    SELECT pg_temp.clinic(c), md5('d' || c || '-' || d)::uuid, 'D', 's', 1 + d % 3, now()
    FROM generate_series(1, 40) c, generate_series(1, 5) d;
    INSERT INTO patients (clinic_id, id, name, created_at)
    SELECT c.id, c.id, '', now() FROM clinics c;
    INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode)
    SELECT d.clinic_id, md5(d.id::text || n)::uuid, d.id, timestamptz '2026-12-01' + n * interval '1 hour',
           timestamptz '2026-12-01' + (n + 1) * interval '1 hour', 'in_person'
    FROM doctors d, generate_series(0, 49) n;
    INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id)
    SELECT s.clinic_id, s.starts_at, s.id, s.doctor_id, d.specialization_id
    FROM slots s JOIN doctors d ON d.clinic_id = s.clinic_id AND d.id = s.doctor_id;
    ALTER TABLE appointments DROP CONSTRAINT appointments_doctor_overlap, DROP CONSTRAINT appointments_patient_overlap;
    INSERT INTO appointments
        (clinic_id, id, doctor_id, patient_id, slot_id, starts_at, ends_at, status, mode, hold_expires_at, booked_at)
    SELECT d.clinic_id, md5('a' || d.id || n)::uuid, d.id, d.clinic_id, md5('s' || d.id || n)::uuid,
           timestamptz '2026-01-01' + n * interval '1 hour', timestamptz '2026-01-01' + (n + 1) * interval '1 hour',
           CASE WHEN n = 99 AND d.specialization_id = 1 THEN 'pending' ELSE 'completed' END, 'in_person',
           CASE WHEN n = 99 AND d.specialization_id = 1 THEN timestamptz '2026-01-01' END, now()
    FROM doctors d, generate_series(0, 99) n;
    ANALYZE";

const SOONEST: &str = "SELECT clinic_id, slot_id, starts_at FROM open_slots
    WHERE specialization_id = 2 AND starts_at > '2026-12-01' ORDER BY starts_at, slot_id LIMIT 20";
const EXPIRED: &str = "SELECT id FROM appointments
    WHERE status = 'pending' AND hold_expires_at <= '2026-12-01' ORDER BY hold_expires_at LIMIT 500";

pub(super) async fn run(ground: &Ground) -> Shown {
    let database = ground.database().await;
    let client = database.client().await;
    client.batch_execute(MANY).await.expect("rows");
    if ground.broken {
        let drop = "DROP INDEX open_slots_by_specialization; DROP INDEX appointments_holds";
        client.batch_execute(drop).await.expect("dropped");
    }
    let lead =
        "10,000 free slots of 40 clinics; 20,000 appointments. Two questions that are asked all the time.";
    let mut shown = Shown::of(lead, ["question", "plan", "returns", "reads rows", "reads pages"]);
    let mut worst = 0.0_f64;
    for (question, statement) in
        [("the 20 soonest of a specialization", SOONEST), ("holds that have run out", EXPIRED)]
    {
        let Plan { scan, returned, rows, pages } = explain(&client, statement).await;
        worst = worst.max(rows / returned.max(1.0));
        shown.row([&question, &scan, &returned, &rows, &pages]);
    }
    shown.note("From EXPLAIN (ANALYZE, BUFFERS), just now. A page has 8 KiB.");
    shown.judge(
        worst > 5.0,
        format!(
            "up to {worst:.0} rows are read for one that is returned, and more with every clinic that joins."
        ),
        "what is read is what is returned, however large the tables grow.",
    )
}

struct Plan {
    scan: String,
    returned: f64,
    rows: f64,
    pages: f64,
}

async fn explain(client: &Client, statement: &str) -> Plan {
    let explained =
        client.query_one(&format!("EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) {statement}"), &[]).await;
    let explained: Value = explained.expect("a plan").get(0);
    let plan = &explained[0]["Plan"];
    let number = |node: &Value, key: &str| node[key].as_f64().unwrap_or(0.0);
    let mut scan = plan;
    while let Some(below) = scan["Plans"].as_array().and_then(|plans| plans.first()) {
        scan = below;
    }
    let index = scan["Index Name"].as_str().map(|name| format!(", {name}")).unwrap_or_default();
    Plan {
        scan: format!("{}{index}", scan["Node Type"].as_str().unwrap_or("?")),
        returned: number(plan, "Actual Rows"),
        rows: number(scan, "Actual Rows") + number(scan, "Rows Removed by Filter"),
        pages: number(plan, "Shared Hit Blocks") + number(plan, "Shared Read Blocks"),
    }
}
