//! How long Enote is waited for, and how it is spared when it is down. Values only: nothing waits here.

use std::time::Duration;

/// The times that rule a search. The usual ones fit a clinic; tests shorten them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// After this a whole [`ask`](super::Enote::ask) has ended, however many calls it makes.
    pub whole: Duration,
    /// How long a connection may take to open.
    pub connect: Duration,
    /// The pause before the first repeat; it doubles with each, and each is shortened by up to a half at random.
    pub pause: Duration,
    /// The longest `Retry-After` that is waited for; after a longer one the search ends.
    pub advised: Duration,
    /// So many searches in a row without an answer, and the half is left alone.
    pub strikes: u32,
    /// For how long it is then left alone.
    pub rest: Duration,
    /// For how long it is left alone once it has refused the credentials: 1C locks a user out who comes with a
    /// wrong password again and again.
    pub refused: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            whole: Duration::from_mins(1),
            connect: Duration::from_secs(5),
            pause: Duration::from_secs(1),
            advised: Duration::from_secs(10),
            strikes: 3,
            rest: Duration::from_secs(30),
            refused: Duration::from_mins(1),
        }
    }
}

/// Milliseconds, for adding to a moment.
pub(super) fn millis(duration: Duration) -> i64 {
    i64::try_from(duration.as_millis()).unwrap_or(i64::MAX)
}
