//! The side of Enote: what was asked, what is answered, and what the clinic's log was told. An answer that was
//! not laid out does not come.

use super::Sim;
use super::line::Running;
use pwparents::engine::{Committed, Input};
use pwparents::model::{ErrandId, Inquiry, Reply, Trouble};
use pwparents::relay::effect::LogEntry;
use pwparents::relay::event::{Answered, Event};
use std::collections::VecDeque;

/// How long Enote takes, as the log is told.
pub const TOOK: i64 = 300;

/// Enote, as far as the bot sees it.
#[derive(Default)]
pub struct Office {
    /// What is answered, in order.
    pub answers: VecDeque<Result<Reply, Trouble>>,
    /// What was asked and answered, in order.
    pub asked: Vec<Inquiry>,
    /// What the log was told.
    pub log: Vec<LogEntry>,
}

/// Questions under way.
#[derive(Default)]
pub(super) struct Questions(VecDeque<(ErrandId, Inquiry)>);

impl Questions {
    /// What a commit asks.
    pub(super) fn take_in(&mut self, committed: &mut Committed) {
        self.0.extend(committed.errands.drain(..));
    }
}

impl Sim {
    /// What a commit tells the log.
    pub(super) fn note(&mut self, committed: &mut Committed) {
        self.office.log.append(&mut committed.log);
    }

    /// What Enote is to answer next.
    pub fn question(&self) -> Option<&Inquiry> {
        self.running.as_ref()?.questions.0.front().map(|(_, inquiry)| inquiry)
    }

    /// Whether a question is under way whose answer is laid out.
    pub(super) fn has_answer(&self, running: &Running) -> bool {
        !running.questions.0.is_empty() && !self.office.answers.is_empty()
    }

    /// Enote answers a question.
    pub(super) fn answer(&mut self, running: &mut Running) -> bool {
        if !self.has_answer(running) {
            return false;
        }
        let question = running.questions.0.pop_front().zip(self.office.answers.pop_front());
        let Some(((errand, inquiry), answer)) = question else { return false };
        self.office.asked.push(inquiry);
        let answered = Event::Answered(Answered { errand, answer, ms: TOOK });
        self.handle(running, vec![Input::Happened(answered)], None);
        true
    }
}
