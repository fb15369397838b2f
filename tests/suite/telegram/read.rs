//! Who wrote, where, and what it answers: the turns in which Telegram's JSON says something else than it
//! seems to.

use pwparents::model::{ChatId, ClientId, MessageId, Millis, ThreadId, UserId};
use pwparents::relay::event::{Event, Post, Sender};
use serde_json::{Value, json};

use super::{event_of, sample};

fn with(name: &str, change: impl FnOnce(&mut Value)) -> Event {
    let mut update = sample(name);
    change(&mut update);
    event_of(&update)
}

fn staff(event: Event) -> Post {
    let Event::StaffWrote(post) = event else { panic!("{event:?}") };
    post
}

fn client(event: Event) -> Post {
    let Event::ClientWrote(post) = event else { panic!("{event:?}") };
    post
}

#[test]
fn a_private_chat_names_its_person_even_where_the_message_does_not() {
    let post = client(event_of(&sample("bare")));
    let Sender::Person(person) = post.from else { panic!("{:?}", post.from) };
    assert_eq!((person.id, person.first_name.as_str()), (UserId(501), "Олена"));
    assert_eq!(person.last_name.as_deref(), Some("Коваль"));
    assert_eq!(post.date, Millis(0));
}

#[test]
fn only_a_topic_message_stands_in_a_topic() {
    assert_eq!(staff(event_of(&sample("staff_in_topic"))).thread, Some(ThreadId(77)));
    // A reply in General carries a thread too, and no client's message must ever go there.
    let general = staff(event_of(&sample("staff_reply_in_general")));
    assert_eq!(general.thread, None);
    assert_eq!(general.reply.unwrap().to, MessageId(93));
    for untrue in [json!(false), json!("true"), json!(1), json!(null)] {
        let post = staff(with("staff_in_topic", |update| update["message"]["is_topic_message"] = untrue));
        assert_eq!(post.thread, None);
    }
}

#[test]
fn the_implicit_reply_to_the_root_is_no_reply() {
    assert_eq!(staff(event_of(&sample("staff_in_topic"))).reply, None);
    assert_eq!(staff(event_of(&sample("staff_reply"))).reply.unwrap().to, MessageId(80));
}

#[test]
fn a_quote_of_another_topic_belongs_to_no_reply_here() {
    assert_eq!(staff(event_of(&sample("staff_quotes_another_topic"))).reply, None);
}

#[test]
fn a_quote_keeps_its_entities_and_its_place() {
    let quote = client(event_of(&sample("reply_with_quote"))).reply.unwrap().quote.unwrap();
    assert_eq!((quote.text.text.as_str(), quote.position), ("завтра о 10", 11));
    let entities: Value = serde_json::from_str(&quote.text.entities).unwrap();
    assert_eq!(entities, json!([{"type": "bold", "offset": 0, "length": 6}]));
}

#[test]
fn an_anonymous_administrator_is_staff_only_as_the_group_itself() {
    let from =
        |change: fn(&mut Value)| staff(with("anonymous_admin", |update| change(&mut update["message"]))).from;
    assert_eq!(from(|_| ()), Sender::Anonymous);
    assert_eq!(from(|message| message["from"] = Value::Null), Sender::Anonymous);
    // Another group's or a channel's voice is nobody's in particular.
    assert_eq!(from(|message| message["sender_chat"]["id"] = json!(-5)), Sender::Channel);
    assert_eq!(from(|message| message["from"]["id"] = json!(700_002)), Sender::Machine);
    assert_eq!(from(|message| message["sender_chat"] = Value::Null), Sender::Machine);
}

#[test]
fn a_bot_and_a_post_that_is_forwarded_by_itself_are_machines() {
    for name in ["automatic_forward", "another_bot"] {
        assert_eq!(staff(event_of(&sample(name))).from, Sender::Machine, "{name}");
    }
    // Each of the two marks is enough.
    let unmarked = with("automatic_forward", |update| {
        update["message"]["is_automatic_forward"] = Value::Null;
    });
    assert_eq!(staff(unmarked).from, Sender::Machine);
    let as_channel = |update: &mut Value| update["message"]["is_automatic_forward"] = json!(true);
    assert_eq!(staff(with("as_a_channel", as_channel)).from, Sender::Machine);
    let nobody = with("staff_in_topic", |update| update["message"]["from"] = Value::Null);
    assert_eq!(staff(nobody).from, Sender::Machine);
}

