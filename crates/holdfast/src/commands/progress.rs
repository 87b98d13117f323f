//! How far a long command is: a moving line on a terminal, else lines on standard error, as logs keep them.

use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Between two lines about the same step.
const SAYS_EVERY: Duration = Duration::from_secs(10);

/// Where a command is.
pub(super) struct Progress {
    /// On a terminal.
    bar: Option<ProgressBar>,
    step: String,
    said: Instant,
}

impl Progress {
    pub(super) fn new() -> Self {
        let bar = stderr().is_terminal().then(|| {
            let bar = ProgressBar::new(0);
            // one statement may take a minute: the clock goes on meanwhile
            bar.enable_steady_tick(Duration::from_millis(200));
            bar
        });
        Self { bar, step: String::new(), said: Instant::now() }
    }

    /// The command is at this step, with so many of so many done; 0 of 0 where there is nothing to count.
    pub(super) fn at(&mut self, step: &str, done: u64, total: u64) {
        let is_new = self.step != step;
        if is_new {
            step.clone_into(&mut self.step);
        }
        if let Some(bar) = &self.bar {
            if is_new {
                let counted = if total > 0 { "{pos}/{len} " } else { "" };
                if let Ok(style) =
                    ProgressStyle::with_template(&format!("{{spinner}} {counted}{{elapsed}} {{msg}}"))
                {
                    bar.set_style(style);
                }
                bar.set_message(step.to_owned());
            }
            bar.set_length(total);
            bar.set_position(done);
        } else if is_new {
            eprintln!("{step}");
            self.said = Instant::now();
        } else if self.said.elapsed() >= SAYS_EVERY {
            eprintln!("{step}: {done} of {total}");
            self.said = Instant::now();
        }
    }

    /// Something worth a line of its own.
    pub(super) fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.println(line),
            None => eprintln!("{line}"),
        }
    }

    /// Something that a terminal shows anyway.
    pub(super) fn log(&self, line: &str) {
        if self.bar.is_none() {
            eprintln!("{line}");
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}
