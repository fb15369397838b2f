//! Closes tickets in which nothing has been said for long. Nobody is told; the card shows it.

use crate::model::{MINUTE, Millis};
use crate::relay::effect::{Effect, Fact, TicketFact};
use crate::relay::event::Due;
use crate::relay::view::View;
use crate::relay::{ticket, timer};

/// How often it is looked for such tickets, in milliseconds.
const EVERY: i64 = 60 * MINUTE;
/// How soon after a time away it is looked again, in milliseconds.
const SOON: i64 = MINUTE;
const DAY: i64 = 24 * 60 * MINUTE;

pub(super) fn due(view: &View<'_>, now: Millis) -> Vec<Effect> {
    let again = |after| Effect::Remember(Fact::Deadline(Due::CloseIdle, now.plus(after)));
    if !timer::hears(&view.polls, now) {
        return vec![again(SOON)];
    }
    let days = i64::from(view.policy.desk.close_after_days);
    let rested = view.resting.iter().filter(|ticket| days > 0 && now.since(ticket.since) >= days * DAY);
    let closed = rested.flat_map(|ticket| {
        let fact = ticket::fact(ticket.client, TicketFact::Closed { by: None });
        [fact].into_iter().chain(ticket::changed(ticket.client))
    });
    [again(EVERY)].into_iter().chain(closed).collect()
}
