//! Staff are reminded of a client who waits: ever more rarely, by day, over restarts, and never all at once.
//! The story begins at 13:06 in Kyiv.

use super::{FIRST, OLENA, Story};
use crate::sim::Sim;
use pwparents::model::{OnCall, UserId};
use pwparents::sandbox::{Action, Draft, Fault};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn line(waited: &str) -> String {
    format!("бот: ⏰ Клієнт чекає на відповідь уже {waited}.")
}

/// How many reminders stand in that client's topic.
fn reminders(sim: &Sim, name: &str) -> usize {
    sim.words_in_topic(name).iter().filter(|words| words.contains('⏰')).count()
}

/// The bot is away for so long.
fn away(sim: &mut Sim, ms: i64, meanwhile: impl FnOnce(&mut Sim)) {
    sim.crash();
    sim.sleep(ms / 2);
    meanwhile(sim);
    sim.sleep(ms / 2);
    sim.start();
    sim.run();
}

#[test]
fn a_client_who_waits_is_spoken_of_ever_more_rarely_and_not_by_night() {
    let mut story = Story::begin();
    let mut said = Vec::new();
    for (pass, waited) in [
        (29 * MINUTE, None),
        (MINUTE, Some("30 хв")),
        (HOUR, Some("1 год 30 хв")),
        (119 * MINUTE, None),
        (MINUTE, Some("3 год 30 хв")),
        // 20:36 is night; the next morning comes at 09:00.
        (4 * HOUR, None),
        (12 * HOUR + 23 * MINUTE, None),
        (MINUTE, Some("19 год 53 хв")),
    ] {
        story.sim.pass(pass);
        said.extend(waited.map(line));
        assert_eq!(story.in_topic(), said);
    }
    assert_eq!(story.in_private(), Vec::<String>::new());
    story.ends();
}

#[test]
fn an_answer_ends_it_and_the_next_message_begins_it_anew() {
    let mut story = Story::begin();
    story.sim.pass(40 * MINUTE);
    story.staff(Draft::text("Приходьте"));
    story.sim.pass(3 * HOUR);
    story.client(Draft::text("А коли?"));
    story.client(Draft::text("Агов"));
    story.sim.pass(31 * MINUTE);
    story.staff(Draft::text("/close_silent"));
    story.sim.pass(2 * HOUR);
    let expected = [
        &line("30 хв"),
        "Марія: Приходьте",
        "бот: А коли?",
        "бот: Агов",
        &format!("{} @maria_vet", line("30 хв")),
        "Марія: /close_silent",
        "бот: Звернення закрито. Клієнтові нічого не надіслано. ↩ /close_silent",
    ];
    assert_eq!(story.in_topic(), expected);
    story.ends();
}

#[test]
fn who_only_pressed_start_waits_for_nothing() {
    let mut sim = Sim::new();
    let olena = sim.client(OLENA);
    sim.client_says(olena, Draft::text("/start"));
    sim.pass(3 * HOUR);
    assert_eq!(sim.words_in_topic(OLENA), Vec::<String>::new());
}

#[test]
fn how_often_it_was_said_survives_a_restart() {
    let mut story = Story::begin();
    story.sim.pass(31 * MINUTE);
    for _ in 0..5 {
        away(&mut story.sim, 2 * MINUTE, |_| {});
        story.sim.pass(9 * MINUTE);
    }
    assert_eq!(story.in_topic(), [line("30 хв")], "an hour has not passed since");
    story.sim.pass(6 * MINUTE);
    assert_eq!(story.in_topic(), [line("30 хв"), line("1 год 30 хв")]);
    story.ends();
}

#[test]
fn the_assignee_is_named_or_else_those_on_call() {
    let mut story = Story::begin();
    story.sim.crash();
    let id = story.sim.client("Оксана");
    let on_call = [OnCall::Username("olena_vet".to_owned()), OnCall::Id(UserId(id))];
    story.sim.desk.on_call = on_call.to_vec();
    story.sim.start();
    story.sim.pass(31 * MINUTE);
    story.staff(Draft::text("/assign me"));
    story.sim.pass(HOUR);
    let topic = story.in_topic();
    assert_eq!(topic[0], format!("{} @olena_vet {id}", line("30 хв")), "nobody has written here yet");
    assert_eq!(topic[3], format!("{} @maria_vet", line("1 год 30 хв")));
    assert_eq!(story.topic()[0].entities[0]["user"]["id"], id);
    story.ends();
}

