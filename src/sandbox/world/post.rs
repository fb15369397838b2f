//! The one door through which a message enters a chat, and the rules of who hears of it.
//! It never decides whether a message may be sent; that was decided before.

use super::{Kind, Message, Place, Room, RoomKind, Topicality, World};
use serde_json::json;
use std::sync::Arc;

/// Messages reach bots for a day, counted from their date (facts §1.2).
pub(crate) const MESSAGE_LIFE_MS: i64 = 86_400_000;

impl World {
    /// Puts a message at the end of a chat: its id comes from the chat's one counter, service messages
    /// included. (Real private chats share one counter for all of a bot's dialogues; ids that repeat from
    /// chat to chat are the harder case for a bot, so each chat counts for itself here.)
    pub(crate) fn post(&mut self, place: Place, mut message: Message) -> i64 {
        message.date = self.date();
        let room = self.room_mut(place);
        let id = room.next_message;
        room.next_message += 1;
        message.id = id;
        if message.body.fields.contains_key("forum_topic_created") {
            message.topicality = Topicality::Topic(id);
        }
        if message.topicality == Topicality::Chat {
            message.topicality = room.reply_thread(message.reply_to);
        }
        room.index(message.topic_id(), id);
        room.messages.insert(id, Arc::new(message));
        self.bring_keyboard(place, id);
        self.announce(place, id, false);
        id
    }

    /// Tells every bot that may hear it of a new or edited message.
    pub(crate) fn announce(&mut self, place: Place, id: i64, edited: bool) {
        let Some(room) = self.rooms.get(&place) else { return };
        let Some(message) = room.message(id) else { return };
        let kind = match (room.kind, edited) {
            (RoomKind::Channel, false) => "channel_post",
            (RoomKind::Channel, true) => "edited_channel_post",
            (RoomKind::Private | RoomKind::BasicGroup | RoomKind::Supergroup, false) => "message",
            (RoomKind::Private | RoomKind::BasicGroup | RoomKind::Supergroup, true) => "edited_message",
        };
        let hearers: Vec<i64> = match place {
            Place::Private { bot, .. } => vec![bot],
            Place::Shared(_) => room.bots.iter().copied().collect(),
        };
        let hearers: Vec<i64> =
            hearers.into_iter().filter(|bot| self.hears(*bot, room, message, edited)).collect();
        if hearers.is_empty() {
            return;
        }
        let payload = self.message_json(room, message);
        let expires_at = message.date * 1000 + MESSAGE_LIFE_MS;
        for bot in hearers {
            self.push(bot, kind, &payload, expires_at);
        }
    }

    /// Queues an update for a bot.
    pub(crate) fn push(&mut self, bot: i64, kind: &str, payload: &serde_json::Value, expires_at: i64) {
        if let Some(bot) = self.bots.get_mut(&bot) {
            bot.queue.push(kind, payload, expires_at);
        }
    }

    /// A bot's own messages never come back, but for service messages (facts §0.7); edits by bots are
    /// heard by nobody; messages of other bots never come (facts §5). That other bots' service messages do
    /// come is not stated; they are events of the chat, so they are sent here.
    fn hears(&self, bot: i64, room: &Room, message: &Message, edited: bool) -> bool {
        if message.view_once {
            return false;
        }
        let by_a_bot = message.from.is_some_and(|from| self.is_bot(from));
        if by_a_bot {
            return message.is_service() && !edited && is_present(bot, room);
        }
        match room.kind {
            RoomKind::Private => true,
            RoomKind::Channel => room.is_administrator(bot),
            RoomKind::BasicGroup | RoomKind::Supergroup => {
                is_present(bot, room) && (self.sees_all(bot, room) || self.concerns(bot, room, message))
            }
        }
    }

    /// Administrators and bots without privacy mode see everything (facts §5).
    fn sees_all(&self, bot: i64, room: &Room) -> bool {
        room.is_administrator(bot) || self.bots.get(&bot).is_some_and(|bot| !bot.privacy)
    }

    /// What a bot in privacy mode still gets: commands, replies to it, service messages, its mention.
    fn concerns(&self, bot: i64, room: &Room, message: &Message) -> bool {
        let text = message.body.text.as_deref().unwrap_or_default();
        let answers_it =
            message.reply_to.and_then(|id| room.message(id)).is_some_and(|to| to.from == Some(bot));
        let username = self.people.get(&bot).and_then(super::Person::username).unwrap_or_default();
        let command = text.strip_prefix('/').map(|rest| rest.split_whitespace().next().unwrap_or_default());
        let for_it =
            command.is_some_and(|word| word.split_once('@').is_none_or(|(_, name)| name == username));
        message.is_service() || answers_it || for_it || text.contains(&format!("@{username}"))
    }

