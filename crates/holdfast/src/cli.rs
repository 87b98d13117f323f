//! The command line. Every option is also an environment variable (`HOLDFAST_…`) and a key of `holdfast.toml`.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use holdfast_domain::{AccountId, ClinicId, DoctorId};
use serde::Serialize;

/// Appointment booking for clinic groups.
#[derive(Debug, Parser)]
#[command(name = "holdfast", version, arg_required_else_help = true)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Settings for it.
    #[command(flatten)]
    pub options: Options,
}

/// Options that every command takes.
#[derive(Debug, Args)]
pub struct Options {
    /// Settings file [default: holdfast.toml, if it is there]
    #[arg(long, global = true, env = "HOLDFAST_CONFIG", value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Settings given by name.
    #[command(flatten)]
    pub settings: SettingOptions,
}

/// The settings that have an option of their own.
#[derive(Debug, Args, Serialize)]
pub struct SettingOptions {
    /// Address and port of the REST API [default: 127.0.0.1:8080]
    #[arg(long, global = true, value_name = "ADDR:PORT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listen: Option<SocketAddr>,
    /// Folder of the private PostgreSQL, the signing key and the master key [default: holdfast-data; for root /var/lib/holdfast]
    #[arg(long, global = true, value_name = "DIR")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data_dir: Option<PathBuf>,
    /// PostgreSQL to use [default: a private server in the data folder]
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_url: Option<String>,
    /// A streaming replica of it, for reading
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replica_url: Option<String>,
    /// Redis, for what processes share: `redis://…`, `redis+sentinel://…` or `redis+cluster://…`
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub redis_url: Option<String>,
    /// RabbitMQ, `amqp://…`; without a broker events stay in the process
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amqp_url: Option<String>,
    /// The mail server, `smtp://…` or `smtps://…`; without one nobody is written to
    #[arg(long, global = true, value_name = "URL")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub smtp_url: Option<String>,
    /// What to log, e.g. `info` or `holdfast_booking=debug,info`
    #[arg(long, global = true, value_name = "FILTER")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log: Option<String>,
    /// `text` or `json`
    #[arg(long, global = true, value_name = "FORMAT")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub log_format: Option<String>,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the API and do the background work
    Serve(ServeArgs),
    /// Make sample clinics, then serve
    Demo,
    /// Bring the database to this version's schema
    Migrate,
    /// Import clinics, doctors, hours, patients and appointments from CSV or JSON; all or nothing
    Import {
        /// Files; a CSV file's name begins with what it holds, e.g. clinics.csv
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
    },
    /// Check every invariant against the database; exit 1 on any breach
    Check,
    /// Administration
    #[command(subcommand)]
    Admin(Admin),
    /// Show or check the settings
    #[command(subcommand)]
    Config(Config),
}

/// Which roles to serve.
#[derive(Debug, Default, Args)]
pub struct ServeArgs {
    /// Roles of this process, separated by commas
    #[arg(long, env = "HOLDFAST_TARGET", default_value = "all", value_delimiter = ',', value_name = "ROLE")]
    pub target: Vec<String>,
    /// Print the roles and what each needs
    #[arg(long)]
    pub list_targets: bool,
}

/// Administration.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Print a bearer token, and nothing else, on standard output
    Token(TokenArgs),
    /// Print a new master key of personal data, for the top of vault.master_key_file
    NewMasterKey,
    /// Print a new key that signs tokens, for the top of signing_key_file; the keys below it go on holding
    NewSigningKey,
    /// Make an account, or find it, and print a secret by which its owner sets a password
    Account(AccountArgs),
    /// Take the running of the platform from an account; its sessions end
    RemovePlatformAdmin(AddressArgs),
    /// Close an account for good: its sessions end, it works for no clinic any more, and what is personal goes
    CloseAccount(AddressArgs),
    /// Let a process log in to the database: make the login that the URL on standard input names, or change it
    DatabaseLogin(LoginArgs),
    /// Wrap the clinics' keys by the first master key, so that the others can be taken away
    RewrapKeys,
    /// Put the events that listeners could make nothing of back into their queues
    ReplayDeadLetters,
}

/// Whose account.
#[derive(Debug, Args)]
pub struct AccountArgs {
    /// The owner's e-mail address
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
    /// The account runs the platform
    #[arg(long)]
    pub platform_admin: bool,
    /// The account works for this clinic
    #[arg(long, value_name = "ID", requires = "role")]
    pub clinic: Option<ClinicId>,
    /// As what it works for the clinic
    #[arg(long, requires = "clinic", value_parser = ["clinic_admin", "staff", "doctor"])]
    pub role: Option<String>,
    /// Which doctor of the clinic they are
    #[arg(long, value_name = "ID", requires = "clinic")]
    pub doctor: Option<DoctorId>,
}

/// An account that is there.
#[derive(Debug, Args)]
pub struct AddressArgs {
    /// The owner's e-mail address
    #[arg(long, value_name = "ADDRESS")]
    pub email: String,
}

/// For which process.
#[derive(Debug, Args)]
pub struct LoginArgs {
    /// Roles of the process, separated by commas: what they need, the login may, and nothing else
    #[arg(long, required = true, value_delimiter = ',', value_name = "ROLE")]
    pub target: Vec<String>,
}

/// Whose token.
#[derive(Debug, Args)]
pub struct TokenArgs {
    /// The role that the token gives
    #[arg(long, value_parser = ["platform_admin", "clinic_admin", "staff", "doctor", "patient"])]
    pub role: String,
    /// The clinic, for those who work at one
    #[arg(long, value_name = "ID")]
    pub clinic: Option<ClinicId>,
    /// The doctor, for doctors
    #[arg(long, value_name = "ID")]
    pub doctor: Option<DoctorId>,
    /// The account [default: a new one]
    #[arg(long, value_name = "ID")]
    pub account: Option<AccountId>,
    /// How long the token is good
    #[arg(long, value_name = "HOURS", default_value_t = 24, value_parser = clap::value_parser!(u32).range(1..=8760))]
    pub valid_hours: u32,
}

/// The settings.
#[derive(Debug, Clone, Copy, Subcommand)]
pub enum Config {
    /// Print the settings in force, as TOML
    Print,
    /// Say whether the settings are valid
    Check,
}
