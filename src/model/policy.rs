//! What the clinic decided in its config, as far as other rooms need it. Nothing here reads or judges a config.

use std::fmt;

use jiff::tz::TimeZone;

use super::{ChatId, ContractField, Hours, Lang, Menu, UserId, kyiv};

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
    /// The bot's public name without the `@`, as Telegram says it.
    pub bot_name: String,
    /// The clinic.
    pub clinic: Clinic,
    /// How staff work.
    pub desk: Desk,
    /// When the clinic is open; none: nobody is told of hours.
    pub hours: Option<Hours>,
    /// The buttons under a client's keyboard.
    pub menu: Menu,
    /// What contract numbers look like in the clinic's Enote; none: there is no Enote.
    pub enote: Option<ContractField>,
    /// How many messages of a client go to staff in a minute before the rest has to wait; 0: all do
    /// ([`Limits::client_per_minute`]).
    pub client_per_minute: u32,
}

impl Policy {
    /// The zone of every time that is shown to people.
    pub fn zone(&self) -> TimeZone {
        self.hours.as_ref().map_or_else(kyiv, |hours| hours.zone.clone())
    }
}

/// How staff work: the config's `[desk]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Desk {
    /// How long a client waits before staff are reminded, in minutes; 0: they never are.
    pub remind_after_minutes: u32,
    /// Who is reminded of a client that nobody has taken.
    pub on_call: Vec<OnCall>,
    /// Whether staff without a name of their own sign with their first name in Telegram.
    pub sign_unnamed: bool,
    /// How long a ticket rests before it is closed in silence, in days; 0: it never is.
    pub close_after_days: u32,
    /// Whether clients are asked for a rating after a close.
    pub ask_rating: bool,
    /// The reactions of staff that clients see; with all others staff speak among themselves.
    pub staff_reactions: Vec<String>,
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            remind_after_minutes: 30,
            on_call: Vec::new(),
            sign_unnamed: true,
            close_after_days: 0,
            ask_rating: false,
            staff_reactions: ["👍", "❤", "🙏"].map(str::to_owned).to_vec(),
        }
    }
}

/// Somebody on call, as the config names them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OnCall {
    /// By their public name, without the `@`.
    Username(String),
    /// By their id.
    Id(UserId),
}

/// How much Telegram lets a bot send, and the clinic's own brakes below that. 0 switches one off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Messages a minute into the support group, all topics together.
    pub group_per_minute: u32,
    /// Messages a second into any one chat.
    pub chat_per_second: u32,
    /// Messages a second over all chats.
    pub overall_per_second: u32,
    /// Topics a minute for clients who never had one, so that a wave of strangers leaves room for the others.
    pub new_topics_per_minute: u32,
    /// Messages a minute of any one client into the group; an album counts as many as it has parts.
    pub client_per_minute: u32,
}

impl Limits {
    /// Nothing is held back.
    pub const OFF: Self = Self {
        group_per_minute: 0,
        chat_per_second: 0,
        overall_per_second: 0,
        new_topics_per_minute: 0,
        client_per_minute: 0,
    };
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
