//! Moments as people read them. The clinics are in Ukraine, so the clock on the wall is Kyiv's.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::Millis;

/// `14:32`, by the clock on the clinic's wall.
pub fn hour_and_minute(at: Millis) -> String {
    local(at, "%H:%M")
}

/// `2026-11-23 12:32:07` in UTC: how times stand in the old system's tables.
pub fn utc_text(at: Millis) -> String {
    stamp(at).strftime("%Y-%m-%d %H:%M:%S").to_string()
}

/// Both ends of a span: times alone within a day, with the date otherwise.
pub(super) fn span(from: Millis, to: Millis) -> (String, String) {
    let format = if local(from, "%F") == local(to, "%F") { "%H:%M" } else { "%d.%m %H:%M" };
    (local(from, format), local(to, format))
}

fn local(at: Millis, format: &str) -> String {
    let kyiv = TimeZone::get("Europe/Kyiv").unwrap_or(TimeZone::UTC);
    stamp(at).to_zoned(kyiv).strftime(format).to_string()
}

/// A moment outside the calendar (a broken clock) reads as the first one.
fn stamp(at: Millis) -> Timestamp {
    Timestamp::from_millisecond(at.0).unwrap_or_default()
}
