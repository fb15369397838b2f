//! The limits: a sliding minute for the group, seconds for chats and for all, and classes in a crowd.

use pwparents::model::{Limits, Millis, RowId};
use pwparents::outbox::Schedule;
use pwparents::relay::effect::Lane;
use pwparents::store::{Head, Loaded};

use super::{
    Bench, GENERAL, MINUTE, NONE, START, TELEGRAM, card, desk, done, group, head, inward, opening, outward,
    rows, schedule,
};

const NOW: Millis = Millis(START);

/// Times at which rows went, in milliseconds since the start.
fn times(bench: &Bench) -> Vec<i64> {
    bench.sent.iter().map(|sent| sent.at - START).collect()
}

/// The group's limit alone.
const GROUP_ONLY: Limits = Limits { chat_per_second: 0, overall_per_second: 0, ..TELEGRAM };

#[test]
fn what_fits_into_the_minute_goes_at_once() {
    let mut bench = Bench::new(GROUP_ONLY);
    for client in 1..=20 {
        bench.topic_stands(client);
        bench.queue(inward(client), 1);
    }
    bench.pass(0);
    assert_eq!(bench.sent.len(), 20);
}

#[test]
fn once_more_waits_than_fits_it_is_spread_evenly() {
    let mut bench = Bench::new(GROUP_ONLY);
    for client in 1..=100 {
        bench.topic_stands(client);
        bench.queue(inward(client), 1);
    }
    bench.pass(5 * MINUTE);
    let times = times(&bench);
    // The crowd's last twenty fit at once again.
    let gaps: Vec<i64> = times.windows(2).map(|pair| pair[1] - pair[0]).take(79).collect();
    assert!(gaps.iter().all(|gap| *gap == 3_000), "{gaps:?}");
    assert!(bench.busiest_minute() <= 20, "{}", bench.busiest_minute());
}

#[test]
fn an_album_takes_as_many_turns_as_it_has_parts() {
    let mut bench = Bench::new(GROUP_ONLY);
    for client in 1..=4 {
        bench.topic_stands(client);
        bench.queue(inward(client), 10);
    }
    bench.pass(10 * MINUTE);
    assert_eq!(bench.sent.len(), 4);
    assert!(bench.busiest_minute() <= 20, "{}", bench.busiest_minute());
}

#[test]
fn what_is_larger_than_the_whole_minute_goes_when_nothing_else_went() {
    let small = Limits { group_per_minute: 5, ..GROUP_ONLY };
    let mut bench = Bench::new(small);
    bench.topic_stands(1);
    bench.topic_stands(2);
    bench.queue(inward(1), 1);
    bench.queue(inward(2), 10);
    bench.pass(10 * MINUTE);
    assert_eq!(times(&bench), [0, MINUTE]);
}

#[test]
fn every_kind_of_row_for_the_group_counts_and_what_goes_elsewhere_does_not() {
    let group = [inward(1), desk(2), card(3), opening(4), GENERAL];
    let two = Limits { group_per_minute: 2, ..GROUP_ONLY };
    for first in group {
        for second in group {
            let mut schedule = schedule(two);
            schedule.head(inward(90), Some(head(1)));
            schedule.head(first, Some(head(2)));
            assert_eq!(schedule.next(NOW).len(), 2);
            for row in [1, 2] {
                schedule.ended(RowId(row), &done(), NOW);
            }
            schedule.head(first, None);
            schedule.head(second, Some(head(3)));
            assert_eq!(schedule.next(Millis(START + 59_999)), rows(&[]), "{first:?} {second:?}");
            assert_eq!(schedule.next(Millis(START + 60_000)), rows(&[3]), "{first:?} {second:?}");
            schedule.head(outward(8), Some(head(4)));
            assert_eq!(schedule.next(Millis(START + 60_000)), rows(&[4]));
        }
    }
}

#[test]
fn the_desk_has_at_most_half_while_clients_words_wait() {
    let mut bench = Bench::new(GROUP_ONLY);
    for client in 1..=60 {
        bench.topic_stands(client);
        bench.queue(desk(client), 1);
        bench.queue(inward(100 + client), 1);
        bench.topic_stands(100 + client);
    }
    for client in 101..=160 {
        bench.queue(inward(client), 1);
    }
    bench.pass(5 * MINUTE);
    let sent: Vec<_> = bench.sent.clone();
    for window in sent.windows(20) {
        let desk = window.iter().filter(|sent| matches!(sent.key.lane, Lane::Desk(_))).count();
        assert!(desk <= 10, "{desk} of 20");
    }
    // And at least that much, as long as it has anything to say: it goes first.
    let first = sent[..20].iter().filter(|sent| matches!(sent.key.lane, Lane::Desk(_))).count();
    assert_eq!(first, 10);
}

