//! Limits, when they are on: budgets per group, per person and overall, and the shape of a 429.

use super::clinic::Clinic;
use pwparents::sandbox::{Draft, Limits};
use serde_json::{Value, json};

fn text_to(chat: i64) -> Value {
    json!({"chat_id": chat, "text": "a"})
}

fn limited(limits: Limits) -> Clinic {
    let clinic = Clinic::open();
    clinic.play(|w| w.limits = limits);
    clinic
}

/// How many of those calls pass.
fn passed(clinic: &Clinic, method: &str, params: &Value, calls: u32) -> u32 {
    (0..calls).filter(|_| clinic.call(method, params).status == 200).count().try_into().unwrap()
}

#[test]
fn without_limits_nothing_is_refused() {
    let clinic = Clinic::open();
    assert_eq!(passed(&clinic, "sendMessage", &text_to(clinic.forum), 60), 60);
}

#[test]
fn a_refusal_says_when_to_come_again() {
    let clinic = limited(Limits { group_per_minute: 1, ..Limits::default() });
    clinic.ok("sendMessage", text_to(clinic.forum));
    clinic.sandbox.advance(17_400);
    let answer = clinic.call("sendMessage", &text_to(clinic.forum));
    assert_eq!(answer.status, 429);
    assert_eq!(answer.header("Retry-After"), Some("43"));
    let body = json!({"ok": false, "error_code": 429, "description": "Too Many Requests: retry after 43",
        "parameters": {"retry_after": 43}});
    assert_eq!(answer.json(), body);
    clinic.sandbox.advance(42_600);
    clinic.ok("sendMessage", text_to(clinic.forum));
    assert_eq!(clinic.world().counters().too_many, 1);
}

#[test]
fn a_group_has_one_budget_for_all_its_topics_and_all_kinds_of_writing() {
    let clinic = limited(Limits { group_per_minute: 20, ..Limits::default() });
    let said = clinic.client_says("a");
    let topic = clinic.topic("one");
    let own = clinic.ok("sendMessage", text_to(clinic.forum))["message_id"].clone();
    clinic.ok("editMessageText", json!({"chat_id": clinic.forum, "message_id": own, "text": "b"}));
    let copy = json!({"chat_id": clinic.forum, "message_thread_id": topic,
        "from_chat_id": clinic.olena, "message_id": said});
    clinic.ok("copyMessage", copy.clone());
    clinic.ok("forwardMessage", copy);
    assert_eq!(passed(&clinic, "sendMessage", &text_to(clinic.forum), 30), 15);
}

#[test]
fn the_window_slides() {
    let clinic = limited(Limits { group_per_minute: 2, ..Limits::default() });
    let send = || clinic.call("sendMessage", &text_to(clinic.forum)).status;
    assert_eq!(send(), 200);
    clinic.sandbox.advance(30_000);
    assert_eq!((send(), send()), (200, 429));
    clinic.sandbox.advance(30_000);
    assert_eq!((send(), send()), (200, 429), "the first has left the window, the second has not");
}

#[test]
fn a_batch_costs_as_many_as_it_holds() {
    let clinic = limited(Limits { group_per_minute: 5, ..Limits::default() });
    let ids: Vec<i64> = (0..3).map(|_| clinic.client_sends(Draft::photo())).collect();
    let batch = json!({"chat_id": clinic.forum, "from_chat_id": clinic.olena, "message_ids": ids});
    assert_eq!(passed(&clinic, "copyMessages", &batch, 2), 1);
    assert_eq!(passed(&clinic, "sendMessage", &text_to(clinic.forum), 5), 2);
}

#[test]
fn a_private_chat_takes_a_small_burst() {
    let clinic = limited(Limits { private_per_second: 1, private_burst: 3, ..Limits::default() });
    assert_eq!(passed(&clinic, "sendMessage", &text_to(clinic.olena), 6), 3);
    clinic.sandbox.advance(3_000);
    assert_eq!(passed(&clinic, "sendMessage", &text_to(clinic.olena), 6), 3);
    assert_eq!(passed(&clinic, "sendMessage", &text_to(clinic.forum), 6), 6, "groups are another matter");
}

#[test]
fn all_chats_together_have_a_budget_too() {
    let clinic = limited(Limits { overall_per_second: 10, ..Limits::default() });
    assert_eq!(passed(&clinic, "sendMessage", &text_to(clinic.olena), 6), 6);
    assert_eq!(passed(&clinic, "sendMessage", &text_to(clinic.forum), 6), 4);
    clinic.sandbox.advance(1_000);
    assert_eq!(passed(&clinic, "sendMessage", &text_to(clinic.forum), 6), 6);
}

#[test]
fn topics_are_managed_on_a_budget_of_their_own() {
    let clinic = limited(Limits { group_per_minute: 2, topic_edits_per_minute: 3, ..Limits::default() });
    let topic = clinic.topic("one");
    for name in ["two", "three", "four"] {
        clinic
            .ok("editForumTopic", json!({"chat_id": clinic.forum, "message_thread_id": topic, "name": name}));
    }
    let fifth = json!({"chat_id": clinic.forum, "message_thread_id": topic, "name": "five"});
    assert_eq!(clinic.call("editForumTopic", &fifth).status, 429);
    clinic.ok("sendMessage", text_to(clinic.forum));
    assert_eq!(clinic.call("createForumTopic", &json!({"chat_id": clinic.forum, "name": "b"})).status, 429);
}

#[test]
fn typing_is_limited_apart_from_writing() {
    let clinic = limited(Limits { actions_per_five_seconds: 2, group_per_minute: 5, ..Limits::default() });
    let typing = json!({"chat_id": clinic.forum, "action": "typing"});
    assert_eq!(passed(&clinic, "sendChatAction", &typing, 5), 2);
    assert_eq!(passed(&clinic, "sendMessage", &text_to(clinic.forum), 9), 5);
}

#[test]
fn a_refused_call_costs_nothing_and_leaves_nothing() {
    let clinic = limited(Limits { group_per_minute: 1, ..Limits::default() });
    passed(&clinic, "sendMessage", &text_to(clinic.forum), 50);
    assert_eq!(
        clinic.world().general_view(clinic.forum).iter().filter(|shown| shown.text.is_some()).count(),
        1
    );
    clinic.sandbox.advance(60_000);
    clinic.ok("sendMessage", text_to(clinic.forum));
    assert_eq!(clinic.world().counters().too_many, 49);
}

#[test]
fn what_telegram_is_known_for_is_at_hand() {
    let limits = Limits::telegram();
    assert_eq!((limits.group_per_minute, limits.private_per_second, limits.overall_per_second), (20, 1, 30));
}
