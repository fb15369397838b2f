//! People write: to the bot in private, in topics, in General, in channels.
//! It never asks whether they may; what a test lets them do, they did.

use super::draft::{QuoteDraft, Sender};
use super::draft_kinds::stamp_poll;
use super::{Body, CHANNEL_BOT, Draft, GROUP_ANONYMOUS_BOT, Message, Place, TELEGRAM, Topicality, World};
use serde_json::{Value, json};
use std::sync::Arc;

impl World {
    /// A person presses Start: the private chat begins (or goes on) with `/start`.
    pub fn start(&mut self, user: i64, bot: i64) -> i64 {
        self.send_private(user, bot, Draft::text("/start"))
    }

    /// A person opens a link `https://t.me/BOT?start=PAYLOAD` and presses Start. A payload has 1-64 letters,
    /// digits, `_` and `-`; links with another one lead nowhere.
    pub fn start_with(&mut self, user: i64, bot: i64, payload: &str) -> i64 {
        expect_payload(payload);
        self.send_private(user, bot, Draft::text(format!("/start {payload}")))
    }

    /// A person writes to the bot in private. One who had blocked it takes the block back by this.
    pub fn send_private(&mut self, user: i64, bot: i64, draft: Draft) -> i64 {
        let place = self.dialogue(user, bot);
        self.unblock(user, bot);
        self.deliver(place, user, draft, Topicality::Chat)
    }

    /// Somebody writes in a topic.
    pub fn send_topic(&mut self, chat: i64, thread: i64, user: i64, draft: Draft) -> i64 {
        let place = Place::Shared(chat);
        self.expect_topic(place, thread);
        self.deliver(place, user, draft, Topicality::Topic(thread))
    }

    /// Somebody writes in General, or in a group without topics.
    pub fn send_general(&mut self, chat: i64, user: i64, draft: Draft) -> i64 {
        self.deliver(Place::Shared(chat), user, draft, Topicality::Chat)
    }

    /// A channel posts.
    pub fn channel_post(&mut self, channel: i64, draft: Draft) -> i64 {
        let mut message = self.written(Place::Shared(channel), 0, draft, Topicality::Chat);
        message.from = None;
        message.sender_chat = Some(channel);
        self.post(Place::Shared(channel), message)
    }

    /// The author changes a message: text, caption, media or position. Bots hear of it if anything changed.
    pub fn edit(&mut self, chat: impl Into<Place>, message: i64, draft: Draft) {
        let place = self.settle(chat.into());
        let date = self.date();
        let draft_body = self.body_of(&draft);
        let found = self.message_mut(place, message);
        if found.body == draft_body {
            return;
        }
        found.body = draft_body;
        found.edited = Some(date);
        found.raw.extend(draft.raw);
        self.announce(place, message, true);
    }

    /// A moving location comes to rest: the last position stays.
    pub fn stop_live_location(&mut self, chat: impl Into<Place>, message: i64) {
        let place = self.settle(chat.into());
        let date = self.date();
        let found = self.message_mut(place, message);
        freeze_location(&mut found.body);
        found.edited = Some(date);
        self.announce(place, message, true);
    }

    /// Deletes a message for everyone. No bot hears of it (facts §4.5).
    pub fn delete(&mut self, chat: impl Into<Place>, message: i64) {
        let place = self.settle(chat.into());
        self.room_mut(place).remove(message);
    }

    /// Somebody pins a message.
    pub fn pin(&mut self, chat: impl Into<Place>, user: i64, message: i64) -> i64 {
        let place = self.settle(chat.into());
        self.room_mut(place).pinned.insert(message);
        self.post_pin(place, user, message)
    }

    fn expect_topic(&self, place: Place, thread: i64) {
        let alive = self.room(place).topics.get(&thread).is_some_and(super::Topic::is_alive);
        assert!(alive, "sandbox: there is no topic {thread} in {place:?}");
    }

    pub(super) fn deliver(&mut self, place: Place, user: i64, draft: Draft, topicality: Topicality) -> i64 {
        let message = self.written(place, user, draft, topicality);
        let answered = message.reply_to;
        let id = self.post(place, message);
        self.reply_done(user, place, answered);
        id
    }

