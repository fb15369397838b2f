//! Working hours: what is open when, over midnight, on holidays, when the clocks change; and when staff may
//! be reminded.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use pwparents::hours::{is_open, next_opening, next_reminding, reminding};
use pwparents::model::{DAY, Holiday, Hours, Interval, Millis, SECOND, kyiv};

/// Intervals from hours written as fractions of sixty: `900` is 09:00, `2600` is 02:00 of the next day.
fn open(spans: &[(u16, u16)]) -> Vec<Interval> {
    let minutes = |clock: u16| clock / 100 * 60 + clock % 100;
    spans.iter().map(|(from, to)| Interval { from: minutes(*from), to: minutes(*to) }).collect()
}

/// Monday to Friday 09–13 and 14–18, Saturday 10–15, Sunday closed.
fn clinic() -> Hours {
    let weekday = || open(&[(900, 1300), (1400, 1800)]);
    let week = [weekday(), weekday(), weekday(), weekday(), weekday(), open(&[(1000, 1500)]), Vec::new()];
    Hours { zone: kyiv(), week, holidays: Vec::new() }
}

/// The same hours on every day.
fn daily(spans: &[(u16, u16)]) -> Hours {
    Hours { zone: kyiv(), week: std::array::from_fn(|_| open(spans)), holidays: Vec::new() }
}

fn holiday(year: Option<i16>, month: i8, day: i8, spans: &[(u16, u16)]) -> Holiday {
    Holiday { year, month, day, open: open(spans) }
}

/// A moment by the clock on Kyiv's wall, or with its own offset from UTC at the end.
fn at(text: &str) -> Millis {
    let with_offset = text.parse::<Timestamp>().map(Timestamp::as_millisecond);
    let local = || text.parse::<jiff::civil::DateTime>().unwrap();
    Millis(with_offset.unwrap_or_else(|_| kyiv().to_timestamp(local()).unwrap().as_millisecond()))
}

fn shown(at: Millis) -> String {
    let zoned = Timestamp::from_millisecond(at.0).unwrap().to_zoned(kyiv());
    zoned.strftime("%Y-%m-%dT%H:%M%:z").to_string()
}

/// Checks the next opening for each moment.
fn opens(hours: &Hours, table: &[(&str, &str)]) {
    for (now, then) in table {
        assert_eq!(next_opening(hours, at(now)).map(shown).as_deref(), Some(*then), "{now}");
    }
}

#[test]
fn an_interval_holds_its_first_moment_and_not_its_last() {
    let hours = clinic();
    let opening = at("2026-11-23T09:00");
    let closing = at("2026-11-23T13:00");
    for (moment, expected) in [
        (opening.plus(-1), false),
        (opening, true),
        (opening.plus(1), true),
        (closing.plus(-1), true),
        (closing, false),
        (at("2026-11-23T14:00"), true),
        (at("2026-11-22T12:00"), false),
    ] {
        assert_eq!(is_open(&hours, moment), expected, "{}", shown(moment));
    }
}

#[test]
fn the_next_opening_is_found_over_breaks_nights_and_weekends() {
    let table = [
        ("2026-11-23T08:59", "2026-11-23T09:00+02:00"),
        ("2026-11-23T13:00", "2026-11-23T14:00+02:00"),
        ("2026-11-23T18:00", "2026-11-24T09:00+02:00"),
        ("2026-11-27T23:59", "2026-11-28T10:00+02:00"),
        ("2026-11-28T15:00", "2026-11-30T09:00+02:00"),
        // While it is open, the moment itself.
        ("2026-11-23T12:59", "2026-11-23T12:59+02:00"),
    ];
    opens(&clinic(), &table);
}

#[test]
fn hours_over_midnight_belong_to_the_day_they_begin_on() {
    let mut hours = daily(&[(2000, 2600)]);
    // Monday's night shift does not take place; Sunday's ends on Monday.
    hours.week[0].clear();
    for (now, expected) in [
        ("2026-11-23T01:59", true),
        ("2026-11-23T02:00", false),
        ("2026-11-23T23:00", false),
        ("2026-11-24T01:00", false),
        ("2026-11-24T20:00", true),
        ("2026-11-25T00:00", true),
    ] {
        assert_eq!(is_open(&hours, at(now)), expected, "{now}");
    }
    opens(&hours, &[("2026-11-23T02:00", "2026-11-24T20:00+02:00")]);
}

#[test]
fn around_the_clock_never_closes() {
    let hours = daily(&[(0, 2400)]);
    assert_eq!(hours.week[0], [Interval { from: 0, to: DAY }]);
    let begin = at("2026-03-28T00:00");
    // Over both nights on which the clocks change, too.
    for quarter in 0..(300 * 96) {
        let moment = begin.plus(quarter * 15 * 60 * SECOND);
        assert!(is_open(&hours, moment), "{}", shown(moment));
    }
}

