//! Which traces are sampled: those whose parent is; of the others a share; and, of those that a caller asks for, so many a second.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use opentelemetry::trace::{Link, SpanContext, SpanKind, TraceContextExt, TraceId, TraceState};
use opentelemetry::{Context, KeyValue};
use opentelemetry_sdk::trace::{SamplingDecision, SamplingResult, ShouldSample};

/// By the parent; a batch by those that are in it; else by share.
#[derive(Clone, Debug)]
pub(super) struct Sampler {
    pub(super) share: f64,
}

impl ShouldSample for Sampler {
    fn should_sample(
        &self,
        parent: Option<&Context>,
        trace_id: TraceId,
        _name: &str,
        _kind: &SpanKind,
        _attributes: &[KeyValue],
        links: &[Link],
    ) -> SamplingResult {
        let parent = parent.map(|context| context.span().span_context().clone());
        let sampled = match parent.filter(SpanContext::is_valid) {
            Some(parent) => parent.is_sampled(),
            None if !links.is_empty() => links.iter().any(|link| link.span_context.is_sampled()),
            None => falls_into(self.share, trace_id),
        };
        SamplingResult {
            decision: if sampled { SamplingDecision::RecordAndSample } else { SamplingDecision::Drop },
            attributes: Vec::new(),
            trace_state: TraceState::default(),
        }
    }
}

/// Whether a trace of this id is in the share. Ids are random, so it is one in so many.
#[expect(clippy::cast_precision_loss, reason = "a share")]
pub(super) fn falls_into(share: f64, trace_id: TraceId) -> bool {
    let bytes = trace_id.to_bytes();
    let low = bytes.last_chunk().copied().map_or(0, u64::from_be_bytes);
    (low as f64) < share * u64::MAX as f64
}

/// So many a second, whoever asks: what callers ask for costs.
#[derive(Debug)]
pub(super) struct Budget {
    per_second: u32,
    began: Instant,
    /// The second, and how many it has had.
    spent: AtomicU64,
}

impl Budget {
    pub(super) fn new(per_second: u32) -> Self {
        Self { per_second, began: Instant::now(), spent: AtomicU64::new(0) }
    }

    pub(super) fn take(&self) -> bool {
        let second = self.began.elapsed().as_secs() << 32;
        let one_more = |spent: u64| {
            let spent = spent.max(second);
            (spent & u64::from(u32::MAX) < u64::from(self.per_second)).then(|| spent + 1)
        };
        self.spent.fetch_update(Ordering::Relaxed, Ordering::Relaxed, one_more).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_one_in_so_many() {
        let id = |n: u64| {
            TraceId::from_bytes(
                (u128::from(n) << 64 | u128::from(n.wrapping_mul(0x9E37_79B9_7F4A_7C15))).to_be_bytes(),
            )
        };
        let sampled = |share| (0..100_000).filter(|n| falls_into(share, id(*n))).count();
        assert_eq!((sampled(0.0), sampled(1.0)), (0, 100_000));
        let twentieth = sampled(0.05);
        assert!((4_500..5_500).contains(&twentieth), "{twentieth}");
    }

    #[test]
    fn a_budget_ends() {
        let budget = Budget::new(3);
        let taken = (0..1_000).filter(|_| budget.take()).count();
        // the thousand may lie in two seconds
        assert!((3..=6).contains(&taken), "{taken}");
        assert!(!Budget::new(0).take());
    }
}
