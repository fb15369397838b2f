//! Everything we can want, named by a verb: `Remember` a fact, `Tell` Telegram something, `Ask` a
//! question whose answer comes back as an event, `Log` what was done. Addresses are symbolic: a decision never knows a
//! thread id, the queue finds it when the row is sent.

mod fact;
mod lane;
mod log;
mod what;

pub use fact::{
    Away, CannedFact, ClientFact, Direction, ErrandFact, Fact, GroupFact, LinkFact, OwnerDetails, Pause,
    Polls, ReceptionFact, TicketFact, TopicFact, UpkeepFact,
};
pub use lane::Lane;
pub use log::{LogEntry, LogEvent};
pub use what::{Action, Body, Button, CannedAct, Does, Emoji, HeldAct, Key, Keys, Label, Rung, What};

use serde::{Deserialize, Serialize};

use crate::model::{ErrandId, Inquiry, MessageId, Millis};

/// Something we want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// A fact for our own database.
    Remember(Fact),
    /// Something for Telegram, queued in the outbox.
    Tell(Tell),
    /// A question to Telegram; the answer is the row's `Ended` event.
    Ask(Question),
    /// A question to Enote; the answer is an `Answered` event for this errand.
    AskEnote(ErrandId, Inquiry),
    /// A line for the log that the clinic keeps of what is done with Enote.
    Log(Box<LogEntry>),
}

/// A question about the support group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Is it (still) a forum?
    Forum,
    /// What may the bot do there?
    Rights,
    /// Which icons can topics have?
    Icons,
    /// Who are its administrators?
    Admins,
}

/// A row of the queue to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tell {
    /// Its place in the order, and its address.
    pub lane: Lane,
    /// What to send or do.
    pub what: What,
    /// A message of the destination chat to answer.
    pub answers: Option<MessageId>,
    /// An album that is still being gathered is not due before this moment, nor before a poll has
    /// ended that began after its last part came.
    pub gather_until: Option<Millis>,
    /// Not due before this moment.
    pub not_before: Option<Millis>,
    /// Worth nothing after this moment.
    pub expires: Option<Millis>,
}

impl Tell {
    /// The usual row: due at once, answering nothing, never stale.
    pub fn new(lane: Lane, what: What) -> Self {
        Self { lane, what, answers: None, gather_until: None, not_before: None, expires: None }
    }

    /// The same, as an answer to a message of the destination chat.
    #[must_use]
    pub fn answering(mut self, message: MessageId) -> Self {
        self.answers = Some(message);
        self
    }
}
