//! From `RawConfig` to `Config`: every rule is tried, every default filled in, every problem kept.
//! Never stops at the first problem, and never hands out a config that has one.

use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use log::LevelFilter;

use super::problem::{Place, Problems};
use super::raw::{RawBackup, RawClinic, RawConfig, RawEnote, RawLogs, RawTelegram};
use super::reader::{Entry, Key, Written};
use super::rules::{self, Ruled};
use super::value::Value;
use super::{Backup, Config, Enote, Logs, Telegram, Wire};
use crate::model::{Clinic, Lang, Limits};

/// The config, unless `problems` already holds some or more are found. `base` is the config file's folder.
pub(super) fn trust(raw: RawConfig, base: &Path, problems: Problems) -> Result<Config, Problems> {
    let mut judge = Judge { base, problems };
    let lang = judge.optional(raw.language, rules::language).unwrap_or(Lang::Uk);
    let telegram = judge.telegram(raw.telegram);
    let database = judge.path(raw.database_path, "pwparents.db");
    let backup = judge.backup(raw.backup);
    let enote = if raw.enote.is_wanted() { judge.enote(raw.enote) } else { None };
    let clinic = judge.clinic(raw.clinic);
    let logs = judge.logs(raw.logs);
    let config = telegram.map(|telegram| Config { lang, telegram, database, backup, enote, clinic, logs });
    judge.problems.none_or(config)
}

struct Judge<'a> {
    base: &'a Path,
    problems: Problems,
}

impl Judge<'_> {
    fn telegram(&mut self, raw: RawTelegram) -> Option<Telegram> {
        let token = self.required(raw.token, rules::token);
        let username = self.optional(raw.username, rules::username);
        let group = self.required(raw.support_group_id, rules::support_group);
        let api_url = self.optional(raw.api_url, rules::service_url);
        let limits = Limits {
            group_per_minute: self.number(raw.group_per_minute, 20, 0..=1_000),
            chat_per_second: self.number(raw.chat_per_second, 1, 0..=100),
            overall_per_second: self.number(raw.overall_per_second, 30, 0..=1_000),
        };
        let api_url = api_url.unwrap_or_else(|| "https://api.telegram.org".into());
        Some(Telegram { token: token?, username, group: group?, api_url, limits })
    }

    fn backup(&mut self, raw: RawBackup) -> Backup {
        Backup {
            dir: self.path(raw.dir, "backups"),
            every_hours: self.number(raw.every_hours, 24, 0..=8_760),
            keep: self.number(raw.keep, 14, 1..=10_000),
        }
    }

    fn enote(&mut self, raw: RawEnote) -> Option<Enote> {
        let odata_url = self.required(raw.odata_url, rules::service_url);
        let odata_user = self.required(raw.odata_user, rules::login);
        let odata_password = self.required(raw.odata_password, rules::password);
        let api_url = self.required(raw.api_url, rules::service_url);
        let api_key = self.required(raw.api_key, rules::header_key);
        let timeout = Duration::from_secs(self.number(raw.timeout_seconds, 25, 1..=60).into());
        let retries = self.number(raw.retries, 2, 0..=5);
        let workers = self.number(raw.workers, 2, 1..=16);
        let wire = self.optional(raw.wire, rules::wire).unwrap_or(Wire::Percent);
        Some(Enote {
            odata_url: odata_url?,
            odata_user: odata_user?,
            odata_password: odata_password?,
            api_url: api_url?,
            api_key: api_key?,
            timeout,
            retries,
            workers,
            wire,
        })
    }

    fn clinic(&mut self, raw: RawClinic) -> Clinic {
        Clinic {
            name: self.optional(raw.name, rules::line).unwrap_or_default(),
            phone: self.optional(raw.phone, rules::line),
            address: self.optional(raw.address, rules::line),
            map_url: self.optional(raw.map_url, rules::web_url),
            privacy_url: self.optional(raw.privacy_url, rules::web_url),
        }
    }

    fn logs(&mut self, raw: RawLogs) -> Logs {
        Logs {
            dir: self.path(raw.dir, "logs"),
            level: self.optional(raw.level, rules::level).unwrap_or(LevelFilter::Info),
            telegram_chat_id: self.optional(raw.telegram_chat_id, rules::chat_or_none).flatten(),
            telegram_thread_id: self.optional(raw.telegram_thread_id, rules::thread_or_none).flatten(),
        }
    }

    /// The value, if it is written and keeps the rule.
    fn optional<T: Value, U>(
        &mut self,
        entry: Entry<T>,
        rule: impl FnOnce(T::Bare<'_>) -> Ruled<U>,
    ) -> Option<U> {
        let Written::Well(value, place) = entry.written else {
            return None;
        };
        rule(value.bare()).map_err(|what| self.refuse(entry.key, place, &what)).ok()
    }

    /// The value, if it keeps the rule; that it is not written is a problem.
    fn required<T: Value, U>(
        &mut self,
        entry: Entry<T>,
        rule: impl FnOnce(T::Bare<'_>) -> Ruled<U>,
    ) -> Option<U> {
        if entry.written.is_not() {
            self.problems.add(Place::Nowhere, missing(entry.key));
        }
        self.optional(entry, rule)
    }

    fn number(&mut self, entry: Entry<i64>, default: u32, range: RangeInclusive<u32>) -> u32 {
        self.optional(entry, rules::within(range)).unwrap_or(default)
    }

    /// A path. One from the file is relative to the file's folder; one from the environment to the current
    /// folder, as a shell would have it.
    fn path(&mut self, entry: Entry<String>, default: &str) -> PathBuf {
        let in_env = matches!(entry.written, Written::Well(_, Place::Environment));
        let path = self.optional(entry, rules::path).unwrap_or_else(|| default.into());
        if in_env { path.into() } else { self.base.join(path) }
    }

    fn refuse(&mut self, key: Key, place: Place, what: &str) {
        let name = match (place, key.variable) {
            (Place::Environment, Some(variable)) => variable,
            (Place::Line(_) | Place::Environment | Place::Nowhere, _) => key.path,
        };
        self.problems.add(place, format!("{name}: {what}"));
    }
}

fn missing(key: Key) -> String {
    let table = key.path.rsplit_once('.').map_or("", |(table, _)| table);
    let variable = key.variable.map(|name| format!(" or in the environment variable {name}"));
    let mut what = format!("{} is missing: set it in [{table}]{}", key.path, variable.unwrap_or_default());
    if table == "enote" {
        what.push_str("; without [enote] and ENOTE_ variables the bot runs without Enote");
    }
    what
}
