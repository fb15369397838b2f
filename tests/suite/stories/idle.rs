//! Tickets that close by themselves.

use super::{OLENA, Story};
use pwparents::sandbox::Draft;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

fn after_days(days: u32) -> Story {
    let mut story = Story::begin();
    story.sim.crash();
    story.sim.desk.close_after_days = days;
    story.sim.start();
    story
}

fn card(story: &Story) -> String {
    story.sim.in_topic(OLENA)[1].words().to_owned()
}

/// So much time passes, most of it while the bot does not run.
fn rest(story: &mut Story, ms: i64) {
    story.sim.crash();
    story.sim.sleep(ms - 2 * HOUR);
    story.sim.start();
    story.sim.pass(2 * HOUR);
}

#[test]
fn what_has_rested_long_enough_is_closed_in_silence_and_the_card_shows_it() {
    let mut story = after_days(1);
    story.staff(Draft::text("Приходьте"));
    rest(&mut story, 20 * HOUR);
    story.client(Draft::text("Дякую"));
    story.staff(Draft::text("Прошу"));
    story.sim.pass(23 * HOUR);
    assert!(card(&story).contains("👤 Веде Марія"), "{}", card(&story));
    let (topic, private) = (story.in_topic(), story.in_private());
    story.sim.pass(2 * HOUR);
    assert!(card(&story).contains("✅ Закрито"), "{}", card(&story));
    assert_eq!((story.in_topic(), story.in_private()), (topic, private), "nobody is told");
    story.client(Draft::text("Це знову я"));
    assert!(card(&story).contains("🆕"), "{}", card(&story));
    story.ends_with_words_in_general();
}

#[test]
fn a_restart_closes_what_has_rested_meanwhile() {
    let mut story = after_days(7);
    story.staff(Draft::text("Приходьте"));
    rest(&mut story, 7 * DAY - HOUR);
    assert!(card(&story).contains("👤 Веде Марія"), "{}", card(&story));
    rest(&mut story, 3 * HOUR);
    assert!(card(&story).contains("✅ Закрито"), "{}", card(&story));
    story.ends_with_words_in_general();
}

#[test]
fn never_while_the_client_waits_and_never_unless_the_config_says_so() {
    let mut story = after_days(2);
    rest(&mut story, 5 * DAY);
    assert!(card(&story).contains("🆕"), "{}", card(&story));
    let mut story = after_days(0);
    story.staff(Draft::text("Приходьте"));
    rest(&mut story, 500 * DAY);
    assert!(card(&story).contains("👤 Веде Марія"), "{}", card(&story));
}

#[test]
fn what_staff_open_again_rests_anew() {
    let mut story = after_days(2);
    story.staff(Draft::text("Приходьте"));
    rest(&mut story, 3 * DAY);
    assert!(card(&story).contains("✅ Закрито"), "{}", card(&story));
    story.staff(Draft::text("/reopen"));
    rest(&mut story, DAY);
    assert!(card(&story).contains("👤 Веде Марія"), "{}", card(&story));
    rest(&mut story, DAY + 2 * HOUR);
    assert!(card(&story).contains("✅ Закрито"), "{}", card(&story));
}

#[test]
fn after_a_time_away_what_the_client_wrote_meanwhile_counts() {
    let mut story = after_days(2);
    story.staff(Draft::text("Приходьте"));
    story.sim.crash();
    story.sim.sleep(3 * DAY);
    let (olena, bot) = (story.olena, story.sim.bot);
    story.sim.world.send_private(olena, bot, Draft::text("Дякую"));
    story.sim.start();
    story.sim.pass(3 * HOUR);
    let tickets: i64 =
        story.sim.look().query_row("SELECT count(*) FROM tickets", (), |row| row.get(0)).unwrap();
    assert_eq!(tickets, 1);
    assert!(card(&story).contains("👤 Веде Марія"), "{}", card(&story));
}
