//! `holdfast admin`

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Result, bail};
use holdfast_config::Settings;
use holdfast_domain::{AccountId, Caller, Ids, Role};
use holdfast_postgres::DbRole;
use holdfast_postgres::login::let_process_log_in;
use holdfast_tokens::Keys;
use holdfast_tokens::key::pem_of_seed;
use holdfast_vault::master::{KEY_LEN, line_of};
use holdfast_vault::rewrap::rewrap;
use jiff::SignedDuration;

use super::progress::Progress;
use super::{Context, account, until_interrupted};
use crate::cli::{Admin, LoginArgs, TokenArgs};
use crate::database::{self, Visited};
use crate::roles::{self, Roles};
use crate::vault;

/// What is left of a command that works in small batches.
const DONE_STAYS: &str = "what was done stays, and the next run goes on from there";

pub(super) async fn admin(context: &Context, command: Admin) -> Result<ExitCode> {
    match command {
        Admin::Token(args) => println!("{}", token(context, args)?),
        Admin::NewMasterKey => {
            let mut key = [0; KEY_LEN];
            context.ids.fill(&mut key);
            print!("{}", line_of(&key));
        }
        Admin::NewSigningKey => {
            let mut seed = [0; 32];
            context.ids.fill(&mut seed);
            print!("{}", pem_of_seed(&seed));
        }
        Admin::Account(args) => println!("{}", account::link(context, &args).await?),
        Admin::RemovePlatformAdmin(args) => {
            account::unmake_platform_admin(context, &args).await?;
            println!("the account runs the platform no more");
        }
        Admin::CloseAccount(args) => {
            account::close(context, &args).await?;
            println!("the account is closed");
        }
        Admin::DatabaseLogin(args) => {
            let login = database_login(context, &args).await?;
            println!("{login} can serve as {}", args.target.join(", "));
        }
        Admin::RewrapKeys => {
            let keys = rewrap_keys(context).await?;
            println!("{keys} keys were wrapped anew");
        }
        Admin::ReplayDeadLetters => {
            let moved = replay_dead_letters(context).await?;
            println!("{moved} events were put back");
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The login of a process on the configured database, as the URL that the process is given names it.
async fn database_login(context: &Context, args: &LoginArgs) -> Result<String> {
    let roles = Roles::parse(&args.target)?.database_roles();
    if context.settings.database_url.is_none() {
        bail!(
            "the private server has its own logins; set database_url (HOLDFAST_DATABASE_URL) to the one who migrates"
        );
    }
    if roles.is_empty() {
        bail!("{} needs no database", args.target.join(", "));
    }
    let login = std::io::read_to_string(std::io::stdin())?;
    let database = Visited::open_existing(&context.settings, &context.ids).await?;
    Ok(let_process_log_in(&database.url, login.trim(), &roles).await?)
}

async fn rewrap_keys(context: &Context) -> Result<u64> {
    let settings = &context.settings;
    let masters = vault::master_keys(settings, &database::data_dir(settings)?, &context.ids)?;
    let database = Visited::open_existing(settings, &context.ids).await?;
    let db = database::pool(&database.url, settings, DbRole::Operator)?;
    let rewrapped = until_interrupted(DONE_STAYS, async {
        let mut progress = Progress::new();
        let begun = "wrapping keys";
        Ok(rewrap(&db, &masters, |done, total| progress.at(begun, done, total)).await?)
    });
    let rewrapped = rewrapped.await;
    drop(db);
    database.close().await?;
    rewrapped
}

async fn replay_dead_letters(context: &Context) -> Result<u64> {
    let settings = &context.settings;
    if let Some(url) = &settings.amqp_url {
        return Ok(holdfast_messaging::rabbitmq::dead_letters::replay(url, &roles::listeners()).await?);
    }
    #[cfg(feature = "kafka")]
    if let Some(brokers) = &settings.kafka_brokers {
        let mut moved = 0;
        for listener in roles::listeners() {
            moved += holdfast_messaging::kafka::replay(brokers, listener).await?;
        }
        return Ok(moved);
    }
    let database = Visited::open_existing(settings, &context.ids).await?;
    let db = database::pool(&database.url, settings, DbRole::Relay)?;
    let replayed = until_interrupted(DONE_STAYS, async {
        Ok(holdfast_messaging::in_process::replay_dead_letters(&db, &*context.clock).await?)
    });
    let replayed = replayed.await;
    drop(db);
    database.close().await?;
    replayed
}

fn token(context: &Context, args: TokenArgs) -> Result<String> {
    let Some(role) = Role::parse(&args.role) else { bail!("there is no role {:?}", args.role) };
    if role.works_for_clinic() && args.clinic.is_none() {
        bail!("a token for {} needs --clinic ID", args.role);
    }
    if role == Role::Doctor && args.doctor.is_none() {
        bail!("a token for a doctor needs --doctor ID");
    }
    let caller = Caller {
        role,
        account_id: Some(args.account.unwrap_or_else(|| AccountId(context.ids.next()))),
        clinic_id: args.clinic.filter(|_| role.works_for_clinic()),
        doctor_id: args.doctor.filter(|_| role == Role::Doctor),
        appointment_id: None,
        secret_issued_at: None,
    };
    let keys = signing_keys(&context.settings, &database::data_dir(&context.settings)?, &context.ids)?;
    let now = context.clock.now();
    Ok(keys.sign(&caller, None, now, now + SignedDuration::from_hours(i64::from(args.valid_hours)))?)
}

/// The keys that sign and check tokens; one is made at first use.
pub(super) fn signing_keys(settings: &Settings, data_dir: &Path, ids: &Ids) -> Result<Keys> {
    let file = settings.signing_key_file.clone().unwrap_or_else(|| data_dir.join("token-signing-key.pem"));
    Ok(Keys::of_file(&file, || {
        let mut seed = [0; 32];
        ids.fill(&mut seed);
        seed
    })?)
}
