//! What staff read: in topics, in General, and on buttons.

use fluent_bundle::FluentValue;
use jiff::tz::TimeZone;

use super::bundle::say;
use super::rich::Rich;
use super::ticket::state_line;
use super::when::{hour_and_minute, span};
use super::who::ban_line;
use super::{PhoneLine, Text, phone_lines};
use crate::model::{Ban, ClientId, Kind, Lang, Millis};

/// What the card in a topic shows.
pub struct CardFacts<'a> {
    /// The client.
    pub client: ClientId,
    /// Their name as people see it, never empty.
    pub name: &'a str,
    /// Public name without the `@`.
    pub username: Option<&'a str>,
    /// The language of their app.
    pub language: Option<&'a str>,
    /// Their phones.
    pub phones: &'a [PhoneLine],
    /// An earlier topic of theirs was deleted.
    pub replaced: bool,
    /// Where their ticket stands.
    pub state: CardState<'a>,
    /// They are not listened to.
    pub ban: Option<&'a Ban>,
    /// The stars that their last closed ticket was given.
    pub rating: Option<u8>,
}

/// Where a ticket stands, as the card says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardState<'a> {
    /// Nobody has taken it.
    New,
    /// Somebody works on it, and it is not known who.
    InProgress,
    /// It is this member's.
    Of(&'a str),
    /// It is over.
    Closed,
}

/// Why nothing at all reaches a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unreachable {
    /// They blocked the bot.
    Blocked,
    /// Their account is deleted.
    Deactivated,
    /// They never opened the chat with the bot.
    NeverStarted,
}

/// The first message of a topic: who this is and how to answer.
pub fn card(lang: Lang, facts: &CardFacts<'_>) -> Text {
    let mut rich = Rich::default();
    if facts.replaced {
        rich = rich.push(&say(lang, "card-replaced", &[])).push("\n\n");
    }
    rich = rich.push("👤 ").person(facts.name, facts.client.0).push("\n");
    if let Some(username) = facts.username {
        rich = rich.push("@").push(username).push(" · ");
    }
    if let Some(language) = facts.language {
        rich = rich.push(&say(lang, "card-language", &[("language", language.into())])).push(" · ");
    }
    let id = say(lang, "card-id", &[("id", FluentValue::from(facts.client.to_string()))]);
    rich = rich.push(&id).push("\n");
    if !facts.phones.is_empty() {
        rich = rich.push(phone_lines(lang, facts.phones).as_str()).push("\n");
    }
    rich = rich.push(&state_line(lang, facts.state));
    if let Some(stars) = facts.rating {
        rich = rich.push(" · ").push(&say(lang, "card-rating", &[("stars", stars.into())]));
    }
    if let Some(ban) = facts.ban {
        rich = rich.push("\n").push(&ban_line(lang, None, ban));
    }
    rich.push("\n\n").push(&say(lang, "card-hint", &[])).finish()
}

/// A name for somebody whose own cannot be seen.
pub fn nameless(lang: Lang, client: ClientId) -> String {
    say(lang, "nameless", &[("id", FluentValue::from(client.to_string()))])
}

/// One line that stands for a message which Telegram does not let us copy. `words` is its caption or
/// what it shows, and may be empty.
pub fn described(lang: Lang, kind: &Kind, words: &str) -> Text {
    let label = label(lang, kind);
    Text::plain(if words.is_empty() {
        label
    } else {
        say(lang, "described-media-text", &[("label", label.into()), ("text", words.into())])
    })
}

