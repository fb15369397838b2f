//! A client gives stars after a close.

use super::{OLENA, Story};
use pwparents::sandbox::{Draft, Shown};

const OVER: &str = "бот: Ваше звернення закрито. Якщо з’являться запитання, просто напишіть сюди.";
const ASKED: &str = "бот: Оцініть, будь ласка, як ми вам допомогли. [1 ⭐] [2 ⭐] [3 ⭐] [4 ⭐] [5 ⭐]";
const ALREADY: &str = "Ви вже поставили оцінку. Дякуємо!";

fn begin() -> Story {
    let mut story = Story::begin();
    story.sim.crash();
    story.sim.desk.ask_rating = true;
    story.sim.start();
    story.staff(Draft::text("/close"));
    story
}

/// The question, with its buttons.
fn question(story: &Story) -> Shown {
    let private = story.private();
    private.iter().rfind(|shown| !shown.buttons.is_empty()).unwrap().clone()
}

/// The client presses the star of the question; what the bot answers.
fn press(story: &mut Story, question: &Shown, star: &str) -> String {
    let data = question.data_of(star).unwrap().to_owned();
    story.press_data(story.olena, story.olena, question.message_id, &data)
}

fn card(story: &Story) -> String {
    story.sim.in_topic(OLENA)[1].words().to_owned()
}

fn ratings(story: &Story) -> Vec<Option<i64>> {
    let look = story.sim.look();
    let mut statement = look.prepare("SELECT rating FROM tickets ORDER BY id").unwrap();
    let rows = statement.query_map((), |row| row.get(0)).unwrap();
    rows.map(Result::unwrap).collect()
}

#[test]
fn the_first_star_counts_and_the_card_shows_it() {
    let mut story = begin();
    assert_eq!(story.in_private(), [OVER, ASKED]);
    let question = question(&story);
    story.sim.crash();
    story.sim.start();
    assert_eq!(press(&mut story, &question, "4 ⭐"), "Дякуємо за оцінку: 4 ⭐");
    assert_eq!(story.in_private(), [OVER, "бот: Дякуємо за оцінку: 4 ⭐ (edited)"]);
    assert!(card(&story).contains("✅ Закрито · ⭐ 4"), "{}", card(&story));
    assert_eq!(press(&mut story, &question, "1 ⭐"), ALREADY);
    assert_eq!(ratings(&story), [Some(4)]);
    assert!(card(&story).contains("⭐ 4"));
    story.ends();
}

#[test]
fn a_ticket_is_asked_about_once_and_the_next_one_again() {
    let mut story = begin();
    story.staff(Draft::text("/reopen"));
    story.staff(Draft::text("/close"));
    assert_eq!(story.in_private(), [OVER, ASKED, OVER]);
    let first = question(&story);
    story.client(Draft::text("Це знову я"));
    // The old question still counts for the ticket it was asked about.
    assert_eq!(press(&mut story, &first, "5 ⭐"), "Дякуємо за оцінку: 5 ⭐");
    story.staff(Draft::text("/close"));
    assert_eq!(story.in_private()[4..], [OVER, ASKED]);
    assert_eq!(ratings(&story), [Some(5), None]);
    let second = question(&story);
    press(&mut story, &second, "2 ⭐");
    assert_eq!(ratings(&story), [Some(5), Some(2)]);
    assert!(card(&story).contains("✅ Закрито · ⭐ 2"), "{}", card(&story));
    story.ends();
}

#[test]
fn nobody_gives_stars_for_somebody_else() {
    let mut story = begin();
    let data = question(&story).data_of("5 ⭐").unwrap().to_owned();
    let ihor = story.sim.client("Ігор");
    story.sim.client_says(ihor, Draft::text("Добрий день"));
    story.sim.staff_say("Ігор", Draft::text("/close"));
    let bot = story.sim.bot;
    let his =
        story.sim.world.private_view(ihor, bot).iter().rfind(|shown| !shown.buttons.is_empty()).cloned();
    let answer = story.press_data(ihor, ihor, his.unwrap().message_id, &data);
    assert_eq!(answer, "Ця кнопка вже не діє. Напишіть нам, будь ласка, повідомленням.");
    assert_eq!(ratings(&story), [None, None]);
}

#[test]
fn a_silent_close_asks_nothing() {
    let mut story = Story::begin();
    story.sim.crash();
    story.sim.desk.ask_rating = true;
    story.sim.start();
    story.staff(Draft::text("/close_silent"));
    assert_eq!(story.in_private(), Vec::<String>::new());
    story.ends();
}
