//! Acknowledges messages many at a time: those that were dealt with while an acknowledgement was on its way go together.

use std::collections::BTreeSet;

use lapin::Channel;
use lapin::options::{BasicAckOptions, BasicRejectOptions};
use tokio::sync::mpsc;

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dealt {
    /// The listener has dealt with it.
    Done,
    /// The listener can make nothing of it: it goes to the dead letters.
    Dead,
}

/// Where to say what became of messages. Cheap to clone.
#[derive(Clone)]
pub(super) struct Acks(mpsc::UnboundedSender<(u64, Dealt)>);

impl Acks {
    /// For the messages of this channel. Ends with the channel, or when the last of these is dropped.
    pub(super) fn new(channel: Channel) -> Self {
        let (sender, mut queue) = mpsc::unbounded_channel();
        tokio::spawn(async move {
            let mut ledger = Ledger::default();
            let mut dealt = Vec::new();
            while queue.recv_many(&mut dealt, 1024).await > 0 {
                for answer in ledger.settle(dealt.drain(..)) {
                    // Without it the message comes again, and the listener knows it.
                    let sent = match answer {
                        Answer::Ack { tag, multiple } => {
                            channel.basic_ack(tag, BasicAckOptions { multiple }).await
                        }
                        Answer::Reject { tag } => {
                            channel.basic_reject(tag, BasicRejectOptions { requeue: false }).await
                        }
                    };
                    if sent.is_err() {
                        return;
                    }
                }
            }
        });
        Self(sender)
    }

    /// This message was dealt with.
    pub(super) fn settle(&self, tag: u64, dealt: Dealt) {
        // an error says that the channel is gone
        let _ = self.0.send((tag, dealt));
    }
}

/// What the broker is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    Ack { tag: u64, multiple: bool },
    Reject { tag: u64 },
}

/// Which messages are settled. Their tags are 1, 2, 3 and so on.
#[derive(Debug, Default)]
struct Ledger {
    /// All up to this one are.
    all_up_to: u64,
    /// Those behind one that is not.
    beyond: BTreeSet<u64>,
}

impl Ledger {
    /// The answers for messages that were dealt with: one for all that have no gap before them, and one for each other.
    fn settle(&mut self, dealt: impl Iterator<Item = (u64, Dealt)>) -> Vec<Answer> {
        let mut answers = Vec::new();
        let mut done = BTreeSet::new();
        for (tag, dealt) in dealt {
            self.beyond.insert(tag);
            match dealt {
                Dealt::Done => drop(done.insert(tag)),
                // before any acknowledgement that would include it
                Dealt::Dead => answers.push(Answer::Reject { tag }),
            }
        }
        while self.beyond.remove(&(self.all_up_to + 1)) {
            self.all_up_to += 1;
        }
        let behind_a_gap = done.split_off(&(self.all_up_to + 1));
        // the last that the broker still waits for: it knows none that was settled before
        if let Some(tag) = done.last() {
            answers.push(Answer::Ack { tag: *tag, multiple: true });
        }
        answers.extend(behind_a_gap.into_iter().map(|tag| Answer::Ack { tag, multiple: false }));
        answers
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(tags: &[u64]) -> impl Iterator<Item = (u64, Dealt)> {
        tags.iter().map(|tag| (*tag, Dealt::Done))
    }

    #[test]
    fn messages_without_a_gap_go_together() {
        let mut ledger = Ledger::default();
        assert_eq!(ledger.settle(done(&[2, 1, 3])), [Answer::Ack { tag: 3, multiple: true }]);
        assert_eq!(ledger.settle(done(&[4])), [Answer::Ack { tag: 4, multiple: true }]);
    }

    #[test]
    fn one_that_takes_long_holds_up_none_behind_it() {
        let mut ledger = Ledger::default();
        let alone = |tag| Answer::Ack { tag, multiple: false };
        assert_eq!(ledger.settle(done(&[2, 3])), [alone(2), alone(3)]);
        // 3 is known to the broker no longer: the answer names 1
        assert_eq!(ledger.settle(done(&[1])), [Answer::Ack { tag: 1, multiple: true }]);
        assert_eq!(ledger.settle(done(&[5, 4])), [Answer::Ack { tag: 5, multiple: true }]);
    }

    #[test]
    fn a_dead_one_is_never_acknowledged() {
        let mut ledger = Ledger::default();
        let dealt = [(1, Dealt::Done), (2, Dealt::Dead), (3, Dealt::Done)];
        assert_eq!(
            ledger.settle(dealt.into_iter()),
            [Answer::Reject { tag: 2 }, Answer::Ack { tag: 3, multiple: true }]
        );
        assert_eq!(ledger.settle([(4, Dealt::Dead)].into_iter()), [Answer::Reject { tag: 4 }]);
        assert_eq!(ledger.settle(done(&[5])), [Answer::Ack { tag: 5, multiple: true }]);
    }
}
