//! Asks Enote on threads of its own, a few at a time, and reports each answer as an event. It decides nothing,
//! and keeps nothing: a question that has no answer yet stands in the database and is asked again after a
//! restart.

use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::Receiver;
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::Clock;
use crate::engine::{Input, Orders};
use crate::enote::Enote;
use crate::model::{ErrandId, Half, Inquiry, Reply, Trouble, WhyNot};
use crate::relay::event::{Answered, Event};

/// The threads that ask Enote. They end with the process: a call may take long, and whatever it would have
/// brought is asked for again.
pub struct Errands {
    office: Arc<Office>,
}

/// What the threads share.
struct Office {
    enote: Option<Enote>,
    clock: Arc<Clock>,
    errands: Mutex<Receiver<(ErrandId, Inquiry)>>,
    /// Nothing once the bot is stopping: the engine stops when nobody is left to give it orders.
    orders: Mutex<Option<Orders>>,
}

impl Errands {
    /// Starts that many threads. Without an Enote every question is answered with that.
    pub fn start(
        enote: Option<Enote>,
        threads: u32,
        errands: Receiver<(ErrandId, Inquiry)>,
        orders: Orders,
        clock: Arc<Clock>,
    ) -> io::Result<Self> {
        let (errands, orders) = (Mutex::new(errands), Mutex::new(Some(orders)));
        let office = Arc::new(Office { enote, clock, errands, orders });
        for number in 1..=threads.max(1) {
            let office = Arc::clone(&office);
            std::thread::Builder::new().name(format!("enote-{number}")).spawn(move || office.work())?;
        }
        Ok(Self { office })
    }

    /// No more answers are reported.
    pub fn stop(self) {
        self.office.orders.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

impl Office {
    fn work(&self) {
        while let Some((errand, inquiry)) = self.next() {
            let began = self.clock.now();
            // A fault of ours must neither take the thread along nor leave staff waiting.
            let asked = catch_unwind(AssertUnwindSafe(|| self.ask(&inquiry)));
            let answer = asked.unwrap_or_else(|_| Err(trouble(WhyNot::Malformed, "a fault in the program")));
            let ms = self.clock.now().since(began);
            self.report(Answered { errand, answer, ms });
        }
    }

    /// The next question; waits for one. Nothing when the engine has gone.
    fn next(&self) -> Option<(ErrandId, Inquiry)> {
        self.errands.lock().unwrap_or_else(PoisonError::into_inner).recv().ok()
    }

    fn ask(&self, inquiry: &Inquiry) -> Result<Reply, Trouble> {
        match &self.enote {
            Some(enote) => enote.ask(inquiry),
            None => Err(trouble(WhyNot::NotSetUp, "the config has no [enote]")),
        }
    }

    fn report(&self, answered: Answered) {
        if let Some(orders) = self.orders.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            orders.give(vec![Input::Happened(Event::Answered(answered))]);
        }
    }
}

fn trouble(why: WhyNot, detail: &str) -> Trouble {
    Trouble { why, half: Half::OData, detail: detail.to_owned() }
}
