//! The database: one SQLite file, and ALL SQL. The [`Store`] is the writer's own connection; there is
//! one writer, so nothing here ever waits for a lock of ours. It decides nothing.

pub mod claimed;
pub mod queue;

mod adapt;
mod canned;
mod commit;
mod deleted;
mod desk;
mod edits;
mod errands;
mod figures;
mod find;
mod flat;
mod found;
mod history;
mod inside;
mod links;
mod menus;
mod open;
mod react;
mod reception;
mod resolve;
mod rows;
mod search;
mod shown;
mod unseen;
mod upkeep;
mod view;
mod who;

use std::collections::BTreeSet;
use std::fs::File;

use rusqlite::{Connection, OptionalExtension, Params, Row};

pub use claimed::Claimed;
pub use open::open;
pub use queue::{Head, LaneKey, Loaded};
pub use resolve::Turn;

use crate::model::{ChatId, ClientId, Millis, Policy};
use crate::relay::effect::Lane;
use crate::relay::view::Group;

/// The write connection, and what the running transaction has touched.
pub struct Store {
    conn: Connection,
    /// Held, never read: the lock that keeps a second process out goes with it.
    _lock: File,
    policy: Policy,
    touched: Touched,
}

/// What a transaction changed that the outbox has to hear of after the commit.
#[derive(Debug, Default)]
pub struct Touched {
    lanes: BTreeSet<LaneKey>,
    group: bool,
}

/// What goes wrong with a database.
#[derive(Debug)]
pub enum Error {
    /// Another process has it open.
    InUse,
    /// A newer version of this program wrote it.
    Newer,
    /// It cannot be opened or brought up to date.
    Open(String),
    /// A statement failed.
    Sql(rusqlite::Error),
    /// What stands in it cannot be understood.
    Corrupt(String),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::InUse => f.write_str("another process is using it; stop that one first"),
            Self::Newer => {
                f.write_str("a newer version of pwparents wrote it; install that version or restore a backup")
            }
            Self::Open(why) => write!(f, "cannot be opened: {why}"),
            Self::Sql(error) => write!(f, "{error}"),
            Self::Corrupt(what) => write!(f, "holds something that cannot be understood: {what}"),
        }
    }
}

impl std::error::Error for Error {}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sql(error)
    }
}

impl From<serde_json::Error> for Error {
    fn from(error: serde_json::Error) -> Self {
        Self::Corrupt(error.to_string())
    }
}

impl Error {
    /// Whether the same may succeed later: the disk is full, the file is locked, a read failed. Then
    /// the whole transaction is held and tried again; anything else is the fault of one event.
    pub fn will_pass(&self) -> bool {
        use rusqlite::ErrorCode::{
            CannotOpen, DatabaseBusy, DatabaseLocked, DiskFull, FileLockingProtocolFailed, NotADatabase,
            OutOfMemory, PermissionDenied, ReadOnly, SystemIoFailure,
        };
        let Self::Sql(error) = self else { return false };
        matches!(
            error.sqlite_error_code(),
            Some(
                CannotOpen
                    | DatabaseBusy
                    | DatabaseLocked
                    | DiskFull
                    | FileLockingProtocolFailed
                    | NotADatabase
                    | OutOfMemory
                    | PermissionDenied
                    | ReadOnly
                    | SystemIoFailure
            )
        )
    }
}

/// What every function here returns.
pub type Result<T> = std::result::Result<T, Error>;

impl Store {
    /// Begins the transaction that a batch of events shares.
    pub fn begin(&mut self) -> Result<()> {
        self.touched = Touched::default();
        self.exec("BEGIN IMMEDIATE", ())
    }

    /// Ends it: from here on nothing of it can be lost.
    pub fn commit(&mut self) -> Result<()> {
        self.exec("COMMIT", ())
    }

    /// Gives it up. SQLite may have done so already, after a full disk.
    pub fn roll_back(&mut self) {
        if !self.conn.is_autocommit()
            && let Err(error) = self.exec("ROLLBACK", ())
        {
            log::error!("database: cannot roll back: {error}");
        }
        self.touched = Touched::default();
    }

