//! What takes time: delays that staff hear of, downtime, albums' windows. In simulated time.

use super::sim::{Sim, TELEGRAM};
use pwparents::sandbox::{Action, Draft, Fault};

#[test]
fn a_message_that_is_late_is_told_once_and_the_line_turns_into_delivered() {
    let mut sim = Sim::new();
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("Добрий день"));
    sim.world.fault(Fault::on_all(Action::TooManyRequests { retry_after: 600 }).chat(olena).once());
    sim.staff_say("Олена", Draft::text("Приходьте"));
    sim.staff_say("Олена", Draft::text("о 15:00"));
    sim.pass(90_000);
    assert_eq!(sim.words_in_topic("Олена"), ["Добрий день", "Приходьте", "о 15:00"]);
    sim.pass(60_000);
    let words = sim.words_in_topic("Олена");
    assert_eq!(words.len(), 4, "{words:?}");
    assert!(words[3].starts_with("⏳ Ще не доставлено клієнтові. Наступна спроба о "), "{words:?}");
    sim.pass(600_000);
    let words = sim.words_in_topic("Олена");
    assert_eq!(words.len(), 4, "{words:?}");
    assert!(words[3].starts_with("✅ Доставлено о "), "{words:?}");
    assert_eq!(sim.words_in_private(olena), ["Добрий день", "Приходьте", "о 15:00"]);
    sim.is_clean();
}

#[test]
fn several_late_messages_are_told_in_one_line_and_end_in_order() {
    let mut sim = Sim::new();
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("Добрий день"));
    sim.world.fault(Fault::on_all(Action::bad_gateway()).chat(olena).times(12));
    for text in ["раз", "два", "три"] {
        sim.staff_say("Олена", Draft::text(text));
    }
    sim.pass(400_000);
    let notices: Vec<_> =
        sim.words_in_topic("Олена").into_iter().filter(|words| words.contains("оставлено")).collect();
    assert_eq!(notices.len(), 1, "{notices:?}");
    assert!(notices[0].starts_with("✅ Доставлено о "), "{notices:?}");
    assert_eq!(sim.words_in_private(olena), ["Добрий день", "раз", "два", "три"]);
    sim.is_clean();
}

#[test]
fn a_message_that_goes_out_in_time_is_not_spoken_of() {
    let mut sim = Sim::new();
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("Добрий день"));
    sim.world.fault(Fault::on_all(Action::TooManyRequests { retry_after: 100 }).chat(olena).once());
    sim.staff_say("Олена", Draft::text("Приходьте"));
    sim.pass(600_000);
    assert_eq!(sim.words_in_topic("Олена"), ["Добрий день", "Приходьте"]);
    assert_eq!(sim.words_in_private(olena), ["Добрий день", "Приходьте"]);
}

#[test]
fn a_late_message_that_is_refused_in_the_end_is_told_as_refused() {
    let mut sim = Sim::new();
    let olena = sim.client("Олена");
    let bot = sim.bot;
    sim.client_says(olena, Draft::text("Добрий день"));
    sim.world.fault(Fault::on_all(Action::TooManyRequests { retry_after: 300 }).chat(olena).once());
    sim.staff_say("Олена", Draft::text("Приходьте"));
    sim.pass(200_000);
    sim.world.block(olena, bot);
    sim.pass(200_000);
    let words = sim.words_in_topic("Олена");
    assert_eq!(words[2], "⚠️ Не доставлено, причина нижче.", "{words:?}");
    assert!(words[3].starts_with("🚫 Клієнт заблокував бота."), "{words:?}");
    assert_eq!(words[4], "⚠️ Не доставлено: клієнт заблокував бота. Телефон невідомий.", "{words:?}");
    assert_eq!(words.len(), 5, "{words:?}");
}

#[test]
fn after_downtime_general_hears_from_when_to_when_and_how_many_wrote() {
    let mut sim = Sim::new();
    let (olena, ihor, bot) = (sim.client("Олена"), sim.client("Ігор"), sim.bot);
    sim.client_says(olena, Draft::text("до"));
    sim.crash();
    sim.world.advance(10 * 60_000);
    sim.now += 10 * 60_000;
    for text in ["раз", "два"] {
        sim.world.send_private(olena, bot, Draft::text(text));
    }
    sim.world.send_private(ihor, bot, Draft::text("три"));
    sim.start();
    sim.run();
    let general = sim.words_in_general();
    assert_eq!(general.len(), 1, "{general:?}");
    assert!(general[0].starts_with("ℹ️ Бот не працював із "), "{general:?}");
    assert!(
        general[0].ends_with("За цей час надійшло 3 повідомлення від клієнтів, вони вже в черзі."),
        "{general:?}"
    );
    assert_eq!(sim.words_in_topic("Олена"), ["до", "раз", "два"]);
    assert_eq!(sim.words_in_topic("Ігор"), ["три"]);
}

