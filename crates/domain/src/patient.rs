//! What a clinic keeps of a patient beside who they are: how to speak to them, on which channels they want to hear of the clinic, and
//! what the desk notes. It is one document of a record, sealed as a whole, so that a field more is a field here and where people
//! read and write it: the statements, the sealing and the messages between services do not know the fields.
//!
//! And what holds when two records of one person are merged.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::caller::Caller;
use crate::error::{ErrorCode, Problem};
use crate::ids::{AccountId, PatientId};
use crate::text::{Checks, is_language_tag};

/// Longest notes of a desk on one patient, in characters.
pub const DESK_NOTES_MAX: usize = 2000;

/// A way to reach somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    /// E-mail.
    Email,
    /// Text messages to a phone.
    Sms,
}

impl Channel {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Email, Self::Sms];

    /// The name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Email => "email",
            Self::Sms => "sms",
        }
    }

    /// The channel of this name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|channel| channel.as_str() == name)
    }

    /// What the audit log calls the step by which a consent is given, or withdrawn.
    const fn audit_name(self, given: bool) -> &'static str {
        match (self, given) {
            (Self::Email, true) => "patient.give_email_consent",
            (Self::Email, false) => "patient.withdraw_email_consent",
            (Self::Sms, true) => "patient.give_sms_consent",
            (Self::Sms, false) => "patient.withdraw_sms_consent",
        }
    }
}

/// Whether somebody agrees to hear of the clinic on a channel, since when, and who noted it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "they are what they are called")]
pub struct Consent {
    pub given: bool,
    pub at: Timestamp,
    pub by_role: String,
    /// As in the audit log.
    pub by_id: String,
}

/// What is kept of one patient.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct PatientDetails {
    /// A tag of RFC 5646, or empty.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub language: String,
    /// The channel that they would rather be reached on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preferred_channel: Option<Channel>,
    /// What they were asked, and said. A channel that is not here was never asked about.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub consents: BTreeMap<Channel, Consent>,
    /// For the team alone.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub desk_notes: String,
    /// The phone, read as a number of the clinic's country; empty where it cannot be read.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub phone_e164: String,
}

impl PatientDetails {
    /// As a text, to be sealed or sent; empty where nothing is kept.
    pub fn to_text(&self) -> String {
        if *self == Self::default() { String::new() } else { serde_json::to_string(self).unwrap_or_default() }
    }

    /// Reads it back. Fields of a later version are passed over.
    pub fn parse(text: &str) -> Option<Self> {
        if text.is_empty() { Some(Self::default()) } else { serde_json::from_str(text).ok() }
    }

    /// Without what is the team's alone: as the patient sees it.
    #[must_use]
    pub fn for_patient(mut self) -> Self {
        self.desk_notes.clear();
        for consent in self.consents.values_mut() {
            consent.by_id.clear();
        }
        self
    }
}

/// A change of it. What is not given stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct PatientDetailsChange {
    /// Empty: not known.
    pub language: Option<String>,
    /// The channel's name. Empty: none.
    pub preferred_channel: Option<String>,
    /// Whether each is given.
    pub consents: BTreeMap<Channel, bool>,
    /// Empty: none.
    pub desk_notes: Option<String>,
}

impl PatientDetailsChange {
    /// Notes what is wrong with it.
    pub fn check(&self, checks: &mut Checks) {
        if let Some(tag) = &self.language
            && !tag.is_empty()
            && !is_language_tag(tag)
        {
            checks.note("language", "must be a tag such as de or pt-BR");
        }
        if let Some(name) = &self.preferred_channel
            && !name.is_empty()
            && Channel::parse(name).is_none()
        {
            checks.note("preferred_channel", "must be email or sms");
        }
        if let Some(notes) = &self.desk_notes {
            checks.optional("desk_notes", notes, DESK_NOTES_MAX);
        }
    }

    /// Makes the change, and says what the audit log is to tell of consents. One that was given, and is given again, stays as it was.
    pub fn apply(
        self,
        details: &mut PatientDetails,
        by_role: &str,
        by_id: &str,
        now: Timestamp,
    ) -> Vec<&'static str> {
        if let Some(tag) = self.language {
            details.language = tag;
        }
        if let Some(name) = self.preferred_channel {
            details.preferred_channel = Channel::parse(&name);
        }
        if let Some(notes) = self.desk_notes {
            notes.trim().clone_into(&mut details.desk_notes);
        }
        let mut steps = Vec::new();
        for (channel, given) in self.consents {
            if details.consents.get(&channel).is_some_and(|known| known.given == given) {
                continue;
            }
            let consent = Consent { given, at: now, by_role: by_role.to_owned(), by_id: by_id.to_owned() };
            details.consents.insert(channel, consent);
            steps.push(channel.audit_name(given));
        }
        steps
    }

    /// The same, by a caller.
    pub fn apply_by(
        self,
        caller: &Caller,
        details: &mut PatientDetails,
        now: Timestamp,
    ) -> Vec<&'static str> {
        self.apply(details, caller.role.as_str(), &caller.actor_id(), now)
    }
}

