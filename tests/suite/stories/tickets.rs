//! The life of a ticket as staff see it: on the card, on the topic, and in what commands answer.

use pwparents::sandbox::{Draft, Profile, Shown};

use super::{OLENA, Story};

const NEW: &str = "🆕 Ще ніхто не взяв";
const MARIA: &str = "👤 Веде Марія";
const CLOSED: &str = "✅ Закрито";

impl Story {
    fn card(&self) -> Shown {
        self.sim.in_topic(OLENA).into_iter().find(|shown| shown.words().starts_with("👤 Олена\n")).unwrap()
    }

    /// What the card says about the ticket.
    fn state(&self) -> String {
        self.card().words().lines().nth(2).unwrap().to_owned()
    }

    fn on_card(&self) -> Vec<String> {
        self.card().buttons.iter().flatten().map(|button| button.text.clone()).collect()
    }

    fn press_on_card(&mut self, by: i64, label: &str) -> String {
        let (group, card) = (self.sim.group, self.card().message_id);
        let query = self.sim.world.press_button(by, group, card, label);
        self.sim.run();
        self.answered(&query)
    }

    /// The emoji that the topic's icon shows.
    fn icon(&self) -> &'static str {
        let thread = self.sim.topic(OLENA);
        let topic = self.sim.world.topics(self.sim.group).into_iter().find(|topic| topic.thread == thread);
        let icons =
            [("❗", "5379748062124056162"), ("💬", "5417915203100613993"), ("✅", "5237699328843200968")];
        let shown = topic.unwrap().icon.unwrap_or_default();
        icons.iter().find(|(_, id)| *id == shown).map_or("?", |(emoji, _)| emoji)
    }
}

#[test]
fn a_ticket_is_new_then_taken_by_the_first_answer_then_closed_then_new_again() {
    let mut story = Story::begin();
    assert_eq!((story.state().as_str(), story.icon()), (NEW, "❗"));
    assert_eq!(story.on_card(), ["✋ Беру", "👥 Передати", "✅ Закрити"]);
    story.staff(Draft::text("Слухаємо вас"));
    assert_eq!((story.state().as_str(), story.icon()), (MARIA, "💬"));
    assert_eq!(story.on_card(), ["👥 Передати", "✅ Закрити"]);
    story.staff(Draft::text("/close"));
    assert_eq!((story.state().as_str(), story.icon()), (CLOSED, "✅"));
    assert_eq!(story.on_card(), ["↩️ Відкрити знову"]);
    assert_eq!(
        story.in_private().last().unwrap(),
        "бот: Ваше звернення закрито. Якщо з’являться запитання, просто напишіть сюди."
    );
    story.client(Draft::text("І ще одне"));
    assert_eq!((story.state().as_str(), story.icon()), (NEW, "❗"));
    let tickets: i64 =
        story.sim.look().query_row("SELECT count(*) FROM tickets", (), |row| row.get(0)).unwrap();
    assert_eq!(tickets, 2);
    story.ends();
}

#[test]
fn the_card_is_one_silent_message_that_is_pinned_and_edited() {
    let mut story = Story::begin();
    let card = story.card();
    assert!(card.silent);
    let pinned = story.sim.world.pinned_in_topic(story.sim.group, story.sim.topic(OLENA));
    assert_eq!(pinned, [card.message_id]);
    for command in ["/assign me", "/close_silent", "/reopen", "/assign -"] {
        story.staff(Draft::text(command));
    }
    let cards = story.sim.in_topic(OLENA).into_iter().filter(|shown| shown.words().starts_with("👤 Олена\n"));
    assert_eq!(cards.count(), 1);
    assert_eq!(story.card().message_id, card.message_id);
    assert_eq!(story.in_private(), Vec::<String>::new(), "none of it is the client's business");
    story.ends();
}

