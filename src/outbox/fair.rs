//! Whose turn it is among the topics: start-time fair queueing. Each topic's words are charged to it by
//! cost, and the topic that is least ahead goes first; one that was quiet goes before all that were
//! not. So a client who writes a hundred messages does not hold up one who writes one. Strangers who overrun
//! the desk take turns as one client would, all of them together. Pure.

use std::collections::BTreeMap;

use crate::model::{ClientId, MINUTE, Millis};

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

/// The turns.
#[derive(Debug, Clone, Default)]
pub struct Turns {
    /// How far everybody is who is not ahead.
    now: u64,
    /// Counts turns, to tell who had one longest ago.
    served: u64,
    flows: BTreeMap<Who, Flow>,
}

#[derive(Debug, Clone, Copy)]
struct Flow {
    /// How far it is: what it was charged, on the common scale.
    at: u64,
    /// Its last turn.
    served: u64,
    /// When that was.
    last: Millis,
}

impl Turns {
    /// The smaller goes first: less far ahead, then served longer ago.
    pub fn rank(&self, who: Who, now: Millis) -> (u64, u64) {
        let flow = self.flows.get(&who).filter(|flow| now.since(flow.last) < LONG_AGO);
        flow.map_or((self.now, 0), |flow| (flow.at.max(self.now), flow.served))
    }

    /// It had its turn, at this cost.
    pub fn serve(&mut self, who: Who, cost: u32, now: Millis) {
        let (at, _) = self.rank(who, now);
        self.now = at;
        self.served += 1;
        self.flows.insert(who, Flow { at: at + u64::from(cost), served: self.served, last: now });
        if self.flows.len() > MANY {
            let now = self.now;
            self.flows.retain(|_, flow| flow.at > now);
        }
    }
}
