//! Asks a client for stars after a close, once for a ticket, and takes them.

use crate::model::{ClientId, Millis, TicketId};
use crate::relay::away::lang;
use crate::relay::client::answer;
use crate::relay::effect::{
    Action, Body, Button, Does, Effect, Fact, Keys, Label, Lane, Tell, TicketFact, UpkeepFact, What,
};
use crate::relay::event::Press;
use crate::relay::ticket;
use crate::relay::view::View;
use crate::text;

/// The question, after the client was told that the ticket is closed.
pub(super) fn ask(view: &View<'_>, client: ClientId) -> Vec<Effect> {
    let wanted = view.ticket.as_ref().filter(|ticket| !ticket.upkeep.rating_asked);
    let Some(ticket) = wanted.filter(|_| view.policy.desk.ask_rating) else { return Vec::new() };
    let button = |stars| {
        let does = Does::Press(Action::Rate(ticket.id, stars));
        Button { text: text::star_button(stars), does }
    };
    let what = What::Say {
        body: Body::Ours(text::rate_ask(lang(view))),
        keys: Keys::Inline(vec![(1..=5).map(button).collect()]),
        label: Some(Label::Rating(ticket.id)),
    };
    vec![
        ticket::fact(client, TicketFact::Upkeep(UpkeepFact::RatingAsked)),
        Effect::Tell(Tell::new(Lane::Out(client), what)),
    ]
}

/// A star was pressed: the first counts, for as old a ticket as it may be.
pub(super) fn pressed(
    view: &View<'_>,
    press: &Press,
    ticket: TicketId,
    stars: u8,
    now: Millis,
) -> Vec<Effect> {
    let lang = lang(view);
    let by = press.by.as_ref().map(|person| ClientId::from(person.id));
    let Some(rated) = view.rated.filter(|rated| Some(rated.client) == by) else {
        return vec![answer(press, text::client_button_stale(lang), now)];
    };
    if rated.stars.is_some() {
        return vec![answer(press, text::rated_already(lang), now)];
    }
    let thanks = text::rated(lang, stars);
    let label = Label::Rating(ticket);
    let revise = What::Revise { label, text: thanks.clone(), buttons: Vec::new() };
    vec![
        answer(press, thanks, now),
        Effect::Remember(Fact::Rated(ticket, stars)),
        Effect::Tell(Tell::new(Lane::Out(rated.client), revise)),
        Effect::Remember(Fact::Forgotten(label)),
        Effect::Tell(Tell::new(Lane::Card(rated.client), What::Card)),
    ]
}
