//! The engine's thread: collects what has come in meanwhile, has it handled in one transaction, and
//! passes on what the commit brought. Decides nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};

use super::{Committed, Engine, Input};
use crate::clock::Clock;
use crate::journal::Journal;
use crate::model::{ErrandId, Inquiry};
use crate::store::Error;

/// The most orders that share a transaction.
const GROUP_MAX: usize = 256;
/// The longest sleep when nothing is due.
const IDLE: Duration = Duration::from_hours(1);
/// The first wait when the database does not take a commit; it doubles up to [`HOLD_MAX`].
const HOLD: Duration = Duration::from_millis(250);
const HOLD_MAX: Duration = Duration::from_secs(5);

/// What an order's sender hears when it has been committed.
#[derive(Debug, Clone, Copy)]
pub struct Ack {
    /// Something waits for the next poll to end: poll shortly.
    pub hurry: bool,
}

struct Order {
    inputs: Vec<Input>,
    ack: Option<oneshot::Sender<Ack>>,
}

/// Where orders for the engine go. The engine stops when the last of these is gone.
#[derive(Clone)]
pub struct Orders(Sender<Order>);

impl Orders {
    /// Hands in inputs, to be handled in order. Never waits.
    pub fn give(&self, inputs: Vec<Input>) {
        // If the engine is gone the process is about to end, and what was not committed comes again.
        let _ = self.0.send(Order { inputs, ack: None });
    }

    /// Hands in inputs and waits until they are committed; nothing if the engine has stopped.
    pub async fn commit(&self, inputs: Vec<Input>) -> Option<Ack> {
        let (ack, committed) = oneshot::channel();
        self.0.send(Order { inputs, ack: Some(ack) }).ok()?;
        committed.await.ok()
    }
}

/// Where what a commit brought goes.
pub struct Outlets {
    /// To the outbox.
    pub commits: mpsc::UnboundedSender<Committed>,
    /// Questions for Enote.
    pub errands: Sender<(ErrandId, Inquiry)>,
    /// The log of what is done with Enote.
    pub journal: Journal,
}

impl Outlets {
    /// Passes on what a commit brought. Whoever has gone by now will not miss it: the bot is stopping.
    pub fn pass(&mut self, mut committed: Committed, clock: &Clock) {
        for errand in committed.errands.drain(..) {
            let _ = self.errands.send(errand);
        }
        self.journal.write(&std::mem::take(&mut committed.log), clock.now());
        let _ = self.commits.send(committed);
    }
}

/// Starts the thread. `stopping` makes it give up on a database that refuses.
pub fn start(
    engine: Engine,
    clock: Arc<Clock>,
    outlets: Outlets,
    stopping: Arc<AtomicBool>,
) -> std::io::Result<(Orders, JoinHandle<Result<(), Error>>)> {
    let (sender, orders) = channel();
    let thread = std::thread::Builder::new()
        .name("engine".to_owned())
        .spawn(move || Loop { engine, clock, outlets, stopping, orders }.run())?;
    Ok((Orders(sender), thread))
}

struct Loop {
    engine: Engine,
    clock: Arc<Clock>,
    outlets: Outlets,
    stopping: Arc<AtomicBool>,
    orders: Receiver<Order>,
}

impl Loop {
    fn run(mut self) -> Result<(), Error> {
        while let Some(group) = self.collect() {
            let (inputs, acks) = unzip(group);
            let committed = self.handle(&inputs)?;
            let hurry = committed.hurry;
            self.outlets.pass(committed, &self.clock);
            for ack in acks {
                let _ = ack.send(Ack { hurry });
            }
        }
        self.engine.stop()
    }

    /// What has come in: an empty group when only the time has. Nothing when nobody is left to send.
    fn collect(&self) -> Option<Vec<Order>> {
        let wait = self.engine.next_due().map_or(IDLE, |due| self.clock.until(due)).min(IDLE);
        let first = match self.orders.recv_timeout(wait) {
            Ok(order) => order,
            Err(RecvTimeoutError::Timeout) => return Some(Vec::new()),
            Err(RecvTimeoutError::Disconnected) => return None,
        };
        Some(std::iter::once(first).chain(self.orders.try_iter().take(GROUP_MAX - 1)).collect())
    }

    /// Handles a group, and holds it as long as the database does not take it: a full disk or a lock
    /// passes, and nothing that was not committed has been acknowledged.
    fn handle(&mut self, inputs: &[Input]) -> Result<Committed, Error> {
        let mut hold = HOLD;
        let mut refused = false;
        loop {
            match self.engine.handle(inputs, self.clock.now()) {
                Ok(committed) => {
                    if refused {
                        log::info!("database: it takes commits again");
                    }
                    return Ok(committed);
                }
                Err(error) if self.stopping.load(Ordering::Relaxed) => return Err(error),
                Err(error) if !refused => {
                    log::error!("database: {error}; everything is held until this passes");
                    refused = true;
                }
                Err(error) => log::debug!("database: still {error}"),
            }
            std::thread::sleep(hold);
            hold = (hold * 2).min(HOLD_MAX);
        }
    }
}

fn unzip(group: Vec<Order>) -> (Vec<Input>, Vec<oneshot::Sender<Ack>>) {
    let mut inputs = Vec::new();
    let mut acks = Vec::new();
    for order in group {
        inputs.extend(order.inputs);
        acks.extend(order.ack);
    }
    (inputs, acks)
}
