//! The nouns: ids, people, moments, what a message holds, and what the clinic decided in its config.
//! Nothing here does anything beyond saying what it is; no I/O, no rules.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A client: the Telegram user id of somebody who writes to the bot in private.
    ClientId
);
id!(
    /// Any Telegram user, bots included.
    UserId
);
id!(
    /// A chat. Private chats carry the user's id, supergroups a number below -1 000 000 000 000.
    ChatId
);
id!(
    /// A topic of a forum: the message id of the service message that opened it.
    ThreadId
);
id!(
    /// A message, counted within its chat. 64 bits: one past `i32` must not stop the queue.
    MessageId
);
id!(
    /// A row of the queue (`outbox.id`).
    RowId
);
id!(
    /// A row of `messages`.
    StoredId
);
id!(
    /// A ticket: one episode of a client's conversation (`tickets.id`).
    TicketId
);

impl ClientId {
    /// The client's private chat with the bot: Telegram gives it the user's id.
    pub fn chat(self) -> ChatId {
        ChatId(self.0)
    }
}

impl From<UserId> for ClientId {
    fn from(user: UserId) -> Self {
        Self(user.0)
    }
}

/// A message by its place: message ids are counted per chat, so neither half names it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MsgKey {
    /// The chat it stands in.
    pub chat: ChatId,
    /// Its number there.
    pub message: MessageId,
}

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

/// What kind of thing a message holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kind {
    /// Plain text.
    Text,
    /// A photo.
    Photo,
    /// A video.
    Video,
    /// A GIF or a silent video.
    Animation,
    /// Music.
    Audio,
    /// A voice message.
    Voice,
    /// A round video.
    VideoNote,
    /// A file.
    Document,
    /// A sticker.
    Sticker,
    /// A point on the map, live or not.
    Location,
    /// A place with a name.
    Venue,
    /// A contact card.
    Contact,
    /// A poll or a quiz.
    Poll,
    /// A dice, a dart, a slot machine: an emoji with a value.
    Dice,
    /// A game.
    Game,
    /// A story sent on.
    Story,
    /// A checklist.
    Checklist,
    /// Paid media: Telegram never lets it be copied.
    PaidMedia,
    /// A giveaway or its winners: never copied.
    Giveaway,
    /// An invoice: never copied.
    Invoice,
    /// A service message, by the name of its field.
    Service(String),
    /// Something this version does not know, by the name of its field if there is one.
    Unknown(String),
}

impl Kind {
    /// The Bot API's name for the kind: the field of `Message` that holds it.
    pub fn word(&self) -> &str {
        match self {
            Self::Text => "text",
            Self::Photo => "photo",
            Self::Video => "video",
            Self::Animation => "animation",
            Self::Audio => "audio",
            Self::Voice => "voice",
            Self::VideoNote => "video_note",
            Self::Document => "document",
            Self::Sticker => "sticker",
            Self::Location => "location",
            Self::Venue => "venue",
            Self::Contact => "contact",
            Self::Poll => "poll",
            Self::Dice => "dice",
            Self::Game => "game",
            Self::Story => "story",
            Self::Checklist => "checklist",
            Self::PaidMedia => "paid_media",
            Self::Giveaway => "giveaway",
            Self::Invoice => "invoice",
            Self::Service(name) | Self::Unknown(name) => name,
        }
    }

    /// Whether Telegram lets a bot copy such a message. Unknown kinds are tried.
    /// Source: the Bot API's `copyMessage`.
    pub fn can_be_copied(&self) -> bool {
        !matches!(self, Self::PaidMedia | Self::Giveaway | Self::Invoice | Self::Service(_))
    }

    /// Whether such a message can be sent again by its file id.
    pub fn is_file(&self) -> bool {
        matches!(
            self,
            Self::Photo
                | Self::Video
                | Self::Animation
                | Self::Audio
                | Self::Voice
                | Self::VideoNote
                | Self::Document
                | Self::Sticker
        )
    }

    /// Whether such a file can carry a caption.
    pub fn has_caption(&self) -> bool {
        self.is_file() && !matches!(self, Self::VideoNote | Self::Sticker)
    }

    /// Whether such a file can stand in an album.
    pub fn in_album(&self) -> bool {
        matches!(self, Self::Photo | Self::Video | Self::Audio | Self::Document)
    }
}

/// Text with its entities, exactly as Telegram gave them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Styled {
    /// The text.
    pub text: String,
    /// The Bot API's list of entities as JSON, or nothing. Kept as it came, so that an entity type
    /// this version has never heard of survives the way through.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub entities: String,
}

/// The most a text message holds (`sendMessage`: 1–4096 characters), in UTF-16 units, which are never
/// fewer than characters.
pub const TEXT_MAX: usize = 4096;
/// The most a caption holds (`copyMessage`: 0–1024 characters), counted alike.
pub const CAPTION_MAX: usize = 1024;

impl Styled {
    /// The length in UTF-16 units, as entities are counted.
    pub fn units(&self) -> usize {
        self.text.encode_utf16().count()
    }

    /// Text without entities.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), entities: String::new() }
    }
}

/// What a message holds, as far as we need it to send it again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    /// The kind.
    pub kind: Kind,
    /// Text or caption.
    pub text: Styled,
    /// The file's id, where there is a file.
    pub file: Option<String>,
    /// What else is needed to rebuild it.
    pub extra: Extra,
}

/// The rest of a message's content: each field is there only where the kind has it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Extra {
    /// The photo or video hides behind a spoiler.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub spoiler: bool,
    /// The caption stands above the media.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub caption_above: bool,
    /// The text is richer than entities can say, so only a copy brings it whole.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub rich: bool,
    /// Text, location, venue or contact: what else the send method takes, as a JSON object.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub fields: String,
    /// What a dice shows, or a poll asks, in words: `🎲 4`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// The part of a message somebody quoted in a reply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// The quoted words.
    pub text: Styled,
    /// Where they begin, in UTF-16 units.
    pub position: i64,
}

/// What stands between a message and the other side.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// In the queue.
    Queued,
    /// Delivered.
    Sent,
    /// Delivered, but a call whose outcome is unknown came before: it may stand there twice.
    PossiblyTwice,
    /// Refused for good; staff were told.
    Failed,
    /// Never meant for the other side: a command.
    Kept,
}

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
