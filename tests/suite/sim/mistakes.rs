//! Mistakes that a relay can make, made on purpose, so that a test can see that they would be noticed. The
//! product knows nothing of them: they are made in this driver, or by a second hand in the database, and have
//! the effect that the mistake in the product would have.

use super::Sim;
use super::line::Running;
use pwparents::model::{ClientId, Millis, RowId};
use pwparents::relay::effect::Lane;
use pwparents::store::{Head, LaneKey};

/// A mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mistake {
    /// The next poll is begun, and so confirms the last one, before that is committed.
    AcknowledgeBeforeCommit,
    /// That a call is under way stands in no database, so a start after a crash knows nothing of it.
    CallBeforeClaim,
    /// A topic whose opening went unheard is opened once more, before its own update can tell of it.
    HealTwice,
    /// An album does not wait for its other parts.
    FlushAlbums,
    /// A lane's rows are sent from the last to the first.
    ForgetOrder,
    /// What was edited stays over there as it was.
    ForgetEdits,
    /// What is shown on a message is not shown over there.
    ForgetReactions,
    /// What was deleted is only marked so.
    ForgetDeletions,
    /// Whoever is banned goes on being listened to.
    ForgetBans,
    /// A question to Enote that a crash left unanswered is not asked again.
    ForgetQuestions,
}

impl Sim {
    pub(super) fn makes(&self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }

    /// As if the claims of calls that were under way had never been committed.
    pub(super) fn forget_claims(&self) {
        if self.makes(Mistake::CallBeforeClaim) {
            self.write(
                "UPDATE outbox SET claimed_ms = NULL, attempt = attempt - 1 WHERE claimed_ms IS NOT NULL",
            );
        }
    }

    /// Behind a transaction: what it left in the queue, as the mistake would have left it.
    pub(super) fn spoil(&self, running: &mut Running) {
        match self.mistake {
            Some(Mistake::ForgetOrder) => {
                self.write(
                    "UPDATE outbox SET place = -id WHERE place > 0 AND what = 'relay' AND claimed_ms IS NULL",
                );
            }
            Some(Mistake::FlushAlbums) => self.hurry("relay", running),
            Some(Mistake::HealTwice) => self.hurry("open topic", running),
            Some(Mistake::ForgetEdits) => self.forget("mend"),
            Some(Mistake::ForgetReactions) => self.forget("mirror"),
            Some(Mistake::ForgetDeletions) => self.mark_for_deleted(),
            Some(Mistake::ForgetBans) => self.write("UPDATE pp_clients SET banned_at = NULL"),
            Some(Mistake::ForgetQuestions) => self.write("UPDATE errands SET inquiry = NULL"),
            Some(Mistake::AcknowledgeBeforeCommit | Mistake::CallBeforeClaim) | None => {}
        }
    }

    fn write(&self, sql: &str) {
        self.look().execute(sql, ()).unwrap();
    }

    /// What is to be deleted is marked so, and no call is made.
    fn mark_for_deleted(&self) {
        self.write(
            "UPDATE messages SET deleted_at = created_at WHERE EXISTS
             (SELECT 1 FROM outbox WHERE what = 'unsend' AND claimed_ms IS NULL
              AND body ->> 'chat' = chat_id AND body ->> 'message' = telegram_message_id)",
        );
        self.forget("unsend");
    }

    /// Rows leave the queue without a call.
    fn forget(&self, what: &str) {
        let sql = "DELETE FROM outbox WHERE what = ?1 AND claimed_ms IS NULL";
        self.look().execute(sql, (what,)).unwrap();
    }

    /// Rows that wait for a poll to end are due at once, where they are the first of their lane.
    fn hurry(&self, what: &str, running: &mut Running) {
        let look = self.look();
        let sql = "UPDATE outbox SET after_poll_ms = NULL, not_before_ms = 0, unknown_count = 0
                   WHERE what = ?1 AND after_poll_ms IS NOT NULL RETURNING id, lane, cost, attempt";
        let mut statement = look.prepare(sql).unwrap();
        let rows = statement.query_map((what,), |row| {
            let head = Head {
                row: RowId(row.get(0)?),
                attempt: row.get(3)?,
                claimed: false,
                cost: row.get(2)?,
                not_before: Millis(0),
                in_doubt: false,
                created: Millis(0),
                behind: 0,
                new: false,
            };
            Ok((row.get::<_, String>(1)?, head))
        });
        for (lane, head) in rows.unwrap().map(Result::unwrap) {
            if let (Some(key), true) = (lane_of(&lane), may_go(&look, head.row.0, &lane)) {
                running.schedule.head(LaneKey::of(key), Some(head));
            }
        }
    }
}

fn lane_of(word: &str) -> Option<Lane> {
    let (name, client) = word.split_once(':')?;
    let client = ClientId(client.parse().ok()?);
    match name {
        "in" => Some(Lane::In(client)),
        "out" => Some(Lane::Out(client)),
        "topic" => Some(Lane::Topic(client)),
        _ => None,
    }
}

/// Only a lane's first row may go, and into a topic only where there is one.
fn may_go(look: &rusqlite::Connection, row: i64, lane: &str) -> bool {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM outbox WHERE lane = ?2 AND id < ?1)
        AND (?2 NOT LIKE 'in:%'
             OR EXISTS (SELECT 1 FROM topics WHERE 'in:' || client_id = ?2 AND state = 'open'))";
    look.query_row(sql, (row, lane), |found| found.get(0)).unwrap()
}
