//! Reply keyboards, forced replies and links: what a person has before them, and what a press sends.

use super::clinic::Clinic;
use pwparents::sandbox::{Draft, Profile};
use serde_json::{Value, json};

fn menu() -> Value {
    json!({"keyboard": [[{"text": "Share my number", "request_contact": true}], [{"text": "Skip"}, {"text": "Ask"}]],
        "resize_keyboard": true, "input_field_placeholder": "Write here"})
}

fn ask_in(clinic: &Clinic, chat: i64, more: &Value) -> i64 {
    let mut params = json!({"chat_id": chat, "text": "?"});
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    clinic.ok("sendMessage", params)["message_id"].as_i64().unwrap()
}

fn ask(clinic: &Clinic, markup: &Value) -> i64 {
    ask_in(clinic, clinic.olena, &json!({"reply_markup": markup}))
}

fn keys(clinic: &Clinic, user: i64, chat: i64) -> Vec<Vec<String>> {
    let rows = clinic.world().keyboard(user, chat).map(|keyboard| keyboard.rows).unwrap_or_default();
    rows.into_iter().map(|row| row.into_iter().map(|key| key.text).collect()).collect()
}

#[test]
fn a_keyboard_stays_until_another_comes_or_it_is_removed() {
    let clinic = Clinic::open();
    let message = ask(&clinic, &menu());
    ask_in(&clinic, clinic.olena, &json!({}));
    let keyboard = clinic.world().keyboard(clinic.olena, clinic.olena).unwrap();
    assert_eq!((keyboard.message_id, keyboard.resized, keyboard.one_time), (message, true, false));
    assert_eq!(keyboard.placeholder.as_deref(), Some("Write here"));
    assert_eq!(keyboard.rows[0][0].does.as_deref(), Some("request_contact"));
    assert_eq!(keys(&clinic, clinic.olena, clinic.olena), [vec!["Share my number"], vec!["Skip", "Ask"]]);
    ask(&clinic, &json!({"keyboard": [[{"text": "Menu"}]], "is_persistent": true}));
    assert_eq!(keys(&clinic, clinic.olena, clinic.olena), [["Menu"]]);
    ask(&clinic, &json!({"remove_keyboard": true}));
    assert_eq!(clinic.world().keyboard(clinic.olena, clinic.olena), None);
    clinic.is_clean();
}

#[test]
fn a_keyboard_goes_with_the_message_that_brought_it() {
    let clinic = Clinic::open();
    let message = ask(&clinic, &menu());
    clinic.ok("deleteMessage", json!({"chat_id": clinic.olena, "message_id": message}));
    assert_eq!(clinic.world().keyboard(clinic.olena, clinic.olena), None);
}

#[test]
fn a_key_sends_its_text() {
    let clinic = Clinic::open();
    ask(&clinic, &menu());
    clinic.play(|w| w.press_key(clinic.olena, clinic.olena, "Skip"));
    let said = clinic.update("message");
    assert_eq!((&said["text"], said.get("reply_to_message")), (&json!("Skip"), None));
    assert!(!clinic.world().keyboard(clinic.olena, clinic.olena).unwrap().folded);
}

#[test]
fn a_keyboard_for_one_time_folds_away_but_is_still_there() {
    let clinic = Clinic::open();
    ask(&clinic, &json!({"keyboard": [[{"text": "Yes"}]], "one_time_keyboard": true}));
    clinic.play(|w| w.press_key(clinic.olena, clinic.olena, "Yes"));
    assert!(clinic.world().keyboard(clinic.olena, clinic.olena).unwrap().folded);
    clinic.play(|w| w.press_key(clinic.olena, clinic.olena, "Yes"));
}

#[test]
#[should_panic(expected = "there is no such key")]
fn a_key_that_is_not_there_cannot_be_pressed() {
    let clinic = Clinic::open();
    ask(&clinic, &menu());
    let mut world = clinic.world().clone();
    world.press_key(clinic.olena, clinic.olena, "Nonsense");
}

#[test]
fn the_contact_key_sends_the_persons_own_card_as_an_answer() {
    let clinic = Clinic::open();
    let prompt = ask(&clinic, &menu());
    clinic.play(|w| w.press_contact_key(clinic.olena, clinic.olena, "380671234567"));
    let said = clinic.update("message");
    let own = json!({"phone_number": "380671234567", "first_name": "Олена", "last_name": "Коваль",
        "user_id": clinic.olena});
    assert_eq!(said["contact"], own);
    assert_eq!(said["reply_to_message"]["message_id"], json!(prompt));
    clinic.play(|w| {
        w.rules.contact_answers_its_key = false;
        w.press_contact_key(clinic.olena, clinic.olena, "+380 67 123-45-67")
    });
    let said = clinic.update("message");
    assert_eq!(said.get("reply_to_message"), None, "as some applications do");
    assert_eq!(said["contact"]["phone_number"], "+380 67 123-45-67", "passed on untouched");
}

#[test]
fn somebody_elses_card_carries_another_id_or_none_even_as_an_answer() {
    let clinic = Clinic::open();
    let prompt = ask(&clinic, &menu());
    clinic.client_sends(Draft::contact("+380501112233", "Ivan").reply_to(prompt));
    let typed = clinic.update("message");
    assert_eq!(typed["contact"].get("user_id"), None);
    assert_eq!(typed["reply_to_message"]["message_id"], json!(prompt));
    clinic.client_sends(Draft::contact_of("+380501112233", "Vira", clinic.vet));
    assert_eq!(clinic.update("message")["contact"]["user_id"], json!(clinic.vet));
}

