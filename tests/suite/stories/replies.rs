//! A reply to a relayed message is a reply to its counterpart on the other side, with its quote; where
//! there is no counterpart any more, the words go all the same.

use super::{FIRST, OLENA, Story};
use pwparents::sandbox::{Draft, Profile, Shown, To};
use serde_json::{Value, json};

impl Story {
    /// The message in the topic with these words.
    fn topic_id(&self, words: &str) -> i64 {
        id_of(&self.sim.in_topic(OLENA), words)
    }

    /// The message in the private chat with these words.
    fn private_id(&self, words: &str) -> i64 {
        id_of(&self.sim.world.private_view(self.olena, self.sim.bot), words)
    }
}

fn id_of(shown: &[Shown], words: &str) -> i64 {
    let found = shown.iter().find(|shown| shown.words() == words);
    found.unwrap_or_else(|| panic!("no {words:?} among {shown:?}")).message_id
}

#[test]
fn a_conversation_of_replies_reads_the_same_on_both_sides() {
    let mut story = Story::begin();
    story.staff(Draft::text("Що сталося?").reply_to(story.topic_id(FIRST)));
    story.client(Draft::text("Кульгає").reply_to(story.private_id("Що сталося?")));
    story.staff(Draft::photo().caption("Отак?").reply_to(story.topic_id("Кульгає")));
    story.client(Draft::sticker("😿").reply_to(story.private_id("Отак?")));
    assert_eq!(
        story.in_topic(),
        [
            "Марія: Що сталося? ↩ Добрий день",
            "бот: Кульгає ↩ Що сталося?",
            "Марія: [Photo] Отак? ↩ Кульгає",
            "бот: [Sticker] ↩ Отак?",
        ]
    );
    assert_eq!(
        story.in_private(),
        [
            "бот: Що сталося? ↩ Добрий день",
            "Олена: Кульгає ↩ Що сталося?",
            "бот: [Photo] Отак? ↩ Кульгає",
            "Олена: [Sticker] ↩ Отак?",
        ]
    );
    story.ends();
}

#[test]
fn a_reply_to_a_message_of_ones_own_side_finds_it_on_the_other() {
    let mut story = Story::begin();
    story.client(Draft::text("Кульгає"));
    story.client(Draft::text("на цю лапу").reply_to(story.private_id("Кульгає")));
    story.staff(Draft::text("Приходьте"));
    story.staff(Draft::text("о 15:00").reply_to(story.topic_id("Приходьте")));
    assert_eq!(
        story.in_topic(),
        ["бот: Кульгає", "бот: на цю лапу ↩ Кульгає", "Марія: Приходьте", "Марія: о 15:00 ↩ Приходьте",]
    );
    assert_eq!(
        story.in_private(),
        ["Олена: Кульгає", "Олена: на цю лапу ↩ Кульгає", "бот: Приходьте", "бот: о 15:00 ↩ Приходьте",]
    );
    story.ends();
}

#[test]
fn a_reply_to_a_message_that_is_still_queued_waits_for_it_and_finds_it() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    let asked = story.sim.world.send_private(olena, bot, Draft::text("Кульгає"));
    story.sim.world.send_private(olena, bot, Draft::text("на цю лапу").reply_to(asked));
    story.sim.run();
    assert_eq!(story.in_topic(), ["бот: Кульгає", "бот: на цю лапу ↩ Кульгає"]);
    story.ends();
}

/// What the quote of a message is: its words, their entities, and where they begin.
fn quote(story: &Story, chat: i64, shown: &Shown) -> Value {
    let json = story.sim.world.message_as_json(chat, shown.message_id).unwrap();
    json["quote"].clone()
}

#[test]
fn a_quote_travels_with_its_words_entities_and_place_both_ways() {
    let mut story = Story::begin();
    let text = "🐈 їсть корм 🐟 та корм 🐟 щодня";
    let bold = json!([{"type": "bold", "offset": 19, "length": 4}]);
    let quoted = |to: i64| {
        let entities = json!([{"type": "bold", "offset": 0, "length": 4}]);
        Draft::text("Який саме?").reply_to(to).quote_at("корм 🐟", entities, Some(19))
    };
    let expected = json!({"text": "корм 🐟", "position": 19, "is_manual": true,
        "entities": [{"type": "bold", "offset": 0, "length": 4}]});
    story.client(Draft::text(text).entities(bold.clone()));
    story.staff(quoted(story.topic_id(text)));
    let private = story.private();
    assert_eq!(private[1].reply_to, Some(private[0].message_id));
    assert_eq!(quote(&story, story.olena, &private[1]), expected);
    story.client(quoted(story.private_id("Який саме?")).quote("Який"));
    story.staff(Draft::text(format!("{text}!")).entities(bold));
    story.client(quoted(story.private_id(&format!("{text}!"))));
    let topic = story.topic();
    assert_eq!((topic[2].words(), topic[2].quote.as_deref()), ("Який саме?", Some("Який")));
    assert_eq!(topic[2].reply_to, Some(topic[1].message_id));
    assert_eq!(topic[4].reply_to, Some(topic[3].message_id));
    assert_eq!(quote(&story, story.sim.group, &topic[4]), expected);
    story.ends();
}

