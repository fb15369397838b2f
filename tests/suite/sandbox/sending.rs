//! What a bot sends, kind by kind, and what is refused.

use super::clinic::Clinic;
use pwparents::sandbox::{Draft, Kind, Permissions, Profile};
use serde_json::{Value, json};

fn send(clinic: &Clinic, method: &str, more: &Value) -> Value {
    let mut params = json!({"chat_id": clinic.olena});
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    clinic.ok(method, params)
}

fn refused(clinic: &Clinic, method: &str, more: &Value) -> String {
    let mut params = json!({"chat_id": clinic.olena});
    params.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    clinic.refused(method, params)
}

fn last_kind(clinic: &Clinic) -> Kind {
    clinic.world().private_view(clinic.olena, clinic.bot).last().unwrap().kind
}

/// The file id of a draft, as a person sent it.
fn file_of(clinic: &Clinic, draft: Draft) -> String {
    let id = clinic.client_sends(draft);
    clinic.world().shown(clinic.olena, id).unwrap().file_id.unwrap()
}

#[test]
fn ids_count_on_in_one_chat_whoever_writes() {
    let clinic = Clinic::open();
    let first = clinic.client_says("a");
    let second = send(&clinic, "sendMessage", &json!({"text": "b"}));
    assert_eq!(second["message_id"], json!(first + 1));
    assert_eq!(clinic.client_says("c"), first + 2);
}

#[test]
fn a_bots_own_messages_do_not_come_back() {
    let clinic = Clinic::open();
    send(&clinic, "sendMessage", &json!({"text": "a"}));
    clinic.ok("sendMessage", json!({"chat_id": clinic.forum, "text": "a"}));
    assert_eq!(clinic.updates(), Vec::<Value>::new());
}

#[test]
fn a_text_keeps_its_entities_and_loses_the_blanks_around_it() {
    let clinic = Clinic::open();
    let entities =
        json!([{"type": "bold", "offset": 4, "length": 3}, {"type": "url", "offset": 0, "length": 2}]);
    let sent = send(&clinic, "sendMessage", &json!({"text": "  🐈 кіт /help\n", "entities": entities}));
    assert_eq!(sent["text"], "🐈 кіт /help");
    let expected = json!([{"type": "bold", "offset": 2, "length": 3}, {"type": "bot_command", "offset": 7, "length": 5}]);
    assert_eq!(sent["entities"], expected, "Telegram marks links and commands by itself");
    clinic.is_clean();
}

#[test]
fn entities_that_make_no_sense_are_refused_or_reported() {
    let clinic = Clinic::open();
    let unknown = json!({"text": "a", "entities": [{"type": "glow", "offset": 0, "length": 1}]});
    assert_eq!(
        refused(&clinic, "sendMessage", &unknown),
        "Bad Request: can't parse MessageEntity: Unsupported type specified"
    );
    let outside = json!({"text": "a", "entities": [{"type": "bold", "offset": 0, "length": 9}]});
    assert_eq!(send(&clinic, "sendMessage", &outside).get("entities"), None);
    assert!(clinic.world().violations()[0].contains("lies outside the text"));
}

#[test]
fn custom_emoji_fall_out_unless_the_owner_pays() {
    let clinic = Clinic::open();
    let entity = json!([{"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5"}]);
    let params = json!({"text": "🐈", "entities": entity});
    assert_eq!(send(&clinic, "sendMessage", &params).get("entities"), None);
    clinic.play(|w| w.rules.custom_emoji_allowed = true);
    assert_eq!(send(&clinic, "sendMessage", &params)["entities"], entity);
}

#[test]
fn a_text_has_1_to_4096_characters() {
    let clinic = Clinic::open();
    send(&clinic, "sendMessage", &json!({"text": "🐈".repeat(4096)}));
    let over = json!({"text": "a".repeat(4097)});
    assert_eq!(refused(&clinic, "sendMessage", &over), "Bad Request: message is too long");
    let raw = json!({"text": "a".repeat(32_769)});
    assert_eq!(refused(&clinic, "sendMessage", &raw), "Bad Request: text is too long");
    assert_eq!(refused(&clinic, "sendMessage", &json!({"text": ""})), "Bad Request: message text is empty");
    assert_eq!(
        refused(&clinic, "sendMessage", &json!({"text": " \n"})),
        "Bad Request: text must be non-empty"
    );
}

#[test]
fn a_caption_has_up_to_1024_characters() {
    let clinic = Clinic::open();
    let photo = file_of(&clinic, Draft::photo());
    send(&clinic, "sendPhoto", &json!({"photo": photo, "caption": "ї".repeat(1024)}));
    let over = json!({"photo": photo, "caption": "ї".repeat(1025)});
    assert_eq!(refused(&clinic, "sendPhoto", &over), "Bad Request: message caption is too long");
}

