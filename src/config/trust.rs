//! From `RawConfig` to `Config`: every rule is tried, every default filled in, every problem kept.
//! Never stops at the first problem, and never hands out a config that has one.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};
use std::time::Duration;

use log::LevelFilter;

use super::problem::{Place, Problems};
use super::raw::{RawBackup, RawClinic, RawConfig, RawDesk, RawEnote, RawHours, RawLogs, RawTelegram};
use super::reader::{Entry, Key, Written};
use super::rules::{self, Ruled};
use super::schedule;
use super::value::Value;
use super::{Backup, Config, Logs, Telegram};
use crate::model::{Clinic, Desk, EnoteService, Hours, Lang, Limits, Wire, kyiv};

/// The config, unless `problems` already holds some or more are found. `base` is the config file's folder.
pub(super) fn trust(raw: RawConfig, base: &Path, problems: Problems) -> Result<Config, Problems> {
    let mut judge = Judge { base, problems };
    let lang = judge.optional(raw.language, rules::language).unwrap_or(Lang::Uk);
    let telegram = judge.telegram(raw.telegram);
    let database = judge.path(raw.database_path, "pwparents.db");
    let backup = judge.backup(raw.backup);
    let enote = if raw.enote.is_wanted() { judge.enote(raw.enote) } else { None };
    let clinic = judge.clinic(raw.clinic);
    let desk = judge.desk(raw.desk);
    let hours = judge.hours(raw.hours);
    let menu = judge.menu(raw.menu, &clinic);
    let logs = judge.logs(raw.logs);
    let config = telegram.map(|telegram| Config {
        lang,
        telegram,
        database,
        backup,
        enote,
        clinic,
        desk,
        hours,
        menu,
        logs,
    });
    judge.problems.none_or(config)
}

pub(super) struct Judge<'a> {
    base: &'a Path,
    pub(super) problems: Problems,
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
            new_topics_per_minute: self.number(raw.new_topics_per_minute, 5, 0..=1_000),
            client_per_minute: self.number(raw.client_per_minute, 15, 0..=1_000),
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

    fn enote(&mut self, raw: RawEnote) -> Option<EnoteService> {
        let odata_url = self.required(raw.odata_url, rules::service_url);
        let odata_user = self.required(raw.odata_user, rules::login);
        let odata_password = self.required(raw.odata_password, rules::password);
        let api_url = self.required(raw.api_url, rules::service_url);
        let api_key = self.required(raw.api_key, rules::header_key);
        let timeout = Duration::from_secs(self.number(raw.timeout_seconds, 25, 1..=60).into());
        let retries = self.number(raw.retries, 2, 0..=5);
        let workers = self.number(raw.workers, 2, 1..=16);
        let wire = self.optional(raw.wire, rules::wire).unwrap_or(Wire::Percent);
        let contracts = self.optional(raw.contract_type, rules::contract_type).unwrap_or_default();
        let owner_by = self.optional(raw.owner_parameter, rules::owner_parameter).unwrap_or_default();
        let ca_file = self.optional(raw.ca_file, rules::path).map(|path| self.base.join(path));
        Some(EnoteService {
            odata_url: odata_url?,
            odata_user: odata_user?,
            odata_password: odata_password?,
            api_url: api_url?,
            api_key: api_key?,
            timeout,
            retries,
            workers,
            wire,
            contracts,
            owner_by,
            ca_file,
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

    fn desk(&mut self, raw: RawDesk) -> Desk {
        let usual = Desk::default();
        Desk {
            remind_after_minutes: self.number(
                raw.remind_after_minutes,
                usual.remind_after_minutes,
                0..=10_080,
            ),
            on_call: self.each(raw.on_call, rules::on_call),
            sign_unnamed: self.optional(raw.sign_unnamed, Ok).unwrap_or(usual.sign_unnamed),
            close_after_days: self.number(raw.close_after_days, usual.close_after_days, 0..=3_650),
            ask_rating: self.optional(raw.ask_rating, Ok).unwrap_or(usual.ask_rating),
            staff_reactions: self.staff_reactions(raw.staff_reactions, usual.staff_reactions),
        }
    }

    /// An empty list counts as not written, so a word says that no reaction of staff travels.
    fn staff_reactions(&mut self, raw: Entry<Vec<String>>, usual: Vec<String>) -> Vec<String> {
        match &raw.written {
            Written::Not => return usual,
            Written::Well(list, _) if *list == ["none"] => return Vec::new(),
            Written::Well(..) | Written::Badly => {}
        }
        let mut known = BTreeSet::new();
        self.each(raw, |text| {
            let emoji = rules::staff_reaction(text)?;
            let is_new = known.insert(emoji.clone());
            is_new.then_some(emoji).ok_or_else(|| "this emoji already stands in the list".into())
        })
    }

    /// The hours, if the file opens their table.
    fn hours(&mut self, raw: RawHours) -> Option<Hours> {
        let table = raw.table?;
        let zone = self.optional(raw.timezone, schedule::zone).unwrap_or_else(kyiv);
        let nothing_written = raw.week.iter().all(|day| day.written.is_not());
        let days = raw.week.map(|day| {
            let is_written = !day.written.is_not();
            self.optional(day, schedule::day).or((!is_written).then(Vec::new))
        });
        let never_open = days.iter().all(|day| day.as_ref().is_some_and(Vec::is_empty));
        if never_open {
            let what = if nothing_written { "no day has hours" } else { "every day is closed" };
            self.problems
                .add(table, format!("hours: {what}: write monday = \"09:00-20:00\", or leave [hours] out"));
        }
        let mut dates = BTreeSet::new();
        let holidays = self.each(raw.holidays, |text| {
            let holiday = schedule::holiday(text)?;
            let is_new = dates.insert((holiday.year, holiday.month, holiday.day));
            is_new.then_some(holiday).ok_or_else(|| "this date already stands in the list".into())
        });
        Some(Hours { zone, week: days.map(Option::unwrap_or_default), holidays })
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

    /// Every entry of a list that keeps the rule.
    pub(super) fn each<U>(
        &mut self,
        list: Entry<Vec<String>>,
        mut rule: impl FnMut(&str) -> Ruled<U>,
    ) -> Vec<U> {
        let Written::Well(entries, place) = list.written else {
            return Vec::new();
        };
        let mut kept = Vec::new();
        for (number, entry) in entries.iter().enumerate() {
            match rule(entry) {
                Ok(value) => kept.push(value),
                Err(what) => self.refuse(list.key, place, &format!("entry {}: {what}", number + 1)),
            }
        }
        kept
    }

    /// The value of a key in a table of a list that begins at `table`, if it keeps the rule; that it is not
    /// written is a problem.
    pub(super) fn needed<T: Value, U>(
        &mut self,
        entry: Entry<T>,
        table: Place,
        rule: impl FnOnce(T::Bare<'_>) -> Ruled<U>,
    ) -> Option<U> {
        if entry.written.is_not() {
            self.problems.add(table, format!("{} is missing: set it below this line", entry.key.path));
        }
        self.optional(entry, rule)
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
