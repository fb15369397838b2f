//! What people do to messages besides writing: they react and press buttons.
//! It never judges how soon the bot answers; that is written down and compared when it does.

use super::post::MESSAGE_LIFE_MS;
use super::{Asked, GROUP_ANONYMOUS_BOT, Place, RoomKind, World, scramble};
use serde_json::{Value, json};

/// Pressed buttons and payments wait this long in the queue (facts §1.2).
pub(crate) const QUESTION_LIFE_MS: i64 = 150_000;

/// What the bot answered to a pressed button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallbackAnswer {
    /// The notice's text, if there was one.
    pub text: Option<String>,
    /// A window to be closed instead of a notice that fades.
    pub show_alert: bool,
    /// A link to open.
    pub url: Option<String>,
    /// When it was answered, in milliseconds.
    pub at: i64,
}

impl World {
    /// A person reacts with these emoji; with none, takes the reaction back.
    pub fn react(&mut self, user: i64, chat: impl Into<Place>, message: i64, emoji: &[&str]) {
        let reactions = standard(emoji);
        self.react_with(user, chat, message, &reactions);
    }

    /// A person reacts with any reactions, as `ReactionType` JSON.
    pub fn react_with(&mut self, user: i64, chat: impl Into<Place>, message: i64, reactions: &[Value]) {
        let actor = ("user", self.user_json(user));
        self.set_reaction(user, actor, chat.into(), message, reactions);
    }

    /// An anonymous administrator reacts: the group stands for the person (facts §4.4).
    pub fn react_anonymously(&mut self, chat: i64, message: i64, emoji: &[&str]) {
        let reactions = standard(emoji);
        let actor = ("actor_chat", self.chat_json_by_id(chat));
        self.set_reaction(chat, actor, Place::Shared(chat), message, &reactions);
    }

    fn set_reaction(&mut self, actor: i64, shown: (&str, Value), place: Place, message: i64, new: &[Value]) {
        let place = self.settle(place);
        let old = self.message_mut(place, message).reactions.insert(actor, new.to_vec()).unwrap_or_default();
        if old == new {
            return;
        }
        let room = self.room(place);
        let mut payload = json!({
            "chat": self.chat_json(room), "message_id": message, "date": self.date(),
            "old_reaction": old, "new_reaction": new,
        });
        payload[shown.0] = shown.1;
        // In groups only administrators hear of reactions; nobody is told the topic (facts §4.4).
        let hearers: Vec<i64> = match place {
            Place::Private { bot, .. } => vec![bot],
            Place::Shared(_) => room.bots.iter().copied().filter(|bot| room.is_administrator(*bot)).collect(),
        };
        let expires_at = self.now + MESSAGE_LIFE_MS;
        for bot in hearers {
            self.push(bot, "message_reaction", &payload, expires_at);
        }
    }

    /// A person presses a button under a bot's message; returns the query's id. Any data goes through, as
    /// from an application that shows an old keyboard; also under a message that is gone, which the bot
    /// then sees as inaccessible.
    pub fn press(&mut self, user: i64, chat: impl Into<Place>, message: i64, data: &str) -> String {
        self.query(user, chat.into(), message, data)
    }

    /// A person presses the button with that text under a message, as it stands there now. A button that is
    /// gone, or that only opens a link, asks the bot nothing and cannot be pressed so.
    pub fn press_button(&mut self, user: i64, chat: impl Into<Place>, message: i64, text: &str) -> String {
        let place = chat.into();
        let data = self.data_behind(place, message, text);
        self.query(user, place, message, &data)
    }

    /// A press that shows no person. Whether an anonymous administrator's press shows them is not verified:
    /// by common practice it does (`press`), but a bot must bear that it does not (facts §5).
    pub fn press_anonymously(&mut self, chat: i64, message: i64, data: &str) -> String {
        self.query(GROUP_ANONYMOUS_BOT, Place::Shared(chat), message, data)
    }

    fn data_behind(&self, place: Place, message: i64, text: &str) -> String {
        let shown = self.shown(place, message);
        let shown = shown.unwrap_or_else(|| panic!("sandbox: there is no message {message} in {place:?}"));
        let data = shown.data_of(text).map(str::to_owned);
        data.unwrap_or_else(|| panic!("sandbox: no button {text:?} asks the bot: {:?}", shown.buttons))
    }

    fn query(&mut self, user: i64, place: Place, message: i64, data: &str) -> String {
        let place = self.settle(place);
        let id = (4_000_000_000_000_000_000 + self.opaque() % 900_000_000_000_000_000).to_string();
        let room = self.room(place);
        let bot = self.bot_behind(place, message);
        let payload = json!({
            "id": id, "from": self.user_json(user), "data": data,
            "message": self.maybe_inaccessible(room, message),
            "chat_instance": scramble(place.chat_id().unsigned_abs()).to_string(),
        });
        let until = self.now + self.rules.callback_deadline_ms;
        self.bot_mut(bot).asked.insert(id.clone(), Asked::Callback { until });
        let expires_at = self.now + QUESTION_LIFE_MS;
        self.push(bot, "callback_query", &payload, expires_at);
        id
    }

    /// What the bot answered to a pressed button, if it did.
    pub fn callback_answer(&self, query: &str) -> Option<&CallbackAnswer> {
        self.callback_answers.get(query)
    }

    /// All answers to pressed buttons, by query id.
    pub fn callback_answers(&self) -> impl Iterator<Item = (&String, &CallbackAnswer)> {
        self.callback_answers.iter()
    }

    /// Whose button it is: the message's author, or when it is gone any bot of the chat.
    fn bot_behind(&self, place: Place, message: i64) -> i64 {
        let room = self.room(place);
        let author = room.message(message).and_then(|message| message.via_bot.or(message.from));
        match (room.kind, author.filter(|author| self.is_bot(*author))) {
            (_, Some(bot)) => bot,
            (RoomKind::Private, None) => match place {
                Place::Private { bot, .. } => bot,
                Place::Shared(_) => 0,
            },
            (RoomKind::BasicGroup | RoomKind::Supergroup | RoomKind::Channel, None) => {
                room.bots.iter().next().copied().unwrap_or_default()
            }
        }
    }
}

fn standard(emoji: &[&str]) -> Vec<Value> {
    emoji.iter().map(|emoji| json!({"type": "emoji", "emoji": emoji})).collect()
}
