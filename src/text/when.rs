//! Moments as people read them, by the clock on the clinic's wall: `Policy::zone`.

use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit, Zoned};

use super::bundle::say;
use crate::model::{Lang, Millis};

/// `14:32`.
pub fn hour_and_minute(zone: &TimeZone, at: Millis) -> String {
    local(zone, at, "%H:%M")
}

/// `23.11.2026 14:32`.
pub(super) fn day_and_time(zone: &TimeZone, at: Millis) -> String {
    local(zone, at, "%d.%m.%Y %H:%M")
}

/// `2026-11-23 12:32:07` in UTC: how times stand in the old system's tables.
pub fn utc_text(at: Millis) -> String {
    stamp(at).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// When the clinic opens, as words inside a sentence: `завтра о 09:00`. Within a week the weekday is said,
/// later than that the date.
pub fn opening(lang: Lang, zone: &TimeZone, now: Millis, then: Millis) -> String {
    let (today, then) = (zoned(zone, now), zoned(zone, then));
    let ahead = today.date().until((Unit::Day, then.date())).map_or(i32::MAX, |span| span.get_days());
    let day = match ahead {
        0 => say(lang, "opening-today", &[]),
        1 => say(lang, "opening-tomorrow", &[]),
        2..=6 => {
            let weekday = then.weekday().to_monday_one_offset();
            say(lang, "opening-weekday", &[("weekday", weekday.into())])
        }
        _ => say(lang, "opening-date", &[("day", then.day().into()), ("month", then.month().into())]),
    };
    let time = then.strftime("%H:%M").to_string();
    say(lang, "opening", &[("day", day.into()), ("hour", then.hour().into()), ("time", time.into())])
}

/// Whether both fall on the same date.
pub(super) fn is_same_day(zone: &TimeZone, one: Millis, other: Millis) -> bool {
    zoned(zone, one).date() == zoned(zone, other).date()
}

/// Both ends of a span: times alone within a day, with the date otherwise.
pub(super) fn span(zone: &TimeZone, from: Millis, to: Millis) -> (String, String) {
    let format = if local(zone, from, "%F") == local(zone, to, "%F") { "%H:%M" } else { "%d.%m %H:%M" };
    (local(zone, from, format), local(zone, to, format))
}

fn local(zone: &TimeZone, at: Millis, format: &str) -> String {
    zoned(zone, at).strftime(format).to_string()
}

fn zoned(zone: &TimeZone, at: Millis) -> Zoned {
    stamp(at).to_zoned(zone.clone())
}

/// A moment outside the calendar (a broken clock) reads as the first one.
fn stamp(at: Millis) -> Timestamp {
    Timestamp::from_millisecond(at.0).unwrap_or_default()
}
