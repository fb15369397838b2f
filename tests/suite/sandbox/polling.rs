//! getUpdates: confirmation, limits, waiting, conflicts, expiry, filtering.

use super::clinic::{Clinic, T0, TOKEN};
use super::wire::{self, Answer};
use pwparents::sandbox::{Draft, PollStart, Profile, Rights, Sandbox, World};
use serde_json::{Value, json};
use std::net::TcpStream;
use std::time::Duration;

const LONG: Duration = Duration::from_secs(10);

fn ids(updates: &Value) -> Vec<i64> {
    updates.as_array().unwrap().iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

/// A clinic with that many messages of the client waiting; the id of the first update.
fn with_waiting(messages: i64) -> (Clinic, i64) {
    let clinic = Clinic::open();
    for number in 0..messages {
        clinic.client_says(&format!("message {number}"));
    }
    let first = clinic.world().last_update_id(clinic.bot) - messages + 1;
    (clinic, first)
}

fn begin_poll(clinic: &Clinic, params: &Value) -> TcpStream {
    let path = format!("/bot{TOKEN}/GetUpdates");
    let stream =
        wire::send(&clinic.sandbox.url(), "POST", &path, "application/json", params.to_string().as_bytes());
    assert!(clinic.sandbox.wait_until(LONG, |w| w.is_polling(clinic.bot)));
    stream.unwrap()
}

fn answer(stream: &mut TcpStream) -> Answer {
    wire::receive(stream).unwrap()
}

#[test]
fn an_offset_confirms_everything_before_it() {
    let (clinic, first) = with_waiting(3);
    assert_eq!(ids(&clinic.ok("getUpdates", json!({}))), [first, first + 1, first + 2]);
    clinic.sandbox.advance(3_001);
    assert_eq!(ids(&clinic.ok("getUpdates", json!({"offset": first + 2}))), [first + 2]);
    assert_eq!(clinic.world().pending_updates(clinic.bot), 1);
}

#[test]
fn without_a_confirmation_updates_come_again() {
    let (clinic, first) = with_waiting(2);
    assert_eq!(ids(&clinic.ok("getUpdates", json!({"offset": first}))), [first, first + 1]);
    clinic.sandbox.advance(3_001);
    assert_eq!(ids(&clinic.ok("getUpdates", json!({"offset": first}))), [first, first + 1]);
}

#[test]
fn a_negative_offset_keeps_the_last_few() {
    let (clinic, first) = with_waiting(5);
    assert_eq!(ids(&clinic.ok("getUpdates", json!({"offset": -2}))), [first + 3, first + 4]);
    assert_eq!(clinic.world().pending_updates(clinic.bot), 2);
}

#[test]
fn an_offset_far_past_the_end_confirms_nothing() {
    let (clinic, first) = with_waiting(2);
    assert_eq!(ids(&clinic.ok("getUpdates", json!({"offset": first + 1_000}))), [first, first + 1]);
}

#[test]
fn a_limit_is_held_and_clamped() {
    let (clinic, first) = with_waiting(120);
    let none =
        |offset: i64, limit: i64| ids(&clinic.ok("getUpdates", json!({"offset": offset, "limit": limit})));
    assert_eq!(none(first, 2), [first, first + 1]);
    assert_eq!(none(first + 1, 0).len(), 1);
    assert_eq!(none(first + 2, 500).len(), 100);
    assert_eq!(none(first + 3, -5).len(), 1);
}

#[test]
fn the_same_offset_within_half_a_second_gives_one_update() {
    let (clinic, first) = with_waiting(3);
    let ask = || ids(&clinic.ok("getUpdates", json!({"offset": first})));
    assert_eq!(ask().len(), 3);
    assert_eq!(ask().len(), 1);
    clinic.sandbox.advance(501);
    assert_eq!(ask().len(), 3);
}

#[test]
fn the_same_offset_within_three_seconds_waits_until_they_are_over() {
    let mut world = World::new();
    world.add_bot(TOKEN, "ClinicBot", "Clinic");
    let poll = |world: &mut World, timeout: i64| {
        let params = json!({"offset": 1, "timeout": timeout}).as_object().unwrap().clone();
        match world.poll_begin(TOKEN, params) {
            PollStart::Reply(_) => None,
            PollStart::Waiting(id) => Some(world.poll_deadline(id) - world.now()),
        }
    };
    assert_eq!(poll(&mut world, 0), None);
    assert_eq!(poll(&mut world, 0), Some(3_000));
    world.advance(3_000);
    assert_eq!(poll(&mut world, 0), None);
    assert_eq!(poll(&mut world, 1), Some(3_000));
    assert_eq!(poll(&mut world, 20), Some(20_000));
    assert_eq!(poll(&mut world, 900), Some(50_000), "a poll waits 50 seconds at most");
}

#[test]
fn a_waiting_poll_is_answered_as_soon_as_something_happens() {
    let clinic = Clinic::open();
    let mut poll = begin_poll(&clinic, &json!({"timeout": 50, "offset": 1}));
    clinic.client_says("hello");
    let updates = answer(&mut poll).json()["result"].clone();
    assert_eq!(updates[0]["message"]["text"], "hello");
}

#[test]
fn a_waiting_poll_ends_empty_when_its_time_is_up() {
    let clinic = Clinic::open();
    let mut poll = begin_poll(&clinic, &json!({"timeout": 30, "offset": 1}));
    clinic.sandbox.advance(29_999);
    assert!(clinic.world().is_polling(clinic.bot));
    clinic.sandbox.advance(1);
    assert_eq!(answer(&mut poll).json(), json!({"ok": true, "result": []}));
}

#[test]
fn with_a_running_clock_a_poll_ends_by_itself() {
    let clinic = Clinic::open();
    clinic.sandbox.thaw();
    let mut poll = begin_poll(&clinic, &json!({"timeout": 1, "offset": 1}));
    assert_eq!(answer(&mut poll).json()["result"], json!([]));
}

#[test]
fn a_poll_ends_when_its_client_hangs_up() {
    let clinic = Clinic::open();
    let poll = begin_poll(&clinic, &json!({"timeout": 50, "offset": 1}));
    drop(poll);
    assert!(clinic.sandbox.wait_until(LONG, |w| !w.is_polling(clinic.bot)));
    clinic.client_says("kept for the next poll");
    assert_eq!(clinic.world().pending_updates(clinic.bot), 1);
}

#[test]
fn a_second_poll_ends_the_first_with_a_conflict() {
    let clinic = Clinic::open();
    let mut older = begin_poll(&clinic, &json!({"timeout": 50, "offset": 1}));
    let mut newer = begin_poll(&clinic, &json!({"timeout": 50, "offset": 2}));
    let refusal = answer(&mut older);
    assert_eq!(refusal.status, 409);
    assert_eq!(
        refusal.description(),
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    );
    clinic.client_says("for the newer one");
    assert_eq!(answer(&mut newer).json()["result"].as_array().map(Vec::len), Some(1));
}

#[test]
fn a_poll_that_is_answered_at_once_disturbs_nobody() {
    let clinic = Clinic::open();
    let mut waiting = begin_poll(&clinic, &json!({"timeout": 50, "offset": 1}));
    assert_eq!(clinic.ok("getUpdates", json!({"offset": 3})), json!([]));
    assert!(clinic.world().is_polling(clinic.bot));
    clinic.client_says("hello");
    assert_eq!(answer(&mut waiting).status, 200);
}

#[test]
fn a_second_conflict_within_three_seconds_comes_late() {
    let mut world = World::new();
    world.add_bot(TOKEN, "ClinicBot", "Clinic");
    let mut begin = |offset: i64| {
        let params = json!({"offset": offset, "timeout": 50}).as_object().unwrap().clone();
        match world.poll_begin(TOKEN, params) {
            PollStart::Waiting(id) => id,
            PollStart::Reply(verdict) => panic!("{verdict:?}"),
        }
    };
    let (first, second, _third) = (begin(1), begin(2), begin(3));
    assert_eq!(world.poll_check(first).unwrap().delivery, pwparents::sandbox::Delivery::Now);
    assert_eq!(world.poll_check(second).unwrap().delivery, pwparents::sandbox::Delivery::After(3_000));
}

#[test]
fn while_a_webhook_is_set_there_are_no_polls() {
    let clinic = Clinic::open();
    let mut waiting = begin_poll(&clinic, &json!({"timeout": 50, "offset": 1}));
    clinic.play(|w| w.set_webhook(clinic.bot, "https://example.org/hook"));
    assert_eq!(answer(&mut waiting).description(), "Conflict: terminated by setWebhook request");
    let refusal = clinic.call("getUpdates", &json!({}));
    assert_eq!(refusal.status, 409);
    assert_eq!(
        refusal.description(),
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    );
    assert_eq!(clinic.ok("getWebhookInfo", json!({}))["url"], "https://example.org/hook");
    clinic.ok("deleteWebhook", json!({}));
    assert_eq!(clinic.ok("getUpdates", json!({"offset": 5})), json!([]));
}

#[test]
fn deleting_a_webhook_may_drop_what_waits() {
    let (clinic, _) = with_waiting(2);
    assert_eq!(clinic.ok("getWebhookInfo", json!({}))["pending_update_count"], json!(2));
    clinic.ok("deleteWebhook", json!({"drop_pending_updates": true}));
    assert_eq!(clinic.world().pending_updates(clinic.bot), 0);
}

#[test]
fn a_message_waits_a_day_and_no_longer() {
    let (clinic, first) = with_waiting(1);
    clinic.sandbox.freeze_at(T0 + 86_400_000 - 1_000);
    assert_eq!(ids(&clinic.ok("getUpdates", json!({"offset": first}))), [first]);
    clinic.sandbox.freeze_at(T0 + 86_400_000 + 3_002);
    assert_eq!(clinic.ok("getUpdates", json!({"offset": first})), json!([]));
}

#[test]
fn an_edit_of_an_old_message_expires_with_the_message() {
    let (clinic, _) = with_waiting(0);
    let said = clinic.client_says("a");
    clinic.updates();
    clinic.sandbox.advance(86_000_000);
    clinic.play(|w| w.edit(clinic.olena, said, Draft::text("b")));
    clinic.sandbox.advance(500_000);
    assert_eq!(clinic.updates(), Vec::<Value>::new());
}

#[test]
fn a_pressed_button_waits_150_seconds() {
    let clinic = Clinic::open();
    let markup = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]});
    let sent =
        clinic.ok("sendMessage", json!({"chat_id": clinic.olena, "text": "?", "reply_markup": markup}));
    let message = sent["message_id"].as_i64().unwrap();
    clinic.play(|w| w.press(clinic.olena, clinic.olena, message, "y"));
    clinic.sandbox.advance(149_999);
    assert_eq!(clinic.world().pending_updates(clinic.bot), 1);
    clinic.sandbox.advance(1);
    assert_eq!(clinic.updates(), Vec::<Value>::new());
}

