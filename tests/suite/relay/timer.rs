//! What falls due, what a poll tells about time, and what went wrong inside.

use jiff::tz::TimeZone;
use pwparents::model::{Hours, Millis, Policy, kyiv};
use pwparents::relay::decide;
use pwparents::relay::effect::{Away, Effect, Fact, Label, Lane, Polls};
use pwparents::relay::event::{Due, Event, Polled, Quarantined};
use pwparents::relay::found::Found;
use pwparents::relay::view::{Topic, TopicState, View};
use pwparents::text;

use super::{LANG, NOTHING, NOW, OLENA, known, remember, say, saying, tell, topic, view};

const MINUTE: i64 = 60_000;

fn late(view: &View<'_>) -> Vec<Effect> {
    decide(view, &Event::Due(Due::Late(OLENA)), NOW)
}

fn late_line(next: Millis) -> Effect {
    tell(Lane::Desk(Some(OLENA)), saying(text::late(LANG, &kyiv(), next), Some(Label::Late(OLENA))))
}

#[test]
fn nothing_that_waits_is_nothing_late() {
    assert_eq!(late(&known()), NOTHING);
}

#[test]
fn two_minutes_after_it_was_queued_a_message_is_late() {
    let since = |ms| View { oldest_out: Some(Millis(NOW.0 - ms)), ..known() };
    let look_again = |ms| [remember(Fact::Deadline(Due::Late(OLENA), Millis(NOW.0 + ms)))];
    assert_eq!(late(&since(2 * MINUTE - 1)), look_again(1));
    assert_eq!(late(&since(0)), look_again(2 * MINUTE));
    assert_eq!(late(&since(2 * MINUTE)), [late_line(NOW)]);
}

#[test]
fn the_line_names_the_next_try_and_never_one_that_has_passed() {
    let oldest_out = Some(Millis(NOW.0 - 3 * MINUTE));
    for (next, shown) in [(NOW.0 + 37 * MINUTE, NOW.0 + 37 * MINUTE), (NOW.0 - 5 * MINUTE, NOW.0)] {
        let view = View { oldest_out, next_out: Some(Millis(next)), ..known() };
        assert_eq!(late(&view), [late_line(Millis(shown))]);
    }
}

#[test]
fn times_are_told_in_the_zone_of_the_clinics_hours() {
    let zone = TimeZone::get("Europe/Warsaw").unwrap();
    let hours = Hours { zone: zone.clone(), week: Default::default(), holidays: Vec::new() };
    let policy = Policy { hours: Some(hours), ..known().policy.clone() };
    let view = View { policy: &policy, oldest_out: Some(Millis(0)), ..known() };
    let line = text::late(LANG, &zone, NOW);
    assert!(line.as_str().contains("12:06") && late_line(NOW) != late(&view)[0]);
    assert_eq!(late(&view), [tell(Lane::Desk(Some(OLENA)), saying(line, Some(Label::Late(OLENA))))]);
}

#[test]
fn lateness_is_said_once_for_a_topic() {
    let view = View { oldest_out: Some(Millis(0)), late_said: true, ..known() };
    assert_eq!(late(&view), NOTHING);
}

#[test]
fn lateness_that_finds_no_topic_opens_one() {
    let view = View { oldest_out: Some(Millis(0)), topic: topic(TopicState::Dead), ..known() };
    let effects = late(&view);
    assert_eq!(effects[..4], super::opening());
    assert_eq!(effects[4..], [late_line(NOW)]);
    let suspect = View { topic: topic(TopicState::Suspect), ..view };
    assert_eq!(late(&suspect), [late_line(NOW)]);
    let nobody = View { client: None, topic: Topic::default(), ..suspect };
    assert_eq!(late(&nobody), NOTHING);
}

