//! What messages held before they were edited, so that a dispute can be settled.

use super::commit::Columns;
use super::{Result, Store};
use crate::model::{Kind, Millis};
use crate::relay::event::Post;
use crate::text::utc_text;

impl Store {
    /// What stands in the place of `post` is about to be written over. Where a live location was is no
    /// words that anybody changed.
    pub(super) fn outdated(&self, post: &Post, at: Millis) -> Result<()> {
        if post.content.kind == Kind::Location {
            return Ok(());
        }
        let now = Columns::of(&post.content)?;
        self.exec(
            "INSERT INTO message_edits (message_id, media, text, entities, file_id, extra, edited_at)
             SELECT id, media, text, entities, file_id, extra, ?3 FROM messages
             WHERE chat_id = ?1 AND telegram_message_id = ?2
                 AND (media, text, entities, file_id, extra) IS NOT (?4, ?5, ?6, ?7, ?8)",
            (
                post.key.chat.0,
                post.key.message.0,
                utc_text(at),
                now.media,
                now.text,
                now.entities,
                now.file,
                now.extra,
            ),
        )
    }
}
