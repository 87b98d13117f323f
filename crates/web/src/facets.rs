//! What people search by: the form above the results, and what it asks of the search.

use holdfast_domain::ids::ClinicId;
use holdfast_domain::template::Mode;
use holdfast_domain::{Page, PartOfDay, PeopleCursor, Problem};
use holdfast_gateway::Gateway;
use holdfast_rpc::availability::{ListSpecializationsRequest, SoonestDoctorsRequest, Wishes};
use holdfast_rpc::clinic::ListClinicsRequest;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::fields::{Errors, Fields};
use crate::texts::{Texts, key};
use crate::visit::Visit;

/// Doctors on a page, and times of each.
const DOCTORS: u32 = 10;
const TIMES: u32 = 3;
/// Choices in a list: who looks for more types its name.
const CHOICES: u32 = 200;

/// What is searched for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Facets {
    pub(crate) specialization: Option<String>,
    pub(crate) clinic_id: Option<ClinicId>,
    pub(crate) from: Option<Date>,
    pub(crate) part: Option<PartOfDay>,
    pub(crate) mode: Option<Mode>,
    cursor: PeopleCursor,
}

impl Facets {
    /// Reads them; what cannot be read is noted, and searched for as if it had not been given.
    pub(crate) fn of(fields: &Fields, t: &Texts, errors: &mut Errors) -> Self {
        let from = fields.day("from").unwrap_or_else(|()| {
            errors.add("from", t.say("error-day"));
            None
        });
        Self {
            specialization: fields.some("specialization").filter(|name| name.chars().count() <= 200),
            clinic_id: fields.parsed("clinic_id"),
            from,
            part: PartOfDay::parse(fields.text("part_of_day")),
            mode: Mode::parse(fields.text("mode")),
            cursor: PeopleCursor::parse(fields.text("cursor")).unwrap_or_default(),
        }
    }

    pub(crate) fn wishes(&self) -> Wishes {
        Wishes {
            mode: self.mode,
            part_of_day: self.part.map(|part| part.as_str().to_owned()),
            visit_type_id: None,
        }
    }

    /// The search for doctors, from the beginning of the chosen day on (by the visitor's clock, or else by UTC's).
    pub(crate) fn request(&self, visit: &Visit) -> SoonestDoctorsRequest {
        let zone = visit.zone.clone().unwrap_or(TimeZone::UTC);
        let from = self.from.and_then(|day| day.to_zoned(zone).ok());
        SoonestDoctorsRequest {
            specialization: self.specialization.clone(),
            clinic_id: self.clinic_id,
            from_us: from.map(|at| at.timestamp().as_microsecond()),
            wishes: self.wishes(),
            times: TIMES,
            after: self.cursor.clone(),
            limit: DOCTORS,
        }
    }

    /// The address of the search for the same, but for what is changed.
    pub(crate) fn href(&self, change: impl FnOnce(&mut Self)) -> String {
        let mut facets = Self { cursor: PeopleCursor::default(), ..self.clone() };
        change(&mut facets);
        let mut query = form_urlencoded::Serializer::new(String::new());
        let from = facets.from.map(|day| day.to_string());
        let clinic_id = facets.clinic_id.map(|id| id.to_string());
        let cursor = (facets.cursor != PeopleCursor::default()).then(|| facets.cursor.to_text());
        for (name, value) in [
            ("specialization", facets.specialization.as_deref()),
            ("clinic_id", clinic_id.as_deref()),
            ("from", from.as_deref()),
            ("part_of_day", facets.part.map(PartOfDay::as_str)),
            ("mode", facets.mode.map(Mode::as_str)),
            ("cursor", cursor.as_deref()),
        ] {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        match query.finish() {
            query if query.is_empty() => "/find".to_owned(),
            query => format!("/find?{query}"),
        }
    }

    /// The address of the next page.
    pub(crate) fn next(&self, cursor: PeopleCursor) -> String {
        self.href(|facets| facets.cursor = cursor)
    }

    /// Whether anything but the beginning of the list is asked for.
    pub(crate) fn is_first_page(&self) -> bool {
        self.cursor == PeopleCursor::default()
    }
}

/// A choice of a list.
pub(crate) struct Choice {
    pub(crate) value: String,
    pub(crate) name: String,
    pub(crate) is_chosen: bool,
}

/// The form, with what there is to choose from.
pub(crate) struct FacetForm {
    pub(crate) specializations: Vec<Choice>,
    pub(crate) clinics: Vec<Choice>,
    pub(crate) parts: Vec<Choice>,
    pub(crate) modes: Vec<Choice>,
    /// As it was typed, right or wrong.
    pub(crate) from: String,
    pub(crate) errors: Errors,
}

impl FacetForm {
    pub(crate) async fn of(
        gateway: &Gateway,
        visit: &Visit,
        facets: &Facets,
        fields: &Fields,
        errors: Errors,
    ) -> Result<Self, Problem> {
        let t = visit.t;
        let page = Page { limit: CHOICES, ..Page::default() };
        let (specializations, clinics) = tokio::try_join!(
            gateway.availability().list_specializations(visit.asked(), ListSpecializationsRequest { page }),
            gateway.clinics().list_clinics(visit.asked(), ListClinicsRequest { page }),
        )?;
        let is_wanted = |name: &str| {
            facets
                .specialization
                .as_deref()
                .is_some_and(|wanted| wanted.to_lowercase() == name.to_lowercase())
        };
        let specializations = specializations.items.into_iter().map(|found| Choice {
            is_chosen: is_wanted(&found.name),
            name: found.name.clone(),
            value: found.name,
        });
        let clinics = clinics.items.into_iter().map(|clinic| Choice {
            value: clinic.id.to_string(),
            is_chosen: facets.clinic_id == Some(clinic.id),
            name: clinic.name,
        });
        let parts = PartOfDay::ALL.map(|part| Choice {
            value: part.as_str().to_owned(),
            name: t.say(part_key(part)),
            is_chosen: facets.part == Some(part),
        });
        let modes = Mode::ALL.map(|mode| Choice {
            value: mode.as_str().to_owned(),
            name: t.say(mode_key(mode)),
            is_chosen: facets.mode == Some(mode),
        });
        Ok(Self {
            specializations: specializations.collect(),
            clinics: clinics.collect(),
            parts: parts.into(),
            modes: modes.into(),
            from: fields.text("from").to_owned(),
            errors,
        })
    }
}

pub(crate) const fn part_key(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Morning => key("part-morning"),
        PartOfDay::Afternoon => key("part-afternoon"),
        PartOfDay::Evening => key("part-evening"),
    }
}

pub(crate) const fn mode_key(mode: Mode) -> &'static str {
    match mode {
        Mode::InPerson => key("mode-in-person"),
        Mode::Virtual => key("mode-video"),
    }
}
