//! The only place that reads the time. What it gives never goes back: waits end when they should even
//! if somebody sets the machine's clock.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::model::Millis;

/// How far the wall clock may be off before we follow it, in milliseconds.
const TOLERANCE: i64 = 2_000;

/// Tells the time.
#[derive(Debug)]
pub struct Clock {
    last: Mutex<(Instant, Millis)>,
}

impl Clock {
    /// A clock that begins with the machine's.
    pub fn start() -> Self {
        Self { last: Mutex::new((Instant::now(), wall())) }
    }

    /// Now.
    pub fn now(&self) -> Millis {
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let instant = Instant::now();
        let passed = instant.saturating_duration_since(last.0);
        let now = step(last.1, i64::try_from(passed.as_millis()).unwrap_or(i64::MAX), wall());
        // Less than a millisecond is kept for the next time, or a busy caller would stop the clock.
        if now > last.1 {
            *last = (instant, now);
        }
        now
    }

    /// How long until then; nothing if it has passed.
    pub fn until(&self, then: Millis) -> Duration {
        Duration::from_millis(u64::try_from(then.since(self.now())).unwrap_or_default())
    }
}

/// The moment after `last`, when `passed` milliseconds went by and the wall clock shows `wall`. A wall
/// clock ahead (set forward, or the machine slept) is followed at once; behind one that was set back we
/// run at half speed until it has caught up.
pub fn step(last: Millis, passed: i64, wall: Millis) -> Millis {
    let expected = last.plus(passed);
    if wall.since(expected) > TOLERANCE {
        wall
    } else if expected.since(wall) > TOLERANCE {
        last.plus(passed / 2)
    } else {
        expected
    }
}

fn wall() -> Millis {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}
