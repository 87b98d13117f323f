//! A key per clinic: made at first use, kept wrapped in the database, and held open in memory from then on.

use std::collections::HashMap;
use std::fmt;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use aws_lc_rs::aead::{AES_256_GCM, RandomizedNonceKey};
use aws_lc_rs::{hkdf, hmac};
use deadpool_postgres::Transaction;
use holdfast_domain::Clock;
use holdfast_postgres::scope::begin;
use holdfast_postgres::{Database, DbError, Scope, commit};
use holdfast_sql::queries::vault as sql;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::error::VaultError;
use crate::master::{KEY_LEN, MasterKeys, Source, Wrapped};

/// What a clinic's personal data is sealed and found by.
pub struct ClinicKey {
    pub(crate) clinic_id: Uuid,
    pub(crate) sealing: RandomizedNonceKey,
    pub(crate) indexing: hmac::Key,
}

impl fmt::Debug for ClinicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClinicKey({})", self.clinic_id)
    }
}

impl ClinicKey {
    /// Derives what seals and what indexes from the clinic's key (RFC 5869), so that neither tells of the other.
    pub(crate) fn from_bytes(clinic_id: Uuid, bytes: &[u8; KEY_LEN]) -> Result<Self, VaultError> {
        let derive = |purpose: &'static [u8]| {
            let mut key = [0; KEY_LEN];
            hkdf::Salt::new(hkdf::HKDF_SHA256, clinic_id.as_bytes())
                .extract(bytes)
                .expand(&[purpose], hkdf::HKDF_SHA256)
                .and_then(|derived| derived.fill(&mut key))
                .map(|()| key)
                .map_err(|_| VaultError::Masters("a key could not be derived".to_owned()))
        };
        let sealing = RandomizedNonceKey::new(&AES_256_GCM, &derive(b"holdfast seal")?)
            .map_err(|_| VaultError::Masters("a key could not be derived".to_owned()))?;
        let indexing = hmac::Key::new(hmac::HMAC_SHA256, &derive(b"holdfast index")?);
        Ok(Self { clinic_id, sealing, indexing })
    }
}

struct Masters {
    source: Source,
    loaded: Option<Arc<MasterKeys>>,
}

impl Masters {
    async fn load(&mut self) -> Result<Arc<MasterKeys>, VaultError> {
        let keys = Arc::new(self.source.load().await?);
        self.loaded = Some(Arc::clone(&keys));
        Ok(keys)
    }
}

/// The keys of all clinics. Cheap to clone.
#[derive(Clone)]
pub struct Vault {
    db: Database,
    clock: Arc<dyn Clock>,
    masters: Arc<Mutex<Masters>>,
    open: Arc<RwLock<HashMap<Uuid, Arc<ClinicKey>>>>,
    /// Held by whoever looks a key up: the others that want it find it open then.
    looking: Arc<Mutex<()>>,
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Vault")
    }
}

impl Vault {
    /// The keys in this database, wrapped by these master keys. The pool must be nobody else's: who asks for a key may be
    /// in a transaction, and hold a connection already.
    pub fn new(db: Database, clock: Arc<dyn Clock>, source: Source) -> Self {
        let masters = Arc::new(Mutex::new(Masters { source, loaded: None }));
        Self { db, clock, masters, open: Arc::default(), looking: Arc::default() }
    }

    /// What is wrong with the master keys, in one line: that they cannot be had, or that keys in the database are wrapped
    /// by one that is missing.
    pub async fn fault(&self) -> Result<Option<String>, DbError> {
        let masters = match self.masters.lock().await.load().await {
            Ok(masters) => masters,
            Err(error) => return Ok(Some(error.to_string())),
        };
        match self.platform_key().await {
            Ok(_) => {}
            Err(VaultError::Database(error)) => return Err(error),
            Err(error) => return Ok(Some(error.to_string())),
        }
        let client = self.db.client().await?;
        let in_use = sql::master_keys_in_use().bind(&client).all().await?;
        let missing = in_use.into_iter().find(|id| !masters.ids().any(|known| known == id));
        Ok(missing.map(|id| VaultError::UnknownMaster(id).to_string()))
    }

    /// A clinic's key.
    pub async fn clinic(&self, id: Uuid) -> Result<Arc<ClinicKey>, VaultError> {
        let known = || self.open.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned();
        if let Some(key) = known() {
            return Ok(key);
        }
        let _looking = self.turn_to_look().await?;
        if let Some(key) = known() {
            return Ok(key);
        }
        let wrapped = {
            let mut client = self.db.client().await?;
            let tx = begin(&mut client, Scope::Clinic(id)).await?;
            let wrapped = self.found_or_made(&tx, id).await?;
            commit(tx).await?;
            wrapped
        };
        let key = Arc::new(ClinicKey::from_bytes(id, &self.unwrap(id, wrapped).await?)?);
        self.open.write().unwrap_or_else(PoisonError::into_inner).insert(id, Arc::clone(&key));
        Ok(key)
    }