#[test]
fn a_card_that_staff_deleted_comes_back_with_the_next_change() {
    let mut story = Story::begin();
    let (group, card) = (story.sim.group, story.card().message_id);
    story.sim.world.delete(group, card);
    story.staff(Draft::text("/assign me"));
    assert_eq!(story.state(), MARIA);
    assert_ne!(story.card().message_id, card);
    story.ends_with_words_in_general();
}

#[test]
fn buttons_of_the_card_work_for_everybody_and_after_a_restart() {
    let mut story = Story::begin();
    let nurse = story.sim.world.add_user(Profile::new("Оксана"));
    story.sim.world.join(story.sim.group, nurse);
    story.sim.run();
    story.sim.crash();
    story.sim.start();
    assert_eq!(story.press_on_card(nurse, "✋ Беру"), "Клієнта веде Оксана.");
    assert_eq!(story.state(), "👤 Веде Оксана");
    let vet = story.sim.vet;
    assert_eq!(story.press_on_card(vet, "✅ Закрити"), "Звернення закрито, клієнтові про це написано.");
    assert_eq!(story.state(), CLOSED);
    assert_eq!(story.press_on_card(nurse, "↩️ Відкрити знову"), "Звернення знову відкрито.");
    assert_eq!(story.state(), "👤 Веде Оксана");
    story.ends();
}

#[test]
fn a_client_is_handed_over_with_a_private_word_or_a_line_that_says_it_failed() {
    let mut story = Story::begin();
    let (vet, bot) = (story.sim.vet, story.sim.bot);
    let nurse = story.sim.world.add_user(Profile::new("Оксана").username("oksana_n"));
    story.sim.world.join(story.sim.group, nurse);
    story.sim.run();
    story.staff(Draft::text("/assign @oksana_n"));
    assert_eq!(story.state(), "👤 Веде Оксана");
    let last = story.in_topic().pop().unwrap();
    assert!(last.starts_with("бот: ℹ️ Оксана не отримає сповіщення"), "{last}");
    story.sim.world.start(nurse, bot);
    story.sim.run();
    story.staff(Draft::text("/assign -"));
    assert_eq!(story.press_on_card(vet, "👥 Передати"), "Оберіть нижче, кому передати.");
    let group = story.sim.group;
    let choice = story.topic().into_iter().find(|shown| shown.words() == "Кому передати клієнта?").unwrap();
    let message = choice.message_id;
    let query = story.sim.world.press_button(vet, group, message, "Оксана");
    story.sim.run();
    assert_eq!(story.answered(&query), "Клієнта веде Оксана.");
    let heard = story.sim.world.private_view(nurse, bot).pop().unwrap();
    assert_eq!(heard.words(), "👤 Вам передали клієнта: Олена.");
    assert_eq!(heard.buttons[0][0].text, "Перейти до теми");
    story.ends();
}

#[test]
fn whoever_only_pressed_start_waits_for_nothing() {
    let mut story = Story::begin();
    let igor = story.sim.client("Ігор");
    let bot = story.sim.bot;
    story.sim.world.start(igor, bot);
    story.sim.run();
    let waiting = |story: &Story| -> Vec<i64> {
        let look = story.sim.look();
        let mut found =
            look.prepare("SELECT client_user_id FROM tickets WHERE waiting_ms IS NOT NULL").unwrap();
        found.query_map((), |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    };
    assert_eq!(waiting(&story), [story.olena]);
    story.sim.client_says(igor, Draft::text("Є хто?"));
    assert_eq!(waiting(&story), [story.olena, igor]);
    story.staff(Draft::text("Так"));
    assert_eq!(waiting(&story), [igor]);
}

#[test]
fn a_command_in_another_clients_topic_or_in_general_closes_nothing_here() {
    let mut story = Story::begin();
    let (group, vet) = (story.sim.group, story.sim.vet);
    story.sim.world.send_general(group, vet, Draft::text("/close"));
    story.sim.run();
    assert_eq!(story.state(), NEW);
    assert_eq!(story.in_general().last().unwrap(), "бот: ℹ️ Ця команда працює лише в темі клієнта. ↩ /close");
    story.ends_with_words_in_general();
}
