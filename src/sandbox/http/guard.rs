//! The lock on the world: whoever takes it sets the time first and wakes everybody afterwards.
//! It never keeps time itself; the machine's clock is read here and nowhere else in the sandbox.

use super::super::world::World;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// What the world's time follows.
#[derive(Debug, Clone, Copy)]
pub(super) enum Clock {
    /// The machine's, that many milliseconds ahead.
    Running { ahead: i64 },
    /// Nothing: it stands.
    Frozen(i64),
}

impl Clock {
    pub fn now(self) -> i64 {
        match self {
            Self::Running { ahead } => machine_time() + ahead,
            Self::Frozen(at) => at,
        }
    }

    pub fn later(self, milliseconds: i64) -> Self {
        match self {
            Self::Running { ahead } => Self::Running { ahead: ahead + milliseconds },
            Self::Frozen(at) => Self::Frozen(at + milliseconds),
        }
    }
}

fn machine_time() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

struct State {
    world: World,
    clock: Clock,
}

/// What the server's thread and the test's threads share.
pub(super) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    version: watch::Sender<u64>,
}

impl fmt::Debug for Shared {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Shared").finish_non_exhaustive()
    }
}

impl Shared {
    pub fn new(mut world: World) -> Self {
        let clock = Clock::Running { ahead: 0 };
        world.move_to(clock.now());
        let state = Mutex::new(State { world, clock });
        Self { state, changed: Condvar::new(), version: watch::channel(0).0 }
    }

    /// The world, with the time set; everybody who waits looks again when it is let go of.
    pub fn play(&self) -> Playing<'_> {
        Playing { state: self.lock(), shared: self }
    }

    /// A look that changes nothing unless it says so: no one is woken for nothing.
    pub fn look<T>(&self, look: impl FnOnce(&mut World) -> (T, bool)) -> T {
        let mut state = self.lock();
        let (seen, changed) = look(&mut state.world);
        if changed {
            self.wake();
        }
        seen
    }

    /// Tells of every change. What has changed by the time of the call counts as seen.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }

    /// How long to wait, in real time, for a moment of the world; none while its clock stands.
    pub fn until(&self, moment: i64) -> Option<Duration> {
        let state = self.lock();
        match state.clock {
            Clock::Running { .. } => {
                let wait = u64::try_from(moment - state.world.now()).unwrap_or(0);
                Some(Duration::from_millis(wait))
            }
            Clock::Frozen(_) => None,
        }
    }

    pub fn set_clock(&self, change: impl FnOnce(Clock, i64) -> Clock) {
        let mut state = self.lock();
        state.clock = change(state.clock, machine_time());
        let now = state.clock.now();
        state.world.turn_clock(now);
        self.wake();
    }

    pub fn wait_until(&self, deadline: Instant, mut condition: impl FnMut(&World) -> bool) -> bool {
        let mut state = self.lock();
        loop {
            if condition(&state.world) {
                return true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            let woken = self.changed.wait_timeout(state, left);
            state = woken.unwrap_or_else(PoisonError::into_inner).0;
            let now = state.clock.now();
            state.world.set_now(now);
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A test that panicked while it held the lock has failed anyway; others may still look.
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let now = state.clock.now();
        state.world.set_now(now);
        state
    }

    fn wake(&self) {
        self.changed.notify_all();
        self.version.send_modify(|version| *version += 1);
    }
}

/// The world, held. Waiting polls and waiting tests look again once it is let go of.
pub struct Playing<'a> {
    state: MutexGuard<'a, State>,
    shared: &'a Shared,
}

impl fmt::Debug for Playing<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Playing").finish_non_exhaustive()
    }
}

impl Deref for Playing<'_> {
    type Target = World;

    fn deref(&self) -> &World {
        &self.state.world
    }
}

impl DerefMut for Playing<'_> {
    fn deref_mut(&mut self) -> &mut World {
        &mut self.state.world
    }
}

impl Drop for Playing<'_> {
    fn drop(&mut self) {
        self.shared.wake();
    }
}
