//! Whether a bot may see a chat and write there.
//! It never looks at what is written.

use super::super::world::{Kind, Place, Room, RoomKind, Standing, World};
use super::{ApiError, Ask};
use serde_json::Value;

/// What a request wants of a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    Read,
    Write,
}

impl World {
    /// The chat that a request writes to.
    pub(super) fn target(&self, ask: &Ask) -> Result<Place, ApiError> {
        self.place_of(ask.bot, ask.get("chat_id"), Access::Write)
    }

    /// The chat of that id, if the bot has it and may use it so (facts §2.2).
    pub(super) fn place_of(&self, bot: i64, chat: Option<&Value>, access: Access) -> Result<Place, ApiError> {
        let Some(chat) = chat else { return Err(ApiError::bad("chat_id is empty")) };
        let unknown = || ApiError::bad("chat not found");
        // Chats have no usernames in this world; bots do.
        let id = match chat.as_str() {
            Some(name) => self.bot_named(name.trim_start_matches('@')).ok_or_else(unknown)?,
            None => chat.as_i64().ok_or_else(unknown)?,
        };
        if id > 0 {
            return self.private_place(bot, id, access);
        }
        let place = Place::Shared(id);
        let room = self.rooms.get(&place).ok_or_else(unknown)?;
        check_shared(room, bot, access)?;
        Ok(place)
    }

    fn bot_named(&self, username: &str) -> Option<i64> {
        let is_it =
            |person: &&super::super::world::Person| person.is_bot && person.username() == Some(username);
        self.people.values().find(is_it).map(|person| person.id)
    }

    fn private_place(&self, bot: i64, user: i64, access: Access) -> Result<Place, ApiError> {
        let place = Place::Private { bot, user };
        let Some(person) = self.people.get(&user) else { return Err(ApiError::bad("chat not found")) };
        if person.is_bot {
            return Err(ApiError::forbidden("the bot can't send messages to the bot"));
        }
        if access == Access::Write && person.deactivated {
            return Err(ApiError::forbidden("user is deactivated"));
        }
        if self.rooms.contains_key(&place) {
            return Ok(place);
        }
        // Known from a common chat, but never pressed Start; a person never met is no chat at all.
        if access == Access::Write && self.has_met(bot, user) {
            return Err(ApiError::forbidden("bot can't initiate conversation with a user"));
        }
        Err(ApiError::bad("chat not found"))
    }

    /// Whether the bot may send that kind of message there. A block is noticed only here: the server asks
    /// Telegram itself, after everything else was in order.
    pub(super) fn may_send(&self, bot: i64, place: Place, kind: Kind) -> Result<(), ApiError> {
        let room = self.room(place);
        if room.kind == RoomKind::Channel && !room.rights(bot).can_post_messages {
            return Err(ApiError::bad("need administrator rights in the channel chat"));
        }
        if room.kind != RoomKind::Private && !room.is_administrator(bot) && !room.permits(kind) {
            return Err(ApiError::bad(format!("not enough rights to send {} to the chat", kind.plural())));
        }
        check_block(room)
    }
}

pub(super) fn check_block(room: &Room) -> Result<(), ApiError> {
    if room.blocked { Err(ApiError::forbidden("bot was blocked by the user")) } else { Ok(()) }
}

fn check_shared(room: &Room, bot: i64, access: Access) -> Result<(), ApiError> {
    let chat = match room.kind {
        RoomKind::Private => return Ok(()),
        RoomKind::BasicGroup => "group chat",
        RoomKind::Supergroup => "supergroup chat",
        RoomKind::Channel => "channel chat",
    };
    // A basic group can still be read by a bot that is out of it; a private supergroup cannot.
    let matters = access == Access::Write || room.kind != RoomKind::BasicGroup;
    if let Some(new) = room.migrated_to.filter(|_| access == Access::Write) {
        return Err(ApiError::migrated(new));
    }
    if room.gone && access == Access::Write {
        return Err(ApiError::forbidden("the group chat was deleted"));
    }
    match room.standing(bot) {
        None => Err(ApiError::bad("chat not found")),
        Some(Standing::Kicked) if matters => {
            Err(ApiError::forbidden(&format!("bot was kicked from the {chat}")))
        }
        Some(Standing::Left) if matters => {
            Err(ApiError::forbidden(&format!("bot is not a member of the {chat}")))
        }
        Some(
            Standing::Creator
            | Standing::Administrator(_)
            | Standing::Member
            | Standing::Left
            | Standing::Kicked,
        ) => Ok(()),
    }
}
