//! Whose turn it is among the topics: start-time fair queueing. Each topic's words are charged to it by
//! cost, and the topic that is least ahead goes first; one that was quiet goes before all that were
//! not. So a client who writes a hundred messages does not hold up one who writes one.
//!
//! When a crowd comes all at once, nobody is ahead, and one message would wait for the first words of everybody. So
//! of those who are equally far, whoever has little to say goes before whoever has much: it is soon done, and the
//! others hardly notice. Lest they do, they are let in between once they have waited for minutes.
//!
//! Strangers who overrun the desk take turns as one client would, all of them together. Pure.

use std::collections::BTreeMap;

use crate::model::{ClientId, MINUTE, Millis, RowId};
use crate::relay::effect::Lane;
use crate::store::{Head, LaneKey};

/// Whose turn it can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Who {
    /// This client's.
    Client(ClientId),
    /// That of all strangers together.
    Strangers,
}

/// Flows are forgotten once this many are known and they are not ahead any more.
const MANY: usize = 1024;
/// How long ago a turn is when nobody is behind for it any more, in milliseconds: an album last night is no
/// reason to wait in a crowd this morning.
const LONG_AGO: i64 = 10 * MINUTE;
/// Up to so much is little to say: a greeting, and the question behind it.
const LITTLE: u64 = 2;
/// How long the others let quiet clients pass, as many as may come. From then on, every second turn is for one
/// who has waited that long.
const PATIENCE: i64 = 3 * MINUTE;

/// How much somebody says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Talk {
    /// Little is all there was lately, with what waits. So it is never ahead: who greets first and asks then is not
    /// to wait for everybody in between.
    Quiet,
    /// Little waits now.
    Little,
    /// Much waits.
    Much,
}

/// What decides about whose turn it is: the smaller goes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Turn {
    /// How far it is.
    at: u64,
    /// It is the strangers'.
    stranger: bool,
    talk: Talk,
    /// The last turn before it.
    served: u64,
    row: RowId,
    who: Who,
}

/// The turns.
#[derive(Debug, Clone, Default)]
pub struct Turns {
    /// How far everybody is who is not ahead.
    now: u64,
    /// Counts turns, to tell who had one longest ago.
    served: u64,
    flows: BTreeMap<Who, Flow>,
    /// The last turn was somebody quiet's.
    was_quiet: bool,
}

#[derive(Debug, Clone, Copy)]
struct Flow {
    /// How far it is: what it was charged, on the common scale.
    at: u64,
    /// What it was charged since it was last silent for long.
    said: u64,
    /// Its last turn.
    served: u64,
    /// When that was.
    last: Millis,
}

impl Talk {
    fn of(waits: u64, said: u64) -> Self {
        if waits + said <= LITTLE {
            Self::Quiet
        } else if waits <= LITTLE {
            Self::Little
        } else {
            Self::Much
        }
    }
}

impl Turn {
    /// Whether it is somebody quiet's.
    pub fn is_quiet(&self) -> bool {
        self.talk == Talk::Quiet
    }

    /// Whether it is that of all strangers.
    pub fn is_strangers(&self) -> bool {
        self.stranger
    }
}

impl Turns {
    /// The turn it would be if this head went now.
    pub fn turn(&self, who: Who, key: LaneKey, head: &Head, now: Millis) -> Turn {
        let flow = self.flow(who, now);
        let talk = Talk::of(waiting(key, head), flow.said);
        let at = if talk == Talk::Quiet { self.now } else { flow.at };
        Turn { at, stranger: who == Who::Strangers, talk, served: flow.served, row: head.row, who }
    }

    /// Whether this head has let quiet clients pass for long enough, and the last turn was one of theirs.
    /// Strangers let everybody pass.
    pub fn owes(&self, turn: &Turn, head: &Head, now: Millis) -> bool {
        self.was_quiet && !turn.is_quiet() && !turn.stranger && now >= patient_until(head)
    }

    /// It was this turn, whatever is charged for it.
    pub fn passed(&mut self, turn: &Turn) {
        self.was_quiet = turn.is_quiet();
    }

    /// This turn is charged so much.
    pub fn serve(&mut self, turn: &Turn, cost: u32, now: Millis) {
        let Flow { at, said, .. } = self.flow(turn.who, now);
        let cost = u64::from(cost);
        self.now = turn.at;
        self.served += 1;
        let flow = Flow { at: at + cost, said: said + cost, served: self.served, last: now };
        self.flows.insert(turn.who, flow);
        if self.flows.len() > MANY {
            let now = self.now;
            self.flows.retain(|_, flow| flow.at > now);
        }
    }

    fn flow(&self, who: Who, now: Millis) -> Flow {
        let flow = self.flows.get(&who).filter(|flow| now.since(flow.last) < LONG_AGO);
        let fresh = Flow { at: self.now, said: 0, served: 0, last: now };
        flow.map_or(fresh, |flow| Flow { at: flow.at.max(self.now), ..*flow })
    }
}

/// Until when a head lets quiet clients pass.
pub fn patient_until(head: &Head) -> Millis {
    head.created.plus(PATIENCE)
}

/// How much waits. That a topic has to be opened for it is none of the client's words.
fn waiting(key: LaneKey, head: &Head) -> u64 {
    let first = if matches!(key.lane, Lane::Topic(_)) { 0 } else { head.cost };
    u64::from(first) + u64::from(head.behind)
}
