//! What must never be found in a database, and the search for it: `holdfast check`.
//!
//! What lives here: the list of [`INVARIANTS`], their [`check`] against a database, and the [`Report`] of it. The
//! statements are in `sql/queries/check.sql`; they trust none of the constraints that should make a breach
//! impossible. What does not live here: the rules of an appointment's life, which come from
//! [`holdfast_domain::appointment`], and any mending.
//!
//! Start reading at [`check`].

mod check;
mod invariant;
mod life;
mod report;

pub use check::{MOST_BREACHES, check};
pub use invariant::{INVARIANTS, Invariant};
pub use report::{Breach, Finding, Report};
