//! copyMessage and copyMessages: what becomes of each kind, and what cannot be copied.

use super::clinic::Clinic;
use pwparents::sandbox::{Draft, Kind, Shown};
use serde_json::{Value, json};

const NOT_COPIED: &str = "Bad Request: the message can't be copied";

fn copy_of(clinic: &Clinic, message: i64) -> Value {
    json!({"chat_id": clinic.forum, "from_chat_id": clinic.olena, "message_id": message})
}

/// Copies a client's message to General and shows both.
fn copied(clinic: &Clinic, draft: Draft) -> (Shown, Shown) {
    let id = clinic.client_sends(draft);
    let copy = clinic.ok("copyMessage", copy_of(clinic, id))["message_id"].as_i64().unwrap();
    let world = clinic.world();
    (world.shown(clinic.olena, id).unwrap(), world.shown(clinic.forum, copy).unwrap())
}

fn refused(clinic: &Clinic, draft: Draft) -> String {
    let id = clinic.client_sends(draft);
    clinic.refused("copyMessage", copy_of(clinic, id))
}

#[test]
fn most_kinds_are_copied_as_they_are() {
    let clinic = Clinic::open();
    let bold = json!([{"type": "bold", "offset": 0, "length": 2}]);
    let drafts = [
        Draft::text("кіт").entities(bold.clone()),
        Draft::rich("long"),
        Draft::photo().caption("my cat").entities(bold).spoiler().caption_above(),
        Draft::video().caption("v"),
        Draft::animation(),
        Draft::audio(),
        Draft::document("blood.pdf").caption("d"),
        Draft::voice(),
        Draft::video_note(),
        Draft::sticker("🐈"),
        Draft::contact_of("380501112233", "Olena", clinic.olena),
        Draft::location(50.0, 30.0),
        Draft::venue("Park", "Street 1"),
        Draft::game("Chess"),
    ];
    for draft in drafts {
        let (original, copy) = copied(&clinic, draft);
        assert_eq!(copy.kind, original.kind);
        assert_eq!(copy.content, original.content, "{:?}", original.kind);
        assert_eq!((&copy.text, &copy.entities), (&original.text, &original.entities), "{:?}", original.kind);
        assert_eq!((copy.spoiler, copy.caption_above), (original.spoiler, original.caption_above));
        assert_eq!((copy.sender, copy.forwarded), (Some(clinic.bot), None), "no trace of the author");
    }
    clinic.is_clean();
}

#[test]
fn replies_reactions_and_origins_are_left_behind() {
    let clinic = Clinic::open();
    let said = clinic.client_says("first");
    let draft = Draft::text("second").reply_to(said).quote("first").forwarded_from_hidden("Somebody", 1);
    let id = clinic.client_sends(draft);
    clinic.play(|w| w.react(clinic.olena, clinic.olena, id, &["👍"]));
    let copy = clinic.ok("copyMessage", copy_of(&clinic, id))["message_id"].as_i64().unwrap();
    let shown = clinic.world().shown(clinic.forum, copy).unwrap();
    assert_eq!((shown.reply_to, shown.quote, shown.forwarded, shown.reactions.len()), (None, None, None, 0));
}

#[test]
fn a_dice_is_rolled_again() {
    let clinic = Clinic::open();
    let values: Vec<bool> = (0..20)
        .map(|_| {
            let (original, copy) = copied(&clinic, Draft::dice("🎲", 3));
            assert!((1..=6).contains(&copy.dice.unwrap()));
            copy.dice == original.dice
        })
        .collect();
    assert!(values.contains(&false), "twenty rolls of three: that is no dice");
}

#[test]
fn a_moving_location_comes_to_rest_in_a_copy() {
    let clinic = Clinic::open();
    let (original, copy) = copied(&clinic, Draft::live_location(50.0, 30.0, 900));
    assert_eq!(original.content["location"]["live_period"], json!(900));
    assert_eq!(copy.content["location"], json!({"latitude": 50.0, "longitude": 30.0}));
}

#[test]
fn a_poll_becomes_a_fresh_one() {
    let clinic = Clinic::open();
    let (original, copy) = copied(&clinic, Draft::poll("?", &["a", "b"]).closed());
    assert_ne!(original.content["poll"]["id"], copy.content["poll"]["id"]);
    assert_eq!(copy.content["poll"]["is_closed"], json!(false));
}

