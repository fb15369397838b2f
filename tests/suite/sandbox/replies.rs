//! Replies and quotes: where they lead, where they land, and when they fail.

use super::clinic::Clinic;
use pwparents::sandbox::{Draft, Rights};
use serde_json::{Value, json};

const NOT_FOUND: &str = "Bad Request: message to be replied not found";

fn reply(clinic: &Clinic, thread: Option<i64>, parameters: &Value) -> Value {
    let mut params = json!({"chat_id": clinic.forum, "text": "answer", "reply_parameters": parameters});
    if let Some(thread) = thread {
        params["message_thread_id"] = json!(thread);
    }
    clinic.ok("sendMessage", params)
}

fn staff_says(clinic: &Clinic, topic: i64, text: &str) -> i64 {
    clinic.play(|w| w.send_topic(clinic.forum, topic, clinic.vet, Draft::text(text)))
}

#[test]
fn a_reply_without_a_thread_goes_to_the_topic_of_what_it_answers() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let said = staff_says(&clinic, topic, "a");
    let sent = reply(&clinic, None, &json!({"message_id": said}));
    assert_eq!(sent["message_thread_id"], json!(topic));
    assert_eq!(sent["reply_to_message"]["message_id"], json!(said));
}

#[test]
fn a_reply_to_the_root_is_kept_apart_from_the_implied_one() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let sent = reply(&clinic, Some(topic), &json!({"message_id": topic}));
    assert_eq!(sent["reply_to_message"]["message_id"], json!(topic));
    let view = clinic.world().topic_view(clinic.forum, topic);
    assert_eq!(view.last().unwrap().reply_to, Some(topic), "answered on purpose");
}

#[test]
fn a_reply_into_another_topic_is_an_external_one() {
    let clinic = Clinic::open();
    let (here, there) = (clinic.topic("here"), clinic.topic("there"));
    let said = staff_says(&clinic, there, "said there");
    let sent = reply(&clinic, Some(here), &json!({"message_id": said}));
    assert_eq!(sent["message_thread_id"], json!(here));
    assert_eq!(sent["external_reply"]["message_id"], json!(said));
    assert_eq!(sent["external_reply"]["origin"]["sender_user"]["id"], json!(clinic.vet));
    assert_eq!(sent["reply_to_message"]["message_id"], json!(here), "beside the implied root");
    assert_eq!(sent["quote"]["text"], "said there");
}

#[test]
fn a_reply_to_another_chat_is_an_external_one() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let said = clinic.client_sends(Draft::photo().caption("my cat"));
    let sent = reply(&clinic, Some(topic), &json!({"message_id": said, "chat_id": clinic.olena}));
    let external = &sent["external_reply"];
    assert_eq!(external.get("chat"), None, "only shared chats are shown");
    assert!(external["photo"].is_array() && external.get("caption").is_none());
}

#[test]
fn a_missing_target_is_an_error_unless_it_may_be_missing() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let params = |lenient: bool| {
        let reply = json!({"message_id": 999, "allow_sending_without_reply": lenient});
        json!({"chat_id": clinic.forum, "message_thread_id": topic, "text": "a", "reply_parameters": reply})
    };
    assert_eq!(clinic.refused("sendMessage", params(false)), NOT_FOUND);
    let sent = clinic.ok("sendMessage", params(true));
    assert_eq!(sent["reply_to_message"]["message_id"], json!(topic));
}

#[test]
fn leniency_does_not_count_in_another_chat() {
    let clinic = Clinic::open();
    let reply = json!({"message_id": 999, "chat_id": clinic.olena, "allow_sending_without_reply": true});
    let params = json!({"chat_id": clinic.forum, "text": "a", "reply_parameters": reply});
    assert_eq!(clinic.refused("sendMessage", params), NOT_FOUND);
}

#[test]
fn a_missing_topic_is_noticed_before_a_missing_target_or_after() {
    let clinic = Clinic::open();
    let params = json!({"chat_id": clinic.forum, "message_thread_id": 998, "text": "a",
        "reply_parameters": {"message_id": 999}});
    assert_eq!(clinic.refused("sendMessage", params.clone()), "Bad Request: message thread not found");
    clinic.play(|w| w.rules.reply_before_topic = true);
    assert_eq!(clinic.refused("sendMessage", params), NOT_FOUND);
}