#[test]
fn numbers_are_asked_for_in_private_only() {
    let clinic = Clinic::open();
    let params = json!({"chat_id": clinic.forum, "text": "?", "reply_markup": menu()});
    let refusal = clinic.refused("sendMessage", params);
    assert_eq!(refusal, "Bad Request: phone number can be requested in private chats only");
    let place = json!({"keyboard": [[{"text": "Here", "request_location": true}]]});
    let params = json!({"chat_id": clinic.forum, "text": "?", "reply_markup": place});
    let refusal = clinic.refused("sendMessage", params);
    assert_eq!(refusal, "Bad Request: location can be requested in private chats only");
}

#[test]
fn keys_have_texts_and_a_keyboard_without_keys_is_none() {
    let clinic = Clinic::open();
    let refused = |key: Value| {
        let markup = json!({"keyboard": [[key]]});
        clinic.refused("sendMessage", json!({"chat_id": clinic.olena, "text": "?", "reply_markup": markup}))
    };
    assert_eq!(refused(json!({"text": ""})), "Bad Request: keyboard button text must be non-empty");
    assert_eq!(
        refused(json!({"request_contact": true})),
        "Bad Request: can't parse keyboard button: Can't find field \"text\""
    );
    ask(&clinic, &menu());
    ask(&clinic, &json!({"keyboard": [[]]}));
    assert_eq!(keys(&clinic, clinic.olena, clinic.olena).len(), 2, "the old one stays");
}

#[test]
fn a_forced_reply_waits_until_it_is_given() {
    let clinic = Clinic::open();
    let asked = ask(&clinic, &json!({"force_reply": true, "input_field_placeholder": "Name"}));
    assert_eq!(clinic.world().forced_reply(clinic.olena, clinic.olena), Some(asked));
    clinic.client_says("something else");
    assert_eq!(clinic.world().forced_reply(clinic.olena, clinic.olena), Some(asked));
    clinic.client_sends(Draft::text("Rex").reply_to(asked));
    assert_eq!(clinic.world().forced_reply(clinic.olena, clinic.olena), None);
    clinic.is_clean();
}

#[test]
fn in_a_group_a_selective_keyboard_is_for_those_it_means() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let (ivan, petro) = clinic.play(|w| {
        let ivan = w.add_user(Profile::new("Ivan").username("ivan_vet"));
        let petro = w.add_user(Profile::new("Petro"));
        w.join(clinic.forum, ivan);
        w.join(clinic.forum, petro);
        (ivan, petro)
    });
    let said = clinic.play(|w| w.send_topic(clinic.forum, topic, clinic.vet, Draft::text("a")));
    let markup = json!({"keyboard": [[{"text": "Mine"}]], "selective": true});
    let brought = ask_in(
        &clinic,
        clinic.forum,
        &json!({"message_thread_id": topic, "text": "who? @ivan_vet, @petro", "reply_markup": markup,
            "reply_parameters": {"message_id": said}}),
    );
    for user in [clinic.vet, ivan] {
        assert_eq!(keys(&clinic, user, clinic.forum), [["Mine"]], "{user}");
    }
    assert_eq!(clinic.world().keyboard(petro, clinic.forum), None);
    clinic.updates();
    clinic.play(|w| w.press_key(ivan, clinic.forum, "Mine"));
    let pressed = clinic.update("message");
    assert_eq!(pressed["reply_to_message"]["message_id"], json!(brought), "in a group a key answers");
    assert_eq!((&pressed["text"], &pressed["message_thread_id"]), (&json!("Mine"), &json!(topic)));
    ask_in(&clinic, clinic.forum, &json!({"reply_markup": {"keyboard": [[{"text": "All"}]]}}));
    assert_eq!(keys(&clinic, petro, clinic.forum), [["All"]]);
}

#[test]
fn an_edit_takes_inline_keyboards_only() {
    let clinic = Clinic::open();
    let id = ask_in(&clinic, clinic.olena, &json!({}));
    let edit = json!({"chat_id": clinic.olena, "message_id": id, "text": "b", "reply_markup": menu()});
    assert_eq!(clinic.refused("editMessageText", edit), "Bad Request: inline keyboard expected");
}

#[test]
fn links_of_buttons_lead_to_real_hosts() {
    let clinic = Clinic::open();
    let params = |url: &str| {
        let markup = json!({"inline_keyboard": [[{"text": "Open", "url": url}]]});
        json!({"chat_id": clinic.olena, "text": "?", "reply_markup": markup})
    };
    let kept = |url: &str| {
        let sent = clinic.ok("sendMessage", params(url));
        sent["reply_markup"]["inline_keyboard"][0][0]["url"].as_str().unwrap().to_owned()
    };
    assert_eq!(kept("https://t.me/c/1000000001/7"), "https://t.me/c/1000000001/7");
    assert_eq!(kept("example.org"), "http://example.org/");
    assert_eq!(kept("https://example.org?a=b"), "https://example.org/?a=b");
    assert_eq!(kept("tg://user?id=5"), "tg://user?id=5");
    let refusal = |url: &str| clinic.refused("sendMessage", params(url));
    assert_eq!(
        refusal("http://localhost:80/a"),
        "Bad Request: inline keyboard button URL 'http://localhost:80/a' is invalid: Wrong HTTP URL"
    );
    assert_eq!(
        refusal("ftp://example.com"),
        "Bad Request: inline keyboard button URL 'ftp://example.com' is invalid: Unsupported URL protocol"
    );
}
