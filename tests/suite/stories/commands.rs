//! What staff type for the bot never reaches the client, however it is typed.

use super::{OLENA, Story};
use pwparents::sandbox::Draft;
use serde_json::json;

/// The bot's answer to a command, as a reply to it.
fn answer(command: &str) -> String {
    let near = if command == "/fone" || command == "/fo\u{fffd}ne" { " Можливо, /phone?" } else { "" };
    format!("❓ Невідома команда {command}. Клієнту нічого не надіслано.{near}")
}

/// The message stays back, and staff are told so right under it.
fn stays_back(draft: &Draft, command: &str) {
    let mut story = Story::begin();
    let sent = story.staff(draft.clone());
    assert_eq!(story.private(), [], "{draft:?}");
    let topic = story.topic();
    assert_eq!(topic.len(), 2, "{draft:?}");
    let phones = format!("👤 {OLENA}\nid {}\n📞 телефон невідомий", story.olena);
    let said = if command == "/phone" { phones } else { answer(command) };
    assert_eq!((topic[1].words(), topic[1].reply_to), (said.as_str(), Some(sent)));
    assert_eq!(topic[1].sender, Some(story.sim.bot));
    assert_eq!(story.deliveries()[0].1, "kept");
    assert_eq!(story.sim.world.calls_of("copyMessage").count(), 1, "only the client's first message");
    story.ends();
}

#[test]
fn a_command_never_reaches_the_client_however_it_is_typed() {
    let long = format!("/{}", "д".repeat(100));
    for (text, command) in [
        ("/fone +380671234567", "/fone"),
        ("/fone\n+380671234567", "/fone"),
        ("/вакцина", "/вакцина"),
        ("/телефон", "/phone"),
        (".зрщту", "/phone"),
        ("\\phone", "/phone"),
        ("\u{ff0f}phone", "/phone"),
        ("/", "/"),
        ("/ fone", "/"),
        ("/🙂", "/🙂"),
        (&long, &long[..63]),
        ("   /fone", "/fone"),
        ("\n\t\u{a0}/fone", "/fone"),
        ("\u{200b}/fone", "/fone"),
        ("\u{feff}/fone", "/fone"),
        ("\u{200f}\u{202e}/fone", "/fone"),
        ("\u{2066}\u{061c}/fone", "/fone"),
        ("\u{00ad}\u{2060}\u{180e}/fone", "/fone"),
        ("\u{3164}\u{2800}/fone", "/fone"),
        ("\u{fe0f}\u{200d}/fone", "/fone"),
        ("\u{34f}\u{fe00}\u{301}/fone", "/fone"),
        ("\u{e0001}\u{fffd}/fone", "/fone"),
    ] {
        stays_back(&Draft::text(text), command);
    }
}

#[test]
fn a_note_and_a_command_for_another_bot_stay_back_in_silence() {
    let mut story = Story::begin();
    for text in ["// дивний клієнт", "..дивний клієнт", "/x@OtherBot будь ласка"]
    {
        story.staff(Draft::text(text));
        story.staff(Draft::photo().caption(text));
    }
    assert_eq!(story.private(), []);
    assert_eq!(story.topic().len(), 6, "only what staff wrote");
    assert!(story.deliveries().iter().all(|(_, delivery)| delivery == "kept"));
    story.ends();
}

#[test]
fn a_command_in_a_caption_stays_back_with_its_file() {
    for draft in [
        Draft::photo(),
        Draft::video(),
        Draft::animation(),
        Draft::audio(),
        Draft::voice(),
        Draft::document("чек.pdf"),
        Draft::paid_media(5),
    ] {
        stays_back(&draft.caption(" /fone +380671234567"), "/fone");
    }
}

