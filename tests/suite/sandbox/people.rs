//! What people send and how it arrives: every kind, every way of signing, every oddity.

use super::clinic::Clinic;
use pwparents::sandbox::{Draft, Kind, Profile};
use serde_json::{Value, json};

#[test]
fn every_kind_arrives_in_its_field() {
    let clinic = Clinic::open();
    let channel = json!({"id": -1_009_000_000_001_i64, "type": "channel", "title": "News"});
    let drafts = [
        ("text", Draft::text("a")),
        ("rich_message", Draft::rich("a")),
        ("photo", Draft::photo()),
        ("video", Draft::video()),
        ("animation", Draft::animation()),
        ("audio", Draft::audio()),
        ("voice", Draft::voice()),
        ("video_note", Draft::video_note()),
        ("document", Draft::document("a.pdf")),
        ("sticker", Draft::sticker("🐈")),
        ("location", Draft::location(1.0, 2.0)),
        ("venue", Draft::venue("Park", "Street 1")),
        ("contact", Draft::contact("+380501112233", "Ivan")),
        ("poll", Draft::poll("?", &["a"])),
        ("dice", Draft::dice("🎲", 3)),
        ("game", Draft::game("Chess")),
        ("story", Draft::story(&channel, 7)),
        ("checklist", Draft::checklist("To do", &["feed"])),
        ("paid_media", Draft::paid_media(5)),
        ("giveaway", Draft::giveaway()),
        ("giveaway_winners", Draft::giveaway_winners()),
        ("invoice", Draft::invoice("Visit", "UAH", 10_000)),
        ("new_chat_title", Draft::service("new_chat_title", json!("New"))),
    ];
    for (field, draft) in drafts {
        clinic.client_sends(draft);
        let message = clinic.update("message");
        assert!(message.get(field).is_some(), "{field}: {message}");
    }
}

#[test]
fn a_kind_from_the_future_arrives_as_it_is() {
    let clinic = Clinic::open();
    clinic.client_sends(Draft::raw(json!({"hologram": {"size": 3}})).field("beamed", json!(true)));
    let texts = clinic.world().pending_update_texts(clinic.bot);
    assert!(
        texts[0].contains(r#""hologram":{"size":3}"#) && texts[0].contains(r#""beamed":true"#),
        "{texts:?}"
    );
}

#[test]
fn an_animation_is_a_document_too() {
    let clinic = Clinic::open();
    clinic.client_sends(Draft::animation());
    let message = clinic.update("message");
    assert_eq!(message["animation"]["file_id"], message["document"]["file_id"]);
}

#[test]
fn files_have_ids_of_their_own_unless_they_are_the_same_file() {
    let clinic = Clinic::open();
    let unique = |draft: Draft| {
        let id = clinic.client_sends(draft);
        clinic.world().shown(clinic.olena, id).unwrap().file_unique_id.unwrap()
    };
    assert_ne!(unique(Draft::photo()), unique(Draft::photo()));
    assert_eq!(unique(Draft::photo().file("x-ray")), unique(Draft::photo().file("x-ray")));
    let size = clinic.updates()[0]["message"]["photo"].as_array().map(Vec::len);
    assert_eq!(size, Some(3), "a photo comes in several sizes");
}

#[test]
fn a_shared_number_is_told_from_a_typed_one_by_its_owner() {
    let clinic = Clinic::open();
    clinic.client_sends(Draft::contact_of("380501112233", "Олена", clinic.olena));
    assert_eq!(clinic.update("message")["contact"]["user_id"], json!(clinic.olena));
    clinic.client_sends(Draft::contact("+38 (050) 111-22-33", "Ivan"));
    let contact = clinic.update("message")["contact"].clone();
    assert_eq!((contact.get("user_id"), &contact["phone_number"]), (None, &json!("+38 (050) 111-22-33")));
}

#[test]
fn staff_write_in_other_names() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let channel = clinic.play(|w| w.add_channel("News"));
    let say = |draft: Draft| {
        clinic.play(|w| w.send_topic(clinic.forum, topic, clinic.vet, draft));
        clinic.update("message")
    };
    let anonymous = say(Draft::text("a").anonymous(Some("Chief")));
    assert_eq!(anonymous["from"]["id"], json!(1_087_968_824));
    assert_eq!(anonymous["sender_chat"]["id"], json!(clinic.forum));
    assert_eq!(anonymous["author_signature"], "Chief");
    let as_channel = say(Draft::text("a").as_channel(channel));
    assert_eq!(
        (&as_channel["from"]["id"], &as_channel["sender_chat"]["id"]),
        (&json!(136_817_688), &json!(channel))
    );
    let linked = say(Draft::text("a").automatic_forward(channel, 5));
    assert_eq!((&linked["from"]["id"], &linked["is_automatic_forward"]), (&json!(777_000), &json!(true)));
}

