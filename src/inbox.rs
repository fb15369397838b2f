//! Fetches updates, reads each into an event, and hands them over in order. The next offset is asked
//! for only after the batch is committed, so nothing is confirmed to Telegram that could still be lost.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::sleep;

use crate::clock::Clock;
use crate::engine::{Input, Orders, Update};
use crate::model::{Millis, SECOND};
use crate::relay::event::{Event, Polled};
use crate::telegram::{Api, POLL_LIMIT, PollError, read};

/// How long a poll waits for an update (`getUpdates`: up to 50 s).
const LONG: Duration = Duration::from_secs(50);
/// The same while something waits for the poll to end.
const SHORT: Duration = Duration::from_secs(1);
/// Telegram answers a poll that asks from the same number as the one before, less than half a second later, with
/// one update, however many wait (Bot API server, `Client::do_get_updates`). Twice that, as our clock is not its.
const AGAIN: i64 = SECOND;
/// It also cuts an answer off before 4 MiB; one this long, in bytes, may have been. No update is longer than the
/// rest.
const LONG_ANSWER: usize = 3 << 20;
/// The waits after failed polls.
const WAITS: [u64; 6] = [1, 2, 4, 8, 15, 30];

/// The inbox.
pub struct Inbox {
    /// Telegram.
    pub api: Arc<Api>,
    /// The engine.
    pub orders: Orders,
    /// The time.
    pub clock: Arc<Clock>,
    /// Becomes true when the bot is to stop.
    pub stop: watch::Receiver<bool>,
}

impl Inbox {
    /// Polls until the bot is to stop.
    pub async fn run(mut self) {
        let mut offset = None;
        // The first poll only collects what waited.
        let mut timeout = Duration::ZERO;
        let (mut failures, mut polls) = (Failures::default(), Asking::default());
        while !*self.stop.borrow() {
            let poll = polls.begin(offset, self.clock.now());
            let polled = tokio::select! {
                polled = self.api.updates(offset, timeout) => polled,
                _ = self.stop.changed() => return,
            };
            match polled {
                Ok(updates) => {
                    failures.end();
                    let polled = poll.ended(&updates);
                    let (inputs, next) = batch(updates, polled, offset);
                    let Some(ack) = self.orders.commit(inputs).await else { return };
                    offset = next;
                    timeout = if ack.hurry { SHORT } else { LONG };
                }
                Err(error) => {
                    let wait = failures.add(&error);
                    tokio::select! {
                        () = sleep(wait) => {}
                        _ = self.stop.changed() => return,
                    }
                }
            }
        }
    }
}

/// What the last poll asked, by which it is known whether Telegram cuts the next one short.
#[derive(Debug, Default)]
pub struct Asking {
    last: Option<(Option<i64>, Millis)>,
}

/// A poll under way.
#[derive(Debug, Clone, Copy)]
pub struct Poll {
    began: Millis,
    short: bool,
}

impl Asking {
    /// A poll from this offset begins. What the run before this one asked nobody knows.
    pub fn begin(&mut self, offset: Option<i64>, now: Millis) -> Poll {
        let short = self.last.is_none_or(|(from, at)| from == offset && now.since(at) < AGAIN);
        self.last = Some((offset, now));
        Poll { began: now, short }
    }
}

impl Poll {
    /// It brought these updates.
    pub fn ended(self, updates: &[String]) -> Polled {
        let limit = if self.short { 1 } else { POLL_LIMIT };
        let bytes: usize = updates.iter().map(String::len).sum();
        // An answer to a short poll that has more than one update was not cut short after all.
        let full = updates.len() == limit || updates.len() >= POLL_LIMIT;
        Polled { began: self.began, drained: !full && bytes < LONG_ANSWER }
    }
}

/// A batch as inputs, and the offset to ask for next: this batch's highest number and one. The numbers
/// may restart lower after a quiet week, so an older maximum says nothing.
pub fn batch(updates: Vec<String>, polled: Polled, offset: Option<i64>) -> (Vec<Input>, Option<i64>) {
    let count = i64::try_from(updates.len()).unwrap_or(i64::MAX);
    let mut inputs = vec![Input::Happened(Event::Polled(polled))];
    let mut highest = None;
    for raw in updates {
        let reading = read(&raw);
        highest = highest.max(reading.id);
        inputs.push(Input::Update(Update { id: reading.id, raw, event: reading.event }));
    }
    let next = match highest {
        Some(highest) => Some(highest.saturating_add(1)),
        // Updates without a number cannot be confirmed by it; they are counted on from the last.
        None if count > 0 => offset.map(|offset| offset.saturating_add(count)),
        None => offset,
    };
    (inputs, next)
}

/// Polls that failed in a row.
#[derive(Default)]
struct Failures {
    count: usize,
    last: Option<std::mem::Discriminant<PollError>>,
}

impl Failures {
    /// Logs what is wrong, loudly only when it is new, and says how long to wait.
    fn add(&mut self, error: &PollError) -> Duration {
        let kind = Some(std::mem::discriminant(error));
        let news = kind != self.last;
        let level = match error {
            _ if !news => log::Level::Debug,
            PollError::Unreachable(_) | PollError::Later(_) => log::Level::Warn,
            PollError::Unauthorized | PollError::Conflict(_) => log::Level::Error,
        };
        log::log!(level, "{}", words(error));
        let wait = WAITS[self.count.min(WAITS.len() - 1)];
        self.last = kind;
        self.count += 1;
        if let PollError::Later(asked) = error { *asked } else { Duration::from_secs(wait) }
    }

    fn end(&mut self) {
        if self.count > 0 {
            log::info!("Telegram answers again");
            *self = Self::default();
        }
    }
}

fn words(error: &PollError) -> String {
    match error {
        PollError::Unauthorized => "Telegram refuses the token: was it revoked? Put the new one into \
                                    telegram.token and restart"
            .to_owned(),
        PollError::Conflict(words) => {
            format!("another program receives this bot's updates; stop it ({words})")
        }
        PollError::Later(asked) => {
            format!("Telegram asks to wait {} s before the next poll", asked.as_secs())
        }
        PollError::Unreachable(why) => format!("Telegram cannot be reached: {why}; trying again"),
    }
}
