//! `/client`, `/phone` and `/card`: who the client is.

use super::Given;
use crate::relay::card::state;
use crate::relay::effect::{Effect, Fact, Label, Lane, Tell, What};
use crate::relay::phones;
use crate::relay::view::{Client, Ticket};
use crate::text::{self, ClientFacts};

/// Everything that is known of them.
pub(super) fn client(given: &Given<'_>, client: &Client) -> Vec<Effect> {
    if !given.rest.is_empty() {
        return given.usage();
    }
    let dossier = &given.view.dossier;
    let ticket = given.view.ticket.as_ref();
    let assignee = ticket.and_then(|ticket| ticket.assignee.as_ref());
    let facts = ClientFacts {
        client: client.id,
        name: &client.name,
        own_name: client.label.as_ref().map(|_| dossier.own_name.as_str()),
        username: client.username.as_deref(),
        language: client.language.as_deref(),
        phones: &phones::lines(&client.phones),
        owner: dossier.owner.as_ref(),
        state: state(ticket),
        of: assignee.filter(|_| !ticket.is_some_and(Ticket::is_open)).map(|member| member.name.as_str()),
        closed: dossier.closed,
        first: dossier.first,
        last: dossier.last,
        ban: client.ban.as_ref(),
    };
    vec![given.answer(text::client(given.lang(), &given.view.policy.zone(), &facts))]
}

/// How to ring them up.
pub(super) fn phone(given: &Given<'_>, client: &Client) -> Vec<Effect> {
    if !given.rest.is_empty() {
        return given.usage();
    }
    let lines = phones::lines(&client.phones);
    let username = client.username.as_deref();
    vec![given.answer(text::phone(given.lang(), client.id, &client.name, username, &lines))]
}

/// The card moves to the end of the topic. The old one loses its buttons and its pin; whoever presses one of
/// them meanwhile still gets what stands on it.
pub(super) fn card(given: &Given<'_>, client: &Client) -> Vec<Effect> {
    if !given.rest.is_empty() {
        return given.usage();
    }
    let (lane, label) = (Lane::Card(client.id), Label::Card(client.id));
    let old = What::Revise { label, text: text::card_moved(given.lang()), buttons: Vec::new() };
    let rows = [old, What::Unpin, What::Card].map(|what| Effect::Tell(Tell::new(lane, what)));
    [Effect::Remember(Fact::Forgotten(label))].into_iter().chain(rows).collect()
}
