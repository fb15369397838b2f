//! How messages, chats and members look in JSON.
//! It never changes anything.

use super::post::shared_chat_json;
use super::{Message, Place, Room, Topicality, World};
use serde_json::{Map, Value, json};

impl World {
    /// The chat as `Chat`.
    pub(crate) fn chat_json(&self, room: &Room) -> Value {
        match room.place {
            Place::Private { user, .. } => {
                let mut chat = self.people.get(&user).map(super::Person::names).unwrap_or_default();
                chat.insert("id".into(), json!(user));
                chat.insert("type".into(), json!("private"));
                Value::Object(chat)
            }
            Place::Shared(_) => shared_chat_json(room),
        }
    }

    /// A chat by its id; one nobody knows is shown as a channel without a name.
    pub(crate) fn chat_json_by_id(&self, id: i64) -> Value {
        let unknown = || json!({"id": id, "type": "channel", "title": ""});
        self.rooms.get(&Place::Shared(id)).map_or_else(unknown, |room| self.chat_json(room))
    }

    /// The message as `Message`, with the message it answers.
    pub(crate) fn message_json(&self, room: &Room, message: &Message) -> Value {
        let mut json = self.message_json_bare(room, message);
        if let Some(answered) = self.answered(room, message) {
            json["reply_to_message"] = answered;
        }
        json
    }

    /// What a message answers: its target, or else its topic's root while the server has that in mind
    /// (facts §3: General has no root, and a reply elsewhere shows the root beside `external_reply`).
    fn answered(&self, room: &Room, message: &Message) -> Option<Value> {
        let implied = match message.topicality {
            Topicality::Topic(first) if first != message.id && self.rules.roots_cached => Some(first),
            Topicality::Topic(_) | Topicality::Chat | Topicality::Thread(_) => None,
        };
        let target = message.reply_to.or(implied)?;
        let target = room.message(target)?;
        Some(self.message_json_bare(room, target))
    }

    /// The message without the one it answers, as it stands inside others.
    pub(crate) fn message_json_bare(&self, room: &Room, message: &Message) -> Value {
        let mut map = message.body.json();
        map.insert("message_id".into(), json!(message.id));
        map.insert("date".into(), json!(message.date));
        map.insert("chat".into(), self.chat_json(room));
        self.add_sender(&mut map, message);
        add_place(&mut map, message);
        add_links(&mut map, message);
        if message.protected || room.protected {
            map.insert("has_protected_content".into(), json!(true));
        }
        if let Some(bot) = message.via_bot {
            map.insert("via_bot".into(), self.user_json(bot));
        }
        // Shown to the bot that wrote it, or to those of the chat: for either, the author is who matters.
        if !message.answers_known_to(self.author_bot(message), room.place) {
            hide_answers(&mut map);
        }
        map.extend(message.raw.clone());
        Value::Object(map)
    }

    fn author_bot(&self, message: &Message) -> i64 {
        message.from.filter(|from| self.is_bot(*from)).unwrap_or_default()
    }

    fn add_sender(&self, map: &mut Map<String, Value>, message: &Message) {
        if let Some(from) = message.from {
            map.insert("from".into(), self.user_json(from));
        }
        if let Some(chat) = message.sender_chat {
            map.insert("sender_chat".into(), self.chat_json_by_id(chat));
        }
        if let Some(signature) = &message.signature {
            map.insert("author_signature".into(), json!(signature));
        }
    }

    /// An account's standing in a chat, as `ChatMember`.
    pub(crate) fn member_json(&self, room: &Room, account: i64) -> Value {
        let standing = room.standing(account).unwrap_or(super::Standing::Left);
        standing.json(self.user_json(account), room.kind)
    }

    /// The message as a button press shows it: in full, or as a mere trace when it is gone.
    pub(crate) fn maybe_inaccessible(&self, room: &Room, id: i64) -> Value {
        match room.message(id) {
            Some(message) => self.message_json(room, message),
            None => json!({"chat": self.chat_json(room), "message_id": id, "date": 0}),
        }
    }
}

impl super::Body {
    /// The fields of a message that its content fills.
    pub(crate) fn json(&self) -> Map<String, Value> {
        let mut map = self.fields.clone();
        let (text, entities) =
            if self.kind.takes_caption() { ("caption", "caption_entities") } else { ("text", "entities") };
        if let Some(words) = self.text.as_ref().filter(|words| !words.is_empty()) {
            map.insert(text.into(), json!(words));
        }
        if !self.entities.is_empty() {
            map.insert(entities.into(), Value::Array(self.entities.clone()));
        }
        if self.spoiler {
            map.insert("has_media_spoiler".into(), json!(true));
        }
        if self.caption_above {
            map.insert("show_caption_above_media".into(), json!(true));
        }
        map
    }
}

fn hide_answers(map: &mut Map<String, Value>) {
    if let Some(Value::Object(poll)) = map.get_mut("poll") {
        poll.retain(|key, _| key != "correct_option_ids" && !key.starts_with("explanation"));
    }
}

fn add_place(map: &mut Map<String, Value>, message: &Message) {
    match message.topicality {
        Topicality::Chat => {}
        Topicality::Thread(root) => {
            map.insert("message_thread_id".into(), json!(root));
        }
        Topicality::Topic(id) => {
            map.insert("message_thread_id".into(), json!(id));
            map.insert("is_topic_message".into(), json!(true));
        }
    }
    if let Some(album) = &message.album {
        map.insert("media_group_id".into(), json!(album));
    }
    if let Some(effect) = &message.effect {
        map.insert("effect_id".into(), json!(effect));
    }
    if let Some(date) = message.edited {
        map.insert("edit_date".into(), json!(date));
    }
}

fn add_links(map: &mut Map<String, Value>, message: &Message) {
    let fields = [
        ("forward_origin", &message.origin),
        ("external_reply", &message.external_reply),
        ("quote", &message.quote),
        ("reply_markup", &message.inline_keyboard),
    ];
    for (name, value) in fields {
        if let Some(value) = value {
            map.insert(name.into(), value.clone());
        }
    }
    if message.automatic_forward {
        map.insert("is_automatic_forward".into(), json!(true));
    }
}