    /// Adds an event of the chat, in a person's or bot's name.
    pub(crate) fn post_service(
        &mut self,
        place: Place,
        from: i64,
        field: &str,
        value: serde_json::Value,
        topicality: Topicality,
    ) -> i64 {
        let mut message = Message::new(Some(from), super::Body::service(field, value));
        message.topicality = topicality;
        if self.rooms.get(&place).is_some_and(|room| room.kind == RoomKind::Channel) {
            message.from = None;
            message.sender_chat = Some(place.chat_id());
        }
        self.post(place, message)
    }

    /// The bot's or person's pinned-message event.
    pub(crate) fn post_pin(&mut self, place: Place, from: i64, pinned: i64) -> i64 {
        let room = self.room(place);
        let Some(message) = room.message(pinned).cloned() else { return 0 };
        let shown = self.message_json_bare(room, &message);
        self.post_service(place, from, "pinned_message", shown, message.topicality)
    }

    pub(crate) fn room(&self, place: Place) -> &Room {
        self.rooms.get(&place).unwrap_or_else(|| panic!("sandbox: there is no chat {place:?}"))
    }

    pub(crate) fn room_mut(&mut self, place: Place) -> &mut Room {
        self.rooms.get_mut(&place).unwrap_or_else(|| panic!("sandbox: there is no chat {place:?}"))
    }

    /// Fills in which bot a private chat is with when the test did not say.
    pub(crate) fn settle(&self, place: Place) -> Place {
        let Place::Private { bot: 0, user } = place else { return place };
        let with = |place: &&Place| matches!(place, Place::Private { user: found, .. } if *found == user);
        let first = self.rooms.keys().find(with).copied();
        first
            .or_else(|| self.bots.keys().next().map(|bot| Place::Private { bot: *bot, user }))
            .unwrap_or(place)
    }
}

impl Room {
    /// In a supergroup a reply outside any topic opens, or goes on with, a thread: its messages carry the
    /// root's id without standing in a topic (facts §3). A reply to a topic's message from outside stands in
    /// no thread here; Telegram's answer to that is not known.
    pub fn reply_thread(&self, reply_to: Option<i64>) -> Topicality {
        let answered = reply_to.and_then(|id| self.message(id));
        match (self.kind, answered.map(|message| (message.id, message.topicality))) {
            (RoomKind::Supergroup, Some((id, Topicality::Chat))) => Topicality::Thread(id),
            (RoomKind::Supergroup, Some((_, Topicality::Thread(root)))) => Topicality::Thread(root),
            (RoomKind::Supergroup, Some((_, Topicality::Topic(_))) | None)
            | (RoomKind::Private | RoomKind::BasicGroup | RoomKind::Channel, _) => Topicality::Chat,
        }
    }

    /// Whether messages of that kind may be sent by somebody without rights.
    pub fn permits(&self, kind: Kind) -> bool {
        let may = &self.permissions;
        match kind {
            Kind::Photo => may.can_send_photos,
            Kind::Video => may.can_send_videos,
            Kind::Audio => may.can_send_audios,
            Kind::Document => may.can_send_documents,
            Kind::Voice => may.can_send_voice_notes,
            Kind::VideoNote => may.can_send_video_notes,
            Kind::Poll => may.can_send_polls,
            Kind::Sticker | Kind::Animation | Kind::Game => may.can_send_other_messages,
            Kind::Text
            | Kind::Rich
            | Kind::Contact
            | Kind::Location
            | Kind::Venue
            | Kind::Dice
            | Kind::Story
            | Kind::Checklist
            | Kind::PaidMedia
            | Kind::Giveaway
            | Kind::GiveawayWinners
            | Kind::Invoice
            | Kind::Service
            | Kind::Unknown => may.can_send_messages,
        }
    }
}

fn is_present(bot: i64, room: &Room) -> bool {
    room.kind == RoomKind::Private || room.is_member(bot)
}

/// The `Chat` of a message, and the shape that never changes with the viewer.
pub(crate) fn shared_chat_json(room: &Room) -> serde_json::Value {
    let mut chat = json!({"id": room.place.chat_id(), "type": room.kind.name(), "title": room.title});
    if room.forum {
        chat["is_forum"] = json!(true);
    }
    chat
}
