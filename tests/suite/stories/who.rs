//! Staff ask who a client is and give them a name; the topic, the card and its pin follow.

use super::{OLENA, Story};
use pwparents::sandbox::{Draft, Profile, Shown};

impl Story {
    /// The bot's newest answer in the topic, to that message.
    fn answer_to(&self, command: i64) -> String {
        let topic = self.whole_topic();
        let said = topic.iter().rfind(|shown| shown.reply_to == Some(command)).unwrap();
        assert_eq!(said.sender, Some(self.sim.bot));
        said.words().to_owned()
    }

    fn whole_topic(&self) -> Vec<Shown> {
        let name = self.title();
        self.sim.in_topic(&name)
    }

    /// What stands over the client's topic; there is only one.
    fn title(&self) -> String {
        let topics = self.sim.world.topics(self.sim.group);
        let [topic] = topics.as_slice() else { panic!("{topics:?}") };
        topic.name.clone()
    }

    fn types(&mut self, command: &str) -> String {
        let name = self.title();
        let sent = self.sim.staff_say(&name, Draft::text(command));
        self.answer_to(sent)
    }

    /// The cards in the topic: their numbers and buttons.
    fn cards(&self) -> Vec<(i64, usize)> {
        let cards = self.whole_topic();
        let cards = cards.iter().filter(|shown| shown.words().contains("Пишіть просто в цій темі"));
        cards.map(|card| (card.message_id, card.buttons.iter().flatten().count())).collect()
    }

    fn pinned(&self) -> Vec<i64> {
        self.sim.world.pinned_in_topic(self.sim.group, self.sim.topic(&self.title()))
    }
}

#[test]
fn staff_ask_who_the_client_is_and_how_to_ring_them_up() {
    let mut story = Story::begin();
    let id = story.olena;
    assert_eq!(story.types("/телефон"), format!("👤 {OLENA}\nid {id}\n📞 телефон невідомий"));
    story
        .sim
        .look()
        .execute_batch("UPDATE pp_clients SET phone = '380671234567', phone_confirmed = 1")
        .unwrap();
    let phone = format!("👤 {OLENA}\nid {id}\n📞 бот: +380671234567 (підтверджено)");
    assert_eq!(story.types("/phone@ClinicBot"), phone);
    story.sim.crash();
    story.sim.start();
    let who = story.types("/client");
    assert!(who.starts_with(&format!("👤 {OLENA}\nid {id} · мова uk\n📞 бот: +380671234567")), "{who}");
    assert_eq!(story.private(), []);
    story.ends();
}

#[test]
fn the_card_shows_a_phone_where_one_is_known() {
    let mut story = Story::begin();
    assert!(!story.sim.in_topic(OLENA)[1].words().contains('📞'));
    story.sim.look().execute_batch("UPDATE pp_clients SET owner_phone_enote = '0671234567'").unwrap();
    story.staff(Draft::text("/card@ClinicBot"));
    let topic = story.whole_topic();
    let card = topic.last().unwrap().words();
    assert!(card.contains("\n📞 Єнот: +380671234567 [enote]\n🆕"), "{card}");
    story.ends();
}

#[test]
fn the_card_comes_to_the_end_of_the_topic_with_its_buttons_and_its_pin() {
    let mut story = Story::begin();
    let first = story.cards();
    story.staff(Draft::text("Приходьте"));
    for _ in 0..2 {
        let sent = story.staff(Draft::text("/card"));
        let [(card, buttons)] = story.cards()[..] else { panic!("{:?}", story.cards()) };
        assert!(card > sent && buttons > 0);
        assert_eq!(story.pinned(), [card]);
    }
    let topic = story.whole_topic();
    let old = topic.iter().find(|shown| shown.message_id == first[0].0).unwrap();
    assert_eq!((old.words(), old.buttons.len()), ("👇 Картка нижче.", 0));
    // What changes later is shown on the new one.
    story.types("/close_silent");
    assert!(story.whole_topic().iter().any(|shown| shown.words().contains("✅ Закрито\n")));
    assert_eq!(story.cards().len(), 1);
    assert_eq!(story.in_private(), ["бот: Приходьте"]);
    story.ends();
}

