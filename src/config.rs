//! The config: what an operator wrote in `config.toml` and the environment, checked as a whole.
//! It is read as written (`RawConfig`) and handed out as trusted ([`Config`]); all problems are told at once.
//! Never prints, never changes a file, never repeats a value in a message: it may be a secret.

mod find;
mod menu;
mod problem;
mod raw;
mod reader;
mod rules;
mod schedule;
mod strangers;
mod syntax;
mod trust;
mod value;

use std::path::{Path, PathBuf};

use log::LevelFilter;
use toml::de::DeTable;

use crate::model::{ChatId, Clinic, Desk, EnoteService, Hours, Lang, Limits, Menu, Secret, ThreadId};
pub use find::{Loaded, PLACES, load, load_from};
pub use problem::Problems;

/// The environment: the value of a variable, if it is set. An empty one counts as unset.
pub type Env<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// The config as trusted: every value keeps its rules, every default is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The staff's language, and the clients' default.
    pub lang: Lang,
    /// The bot and its support group.
    pub telegram: Telegram,
    /// The database file.
    pub database: PathBuf,
    /// Copies of the database.
    pub backup: Backup,
    /// The clinic's Enote; none: the bot runs without.
    pub enote: Option<EnoteService>,
    /// The clinic, as clients see it. The name is empty when none is written: texts do without it.
    pub clinic: Clinic,
    /// How staff work.
    pub desk: Desk,
    /// When the clinic is open; none: nobody is told of hours.
    pub hours: Option<Hours>,
    /// The buttons under a client's keyboard.
    pub menu: Menu,
    /// What is written about the bot's work, and where.
    pub logs: Logs,
}

/// The bot and its support group.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Telegram {
    /// The bot's token.
    pub token: Secret,
    /// The bot's public name without the `@`, to be compared with what Telegram says.
    pub username: Option<String>,
    /// The support group.
    pub group: ChatId,
    /// The Bot API server, without a slash at the end.
    pub api_url: String,
    /// How much Telegram lets the bot send.
    pub limits: Limits,
}

/// Copies of the database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The folder they go to.
    pub dir: PathBuf,
    /// Hours between two copies; 0: none is made by itself.
    pub every_hours: u32,
    /// How many copies stay, at least one.
    pub keep: u32,
}

/// What is written about the bot's work, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Logs {
    /// The folder of the log files.
    pub dir: PathBuf,
    /// The least grave level that is written.
    pub level: LevelFilter,
    /// The chat that errors are also sent to.
    pub telegram_chat_id: Option<ChatId>,
    /// The topic of that chat.
    pub telegram_thread_id: Option<ThreadId>,
}

impl Config {
    /// Reads a config's text. `file_name` is how problems call it; relative paths start at `base_dir`.
    pub fn parse(text: &str, file_name: &str, base_dir: &Path, env: &Env) -> Result<Self, Problems> {
        build(text, file_name, base_dir, env).map(|(config, _)| config)
    }
}

/// Every key there is, by its full name: `telegram.limits.group_per_minute`.
pub fn known_keys() -> Vec<&'static str> {
    let nothing = DeTable::new();
    let mut reader = reader::Reader::new("", &nothing, &|_| None, Problems::of(""));
    raw::RawConfig::read(&mut reader);
    reader.known().to_vec()
}

/// The config, and whether the text holds secrets. A text that is no TOML is not looked into further, since
/// what a broken line hides would be reported as missing.
fn build(text: &str, file_name: &str, base: &Path, env: &Env) -> Result<(Config, bool), Problems> {
    let mut problems = Problems::of(file_name);
    let (root, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        syntax::tell(text, &errors, &mut problems);
        return problems.none_or(None);
    }
    let mut reader = reader::Reader::new(text, root.get_ref(), env, problems);
    let raw = raw::RawConfig::read(&mut reader);
    let holds_secrets = reader.holds_secrets();
    let config = trust::trust(raw, base, reader.finish())?;
    Ok((config, holds_secrets))
}
