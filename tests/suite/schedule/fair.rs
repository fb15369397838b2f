//! Whose turn it is: nobody is held up by somebody else's hundred messages, and nothing starves.

use pwparents::model::RowId;
use pwparents::relay::effect::Lane;

use super::{Bench, Dice, MINUTE, START, TELEGRAM, card, inward, opening};

/// How long the group's limit makes one message last.
const SLOT: i64 = 3_000;

fn talking(bench: &mut Bench, client: i64, messages: usize, cost: u32) -> Vec<RowId> {
    bench.topic_stands(client);
    (0..messages).map(|_| bench.queue(inward(client), cost)).collect()
}

#[test]
fn a_client_with_one_message_goes_within_two_turns_of_one_with_a_hundred() {
    for later in [0, 1, 1_000, 10_000, 30_000, 59_000, 60_000, 95_500] {
        let mut bench = Bench::new(TELEGRAM);
        talking(&mut bench, 1, 100, 1);
        bench.pass(later);
        let before = bench.sent.len();
        let one = talking(&mut bench, 2, 1, 1)[0];
        let from = bench.now;
        bench.pass(3 * MINUTE);
        let turns = bench.sent[before..].iter().position(|sent| sent.row == one).unwrap();
        assert!(turns <= 1, "{turns} went before it, {later} ms after the hundred");
        // Unless the minute is used up, it need not wait for longer than its turn.
        if later >= 60_000 {
            assert!(bench.wait_of(one, from) <= 2 * SLOT, "{} ms", bench.wait_of(one, from));
        }
    }
}

#[test]
fn a_new_clients_topic_and_first_words_do_not_wait_for_everybody_elses_next() {
    let mut bench = Bench::new(TELEGRAM);
    for client in 1..=20 {
        talking(&mut bench, client, 20, 1);
    }
    bench.pass(2 * MINUTE);
    let from = bench.now;
    bench.queue(opening(99), 1);
    let words = bench.queue(inward(99), 1);
    bench.pass(3 * MINUTE);
    assert!(bench.wait_of(words, from) <= 3 * SLOT, "{} ms", bench.wait_of(words, from));
}

#[test]
fn an_album_of_long_ago_is_no_reason_to_wait_in_a_crowd() {
    let mut bench = Bench::new(TELEGRAM);
    talking(&mut bench, 1, 1, 10);
    bench.pass(10 * MINUTE);
    for client in 2..=11 {
        talking(&mut bench, client, 20, 1);
    }
    bench.pass(2 * MINUTE);
    let from = bench.now;
    let words = talking(&mut bench, 1, 1, 1)[0];
    bench.pass(3 * MINUTE);
    assert!(bench.wait_of(words, from) <= 2 * SLOT, "{} ms", bench.wait_of(words, from));
}

#[test]
fn clients_who_all_have_much_to_say_share_evenly() {
    let mut bench = Bench::new(TELEGRAM);
    for client in 1..=5 {
        talking(&mut bench, client, 200, 1);
    }
    bench.pass(10 * MINUTE);
    let counts: Vec<usize> =
        (1..=5).map(|client| bench.sent.iter().filter(|sent| sent.key == inward(client)).count()).collect();
    let (least, most) = (counts.iter().min().unwrap(), counts.iter().max().unwrap());
    // The first twenty go in order of arrival as long as they fit.
    assert!(most - least <= 4, "{counts:?}");
}

#[test]
fn silence_saves_up_no_turns() {
    let mut bench = Bench::new(TELEGRAM);
    talking(&mut bench, 4, 1, 1);
    for client in 1..=3 {
        talking(&mut bench, client, 300, 1);
    }
    bench.pass(10 * MINUTE);
    let before = bench.sent.len();
    talking(&mut bench, 4, 100, 1);
    bench.pass(2 * MINUTE);
    let after = &bench.sent[before..];
    let theirs = after.iter().filter(|sent| sent.key == inward(4)).count();
    assert!(after.len() >= 38 && (8..=12).contains(&theirs), "{theirs} of {}", after.len());
}

#[test]
fn albums_are_charged_by_their_parts() {
    let mut bench = Bench::new(TELEGRAM);
    talking(&mut bench, 1, 60, 10);
    talking(&mut bench, 2, 600, 1);
    bench.pass(20 * MINUTE);
    let parts = |client: i64| {
        let of = bench.sent.iter().filter(|sent| sent.key == inward(client));
        of.map(|sent| i64::from(sent.cost)).sum::<i64>()
    };
    assert!((parts(1) - parts(2)).abs() <= 40, "{} and {}", parts(1), parts(2));
}

