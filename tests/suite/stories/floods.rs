//! Too much at once, and nobody there to see it: what clients and staff see then. In simulated time.

use super::{OLENA, Story};
use crate::sim::{Sim, TELEGRAM};
use pwparents::model::Limits;
use pwparents::sandbox::{Action, Draft, Fault, Rights};

const MINUTE: i64 = 60_000;
/// As a config has them that says nothing of them.
const USUAL: Limits = Limits { new_topics_per_minute: 5, client_per_minute: 15, ..TELEGRAM };
const SLOWED: &str = "Дякуємо, усі ваші повідомлення в нас, жодне не загубиться. Їх чимало, тож частину побачимо \
                      трохи згодом, по черзі.";
const UNSEEN: &str = "Ваше повідомлення збережено, але ми його ще не бачили: технічна затримка. Щойно вона мине, \
                      прочитаємо й відповімо.";

/// A clinic under Telegram's limits and with the usual brakes, where Olena has a topic.
fn usual() -> (Sim, i64) {
    let mut sim = Sim::with(USUAL);
    sim.world.limits = pwparents::sandbox::Limits::telegram();
    let olena = sim.client(OLENA);
    sim.client_says(olena, Draft::text("перше"));
    sim.pass(2 * MINUTE);
    (sim, olena)
}

fn times(sim: &Sim, client: i64, line: &str) -> usize {
    sim.words_in_private(client).iter().filter(|words| words.starts_with(line)).count()
}

#[test]
fn a_client_who_floods_is_told_once_and_all_of_it_comes_in_order() {
    let (mut sim, olena) = usual();
    let bot = sim.bot;
    let flood: Vec<String> = (0..100).map(|number| format!("№{number}")).collect();
    for text in &flood {
        sim.world.send_private(olena, bot, Draft::text(text.as_str()));
        sim.pass(200);
    }
    sim.pass(5_000);
    assert_eq!(times(&sim, olena, SLOWED), 1);
    let shown = sim.words_in_topic(OLENA);
    assert_eq!(shown[1..], flood[..shown.len() - 1]);
    assert!(shown.len() <= 16, "{}", shown.len());
    // A crash in the middle changes nothing.
    sim.crash();
    sim.start();
    sim.pass(8 * MINUTE);
    assert_eq!(sim.words_in_topic(OLENA)[1..], flood);
    let copies: Vec<i64> = sim.world.calls_of("copyMessage").map(|call| call.at).collect();
    let minute = |from: i64| copies.iter().filter(|at| (from..from + MINUTE).contains(*at)).count();
    assert!(copies.iter().all(|at| minute(*at) <= 15));
    assert_eq!((times(&sim, olena, SLOWED), times(&sim, olena, UNSEEN)), (1, 0));
    // Once they have been quiet they may be told again.
    sim.pass(11 * MINUTE);
    for number in 0..20 {
        sim.world.send_private(olena, bot, Draft::text(format!("знову {number}")));
    }
    sim.pass(3 * MINUTE);
    assert_eq!(times(&sim, olena, SLOWED), 2);
    assert_eq!(sim.words_in_topic(OLENA).last().unwrap(), "знову 19");
    assert_eq!(sim.world.counters().too_many, 0);
    sim.is_clean();
}

#[test]
fn a_burst_of_ten_and_an_album_are_no_flood() {
    let (mut sim, olena) = usual();
    let bot = sim.bot;
    for number in 0..5 {
        sim.world.send_private(olena, bot, Draft::text(format!("№{number}")));
    }
    let parts = (0..10).map(|_| Draft::photo()).collect();
    sim.world.send_album(olena, pwparents::sandbox::To::Bot(bot), parts);
    sim.pass(10_000);
    assert_eq!(times(&sim, olena, SLOWED), 0);
    assert_eq!(sim.words_in_topic(OLENA).len(), 16);
}

#[test]
fn what_staff_write_is_never_slowed() {
    let (mut sim, olena) = usual();
    let (group, vet, thread) = (sim.group, sim.vet, sim.topic(OLENA));
    for number in 0..40 {
        sim.world.send_topic(group, thread, vet, Draft::text(format!("відповідь {number}")));
    }
    // One a second is what Telegram lets into one chat.
    sim.pass(60_000);
    assert_eq!(times(&sim, olena, "відповідь"), 40);
    assert_eq!(times(&sim, olena, SLOWED), 0);
}

