//! What staff compare before a client is tied to an owner in Enote: the topic's side, Enote's side, and what is
//! to be said of both.

use jiff::tz::TimeZone;

use super::bundle::say;
use super::enote::{half, with_history};
use super::pets::animals;
use super::rich::Rich;
use super::short::short;
use super::{PhoneLine, Text, phone_lines};
use crate::model::{Lang, Link, Millis, Owner, OwnerCard, Trouble, WhyNot};

/// How much of a name or a list of phones is shown, in UTF-16 units.
const PIECE: usize = 200;
/// How many other clients of an owner are named, and how much of each name is shown.
const FAMILY: usize = 5;
const RELATIVE: usize = 40;

/// How the client's own number stands to those that Enote has of the owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhoneMatch {
    /// One of them is the same: this.
    Same(String),
    /// None is.
    Different,
    /// The client has shared none.
    NotShared,
    /// Enote has none.
    NotInEnote,
}

/// Another client of the same owner.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relative {
    /// Their name as people see it.
    pub name: String,
    /// Their topic, if it stands.
    pub link: Option<Link>,
}

/// What a preview shows.
pub struct PreviewFacts<'a> {
    /// The contract that was asked for.
    pub contract: &'a str,
    /// The owner to whom the client is linked already.
    pub linked: Option<&'a Owner>,
    /// The client's name as people see it.
    pub name: &'a str,
    /// Their public name without the `@`.
    pub username: Option<&'a str>,
    /// Their own phones.
    pub phones: &'a [PhoneLine],
    /// Who was found.
    pub card: &'a OwnerCard,
    /// The owner's phones, as people see them.
    pub owner_phones: &'a [String],
    /// How they compare; nothing where Enote did not tell the owner's.
    pub compared: Option<PhoneMatch>,
    /// Other clients who are linked to the same owner.
    pub family: &'a [Relative],
    /// Now.
    pub now: Millis,
}

/// Who is in the topic against who was found.
pub fn preview(lang: Lang, zone: &TimeZone, facts: &PreviewFacts<'_>) -> Text {
    let mut rich = Rich::default().push(&say(lang, "preview-head", &[("contract", facts.contract.into())]));
    if let Some(owner) = facts.linked {
        let owner = with_history(lang, zone, owner);
        rich = rich.push("\n").push(&say(lang, "preview-linked", &[("owner", short(&owner, PIECE).into())]));
    }
    rich = rich.push("\n\n").push(&say(lang, "preview-here", &[])).push(" ").push(&short(facts.name, PIECE));
    if let Some(username) = facts.username {
        rich = rich.push(" · @").push(username);
    }
    rich = rich.push("\n").push(phone_lines(lang, facts.phones).as_str()).push("\n\n");
    rich = with_owner(rich, lang, facts);
    rich = rich.push("\n").push(&animals(lang, zone, &facts.card.animals, facts.now)).push("\n");
    rich = rich.code(facts.card.owner.as_str()).push("\n\n").push(&verdict(lang, facts));
    with_family(rich, lang, facts.family).finish()
}

fn with_owner(rich: Rich, lang: Lang, facts: &PreviewFacts<'_>) -> Rich {
    let rich = rich.push(&say(lang, "preview-there", &[])).push(" ");
    let Ok(contacts) = &facts.card.contacts else {
        return rich.push(&say(lang, "preview-owner-unread", &[]));
    };
    let rich = match &contacts.name {
        Some(name) => rich.push(&short(name, PIECE)),
        None => rich.push(&say(lang, "preview-owner-nameless", &[])),
    };
    if facts.owner_phones.is_empty() {
        return rich.push("\n").push(&say(lang, "preview-no-phones", &[]));
    }
    rich.push("\n📞 ").push(&short(&facts.owner_phones.join(", "), PIECE))
}

/// What is to be made of it.
fn verdict(lang: Lang, facts: &PreviewFacts<'_>) -> String {
    match (&facts.card.contacts, &facts.compared) {
        (Err(trouble), _) => missing(lang, trouble),
        (_, Some(PhoneMatch::Same(_))) => say(lang, "preview-same", &[]),
        (_, Some(PhoneMatch::Different)) => say(lang, "preview-different", &[]),
        (_, Some(PhoneMatch::NotInEnote)) => say(lang, "preview-not-in-enote", &[]),
        (_, Some(PhoneMatch::NotShared) | None) => say(lang, "preview-not-shared", &[]),
    }
}

/// Why Enote did not tell name and phones.
fn missing(lang: Lang, trouble: &Trouble) -> String {
    let key = match trouble.why {
        WhyNot::NotFound => "preview-unread-not-found",
        WhyNot::Refused => "preview-unread-refused",
        WhyNot::Ambiguous
        | WhyNot::Ownerless
        | WhyNot::Unavailable
        | WhyNot::Malformed
        | WhyNot::NotSetUp => "preview-unread",
    };
    say(lang, key, &[("half", half(lang, trouble.half).into())])
}

fn with_family(mut rich: Rich, lang: Lang, family: &[Relative]) -> Rich {
    if family.is_empty() {
        return rich;
    }
    rich = rich.push("\n").push(&say(lang, "preview-family", &[])).push(" ");
    for (number, relative) in family.iter().take(FAMILY).enumerate() {
        let name = short(&relative.name, RELATIVE);
        rich = if number > 0 { rich.push(", ") } else { rich };
        rich = match relative.link {
            Some(link) => rich.link(&name, &link.url()),
            None => rich.push(&name),
        };
    }
    if family.len() > FAMILY { rich.push("…") } else { rich }
}
