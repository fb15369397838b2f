//! The answers to `/find`: clients and messages, with the way to each.

use fluent_bundle::FluentValue;
use jiff::tz::TimeZone;

use super::Text;
use super::bundle::say;
use super::rich::Rich;
use super::short::short;
use super::when::day_and_time;
use crate::model::{Lang, Link, Millis};

/// How much of what was asked for is repeated, in UTF-16 units.
const ASKED: usize = 60;
/// How much of a name or a number is shown.
const NAME: usize = 60;

/// What was found, the best first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Findings {
    /// Clients.
    pub clients: Vec<ClientHit>,
    /// How many clients more.
    pub more_clients: usize,
    /// Messages.
    pub messages: Vec<MessageHit>,
    /// How many messages more.
    pub more_messages: usize,
    /// There are so many that they were not counted.
    pub uncounted: bool,
    /// Old messages are still on their way into the index.
    pub lags: bool,
}

impl Findings {
    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.clients.is_empty() && self.messages.is_empty()
    }
}

/// A client that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientHit {
    /// Their name as staff know it.
    pub name: String,
    /// Their topic, if it stands.
    pub link: Option<Link>,
    /// Their name in Telegram.
    pub full_name: String,
    /// Public name without the `@`.
    pub username: Option<String>,
    /// Phone as people see it.
    pub phone: Option<String>,
    /// The number of their contract.
    pub contract: Option<String>,
}

/// A message that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageHit {
    /// Whose conversation it belongs to.
    pub name: String,
    /// Where it stands, or at least the topic.
    pub link: Option<Link>,
    /// When it was written, if that can be told.
    pub at: Option<Millis>,
    /// The client wrote it.
    pub of_client: bool,
    /// It stayed inside: a note.
    pub inside: bool,
    /// The part with what was found.
    pub words: String,
}

/// Nothing was found.
pub fn find_nothing(lang: Lang, asked: &str, lags: bool) -> Text {
    let nothing = say(lang, "find-nothing", &[("asked", short(asked, ASKED).into())]);
    let rich = Rich::default().push(&nothing);
    if lags { rich.push("\n").push(&say(lang, "find-lags", &[])).finish() } else { rich.finish() }
}

/// One letter is too little to look for.
pub fn find_too_short(lang: Lang) -> Text {
    Text::plain(say(lang, "find-too-short", &[]))
}

/// What was found.
pub fn findings(lang: Lang, zone: &TimeZone, asked: &str, found: &Findings) -> Text {
    let mut rich = Rich::default().push(&say(lang, "find-head", &[("asked", short(asked, ASKED).into())]));
    for hit in &found.clients {
        rich = client(rich.push("\n👤 "), hit);
    }
    if found.more_clients > 0 {
        let count = FluentValue::from(found.more_clients);
        rich = rich.push("\n").push(&say(lang, "find-more-clients", &[("count", count)]));
    }
    for hit in &found.messages {
        rich = message(rich.push("\n"), zone, hit);
    }
    if found.more_messages > 0 {
        let count = FluentValue::from(found.more_messages);
        rich = rich.push("\n").push(&say(lang, "find-more-messages", &[("count", count)]));
    }
    if found.uncounted {
        rich = rich.push("\n").push(&say(lang, "find-uncounted", &[]));
    }
    if found.lags {
        rich = rich.push("\n").push(&say(lang, "find-lags", &[]));
    }
    rich.finish()
}

fn client(rich: Rich, hit: &ClientHit) -> Rich {
    let rich = linked(rich, &short(&hit.name, NAME), hit.link);
    let full_name = short(&hit.full_name, NAME);
    let full_name = Some(full_name).filter(|name| !name.is_empty() && *name != short(&hit.name, NAME));
    let username = hit.username.as_ref().map(|username| format!("@{}", short(username, NAME)));
    let phone = hit.phone.as_ref().map(|phone| short(phone, NAME));
    let contract = hit.contract.as_ref().map(|contract| short(contract, NAME));
    let details = [full_name, phone, username, contract].into_iter().flatten();
    details.fold(rich, |rich, detail| rich.push(" · ").push(&detail))
}

fn message(rich: Rich, zone: &TimeZone, hit: &MessageHit) -> Rich {
    let mark = if hit.inside {
        "✍ "
    } else if hit.of_client {
        "💬 "
    } else {
        "📤 "
    };
    let when = hit.at.map(|at| format!(", {}", day_and_time(zone, at))).unwrap_or_default();
    let place = format!("{}{when}", short(&hit.name, NAME));
    linked(rich.push(mark), &place, hit.link).push(": ").push(&hit.words)
}

/// A piece that leads to its place, if it has one.
pub(super) fn linked(rich: Rich, piece: &str, link: Option<Link>) -> Rich {
    match link {
        Some(link) => rich.link(piece, &link.url()),
        None => rich.push(piece),
    }
}
