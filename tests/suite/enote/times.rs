//! Every search ends in time, whatever the other side does.

use std::sync::Barrier;
use std::thread;

use pwparents::model::{Millis, WhyNot};

use super::server::{http, json, page};
use super::*;

/// A search's trouble, its calls, and how long it took in milliseconds.
fn timed(step: Step, timeout: u64, retries: u32, patience: Patience) -> (Trouble, usize, i64) {
    let (odata, api) = (Server::script(vec![step]), Server::script(vec![json(200, CLIENT)]));
    let timeout = Duration::from_millis(timeout);
    let enote = with(&EnoteService { timeout, retries, ..service(&odata, &api) }, patience);
    let clock = Clock::start();
    let began: Millis = clock.now();
    let trouble = ask_animals(&enote).unwrap_err();
    (trouble, odata.calls(), clock.now().since(began))
}

#[test]
fn silence_ends_with_the_timeout_of_each_call() {
    for step in [
        Step::Silence,
        Step::Late(Duration::from_secs(30), http(200, "application/json", EMPTY)),
        // Alive all the time, and never done.
        Step::Drip(Duration::from_millis(20), http(200, "application/json", EMPTY)),
    ] {
        let (trouble, calls, took) = timed(step, 100, 1, quick());
        assert_eq!((trouble.why, calls), (WhyNot::Unavailable, 2));
        assert_eq!(trouble.detail, "odata: no answer in time (2 calls)");
        assert!((200..5_000).contains(&took), "{took}");
    }
}

#[test]
fn the_whole_search_ends_in_time_however_long_each_call_may_take() {
    let patience = Patience { whole: Duration::from_millis(300), ..quick() };
    let (trouble, calls, took) = timed(Step::Silence, 60_000, 5, patience);
    assert_eq!((trouble.why, calls), (WhyNot::Unavailable, 1));
    assert!((290..5_000).contains(&took), "{took}");
    // Between calls too: the pauses alone would take minutes.
    let patience = Patience { pause: Duration::from_secs(100), ..patience };
    let (trouble, calls, took) = timed(page(503), 60_000, 5, patience);
    assert_eq!((trouble.detail.as_str(), calls), ("odata: HTTP 503", 1));
    assert!(took < 5_000, "{took}");
}

#[test]
fn both_halves_share_the_time_of_a_search() {
    let rows = http(200, "application/json", format!("{{\"value\":[{}]}}", row("Барсик", OWNER, "885", "")));
    let late = Step::Late(Duration::from_millis(100), rows);
    let (odata, api) = (Server::script(vec![late]), Server::script(vec![Step::Silence]));
    let patience = Patience { whole: Duration::from_secs(1), ..quick() };
    let enote = with(&service(&odata, &api), patience);
    let clock = Clock::start();
    let began = clock.now();
    let card = ask_contract(&enote, "885").unwrap();
    assert_eq!(card.contacts.unwrap_err().detail, "api: no answer in time");
    let took = clock.now().since(began);
    assert!((990..5_000).contains(&took), "{took}");
}

#[test]
fn a_cold_start_is_waited_for() {
    let late = Step::Late(Duration::from_millis(300), http(200, "application/json", EMPTY));
    let (odata, enote) = scripted(vec![late, json(200, EMPTY)]);
    assert_eq!(ask_animals(&enote), Ok(Vec::new()));
    assert_eq!(odata.calls(), 1);
}

#[test]
fn each_thread_makes_one_call_at_a_time() {
    let rows = http(200, "application/json", format!("{{\"value\":[{}]}}", row("Барсик", OWNER, "885", "")));
    let odata = Server::script(vec![Step::Late(Duration::from_millis(30), rows)]);
    let api = Server::script(vec![json(200, CLIENT)]);
    let enote = enote(&service(&odata, &api));
    let together = Barrier::new(2);
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                together.wait();
                (0..3).for_each(|_| assert!(ask_contract(&enote, "885").is_ok()));
            });
        }
    });
    assert_eq!((odata.calls(), api.calls()), (12, 6));
    assert_eq!(odata.most_at_once(), 2, "both threads asked at once, and neither twice");
    assert!(api.most_at_once() <= 2);
}

#[test]
fn the_usual_times_are_those_that_were_promised() {
    let usual = Patience::default();
    assert_eq!((usual.whole, usual.connect), (Duration::from_mins(1), Duration::from_secs(5)));
    assert_eq!(
        (usual.strikes, usual.rest, usual.refused),
        (3, Duration::from_secs(30), Duration::from_mins(1))
    );
}

#[test]
fn a_half_that_was_given_no_time_is_not_blamed_for_it() {
    let (odata, api) = (Server::script(vec![list(&[])]), Server::script(vec![json(200, CLIENT)]));
    let patience = Patience { whole: Duration::from_millis(5), strikes: 1, ..quick() };
    let enote = with(&service(&odata, &api), patience);
    for _ in 0..3 {
        let trouble = ask_animals(&enote).unwrap_err();
        assert_eq!(trouble.why, WhyNot::Unavailable);
        assert_eq!(trouble.detail, "odata: the time for the whole search is over");
    }
    assert_eq!(odata.calls(), 0);
}
