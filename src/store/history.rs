//! The conversation with one client as text: what both sides wrote, and what the bot told the client by itself.
//! It knows no other client: everything is asked for by this one's number.

use super::{Result, Store, adapt, desk};
use crate::model::{ClientId, Delivery, Extra, Kind, Millis, UserId};
use crate::relay::commands::inside;
use crate::relay::effect::Direction;
use crate::text::{HistoryLine, Mark, Who, utc_read, utc_text};

/// How many messages are looked at for each that is asked for: the others may be commands.
const COMMANDS: i64 = 5;

/// A message's place in the order: a message's number, then what the bot said after it.
type Place = (i64, i64);

impl Store {
    /// The bot told the client something by itself.
    pub(super) fn told(&self, client: ClientId, words: &str, now: Millis) -> Result<()> {
        self.exec(
            "INSERT INTO told (client_id, after_id, text, created_at)
             VALUES (?1, (SELECT coalesce(max(id), 0) FROM messages), ?2, ?3)",
            (client.0, words, utc_text(now)),
        )
    }

    /// The last messages of the conversation, the oldest of them first.
    pub(super) fn history(&self, client: ClientId, count: u16) -> Result<Vec<HistoryLine>> {
        let mut all = self.written(client, count)?;
        all.extend(self.told_lines(client, count)?);
        all.sort_by_key(|(place, _)| *place);
        let earlier = all.len().saturating_sub(usize::from(count));
        Ok(all.into_iter().skip(earlier).map(|(_, line)| line).collect())
    }

    fn written(&self, client: ClientId, count: u16) -> Result<Vec<(Place, HistoryLine)>> {
        let found = self.all(
            "SELECT id, direction, author_id, media, text, extra, delivery, created_at, note,
                    deleted_at IS NOT NULL,
                    EXISTS (SELECT 1 FROM message_edits e WHERE e.message_id = messages.id)
             FROM messages
             WHERE client_id = ?1 AND ticket_id IN (SELECT id FROM tickets WHERE client_user_id = ?1)
             ORDER BY id DESC LIMIT ?2",
            (client.0, i64::from(count) * COMMANDS),
            |row| {
                let words: [String; 4] = [row.get(1)?, row.get(3)?, row.get(6)?, row.get(7)?];
                let texts: [Option<String>; 2] = [row.get(4)?, row.get(5)?];
                Ok((
                    row.get::<_, i64>(0)?,
                    row.get::<_, Option<i64>>(2)?,
                    words,
                    texts,
                    [row.get::<_, bool>(8)?, row.get(9)?, row.get(10)?],
                ))
            },
        )?;
        let lines =
            found.into_iter().filter_map(|(id, author, words, [text, extra], [note, deleted, edited])| {
                let [direction, media, delivery, created] = words;
                let words = text.unwrap_or_default();
                let direction = adapt::direction(&direction);
                let delivery = adapt::delivery(&delivery);
                let there = matches!(delivery, Delivery::Sent | Delivery::PossiblyTwice);
                let plain = || mark(&words, direction, delivery, &self.policy.bot_name);
                let mark = match (note, deleted && there) {
                    (true, _) => Some(Mark::Note),
                    (false, true) => Some(Mark::Deleted),
                    (false, false) => plain(),
                }?;
                let who = match direction {
                    Direction::In => Ok(Who::Client),
                    Direction::Out => self.author_name(author).map(Who::Staff),
                };
                let words = if words.is_empty() { shown(extra) } else { words };
                let kind = adapt::kind(&media);
                let at = utc_read(&created);
                Some(who.map(|who| ((id, 0), HistoryLine { at, who, kind, words, mark, edited })))
            });
        lines.collect()
    }

    fn author_name(&self, author: Option<i64>) -> Result<Option<String>> {
        let member = author.map(|id| desk::member(self, UserId(id))).transpose()?.flatten();
        Ok(member.map(|member| member.name))
    }

    fn told_lines(&self, client: ClientId, count: u16) -> Result<Vec<(Place, HistoryLine)>> {
        self.all(
            "SELECT after_id, id, text, created_at FROM told WHERE client_id = ?1 ORDER BY id DESC LIMIT ?2",
            (client.0, count),
            |row| {
                let created: String = row.get(3)?;
                let line = HistoryLine {
                    at: utc_read(&created),
                    who: Who::Bot,
                    kind: Kind::Text,
                    words: row.get(2)?,
                    mark: Mark::None,
                    edited: false,
                };
                Ok(((row.get(0)?, row.get(1)?), line))
            },
        )
    }
}

/// What a message without words shows: a dice's value, a poll's question.
fn shown(extra: Option<String>) -> String {
    let extra: Option<Extra> = extra.and_then(|extra| serde_json::from_str(&extra).ok());
    extra.map(|extra| extra.words).unwrap_or_default()
}

/// How it stands with a message that is no note, where it was not plainly sent; nothing for a command, which
/// is no part of the conversation. What staff wrote and was kept is one, unless it was edited into one before
/// it was sent.
fn mark(text: &str, direction: Direction, delivery: Delivery, bot_name: &str) -> Option<Mark> {
    Some(match (delivery, direction) {
        (Delivery::Sent, _) => Mark::None,
        (Delivery::Queued, _) => Mark::Queued,
        (Delivery::PossiblyTwice, _) => Mark::PossiblyTwice,
        (Delivery::Failed, _) => Mark::Failed,
        (Delivery::Kept, Direction::In) => Mark::NotShown,
        (Delivery::Kept, Direction::Out) if inside(text, bot_name).is_some() => return None,
        (Delivery::Kept, Direction::Out) => Mark::NotSent,
    })
}
