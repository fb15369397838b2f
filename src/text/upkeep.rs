//! What the bot says by itself as time passes: reminders to staff, and to clients that the clinic is closed
//! and the question how they liked it.

use jiff::tz::TimeZone;

use super::Text;
use super::bundle::say;
use super::rich::Rich;
use super::when::{hour_and_minute, is_same_day, lasting, opening};
use crate::model::{Lang, Millis, UserId};

/// Somebody who is to look here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mention {
    /// By their public name, without the `@`.
    Username(String),
    /// By the name that the others see, and their id.
    Person(String, UserId),
}

/// The client has waited so long, in milliseconds.
pub fn reminder(lang: Lang, waited_ms: i64, whom: &[Mention]) -> Text {
    let line = say(lang, "reminder", &[("waited", lasting(lang, waited_ms).into())]);
    let rich = whom.iter().fold(Rich::default().push(&line), |rich, mention| match mention {
        Mention::Username(name) => rich.push(" @").push(name),
        Mention::Person(name, id) => rich.push(" ").mention(name, id.0),
    });
    rich.finish()
}

/// No reminders of this client before then, which is within a day.
pub fn snoozed(lang: Lang, zone: &TimeZone, now: Millis, until: Millis) -> Text {
    let time = hour_and_minute(zone, until);
    Text::plain(if is_same_day(zone, now, until) {
        say(lang, "snoozed", &[("time", time.into())])
    } else {
        say(lang, "snoozed-tomorrow", &[("time", time.into())])
    })
}

/// Reminders of this client come again.
pub fn snooze_over(lang: Lang) -> Text {
    Text::plain(say(lang, "snooze-over", &[]))
}

/// The config has switched all reminders off.
pub fn reminders_off(lang: Lang) -> Text {
    Text::plain(say(lang, "reminders-off", &[]))
}

/// To a client who writes while the clinic is closed: when it opens, where that is known, and whom to call.
pub fn away(lang: Lang, zone: &TimeZone, now: Millis, then: Option<Millis>, phone: Option<&str>) -> Text {
    let line = match then.map(|then| opening(lang, zone, now, then)) {
        Some(opening) => say(lang, "away", &[("opening", opening.into())]),
        None => say(lang, "away-unknown", &[]),
    };
    or_call(lang, line, phone)
}

/// The line, and whom to call if it cannot wait.
fn or_call(lang: Lang, line: String, phone: Option<&str>) -> Text {
    Text::plain(match phone.map(|phone| say(lang, "away-urgent", &[("phone", phone.into())])) {
        Some(urgent) => format!("{line}\n{urgent}"),
        None => line,
    })
}

/// To a client who writes faster than staff are shown it.
pub fn slowed(lang: Lang, phone: Option<&str>) -> Text {
    or_call(lang, say(lang, "slowed", &[]), phone)
}

/// To a client whose message staff have not been shown for long.
pub fn unseen(lang: Lang, phone: Option<&str>) -> Text {
    or_call(lang, say(lang, "unseen", &[]), phone)
}

/// To a client after a close: a button for each number of stars stands below.
pub fn rate_ask(lang: Lang) -> Text {
    Text::plain(say(lang, "rate-ask", &[]))
}

/// The button for so many stars.
pub fn star_button(stars: u8) -> Text {
    Text::plain(format!("{stars} ⭐"))
}

/// The client gave so many stars.
pub fn rated(lang: Lang, stars: u8) -> Text {
    Text::plain(say(lang, "rated", &[("stars", stars.into())]))
}

/// They had given some before.
pub fn rated_already(lang: Lang) -> Text {
    Text::plain(say(lang, "rated-already", &[]))
}
