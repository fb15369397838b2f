//! Who is not staff in a client's topic reaches no client: General, bots, channels, other groups, what
//! happens to a chat. Anonymous administrators are staff.

use super::{FIRST, OLENA, Story};
use crate::sim::Sim;
use pwparents::sandbox::{Draft, Profile, Rights, Shown, To};
use serde_json::{Value, json};

const NOBODYS: &str = "ℹ️ Ця тема не прив’язана до клієнта, повідомлення нікому не надіслано.";

impl Story {
    fn nothing_reached_the_client(&self) {
        assert_eq!(self.private(), []);
        assert_eq!(
            self.sim.world.topics(self.sim.group).iter().filter(|topic| topic.name == OLENA).count(),
            1
        );
        let sent = self.sim.world.calls().filter(|call| call.int("chat_id") == Some(self.olena));
        assert_eq!(sent.count(), 0, "nothing was even tried");
    }

    /// A message of the world comes as an update once more, altered.
    fn comes_as(&mut self, message: &Value) {
        let bot = self.sim.bot;
        self.sim.world.inject_update(bot, &format!(r#"{{"update_id":$UPDATE_ID,"message":{message}}}"#));
        self.sim.run();
    }
}

#[test]
fn what_is_said_in_general_stays_there() {
    let mut story = Story::begin();
    let (group, vet, copy) = (story.sim.group, story.sim.vet, story.sim.in_topic(OLENA)[2].message_id);
    let said = story.sim.world.send_general(group, vet, Draft::text("Хто сьогодні чергує?"));
    story.sim.world.send_general(group, vet, Draft::text("Я").reply_to(said));
    story.sim.world.send_general(group, vet, Draft::text("// /fone"));
    story.sim.world.send_general(group, vet, Draft::text("Дивіться, хто пише").reply_to(copy));
    story.sim.world.send_general(group, vet, Draft::photo().caption("графік").anonymous(None));
    story.sim.world.send_album(vet, To::General(group), vec![Draft::photo(), Draft::photo()]);
    story.sim.world.edit(group, said, Draft::text("Хто завтра чергує?"));
    story.sim.run();
    story.nothing_reached_the_client();
    assert_eq!(story.topic(), []);
    assert_eq!(story.in_general().len(), 7, "the bot says nothing there: {:?}", story.in_general());
    assert!(story.in_general().iter().all(|line| !line.starts_with("бот")));
    story.ends_with_words_in_general();
}

#[test]
fn another_group_is_another_group_even_where_its_topics_have_the_same_numbers() {
    let mut story = Story::begin();
    let (bot, vet) = (story.sim.bot, story.sim.vet);
    let thread = story.sim.topic(OLENA);
    let forum = story.sim.world.add_forum("Друга клініка");
    story.sim.world.own(forum, vet);
    story.sim.world.promote_bot(forum, bot, Rights::all());
    let mut made = 0;
    while made < thread {
        made = story.sim.world.create_topic(forum, vet, "Тема");
    }
    assert_eq!(made, thread);
    let said = story.sim.world.send_topic(forum, thread, vet, Draft::text("Не для Олени"));
    story.sim.world.send_general(forum, vet, Draft::text("/fone"));
    let plain = story.sim.world.add_group("Чат лікарів");
    story.sim.world.promote_bot(plain, bot, Rights::all());
    let first = story.sim.world.send_general(plain, vet, Draft::text("Привіт"));
    story.sim.world.send_general(plain, vet, Draft::text("І тобі").reply_to(first));
    let basic = story.sim.world.add_basic_group("Стара група");
    story.sim.world.promote_bot(basic, bot, Rights::all());
    story.sim.world.send_general(basic, vet, Draft::text("Ще тут?"));
    story.sim.run();
    story.sim.world.edit(forum, said, Draft::text("Зовсім не для Олени"));
    story.sim.run();
    story.nothing_reached_the_client();
    assert_eq!(story.topic(), []);
    for chat in [forum, plain, basic] {
        let view = story.sim.world.chat_view(chat);
        assert!(view.iter().all(|shown| shown.service.is_some() || shown.sender == Some(vet)));
    }
    story.ends();
}

#[test]
fn bots_and_channels_in_a_clients_topic_are_not_staff() {
    let mut story = Story::begin();
    let (group, vet, thread) = (story.sim.group, story.sim.vet, story.sim.topic(OLENA));
    let channel = story.sim.world.add_channel("Новини клініки");
    story.sim.world.send_topic(group, thread, vet, Draft::text("Знижка!").as_channel(channel));
    story.sim.world.send_topic(group, thread, vet, Draft::text("Новина").automatic_forward(channel, 7));
    story.sim.world.send_general(group, vet, Draft::text("Новина").automatic_forward(channel, 8));
    let said = story.sim.world.send_topic(group, thread, vet, Draft::text("/fone").as_channel(channel));
    story.sim.run();
    let mut message = story.sim.world.message_as_json(group, said).unwrap();
    message["from"] = json!({"id": 999, "is_bot": true, "first_name": "Бот погоди"});
    message["text"] = json!("Сьогодні дощ");
    message.as_object_mut().unwrap().remove("sender_chat");
    message["message_id"] = json!(9_001);
    story.comes_as(&message);
    story.nothing_reached_the_client();
    let told = story.topic().into_iter().filter(|shown| shown.sender == Some(story.sim.bot));
    let told: Vec<_> = told.map(|shown| (shown.words().to_owned(), shown.reply_to)).collect();
    assert_eq!(told.len(), 2, "of what the member wrote, and not of the rest");
    assert!(told.iter().all(|(words, _)| words.starts_with("⚠️ Ви пишете від імені каналу")), "{told:?}");
    assert_eq!(told[1].1, Some(said));
    assert_eq!(story.in_general().len(), 1);
    story.ends_with_words_in_general();
}

#[test]
fn posts_of_a_channel_are_nobodys_message() {
    let mut story = Story::begin();
    let (bot, vet) = (story.sim.bot, story.sim.vet);
    let channel = story.sim.world.add_channel("Новини клініки");
    story.sim.world.own(channel, vet);
    story.sim.world.promote_bot(channel, bot, Rights::all());
    let post = story.sim.world.channel_post(channel, Draft::text("Новина"));
    let json = story.sim.world.message_as_json(channel, post).unwrap();
    for kind in ["channel_post", "edited_channel_post", "message", "edited_message", "business_message"] {
        story.sim.world.inject_update(bot, &format!(r#"{{"update_id":$UPDATE_ID,"{kind}":{json}}}"#));
    }
    story.sim.run();
    story.nothing_reached_the_client();
    assert_eq!(story.topic(), []);
    assert_eq!(story.sim.world.topics(story.sim.group).len(), 1);
    assert_eq!(story.sim.world.chat_view(channel).len(), 1);
    story.ends();
}

#[test]
fn what_staff_do_to_the_topic_and_the_group_is_no_message() {
    let mut story = Story::begin();
    let (group, vet, thread) = (story.sim.group, story.sim.vet, story.sim.topic(OLENA));
    let copy = story.sim.in_topic(OLENA)[2].message_id;
    let nurse = story.sim.world.add_user(Profile::new("Оксана"));
    story.sim.world.pin(group, vet, copy);
    story.sim.world.rename_topic(group, thread, vet, "Олена, кіт Мурчик");
    story.sim.world.set_topic_icon(group, thread, vet, "5368324170671202286");
    story.sim.world.close_topic(group, thread, vet);
    story.sim.world.join(group, nurse);
    story.sim.world.leave(group, nurse);
    story.sim.run();
    let olena = story.olena;
    story.sim.client_says(olena, Draft::text("Ви ще тут?"));
    let shown = story.sim.world.topic_view(group, thread);
    let bot = story.sim.bot;
    let said = shown.iter().filter(|shown| shown.sender == Some(bot) && shown.service.is_none());
    assert_eq!(said.skip(1).map(Shown::words).collect::<Vec<_>>(), [FIRST, "Ви ще тут?"]);
    assert_eq!(story.private().len(), 1);
    story.sim.world.reopen_topic(group, thread, vet);
    story.sim.run();
    story.sim.world.send_topic(group, thread, vet, Draft::text("Так"));
    story.sim.run();
    assert_eq!(story.in_private(), ["Олена: Ви ще тут?", "бот: Так"]);
    story.ends();
}

#[test]
fn every_member_of_the_group_is_staff_in_a_clients_topic() {
    let mut story = Story::begin();
    let (group, thread) = (story.sim.group, story.sim.topic(OLENA));
    let nurse = story.sim.world.add_user(Profile::new("Оксана"));
    story.sim.world.join(group, nurse);
    story.sim.world.send_topic(group, thread, nurse, Draft::text("Я медсестра"));
    story.sim.run();
    assert_eq!(story.in_private(), ["бот: Я медсестра"]);
    story.ends();
}

#[test]
fn anonymous_administrators_are_staff() {
    let mut story = Story::begin();
    let (group, thread, vet) = (story.sim.group, story.sim.topic(OLENA), story.sim.vet);
    let copy = story.sim.in_topic(OLENA)[2].message_id;
    let said = story.staff(Draft::text("Приходьте").anonymous(Some("Головний лікар")).reply_to(copy));
    let album = vec![Draft::photo().caption("раз").anonymous(None), Draft::photo().anonymous(None)];
    story.sim.world.send_album(vet, To::Topic(group, thread), album);
    story.sim.run();
    story.sim.world.edit(group, said, Draft::text("Приходьте о 15:00"));
    story.sim.run();
    story.client(Draft::text("Іду").reply_to(story.private()[0].message_id));
    assert_eq!(
        story.in_topic(),
        [
            "анонім: Приходьте о 15:00 ↩ Добрий день (edited)",
            "анонім: [Photo #1] раз",
            "анонім: [Photo #1]",
            "бот: Іду ↩ Приходьте о 15:00",
        ]
    );
    assert_eq!(
        story.in_private(),
        [
            "бот: Приходьте о 15:00 ↩ Добрий день (edited)",
            "бот: [Photo #1] раз",
            "бот: [Photo #1]",
            "Олена: Іду ↩ Приходьте о 15:00",
        ]
    );
    story.ends();
}

/// What stands in a topic that staff made.
fn said_in(story: &Story, thread: i64) -> Vec<(String, Option<i64>)> {
    let shown = story.sim.world.topic_view(story.sim.group, thread);
    let by_bot = shown.into_iter().filter(|shown| shown.sender == Some(story.sim.bot));
    by_bot.map(|shown| (shown.words().to_owned(), shown.reply_to)).collect()
}

#[test]
fn a_topic_that_belongs_to_no_client_is_told_so_once() {
    let mut story = Story::begin();
    let (group, vet) = (story.sim.group, story.sim.vet);
    let (first, second) = (
        story.sim.world.create_topic(group, vet, "Графік"),
        story.sim.world.create_topic(group, vet, "Склад"),
    );
    story.sim.run();
    assert_eq!(
        (said_in(&story, first), said_in(&story, second)),
        (vec![], vec![]),
        "an empty topic is no mistake"
    );
    let say = |story: &mut Story, thread: i64, draft: Draft| {
        let said = story.sim.world.send_topic(group, thread, vet, draft);
        story.sim.run();
        said
    };
    let said = say(&mut story, first, Draft::text("Хто в суботу?"));
    say(&mut story, first, Draft::text("А в неділю?"));
    let other = say(&mut story, second, Draft::text("корм?").anonymous(None));
    story.sim.crash();
    story.sim.start();
    say(&mut story, first, Draft::photo().caption("графік"));
    say(&mut story, second, Draft::text("є?"));
    assert_eq!(said_in(&story, first), [(NOBODYS.to_owned(), Some(said))]);
    assert_eq!(said_in(&story, second), [(NOBODYS.to_owned(), Some(other))]);
    story.nothing_reached_the_client();
    assert_eq!(story.topic(), []);
    story.ends();
}

#[test]
fn a_topic_made_by_hand_with_a_clients_name_is_not_theirs() {
    let mut story = Story::begin();
    let (group, vet, thread) = (story.sim.group, story.sim.vet, story.sim.topic(OLENA));
    let twin = story.sim.world.create_topic(group, vet, "Олена.");
    story.sim.world.rename_topic(group, twin, vet, OLENA);
    story.sim.world.send_topic(group, twin, vet, Draft::text("Олено?"));
    story.sim.run();
    let olena = story.olena;
    story.sim.client_says(olena, Draft::text("Я тут"));
    let words = |thread: i64| {
        let shown = story.sim.world.topic_view(group, thread);
        shown.iter().filter_map(|shown| shown.text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(words(twin), ["Олено?", NOBODYS]);
    assert_eq!(words(thread)[1..], [FIRST, "Я тут"]);
    assert_eq!(story.in_private(), ["Олена: Я тут"]);
    story.ends();
}

#[test]
fn a_bot_that_writes_in_private_is_no_client() {
    let mut sim = Sim::new();
    let (bot, stranger) = (sim.bot, 6_000_000_001_i64);
    let from = json!({"id": stranger, "is_bot": true, "first_name": "Спам", "username": "SpamBot"});
    let chat = json!({"id": stranger, "type": "private", "first_name": "Спам", "username": "SpamBot"});
    for (kind, content) in [("message", "text"), ("edited_message", "text"), ("tomorrows_message", "text")] {
        let message = json!({"message_id": 1, "date": 1, "chat": chat, "from": from, content: "Купи слона"});
        sim.world.inject_update(bot, &format!(r#"{{"update_id":$UPDATE_ID,"{kind}":{message}}}"#));
        sim.run();
    }
    assert_eq!(sim.world.topics(sim.group), []);
    assert_eq!(sim.words_in_general(), Vec::<String>::new());
    sim.is_clean();
}
