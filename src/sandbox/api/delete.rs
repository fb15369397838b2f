//! Deleting messages.
//! It never tells anybody: no bot gets an update for a deletion (facts §4.5).

use super::super::world::{Message, Place, World};
use super::access::check_block;
use super::copy::message_ids;
use super::{Answer, ApiError, Ask};
use serde_json::json;

/// Bots delete nothing older than this (facts §0.9).
const DELETABLE_SECONDS: i64 = 48 * 3600;
/// A dice in a private chat can only be deleted once it is this old (SPEC deleteMessage).
const DICE_SECONDS: i64 = 24 * 3600;

impl World {
    pub(super) fn delete_message(&mut self, ask: &Ask) -> Answer {
        let place = self.target(ask)?;
        let Some(id) = ask.int("message_id").filter(|id| *id > 0) else {
            return Err(ApiError::bad("message identifier is not specified"));
        };
        let message = self.room(place).message(id).ok_or_else(|| ApiError::not_found("message to delete"))?;
        self.check_deletable(ask.bot, place, message)?;
        self.room_mut(place).remove(id);
        Ok(json!(true))
    }

    /// Ids that are not found are skipped; one that may not be deleted keeps all of them (SPEC; TDLib checks
    /// every message before it deletes any).
    pub(super) fn delete_messages(&mut self, ask: &Ask) -> Answer {
        let ids = message_ids(ask)?;
        let place = self.target(ask)?;
        let room = self.room(place);
        for message in ids.iter().filter_map(|id| room.message(*id)) {
            self.check_deletable(ask.bot, place, message)?;
        }
        let room = self.room_mut(place);
        for id in ids {
            room.remove(id);
        }
        Ok(json!(true))
    }

    fn check_deletable(&self, bot: i64, place: Place, message: &Message) -> Result<(), ApiError> {
        let room = self.room(place);
        check_block(room)?;
        let age = self.date() - message.date;
        let old = age >= DELETABLE_SECONDS;
        match place {
            Place::Private { .. } => {
                let fresh_dice = message.body.fields.contains_key("dice") && age < DICE_SECONDS;
                if old || fresh_dice {
                    return Err(ApiError::bad("message can't be deleted for everyone"));
                }
            }
            Place::Shared(_) => {
                let own = message.from == Some(bot) && !message.is_service();
                let allowed = own || room.rights(bot).can_delete_messages;
                let is_root = message.body.fields.contains_key("forum_topic_created");
                if old || is_root || !allowed {
                    return Err(ApiError::bad("message can't be deleted"));
                }
            }
        }
        Ok(())
    }
}
