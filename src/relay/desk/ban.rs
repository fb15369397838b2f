//! `/ban` and `/unban`: whether a client is listened to. What staff write still reaches them.

use super::Given;
use crate::relay::effect::{ClientFact, Effect, Fact, TicketFact};
use crate::relay::ticket;
use crate::relay::view::{Client, Ticket};
use crate::relay::visible::one_line;
use crate::text;

/// The longest reason that is kept, in UTF-16 units: it stands on the card.
const REASON_MAX: usize = 256;

/// The client hears of it when they next write. Their ticket ends, so nobody is reminded of them.
pub(super) fn ban(given: &Given<'_>, client: &Client) -> Vec<Effect> {
    if let Some(ban) = &client.ban {
        return vec![given.answer(text::ban_already(given.lang(), ban))];
    }
    let Some(reason) = one_line(given.rest, REASON_MAX) else { return given.usage() };
    let by = given.by().map(|member| member.id);
    let banned = of(client, ClientFact::Banned { reason, by });
    let mut effects = vec![given.answer(text::ban_done(given.lang())), banned];
    // A topic without a ticket gets one with the first word in it.
    if given.view.ticket.as_ref().is_none_or(Ticket::is_open) {
        effects.push(ticket::fact(client.id, TicketFact::Closed { by }));
    }
    effects.extend(ticket::changed(client.id));
    effects
}

/// With words behind it, it is not done: they may have been meant for the client.
pub(super) fn unban(given: &Given<'_>, client: &Client) -> Vec<Effect> {
    if !given.rest.is_empty() {
        return given.usage();
    }
    if client.ban.is_none() {
        return vec![given.answer(text::unban_already(given.lang()))];
    }
    let mut effects = vec![given.answer(text::unban_done(given.lang())), of(client, ClientFact::Unbanned)];
    effects.extend(ticket::changed(client.id));
    effects
}

fn of(client: &Client, fact: ClientFact) -> Effect {
    Effect::Remember(Fact::OfClient(client.id, fact))
}
