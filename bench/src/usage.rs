//! CPU time, from `/proc`.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};

/// Linux counts in hundredths of a second for programs, whatever the kernel's own tick is.
const TICKS_PER_SEC: f64 = 100.0;

/// CPU seconds so far.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Usage {
    /// Holdfast.
    pub(crate) holdfast: f64,
    /// PostgreSQL: its main process and all of its children.
    pub(crate) postgres: f64,
    /// This program.
    pub(crate) load: f64,
    /// The whole machine, whoever used it.
    pub(crate) machine: f64,
}

impl Usage {
    /// Up to now.
    pub(crate) fn now(holdfast: u32, postgres: i32) -> Result<Self> {
        Self::of_processes(&[holdfast], postgres)
    }

    /// The same of a Holdfast of several processes.
    pub(crate) fn of_processes(holdfast: &[u32], postgres: i32) -> Result<Self> {
        let ours = holdfast.iter().map(|pid| Ok(of(&pid.to_string())?.own)).sum::<Result<f64>>()?;
        Ok(Self { holdfast: ours, postgres: family(postgres)?, load: of("self")?.own, machine: machine()? })
    }

    /// Between `earlier` and this.
    pub(crate) fn since(self, earlier: Self) -> Self {
        Self {
            holdfast: self.holdfast - earlier.holdfast,
            postgres: self.postgres - earlier.postgres,
            load: self.load - earlier.load,
            machine: self.machine - earlier.machine,
        }
    }

    /// What other programs used.
    pub(crate) fn others(self) -> f64 {
        (self.machine - self.holdfast - self.postgres - self.load).max(0.0)
    }
}

/// CPU seconds so far of a program and of its children.
pub(crate) fn of_program(pid: u32) -> Result<f64> {
    family(i32::try_from(pid)?)
}

/// The most memory that a process has had resident so far, in MB.
pub(crate) fn peak_memory_mb(pid: u32) -> Result<f64> {
    let text = fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    let kib: f64 = line.trim().trim_end_matches("kB").trim().parse()?;
    Ok(kib * 1024.0 / 1e6)
}

struct Process {
    parent: i32,
    own: f64,
    /// Of children that have ended.
    reaped: f64,
}

fn of(process: &str) -> Result<Process> {
    let path = Path::new("/proc").join(process).join("stat");
    let text = fs::read_to_string(&path).with_context(|| format!("read {}", path.display()))?;
    // The name, in parentheses, may hold anything.
    let fields: Vec<&str> = text.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    Ok(Process {
        parent: fields.get(1).and_then(|field| field.parse().ok()).unwrap_or(0),
        own: (ticks(11) + ticks(12)) / TICKS_PER_SEC,
        reaped: (ticks(13) + ticks(14)) / TICKS_PER_SEC,
    })
}

fn family(pid: i32) -> Result<f64> {
    let main = of(&pid.to_string())?;
    let mut total = main.own + main.reaped;
    for entry in fs::read_dir("/proc")? {
        let name = entry?.file_name();
        let Some(name) = name.to_str().filter(|name| name.bytes().all(|byte| byte.is_ascii_digit())) else {
            continue;
        };
        // It may have ended meanwhile.
        if let Ok(process) = of(name)
            && process.parent == pid
        {
            total += process.own;
        }
    }
    Ok(total)
}

fn machine() -> Result<f64> {
    let text = fs::read_to_string("/proc/stat")?;
    let fields = text.lines().next().unwrap_or_default().split_whitespace().skip(1);
    // user, nice, system, then idle and iowait, which are no work, then interrupts
    let busy = fields.enumerate().filter(|(at, _)| matches!(at, 0 | 1 | 2 | 5 | 6));
    Ok(busy.filter_map(|(_, field)| field.parse::<f64>().ok()).sum::<f64>() / TICKS_PER_SEC)
}
