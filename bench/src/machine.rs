//! The machine and the versions.

use std::fs;
use std::process::Command;

use anyhow::Result;

use crate::holdfast::{Holdfast, connect, folder};
use crate::lab::Lab;

/// As Markdown.
pub(crate) async fn describe(lab: &Lab) -> Result<String> {
    let folder = folder()?;
    let holdfast = Holdfast::start(lab, folder.path(), &[]).await?;
    let db = connect(&holdfast.database().await?.url()).await?;
    let setting = async |name: &str| -> Result<String> {
        Ok(db.query_one("SELECT current_setting($1)", &[&name]).await?.get(0))
    };
    let cores = std::thread::available_parallelism()?;
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")?.split(": ").nth(1));
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory_kib: Option<u64> = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:")?.split_whitespace().next()?.parse().ok());
    let mut text = String::new();
    let mut line = |name: &str, value: String| text += &format!("| {name} | {value} |\n");
    line("date", lab.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date().to_string());
    line("CPU", format!("{} × {}", cores, model.unwrap_or("unknown")));
    line("memory", memory_kib.map_or("unknown".to_owned(), |kib| format!("{} GiB", kib >> 20)));
    line("kernel", fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default().trim().to_owned());
    line("holdfast", holdfast.ask(["--version"])?);
    line("PostgreSQL", setting("server_version").await?);
    for name in ["fsync", "synchronous_commit", "full_page_writes", "shared_buffers"] {
        line(name, setting(name).await?);
    }
    line("rustc", rustc());
    Ok(format!(
        "| | |\n| --- | --- |\n{text}\nThe load generator, Holdfast and PostgreSQL share these cores. Made by \
         `holdfast-bench all`, which `make bench` runs; each scenario is a command of its own, e.g. \
         `holdfast-bench p1`.\n"
    ))
}

fn rustc() -> String {
    let output = Command::new("rustc").arg("--version").output();
    output.map_or("unknown".to_owned(), |output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}
