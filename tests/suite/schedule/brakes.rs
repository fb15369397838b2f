//! The clinic's own brakes: one client's flood and a wave of strangers are held back, in order and without
//! loss, and whoever has something short to say passes them.

use pwparents::model::{Limits, Millis, RowId};
use pwparents::outbox::Schedule;
use pwparents::relay::effect::Lane;
use pwparents::relay::event::Outcome;
use pwparents::store::{Head, LaneKey, Loaded};

use super::{
    Bench, MINUTE, NONE, START, Sent, TELEGRAM, card, desk, group, head, inward, opening, outward, rows,
    schedule,
};

/// As a config has them that says nothing of them.
const USUAL: Limits = Limits { new_topics_per_minute: 5, client_per_minute: 15, ..TELEGRAM };
const FIFTEEN: Limits = Limits { client_per_minute: 15, ..NONE };
const FIVE: Limits = Limits { new_topics_per_minute: 5, ..NONE };

/// The most of these that went within any minute, by cost.
fn busiest(bench: &Bench, of: impl Fn(&Sent) -> bool) -> u32 {
    let sent: Vec<&Sent> = bench.sent.iter().filter(|sent| of(sent)).collect();
    let minute = |from: i64| {
        let within = sent.iter().filter(|sent| (from..from + MINUTE).contains(&sent.at));
        within.map(|sent| sent.cost).sum::<u32>()
    };
    sent.iter().map(|sent| minute(sent.at)).max().unwrap_or_default()
}

fn opens(sent: &Sent) -> bool {
    matches!(sent.key.lane, Lane::Topic(_))
}

#[test]
fn a_client_who_floods_is_slowed_and_all_of_it_comes_in_order() {
    let mut bench = Bench::new(FIFTEEN);
    bench.topic_stands(1);
    let flood: Vec<RowId> = (0..100).map(|_| bench.queue(inward(1), 1)).collect();
    bench.pass(0);
    assert_eq!(bench.sent.len(), 15);
    bench.drain();
    assert_eq!(bench.sent.iter().map(|sent| sent.row).collect::<Vec<_>>(), flood);
    assert_eq!(busiest(&bench, |_| true), 15);
    assert_eq!(bench.sent[99].at - START, 6 * MINUTE, "and no slower than that");
}

#[test]
fn an_album_counts_by_its_parts_and_one_that_is_larger_than_the_brake_goes_alone() {
    let mut bench = Bench::new(FIFTEEN);
    bench.topic_stands(1);
    for cost in [10, 1, 10, 1] {
        bench.queue(inward(1), cost);
    }
    bench.drain();
    let at: Vec<i64> = bench.sent.iter().map(|sent| sent.at - START).collect();
    assert_eq!(at, [0, 0, MINUTE, MINUTE]);
    let mut bench = Bench::new(Limits { client_per_minute: 4, ..NONE });
    bench.topic_stands(1);
    for cost in [1, 10, 1] {
        bench.queue(inward(1), cost);
    }
    bench.drain();
    let at: Vec<i64> = bench.sent.iter().map(|sent| sent.at - START).collect();
    assert_eq!(at, [0, MINUTE, 2 * MINUTE]);
}

#[test]
fn nobody_else_and_nothing_of_staff_is_slowed() {
    let mut bench = Bench::new(FIFTEEN);
    for client in [1, 2] {
        bench.topic_stands(client);
    }
    for _ in 0..100 {
        for key in [inward(1), outward(1), desk(1), card(1), LaneKey::of(Lane::Desk(None))] {
            bench.queue(key, 1);
        }
    }
    bench.queue(inward(2), 1);
    bench.pass(0);
    assert_eq!(bench.sent.len(), 15 + 400 + 1);
}

#[test]
fn what_is_tried_again_has_passed_the_brake_already() {
    let mut schedule = schedule(Limits { client_per_minute: 1, new_topics_per_minute: 1, ..NONE });
    for (key, row) in [(inward(1), 1), (opening(2), 2)] {
        let first = Head { new: key == opening(2), ..head(row) };
        schedule.head(key, Some(first));
        for attempt in 1..=20 {
            assert_eq!(schedule.next(Millis(START)), rows(&[row]));
            schedule.ended(RowId(row), &Outcome::NotSent, Millis(START));
            schedule.head(key, Some(Head { attempt, ..first }));
        }
        schedule.next(Millis(START));
        schedule.ended(RowId(row), &super::done(), Millis(START));
        schedule.head(key, None);
    }
    // And was counted once.
    schedule.head(inward(1), Some(head(3)));
    assert_eq!(schedule.next(Millis(START + MINUTE - 1)), rows(&[]));
    assert_eq!(schedule.wake(Millis(START)), Some(Millis(START + MINUTE)));
    assert_eq!(schedule.next(Millis(START + MINUTE)), rows(&[3]));
}

#[test]
fn strangers_get_their_topics_a_few_a_minute_in_order_and_with_all_they_wrote() {
    let mut bench = Bench::new(FIVE);
    let strangers: Vec<i64> = (1..=30).collect();
    for client in &strangers {
        bench.queue(opening(*client), 1);
        for _ in 0..3 {
            bench.queue(inward(*client), 1);
        }
    }
    bench.pass(0);
    assert_eq!(bench.sent.iter().filter(|sent| opens(sent)).count(), 5);
    bench.drain();
    assert_eq!(busiest(&bench, opens), 5);
    let opened: Vec<LaneKey> = bench.sent.iter().filter(|sent| opens(sent)).map(|sent| sent.key).collect();
    assert_eq!(opened, strangers.iter().map(|client| opening(*client)).collect::<Vec<_>>());
    assert_eq!(bench.sent.len(), 120);
}

