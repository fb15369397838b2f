//! Rows of the queue: how they come in, change, and leave. Each change touches the row's lane, so that
//! the outbox hears of the lane's new head after the commit.

use super::{Error, LaneKey, Result, Store, adapt, find, flat};
use crate::model::{Millis, MsgKey, RowId};
use crate::relay::effect::{Lane, Rung, Tell, What};
use crate::relay::view::TopicState;

impl Store {
    /// Queues a row, and ties the message it relays to it.
    pub(super) fn tell(&mut self, tell: &Tell, now: Millis) -> Result<()> {
        if tell.what.goes_with_topic(tell.lane) && !self.has_topic(tell.lane)? {
            return Ok(());
        }
        if let What::Say { label: Some(label), .. } = &tell.what {
            let client = tell.lane.client().map(|client| client.0);
            let sql = "INSERT INTO said (label, client_id) VALUES (?1, ?2)";
            self.exec(sql, (adapt::label_word(*label), client))?;
        }
        if self.is_needless_beside(tell)? {
            return Ok(());
        }
        if matches!(tell.lane, Lane::Card(_) | Lane::Look(_)) {
            self.drop_waiting(tell)?;
        }
        self.exec(
            "INSERT INTO outbox (lane, place, what, body, answers, created_ms, not_before_ms,
                                 after_poll_ms, expires_ms)
             VALUES (?1, 0, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            (
                adapt::lane_word(tell.lane),
                flat::word(&tell.what),
                flat::write(&tell.what)?,
                tell.answers.map(|message| message.0),
                now.0,
                tell.gather_until.or(tell.not_before).map_or(0, |at| at.0),
                tell.gather_until.map(|_| now.0),
                tell.expires.map(|expires| expires.0),
            ),
        )?;
        let row = RowId(self.conn.last_insert_rowid());
        self.place(row, tell.lane)?;
        if let (What::Offer { content }, Some(client)) = (&tell.what, tell.lane.client()) {
            self.offered(row, client, content)?;
        }
        if let What::Relay { of, .. } = tell.what {
            self.tie_refused_album(of, row)?;
            self.tie(of, row)?;
        }
        Ok(())
    }

    /// Whether the lane's client has a topic, or will have one.
    fn has_topic(&self, lane: Lane) -> Result<bool> {
        let Some(client) = lane.client() else { return Ok(true) };
        Ok(!matches!(find::topic(self, client)?.state, TopicState::None | TopicState::Dead))
    }

    /// A message that is tried again takes the parts of its album along that were refused with it: all but
    /// those that have a line about their own refusal.
    fn tie_refused_album(&self, of: MsgKey, row: RowId) -> Result<()> {
        self.exec(
            "UPDATE messages SET outbox_id = ?3, delivery = 'queued'
             WHERE (chat_id, media_group_id) = (SELECT chat_id, media_group_id FROM messages
                     WHERE chat_id = ?1 AND telegram_message_id = ?2 AND delivery = 'failed')
                 AND delivery = 'failed'
                 AND NOT EXISTS (SELECT 1 FROM said WHERE label = 'refused:' || messages.id)",
            (of.chat.0, of.message.0, row.0),
        )
    }

    /// A row's place is its number, and a row of `now` is a lane of its own.
    fn place(&mut self, row: RowId, lane: Lane) -> Result<()> {
        if lane == Lane::Now {
            let word = format!("now:{row}");
            self.exec("UPDATE outbox SET place = id, lane = ?2 WHERE id = ?1", (row.0, word))?;
            self.touch(LaneKey { lane, row });
        } else {
            self.exec("UPDATE outbox SET place = id WHERE id = ?1", (row.0,))?;
            self.touch(LaneKey::of(lane));
        }
        Ok(())
    }

    /// What may stand there twice already may still do so when more of it has been sent.
    fn tie(&self, of: MsgKey, row: RowId) -> Result<()> {
        self.exec(
            "UPDATE outbox SET unknown_count = max(unknown_count, 1)
             WHERE id = ?3 AND EXISTS (SELECT 1 FROM messages WHERE chat_id = ?1 AND telegram_message_id = ?2
                 AND delivery = 'possibly twice')",
            (of.chat.0, of.message.0, row.0),
        )?;
        self.exec(
            "UPDATE messages SET outbox_id = ?3, delivery = 'queued'
             WHERE chat_id = ?1 AND telegram_message_id = ?2",
            (of.chat.0, of.message.0, row.0),
        )
    }

