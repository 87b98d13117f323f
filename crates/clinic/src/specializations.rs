//! What a request says of a doctor's specializations: all of them, or the main one alone.

use holdfast_domain::specializations::{check_all, with_main};
use holdfast_domain::text::{Checks, SPECIALIZATION_MAX};
use holdfast_rpc::clinic::Specializations;

/// What a doctor has after a request: `before` are those of before, none of a new doctor. Nothing, if the request says nothing of them.
pub(crate) fn asked_for(
    checks: &mut Checks,
    main: Option<String>,
    all: Option<Specializations>,
    before: &[String],
) -> Option<Vec<String>> {
    let trimmed = |name: String| name.trim().to_owned();
    let main = main.map(trimmed);
    let Some(Specializations { names }) = all else {
        let main = main?;
        checks.label("specialization", &main, SPECIALIZATION_MAX);
        return Some(with_main(main, before));
    };
    let names: Vec<String> = names.into_iter().map(trimmed).collect();
    check_all(checks, "specializations", &names, |nth| format!("specializations[{nth}]"));
    if let (Some(main), Some(first)) = (main, names.first())
        && main != *first
    {
        checks.note("specialization", "must be the first of specializations, or be left out");
    }
    Some(names)
}
