//! Puts dead letters back into the queue that they died in.

use lapin::Confirmation;
use std::collections::HashSet;

use lapin::options::{
    BasicAckOptions, BasicGetOptions, BasicNackOptions, BasicPublishOptions, ConfirmSelectOptions,
};
use lapin::types::FieldTable;

use super::{connect, failed, topology};
use crate::TransportError;

/// Puts back what lies in the dead letters of these listeners now; returns how many messages that was. A message leaves
/// the dead letters only after its queue has it, so one that is interrupted may be there twice.
pub async fn replay(url: &str, listeners: &[&str]) -> Result<u64, TransportError> {
    let connection = connect(url).await?;
    let read = connection.create_channel().await.map_err(failed)?;
    let write = connection.create_channel().await.map_err(failed)?;
    topology::declare(&read, listeners).await.map_err(failed)?;
    write.confirm_select(ConfirmSelectOptions::default()).await.map_err(failed)?;
    let mut moved = 0;
    for listener in listeners {
        let mut seen = HashSet::new();
        let (queue, dead) = (topology::queue(listener), topology::dead_queue(listener));
        loop {
            let got = read.basic_get(dead.as_str().into(), BasicGetOptions { no_ack: false }).await;
            let Some(got) = got.map_err(failed)? else { break };
            let message = got.delivery;
            // What dies once more meanwhile is for the next time.
            let id = message.properties.message_id().as_ref().map(ToString::to_string).unwrap_or_default();
            if !id.is_empty() && !seen.insert(id) {
                let back = BasicNackOptions { requeue: true, ..BasicNackOptions::default() };
                message.nack(back).await.map_err(failed)?;
                break;
            }
            // What it died of is not its business any longer.
            let mut headers = FieldTable::default();
            if let Some(had) = message.properties.headers() {
                for (name, value) in had.inner() {
                    let name_text = name.as_str();
                    if !name_text.starts_with("x-death")
                        && !name_text.starts_with("x-first-death")
                        && !name_text.starts_with("x-last-death")
                        && name_text != "x-delivery-count"
                    {
                        headers.insert(name.clone(), value.clone());
                    }
                }
            }
            let properties = message.properties.clone().with_headers(headers);
            // straight to the queue: other listeners have had it
            let options = BasicPublishOptions { mandatory: true, ..BasicPublishOptions::default() };
            let published = write
                .basic_publish("".into(), queue.as_str().into(), options, &message.data, properties)
                .await
                .map_err(failed)?;
            if matches!(published.await.map_err(failed)?, Confirmation::Ack(None)) {
                message.ack(BasicAckOptions::default()).await.map_err(failed)?;
                moved += 1;
            } else {
                let back = BasicNackOptions { requeue: true, ..BasicNackOptions::default() };
                message.nack(back).await.map_err(failed)?;
                return Err(TransportError(format!("{queue} did not take a message; {moved} were put back")));
            }
        }
    }
    Ok(moved)
}
