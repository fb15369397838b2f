//! What staff write while a contract number is waited for: the number, or something else, which is held back
//! and asked about, so that neither a slip reaches the client nor an answer to them is lost.

use super::{Place, named};
use crate::model::{ClientId, Contract, ContractField, Kind, Millis, UserId};
use crate::relay::effect::{Action, Button, Does, Effect, HeldAct, Keys, Label};
use crate::relay::event::{Post, Sender};
use crate::relay::staff;
use crate::relay::view::{Errand, ErrandState, View};
use crate::relay::visible::trimmed;
use crate::text;

/// The most letters in a contract number: more make a word.
const LETTERS_MAX: usize = 3;

/// What people put before a number.
const BEFORE: [&str; 9] =
    ["договору", "договора", "договір", "договор", "дог.", "номер", "№", "#", "contract"];

/// What a text is while a number is waited for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::relay) enum Taken {
    /// The number that was asked for.
    Number(Box<Errand>, Contract),
    /// Something else, perhaps meant for the client.
    Held,
    /// A number, but the question is over.
    TooLate(Contract),
}

/// What becomes of a text in the topic, if it is an answer to the question for a number: it answers the very
/// message that asked, or it is the next text of whoever was asked. Media are never taken.
pub(in crate::relay) fn taken(view: &View<'_>, post: &Post, now: Millis) -> Option<Taken> {
    if post.content.kind != Kind::Text {
        return None;
    }
    let field = view.policy.enote?;
    let contract = contract_in(&post.content.text.text, field);
    let waits = |errand: &&Errand| errand.state == ErrandState::Number && errand.until > now;
    let questioned = view.linking.questioned.as_ref();
    let mine = view.linking.open.iter().filter(waits).find(|errand| errand.by == author(post));
    match (questioned.filter(waits).or(mine), contract) {
        (Some(errand), Some(contract)) => Some(Taken::Number(Box::new(errand.clone()), contract)),
        // A note is a note, whatever is waited for.
        (Some(_), None) if view.reply_inside && questioned.is_none() => None,
        (Some(_), None) => Some(Taken::Held),
        (None, Some(contract)) if questioned.is_some() => Some(Taken::TooLate(contract)),
        (None, _) => None,
    }
}

/// What it brings about, beyond its being kept.
pub(in crate::relay) fn took(
    view: &View<'_>,
    client: ClientId,
    post: &Post,
    taken: Taken,
    now: Millis,
) -> Vec<Effect> {
    let lang = view.policy.lang;
    let place = Place { view, client, by: author(post), under: post.key.message, now };
    match taken {
        Taken::Number(errand, contract) => named(&place, &errand, contract),
        Taken::Held => vec![held(&place)],
        Taken::TooLate(contract) => {
            vec![staff::answer(client, post, text::number_too_late(lang, contract.as_str()))]
        }
    }
}

/// «Not sent»: with the ways to send it after all, or to be asked again.
fn held(place: &Place<'_>) -> Effect {
    let lang = place.view.policy.lang;
    let button = |text, act| Button { text, does: Does::Press(Action::Held(place.under, act)) };
    let send = button(text::held_send_button(lang), HeldAct::Send);
    let again = button(text::held_again_button(lang), HeldAct::Again);
    place.say(text::held_back(lang), Keys::Inline(vec![vec![send, again]]), Label::Held(place.under))
}

fn author(post: &Post) -> Option<UserId> {
    if let Sender::Person(person) = &post.from { Some(person.id) } else { None }
}

/// What stands behind a word, in whatever case the word is typed.
fn without<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let end = text.char_indices().map(|(at, _)| at).chain([text.len()]).nth(word.chars().count())?;
    (text[..end].to_lowercase() == word).then(|| &text[end..])
}

/// The contract number that a text is: `885`, `№ 885`, `договір 12-А`. Nothing if it is anything more.
pub(in crate::relay) fn contract_in(text: &str, field: ContractField) -> Option<Contract> {
    let mut rest = trimmed(text);
    while let Some(behind) = BEFORE.iter().find_map(|word| without(rest, word)) {
        rest = behind.trim_start_matches([' ', ':', '\u{a0}', '.']);
    }
    let letters = rest.chars().filter(|c| c.is_alphabetic()).count();
    let contract = Contract::new(rest).filter(|_| letters <= LETTERS_MAX)?;
    (contract.is_digits() || field != ContractField::Number).then_some(contract)
}