    /// Begins one event within the transaction.
    pub fn begin_event(&self) -> Result<()> {
        self.exec("SAVEPOINT event", ())
    }

    /// The event stands.
    pub fn keep_event(&self) -> Result<()> {
        self.exec("RELEASE event", ())
    }

    /// The event is undone, the others of the transaction stay.
    pub fn drop_event(&self) -> Result<()> {
        self.exec("ROLLBACK TO event", ())?;
        self.exec("RELEASE event", ())
    }

    /// Writes the log back into the database file, so that a stopped bot leaves one file behind.
    pub fn checkpoint(&self) -> Result<()> {
        let busy: i64 = self.conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", (), |row| row.get(0))?;
        if busy != 0 {
            log::warn!("database: somebody else is reading it, so its -wal file stays");
        }
        Ok(())
    }

    /// The support group as it is known now.
    pub fn group(&self) -> Result<Group> {
        find::group(self, &self.policy)
    }

    /// Forgets what was counted as touched and gives it out.
    pub fn take_touched(&mut self) -> Touched {
        std::mem::take(&mut self.touched)
    }

    /// What a client wrote counts behind the opening it may wait for (`queue::Head::behind`).
    fn touch(&mut self, lane: LaneKey) {
        if let Lane::In(client) = lane.lane {
            self.touched.lanes.insert(LaneKey::of(Lane::Topic(client)));
        }
        self.touched.lanes.insert(lane);
    }

    /// The lanes that lead into a client's topic: they fall due, or cease to be, with the topic.
    fn touch_topic(&mut self, client: ClientId) {
        let desk = Lane::Desk(Some(client));
        for lane in [Lane::In(client), desk, Lane::Card(client), Lane::Look(client), Lane::Moves(client)] {
            self.touch(LaneKey::of(lane));
        }
    }

    fn exec(&self, sql: &str, params: impl Params) -> Result<()> {
        self.conn.prepare_cached(sql)?.execute(params)?;
        Ok(())
    }

    /// Runs a statement and says how many rows it changed.
    fn change(&self, sql: &str, params: impl Params) -> Result<usize> {
        Ok(self.conn.prepare_cached(sql)?.execute(params)?)
    }

    /// The first row, or nothing.
    fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Option<T>> {
        Ok(self.conn.prepare_cached(sql)?.query_row(params, read).optional()?)
    }

    /// All rows.
    fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let rows = statement.query_map(params, read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Whether there is a row.
    fn exists(&self, sql: &str, params: impl Params) -> Result<bool> {
        Ok(self.one(sql, params, |_| Ok(()))?.is_some())
    }

    fn group_id(&self) -> Result<ChatId> {
        Ok(self.group()?.id)
    }

    /// Takes an update in: false if it was handled before. Numbers may restart lower after a quiet week,
    /// so a number we know with another content is another update.
    pub fn take_in(&self, update_id: i64, raw: &str, now: Millis) -> Result<bool> {
        let sql = "INSERT INTO updates (update_id, received_ms, raw) VALUES (?1, ?2, ?3)
                   ON CONFLICT DO UPDATE SET received_ms = excluded.received_ms, raw = excluded.raw
                   WHERE raw <> excluded.raw";
        Ok(self.change(sql, (update_id, now.0, raw))? == 1)
    }

    /// Sets an event aside for a person to look into; returns its number.
    pub fn quarantine(&self, update_id: Option<i64>, raw: &str, reason: &str, now: Millis) -> Result<i64> {
        self.exec(
            "INSERT INTO quarantine (received_ms, update_id, reason, raw) VALUES (?1, ?2, ?3, ?4)",
            (now.0, update_id, reason, raw),
        )?;
        Ok(self.conn.last_insert_rowid())
    }

    /// Whether exactly this lies in quarantine already: an update without a number comes again and again.
    pub fn in_quarantine(&self, raw: &str) -> Result<bool> {
        self.exists("SELECT 1 FROM quarantine WHERE update_id IS NULL AND raw = ?1", (raw,))
    }
}
