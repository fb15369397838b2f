//! The clinic's own brakes: how much of one client goes into the group in a minute, and how many new clients
//! get their topics. What is above waits in the queue and goes later, in order; nothing is dropped here. Pure.

use std::collections::{BTreeMap, BTreeSet};

use super::window::Window;
use crate::model::{ClientId, Limits, MINUTE, Millis};
use crate::relay::effect::Lane;
use crate::store::Head;

/// The brakes, and what lately went past them.
#[derive(Debug, Clone)]
pub struct Brakes {
    per_client: u32,
    clients: BTreeMap<ClientId, Window>,
    topics: Window,
    /// Whose first topic was asked for, and who have not been heard since.
    newcomers: BTreeSet<ClientId>,
}

/// What a brake may hold back.
enum Braked {
    /// What this client wrote.
    Words(ClientId),
    /// This client's topic.
    Topic(ClientId),
}

/// What of a lane may be held back; nothing of any other.
fn braked(lane: Lane) -> Option<Braked> {
    match lane {
        Lane::In(client) => Some(Braked::Words(client)),
        Lane::Topic(client) => Some(Braked::Topic(client)),
        Lane::Out(_)
        | Lane::Desk(_)
        | Lane::Card(_)
        | Lane::Look(_)
        | Lane::Moves(_)
        | Lane::React(_)
        | Lane::Now => None,
    }
}

impl Brakes {
    /// Brakes that remember what went before a restart.
    pub fn new(limits: &Limits, paced: &[(Millis, Lane, u32)]) -> Self {
        let topics = Window::new(limits.new_topics_per_minute, MINUTE);
        let mut brakes = Self {
            per_client: limits.client_per_minute,
            clients: BTreeMap::new(),
            topics,
            newcomers: BTreeSet::new(),
        };
        for &(at, lane, cost) in paced {
            brakes.count(lane, cost, at);
        }
        brakes
    }

    /// The moment from which on a brake lets a row pass. What has been tried already is past it.
    pub fn opens_at(&self, lane: Lane, head: &Head) -> Millis {
        let window = match braked(lane).filter(|_| head.attempt == 0) {
            Some(Braked::Words(client)) => self.clients.get(&client),
            Some(Braked::Topic(_)) => head.new.then_some(&self.topics),
            None => None,
        };
        window.map_or_else(Millis::default, |window| window.fits_at(head.cost))
    }

    /// A row goes out.
    pub fn note(&mut self, lane: Lane, head: &Head, now: Millis) {
        match braked(lane) {
            Some(Braked::Words(client)) => {
                self.newcomers.remove(&client);
            }
            Some(Braked::Topic(client)) if head.new => {
                self.newcomers.insert(client);
            }
            Some(Braked::Topic(_)) | None => return,
        }
        if head.attempt == 0 {
            self.count(lane, head.cost, now);
        }
    }

    fn count(&mut self, lane: Lane, cost: u32, at: Millis) {
        match braked(lane) {
            Some(Braked::Words(client)) if self.per_client > 0 => {
                let window = || Window::new(self.per_client, MINUTE);
                self.clients.entry(client).or_insert_with(window).note(at, cost, false);
            }
            Some(Braked::Topic(_)) => self.topics.note(at, cost, false),
            Some(Braked::Words(_)) | None => {}
        }
    }

    /// Forgets what is longer ago than a minute.
    pub fn forget(&mut self, now: Millis) {
        self.topics.forget(now);
        self.clients.retain(|_, window| {
            window.forget(now);
            !window.is_empty()
        });
    }

    /// Whether more topics of new clients wait than may be opened now.
    pub fn are_overrun(&self, waiting: usize) -> bool {
        u32::try_from(waiting).unwrap_or(u32::MAX) > self.topics.free()
    }

    /// Whether this row opens a new client's topic, or holds the first words of one.
    pub fn is_newcomer(&self, lane: Lane, head: &Head) -> bool {
        head.new || lane.client().is_some_and(|client| self.newcomers.contains(&client))
    }
}
