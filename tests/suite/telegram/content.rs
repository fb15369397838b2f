//! What a message holds, exactly: entities as they came, captions, files, and what is needed to build it
//! again.

use pwparents::model::{Content, Extra, Kind, Styled, UserId};
use pwparents::relay::event::{Event, Post};
use serde_json::{Value, json};

use super::{event_of, sample};

/// The post in an update, whoever wrote it.
fn post(update: &Value) -> Post {
    let event = event_of(update);
    let (Event::ClientWrote(post) | Event::ClientEdited(post) | Event::StaffWrote(post)) = event else {
        panic!("{event:?}")
    };
    post
}

/// What a private message with these fields holds.
fn content(fields: &Value) -> Content {
    let mut update = sample("bare");
    update["message"].as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    post(&update).content
}

fn extra(name: &str) -> Extra {
    post(&sample(name)).content.extra
}

#[test]
fn entities_stay_as_they_came_known_or_not() {
    let raw = r#"{"update_id":1,"message":{"message_id":1,"date":1,"chat":{"id":5,"type":"private"},
        "text":"a b","entities":[ {"length": 1,"type":"date_time", "offset":0, "unix_time":12.50 } ]}}"#;
    let Event::ClientWrote(post) = pwparents::telegram::read(raw).event else { panic!("a message") };
    let entities = r#"[ {"length": 1,"type":"date_time", "offset":0, "unix_time":12.50 } ]"#;
    assert_eq!(post.content.text, Styled { text: "a b".to_owned(), entities: entities.to_owned() });
}

#[test]
fn a_caption_and_its_entities_are_the_words_of_a_file() {
    let photo = post(&sample("photo")).content;
    assert_eq!(photo.kind, Kind::Photo);
    assert_eq!(photo.text.text, "рентген");
    let entities: Value = serde_json::from_str(&photo.text.entities).unwrap();
    assert_eq!(entities, json!([{"type": "italic", "offset": 0, "length": 7}]));
    assert_eq!(photo.extra, Extra { spoiler: true, caption_above: true, ..Extra::default() });
}

#[test]
fn how_a_link_is_shown_belongs_to_the_text() {
    let hidden = r#"{"link_preview_options":{"is_disabled":true}}"#;
    let mut fields: Value = serde_json::from_str(hidden).unwrap();
    fields["text"] = json!("pets.example");
    assert_eq!(content(&fields).extra, Extra { fields: hidden.to_owned(), ..Extra::default() });
    assert_eq!(content(&json!({"text": "pets.example"})).extra, Extra::default());
}

#[test]
fn words_that_only_a_copy_brings_whole_are_known() {
    let bold = json!({"type": "bold", "offset": 0, "length": 1});
    let entity = |kind: &str| json!([bold, {"type": kind, "offset": 0, "length": 1}]);
    let table = [
        (json!({"text": "а".repeat(4096)}), false),
        (json!({"text": "а".repeat(4097)}), true),
        (json!({"photo": [{"file_id": "l"}], "caption": "а".repeat(1024)}), false),
        (json!({"photo": [{"file_id": "l"}], "caption": "а".repeat(1025)}), true),
        (json!({"text": "а", "entities": entity("custom_emoji")}), false),
        (json!({"text": "а", "entities": entity("hologram")}), true),
        (json!({"photo": [{"file_id": "l"}], "caption": "а", "caption_entities": entity("hologram")}), true),
        (json!({"rich_message": {"blocks": []}}), true),
    ];
    for (fields, rich) in table {
        assert_eq!(content(&fields).extra.rich, rich, "{fields}");
    }
}

#[test]
fn the_largest_size_of_a_photo_is_taken() {
    let photo = json!({"photo": [{"file_id": "s"}, {"file_id": "m"}, {"file_id": "l"}]});
    assert_eq!(content(&photo).file.as_deref(), Some("l"));
}