#[test]
fn the_desk_alone_may_have_all_of_it() {
    let mut bench = Bench::new(GROUP_ONLY);
    for client in 1..=40 {
        bench.topic_stands(client);
        bench.queue(desk(client), 1);
    }
    bench.pass(MINUTE);
    assert!(bench.sent.len() >= 20, "{}", bench.sent.len());
}

#[test]
fn in_a_crowd_a_card_waits_until_nobodys_words_do() {
    let mut bench = Bench::new(GROUP_ONLY);
    for client in 1..=60 {
        bench.topic_stands(client);
        bench.queue(card(client), 1);
    }
    for client in 1..=60 {
        bench.queue(inward(100 + client), 1);
        bench.topic_stands(100 + client);
        bench.queue(inward(100 + client), 1);
    }
    bench.drain();
    let is_card = |lane| matches!(lane, Lane::Card(_));
    for card in bench.sent.iter().filter(|sent| is_card(sent.key.lane)) {
        let left = bench.sent.iter().filter(|sent| !is_card(sent.key.lane) && sent.at > card.at).count();
        assert!(left <= 20, "a card went while {left} messages waited");
    }
}

#[test]
fn in_a_crowd_that_cannot_go_now_a_card_leaves_it_a_quarter_of_the_minute() {
    for (used, goes) in [(14, true), (15, false)] {
        let spent = vec![(Millis(START - 30_000), 1, false); used - 1];
        let mut schedule = Schedule::new(GROUP_ONLY, &Loaded { spent, ..Loaded::default() });
        schedule.group(group(None));
        schedule.head(desk(1), Some(head(1)));
        assert_eq!(schedule.next(NOW), rows(&[1]));
        // Words wait for that very topic, more than fits.
        schedule.head(inward(1), Some(Head { behind: 30, ..head(2) }));
        schedule.head(card(2), Some(head(3)));
        let expected: &[i64] = if goes { &[3] } else { &[] };
        assert_eq!(schedule.next(Millis(START + 3_000)), rows(expected), "{used} used");
    }
}

#[test]
fn a_chat_gets_one_a_second_with_a_short_burst() {
    let mut bench = Bench::new(TELEGRAM);
    for _ in 0..9 {
        bench.queue(outward(1), 1);
    }
    bench.pass(20_000);
    assert_eq!(times(&bench), [0, 0, 0, 3_000, 3_000, 3_000, 6_000, 6_000, 6_000]);
}

#[test]
fn all_chats_together_get_thirty_a_second() {
    let mut bench = Bench::new(TELEGRAM);
    for client in 1..=200 {
        bench.queue(outward(client), 1);
    }
    bench.pass(10_000);
    assert_eq!(bench.sent.len(), 200);
    let times = times(&bench);
    for from in 0..200 {
        let within = times.iter().filter(|at| (times[from]..times[from] + 1_000).contains(*at)).count();
        assert!(within <= 30, "{within} within a second");
    }
    assert!(times[199] <= 7_000, "{}", times[199]);
}

#[test]
fn a_limit_of_zero_is_none() {
    let mut bench = Bench::new(NONE);
    for client in 1..=500 {
        bench.topic_stands(client);
        bench.queue(inward(client), 10);
        bench.queue(outward(client), 1);
        bench.queue(desk(client), 1);
        bench.queue(outward(client), 1);
    }
    bench.pass(0);
    assert_eq!(bench.sent.len(), 2_000);
}

#[test]
fn each_limit_is_switched_off_by_itself() {
    let mut no_minute = Bench::new(Limits { group_per_minute: 0, ..TELEGRAM });
    for client in 1..=40 {
        no_minute.topic_stands(client);
        no_minute.queue(inward(client), 1);
    }
    no_minute.pass(45_000);
    assert_eq!(no_minute.sent.len(), 40, "as much as one chat takes in a second, and no minute");
    let mut no_second = Bench::new(Limits { chat_per_second: 0, ..TELEGRAM });
    for _ in 0..20 {
        no_second.queue(outward(1), 1);
    }
    no_second.pass(0);
    assert_eq!(no_second.sent.len(), 20);
    let mut no_overall = Bench::new(Limits { overall_per_second: 0, ..TELEGRAM });
    for client in 1..=60 {
        no_overall.queue(outward(client), 1);
    }
    no_overall.pass(0);
    assert_eq!(no_overall.sent.len(), 60);
}

#[test]
fn a_retry_takes_its_turn_like_any_other() {
    let two = Limits { group_per_minute: 2, ..GROUP_ONLY };
    let mut schedule = schedule(two);
    schedule.head(inward(1), Some(head(1)));
    for attempt in 1..=2 {
        assert_eq!(schedule.next(NOW), rows(&[1]));
        schedule.ended(RowId(1), &pwparents::relay::event::Outcome::Unknown, NOW);
        schedule.head(inward(1), Some(Head { attempt, ..head(1) }));
    }
    assert_eq!(schedule.next(NOW), rows(&[]), "the minute is full");
}
