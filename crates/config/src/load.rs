//! Reads the settings from where they are.

use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use serde::Serialize;

use crate::Settings;

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file was named that is not there.
    #[error("the settings file {0} is not there")]
    Missing(PathBuf),
    /// A value cannot be read.
    #[error("settings: {0}")]
    Unreadable(String),
    /// Values are out of range.
    #[error("settings: {}", .0.join("; "))]
    Invalid(Vec<String>),
}

/// Defaults, then `file` (or `holdfast.toml` in this folder if it is there), then `HOLDFAST_*`, then what the
/// command line says.
pub fn load(
    defaults: &Settings,
    file: Option<&Path>,
    command_line: impl Serialize,
) -> Result<Settings, ConfigError> {
    if let Some(file) = file.filter(|file| !file.exists()) {
        return Err(ConfigError::Missing(file.to_owned()));
    }
    // Options of single commands, and names that scripts and tests use for themselves, are not settings.
    let others = ["config", "target", "pg_bin"];
    let is_for_tests = |name: &str| name.to_ascii_lowercase().starts_with("test_");
    let environment = Env::prefixed("HOLDFAST_")
        .ignore(&others)
        .filter(move |name| !is_for_tests(name.as_str()))
        .split("__");
    let settings: Settings = Figment::from(Serialized::defaults(defaults))
        .merge(Toml::file(file.unwrap_or(Path::new("holdfast.toml"))))
        .merge(environment)
        .merge(Serialized::defaults(command_line))
        .extract()
        .map_err(|error| ConfigError::Unreadable(error.to_string()))?;
    let problems = settings.problems();
    if problems.is_empty() { Ok(settings) } else { Err(ConfigError::Invalid(problems)) }
}
