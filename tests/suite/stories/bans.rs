//! A client is banned: they are told once, staff see nothing more of them, and what they write is kept.

use super::{OLENA, Story};
use pwparents::sandbox::{Draft, Profile};

const TOLD: &str = "бот: На жаль, ми більше не читаємо повідомлень із цього чату.";

impl Story {
    fn restarts(&mut self) {
        self.sim.crash();
        self.sim.start();
        self.sim.run();
    }

    fn card_says(&self) -> String {
        self.sim.in_topic(OLENA)[1].words().to_owned()
    }
}

#[test]
fn a_banned_client_is_told_once_and_staff_see_nothing_of_them() {
    let mut story = Story::begin();
    story.staff(Draft::text("/ban спам і лайка"));
    assert_eq!(story.private(), [], "the ban itself says nothing to the client");
    let card = story.card_says();
    assert!(card.contains("✅ Закрито\n⛔ Заблоковано: спам і лайка (Марія)\nКлієнт дізнається"), "{card}");
    story.restarts();
    let seen = story.in_topic();
    story.client(Draft::text("Агов"));
    story.client_album(vec![Draft::photo(), Draft::photo()]);
    story.restarts();
    let written = story.client(Draft::text("Чому?"));
    story.sim.world.edit(story.olena, written, Draft::text("Чому?!"));
    story.sim.run();
    let bot = story.sim.bot;
    story.sim.world.start(story.olena, bot);
    story.sim.run();
    assert_eq!(story.in_topic(), seen, "nothing of it is shown");
    let told: Vec<String> = story.in_private().into_iter().filter(|line| line.starts_with("бот")).collect();
    assert_eq!(told, [TOLD]);
    assert!(story.card_says().contains("\nКлієнтові про це написано.\n"));
    assert_eq!(story.deliveries()[1..].iter().filter(|(_, delivery)| delivery == "kept").count(), 5);
    assert!(story.deliveries().iter().any(|(text, _)| text == "Чому?!"), "what they made of it is kept too");
    story.ends();
}

#[test]
fn the_client_is_told_whom_to_ring_up_in_need() {
    let mut story = Story::begin();
    story.sim.crash();
    story.sim.clinic.phone = Some("+380 44 111 22 33".to_owned());
    story.sim.start();
    story.staff(Draft::text("/ban спам"));
    story.client(Draft::text("Агов"));
    assert_eq!(story.in_private()[1], format!("{TOLD} У термінових випадках телефонуйте: +380 44 111 22 33"));
    story.ends();
}

#[test]
fn staff_may_still_write_and_an_edit_of_theirs_travels() {
    let mut story = Story::begin();
    story.staff(Draft::text("/ban спам"));
    let sent = story.staff(Draft::text("Розкажіть, що сталося"));
    story.sim.world.edit(story.sim.group, sent, Draft::text("Розкажіть, що сталося?"));
    story.sim.run();
    assert_eq!(story.in_private(), ["бот: Розкажіть, що сталося? (edited)"]);
    story.ends();
}

#[test]
fn an_edit_of_what_staff_have_seen_does_not_travel_while_the_ban_lasts() {
    let mut story = Story::begin();
    let written = story.client(Draft::text("Погано"));
    story.staff(Draft::text("/ban лайка"));
    let seen = story.in_topic();
    story.sim.world.edit(story.olena, written, Draft::text("Дуже погано"));
    story.sim.run();
    assert_eq!(story.in_topic(), seen);
    story.ends();
}

#[test]
fn after_an_unban_the_next_message_opens_the_next_ticket() {
    let mut story = Story::begin();
    story.staff(Draft::text("/ban спам"));
    story.client(Draft::text("Агов"));
    story.staff(Draft::text("/ban"));
    story.staff(Draft::text("/unban"));
    story.staff(Draft::text("/unban"));
    let said: Vec<String> = story.in_topic().into_iter().filter(|line| line.starts_with("бот")).collect();
    for (line, expected) in said.iter().zip([
        "бот: ⛔ Клієнта заблоковано, звернення закрито.",
        "бот: Клієнта вже заблоковано: спам.",
        "бот: Клієнта розблоковано",
        "бот: Клієнта не заблоковано.",
    ]) {
        assert!(line.starts_with(expected), "{line}");
    }
    assert_eq!(said.len(), 4);
    assert!(!story.card_says().contains('⛔'));
    story.client(Draft::text("Дякую"));
    assert_eq!(story.in_topic().pop().unwrap(), "бот: Дякую");
    assert!(story.card_says().contains("🆕"), "{}", story.card_says());
    assert_eq!(story.in_private(), ["Олена: Агов", TOLD, "Олена: Дякую"]);
    story.ends();
}

#[test]
fn a_ban_concerns_nobody_else() {
    let mut story = Story::begin();
    let igor = story.sim.world.add_user(Profile::new("Ігор"));
    story.sim.client_says(igor, Draft::text("Вітаю"));
    story.staff(Draft::text("/ban спам"));
    story.sim.client_says(igor, Draft::text("Ще запитання"));
    assert_eq!(story.sim.words_in_topic("Ігор"), ["Вітаю", "Ще запитання"]);
    assert_eq!(story.sim.words_in_private(igor), ["Вітаю", "Ще запитання"]);
    story.ends();
}