#[test]
fn reactions_and_members_come_only_when_they_are_asked_for() {
    let clinic = Clinic::open();
    let said = clinic.client_says("thanks");
    let react = |emoji: &str| clinic.play(|w| w.react(clinic.olena, clinic.olena, said, &[emoji]));
    clinic.updates();
    clinic.updates();
    clinic.ok("getUpdates", json!({"offset": 1, "allowed_updates": []}));
    react("👍");
    assert_eq!(clinic.world().pending_updates(clinic.bot), 0, "not in the default set");
    clinic.ok("getUpdates", json!({"offset": 2, "allowed_updates": ["Message_Reaction", "no_such_kind"]}));
    react("🔥");
    assert_eq!(clinic.world().pending_updates(clinic.bot), 1);
    clinic.client_says("not asked for");
    assert_eq!(clinic.world().pending_updates(clinic.bot), 1);
}

#[test]
fn the_choice_of_kinds_stays_until_another_is_made() {
    let clinic = Clinic::open();
    let waits = || clinic.world().pending_updates(clinic.bot);
    clinic.ok("getUpdates", json!({"offset": 1, "allowed_updates": ["callback_query"]}));
    clinic.ok("getUpdates", json!({"offset": 2}));
    clinic.client_says("a");
    assert_eq!(waits(), 0, "an absent list keeps the choice");
    clinic.call("getUpdates", &json!({"offset": 3, "allowed_updates": "[broken"}));
    clinic.client_says("b");
    assert_eq!(waits(), 0, "an unreadable list keeps the choice");
    clinic.ok("getUpdates", json!({"offset": 4, "allowed_updates": ["no_such_kind"]}));
    clinic.client_says("c");
    assert_eq!(waits(), 1, "a list of unknown kinds is the default set");
}

