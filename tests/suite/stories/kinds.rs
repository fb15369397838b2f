//! Every kind of message travels both ways with nothing lost; what Telegram lets no bot copy is said in
//! one line instead.

use super::{Story, substance};
use pwparents::sandbox::{Draft, Kind};
use serde_json::{Value, json};

/// What Telegram lets a bot copy as it is.
fn copyable() -> Vec<Draft> {
    vec![
        Draft::text("Кіт не їсть другий день"),
        Draft::text("т".repeat(4096)),
        Draft::text("🐈".repeat(4096)),
        Draft::photo().caption("Ось він"),
        Draft::photo().spoiler(),
        Draft::photo().caption("в".repeat(1024)).caption_above(),
        Draft::video().caption("Кульгає").spoiler().caption_above(),
        Draft::animation().caption("Отак чухається"),
        Draft::animation().spoiler(),
        Draft::audio().caption("Послухайте, як дихає"),
        Draft::voice().caption("Голосом"),
        Draft::video_note(),
        Draft::document("аналізи.pdf").caption("Аналізи"),
        Draft::sticker("😿"),
        Draft::location(50.4501, 30.5234),
        Draft::venue("Клініка", "вул. Хрещатик, 1"),
        Draft::contact("+380671234567", "Богдан"),
        Draft::poll("Коли вам зручно?", &["вранці", "ввечері"]),
        Draft::game("Злови мишу"),
        Draft::text("Переслане").forwarded_from_hidden("Сусідка", 1_700_000_000),
        Draft::photo().caption("Переслане фото").forwarded_from_hidden("Сусідка", 1_700_000_000),
        Draft::text("З ефектом").effect("5104841245755180586"),
        Draft::text("Не пересилати").protected(),
        Draft::photo().caption("Не зберігати").protected(),
        Draft::rich("Дуже довгий допис. ".repeat(300)),
    ]
}

#[test]
fn whatever_the_client_sends_stands_in_the_topic_as_it_was() {
    let mut story = Story::begin();
    let sent: Vec<i64> = copyable().into_iter().map(|draft| story.client(draft)).collect();
    let written = story.private();
    assert_eq!(written.iter().map(|shown| shown.message_id).collect::<Vec<_>>(), sent);
    let topic = story.topic();
    assert_eq!(
        topic.iter().map(substance).collect::<Vec<_>>(),
        written.iter().map(substance).collect::<Vec<_>>()
    );
    assert!(topic.iter().all(|shown| shown.sender == Some(story.sim.bot)));
    assert_eq!(story.sim.world.calls_of("copyMessage").count(), sent.len() + 1, "one call a message");
    story.ends();
}

#[test]
fn whatever_staff_send_stands_in_the_private_chat_as_it_was() {
    let mut story = Story::begin();
    let sent: Vec<i64> = copyable().into_iter().map(|draft| story.staff(draft)).collect();
    let written = story.topic();
    assert_eq!(written.iter().map(|shown| shown.message_id).collect::<Vec<_>>(), sent);
    let private = story.private();
    assert_eq!(
        private.iter().map(substance).collect::<Vec<_>>(),
        written.iter().map(substance).collect::<Vec<_>>()
    );
    assert!(private.iter().all(|shown| shown.sender == Some(story.sim.bot)));
    story.ends();
}

/// Entities of every sort: behind emoji, nested, of one unit, over a surrogate pair, of tomorrow.
fn styled() -> Draft {
    // "🐈‍⬛ Мурчик" counts 4 + 1 + 6 UTF-16 units.
    Draft::text("🐈‍⬛ Мурчик не їсть 🍖, пише @sestra з кешбеком 👍").entities(json!([
        {"type": "custom_emoji", "offset": 0, "length": 4, "custom_emoji_id": "5368324170671202286"},
        {"type": "bold", "offset": 5, "length": 14},
        {"type": "italic", "offset": 12, "length": 7},
        {"type": "spoiler", "offset": 20, "length": 2},
        {"type": "text_link", "offset": 24, "length": 4, "url": "https://example.com/?a=<b>&c=\"d\""},
        {"type": "text_mention", "offset": 24, "length": 4, "user": {"id": 5, "is_bot": false, "first_name": "С"}},
        {"type": "date_time", "offset": 39, "length": 8, "unix_time": 1_700_000_000, "date_time_format": "d"},
        {"type": "hologram", "offset": 37, "length": 1, "depth": {"of": [1, 2.5, null]}},
    ]))
}

