//! What a person sends: content and everything around it, put together before it is sent.
//! It never touches a world; a draft can be sent many times.

use super::{Body, FileKind, Kind};
use serde_json::{Map, Value};

/// A message that is about to be sent by a person (or by a test in a person's name).
///
/// Content comes from the constructors (`text`, `photo`, `poll`, …), the rest from the options
/// (`caption`, `reply_to`, `album`, …).
#[derive(Debug, Clone)]
pub struct Draft {
    pub(crate) body: Body,
    pub(crate) media: Option<MediaDraft>,
    pub(crate) reply_to: Option<i64>,
    pub(crate) quote: Option<QuoteDraft>,
    pub(crate) external_reply: Option<Value>,
    pub(crate) album: Option<String>,
    pub(crate) sender: Sender,
    pub(crate) origin: Option<Value>,
    pub(crate) effect: Option<String>,
    pub(crate) via_bot: Option<i64>,
    pub(crate) protected: bool,
    pub(crate) view_once: bool,
    pub(crate) raw: Map<String, Value>,
}

/// The file of a draft.
#[derive(Debug, Clone)]
pub(crate) struct MediaDraft {
    pub kind: FileKind,
    pub key: Option<String>,
    pub name: Option<String>,
    pub looks: Map<String, Value>,
}

/// A quoted piece of the message that is answered.
#[derive(Debug, Clone)]
pub(crate) struct QuoteDraft {
    pub text: String,
    pub entities: Vec<Value>,
    pub position: Option<i64>,
}

/// In whose name a person writes.
#[derive(Debug, Clone, Default)]
pub(crate) enum Sender {
    /// Their own.
    #[default]
    Themselves,
    /// The group's, as an anonymous administrator with that title.
    Group(Option<String>),
    /// A channel's.
    Channel(i64),
    /// Telegram's, which forwards the linked channel's posts.
    LinkedChannel(i64, i64),
}

impl Draft {
    pub(super) fn of(body: Body) -> Self {
        Self {
            body,
            media: None,
            reply_to: None,
            quote: None,
            external_reply: None,
            album: None,
            sender: Sender::default(),
            origin: None,
            effect: None,
            via_bot: None,
            protected: false,
            view_once: false,
            raw: Map::new(),
        }
    }

    pub(super) fn media(kind: Kind, file: FileKind) -> Self {
        let media = MediaDraft { kind: file, key: None, name: None, looks: Map::new() };
        Self { media: Some(media), ..Self::of(Body::new(kind)) }
    }
}

/// Telegram marks commands by itself; the rest of what it finds in a text does not matter to bots' tests.
pub(crate) fn commands_in(text: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut offset = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let command = word.trim_end();
        let body = command.strip_prefix('/').unwrap_or_default();
        let is_command = body.chars().next().is_some_and(|first| first.is_ascii_alphanumeric())
            && body.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '_' || sign == '@');
        if is_command {
            let length = command.encode_utf16().count();
            found.push(serde_json::json!({"type": "bot_command", "offset": offset, "length": length}));
        }
        offset += word.encode_utf16().count();
    }
    found
}