#[test]
fn a_quote_of_words_that_stand_there_twice_is_of_the_same_ones() {
    let mut story = Story::begin();
    let text = "так, так, так";
    story.client(Draft::text(text));
    story.staff(Draft::text("Справді?").reply_to(story.topic_id(text)).quote_at("так", json!([]), Some(5)));
    let private = story.private();
    let expected = json!({"text": "так", "position": 5, "is_manual": true});
    assert_eq!(quote(&story, story.olena, &private[1]), expected);
    story.ends();
}

#[test]
fn a_poll_with_a_quote_that_no_longer_fits_is_a_poll_all_the_same() {
    let mut story = Story::begin();
    story.client(Draft::text("Коли прийти?"));
    let asked = story.topic_id("Коли прийти?");
    story.staff(Draft::poll("Коли вам зручно?", &["вранці", "ввечері"]).reply_to(asked).quote("як"));
    assert_eq!(story.in_private()[1..], ["бот: [Poll] ↩ Коли прийти?"]);
    story.ends();
}

#[test]
fn a_quote_of_words_that_were_edited_meanwhile_becomes_a_reply_without_quote() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text("Кульгає на ліву лапу"));
    let olena = story.olena;
    let copy = story.topic_id("Кульгає на ліву лапу");
    story.sim.world.edit(olena, asked, Draft::text("Кульгає на праву лапу"));
    // Written before the edit was seen.
    story.staff(Draft::text("На яку?").reply_to(copy).quote("ліву"));
    story.client(Draft::text("на передню").reply_to(asked).quote("ліву"));
    assert_eq!(
        story.in_topic(),
        [
            "бот: Кульгає на праву лапу (edited)",
            "Марія: На яку? «ліву» ↩ Кульгає на праву лапу",
            "бот: на передню ↩ Кульгає на праву лапу",
        ]
    );
    assert_eq!(
        story.in_private()[1..],
        ["бот: На яку? ↩ Кульгає на праву лапу", "Олена: на передню «ліву» ↩ Кульгає на праву лапу",]
    );
    story.ends();
}

#[test]
fn a_reply_to_what_was_deleted_on_the_other_side_goes_without() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text("Кульгає"));
    let answered = story.staff(Draft::text("Приходьте"));
    let (olena, group) = (story.olena, story.sim.group);
    let (copy, shown) = (story.topic_id("Кульгає"), story.private_id("Приходьте"));
    story.sim.world.delete(olena, asked);
    story.staff(Draft::text("Давно?").reply_to(copy));
    story.staff(Draft::text("І як?").reply_to(copy).quote("Кульгає"));
    story.sim.world.delete(group, answered);
    story.client(Draft::text("О котрій?").reply_to(shown));
    story.client(Draft::text("А коли?").reply_to(shown).quote("Приходьте"));
    assert_eq!(
        story.in_topic(),
        [
            "бот: Кульгає",
            "Марія: Давно? ↩ Кульгає",
            "Марія: І як? «Кульгає» ↩ Кульгає",
            "бот: О котрій?",
            "бот: А коли?",
        ]
    );
    assert_eq!(
        story.in_private(),
        [
            "бот: Приходьте",
            "бот: Давно?",
            "бот: І як?",
            "Олена: О котрій? ↩ Приходьте",
            "Олена: А коли? «Приходьте» ↩ Приходьте",
        ]
    );
    assert_eq!(story.sim.world.topics(group).len(), 1, "the topic is alive");
    story.ends();
}

#[test]
fn whatever_answers_a_deleted_message_arrives_whatever_kind_it_is() {
    for (draft, line) in [
        (Draft::dice("🎲", 4), "бот: 🎲 4"),
        (
            Draft::paid_media(5),
            "бот: 💎 Клієнт надіслав платний допис. Показати його тут Telegram не дозволяє.",
        ),
        (Draft::checklist("Купити", &["корм"]), "бот: ☑️ Список справ, який не вдалося скопіювати."),
        (Draft::photo().caption("ось"), "бот: [Photo] ось"),
    ] {
        let mut story = Story::begin();
        let answered = story.staff(Draft::text("Приходьте"));
        let shown = story.private_id("Приходьте");
        story.sim.world.delete(story.sim.group, answered);
        story.client(draft.reply_to(shown));
        assert_eq!(story.in_topic(), [line]);
        assert_eq!(story.sim.world.topics(story.sim.group).len(), 1);
        story.ends();
    }
}