#[test]
fn entities_travel_exactly_even_one_that_nobody_knows_yet() {
    let mut story = Story::begin();
    story.sim.world.rules.custom_emoji_allowed = true;
    let from_client = story.client(styled());
    let from_staff = story.staff(styled());
    let (topic, private) = (story.topic(), story.private());
    let client_wrote = story.sim.world.shown(story.olena, from_client).unwrap();
    let staff_wrote = story.sim.world.shown(story.sim.group, from_staff).unwrap();
    assert_eq!(client_wrote.entities.len(), 8);
    assert_eq!(substance(&topic[0]), substance(&client_wrote));
    assert_eq!(substance(&private[1]), substance(&staff_wrote));
    assert_eq!((topic.len(), private.len()), (2, 2));
    story.ends();
}

#[test]
fn a_bot_that_may_not_use_custom_emoji_loses_nothing_else() {
    let mut story = Story::begin();
    story.client(styled());
    let (written, copied) = (&story.private()[0], &story.topic()[0]);
    assert_eq!(copied.text, written.text);
    assert_eq!(copied.entities, written.entities[1..]);
    story.ends();
}

#[test]
fn a_dice_travels_as_the_value_everybody_saw() {
    let mut story = Story::begin();
    for (emoji, value) in [("🎲", 4), ("🎰", 64), ("⚽", 1)] {
        story.client(Draft::dice(emoji, value));
        story.staff(Draft::dice(emoji, value));
    }
    assert_eq!(
        story.in_topic(),
        ["бот: 🎲 4", "Марія: [Dice]", "бот: 🎰 64", "Марія: [Dice]", "бот: ⚽ 1", "Марія: [Dice]"]
    );
    assert_eq!(
        story.in_private(),
        ["Олена: [Dice]", "бот: 🎲 4", "Олена: [Dice]", "бот: 🎰 64", "Олена: [Dice]", "бот: ⚽ 1"]
    );
    story.ends();
}

/// A message whose content stands in a field that nobody knows: the words are where Telegram will put
/// them some day. Telegram itself can copy it.
fn hologram(content: &Value) -> Draft {
    Draft::text("голограма").field("text", Value::Null).field("hologram", content.clone())
}

#[test]
fn a_kind_that_nobody_knows_yet_is_copied_both_ways() {
    let mut story = Story::begin();
    story.client(hologram(&json!({"text": "Подивіться"})));
    story.staff(hologram(&json!({"depth": 3})));
    assert_eq!(story.in_topic(), ["бот: голограма", "Марія: голограма"]);
    assert_eq!(story.in_private(), ["Олена: голограма", "бот: голограма"]);
    story.ends();
}

#[test]
fn stories_and_checklists_are_copied_where_telegram_allows_it() {
    let mut story = Story::begin();
    (story.sim.world.rules.copy_stories, story.sim.world.rules.copy_checklists) = (true, true);
    let channel = json!({"id": -1_001_234_567_890_i64, "type": "channel", "title": "Притулок"});
    story.client(Draft::story(&channel, 7));
    story.client(Draft::checklist("Перед операцією", &["не годувати", "аналізи"]));
    story.staff(Draft::checklist("Після операції", &["спокій"]));
    let (topic, private) = (story.topic(), story.private());
    let of = |shown: &[_], index: usize| substance(&shown[index]);
    assert_eq!(
        [of(&topic, 0), of(&topic, 1), of(&topic, 2)],
        [of(&private, 0), of(&private, 1), of(&private, 2)]
    );
    assert_eq!((topic.len(), private.len()), (3, 3));
    assert_eq!(
        topic.iter().map(|shown| shown.kind).collect::<Vec<_>>(),
        [Kind::Story, Kind::Checklist, Kind::Checklist]
    );
    story.ends();
}

