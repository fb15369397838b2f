//! Who a client is, as staff read it: the answers to `/client`, `/phone` and `/card`, their name, their ban.
//! A number stands as plain text, see `phones`.

use jiff::tz::TimeZone;

use super::bundle::say;
use super::rich::Rich;
use super::short::short;
use super::ticket::state_line;
use super::when::day_and_time;
use super::{CardState, PhoneLine, Text, phone_lines};
use crate::model::{Ban, ClientId, Clinic, Lang, Millis, Owner};

/// How much of an owner's other contacts is shown, in UTF-16 units.
const OTHERS: usize = 300;

/// What `/client` shows.
pub struct ClientFacts<'a> {
    /// The client.
    pub client: ClientId,
    /// Their name as people see it, never empty.
    pub name: &'a str,
    /// Their name in Telegram, where staff gave them another.
    pub own_name: Option<&'a str>,
    /// Public name without the `@`.
    pub username: Option<&'a str>,
    /// The language of their app.
    pub language: Option<&'a str>,
    /// Their phones.
    pub phones: &'a [PhoneLine],
    /// The owner in Enote to whom they are linked.
    pub owner: Option<&'a Owner>,
    /// Where their ticket stands.
    pub state: CardState<'a>,
    /// Whose it was, where that does not show its state.
    pub of: Option<&'a str>,
    /// How many of their tickets are closed.
    pub closed: u32,
    /// When they first wrote.
    pub first: Option<Millis>,
    /// When they last wrote.
    pub last: Option<Millis>,
    /// They are not listened to.
    pub ban: Option<&'a Ban>,
}

/// Everything that is known of a client.
pub fn client(lang: Lang, zone: &TimeZone, facts: &ClientFacts<'_>) -> Text {
    let mut rich = Rich::default().push("👤 ").push(facts.name);
    if let Some(name) = facts.own_name {
        rich = rich.push("\n").push(&say(lang, "who-own-name", &[("name", name.into())]));
    }
    rich = with_id(rich.push("\n"), facts.client, facts.username);
    if let Some(language) = facts.language {
        rich = rich.push(" · ").push(&say(lang, "card-language", &[("language", language.into())]));
    }
    rich = rich.push("\n").push(phone_lines(lang, facts.phones).as_str());
    if let Some(owner) = facts.owner {
        rich = with_owner(rich.push("\n"), lang, zone, owner);
    }
    rich = rich.push("\n").push(&state_line(lang, facts.state));
    if let Some(name) = facts.of {
        rich = rich.push(" · ").push(&say(lang, "who-was-of", &[("name", name.into())]));
    }
    rich = rich.push("\n").push(&say(lang, "who-closed", &[("count", facts.closed.into())]));
    if let Some(line) = contacts(lang, zone, facts.first, facts.last) {
        rich = rich.push("\n").push(&line);
    }
    if let Some(ban) = facts.ban {
        rich = rich.push("\n").push(&ban_line(lang, Some(zone), ban));
    }
    rich.finish()
}

/// A client's phones, and whose they are.
pub fn phone(lang: Lang, client: ClientId, name: &str, username: Option<&str>, lines: &[PhoneLine]) -> Text {
    let rich = with_id(Rich::default().push("👤 ").push(name).push("\n"), client, username);
    rich.push("\n").push(phone_lines(lang, lines).as_str()).finish()
}

fn with_id(rich: Rich, client: ClientId, username: Option<&str>) -> Rich {
    let rich = rich.push("id ").person(&client.to_string(), client.0);
    match username {
        Some(username) => rich.push(" · @").push(username),
        None => rich,
    }
}

