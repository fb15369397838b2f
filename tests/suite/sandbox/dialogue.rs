//! Buttons, reactions, pins, payments, commands: what passes between people and bots besides messages.

use super::clinic::{Clinic, T0};
use pwparents::sandbox::{Draft, Rights};
use serde_json::{Value, json};

fn with_button(clinic: &Clinic) -> i64 {
    let markup = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "y:1"}]]});
    let params = json!({"chat_id": clinic.forum, "text": "?", "reply_markup": markup});
    clinic.ok("sendMessage", params)["message_id"].as_i64().unwrap()
}

const TOO_OLD: &str = "Bad Request: query is too old and response timeout expired or query ID is invalid";

#[test]
fn a_pressed_button_asks_the_bot_and_takes_its_answer() {
    let clinic = Clinic::open();
    let message = with_button(&clinic);
    let query = clinic.play(|w| w.press(clinic.vet, clinic.forum, message, "y:1"));
    let update = clinic.update("callback_query");
    assert_eq!((&update["id"], &update["data"]), (&json!(query), &json!("y:1")));
    assert_eq!(update["from"]["id"], json!(clinic.vet));
    assert_eq!(update["message"]["message_id"], json!(message));
    assert!(update["chat_instance"].is_string());
    clinic.ok("answerCallbackQuery", json!({"callback_query_id": query, "text": "Done", "show_alert": true}));
    let answer = clinic.world().callback_answer(&query).cloned().unwrap();
    assert_eq!((answer.text.as_deref(), answer.show_alert), (Some("Done"), true));
    let again = clinic.refused("answerCallbackQuery", json!({"callback_query_id": query}));
    assert_eq!(again, TOO_OLD, "a question is answered once");
}

#[test]
fn a_button_is_not_answered_late() {
    let clinic = Clinic::open();
    let message = with_button(&clinic);
    let query = clinic.play(|w| w.press(clinic.vet, clinic.forum, message, "y:1"));
    clinic.sandbox.advance(60_001);
    assert_eq!(clinic.refused("answerCallbackQuery", json!({"callback_query_id": query})), TOO_OLD);
    assert_eq!(clinic.refused("answerCallbackQuery", json!({"callback_query_id": "1"})), TOO_OLD);
}

#[test]
fn the_answer_to_a_button_has_200_characters() {
    let clinic = Clinic::open();
    let message = with_button(&clinic);
    let query = clinic.play(|w| w.press(clinic.vet, clinic.forum, message, "y:1"));
    let answer = |length: usize| json!({"callback_query_id": query, "text": "ї".repeat(length)});
    assert_eq!(clinic.refused("answerCallbackQuery", answer(201)), "Bad Request: MESSAGE_TOO_LONG");
    clinic.ok("answerCallbackQuery", answer(200));
}

#[test]
fn a_button_under_a_deleted_message_shows_only_a_trace_of_it() {
    let clinic = Clinic::open();
    let message = with_button(&clinic);
    clinic.play(|w| {
        w.delete(clinic.forum, message);
        w.press(clinic.vet, clinic.forum, message, "y:1")
    });
    let trace = clinic.update("callback_query")["message"].clone();
    assert_eq!((&trace["message_id"], &trace["date"], trace.get("text")), (&json!(message), &json!(0), None));
}

#[test]
fn a_reaction_in_private_reaches_the_bot() {
    let clinic = Clinic::open();
    let said = clinic.client_says("thanks");
    clinic.updates();
    clinic.play(|w| w.react(clinic.olena, clinic.olena, said, &["👍"]));
    let update = clinic.update("message_reaction");
    assert_eq!(update["user"]["id"], json!(clinic.olena));
    assert_eq!((&update["old_reaction"], &update["new_reaction"][0]["emoji"]), (&json!([]), &json!("👍")));
    clinic.play(|w| w.react(clinic.olena, clinic.olena, said, &["👍"]));
    assert_eq!(clinic.updates(), Vec::<Value>::new(), "nothing changed");
    clinic.play(|w| w.react(clinic.olena, clinic.olena, said, &[]));
    assert_eq!(clinic.update("message_reaction")["new_reaction"], json!([]));
}

#[test]
fn a_reaction_in_a_group_reaches_administrators_without_its_topic() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let said = clinic.play(|w| w.send_topic(clinic.forum, topic, clinic.vet, Draft::text("a")));
    clinic.updates();
    clinic.play(|w| w.react_anonymously(clinic.forum, said, &["🔥"]));
    let update = clinic.update("message_reaction");
    assert_eq!((update.get("user"), &update["actor_chat"]["id"]), (None, &json!(clinic.forum)));
    assert_eq!(update.get("message_thread_id"), None);
    clinic.play(|w| w.demote(clinic.forum, clinic.bot));
    clinic.updates();
    clinic.play(|w| w.react(clinic.vet, clinic.forum, said, &["👍"]));
    assert_eq!(clinic.updates(), Vec::<Value>::new());
}

