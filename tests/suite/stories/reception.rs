//! How the bot receives a client: Start, the number, the menu, the language, and commands that are no
//! commands. None of it reaches the topic, but for what staff have to know.

use super::{FIRST, OLENA, Story};
use crate::sim::{START, Sim};
use pwparents::sandbox::{Draft, Keyboard};

const WELCOME: &str =
    "Вітаємо! Напишіть тут своє запитання: текстом, фото чи голосовим. Відповімо в цьому ж чаті.";
const PROMPT: &str =
    "Поділіться, будь ласка, номером: так ми швидше знайдемо картку вашого улюбленця. Це необов’язково.";
const SHARE: &str = "📱 Поділитися номером";
const SKIP: &str = "Пропустити";
const THANKS: &str = "Дякуємо, номер записали! Оберіть нижче, що вам потрібно, або просто напишіть нам.";
const MENU: &str = "Оберіть нижче, що вам потрібно, або просто напишіть нам.";
const VISIT: &str = "📅 Записатися на прийом";
const NO_SUCH: &str = "Такої команди немає. Є такі: /start, /menu, /phone, /language. Щоб написати нам, надішліть \
                       повідомлення, яке не починається з «/».";
const KEYS: [&str; 3] = ["🩺 Питання щодо лікування", VISIT, "💬 Поставити запитання"];
const ENGLISH_KEYS: [&str; 3] = ["🩺 Question about treatment", "📅 Book a visit", "💬 Ask a question"];
const DAY: i64 = 24 * 60 * 60_000;

fn greeting() -> String {
    format!("{WELCOME}\n\n{PROMPT}")
}

/// A clinic, and a client who has pressed Start.
fn started() -> Story {
    let mut sim = Sim::new();
    let olena = sim.client(OLENA);
    sim.world.start(olena, sim.bot);
    sim.run();
    Story { sim, olena }
}

fn keyboard(story: &Story) -> Keyboard {
    story.sim.world.keyboard(story.olena, story.olena).unwrap()
}

fn captions(story: &Story) -> Vec<String> {
    keyboard(story).rows.into_iter().flatten().map(|key| key.text).collect()
}

fn press_key(story: &mut Story, caption: &str) {
    story.sim.world.press_key(story.olena, story.olena, caption);
    story.sim.run();
}

fn share(story: &mut Story, phone: &str) {
    story.sim.world.press_contact_key(story.olena, story.olena, phone);
    story.sim.run();
}

/// What the bot has said to the client, the newest last.
fn said(story: &Story) -> Vec<String> {
    let shown = story.sim.world.private_view(story.olena, story.sim.bot);
    shown
        .iter()
        .filter(|shown| shown.sender == Some(story.sim.bot))
        .map(|shown| shown.words().to_owned())
        .collect()
}

fn last_said(story: &Story) -> String {
    said(story).pop().unwrap()
}

/// What stands in the topic behind the card.
fn in_topic(story: &Story) -> Vec<String> {
    story.sim.words_in_topic(OLENA)
}

/// The bot is off for so many days, which costs no time here.
fn days_later(story: &mut Story, days: i64) {
    story.sim.crash();
    story.sim.pass(days * DAY);
    story.sim.start();
    story.sim.run();
}

fn stored(story: &Story, column: &str) -> Option<String> {
    let sql = format!("SELECT CAST({column} AS TEXT) FROM pp_clients WHERE telegram_id = ?1");
    story.sim.look().query_row(&sql, (story.olena,), |row| row.get(0)).unwrap()
}