#[test]
fn a_long_text_that_answers_a_deleted_message_arrives_in_its_parts() {
    let mut story = Story::begin();
    let answered = story.staff(Draft::text("Приходьте"));
    let shown = story.private_id("Приходьте");
    let album = vec![Draft::photo().reply_to(shown), Draft::photo().reply_to(shown)];
    story.sim.world.delete(story.sim.group, answered);
    story.client(Draft::text("слово ".repeat(700).trim_end()).reply_to(shown));
    story.sim.world.send_album(story.olena, To::Bot(story.sim.bot), album);
    story.sim.run();
    let topic = story.topic();
    assert_eq!(topic.iter().map(|part| part.words().split(' ').count()).collect::<Vec<_>>(), [682, 18, 1, 1]);
    assert_eq!(topic[2].album, topic[3].album);
    story.ends();
}

#[test]
fn a_reply_to_the_root_is_a_plain_message_and_replies_to_what_the_bot_says_are_none() {
    let mut story = Story::begin();
    story.staff(Draft::text("/fone"));
    let card = story.sim.in_topic(OLENA)[1].message_id;
    let notice = story.topic()[1].message_id;
    let root = story.sim.topic(OLENA);
    story.staff(Draft::text("до картки").reply_to(card));
    story.staff(Draft::text("до підказки").reply_to(notice).quote("Невідома"));
    story.staff(Draft::text("до теми").reply_to(root));
    assert_eq!(story.in_private(), ["бот: до теми"]);
    story.ends();
}

#[test]
fn a_client_who_answers_the_greeting_just_writes() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    story.sim.world.start(olena, bot);
    story.sim.run();
    let greeting = story.private()[1].message_id;
    story.client(Draft::text("Кульгає").reply_to(greeting));
    assert_eq!(story.in_topic(), ["бот: Кульгає"]);
    story.ends();
}

#[test]
fn a_reply_to_a_message_elsewhere_is_a_plain_message() {
    let mut story = Story::begin();
    let bohdan = story.sim.world.add_user(Profile::new("Богдан"));
    story.sim.client_says(bohdan, Draft::text("А мій пес здоровий"));
    let elsewhere = id_of(&story.sim.in_topic("Богдан"), "А мій пес здоровий");
    story.staff(Draft::text("Отакої").reply_to(elsewhere));
    let channel = json!({"origin": {"type": "channel", "date": 1, "message_id": 7,
        "chat": {"id": -1_001_234_567_890_i64, "type": "channel", "title": "Притулок"}}, "message_id": 7});
    story.staff(Draft::text("Почитайте").external_reply(channel.clone()).quote("годуйте"));
    story.client(Draft::text("Це воно?").external_reply(channel));
    assert_eq!(story.in_private(), ["бот: Отакої", "бот: Почитайте", "Олена: Це воно?"]);
    let topic = story.topic();
    assert!(topic[0].external_reply.is_some() && topic[1].external_reply.is_some());
    assert_eq!((topic[2].words(), topic[2].reply_to), ("Це воно?", Some(story.sim.topic(OLENA))));
    assert_eq!(story.sim.words_in_private(bohdan), ["А мій пес здоровий"]);
    story.ends();
}

#[test]
fn a_reply_to_what_went_down_with_the_former_topic_arrives_in_the_new_one() {
    let mut story = Story::begin();
    story.staff(Draft::text("Приходьте"));
    let (first, answered) = (story.private_id(FIRST), story.private_id("Приходьте"));
    let (group, thread) = (story.sim.group, story.sim.topic(OLENA));
    story.sim.world.delete_topic(group, thread);
    story.client(Draft::text("Іду").reply_to(answered));
    story.client(Draft::dice("🎲", 4).reply_to(first));
    assert_eq!(story.sim.words_in_topic(OLENA), ["Іду", "🎲 4"]);
    assert_eq!(story.sim.world.topics(group).len(), 2);
    story.ends();
}

#[test]
fn the_root_that_telegram_shows_as_answered_is_no_reply() {
    for cached in [true, false] {
        let mut story = Story::begin();
        story.sim.world.rules.roots_cached = cached;
        let sent = story.staff(Draft::text("Приходьте"));
        let update = story.sim.world.message_as_json(story.sim.group, sent).unwrap();
        assert_eq!(update["reply_to_message"].is_object(), cached);
        assert_eq!(story.in_private(), ["бот: Приходьте"]);
        story.ends();
    }
}
