//! Staff find things: anywhere in the group, answered under the command, and never seen by a client.

use super::{FIRST, OLENA, Story};
use pwparents::sandbox::{Draft, Shown};

impl Story {
    /// A member writes in General; what the bot answers under it.
    fn ask_in_general(&mut self, words: &str) -> Shown {
        let (group, vet) = (self.sim.group, self.sim.vet);
        let asked = self.sim.world.send_general(group, vet, Draft::text(words));
        self.sim.run();
        let view = self.sim.world.general_view(group);
        let answers: Vec<&Shown> = view.iter().filter(|shown| shown.reply_to == Some(asked)).collect();
        assert_eq!(answers.len(), 1, "{words}");
        answers[0].clone()
    }

    /// Staff write in the client's topic; what the bot answers under it.
    fn ask_in_topic(&mut self, words: &str) -> Shown {
        let asked = self.staff(Draft::text(words));
        let answers: Vec<Shown> =
            self.topic().into_iter().filter(|shown| shown.reply_to == Some(asked)).collect();
        assert_eq!(answers.len(), 1, "{words}");
        answers[0].clone()
    }

    fn url(&self, message: Option<i64>) -> String {
        let group = -(self.sim.group + 1_000_000_000_000);
        let thread = self.sim.topic(OLENA);
        message.map_or_else(
            || format!("https://t.me/c/{group}/{thread}"),
            |message| format!("https://t.me/c/{group}/{thread}/{message}"),
        )
    }
}

fn urls(shown: &Shown) -> Vec<&str> {
    shown.entities.iter().filter_map(|entity| entity["url"].as_str()).collect()
}

#[test]
fn a_search_finds_clients_and_messages_with_the_way_to_them() {
    let mut story = Story::begin();
    story.client(Draft::text("Мурчик п’ять днів не їсть"));
    let copy = story.topic()[0].message_id;
    let found = story.ask_in_general("/find П'ЯТЬ");
    assert_eq!(found.words(), "🔎 «П'ЯТЬ»\n💬 Олена, 18.11.26 13:06: Мурчик п’ять днів не їсть");
    assert_eq!(urls(&found), [story.url(Some(copy))]);
    let found = story.ask_in_topic("/знайти олена");
    assert_eq!(found.words(), "🔎 «олена»\n👤 Олена");
    assert_eq!(urls(&found), [story.url(None)]);
    story.sim.crash();
    story.sim.start();
    story.sim.run();
    let found = story.ask_in_general("/find@ClinicBot мурчик");
    assert!(found.words().contains("Мурчик п’ять днів"), "{}", found.words());
    assert_eq!(story.private().len(), 1, "the client sees nothing of it");
    story.ends_with_words_in_general();
}

#[test]
fn a_search_in_a_topic_of_nobody_is_answered_there() {
    let mut story = Story::begin();
    let (group, vet) = (story.sim.group, story.sim.vet);
    let thread = story.sim.world.create_topic(group, vet, "Для своїх");
    let asked = story.sim.world.send_topic(group, thread, vet, Draft::text("/find день"));
    story.sim.run();
    let view = story.sim.world.topic_view(group, thread);
    let answer = view.iter().find(|shown| shown.reply_to == Some(asked)).unwrap();
    assert!(answer.words().contains(FIRST), "{}", answer.words());
    assert_eq!(story.private(), []);
    story.ends();
}

#[test]
fn wrong_use_is_answered_and_odd_names_break_nothing() {
    let mut story = Story::begin();
    assert!(story.ask_in_general("/find").words().starts_with("Напишіть після команди, що шукати"));
    assert!(story.ask_in_topic("/find я").words().starts_with("🔎 Закоротко"));
    assert_eq!(
        story.ask_in_topic("/find <b>&\"*_").words(),
        "🔎 Закоротко: напишіть принаймні дві літери або цифри."
    );
    assert_eq!(story.ask_in_general("/find їжак\" OR").words(), "🔎 Нічого не знайдено: «їжак\" OR».");
    assert!(story.ask_in_general("/queue хто").words().starts_with("Напишіть /queue"));
    assert!(story.ask_in_topic("/stats 8").words().starts_with("Напишіть /stats"));
    assert!(story.ask_in_topic("/history 99").words().starts_with("Напишіть /history"));
    assert!(story.ask_in_general("/history").words().starts_with("ℹ️ Ця команда працює лише в темі"));
    assert_eq!(story.private(), []);
    story.ends_with_words_in_general();
}

#[test]
fn the_queue_shows_who_waits_and_for_how_long() {
    let mut story = Story::begin();
    story.sim.pass(72 * 60_000);
    let queue = story.ask_in_general("/queue");
    assert_eq!(queue.words(), "⏳ 1 клієнт чекає на відповідь\n1. Олена – 1 год 12 хв");
    assert_eq!(urls(&queue), [story.url(None)]);
    story.staff(Draft::text("Приходьте"));
    assert_eq!(story.ask_in_topic("/черга").words(), "✅ Ніхто не чекає на відповідь. Гарна робота!");
    let stats = story.ask_in_general("/stats");
    assert_eq!(
        stats.words(),
        "📊 За останні 7 днів\nЗвернення: нових 1, закрито 0\n⏱ Перша відповідь: \
         1 год 12 хв (медіана), 1 год 12 хв (90 % не довше)\n\n👤 Марія: відповідей 1, взято 1, закрито 0"
    );
    story.ends_with_words_in_general();
}

#[test]
fn a_history_shows_both_sides_and_the_bot() {
    let mut story = Story::begin();
    story.staff(Draft::photo().caption("рентген"));
    story.staff(Draft::text("// дивний клієнт"));
    story.staff(Draft::text("/close"));
    story.sim.crash();
    story.sim.start();
    story.sim.run();
    let history = story.ask_in_topic("/history");
    let lines: Vec<&str> = history.words().lines().collect();
    assert_eq!(
        lines,
        [
            "🕘 Останні 4 повідомлення",
            "18.11.26 13:06 Олена: Добрий день",
            "18.11.26 13:06 Марія: [фото] рентген",
            "18.11.26 13:06 Марія: // дивний клієнт [✍ нотатка]",
            "18.11.26 13:06 🤖 бот: Ваше звернення закрито. Якщо з’являться запитання, просто напишіть сюди.",
        ]
    );
    assert_eq!(story.ask_in_topic("/історія 1").words().lines().count(), 2);
    story.ends();
}
