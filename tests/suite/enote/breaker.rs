//! A half that is down, or refuses the credentials, is left alone for a while: as a value, and over sockets.

use pwparents::enote::{Breaker, Ended};
use pwparents::model::{Half, Millis, WhyNot};

use super::server::{json, odata_error, page};
use super::*;

const NOW: Millis = Millis(1_795_000_000_000);

fn at(seconds: i64) -> Millis {
    NOW.plus(seconds * 1_000)
}

fn shut_after_three() -> Breaker {
    let mut breaker = Breaker::new(Patience::default());
    for _ in 0..3 {
        assert_eq!(breaker.admit(NOW), Ok(()));
        breaker.report(NOW, Ended::Unavailable);
    }
    breaker
}

#[test]
fn three_searches_in_a_row_without_an_answer_shut_the_door_for_half_a_minute() {
    let mut breaker = shut_after_three();
    assert_eq!(breaker.admit(NOW), Err(WhyNot::Unavailable));
    assert_eq!(breaker.admit(at(30).plus(-1)), Err(WhyNot::Unavailable));
    assert_eq!(breaker.admit(at(30)), Ok(()));
    assert_eq!(breaker.admit(at(30)), Err(WhyNot::Unavailable), "one probe at a time");
    breaker.report(at(35), Ended::Unavailable);
    assert_eq!(breaker.admit(at(64)), Err(WhyNot::Unavailable));
    assert_eq!(breaker.admit(at(65)), Ok(()));
    breaker.report(at(65), Ended::Answered);
    assert_eq!((breaker.admit(at(65)), breaker.admit(at(65))), (Ok(()), Ok(())));
}

#[test]
fn an_answer_between_two_failures_starts_the_count_again() {
    let mut breaker = Breaker::new(Patience::default());
    for ended in
        [Ended::Unavailable, Ended::Unavailable, Ended::Answered, Ended::Unavailable, Ended::Unavailable]
    {
        breaker.report(NOW, ended);
        assert_eq!(breaker.admit(NOW), Ok(()));
    }
    breaker.report(NOW, Ended::Unavailable);
    assert_eq!(breaker.admit(NOW), Err(WhyNot::Unavailable));
}

#[test]
fn a_probe_that_never_reports_is_followed_by_another_in_time() {
    let mut breaker = shut_after_three();
    assert_eq!(breaker.admit(at(30)), Ok(()));
    assert_eq!(breaker.admit(at(89)), Err(WhyNot::Unavailable));
    assert_eq!(breaker.admit(at(90)), Ok(()));
}

#[test]
fn refused_credentials_are_not_shown_again_for_a_minute() {
    let mut breaker = Breaker::new(Patience::default());
    breaker.report(NOW, Ended::Locked);
    assert_eq!(breaker.admit(at(59)), Err(WhyNot::Refused));
    assert_eq!(breaker.admit(at(60)), Ok(()));
    assert_eq!(breaker.admit(at(60)), Err(WhyNot::Refused), "one probe at a time");
    breaker.report(at(61), Ended::Locked);
    assert_eq!(breaker.admit(at(120)), Err(WhyNot::Refused));
    assert_eq!(breaker.admit(at(121)), Ok(()));
    breaker.report(at(121), Ended::Answered);
    assert_eq!(breaker.admit(at(121)), Ok(()));
}

#[test]
fn silence_does_not_lift_a_refusal() {
    let mut breaker = Breaker::new(Patience::default());
    breaker.report(NOW, Ended::Locked);
    for _ in 0..5 {
        breaker.report(NOW, Ended::Unavailable);
    }
    assert_eq!(breaker.admit(at(59)), Err(WhyNot::Refused));
}

#[test]
fn a_dead_half_is_told_at_once_and_the_other_is_asked_on() {
    let (odata, api) = (Server::script(vec![page(503)]), Server::script(vec![json(200, CLIENT)]));
    let patience = Patience { strikes: 3, ..quick() };
    let enote = with(&EnoteService { retries: 1, ..service(&odata, &api) }, patience);
    for _ in 0..3 {
        assert_eq!(ask_animals(&enote).unwrap_err().detail, "odata: HTTP 503 (2 calls)");
    }
    for _ in 0..3 {
        let trouble = ask_contract(&enote, "885").unwrap_err();
        assert_eq!((trouble.why, trouble.half), (WhyNot::Unavailable, Half::OData));
        let words = "odata: not asked: it did not answer the last searches, and is left alone for a while";
        assert_eq!(trouble.detail, words);
    }
    assert_eq!(odata.calls(), 6);
    assert!(ask_contacts(&enote).is_ok());
}

#[test]
fn a_half_that_is_back_is_found_by_a_probe() {
    let odata = Server::script(vec![page(503), page(503), list(&[])]);
    let api = Server::script(vec![json(200, CLIENT)]);
    let patience = Patience { strikes: 2, rest: Duration::from_millis(150), ..quick() };
    let enote = with(&EnoteService { retries: 0, ..service(&odata, &api) }, patience);
    assert!(ask_animals(&enote).is_err() && ask_animals(&enote).is_err());
    let clock = Clock::start();
    let began = clock.now();
    while ask_animals(&enote).is_err() {
        assert!(clock.now().since(began) < 10_000, "it was never asked again");
        std::thread::sleep(Duration::from_millis(5));
    }
    assert_eq!(odata.calls(), 3, "while it rested nothing was sent");
    assert!(ask_animals(&enote).is_ok());
}

#[test]
fn a_wrong_password_is_sent_once() {
    let (odata, api) = (Server::script(vec![page(401)]), Server::script(vec![page(401)]));
    let enote = with(&service(&odata, &api), Patience { pause: Duration::ZERO, ..Patience::default() });
    for _ in 0..5 {
        assert_eq!(ask_contract(&enote, "885").unwrap_err().why, WhyNot::Refused);
        assert_eq!(ask_contacts(&enote).unwrap_err().why, WhyNot::Refused);
    }
    assert_eq!((odata.calls(), api.calls()), (1, 1));
}

#[test]
fn a_right_that_is_lacking_and_answers_of_any_kind_shut_nothing() {
    for step in [odata_error(401, "20"), page(403), page(404), json(200, "{"), list(&[])] {
        let (odata, api) = (Server::script(vec![step.clone()]), Server::script(vec![json(200, CLIENT)]));
        let enote = with(&service(&odata, &api), Patience::default());
        for _ in 0..5 {
            let _ = ask_animals(&enote);
        }
        assert_eq!(odata.calls(), 5, "{step:?}");
    }
}
