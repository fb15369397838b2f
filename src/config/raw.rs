//! `RawConfig`: the config as written. This file is the list of every table, key and variable there is.
//! Nothing is judged here beyond types: see `trust`.

use super::problem::Place;
use super::reader::{Entry, Reader};
use crate::model::Secret;

pub(super) struct RawConfig {
    pub(super) language: Entry<String>,
    pub(super) telegram: RawTelegram,
    pub(super) database_path: Entry<String>,
    pub(super) backup: RawBackup,
    pub(super) enote: RawEnote,
    pub(super) clinic: RawClinic,
    pub(super) desk: RawDesk,
    pub(super) hours: RawHours,
    pub(super) menu: Vec<RawMenuItem>,
    pub(super) logs: RawLogs,
}

pub(super) struct RawTelegram {
    pub(super) token: Entry<Secret>,
    pub(super) username: Entry<String>,
    pub(super) support_group_id: Entry<i64>,
    pub(super) api_url: Entry<String>,
    pub(super) group_per_minute: Entry<i64>,
    pub(super) chat_per_second: Entry<i64>,
    pub(super) overall_per_second: Entry<i64>,
    pub(super) new_topics_per_minute: Entry<i64>,
    pub(super) client_per_minute: Entry<i64>,
}

pub(super) struct RawBackup {
    pub(super) dir: Entry<String>,
    pub(super) every_hours: Entry<i64>,
    pub(super) keep: Entry<i64>,
}

pub(super) struct RawEnote {
    /// Whether the file opens the table, be it empty.
    pub(super) has_table: bool,
    pub(super) odata_url: Entry<String>,
    pub(super) odata_user: Entry<String>,
    pub(super) odata_password: Entry<Secret>,
    pub(super) api_url: Entry<String>,
    pub(super) api_key: Entry<Secret>,
    pub(super) timeout_seconds: Entry<i64>,
    pub(super) retries: Entry<i64>,
    pub(super) workers: Entry<i64>,
    pub(super) wire: Entry<String>,
    pub(super) contract_type: Entry<String>,
    pub(super) owner_parameter: Entry<String>,
    pub(super) ca_file: Entry<String>,
}

pub(super) struct RawClinic {
    pub(super) name: Entry<String>,
    pub(super) phone: Entry<String>,
    pub(super) address: Entry<String>,
    pub(super) map_url: Entry<String>,
    pub(super) privacy_url: Entry<String>,
}

pub(super) struct RawDesk {
    pub(super) remind_after_minutes: Entry<i64>,
    pub(super) on_call: Entry<Vec<String>>,
    pub(super) sign_unnamed: Entry<bool>,
    pub(super) close_after_days: Entry<i64>,
    pub(super) ask_rating: Entry<bool>,
    pub(super) staff_reactions: Entry<Vec<String>>,
}

pub(super) struct RawHours {
    /// Where the file opens the table, be it empty.
    pub(super) table: Option<Place>,
    pub(super) timezone: Entry<String>,
    /// Monday first.
    pub(super) week: [Entry<String>; 7],
    pub(super) holidays: Entry<Vec<String>>,
}

/// One button.
pub(super) struct RawMenuItem {
    /// Where it begins.
    pub(super) place: Place,
    pub(super) title: Entry<String>,
    pub(super) aliases: Entry<Vec<String>>,
    pub(super) kind: Entry<String>,
    pub(super) ask: Entry<String>,
    pub(super) text: Entry<String>,
}

pub(super) struct RawLogs {
    pub(super) dir: Entry<String>,
    pub(super) level: Entry<String>,
    pub(super) telegram_chat_id: Entry<i64>,
    pub(super) telegram_thread_id: Entry<i64>,
}

