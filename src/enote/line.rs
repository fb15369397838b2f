//! The line to one half of Enote: its address, its credentials, its breaker; a call is repeated here while that may
//! help and time is left. Knows nothing of what is asked.

use std::hash::BuildHasher;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use std::{fmt, thread};

use serde_json::Value;
use ureq::Agent;
use ureq::http::{HeaderValue, Uri};

use super::breaker::{Breaker, Ended};
use super::call;
use super::failure::{Again, Failure};
use super::patience::Patience;
use super::verdict;
use crate::clock::Clock;
use crate::model::{Half, Millis, Trouble, WhyNot};

/// With less than this left, no call is begun.
const SHORTEST: Duration = Duration::from_millis(10);

pub(super) struct Line {
    pub(super) half: Half,
    pub(super) agent: Agent,
    /// What a question is added to; no slash at its end.
    pub(super) address: String,
    /// The header that carries the credentials.
    pub(super) header: (&'static str, HeaderValue),
    /// How long one call may take.
    pub(super) timeout: Duration,
    /// How often it may be repeated.
    pub(super) retries: u32,
    pub(super) patience: Patience,
    pub(super) clock: Arc<Clock>,
    pub(super) breaker: Mutex<Breaker>,
}

impl Line {
    /// A search on this half, of one call or several, unless the half is left alone.
    pub(super) fn search<T>(
        &self,
        end: Millis,
        work: impl FnOnce() -> Result<T, Failure>,
    ) -> Result<T, Trouble> {
        // That the other half took all the time is no fault of this one.
        if self.clock.until(end) < SHORTEST {
            return Err(out_of_time().at(self.half));
        }
        let admitted = self.breaker().admit(self.clock.now());
        admitted.map_err(|why| Failure::new(why, Again::Never, left_alone(why)).at(self.half))?;
        let result = work();
        let ended = result.as_ref().map_or_else(Failure::ended, |_| Ended::Answered);
        self.breaker().report(self.clock.now(), ended);
        result.map_err(|failure| failure.at(self.half))
    }

    /// The JSON that answers this question, by `end`.
    pub(super) fn get(&self, question: &str, end: Millis) -> Result<Value, Failure> {
        let uri = Uri::try_from(format!("{}/{question}", self.address))
            .map_err(|_| Failure::malformed("the question does not fit into an address"))?;
        let (mut calls, mut internal) = (0, 0);
        loop {
            let left = self.clock.until(end);
            if left < SHORTEST {
                return Err(out_of_time().after(calls));
            }
            let failure = match self.once(&uri, self.timeout.min(left)) {
                Ok(value) => return Ok(value),
                Err(failure) => failure,
            };
            calls += 1;
            internal += u32::from(failure.again == Again::Once);
            match self.pause(&failure, calls, internal).filter(|pause| *pause < self.clock.until(end)) {
                Some(pause) => thread::sleep(pause),
                None => return Err(failure.after(calls)),
            }
        }
    }

    fn once(&self, uri: &Uri, timeout: Duration) -> Result<Value, Failure> {
        let answer = call::get(&self.agent, uri.clone(), (self.header.0, &self.header.1), timeout)?;
        verdict::read(self.half, &answer)
    }

    /// How long to wait before the next call; nothing if there is none.
    fn pause(&self, failure: &Failure, calls: u32, internal: u32) -> Option<Duration> {
        let advised = match failure.again {
            Again::Never => return None,
            Again::Once if internal > 1 => return None,
            Again::Once => None,
            Again::After(advised) => advised,
        };
        if calls > self.retries || advised.is_some_and(|advised| advised > self.patience.advised) {
            return None;
        }
        let full = self.patience.pause.saturating_mul(1 << (calls - 1).min(8));
        Some(shortened(full).max(advised.unwrap_or_default()))
    }

    fn breaker(&self) -> MutexGuard<'_, Breaker> {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn out_of_time() -> Failure {
    Failure::new(WhyNot::Unavailable, Again::Never, "the time for the whole search is over")
}

/// By up to a half at random, so that two who failed together do not come back together.
fn shortened(full: Duration) -> Duration {
    let random = std::hash::RandomState::new().hash_one(0_u8) % 512;
    full * (1024 - u32::try_from(random).unwrap_or_default()) / 1024
}

fn left_alone(why: WhyNot) -> &'static str {
    match why {
        WhyNot::Refused => "not asked: the credentials were refused a moment ago",
        WhyNot::Unavailable
        | WhyNot::NotFound
        | WhyNot::Ambiguous
        | WhyNot::Ownerless
        | WhyNot::Malformed
        | WhyNot::NotSetUp => "not asked: it did not answer the last searches, and is left alone for a while",
    }
}

impl fmt::Debug for Line {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Line")
            .field("half", &self.half)
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}
