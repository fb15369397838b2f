//! Mishaps on demand: each kind, whom it strikes, and what has happened when it is over.

use super::clinic::{Clinic, T0, TOKEN};
use super::wire;
use pwparents::sandbox::{Action, Family, Fault};
use serde_json::{Value, json};
use std::io::ErrorKind;
use std::time::{Duration, Instant};

fn text(clinic: &Clinic) -> Value {
    json!({"chat_id": clinic.olena, "text": "a"})
}

/// Whether the message stands in the client's chat.
fn arrived(clinic: &Clinic) -> bool {
    clinic
        .world()
        .private_view(clinic.olena, clinic.bot)
        .iter()
        .any(|shown| shown.text.as_deref() == Some("a"))
}

fn try_send(clinic: &Clinic) -> std::io::Result<wire::Answer> {
    let path = format!("/bot{TOKEN}/sendMessage");
    let body = text(clinic).to_string();
    wire::exchange(&clinic.sandbox.url(), "POST", &path, "application/json", body.as_bytes())
}

fn struck(action: Action) -> Clinic {
    let clinic = Clinic::open();
    clinic.play(|w| w.fault(Fault::on("sendMessage", action).once()));
    clinic
}

#[test]
fn a_web_servers_page_comes_instead_of_an_answer() {
    for (action, status) in
        [(Action::bad_gateway(), 502), (Action::gateway_timeout(), 504), (Action::too_large(), 413)]
    {
        let clinic = struck(action);
        let answer = try_send(&clinic).unwrap();
        assert_eq!((answer.status, answer.header("Content-Type")), (status, Some("text/html")));
        assert!(answer.text().starts_with("<html>"));
        assert!(!arrived(&clinic), "not carried out");
        assert_eq!(try_send(&clinic).unwrap().status, 200, "once");
    }
}

#[test]
fn a_lost_answer_leaves_the_message_behind() {
    let clinic = struck(Action::lost_answer());
    assert_eq!(try_send(&clinic).unwrap().status, 502);
    assert!(arrived(&clinic));
    let call = clinic.world().calls_of("sendMessage").next_back().cloned().unwrap();
    assert!(call.executed && call.answered);
}

#[test]
fn a_dropped_connection_gives_no_byte() {
    let clinic = struck(Action::Drop);
    let error = try_send(&clinic).unwrap_err();
    assert!([ErrorKind::UnexpectedEof, ErrorKind::ConnectionReset].contains(&error.kind()), "{error}");
    assert!(!arrived(&clinic));
    let call = clinic.world().calls_of("sendMessage").next_back().cloned().unwrap();
    assert_eq!((call.executed, call.answered, call.status), (false, false, 0));
}

#[test]
fn a_connection_can_drop_after_the_work_is_done() {
    let clinic = struck(Action::ExecuteThenDrop);
    assert!(try_send(&clinic).is_err());
    assert!(arrived(&clinic));
    let call = clinic.world().calls_of("sendMessage").next_back().cloned().unwrap();
    assert!(call.executed && !call.answered && call.is_ok());
}

#[test]
fn an_answer_can_come_late() {
    let clinic = struck(Action::Delay(120));
    let before = Instant::now();
    assert_eq!(try_send(&clinic).unwrap().status, 200);
    assert!(before.elapsed() >= Duration::from_millis(120));
}

#[test]
fn a_connection_can_hang_before_it_drops() {
    for (action, executed) in [(Action::HangThenDrop(120), false), (Action::ExecuteThenHang(120), true)] {
        let clinic = struck(action);
        let before = Instant::now();
        assert!(try_send(&clinic).is_err());
        assert!(before.elapsed() >= Duration::from_millis(120));
        assert_eq!(arrived(&clinic), executed);
    }
}

#[test]
fn refusals_can_be_ordered() {
    let clinic = struck(Action::TooManyRequests { retry_after: 2282 });
    let answer = try_send(&clinic).unwrap();
    assert_eq!((answer.status, answer.header("Retry-After")), (429, Some("2282")));
    assert_eq!(answer.json()["parameters"]["retry_after"], json!(2282));
    let clinic = struck(Action::unauthorized());
    assert_eq!(try_send(&clinic).unwrap().description(), "Unauthorized");
    let restart = Action::Refuse { status: 500, description: "Internal Server Error: restart".to_owned() };
    let clinic = struck(restart);
    assert_eq!(try_send(&clinic).unwrap().description(), "Internal Server Error: restart");
    assert!(!arrived(&clinic));
}

