//! Opens the database: one process at a time, brought up to date, never one from the future. What the
//! last run left unfinished is put in order here.

use std::fs::{File, OpenOptions, TryLockError};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::config::DbConfig;

use super::{Error, Result, Store, Touched, find};
use crate::model::{ClientId, MINUTE, Millis, Policy};
use crate::relay::TOPIC_MAY_APPEAR;

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// How much of the database is kept in memory, in KiB. SQLite's own 2 MiB hold the upper floors of a young clinic's
/// indexes, but not of one with a million messages.
const CACHE: i64 = 8 * 1024;

/// The longest a stored wait can still be worth after a start, in milliseconds. A clock that was set
/// back must not hold anything longer.
const LONGEST_WAIT: i64 = 60 * MINUTE;

/// Opens the database at `path`, creating it if there is none.
pub fn open(path: &Path, policy: Policy, now: Millis) -> Result<Store> {
    let lock = lock(path)?;
    let mut conn = Connection::open(path)?;
    prepare(&conn)?;
    migrate(&mut conn)?;
    let mut store = Store { conn, _lock: lock, policy, touched: Touched::default() };
    store.begin()?;
    store.settle_group()?;
    store.clamp(now)?;
    store.gather_on(now)?;
    store.resume_waits(now)?;
    store.commit()?;
    Ok(store)
}

fn lock(path: &Path) -> Result<File> {
    let mut name = path.as_os_str().to_owned();
    name.push(".lock");
    let name = PathBuf::from(name);
    let file = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&name)
        .map_err(|error| Error::Open(format!("{}: {error}", name.display())))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Error::InUse),
        Err(TryLockError::Error(error)) => Err(Error::Open(format!("{}: {error}", name.display()))),
    }
}

fn prepare(conn: &Connection) -> Result<()> {
    conn.busy_timeout(Duration::from_secs(5))?;
    conn.set_prepared_statement_cache_capacity(512);
    conn.pragma_update(None, "journal_mode", "WAL")?;
    // Telegram is told that an update was taken in, so a commit has to survive a power cut.
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "foreign_keys", "ON")?;
    conn.pragma_update(None, "cache_size", -CACHE)?;
    // A plan that does not hang on what is bound to it is made once, and not at each run.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    Ok(())
}

fn migrate(conn: &mut Connection) -> Result<()> {
    // In one transaction: one apart from its line in the history would be begun anew after a power cut.
    let ours = embedded::migrations::runner().set_grouped(true);
    let newest = ours.get_migrations().iter().map(refinery::Migration::version).max().unwrap_or_default();
    let theirs: Option<i64> = conn
        .query_row("SELECT max(version) FROM refinery_schema_history", (), |row| row.get(0))
        .unwrap_or_default();
    if theirs.is_some_and(|version| version > i64::from(newest)) {
        return Err(Error::Newer);
    }
    ours.run(conn).map_err(|error| Error::Open(format!("migration failed: {error}")))?;
    Ok(())
}

impl Store {
    /// Topics belong to a group: if it is another one now, they are not there.
    pub(super) fn settle_group(&self) -> Result<()> {
        let group = find::group(self, &self.policy)?;
        if group.id != self.policy.group {
            log::warn!(
                "config: the support group has moved to {}; write this as telegram.support_group_id",
                group.id
            );
        }
        let gone = self.all(
            "UPDATE topics SET state = 'dead', chat_id = NULL, thread_id = NULL
             WHERE chat_id <> ?1 AND state IN ('open', 'suspect') RETURNING client_id",
            (group.id.0,),
            |row| row.get(0).map(ClientId),
        )?;
        gone.into_iter().try_for_each(|client| self.drop_shows(client))
    }

    fn clamp(&self, now: Millis) -> Result<()> {
        let far = now.plus(LONGEST_WAIT).0;
        self.exec("UPDATE outbox SET not_before_ms = ?1 WHERE not_before_ms > ?1", (far,))?;
        // No poll is waited for that begins later than this. Sooner would not do: what is waited for may still be
        // on its way, however often the bot is started meanwhile.
        let poll = now.plus(TOPIC_MAY_APPEAR).0;
        self.exec("UPDATE outbox SET after_poll_ms = ?1 WHERE after_poll_ms > ?1", (poll,))?;
        self.exec("UPDATE pauses SET until_ms = ?1 WHERE until_ms > ?1", (far,))?;
        self.exec("UPDATE deadlines SET due_ms = ?1 WHERE due_ms > ?1", (far,))?;
        self.exec("UPDATE spent SET at_ms = ?1 WHERE at_ms > ?1", (now.0,))?;
        for kind in ["close-idle", "group-check", "index", "prune", "unseen"] {
            let sql = "INSERT INTO deadlines (kind, subject, due_ms) VALUES (?1, 0, ?2)
                       ON CONFLICT DO UPDATE SET due_ms = excluded.due_ms";
            self.exec(sql, (kind, now.0))?;
        }
        Ok(())
    }

    /// An album that was being gathered waits for a poll once more: its other parts may have come meanwhile,
    /// however long ago its window closed.
    fn gather_on(&self, now: Millis) -> Result<()> {
        self.exec(
            "UPDATE outbox SET after_poll_ms = ?1
             WHERE what = 'relay' AND attempt = 0 AND EXISTS
                 (SELECT 1 FROM messages WHERE outbox_id = outbox.id AND media_group_id IS NOT NULL)",
            (now.0,),
        )
    }
}
