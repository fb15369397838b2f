//! One message of somebody quiet in a crowd: at any moment of it, it goes within two turns of the group. And
//! whoever has much to say is heard all the same.

use pwparents::model::{Limits, RowId};
use pwparents::relay::effect::Lane;

use super::{Bench, MINUTE, START, TELEGRAM, card, inward, opening};

/// How long the group's limit makes one message last.
const SLOT: i64 = 3_000;
/// While everybody's first words go out.
const FIRST_ROUND: i64 = 4 * MINUTE;
/// Somebody quiet.
const QUIET: i64 = 500;

/// As a config has them that says nothing of them.
const USUAL: Limits = Limits { new_topics_per_minute: 5, client_per_minute: 15, ..TELEGRAM };

/// Thirty clients, from this one on, write twenty messages each, all at once.
fn crowd(bench: &mut Bench, first: i64, new: bool) {
    for client in first..first + 30 {
        if new {
            bench.queue(opening(client), 1);
            bench.queue(card(client), 1);
        } else {
            bench.topic_stands(client);
        }
        for _ in 0..20 {
            bench.queue(inward(client), 1);
        }
    }
}

/// The longest wait of what is written at one moment or another, until all of the crowd has gone. Each moment
/// is tried by itself.
fn longest_wait(mut crowd: Bench, writes: impl Fn(&mut Bench) -> RowId) -> i64 {
    let mut longest = 0;
    while crowd.waiting() > 0 {
        let mut bench = crowd.clone();
        let row = writes(&mut bench);
        bench.pass(MINUTE);
        longest = longest.max(bench.wait_of(row, crowd.now));
        crowd.pass(if crowd.now - START < FIRST_ROUND { 1_900 } else { 19_700 });
    }
    assert!(crowd.now - START >= 10 * MINUTE, "that was no crowd");
    longest
}

fn one_message(bench: &mut Bench) -> RowId {
    bench.queue(inward(QUIET), 1)
}

fn first_message(bench: &mut Bench) -> RowId {
    bench.queue(opening(QUIET), 1);
    bench.queue(card(QUIET), 1);
    bench.queue(inward(QUIET), 1)
}

#[test]
fn at_any_moment_of_a_crowd_one_message_goes_within_two_turns() {
    for (limits, latency, new) in [(TELEGRAM, 0, true), (TELEGRAM, 2_000, false), (USUAL, 300, true)] {
        let mut bench = Bench::new(limits);
        bench.latency = latency;
        bench.topic_stands(QUIET);
        crowd(&mut bench, 1, new);
        let wait = longest_wait(bench, one_message);
        assert!(wait <= 2 * SLOT, "{wait} ms, {limits:?}");
    }
}

#[test]
fn a_new_clients_first_message_goes_within_two_turns_with_its_topic() {
    for latency in [0, 2_000] {
        let mut bench = Bench::new(TELEGRAM);
        bench.latency = latency;
        crowd(&mut bench, 1, true);
        let wait = longest_wait(bench, first_message);
        assert!(wait <= 2 * SLOT, "{wait} ms, {latency} ms a call");
    }
}

#[test]
fn who_greets_first_and_asks_then_has_said_little() {
    let mut bench = Bench::new(TELEGRAM);
    bench.topic_stands(QUIET);
    crowd(&mut bench, 1, true);
    let wait = longest_wait(bench, |bench| {
        one_message(bench);
        one_message(bench)
    });
    assert!(wait <= 3 * SLOT, "{wait} ms");
}

#[test]
fn who_says_a_little_now_and_then_does_not_wait_for_everybody_else() {
    let mut bench = Bench::new(TELEGRAM);
    bench.topic_stands(QUIET);
    crowd(&mut bench, 1, false);
    // Everybody else has two turns in the meantime.
    for message in 1..=7 {
        bench.pass(3 * MINUTE);
        // At last, others come who are not ahead either.
        if message == 7 {
            crowd(&mut bench, 101, true);
        }
        bench.pass(700);
        let from = bench.now;
        let row = one_message(&mut bench);
        bench.pass(MINUTE / 2);
        assert!(bench.wait_of(row, from) <= 2 * SLOT, "{message}: {} ms", bench.wait_of(row, from));
    }
    assert!(bench.waiting() > 0, "the crowd was still there");
}