#[test]
fn a_member_who_writes_as_a_channel_is_neither_a_person_nor_a_machine() {
    assert_eq!(staff(event_of(&sample("as_a_channel"))).from, Sender::Channel);
    let unnamed = with("as_a_channel", |update| update["message"]["from"] = Value::Null);
    assert_eq!(staff(unnamed).from, Sender::Channel);
}

#[test]
fn a_reply_brings_along_what_it_answers() {
    let reply = staff(event_of(&sample("staff_reply"))).reply.unwrap();
    assert!(!reply.holds.text.text.is_empty(), "{:?}", reply.holds);
}

#[test]
fn a_group_tells_whether_it_has_topics() {
    assert!(staff(event_of(&sample("staff_in_general"))).forum);
    let flat = with("staff_in_general", |update| update["message"]["chat"]["is_forum"] = Value::Null);
    assert!(!staff(flat).forum);
}

#[test]
fn an_edit_of_a_service_message_is_an_edit_and_opens_nothing() {
    let event = with("topic_created", |update| {
        let message = update.as_object_mut().unwrap().remove("message").unwrap();
        update["edited_message"] = message;
    });
    assert!(matches!(event, Event::StaffEdited(_)), "{event:?}");
}

#[test]
fn a_topic_is_told_by_its_thread_and_where_that_is_missing_by_its_message() {
    let thread = |event| {
        let Event::TopicAppeared(topic) = event else { panic!("{event:?}") };
        topic.thread
    };
    assert_eq!(thread(event_of(&sample("topic_created"))), ThreadId(300));
    let bare = with("topic_created", |update| update["message"]["message_thread_id"] = Value::Null);
    assert_eq!(thread(bare), ThreadId(300));
}

#[test]
fn a_topic_in_private_is_only_a_service_message() {
    let post = client(event_of(&sample("topics_in_private")));
    assert_eq!(post.content.kind, pwparents::model::Kind::Service("forum_topic_created".to_owned()));
}

#[test]
fn migration_is_told_from_both_sides() {
    for name in ["migrated_to", "migrated_from"] {
        let Event::GroupMoved(moved) = event_of(&sample(name)) else { panic!("{name}") };
        assert_eq!((moved.from, moved.to), (ChatId(-4001), ChatId(-1_001_234_567_890)), "{name}");
    }
}

#[test]
fn blocking_is_told_by_the_new_status_alone() {
    let status = |status: &str| {
        with("blocked", |update| update["my_chat_member"]["new_chat_member"]["status"] = json!(status))
    };
    assert_eq!(status("kicked"), Event::ClientBlocked(ClientId(501)));
    assert_eq!(status("member"), Event::ClientReturned(ClientId(501)));
}

#[test]
fn who_is_inside_a_group_is_told_by_the_status_and_of_the_restricted_by_a_flag() {
    let inside = |member: Value| {
        let event = with("staff_joined", |update| {
            let user = update["chat_member"]["new_chat_member"]["user"].take();
            update["chat_member"]["new_chat_member"] = member;
            update["chat_member"]["new_chat_member"]["user"] = user;
        });
        let Event::StaffMoved(moved) = event else { panic!("{event:?}") };
        moved.inside
    };
    for status in ["creator", "administrator", "member"] {
        assert!(inside(json!({ "status": status })), "{status}");
    }
    for status in ["left", "kicked", "restricted", "levitating"] {
        assert!(!inside(json!({ "status": status })), "{status}");
    }
    assert!(inside(json!({"status": "restricted", "is_member": true})));
}

#[test]
fn a_press_under_a_message_that_is_out_of_reach_still_names_it() {
    let Event::ClientPressed(press) = event_of(&sample("client_pressed")) else { panic!("a press") };
    assert_eq!(press.under.map(|key| key.message), Some(MessageId(5)));
    let Event::StaffPressed(press) = event_of(&sample("pressed_inline")) else { panic!("a press") };
    assert_eq!(press.under, None);
    let silent = with("staff_pressed", |update| update["callback_query"]["data"] = Value::Null);
    let Event::StaffPressed(press) = silent else { panic!("a press") };
    assert_eq!(press.data, "");
}

#[test]
fn a_known_kind_is_read_whatever_stands_beside_it() {
    for beside in [json!({"x": 1}), json!(5), json!([])] {
        let event = with("text", |update| update["afterthought"] = beside);
        assert_eq!(client(event).key.message, MessageId(10));
    }
    let event = with("text", |update| {
        let message = update.as_object_mut().unwrap().remove("message").unwrap();
        *update = json!({"update_id": 1, "afterthought": 5, "secret_message": message});
    });
    assert_eq!(client(event).content.text.text, "Добрий день! Кіт 🐈 не їсть.");
}
