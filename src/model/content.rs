//! What a message holds, as Telegram gave it. Nothing here says what becomes of it.

use serde::{Deserialize, Serialize};

use super::UserId;

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

impl Content {
    /// Whether it is a location that still moves (`Location.live_period`).
    pub fn is_live(&self) -> bool {
        self.kind == Kind::Location && self.extra.fields.contains("\"live_period\"")
    }
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
    /// Whose account a contact card belongs to, where Telegram tells (`Contact.user_id`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user: Option<UserId>,
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
    /// Not meant for the other side: a command, a note, or what a banned client wrote.
    Kept,
}