fn label(lang: Lang, kind: &Kind) -> String {
    let key = match kind {
        Kind::PaidMedia => "described-paid-media",
        Kind::Giveaway => "described-giveaway",
        Kind::Invoice => "described-invoice",
        Kind::Service(name) => return service(lang, name),
        Kind::Unknown(_) => "described-unknown",
        Kind::Text => "kind-text",
        Kind::Photo => "kind-photo",
        Kind::Video => "kind-video",
        Kind::Animation => "kind-animation",
        Kind::Audio => "kind-audio",
        Kind::Voice => "kind-voice",
        Kind::VideoNote => "kind-video-note",
        Kind::Document => "kind-document",
        Kind::Sticker => "kind-sticker",
        Kind::Location | Kind::Venue => "kind-location",
        Kind::Contact => "kind-contact",
        Kind::Poll | Kind::Dice => "kind-poll",
        Kind::Game => "kind-game",
        Kind::Story => "kind-story",
        Kind::Checklist => "kind-checklist",
    };
    say(lang, key, &[])
}

fn service(lang: Lang, name: &str) -> String {
    match name {
        "gift" | "unique_gift" => say(lang, "described-gift", &[]),
        "pinned_message" => say(lang, "described-pinned", &[]),
        "message_auto_delete_timer_changed" => say(lang, "described-timer", &[]),
        other => say(lang, "described-service", &[("name", other.into())]),
    }
}

/// The answer to a command nobody knows; `nearest` is the name of the one that was most likely meant.
pub fn command_unknown(lang: Lang, command: &str, nearest: Option<&str>) -> Text {
    let command = FluentValue::from(command);
    Text::plain(match nearest.map(|name| format!("/{name}")) {
        None => say(lang, "command-unknown", &[("command", command)]),
        Some(near) => say(lang, "command-unknown-near", &[("command", command), ("nearest", near.into())]),
    })
}

/// Somebody wrote in a topic that is no client's.
pub fn topic_of_nobody(lang: Lang) -> Text {
    Text::plain(say(lang, "topic-of-nobody", &[]))
}

/// An edit turned a message into a command.
pub fn edit_kept(lang: Lang) -> Text {
    Text::plain(say(lang, "edit-kept", &[]))
}

/// An edit turned a message into a command before it was sent.
pub fn edit_kept_unsent(lang: Lang) -> Text {
    Text::plain(say(lang, "edit-kept-unsent", &[]))
}

/// An edit turned a command into a message.
pub fn edit_of_kept(lang: Lang) -> Text {
    Text::plain(say(lang, "edit-of-kept", &[]))
}

/// An edit could not be passed on.
pub fn edit_refused(lang: Lang, reason: &str) -> Text {
    Text::plain(say(lang, "edit-refused", &[("reason", reason_words(lang, reason).into())]))
}

/// The client cannot be reached at all; `phone` is what staff can call instead, as people see it.
pub fn refused_unreachable(lang: Lang, why: Unreachable, phone: Option<&str>) -> Text {
    let key = match why {
        Unreachable::Blocked => "refused-blocked",
        Unreachable::Deactivated => "refused-deactivated",
        Unreachable::NeverStarted => "refused-unreachable",
    };
    Text::plain(say(lang, key, &[("call", call(lang, phone).into())]))
}

/// Telegram refused this message; `reason` is Telegram's own description.
pub fn refused(lang: Lang, reason: &str) -> Text {
    Text::plain(say(lang, "refused-other", &[("reason", reason_words(lang, reason).into())]))
}

/// The same, where an earlier try ended in doubt.
pub fn refused_in_doubt(lang: Lang, refused: &Text) -> Text {
    Text::plain(format!("{}\n{}", refused.as_str(), say(lang, "refused-in-doubt", &[])))
}

/// Only some parts of an album reached the client.
pub fn refused_some(lang: Lang, done: usize, all: usize) -> Text {
    Text::plain(say(lang, "refused-some", &[("done", done.into()), ("all", all.into())]))
}

/// The button under a refusal.
pub fn retry_button(lang: Lang) -> Text {
    Text::plain(say(lang, "retry-button", &[]))
}

/// The answer to a press of it.
pub fn retry_queued(lang: Lang) -> Text {
    Text::plain(say(lang, "retry-queued", &[]))
}

/// The answer when there is nothing left to do.
pub fn retry_already(lang: Lang) -> Text {
    Text::plain(say(lang, "retry-already", &[]))
}