#[test]
fn forwards_effects_and_inline_bots_are_marked() {
    let clinic = Clinic::open();
    let draft = Draft::text("a")
        .forwarded_from_hidden("Somebody", 1)
        .effect("5123233223429587601")
        .via_bot(clinic.bot);
    clinic.client_sends(draft);
    let message = clinic.update("message");
    assert_eq!(message["forward_origin"]["sender_user_name"], "Somebody");
    assert_eq!(
        (&message["effect_id"], &message["via_bot"]["id"]),
        (&json!("5123233223429587601"), &json!(clinic.bot))
    );
}

#[test]
fn what_can_be_seen_once_never_reaches_the_bot() {
    let clinic = Clinic::open();
    let id = clinic.client_sends(Draft::photo().view_once());
    assert_eq!(clinic.updates(), Vec::<Value>::new());
    let copy = json!({"chat_id": clinic.forum, "from_chat_id": clinic.olena, "message_id": id});
    assert_eq!(clinic.refused("copyMessage", copy.clone()), "Bad Request: the message can't be copied");
    assert_eq!(clinic.refused("forwardMessage", copy), "Bad Request: the message can't be forwarded");
}

#[test]
fn a_deleted_message_is_gone_without_a_word() {
    let clinic = Clinic::open();
    let id = clinic.client_says("a");
    clinic.updates();
    clinic.play(|w| w.delete(clinic.olena, id));
    assert_eq!(clinic.updates(), Vec::<Value>::new());
    let copy = json!({"chat_id": clinic.forum, "from_chat_id": clinic.olena, "message_id": id});
    assert_eq!(clinic.refused("copyMessage", copy), "Bad Request: message to copy not found");
}

#[test]
fn names_are_as_they_were_when_the_message_was_sent() {
    let clinic = Clinic::open();
    clinic.client_says("a");
    clinic.play(|w| w.rename_user(clinic.olena, Profile::new("Olena the Second")));
    clinic.client_says("b");
    let names: Vec<Value> =
        clinic.updates().iter().map(|update| update["message"]["from"]["first_name"].clone()).collect();
    assert_eq!(names, ["Олена", "Olena the Second"]);
}

#[test]
fn people_have_ids_past_32_bits() {
    let clinic = Clinic::open();
    assert!(clinic.olena > i64::from(u32::MAX));
    let chosen = clinic.play(|w| w.add_user(Profile::new("Chosen").id(42)));
    assert_eq!(chosen, 42);
}

#[test]
fn a_view_shows_the_chat_as_it_is_now() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let (first, second) = clinic.play(|w| {
        let first = w.send_topic(clinic.forum, topic, clinic.vet, Draft::text("first"));
        (first, w.send_topic(clinic.forum, topic, clinic.vet, Draft::photo().caption("second").spoiler()))
    });
    clinic.play(|w| {
        w.edit(clinic.forum, first, Draft::text("changed"));
        w.react(clinic.vet, clinic.forum, second, &["🔥", "👍"]);
        w.pin(clinic.forum, clinic.vet, second);
    });
    let world = clinic.world();
    let view = world.topic_view(clinic.forum, topic);
    assert_eq!(
        view.iter().map(|shown| shown.kind).collect::<Vec<_>>(),
        [Kind::Service, Kind::Text, Kind::Photo, Kind::Service]
    );
    assert_eq!(view[0].service.as_deref(), Some("forum_topic_created"));
    assert_eq!((view[1].words(), view[1].edited), ("changed", true));
    assert_eq!((view[2].words(), view[2].spoiler), ("second", true));
    assert_eq!(view[2].reactions, [(clinic.vet, "🔥".to_owned()), (clinic.vet, "👍".to_owned())]);
    assert_eq!(world.pinned(clinic.forum), [second]);
    assert!(world.general_view(clinic.forum).iter().all(|shown| shown.thread.is_none()));
    assert!(world.chat_view(clinic.forum).len() > view.len());
}

#[test]
fn a_demo_can_list_who_is_there() {
    let clinic = Clinic::open();
    let world = clinic.world();
    assert_eq!(world.dialogues(clinic.bot), [clinic.olena]);
    assert_eq!(world.name_of(clinic.olena), "Олена Коваль");
    assert!(!world.is_blocked(clinic.olena, clinic.bot));
}

#[test]
fn the_same_history_gives_the_same_world() {
    let tell = || {
        let clinic = Clinic::open();
        let topic = clinic.topic("Рекс");
        clinic.client_sends(Draft::photo());
        clinic.ok("sendDice", json!({"chat_id": clinic.forum, "message_thread_id": topic}));
        let updates = clinic.updates();
        let views = format!("{:?}", clinic.world().chat_view(clinic.forum));
        (updates, views)
    };
    assert_eq!(tell(), tell());
}