#[test]
fn a_bot_reacts_with_one_emoji_of_the_list() {
    let clinic = Clinic::open();
    let said = clinic.client_says("a");
    let react =
        |reactions: Value| json!({"chat_id": clinic.olena, "message_id": said, "reaction": reactions});
    let emoji = |emoji: &str| json!({"type": "emoji", "emoji": emoji});
    clinic.ok("setMessageReaction", react(json!([emoji("👀")])));
    assert_eq!(clinic.world().shown(clinic.olena, said).unwrap().reactions, [(clinic.bot, "👀".to_owned())]);
    let refusal = |reactions: Value| clinic.refused("setMessageReaction", react(reactions));
    assert_eq!(refusal(json!([emoji("🧀")])), "Bad Request: REACTION_INVALID");
    assert_eq!(refusal(json!([emoji("👍"), emoji("🔥")])), "Bad Request: REACTION_INVALID");
    assert_eq!(refusal(json!([{"type": "paid"}])), "Bad Request: invalid reaction type specified");
    clinic.ok("setMessageReaction", react(json!([])));
    assert!(clinic.world().shown(clinic.olena, said).unwrap().reactions.is_empty());
    let missing = json!({"chat_id": clinic.olena, "message_id": 999, "reaction": [emoji("👍")]});
    assert_eq!(clinic.refused("setMessageReaction", missing), "Bad Request: message to react not found");
    clinic.updates();
    assert_eq!(clinic.updates(), Vec::<Value>::new(), "a bot does not hear of its own");
}

#[test]
fn a_bots_reaction_to_an_album_stands_on_its_first_message() {
    let clinic = Clinic::open();
    let to = pwparents::sandbox::To::Bot(clinic.bot);
    let ids = clinic.play(|w| w.send_album(clinic.olena, to, vec![Draft::photo(), Draft::photo()]));
    let reaction = json!([{"type": "emoji", "emoji": "👍"}]);
    clinic.ok(
        "setMessageReaction",
        json!({"chat_id": clinic.olena, "message_id": ids[1], "reaction": reaction}),
    );
    assert_eq!(clinic.world().shown(clinic.olena, ids[0]).unwrap().reactions.len(), 1);
}

#[test]
fn a_pin_comes_back_as_an_event_in_its_topic() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let params = json!({"chat_id": clinic.forum, "message_thread_id": topic, "text": "card"});
    let card = clinic.ok("sendMessage", params)["message_id"].as_i64().unwrap();
    let pin = json!({"chat_id": clinic.forum, "message_id": card});
    clinic.ok("pinChatMessage", pin.clone());
    let event = clinic.update("message");
    assert_eq!((&event["message_thread_id"], &event["from"]["id"]), (&json!(topic), &json!(clinic.bot)));
    assert_eq!(event["pinned_message"]["message_id"], json!(card));
    assert_eq!(clinic.ok("getChat", json!({"chat_id": clinic.forum}))["pinned_message"]["text"], "card");
    clinic.ok("unpinChatMessage", pin);
    assert!(clinic.world().pinned(clinic.forum).is_empty());
    let nothing = clinic.refused("unpinChatMessage", json!({"chat_id": clinic.forum}));
    assert_eq!(nothing, "Bad Request: message to unpin not found");
}

#[test]
fn pins_need_a_message_first_and_then_the_right() {
    let clinic = Clinic::open_with(Rights { can_pin_messages: false, ..Rights::all() });
    let pin = |id: i64| clinic.refused("pinChatMessage", json!({"chat_id": clinic.forum, "message_id": id}));
    assert_eq!(pin(999), "Bad Request: message to pin not found");
    let said = clinic.play(|w| w.send_general(clinic.forum, clinic.vet, Draft::text("a")));
    assert_eq!(pin(said), "Bad Request: not enough rights to manage pinned messages in the chat");
    let mine = clinic.client_says("a");
    clinic.ok("pinChatMessage", json!({"chat_id": clinic.olena, "message_id": mine}));
}

#[test]
fn a_chat_action_proves_nothing_about_its_topic() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    clinic.play(|w| w.delete_topic(clinic.forum, topic));
    clinic.ok(
        "sendChatAction",
        json!({"chat_id": clinic.forum, "message_thread_id": topic, "action": "typing"}),
    );
    let wrong = clinic.refused("sendChatAction", json!({"chat_id": clinic.forum, "action": "sleeping"}));
    assert_eq!(wrong, "Bad Request: wrong parameter action in request");
}

