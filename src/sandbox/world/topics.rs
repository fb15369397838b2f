//! Forum topics: made, renamed, closed, reopened and deleted, by people and by bots.
//! It never checks rights; people's acts need none here, and bots' are checked before.

use super::{Body, Kind, Message, Place, Topicality, World};
use serde_json::{Map, Value, json};

/// Names are cut at this many characters (facts §1.2).
const NAME_LENGTH: usize = 128;
/// The colour of a topic when nobody chose one: the first of the six allowed (facts §3).
pub(crate) const ICON_COLORS: [i64; 6] =
    [7_322_096, 16_766_590, 13_338_331, 9_367_192, 16_749_490, 16_478_047];

/// A topic of a forum.
#[derive(Debug, Clone)]
pub(crate) struct Topic {
    pub name: String,
    pub icon_color: i64,
    pub icon: Option<String>,
    pub closed: bool,
    /// When it was deleted, in milliseconds.
    pub deleted_at: Option<i64>,
    pub created_by: i64,
}

impl Topic {
    pub fn is_alive(&self) -> bool {
        self.deleted_at.is_none()
    }
}

/// A topic's name as Telegram keeps it: without blanks around it, cut to its length.
pub(crate) fn clean_name(name: &str) -> String {
    let spaced: String = name.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    spaced.trim().chars().take(NAME_LENGTH).collect::<String>().trim_end().to_owned()
}

impl World {
    /// Somebody of the staff makes a topic by hand. Its id is that of its first message.
    pub fn create_topic(&mut self, chat: i64, user: i64, name: &str) -> i64 {
        self.open_topic(Place::Shared(chat), user, name, ICON_COLORS[0], None)
    }

    /// Somebody of the staff renames a topic.
    pub fn rename_topic(&mut self, chat: i64, thread: i64, user: i64, name: &str) {
        self.alter_topic(Place::Shared(chat), thread, user, Some(name), None);
    }

    /// Somebody of the staff gives a topic another icon; an empty one takes it away.
    pub fn set_topic_icon(&mut self, chat: i64, thread: i64, user: i64, custom_emoji_id: &str) {
        self.alter_topic(Place::Shared(chat), thread, user, None, Some(custom_emoji_id));
    }

    /// Somebody of the staff closes a topic.
    pub fn close_topic(&mut self, chat: i64, thread: i64, user: i64) {
        self.shut_topic(Place::Shared(chat), thread, user, true);
    }

    /// Somebody of the staff reopens a topic.
    pub fn reopen_topic(&mut self, chat: i64, thread: i64, user: i64) {
        self.shut_topic(Place::Shared(chat), thread, user, false);
    }

    /// Somebody of the staff closes or reopens General.
    pub fn set_general_closed(&mut self, chat: i64, user: i64, closed: bool) {
        let place = Place::Shared(chat);
        self.room_mut(place).general_closed = closed;
        let event = if closed { "forum_topic_closed" } else { "forum_topic_reopened" };
        self.post_service(place, user, event, json!({}), Topicality::Chat);
    }

    /// A topic is deleted with all that stands in it. No bot hears of it (facts §3).
    pub fn delete_topic(&mut self, chat: i64, thread: i64) {
        let now = self.now;
        let room = self.room_mut(Place::Shared(chat));
        for id in room.by_topic.remove(&thread).unwrap_or_default() {
            room.remove(id);
        }
        if let Some(topic) = room.topics.get_mut(&thread) {
            topic.deleted_at.get_or_insert(now);
        }
    }

    /// Makes a topic: its event is its first message, its root, and lends it its id (facts §3).
    pub(crate) fn open_topic(
        &mut self,
        place: Place,
        by: i64,
        name: &str,
        color: i64,
        icon: Option<&str>,
    ) -> i64 {
        let name = clean_name(name);
        let mut event = json!({"name": name, "icon_color": color});
        if let Some(icon) = icon {
            event["icon_custom_emoji_id"] = json!(icon);
        }
        let icon = icon.map(str::to_owned);
        let topic = Topic { name, icon_color: color, icon, closed: false, deleted_at: None, created_by: by };
        let id = self.room(place).next_message;
        self.room_mut(place).topics.insert(id, topic);
        self.post_service(place, by, "forum_topic_created", event, Topicality::Chat)
    }

