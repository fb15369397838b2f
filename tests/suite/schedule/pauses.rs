//! Where Telegram told us to wait, and what a restart remembers of it.

use pwparents::model::{ChatId, Limits, Millis, RowId};
use pwparents::outbox::Schedule;
use pwparents::relay::effect::Pause;
use pwparents::relay::event::Outcome;
use pwparents::store::{Head, LaneKey, Loaded};

use super::{
    GENERAL, GROUP, NONE, START, at_once, card, desk, group, head, inward, opening, outward, rows, schedule,
};

const NOW: Millis = Millis(START);
const AFTER: Millis = Millis(START + 30_000);

/// A schedule in which a row of that lane has just met a 429 of thirty seconds.
fn after_429(key: LaneKey) -> Schedule {
    let mut schedule = schedule(NONE);
    schedule.head(key, Some(head(1)));
    assert_eq!(schedule.next(NOW), rows(&[1]));
    schedule.ended(RowId(1), &Outcome::Later(30_000), NOW);
    schedule.head(key, Some(Head { attempt: 1, not_before: AFTER, ..head(1) }));
    schedule
}

/// Which of these lanes may go, while the pause holds.
fn go(mut schedule: Schedule, keys: &[LaneKey]) -> Vec<LaneKey> {
    for (row, key) in (100..).zip(keys) {
        schedule.head(*key, Some(head(row)));
    }
    let given = schedule.next(Millis(AFTER.0 - 1));
    let gone = (100..).zip(keys).filter(|(row, _)| given.contains(&RowId(*row)));
    gone.map(|(_, key)| *key).collect()
}

#[test]
fn a_429_in_the_group_stops_the_whole_group_and_no_client() {
    let keys = [inward(2), desk(3), card(4), opening(5), GENERAL, outward(2), at_once(9)];
    for lane in [inward(1), desk(1), card(1), GENERAL] {
        let others: Vec<LaneKey> = keys.into_iter().filter(|key| *key != lane).collect();
        assert_eq!(go(after_429(lane), &others), [outward(2), at_once(9)], "{lane:?}");
    }
}

#[test]
fn a_429_for_a_client_stops_that_client_alone() {
    let keys = [outward(2), inward(1), opening(3)];
    assert_eq!(go(after_429(outward(1)), &keys), keys);
}

#[test]
fn a_429_for_a_topic_method_stops_topic_methods_alone() {
    let keys = [opening(2), inward(1), desk(3), card(4), GENERAL, outward(2)];
    assert_eq!(go(after_429(opening(1)), &keys), keys[1..]);
}

#[test]
fn a_429_for_a_question_stops_nothing_else() {
    let keys = [inward(1), outward(2), opening(3), at_once(8)];
    assert_eq!(go(after_429(at_once(1)), &keys), keys);
}

#[test]
fn when_the_pause_is_over_all_goes_on() {
    let mut schedule = after_429(inward(1));
    schedule.head(inward(2), Some(head(2)));
    assert_eq!(schedule.wake(NOW), Some(AFTER));
    assert_eq!(schedule.next(AFTER), rows(&[1, 2]));
}

#[test]
fn the_longer_of_two_pauses_holds() {
    let mut schedule = schedule(NONE);
    for client in [1, 2] {
        schedule.head(inward(client), Some(head(client)));
    }
    assert_eq!(schedule.next(NOW), rows(&[1, 2]));
    schedule.ended(RowId(1), &Outcome::Later(60_000), NOW);
    schedule.ended(RowId(2), &Outcome::Later(5_000), NOW);
    schedule.head(inward(3), Some(head(3)));
    assert_eq!(schedule.next(Millis(START + 59_999)), rows(&[]));
    assert_eq!(schedule.next(Millis(START + 60_000)), rows(&[3]));
}

#[test]
fn pauses_survive_a_restart() {
    let table: [(Pause, &[LaneKey]); 3] = [
        (Pause::Chat(GROUP), &[outward(7)]),
        (Pause::Chat(ChatId(7)), &[inward(1), opening(2)]),
        (Pause::Topics, &[inward(1), outward(7)]),
    ];
    for (pause, expected) in table {
        let loaded = Loaded { pauses: vec![(pause, AFTER)], ..Loaded::default() };
        let mut schedule = Schedule::new(NONE, &loaded);
        schedule.group(group(None));
        assert_eq!(go(schedule, &[inward(1), opening(2), outward(7)]), expected, "{pause:?}");
    }
}

#[test]
fn what_was_spent_of_the_minute_survives_a_restart() {
    let limits = Limits { group_per_minute: 20, ..NONE };
    let spent = (0..20).map(|number| (Millis(START - 20_000 + number), 1, false)).collect();
    let mut schedule = Schedule::new(limits, &Loaded { spent, ..Loaded::default() });
    schedule.group(group(None));
    schedule.head(inward(1), Some(head(1)));
    assert_eq!(schedule.next(NOW), rows(&[]));
    assert_eq!(schedule.wake(NOW), Some(Millis(START + 40_000)));
    assert_eq!(schedule.next(Millis(START + 39_999)), rows(&[]));
    assert_eq!(schedule.next(Millis(START + 40_000)), rows(&[1]));
}

#[test]
fn a_desk_that_had_its_half_before_the_restart_waits_behind_words() {
    let limits = Limits { group_per_minute: 20, ..NONE };
    let spent = |desk| (0..15).map(|_| (Millis(START - 10_000), 1, desk)).collect();
    for (was_desk, first) in [(true, 2), (false, 1)] {
        let mut schedule = Schedule::new(limits, &Loaded { spent: spent(was_desk), ..Loaded::default() });
        schedule.group(group(None));
        schedule.head(desk(1), Some(Head { behind: 9, ..head(1) }));
        schedule.head(inward(2), Some(Head { behind: 9, ..head(2) }));
        assert_eq!(schedule.next(NOW)[0], RowId(first), "{was_desk}");
    }
}
