//! P11: how often a booking that comes alone goes to PostgreSQL.

use std::path::Path;
use std::time::Duration;

use anyhow::{Result, ensure};
use holdfast_pgserver::PrivateServer;

use crate::client::{Connection, post};
use crate::fixture::{Fixture, Size};
use crate::holdfast::{Holdfast, connect, folder, private_settings};
use crate::lab::Lab;
use crate::proxy::{Kind, Proxy};
use crate::report::{Section, Target, rows};
use crate::statistics::{count, number};

/// Bookings that prepare the statement on every worker's connection.
const WARM_UP: usize = 20;
const BOOKINGS: usize = 50;
/// Between two bookings, so that each meets an idle system.
const PAUSE: Duration = Duration::from_millis(20);

pub(crate) async fn run(lab: &Lab) -> Result<Section> {
    let folder = folder()?;
    let mut password_bytes = [0; 24];
    lab.ids.fill(&mut password_bytes);
    let postgres = PrivateServer::start(&private_settings(folder.path(), password_bytes)).await?;
    let section = with(lab, folder.path(), &postgres).await;
    postgres.stop().await?;
    section
}

async fn with(lab: &Lab, folder: &Path, postgres: &PrivateServer) -> Result<Section> {
    let proxy = Proxy::start(postgres.port()).await?;
    let url =
        postgres.url().replace(&format!(":{}/", postgres.port()), &format!(":{}/", proxy.address.port()));
    let holdfast = Holdfast::start(lab, folder, &[("HOLDFAST_DATABASE_URL", &url)]).await?;
    let size = Size { clinics: 1, doctors: 2, slots: 80, patients_per_doctor: 20 };
    let fixture = Fixture::new(lab, size)?;
    fixture.write(&connect(&postgres.url()).await?).await?;
    let token = holdfast.staff_token(fixture.clinic_ids[0])?;
    let mut connection = Connection::open(holdfast.address).await?;
    for (at, slot) in fixture.bookable.iter().take(WARM_UP + BOOKINGS).enumerate() {
        if at == WARM_UP {
            proxy.reset();
        }
        tokio::time::sleep(PAUSE).await;
        let answer = connection.exchange(&post("/v1/bookings", Some(&token), &slot.body())).await?;
        ensure!(answer.status == 201, "refused: {}", String::from_utf8_lossy(&answer.body));
    }
    let (counts, others) = proxy.seen();
    drop(holdfast);
    Ok(section(&counts, &others))
}

fn section(counts: &std::collections::BTreeMap<(bool, Kind), usize>, others: &[String]) -> Section {
    // Everything on the connections that book, and everything elsewhere that is not known to be background work.
    let background = [
        Kind::Relay,
        Kind::Sweeper,
        Kind::Sealing,
        Kind::Revocations,
        Kind::Webhooks,
        Kind::Transaction,
        Kind::Overhead,
    ];
    let of_bookings = counts.iter().filter(|((books, kind), _)| *books || !background.contains(kind));
    let trips: usize = of_bookings.map(|(_, count)| count).sum();
    let per_booking = count(trips) / count(BOOKINGS);
    let table = rows(
        &["connection", "statement", "round trips"],
        &counts
            .iter()
            .map(|((books, kind), count)| {
                let connection = if *books { "books" } else { "other" };
                vec![connection.to_owned(), format!("{kind:?}"), count.to_string()]
            })
            .collect::<Vec<_>>(),
    );
    let others =
        others.first().map(|sql| format!("\nThe first of kind Other: `{sql}`\n")).unwrap_or_default();
    Section {
        title: "P11: round trips of a lone booking",
        targets: vec![Target {
            id: "P11",
            what: "round trips to PostgreSQL of a booking that comes alone",
            goal: "1".to_owned(),
            measured: number(per_booking),
            spread: format!("{trips} for {BOOKINGS} bookings"),
            is_met: trips == BOOKINGS,
        }],
        details: format!(
            "Counted by a proxy between Holdfast and PostgreSQL (by connection and statement; what is sent on before an \
             answer came is one trip) during \
             {BOOKINGS} bookings, one every {} ms, after {WARM_UP} that warm up. What the relay, its listeners, the sweeper and the sealing do on \
             other connections meanwhile is no part of a booking.\n\n{table}{others}",
            PAUSE.as_millis(),
        ),
        chart: None,
    }
}
