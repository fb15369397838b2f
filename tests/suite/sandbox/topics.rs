//! Forum topics: their life, their events, and every way a send to one can fail.

use super::clinic::{Clinic, T0};
use pwparents::sandbox::{DeletedTopic, Draft, ForumOff, Permissions, Profile, Rights};
use serde_json::{Value, json};

const NOT_FOUND: &str = "Bad Request: message thread not found";

fn no_topics() -> Rights {
    Rights { can_manage_topics: false, ..Rights::all() }
}

fn send(clinic: &Clinic, thread: i64) -> Value {
    clinic.ok("sendMessage", json!({"chat_id": clinic.forum, "message_thread_id": thread, "text": "a"}))
}

fn refused(clinic: &Clinic, thread: i64) -> String {
    clinic.refused("sendMessage", json!({"chat_id": clinic.forum, "message_thread_id": thread, "text": "a"}))
}

fn on_topic(clinic: &Clinic, thread: i64) -> Value {
    json!({"chat_id": clinic.forum, "message_thread_id": thread})
}

#[test]
fn a_topics_id_is_that_of_its_first_message() {
    let clinic = Clinic::open();
    let before = clinic.play(|w| w.send_general(clinic.forum, clinic.vet, Draft::text("a")));
    clinic.updates();
    let made = clinic
        .ok("createForumTopic", json!({"chat_id": clinic.forum, "name": "Рекс", "icon_color": 9_367_192}));
    assert_eq!(made, json!({"message_thread_id": before + 1, "name": "Рекс", "icon_color": 9_367_192}));
    let event = clinic.update("message");
    assert_eq!(event["message_id"], json!(before + 1));
    assert_eq!(event["message_thread_id"], json!(before + 1));
    assert_eq!(event["is_topic_message"], json!(true));
    assert_eq!(event["from"]["id"], json!(clinic.bot), "its own event comes back to the bot");
    assert_eq!(event["forum_topic_created"], json!({"name": "Рекс", "icon_color": 9_367_192}));
    assert_eq!(event.get("reply_to_message"), None, "a root answers nothing");
    clinic.is_clean();
}

#[test]
fn a_message_in_a_topic_seems_to_answer_its_root() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let sent = send(&clinic, topic);
    assert_eq!(sent["reply_to_message"]["message_id"], json!(topic));
    assert_eq!(sent["reply_to_message"]["forum_topic_created"]["name"], "Рекс");
    assert_eq!(sent["reply_to_message"].get("reply_to_message"), None);
    clinic.play(|w| w.send_topic(clinic.forum, topic, clinic.vet, Draft::text("b")));
    let update = clinic.update("message");
    assert_eq!(update["reply_to_message"]["message_id"], json!(topic));
    clinic.play(|w| w.rules.roots_cached = false);
    assert_eq!(
        send(&clinic, topic).get("reply_to_message"),
        None,
        "only while the server has the root cached"
    );
}

#[test]
fn general_has_no_thread_and_no_root() {
    let clinic = Clinic::open();
    clinic.play(|w| w.send_general(clinic.forum, clinic.vet, Draft::text("a")));
    let update = clinic.update("message");
    for field in ["message_thread_id", "is_topic_message", "reply_to_message"] {
        assert_eq!(update.get(field), None, "{field}");
    }
    assert_eq!(update["chat"]["is_forum"], json!(true));
}

#[test]
fn a_reply_in_general_carries_its_roots_id_without_being_in_a_topic() {
    let clinic = Clinic::open();
    let root = clinic.play(|w| w.send_general(clinic.forum, clinic.vet, Draft::text("root")));
    let first = clinic.play(|w| w.send_general(clinic.forum, clinic.vet, Draft::text("1").reply_to(root)));
    clinic.play(|w| w.send_general(clinic.forum, clinic.vet, Draft::text("2").reply_to(first)));
    let updates = clinic.updates();
    for update in &updates[1..] {
        assert_eq!(update["message"]["message_thread_id"], json!(root));
        assert_eq!(update["message"].get("is_topic_message"), None);
    }
    assert_eq!(refused(&clinic, root), NOT_FOUND, "such an id is no topic's");
}

#[test]
fn general_is_not_addressed_by_its_id() {
    let clinic = Clinic::open();
    assert_eq!(refused(&clinic, 1), NOT_FOUND);
}

#[test]
fn an_unknown_thread_is_not_found() {
    let clinic = Clinic::open();
    assert_eq!(refused(&clinic, 999), NOT_FOUND);
}

