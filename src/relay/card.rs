//! The card in a client's topic and the look of the topic: what they show, given how things stand when
//! they are sent. Pure. The queue only knows that they have to be shown, so they are never out of date.

use crate::model::{ClientId, Lang, RowId};
use crate::relay::effect::{Action, Button, CannedAct, Does};
use crate::relay::phones;
use crate::relay::view::{Client, Status, Ticket};
use crate::text::{self, CardFacts, CardState, Text};

/// What the card and the topic's look are made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// The client.
    pub client: Client,
    /// The latest episode of their conversation.
    pub ticket: Option<Ticket>,
    /// An earlier topic of theirs was deleted.
    pub replaced: bool,
    /// The stars that their last closed ticket was given.
    pub rating: Option<u8>,
}

/// How a topic looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Look {
    /// Its name.
    pub title: String,
    /// The emoji that its icon shows.
    pub icon: &'static str,
}

/// The card's words and the buttons under them.
pub fn card(lang: Lang, facts: &Facts) -> (Text, Vec<Vec<Button>>) {
    let client = &facts.client;
    let ticket = facts.ticket.as_ref();
    let words = text::card(
        lang,
        &CardFacts {
            client: client.id,
            name: &client.name,
            username: client.username.as_deref(),
            language: client.language.as_deref(),
            phones: &phones::lines(&client.phones),
            replaced: facts.replaced,
            state: state(ticket),
            ban: client.ban.as_ref(),
            rating: facts.rating,
        },
    );
    let button = |text, action| Button { text, does: Does::Press(action) };
    let buttons = if ticket.is_some_and(Ticket::is_open) {
        let free = ticket.is_some_and(|ticket| ticket.assignee.is_none());
        let take = free.then(|| button(text::take_button(lang), Action::Take(client.id)));
        let hand_over = button(text::hand_over_button(lang), Action::HandOver(client.id));
        let close = button(text::close_button(lang), Action::Close(client.id));
        vec![take.into_iter().chain([hand_over]).collect(), vec![close]]
    } else {
        vec![vec![button(text::reopen_button(lang), Action::Reopen(client.id))]]
    };
    (words, buttons)
}

/// Where a ticket stands.
pub(super) fn state(ticket: Option<&Ticket>) -> CardState<'_> {
    let Some(ticket) = ticket else { return CardState::New };
    let assignee = ticket.assignee.as_ref().map(|member| member.name.as_str());
    match (ticket.status, assignee) {
        (Status::Closed, _) => CardState::Closed,
        (Status::Open | Status::InProgress, Some(name)) => CardState::Of(name),
        (Status::Open, None) => CardState::New,
        (Status::InProgress, None) => CardState::InProgress,
    }
}

/// How the topic should look.
pub fn look(facts: &Facts) -> Look {
    let icon = match facts.ticket.as_ref().map(|ticket| ticket.status) {
        None | Some(Status::Open) => "❗️",
        Some(Status::InProgress) => "💬",
        Some(Status::Closed) => "✅",
    };
    Look { title: facts.client.name.clone(), icon }
}

/// The buttons under what this row shows for somebody to send it to the client or not.
pub fn offer_buttons(lang: Lang, client: ClientId, row: RowId) -> Vec<Vec<Button>> {
    let button = |text, act| Button { text, does: Does::Press(Action::Canned(client, act)) };
    let send = button(text::canned_send_button(lang), CannedAct::Send(row));
    vec![vec![send, button(text::canned_discard_button(lang), CannedAct::Discard(row))]]
}
