//! What a check found, and how it reads.

use std::fmt;

use uuid::Uuid;

use crate::invariant::Invariant;

/// One thing that must not be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    /// The invariant's id, `I1`.
    pub invariant: &'static str,
    /// What is wrong. The same words for every breach of its kind.
    pub what: String,
    /// The clinic, if the row belongs to one.
    pub clinic_id: Option<Uuid>,
    /// The id, ids or key of what is wrong.
    pub subject: String,
    /// What was found there.
    pub detail: String,
}

/// What was found about one invariant.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The invariant.
    pub invariant: Invariant,
    /// Its breaches; none is good.
    pub breaches: Vec<Breach>,
    /// Whether there may be more than these.
    pub is_cut: bool,
}

/// What was found about each invariant. Displayed as a table with a line per invariant, and below it a line per
/// breach.
#[derive(Clone, Debug)]
pub struct Report {
    /// In the order of [`crate::INVARIANTS`].
    pub findings: Vec<Finding>,
}

impl Report {
    /// Whether every invariant holds.
    pub fn is_clean(&self) -> bool {
        self.breaches().next().is_none()
    }

    /// All breaches.
    pub fn breaches(&self) -> impl Iterator<Item = &Breach> {
        self.findings.iter().flat_map(|finding| &finding.breaches)
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Finding { invariant, breaches, is_cut } in &self.findings {
            let found = match breaches.len() {
                0 => "holds".to_owned(),
                1 => "1 breach".to_owned(),
                n if *is_cut => format!("{n}+ breaches"),
                n => format!("{n} breaches"),
            };
            writeln!(f, "{:<4} {found:<14} {}", invariant.id, invariant.title)?;
            for breach in breaches {
                write!(f, "       {}: {}", breach.what, breach.subject)?;
                if let Some(clinic_id) = breach.clinic_id {
                    write!(f, ", clinic {clinic_id}")?;
                }
                writeln!(f, " ({})", breach.detail)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::invariant::INVARIANTS;

    fn report(breaches_of_last: usize, is_cut: bool) -> Report {
        let findings = [INVARIANTS[0], INVARIANTS[8]].map(|invariant| Finding {
            invariant,
            breaches: Vec::new(),
            is_cut: false,
        });
        let mut report = Report { findings: findings.into() };
        report.findings[1].is_cut = is_cut;
        report.findings[1].breaches = (0..breaches_of_last)
            .map(|n| Breach {
                invariant: "I10",
                what: "a hold never expires".to_owned(),
                clinic_id: (n == 0).then(|| Uuid::from_u128(7)),
                subject: format!("hold {n}"),
                detail: "expires at no time".to_owned(),
            })
            .collect();
        report
    }

    #[test]
    fn reads_as_a_table() {
        assert_eq!(
            report(0, false).to_string(),
            "I1   holds          no two live appointments overlap for one doctor or one patient\n\
             I10  holds          no hold lives past its expiry and one sweep\n"
        );
        assert_eq!(
            report(2, false).to_string(),
            "I1   holds          no two live appointments overlap for one doctor or one patient\n\
             I10  2 breaches     no hold lives past its expiry and one sweep\n       \
             a hold never expires: hold 0, clinic 00000000-0000-0000-0000-000000000007 (expires at no time)\n       \
             a hold never expires: hold 1 (expires at no time)\n"
        );
        assert!(report(2, true).to_string().contains("I10  2+ breaches "));
        assert!(report(1, false).to_string().contains("I10  1 breach "));
    }

    #[test]
    fn is_clean_without_breaches_alone() {
        assert!(report(0, false).is_clean());
        assert!(!report(1, false).is_clean());
    }
}
