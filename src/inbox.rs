//! Fetches updates, reads each into an event, and hands them over in order. The next offset is asked
//! for only after the batch is committed, so nothing is confirmed to Telegram that could still be lost.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::time::sleep;

use crate::clock::Clock;
use crate::engine::{Input, Orders, Update};
use crate::relay::event::{Event, Polled};
use crate::telegram::{Api, POLL_LIMIT, PollError, read};

/// How long a poll waits for an update (`getUpdates`: up to 50 s).
const LONG: Duration = Duration::from_secs(50);
/// The same while something waits for the poll to end.
const SHORT: Duration = Duration::from_secs(1);
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
        let mut failures = Failures::default();
        while !*self.stop.borrow() {
            let began = self.clock.now();
            let polled = tokio::select! {
                polled = self.api.updates(offset, timeout) => polled,
                _ = self.stop.changed() => return,
            };
            match polled {
                Ok(updates) => {
                    failures.end();
                    let polled = Polled { began, drained: updates.len() < POLL_LIMIT };
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
