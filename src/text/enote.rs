//! What staff read about Enote beyond what was found: questions, progress, trouble, and how an errand ended.
//! Every sentence about trouble says what to do, and those that answer words of staff say that the client got
//! nothing.

use jiff::tz::TimeZone;

use super::bundle::{say, sentences};
use super::when::day_and_time;
use super::{PetsFacts, Text, pets};
use crate::model::{Contact, Half, Lang, Owner, Trouble, WhyNot};

sentences! {
    /// There is no Enote in the config.
    enote_not_set_up = "enote-not-set-up";
    /// What stands behind `/enote_link` is no contract number.
    no_contract_number = "enote-no-number";
    /// Which contract?
    ask_contract = "enote-ask-number";
    /// What stands in the empty field where the number is to be written.
    contract_placeholder = "enote-placeholder";
    /// What staff wrote is no contract number, and was not sent to the client.
    held_back = "enote-held";
    /// Send it to the client after all.
    held_send_button = "enote-held-send-button";
    /// Ask for the number once more.
    held_again_button = "enote-held-again-button";
    /// It was sent to the client; the number is still waited for.
    held_sent = "enote-held-sent";
    /// It stays unsent.
    held_stays = "enote-held-stays";
    /// Enote is being asked.
    asking_enote = "enote-asking";
    /// Tie them.
    link_button = "enote-link-button";
    /// Untie them.
    unlink_button = "enote-unlink-button";
    /// Leave it.
    no_button = "enote-no-button";
    /// They have been tied.
    link_confirmed = "enote-link-confirmed";
    /// They have been untied.
    unlink_confirmed = "enote-unlink-confirmed";
    /// It was given up.
    errand_cancelled = "enote-errand-cancelled";
    /// What the asker had begun was given up.
    cancelled = "enote-cancelled";
    /// The asker had begun nothing.
    nothing_to_cancel = "enote-nothing-to-cancel";
    /// Somebody has changed the link meanwhile.
    link_overtaken = "enote-overtaken";
    /// The client is linked to nobody.
    not_linked = "enote-not-linked";
    /// The client is linked by name only.
    linked_without_key = "enote-without-key";
}

/// How an errand ended that somebody presses a button of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// As it was meant to.
    Done,
    /// It was given up.
    Cancelled,
    /// Nobody answered in time.
    Expired,
    /// In another way.
    Other,
}

/// The errand whose button was pressed has ended before.
pub fn errand_is_over(lang: Lang, ended: Ended) -> Text {
    let key = match ended {
        Ended::Done => "enote-over-done",
        Ended::Cancelled => "enote-over-cancelled",
        Ended::Expired => "enote-over-expired",
        Ended::Other => "enote-over-other",
    };
    Text::plain(say(lang, key, &[]))
}

/// The owner behind a contract is being looked for.
pub fn looking_for_contract(lang: Lang, contract: &str) -> Text {
    Text::plain(say(lang, "enote-looking", &[("contract", contract.into())]))
}

/// A number came after the question was over.
pub fn number_too_late(lang: Lang, contract: &str) -> Text {
    Text::plain(say(lang, "enote-too-late", &[("contract", contract.into())]))
}

/// Nobody answered in time.
pub fn errand_expired(lang: Lang, contract: Option<&str>) -> Text {
    Text::plain(match contract {
        Some(contract) => say(lang, "enote-expired-contract", &[("contract", contract.into())]),
        None => say(lang, "enote-expired", &[]),
    })
}

/// The client is linked now: to whom, and by whom.
pub fn linked(lang: Lang, name: Option<&str>, contract: &str, by: Option<&str>) -> Text {
    let by = actor(lang, by);
    let (contract, by) = (contract.into(), by.into());
    Text::plain(match name {
        Some(name) => say(lang, "enote-linked", &[("name", name.into()), ("contract", contract), ("by", by)]),
        None => say(lang, "enote-linked-nameless", &[("contract", contract), ("by", by)]),
    })
}

/// The client is linked no more: to whom they were, and who took it off.
pub fn unlinked(lang: Lang, owner: Option<&Owner>, by: Option<&str>) -> Text {
    let (owner, by) = (owner.map(|owner| in_short(lang, owner)).unwrap_or_default(), actor(lang, by));
    Text::plain(say(lang, "enote-unlinked", &[("owner", owner.into()), ("by", by.into())]))
}

