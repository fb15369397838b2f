//! When the clinic is open, as a noun: what it means for a moment is worked out in `crate::hours`.

use jiff::tz::TimeZone;

/// When the clinic is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// The zone of every time below, and of every time shown to people.
    pub zone: TimeZone,
    /// The days of a week, Monday first; a day without intervals is closed.
    pub week: [Vec<Interval>; 7],
    /// Days that are not as their weekday says.
    pub holidays: Vec<Holiday>,
}

/// A span of a day, in order and without overlap among those of the same day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Interval {
    /// When it begins: minutes since midnight by the clock on the wall, less than a day.
    pub from: u16,
    /// When it ends, counted alike, always after `from`; past [`DAY`] it ends on the next day.
    pub to: u16,
}

/// Minutes in a day by the clock on the wall.
pub const DAY: u16 = 24 * 60;

/// A day that is not as its weekday says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holiday {
    /// Its year; none: every year.
    pub year: Option<i16>,
    /// Its month, from 1.
    pub month: i8,
    /// Its day of the month, from 1.
    pub day: i8,
    /// When the clinic is open that day; empty: not at all.
    pub open: Vec<Interval>,
}

/// The zone of a clinic that says nothing of its own: clinics that use this bot are in Ukraine.
pub fn kyiv() -> TimeZone {
    TimeZone::get("Europe/Kyiv").unwrap_or(TimeZone::UTC)
}
