//! Any text can be put into the queue as an update, and the ids can misbehave.

use super::clinic::{Clinic, TOKEN};
use super::wire;
use serde_json::{Value, json};

fn raw(clinic: &Clinic, offset: i64) -> String {
    clinic.sandbox.advance(3_001);
    let path = format!("/bot{TOKEN}/getUpdates?offset={offset}");
    wire::exchange(&clinic.sandbox.url(), "GET", &path, "", b"").unwrap().text()
}

#[test]
fn a_recorded_update_comes_out_to_the_letter() {
    let clinic = Clinic::open();
    let recorded = "{\n \"message\": {\"date\": 1582134655, \"chat\":{\"type\":\"private\",\"id\":42},\n\
                    \t\"message_id\":4, \"text\":\"Лол кек 😂\\u0000\", \"venue\": {\"x\": 0.10}},\n \"update_id\": 100000\n}";
    clinic.play(|w| w.inject_update(clinic.bot, recorded));
    assert_eq!(raw(&clinic, 0), format!("{{\"ok\":true,\"result\":[{recorded}]}}"));
}

#[test]
fn a_foreign_update_is_confirmed_by_the_next_offset() {
    let clinic = Clinic::open();
    clinic.play(|w| w.inject_update(clinic.bot, r#"{"update_id":100000,"chat_boost":{}}"#));
    assert!(raw(&clinic, 0).contains("100000"));
    assert!(raw(&clinic, 0).contains("100000"), "not confirmed yet");
    assert_eq!(raw(&clinic, 100_001), r#"{"ok":true,"result":[]}"#);
}

#[test]
fn a_marked_place_gets_the_next_update_id() {
    let clinic = Clinic::open();
    let next = clinic.world().last_update_id(clinic.bot) + 1;
    clinic.play(|w| w.inject_update(clinic.bot, r#"{"update_id":$UPDATE_ID,"poll_answer":{"user":7}}"#));
    let expected = format!(r#"{{"ok":true,"result":[{{"update_id":{next},"poll_answer":{{"user":7}}}}]}}"#);
    assert_eq!(raw(&clinic, 0), expected);
    assert_eq!(raw(&clinic, next + 1), r#"{"ok":true,"result":[]}"#);
}

#[test]
fn an_update_without_an_id_is_given_once() {
    let clinic = Clinic::open();
    clinic.play(|w| w.inject_update(clinic.bot, r#"{"message":{"text":"who am I"}}"#));
    clinic.play(|w| w.inject_update(clinic.bot, r#"{"update_id":"seven","message":[]}"#));
    let body = raw(&clinic, 0);
    assert!(body.contains("who am I") && body.contains("seven"));
    assert_eq!(raw(&clinic, 0), r#"{"ok":true,"result":[]}"#);
}

#[test]
fn a_huge_id_does_not_stop_the_queue() {
    let clinic = Clinic::open();
    clinic.play(|w| w.inject_update(clinic.bot, r#"{"update_id":9007199254740993,"message":{}}"#));
    clinic.client_says("after the huge one");
    assert!(raw(&clinic, 0).contains("9007199254740993"));
    let body = raw(&clinic, 9_007_199_254_740_994);
    assert!(!body.contains("9007199254740993") && body.contains("after the huge one"), "{body}");
}

#[test]
fn ids_can_start_again_lower() {
    let clinic = Clinic::open();
    clinic.play(|w| w.restart_update_ids_at(clinic.bot, 50));
    clinic.client_says("a");
    let offset = 700_000_000;
    let body: Value = serde_json::from_str(&raw(&clinic, offset)).unwrap();
    assert_eq!(body["result"][0]["update_id"], json!(50), "an offset from the old days confirms nothing");
    assert_eq!(raw(&clinic, 51), r#"{"ok":true,"result":[]}"#);
}

#[test]
fn an_update_can_come_twice() {
    let clinic = Clinic::open();
    clinic.client_says("once");
    let id = clinic.updates()[0]["update_id"].as_i64().unwrap();
    clinic.updates();
    assert!(clinic.play(|w| w.redeliver(clinic.bot, id)));
    assert_eq!(clinic.updates()[0]["update_id"], json!(id));
    assert!(!clinic.play(|w| w.redeliver(clinic.bot, 1)), "nobody remembers that one");
}
