//! The outbox's schedule as a value: rows and outcomes in, rows to claim out, in simulated time. The
//! bench here plays the engine (it tells heads and takes claims) and Telegram (its calls take a while).

mod brakes;
mod fair;
mod limits;
mod order;
mod pauses;
mod quiet;
mod reactions;
mod wake;
mod window;

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use pwparents::model::{ChatId, ClientId, Limits, Millis, RowId};
use pwparents::outbox::Schedule;
use pwparents::relay::effect::Lane;
use pwparents::relay::event::{Answer, Outcome, Shut};
use pwparents::relay::view::Group;
use pwparents::store::{Head, LaneKey, Loaded};

pub const START: i64 = 1_795_000_000_000;
pub const GROUP: ChatId = ChatId(-1_001_234_567_890);
pub const MINUTE: i64 = 60_000;

/// As Telegram has them.
pub const TELEGRAM: Limits =
    Limits { group_per_minute: 20, chat_per_second: 1, overall_per_second: 30, ..NONE };
pub const NONE: Limits = Limits::OFF;

pub fn group(shut: Option<Shut>) -> Group {
    Group { id: GROUP, shut, checks: 0, asked: false }
}

pub fn schedule(limits: Limits) -> Schedule {
    let mut schedule = Schedule::new(limits, &Loaded::default());
    schedule.group(group(None));
    schedule
}

pub fn inward(client: i64) -> LaneKey {
    LaneKey::of(Lane::In(ClientId(client)))
}

pub fn outward(client: i64) -> LaneKey {
    LaneKey::of(Lane::Out(ClientId(client)))
}

pub fn desk(client: i64) -> LaneKey {
    LaneKey::of(Lane::Desk(Some(ClientId(client))))
}

pub fn card(client: i64) -> LaneKey {
    LaneKey::of(Lane::Card(ClientId(client)))
}

pub fn opening(client: i64) -> LaneKey {
    LaneKey::of(Lane::Topic(ClientId(client)))
}

pub fn at_once(row: i64) -> LaneKey {
    LaneKey { lane: Lane::Now, row: RowId(row) }
}

pub const GENERAL: LaneKey = LaneKey { lane: Lane::Desk(None), row: RowId(0) };

/// A row that waits for nothing but its turn.
pub fn head(row: i64) -> Head {
    Head {
        row: RowId(row),
        attempt: 0,
        claimed: false,
        cost: 1,
        not_before: Millis(0),
        in_doubt: false,
        created: Millis(START),
        behind: 0,
        new: false,
    }
}

pub fn rows(numbers: &[i64]) -> Vec<RowId> {
    numbers.iter().copied().map(RowId).collect()
}

pub fn done() -> Outcome {
    Outcome::Done(Answer::Fine)
}

/// Random numbers that are the same each time.
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15).wrapping_add(1))
    }

    /// From 0 up to `sides`, without it.
    pub fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % sides
    }

    pub fn up_to(&mut self, most: i64) -> i64 {
        i64::try_from(self.roll(u64::try_from(most).unwrap() + 1)).unwrap()
    }

    pub fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[usize::try_from(self.roll(list.len() as u64)).unwrap()]
    }
}

/// A row as the bench keeps it.
#[derive(Debug, Clone, Copy)]
struct Waiting {
    row: RowId,
    cost: u32,
    attempt: u32,
    not_before: Millis,
    created: Millis,
}

/// A row that was given out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sent {
    pub at: i64,
    pub key: LaneKey,
    pub row: RowId,
    pub cost: u32,
}

/// The engine and Telegram, as far as a schedule sees them.
#[derive(Clone)]
pub struct Bench {
    pub schedule: Schedule,
    pub now: i64,
    pub sent: Vec<Sent>,
    /// How long a call takes.
    pub latency: i64,
    lanes: BTreeMap<LaneKey, VecDeque<Waiting>>,
    calls: BTreeMap<(i64, RowId), LaneKey>,
    topics: BTreeSet<ClientId>,
    last: i64,
}

impl Bench {
    pub fn new(limits: Limits) -> Self {
        Self {
            schedule: schedule(limits),
            now: START,
            sent: Vec::new(),
            latency: 0,
            lanes: BTreeMap::new(),
            calls: BTreeMap::new(),
            topics: BTreeSet::new(),
            last: 0,
        }
    }

    /// The client's topic stands.
    pub fn topic_stands(&mut self, client: i64) {
        self.topics.insert(ClientId(client));
    }

