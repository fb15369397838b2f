//! What the server's threads and the test share: the world, and the connections that are open.
//! It never reads or writes a connection.

use super::super::world::EnoteWorld;
use std::collections::BTreeMap;
use std::net::{Shutdown, TcpStream};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

pub(super) struct State {
    pub world: EnoteWorld,
    pub is_stopping: bool,
    connections: BTreeMap<usize, Arc<TcpStream>>,
    threads: Vec<JoinHandle<()>>,
    opened: usize,
}

pub(super) struct Shared {
    state: Mutex<State>,
    changed: Condvar,
    started: Instant,
}

impl Shared {
    pub fn new(world: EnoteWorld) -> Self {
        let state =
            State { world, is_stopping: false, connections: BTreeMap::new(), threads: Vec::new(), opened: 0 };
        Self { state: Mutex::new(state), changed: Condvar::new(), started: Instant::now() }
    }

    /// How long the server has been there.
    pub fn age(&self) -> Duration {
        self.started.elapsed()
    }

    pub fn look<T>(&self, look: impl FnOnce(&State) -> T) -> T {
        look(&self.lock())
    }

    /// Changes something, and wakes everybody who waits for a change.
    pub fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        let done = change(&mut self.lock());
        self.changed.notify_all();
        done
    }

    pub fn wait_until(&self, longest: Duration, mut condition: impl FnMut(&State) -> bool) -> bool {
        let deadline = Instant::now() + longest;
        let mut state = self.lock();
        loop {
            if condition(&state) {
                return true;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return false;
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // A test that panicked while it held the lock has failed anyway; others may still look.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Notes a new connection; the answer is its number.
    pub fn open(&mut self, stream: Arc<TcpStream>) -> usize {
        self.opened += 1;
        self.connections.insert(self.opened, stream);
        self.opened
    }

    /// Lets go of a connection, so that its thread is the last that holds it.
    pub fn forget(&mut self, connection: usize) {
        self.connections.remove(&connection);
    }

    /// Notes a connection's thread, and lets go of those that have ended.
    pub fn started(&mut self, thread: JoinHandle<()>) {
        self.threads.retain(|thread| !thread.is_finished());
        self.threads.push(thread);
    }

    /// Shuts every connection: whoever reads or writes one is woken. The answer is the threads to wait for.
    pub fn shut(&mut self) -> Vec<JoinHandle<()>> {
        for stream in self.connections.values() {
            let _closed_already = stream.shutdown(Shutdown::Both);
        }
        std::mem::take(&mut self.threads)
    }
}