#[test]
fn a_deleted_topic_is_not_found_and_takes_its_messages_along() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    send(&clinic, topic);
    clinic.play(|w| w.delete_topic(clinic.forum, topic));
    assert_eq!(refused(&clinic, topic), NOT_FOUND);
    assert_eq!(clinic.updates(), Vec::<Value>::new(), "nobody is told of a deletion");
    assert!(clinic.world().topic_view(clinic.forum, topic).is_empty());
    assert!(clinic.world().topics(clinic.forum)[0].deleted);
}

#[test]
fn a_deleted_topic_may_be_told_by_its_code_for_a_minute() {
    let clinic = Clinic::open();
    clinic.play(|w| w.rules.deleted_topic = DeletedTopic::Cached);
    let topic = clinic.topic("Рекс");
    clinic.sandbox.freeze_at(T0);
    clinic.play(|w| w.delete_topic(clinic.forum, topic));
    clinic.sandbox.advance(59_999);
    assert_eq!(refused(&clinic, topic), "Bad Request: TOPIC_DELETED");
    clinic.sandbox.advance(1);
    assert_eq!(refused(&clinic, topic), NOT_FOUND);
}

#[test]
fn a_send_to_a_deleted_topic_may_land_in_general() {
    let clinic = Clinic::open();
    clinic.play(|w| w.rules.deleted_topic = DeletedTopic::LandsInGeneral);
    let topic = clinic.topic("Рекс");
    let said = clinic.client_says("a");
    clinic.play(|w| w.delete_topic(clinic.forum, topic));
    assert_eq!(send(&clinic, topic).get("message_thread_id"), None, "sendMessage shows where it landed");
    let copy = json!({"chat_id": clinic.forum, "message_thread_id": topic,
        "from_chat_id": clinic.olena, "message_id": said});
    let copied = clinic.ok("copyMessage", copy);
    assert_eq!(copied.as_object().map(serde_json::Map::len), Some(1), "copyMessage does not: {copied}");
    let texts: Vec<_> =
        clinic.world().general_view(clinic.forum).iter().filter_map(|shown| shown.text.clone()).collect();
    assert_eq!(texts, ["a", "a"]);
}

#[test]
fn a_reply_to_the_root_of_a_deleted_topic_finds_nothing() {
    let clinic = Clinic::open();
    clinic.play(|w| w.rules.deleted_topic = DeletedTopic::LandsInGeneral);
    let topic = clinic.topic("Рекс");
    clinic.play(|w| w.delete_topic(clinic.forum, topic));
    let reply = json!({"message_id": topic, "allow_sending_without_reply": false});
    let params =
        json!({"chat_id": clinic.forum, "message_thread_id": topic, "text": "a", "reply_parameters": reply});
    assert_eq!(clinic.refused("sendMessage", params), "Bad Request: message to be replied not found");
}

#[test]
fn in_a_chat_that_is_no_forum_the_thread_is_ignored() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    clinic.play(|w| w.set_forum(clinic.forum, false));
    let sent = send(&clinic, topic);
    assert_eq!(sent.get("message_thread_id"), None);
    assert_eq!(sent["chat"].get("is_forum"), None);
    clinic.play(|w| w.rules.forum_off = ForumOff::NotFound);
    assert_eq!(refused(&clinic, topic), NOT_FOUND, "as servers of 2025 said");
}

#[test]
fn topic_methods_need_a_forum() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    clinic.play(|w| w.set_forum(clinic.forum, false));
    let refusal = "Bad Request: the chat is not a forum";
    assert_eq!(clinic.refused("createForumTopic", json!({"chat_id": clinic.forum, "name": "a"})), refusal);
    for method in ["editForumTopic", "closeForumTopic", "reopenForumTopic", "deleteForumTopic"] {
        assert_eq!(clinic.refused(method, on_topic(&clinic, topic)), refusal, "{method}");
    }
}

#[test]
fn topic_methods_do_not_know_a_deleted_topic() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    clinic.play(|w| w.delete_topic(clinic.forum, topic));
    for method in ["closeForumTopic", "reopenForumTopic", "deleteForumTopic"] {
        assert_eq!(
            clinic.refused(method, on_topic(&clinic, topic)),
            "Bad Request: TOPIC_ID_INVALID",
            "{method}"
        );
    }
    let rename = json!({"chat_id": clinic.forum, "message_thread_id": topic, "name": "b"});
    assert_eq!(clinic.refused("editForumTopic", rename), "Bad Request: TOPIC_ID_INVALID");
}

#[test]
fn a_thread_below_one_is_no_identifier() {
    let clinic = Clinic::open();
    let rename = json!({"chat_id": clinic.forum, "message_thread_id": 0, "name": "b"});
    let refusal = clinic.refused("editForumTopic", rename);
    assert_eq!(refusal, "Bad Request: invalid forum topic identifier specified");
}

