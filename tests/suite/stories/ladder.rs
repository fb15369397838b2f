//! What Telegram refuses to copy for staff is sent anew from what was stored, then described; it is lost
//! at no step, and what cannot be shown at all is said in General.

use super::{Story, substance};
use pwparents::sandbox::{Action, Draft, Family, Fault, Kind};
use serde_json::json;

fn refusal(description: &str) -> Action {
    Action::Refuse { status: 400, description: format!("Bad Request: {description}") }
}

impl Story {
    /// From now on no copy is taken in this chat.
    fn cannot_copy(&mut self, chat: i64) {
        self.sim
            .world
            .fault(Fault::on_family(Family::Copy, refusal("the message can't be copied")).chat(chat));
    }

    /// And no message of this method either.
    fn cannot(&mut self, method: &str, chat: i64, description: &str) {
        self.sim.world.fault(Fault::on(method, refusal(description)).chat(chat));
    }
}

/// What can be sent anew from what is stored.
fn rebuildable() -> Vec<Draft> {
    let bold =
        json!([{"type": "bold", "offset": 0, "length": 2}, {"type": "italic", "offset": 1, "length": 3}]);
    vec![
        Draft::text("🐈 не їсть").entities(bold.clone()),
        Draft::photo().caption("🐈 отак").entities(bold.clone()).caption_above().spoiler(),
        Draft::photo(),
        Draft::video().caption("🐈 кульгає").entities(bold).spoiler(),
        Draft::animation().caption("чухається").caption_above(),
        Draft::audio().caption("кашель"),
        Draft::voice(),
        Draft::video_note(),
        Draft::document("аналізи.pdf").caption("кров"),
        Draft::sticker("😿"),
        Draft::location(50.4501, 30.5234),
        Draft::venue("Клініка", "вул. Хрещатик, 1"),
        Draft::contact("+380671234567", "Богдан"),
    ]
}

#[test]
fn what_cannot_be_copied_is_sent_anew_just_as_it_was_both_ways() {
    for draft in rebuildable() {
        let mut story = Story::begin();
        story.cannot_copy(story.sim.group);
        story.cannot_copy(story.olena);
        story.client(draft.clone());
        story.staff(draft);
        let (topic, private) = (story.topic(), story.private());
        assert_eq!(substance(&topic[0]), substance(&private[0]));
        assert_eq!(substance(&private[1]), substance(&topic[1]));
        assert_eq!((topic.len(), private.len()), (2, 2));
        assert!(story.deliveries().iter().all(|(_, delivery)| delivery == "sent"));
        story.ends();
    }
}

#[test]
fn a_reply_sent_anew_still_answers() {
    let mut story = Story::begin();
    let asked = story.sim.world.private_view(story.olena, story.sim.bot)[0].message_id;
    let copy = story.sim.in_topic(super::OLENA)[2].message_id;
    story.cannot_copy(story.olena);
    story.cannot_copy(story.sim.group);
    story.staff(Draft::text("Приходьте").reply_to(copy));
    story.client(Draft::photo().caption("ось").reply_to(asked));
    assert_eq!(story.in_private(), ["бот: Приходьте ↩ Добрий день", "Олена: [Photo] ось ↩ Добрий день"]);
    assert_eq!(story.in_topic(), ["Марія: Приходьте ↩ Добрий день", "бот: [Photo] ось ↩ Добрий день"]);
    story.ends();
}

#[test]
fn what_can_neither_be_copied_nor_sent_anew_is_described_with_its_words() {
    let gone = "wrong file identifier/HTTP URL specified";
    for (draft, method, line) in [
        (Draft::photo().caption("лапа"), "sendPhoto", "🖼 Фото, яке не вдалося скопіювати. Підпис: лапа"),
        (Draft::photo(), "sendPhoto", "🖼 Фото, яке не вдалося скопіювати."),
        (Draft::video(), "sendVideo", "🎬 Відео, яке не вдалося скопіювати."),
        (Draft::animation(), "sendAnimation", "🎞 Анімація, яку не вдалося скопіювати."),
        (Draft::audio(), "sendAudio", "🎵 Аудіо, яке не вдалося скопіювати."),
        (Draft::voice(), "sendVoice", "🎙 Голосове повідомлення, яке не вдалося скопіювати."),
        (Draft::video_note(), "sendVideoNote", "📹 Відеоповідомлення, яке не вдалося скопіювати."),
        (Draft::document("а.pdf"), "sendDocument", "📎 Файл, який не вдалося скопіювати."),
        (Draft::sticker("😿"), "sendSticker", "🙂 Стікер, який не вдалося скопіювати."),
        (Draft::location(50.0, 30.0), "sendLocation", "📍 Геопозиція, яку не вдалося скопіювати."),
        (Draft::venue("Клініка", "Хрещатик"), "sendVenue", "📍 Геопозиція, яку не вдалося скопіювати."),
        (Draft::contact("+380", "Богдан"), "sendContact", "👤 Контакт, який не вдалося скопіювати."),
        (
            Draft::poll("Коли?", &["раз", "два"]),
            "-",
            "📊 Опитування, яке не вдалося скопіювати. Підпис: Коли?",
        ),
        (Draft::game("Миша"), "-", "🎮 Гра, яку не вдалося скопіювати."),
    ] {
        let mut story = Story::begin();
        let group = story.sim.group;
        story.cannot_copy(group);
        story.cannot(method, group, gone);
        story.client(draft);
        assert_eq!(story.in_topic(), [format!("бот: {line}")]);
        assert_eq!(story.deliveries()[0].1, "sent");
        story.ends();
    }
}