/// The answer when the message is not known any more.
pub fn retry_lost(lang: Lang) -> Text {
    Text::plain(say(lang, "retry-lost", &[]))
}

/// What a refusal becomes while it is tried again.
pub fn retrying(lang: Lang) -> Text {
    Text::plain(say(lang, "retrying", &[]))
}

/// The answer to a press of a button that leads nowhere any more.
pub fn button_stale(lang: Lang) -> Text {
    Text::plain(say(lang, "button-stale", &[]))
}

/// Messages to the client are late; the next try is at `next`.
pub fn late(lang: Lang, zone: &TimeZone, next: Millis) -> Text {
    Text::plain(say(lang, "late", &[("time", hour_and_minute(zone, next).into())]))
}

/// What "late" becomes in the end.
pub fn delivered(lang: Lang, zone: &TimeZone, at: Millis) -> Text {
    Text::plain(say(lang, "delivered", &[("time", hour_and_minute(zone, at).into())]))
}

/// What "late" becomes when the message was refused after all.
pub fn not_delivered(lang: Lang) -> Text {
    Text::plain(say(lang, "not-delivered", &[]))
}

/// The client blocked the bot just now; `phone` as people see it.
pub fn client_blocked(lang: Lang, phone: Option<&str>) -> Text {
    Text::plain(say(lang, "client-blocked", &[("call", call(lang, phone).into())]))
}

/// The client unblocked the bot.
pub fn client_returned(lang: Lang) -> Text {
    Text::plain(say(lang, "client-returned", &[]))
}

/// The bot was away; `count` client messages came in meanwhile.
pub fn downtime(lang: Lang, zone: &TimeZone, from: Millis, to: Millis, count: usize) -> Text {
    let (from, to) = span(zone, from, to);
    Text::plain(say(lang, "downtime", &[("from", from.into()), ("to", to.into()), ("count", count.into())]))
}

/// The group has its topics switched off.
pub fn group_not_forum(lang: Lang) -> Text {
    Text::plain(say(lang, "group-not-forum", &[]))
}

/// The bot may not open topics, or not write into closed ones.
pub fn group_no_topic_rights(lang: Lang) -> Text {
    Text::plain(say(lang, "group-no-topic-rights", &[]))
}

/// A client's message could not even be described in the topic.
pub fn not_shown(lang: Lang, name: &str, reason: &str) -> Text {
    let reason = reason_words(lang, reason);
    Text::plain(say(lang, "not-shown", &[("name", name.into()), ("reason", reason.into())]))
}

/// An event went wrong inside the bot; `number` is its row in `quarantine`.
pub fn quarantined(lang: Lang, number: i64, client: Option<&str>) -> Text {
    let number = FluentValue::from(number.to_string());
    Text::plain(match client {
        Some(name) => say(lang, "quarantined-client", &[("name", name.into()), ("number", number)]),
        None => say(lang, "quarantined", &[("number", number)]),
    })
}

fn call(lang: Lang, phone: Option<&str>) -> String {
    match phone {
        Some(phone) => say(lang, "refused-call", &[("phone", phone.into())]),
        None => say(lang, "refused-no-phone", &[]),
    }
}

/// Telegram's description of a refusal, in the reader's language where it is a common one.
pub(super) fn reason_words(lang: Lang, reason: &str) -> String {
    let key = match reason {
        "the message can't be copied" => "reason-not-copyable",
        "message is too long" | "message caption is too long" | "MESSAGE_TOO_LONG" => "reason-too-long",
        "message to copy not found" => "reason-source-gone",
        "wrong file identifier/HTTP URL specified" => "reason-file",
        "message to edit not found" => "reason-edit-gone",
        "message can't be edited" => "reason-not-editable",
        "bot was blocked by the user" => "reason-blocked",
        "user is deactivated" => "reason-deactivated",
        other => return other.to_owned(),
    };
    say(lang, key, &[])
}
