//! Marks that all processes share, in Redis.
//!
//! A mark is a counter and the WAL position of the last change. It is read and written by scripts that say as well
//! which run of which server it was: so everybody knows whether that is the one agreed on (`agreement.rs`).

use std::fmt::Write as _;
use std::time::Duration;

use futures::future::{BoxFuture, join_all};
use holdfast_domain::Ids;
use holdfast_postgres::Database;
use redis::{RedisResult, Script};
use uuid::Uuid;

use super::agreement::{Agreement, Trust};
use super::{Committed, DayBooks, Known, Mark, NotTold, Written};
use crate::redis::{Connection, Redis};

/// Pages are replaced by newer ones long before.
const PAGES_KEPT: Duration = Duration::from_secs(120);
/// Between two proposals of the server that this process is connected to.
const PROPOSE_EVERY: Duration = Duration::from_millis(500);

/// The run that holds the marks: the id of its replication, which is new whenever a server starts or becomes the master
/// (it has forgotten marks, or never had the last ones), whether it is the master, since its replicas have the same id, and
/// that of the marks, since they may have been deleted. KEYS[1]: the latter.
const RUN: &str = "
local function run()
  local info = redis.call('INFO','replication')
  return string.match(info,'role:(%a+)') .. '.' .. string.match(info,'master_replid:(%x+)') .. '.'
    .. (redis.call('GET', KEYS[1]) or '')
end ";
/// ARGV: an id for the marks if they have none. Returns the run, and what the server does when its memory is full.
const PROPOSE: &str = "
redis.call('SET', KEYS[1], ARGV[1], 'NX')
return {run(), string.match(redis.call('INFO','memory'),'maxmemory_policy:([%w-]+)')}";
/// KEYS: from the second on, marks. ARGV: position as 16 hexadecimal digits. Counts up each mark.
const CHANGED: &str = "
for at = 2, #KEYS do
  local count, position = string.match(redis.call('GET', KEYS[at]) or '', '^(%d+) (%x+)$')
  if not position or position < ARGV[1] then position = ARGV[1] end
  redis.call('SET', KEYS[at], string.format('%d', (tonumber(count) or 0) + 1) .. ' ' .. position)
end
return run()";
/// KEYS: from the second on, marks and pages. Returns the run and what they hold.
const ASK: &str = "return {run(), redis.call('MGET', unpack(KEYS, 2))}";

/// Marks in Redis.
#[derive(Clone)]
pub struct SharedDayBooks {
    redis: Redis,
    agreement: Agreement,
    ids: Ids,
    propose: Script,
    changed: Script,
    ask: Script,
}

/// What the script of a question returns.
type Answer = (String, Vec<Option<Vec<u8>>>);

impl SharedDayBooks {
    /// Marks in this Redis, for changes of this database.
    pub fn new(redis: Redis, db: Database, ids: Ids) -> Self {
        let agreement = Agreement::new(db);
        let books = Self {
            redis,
            agreement,
            ids,
            propose: Script::new(&format!("{RUN}{PROPOSE}")),
            changed: Script::new(&format!("{RUN}{CHANGED}")),
            ask: Script::new(&format!("{RUN}{ASK}")),
        };
        tokio::spawn(books.clone().keep_proposing());
        books
    }

    /// Which server holds the marks is agreed on as soon as it is known.
    async fn keep_proposing(self) {
        let mut warned = false;
        loop {
            for bucket in 0..self.redis.spread() {
                let Some(mut live) = self.redis.live() else { continue };
                let mut propose = self.propose.key(run_key(bucket));
                propose.arg(self.ids.next().to_string());
                match propose.invoke_async::<(String, String)>(&mut live.connection).await {
                    // A mark that is gone would pass for one that was never made.
                    Ok((_, policy)) if policy.starts_with("allkeys") => {
                        if !warned {
                            tracing::warn!(
                                policy,
                                "Redis may drop marks when its memory is full, so they are not used; \
                                 set maxmemory-policy to volatile-lru or noeviction"
                            );
                        }
                        warned = true;
                        // it may have been set while marks were relied on; one that fails is tried again
                        let _ = self.agreement.suspend().await;
                    }
                    Ok((run, _)) => self.agreement.propose(bucket, &run).await,
                    Err(error) => self.redis.failed(&live, &error),
                }
            }
            tokio::time::sleep(PROPOSE_EVERY).await;
        }
    }

    fn bucket(&self, doctor_id: Uuid) -> usize {
        doctor_id.as_u128() as usize % self.redis.spread()
    }

    fn mark_key(&self, doctor_id: Uuid) -> String {
        format!("hf:{{{}}}:mark:{doctor_id}", self.bucket(doctor_id))
    }

    fn page_key(&self, doctor_id: Uuid, page: &str) -> String {
        format!("hf:{{{}}}:page:{doctor_id}:{page}", self.bucket(doctor_id))
    }

    async fn run_ask(
        &self,
        mut connection: Connection,
        bucket: usize,
        keys: &[String],
    ) -> RedisResult<Answer> {
        let mut ask = self.ask.key(run_key(bucket));
        for key in keys {
            ask.key(key);
        }
        ask.invoke_async(&mut connection).await
    }

