//! What the outbox's schedule is told: the head of each lane, what was spent of the group's budget,
//! where Telegram told us to wait. Memory holds lane heads only; the rest of a lane stays here.

use super::{Result, Store, Touched, adapt, find};
use crate::model::{ChatId, MINUTE, Millis, RowId};
use crate::relay::effect::{Lane, Pause, Polls};
use crate::relay::view::Row;

/// How far the rows behind a head are counted: beyond this, a lane is simply long.
const DEPTH_MAX: i64 = 32;

/// A lane, with the rows of `now` told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LaneKey {
    /// The lane.
    pub lane: Lane,
    /// The row, where each row is a lane of its own; 0 otherwise.
    pub row: RowId,
}

impl LaneKey {
    /// A lane of many rows.
    pub fn of(lane: Lane) -> Self {
        Self { lane, row: RowId(0) }
    }
}

/// The first row of a lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// The row.
    pub row: RowId,
    /// How many calls it has made.
    pub attempt: u32,
    /// A call for it is under way.
    pub claimed: bool,
    /// What it takes of a chat's limit: one a message.
    pub cost: u32,
    /// Not before this moment.
    pub not_before: Millis,
    /// An earlier try to open this topic may still turn out to have worked.
    pub in_doubt: bool,
    /// When it was queued.
    pub created: Millis,
    /// Rows behind it, counted up to 32: in its lane, or what a client wrote and waits for this opening.
    pub behind: u32,
    /// It opens the topic of a client who never had one.
    pub new: bool,
}

/// What a schedule starts from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Loaded {
    /// What was sent into the group lately: when, how much, and whether it was for the desk.
    pub spent: Vec<(Millis, u32, bool)>,
    /// What of it counts against a brake: when, in which lane, and how much.
    pub paced: Vec<(Millis, Lane, u32)>,
    /// Where to wait, and until when.
    pub pauses: Vec<(Pause, Millis)>,
}

impl Touched {
    /// Whether the group's state may have changed.
    pub fn group(&self) -> bool {
        self.group
    }

    /// The lanes whose heads may have changed.
    pub fn lanes(&self) -> impl Iterator<Item = LaneKey> {
        self.lanes.iter().copied()
    }
}

impl Store {
    /// The first row of a lane, if it only waits for its turn: a row that waits for a topic, or for a
    /// poll to end, is none.
    pub fn head(&self, key: LaneKey) -> Result<Option<Head>> {
        let lane =
            if key.lane == Lane::Now { format!("now:{}", key.row) } else { adapt::lane_word(key.lane) };
        let head = self.one(
            "SELECT id, attempt, claimed_ms IS NOT NULL, cost, not_before_ms, unknown_count > 0,
                    created_ms, after_poll_ms IS NOT NULL
             FROM outbox WHERE lane = ?1 ORDER BY place, id LIMIT 1",
            (&lane,),
            |row| {
                let head = Head {
                    row: RowId(row.get(0)?),
                    attempt: row.get(1)?,
                    claimed: row.get(2)?,
                    cost: row.get(3)?,
                    not_before: Millis(row.get(4)?),
                    in_doubt: row.get(5)?,
                    created: Millis(row.get(6)?),
                    behind: 0,
                    new: false,
                };
                Ok((head, row.get::<_, bool>(7)?))
            },
        )?;
        let Some((head, waits)) = head else { return Ok(None) };
        let waits_for_topic = match key.lane.client() {
            Some(client) if key.lane.into_topic() => find::open_thread(self, client)?.is_none(),
            Some(_) | None => false,
        };
        // An opening in doubt keeps others from being opened, so it is shown even while it waits.
        let opens = matches!(key.lane, Lane::Topic(_));
        if (waits || waits_for_topic) && !(opens && head.in_doubt) {
            return Ok(None);
        }
        let not_before = if waits { Millis(i64::MAX) } else { head.not_before };
        let new = opens && self.is_new(key.lane)?;
        Ok(Some(Head { not_before, behind: self.behind(key.lane, &lane)?, new, ..head }))
    }

    /// Whether the lane's client has never had a topic.
    fn is_new(&self, lane: Lane) -> Result<bool> {
        let topic = lane.client().map(|client| find::topic(self, client)).transpose()?;
        Ok(topic.is_none_or(|topic| !topic.replaced))
    }

    /// What goes when the lane's head has gone. The client's words have no head of their own until their topic
    /// stands, so they count behind its opening.
    fn behind(&self, lane: Lane, word: &str) -> Result<u32> {
        if let Lane::Topic(client) = lane {
            return self.depth(&adapt::lane_word(Lane::In(client)));
        }
        Ok(self.depth(word)?.saturating_sub(1))
    }

