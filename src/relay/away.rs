//! Tells a client who writes while the clinic is closed when it opens, once for a ticket.

use crate::hours;
use crate::model::{ClientId, Lang, Millis};
use crate::relay::effect::{Effect, Lane, Tell, TicketFact, UpkeepFact};
use crate::relay::event::Post;
use crate::relay::view::View;
use crate::relay::{ticket, topic};
use crate::text;

/// The language in which the client is spoken to.
pub(super) fn lang(view: &View<'_>) -> Lang {
    view.client_lang()
}

/// What the client is told about the hours after writing this. A press of the menu is answered by itself.
pub(super) fn told(view: &View<'_>, client: ClientId, post: &Post, now: Millis) -> Vec<Effect> {
    let Some(hours) = &view.policy.hours else { return Vec::new() };
    let opening = hours::next_opening(hours, now);
    let told = view.ticket.as_ref().is_some_and(|ticket| ticket.is_open() && ticket.upkeep.away_told);
    let pressed = view.policy.menu.pressed(lang(view), &post.content.text.text).is_some();
    if opening == Some(now) || told || pressed {
        return Vec::new();
    }
    let phone = view.policy.clinic.phone.as_deref();
    let text = text::away(lang(view), &hours.zone, now, opening, phone);
    // Once the clinic is open, it is not true any more.
    let line = Tell { expires: opening, ..Tell::new(Lane::Out(client), topic::saying(text, None)) };
    vec![ticket::fact(client, TicketFact::Upkeep(UpkeepFact::AwayTold)), Effect::Tell(line)]
}
