//! What stays inside: notes, and what is told by answering something that stays inside itself.

use super::commit::Columns;
use super::{Result, Store};
use crate::model::{ChatId, ClientId, Content, MsgKey};
use crate::relay::event::Post;

/// Whether a post in this client's topic answers a note, a command, or a line of the bot's own. What was shown
/// in the topic first and sent to the client then is a message like any other, and so is one that was called
/// off by `/del`.
pub(super) fn is_answered(store: &Store, client: ClientId, post: &Post) -> Result<bool> {
    let Some(reply) = &post.reply else { return Ok(false) };
    let at = (post.key.chat.0, reply.to.0);
    let kept = store.one(
        "SELECT delivery = 'kept' AND deleted_at IS NULL FROM messages WHERE chat_id = ?1 AND telegram_message_id = ?2",
        at,
        |row| row.get(0),
    )?;
    if let Some(kept) = kept {
        return Ok(kept);
    }
    let said = store.exists("SELECT 1 FROM said WHERE chat_id = ?1 AND message_id = ?2", at)?;
    Ok(said || (reply.by == Some(store.policy.bot) && !is_copy(store, client, at, &reply.holds)?))
}

/// Whether a message of the bot's is a copy of what the client wrote. A call that ended in doubt may have left
/// one that nobody told us of; that one is known by its words.
fn is_copy(store: &Store, client: ClientId, at: (i64, i64), holds: &Content) -> Result<bool> {
    let linked = store.exists("SELECT 1 FROM message_links WHERE chat_id = ?1 AND message_id = ?2", at)?;
    let Columns { media, text, .. } = Columns::of(holds)?;
    let sql =
        "SELECT 1 FROM messages WHERE client_id = ?1 AND direction = 'in' AND media = ?2 AND text IS ?3";
    Ok(linked || store.exists(sql, (client.0, media, text))?)
}

/// Whether the part of an album that is kept is a note; nothing if no part of it is kept.
pub(super) fn album(store: &Store, chat: ChatId, album: &str) -> Result<Option<bool>> {
    let noted = store.one(
        "SELECT max(note) FROM messages WHERE media_group_id = ?1 AND chat_id = ?2 AND delivery = 'kept'",
        (album, chat.0),
        |row| row.get(0),
    )?;
    Ok(noted.flatten())
}

impl Store {
    pub(super) fn noted(&self, key: MsgKey) -> Result<()> {
        let at = (key.chat.0, key.message.0);
        self.exec("UPDATE messages SET note = 1 WHERE chat_id = ?1 AND telegram_message_id = ?2", at)?;
        self.exec(
            "UPDATE messages SET note = 1
             WHERE chat_id = ?1 AND delivery = 'kept' AND media_group_id =
                 (SELECT media_group_id FROM messages WHERE chat_id = ?1 AND telegram_message_id = ?2)",
            at,
        )
    }
}
