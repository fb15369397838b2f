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
    /// A word that a topic is gone counts for whatever topic the client has by then.
    HealTwice,
    /// An album does not wait for its other parts.
    FlushAlbums,
    /// A lane's rows are sent from the last to the first.
    ForgetOrder,
}

impl Sim {
    pub(super) fn makes(&self, mistake: Mistake) -> bool {
        self.mistake == Some(mistake)
    }

    /// As if the claims of calls that were under way had never been committed.
    pub(super) fn forget_claims(&self) {
        if self.makes(Mistake::CallBeforeClaim) {
            let sql =
                "UPDATE outbox SET claimed_ms = NULL, attempt = attempt - 1 WHERE claimed_ms IS NOT NULL";
            self.look().execute(sql, ()).unwrap();
        }
    }

    /// As if no row knew which topic it was sent into.
    pub(super) fn confuse_threads(&self) {
        if self.makes(Mistake::HealTwice) {
            let sql = "UPDATE outbox SET thread_id = (SELECT t.thread_id FROM topics t
                 WHERE outbox.lane IN ('in:' || t.client_id, 'desk:' || t.client_id, 'look:' || t.client_id,
                                       'card:' || t.client_id))
                 WHERE thread_id IS NOT NULL";
            self.look().execute(sql, ()).unwrap();
        }
    }

    /// As if rows were read from the end of their lane.
    pub(super) fn forget_order(&self) {
        if self.makes(Mistake::ForgetOrder) {
            let sql =
                "UPDATE outbox SET place = -id WHERE place > 0 AND what = 'relay' AND claimed_ms IS NULL";
            self.look().execute(sql, ()).unwrap();
        }
    }

    /// As if an album were due as soon as its first part is there.
    pub(super) fn flush_albums(&self, running: &mut Running) {
        if !self.makes(Mistake::FlushAlbums) {
            return;
        }
        let look = self.look();
        let sql = "UPDATE outbox SET after_poll_ms = NULL, not_before_ms = 0
                   WHERE what = 'relay' AND after_poll_ms IS NOT NULL RETURNING id, lane, cost";
        let mut statement = look.prepare(sql).unwrap();
        let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get::<_, String>(1)?, row.get(2)?)));
        for (row, lane, cost) in rows.unwrap().map(Result::unwrap) {
            let head = Head {
                row: RowId(row),
                attempt: 0,
                claimed: false,
                cost,
                not_before: Millis(0),
                in_doubt: false,
                behind: 0,
            };
            if let (Some(lane), true) = (lane_of(&lane), is_first(&look, row, &lane)) {
                running.schedule.head(LaneKey::of(lane), Some(head));
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
        _ => None,
    }
}

/// Only a lane's first row may go, and into a topic only where there is one.
fn is_first(look: &rusqlite::Connection, row: i64, lane: &str) -> bool {
    let sql = "SELECT NOT EXISTS (SELECT 1 FROM outbox WHERE lane = ?2 AND id < ?1)
        AND (?2 LIKE 'out:%' OR EXISTS (SELECT 1 FROM topics WHERE 'in:' || client_id = ?2 AND state = 'open'))";
    look.query_row(sql, (row, lane), |found| found.get(0)).unwrap()
}