#[test]
fn old_updates_are_thrown_away_every_hour_after_a_week() {
    let expected = [
        remember(Fact::Prune(Millis(NOW.0 - 7 * 24 * 60 * MINUTE))),
        remember(Fact::Deadline(Due::Prune, Millis(NOW.0 + 60 * MINUTE))),
    ];
    assert_eq!(decide(&view(), &Event::Due(Due::Prune), NOW), expected);
}

#[test]
fn the_index_is_filled_at_once_while_much_is_missing_and_now_and_then_otherwise() {
    for (found, wait) in [(Found::Unindexed(true), 250), (Found::Unindexed(false), 10 * MINUTE)] {
        let expected = [remember(Fact::Indexed), remember(Fact::Deadline(Due::Index, Millis(NOW.0 + wait)))];
        let view = View { found, ..view() };
        assert_eq!(decide(&view, &Event::Due(Due::Index), NOW), expected);
    }
}

/// What a poll that ended now makes of what was known of polling.
fn polled(known: Polls, drained: bool, missed: usize) -> Vec<Effect> {
    let polled = Polled { began: Millis(NOW.0 - 50), drained };
    decide(&View { polls: known, missed, ..view() }, &Event::Polled(polled), NOW)
}

/// A poll that left something behind lets nothing pass that waits for a poll.
fn noted(away: Option<Away>) -> Effect {
    let drained = away.is_none_or(|away| away.drained);
    let began = if drained { Millis(NOW.0 - 50) } else { Millis(0) };
    remember(Fact::Polled { polls: Polls { last: Some(NOW), away }, began })
}

fn ago(ms: i64) -> Millis {
    Millis(NOW.0 - ms)
}

#[test]
fn every_poll_is_noted_and_short_gaps_are_nothing() {
    for last in [None, Some(ago(50_000)), Some(ago(5 * MINUTE - 1)), Some(ago(-MINUTE))] {
        assert_eq!(polled(Polls { last, away: None }, true, 0), [noted(None)], "{last:?}");
    }
}

#[test]
fn a_gap_of_five_minutes_is_kept_until_all_that_waited_is_in() {
    let away = |drained| Some(Away { from: Millis(NOW.0 - 5 * MINUTE), to: NOW, drained });
    let before = Polls { last: Some(ago(5 * MINUTE)), away: None };
    // This batch is not decided yet, so nothing can be said before the next poll.
    assert_eq!(polled(before, true, 0), [noted(away(true))]);
    assert_eq!(polled(before, false, 0), [noted(away(false))]);
}

#[test]
fn a_gap_is_told_in_general_once_and_then_forgotten() {
    let away = Away { from: Millis(NOW.0 - 90 * MINUTE), to: Millis(NOW.0 - 1_000), drained: true };
    for missed in [0, 1, 3, 250] {
        let line = say(Lane::Desk(None), text::downtime(LANG, &kyiv(), away.from, away.to, missed));
        let known = Polls { last: Some(ago(1_000)), away: Some(away) };
        assert_eq!(polled(known, true, missed), [line, noted(None)], "{missed}");
    }
}

#[test]
fn a_gap_whose_updates_still_come_in_waits() {
    let away = Away { from: Millis(0), to: Millis(NOW.0 - 1_000), drained: false };
    let known = Polls { last: Some(ago(1_000)), away: Some(away) };
    assert_eq!(polled(known, false, 9), [noted(Some(away))]);
    assert_eq!(polled(known, true, 9), [noted(Some(Away { drained: true, ..away }))]);
}

#[test]
fn what_went_wrong_inside_is_told_with_its_number_and_the_clients_name() {
    let lost = |client| Event::Quarantined(Quarantined { number: 12, client });
    let line = |name| [say(Lane::Desk(None), text::quarantined(LANG, 12, name))];
    assert_eq!(decide(&known(), &lost(Some(OLENA)), NOW), line(Some("Олена")));
    assert_eq!(decide(&view(), &lost(Some(OLENA)), NOW), line(Some("?")));
    assert_eq!(decide(&view(), &lost(None), NOW), line(None));
}