#[test]
fn a_chat_is_missed_before_a_text_is_measured() {
    let clinic = Clinic::open();
    let params = json!({"chat_id": 1, "text": "a".repeat(5000)});
    assert_eq!(clinic.refused("sendMessage", params), "Bad Request: chat not found");
}

#[test]
fn a_file_sent_again_by_its_id_is_the_same_file() {
    let clinic = Clinic::open();
    let kinds = [
        ("sendPhoto", "photo", Draft::photo()),
        ("sendVideo", "video", Draft::video()),
        ("sendAnimation", "animation", Draft::animation()),
        ("sendAudio", "audio", Draft::audio()),
        ("sendDocument", "document", Draft::document("a.pdf")),
        ("sendVoice", "voice", Draft::voice()),
        ("sendVideoNote", "video_note", Draft::video_note()),
        ("sendSticker", "sticker", Draft::sticker("🐈")),
    ];
    for (method, field, draft) in kinds {
        let id = clinic.client_sends(draft);
        let original = clinic.world().shown(clinic.olena, id).unwrap();
        send(&clinic, method, &json!({field: original.file_id}));
        let again = clinic.world().private_view(clinic.olena, clinic.bot).pop().unwrap();
        assert_eq!(
            (again.kind, &again.file_unique_id),
            (original.kind, &original.file_unique_id),
            "{method}"
        );
        assert_eq!(again.content, original.content, "{method}");
    }
    clinic.is_clean();
}

#[test]
fn a_file_keeps_its_kind_and_photos_do_not_mix() {
    let clinic = Clinic::open();
    let (photo, video) = (file_of(&clinic, Draft::photo()), file_of(&clinic, Draft::video()));
    send(&clinic, "sendDocument", &json!({"document": video}));
    assert_eq!(last_kind(&clinic), Kind::Video);
    let wrong = refused(&clinic, "sendDocument", &json!({"document": photo}));
    assert_eq!(wrong, "Bad Request: can't use file of type Photo as Document");
    let wrong = refused(&clinic, "sendPhoto", &json!({"photo": video}));
    assert_eq!(wrong, "Bad Request: can't use file of type Video as Photo");
}

#[test]
fn file_ids_that_lead_nowhere_are_refused() {
    let clinic = Clinic::open();
    let refusal = |photo: &str| refused(&clinic, "sendPhoto", &json!({"photo": photo}));
    assert_eq!(refusal("AgACAgIAAxkBAAI0000000"), "Bad Request: wrong file identifier/HTTP URL specified");
    let malformed =
        "Bad Request: wrong remote file identifier specified: can't unserialize it. Wrong last symbol";
    assert_eq!(refusal("not a file"), malformed);
    assert_eq!(refusal("attach://nothing"), "Bad Request: there is no photo in the request");
    assert_eq!(
        refusal("ftp://example.org/a.jpg"),
        "Bad Request: invalid file HTTP URL specified: Unsupported URL protocol"
    );
    send(&clinic, "sendPhoto", &json!({"photo": "https://example.org/a.jpg"}));
}

#[test]
fn get_file_knows_what_was_sent_and_how_large_it_is() {
    let clinic = Clinic::open();
    let id = file_of(&clinic, Draft::voice());
    assert_eq!(clinic.ok("getFile", json!({"file_id": id}))["file_id"], json!(id));
    let unknown = clinic.refused("getFile", json!({"file_id": "AwACAgIAAxkBAAI000000"}));
    assert_eq!(unknown, "Bad Request: wrong file_id or the file is temporarily unavailable");
    let large = file_of(&clinic, Draft::video().looks(json!({"file_size": 21 << 20})));
    assert_eq!(clinic.refused("getFile", json!({"file_id": large})), "Bad Request: file is too big");
    send(&clinic, "sendVideo", &json!({"video": large}));
}

#[test]
fn places_contacts_polls_dice_and_bills_are_sent() {
    let clinic = Clinic::open();
    let place = json!({"latitude": 50.45, "longitude": 30.52});
    assert_eq!(send(&clinic, "sendLocation", &place)["location"], place);
    let venue = json!({"latitude": 50.45, "longitude": 30.52, "title": "Clinic", "address": "Street 1"});
    assert_eq!(send(&clinic, "sendVenue", &venue)["venue"]["title"], "Clinic");
    send(&clinic, "sendContact", &json!({"phone_number": "+380501112233", "first_name": "Clinic"}));
    let poll =
        send(&clinic, "sendPoll", &json!({"question": "?", "options": [{"text": "a"}, {"text": "b"}]}));
    assert_eq!(poll["poll"]["options"].as_array().map(Vec::len), Some(2));
    let dice = send(&clinic, "sendDice", &json!({"emoji": "🎯"}));
    assert!((1..=6).contains(&dice["dice"]["value"].as_i64().unwrap()));
    clinic.is_clean();
    assert_eq!(
        refused(&clinic, "sendLocation", &json!({"latitude": 100, "longitude": 0})),
        "Bad Request: invalid location specified"
    );
}

