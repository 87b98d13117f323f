//! Search for people beside the search of slots, over a thousand doctors with two months of free slots.
//!
//! One connection, one question after the other: what counts is how long an answer takes, not how many fit beside one another.

use std::time::Instant;

use anyhow::{Context as _, Result, ensure};
use tokio_postgres::Client;

use crate::client::{Connection, get};
use crate::holdfast::{Holdfast, connect, folder};
use crate::lab::Lab;
use crate::report::{Section, Target, rows};
use crate::statistics::{Figures, number};

/// Of each question in a round.
const TIMES: usize = 60;
/// Not longer than so many times today's search of the same scope.
const GOAL: f64 = 2.0;

/// 20 clinics in three zones × 50 doctors × 60 days × 30 slots of 20 minutes from 08:00 on; half of the doctors have one
/// specialization, the others nine. They have no hours, by which the generator would make other slots. Every fourth doctor meets patients by video until noon; in the evening nobody does.
const ROWS: &str = "
    CREATE FUNCTION n_id(kind text, n bigint) RETURNS uuid IMMUTABLE LANGUAGE sql AS $$ SELECT md5(kind || n)::uuid $$;
    INSERT INTO specializations (name) SELECT 'general practice' UNION ALL SELECT 'specialization ' || n FROM generate_series(1, 9) n;
    INSERT INTO clinics (id, name, address, time_zone, created_at, updated_at)
    SELECT n_id('c', c), 'Clinic ' || c, 'Street ' || c,
           (ARRAY['America/New_York', 'Europe/London', 'Asia/Kathmandu'])[1 + c % 3], now(), now()
    FROM generate_series(0, 19) c;
    INSERT INTO doctors (clinic_id, id, name, specialization, specialization_id, created_at)
    SELECT n_id('c', d % 20), n_id('d', d), 'Doctor ' || d, p.name, p.id, now()
    FROM generate_series(0, 999) d
    JOIN specializations p ON p.name = CASE WHEN d % 2 = 0 THEN 'general practice' ELSE 'specialization ' || 1 + d % 9 END;
    INSERT INTO slots (clinic_id, id, doctor_id, starts_at, ends_at, mode)
    SELECT n_id('c', d % 20), n_id('s', (d * 60 + day) * 30 + slot), n_id('d', d), at.begins, at.begins + interval '20 minutes',
           CASE WHEN d % 4 = 0 AND slot < 12 THEN 'virtual' ELSE 'in_person' END
    FROM generate_series(0, 999) d, generate_series(1, 60) day, generate_series(0, 29) slot,
    LATERAL (SELECT ((now()::date + day)::timestamp + interval '8 hours' + slot * interval '20 minutes')
                    AT TIME ZONE (ARRAY['America/New_York', 'Europe/London', 'Asia/Kathmandu'])[1 + d % 20 % 3] AS begins) at;
    INSERT INTO open_slots (clinic_id, starts_at, slot_id, doctor_id, specialization_id, time_zone, kind)
    SELECT s.clinic_id, s.starts_at, s.id, s.doctor_id, d.specialization_id, c.time_zone, offer_kind(s.mode, s.starts_at, c.time_zone)
    FROM slots s JOIN doctors d ON d.clinic_id = s.clinic_id AND d.id = s.doctor_id JOIN clinics c ON c.id = s.clinic_id;
    VACUUM ANALYZE";

struct Question {
    what: &'static str,
    path: String,
    /// Today's search of the same scope, by its place in the list.
    beside: usize,
}

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let folder = folder()?;
    let holdfast = Holdfast::start(lab, folder.path(), &[]).await?;
    let db = connect(&holdfast.database().await?.url()).await?;
    for statement in ROWS.split_inclusive(";\n") {
        db.batch_execute(statement).await?;
    }
    let mut connection = Connection::open(holdfast.address).await?;
    let questions = questions(&db, &mut connection).await?;
    let mut rounds: Vec<Vec<f64>> = Vec::new();
    for round in 0..=lab.rounds() {
        let mut means = Vec::new();
        for question in &questions {
            let request = get(&question.path, None);
            let begin = Instant::now();
            for _ in 0..TIMES {
                let answer = connection.exchange(&request).await?;
                ensure!(answer.status == 200, "{}: {}", question.path, String::from_utf8_lossy(&answer.body));
            }
            means.push(begin.elapsed().as_secs_f64() * 1000.0 / crate::statistics::count(TIMES));
        }
        if round > 0 {
            rounds.push(means);
        }
    }
    Ok(section(&questions, &rounds))
}

