//! A client writes while the clinic is closed. The story begins at 13:06 in Kyiv.

use super::{FIRST, OLENA, Story};
use crate::sim::Sim;
use pwparents::model::{Hours, Interval, kyiv};
use pwparents::sandbox::Draft;

const HOUR: i64 = 3_600_000;
const CLOSED: &str = "Дякуємо, ваше повідомлення отримали. Зараз ми зачинені. Відчиняємося завтра о 09:00 й тоді \
                      відповімо.";

/// Every day from 09:00 to 12:00.
fn mornings() -> Hours {
    let day = vec![Interval { from: 9 * 60, to: 12 * 60 }];
    Hours { zone: kyiv(), week: std::array::from_fn(|_| day.clone()), holidays: Vec::new() }
}

fn closed() -> Sim {
    let mut sim = Sim::new();
    sim.crash();
    sim.hours = Some(mornings());
    sim.start();
    sim
}

fn writes(mut sim: Sim, words: &str) -> (Sim, i64) {
    let olena = sim.client(OLENA);
    sim.client_says(olena, Draft::text(words));
    (sim, olena)
}

#[test]
fn they_hear_once_when_it_opens_and_their_message_is_shown_all_the_same() {
    let (mut sim, olena) = writes(closed(), FIRST);
    sim.client_says(olena, Draft::text("І ще"));
    sim.crash();
    sim.start();
    sim.client_says(olena, Draft::text("Агов"));
    assert_eq!(sim.words_in_private(olena), [FIRST, CLOSED, "І ще", "Агов"]);
    assert_eq!(sim.words_in_topic(OLENA), [FIRST, "І ще", "Агов"]);
    // Staff are reminded when the clinic is open.
    sim.crash();
    sim.sleep(18 * HOUR);
    sim.start();
    sim.pass(HOUR);
    assert_eq!(sim.words_in_topic(OLENA).len(), 3);
    sim.pass(HOUR);
    assert_eq!(sim.words_in_topic(OLENA).len(), 4);
    assert_eq!(sim.words_in_private(olena).len(), 4);
    sim.is_clean();
}

#[test]
fn the_next_ticket_is_told_again_and_an_open_clinic_says_nothing() {
    let (mut sim, olena) = writes(closed(), FIRST);
    sim.staff_say(OLENA, Draft::text("/close_silent"));
    sim.client_says(olena, Draft::text("Це знову я"));
    assert_eq!(sim.words_in_private(olena), [FIRST, CLOSED, "Це знову я", CLOSED]);
    sim.staff_say(OLENA, Draft::text("/close_silent"));
    sim.crash();
    sim.sleep(20 * HOUR);
    sim.start();
    sim.client_says(olena, Draft::text("Доброго ранку"));
    assert_eq!(sim.words_in_private(olena)[4..], ["Доброго ранку"]);
    sim.is_clean();
}

#[test]
fn start_and_the_menu_are_answered_by_themselves() {
    let (mut sim, olena) = writes(closed(), "/start");
    assert_eq!(sim.words_in_private(olena).len(), 2, "the greeting and nothing else");
    sim.client_says(olena, Draft::text("📅 Записатися на прийом"));
    assert!(!sim.words_in_private(olena).iter().any(|words| words == CLOSED));
    sim.client_says(olena, Draft::text("Завтра можна?"));
    assert!(sim.words_in_private(olena).iter().any(|words| words == CLOSED));
}

#[test]
fn the_phone_for_urgent_cases_is_told_where_there_is_one() {
    let mut sim = closed();
    sim.crash();
    sim.clinic.phone = Some("+380 44 123 45 67".to_owned());
    sim.start();
    let (sim, olena) = writes(sim, FIRST);
    let urgent = format!("{CLOSED}\nЯкщо справа термінова, телефонуйте: +380 44 123 45 67");
    assert_eq!(sim.words_in_private(olena), [FIRST, &urgent]);
}

#[test]
fn without_hours_in_the_config_nothing_is_said() {
    let mut story = Story::begin();
    story.sim.crash();
    story.sim.sleep(10 * HOUR);
    story.sim.start();
    story.client(Draft::text("Чи є хто вночі?"));
    assert_eq!(story.in_private(), ["Олена: Чи є хто вночі?"]);
}
