//! Shapes on which well-known libraries lose updates, stall or crash: each is read, and keeps its number
//! and as much of its envelope as it has.

use pwparents::model::{Kind, MessageId};
use pwparents::relay::event::{Event, Post};
use pwparents::telegram::{Reading, read};
use serde_json::{Value, json};

use super::{event_of, sample};

fn aside(raw: &str) -> (Option<i64>, String) {
    let Reading { id, event } = read(raw);
    let Event::Aside(what) = event else { panic!("{raw}: {event:?}") };
    (id, what)
}

fn post(raw: &str) -> Post {
    let event = read(raw).event;
    let Event::ClientWrote(post) = event else { panic!("{raw}: {event:?}") };
    post
}

/// A private message with this text, as raw JSON.
fn with_text(text: &str) -> String {
    format!(
        r#"{{"update_id":7,"message":{{"message_id":10,"date":1,"text":{text},
            "chat":{{"id":501,"type":"private","first_name":"Олена"}}}}}}"#
    )
}

#[test]
fn what_is_no_object_is_set_aside() {
    for raw in ["", " ", "null", "5", "\"text\"", "[]", "[{\"update_id\":1}]", "{", "{\"update_id\":", "}"] {
        assert_eq!(aside(raw), (None, "not an object".to_owned()), "{raw:?}");
    }
    assert_eq!(aside("{}"), (None, "an update of nothing".to_owned()));
    assert_eq!(aside(r#"{"update_id":5}"#), (Some(5), "an update of nothing".to_owned()));
    assert_eq!(aside(r#"{"update_id":5,"message":null}"#), (Some(5), "an update of nothing".to_owned()));
}

#[test]
fn a_number_beyond_thirty_two_bits_is_a_number() {
    let far = i64::from(u32::MAX) + 1;
    for id in [0, 1, i64::from(i32::MAX) + 1, far, i64::MAX, -5] {
        let mut update = sample("text");
        update["update_id"] = json!(id);
        assert_eq!(read(&update.to_string()).id, Some(id));
        update["message"]["message_id"] = json!(id);
        let Event::ClientWrote(post) = event_of(&update) else { panic!("{id}") };
        assert_eq!(post.key.message, MessageId(id));
    }
}

#[test]
fn an_update_without_a_readable_number_is_still_read() {
    for id in [Value::Null, json!("7"), json!(7.5), json!([7]), json!({}), json!(u64::MAX)] {
        let mut update = sample("text");
        update["update_id"] = id.clone();
        let reading = read(&update.to_string());
        assert_eq!(reading.id, None, "{id}");
        assert!(matches!(reading.event, Event::ClientWrote(_)), "{id}");
    }
}

#[test]
fn a_known_kind_whose_body_is_nothing_of_the_kind_is_set_aside_with_its_number() {
    for kind in ["message", "edited_message", "callback_query", "my_chat_member", "chat_member"] {
        for body in ["5", "\"x\"", "[]", "true", "{}", "{\"chat\":5}", "{\"chat\":{\"id\":\"x\"}}"] {
            let (id, what) = aside(&format!("{{\"update_id\":7,\"{kind}\":{body}}}"));
            assert_eq!(id, Some(7), "{kind} {body}");
            assert!(what.starts_with(kind), "{kind} {body}: {what}");
        }
    }
}

#[test]
fn a_reaction_by_nobody_is_set_aside() {
    let (id, what) = aside(&sample("reaction_of_nobody").to_string());
    assert_eq!((id.is_some(), what.as_str()), (true, "message_reaction without what it needs"));
}

#[test]
fn a_kind_of_tomorrow_goes_on_as_an_envelope_in_private_and_stays_in_a_group() {
    let tomorrow = post(&sample("kind_of_tomorrow_in_private").to_string());
    assert_eq!(tomorrow.content.kind, Kind::Unknown("telepathic_message".to_owned()));
    assert_eq!(tomorrow.key.message, MessageId(38));
    assert!(tomorrow.content.kind.can_be_copied(), "it is tried");
    let (id, what) = aside(&sample("kind_of_tomorrow_in_a_group").to_string());
    assert_eq!((id.is_some(), what.as_str()), (true, "unknown kind telepathic_message"));
}

#[test]
fn halves_of_characters_are_replaced_and_the_rest_of_the_text_stays() {
    let table = [
        (r#""a\ud83db""#, "a\u{fffd}b"),
        (r#""\udc08кіт""#, "\u{fffd}кіт"),
        (r#""кіт\ud83d""#, "кіт\u{fffd}"),
        (r#""\ud83d\ud83d\udc08""#, "\u{fffd}🐈"),
        (r#""\ud83d\udc08""#, "🐈"),
        (r#""\\ud83d \"x\" \ud83d""#, "\\ud83d \"x\" \u{fffd}"),
        (r#""\uD83D\n\t\u0000\u0456""#, "\u{fffd}\n\t\u{0}і"),
        (r#""\/start""#, "/start"),
    ];
    for (raw, text) in table {
        assert_eq!(post(&with_text(raw)).content.text.text, text, "{raw}");
    }
}

#[test]
fn a_text_of_another_type_is_read_as_it_stands() {
    // What a text begins with decides who may read it, so none goes unread.
    for (raw, text) in [("5", "5"), ("true", "true"), ("[\"/x\"]", "[\"/x\"]"), ("{\"a\":1}", "{\"a\":1}")] {
        let post = post(&with_text(raw));
        assert_eq!((post.content.kind, post.content.text.text.as_str()), (Kind::Text, text));
    }
}

#[test]
fn a_field_of_a_wrong_type_costs_that_field_alone() {
    let wrong = [json!(5), json!("x"), json!([]), json!({}), json!(true), json!(null), json!(1e300)];
    let fields = [
        "date",
        "from",
        "entities",
        "reply_to_message",
        "quote",
        "media_group_id",
        "message_thread_id",
        "is_topic_message",
        "sender_chat",
        "forward_origin",
        "via_bot",
        "edit_date",
        "caption",
        "external_reply",
        "link_preview_options",
        "effect_id",
        "author_signature",
        "reply_markup",
    ];
    for field in fields {
        for value in &wrong {
            let mut update = sample("text");
            update["message"][field] = value.clone();
            let post = post(&update.to_string());
            assert_eq!(post.content.text.text, "Добрий день! Кіт 🐈 не їсть.", "{field}: {value}");
            assert_eq!(post.key.message, MessageId(10), "{field}: {value}");
        }
    }
}

#[test]
fn a_person_whose_fields_are_of_wrong_types_is_still_that_person() {
    for value in [json!(5), json!([]), json!({}), json!(null), json!("true")] {
        for field in ["first_name", "last_name", "username", "language_code", "is_bot", "is_premium"] {
            let mut update = sample("text");
            update["message"]["from"][field] = value.clone();
            let post = post(&update.to_string());
            let pwparents::relay::event::Sender::Person(person) = post.from else { panic!("{field}") };
            assert_eq!(person.id.0, 501, "{field}: {value}");
        }
    }
}

#[test]
fn a_text_nested_deeper_than_any_stack_is_passed_over() {
    for depth in [200, 5_000, 200_000] {
        let deep = format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        let raw = format!(
            r#"{{"update_id":7,"message":{{"message_id":10,"date":1,"hologram":{deep},
                "chat":{{"id":501,"type":"private"}}}}}}"#
        );
        let post = post(&raw);
        assert_eq!(post.content.kind, Kind::Unknown("hologram".to_owned()));
        assert_eq!(read(&raw).id, Some(7));
    }
}

#[test]
fn a_key_that_comes_twice_or_is_strange_takes_nothing_with_it() {
    let twice = r#"{"update_id":7,"message":{"message_id":9,"message_id":10,"text":"a","text":"b",
        "chat":{"id":501,"type":"private"}}}"#;
    assert_eq!(post(twice).content.text.text, "b");
    let strange = r#"{"update_id":7,"message":{"message_id":10,"":1,"\u0000":2,"ключ":3,"text":"b",
        "chat":{"id":501,"type":"private"}}}"#;
    assert_eq!(post(strange).content.text.text, "b");
}

#[test]
fn white_space_and_order_do_not_matter() {
    let raw = "\u{20}\n\t{ \"message\" : { \"chat\" : { \"type\" : \"private\" , \"id\" : 501 } ,\r\n
        \"text\" : \"b\" , \"message_id\" : 10 } , \"update_id\" : 7 }\n";
    assert_eq!(post(raw).key.message, MessageId(10));
    assert_eq!(read(raw).id, Some(7));
}
