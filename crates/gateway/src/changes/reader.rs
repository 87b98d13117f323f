//! Reads what is new at the clinics that somebody listens to, for as long as anybody does.

use std::time::Duration;

use holdfast_domain::{Asked, Caller, ClinicId, Problem};
use holdfast_rpc::booking::ListChangesRequest;
use jiff::SignedDuration;
use tokio::time::{Instant, sleep};

use super::feed::Position;
use super::{Changes, LATE};
use crate::Gateway;

/// Most events become visible so soon after the instant that their ids begin with: so far back a look goes,
const SOON: SignedDuration = SignedDuration::from_secs(3);
/// and so often one goes as far back as is needed to miss none.
const WHOLE_EVERY: Duration = Duration::from_secs(10);
/// Clinics of one question.
const CLINICS: usize = 20;
/// After so long without an answer listeners are let go: they are to see that nothing comes.
const DEAF_AFTER: Duration = Duration::from_secs(15);

/// A question.
struct Look {
    clinics: Vec<ClinicId>,
    since: Position,
    is_whole: bool,
}

pub(super) async fn read(gateway: Gateway) {
    let changes = gateway.0.changes.clone();
    let mut answered_at = Instant::now();
    let mut is_troubled = false;
    while let Some(looks) = changes.next_looks(&gateway) {
        match ask_all(&gateway, &changes, looks).await {
            Ok(()) => {
                answered_at = Instant::now();
                is_troubled = false;
            }
            Err(problem) => {
                if !std::mem::replace(&mut is_troubled, true) {
                    tracing::warn!(%problem, "reading changes for listeners failed; will retry");
                }
                if answered_at.elapsed() >= DEAF_AFTER {
                    changes.let_go();
                }
            }
        }
        sleep(changes.settings().every).await;
    }
}

async fn ask_all(gateway: &Gateway, changes: &Changes, looks: Vec<Look>) -> Result<(), Problem> {
    for Look { clinics, since, is_whole } in looks {
        for clinics in clinics.chunks(CLINICS) {
            let request = ListChangesRequest { clinic_ids: clinics.to_vec(), since_us: Some(since.0) };
            let answer = gateway.booking().list_changes(Asked::by(Caller::SYSTEM), request).await?;
            let as_of = Position(answer.as_of_us);
            let mut state = changes.lock();
            for found in &answer.clinics {
                // its listeners may have gone meanwhile
                if let Some(feed) = state.feeds.get_mut(&found.clinic_id) {
                    feed.tell(found, as_of, is_whole);
                }
            }
        }
    }
    Ok(())
}

impl Changes {
    /// What is to be asked now; nothing, and nobody asks any more, if nobody listens.
    fn next_looks(&self, gateway: &Gateway) -> Option<Vec<Look>> {
        let mut state = self.lock();
        if state.feeds.is_empty() {
            state.is_read = false;
            return None;
        }
        let now = Position(gateway.0.clock.now().as_microsecond());
        let mut whole = Look { clinics: Vec::new(), since: now.back(LATE), is_whole: true };
        let mut soon = Look { clinics: Vec::new(), since: now.back(SOON), is_whole: false };
        for (clinic_id, feed) in &state.feeds {
            let was_whole = feed.was_whole.is_some_and(|at| at.elapsed() < WHOLE_EVERY);
            // from where the last answer ended, if that was longer ago
            let (look, from) = if was_whole {
                (&mut soon, feed.looked.map(|looked| looked.back(SOON)))
            } else {
                (&mut whole, feed.position().map(|position| position.back(LATE)))
            };
            look.clinics.push(*clinic_id);
            look.since = from.map_or(look.since, |from| look.since.min(from));
        }
        Some([whole, soon].into_iter().filter(|look| !look.clinics.is_empty()).collect())
    }

    /// Ends all streams of now: their listeners come again, and are told that nothing can be read.
    fn let_go(&self) {
        self.lock().feeds.clear();
    }
}
