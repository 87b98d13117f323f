//! What a clinic asks of people who book without an account.
//!
//! (The booking statement `book_batch` judges by the same rule, in SQL; a test holds the two together.)

use crate::error::{ErrorCode, FieldProblem, Problem};

/// What guests have to give besides a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GuestsGive {
    /// Nothing.
    #[default]
    Nothing,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// One of the two.
    Either,
    /// Both.
    Both,
}

impl GuestsGive {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Nothing, Self::Phone, Self::Email, Self::Either, Self::Both];

    /// The name in the API and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Either => "either",
            Self::Both => "both",
        }
    }

    /// The one of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|give| give.as_str() == name)
    }

    /// Refuses who gives less.
    pub fn judge(self, has_phone: bool, has_email: bool) -> Result<(), Problem> {
        let phone = || FieldProblem::new("patient.phone", "is required by this clinic");
        let email = || FieldProblem::new("patient.email", "is required by this clinic");
        let missing = match self {
            Self::Either if !has_phone && !has_email => {
                vec![FieldProblem::new("patient.phone", "is required by this clinic, or patient.email")]
            }
            Self::Nothing | Self::Either => Vec::new(),
            Self::Phone => (!has_phone).then(phone).into_iter().collect(),
            Self::Email => (!has_email).then(email).into_iter().collect(),
            Self::Both => (!has_phone).then(phone).into_iter().chain((!has_email).then(email)).collect(),
        };
        if missing.is_empty() { Ok(()) } else { Err(Problem::fields(missing)) }
    }
}

/// A clinic that takes bookings of people with an account alone.
pub fn not_allowed() -> Problem {
    Problem::of(ErrorCode::GuestsNotAllowed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_gives_less_is_told_which_field() {
        let fields = |give: GuestsGive, phone, email| -> Vec<String> {
            let judged = give.judge(phone, email);
            judged
                .err()
                .map_or_else(Vec::new, |problem| problem.fields.into_iter().map(|f| f.field).collect())
        };
        let none: [&str; 0] = [];
        assert_eq!(fields(GuestsGive::Nothing, false, false), none);
        assert_eq!(fields(GuestsGive::Phone, false, true), ["patient.phone"]);
        assert_eq!(fields(GuestsGive::Email, true, false), ["patient.email"]);
        assert_eq!(fields(GuestsGive::Either, false, false), ["patient.phone"]);
        assert_eq!(fields(GuestsGive::Either, false, true), none);
        assert_eq!(fields(GuestsGive::Both, false, false), ["patient.phone", "patient.email"]);
        assert_eq!(fields(GuestsGive::Both, true, true), none);
        assert!(GuestsGive::ALL.into_iter().all(|give| GuestsGive::parse(give.as_str()) == Some(give)));
    }
}
