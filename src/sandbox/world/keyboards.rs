//! Reply keyboards: what stands in place of a person's own keyboard, and what its keys do.
//! It never shows inline keyboards; those belong to their messages.

use super::{Draft, Message, Place, Room, RoomKind, World};
use serde_json::{Map, Value};

/// A keyboard as a person has it in a chat now.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "Telegram's own options")]
pub struct Keyboard {
    /// The message that brought it.
    pub message_id: i64,
    /// Its keys, row by row.
    pub rows: Vec<Vec<Key>>,
    /// It was for one time and has been used: folded away, but still to be had.
    pub folded: bool,
    /// It folds away when it is used.
    pub one_time: bool,
    /// It is as high as its rows need.
    pub resized: bool,
    /// It stays when the person's own keyboard is hidden.
    pub persistent: bool,
    /// What stands in the input field.
    pub placeholder: Option<String>,
}

/// A key of a reply keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// What stands on it, and what it sends if it does nothing else.
    pub text: String,
    /// What else it does: `request_contact`, `web_app`, …
    pub does: Option<String>,
}

/// The message whose keyboard, or forced reply, a person has before them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Brought {
    pub message: i64,
    folded: bool,
}

impl World {
    /// The reply keyboard a person has in a chat, folded or not.
    pub fn keyboard(&self, user: i64, chat: impl Into<Place>) -> Option<Keyboard> {
        let (message, folded) = self.brought(user, self.settle(chat.into()))?;
        let markup = message.reply_keyboard.as_ref()?.as_object()?;
        let flag = |key: &str| markup.get(key).and_then(Value::as_bool).unwrap_or(false);
        let rows = markup.get("keyboard")?.as_array()?.iter();
        Some(Keyboard {
            message_id: message.id,
            rows: rows.map(|row| row.as_array().into_iter().flatten().map(Key::of).collect()).collect(),
            folded,
            one_time: flag("one_time_keyboard"),
            resized: flag("resize_keyboard"),
            persistent: flag("is_persistent"),
            placeholder: markup.get("input_field_placeholder").and_then(Value::as_str).map(str::to_owned),
        })
    }

    /// The message that a person's application is about to answer because the bot forces it.
    pub fn forced_reply(&self, user: i64, chat: impl Into<Place>) -> Option<i64> {
        let (message, _) = self.brought(user, self.settle(chat.into()))?;
        message.reply_keyboard.as_ref()?.get("force_reply").map(|_| message.id)
    }

    /// A person presses the key with that text, which is sent as a message; in a group it answers the
    /// message that brought the keyboard. A key that is not on the keyboard, or does something else, cannot
    /// be pressed so; to send the text of a keyboard that is gone, send it as any other.
    pub fn press_key(&mut self, user: i64, chat: impl Into<Place>, text: &str) -> i64 {
        let place = self.settle(chat.into());
        let message = self.key(user, place, |key| key.text == text && key.does.is_none());
        let draft = match place {
            Place::Private { .. } => Draft::text(text),
            Place::Shared(_) => Draft::text(text).reply_to(message),
        };
        self.strike_key(user, place, message, draft)
    }

    /// A person presses the key that shares their number, and agrees: their own card with that number is
    /// sent, as an answer to the message that brought the key (see `Rules::contact_answers_its_key`).
    pub fn press_contact_key(&mut self, user: i64, chat: impl Into<Place>, phone: &str) -> i64 {
        let place = self.settle(chat.into());
        let message = self.key(user, place, |key| key.does.as_deref() == Some("request_contact"));
        let person = self.person_mut(user);
        let (first, last) = (person.first_name().to_owned(), person.last_name().map(str::to_owned));
        let mut draft = Draft::contact_of(phone, &first, user);
        if let (Some(last), Some(contact)) = (last, draft.body.fields.get_mut("contact")) {
            contact["last_name"] = Value::String(last);
        }
        if self.rules.contact_answers_its_key {
            draft = draft.reply_to(message);
        }
        self.strike_key(user, place, message, draft)
    }

    fn strike_key(&mut self, user: i64, place: Place, message: i64, draft: Draft) -> i64 {
        let topicality = match place {
            Place::Private { .. } => super::Topicality::Chat,
            Place::Shared(_) => self.message_mut(place, message).topicality,
        };
        let sent = self.deliver(place, user, draft, topicality);
        let room = self.room_mut(place);
        let one_time = room.message(message).is_some_and(|message| is_one_time(message));
        if let Some(brought) = room.keyboards.get_mut(&user) {
            brought.folded = one_time;
        }
        sent
    }

