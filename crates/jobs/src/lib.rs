//! Background jobs: what a service does without being asked, such as making slots as far ahead as the hours say.
//!
//! Each service lists its jobs in `jobs.rs`; what one of them does is a file of the folder `jobs/` beside it. All of a process's jobs run
//! by one [`Runner`], which repeats them, counts and logs failures, and says how each is: in metrics, and in `GET /services`.
//!
//! Any number of processes may run the same job at once: that is for the job to bear, by locks or by statements that do nothing twice.

mod job;
mod runner;
mod state;

pub use job::{Job, JobError, MEASURED_EVERY};
pub use runner::Runner;
pub use state::{JobState, States};
