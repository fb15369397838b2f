//! What the clinic decided in its config, as far as other rooms need it. Nothing here reads or judges a config.

use std::fmt;

use super::{ChatId, Lang, UserId};

/// The clinic, as clients see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Clinic {
    /// Its name.
    pub name: String,
    /// For urgent cases; texts do without it when there is none.
    pub phone: Option<String>,
    /// Street and town.
    pub address: Option<String>,
    /// A link to a map.
    pub map_url: Option<String>,
    /// A link to the privacy notice.
    pub privacy_url: Option<String>,
}

/// What the config decides about the rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// The staff's language, and the clients' default.
    pub lang: Lang,
    /// The support group as the config names it. The database may know that it has moved since.
    pub group: ChatId,
    /// The bot itself.
    pub bot: UserId,
    /// The clinic.
    pub clinic: Clinic,
}

/// How much Telegram lets a bot send. 0 switches a limit off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Messages a minute into the support group, all topics together.
    pub group_per_minute: u32,
    /// Messages a second into any one chat.
    pub chat_per_second: u32,
    /// Messages a second over all chats.
    pub overall_per_second: u32,
}

/// Something that must not be printed: a token, a password. It has no `Display`, and `Debug` hides it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The secret itself, for the one place that sends it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}