#[test]
fn a_quiz_is_copied_only_when_its_answer_is_known() {
    let clinic = Clinic::open();
    let (_, copy) = copied(&clinic, Draft::quiz("?", &["a", "b"], 1));
    assert_eq!(copy.kind, Kind::Poll, "sent to the bot in private: known");
    let forwarded = Draft::quiz("?", &["a", "b"], 1).forwarded_from_hidden("Somebody", 1);
    assert_eq!(refused(&clinic, forwarded), NOT_COPIED);
    let in_group =
        clinic.play(|w| w.send_general(clinic.forum, clinic.vet, Draft::quiz("?", &["a", "b"], 1)));
    let shown = clinic.updates().pop().unwrap();
    assert_eq!(shown["message"]["poll"].get("correct_option_ids"), None, "nor is it shown");
    let params = json!({"chat_id": clinic.olena, "from_chat_id": clinic.forum, "message_id": in_group});
    assert_eq!(clinic.refused("copyMessage", params), NOT_COPIED);
    let closed =
        clinic.play(|w| w.send_general(clinic.forum, clinic.vet, Draft::quiz("?", &["a"], 0).closed()));
    clinic.ok(
        "copyMessage",
        json!({"chat_id": clinic.olena, "from_chat_id": clinic.forum, "message_id": closed}),
    );
}

#[test]
fn some_kinds_are_never_copied() {
    let clinic = Clinic::open();
    let drafts = [
        Draft::paid_media(5),
        Draft::giveaway(),
        Draft::giveaway_winners(),
        Draft::invoice("Visit", "UAH", 10_000),
        Draft::service(
            "pinned_message",
            json!({"message_id": 1, "date": 0, "chat": {"id": 1, "type": "private"}}),
        ),
        Draft::raw(json!({"hologram": {"size": 3}})),
    ];
    for draft in drafts {
        assert_eq!(refused(&clinic, draft), NOT_COPIED);
    }
}

#[test]
fn what_nobody_has_verified_is_refused_unless_switched_on() {
    let clinic = Clinic::open();
    let story =
        || Draft::story(&json!({"id": -1_009_000_000_001_i64, "type": "channel", "title": "News"}), 7);
    let checklist = || Draft::checklist("To do", &["feed", "walk"]);
    assert_eq!(refused(&clinic, story()), NOT_COPIED);
    assert_eq!(refused(&clinic, checklist()), NOT_COPIED);
    clinic.play(|w| (w.rules.copy_stories, w.rules.copy_checklists) = (true, true));
    assert_eq!(copied(&clinic, story()).1.kind, Kind::Story);
    assert_eq!(copied(&clinic, checklist()).1.kind, Kind::Checklist);
}

#[test]
fn protected_content_is_copied() {
    let clinic = Clinic::open();
    let (original, copy) = copied(&clinic, Draft::text("secret").protected());
    assert!(original.protected && !copy.protected);
    assert_eq!(copy.words(), "secret");
}

#[test]
fn a_caption_can_be_replaced_or_emptied() {
    let clinic = Clinic::open();
    let id = clinic.client_sends(Draft::photo().caption("old"));
    let caption_of = |caption: &str| {
        let mut params = copy_of(&clinic, id);
        params["caption"] = json!(caption);
        let copy = clinic.ok("copyMessage", params)["message_id"].as_i64().unwrap();
        clinic.world().shown(clinic.forum, copy).unwrap().text
    };
    assert_eq!(caption_of("new").as_deref(), Some("new"));
    assert_eq!(caption_of(""), None, "an empty caption replaces, too");
}

#[test]
fn a_text_takes_no_caption() {
    let clinic = Clinic::open();
    let id = clinic.client_says("words");
    let mut params = copy_of(&clinic, id);
    params["caption"] = json!("caption");
    let copy = clinic.ok("copyMessage", params)["message_id"].as_i64().unwrap();
    assert_eq!(clinic.world().shown(clinic.forum, copy).unwrap().words(), "words");
}

#[test]
fn a_plain_copy_may_be_long_but_one_with_anything_of_its_own_is_measured() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let photo = clinic.client_sends(Draft::photo().caption("x".repeat(2000)));
    let text = clinic.client_sends(Draft::text("x".repeat(6000)));
    clinic.ok("copyMessage", copy_of(&clinic, photo));
    clinic.ok("copyMessage", copy_of(&clinic, text));
    let own = [
        json!({"reply_markup": {"inline_keyboard": [[{"text": "a", "callback_data": "b"}]]}}),
        json!({"reply_parameters": {"message_id": topic}}),
    ];
    for own in own {
        let with = |id: i64| {
            let mut params = copy_of(&clinic, id);
            params.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
            clinic.refused("copyMessage", params)
        };
        assert_eq!(with(photo), "Bad Request: message caption is too long", "{own}");
        assert_eq!(with(text), "Bad Request: message is too long", "{own}");
    }
}

#[test]
fn a_copy_can_answer_and_carry_buttons() {
    let clinic = Clinic::open();
    let topic = clinic.topic("Рекс");
    let id = clinic.client_says("a");
    let mut params = copy_of(&clinic, id);
    params["message_thread_id"] = json!(topic);
    params["reply_parameters"] = json!({"message_id": topic, "allow_sending_without_reply": false});
    params["reply_markup"] = json!({"inline_keyboard": [[{"text": "Take", "callback_data": "take"}]]});
    let copy = clinic.ok("copyMessage", params)["message_id"].as_i64().unwrap();
    let shown = clinic.world().shown(clinic.forum, copy).unwrap();
    assert_eq!(
        (shown.thread, shown.reply_to, shown.data_of("Take")),
        (Some(topic), Some(topic), Some("take"))
    );
    clinic.is_clean();
}

