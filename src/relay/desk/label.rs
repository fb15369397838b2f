//! `/label`: the name under which staff know a client, on the card and over the topic.

use super::Given;
use crate::relay::clean_name;
use crate::relay::effect::{ClientFact, Effect, Fact};
use crate::relay::ticket;
use crate::relay::view::Client;
use crate::text;

pub(super) fn label(given: &Given<'_>, client: &Client) -> Vec<Effect> {
    let lang = given.lang();
    let new = match given.rest {
        "-" | "–" | "—" => None,
        name => match clean_name(name) {
            Some(name) => Some(name),
            None => return vec![given.answer(text::label_usage(lang, client.label.as_deref()))],
        },
    };
    let line = match &new {
        Some(name) => text::labelled(lang, name),
        None if client.label.is_none() => return vec![given.answer(text::unlabelled_already(lang))],
        None => text::unlabelled(lang),
    };
    let mut effects =
        vec![given.answer(line), Effect::Remember(Fact::OfClient(client.id, ClientFact::Label(new)))];
    effects.extend(ticket::changed(client.id));
    effects
}