#[test]
fn a_success_can_be_odd_or_unreadable() {
    let clinic = struck(Action::ExecuteThenExtra(json!({"adaptive": {"x": 1}, "message_id": 0})));
    let odd = try_send(&clinic).unwrap().json();
    assert_eq!((&odd["ok"], &odd["result"]["message_id"]), (&json!(true), &json!(0)));
    assert_eq!(odd["adaptive"], json!({"x": 1}));
    let clinic = struck(Action::ExecuteThenGarble("{\"ok\":true,\"result\":".to_owned()));
    let garbled = try_send(&clinic).unwrap();
    assert_eq!((garbled.status, garbled.text().as_str()), (200, "{\"ok\":true,\"result\":"));
    assert!(arrived(&clinic));
}

#[test]
fn polls_meet_with_mishaps_too() {
    let clinic = Clinic::open();
    let poll = |offset: i64| {
        let path = format!("/bot{TOKEN}/getUpdates?offset={offset}");
        wire::exchange(&clinic.sandbox.url(), "GET", &path, "", b"")
    };
    clinic.client_says("hello");
    clinic.play(|w| w.fault(Fault::on("getUpdates", Action::conflict()).once()));
    assert_eq!(poll(1).unwrap().status, 409);
    clinic.play(|w| w.fault(Fault::on_family(Family::Updates, Action::ExecuteThenDrop).once()));
    assert!(poll(2).is_err());
    assert_eq!(poll(3).unwrap().json()["result"].as_array().map(Vec::len), Some(1), "nothing is lost");
}

#[test]
fn a_waiting_poll_can_lose_its_answer() {
    let clinic = Clinic::open();
    clinic.play(|w| w.fault(Fault::on("getUpdates", Action::ExecuteThenDrop).once()));
    let path = format!("/bot{TOKEN}/getUpdates?timeout=50&offset=1");
    let mut waiting = wire::send(&clinic.sandbox.url(), "GET", &path, "", b"").unwrap();
    assert!(clinic.sandbox.wait_until(Duration::from_secs(10), |w| w.is_polling(clinic.bot)));
    clinic.client_says("hello");
    assert!(wire::receive(&mut waiting).is_err());
    assert_eq!(clinic.world().pending_updates(clinic.bot), 1);
}

#[test]
fn a_mishap_can_be_aimed() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let status = |params: Value| clinic.call("sendMessage", &params).status;
    clinic.play(|w| {
        w.fault(Fault::on_family(Family::Send, Action::bad_gateway()).chat(clinic.forum).thread(topic));
    });
    assert_eq!(status(text(&clinic)), 200);
    assert_eq!(status(json!({"chat_id": clinic.forum, "text": "a"})), 200);
    assert_eq!(status(json!({"chat_id": clinic.forum, "message_thread_id": topic, "text": "a"})), 502);
    clinic.play(|w| {
        w.clear_faults();
        w.fault(Fault::on_all(Action::bad_gateway()).with("text", "cursed"));
    });
    assert_eq!(status(text(&clinic)), 200);
    assert_eq!(status(json!({"chat_id": clinic.olena, "text": "cursed"})), 502);
}

#[test]
fn a_mishap_can_wait_and_tire() {
    let clinic = Clinic::open();
    clinic.play(|w| w.fault(Fault::on("sendMessage", Action::bad_gateway()).skip(2).times(2)));
    let statuses: Vec<u16> = (0..6).map(|_| try_send(&clinic).unwrap().status).collect();
    assert_eq!(statuses, [200, 200, 502, 502, 200, 200]);
}

#[test]
fn a_mishap_can_have_its_hours() {
    let clinic = Clinic::open();
    clinic.play(|w| w.fault(Fault::on_all(Action::bad_gateway()).from(T0 + 1_000).until(T0 + 2_000)));
    let at = |moment: i64| {
        clinic.sandbox.freeze_at(moment);
        try_send(&clinic).unwrap().status
    };
    assert_eq!([at(T0 + 999), at(T0 + 1_000), at(T0 + 1_999), at(T0 + 2_000)], [200, 502, 502, 200]);
}

#[test]
fn two_mishaps_strike_one_after_the_other() {
    let clinic = Clinic::open();
    clinic.play(|w| {
        w.fault(Fault::on("sendMessage", Action::bad_gateway()).once());
        w.fault(Fault::on("sendMessage", Action::unauthorized()).once());
    });
    let statuses: Vec<u16> = (0..3).map(|_| try_send(&clinic).unwrap().status).collect();
    assert_eq!(statuses, [502, 401, 200]);
}