    fn written(&mut self, place: Place, user: i64, draft: Draft, topicality: Topicality) -> Message {
        let body = self.body_of(&draft);
        let mut message = Message::new(Some(user), body);
        message.topicality = topicality;
        self.sign(&mut message, place, &draft.sender);
        self.answer(&mut message, place, &draft);
        message.origin = draft.origin.or(message.origin);
        (message.album, message.effect, message.via_bot) = (draft.album, draft.effect, draft.via_bot);
        (message.protected, message.view_once) = (draft.protected, draft.view_once);
        message.raw = draft.raw;
        message
    }

    /// Facts §5: what stands in `from` and `sender_chat` when somebody writes in another name.
    fn sign(&self, message: &mut Message, place: Place, sender: &Sender) {
        match sender {
            Sender::Themselves => {}
            Sender::Group(title) => {
                message.from = Some(GROUP_ANONYMOUS_BOT);
                message.sender_chat = Some(place.chat_id());
                message.signature.clone_from(title);
            }
            Sender::Channel(channel) => {
                message.from = Some(CHANNEL_BOT);
                message.sender_chat = Some(*channel);
            }
            Sender::LinkedChannel(channel, post) => {
                message.from = Some(TELEGRAM);
                message.sender_chat = Some(*channel);
                message.automatic_forward = true;
                let chat = self.chat_json_by_id(*channel);
                message.origin =
                    Some(json!({"type": "channel", "date": self.date(), "chat": chat, "message_id": post}));
            }
        }
    }

    fn answer(&self, message: &mut Message, place: Place, draft: &Draft) {
        message.external_reply.clone_from(&draft.external_reply);
        let room = self.room(place);
        let target = draft.reply_to.and_then(|id| room.message(id));
        if let Some(target) = target {
            let elsewhere = message.topicality != Topicality::Chat && target.topicality != message.topicality;
            if elsewhere {
                message.external_reply = Some(self.external_reply_json(place, target));
            } else {
                message.reply_to = Some(target.id);
            }
        }
        let words = target.and_then(|target| target.body.text.as_deref()).unwrap_or_default();
        message.quote = draft.quote.as_ref().map(|quote| quote_json(quote, words));
    }

    pub(super) fn body_of(&mut self, draft: &Draft) -> Body {
        let mut body = draft.body.clone();
        if let Some(media) = &draft.media {
            let name = media.name.as_deref();
            let file = match &media.key {
                Some(key) => self.files.keyed(key, media.kind, name, &media.looks),
                None => self.files.make(media.kind, name, &media.looks, None),
            };
            body.show(&file.json);
        }
        let id = self.opaque();
        stamp_poll(&mut body.fields, id);
        body
    }

    pub(crate) fn message_mut(&mut self, place: Place, id: i64) -> &mut Message {
        let found = self.room_mut(place).messages.get_mut(&id);
        Arc::make_mut(found.unwrap_or_else(|| panic!("sandbox: there is no message {id} in {place:?}")))
    }
}

impl Body {
    /// Puts a file where this kind shows it; an animation shows it twice, for older bots (SPEC Message).
    pub(crate) fn show(&mut self, file: &Value) {
        let Some(field) = self.kind.file_field() else { return };
        self.fields.insert(field.to_owned(), file.clone());
        if field == "animation" {
            self.fields.insert("document".to_owned(), document_of(file));
        }
    }
}

fn document_of(animation: &Value) -> Value {
    let kept = ["file_id", "file_unique_id", "file_size", "file_name", "mime_type"];
    let fields = animation.as_object().into_iter().flatten().filter(|(key, _)| kept.contains(&key.as_str()));
    Value::Object(fields.map(|(key, value)| (key.clone(), value.clone())).collect())
}

/// A moving location as it stays when it has come to rest.
pub(crate) fn freeze_location(body: &mut Body) {
    if let Some(Value::Object(location)) = body.fields.get_mut("location") {
        for key in ["live_period", "heading", "proximity_alert_radius"] {
            location.remove(key);
        }
    }
}

fn expect_payload(payload: &str) {
    let legal = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '-';
    let fits = (1..=64).contains(&payload.len()) && payload.chars().all(legal);
    assert!(fits, "sandbox: no link starts a bot with {payload:?}");
}

fn quote_json(quote: &QuoteDraft, answered: &str) -> Value {
    let found = answered.find(&quote.text).map(|bytes| answered[..bytes].encode_utf16().count());
    let found = found.and_then(|units| i64::try_from(units).ok()).unwrap_or_default();
    let mut json =
        json!({"text": quote.text, "position": quote.position.unwrap_or(found), "is_manual": true});
    if !quote.entities.is_empty() {
        json["entities"] = Value::Array(quote.entities.clone());
    }
    json
}