#[test]
fn a_command_in_what_nobody_knows_yet_stays_back() {
    let bold = json!({"type": "bold", "text": "/fone"});
    for blocks in [
        json!([{"type": "paragraph", "text": "/fone +380671234567"}]),
        json!([{"type": "paragraph", "text": ["", bold, " +380671234567"]}]),
        json!([{"type": "divider"}, {"type": "heading", "text": bold, "size": 1}]),
        json!([{"type": "details", "summary": bold, "blocks": [{"type": "paragraph", "text": "номер"}]}]),
        json!([{"type": "blockquote", "blocks": [{"type": "paragraph", "text": bold}], "credit": "лікар"}]),
        json!([{"type": "table", "cells": [[{"text": bold, "align": "left", "valign": "top"}]]}]),
        json!([{"type": "mathematical_expression", "expression": "/fone"}]),
    ] {
        stays_back(&Draft::rich("-").field("rich_message", json!({ "blocks": blocks })), "/fone");
    }
    for content in [
        json!("/fone +380671234567"),
        json!({"text": " /fone +380671234567"}),
        json!({"depth": 3, "caption": "/fone +380671234567"}),
        json!({"blocks": [{"type": "paragraph", "text": "/fone +380671234567"}]}),
    ] {
        // Telegram could copy it, so nothing but its words keeps it back.
        stays_back(&Draft::text("голограма").field("text", json!(null)).field("hologram", content), "/fone");
    }
}

#[test]
fn a_command_of_an_anonymous_administrator_stays_back() {
    stays_back(&Draft::text("/fone").anonymous(Some("Головний лікар")), "/fone");
    stays_back(&Draft::photo().caption("/fone").anonymous(None), "/fone");
}

#[test]
fn a_command_that_answers_the_clients_message_stays_back() {
    let mut story = Story::begin();
    let asked = story.sim.in_topic(OLENA)[2].message_id;
    story.staff(Draft::text("/fone").reply_to(asked).quote("день"));
    assert_eq!(story.private(), []);
    assert_eq!(
        story.in_topic(),
        ["Марія: /fone «день» ↩ Добрий день", &format!("бот: {} ↩ /fone", answer("/fone"))]
    );
    story.ends();
}

/// Staff write "замінник" with `caption` or `text` replaced by this JSON text, which may hold halves of
/// characters that no honest program can write. Telegram could copy the message as it is.
fn write_raw(story: &mut Story, draft: Draft, json_text: &str) {
    let (bot, group, vet) = (story.sim.bot, story.sim.group, story.sim.vet);
    let thread = story.sim.topic(OLENA);
    let sent = story.sim.world.send_topic(group, thread, vet, draft);
    let message = story.sim.world.message_as_json(group, sent).unwrap().to_string();
    assert!(message.contains("\"замінник\""));
    let message = message.replace("\"замінник\"", &format!("\"{json_text}\""));
    // The honest update is lost, this one comes instead.
    let next = story.sim.world.last_update_id(bot) + 1;
    story.sim.world.restart_update_ids_at(bot, next);
    story.sim.world.inject_update(bot, &format!("{{\"update_id\":$UPDATE_ID,\"message\":{message}}}"));
    story.sim.run();
}

#[test]
fn halves_of_characters_do_not_hide_a_command() {
    for (text, command) in [
        (r"\ud83d/fone", "/fone"),
        (r"\udc08\ud83d /fone +380671234567", "/fone"),
        (r"/fo\ud83dne", "/fo\u{fffd}ne"),
        (r"/fone \udc08", "/fone"),
        (r"\/fone", "/fone"),
        (r"\u002ffone", "/fone"),
        (r"\ud83d\/fone\\", "/fone\\"),
    ] {
        for draft in [Draft::text("замінник"), Draft::photo().caption("замінник")] {
            let mut story = Story::begin();
            write_raw(&mut story, draft, text);
            assert_eq!(story.private(), [], "{text}");
            let topic = story.topic();
            assert_eq!(topic.len(), 2, "{text}");
            assert_eq!(topic[1].words(), answer(command), "{text}");
            story.ends();
        }
    }
}

#[test]
fn halves_of_characters_do_not_hold_up_an_ordinary_message() {
    let mut story = Story::begin();
    write_raw(&mut story, Draft::text("замінник"), r"Приход\ud83dьте");
    assert_eq!(story.in_private(), ["бот: Приход\u{fffd}ьте"], "what was read, not what stands there");
    story.ends();
}

#[test]
fn a_slash_inside_an_ordinary_message_is_no_command() {
    let mut story = Story::begin();
    for text in ["1/2 таблетки", "див. /fone", "км/год", "\\fone", ".5 мл", "...", "!fone"]
    {
        story.staff(Draft::text(text));
    }
    assert_eq!(
        story.in_private(),
        [
            "бот: 1/2 таблетки",
            "бот: див. /fone",
            "бот: км/год",
            "бот: \\fone",
            "бот: .5 мл",
            "бот: ...",
            "бот: !fone"
        ]
    );
    story.ends();
}