#[test]
fn a_client_who_presses_start_is_greeted_and_their_topic_stands_ready() {
    for payload in [None, Some("ref_42")] {
        let mut sim = Sim::new();
        let olena = sim.client(OLENA);
        match payload {
            Some(payload) => sim.world.start_with(olena, sim.bot, payload),
            None => sim.world.start(olena, sim.bot),
        };
        sim.run();
        let mut story = Story { sim, olena };
        assert_eq!(said(&story), [greeting()]);
        assert_eq!(captions(&story), [SHARE, SKIP]);
        assert_eq!(keyboard(&story).rows[0][0].does.as_deref(), Some("request_contact"));
        assert_eq!(story.sim.in_topic(OLENA).len(), 2, "the root and the card");
        let waiting: Option<i64> =
            story.sim.look().query_row("SELECT waiting_ms FROM tickets", (), |row| row.get(0)).unwrap();
        assert_eq!(waiting, None);
        story.staff(Draft::text("Чим допомогти?"));
        assert_eq!(last_said(&story), "Чим допомогти?");
        story.ends();
    }
}

#[test]
fn the_greeting_names_the_clinic_its_phone_and_what_becomes_of_data() {
    let mut sim = Sim::new();
    sim.crash();
    sim.clinic.name = "«Лапа & Хвіст» <24/7>".to_owned();
    sim.clinic.phone = Some("+380 44 123-45-67".to_owned());
    sim.clinic.privacy_url = Some("https://lapa.example/privacy".to_owned());
    sim.start();
    let olena = sim.client(OLENA);
    sim.client_says(olena, Draft::text("/start"));
    let shown = &sim.world.private_view(olena, sim.bot)[1];
    assert_eq!(
        shown.words(),
        format!(
            "Вітаємо! Це «Лапа & Хвіст» <24/7>. Напишіть тут своє запитання: текстом, фото чи голосовим. \
             Відповімо в цьому ж чаті.\n\n📞 Термінові випадки: +380 44 123-45-67\n\n{PROMPT}\n\n🔒 Як ми \
             бережемо ваші дані"
        )
    );
    assert!(shown.entities.iter().any(|entity| entity["url"] == "https://lapa.example/privacy"));
    sim.is_clean();
}

#[test]
fn a_client_who_presses_start_again_is_greeted_again_and_nothing_else_happens() {
    let mut story = Story::begin();
    story.client(Draft::text("/start"));
    story.client(Draft::text("/start"));
    assert_eq!(said(&story), [greeting(), greeting()]);
    assert_eq!(story.topic(), []);
    assert_eq!(story.sim.world.topics(story.sim.group).len(), 1);
    story.ends();
}

#[test]
fn a_number_that_is_shared_is_thanked_for_and_told_to_staff_once() {
    let mut story = started();
    share(&mut story, "380671234567");
    assert_eq!(last_said(&story), THANKS);
    assert_eq!(captions(&story), KEYS);
    assert_eq!(in_topic(&story), ["📞 Клієнт поділився номером: +380671234567"]);
    assert_eq!(stored(&story, "phone").as_deref(), Some("380671234567"));
    assert_eq!(stored(&story, "phone_confirmed").as_deref(), Some("1"));
    // Whoever has a number is not asked for it.
    story.client(Draft::text("/start"));
    assert_eq!(last_said(&story), WELCOME);
    assert_eq!(captions(&story), KEYS);
    story.ends();
}

#[test]
fn a_number_without_a_country_is_taken_as_telegram_gives_it() {
    let mut story = started();
    share(&mut story, "+88801234567");
    assert_eq!(stored(&story, "phone").as_deref(), Some("88801234567"));
    assert_eq!(stored(&story, "phone_confirmed").as_deref(), Some("1"));
    assert_eq!(in_topic(&story), ["📞 Клієнт поділився номером: 88801234567"]);
    story.ends();
}

#[test]
fn somebody_elses_card_goes_to_staff_and_confirms_nothing() {
    let mut story = started();
    let stranger = story.sim.vet;
    story.client(Draft::contact("380501112233", "Ігор"));
    story.client(Draft::contact_of("380501112233", "Ігор", stranger));
    assert_eq!(stored(&story, "phone"), None);
    assert_eq!(said(&story), [greeting()]);
    let cards = story.sim.in_topic(OLENA).split_off(2);
    assert!(cards.iter().all(|shown| shown.content.contains_key("contact")), "{cards:?}");
    assert_eq!(cards.len(), 2);
    story.ends();
}