    fn depth(&self, lane: &str) -> Result<u32> {
        let rows = self.one(
            "SELECT count(*) FROM (SELECT 1 FROM outbox WHERE lane = ?1 LIMIT ?2)",
            (lane, DEPTH_MAX),
            |row| row.get::<_, u32>(0),
        )?;
        Ok(rows.unwrap_or_default())
    }

    /// Marks every lane as touched: at the start, the outbox knows none.
    pub fn touch_everything(&mut self) -> Result<()> {
        self.touched.group = true;
        self.touch_all_lanes()
    }

    /// What a schedule starts from.
    pub fn load(&self) -> Result<Loaded> {
        let spent = self.all("SELECT at_ms, cost, class FROM spent ORDER BY id", (), |row| {
            Ok((Millis(row.get(0)?), row.get(1)?, row.get::<_, i64>(2)? == 1))
        })?;
        let paced =
            self.all("SELECT at_ms, lane, cost FROM spent WHERE lane <> '' ORDER BY id", (), |row| {
                Ok((Millis(row.get(0)?), row.get::<_, String>(1)?, row.get(2)?))
            })?;
        let paced = paced.into_iter().filter_map(|(at, lane, cost)| Some((at, adapt::lane(&lane)?, cost)));
        let paced = paced.collect();
        let pauses = self.all("SELECT scope, until_ms FROM pauses", (), |row| {
            Ok((row.get::<_, String>(0)?, Millis(row.get(1)?)))
        })?;
        let pauses = pauses.into_iter().filter_map(|(scope, until)| Some((pause(&scope)?, until))).collect();
        Ok(Loaded { spent, paced, pauses })
    }

    /// Rows whose calls were under way when the last run ended: nobody knows how those ended.
    pub fn left_claimed(&self) -> Result<Vec<RowId>> {
        self.all("SELECT id FROM outbox WHERE claimed_ms IS NOT NULL ORDER BY id", (), |row| {
            row.get(0).map(RowId)
        })
    }

    /// Something waits for the next poll to end: an album, a topic whose opening went unheard, staff
    /// who are to hear of a time away.
    pub fn hurries(&self) -> Result<bool> {
        let away = find::kv::<Polls>(self, "polls")?.is_some_and(|polls| polls.away.is_some());
        Ok(away || self.exists("SELECT 1 FROM outbox WHERE after_poll_ms IS NOT NULL", ())?)
    }

    pub(super) fn pause(&self, pause: Pause, until: Millis) -> Result<()> {
        self.exec(
            "INSERT INTO pauses (scope, until_ms) VALUES (?1, ?2)
             ON CONFLICT DO UPDATE SET until_ms = max(until_ms, excluded.until_ms)",
            (pause_word(pause), until.0),
        )
    }

    /// Counts a claimed row against the group's budget, and against a brake: what is tried again has passed it.
    pub(super) fn spend(&self, row: &Row, cost: u32, now: Millis) -> Result<()> {
        let desk = matches!(row.lane, Lane::Desk(_));
        let braked = match row.lane {
            Lane::In(_) => row.attempt == 0,
            Lane::Topic(_) => row.attempt == 0 && self.is_new(row.lane)?,
            Lane::Out(_)
            | Lane::Desk(_)
            | Lane::Card(_)
            | Lane::Look(_)
            | Lane::Moves(_)
            | Lane::React(_)
            | Lane::Now => false,
        };
        let lane = braked.then(|| adapt::lane_word(row.lane));
        self.exec(
            "INSERT INTO spent (at_ms, cost, class, lane) VALUES (?1, ?2, ?3, ?4)",
            (now.0, cost, desk, lane),
        )?;
        // Times do not go back, so what is old stands in front of the first that is not: the rest is not
        // looked through.
        self.exec(
            "DELETE FROM spent WHERE id < (SELECT id FROM spent WHERE at_ms >= ?1 ORDER BY id LIMIT 1)",
            (now.plus(-MINUTE).0,),
        )
    }
}

/// How the scope of a pause stands in its column.
pub(super) fn pause_word(pause: Pause) -> String {
    match pause {
        Pause::Chat(chat) => format!("chat:{chat}"),
        Pause::Topics => "topics".to_owned(),
    }
}

fn pause(word: &str) -> Option<Pause> {
    if word == "topics" {
        return Some(Pause::Topics);
    }
    let chat = word.strip_prefix("chat:")?.parse().ok()?;
    Some(Pause::Chat(ChatId(chat)))
}
