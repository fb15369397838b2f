//! Edits by people and by bots, and deletions by bots.

use super::clinic::Clinic;
use pwparents::sandbox::{Draft, Rights};
use serde_json::{Value, json};

fn say(clinic: &Clinic, more: &Value) -> i64 {
    let mut params = json!({"chat_id": clinic.olena, "text": "old"});
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    clinic.ok("sendMessage", params)["message_id"].as_i64().unwrap()
}

fn edit(clinic: &Clinic, id: i64, text: &str) -> Value {
    json!({"chat_id": clinic.olena, "message_id": id, "text": text})
}

fn delete(clinic: &Clinic, chat: i64, id: i64) -> String {
    clinic.refused("deleteMessage", json!({"chat_id": chat, "message_id": id}))
}

#[test]
fn a_persons_edit_comes_with_the_whole_message() {
    let clinic = Clinic::open();
    let id = clinic.client_says("old");
    clinic.updates();
    clinic.sandbox.advance(60_000);
    clinic.play(|w| w.edit(clinic.olena, id, Draft::text("new")));
    let edited = clinic.update("edited_message");
    assert_eq!((&edited["text"], &edited["message_id"]), (&json!("new"), &json!(id)));
    assert!(edited["edit_date"].as_i64() > edited["date"].as_i64());
    clinic.play(|w| w.edit(clinic.olena, id, Draft::text("new")));
    assert_eq!(clinic.updates(), Vec::<Value>::new(), "nothing changed");
}

#[test]
fn media_captions_and_moving_locations_are_edited_by_people_too() {
    let clinic = Clinic::open();
    let photo = clinic.client_sends(Draft::photo().file("x").caption("old"));
    let moving = clinic.client_sends(Draft::live_location(1.0, 2.0, 900));
    clinic.updates();
    clinic.play(|w| {
        w.edit(clinic.olena, photo, Draft::photo().file("x").caption("new"));
        w.edit(clinic.olena, moving, Draft::live_location(3.0, 4.0, 900));
        w.stop_live_location(clinic.olena, moving);
    });
    let edits: Vec<Value> = clinic.updates().iter().map(|update| update["edited_message"].clone()).collect();
    assert_eq!(edits[0]["caption"], "new");
    assert_eq!(edits[1]["location"]["latitude"], json!(3.0));
    assert_eq!(edits[2]["location"].get("live_period"), None);
}

#[test]
fn a_bot_edits_its_text_and_hears_nothing_of_it() {
    let clinic = Clinic::open();
    let id = say(&clinic, &json!({}));
    clinic.sandbox.advance(90 * 86_400_000);
    assert_eq!(clinic.ok("editMessageText", edit(&clinic, id, "new"))["text"], "new", "however old it is");
    assert_eq!(clinic.updates(), Vec::<Value>::new());
    assert!(clinic.world().shown(clinic.olena, id).unwrap().edited);
}

#[test]
fn an_edit_that_changes_nothing_is_refused() {
    let clinic = Clinic::open();
    let id = say(&clinic, &json!({}));
    assert_eq!(
        clinic.refused("editMessageText", edit(&clinic, id, "old")),
        "Bad Request: message is not modified: specified new message content and reply markup are exactly the same \
         as a current content and reply markup of the message"
    );
}