    /// Renames a topic or changes its icon. False when nothing would change.
    pub(crate) fn alter_topic(
        &mut self,
        place: Place,
        thread: i64,
        by: i64,
        name: Option<&str>,
        icon: Option<&str>,
    ) -> bool {
        let Some(topic) = self.room_mut(place).topics.get_mut(&thread) else { return false };
        // The event carries only what changed; an empty icon id means that the icon is gone (facts §3).
        let mut event = Map::new();
        let name = name.map(clean_name).filter(|name| !name.is_empty() && *name != topic.name);
        if let Some(name) = name {
            event.insert("name".into(), json!(name));
            topic.name = name;
        }
        let icon = icon.filter(|icon| *icon != topic.icon.as_deref().unwrap_or_default());
        if let Some(icon) = icon {
            event.insert("icon_custom_emoji_id".into(), json!(icon));
            topic.icon = Some(icon.to_owned()).filter(|icon| !icon.is_empty());
        }
        if event.is_empty() {
            return false;
        }
        self.post_service(place, by, "forum_topic_edited", Value::Object(event), Topicality::Topic(thread));
        true
    }

    /// Closes or reopens a topic. False when it is so already.
    pub(crate) fn shut_topic(&mut self, place: Place, thread: i64, by: i64, closed: bool) -> bool {
        let Some(topic) = self.room_mut(place).topics.get_mut(&thread) else { return false };
        if topic.closed == closed {
            return false;
        }
        topic.closed = closed;
        let event = if closed { "forum_topic_closed" } else { "forum_topic_reopened" };
        self.post_service(place, by, event, json!({}), Topicality::Topic(thread));
        true
    }

    /// What an answer to a message of another chat or topic shows of it.
    pub(crate) fn external_reply_json(&self, place: Place, message: &Message) -> Value {
        let mut info = Map::new();
        if let Place::Shared(_) = place {
            info.insert("chat".into(), self.chat_json(self.room(place)));
            info.insert("message_id".into(), json!(message.id));
        }
        info.insert("origin".into(), self.origin_json(place, message));
        let Body { kind, fields, spoiler, .. } = &message.body;
        if !matches!(kind, Kind::Text | Kind::Rich | Kind::Service | Kind::Unknown) {
            info.extend(fields.clone());
        }
        if *spoiler {
            info.insert("has_media_spoiler".into(), json!(true));
        }
        Value::Object(info)
    }

    /// Where a message would be said to come from when it is forwarded (SPEC MessageOrigin). A forward of
    /// a forward keeps its first origin.
    pub(crate) fn origin_json(&self, place: Place, message: &Message) -> Value {
        if let Some(origin) = &message.origin {
            return origin.clone();
        }
        let date = message.date;
        let mut origin = match (message.from, message.sender_chat) {
            (None, Some(chat)) => {
                let chat = self.chat_json_by_id(chat);
                json!({"type": "channel", "date": date, "chat": chat, "message_id": message.id})
            }
            (Some(_), Some(chat)) => {
                json!({"type": "chat", "date": date, "sender_chat": self.chat_json_by_id(chat)})
            }
            (Some(from), None) => return self.person_origin(from, date),
            (None, None) => return self.person_origin(place.chat_id(), date),
        };
        if let Some(signature) = &message.signature {
            origin["author_signature"] = json!(signature);
        }
        origin
    }

    fn person_origin(&self, from: i64, date: i64) -> Value {
        match self.people.get(&from).filter(|person| person.hides_forwards()) {
            Some(person) => {
                json!({"type": "hidden_user", "date": date, "sender_user_name": person.full_name()})
            }
            None => json!({"type": "user", "date": date, "sender_user": self.user_json(from)}),
        }
    }
}
