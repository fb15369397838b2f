//! Sends what is due, lane by lane, within the limits, and reports each outcome as an event. The
//! deciding is `schedule`'s; here are the threads of it: a claim is committed before its call, and an
//! outcome is handed in before its lane goes on.
//!
//! Telegram has no key by which it would know a call again. A call whose outcome is unknown is made
//! again, so one message per lane can stand twice after a crash; `messages.delivery` then says so.

mod brakes;
mod fair;
mod place;
mod schedule;
mod window;

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::{mpsc, watch};
use tokio::task::{Id, JoinError, JoinSet};
use tokio::time::sleep;

pub use schedule::Schedule;

use crate::clock::Clock;
use crate::engine::{Committed, Input, Orders};
use crate::model::RowId;
use crate::relay::event::{Ended, Event, Outcome};
use crate::store::Claimed;
use crate::telegram::Api;

/// How long calls under way may take to end when the bot is stopped.
const DRAIN: Duration = Duration::from_secs(8);

/// The outbox: a schedule, and the calls it has under way.
pub struct Outbox {
    /// What to send next.
    pub schedule: Schedule,
    /// Telegram.
    pub api: Arc<Api>,
    /// The engine.
    pub orders: Orders,
    /// What the engine committed.
    pub commits: mpsc::UnboundedReceiver<Committed>,
    /// The time.
    pub clock: Arc<Clock>,
    /// Becomes true when the bot is to stop.
    pub stop: watch::Receiver<bool>,
}

/// Calls under way.
#[derive(Default)]
struct Calls {
    tasks: JoinSet<(RowId, Outcome)>,
    rows: BTreeMap<Id, RowId>,
    /// Rows given to the engine to be claimed, and not heard of since.
    claiming: usize,
}

impl Outbox {
    /// Runs until the bot is to stop and the calls under way have ended.
    pub async fn run(mut self) {
        let mut calls = Calls::default();
        while !*self.stop.borrow() {
            self.claim(&mut calls);
            let wait = self.wait();
            tokio::select! {
                committed = self.commits.recv() => match committed {
                    Some(committed) => self.take_in(committed, &mut calls, true),
                    None => return,
                },
                Some(done) = calls.tasks.join_next_with_id() => self.report(done, &mut calls),
                () = sleep(wait) => {}
                _ = self.stop.changed() => break,
            }
        }
        self.drain(calls).await;
    }

    fn claim(&mut self, calls: &mut Calls) {
        let rows = self.schedule.next(self.clock.now());
        if !rows.is_empty() {
            calls.claiming += rows.len();
            self.orders.give(rows.into_iter().map(Input::Claim).collect());
        }
    }

    fn wait(&self) -> Duration {
        let wake = self.schedule.wake(self.clock.now());
        wake.map_or(Duration::from_hours(1), |wake| self.clock.until(wake))
    }

    /// `go` is false once the bot is stopping: what has been claimed but not sent is given back.
    fn take_in(&mut self, committed: Committed, calls: &mut Calls, go: bool) {
        calls.claiming -= committed.claimed.len() + committed.dropped.len();
        if let Some(group) = committed.group {
            self.schedule.group(group);
        }
        for row in committed.dropped {
            self.schedule.dropped(row);
        }
        for (lane, head) in committed.heads {
            self.schedule.head(lane, head);
        }
        for claimed in committed.claimed {
            if go {
                self.send(claimed, calls);
            } else {
                self.ended(claimed.row, Outcome::NotSent);
            }
        }
    }

    fn send(&self, claimed: Claimed, calls: &mut Calls) {
        let api = Arc::clone(&self.api);
        let row = claimed.row;
        let task = calls.tasks.spawn(async move { (row, api.send(&claimed).await) });
        calls.rows.insert(task.id(), row);
    }

    fn report(&mut self, done: Result<(Id, (RowId, Outcome)), JoinError>, calls: &mut Calls) {
        let (id, ended) = match done {
            Ok((id, ended)) => (id, Some(ended)),
            Err(error) => (error.id(), None),
        };
        let row = calls.rows.remove(&id);
        // A call that panicked may have been carried out.
        let ended = ended.or(row.map(|row| (row, Outcome::Unknown)));
        if let Some((row, outcome)) = ended {
            self.schedule.ended(row, &outcome, self.clock.now());
            self.ended(row, outcome);
        }
    }

    fn ended(&self, row: RowId, outcome: Outcome) {
        self.orders.give(vec![Input::Happened(Event::Ended(Ended { row, outcome }))]);
    }

    /// No new calls; those under way may end. What does not end in time is in doubt at the next start.
    async fn drain(&mut self, mut calls: Calls) {
        let mut end = pin!(sleep(DRAIN));
        while calls.claiming > 0 || !calls.tasks.is_empty() {
            tokio::select! {
                committed = self.commits.recv(), if calls.claiming > 0 => match committed {
                    Some(committed) => self.take_in(committed, &mut calls, false),
                    None => return,
                },
                Some(done) = calls.tasks.join_next_with_id() => self.report(done, &mut calls),
                () = &mut end => {
                    log::warn!("{} calls were still under way and are in doubt", calls.tasks.len());
                    return;
                }
            }
        }
    }
}