async fn questions(db: &Client, connection: &mut Connection) -> Result<Vec<Question>> {
    let row = db.query_one("SELECT n_id('c', 4)::text, n_id('d', 44)::text", &[]).await?;
    let (clinic, doctor): (String, String) = (row.get(0), row.get(1));
    let of = "specialization=general%20practice";
    let mut page = format!("/v1/doctors/soonest?{of}");
    for _ in 0..5 {
        let answer = connection.exchange(&get(&page, None)).await?.json()?;
        let cursor = answer["next_cursor"].as_str().context("more pages")?;
        page = format!("/v1/doctors/soonest?{of}&cursor={cursor}");
    }
    let question = |what, beside, path: String| Question { what, path, beside };
    Ok(vec![
        question("slots of a specialization (today's search)", 0, format!("/v1/slots?{of}")),
        question("slots of the platform (today's search)", 1, "/v1/slots".to_owned()),
        question("slots of a clinic (today's search)", 2, format!("/v1/slots?clinic_id={clinic}")),
        question("soonest of a specialization, 500 doctors", 0, format!("/v1/doctors/soonest?{of}")),
        question("its sixth page", 0, page),
        question("the same, 20 doctors a page", 0, format!("/v1/doctors/soonest?{of}&limit=20")),
        question(
            "the same, video in the morning",
            0,
            format!("/v1/doctors/soonest?{of}&mode=virtual&part_of_day=morning"),
        ),
        question(
            "the same, video in the evening: none",
            0,
            format!("/v1/doctors/soonest?{of}&mode=virtual&part_of_day=evening"),
        ),
        question("soonest of the platform, 1,000 doctors", 1, "/v1/doctors/soonest".to_owned()),
        question(
            "the same, video in the evening: none",
            1,
            "/v1/doctors/soonest?mode=virtual&part_of_day=evening".to_owned(),
        ),
        question("soonest of a clinic, 50 doctors", 2, format!("/v1/doctors/soonest?clinic_id={clinic}")),
        question("30 days of a doctor", 0, format!("/v1/doctors/{doctor}/days?days=30")),
        question("7 days of a specialization", 0, format!("/v1/slots/days?{of}&days=7")),
        question("30 days of a specialization", 0, format!("/v1/slots/days?{of}&days=30")),
        question(
            "the same, video in the evening: none",
            0,
            format!("/v1/slots/days?{of}&days=30&mode=virtual&part_of_day=evening"),
        ),
        question(
            "30 days of a specialization at a clinic",
            2,
            format!("/v1/slots/days?{of}&clinic_id={clinic}&days=30"),
        ),
        question(
            "the same behind the horizon: none",
            2,
            format!("/v1/slots/days?{of}&clinic_id={clinic}&days=30&from=2150-01-01"),
        ),
        question("specializations", 0, "/v1/specializations".to_owned()),
    ])
}

fn section(questions: &[Question], rounds: &[Vec<f64>]) -> Section {
    let mut lines = Vec::new();
    let mut targets = Vec::new();
    for (at, question) in questions.iter().enumerate() {
        let time = Figures::new(rounds.iter().map(|round| round[at]));
        let ratio = Figures::new(rounds.iter().map(|round| round[at] / round[question.beside]));
        let ratio_text = if at == question.beside { String::new() } else { ratio.to_string() };
        lines.push(vec![question.what.to_owned(), time.to_string(), ratio_text]);
        if at != question.beside {
            targets.push((question.what, ratio));
        }
    }
    let worst = targets.iter().max_by(|(_, a), (_, b)| a.median().total_cmp(&b.median()));
    let (what, worst) = worst.map_or(("", f64::NAN), |(what, ratio)| (*what, ratio.median()));
    let met = targets.iter().filter(|(_, ratio)| ratio.median() <= GOAL).count();
    Section {
        title: "Search for people",
        targets: vec![Target {
            id: "people",
            what: "a search for people, over today's search of the same scope",
            goal: format!("≤ {GOAL} ×"),
            measured: format!("{met} of {} within; worst {} × ({what})", targets.len(), number(worst)),
            spread: String::new(),
            is_met: met == targets.len(),
        }],
        details: format!(
            "1,000 doctors × 60 days × 30 free slots, in 20 clinics and three zones; one connection, {TIMES} times each a round, one \
             round before warms up. Today's search gives 100 slots, a search for people 10 doctors with three each. Milliseconds, \
             median of the rounds' means (spread), and ratio to today's search of the same scope in the same round:\n\n{}\n",
            rows(&["question", "ms", "ratio"], &lines),
        ),
        chart: None,
    }
}