#[test]
fn checks_go_from_the_source_to_the_target_to_the_topic() {
    let clinic = Clinic::open();
    let id = clinic.client_says("a");
    let mut params = json!({"chat_id": 1, "message_thread_id": 999, "from_chat_id": 2, "message_id": 888,
        "reply_parameters": {"message_id": 777}});
    let mut refusal = |key: &str, value: Value| {
        let before = clinic.refused("copyMessage", params.clone());
        params[key] = value;
        before
    };
    assert_eq!(refusal("from_chat_id", json!(clinic.olena)), "Bad Request: chat not found");
    assert_eq!(refusal("message_id", json!(id)), "Bad Request: message to copy not found");
    assert_eq!(refusal("chat_id", json!(clinic.forum)), "Bad Request: chat not found");
    assert_eq!(refusal("message_thread_id", json!(0)), "Bad Request: message thread not found");
    assert_eq!(refusal("message_id", json!(id)), "Bad Request: message to be replied not found");
}

fn batch(clinic: &Clinic, ids: &[i64]) -> Value {
    json!({"chat_id": clinic.forum, "from_chat_id": clinic.olena, "message_ids": ids})
}

#[test]
fn a_batch_skips_what_it_cannot_copy_and_answers_shorter() {
    let clinic = Clinic::open();
    let first = clinic.client_says("1");
    let bill = clinic.client_sends(Draft::invoice("Visit", "UAH", 10_000));
    let third = clinic.client_says("3");
    let copies = clinic.ok("copyMessages", batch(&clinic, &[first, bill, third, 9_999]));
    assert_eq!(copies.as_array().map(Vec::len), Some(2));
    let texts: Vec<_> =
        clinic.world().general_view(clinic.forum).iter().filter_map(|shown| shown.text.clone()).collect();
    assert_eq!(texts, ["1", "3"]);
}

#[test]
fn a_batch_keeps_albums_together() {
    let clinic = Clinic::open();
    let to = pwparents::sandbox::To::Bot(clinic.bot);
    let ids =
        clinic.play(|w| w.send_album(clinic.olena, to, vec![Draft::photo(), Draft::video(), Draft::photo()]));
    let lone = clinic.client_sends(Draft::photo());
    let mut all = ids.clone();
    all.push(lone);
    clinic.ok("copyMessages", batch(&clinic, &all));
    let albums: Vec<_> = clinic
        .world()
        .general_view(clinic.forum)
        .iter()
        .filter(|shown| shown.kind != Kind::Service)
        .map(|shown| shown.album.clone())
        .collect();
    let original = clinic.world().shown(clinic.olena, ids[0]).unwrap().album;
    assert!(albums[0].is_some() && albums[0] == albums[1] && albums[1] == albums[2]);
    assert_ne!(albums[0], original, "a new album");
    assert_eq!(albums[3], None);
    let single = clinic.ok("copyMessage", copy_of(&clinic, ids[0]))["message_id"].as_i64().unwrap();
    assert_eq!(
        clinic.world().shown(clinic.forum, single).unwrap().album,
        None,
        "one of an album is no album"
    );
}

#[test]
fn a_batch_can_leave_the_captions_out() {
    let clinic = Clinic::open();
    let photo = clinic.client_sends(Draft::photo().caption("x".repeat(2000)));
    let mut params = batch(&clinic, &[photo]);
    params["remove_caption"] = json!(true);
    clinic.ok("copyMessages", params);
    assert_eq!(clinic.world().general_view(clinic.forum).last().unwrap().text, None);
}

#[test]
fn a_batch_of_nothing_is_refused() {
    let clinic = Clinic::open();
    let bill = clinic.client_sends(Draft::invoice("Visit", "UAH", 10_000));
    let refusal = |ids: &[i64]| clinic.refused("copyMessages", batch(&clinic, ids));
    assert_eq!(refusal(&[bill]), "Bad Request: messages can't be forwarded");
    assert_eq!(refusal(&[8_888, 9_999]), "Bad Request: there are no messages to forward");
    assert_eq!(refusal(&[]), "Bad Request: message identifiers are not specified");
    let many: Vec<i64> = (1..=101).collect();
    assert_eq!(refusal(&many), "Bad Request: too many message identifiers specified");
    for disorder in [[2, 1], [2, 2]] {
        let text = "Bad Request: message identifiers must be in a strictly increasing order";
        assert_eq!(refusal(&disorder), text);
    }
}