    /// Of rows that wait to show how things stand, one is enough.
    fn drop_waiting(&self, tell: &Tell) -> Result<()> {
        self.exec(
            "DELETE FROM outbox WHERE lane = ?1 AND what = ?2 AND attempt = 0",
            (adapt::lane_word(tell.lane), flat::word(&tell.what)),
        )
    }

    /// A row that waits for its first call takes what is stored by then, so another of its like has nothing
    /// to add to it.
    fn is_needless_beside(&self, tell: &Tell) -> Result<bool> {
        let takes_the_latest = matches!(tell.what, What::Mend { .. } | What::Mirror { .. });
        let sql = "SELECT 1 FROM outbox WHERE lane = ?1 AND what = ?2 AND body = ?3 AND attempt = 0";
        let row = (adapt::lane_word(tell.lane), flat::word(&tell.what), flat::write(&tell.what)?);
        Ok(takes_the_latest && self.exists(sql, row)?)
    }

    pub(super) fn joined(&mut self, row: RowId, part: MsgKey, until: Millis, now: Millis) -> Result<()> {
        self.tie(part, row)?;
        self.exec(
            "UPDATE outbox SET not_before_ms = ?2, after_poll_ms = ?3,
                 cost = (SELECT count(*) FROM messages WHERE outbox_id = ?1)
             WHERE id = ?1",
            (row.0, until.0, now.0),
        )?;
        self.touch_row(row)
    }

    /// What the row carries stays back, and with it whatever of the same album has not been called for yet: a
    /// part of a kind that stands in no album has a row of its own. One that may be there already goes on. The
    /// plus keeps SQLite from looking through all messages of the chat instead of those of the album.
    pub(super) fn kept(&mut self, row: RowId) -> Result<()> {
        let others = self.all(
            "SELECT DISTINCT o.id FROM messages m JOIN outbox o ON o.id = m.outbox_id
             WHERE o.id <> ?1 AND o.claimed_ms IS NULL AND o.unknown_count = 0
                 AND (+m.chat_id, m.media_group_id) IN (SELECT chat_id, media_group_id FROM messages WHERE outbox_id = ?1)",
            (row.0,),
            |row| row.get(0).map(RowId),
        )?;
        for row in others.into_iter().chain([row]) {
            self.drop_parts(row)?;
            self.exec("UPDATE messages SET delivery = 'kept' WHERE outbox_id = ?1", (row.0,))?;
            self.row_done(row)?;
        }
        Ok(())
    }

    /// Parts of the same message that still wait in front of its last one, which carries it.
    fn drop_parts(&mut self, row: RowId) -> Result<()> {
        let parts = self.all(
            "SELECT p.id FROM messages m JOIN outbox p ON p.lane = (SELECT lane FROM outbox WHERE id = ?1)
                 AND p.what = 'relay' AND p.body ->> 'chat' = m.chat_id
                 AND p.body ->> 'message' = m.telegram_message_id
             WHERE m.outbox_id = ?1 AND p.id <> ?1 AND p.claimed_ms IS NULL",
            (row.0,),
            |row| row.get(0).map(RowId),
        )?;
        parts.into_iter().try_for_each(|part| self.row_done(part))
    }

    pub(super) fn row_done(&mut self, row: RowId) -> Result<()> {
        self.touch_row(row)?;
        self.exec("UPDATE messages SET outbox_id = NULL WHERE outbox_id = ?1", (row.0,))?;
        self.exec("DELETE FROM outbox WHERE id = ?1", (row.0,))
    }

    pub(super) fn row_again(&mut self, row: RowId, at: Millis, unknown: bool) -> Result<()> {
        self.touch_row(row)?;
        self.exec(
            "UPDATE outbox SET claimed_ms = NULL, not_before_ms = ?2, unknown_count = unknown_count + ?3
             WHERE id = ?1",
            (row.0, at.0, unknown),
        )
    }

    pub(super) fn row_after_poll(&mut self, row: RowId, at: Millis) -> Result<()> {
        self.touch_row(row)?;
        self.exec(
            "UPDATE outbox SET claimed_ms = NULL, after_poll_ms = ?2, unknown_count = unknown_count + 1
             WHERE id = ?1",
            (row.0, at.0),
        )
    }