#[test]
fn an_edit_carries_only_what_changed() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let edit = |field: &str, value: &str| {
        let params = json!({"chat_id": clinic.forum, "message_thread_id": topic, field: value});
        assert_eq!(clinic.ok("editForumTopic", params), json!(true));
        clinic.update("message")["forum_topic_edited"].clone()
    };
    let icons = clinic.ok("getForumTopicIconStickers", json!({}));
    let icon = icons[0]["custom_emoji_id"].as_str().unwrap();
    assert_eq!(edit("name", "Мурка"), json!({"name": "Мурка"}));
    assert_eq!(edit("icon_custom_emoji_id", icon), json!({"icon_custom_emoji_id": icon}));
    assert_eq!(edit("icon_custom_emoji_id", ""), json!({"icon_custom_emoji_id": ""}), "the icon is gone");
}

#[test]
fn an_edit_without_anything_is_true_and_sends_nothing() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    clinic.play(|w| w.delete_topic(clinic.forum, topic));
    assert_eq!(
        clinic.ok("editForumTopic", on_topic(&clinic, topic)),
        json!(true),
        "not even for a dead topic"
    );
    assert_eq!(clinic.updates(), Vec::<Value>::new());
}

#[test]
fn what_does_not_change_is_not_modified() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let rename = json!({"chat_id": clinic.forum, "message_thread_id": topic, "name": "Рекс"});
    assert_eq!(clinic.refused("editForumTopic", rename), "Bad Request: TOPIC_NOT_MODIFIED");
    assert_eq!(
        clinic.refused("reopenForumTopic", on_topic(&clinic, topic)),
        "Bad Request: TOPIC_NOT_MODIFIED"
    );
    clinic.ok("closeForumTopic", on_topic(&clinic, topic));
    assert_eq!(
        clinic.refused("closeForumTopic", on_topic(&clinic, topic)),
        "Bad Request: TOPIC_NOT_MODIFIED"
    );
}

#[test]
fn closing_and_reopening_come_back_as_events() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    clinic.ok("closeForumTopic", on_topic(&clinic, topic));
    let event = clinic.update("message");
    assert_eq!((&event["forum_topic_closed"], &event["message_thread_id"]), (&json!({}), &json!(topic)));
    assert!(clinic.world().topics(clinic.forum)[0].closed);
    clinic.ok("reopenForumTopic", on_topic(&clinic, topic));
    assert_eq!(clinic.update("message")["forum_topic_reopened"], json!({}));
}

#[test]
fn staff_make_rename_close_and_reopen_topics_by_hand() {
    let clinic = Clinic::open();
    let topic = clinic.play(|w| w.create_topic(clinic.forum, clinic.vet, "by hand"));
    clinic.play(|w| {
        w.rename_topic(clinic.forum, topic, clinic.vet, "renamed");
        w.close_topic(clinic.forum, topic, clinic.vet);
        w.reopen_topic(clinic.forum, topic, clinic.vet);
        w.set_topic_icon(clinic.forum, topic, clinic.vet, "5312536423851630001");
    });
    let events: Vec<String> = clinic
        .updates()
        .iter()
        .filter(|update| update["message"]["from"]["id"] == json!(clinic.vet))
        .flat_map(|update| update["message"].as_object().unwrap().keys().cloned().collect::<Vec<_>>())
        .filter(|key| key.starts_with("forum_topic"))
        .collect();
    let expected = [
        "forum_topic_created",
        "forum_topic_edited",
        "forum_topic_closed",
        "forum_topic_reopened",
        "forum_topic_edited",
    ];
    assert_eq!(events, expected);
    let shown = clinic.world().topics(clinic.forum)[0].clone();
    assert_eq!((shown.name.as_str(), shown.created_by), ("renamed", clinic.vet));
}

#[test]
fn a_closed_topic_takes_messages_only_from_those_who_manage_it() {
    let clinic = Clinic::open();
    let topic = clinic.play(|w| w.create_topic(clinic.forum, clinic.vet, "by hand"));
    let own = clinic.topic("by the bot");
    clinic.play(|w| {
        w.close_topic(clinic.forum, topic, clinic.vet);
        w.close_topic(clinic.forum, own, clinic.vet);
    });
    send(&clinic, topic);
    clinic.play(|w| w.promote_bot(clinic.forum, clinic.bot, no_topics()));
    assert_eq!(refused(&clinic, topic), "Bad Request: TOPIC_CLOSED");
    send(&clinic, own);
}

