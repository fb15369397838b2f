//! forwardMessage and forwardMessages: content unchanged, origin shown, protection respected.

use super::clinic::Clinic;
use pwparents::sandbox::{Draft, Profile};
use serde_json::{Value, json};

fn forward(clinic: &Clinic, from: i64, id: i64) -> Value {
    clinic.ok("forwardMessage", json!({"chat_id": clinic.forum, "from_chat_id": from, "message_id": id}))
}

#[test]
fn a_forward_shows_its_author() {
    let clinic = Clinic::open();
    let id = clinic.client_says("a");
    let origin = forward(&clinic, clinic.olena, id)["forward_origin"].clone();
    assert_eq!((&origin["type"], &origin["sender_user"]["id"]), (&json!("user"), &json!(clinic.olena)));
}

#[test]
fn an_author_who_hides_shows_only_a_name() {
    let clinic = Clinic::open();
    let shy = clinic.play(|w| w.add_user(Profile::new("Shy").last_name("One").hides_forwards()));
    let id = clinic.play(|w| w.send_private(shy, clinic.bot, Draft::text("a")));
    let origin = forward(&clinic, shy, id)["forward_origin"].clone();
    assert_eq!((&origin["type"], &origin["sender_user_name"]), (&json!("hidden_user"), &json!("Shy One")));
    assert_eq!(origin.get("sender_user"), None);
}

#[test]
fn a_forward_of_a_forward_keeps_the_first_origin() {
    let clinic = Clinic::open();
    let id = clinic.client_sends(Draft::text("a").forwarded_from_hidden("Somebody", 17));
    assert_eq!(forward(&clinic, clinic.olena, id)["forward_origin"]["date"], json!(17));
}

#[test]
fn posts_in_a_chats_name_show_the_chat() {
    let clinic = Clinic::open();
    let channel = clinic.play(|w| w.add_channel("News"));
    let send = |draft: Draft| clinic.play(|w| w.send_general(clinic.forum, clinic.vet, draft));
    let anonymous = send(Draft::text("a").anonymous(Some("Chief")));
    let origin = forward(&clinic, clinic.forum, anonymous)["forward_origin"].clone();
    assert_eq!((&origin["type"], &origin["author_signature"]), (&json!("chat"), &json!("Chief")));
    let linked = send(Draft::text("a").automatic_forward(channel, 5));
    let origin = forward(&clinic, clinic.forum, linked)["forward_origin"].clone();
    assert_eq!((&origin["type"], &origin["message_id"]), (&json!("channel"), &json!(5)));
}

#[test]
fn dice_bills_and_moving_locations_are_forwarded_unchanged() {
    let clinic = Clinic::open();
    for draft in [
        Draft::dice("🎲", 3),
        Draft::invoice("Visit", "UAH", 10_000),
        Draft::live_location(1.0, 2.0, 900),
        Draft::poll("?", &["a"]),
    ] {
        let id = clinic.client_sends(draft);
        let forwarded = forward(&clinic, clinic.olena, id)["message_id"].as_i64().unwrap();
        let world = clinic.world();
        let (from, to) =
            (world.shown(clinic.olena, id).unwrap(), world.shown(clinic.forum, forwarded).unwrap());
        assert_eq!(from.content, to.content);
    }
}

#[test]
fn a_forward_stands_in_the_topic_it_was_sent_to() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let id = clinic.client_says("a");
    let params = json!({"chat_id": clinic.forum, "message_thread_id": topic,
        "from_chat_id": clinic.olena, "message_id": id});
    assert_eq!(clinic.ok("forwardMessage", params)["message_thread_id"], json!(topic));
}

#[test]
fn protected_content_is_not_forwarded() {
    let clinic = Clinic::open();
    let refusal = |from: i64, id: i64| {
        clinic.refused(
            "forwardMessage",
            json!({"chat_id": clinic.olena, "from_chat_id": from, "message_id": id}),
        )
    };
    let text = "Bad Request: message has protected content and can't be forwarded";
    let id = clinic.client_sends(Draft::text("a").protected());
    assert_eq!(refusal(clinic.olena, id), text);
    let id = clinic.play(|w| w.send_general(clinic.forum, clinic.vet, Draft::text("a")));
    clinic.play(|w| w.set_protected(clinic.forum, true));
    assert_eq!(refusal(clinic.forum, id), text);
}

#[test]
fn service_messages_and_missing_ones_are_not_forwarded() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let refusal = |from: i64, id: i64| {
        clinic.refused(
            "forwardMessage",
            json!({"chat_id": clinic.olena, "from_chat_id": from, "message_id": id}),
        )
    };
    assert_eq!(refusal(clinic.forum, topic), "Bad Request: the message can't be forwarded");
    assert_eq!(refusal(clinic.olena, 999), "Bad Request: message to forward not found");
}

#[test]
fn a_batch_of_forwards_skips_and_keeps_albums() {
    let clinic = Clinic::open();
    let to = pwparents::sandbox::To::Bot(clinic.bot);
    let mut ids = clinic.play(|w| w.send_album(clinic.olena, to, vec![Draft::photo(), Draft::photo()]));
    ids.push(clinic.client_sends(Draft::text("secret").protected()));
    let params =
        |ids: &[i64]| json!({"chat_id": clinic.forum, "from_chat_id": clinic.olena, "message_ids": ids});
    let sent = clinic.ok("forwardMessages", params(&ids));
    assert_eq!(sent.as_array().map(Vec::len), Some(2));
    let view = clinic.world().general_view(clinic.forum);
    let albums: Vec<_> =
        view.iter().filter(|shown| shown.forwarded.is_some()).map(|shown| &shown.album).collect();
    assert!(albums.len() == 2 && albums[0].is_some() && albums[0] == albums[1], "{albums:?}");
    assert_eq!(
        clinic.refused("forwardMessages", params(&ids[2..])),
        "Bad Request: messages can't be forwarded"
    );
}
