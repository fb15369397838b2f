//! Never more than the limit within any minute, whatever comes in and whenever.

use pwparents::model::{Limits, Millis};
use pwparents::outbox::Schedule;
use pwparents::store::Loaded;

use super::{Bench, Dice, GENERAL, MINUTE, NONE, START, TELEGRAM, card, desk, group, inward, opening};

const PATTERNS: u64 = 60;

/// Rows come in bursts, in trickles and in between, in every lane of the group, albums among them.
fn play(seed: u64, limits: Limits) -> Bench {
    let mut dice = Dice::new(seed);
    let mut bench = Bench::new(limits);
    bench.latency = dice.one_of(&[0, 0, 40, 900, 7_000]);
    for client in 1..=8 {
        if dice.roll(3) > 0 {
            bench.topic_stands(client);
        } else {
            bench.queue(opening(client), 1);
        }
    }
    let (most, gap) = (dice.one_of(&[1, 3, 25]), dice.one_of(&[100, 3_000, 20_000, 70_000]));
    for _ in 0..60 {
        for _ in 0..dice.up_to(most) {
            let client = 1 + dice.up_to(7);
            let lane = [inward(client), inward(client), desk(client), card(client), GENERAL];
            let cost = if dice.roll(6) == 0 { 2 + u32::try_from(dice.roll(9)).unwrap() } else { 1 };
            let lane = dice.one_of(&lane);
            bench.queue(lane, if lane == inward(client) { cost } else { 1 });
        }
        bench.pass(dice.up_to(gap));
    }
    bench.pass(2 * MINUTE);
    bench
}

#[test]
fn no_minute_ever_holds_more_than_the_limit() {
    let only = |group_per_minute| Limits { group_per_minute, ..NONE };
    let mut sent = 0;
    for seed in 0..PATTERNS {
        for limits in [TELEGRAM, only(20), only(11)] {
            let bench = play(seed, limits);
            let busiest = bench.busiest_minute();
            assert!(busiest <= limits.group_per_minute, "seed {seed}, {limits:?}: {busiest}");
            sent += bench.sent.len();
        }
    }
    assert!(sent > 10_000, "only {sent} were sent");
}

#[test]
fn no_row_is_lost_and_no_lane_overtaken() {
    for seed in 0..PATTERNS {
        let mut bench = play(seed, TELEGRAM);
        bench.drain();
        let mut lanes = std::collections::BTreeMap::new();
        for sent in &bench.sent {
            let before = lanes.insert(sent.key, sent.row);
            assert!(before.is_none_or(|before| before < sent.row), "seed {seed}: {sent:?} after {before:?}");
        }
    }
}

#[test]
fn a_restart_in_the_middle_does_not_begin_a_new_minute() {
    for seed in 0..PATTERNS {
        let mut before = play(seed, Limits { group_per_minute: 20, ..NONE });
        let crash = before.now;
        let spent: Vec<_> = before.sent.iter().map(|sent| (Millis(sent.at), sent.cost, false)).collect();
        let mut dice = Dice::new(seed);
        before.now += dice.up_to(MINUTE);
        let limits = Limits { group_per_minute: 20, ..NONE };
        before.schedule = Schedule::new(limits, &Loaded { spent, ..Loaded::default() });
        before.schedule.group(group(None));
        for client in 100..130 {
            before.topic_stands(client);
            before.queue(inward(client), 1);
        }
        before.pass(2 * MINUTE);
        assert!(before.busiest_minute() <= 20, "seed {seed}, {} s after the start", (crash - START) / 1_000);
        assert!(before.sent.iter().any(|sent| sent.key == inward(129) || sent.at > crash), "seed {seed}");
    }
}