/// What no bot may copy, and the line that says so to staff.
fn never_copied() -> Vec<(Draft, &'static str)> {
    let service = |field: &str| Draft::service(field, json!({}));
    let channel = json!({"id": -1_001_234_567_890_i64, "type": "channel", "title": "Притулок"});
    vec![
        (Draft::paid_media(5), "💎 Клієнт надіслав платний допис. Показати його тут Telegram не дозволяє."),
        (
            Draft::paid_media(5).caption("Рентген"),
            "💎 Клієнт надіслав платний допис. Показати його тут Telegram не дозволяє. Підпис: Рентген",
        ),
        (Draft::giveaway(), "🎁 Клієнт переслав розіграш. Показати його тут Telegram не дозволяє."),
        (Draft::giveaway_winners(), "🎁 Клієнт переслав розіграш. Показати його тут Telegram не дозволяє."),
        (
            Draft::invoice("Щеплення", "UAH", 50_000),
            "🧾 Клієнт переслав рахунок. Показати його тут Telegram не дозволяє.",
        ),
        (service("gift"), "🎁 Клієнт надіслав подарунок."),
        (service("unique_gift"), "🎁 Клієнт надіслав подарунок."),
        (
            service("message_auto_delete_timer_changed"),
            "⏱ Клієнт змінив таймер автовидалення повідомлень у чаті з ботом.",
        ),
        (service("users_shared"), "ℹ️ Клієнт: службове повідомлення Telegram (users_shared)."),
        (service("web_app_data"), "ℹ️ Клієнт: службове повідомлення Telegram (web_app_data)."),
        (
            Draft::quiz("Скільки у кота лап?", &["4", "5"], 0)
                .forwarded_from_hidden("Сусідка", 1_700_000_000),
            "📊 Опитування, яке не вдалося скопіювати. Підпис: Скільки у кота лап?",
        ),
        (Draft::story(&channel, 7), "📖 Історія, яку не вдалося скопіювати."),
        (Draft::checklist("Купити", &["корм"]), "☑️ Список справ, який не вдалося скопіювати."),
        (
            Draft::raw(json!({"hologram": {"caption": "Ось", "depth": 3}})),
            "❓ Клієнт надіслав повідомлення, яке Telegram не дає показати тут. Попросіть надіслати \
             інакше. Підпис: Ось",
        ),
        (
            Draft::raw(json!({})),
            "❓ Клієнт надіслав повідомлення, яке Telegram не дає показати тут. Попросіть надіслати інакше.",
        ),
        (
            Draft::text(""),
            "❓ Клієнт надіслав повідомлення, яке Telegram не дає показати тут. Попросіть надіслати інакше.",
        ),
    ]
}

#[test]
fn what_no_bot_may_copy_is_described_to_staff_in_one_line() {
    let mut story = Story::begin();
    let mut lines = Vec::new();
    for (draft, line) in never_copied() {
        story.client(draft);
        lines.push(format!("бот: {line}"));
    }
    assert_eq!(story.in_topic(), lines);
    assert_eq!(story.private().len(), lines.len(), "the client hears nothing of it");
    story.ends();
}

#[test]
fn a_message_pinned_by_the_client_is_told() {
    let mut story = Story::begin();
    let said = story.client(Draft::text("Моя адреса: Хрещатик, 1"));
    let olena = story.olena;
    story.sim.world.pin(olena, olena, said);
    story.sim.run();
    assert_eq!(
        story.in_topic(),
        ["бот: Моя адреса: Хрещатик, 1", "бот: 📌 Клієнт закріпив повідомлення в чаті з ботом."]
    );
    story.ends();
}

#[test]
fn what_staff_send_and_no_bot_may_copy_is_answered_under_it() {
    const LINE: &str = "⚠️ Telegram не прийняв повідомлення: такі повідомлення боти надсилати не можуть. Клієнт його не бачить.";
    for draft in [
        Draft::paid_media(5),
        Draft::giveaway(),
        Draft::giveaway_winners(),
        Draft::invoice("Щеплення", "UAH", 50_000),
    ] {
        let mut story = Story::begin();
        let sent = story.staff(draft);
        let topic = story.topic();
        assert_eq!(topic.len(), 2);
        assert_eq!((topic[1].words(), topic[1].reply_to), (LINE, Some(sent)));
        assert_eq!(topic[1].buttons, [] as [Vec<_>; 0], "to try it again is no use");
        assert_eq!(story.private(), []);
        story.ends();
    }
}

#[test]
fn what_telegram_turns_out_not_to_copy_for_staff_is_answered_under_it() {
    let channel = json!({"id": -1_001_234_567_890_i64, "type": "channel", "title": "Притулок"});
    for draft in [
        Draft::quiz("Скільки у кота лап?", &["4", "5"], 0),
        Draft::story(&channel, 7),
        Draft::checklist("Купити", &["корм"]),
        Draft::raw(json!({"hologram": {"depth": 3}})),
    ] {
        let mut story = Story::begin();
        let sent = story.staff(draft);
        let topic = story.topic();
        assert_eq!(topic.len(), 2);
        assert_eq!(topic[1].reply_to, Some(sent));
        assert!(
            topic[1].words().starts_with(
                "⚠️ Telegram не прийняв повідомлення: такі повідомлення боти надсилати не можуть."
            ),
            "{}",
            topic[1].words()
        );
        assert_eq!(story.private(), []);
        story.ends();
    }
}
