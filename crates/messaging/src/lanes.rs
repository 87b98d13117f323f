//! Many events at once, those of one appointment one after the other.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use holdfast_domain::Event;
use tokio::sync::{Mutex as Turn, OwnedMutexGuard};
use uuid::Uuid;

/// What must stay in order: an appointment, or a clinic for events that are about none.
pub fn lane(event: &Event) -> Uuid {
    event.appointment_id().map_or(event.clinic_id.0, |id| id.0)
}

/// By what brokers tell which events to keep in order: the clinic and the lane.
pub(crate) fn routing_key(event: &Event) -> String {
    format!("{}.{}", event.clinic_id, lane(event))
}

/// Turns by lane. Who asks first has the first turn.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    turns: Arc<Mutex<HashMap<Uuid, Arc<Turn<()>>>>>,
}

impl Lanes {
    /// A place in the lane's queue; it is taken at once, in the order of the calls, and waited for later.
    pub fn queue(&self, lane: Uuid) -> impl Future<Output = OwnedMutexGuard<()>> + Send + 'static {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        // lanes that nobody is in
        if turns.len() > 1024 {
            turns.retain(|_, turn| Arc::strong_count(turn) > 1);
        }
        let turn = Arc::clone(turns.entry(lane).or_default());
        let mut waiting = Box::pin(turn.lock_owned());
        // The first poll takes the place.
        let place = futures::FutureExt::now_or_never(&mut waiting);
        async move {
            match place {
                Some(turn) => turn,
                None => waiting.await,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn who_asks_first_has_the_first_turn() {
        let lanes = Lanes::default();
        let lane = Uuid::from_u128(1);
        let (first, second, third) = (lanes.queue(lane), lanes.queue(lane), lanes.queue(lane));
        let other = lanes.queue(Uuid::from_u128(2));
        let order = Arc::new(Mutex::new(Vec::new()));
        let run = |turn: std::pin::Pin<Box<dyn Future<Output = OwnedMutexGuard<()>> + Send>>, name| {
            let order = Arc::clone(&order);
            tokio::spawn(async move {
                let _turn = turn.await;
                order.lock().unwrap().push(name);
            })
        };
        // started backwards
        let (c, b, a) = (run(Box::pin(third), 3), run(Box::pin(second), 2), run(Box::pin(first), 1));
        other.await;
        for done in [a, b, c] {
            done.await.unwrap();
        }
        assert_eq!(*order.lock().unwrap(), [1, 2, 3]);
    }
}
