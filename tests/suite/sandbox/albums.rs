//! Albums: how they come in, how they go out, and how they fail.

use super::clinic::Clinic;
use pwparents::sandbox::{Draft, Limits, To};
use serde_json::{Value, json};

fn photo_id(clinic: &Clinic) -> String {
    let id = clinic.client_sends(Draft::photo());
    clinic.world().shown(clinic.olena, id).unwrap().file_id.unwrap()
}

fn photo(id: &str) -> Value {
    json!({"type": "photo", "media": id})
}

fn album(clinic: &Clinic, media: &[Value]) -> Value {
    json!({"chat_id": clinic.olena, "media": media})
}

#[test]
fn an_album_comes_in_as_messages_of_their_own() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let parts = vec![Draft::photo().caption("three cats"), Draft::photo(), Draft::video()];
    clinic.play(|w| w.send_album(clinic.vet, To::Topic(clinic.forum, topic), parts));
    let updates = clinic.updates();
    assert_eq!(updates.len(), 3);
    for update in &updates {
        assert_eq!(update["message"]["media_group_id"], updates[0]["message"]["media_group_id"]);
        assert_eq!(update["message"]["reply_to_message"]["message_id"], json!(topic), "on each of them");
    }
    assert!(updates[0]["message"]["media_group_id"].is_string());
}

#[test]
fn parts_of_an_album_may_come_at_different_moments() {
    let clinic = Clinic::open();
    let id = clinic.world().new_album();
    clinic.client_sends(Draft::photo().album(id.clone()));
    let first = clinic.update("message");
    clinic.sandbox.advance(5_000);
    clinic.client_sends(Draft::photo().album(id.clone()));
    let second = clinic.update("message");
    assert_eq!(first["media_group_id"], json!(id));
    assert_eq!(second["media_group_id"], json!(id));
    assert!(second["date"].as_i64() > first["date"].as_i64());
}

#[test]
fn an_album_goes_out_with_captions_and_an_id() {
    let clinic = Clinic::open();
    let (one, two) = (photo_id(&clinic), photo_id(&clinic));
    let media =
        [json!({"type": "photo", "media": one, "caption": "first", "has_spoiler": true}), photo(&two)];
    let sent = clinic.ok("sendMediaGroup", album(&clinic, &media));
    assert_eq!(sent[0]["caption"], "first");
    assert_eq!(sent[0]["has_media_spoiler"], json!(true));
    assert_eq!(sent[0]["media_group_id"], sent[1]["media_group_id"]);
    clinic.is_clean();
}

#[test]
fn a_single_item_is_a_message_and_a_violation() {
    let clinic = Clinic::open();
    let one = photo_id(&clinic);
    let sent = clinic.ok("sendMediaGroup", album(&clinic, &[photo(&one)]));
    assert_eq!(sent[0].get("media_group_id"), None);
    assert_eq!(clinic.world().violations(), ["sendMediaGroup: an album has 2-10 items"]);
}

#[test]
fn too_many_or_no_items_are_refused() {
    let clinic = Clinic::open();
    let one = photo(&photo_id(&clinic));
    let eleven = vec![one; 11];
    let refusal = clinic.refused("sendMediaGroup", album(&clinic, &eleven));
    assert_eq!(refusal, "Bad Request: too many messages to send as an album");
    let refusal = clinic.refused("sendMediaGroup", album(&clinic, &[]));
    assert_eq!(refusal, "Bad Request: there are no messages to send");
}

#[test]
fn kinds_that_do_not_mix_are_refused() {
    let clinic = Clinic::open();
    let id = clinic.client_sends(Draft::document("a.pdf"));
    let document = clinic.world().shown(clinic.olena, id).unwrap().file_id.unwrap();
    let document = json!({"type": "document", "media": document});
    let one = photo(&photo_id(&clinic));
    let refusal = clinic.refused("sendMediaGroup", album(&clinic, &[one.clone(), document.clone()]));
    assert_eq!(refusal, "Bad Request: can't use the media of the specified type in the album");
    clinic.ok("sendMediaGroup", album(&clinic, &[document.clone(), document]));
    let animation = json!({"type": "animation", "media": "x"});
    let refusal = clinic.refused("sendMediaGroup", album(&clinic, &[one, animation]));
    assert_eq!(
        refusal,
        "Bad Request: can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup"
    );
}

#[test]
fn the_item_that_fails_is_named_and_nothing_is_sent() {
    let clinic = Clinic::open();
    let one = photo_id(&clinic);
    let before = clinic.world().message_count(clinic.olena);
    let media = [photo(&one), photo("AgACAgIAAxkBAAI0000000")];
    assert_eq!(
        clinic.refused("sendMediaGroup", album(&clinic, &media)),
        "Bad Request: failed to send message #2 with the error message \"wrong file identifier/HTTP URL specified\""
    );
    let long = json!({"type": "photo", "media": one, "caption": "x".repeat(1025)});
    assert_eq!(
        clinic.refused("sendMediaGroup", album(&clinic, &[long, photo(&one)])),
        "Bad Request: failed to send message #1 with the error message \"message caption is too long\""
    );
    assert_eq!(clinic.world().message_count(clinic.olena), before);
}

#[test]
fn what_is_wrong_with_the_chat_is_not_wrapped() {
    let clinic = Clinic::open();
    let one = photo(&photo_id(&clinic));
    clinic.play(|w| w.block(clinic.olena, clinic.bot));
    let refusal = clinic.refused("sendMediaGroup", album(&clinic, &[one.clone(), one]));
    assert_eq!(refusal, "Forbidden: bot was blocked by the user");
}

#[test]
fn too_fast_an_album_may_get_its_429_wrapped() {
    let clinic = Clinic::open();
    let one = photo(&photo_id(&clinic));
    clinic.play(|w| w.limits = Limits { group_per_minute: 3, albums_wrap_429: true, ..Limits::default() });
    let params = json!({"chat_id": clinic.forum, "media": [one.clone(), one]});
    clinic.ok("sendMediaGroup", params.clone());
    let answer = clinic.call("sendMediaGroup", &params);
    assert_eq!(answer.status, 400);
    assert_eq!(
        answer.description(),
        "Bad Request: failed to send message #1 with the error message \"Too Many Requests: retry after 60\""
    );
    assert_eq!(clinic.world().counters().too_many, 1);
}
