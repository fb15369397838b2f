//! What is asked again, how often, and what is not.

use pwparents::model::WhyNot;

use super::server::{json, odata_error, page, with as answer};
use super::*;

/// How many calls a search makes before it gives up on this step, and what it says then.
fn calls(step: Step, retries: u32) -> (usize, Trouble) {
    let (odata, api) = (Server::script(vec![step]), Server::script(vec![json(200, CLIENT)]));
    let enote = enote(&EnoteService { retries, ..service(&odata, &api) });
    let trouble = ask_animals(&enote).unwrap_err();
    (odata.calls(), trouble)
}

fn advised(status: u16, pause: &str) -> Step {
    Step::Bytes(answer(status, &[("Retry-After", pause)], ""))
}

#[test]
fn what_may_pass_is_asked_again_as_often_as_the_config_has_it() {
    let reset = Step::Cut(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"value\"".to_vec());
    for step in [
        page(406),
        page(409),
        page(429),
        page(500),
        page(502),
        page(503),
        page(504),
        Step::Cut(Vec::new()),
        reset,
    ] {
        for retries in [0, 1, 3] {
            let (made, trouble) = calls(step.clone(), retries);
            assert_eq!(made, retries as usize + 1, "{step:?}");
            assert_eq!(trouble.why, WhyNot::Unavailable);
            let told = trouble.detail.contains(&format!("({made} calls)"));
            assert_eq!(told, retries > 0, "{}", trouble.detail);
        }
    }
}

#[test]
fn what_would_end_the_same_is_asked_once() {
    for step in [
        page(400),
        page(401),
        page(403),
        page(404),
        page(200),
        page(501),
        odata_error(400, "14"),
        odata_error(401, "20"),
        odata_error(500, "14"),
        json(200, "{"),
        json(200, ""),
        json(403, r#"{"exception":{"reason":403}}"#),
        advised(302, "0"),
    ] {
        assert_eq!(calls(step.clone(), 5).0, 1, "{step:?}");
    }
}

#[test]
fn an_exception_of_1c_is_given_one_more_chance() {
    for status in [500, 200] {
        assert_eq!(calls(odata_error(status, "-1"), 5).0, 2);
        assert_eq!(calls(odata_error(status, "-1"), 0).0, 1);
    }
    let (odata, enote) = scripted(vec![odata_error(500, "-1"), page(503), list(&[])]);
    assert_eq!(ask_animals(&enote), Ok(Vec::new()));
    assert_eq!(odata.calls(), 3);
}

#[test]
fn an_answer_after_trouble_is_an_answer() {
    for trouble in [page(503), page(500), Step::Cut(Vec::new()), advised(429, "0")] {
        let (odata, enote) = scripted(vec![trouble.clone(), trouble, list(&[])]);
        assert_eq!(ask_animals(&enote), Ok(Vec::new()));
        assert_eq!(odata.calls(), 3);
    }
}

#[test]
fn a_short_pause_that_the_server_names_is_kept_and_a_long_one_ends_the_search() {
    let clock = Clock::start();
    let began = clock.now();
    let (odata, enote) = scripted(vec![advised(429, "1"), list(&[])]);
    assert!(ask_animals(&enote).is_ok());
    assert!(clock.now().since(began) >= 1_000, "{}", clock.now().since(began));
    assert_eq!(odata.calls(), 2);
    for status in [429, 503] {
        let (made, trouble) = calls(advised(status, "11"), 5);
        assert_eq!((made, trouble.why), (1, WhyNot::Unavailable));
    }
    assert_eq!(calls(advised(429, "Wed, 21 Oct 2026 07:28:00 GMT"), 1).0, 2, "only seconds are understood");
}

#[test]
fn a_connection_that_was_closed_meanwhile_costs_nothing() {
    let (odata, enote) = scripted(vec![Step::Cut(super::server::http(200, "application/json", EMPTY))]);
    for calls in 1..=5 {
        assert_eq!(ask_animals(&enote), Ok(Vec::new()));
        assert_eq!(odata.calls(), calls);
    }
}