fn invoice(clinic: &Clinic, more: &Value) -> Value {
    let mut params = json!({"chat_id": clinic.olena, "title": "Visit", "description": "A visit", "payload": "ticket-7",
        "provider_token": "123:TEST:XXXX", "currency": "UAH", "prices": [{"label": "Visit", "amount": 80_000}]});
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    params
}

#[test]
fn a_bill_is_paid_when_the_bot_agrees_in_time() {
    let clinic = Clinic::open();
    let bill = clinic.ok("sendInvoice", invoice(&clinic, &json!({})))["message_id"].as_i64().unwrap();
    let query = clinic.play(|w| w.checkout(clinic.olena, clinic.olena, bill));
    let texts = clinic.world().pending_update_texts(clinic.bot);
    assert_eq!(texts, Vec::<String>::new(), "only for those who asked for pre_checkout_query");
    clinic.ok("getUpdates", json!({"offset": 1, "allowed_updates": ["pre_checkout_query", "message"]}));
    clinic.ok("answerPreCheckoutQuery", json!({"pre_checkout_query_id": query, "ok": true}));
    let second = clinic.play(|w| w.checkout(clinic.olena, clinic.olena, bill));
    let updates = clinic.ok("getUpdates", json!({"offset": 2}));
    let paid = &updates[0]["message"]["successful_payment"];
    assert_eq!((&paid["invoice_payload"], &paid["total_amount"]), (&json!("ticket-7"), &json!(80_000)));
    assert_eq!(updates[1]["pre_checkout_query"]["invoice_payload"], "ticket-7");
    clinic.sandbox.advance(10_001);
    let late = json!({"pre_checkout_query_id": second, "ok": true});
    assert_eq!(clinic.refused("answerPreCheckoutQuery", late), TOO_OLD);
}

#[test]
fn wrong_bills_are_refused() {
    let clinic = Clinic::open();
    let refusal = |more: Value| clinic.refused("sendInvoice", invoice(&clinic, &more));
    let price = |amount: i64| json!({"prices": [{"label": "a", "amount": amount}]});
    assert_eq!(refusal(price(1)), "Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID");
    assert_eq!(refusal(price(99_999_999)), "Bad Request: CURRENCY_TOTAL_AMOUNT_INVALID");
    assert_eq!(refusal(json!({"currency": "hryvnia"})), "Bad Request: CURRENCY_INVALID");
    assert_eq!(refusal(json!({"provider_token": "wrong"})), "Bad Request: PAYMENT_PROVIDER_INVALID");
    assert_eq!(refusal(json!({"title": "x".repeat(33)})), "Bad Request: wrong invoice information specified");
    assert_eq!(
        refusal(json!({"payload": "ї".repeat(65)})),
        "Bad Request: wrong invoice information specified"
    );
}

#[test]
fn commands_are_kept_by_scope_and_language() {
    let clinic = Clinic::open();
    let commands = json!([{"command": "/close", "description": " Close "}]);
    let scope = json!({"type": "chat", "chat_id": clinic.forum});
    clinic.ok("setMyCommands", json!({"commands": commands, "scope": scope, "language_code": "uk"}));
    let kept = json!([{"command": "close", "description": "Close"}]);
    assert_eq!(clinic.ok("getMyCommands", json!({"scope": scope, "language_code": "uk"})), kept);
    assert_eq!(clinic.ok("getMyCommands", json!({"scope": scope})), json!([]), "only that very list");
    assert_eq!(clinic.world().commands(clinic.bot, &scope, "uk"), Some(kept));
    clinic.ok("deleteMyCommands", json!({"scope": scope, "language_code": "uk"}));
    assert!(clinic.world().all_commands(clinic.bot).is_empty());
}

#[test]
fn wrong_commands_are_refused() {
    let clinic = Clinic::open();
    let refusal = |command: &str, description: &str| {
        let commands = json!([{"command": command, "description": description}]);
        clinic.refused("setMyCommands", json!({"commands": commands}))
    };
    assert_eq!(refusal("", "a"), "Bad Request: command must be non-empty");
    assert_eq!(refusal("a", " "), "Bad Request: command description must be non-empty");
    assert_eq!(refusal("закрити", "a"), "Bad Request: BOT_COMMAND_INVALID");
    assert_eq!(refusal(&"a".repeat(33), "a"), "Bad Request: command length must not exceed 32");
    let scope =
        clinic.refused("setMyCommands", json!({"commands": [], "scope": {"type": "chat", "chat_id": 5}}));
    assert_eq!(scope, "Bad Request: chat not found");
    let language = clinic.refused("getMyCommands", json!({"language_code": "ukr"}));
    assert_eq!(language, "Bad Request: invalid language code specified");
    assert!(clinic.world().now() >= T0);
}