    /// The message that brought the key; a key that only looks like it is another.
    fn key(&self, user: i64, place: Place, is_it: impl Fn(&Key) -> bool) -> i64 {
        let keyboard = self.keyboard(user, place);
        let keyboard = keyboard.unwrap_or_else(|| panic!("sandbox: {user} has no keyboard in {place:?}"));
        let is_there = keyboard.rows.iter().flatten().any(is_it);
        assert!(is_there, "sandbox: there is no such key: {:?}", keyboard.rows);
        keyboard.message_id
    }

    fn brought(&self, user: i64, place: Place) -> Option<(&Message, bool)> {
        let room = self.rooms.get(&place)?;
        let brought = room.keyboards.get(&user)?;
        room.message(brought.message).map(|message| (message.as_ref(), brought.folded))
    }

    /// A message of a bot puts up a keyboard, takes it away, or forces a reply. There is one place for all
    /// of them: what came last counts (TDLib, `chat.reply_markup_message_id`).
    pub(crate) fn bring_keyboard(&mut self, place: Place, id: i64) {
        let Some(room) = self.rooms.get(&place) else { return };
        let Some(message) = room.message(id) else { return };
        let Some(markup) = message.reply_keyboard.as_ref() else { return };
        let flag = |key: &str| markup.get(key).and_then(Value::as_bool).unwrap_or(false);
        let readers = self.readers(room, message, flag("selective"));
        let removes = flag("remove_keyboard");
        let room = self.room_mut(place);
        for user in readers {
            if removes {
                room.keyboards.remove(&user);
            } else {
                room.keyboards.insert(user, Brought { message: id, folded: false });
            }
        }
    }

    /// A person has answered a message; a reply that was forced is forced no more.
    pub(crate) fn reply_done(&mut self, user: i64, place: Place, answered: Option<i64>) {
        if answered.is_some() && self.forced_reply(user, place) == answered {
            self.room_mut(place).keyboards.remove(&user);
        }
    }

    /// Whom a keyboard is for: everybody who is there, or those who are mentioned or answered
    /// (SPEC ReplyKeyboardMarkup.selective). Channels have none.
    fn readers(&self, room: &Room, message: &Message, selective: bool) -> Vec<i64> {
        match (room.place, room.kind) {
            (Place::Private { user, .. }, _) => vec![user],
            (Place::Shared(_), RoomKind::Channel) => Vec::new(),
            (Place::Shared(_), RoomKind::Private | RoomKind::BasicGroup | RoomKind::Supergroup) => {
                let people = room.members.keys().copied();
                let people = people.filter(|user| room.is_member(*user) && !self.is_bot(*user));
                people.filter(|user| !selective || self.is_meant(room, message, *user)).collect()
            }
        }
    }

    fn is_meant(&self, room: &Room, message: &Message, user: i64) -> bool {
        let answered = message.reply_to.and_then(|id| room.message(id));
        let name = self.people.get(&user).and_then(super::Person::username);
        let text = message.body.text.as_deref().unwrap_or_default();
        let named = name.is_some_and(|name| {
            let of_a_name = |sign: char| sign.is_ascii_alphanumeric() || sign == '_' || sign == '@';
            text.split(|sign| !of_a_name(sign)).any(|word| word.strip_prefix('@') == Some(name))
        });
        let linked = message
            .body
            .entities
            .iter()
            .any(|entity| entity.pointer("/user/id").and_then(Value::as_i64) == Some(user));
        named || linked || answered.is_some_and(|answered| answered.from == Some(user))
    }
}

fn is_one_time(message: &Message) -> bool {
    let markup = message.reply_keyboard.as_ref();
    markup.and_then(|markup| markup.get("one_time_keyboard")?.as_bool()).unwrap_or(false)
}

impl Key {
    fn of(value: &Value) -> Self {
        let nothing = Map::new();
        let fields = value.as_object().unwrap_or(&nothing);
        let looks = ["text", "icon_custom_emoji_id", "style"];
        let counts = |key: &str, value: &Value| !looks.contains(&key) && *value != Value::Bool(false);
        Self {
            text: fields.get("text").and_then(Value::as_str).unwrap_or_default().to_owned(),
            does: fields.iter().find(|(key, value)| counts(key, value)).map(|(key, _)| key.clone()),
        }
    }
}