#[test]
fn an_album_does_not_starve_beside_single_messages() {
    let mut bench = Bench::new(TELEGRAM);
    for client in 1..=10 {
        talking(&mut bench, client, 60, 1);
    }
    bench.pass(MINUTE);
    let from = bench.now;
    let album = talking(&mut bench, 50, 1, 10)[0];
    bench.pass(10 * MINUTE);
    assert!(bench.wait_of(album, from) <= MINUTE, "{} ms", bench.wait_of(album, from));
}

#[test]
fn an_album_does_not_starve_behind_an_endless_line_of_short_visits() {
    // Every three seconds somebody writes one message: just what the limit lets through.
    let mut bench = Bench::new(TELEGRAM);
    for client in 1..=30 {
        bench.topic_stands(client);
    }
    let mut dice = Dice::new(7);
    let mut album = None;
    for turn in 0..600 {
        bench.queue(inward(1 + dice.up_to(29)), 1);
        if turn == 60 {
            album = Some((talking(&mut bench, 50, 1, 10)[0], bench.now));
        }
        bench.pass(SLOT);
    }
    let (album, from) = album.unwrap();
    assert!(bench.wait_of(album, from) <= 5 * MINUTE, "{} ms", bench.wait_of(album, from));
}

#[test]
fn nobody_waits_for_ever_while_more_comes_in_than_goes_out() {
    let mut bench = Bench::new(TELEGRAM);
    let mut dice = Dice::new(11);
    for client in 1..=40 {
        bench.topic_stands(client);
    }
    let mut first = Vec::new();
    for minute in 0..30 {
        for _ in 0..30 {
            let row = bench.queue(inward(1 + dice.up_to(39)), 1);
            first.extend((minute == 0).then_some(row));
        }
        bench.pass(MINUTE);
    }
    let slowest = first.into_iter().map(|row| bench.wait_of(row, START)).max().unwrap();
    assert!(slowest <= 10 * MINUTE, "{slowest} ms");
}

/// Thirty new clients write twenty messages each: thirty openings, thirty cards, six hundred messages.
fn rush(latency: i64) -> Bench {
    let mut bench = Bench::new(TELEGRAM);
    bench.latency = latency;
    for client in 1..=30 {
        bench.queue(opening(client), 1);
        bench.queue(card(client), 1);
        for _ in 0..20 {
            bench.queue(inward(client), 1);
        }
    }
    bench
}

#[test]
fn a_rush_of_six_hundred_messages_drains_hardly_slower_than_the_limit_allows() {
    for latency in [0, 300, 2_000] {
        let mut bench = rush(latency);
        bench.drain();
        let all = bench.sent.last().unwrap().at - START;
        let is_card = |lane| matches!(lane, Lane::Card(_));
        let words = bench.sent.iter().filter(|sent| !is_card(sent.key.lane));
        let took = words.map(|sent| sent.at).max().unwrap() - START;
        // 630 calls of which any minute holds twenty: thirty-one full minutes, and ten more at once.
        let least = (630 - 1) / 20 * MINUTE;
        let (seconds, possible) = (took / 1_000, least / 1_000);
        println!(
            "drain: 600 messages and 30 topics of 30 clients took {seconds} s where {possible} s is the \
             least: {}.{:03} times that; with the cards {} s",
            took / least,
            took * 1_000 / least % 1_000,
            all / 1_000,
        );
        assert!(took * 100 <= least * 105, "{took} ms, where {least} ms could do");
        assert_eq!(bench.sent.len(), 660);
        assert!(bench.busiest_minute() <= 20, "{}", bench.busiest_minute());
    }
}

#[test]
fn in_a_rush_every_client_is_heard_early() {
    let mut bench = rush(300);
    bench.drain();
    let first = |client: i64| bench.sent.iter().find(|sent| sent.key == inward(client)).unwrap().at - START;
    let slowest = (1..=30).map(first).max().unwrap();
    // Sixty calls make thirty topics and thirty first messages.
    assert!(slowest <= 4 * MINUTE, "{slowest} ms");
}
