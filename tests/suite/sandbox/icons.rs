//! The icon of a topic: which there are, who may set it, what it comes back as.

use super::clinic::Clinic;
use pwparents::sandbox::Rights;
use serde_json::{Value, json};

fn icon_of(clinic: &Clinic, emoji: &str) -> String {
    let icons = clinic.ok("getForumTopicIconStickers", json!({}));
    let found = icons.as_array().unwrap().iter().find(|icon| icon["emoji"] == emoji).unwrap();
    found["custom_emoji_id"].as_str().unwrap().to_owned()
}

fn edit(clinic: &Clinic, thread: i64, more: &Value) -> Value {
    let mut params = json!({"chat_id": clinic.forum, "message_thread_id": thread});
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    params
}

#[test]
fn telegram_offers_icons_that_are_all_different() {
    let clinic = Clinic::open();
    let icons = clinic.ok("getForumTopicIconStickers", json!({}));
    let icons = icons.as_array().unwrap();
    assert!(icons.len() > 100, "{}", icons.len());
    for key in ["custom_emoji_id", "emoji", "file_id", "file_unique_id"] {
        let different: std::collections::BTreeSet<&str> =
            icons.iter().map(|icon| icon[key].as_str().unwrap()).collect();
        assert_eq!(different.len(), icons.len(), "{key}");
    }
    assert_eq!(icon_of(&clinic, "✅"), "5237699328843200968");
}

#[test]
fn name_and_icon_change_at_once_or_apart() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let (fire, done) = (icon_of(&clinic, "🔥"), icon_of(&clinic, "✅"));
    clinic
        .ok("editForumTopic", edit(&clinic, topic, &json!({"name": "Мурка", "icon_custom_emoji_id": fire})));
    let event = clinic.update("message");
    assert_eq!(event["forum_topic_edited"], json!({"name": "Мурка", "icon_custom_emoji_id": fire}));
    assert_eq!((&event["from"]["id"], &event["message_thread_id"]), (&json!(clinic.bot), &json!(topic)));
    let both = edit(&clinic, topic, &json!({"name": "Мурка", "icon_custom_emoji_id": done}));
    clinic.ok("editForumTopic", both.clone());
    let changed = clinic.update("message")["forum_topic_edited"].clone();
    assert_eq!(changed, json!({"icon_custom_emoji_id": done}), "only what changed");
    assert_eq!(clinic.refused("editForumTopic", both), "Bad Request: TOPIC_NOT_MODIFIED");
    let shown = clinic.world().topics(clinic.forum)[0].clone();
    assert_eq!((shown.name.as_str(), shown.icon), ("Мурка", Some(done)));
    clinic.is_clean();
}

#[test]
fn an_empty_name_keeps_the_name_and_one_of_blanks_is_refused() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    assert_eq!(clinic.ok("editForumTopic", edit(&clinic, topic, &json!({"name": ""}))), json!(true));
    assert_eq!(clinic.updates(), Vec::<Value>::new(), "nothing was sent");
    let fire = icon_of(&clinic, "🔥");
    clinic.ok("editForumTopic", edit(&clinic, topic, &json!({"name": "", "icon_custom_emoji_id": fire})));
    assert_eq!(
        clinic.refused("editForumTopic", edit(&clinic, topic, &json!({"name": " \n "}))),
        "Bad Request: name must be non-empty"
    );
    assert_eq!(clinic.world().topics(clinic.forum)[0].name, "Рекс");
}

#[test]
fn an_icon_that_is_not_offered_is_refused() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let strange = edit(&clinic, topic, &json!({"icon_custom_emoji_id": "5000000000000000001"}));
    assert_eq!(clinic.refused("editForumTopic", strange), "Bad Request: DOCUMENT_INVALID");
    assert_eq!(clinic.world().topics(clinic.forum)[0].icon, None);
}

#[test]
fn a_foreign_topics_icon_needs_the_right_and_a_gone_topic_has_none() {
    let clinic = Clinic::open();
    let fire = icon_of(&clinic, "🔥");
    let foreign = clinic.play(|w| w.create_topic(clinic.forum, clinic.vet, "by hand"));
    let icon = edit(&clinic, foreign, &json!({"icon_custom_emoji_id": fire}));
    clinic.play(|w| {
        w.promote_bot(clinic.forum, clinic.bot, Rights { can_manage_topics: false, ..Rights::all() });
    });
    let refusal = clinic.refused("editForumTopic", icon.clone());
    assert_eq!(refusal, "Bad Request: not enough rights to edit the topic");
    clinic.play(|w| w.delete_topic(clinic.forum, foreign));
    assert_eq!(clinic.refused("editForumTopic", icon), "Bad Request: TOPIC_ID_INVALID");
}