    pub(super) fn row_rung(&mut self, row: RowId, rung: &Rung) -> Result<()> {
        let Some(What::Relay { of, .. }) = find::row(self, row)?.map(|row| row.what) else { return Ok(()) };
        let body = flat::write(&What::Relay { of, rung: rung.clone() })?;
        self.exec("UPDATE outbox SET body = ?2 WHERE id = ?1", (row.0, body))?;
        self.row_again(row, Millis(0), false)
    }

    /// A relay looks for the message it answers itself; 0 tells it not to.
    pub(super) fn row_unanswered(&mut self, row: RowId) -> Result<()> {
        self.exec("UPDATE outbox SET answers = iif(what = 'relay', 0, NULL) WHERE id = ?1", (row.0,))?;
        self.row_again(row, Millis(0), false)
    }

    /// One row a part, on the album's rung without what it answered, in the album's place.
    pub(super) fn row_split(&mut self, row: RowId) -> Result<()> {
        for part in find::carried(self, row)? {
            let what = What::Relay { of: part.key, rung: Rung::Plain };
            let sibling = self.sibling(row, &what)?;
            self.tie(part.key, sibling)?;
        }
        self.row_done(row)
    }

    /// Several rows instead of one, in its place; the last carries its messages.
    pub(super) fn row_parts(&mut self, row: RowId, parts: &[What]) -> Result<()> {
        // The row may itself be a part of several in one place: those behind it stay behind.
        self.exec(
            "UPDATE outbox SET place = place + 1
             WHERE lane = (SELECT lane FROM outbox WHERE id = ?1)
                 AND (place, id) > (SELECT place, id FROM outbox WHERE id = ?1)",
            (row.0,),
        )?;
        let mut last = None;
        for part in parts {
            last = Some((self.sibling(row, part)?, part));
        }
        if let Some((sibling, What::Relay { of, .. })) = last {
            self.tie(*of, sibling)?;
        }
        self.row_done(row)
    }

    /// A new row with the same lane and place; it comes behind the old one and its earlier siblings.
    fn sibling(&self, row: RowId, what: &What) -> Result<RowId> {
        self.exec(
            "INSERT INTO outbox (lane, place, what, body, created_ms, not_before_ms, unknown_count)
             SELECT lane, place, ?2, ?3, created_ms, 0, unknown_count FROM outbox WHERE id = ?1",
            (row.0, flat::word(what), flat::write(what)?),
        )?;
        Ok(RowId(self.conn.last_insert_rowid()))
    }

    /// A row whose outcome could not be handled must not hold its lane for ever: it is looked at again
    /// later, as one whose call may have been carried out.
    pub fn park(&mut self, row: RowId, at: Millis) -> Result<()> {
        self.row_again(row, at, true)
    }

    pub(super) fn touch_row(&mut self, row: RowId) -> Result<()> {
        let lane =
            self.one("SELECT lane FROM outbox WHERE id = ?1", (row.0,), |row| row.get::<_, String>(0))?;
        if let Some(lane) = lane {
            self.touch_lane_word(row, &lane);
        }
        Ok(())
    }

    /// A lane nobody knows (written by a later version, or by hand) is in no schedule; it must not stop
    /// the rest.
    pub(super) fn touch_lane_word(&mut self, row: RowId, lane: &str) {
        match LaneKey::read(lane, row) {
            Ok(key) => self.touch(key),
            Err(error) => log::error!("database: {error}"),
        }
    }

    pub(super) fn touch_all_lanes(&mut self) -> Result<()> {
        let heads =
            self.all("SELECT DISTINCT lane, iif(lane LIKE 'now:%', id, 0) FROM outbox", (), |row| {
                Ok((row.get::<_, String>(0)?, RowId(row.get(1)?)))
            })?;
        for (lane, row) in heads {
            self.touch_lane_word(row, &lane);
        }
        Ok(())
    }
}

impl LaneKey {
    /// From the column; `row` tells the rows of `now` apart.
    pub(super) fn read(word: &str, row: RowId) -> Result<Self> {
        let lane = adapt::lane(word).ok_or_else(|| Error::Corrupt(format!("lane '{word}'")))?;
        Ok(if lane == Lane::Now { Self { lane, row } } else { Self::of(lane) })
    }
}
