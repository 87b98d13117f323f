//! The upper bounds of histograms' buckets. Histograms with the same bounds can be added.

/// Seconds that somebody waits for an answer. A search takes less than a millisecond, so it begins below.
pub(super) const LATENCY: &[f64] =
    &[0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];

/// The same, coarser, where there are many series.
pub(super) const LATENCY_COARSE: &[f64] = &[0.001, 0.005, 0.025, 0.1, 0.5, 2.5, 10.0];

/// Seconds until somebody is told, from a moment to a week.
pub(super) const DELAY: &[f64] =
    &[0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0, 900.0, 3600.0, 6.0 * 3600.0, 86400.0, 7.0 * 86400.0];

/// How many at once.
pub(super) const SIZE: &[f64] = &[1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0, 512.0];