#[test]
fn places_and_contacts_keep_what_a_send_method_wants() {
    let fields = |name| serde_json::from_str::<Value>(&extra(name).fields).unwrap();
    let place = json!({
        "title": "Клініка", "address": "вул. Лапна, 1", "foursquare_id": "f1",
        "latitude": 50.45, "longitude": 30.52,
    });
    assert_eq!(fields("venue"), place);
    let point = json!({
        "latitude": 49.84, "longitude": 24.03, "horizontal_accuracy": 12.5, "live_period": 3600, "heading": 90,
    });
    assert_eq!(fields("live_location"), point);
    assert!(post(&sample("live_location")).content.is_live());
    let contact = json!({"phone_number": "380671234567", "first_name": "Ігор"});
    assert_eq!(fields("contact"), contact);
    // Whose card it is, no send method wants.
    assert_eq!(extra("contact").user, Some(UserId(502)));
    assert_eq!(content(&json!({"contact": {"phone_number": "1", "first_name": "a"}})).extra.user, None);
}

#[test]
fn a_dice_and_a_poll_can_be_told_in_words() {
    assert_eq!(extra("dice").words, "🎲 4");
    assert_eq!(extra("poll").words, "Коли зручно?");
}

#[test]
fn what_shows_a_document_beside_it_is_an_animation_and_a_point_beside_it_a_venue() {
    assert_eq!(
        content(&json!({"document": {"file_id": "d"}, "animation": {"file_id": "a"}})).kind,
        Kind::Animation
    );
    assert_eq!(content(&json!({"location": {}, "venue": {}})).kind, Kind::Venue);
}

#[test]
fn every_kind_is_told_by_its_field() {
    let kinds = [
        ("photo", Kind::Photo),
        ("video", Kind::Video),
        ("animation", Kind::Animation),
        ("audio", Kind::Audio),
        ("voice", Kind::Voice),
        ("video_note", Kind::VideoNote),
        ("document", Kind::Document),
        ("sticker", Kind::Sticker),
        ("location", Kind::Location),
        ("venue", Kind::Venue),
        ("contact", Kind::Contact),
        ("poll", Kind::Poll),
        ("dice", Kind::Dice),
        ("game", Kind::Game),
        ("story", Kind::Story),
        ("checklist", Kind::Checklist),
        ("paid_media", Kind::PaidMedia),
        ("giveaway", Kind::Giveaway),
        ("giveaway_winners", Kind::Giveaway),
        ("invoice", Kind::Invoice),
        ("rich_message", Kind::Text),
    ];
    for (field, kind) in kinds {
        assert_eq!(content(&json!({ field: {} })).kind, kind, "{field}");
        // Whatever stands in the field: its being there tells the kind.
        assert_eq!(content(&json!({ field: 5 })).kind, kind, "{field}");
        assert_eq!(content(&json!({ field: null })).kind, Kind::Unknown(String::new()), "{field}");
    }
    assert_eq!(content(&json!({"text": ""})).kind, Kind::Text);
}

#[test]
fn of_the_descriptions_fields_only_these_tell_no_kind() {
    use pwparents::sandbox::{Spec, Type};
    let Some(Type::Record(fields)) = Spec::get().type_named("Message") else { panic!("no Message") };
    let envelope = ["chat", "message_id"];
    let mut unknown = Vec::new();
    for field in fields.iter().filter(|field| !envelope.contains(&field.name.as_str())) {
        if let Kind::Unknown(name) = content(&json!({ field.name.as_str(): {} })).kind {
            unknown.extend((!name.is_empty()).then_some(name));
        }
    }
    // A group's migration is read before any content; a live photo is tried as what nobody knows.
    assert_eq!(unknown, ["live_photo", "migrate_from_chat_id", "migrate_to_chat_id"]);
}

#[test]
fn of_what_nobody_knows_all_words_are_read() {
    let hologram = content(&json!({"hologram": {"title": "/help", "items": [{"text": " me"}]}}));
    assert_eq!(hologram.kind, Kind::Unknown("hologram".to_owned()));
    // In a topic they decide whether it may go to the client.
    assert_eq!(hologram.text.text, " me\n/help");
}

#[test]
fn what_stands_around_a_message_is_not_what_it_holds() {
    let around = json!({
        "edit_date": 1, "via_bot": {"id": 7}, "has_protected_content": true, "effect_id": "5",
        "forward_origin": {"type": "hidden_user", "sender_user_name": "?", "date": 1},
        "link_preview_options": {"is_disabled": true}, "reply_markup": {"inline_keyboard": []},
    });
    assert_eq!(content(&around).kind, Kind::Unknown(String::new()));
}