impl RawConfig {
    pub(super) fn read(from: &mut Reader) -> Self {
        Self {
            language: from.take("language"),
            telegram: RawTelegram::read(from),
            database_path: from.take_or("DB_PATH", "database.path"),
            backup: RawBackup {
                dir: from.take("backup.dir"),
                every_hours: from.take("backup.every_hours"),
                keep: from.take("backup.keep"),
            },
            enote: RawEnote::read(from),
            clinic: RawClinic {
                name: from.take("clinic.name"),
                phone: from.take("clinic.phone"),
                address: from.take("clinic.address"),
                map_url: from.take("clinic.map_url"),
                privacy_url: from.take("clinic.privacy_url"),
            },
            desk: RawDesk {
                remind_after_minutes: from.take_or("DESK_REMIND_AFTER_MINUTES", "desk.remind_after_minutes"),
                on_call: from.take_or("DESK_ON_CALL", "desk.on_call"),
                sign_unnamed: from.take_or("DESK_SIGN_UNNAMED", "desk.sign_unnamed"),
                close_after_days: from.take_or("DESK_CLOSE_AFTER_DAYS", "desk.close_after_days"),
                ask_rating: from.take_or("DESK_ASK_RATING", "desk.ask_rating"),
                staff_reactions: from.take_or("DESK_STAFF_REACTIONS", "desk.staff_reactions"),
            },
            hours: RawHours::read(from),
            menu: from.take_list("menu", RawMenuItem::read),
            logs: RawLogs {
                dir: from.take_or("LOGS_DIR", "logs.dir"),
                level: from.take("logs.level"),
                telegram_chat_id: from.take("logs.telegram_chat_id"),
                telegram_thread_id: from.take("logs.telegram_thread_id"),
            },
        }
    }
}

impl RawTelegram {
    fn read(from: &mut Reader) -> Self {
        Self {
            token: from.take_or("BOT_TOKEN", "telegram.token"),
            username: from.take_or("BOT_USERNAME", "telegram.username"),
            support_group_id: from.take_or("SUPPORT_GROUP_ID", "telegram.support_group_id"),
            api_url: from.take_or("BOT_API_URL", "telegram.api_url"),
            group_per_minute: from.take("telegram.limits.group_per_minute"),
            chat_per_second: from.take("telegram.limits.chat_per_second"),
            overall_per_second: from.take("telegram.limits.overall_per_second"),
            new_topics_per_minute: from.take("telegram.limits.new_topics_per_minute"),
            client_per_minute: from.take("telegram.limits.client_per_minute"),
        }
    }
}

impl RawHours {
    fn read(from: &mut Reader) -> Self {
        Self {
            table: from.table("hours"),
            timezone: from.take("hours.timezone"),
            week: [
                from.take("hours.monday"),
                from.take("hours.tuesday"),
                from.take("hours.wednesday"),
                from.take("hours.thursday"),
                from.take("hours.friday"),
                from.take("hours.saturday"),
                from.take("hours.sunday"),
            ],
            holidays: from.take("hours.holidays"),
        }
    }
}

impl RawMenuItem {
    fn read(from: &mut Reader, place: Place) -> Self {
        Self {
            place,
            title: from.take("menu.title"),
            aliases: from.take("menu.aliases"),
            kind: from.take("menu.kind"),
            ask: from.take("menu.ask"),
            text: from.take("menu.text"),
        }
    }
}

impl RawEnote {
    fn read(from: &mut Reader) -> Self {
        Self {
            has_table: from.table("enote").is_some(),
            odata_url: from.take_or("ENOTE_ODATA_URL", "enote.odata_url"),
            odata_user: from.take_or("ENOTE_ODATA_USER", "enote.odata_user"),
            odata_password: from.take_or("ENOTE_ODATA_PASS", "enote.odata_password"),
            api_url: from.take_or("ENOTE_API_URL", "enote.api_url"),
            api_key: from.take_or("ENOTE_API_KEY", "enote.api_key"),
            timeout_seconds: from.take("enote.timeout_seconds"),
            retries: from.take("enote.retries"),
            workers: from.take("enote.workers"),
            wire: from.take("enote.wire"),
            contract_type: from.take("enote.contract_type"),
            owner_parameter: from.take("enote.owner_parameter"),
            ca_file: from.take("enote.ca_file"),
        }
    }

    /// Whether the clinic wants Enote at all: any part of its address or credentials says so.
    pub(super) fn is_wanted(&self) -> bool {
        let texts = [&self.odata_url, &self.odata_user, &self.api_url];
        let secrets = [&self.odata_password, &self.api_key];
        self.has_table
            || texts.iter().any(|entry| !entry.written.is_not())
            || secrets.iter().any(|entry| !entry.written.is_not())
    }
}