    /// Queues a row; the rows of one lane go in this order.
    pub fn queue(&mut self, key: LaneKey, cost: u32) -> RowId {
        self.last += 1;
        let row = RowId(self.last);
        let waiting = Waiting { row, cost, attempt: 0, not_before: Millis(0), created: Millis(self.now) };
        self.lanes.entry(key).or_default().push_back(waiting);
        self.tell(key);
        // What a client wrote counts behind the opening of the topic.
        if let Lane::In(client) = key.lane {
            self.tell(LaneKey::of(Lane::Topic(client)));
        }
        row
    }

    /// Tells a lane's head as the store would.
    fn tell(&mut self, key: LaneKey) {
        let waits =
            key.lane.into_topic() && !key.lane.client().is_some_and(|client| self.topics.contains(&client));
        let claimed = self.calls.values().any(|lane| *lane == key);
        let lane = self.lanes.get(&key);
        let waiting = if let Lane::Topic(client) = key.lane {
            self.lanes.get(&inward(client.0)).map_or(0, VecDeque::len)
        } else {
            lane.map_or(0, VecDeque::len).saturating_sub(1)
        };
        let head = lane.and_then(|lane| lane.front());
        let head = head.filter(|_| !waits).map(|first| Head {
            row: first.row,
            attempt: first.attempt,
            claimed,
            cost: first.cost,
            not_before: first.not_before,
            in_doubt: false,
            created: first.created,
            behind: u32::try_from(waiting.min(32)).unwrap(),
            new: matches!(key.lane, Lane::Topic(_)),
        });
        self.schedule.head(key, head);
    }

    /// Lets time pass; rows go when the schedule wakes for them.
    pub fn pass(&mut self, ms: i64) {
        let end = self.now + ms;
        loop {
            while self.claim() || self.finish() {}
            let wake = self.schedule.wake(Millis(self.now)).map(|at| at.0);
            assert!(wake.is_none_or(|wake| wake > self.now), "a wake that is not in the future spins");
            let answer = self.calls.keys().next().map(|(at, _)| *at);
            match [wake, answer].into_iter().flatten().min().filter(|next| *next <= end) {
                Some(next) => self.now = next.max(self.now),
                None => break,
            }
        }
        self.now = end;
    }

    /// Runs until everything has gone, and says how long that took.
    pub fn drain(&mut self) -> i64 {
        let began = self.now;
        while self.waiting() > 0 {
            assert!(self.now - began < 24 * 60 * MINUTE, "{} rows never go", self.waiting());
            self.pass(10_000);
        }
        self.sent.last().map_or(0, |sent| sent.at - began)
    }

    pub fn waiting(&self) -> usize {
        self.lanes.values().map(VecDeque::len).sum()
    }

    fn claim(&mut self) -> bool {
        let rows = self.schedule.next(Millis(self.now));
        for row in &rows {
            let found = self.lanes.iter_mut().find_map(|(key, lane)| {
                let first = lane.front_mut().filter(|first| first.row == *row)?;
                first.attempt += 1;
                Some((*key, first.cost))
            });
            let (key, cost) = found.unwrap_or_else(|| panic!("row {row} is not the first of its lane"));
            self.sent.push(Sent { at: self.now, key, row: *row, cost });
            self.calls.insert((self.now + self.latency, *row), key);
            self.tell(key);
        }
        !rows.is_empty()
    }

    fn finish(&mut self) -> bool {
        let due = self.calls.first_key_value().filter(|((at, _), _)| *at <= self.now);
        let Some((&(at, row), &key)) = due else { return false };
        self.calls.remove(&(at, row));
        self.schedule.ended(row, &done(), Millis(self.now));
        if let Some(lane) = self.lanes.get_mut(&key) {
            lane.pop_front();
        }
        if let (Lane::Topic(client), Some(_)) = (key.lane, key.lane.client()) {
            self.topics.insert(client);
            self.tell(LaneKey::of(Lane::In(client)));
            self.tell(LaneKey::of(Lane::Desk(Some(client))));
            self.tell(LaneKey::of(Lane::Card(client)));
        }
        self.tell(key);
        true
    }

    /// How long after `from` a row went.
    pub fn wait_of(&self, row: RowId, from: i64) -> i64 {
        let sent = self.sent.iter().find(|sent| sent.row == row);
        sent.unwrap_or_else(|| panic!("row {row} has not gone")).at - from
    }

    /// The most that went into the group within any minute.
    pub fn busiest_minute(&self) -> u32 {
        let group: Vec<&Sent> =
            self.sent.iter().filter(|sent| !matches!(sent.key.lane, Lane::Out(_) | Lane::Now)).collect();
        let minute = |from: i64| {
            let within = group.iter().filter(move |sent| (from..from + MINUTE).contains(&sent.at));
            within.map(|sent| sent.cost).sum::<u32>()
        };
        group.iter().map(|sent| minute(sent.at)).max().unwrap_or_default()
    }
}