#[test]
fn an_edit_without_a_keyboard_takes_the_keyboard_away() {
    let clinic = Clinic::open();
    let markup = json!({"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]});
    let id = say(&clinic, &json!({"reply_markup": markup}));
    assert_eq!(clinic.ok("editMessageText", edit(&clinic, id, "old")).get("reply_markup"), None);
    let with = json!({"chat_id": clinic.olena, "message_id": id, "reply_markup": markup});
    assert_eq!(clinic.ok("editMessageReplyMarkup", with)["reply_markup"], markup);
    assert!(!clinic.world().shown(clinic.olena, id).unwrap().edited, "a keyboard is no edit");
}

#[test]
fn only_the_bots_own_messages_are_edited() {
    let clinic = Clinic::open();
    let theirs = clinic.client_says("old");
    let refusal = "Bad Request: message can't be edited";
    assert_eq!(clinic.refused("editMessageText", edit(&clinic, theirs, "new")), refusal);
    let forward = json!({"chat_id": clinic.olena, "from_chat_id": clinic.olena, "message_id": theirs});
    let forwarded = clinic.ok("forwardMessage", forward.clone())["message_id"].as_i64().unwrap();
    assert_eq!(clinic.refused("editMessageText", edit(&clinic, forwarded, "new")), refusal);
    let copied = clinic.ok("copyMessage", forward)["message_id"].as_i64().unwrap();
    clinic.ok("editMessageText", edit(&clinic, copied, "new"));
    assert_eq!(
        clinic.refused("editMessageText", edit(&clinic, 999, "new")),
        "Bad Request: message to edit not found"
    );
}

#[test]
fn a_message_with_a_reply_keyboard_is_never_edited() {
    let clinic = Clinic::open();
    let keyboards = [
        json!({"keyboard": [[{"text": "Menu"}]], "resize_keyboard": true}),
        json!({"remove_keyboard": true}),
        json!({"force_reply": true}),
    ];
    for keyboard in keyboards {
        let id = say(&clinic, &json!({"reply_markup": keyboard}));
        let refusal = clinic.refused("editMessageText", edit(&clinic, id, "new"));
        assert_eq!(refusal, "Bad Request: message can't be edited");
    }
    clinic.is_clean();
}

#[test]
fn texts_and_captions_are_not_taken_for_each_other() {
    let clinic = Clinic::open();
    let text = say(&clinic, &json!({}));
    let theirs = clinic.client_sends(Draft::photo().caption("old"));
    let copy = json!({"chat_id": clinic.olena, "from_chat_id": clinic.olena, "message_id": theirs});
    let photo = clinic.ok("copyMessage", copy)["message_id"].as_i64().unwrap();
    let refusal = clinic.refused("editMessageText", edit(&clinic, photo, "new"));
    assert_eq!(refusal, "Bad Request: there is no text in the message to edit");
    let caption = |id: i64, text: &str| json!({"chat_id": clinic.olena, "message_id": id, "caption": text});
    let refusal = clinic.refused("editMessageCaption", caption(text, "new"));
    assert_eq!(refusal, "Bad Request: there is no caption in the message to edit");
    assert_eq!(clinic.ok("editMessageCaption", caption(photo, "new"))["caption"], "new");
    assert_eq!(clinic.ok("editMessageCaption", caption(photo, "")).get("caption"), None);
}

#[test]
fn edits_are_measured_by_telegram_itself() {
    let clinic = Clinic::open();
    let text = say(&clinic, &json!({}));
    let refusal = clinic.refused("editMessageText", edit(&clinic, text, &"x".repeat(4097)));
    assert_eq!(refusal, "Bad Request: MESSAGE_TOO_LONG");
    let photo =
        clinic.ok("sendPhoto", json!({"chat_id": clinic.olena, "photo": "https://example.org/a.jpg"}));
    let long =
        json!({"chat_id": clinic.olena, "message_id": photo["message_id"], "caption": "x".repeat(1025)});
    assert_eq!(clinic.refused("editMessageCaption", long), "Bad Request: MEDIA_CAPTION_TOO_LONG");
}

#[test]
fn a_text_becomes_media_but_a_sticker_stays_what_it_is() {
    let clinic = Clinic::open();
    let text = say(&clinic, &json!({}));
    let media = json!({"type": "photo", "media": "https://example.org/a.jpg", "caption": "now a photo"});
    let swap = |id: &Value| json!({"chat_id": clinic.olena, "message_id": id, "media": media});
    assert!(clinic.ok("editMessageMedia", swap(&json!(text)))["photo"].is_array());
    let sticker = clinic.client_sends(Draft::sticker("🐈"));
    let copy = json!({"chat_id": clinic.olena, "from_chat_id": clinic.olena, "message_id": sticker});
    let copied = clinic.ok("copyMessage", copy);
    let refusal = clinic.refused("editMessageMedia", swap(&copied["message_id"]));
    assert_eq!(refusal, "Bad Request: message media can't be edited");
    let caption = json!({"chat_id": clinic.olena, "message_id": copied["message_id"], "caption": "a"});
    assert_eq!(clinic.refused("editMessageCaption", caption), "Bad Request: message can't be edited");
}

#[test]
fn in_an_album_kinds_keep_their_company() {
    let clinic = Clinic::open();
    let one = json!({"type": "photo", "media": "https://example.org/a.jpg"});
    let sent = clinic.ok("sendMediaGroup", json!({"chat_id": clinic.olena, "media": [one.clone(), one]}));
    let swap = |kind: &str| {
        let media = json!({"type": kind, "media": "https://example.org/b"});
        json!({"chat_id": clinic.olena, "message_id": sent[0]["message_id"], "media": media})
    };
    assert_eq!(
        clinic.refused("editMessageMedia", swap("document")),
        "Bad Request: message media can't be edited"
    );
    clinic.ok("editMessageMedia", swap("video"));
}

#[test]
fn a_bots_moving_location_moves_and_stops() {
    let clinic = Clinic::open();
    let place = json!({"chat_id": clinic.olena, "latitude": 1.0, "longitude": 2.0, "live_period": 900});
    let id = clinic.ok("sendLocation", place)["message_id"].clone();
    let to = |latitude: f64| json!({"chat_id": clinic.olena, "message_id": id, "latitude": latitude, "longitude": 2.0});
    let moved = clinic.ok("editMessageLiveLocation", to(3.0));
    assert_eq!(
        (&moved["location"]["latitude"], &moved["location"]["live_period"]),
        (&json!(3.0), &json!(900))
    );
    clinic.ok("stopMessageLiveLocation", json!({"chat_id": clinic.olena, "message_id": id}));
    let refusal = clinic.refused("editMessageLiveLocation", to(4.0));
    assert_eq!(refusal, "Bad Request: message can't be edited");
}

#[test]
fn a_bots_moving_location_moves_no_longer_than_its_period() {
    let clinic = Clinic::open();
    for (period, moves) in [(900, false), (0x7FFF_FFFF_i64, true)] {
        let place =
            json!({"chat_id": clinic.olena, "latitude": 1.0, "longitude": 2.0, "live_period": period});
        let id = clinic.ok("sendLocation", place)["message_id"].clone();
        let to = |latitude: f64| json!({"chat_id": clinic.olena, "message_id": id, "latitude": latitude, "longitude": 2.0});
        clinic.sandbox.advance(899_000);
        clinic.ok("editMessageLiveLocation", to(3.0));
        clinic.sandbox.advance(1_000);
        if moves {
            clinic.ok("editMessageLiveLocation", to(4.0));
        } else {
            let refusal = clinic.refused("editMessageLiveLocation", to(4.0));
            assert_eq!(refusal, "Bad Request: message can't be edited");
        }
    }
}

#[test]
fn a_bot_deletes_in_private_within_two_days() {
    let clinic = Clinic::open();
    let theirs = clinic.client_says("a");
    clinic.ok("deleteMessage", json!({"chat_id": clinic.olena, "message_id": theirs}));
    assert_eq!(clinic.world().shown(clinic.olena, theirs), None);
    assert_eq!(delete(&clinic, clinic.olena, theirs), "Bad Request: message to delete not found");
    let old = clinic.client_says("a");
    clinic.sandbox.advance(48 * 3_600_000);
    assert_eq!(delete(&clinic, clinic.olena, old), "Bad Request: message can't be deleted for everyone");
    assert_eq!(delete(&clinic, clinic.olena, 0), "Bad Request: message identifier is not specified");
}

#[test]
fn in_a_group_the_right_decides_and_a_topics_root_stays() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let theirs = clinic.play(|w| w.send_topic(clinic.forum, topic, clinic.vet, Draft::text("a")));
    let refusal = "Bad Request: message can't be deleted";
    assert_eq!(delete(&clinic, clinic.forum, topic), refusal, "the root");
    clinic.play(|w| {
        w.promote_bot(clinic.forum, clinic.bot, Rights { can_delete_messages: false, ..Rights::all() });
    });
    assert_eq!(delete(&clinic, clinic.forum, theirs), refusal);
    let own = clinic.ok("sendMessage", json!({"chat_id": clinic.forum, "text": "a"}))["message_id"].clone();
    clinic.ok("deleteMessage", json!({"chat_id": clinic.forum, "message_id": own}));
    let old = clinic.ok("sendMessage", json!({"chat_id": clinic.forum, "text": "a"}))["message_id"].as_i64();
    clinic.sandbox.advance(48 * 3_600_000);
    assert_eq!(delete(&clinic, clinic.forum, old.unwrap()), refusal, "two days");
}

#[test]
fn many_are_deleted_at_once_or_none() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let said: Vec<i64> = (0..3)
        .map(|_| clinic.play(|w| w.send_topic(clinic.forum, topic, clinic.vet, Draft::text("a"))))
        .collect();
    let all = |ids: &[i64]| json!({"chat_id": clinic.forum, "message_ids": ids});
    let with_root = [topic, said[0]];
    assert_eq!(clinic.refused("deleteMessages", all(&with_root)), "Bad Request: message can't be deleted");
    assert!(clinic.world().shown(clinic.forum, said[0]).is_some(), "none of them");
    clinic.ok("deleteMessages", all(&[said[2], said[0], 9_999]));
    assert!(clinic.world().shown(clinic.forum, said[0]).is_none());
    assert!(clinic.world().shown(clinic.forum, said[1]).is_some());
    assert_eq!(
        clinic.refused("deleteMessages", all(&[])),
        "Bad Request: message identifiers are not specified"
    );
    assert_eq!(clinic.updates().len(), 3, "no update tells of a deletion");
}
