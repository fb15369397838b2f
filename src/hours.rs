//! Working hours: whether the clinic is open at a moment, when it opens next, and when staff may be
//! reminded. Pure arithmetic on [`Hours`]; it never says anything to anybody.
//!
//! Hours are times by the clock on the wall. A time that summer time skips is taken an hour later, one
//! that comes twice is taken the first time.

use std::sync::LazyLock;

use jiff::civil::{Date, Time};
use jiff::{Timestamp, ToSpan};

use crate::model::{DAY, Hours, Interval, Millis, kyiv};

/// How far ahead an opening is looked for, in days.
const DAYS_AHEAD: i32 = 366;

/// When staff are reminded in a clinic that does not say when it is open: between 09 and 20 in Kyiv.
static WAKING: LazyLock<Hours> = LazyLock::new(|| {
    let day = vec![Interval { from: 9 * 60, to: 20 * 60 }];
    Hours { zone: kyiv(), week: std::array::from_fn(|_| day.clone()), holidays: Vec::new() }
});

/// Whether the clinic is open.
pub fn is_open(hours: &Hours, at: Millis) -> bool {
    next_opening(hours, at) == Some(at)
}

/// The first moment from `at` on when the clinic is open: `at` itself while it is. None: not within a year.
pub fn next_opening(hours: &Hours, at: Millis) -> Option<Millis> {
    let now = Timestamp::from_millisecond(at.0).ok()?;
    let today = now.to_zoned(hours.zone.clone()).date();
    // Yesterday's last interval may end today.
    let days = (-1..=DAYS_AHEAD).filter_map(|days| today.checked_add(days.days()).ok());
    days.flat_map(|day| spans(hours, day)).find(|(_, to)| *to > at).map(|(from, _)| from.max(at))
}

/// Whether staff may be reminded of a waiting client: within hours, or by day where none are given.
pub fn reminding(hours: Option<&Hours>, at: Millis) -> bool {
    next_reminding(hours, at) == at
}

/// The first moment from `at` on when staff may be reminded: `at` itself if they may be then. A clinic that
/// does not open within a year is taken for one without hours.
pub fn next_reminding(hours: Option<&Hours>, at: Millis) -> Millis {
    hours.and_then(|hours| next_opening(hours, at)).or_else(|| next_opening(&WAKING, at)).unwrap_or(at)
}

/// When the clinic is open on the hours of `day`, from and to, in order.
fn spans(hours: &Hours, day: Date) -> impl Iterator<Item = (Millis, Millis)> + '_ {
    let spans = intervals(hours, day).iter().filter_map(move |interval| {
        Some((moment(hours, day, interval.from)?, moment(hours, day, interval.to)?))
    });
    // The hour that summer time skips may leave nothing of an interval.
    spans.filter(|(from, to)| from < to)
}

fn intervals(hours: &Hours, day: Date) -> &[Interval] {
    let on = |year: Option<i16>| {
        let same_day = move |month: i8, date: i8| (month, date) == (day.month(), day.day());
        hours.holidays.iter().find(|holiday| holiday.year == year && same_day(holiday.month, holiday.day))
    };
    // A date of one year says more than the same date of every year.
    if let Some(holiday) = on(Some(day.year())).or_else(|| on(None)) {
        return &holiday.open;
    }
    let weekday = usize::try_from(day.weekday().to_monday_zero_offset()).unwrap_or_default();
    &hours.week[weekday]
}

/// The moment when the clock on the wall shows so many minutes since the midnight that `day` began with.
fn moment(hours: &Hours, day: Date, minutes: u16) -> Option<Millis> {
    let date = day.checked_add(i32::from(minutes / DAY).days()).ok()?;
    let (hour, minute) = (minutes % DAY / 60, minutes % 60);
    let time = Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()?;
    let at = hours.zone.to_timestamp(date.to_datetime(time)).ok()?;
    Some(Millis(at.as_millisecond()))
}