#[test]
fn a_reply_goes_to_a_closed_topic_only_with_the_right() {
    let clinic = Clinic::open_with(Rights { can_manage_topics: false, ..Rights::all() });
    let topic = clinic.play(|w| w.create_topic(clinic.forum, clinic.vet, "by hand"));
    let said = staff_says(&clinic, topic, "a");
    clinic.play(|w| w.close_topic(clinic.forum, topic, clinic.vet));
    let params = json!({"chat_id": clinic.forum, "text": "a", "reply_parameters": {"message_id": said}});
    assert_eq!(clinic.refused("sendMessage", params), "Bad Request: TOPIC_CLOSED");
}

#[test]
fn the_older_parameters_are_understood_and_counted_as_violations() {
    let clinic = Clinic::open();
    let said = clinic.client_says("a");
    let params = json!({"chat_id": clinic.olena, "text": "b", "reply_to_message_id": said});
    assert_eq!(clinic.ok("sendMessage", params)["reply_to_message"]["message_id"], json!(said));
    assert_eq!(clinic.world().violations(), ["sendMessage: no such parameter: reply_to_message_id"]);
}

#[test]
fn a_quote_must_stand_in_the_message() {
    let clinic = Clinic::open();
    let said = clinic.client_says("кіт 🐈 не їсть, кіт спить");
    let quote = |parameters: Value| {
        let mut all = json!({"message_id": said});
        all.as_object_mut().unwrap().extend(parameters.as_object().unwrap().clone());
        json!({"chat_id": clinic.olena, "text": "a", "reply_parameters": all})
    };
    let sent = clinic.ok("sendMessage", quote(json!({"quote": "не їсть"})));
    assert_eq!(sent["quote"], json!({"text": "не їсть", "position": 7, "is_manual": true}));
    let second = clinic.ok("sendMessage", quote(json!({"quote": "кіт", "quote_position": 15})));
    assert_eq!(second["quote"]["position"], json!(16), "the nearest place to the one given");
    let refusal = clinic.refused("sendMessage", quote(json!({"quote": "пес"})));
    assert_eq!(refusal, "Bad Request: QUOTE_TEXT_INVALID");
    assert_eq!(
        clinic.world().private_view(clinic.olena, clinic.bot).last().unwrap().quote.as_deref(),
        Some("кіт")
    );
}

#[test]
fn a_quote_must_look_as_it_does_in_the_message() {
    let clinic = Clinic::open();
    let bold = json!([{"type": "bold", "offset": 4, "length": 4}]);
    let said = clinic.client_sends(Draft::text("not very well").entities(bold));
    let quote = |entities: Value| {
        let reply = json!({"message_id": said, "quote": "very well", "quote_entities": entities});
        json!({"chat_id": clinic.olena, "text": "a", "reply_parameters": reply})
    };
    assert_eq!(clinic.refused("sendMessage", quote(json!([]))), "Bad Request: QUOTE_TEXT_INVALID");
    clinic.ok("sendMessage", quote(json!([{"type": "bold", "offset": 0, "length": 4}])));
}

#[test]
fn people_reply_and_quote_too() {
    let clinic = Clinic::open();
    let sent = clinic.ok("sendMessage", json!({"chat_id": clinic.olena, "text": "come at 15:00 or 16:00"}));
    let id = sent["message_id"].as_i64().unwrap();
    clinic.client_sends(Draft::text("this one").reply_to(id).quote("16:00"));
    let update = clinic.update("message");
    assert_eq!(update["reply_to_message"]["message_id"], json!(id));
    assert_eq!(update["quote"], json!({"text": "16:00", "position": 17, "is_manual": true}));
}

#[test]
fn people_reply_from_one_topic_to_another() {
    let clinic = Clinic::open();
    let (here, there) = (clinic.topic("here"), clinic.topic("there"));
    let said = staff_says(&clinic, there, "said there");
    clinic.updates();
    clinic.play(|w| w.send_topic(clinic.forum, here, clinic.vet, Draft::text("see").reply_to(said)));
    let update = clinic.update("message");
    assert_eq!(update["external_reply"]["message_id"], json!(said));
    assert_eq!(update["reply_to_message"]["message_id"], json!(here));
}
