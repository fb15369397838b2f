//! Buttons, reactions, pins, payments: what passes between people and bots besides messages.

use super::clinic::Clinic;
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
fn a_button_is_pressed_as_it_stands_there_now() {
    let clinic = Clinic::open();
    let message = with_button(&clinic);
    let markup = json!({"inline_keyboard": [[{"text": "No", "callback_data": "n:2"}], [{"text": "Open", "url": "https://t.me/c/1/2"}]]});
    let edit = json!({"chat_id": clinic.forum, "message_id": message, "reply_markup": markup});
    clinic.ok("editMessageReplyMarkup", edit);
    clinic.play(|w| w.press_button(clinic.vet, clinic.forum, message, "No"));
    assert_eq!(clinic.update("callback_query")["data"], "n:2");
    let shown = clinic.world().shown(clinic.forum, message).unwrap();
    assert_eq!(shown.buttons[1][0].url.as_deref(), Some("https://t.me/c/1/2"));
    assert_eq!(shown.data_of("Open"), None, "a link asks nobody");
}

#[test]
fn a_button_that_is_gone_may_still_be_pressed_on_an_old_screen() {
    let clinic = Clinic::open();
    let message = with_button(&clinic);
    clinic.ok("editMessageText", json!({"chat_id": clinic.forum, "message_id": message, "text": "done"}));
    clinic.play(|w| w.press(clinic.vet, clinic.forum, message, "y:1"));
    let query = clinic.update("callback_query");
    assert_eq!((&query["data"], &query["message"]["text"]), (&json!("y:1"), &json!("done")));
    assert_eq!(query["message"].get("reply_markup"), None);
}

#[test]
#[should_panic(expected = "no button \"Yes\" asks the bot")]
fn a_button_that_is_gone_is_not_on_the_screen() {
    let clinic = Clinic::open();
    let message = with_button(&clinic);
    clinic.ok("editMessageReplyMarkup", json!({"chat_id": clinic.forum, "message_id": message}));
    let mut world = clinic.world().clone();
    world.press_button(clinic.vet, clinic.forum, message, "Yes");
}

#[test]
fn a_press_may_show_no_person() {
    let clinic = Clinic::open();
    let message = with_button(&clinic);
    let query = clinic.play(|w| w.press_anonymously(clinic.forum, message, "y:1"));
    let from = clinic.update("callback_query")["from"].clone();
    assert_eq!((&from["id"], &from["username"]), (&json!(1_087_968_824), &json!("GroupAnonymousBot")));
    clinic.ok("answerCallbackQuery", json!({"callback_query_id": query}));
}

#[test]
fn a_bots_reaction_is_one_and_the_next_takes_its_place() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let note = clinic.play(|w| w.send_topic(clinic.forum, topic, clinic.vet, Draft::text("// note")));
    clinic.play(|w| w.react(clinic.vet, clinic.forum, note, &["👍"]));
    clinic.updates();
    for emoji in ["✍", "🎉"] {
        let reaction = json!([{"type": "emoji", "emoji": emoji}]);
        clinic.ok(
            "setMessageReaction",
            json!({"chat_id": clinic.forum, "message_id": note, "reaction": reaction}),
        );
        let shown = clinic.world().shown(clinic.forum, note).unwrap().reactions;
        let both = [(clinic.bot, emoji.to_owned()), (clinic.vet, "👍".to_owned())];
        assert_eq!(shown, both, "beside those of people");
    }
    clinic.ok("setMessageReaction", json!({"chat_id": clinic.forum, "message_id": note}));
    assert_eq!(clinic.world().shown(clinic.forum, note).unwrap().reactions.len(), 1, "taken back");
    let to_an_event = json!({"chat_id": clinic.forum, "message_id": topic,
        "reaction": [{"type": "emoji", "emoji": "👍"}]});
    assert_eq!(clinic.refused("setMessageReaction", to_an_event), "Bad Request: REACTION_INVALID");
    clinic.is_clean();
}

#[test]
fn a_bot_takes_up_a_custom_emoji_only_where_it_stands() {
    let clinic = Clinic::open();
    let said = clinic.client_says("a");
    let custom = json!([{"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"}]);
    let react = json!({"chat_id": clinic.olena, "message_id": said, "reaction": custom});
    assert_eq!(clinic.refused("setMessageReaction", react.clone()), "Bad Request: REACTION_INVALID");
    clinic.play(|w| w.react_with(clinic.olena, clinic.olena, said, custom.as_array().unwrap()));
    clinic.ok("setMessageReaction", react);
}

#[test]
fn reactions_come_only_to_those_who_asked_for_them() {
    let clinic = Clinic::open();
    let said = clinic.client_says("a");
    clinic.updates();
    clinic.ok("getUpdates", json!({"offset": -1, "allowed_updates": []}));
    let waiting = clinic.world().pending_updates(clinic.bot);
    clinic.play(|w| w.react(clinic.olena, clinic.olena, said, &["👍"]));
    assert_eq!(clinic.world().pending_updates(clinic.bot), waiting, "not in the default set");
}

#[test]
fn what_is_silent_can_be_seen() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let write = |quiet: bool| {
        let params = json!({"chat_id": clinic.forum, "message_thread_id": topic, "text": "a",
            "disable_notification": quiet});
        clinic.ok("sendMessage", params)["message_id"].as_i64().unwrap()
    };
    let (loud, quiet) = (write(false), write(true));
    let silent = |id: i64| clinic.world().shown(clinic.forum, id).unwrap().silent;
    assert_eq!((silent(loud), silent(quiet)), (false, true));
    let pin = |id: i64, quiet: bool| {
        let params = json!({"chat_id": clinic.forum, "message_id": id, "disable_notification": quiet});
        clinic.ok("pinChatMessage", params);
        clinic.update("message")["message_id"].as_i64().unwrap()
    };
    assert_eq!((silent(pin(loud, true)), silent(pin(quiet, false))), (true, false));
    clinic.is_clean();
}

#[test]
fn each_topic_has_its_own_pins_and_a_deleted_message_is_pinned_no_more() {
    let clinic = Clinic::open();
    let (rex, tom) = (clinic.topic("Рекс"), clinic.topic("Том"));
    let card = |topic: i64| {
        let params = json!({"chat_id": clinic.forum, "message_thread_id": topic, "text": "card"});
        let id = clinic.ok("sendMessage", params)["message_id"].as_i64().unwrap();
        clinic.ok("pinChatMessage", json!({"chat_id": clinic.forum, "message_id": id}));
        id
    };
    let (first, second, other) = (card(rex), card(rex), card(tom));
    assert_eq!(clinic.world().pinned_in_topic(clinic.forum, rex), [first, second]);
    assert_eq!(clinic.world().pinned_in_topic(clinic.forum, tom), [other]);
    assert!(clinic.world().pinned_in_topic(clinic.forum, 0).is_empty());
    clinic.updates();
    clinic.ok("pinChatMessage", json!({"chat_id": clinic.forum, "message_id": first}));
    assert_eq!(clinic.updates(), Vec::<Value>::new(), "pinned already");
    clinic.ok("deleteMessage", json!({"chat_id": clinic.forum, "message_id": first}));
    clinic.ok("unpinChatMessage", json!({"chat_id": clinic.forum, "message_id": second}));
    assert!(clinic.world().pinned_in_topic(clinic.forum, rex).is_empty());
    assert_eq!(clinic.updates(), Vec::<Value>::new(), "an unpinning is no event");
}
