//! A message as Telegram keeps it.
//! It never knows how it looks to whom: that is rendering.

use super::Place;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What a message carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Text.
    Text,
    /// A text longer than 4096 characters, of blocks (`rich_message`).
    Rich,
    /// A photo.
    Photo,
    /// A video.
    Video,
    /// A silent video.
    Animation,
    /// Music.
    Audio,
    /// A file.
    Document,
    /// A voice note.
    Voice,
    /// A round video.
    VideoNote,
    /// A sticker.
    Sticker,
    /// A person's card.
    Contact,
    /// A point on the map, moving or not.
    Location,
    /// A place with a name.
    Venue,
    /// A poll or a quiz.
    Poll,
    /// A random value.
    Dice,
    /// A game.
    Game,
    /// A forwarded story.
    Story,
    /// A list of tasks.
    Checklist,
    /// Media behind a payment.
    PaidMedia,
    /// A giveaway.
    Giveaway,
    /// The winners of a giveaway.
    GiveawayWinners,
    /// A bill.
    Invoice,
    /// Something that happened in the chat.
    Service,
    /// A kind newer than this program.
    Unknown,
}

impl Kind {
    /// Whether a caption can stand with it.
    pub fn takes_caption(self) -> bool {
        match self {
            Self::Photo
            | Self::Video
            | Self::Animation
            | Self::Audio
            | Self::Document
            | Self::Voice
            | Self::PaidMedia => true,
            Self::Text
            | Self::Rich
            | Self::VideoNote
            | Self::Sticker
            | Self::Contact
            | Self::Location
            | Self::Venue
            | Self::Poll
            | Self::Dice
            | Self::Game
            | Self::Story
            | Self::Checklist
            | Self::Giveaway
            | Self::GiveawayWinners
            | Self::Invoice
            | Self::Service
            | Self::Unknown => false,
        }
    }

    /// What a chat's permissions call it (facts §2.2: "not enough rights to send … to the chat").
    pub(crate) fn plural(self) -> &'static str {
        match self {
            Self::Text | Self::Rich | Self::Service | Self::Unknown => "text messages",
            Self::Photo => "photos",
            Self::Video => "videos",
            Self::Animation => "animations",
            Self::Audio => "music",
            Self::Document => "documents",
            Self::Voice => "voice notes",
            Self::VideoNote => "video notes",
            Self::Sticker => "stickers",
            Self::Contact => "contacts",
            Self::Location => "locations",
            Self::Venue => "venues",
            Self::Poll => "polls",
            Self::Dice => "dice",
            Self::Game => "games",
            Self::Story => "stories",
            Self::Checklist => "checklists",
            Self::PaidMedia => "paid media",
            Self::Giveaway | Self::GiveawayWinners => "giveaways",
            Self::Invoice => "invoice messages",
        }
    }

    /// The field of a message that holds this kind's file.
    pub(crate) fn file_field(self) -> Option<&'static str> {
        match self {
            Self::Photo => Some("photo"),
            Self::Video => Some("video"),
            Self::Animation => Some("animation"),
            Self::Audio => Some("audio"),
            Self::Document => Some("document"),
            Self::Voice => Some("voice"),
            Self::VideoNote => Some("video_note"),
            Self::Sticker => Some("sticker"),
            Self::Text
            | Self::Rich
            | Self::Contact
            | Self::Location
            | Self::Venue
            | Self::Poll
            | Self::Dice
            | Self::Game
            | Self::Story
            | Self::Checklist
            | Self::PaidMedia
            | Self::Giveaway
            | Self::GiveawayWinners
            | Self::Invoice
            | Self::Service
            | Self::Unknown => None,
        }
    }
}

/// The content of a message: what a copy takes along and an edit replaces.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Body {
    pub kind: Kind,
    /// The text, or the caption of media.
    pub text: Option<String>,
    pub entities: Vec<Value>,
    /// The message's fields that hold everything else: `photo`, `location`, `forum_topic_created`, …
    pub fields: Map<String, Value>,
    pub spoiler: bool,
    pub caption_above: bool,
    /// What an invoice carries for its bot alone.
    pub payload: Option<String>,
}

