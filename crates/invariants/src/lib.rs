//! What must never be found in a database, and the search for it: `holdfast check`, and the jobs that watch while services work.
//!
//! What lives here: the list of [`INVARIANTS`], their [`check`] against a database, and the [`Report`] of it. The
//! statements are in `sql/queries/check.sql`; they trust none of the constraints that should make a breach
//! impossible. What does not live here: the rules of an appointment's life, which come from
//! [`holdfast_domain::appointment`], and any mending.
//!
//! Start reading at [`check`], and for the jobs at [`jobs`].

mod changes;
mod check;
mod invariant;
pub mod jobs;
mod life;
mod report;

pub use changes::{Broken, Slice};
pub use check::{MOST_BREACHES, check};
pub use invariant::{INVARIANTS, Invariant};
pub use report::{Breach, Finding, Report};
