//! SIGINT and SIGTERM: the first asks the bot to stop in order, the second does not ask.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::watch;

/// A wish to stop, for threads and for tasks.
#[derive(Clone)]
pub(super) struct Stop {
    flag: Arc<AtomicBool>,
    sender: Arc<watch::Sender<bool>>,
}

impl Stop {
    /// Nobody wishes it yet.
    pub(super) fn new() -> Self {
        Self { flag: Arc::default(), sender: Arc::new(watch::Sender::new(false)) }
    }

    /// Wishes it.
    pub(super) fn wish(&self) {
        self.flag.store(true, Ordering::Relaxed);
        self.sender.send_replace(true);
    }

    /// For a thread that looks now and then.
    pub(super) fn flag(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.flag)
    }

    /// For a task that waits.
    pub(super) fn watch(&self) -> watch::Receiver<bool> {
        self.sender.subscribe()
    }

    /// Whether it was wished.
    pub(super) fn is_wished(&self) -> bool {
        self.flag.load(Ordering::Relaxed)
    }

    /// Lets the process's signals wish it.
    pub(super) fn on_signals(&self) -> Result<(), String> {
        let stop = self.clone();
        ctrlc::set_handler(move || {
            if stop.is_wished() {
                log::warn!("stopped at once; calls under way are in doubt");
                std::process::exit(1);
            }
            stop.wish();
        })
        .map_err(|error| format!("cannot listen for signals: {error}"))
    }
}