#[test]
fn a_topic_in_place_of_a_lost_one_is_no_strangers() {
    let mut schedule = schedule(Limits { new_topics_per_minute: 1, ..NONE });
    schedule.head(opening(1), Some(Head { new: true, ..head(1) }));
    assert_eq!(schedule.next(Millis(START)), rows(&[1]));
    schedule.ended(RowId(1), &super::done(), Millis(START));
    schedule.head(opening(1), None);
    schedule.head(opening(2), Some(Head { new: true, ..head(2) }));
    schedule.head(opening(3), Some(head(3)));
    assert_eq!(schedule.next(Millis(START)), rows(&[3]));
}

#[test]
fn each_brake_is_switched_off_by_itself() {
    for (limits, topics, words) in [(FIVE, 5, 5 * 40), (FIFTEEN, 30, 30 * 15), (NONE, 30, 30 * 40)] {
        let mut bench = Bench::new(limits);
        for client in 1..=30 {
            bench.queue(opening(client), 1);
            for _ in 0..40 {
                bench.queue(inward(client), 1);
            }
        }
        bench.pass(0);
        let opened = bench.sent.iter().filter(|sent| opens(sent)).count();
        assert_eq!((opened, bench.sent.len() - opened), (topics, words));
    }
}

#[test]
fn a_restart_forgets_nothing_of_what_went_past_the_brakes() {
    let ago = |ms: i64, lane: LaneKey, cost| (Millis(START - ms), lane.lane, cost);
    let paced = vec![ago(30_000, inward(1), 15), ago(20_000, opening(2), 4), ago(10_000, opening(3), 1)];
    let limits = Limits { client_per_minute: 15, new_topics_per_minute: 5, ..NONE };
    let mut schedule = Schedule::new(limits, &Loaded { paced, ..Loaded::default() });
    schedule.group(group(None));
    schedule.head(inward(1), Some(head(1)));
    schedule.head(inward(4), Some(head(2)));
    schedule.head(opening(5), Some(Head { new: true, ..head(3) }));
    assert_eq!(schedule.next(Millis(START)), rows(&[2]));
    assert_eq!(schedule.wake(Millis(START)), Some(Millis(START + 30_000)));
    assert_eq!(schedule.next(Millis(START + 30_000)), rows(&[1]));
    assert_eq!(schedule.wake(Millis(START + 30_000)), Some(Millis(START + 40_000)));
    assert_eq!(schedule.next(Millis(START + 40_000)), rows(&[3]));
}

/// All that comes with somebody's first message.
fn stranger(bench: &mut Bench, client: i64) {
    for key in [opening(client), card(client), card(client), inward(client)] {
        bench.queue(key, 1);
    }
}

#[test]
fn a_wave_of_strangers_does_not_hold_up_whoever_is_known() {
    for later in (0..200).map(|step| step * 1_700) {
        let mut bench = Bench::new(USUAL);
        bench.topic_stands(500);
        bench.queue(inward(500), 1);
        bench.pass(2 * MINUTE);
        for client in 1..=100 {
            stranger(&mut bench, client);
        }
        bench.pass(later);
        let from = bench.now;
        let known = bench.queue(inward(500), 1);
        bench.pass(MINUTE);
        assert!(bench.wait_of(known, from) <= 6_000, "{later}: {} ms", bench.wait_of(known, from));
    }
}

#[test]
fn strangers_who_come_one_by_one_do_not_use_up_the_minute_either() {
    for seconds in 1..=80 {
        let mut bench = Bench::new(USUAL);
        bench.topic_stands(500);
        for client in 1..=seconds {
            stranger(&mut bench, client);
            bench.pass(1_000);
        }
        let from = bench.now;
        let known = bench.queue(inward(500), 1);
        bench.pass(MINUTE);
        assert!(bench.wait_of(known, from) <= 6_000, "{seconds}: {} ms", bench.wait_of(known, from));
        assert!(bench.busiest_minute() <= 20);
    }
}

#[test]
fn a_wave_of_strangers_starves_nobody() {
    let mut bench = Bench::new(USUAL);
    for client in 1..=100 {
        stranger(&mut bench, client);
    }
    bench.drain();
    assert_eq!(bench.sent.len(), 400);
    assert_eq!(busiest(&bench, opens), 5);
    let last = bench.sent.iter().filter(|sent| opens(sent)).map(|sent| sent.at - START).max().unwrap();
    assert!(last <= 20 * MINUTE, "{last} ms");
    let words = |client: i64| bench.sent.iter().find(|sent| sent.key == inward(client)).unwrap().at;
    let topic = |client: i64| bench.sent.iter().find(|sent| sent.key == opening(client)).unwrap().at;
    let slowest = (1..=100).map(|client| words(client) - topic(client)).max().unwrap();
    assert!(slowest <= 15_000, "whoever has a topic is heard: {slowest} ms");
}
