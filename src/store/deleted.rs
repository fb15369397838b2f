//! What is deleted on the client's side: the messages it is about, and where their copies stand.

use super::claimed::Job;
use super::{Result, Store, adapt, find};
use crate::model::{MessageId, Millis, MsgKey, StoredId, UserId};
use crate::relay::effect::{Direction, Lane};
use crate::relay::found::{Part, Target};
use crate::relay::view::Stored;
use crate::text::utc_text;

/// The most messages that one call deletes (`deleteMessages`).
const AT_ONCE: u8 = 100;

impl Store {
    /// What stands there, as far as it can be deleted at the client's. Nothing, if it is nobody's message.
    pub(super) fn target(&self, at: MsgKey) -> Result<Option<Target>> {
        if let Some(stored) = find::message(self, at)? {
            if stored.direction == Direction::In {
                return Ok(Some(Target::Theirs));
            }
            let parts = self.with_its_album(at)?.into_iter().map(|(id, key)| self.part(id, key));
            return Ok(Some(Target::Ours(
                parts.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect(),
            )));
        }
        let direction = self.one(
            "SELECT m.direction FROM message_links l JOIN messages m ON m.id = l.source_id
             WHERE l.chat_id = ?1 AND l.message_id = ?2",
            (at.chat.0, at.message.0),
            |row| Ok(adapt::direction(row.get_ref(0)?.as_str()?)),
        )?;
        Ok(direction.filter(|direction| *direction == Direction::In).map(|_| Target::Theirs))
    }

    /// The message, and all that stands in an album with it.
    fn with_its_album(&self, of: MsgKey) -> Result<Vec<(StoredId, MsgKey)>> {
        self.all(
            "SELECT id, telegram_message_id FROM messages WHERE chat_id = ?1 AND telegram_message_id = ?2
             UNION
             SELECT id, telegram_message_id FROM messages
             WHERE +chat_id = ?1 AND media_group_id =
                 (SELECT media_group_id FROM messages WHERE chat_id = ?1 AND telegram_message_id = ?2)
             ORDER BY telegram_message_id",
            (of.chat.0, of.message.0),
            |row| Ok((StoredId(row.get(0)?), MsgKey { message: MessageId(row.get(1)?), ..of })),
        )
    }

    /// The same, as it is stored.
    pub(super) fn album_of(&self, of: MsgKey) -> Result<Vec<Stored>> {
        let parts = self.with_its_album(of)?.into_iter().map(|(_, key)| find::message(self, key));
        Ok(parts.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    fn part(&self, id: StoredId, key: MsgKey) -> Result<Option<Part>> {
        let copied = self.exists(
            "SELECT 1 FROM message_links WHERE source_id = ?1 AND chat_id <> ?2",
            (id.0, key.chat.0),
        )?;
        Ok(find::message(self, key)?.map(|stored| Part { stored, copied }))
    }

    /// The copies that are to go, in the chat of the lane.
    pub(super) fn find_copies(&self, lane: Lane, of: MsgKey) -> Result<Option<Job>> {
        let Some(chat) = lane.client().map(crate::model::ClientId::chat) else { return Ok(None) };
        let mut copies = Vec::new();
        for (id, _) in self.with_its_album(of)? {
            copies.extend(self.all(
                "SELECT message_id FROM message_links WHERE source_id = ?1 AND chat_id = ?2
                 ORDER BY message_id DESC LIMIT ?3",
                (id.0, chat.0, AT_ONCE),
                |row| row.get(0).map(MessageId),
            )?);
        }
        copies.sort_unstable();
        copies.truncate(AT_ONCE.into());
        Ok((!copies.is_empty()).then_some(Job::Unsend { chat, copies }))
    }

    pub(super) fn deleted(&self, of: MsgKey, by: Option<UserId>, now: Millis) -> Result<()> {
        for (id, _) in self.with_its_album(of)? {
            self.exec(
                "UPDATE messages SET deleted_at = ?2, deleted_by = ?3 WHERE id = ?1 AND deleted_at IS NULL",
                (id.0, utc_text(now), by.map(|UserId(id)| id)),
            )?;
        }
        Ok(())
    }
}
