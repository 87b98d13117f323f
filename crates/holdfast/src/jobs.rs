//! What runs in the background of a process: the jobs of its roles, and what hears of events.

use std::sync::Arc;

use holdfast_config::Settings;
use holdfast_jobs::Runner;
use tokio::task::JoinSet;

mod measure_process;

use crate::events;
use crate::system::System;

impl System {
    /// The background work of these roles; it goes on until the tasks are dropped.
    pub fn background(&self, settings: &Settings) -> JoinSet<()> {
        let mut work = JoinSet::new();
        let runner = Runner::new(Arc::clone(&self.clock), self.ids.clone(), self.job_states.clone());
        for job in self.parts.iter().flat_map(|part| part.jobs(settings)) {
            runner.spawn(job, &mut work);
        }
        runner.spawn(self.measure_process(settings), &mut work);
        events::consume(settings, &self.listeners, &mut work);
        work
    }
}