/// Whether the link is to be taken off.
pub fn unlink_question(lang: Lang, zone: &TimeZone, owner: &Owner) -> Text {
    let owner = with_history(lang, zone, owner);
    Text::plain(say(lang, "enote-unlink-question", &[("owner", owner.into())]))
}

/// Who did it, for staff to read.
fn actor(lang: Lang, by: Option<&str>) -> String {
    by.map_or_else(|| say(lang, "enote-anonymous", &[]), str::to_owned)
}

/// An owner in a few words: name and contract, as far as they are known.
pub(super) fn in_short(lang: Lang, owner: &Owner) -> String {
    let contract = owner.contract.as_deref();
    let contract = contract.map(|number| say(lang, "who-contract", &[("number", number.into())]));
    let pieces: Vec<String> = owner.name.clone().into_iter().chain(contract).collect();
    if pieces.is_empty() { owner.key.clone().unwrap_or_default() } else { pieces.join(" · ") }
}

/// The same, with who linked the client to them, and when.
pub(super) fn with_history(lang: Lang, zone: &TimeZone, owner: &Owner) -> String {
    let at = owner.linked_at.map(|at| day_and_time(zone, at));
    let pieces: Vec<String> = owner.linked_by.clone().into_iter().chain(at).collect();
    let owner = in_short(lang, owner);
    if pieces.is_empty() { owner } else { format!("{owner} ({})", pieces.join(", ")) }
}

/// Why Enote has no answer, and what to do about it.
pub fn enote_trouble(lang: Lang, trouble: &Trouble, contract: Option<&str>) -> Text {
    let half = half(lang, trouble.half);
    let args = [("contract", contract.unwrap_or_default().into()), ("half", half.into())];
    let key = match (trouble.why, contract) {
        (WhyNot::NotFound, Some(_)) => "enote-contract-not-found",
        (WhyNot::NotFound, None) => "enote-owner-not-found",
        (WhyNot::Ambiguous, _) => "enote-ambiguous",
        (WhyNot::Ownerless, _) => "enote-ownerless",
        (WhyNot::Refused, _) => "enote-refused",
        (WhyNot::Unavailable, _) => "enote-unavailable",
        (WhyNot::Malformed, _) => "enote-malformed",
        (WhyNot::NotSetUp, _) => "enote-not-set-up",
    };
    let trouble = say(lang, key, &args);
    Text::plain(match contract {
        Some(_) => format!("{trouble}\n{}", say(lang, "enote-nothing-sent", &[])),
        None => trouble,
    })
}

/// How staff know the halves of Enote: what each of them brings.
pub(super) fn half(lang: Lang, half: Half) -> String {
    match half {
        Half::OData => say(lang, "enote-half-odata", &[]),
        Half::Api => say(lang, "enote-half-api", &[]),
    }
}

/// There is no answer; what was known of the animals before.
pub fn pets_instead(lang: Lang, zone: &TimeZone, trouble: &Text, known: &PetsFacts<'_>) -> Text {
    Text::plain(format!("{}\n\n{}", trouble.as_str(), pets(lang, zone, known).as_str()))
}

/// What has changed in what is kept of an owner; what is the same is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// Their name now.
    pub name: Option<Option<String>>,
    /// Their phone now, as people see it.
    pub phone: Option<Option<String>>,
    /// Their other contacts now.
    pub others: Option<Vec<Contact>>,
}

/// What is kept of the owner was read anew.
pub fn refreshed(lang: Lang, news: &News) -> Text {
    let nothing = || say(lang, "enote-nothing-there", &[]);
    let line = |key, value: String| say(lang, key, &[("value", value.into())]);
    let name = news.name.clone().map(|name| line("enote-news-name", name.unwrap_or_else(nothing)));
    let phone = news.phone.clone().map(|phone| line("enote-news-phone", phone.unwrap_or_else(nothing)));
    let others = news.others.as_ref().map(|others| {
        let all: Vec<&str> = others.iter().map(|contact| contact.value.as_str()).collect();
        line("enote-news-others", if all.is_empty() { nothing() } else { all.join(", ") })
    });
    let lines: Vec<String> = name.into_iter().chain(phone).chain(others).collect();
    Text::plain(if lines.is_empty() {
        say(lang, "enote-refreshed-same", &[])
    } else {
        format!("{}\n{}", say(lang, "enote-refreshed", &[]), lines.join("\n"))
    })
}
