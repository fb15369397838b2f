//! When the clinic opens, as clients are told: today, tomorrow, a weekday, a date.

use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use pwparents::model::{Lang, Millis, kyiv};
use pwparents::text::opening;

fn at(zone: &TimeZone, text: &str) -> Millis {
    let local: DateTime = text.parse().unwrap();
    Millis(zone.to_timestamp(local).unwrap().as_millisecond())
}

fn said(now: &str, then: &str) -> [String; 2] {
    let zone = kyiv();
    [Lang::Uk, Lang::En].map(|lang| opening(lang, &zone, at(&zone, now), at(&zone, then)))
}

#[test]
fn an_opening_is_said_as_people_say_it() {
    let table = [
        ("2026-11-23T01:00", "2026-11-23T09:00", "сьогодні о 09:00", "today at 09:00"),
        ("2026-11-23T23:59", "2026-11-24T00:00", "завтра о 00:00", "tomorrow at 00:00"),
        ("2026-11-23T00:00", "2026-11-24T23:59", "завтра о 23:59", "tomorrow at 23:59"),
        ("2026-11-28T15:00", "2026-11-30T09:00", "у понеділок о 09:00", "on Monday at 09:00"),
        ("2026-11-28T15:00", "2026-12-01T11:00", "у вівторок об 11:00", "on Tuesday at 11:00"),
        ("2026-11-28T15:00", "2026-12-02T11:30", "у середу об 11:30", "on Wednesday at 11:30"),
        ("2026-11-28T15:00", "2026-12-03T10:00", "у четвер о 10:00", "on Thursday at 10:00"),
        ("2026-11-28T15:00", "2026-12-04T12:00", "у п’ятницю о 12:00", "on Friday at 12:00"),
        ("2026-11-23T15:00", "2026-11-28T09:00", "у суботу о 09:00", "on Saturday at 09:00"),
        ("2026-11-23T15:00", "2026-11-29T09:00", "у неділю о 09:00", "on Sunday at 09:00"),
        ("2026-11-23T15:00", "2026-11-30T09:00", "30 листопада о 09:00", "on 30 November at 09:00"),
        ("2026-12-31T15:00", "2027-01-12T09:00", "12 січня о 09:00", "on 12 January at 09:00"),
    ];
    for (now, then, uk, en) in table {
        assert_eq!(said(now, then), [uk, en], "{now} {then}");
    }
}

#[test]
fn every_month_has_its_name() {
    let uk = [
        "січня",
        "лютого",
        "березня",
        "квітня",
        "травня",
        "червня",
        "липня",
        "серпня",
        "вересня",
        "жовтня",
        "листопада",
        "грудня",
    ];
    for (month, name) in (1..).zip(uk) {
        let [said, _] = said("2026-06-15T12:00", &format!("2027-{month:02}-02T09:00"));
        assert_eq!(said, format!("2 {name} о 09:00"));
    }
}

#[test]
fn today_is_today_where_the_clinic_stands() {
    let zone = TimeZone::get("America/New_York").unwrap();
    let (now, then) = (at(&kyiv(), "2026-11-24T03:00"), at(&zone, "2026-11-23T22:00"));
    assert_eq!(opening(Lang::Uk, &zone, now, then), "сьогодні о 22:00");
    assert_eq!(opening(Lang::Uk, &kyiv(), now, then), "сьогодні о 05:00");
    // A night on which the clocks change is a night like any other.
    assert_eq!(said("2026-10-24T23:30", "2026-10-25T09:00")[0], "завтра о 09:00");
    assert_eq!(said("2026-03-29T00:30", "2026-03-29T09:00")[0], "сьогодні о 09:00");
}