#[test]
fn inline_buttons_are_checked() {
    let clinic = Clinic::open();
    let with = |button: Value| json!({"text": "a", "reply_markup": {"inline_keyboard": [[button]]}});
    let refusal = |button: Value| refused(&clinic, "sendMessage", &with(button));
    assert_eq!(
        refusal(json!({"text": "a", "callback_data": "ї".repeat(33)})),
        "Bad Request: BUTTON_DATA_INVALID",
        "64 bytes, not characters"
    );
    assert_eq!(
        refusal(json!({"text": "a"})),
        "Bad Request: text buttons are not allowed in the inline keyboard"
    );
    assert_eq!(
        refusal(json!({"url": "https://example.org"})),
        "Bad Request: can't parse InlineKeyboardButton: Can't find field \"text\""
    );
    let many: Vec<Value> = (0..101).map(|_| json!([{"text": "a", "callback_data": "b"}])).collect();
    let markup = json!({"text": "a", "reply_markup": {"inline_keyboard": many}});
    assert_eq!(refused(&clinic, "sendMessage", &markup), "Bad Request: reply markup is too long");
    send(&clinic, "sendMessage", &with(json!({"text": "a", "callback_data": "ї".repeat(32)})));
}

#[test]
fn a_phone_number_is_asked_for_in_private_only() {
    let clinic = Clinic::open();
    let markup = json!({"keyboard": [[{"text": "Share", "request_contact": true}]]});
    send(&clinic, "sendMessage", &json!({"text": "?", "reply_markup": markup}));
    let shown = clinic.world().private_view(clinic.olena, clinic.bot).pop().unwrap();
    assert_eq!(shown.reply_keyboard, Some(markup.clone()));
    let in_group = json!({"chat_id": clinic.forum, "text": "?", "reply_markup": markup});
    let refusal = clinic.refused("sendMessage", in_group);
    assert_eq!(refusal, "Bad Request: phone number can be requested in private chats only");
}

#[test]
fn effects_are_for_private_chats() {
    let clinic = Clinic::open();
    let sent =
        send(&clinic, "sendMessage", &json!({"text": "a", "message_effect_id": "5104841245755180586"}));
    assert_eq!(sent["effect_id"], "5104841245755180586");
    let params = json!({"chat_id": clinic.forum, "text": "a", "message_effect_id": "5104841245755180586"});
    assert_eq!(clinic.refused("sendMessage", params), "Bad Request: EFFECT_ID_INVALID");
}

#[test]
fn permissions_hold_for_bots_that_are_no_administrators() {
    let clinic = Clinic::open();
    let photo = file_of(&clinic, Draft::photo());
    let group = clinic.play(|w| {
        let group = w.add_group("Talk");
        w.join(group, clinic.bot);
        let permissions =
            Permissions { can_send_messages: false, can_send_photos: false, ..Permissions::default() };
        w.set_permissions(group, permissions);
        group
    });
    let text = clinic.refused("sendMessage", json!({"chat_id": group, "text": "a"}));
    assert_eq!(text, "Bad Request: not enough rights to send text messages to the chat");
    let photo = clinic.refused("sendPhoto", json!({"chat_id": group, "photo": photo}));
    assert_eq!(photo, "Bad Request: not enough rights to send photos to the chat");
    clinic.ok("sendPoll", json!({"chat_id": group, "question": "?", "options": [{"text": "a"}]}));
}

#[test]
fn link_preview_options_stay_with_the_text() {
    let clinic = Clinic::open();
    let options = json!({"is_disabled": true});
    let sent = send(
        &clinic,
        "sendMessage",
        &json!({"text": "https://example.org", "link_preview_options": options}),
    );
    assert_eq!(sent["link_preview_options"], options);
}

#[test]
fn a_parse_mode_cannot_be_missed() {
    let clinic = Clinic::open();
    let answer = clinic
        .call("sendMessage", &json!({"chat_id": clinic.olena, "text": "<b>a</b>", "parse_mode": "HTML"}));
    assert_eq!(answer.status, 501);
    assert_eq!(clinic.world().violations(), ["sendMessage: parse_mode is not modelled by the sandbox"]);
}

#[test]
fn premium_people_write_longer_captions_and_texts() {
    let clinic = Clinic::open();
    let rich = clinic.play(|w| w.add_user(Profile::new("Rich").premium()));
    clinic.play(|w| w.send_private(rich, clinic.bot, Draft::photo().caption("x".repeat(3000))));
    clinic.play(|w| w.send_private(rich, clinic.bot, Draft::rich("x".repeat(9000))));
    let updates = clinic.updates();
    assert_eq!(updates[0]["message"]["caption"].as_str().map(str::len), Some(3000));
    assert!(updates[1]["message"]["rich_message"]["blocks"].is_array());
    assert_eq!(updates[0]["message"]["from"]["is_premium"], json!(true));
}