#[test]
fn a_message_the_client_deleted_before_it_was_copied_is_shown_from_what_was_stored() {
    for draft in [Draft::text("Ненавиджу вас"), Draft::photo().caption("лапа").spoiler()] {
        let mut story = Story::begin();
        let (olena, bot) = (story.olena, story.sim.bot);
        story.sim.world.fault(
            Fault::on("copyMessage", Action::TooManyRequests { retry_after: 30 })
                .chat(story.sim.group)
                .once(),
        );
        let sent = story.sim.world.send_private(olena, bot, draft);
        story.sim.run();
        let written = substance(&story.private()[0]);
        story.sim.world.delete(olena, sent);
        story.sim.pass(60_000);
        let topic = story.topic();
        assert_eq!(topic.iter().map(substance).collect::<Vec<_>>(), [written]);
        assert_eq!(story.private(), []);
        story.ends();
    }
}

#[test]
fn a_poll_the_client_deleted_before_it_was_copied_is_described() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    story.sim.world.fault(
        Fault::on("copyMessage", Action::TooManyRequests { retry_after: 30 }).chat(story.sim.group).once(),
    );
    let sent = story.sim.world.send_private(olena, bot, Draft::poll("Коли?", &["раз", "два"]));
    story.sim.run();
    story.sim.world.delete(olena, sent);
    story.sim.pass(60_000);
    assert_eq!(story.in_topic(), ["бот: 📊 Опитування, яке не вдалося скопіювати. Підпис: Коли?"]);
    story.ends();
}

#[test]
fn what_cannot_even_be_described_is_said_in_general_and_kept() {
    let mut story = Story::begin();
    let group = story.sim.group;
    story.cannot_copy(group);
    let thread = story.sim.topic(super::OLENA);
    story.sim.world.fault(Fault::on("sendMessage", refusal("SOMETHING_NEW")).thread(thread).times(2));
    story.client(Draft::text("Кіт не їсть"));
    story.client(Draft::sticker("😿"));
    assert_eq!(story.topic().iter().map(|shown| shown.kind).collect::<Vec<_>>(), [Kind::Sticker]);
    assert_eq!(
        story.in_general(),
        [
            "бот: ⚠️ Повідомлення клієнта Олена не вдалося показати в темі: SOMETHING_NEW. Воно збережене в базі."
        ]
    );
    assert_eq!(story.deliveries()[0], ("Кіт не їсть".to_owned(), "failed".to_owned()));
    story.ends_with_words_in_general();
}

#[test]
fn staff_read_why_a_file_or_a_deleted_message_did_not_arrive() {
    let gone = "wrong file identifier/HTTP URL specified";
    for (draft, reason) in [
        (Draft::photo().caption("чек"), "файл більше недоступний"),
        (Draft::poll("Коли?", &["раз", "два"]), "його вже видалено"),
    ] {
        let mut story = Story::begin();
        let olena = story.olena;
        let not_found = Fault::on("copyMessage", refusal("message to copy not found"));
        story.sim.world.fault(not_found.chat(olena));
        story.cannot("sendPhoto", olena, gone);
        let sent = story.staff(draft);
        let line = format!("⚠️ Telegram не прийняв повідомлення: {reason}. Клієнт його не бачить.");
        let topic = story.topic();
        assert_eq!((topic.len(), topic[1].words(), topic[1].reply_to), (2, line.as_str(), Some(sent)));
        assert_eq!(story.private(), []);
        story.ends();
    }
}

#[test]
fn a_text_sent_anew_leaves_out_entities_that_only_a_copy_can_carry() {
    let mut story = Story::begin();
    story.cannot_copy(story.sim.group);
    story.cannot_copy(story.olena);
    let tomorrow =
        || Draft::text("Кіт не їсть").entities(json!([{"type": "hologram", "offset": 0, "length": 3}]));
    story.client(tomorrow());
    story.staff(tomorrow());
    assert_eq!(story.in_topic(), ["бот: Кіт не їсть", "Марія: Кіт не їсть"]);
    assert_eq!(story.in_private(), ["Олена: Кіт не їсть", "бот: Кіт не їсть"]);
    story.ends();
}

#[test]
fn a_text_of_blocks_sent_anew_keeps_every_word_and_line() {
    let mut story = Story::begin();
    story.cannot_copy(story.sim.group);
    let item =
        |label: &str, text: &str| json!({"label": label, "blocks": [{"type": "paragraph", "text": text}]});
    let blocks = json!([
        {"type": "heading", "text": "Мурчик", "size": 1},
        {"type": "paragraph", "text": ["їсть ", {"type": "bold", "text": "мало"}, " ",
            {"type": "custom_emoji", "custom_emoji_id": "1", "alternative_text": "😿"}]},
        {"type": "list", "items": [item("1. ", "корм"), item("2. ", "вода")]},
        {"type": "details", "summary": "Аналізи", "blocks": [{"type": "paragraph", "text": "кров"}]},
        {"type": "divider"},
        {"type": "mathematical_expression", "expression": "2+2"},
        {"type": "pullquote", "text": "Усе добре", "credit": " — лікар"},
    ]);
    story.client(Draft::rich("-").field("rich_message", json!({ "blocks": blocks })));
    assert_eq!(
        story.in_topic(),
        ["бот: Мурчик\nїсть мало 😿\n1. корм\n2. вода\nАналізи\nкров\n2+2\nУсе добре — лікар"]
    );
    story.ends();
}
