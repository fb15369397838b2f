//! Random histories of clients, staff, mishaps and power cuts, each from a seed, in simulated time. After each
//! it is checked that nothing was lost, nothing went astray, and nothing is left undone.
//!
//! `SIM_SEEDS=5000` runs that many, `SIM_SEED=17` one of them, with its whole story, and with
//! `SIM_CALLS=1` every call in it.

mod bans;
mod check;
mod clients;
mod deletions;
mod edits;
mod enote;
mod history;
mod ledger;
mod mishaps;
mod mistakes;
mod places;
mod ratings;
mod reactions;
mod staff;
mod themes;

use crate::sim::Mistake;
use history::History;
use std::sync::atomic::{AtomicU64, Ordering};

/// How many histories the test suite looks at.
const SEEDS: u64 = 60;

/// What came of a history.
struct Told {
    steps: u64,
    wrong: Vec<String>,
    story: String,
}

fn history(seed: u64, mistake: Option<Mistake>) -> Told {
    let told = std::panic::catch_unwind(|| {
        let mut history = History::begin(seed, mistake);
        history.run();
        Told { steps: history.steps, wrong: check::check(&history), story: history.story() }
    });
    told.unwrap_or_else(|_| Told { steps: 0, wrong: vec!["it panicked".to_owned()], story: String::new() })
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok().map(|value| value.parse().expect(name))
}

#[test]
fn whatever_happens_nothing_is_lost_and_nothing_goes_astray() {
    if let Some(seed) = number("SIM_SEED") {
        let told = history(seed, None);
        println!("{}", told.story);
        assert_eq!(told.wrong, Vec::<String>::new(), "seed {seed}");
        return;
    }
    let first = number("SIM_FIRST").unwrap_or(1);
    let end = first + number("SIM_SEEDS").unwrap_or(SEEDS);
    let (next, steps) = (AtomicU64::new(first), AtomicU64::new(0));
    let began = std::time::Instant::now();
    let work = || {
        let mut failed = Vec::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= end {
                return failed;
            }
            let told = history(seed, None);
            steps.fetch_add(told.steps, Ordering::Relaxed);
            if !told.wrong.is_empty() {
                println!("SIM_SEED={seed}: {}", told.wrong.join("\n    "));
                failed.push(seed);
            }
        }
    };
    let failed: Vec<u64> = std::thread::scope(|scope| {
        let workers = [(); 2].map(|()| scope.spawn(work));
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    println!("{} histories, {} steps, {:?}", end - first, steps.into_inner(), began.elapsed());
    assert!(failed.is_empty(), "histories went wrong, and SIM_SEED tells the story of each: {failed:?}");
}
