//! Moments as people read them, by the clock on the clinic's wall: `Policy::zone`.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit, Zoned};

use super::bundle::say;
use crate::model::{Lang, MINUTE, Millis};

/// `14:32`.
pub fn hour_and_minute(zone: &TimeZone, at: Millis) -> String {
    local(zone, at, "%H:%M")
}

/// `2026-11-23 12:32:07` in UTC: how times stand in the old system's tables.
pub fn utc_text(at: Millis) -> String {
    stamp(at).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// Back from [`utc_text`]; nothing if it is no such time.
pub fn utc_read(text: &str) -> Option<Millis> {
    let time = DateTime::strptime("%Y-%m-%d %H:%M:%S", text).ok()?;
    let at = TimeZone::UTC.to_timestamp(time).ok()?;
    Some(Millis(at.as_millisecond()))
}

/// `18.11.26 13:06`.
pub(super) fn day_and_time(zone: &TimeZone, at: Millis) -> String {
    local(zone, at, "%d.%m.%y %H:%M")
}

/// How long something lasts, to the minute: `1 год 12 хв`.
pub(super) fn lasting(lang: Lang, ms: i64) -> String {
    let minutes = ms.max(0) / MINUTE;
    let (days, hours, minutes) = (minutes / (24 * 60), minutes / 60 % 24, minutes % 60);
    match (days, hours, minutes) {
        (0, 0, 0) => say(lang, "lasting-moment", &[]),
        (0, 0, _) => say(lang, "lasting-minutes", &[("minutes", minutes.into())]),
        (0, _, 0) => say(lang, "lasting-hours", &[("hours", hours.into())]),
        (0, _, _) => {
            say(lang, "lasting-hours-minutes", &[("hours", hours.into()), ("minutes", minutes.into())])
        }
        (_, 0, _) => say(lang, "lasting-days", &[("days", days.into())]),
        (_, _, _) => say(lang, "lasting-days-hours", &[("days", days.into()), ("hours", hours.into())]),
    }
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
