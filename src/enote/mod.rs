//! Questions to Enote, the clinic's 1C: which owner stands behind a contract, what their name and contacts are, which
//! animals they have. Blocking, for several threads at once. An answer is believed only when it fits its question;
//! everything else is one of a few kinds of trouble. Never writes to Enote, and never tells more of a trouble than
//! its status, its code and words of our own.

mod breaker;
mod call;
mod cards;
mod contacts;
mod failure;
mod learned;
mod line;
mod open;
mod patience;
mod search;
mod value;
mod verdict;
mod wire;

use std::sync::{Arc, Mutex};

pub use breaker::{Breaker, Ended};
pub use patience::Patience;

use crate::clock::Clock;
use crate::model::{Contacts, EnoteService, Inquiry, Millis, OwnerRef, Reply, Trouble, Wire};
use learned::Learned;
use line::Line;
use patience::millis;

/// The clinic's Enote, ready to be asked.
#[derive(Debug)]
pub struct Enote {
    odata: Line,
    api: Line,
    wire: Wire,
    learned: Mutex<Learned>,
    patience: Patience,
    clock: Arc<Clock>,
}

impl Enote {
    /// Makes ready to ask; asks nothing yet. The error names the key of the config that is wrong, and the remedy.
    pub fn new(service: &EnoteService, clock: Arc<Clock>) -> Result<Self, String> {
        Self::with(service, clock, Patience::default())
    }

    /// The same with times of one's own.
    pub fn with(service: &EnoteService, clock: Arc<Clock>, patience: Patience) -> Result<Self, String> {
        Ok(Self {
            odata: open::odata(service, patience, &clock)?,
            api: open::api(service, patience, &clock)?,
            wire: service.wire,
            learned: Mutex::new(Learned::from(service)),
            patience,
            clock,
        })
    }

    /// Asks, and waits for the answer: at most [`Patience::whole`]. One call at a time for each thread that asks.
    pub fn ask(&self, inquiry: &Inquiry) -> Result<Reply, Trouble> {
        let end = self.clock.now().plus(millis(self.patience.whole));
        match inquiry {
            Inquiry::Contract(contract) => {
                let mut card = self.odata.search(end, || self.card(contract, end))?;
                card.contacts = self.contacts(&card.owner, end);
                Ok(Reply::Card(Box::new(card)))
            }
            Inquiry::Contacts(owner) => self.contacts(owner, end).map(Reply::Contacts),
            Inquiry::Animals(owner) => {
                let cards = self.odata.search(end, || self.cards_of(owner, end))?;
                Ok(Reply::Animals(cards::animals(&[], cards::live(cards))))
            }
        }
    }

    fn contacts(&self, owner: &OwnerRef, end: Millis) -> Result<Contacts, Trouble> {
        self.api.search(end, || self.client(owner, end))
    }
}