    /// What these keys of one bucket hold, if it can be relied on.
    async fn look(&self, bucket: usize, keys: &[String]) -> Option<(Trust, Vec<Option<Vec<u8>>>)> {
        let live = self.redis.live()?;
        match self.run_ask(live.connection.clone(), bucket, keys).await {
            Ok((run, values)) => Some((self.agreement.trust(bucket, &run)?, values)),
            Err(error) => {
                self.redis.failed(&live, &error);
                None
            }
        }
    }

    /// Marks the doctors of one bucket; whether readers will see it.
    async fn mark(&self, bucket: usize, keys: &[String], position: i64) -> bool {
        let Some(mut live) = self.redis.live() else { return false };
        let mut changed = self.changed.key(run_key(bucket));
        for key in keys {
            changed.key(key);
        }
        changed.arg(format!("{position:016x}"));
        match changed.invoke_async::<String>(&mut live.connection).await {
            Ok(run) => self.agreement.holds_marks(bucket, &run),
            Err(error) => {
                self.redis.failed(&live, &error);
                false
            }
        }
    }

    /// The doctors by bucket, with their places in the list.
    fn by_bucket(&self, doctors: &[Uuid]) -> Vec<(usize, Vec<usize>)> {
        let mut buckets: Vec<(usize, Vec<usize>)> = Vec::new();
        for (at, doctor_id) in doctors.iter().enumerate() {
            let bucket = self.bucket(*doctor_id);
            match buckets.iter_mut().find(|(known, _)| *known == bucket) {
                Some((_, places)) => places.push(at),
                None => buckets.push((bucket, vec![at])),
            }
        }
        buckets
    }

    fn keys(&self, doctors: &[Uuid], places: &[usize]) -> Vec<String> {
        places.iter().map(|at| self.mark_key(doctors[*at])).collect()
    }
}

fn run_key(bucket: usize) -> String {
    format!("hf:{{{bucket}}}:run")
}

/// A mark out of what Redis holds; a doctor without one has not been changed since marks count.
fn mark(trust: &Trust, held: Option<&[u8]>) -> Option<Mark> {
    let (count, position) = match held {
        None => ("0", trust.since_position),
        Some(held) => {
            let (count, position) = std::str::from_utf8(held).ok()?.split_once(' ')?;
            (count, i64::from_str_radix(position, 16).ok()?.max(trust.since_position))
        }
    };
    let mut version = trust.epoch.clone();
    let _ = write!(version, ".{count}");
    Some(Mark { version, written: Some(Written { history: trust.history, position }) })
}

impl DayBooks for SharedDayBooks {
    fn ask<'a>(&'a self, doctor_id: Uuid, page: &'a str) -> BoxFuture<'a, Option<Known>> {
        Box::pin(async move {
            let mut keys = vec![self.mark_key(doctor_id)];
            if !page.is_empty() {
                keys.push(self.page_key(doctor_id, page));
            }
            let (trust, mut values) = self.look(self.bucket(doctor_id), &keys).await?;
            let page = values.drain(1..).next().flatten();
            Some(Known { mark: mark(&trust, values.first()?.as_deref())?, page })
        })
    }

    fn marks<'a>(&'a self, doctors: &'a [Uuid]) -> BoxFuture<'a, Option<Vec<Mark>>> {
        Box::pin(async move {
            let buckets = self.by_bucket(doctors);
            let looks = buckets.iter().map(|(bucket, places)| async move {
                let (trust, values) = self.look(*bucket, &self.keys(doctors, places)).await?;
                values.iter().map(|held| mark(&trust, held.as_deref())).collect::<Option<Vec<_>>>()
            });
            let mut marks: Vec<Option<Mark>> = vec![None; doctors.len()];
            for ((_, places), found) in buckets.iter().zip(join_all(looks).await) {
                for (at, mark) in places.iter().zip(found?) {
                    marks[*at] = Some(mark);
                }
            }
            marks.into_iter().collect()
        })
    }

    fn keep(&self, doctor_id: Uuid, page: String, content: Vec<u8>) {
        let Some(mut live) = self.redis.live() else { return };
        let (redis, key) = (self.redis.clone(), self.page_key(doctor_id, &page));
        tokio::spawn(async move {
            let mut set = redis::cmd("SET");
            set.arg(key)
                .arg(content)
                .arg("PX")
                .arg(u64::try_from(PAGES_KEPT.as_millis()).unwrap_or(u64::MAX));
            if let Err(error) = set.query_async::<()>(&mut live.connection).await {
                redis.failed(&live, &error);
            }
        });
    }

    fn are_afar(&self) -> bool {
        true
    }

    fn changed<'a>(
        &'a self,
        doctors: &'a [Uuid],
        committed: Option<Committed>,
    ) -> BoxFuture<'a, Result<(), NotTold>> {
        Box::pin(async move {
            let Committed { timeline, position } = committed.ok_or(NotTold)?;
            self.agreement.follow(&timeline).await?;
            let buckets = self.by_bucket(doctors);
            let marked = buckets.iter().map(|(bucket, places)| async move {
                self.mark(*bucket, &self.keys(doctors, places), position).await
            });
            if join_all(marked).await.into_iter().all(|marked| marked) {
                return Ok(());
            }
            self.agreement.suspend().await
        })
    }
}