/// How long a merge of two records can be undone.
pub const MERGE_UNDONE_WITHIN: SignedDuration = SignedDuration::from_hours(24);

/// The record was merged: it leads to this one, which is none that was merged.
pub fn is_merged(into: PatientId) -> Problem {
    Problem { ids: vec![into.0], ..Problem::of(ErrorCode::PatientMerged) }
}

/// The account of the one that stays, after a merge: the account of either. Two accounts would both have lost their record, and both
/// have somebody else's.
pub fn account_of_both(
    one: Option<AccountId>,
    other: Option<AccountId>,
) -> Result<Option<AccountId>, Problem> {
    match (one, other) {
        (Some(one), Some(other)) if one != other => Err(Problem::of(ErrorCode::AccountsDiffer)),
        (one, other) => Ok(one.or(other)),
    }
}

/// Whether a merge can still be undone.
pub fn can_be_undone(merged_at: Timestamp, now: Timestamp) -> Result<(), Problem> {
    if now.duration_since(merged_at) < MERGE_UNDONE_WITHIN {
        Ok(())
    } else {
        Err(Problem::new(ErrorCode::CannotUnmerge, "the records were merged more than a day ago"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn consents(pairs: &[(Channel, bool)]) -> PatientDetailsChange {
        PatientDetailsChange { consents: pairs.iter().copied().collect(), ..PatientDetailsChange::default() }
    }

    #[test]
    fn a_consent_keeps_when_and_by_whom_it_was_first_given() {
        let mut details = PatientDetails::default();
        let at = |second| Timestamp::from_second(second).unwrap();
        let steps = consents(&[(Channel::Email, true), (Channel::Sms, false)]).apply(
            &mut details,
            "staff",
            "a",
            at(1),
        );
        assert_eq!(steps, ["patient.give_email_consent", "patient.withdraw_sms_consent"]);
        assert!(consents(&[(Channel::Email, true)]).apply(&mut details, "doctor", "b", at(2)).is_empty());
        let given = &details.consents[&Channel::Email];
        assert_eq!((given.given, given.at, given.by_id.as_str()), (true, at(1), "a"));
        let steps = consents(&[(Channel::Email, false)]).apply(&mut details, "doctor", "b", at(3));
        assert_eq!(steps, ["patient.withdraw_email_consent"]);
        let given = &details.consents[&Channel::Email];
        assert_eq!((given.given, given.at, given.by_role.as_str()), (false, at(3), "doctor"));
    }

    #[test]
    fn what_is_not_given_stays_and_what_is_empty_is_cleared() {
        let mut details = PatientDetails {
            language: "de".to_owned(),
            preferred_channel: Some(Channel::Sms),
            desk_notes: "hard of hearing".to_owned(),
            ..PatientDetails::default()
        };
        let before = details.clone();
        PatientDetailsChange::default().apply(&mut details, "staff", "a", Timestamp::UNIX_EPOCH);
        assert_eq!(details, before);
        let cleared = PatientDetailsChange {
            language: Some(String::new()),
            preferred_channel: Some(String::new()),
            desk_notes: Some(" ".to_owned()),
            consents: BTreeMap::new(),
        };
        cleared.apply(&mut details, "staff", "a", Timestamp::UNIX_EPOCH);
        assert_eq!(details, PatientDetails::default());
    }

    #[test]
    fn a_patient_does_not_see_what_is_the_teams() {
        let mut details = PatientDetails { desk_notes: "rude".to_owned(), ..PatientDetails::default() };
        consents(&[(Channel::Email, true)]).apply(&mut details, "staff", "somebody", Timestamp::UNIX_EPOCH);
        let text = details.for_patient().to_text();
        assert!(!text.contains("rude") && !text.contains("somebody"), "{text}");
    }

    #[test]
    fn a_merge_is_undone_within_a_day() {
        let (merged_at, second) = (Timestamp::UNIX_EPOCH, SignedDuration::from_secs(1));
        assert!(can_be_undone(merged_at, merged_at + MERGE_UNDONE_WITHIN - second).is_ok());
        assert_eq!(
            can_be_undone(merged_at, merged_at + MERGE_UNDONE_WITHIN).unwrap_err().code,
            ErrorCode::CannotUnmerge
        );
    }

    #[test]
    fn one_account_speaks_for_both() {
        let [one, other] = [1, 2].map(|n| Some(AccountId(uuid::Uuid::from_u128(n))));
        assert_eq!(account_of_both(one, other).unwrap_err().code, ErrorCode::AccountsDiffer);
        for (a, b, both) in [(one, one, one), (one, None, one), (None, one, one), (None, None, None)] {
            assert_eq!(account_of_both(a, b), Ok(both));
        }
    }

    #[test]
    fn it_reads_back_also_from_other_versions() {
        let details = PatientDetails { language: "de".to_owned(), ..PatientDetails::default() };
        assert_eq!(PatientDetails::parse(&details.to_text()), Some(details.clone()));
        assert_eq!(PatientDetails::parse(r#"{"language":"de","pronouns":"they"}"#), Some(details));
        assert_eq!((PatientDetails::default().to_text(), PatientDetails::parse("{")), (String::new(), None));
    }
}