    /// A clinic's key, for a transaction that perhaps makes the clinic; nothing is remembered of it.
    pub async fn clinic_within(&self, tx: &Transaction<'_>, id: Uuid) -> Result<ClinicKey, VaultError> {
        ClinicKey::from_bytes(id, &self.unwrap(id, self.found_or_made(tx, id).await?).await?)
    }

    /// The platform's own key, for what belongs to no clinic. Its seals name the nil UUID as their clinic.
    pub async fn platform(&self) -> Result<Arc<ClinicKey>, VaultError> {
        let owner = Uuid::nil();
        let known = || self.open.read().unwrap_or_else(PoisonError::into_inner).get(&owner).cloned();
        if let Some(key) = known() {
            return Ok(key);
        }
        let _looking = self.turn_to_look().await?;
        if let Some(key) = known() {
            return Ok(key);
        }
        let key = Arc::new(ClinicKey::from_bytes(owner, &self.platform_key().await?)?);
        self.open.write().unwrap_or_else(PoisonError::into_inner).insert(owner, Arc::clone(&key));
        Ok(key)
    }

    /// One looks at a time, and whoever has made a key may wait long for its commit: the others need not wait as long.
    async fn turn_to_look(&self) -> Result<tokio::sync::MutexGuard<'_, ()>, DbError> {
        let turn = tokio::time::timeout(LOOKS_WITHIN, self.looking.lock()).await;
        turn.map_err(|_elapsed| {
            DbError::Away("a key of personal data is being made by somebody else".to_owned())
        })
    }

    async fn unwrap(&self, clinic_id: Uuid, wrapped: Wrapped) -> Result<[u8; KEY_LEN], VaultError> {
        let mut masters = self.masters.lock().await;
        if let Some(keys) = &masters.loaded {
            match keys.unwrap(clinic_id, &wrapped) {
                Err(VaultError::UnknownMaster(_)) => {}
                done => return done,
            }
        }
        // a master key that has come since
        masters.load().await?.unwrap(clinic_id, &wrapped)
    }

    async fn found_or_made(&self, tx: &Transaction<'_>, clinic_id: Uuid) -> Result<Wrapped, VaultError> {
        let find = || async {
            let row = sql::find_key().bind(tx, &clinic_id).opt().await.map_err(DbError::from)?;
            let row = row.ok_or(VaultError::NoClinic)?;
            Ok::<_, VaultError>(row.wrapped.zip(row.master_key_id))
        };
        if let Some((bytes, master_id)) = find().await? {
            return Ok(Wrapped { master_id, bytes });
        }
        let new = self.new_key(clinic_id).await?;
        sql::insert_key()
            .bind(tx, &clinic_id, &new.bytes, &new.master_id, &self.clock.now())
            .await
            .map_err(DbError::from)?;
        // ours, or that of whoever came first
        let (bytes, master_id) = find().await?.ok_or(VaultError::NoClinic)?;
        Ok(Wrapped { master_id, bytes })
    }

    /// A random key, wrapped.
    async fn new_key(&self, owner: Uuid) -> Result<Wrapped, VaultError> {
        let mut key = [0; KEY_LEN];
        aws_lc_rs::rand::fill(&mut key)
            .map_err(|_| VaultError::Masters("there is no randomness".to_owned()))?;
        // read anew: a master key that was changed must not be used any more
        self.masters.lock().await.load().await?.wrap(owner, &key)
    }

    /// The platform's own key, made by the first process of a database: so a process that has other master keys finds out
    /// before it seals anything.
    async fn platform_key(&self) -> Result<[u8; KEY_LEN], VaultError> {
        let client = self.db.client().await?;
        let find = || async {
            let row = sql::find_platform_key().bind(&client, &PLATFORM).opt().await.map_err(DbError::from)?;
            Ok::<_, DbError>(row.map(|row| Wrapped { master_id: row.master_key_id, bytes: row.wrapped }))
        };
        let mut wrapped = find().await?;
        if wrapped.is_none() {
            let new = self.new_key(Uuid::nil()).await?;
            let now = self.clock.now();
            sql::insert_platform_key()
                .bind(&client, &PLATFORM, &new.bytes, &new.master_id, &now)
                .await
                .map_err(DbError::from)?;
            // ours, or that of whoever came first
            wrapped = find().await?;
        }
        let wrapped = wrapped.ok_or_else(|| VaultError::Masters("the platform's key is gone".to_owned()))?;
        self.unwrap(Uuid::nil(), wrapped).await
    }
}

/// Longest that somebody waits until it is their turn to look for a key.
const LOOKS_WITHIN: Duration = Duration::from_secs(2);

/// The name of the platform's own key.
const PLATFORM: &str = "platform";