#[test]
fn a_hundred_new_accounts_at_once_hold_up_nobody_who_is_known_and_are_all_heard() {
    let (mut sim, olena) = usual();
    let bot = sim.bot;
    let names: Vec<String> = (0..100).map(|number| format!("Чужий {number}")).collect();
    let strangers: Vec<i64> = names.iter().map(|name| sim.client(name)).collect();
    for stranger in &strangers {
        sim.world.send_private(*stranger, bot, Draft::text("КУПУЙТЕ"));
    }
    let began = sim.now;
    for minute in 0..20 {
        let words = format!("кіт {minute}");
        sim.world.send_private(olena, bot, Draft::text(words.as_str()));
        sim.pass(6_000);
        assert_eq!(sim.words_in_topic(OLENA).last().unwrap(), &words, "minute {minute}");
        sim.pass(MINUTE - 6_000 + 1_700);
    }
    let calls: Vec<i64> = sim.world.calls_of("createForumTopic").map(|call| call.at).collect();
    let minute = |from: i64| calls.iter().filter(|at| (from..from + MINUTE).contains(*at)).count();
    assert!(calls.iter().all(|at| minute(*at) <= 5));
    sim.pass(5 * MINUTE);
    for name in &names {
        assert_eq!(sim.words_in_topic(name)[0], "КУПУЙТЕ", "{name}");
    }
    assert!(sim.now - began < 30 * MINUTE);
    // Whoever waited long was told that nothing is lost.
    assert_eq!((times(&sim, strangers[0], UNSEEN), times(&sim, strangers[99], UNSEEN)), (0, 1));
    assert_eq!(times(&sim, olena, UNSEEN), 0);
    assert_eq!(sim.world.counters().too_many, 0);
    sim.is_clean();
}

#[test]
fn while_the_bot_is_out_of_the_group_a_client_is_told_once_that_it_is_kept() {
    let mut story = Story::begin();
    let (group, bot) = (story.sim.group, story.sim.bot);
    story.sim.world.kick(group, bot);
    story.client(Draft::text("Кіт не їсть"));
    story.sim.pass(9 * MINUTE);
    assert_eq!(story.in_private(), ["Олена: Кіт не їсть"]);
    story.sim.pass(2 * MINUTE);
    assert_eq!(story.in_private(), ["Олена: Кіт не їсть", &format!("бот: {UNSEEN}")]);
    story.client(Draft::text("Агов"));
    story.sim.crash();
    story.sim.start();
    story.sim.pass(60 * MINUTE);
    assert_eq!(times(&story.sim, story.olena, UNSEEN), 1);
    story.sim.world.promote_bot(group, bot, Rights::all());
    story.sim.pass(2 * MINUTE);
    assert_eq!(story.in_topic()[..2], ["бот: Кіт не їсть", "бот: Агов"]);
    // Another time of trouble is another one.
    story.sim.world.kick(group, bot);
    story.client(Draft::text("Знову я"));
    story.sim.pass(12 * MINUTE);
    assert_eq!(times(&story.sim, story.olena, UNSEEN), 2);
    story.sim.is_clean();
}

#[test]
fn topics_that_are_off_and_a_long_429_are_told_alike_and_a_short_trouble_is_not() {
    for (minutes, told) in [(8, 0), (40, 1)] {
        let mut story = Story::begin();
        let later = Action::TooManyRequests { retry_after: minutes * 60 };
        story.sim.world.fault(Fault::on("copyMessage", later).chat(story.sim.group).once());
        story.client(Draft::text("Кіт не їсть"));
        story.sim.pass((minutes + 1) * MINUTE);
        assert_eq!(times(&story.sim, story.olena, UNSEEN), told, "{minutes} minutes");
        assert_eq!(story.in_topic()[0], "бот: Кіт не їсть");
    }
    let mut story = Story::begin();
    story.sim.world.set_forum(story.sim.group, false);
    // What is written into a topic that stands is shown all the same, so somebody new is asked.
    let oksana = story.sim.client("Оксана");
    story.client(Draft::text("Кіт не їсть"));
    story.sim.client_says(oksana, Draft::text("Добрий вечір"));
    story.sim.pass(12 * MINUTE);
    assert!(story.sim.words_in_general().contains(&"Кіт не їсть".to_owned()));
    assert_eq!((times(&story.sim, story.olena, UNSEEN), times(&story.sim, oksana, UNSEEN)), (0, 1));
}

#[test]
fn what_was_only_for_the_bot_waits_for_nobody() {
    let mut story = Story::begin();
    let (group, bot) = (story.sim.group, story.sim.bot);
    story.sim.world.kick(group, bot);
    story.client(Draft::text("/menu"));
    story.sim.pass(30 * MINUTE);
    assert_eq!(times(&story.sim, story.olena, UNSEEN), 0);
}

#[test]
fn after_a_lost_network_nobody_is_told_what_is_not_true_any_more() {
    let mut story = Story::begin();
    let end = story.sim.now + 30 * MINUTE;
    story.sim.world.fault(Fault::on_all(Action::Drop).until(end));
    story.client(Draft::text("Кіт не їсть"));
    story.sim.pass(40 * MINUTE);
    assert_eq!(times(&story.sim, story.olena, UNSEEN), 0);
    assert_eq!(story.in_topic()[0], "бот: Кіт не їсть");
}