#[test]
fn skipping_brings_the_menu_and_staff_hear_nothing_of_it() {
    let mut story = started();
    press_key(&mut story, SKIP);
    assert_eq!(last_said(&story), MENU);
    assert_eq!(captions(&story), KEYS);
    assert_eq!(in_topic(&story), Vec::<String>::new());
    story.ends();
}

#[test]
fn the_number_is_asked_for_again_a_day_later_in_the_next_ticket_and_never_before() {
    let mut story = started();
    story.client(Draft::text("Кіт не їсть"));
    days_later(&mut story, 2);
    story.client(Draft::text("Кіт і досі не їсть"));
    assert_eq!(said(&story), [greeting()], "once a ticket");
    story.staff(Draft::text("/close_silent"));
    story.client(Draft::text("Це знову я"));
    assert_eq!(said(&story), [greeting(), PROMPT.to_owned()]);
    assert_eq!(captions(&story), [SHARE, SKIP]);
    // Not twice in a day, whatever the ticket.
    story.staff(Draft::text("/close_silent"));
    story.client(Draft::text("І знову"));
    story.client(Draft::text("І ще"));
    assert_eq!(said(&story).len(), 2);
    days_later(&mut story, 1);
    story.staff(Draft::text("/close_silent"));
    story.client(Draft::text("Добрий день"));
    assert_eq!(said(&story).len(), 3);
    // Now it is given, and there is an end to it.
    share(&mut story, "0671234567");
    story.staff(Draft::text("/close_silent"));
    days_later(&mut story, 3);
    story.client(Draft::text("Дякую"));
    assert_eq!(last_said(&story), THANKS);
    story.ends_with_words_in_general();
}

#[test]
fn an_intent_is_noted_in_the_topic_right_before_what_the_client_writes_next() {
    let mut story = started();
    press_key(&mut story, SKIP);
    press_key(&mut story, KEYS[2]);
    press_key(&mut story, VISIT);
    assert_eq!(
        last_said(&story),
        "Напишіть, будь ласка, кличку улюбленця, що сталося й коли вам зручно прийти."
    );
    assert_eq!(in_topic(&story), Vec::<String>::new());
    story.sim.crash();
    story.sim.start();
    story.sim.run();
    story.client(Draft::photo().caption("Мурчик, лапа"));
    story.client(Draft::text("Зранку"));
    assert_eq!(
        in_topic(&story),
        ["📌 Клієнт обрав у меню «📅 Записатися на прийом»", "Мурчик, лапа", "Зранку"]
    );
    story.ends();
}

#[test]
fn a_press_of_an_old_keyboards_button_by_somebody_unknown_is_not_lost() {
    let mut sim = Sim::new();
    let olena = sim.client(OLENA);
    sim.client_says(olena, Draft::text(VISIT));
    let mut story = Story { sim, olena };
    assert_eq!(captions(&story), KEYS);
    assert_eq!(story.sim.in_topic(OLENA).len(), 2, "the root and the card");
    story.client(Draft::text("Мурчик"));
    assert_eq!(in_topic(&story), ["📌 Клієнт обрав у меню «📅 Записатися на прийом»", "Мурчик"]);
    story.ends();
}

#[test]
fn how_to_find_the_clinic_is_shown_and_staff_hear_nothing_of_it() {
    let mut sim = Sim::new();
    sim.crash();
    sim.clinic.address = Some("вул. Лапна, 1".to_owned());
    sim.start();
    let olena = sim.client(OLENA);
    sim.client_says(olena, Draft::text("/menu"));
    let mut story = Story { sim, olena };
    press_key(&mut story, "📍 Як нас знайти");
    assert_eq!(said(&story), [MENU, "📍 вул. Лапна, 1"]);
    assert_eq!(in_topic(&story), Vec::<String>::new());
    story.ends();
}

