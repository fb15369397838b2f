//! How an errand is noted: its end in our database, its steps in the clinic's log.

use super::remember;
use crate::model::{Contract, UserId};
use crate::relay::effect::{Effect, ErrandFact, LogEntry, LogEvent};
use crate::relay::view::{Ending, Errand, ErrandKind, View};

/// The errand is over.
pub(super) fn over(errand: &Errand, ending: Ending) -> Effect {
    remember(ErrandFact::Over(errand.id, ending))
}

/// The log gets this line.
pub(super) fn logged(entry: LogEntry) -> Effect {
    Effect::Log(Box::new(entry))
}

/// The line that the log gets about an errand.
pub(super) fn line(
    view: &View<'_>,
    errand: &Errand,
    event: LogEvent,
    actor: Option<UserId>,
    result: &'static str,
) -> LogEntry {
    LogEntry {
        event,
        module: module(errand.kind),
        client: errand.client,
        thread: view.topic.thread,
        actor,
        contract: errand.contract.as_ref().map(|contract| Contract::as_str(contract).to_owned()),
        owner: errand.card.as_ref().map(|card| card.owner.clone()),
        result,
        error: None,
        ms: None,
    }
}

fn module(kind: ErrandKind) -> &'static str {
    match kind {
        ErrandKind::Link => "enote_link",
        ErrandKind::Pets => "pets",
        ErrandKind::Refresh => "enote_refresh",
        ErrandKind::Unlink => "enote_unlink",
    }
}