fn with_owner(rich: Rich, lang: Lang, zone: &TimeZone, owner: &Owner) -> Rich {
    let contract = owner.contract.as_deref();
    let contract = contract.map(|number| say(lang, "who-contract", &[("number", number.into())]));
    let pieces: Vec<&str> = [owner.name.as_deref(), contract.as_deref()].into_iter().flatten().collect();
    let mut rich = rich.push(&say(lang, "who-enote", &[]));
    if !pieces.is_empty() {
        rich = rich.push(" ").push(&pieces.join(" · "));
    }
    if let Some(key) = &owner.key {
        rich = rich.push("\n").code(key);
    }
    if !owner.others.is_empty() {
        let others: Vec<&str> = owner.others.iter().map(|contact| contact.value.as_str()).collect();
        let others = short(&others.join(", "), OTHERS);
        let line = say(lang, "who-enote-others", &[("value", others.into())]);
        rich = rich.push("\n").push(&line);
    }
    match by_and_when(zone, owner.linked_by.as_deref(), owner.linked_at) {
        Some(how) => rich.push("\n").push(&say(lang, "who-linked", &[("how", how.into())])),
        None => rich,
    }
}

/// `Марія, 18.11.2026 13:06`, as much of it as is known.
fn by_and_when(zone: &TimeZone, by: Option<&str>, at: Option<Millis>) -> Option<String> {
    let pieces = [by.map(str::to_owned), at.map(|at| day_and_time(zone, at))];
    let pieces: Vec<String> = pieces.into_iter().flatten().collect();
    (!pieces.is_empty()).then(|| pieces.join(", "))
}

fn contacts(lang: Lang, zone: &TimeZone, first: Option<Millis>, last: Option<Millis>) -> Option<String> {
    let first = day_and_time(zone, first?);
    Some(match last.map(|last| day_and_time(zone, last)) {
        Some(last) => say(lang, "who-contacts", &[("first", first.into()), ("last", last.into())]),
        None => say(lang, "who-contact", &[("first", first.into())]),
    })
}

/// How the card and `/client` say of a ban; with a zone it is dated.
pub(super) fn ban_line(lang: Lang, zone: Option<&TimeZone>, ban: &Ban) -> String {
    let mut line = say(lang, "ban-line", &[("reason", ban.reason.as_str().into())]);
    let since = zone.map(|zone| day_and_time(zone, ban.since));
    let pieces: Vec<&str> = [ban.by.as_deref(), since.as_deref()].into_iter().flatten().collect();
    if !pieces.is_empty() {
        line = format!("{line} ({})", pieces.join(", "));
    }
    let told = if ban.told { say(lang, "ban-told", &[]) } else { say(lang, "ban-untold", &[]) };
    format!("{line}\n{told}")
}

/// The client is not listened to from now on.
pub fn ban_done(lang: Lang) -> Text {
    Text::plain(say(lang, "ban-done", &[]))
}

/// The client was not listened to before.
pub fn ban_already(lang: Lang, ban: &Ban) -> Text {
    Text::plain(say(lang, "ban-already", &[("reason", ban.reason.as_str().into())]))
}

/// The client is listened to again.
pub fn unban_done(lang: Lang) -> Text {
    Text::plain(say(lang, "unban-done", &[]))
}

/// The client was listened to before.
pub fn unban_already(lang: Lang) -> Text {
    Text::plain(say(lang, "unban-already", &[]))
}

/// What a banned client reads, once.
pub fn banned(lang: Lang, clinic: &Clinic) -> Text {
    Text::plain(match &clinic.phone {
        Some(phone) => say(lang, "banned-phone", &[("phone", phone.as_str().into())]),
        None => say(lang, "banned", &[]),
    })
}

/// The client is called so now.
pub fn labelled(lang: Lang, name: &str) -> Text {
    Text::plain(say(lang, "labelled", &[("name", name.into())]))
}

/// The client is called as in Telegram again.
pub fn unlabelled(lang: Lang) -> Text {
    Text::plain(say(lang, "unlabelled", &[]))
}

/// The client was called as in Telegram before.
pub fn unlabelled_already(lang: Lang) -> Text {
    Text::plain(say(lang, "unlabelled-already", &[]))
}

/// How `/label` is to be written, and the label that there is.
pub fn label_usage(lang: Lang, label: Option<&str>) -> Text {
    let now = match label {
        Some(label) => say(lang, "label-now", &[("label", label.into())]),
        None => say(lang, "label-none", &[]),
    };
    Text::plain(format!("{}\n{now}", say(lang, "usage-label", &[])))
}

/// What a card becomes when another takes its place.
pub fn card_moved(lang: Lang) -> Text {
    Text::plain(say(lang, "card-moved", &[]))
}