impl Body {
    pub fn new(kind: Kind) -> Self {
        Self {
            kind,
            text: None,
            entities: Vec::new(),
            fields: Map::new(),
            spoiler: false,
            caption_above: false,
            payload: None,
        }
    }

    pub fn text(text: impl Into<String>, entities: Vec<Value>) -> Self {
        Self { text: Some(text.into()), entities, ..Self::new(Kind::Text) }
    }

    pub fn service(field: &str, value: Value) -> Self {
        Self::new(Kind::Service).with(field, value)
    }

    pub fn with(mut self, field: &str, value: Value) -> Self {
        self.fields.insert(field.to_owned(), value);
        self
    }

    /// The file this body shows: of a photo, its largest size.
    pub fn file(&self) -> Option<&Map<String, Value>> {
        let value = self.fields.get(self.kind.file_field()?)?;
        match value {
            Value::Array(sizes) => sizes.last()?.as_object(),
            Value::Object(file) => Some(file),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        }
    }

    /// A location that moves.
    pub fn is_live(&self) -> bool {
        self.kind == Kind::Location
            && self.fields.get("location").is_some_and(|at| at.get("live_period").is_some())
    }
}

/// Where a message stands inside its chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Topicality {
    /// In the chat itself, or in General.
    #[default]
    Chat,
    /// In a forum topic.
    Topic(i64),
    /// In a thread of replies, which carries a thread id too without being a topic (facts §3).
    Thread(i64),
}

/// A message.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of one message")]
pub(crate) struct Message {
    pub id: i64,
    pub date: i64,
    /// The author; posts of a channel have none.
    pub from: Option<i64>,
    pub sender_chat: Option<i64>,
    pub signature: Option<String>,
    pub topicality: Topicality,
    pub body: Body,
    pub origin: Option<Value>,
    pub automatic_forward: bool,
    /// The message of this chat that it answers.
    pub reply_to: Option<i64>,
    pub external_reply: Option<Value>,
    pub quote: Option<Value>,
    pub album: Option<String>,
    pub via_bot: Option<i64>,
    pub effect: Option<String>,
    pub protected: bool,
    /// Its readers hear no sound.
    pub silent: bool,
    /// Shown once and gone: bots never see it.
    pub view_once: bool,
    /// An inline keyboard, which is part of the message.
    pub inline_keyboard: Option<Value>,
    /// A reply keyboard, its removal or a forced reply: shown once, never to be edited.
    pub reply_keyboard: Option<Value>,
    pub edited: Option<i64>,
    /// Reactions by whoever set them.
    pub reactions: BTreeMap<i64, Vec<Value>>,
    /// Fields that the sandbox has no word for, laid over the message as they are.
    pub raw: Map<String, Value>,
}

impl Message {
    pub fn new(from: Option<i64>, body: Body) -> Self {
        Self {
            id: 0,
            date: 0,
            from,
            sender_chat: None,
            signature: None,
            topicality: Topicality::Chat,
            body,
            origin: None,
            automatic_forward: false,
            reply_to: None,
            external_reply: None,
            quote: None,
            album: None,
            via_bot: None,
            effect: None,
            protected: false,
            silent: false,
            view_once: false,
            inline_keyboard: None,
            reply_keyboard: None,
            edited: None,
            reactions: BTreeMap::new(),
            raw: Map::new(),
        }
    }

    /// The topic it stands in, 0 for none.
    pub fn topic_id(&self) -> i64 {
        match self.topicality {
            Topicality::Topic(id) => id,
            Topicality::Chat | Topicality::Thread(_) => 0,
        }
    }

    /// A quiz's right answer is known to bots when it is closed, or was sent, not forwarded, by the bot or
    /// in private to the bot (SPEC Poll.correct_option_ids); an ordinary poll has no secret.
    pub fn answers_known_to(&self, bot: i64, place: Place) -> bool {
        let Some(poll) = self.body.fields.get("poll") else { return false };
        let is = |key: &str, value: Value| poll.get(key) == Some(&value);
        let sent_to_it = self.origin.is_none() && matches!(place, Place::Private { .. });
        let sent_by_it = self.origin.is_none() && self.from == Some(bot);
        is("type", "regular".into()) || is("is_closed", true.into()) || sent_to_it || sent_by_it
    }

    pub fn is_service(&self) -> bool {
        self.body.kind == Kind::Service
    }
}