#[test]
fn a_short_downtime_and_a_first_start_are_not_spoken_of() {
    let mut sim = Sim::new();
    assert_eq!(sim.words_in_general(), Vec::<String>::new());
    sim.crash();
    sim.now += 4 * 60_000;
    sim.world.set_now(sim.now);
    sim.start();
    sim.pass(60_000);
    assert_eq!(sim.words_in_general(), Vec::<String>::new());
}

#[test]
fn a_lost_network_counts_as_downtime_too() {
    let mut sim = Sim::new();
    let (olena, bot) = (sim.client("Олена"), sim.bot);
    sim.client_says(olena, Draft::text("до"));
    let end = sim.now + 8 * 60_000;
    sim.world.fault(Fault::on("getUpdates", Action::Drop).until(end));
    sim.pass(60_000);
    sim.world.send_private(olena, bot, Draft::text("під час"));
    sim.pass(8 * 60_000);
    let general = sim.words_in_general();
    assert_eq!(general.len(), 1, "{general:?}");
    assert!(general[0].contains("надійшло одне повідомлення від клієнта, воно вже в черзі"), "{general:?}");
    assert_eq!(sim.words_in_topic("Олена"), ["до", "під час"]);
}

#[test]
fn a_long_backlog_is_counted_whole_before_it_is_told() {
    let mut sim = Sim::new();
    let (olena, bot) = (sim.client("Олена"), sim.bot);
    sim.client_says(olena, Draft::text("до"));
    sim.crash();
    sim.now += 3_600_000;
    sim.world.set_now(sim.now);
    for number in 0..250 {
        sim.world.send_private(olena, bot, Draft::text(format!("№{number}")));
    }
    sim.start();
    sim.pass(30_000);
    let general = sim.words_in_general();
    assert_eq!(general.len(), 1, "{general:?}");
    assert!(general[0].contains("надійшло 250 повідомлень"), "{general:?}");
    assert_eq!(sim.words_in_topic("Олена").len(), 251);
}

#[test]
fn an_hour_of_messages_from_many_clients_fits_into_the_groups_budget() {
    let mut sim = Sim::with(TELEGRAM);
    sim.world.limits = pwparents::sandbox::Limits::telegram();
    let bot = sim.bot;
    let clients: Vec<i64> = (0..12).map(|number| sim.client(&format!("Клієнт {number}"))).collect();
    for round in 0..10 {
        for client in &clients {
            sim.world.send_private(*client, bot, Draft::text(format!("№{round}")));
        }
    }
    sim.pass(12 * 60_000);
    let all: Vec<String> = (0..10).map(|round| format!("№{round}")).collect();
    for number in 0..12 {
        assert_eq!(sim.words_in_topic(&format!("Клієнт {number}")), all);
    }
    assert_eq!(sim.world.counters().too_many, 0);
    sim.is_clean();
}

#[test]
fn in_a_crowd_a_quiet_clients_message_comes_within_seconds() {
    let mut sim = Sim::with(TELEGRAM);
    sim.world.limits = pwparents::sandbox::Limits::telegram();
    let (loud, quiet, bot) = (sim.client("Галасливий"), sim.client("Тиха"), sim.bot);
    sim.client_says(loud, Draft::text("перше"));
    sim.client_says(quiet, Draft::text("перше"));
    sim.pass(120_000);
    for number in 0..100 {
        sim.world.send_private(loud, bot, Draft::text(format!("№{number}")));
    }
    sim.pass(30_000);
    sim.world.send_private(quiet, bot, Draft::text("друге"));
    sim.pass(6_000);
    assert_eq!(sim.words_in_topic("Тиха"), ["перше", "друге"]);
    assert!(sim.words_in_topic("Галасливий").len() < 20);
    assert_eq!(sim.world.counters().too_many, 0);
}
