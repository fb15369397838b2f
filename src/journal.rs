//! The log that the clinic keeps of what is done with Enote: `enote_link.log`, a JSON object a line. It is written
//! behind the commit, so it tells of nothing that did not happen. Never stops the bot: a folder that cannot be
//! written to is said once, and tried again with each line.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde_json::json;

use crate::model::{ChatId, Millis, UserId};
use crate::relay::effect::LogEntry;

/// The file's name in the folder of logs.
const NAME: &str = "enote_link.log";
/// A file as large as this is put aside, in bytes.
const LARGE: u64 = 5 << 20;
/// How many files stay that were put aside.
const KEPT: u32 = 4;
/// Owner may write, the group may read: who looks after the clinic's logs need not be the bot.
const MODE: u32 = 0o640;

/// The log file.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    chat: ChatId,
    large: u64,
    file: Option<File>,
    complained: bool,
}

impl Journal {
    /// The log in this folder; `chat` is the group that every line names. A folder that cannot be written to is
    /// said in the program's own log.
    pub fn open(folder: &Path, chat: ChatId) -> Self {
        Self::with_size(folder, chat, LARGE)
    }

    /// The same, with another size in bytes at which a file is put aside.
    pub fn with_size(folder: &Path, chat: ChatId, large: u64) -> Self {
        let path = folder.join(NAME);
        let mut journal = Self { path, chat, large, file: None, complained: false };
        if let Err(error) = journal.ready() {
            journal.complain(&error);
        }
        journal
    }

    /// Adds lines. Each is written in one piece, so that two never mix.
    pub fn write(&mut self, entries: &[LogEntry], now: Millis) {
        for entry in entries {
            let line = line(entry, self.chat, now);
            match self.append(&line) {
                Ok(()) if self.complained => {
                    log::info!("{} can be written again", self.path.display());
                    self.complained = false;
                }
                Ok(()) => {}
                Err(error) => self.complain(&error),
            }
        }
    }

    fn append(&mut self, line: &str) -> io::Result<()> {
        let done = self.rotate().and_then(|()| self.ready()?.write_all(line.as_bytes()));
        if done.is_err() {
            // Whatever it is, the next line begins with a look at what stands there by then.
            self.file = None;
        }
        done
    }

    fn ready(&mut self) -> io::Result<&mut File> {
        let file = match self.file.take() {
            // Taken away or put aside by others: a line in a file without a name is read by nobody.
            Some(file) if self.path.exists() => file,
            _ => create(&self.path)?,
        };
        Ok(self.file.insert(file))
    }

    /// A file that has grown large becomes `.1`, the one before `.2`, and the oldest goes.
    fn rotate(&mut self) -> io::Result<()> {
        match fs::metadata(&self.path) {
            Ok(there) if there.len() >= self.large => {}
            Ok(_) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            Err(error) => return Err(error),
        }
        for number in (1..KEPT).rev() {
            let older = self.aside(number);
            if older.exists() {
                fs::rename(&older, self.aside(number + 1))?;
            }
        }
        self.file = None;
        fs::rename(&self.path, self.aside(1))
    }

    fn aside(&self, number: u32) -> PathBuf {
        self.path.with_file_name(format!("{NAME}.{number}"))
    }

    fn complain(&mut self, error: &io::Error) {
        if !self.complained {
            log::warn!(
                "{}: {error}; what is done with Enote is not logged there: let the bot's user write to the folder, or \
                 set logs.dir",
                self.path.display()
            );
        }
        self.complained = true;
    }
}

fn create(path: &Path) -> io::Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let is_new = !path.exists();
    let file = OpenOptions::new().create(true).append(true).mode(MODE).open(path)?;
    if is_new {
        // The process may have been started with a mask that takes more away.
        file.set_permissions(fs::Permissions::from_mode(MODE))?;
    }
    Ok(file)
}

fn line(entry: &LogEntry, chat: ChatId, now: Millis) -> String {
    let at = Timestamp::from_millisecond(now.0).map(|at| at.to_string()).unwrap_or_default();
    let line = json!({
        "ts": at,
        "event": entry.event.as_str(),
        "module": entry.module,
        "chat": chat,
        "thread": entry.thread,
        "client": entry.client,
        "actor": entry.actor.map(|UserId(id)| id),
        "contract": entry.contract,
        "owner_ref": entry.owner,
        "result": entry.result,
        "error": entry.error,
        "ms": entry.ms,
    });
    format!("{line}\n")
}