#[test]
fn commands_that_there_are_not_are_answered_and_reach_nobody() {
    let mut story = Story::begin();
    for text in ["/help", "/stop@ClinicBot", "/started", "//"] {
        story.client(Draft::text(text));
        assert_eq!(last_said(&story), NO_SUCH);
    }
    story.client(Draft::text("не /start"));
    story.client(Draft::photo().caption("/start"));
    assert_eq!(story.in_topic(), ["бот: не /start", "бот: [Photo] /start"]);
    assert_eq!(said(&story).len(), 4);
    story.ends();
}

#[test]
fn a_start_that_is_edited_into_words_reaches_staff() {
    let mut story = Story::begin();
    let started = story.client(Draft::text("/start"));
    let olena = story.olena;
    story.sim.world.edit(olena, started, Draft::text("Кіт не їсть"));
    story.sim.run();
    assert_eq!(story.in_topic(), ["бот: Кіт не їсть"]);
    story.sim.world.edit(olena, started, Draft::text("Кіт не п’є"));
    story.sim.run();
    assert_eq!(story.in_topic(), ["бот: Кіт не п’є (edited)"]);
    story.ends();
}

#[test]
fn the_command_for_the_number_brings_the_key() {
    let mut story = Story::begin();
    story.client(Draft::text("/phone"));
    assert_eq!(said(&story), [PROMPT]);
    share(&mut story, "+380 (50) 111-22-33");
    assert_eq!(story.in_topic(), ["бот: 📞 Клієнт поділився номером: +380501112233"]);
    story.ends();
}

#[test]
fn a_client_is_spoken_to_in_the_language_they_chose_and_staff_in_theirs() {
    let mut story = Story::begin();
    story.client(Draft::text("/language"));
    let olena = story.olena;
    let asked = story.private().pop().unwrap();
    assert_eq!(asked.words(), "Оберіть мову. · Choose your language.");
    story.sim.crash();
    story.sim.start();
    for toast in ["All right, the bot will write in English."; 2] {
        let query = story.sim.world.press_button(olena, olena, asked.message_id, "English");
        story.sim.run();
        assert_eq!(story.answered(&query), toast);
    }
    assert_eq!(captions(&story), ENGLISH_KEYS);
    assert_eq!(said(&story).len(), 2, "said once, however often it is pressed");
    press_key(&mut story, ENGLISH_KEYS[1]);
    story.client(Draft::text("Murchyk"));
    story.staff(Draft::text("/close"));
    assert_eq!(last_said(&story), "Your request is closed. If you have more questions, just write here.");
    assert_eq!(
        story.in_topic(),
        [
            "бот: 📌 Клієнт обрав у меню «📅 Записатися на прийом»",
            "бот: Murchyk",
            "Марія: /close",
            "бот: Звернення закрито, клієнтові про це написано. ↩ /close",
        ]
    );
    story.client(Draft::text("/nothing"));
    assert!(last_said(&story).starts_with("There is no such command."), "{}", last_said(&story));
    let excuse = story.press_data(olena, olena, asked.message_id, "language:xx");
    assert_eq!(excuse, "This button no longer works. Please write us a message.");
    let query = story.sim.world.press_button(olena, olena, asked.message_id, "Українська");
    story.sim.run();
    assert_eq!(story.answered(&query), "Гаразд, бот писатиме українською.");
    assert_eq!(captions(&story), KEYS);
    story.ends();
}

#[test]
fn a_client_who_came_before_there_was_a_bot_like_this_is_asked_a_day_after_they_came() {
    let mut story = Story::begin();
    assert_eq!(story.sim.words_in_private(story.olena), [FIRST]);
    assert!(story.sim.now < START + DAY);
    story.staff(Draft::text("/close_silent"));
    days_later(&mut story, 1);
    story.client(Draft::text("Це знову я"));
    assert_eq!(said(&story), [PROMPT]);
    story.ends_with_words_in_general();
}