#[test]
fn a_choice_does_not_reach_back() {
    let (clinic, first) = with_waiting(1);
    let updates = clinic.ok("getUpdates", json!({"offset": first, "allowed_updates": ["callback_query"]}));
    assert_eq!(ids(&updates), [first]);
}

#[test]
fn an_answer_ends_before_four_mebibytes() {
    let clinic = Clinic::open();
    let first = clinic.world().last_update_id(clinic.bot) + 1;
    for _ in 0..5 {
        clinic.client_says(&"х".repeat(500_000));
    }
    assert_eq!(ids(&clinic.ok("getUpdates", json!({"offset": first}))).len(), 4);
}

#[test]
fn what_waited_before_the_sandbox_was_started_is_kept() {
    let mut world = World::new();
    let bot = world.add_bot(TOKEN, "ClinicBot", "Clinic");
    let olena = world.add_user(Profile::new("Olena"));
    world.set_now(T0);
    world.start(olena, bot);
    let sandbox = Sandbox::start(world).unwrap();
    let path = format!("/bot{TOKEN}/getUpdates");
    let updates = wire::exchange(&sandbox.url(), "GET", &path, "", b"").unwrap().json();
    assert_eq!(updates["result"][0]["message"]["text"], "/start");
    assert!(sandbox.world().now() > T0);
}

#[test]
fn each_bot_has_a_queue_of_its_own() {
    let clinic = Clinic::open();
    let other = clinic.play(|w| w.add_bot("700002:OTHER", "OtherBot", "Other"));
    clinic.play(|w| w.promote_bot(clinic.forum, other, Rights::all()));
    clinic.updates();
    let guest = clinic.play(|w| w.add_user(Profile::new("Guest")));
    clinic.play(|w| w.send_general(clinic.forum, guest, Draft::text("hello both")));
    assert_eq!(clinic.update("message")["text"], "hello both");
    let texts = clinic.world().pending_update_texts(other);
    assert!(texts.last().unwrap().contains("hello both"), "{texts:#?}");
}
