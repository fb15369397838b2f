//! The nouns: ids, people, moments, what a message holds, and what the clinic decided in its config.
//! Nothing here does anything beyond saying what it is; no I/O, no rules.

mod client;
mod content;
mod enote;
mod hours;
mod ids;
mod link;
mod menu;
mod policy;
mod reaction;

use serde::{Deserialize, Serialize};

pub use client::{Ban, Owner};
pub use content::{CAPTION_MAX, Content, Delivery, Extra, Kind, Quote, Styled, TEXT_MAX};
pub use enote::{
    Animal, Contact, Contacts, Contract, ContractField, EnoteService, Half, Inquiry, OwnerBy, OwnerCard,
    OwnerRef, Reply, Trouble, WhyNot, Wire,
};
pub use hours::{DAY, Holiday, Hours, Interval, kyiv};
pub use ids::{
    CannedId, ChatId, ClientId, ErrandId, MessageId, MsgKey, RowId, StoredId, ThreadId, TicketId, UserId,
};
pub use link::Link;
pub use menu::{Menu, MenuItem, MenuKind, folded};
pub use policy::{Clinic, Desk, Limits, OnCall, Policy, Secret};
pub use reaction::{REACTIONS, reaction};

/// A moment: milliseconds since 1970 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// This moment, `ms` milliseconds later.
    #[must_use]
    pub fn plus(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }

    /// Milliseconds from `earlier` to this moment; negative when it lies before.
    pub fn since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0)
    }
}

/// Milliseconds in a second, to keep units visible where they meet.
pub const SECOND: i64 = 1_000;
/// Milliseconds in a minute.
pub const MINUTE: i64 = 60 * SECOND;

/// A language the bot speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Ukrainian, the default.
    #[default]
    Uk,
    /// English.
    En,
}

impl Lang {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Uk, Self::En];

    /// Its two letters (ISO 639-1), as Telegram and the config write it.
    pub fn code(self) -> &'static str {
        match self {
            Self::Uk => "uk",
            Self::En => "en",
        }
    }

    /// The language with this code, if the bot speaks it.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }
}

/// A person as Telegram names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Their id.
    pub id: UserId,
    /// First name; may hold nothing that can be seen.
    pub first_name: String,
    /// Last name, if any.
    pub last_name: Option<String>,
    /// Public name without the `@`, if any.
    pub username: Option<String>,
    /// The language of their app, an IETF tag, if told.
    pub language: Option<String>,
}