#[test]
fn a_closed_general_is_closed_to_bots_without_the_right() {
    let clinic = Clinic::open_with(no_topics());
    clinic.play(|w| w.set_general_closed(clinic.forum, clinic.vet, true));
    let refusal = clinic.refused("sendMessage", json!({"chat_id": clinic.forum, "text": "a"}));
    assert_eq!(refusal, "Bad Request: TOPIC_CLOSED");
}

#[test]
fn making_a_topic_needs_the_right_or_everybodys_permission() {
    let clinic = Clinic::open_with(no_topics());
    let make = json!({"chat_id": clinic.forum, "name": "a"});
    assert_eq!(
        clinic.refused("createForumTopic", make.clone()),
        "Bad Request: not enough rights to create a topic"
    );
    let permissions = Permissions { can_manage_topics: true, ..Permissions::default() };
    clinic.play(|w| w.set_permissions(clinic.forum, permissions));
    clinic.ok("createForumTopic", make);
}

#[test]
fn managing_a_topic_needs_the_right_or_having_made_it() {
    let clinic = Clinic::open();
    let own = clinic.topic("own");
    let foreign = clinic.play(|w| w.create_topic(clinic.forum, clinic.vet, "foreign"));
    clinic.play(|w| w.promote_bot(clinic.forum, clinic.bot, no_topics()));
    clinic.ok("closeForumTopic", on_topic(&clinic, own));
    let rename = json!({"chat_id": clinic.forum, "message_thread_id": foreign, "name": "b"});
    assert_eq!(clinic.refused("editForumTopic", rename), "Bad Request: not enough rights to edit the topic");
    let close = clinic.refused("closeForumTopic", on_topic(&clinic, foreign));
    assert_eq!(close, "Bad Request: not enough rights to close or open the topic");
}

#[test]
fn deleting_a_topic_needs_the_right_to_delete_messages() {
    let clinic = Clinic::open_with(Rights { can_delete_messages: false, ..Rights::all() });
    let topic = clinic.topic("own");
    let refusal = clinic.refused("deleteForumTopic", on_topic(&clinic, topic));
    assert_eq!(refusal, "Bad Request: not enough rights to delete the topic");
    clinic.play(|w| w.promote_bot(clinic.forum, clinic.bot, Rights::all()));
    clinic.ok("deleteForumTopic", on_topic(&clinic, topic));
    assert!(clinic.world().topics(clinic.forum)[0].deleted);
}

#[test]
fn a_name_is_cut_not_refused_but_that_is_a_violation() {
    let clinic = Clinic::open();
    let made = clinic.ok("createForumTopic", json!({"chat_id": clinic.forum, "name": "ї".repeat(200)}));
    assert_eq!(made["name"].as_str().unwrap().chars().count(), 128);
    assert_eq!(clinic.world().violations(), ["createForumTopic: a topic's name has 1-128 characters"]);
}

#[test]
fn a_name_of_blanks_and_an_unknown_colour_or_icon_are_refused() {
    let clinic = Clinic::open();
    let make = |more: Value| {
        let mut params = json!({"chat_id": clinic.forum, "name": "a"});
        params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        clinic.refused("createForumTopic", params)
    };
    assert_eq!(make(json!({"name": "  \n "})), "Bad Request: name must be non-empty");
    assert_eq!(make(json!({"icon_color": 1})), "Bad Request: invalid icon color specified");
    assert_eq!(make(json!({"icon_custom_emoji_id": "1"})), "Bad Request: DOCUMENT_INVALID");
}

#[test]
fn events_of_other_bots_topics_come_too_but_not_their_messages() {
    let clinic = Clinic::open();
    let other = clinic.play(|w| w.add_bot("700002:OTHER", "OtherBot", "Other"));
    clinic.play(|w| w.promote_bot(clinic.forum, other, Rights::all()));
    clinic.updates();
    let params = json!({"chat_id": clinic.forum, "name": "theirs"}).as_object().unwrap().clone();
    clinic.play(|w| w.request("700002:OTHER", "createForumTopic", params));
    let params = json!({"chat_id": clinic.forum, "text": "theirs"}).as_object().unwrap().clone();
    clinic.play(|w| w.request("700002:OTHER", "sendMessage", params));
    assert!(clinic.update("message").get("forum_topic_created").is_some());
}

#[test]
fn people_who_are_no_staff_can_write_in_topics_too() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let guest = clinic.play(|w| {
        let guest = w.add_user(Profile::new("Guest"));
        w.join(clinic.forum, guest);
        guest
    });
    clinic.updates();
    clinic.play(|w| w.send_topic(clinic.forum, topic, guest, Draft::text("hello")));
    assert_eq!(clinic.update("message")["from"]["id"], json!(guest));
}
