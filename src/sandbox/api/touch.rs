//! What a bot does to a chat without writing: reactions, pins, "is typing".
//! It never checks a thread id given with a chat action; Telegram does not either (facts §0.10).

use super::super::spec::Spec;
use super::super::world::{Message, Room, RoomKind, World};
use super::access::check_block;
use super::{Answer, ApiError, Ask};
use serde_json::{Value, json};

const CHAT_ACTIONS: [&str; 12] = [
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
    "cancel",
];

impl World {
    pub(super) fn send_chat_action(&mut self, ask: &Ask) -> Answer {
        if !ask.text("action").is_some_and(|action| CHAT_ACTIONS.contains(&action)) {
            return Err(ApiError::bad("wrong parameter action in request"));
        }
        let place = self.target(ask)?;
        check_block(self.room(place))?;
        Ok(json!(true))
    }

    /// One standard emoji at most; an album takes it on its first message; an empty list takes it back
    /// (facts §4.4).
    pub(super) fn set_message_reaction(&mut self, ask: &Ask) -> Answer {
        let reactions = ask.items("reaction");
        for reaction in &reactions {
            check_reaction(reaction)?;
        }
        let place = self.target(ask)?;
        let room = self.room(place);
        let id = ask.int("message_id").unwrap_or(0);
        let message = room.message(id).ok_or_else(|| ApiError::not_found("message to react"))?;
        check_block(room)?;
        if reactions.len() > 1 || message.is_service() {
            return Err(ApiError::bad("REACTION_INVALID"));
        }
        if !reactions.iter().all(|reaction| stands_already(message, reaction)) {
            return Err(ApiError::bad("REACTION_INVALID"));
        }
        let target = first_of_album(room, message);
        self.message_mut(place, target).reactions.insert(ask.bot, reactions);
        Ok(json!(true))
    }

    /// Pins a message; the event comes back to the bot as an update (facts §3).
    pub(super) fn pin_chat_message(&mut self, ask: &Ask) -> Answer {
        let place = self.target(ask)?;
        let room = self.room(place);
        let id = ask.int("message_id").unwrap_or(0);
        let message = room.message(id).ok_or_else(|| ApiError::not_found("message to pin"))?;
        if message.is_service() {
            return Err(ApiError::bad("a service message can't be pinned"));
        }
        check_pins(room, ask.bot)?;
        check_block(room)?;
        if self.room_mut(place).pinned.insert(id) {
            let event = self.post_pin(place, ask.bot, id);
            // Nobody is notified of pins in private chats and channels (SPEC).
            let loud = matches!(self.room(place).kind, RoomKind::BasicGroup | RoomKind::Supergroup);
            self.message_mut(place, event).silent = ask.flag("disable_notification") || !loud;
        }
        Ok(json!(true))
    }

    pub(super) fn unpin_chat_message(&mut self, ask: &Ask) -> Answer {
        let place = self.target(ask)?;
        let room = self.room(place);
        let id = ask.int("message_id").or_else(|| room.pinned.last().copied()).unwrap_or(0);
        if room.message(id).is_none() {
            return Err(ApiError::not_found("message to unpin"));
        }
        check_pins(room, ask.bot)?;
        self.room_mut(place).pinned.remove(&id);
        Ok(json!(true))
    }
}

fn check_pins(room: &Room, bot: i64) -> Result<(), ApiError> {
    if room.kind == RoomKind::Private || room.rights(bot).can_pin_messages {
        return Ok(());
    }
    Err(ApiError::bad("not enough rights to manage pinned messages in the chat"))
}

/// A custom emoji is taken where it already stands; that administrators allow some is not modelled.
fn stands_already(message: &Message, reaction: &Value) -> bool {
    let is_custom = reaction.get("type").and_then(Value::as_str) == Some("custom_emoji");
    !is_custom || message.reactions.values().flatten().any(|found| found == reaction)
}

fn check_reaction(reaction: &Value) -> Result<(), ApiError> {
    let field = |key: &str| reaction.get(key).and_then(Value::as_str).unwrap_or_default();
    let known = Spec::get().reactions.iter().any(|emoji| emoji == field("emoji"));
    match field("type") {
        "emoji" if field("emoji").is_empty() => Err(ApiError::bad("invalid reaction type specified")),
        "emoji" if !known => Err(ApiError::bad("REACTION_INVALID")),
        "emoji" | "custom_emoji" => Ok(()),
        _paid_or_unknown => Err(ApiError::bad("invalid reaction type specified")),
    }
}

fn first_of_album(room: &Room, message: &Message) -> i64 {
    let Some(album) = &message.album else { return message.id };
    // An album has ten messages at most, so its first stands no further back than the nine before this one.
    let near = room.messages.range(message.id - 50..message.id);
    near.map(|(_, found)| found)
        .find(|found| found.album.as_ref() == Some(album))
        .map_or(message.id, |found| found.id)
}