#[test]
fn a_card_that_staff_deleted_comes_anew() {
    let mut story = Story::begin();
    let [(card, _)] = story.cards()[..] else { panic!("one card") };
    story.sim.world.delete(story.sim.group, card);
    story.staff(Draft::text("/card"));
    let [(anew, _)] = story.cards()[..] else { panic!("{:?}", story.cards()) };
    assert_eq!(story.pinned(), [anew]);
    story.ends();
}

#[test]
fn a_crash_in_the_middle_of_a_move_leaves_one_card() {
    for steps in 0..12 {
        let mut story = Story::begin();
        let (group, vet, thread) = (story.sim.group, story.sim.vet, story.sim.topic(OLENA));
        story.sim.world.send_topic(group, thread, vet, Draft::text("/card"));
        for _ in 0..steps {
            story.sim.step();
        }
        story.sim.crash();
        story.sim.start();
        story.sim.pass(60_000);
        let cards = story.cards();
        // A call that was carried out without our hearing of it is made again.
        assert!(matches!(cards.len(), 1 | 2), "{steps}: {cards:?}");
        let last = cards.last().unwrap().0;
        assert!(story.pinned().contains(&last), "{steps}");
        story.ends();
    }
}

#[test]
fn a_label_stands_over_the_topic_until_it_is_taken_back() {
    let mut story = Story::begin();
    let odd = "<b>&\"*_ Мурчик";
    assert_eq!(story.types(&format!("/label {odd}")), format!("Тепер клієнт зветься так: {odd}"));
    assert_eq!(story.title(), odd);
    assert!(story.whole_topic()[1].words().starts_with(&format!("👤 {odd}\n")));
    // The client's own new name changes nothing about it, nor does a restart.
    story.sim.crash();
    story.sim.start();
    story.sim.world.rename_user(story.olena, Profile::new("Олена Мороз").language("uk"));
    story.client(Draft::text("Це знову я"));
    assert_eq!(story.title(), odd);
    assert!(story.types("/label").ends_with(&format!("\nЗараз: {odd}")));
    assert_eq!(story.types("/label -"), "Клієнт знову зветься так, як у Telegram.");
    assert_eq!(story.title(), "Олена Мороз");
    assert_eq!(story.private().len(), 1);
    story.ends();
}

#[test]
fn a_topic_follows_the_clients_new_name() {
    let mut story = Story::begin();
    story.sim.world.rename_user(story.olena, Profile::new("Олена").last_name("Мороз").username("frost"));
    assert_eq!(story.title(), OLENA, "the bot does not know yet");
    story.client(Draft::text("Тепер я Мороз"));
    assert_eq!(story.title(), "Олена Мороз");
    let card = story.whole_topic()[1].words().to_owned();
    assert!(card.starts_with("👤 Олена Мороз\n@frost · "), "{card}");
    let calls = story.sim.world.calls_of("editForumTopic").count();
    story.client(Draft::text("Чекаю"));
    assert_eq!(story.sim.world.calls_of("editForumTopic").count(), calls, "once is enough");
    story.ends();
}

#[test]
fn outside_a_clients_topic_and_in_wrong_use_a_command_says_so() {
    let mut story = Story::begin();
    let (group, vet) = (story.sim.group, story.sim.vet);
    for typed in ["/client", "/phone", "/card", "/label Олена", "/ban спам", "/unban"] {
        story.sim.world.send_general(group, vet, Draft::text(typed));
        story.sim.run();
        let said = story.sim.words_in_general().pop().unwrap();
        assert_eq!(said, "ℹ️ Ця команда працює лише в темі клієнта.", "{typed}");
    }
    for (typed, usage) in [
        ("/client хто це", "Напишіть /client без нічого"),
        ("/phone 0671234567", "Напишіть /phone без нічого"),
        ("/card ще", "Напишіть /card без нічого"),
        ("/ban", "Напишіть причину"),
        ("/unban його", "Напишіть /unban без нічого"),
        ("/label \u{3164}", "Напишіть ім’я після команди"),
    ] {
        let said = story.types(typed);
        assert!(said.starts_with(usage), "{typed}: {said}");
    }
    assert_eq!(story.private(), []);
    story.ends_with_words_in_general();
}
