//! Medians and spreads.

use std::fmt;

/// Figures of several rounds.
#[derive(Clone, Debug)]
pub(crate) struct Figures {
    sorted: Vec<f64>,
}

impl Figures {
    /// Of these rounds.
    pub(crate) fn new(rounds: impl IntoIterator<Item = f64>) -> Self {
        let mut sorted: Vec<f64> = rounds.into_iter().collect();
        sorted.sort_by(f64::total_cmp);
        Self { sorted }
    }

    /// The middle one; of an even number the mean of the two in the middle. NaN of none.
    pub(crate) fn median(&self) -> f64 {
        let half = self.sorted.len() / 2;
        match self.sorted.as_slice() {
            [] => f64::NAN,
            odd if odd.len() % 2 == 1 => odd[half],
            even => f64::midpoint(even[half - 1], even[half]),
        }
    }

    /// The smallest.
    pub(crate) fn min(&self) -> f64 {
        self.sorted.first().copied().unwrap_or(f64::NAN)
    }

    /// The largest.
    pub(crate) fn max(&self) -> f64 {
        self.sorted.last().copied().unwrap_or(f64::NAN)
    }

    /// `min–max`.
    pub(crate) fn spread(&self) -> String {
        format!("{}–{}", number(self.min()), number(self.max()))
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", number(self.median()), self.spread())
    }
}

/// Three digits that matter, thousands with a comma.
pub(crate) fn number(value: f64) -> String {
    let digits = match value.abs() {
        size if size >= 100.0 || size == 0.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 3,
    };
    let plain = format!("{value:.digits$}");
    let (whole, rest) = plain.split_at(plain.find('.').unwrap_or(plain.len()));
    if whole.len() <= 3 || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return plain;
    }
    let mut grouped = String::new();
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

/// A count as a figure.
pub(crate) fn count(count: usize) -> f64 {
    u32::try_from(count).map_or(f64::INFINITY, f64::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians() {
        assert_eq!(Figures::new([3.0, 1.0, 2.0]).to_string(), "2.00 (1.00–3.00)");
        assert!((Figures::new([4.0, 1.0, 2.0, 3.0]).median() - 2.5).abs() < 1e-9);
        assert!(Figures::new([]).median().is_nan());
    }

    #[test]
    fn numbers_have_three_digits_that_matter() {
        let shown = [0.0, 0.0317, 1.234, 45.67, 999.4, 12_345.6, 1_000_000.0].map(number);
        assert_eq!(shown, ["0", "0.032", "1.23", "45.7", "999", "12,346", "1,000,000"]);
    }
}
