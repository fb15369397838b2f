//! What surrounds the content of a draft: caption, reply, sender, origin and the rest.
//! It never decides whether a combination is one that Telegram's own apps would send.

use super::Draft;
use super::draft::{QuoteDraft, Sender};
use serde_json::{Value, json};

impl Draft {
    /// A caption under media. It may be longer than 1024 characters, as paying users' are.
    #[must_use]
    pub fn caption(mut self, caption: impl Into<String>) -> Self {
        self.body.text = Some(caption.into());
        self
    }

    /// Entities of the text or caption, instead of those Telegram finds by itself.
    #[must_use]
    pub fn entities(mut self, entities: Value) -> Self {
        self.body.entities = match entities {
            Value::Array(list) => list,
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
                vec![entities]
            }
        };
        self
    }

    /// The caption stands above the media.
    #[must_use]
    pub fn caption_above(mut self) -> Self {
        self.body.caption_above = true;
        self
    }

    /// The media is covered until it is tapped.
    #[must_use]
    pub fn spoiler(mut self) -> Self {
        self.body.spoiler = true;
        self
    }

    /// The message may not be forwarded or saved.
    #[must_use]
    pub fn protected(mut self) -> Self {
        self.protected = true;
        self
    }

    /// The media destroys itself once it was seen. Such messages never reach bots (facts §4.2).
    #[must_use]
    pub fn view_once(mut self) -> Self {
        self.view_once = true;
        self
    }

    /// The file with this key: sent twice, it is the same file with the same ids.
    #[must_use]
    pub fn file(mut self, key: &str) -> Self {
        if let Some(media) = &mut self.media {
            media.key = Some(key.to_owned());
        }
        self
    }

    /// The name of the file.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        if let Some(media) = &mut self.media {
            media.name = Some(name.into());
        }
        self
    }

    /// What the file says of itself (`width`, `duration`, `file_size`, …), over what is usual.
    #[must_use]
    pub fn looks(mut self, looks: Value) -> Self {
        if let (Some(media), Value::Object(looks)) = (&mut self.media, looks) {
            media.looks.extend(looks);
        }
        self
    }

    /// Answers that message of the same chat.
    #[must_use]
    pub fn reply_to(mut self, message: i64) -> Self {
        self.reply_to = Some(message);
        self
    }

    /// Quotes a piece of the message it answers.
    #[must_use]
    pub fn quote(self, text: impl Into<String>) -> Self {
        self.quote_at(text, json!([]), None)
    }

    /// Quotes a piece with these entities, at this position in UTF-16 code units.
    #[must_use]
    pub fn quote_at(mut self, text: impl Into<String>, entities: Value, position: Option<i64>) -> Self {
        let Value::Array(entities) = entities else { return self.quote(text) };
        self.quote = Some(QuoteDraft { text: text.into(), entities, position });
        self
    }

    /// Answers a message of another chat: `ExternalReplyInfo` JSON.
    #[must_use]
    pub fn external_reply(mut self, info: Value) -> Self {
        self.external_reply = Some(info);
        self
    }

    /// Belongs to the album of that id.
    #[must_use]
    pub fn album(mut self, media_group_id: impl Into<String>) -> Self {
        self.album = Some(media_group_id.into());
        self
    }

    /// Written by an anonymous administrator, in the group's name.
    #[must_use]
    pub fn anonymous(mut self, title: Option<&str>) -> Self {
        self.sender = Sender::Group(title.map(str::to_owned));
        self
    }

    /// Written in a channel's name.
    #[must_use]
    pub fn as_channel(mut self, channel: i64) -> Self {
        self.sender = Sender::Channel(channel);
        self
    }

    /// Forwarded by Telegram itself from the channel linked to the group.
    #[must_use]
    pub fn automatic_forward(mut self, channel: i64, post: i64) -> Self {
        self.sender = Sender::LinkedChannel(channel, post);
        self
    }

    /// Forwarded from somewhere: `MessageOrigin` JSON.
    #[must_use]
    pub fn forwarded(mut self, origin: Value) -> Self {
        self.origin = Some(origin);
        self
    }

    /// Forwarded from a person who shows only a name.
    #[must_use]
    pub fn forwarded_from_hidden(self, name: &str, date: i64) -> Self {
        self.forwarded(json!({"type": "hidden_user", "date": date, "sender_user_name": name}))
    }

    /// With an effect, which only private chats show.
    #[must_use]
    pub fn effect(mut self, id: impl Into<String>) -> Self {
        self.effect = Some(id.into());
        self
    }

    /// Sent through a bot's inline mode.
    #[must_use]
    pub fn via_bot(mut self, bot: i64) -> Self {
        self.via_bot = Some(bot);
        self
    }

    /// Any further field of the message, over everything else.
    #[must_use]
    pub fn field(mut self, name: &str, value: Value) -> Self {
        self.raw.insert(name.to_owned(), value);
        self
    }
}