#[test]
fn after_a_time_away_each_topic_hears_once_and_not_all_in_the_same_minute() {
    let mut sim = Sim::new();
    let names: Vec<String> = (0..12).map(|number| format!("Клієнт {number}")).collect();
    for name in &names {
        let client = sim.client(name);
        sim.client_says(client, Draft::text(FIRST));
    }
    away(&mut sim, 4 * HOUR, |_| {});
    let all = |sim: &Sim| names.iter().map(|name| reminders(sim, name)).sum::<usize>();
    let mut before = all(&sim);
    assert_eq!(before, 5);
    for _ in 0..3 {
        sim.pass(MINUTE);
        assert!(all(&sim) - before <= 5);
        before = all(&sim);
    }
    assert!(names.iter().all(|name| reminders(&sim, name) == 1), "{before}");
    sim.pass(30 * MINUTE);
    assert_eq!(all(&sim), 12, "the next comes after an hour");
    let general = sim.words_in_general();
    assert_eq!(general.len(), 1, "{general:?}");
    assert!(general[0].starts_with("ℹ️ Бот не працював"));
    sim.is_clean();
}

#[test]
fn what_staff_answered_while_the_bot_was_away_is_not_spoken_of() {
    let mut story = Story::begin();
    away(&mut story.sim, 2 * HOUR, |sim| {
        let (group, thread, vet) = (sim.group, sim.topic(OLENA), sim.vet);
        sim.world.send_topic(group, thread, vet, Draft::text("Приходьте"));
    });
    story.sim.pass(3 * HOUR);
    assert_eq!(story.in_topic(), ["Марія: Приходьте"]);
    assert_eq!(story.in_private(), ["бот: Приходьте"]);
    story.ends_with_words_in_general();
}

#[test]
fn what_clients_wrote_while_the_bot_was_away_is_shown_first_and_staff_get_their_time() {
    let mut sim = Sim::new();
    let (olena, bot) = (sim.client(OLENA), sim.bot);
    away(&mut sim, 2 * HOUR, |sim| {
        sim.world.send_private(olena, bot, Draft::text(FIRST));
    });
    sim.pass(29 * MINUTE);
    assert_eq!(sim.words_in_topic(OLENA), [FIRST]);
    sim.pass(2 * MINUTE);
    assert_eq!(sim.words_in_topic(OLENA), [FIRST, "⏰ Клієнт чекає на відповідь уже 1 год 30 хв."]);
}

#[test]
fn a_reminder_that_is_held_up_is_not_sent_after_an_answer() {
    let mut story = Story::begin();
    let busy = Action::TooManyRequests { retry_after: 300 };
    story.sim.world.fault(Fault::on("sendMessage", busy).chat(story.sim.group).once());
    story.sim.pass(31 * MINUTE);
    story.staff(Draft::text("Приходьте"));
    story.sim.pass(HOUR);
    assert_eq!(story.in_topic(), ["Марія: Приходьте"]);
    assert_eq!(story.in_private(), ["бот: Приходьте"]);
    story.ends();
}

#[test]
fn a_snooze_silences_for_as_long_as_it_says_over_a_restart_too() {
    let mut story = Story::begin();
    story.staff(Draft::text("/snooze 2 год"));
    story.sim.pass(HOUR);
    away(&mut story.sim, 4 * MINUTE, |_| {});
    story.sim.pass(55 * MINUTE);
    let said = [
        "Марія: /snooze 2 год".to_owned(),
        "бот: 🔕 До 15:06 не нагадуватиму про цього клієнта. ↩ /snooze 2 год".to_owned(),
    ];
    assert_eq!(story.in_topic(), said);
    story.sim.pass(2 * MINUTE);
    assert_eq!(story.in_topic()[2..], [line("2 год")]);
    assert_eq!(story.in_private(), Vec::<String>::new());
    story.ends();
}

#[test]
fn a_snooze_is_taken_back() {
    let mut story = Story::begin();
    story.staff(Draft::text("/відкласти 300"));
    story.sim.pass(HOUR);
    story.staff(Draft::text("/snooze@ClinicBot 0"));
    assert_eq!(
        story.in_topic()[2..],
        [
            "Марія: /snooze@ClinicBot 0",
            "бот: 🔔 Нагадування про цього клієнта знову ввімкнено. ↩ /snooze@ClinicBot 0",
            &line("1 год"),
        ]
    );
    story.ends();
}

#[test]
fn switched_on_in_the_config_it_finds_who_waits() {
    let mut story = Story::begin();
    story.sim.crash();
    story.sim.desk.remind_after_minutes = 0;
    story.sim.start();
    story.sim.pass(2 * HOUR);
    assert_eq!(story.in_topic(), Vec::<String>::new());
    story.sim.crash();
    story.sim.desk.remind_after_minutes = 10;
    story.sim.start();
    story.sim.pass(2 * MINUTE);
    assert_eq!(story.in_topic(), [line("2 год")]);
    story.ends();
}
