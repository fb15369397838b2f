//! Edited messages: what they held before, so that a dispute can be settled, and what brings their copies up
//! to date.

use serde_json::{Map, Value};

use super::claimed::Job;
use super::commit::Columns;
use super::resolve::signed;
use super::{Result, Store, adapt, find, flat};
use crate::model::{ChatId, Content, Extra, Kind, MessageId, Millis, MsgKey, SECOND};
use crate::relay::effect::{Lane, What};
use crate::relay::event::Post;
use crate::relay::view::Stored;
use crate::text::utc_text;

/// A live location moves at least so long, in seconds (`sendLocation`).
const SHORTEST_LIFE: i64 = 60;
/// The period of one that moves until it is stopped (`sendLocation`).
const FOR_EVER: i64 = 0x7FFF_FFFF;

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

impl Store {
    /// The copies of a message on the other side, in order.
    pub(super) fn copies_of(&self, message: &Stored) -> Result<Vec<MsgKey>> {
        self.all(
            "SELECT chat_id, message_id FROM message_links WHERE source_id = ?1 AND chat_id <> ?2
             ORDER BY message_id",
            (message.id.0, message.key.chat.0),
            |row| Ok(MsgKey { chat: ChatId(row.get(0)?), message: MessageId(row.get(1)?) }),
        )
    }

    /// The newest of them, unless the message is deleted over there.
    pub(super) fn copy_of(&self, of: MsgKey) -> Result<Option<MsgKey>> {
        let message = find::message(self, of)?.filter(|message| !message.deleted);
        let copies = message.map(|message| self.copies_of(&message)).transpose()?;
        Ok(copies.and_then(|copies| copies.last().copied()))
    }

    /// It takes what is stored by now. That may be of another file already, whose own row waits behind.
    pub(super) fn find_mend(&self, lane: Lane, of: MsgKey, file: bool) -> Result<Option<Job>> {
        let (Some(message), Some(at)) = (find::message(self, of)?, self.copy_of(of)?) else {
            return Ok(None);
        };
        let behind = flat::write(&What::Mend { of, file: true })?;
        let file = file
            || self.exists(
                "SELECT 1 FROM outbox WHERE lane = ?1 AND what = 'mend' AND body = ?2",
                (adapt::lane_word(lane), behind),
            )?;
        Ok(Some(Job::Mend { at, content: signed(&message), file }))
    }

    /// What is sent anew. A live location moves over there as long as it still does here: its time counts
    /// from when it was sent (`Location.live_period`).
    pub(super) fn as_of(&self, message: &Stored, now: Millis) -> Result<Content> {
        let content = signed(message);
        if !content.is_live() {
            return Ok(content);
        }
        let sent =
            self.one("SELECT unixepoch(created_at) FROM messages WHERE id = ?1", (message.id.0,), |row| {
                row.get::<_, Option<i64>>(0)
            })?;
        let passed = now.0 / SECOND - sent.flatten().unwrap_or(now.0 / SECOND);
        let mut fields: Map<String, Value> = serde_json::from_str(&content.extra.fields)?;
        let period = fields.get("live_period").and_then(Value::as_i64).unwrap_or_default();
        let left = if period == FOR_EVER { period } else { period - passed.max(0) };
        if left < SHORTEST_LIFE {
            fields.retain(|name, _| !matches!(name.as_str(), "live_period" | "heading"));
        } else {
            fields.insert("live_period".to_owned(), left.into());
        }
        let extra = Extra { fields: Value::Object(fields).to_string(), ..content.extra };
        Ok(Content { extra, ..content })
    }
}
