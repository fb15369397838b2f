//! `/enote_link`, `/pets`, `/enote_refresh`, `/enote_unlink` and `/cancel`: what staff want of Enote begins
//! here. How it goes on stands in `linking`. Nothing of it ever reaches the client.

use super::Given;
use crate::model::{Inquiry, Millis, Owner, OwnerRef};
use crate::relay::effect::Effect;
use crate::relay::linking::{self, Place, pets};
use crate::relay::view::{Client, ErrandKind};
use crate::text;

/// With a number behind it, it is looked for at once; without one, staff are asked for it.
pub(super) fn link(given: &Given<'_>, client: &Client, now: Millis) -> Vec<Effect> {
    let lang = given.lang();
    let Some(field) = given.view.policy.enote else {
        return vec![given.answer(text::enote_not_set_up(lang))];
    };
    let place = place(given, client, now);
    if given.rest.is_empty() {
        return linking::ask_number(&place);
    }
    match linking::contract_in(given.rest, field) {
        Some(contract) => linking::search(&place, contract),
        None => vec![given.answer(text::no_contract_number(lang))],
    }
}

/// What was read a moment ago is shown at once.
pub(super) fn pets(given: &Given<'_>, client: &Client, now: Millis) -> Vec<Effect> {
    let zone = given.view.policy.zone();
    of_an_owner(given, |owner, key| match pets::fresh(given.view, now) {
        Some(known) => {
            let facts = pets::facts(owner, &known.animals, known.read, now);
            vec![given.answer(text::pets(given.lang(), &zone, &facts))]
        }
        None => linking::ask(&place(given, client, now), ErrandKind::Pets, Inquiry::Animals(key)),
    })
}

pub(super) fn refresh(given: &Given<'_>, client: &Client, now: Millis) -> Vec<Effect> {
    of_an_owner(given, |_, key| {
        linking::ask(&place(given, client, now), ErrandKind::Refresh, Inquiry::Contacts(key))
    })
}

/// Only what is there can be taken off, and not before somebody has said yes to it. Enote is not asked.
pub(super) fn unlink(given: &Given<'_>, client: &Client, now: Millis) -> Vec<Effect> {
    if !given.rest.is_empty() {
        return given.usage();
    }
    match &given.view.linking.link {
        Some(owner) => linking::confirm_unlink(&place(given, client, now), owner),
        None => vec![given.answer(text::not_linked(given.lang()))],
    }
}

/// Ends what the same person has begun in this topic.
pub(super) fn cancel(given: &Given<'_>, client: &Client, now: Millis) -> Vec<Effect> {
    if !given.rest.is_empty() {
        return given.usage();
    }
    linking::cancel(&place(given, client, now))
}

fn place<'a>(given: &'a Given<'a>, client: &'a Client, now: Millis) -> Place<'a> {
    let by = given.by().map(|member| member.id);
    Place { view: given.view, client: client.id, by, under: given.post.key.message, now }
}

/// For commands that ask Enote about the owner to whom the client is linked.
fn of_an_owner(given: &Given<'_>, command: impl FnOnce(&Owner, OwnerRef) -> Vec<Effect>) -> Vec<Effect> {
    let lang = given.lang();
    if !given.rest.is_empty() {
        return given.usage();
    }
    if given.view.policy.enote.is_none() {
        return vec![given.answer(text::enote_not_set_up(lang))];
    }
    let Some(owner) = &given.view.linking.link else { return vec![given.answer(text::not_linked(lang))] };
    match owner.key.as_deref().and_then(OwnerRef::new) {
        Some(key) => command(owner, key),
        // Old data may name an owner without Enote's key.
        None => vec![given.answer(text::linked_without_key(lang))],
    }
}
