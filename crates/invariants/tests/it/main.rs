//! Plants one breach at a time in a sound database, past the constraints that forbid it, and sees that the check
//! reports precisely that.

mod audit;
mod calendar;
mod clinics;
mod conflicts;
mod effects;
mod history;
mod holds;
mod merges;
mod running;
mod scene;
mod slots;
