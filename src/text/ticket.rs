//! What people read about a ticket: on the card, over the chat, and in private.

use super::bundle::say;
use super::{CardState, Text};
use crate::model::Lang;

/// How the card says where the ticket stands.
pub(super) fn state_line(lang: Lang, state: CardState<'_>) -> String {
    match state {
        CardState::New => say(lang, "state-new", &[]),
        CardState::InProgress => say(lang, "state-in-progress", &[]),
        CardState::Of(name) => say(lang, "state-of", &[("name", name.into())]),
        CardState::Closed => say(lang, "state-closed", &[]),
    }
}

macro_rules! sentences {
    ($($(#[$doc:meta])* $name:ident = $key:literal;)*) => {
        $($(#[$doc])* pub fn $name(lang: Lang) -> Text { Text::plain(say(lang, $key, &[])) })*
    };
}

pub(super) use sentences;

sentences! {
    /// The card's button: whoever presses takes the client.
    take_button = "take-button";
    /// The card's button: hand the client over.
    hand_over_button = "hand-over-button";
    /// The card's button: close the ticket.
    close_button = "close-button";
    /// The card's button: open the ticket again.
    reopen_button = "reopen-button";
    /// A button that leads to a topic.
    visit_button = "visit-button";
    /// Whom to assign the client to; a button for each member stands below.
    assign_whom = "assign-whom";
    /// Over the chat: the list to choose from stands below.
    choose_below = "choose-below";
    /// Over the chat: an anonymous administrator cannot do this.
    come_out = "come-out";
    /// A closed ticket cannot be given to anybody.
    ticket_is_closed = "ticket-is-closed";
    /// The client is nobody's now.
    unassigned = "unassigned";
    /// The client was nobody's before.
    unassigned_already = "unassigned-already";
    /// The ticket was closed, and the client told.
    closed = "closed";
    /// The ticket was closed, and the client not told.
    closed_silently = "closed-silently";
    /// It was closed before.
    closed_already = "closed-already";
    /// The ticket is open again.
    reopened = "reopened";
    /// It was open before.
    open_already = "open-already";
    /// What the client reads when their ticket is closed.
    ticket_over = "ticket-over";
}

/// A button with a member's name.
pub fn name_button(name: &str) -> Text {
    Text::plain(name.to_owned())
}

/// The client is this member's now.
pub fn assigned(lang: Lang, name: &str) -> Text {
    Text::plain(say(lang, "assigned", &[("name", name.into())]))
}

/// The client was this member's before.
pub fn assigned_already(lang: Lang, name: &str) -> Text {
    Text::plain(say(lang, "assigned-already", &[("name", name.into())]))
}

/// To a member in private: this client was handed over to them.
pub fn summons(lang: Lang, client: &str) -> Text {
    Text::plain(say(lang, "summons", &[("client", client.into())]))
}

/// In the topic: the member cannot be reached in private.
pub fn not_summoned(lang: Lang, name: &str) -> Text {
    Text::plain(say(lang, "not-summoned", &[("name", name.into())]))
}
