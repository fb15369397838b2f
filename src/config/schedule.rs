//! How an operator writes working hours: a zone, a day of the week, a holiday. Rules as in `rules`.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::rules::Ruled;
use crate::model::{DAY, Holiday, Interval};

const DAY_FORM: &str =
    "must be like \"09:00-20:00\", \"09:00-13:00, 14:00-18:00\", \"20:00-02:00\", \"24h\" or \"closed\"";
const DATE_FORM: &str = "must be a date such as \"2026-12-25\", or \"12-25\" for every year";
/// A year with a 29th of February.
const LEAP_YEAR: i16 = 2024;

pub(super) fn zone(name: &str) -> Ruled<TimeZone> {
    let what = "must be a time zone as the IANA database calls it, such as \"Europe/Kyiv\"";
    TimeZone::get(name).map_err(|_| what.into())
}

/// The intervals of a day, in order.
pub(super) fn day(text: &str) -> Ruled<Vec<Interval>> {
    match text.trim().to_ascii_lowercase().as_str() {
        "closed" => return Ok(Vec::new()),
        "24h" => return Ok(vec![Interval { from: 0, to: DAY }]),
        _ => {}
    }
    let mut intervals = text.split(',').map(interval).collect::<Ruled<Vec<_>>>()?;
    intervals.sort_unstable();
    if intervals.is_sorted_by(|one, next| one.to <= next.from) {
        return Ok(intervals);
    }
    Err("two of its intervals overlap: join them".into())
}

/// A date, and the hours of that day if it is not closed altogether.
pub(super) fn holiday(text: &str) -> Ruled<Holiday> {
    let (date, hours) = text.trim().split_once(char::is_whitespace).unwrap_or((text.trim(), "closed"));
    let (year, month_day) = match date.split_once('-') {
        Some((year, rest)) if year.len() == 4 => (Some(number(year)?), rest),
        _ => (None, date),
    };
    let (month, day_of_month) = month_day.split_once('-').ok_or(DATE_FORM)?;
    let (month, day_of_month) = (number(month)?, number(day_of_month)?);
    Date::new(year.unwrap_or(LEAP_YEAR), month, day_of_month).map_err(|_| "no calendar has this date")?;
    Ok(Holiday { year, month, day: day_of_month, open: day(hours)? })
}

fn number<T: std::str::FromStr>(digits: &str) -> Ruled<T> {
    let is_number = digits.chars().all(|c| c.is_ascii_digit());
    digits.parse().ok().filter(|_| is_number).ok_or_else(|| DATE_FORM.into())
}

/// `09:00-20:00`; one that ends before it begins ends on the next day.
fn interval(text: &str) -> Ruled<Interval> {
    let (from, to) = text.split_once(['-', '–', '—']).ok_or(DAY_FORM)?;
    let (from, to) = (minutes(from)?, minutes(to)?);
    if from == DAY {
        return Err("24:00 can only be an end; a day begins at 00:00".into());
    }
    if from == to {
        return Err("an interval begins when it ends; a whole day is written \"24h\"".into());
    }
    Ok(Interval { from, to: if to < from { to + DAY } else { to } })
}

/// Minutes since midnight; `24:00` is the day's end.
fn minutes(text: &str) -> Ruled<u16> {
    let (hour, minute) = text.trim().split_once(':').ok_or(DAY_FORM)?;
    let digits = |text: &str, most: usize| {
        let well = (1..=most).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
        text.parse::<u16>().ok().filter(|_| well).ok_or(DAY_FORM)
    };
    if minute.len() != 2 {
        return Err(DAY_FORM.into());
    }
    match (digits(hour, 2)?, digits(minute, 2)?) {
        (hour @ 0..=23, minute @ 0..=59) => Ok(hour * 60 + minute),
        (24, 0) => Ok(DAY),
        _ => Err("there is no such time of day".into()),
    }
}
