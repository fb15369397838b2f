//! Reactions that travel: who reacts with what, and where it is shown.

use super::claimed::Job;
use super::{Result, Store, adapt, find};
use crate::model::{MsgKey, StoredId};
use crate::relay::effect::Direction;
use crate::relay::event::Reacted;
use crate::relay::view::{Stored, View};

impl Store {
    /// The message that was reacted to, itself or in its copy, and what stood there before.
    pub(super) fn fill_reacted(&self, view: &mut View<'_>, reacted: &Reacted) -> Result<()> {
        self.fill_group(view)?;
        view.stored = self.source(reacted.at)?;
        if let Some(client) = view.stored.as_ref().map(|stored| stored.client) {
            view.client = find::client(self, client)?;
        }
        view.reaction = self.one(
            "SELECT emoji FROM reactions WHERE chat_id = ?1 AND message_id = ?2 AND actor_id = ?3",
            (reacted.at.chat.0, reacted.at.message.0, reacted.by),
            |row| row.get(0),
        )?;
        Ok(())
    }

    /// The message that stands there, or of which a copy does.
    fn source(&self, at: MsgKey) -> Result<Option<Stored>> {
        if let Some(stored) = find::message(self, at)? {
            return Ok(Some(stored));
        }
        let source = self.one(
            "SELECT source_id FROM message_links WHERE chat_id = ?1 AND message_id = ?2",
            (at.chat.0, at.message.0),
            |row| row.get(0).map(StoredId),
        )?;
        source.map_or(Ok(None), |source| find::message_by_id(self, source))
    }

    /// The reactions to these messages, by whose they are.
    pub(super) fn reactions_to(&self, messages: &[Stored]) -> Result<Vec<(MsgKey, Direction)>> {
        let mut all = Vec::new();
        for message in messages {
            all.extend(self.all(
                "SELECT DISTINCT direction FROM reactions WHERE source_id = ?1 ORDER BY direction",
                (message.id.0,),
                |row| Ok((message.key, adapt::direction(row.get_ref(0)?.as_str()?))),
            )?);
        }
        Ok(all)
    }

    /// One a person and place; the newest of all has the highest number.
    pub(super) fn reacted(
        &self,
        at: MsgKey,
        by: i64,
        of: StoredId,
        direction: Direction,
        emoji: Option<&str>,
    ) -> Result<()> {
        self.exec(
            "DELETE FROM reactions WHERE chat_id = ?1 AND message_id = ?2 AND actor_id = ?3",
            (at.chat.0, at.message.0, by),
        )?;
        let Some(emoji) = emoji else { return Ok(()) };
        self.exec(
            "INSERT INTO reactions (chat_id, message_id, actor_id, source_id, direction, emoji)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (at.chat.0, at.message.0, by, of.0, adapt::direction_word(direction), emoji),
        )
    }

    /// The newest reaction of that side, on what stands on the other side: the message itself, or its copy.
    pub(super) fn find_mirror(&self, of: MsgKey, direction: Direction) -> Result<Option<Job>> {
        let Some(stored) = find::message(self, of)?.filter(|stored| !stored.deleted) else {
            return Ok(None);
        };
        let chat = match direction {
            Direction::In => self.group_id()?,
            Direction::Out => stored.client.chat(),
        };
        let message = if of.chat == chat { Some(of.message) } else { self.counterpart(of, chat)? };
        let emoji = self.one(
            "SELECT emoji FROM reactions WHERE source_id = ?1 AND direction = ?2 ORDER BY id DESC LIMIT 1",
            (stored.id.0, adapt::direction_word(direction)),
            |row| row.get(0),
        )?;
        Ok(message.map(|message| Job::React { to: MsgKey { chat, message }, emoji }))
    }
}