#[test]
fn holidays_come_before_weekdays_and_one_years_before_every_years() {
    let mut hours = clinic();
    hours.holidays = vec![
        holiday(None, 12, 25, &[]),
        holiday(Some(2026), 12, 24, &[(900, 1200)]),
        holiday(Some(2027), 12, 25, &[(1000, 1100)]),
        holiday(Some(2026), 12, 27, &[(1200, 1300)]),
    ];
    let table = [
        ("2026-12-24T11:59", "2026-12-24T11:59+02:00"),
        ("2026-12-24T12:00", "2026-12-26T10:00+02:00"),
        // A Sunday that is open for once.
        ("2026-12-26T15:00", "2026-12-27T12:00+02:00"),
        ("2025-12-25T09:00", "2025-12-26T09:00+02:00"),
        ("2027-12-25T09:00", "2027-12-25T10:00+02:00"),
    ];
    opens(&hours, &table);
    let night = Hours { holidays: vec![holiday(None, 1, 1, &[])], ..daily(&[(2000, 2600)]) };
    // The night before a holiday is worked to its end.
    opens(
        &night,
        &[("2027-01-01T01:59", "2027-01-01T01:59+02:00"), ("2027-01-01T02:00", "2027-01-02T20:00+02:00")],
    );
}

#[test]
fn hours_follow_the_clock_on_the_wall_when_summer_time_begins() {
    // In Kyiv 29.03.2026 03:00 becomes 04:00.
    let table =
        [("2026-03-28T20:00", "2026-03-29T09:00+03:00"), ("2026-03-27T20:00", "2026-03-28T09:00+02:00")];
    opens(&daily(&[(900, 2000)]), &table);
    let night = at("2026-03-28T20:00");
    assert_eq!(next_opening(&daily(&[(900, 2000)]), night).unwrap().since(night), 12 * 3_600 * SECOND);
    // What begins in the hour that is skipped begins an hour later; what lies in it loses nothing else.
    opens(&daily(&[(330, 500)]), &[("2026-03-29T02:59", "2026-03-29T04:30+03:00")]);
    opens(&daily(&[(330, 415)]), &[("2026-03-29T02:59", "2026-03-30T03:30+03:00")]);
}

#[test]
fn hours_follow_the_clock_on_the_wall_when_summer_time_ends() {
    // In Kyiv 25.10.2026 04:00 becomes 03:00: the hour from 03 to 04 comes twice.
    let hours = daily(&[(900, 2000)]);
    let night = at("2026-10-24T20:00");
    assert_eq!(shown(next_opening(&hours, night).unwrap()), "2026-10-25T09:00+02:00");
    assert_eq!(next_opening(&hours, night).unwrap().since(night), 14 * 3_600 * SECOND);
    let twice = daily(&[(330, 500)]);
    opens(&twice, &[("2026-10-25T02:00", "2026-10-25T03:30+03:00")]);
    for moment in ["2026-10-25T03:30:00+03:00", "2026-10-25T03:15:00+02:00", "2026-10-25T04:59:00+02:00"] {
        assert!(is_open(&twice, at(moment)), "{moment}");
    }
    assert!(!is_open(&twice, at("2026-10-25T05:00:00+02:00")));
    let ends_inside = daily(&[(0, 330)]);
    assert!(is_open(&ends_inside, at("2026-10-25T03:29:00+03:00")));
    assert!(!is_open(&ends_inside, at("2026-10-25T03:29:00+02:00")));
}

#[test]
fn hours_stand_in_their_own_zone() {
    let hours = Hours { zone: TimeZone::get("Europe/Warsaw").unwrap(), ..daily(&[(900, 2000)]) };
    assert!(!is_open(&hours, at("2026-11-23T09:30")));
    opens(&hours, &[("2026-11-23T09:30", "2026-11-23T10:00+02:00")]);
}

#[test]
fn a_clinic_that_never_opens_has_no_next_opening() {
    let never = daily(&[]);
    assert_eq!(next_opening(&never, at("2026-11-23T09:00")), None);
    assert!(!is_open(&never, at("2026-11-23T09:00")));
    let once = Hours { holidays: vec![holiday(Some(2027), 11, 24, &[(900, 1000)])], ..never };
    opens(&once, &[("2026-11-23T09:00", "2027-11-24T09:00+02:00")]);
    assert_eq!(next_opening(&once, at("2026-11-22T09:00")), None);
}

#[test]
fn staff_are_reminded_within_hours_or_by_day_in_kyiv() {
    let table = [
        ("2026-11-22T08:59", "2026-11-22T09:00+02:00"),
        ("2026-11-22T09:00", "2026-11-22T09:00+02:00"),
        ("2026-11-22T19:59", "2026-11-22T19:59+02:00"),
        ("2026-11-22T20:00", "2026-11-23T09:00+02:00"),
    ];
    for (now, then) in table {
        assert_eq!(shown(next_reminding(None, at(now))), then, "{now}");
        assert_eq!(reminding(None, at(now)), shown(at(now)) == then, "{now}");
    }
    let hours = clinic();
    assert!(!reminding(Some(&hours), at("2026-11-22T12:00")));
    assert_eq!(shown(next_reminding(Some(&hours), at("2026-11-22T12:00"))), "2026-11-23T09:00+02:00");
    let never = daily(&[]);
    assert_eq!(shown(next_reminding(Some(&never), at("2026-11-22T20:00"))), "2026-11-23T09:00+02:00");
}

#[test]
fn a_broken_clock_breaks_nothing() {
    for moment in [i64::MIN, i64::MAX] {
        assert!(!is_open(&clinic(), Millis(moment)));
        assert_eq!(next_reminding(None, Millis(moment)), Millis(moment));
    }
}