#[test]
fn what_was_said_before_the_crowd_came_is_no_reason_to_wait_in_it() {
    let mut bench = Bench::new(TELEGRAM);
    bench.topic_stands(QUIET);
    for _ in 0..8 {
        one_message(&mut bench);
        bench.pass(MINUTE / 2);
    }
    crowd(&mut bench, 1, true);
    let wait = longest_wait(bench, one_message);
    assert!(wait <= 2 * SLOT, "{wait} ms");
}

/// A crowd that comes when others have just used so much of the minute, one message a second.
fn after(used: i64) -> Bench {
    let mut bench = Bench::new(TELEGRAM);
    bench.topic_stands(QUIET);
    for other in 0..used {
        bench.topic_stands(600 + other);
        bench.queue(inward(600 + other), 1);
        bench.pass(1_000);
    }
    assert_eq!(bench.waiting(), 0);
    crowd(&mut bench, 1, true);
    bench
}

#[test]
fn a_crowd_does_not_use_up_what_others_left_of_the_minute() {
    for used in [1, 5, 10, 15, 18, 19] {
        let wait = longest_wait(after(used), one_message);
        assert!(wait <= 2 * SLOT, "{wait} ms, when {used} had gone before");
    }
    // All twenty went before the crowd came: until the first is a minute ago, nothing may go.
    let wait = longest_wait(after(20), one_message);
    assert_eq!(wait, 40_000);
}

#[test]
fn sparing_a_place_for_others_loses_nothing_of_the_limit() {
    for used in [5, 15, 19] {
        let mut bench = after(used);
        let began = bench.now;
        bench.drain();
        let words = bench.sent.iter().filter(|sent| !matches!(sent.key.lane, Lane::Card(_)));
        let took = words.map(|sent| sent.at).max().unwrap() - began;
        // The others had their part of the first minute.
        let least = (630 + used - 1) / 20 * MINUTE - used * 1_000;
        assert!(took * 100 <= least * 105, "{took} ms, where {least} ms could do");
    }
}

/// A talkative client beside an endless line of others who write one message each and come as fast as the limit
/// lets anybody go.
fn beside_an_endless_line(messages: usize, cost: u32, minutes: i64) -> (Bench, Vec<RowId>) {
    let mut bench = Bench::new(TELEGRAM);
    for visitor in 0..40 {
        bench.topic_stands(1_000 + visitor);
        bench.queue(inward(1_000 + visitor), 1);
    }
    bench.topic_stands(1);
    let much = (0..messages).map(|_| bench.queue(inward(1), cost)).collect();
    for visitor in 0..minutes * 20 {
        bench.topic_stands(2_000 + visitor);
        bench.queue(inward(2_000 + visitor), 1);
        bench.pass(SLOT);
    }
    (bench, much)
}

#[test]
fn somebody_talkative_does_not_starve_behind_an_endless_line_of_others() {
    let (bench, much) = beside_an_endless_line(40, 1, 12);
    let waits: Vec<i64> = much.iter().map(|row| bench.wait_of(*row, START)).collect();
    assert!(waits[0] <= 3 * MINUTE + 2 * SLOT, "{} ms", waits[0]);
    // From then on every second turn is theirs, so it takes twice as long as if nobody else were there.
    let most = 3 * MINUTE + 2 * SLOT * 41;
    assert!(waits[39] <= most, "{} ms, where {most} ms could do", waits[39]);
    assert!(bench.busiest_minute() <= 20);
}

#[test]
fn an_album_does_not_starve_behind_an_endless_line_of_others() {
    let (bench, album) = beside_an_endless_line(1, 10, 6);
    let wait = bench.wait_of(album[0], START);
    assert!(wait <= 4 * MINUTE, "{wait} ms");
}

#[test]
fn several_who_are_talkative_share_what_the_line_leaves_them() {
    let mut bench = Bench::new(TELEGRAM);
    for client in 1..=4 {
        bench.topic_stands(client);
        for _ in 0..100 {
            bench.queue(inward(client), 1);
        }
    }
    for visitor in 0..240 {
        bench.topic_stands(2_000 + visitor);
        bench.queue(inward(2_000 + visitor), 1);
        bench.pass(SLOT);
    }
    let counts: Vec<usize> =
        (1..=4).map(|client| bench.sent.iter().filter(|sent| sent.key == inward(client)).count()).collect();
    let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
    assert!(*least >= 20 && most - least <= 2, "{counts:?}");
}
