//! The learning lab: each concept of `docs/learning-roadmap.md` as a run that shows what goes wrong without a defence, and that
//! the defence of Holdfast holds.
//!
//! A run works on the product's own services, in a throw-away database. What is broken is broken from outside: a constraint is
//! dropped in that database, a service is put together (`parts.rs`) with a part that does nothing, or a client leaves out what
//! it should send. So no switch that breaks anything is in the product, in any build of it (docs/decisions/0031).
//!
//! [`concepts`] has the table of them, a file each; [`ground`] is what they stand on, [`shown`] what they give back, [`say`]
//! prints it. Start reading at `concepts/optimistic_lock.rs`.

pub mod concepts;
mod debug_only;
pub mod ground;
mod parts;
pub mod say;
pub mod shown;

pub use concepts::{CONCEPTS, Concept};
pub use ground::Ground;
pub use shown::Shown;
