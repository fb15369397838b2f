//! Topics come and go: opened once, adopted when the answer was lost, replaced when deleted, never
//! re-created by the dozen because somebody switched them off. In simulated time.

use super::sim::Sim;
use pwparents::sandbox::{Action, DeletedTopic, Draft, Fault, ForumOff, Profile, Rights};

#[test]
fn two_first_messages_at_once_open_one_topic_and_come_in_order() {
    let mut sim = Sim::new();
    let olena = sim.client("Олена");
    let bot = sim.bot;
    for text in ["Добрий день", "Кіт не їсть", "Що робити?"] {
        sim.world.send_private(olena, bot, Draft::text(text));
    }
    sim.run();
    assert_eq!(sim.world.topics(sim.group).len(), 1);
    assert_eq!(sim.words_in_topic("Олена"), ["Добрий день", "Кіт не їсть", "Що робити?"]);
    sim.is_clean();
}

/// The client wrote, the topic was deleted, the client writes again. Nobody knows whether Telegram looks
/// for the answered message or for the topic first, so both are tried.
fn after_a_deletion(behaviour: DeletedTopic, reply_first: bool) -> Sim {
    let mut sim = Sim::new();
    sim.world.rules.reply_before_topic = reply_first;
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("перше"));
    sim.world.rules.deleted_topic = behaviour;
    let (group, thread) = (sim.group, sim.topic("Олена"));
    sim.world.delete_topic(group, thread);
    sim.client_says(olena, Draft::text("друге"));
    sim.client_says(olena, Draft::photo().caption("третє"));
    sim
}

#[test]
fn a_deleted_topic_is_replaced_whatever_telegram_says_about_it() {
    let behaviours = [DeletedTopic::NotFound, DeletedTopic::Cached, DeletedTopic::LandsInGeneral];
    for (behaviour, reply_first) in behaviours.into_iter().flat_map(|one| [(one, false), (one, true)]) {
        let mut sim = after_a_deletion(behaviour, reply_first);
        assert_eq!(sim.words_in_topic("Олена"), ["друге", "третє"], "{behaviour:?}");
        let card = sim.in_topic("Олена").into_iter().find(|shown| shown.words().contains("👤")).unwrap();
        assert!(card.words().starts_with("ℹ️ Попередню тему цього клієнта видалено."), "{}", card.words());
        assert_eq!(sim.words_in_general(), Vec::<String>::new(), "{behaviour:?}");
        assert_eq!(sim.world.topics(sim.group).iter().filter(|topic| !topic.deleted).count(), 1);
        sim.staff_say("Олена", Draft::text("Чуємо вас"));
        sim.is_clean();
    }
}

#[test]
fn what_landed_in_general_is_taken_away_again() {
    let mut sim = Sim::new();
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("перше"));
    let (group, thread) = (sim.group, sim.topic("Олена"));
    // A described message is sent as text, so its answer shows where it landed; and Telegram lets the
    // vanished root pass.
    sim.world.rules.deleted_topic = DeletedTopic::LandsInGeneral;
    sim.world.fault(Fault::on("sendMessage", Action::Delay(0)));
    sim.world.delete_topic(group, thread);
    sim.client_says(olena, Draft::service("gift", serde_json::json!({"gift":{}})));
    assert_eq!(sim.words_in_general(), Vec::<String>::new());
    assert_eq!(sim.words_in_topic("Олена"), ["🎁 Клієнт надіслав подарунок."]);
    sim.is_clean();
}

#[test]
fn a_topic_whose_answer_was_lost_is_adopted_and_not_opened_twice() {
    for action in [Action::ExecuteThenDrop, Action::lost_answer(), Action::ExecuteThenHang(29_000)] {
        let mut sim = Sim::new();
        let olena = sim.client("Олена");
        sim.world.fault(Fault::on("createForumTopic", action.clone()).once());
        sim.client_says(olena, Draft::text("Добрий день"));
        sim.pass(60_000);
        assert_eq!(sim.world.topics(sim.group).len(), 1, "{action:?}");
        assert_eq!(sim.words_in_topic("Олена"), ["Добрий день"], "{action:?}");
    }
}

#[test]
fn a_topic_that_was_not_opened_after_all_is_asked_for_again() {
    for action in [Action::Drop, Action::bad_gateway(), Action::HangThenDrop(20_000)] {
        let mut sim = Sim::new();
        let olena = sim.client("Олена");
        sim.world.fault(Fault::on("createForumTopic", action.clone()).once());
        sim.client_says(olena, Draft::text("Добрий день"));
        sim.pass(90_000);
        assert_eq!(sim.world.topics(sim.group).len(), 1, "{action:?}");
        assert_eq!(sim.words_in_topic("Олена"), ["Добрий день"], "{action:?}");
    }
}

#[test]
fn a_crash_while_a_topic_is_being_opened_leaves_one_topic() {
    let mut sim = Sim::new();
    let olena = sim.client("Олена");
    let bot = sim.bot;
    sim.world.send_private(olena, bot, Draft::text("Добрий день"));
    while sim.world.topics(sim.group).is_empty() {
        assert!(sim.step(), "the topic is never opened");
    }
    sim.crash();
    sim.start();
    sim.pass(60_000);
    assert_eq!(sim.world.topics(sim.group).len(), 1);
    assert_eq!(sim.words_in_topic("Олена"), ["Добрий день"]);
    sim.is_clean();
}

#[test]
fn only_one_topic_is_opened_at_a_time() {
    let mut sim = Sim::new();
    let bot = sim.bot;
    for number in 0..5 {
        let client = sim.client(&format!("Клієнт №{number}"));
        sim.world.send_private(client, bot, Draft::text("Добрий день"));
    }
    sim.world.fault(Fault::on("createForumTopic", Action::Delay(1_000)));
    sim.run();
    // The first answer came after a second, so only the second call has followed.
    assert_eq!(sim.world.calls_of("createForumTopic").count(), 2);
    sim.pass(10_000);
    assert_eq!(sim.world.topics(sim.group).len(), 5);
    for number in 0..5 {
        assert_eq!(sim.words_in_topic(&format!("Клієнт №{number}")), ["Добрий день"]);
    }
    sim.is_clean();
}

#[test]
fn topics_that_are_switched_off_are_waited_for_and_not_replaced() {
    let mut sim = Sim::new();
    let (group, bot) = (sim.group, sim.bot);
    for name in ["Олена", "Ігор", "Софія"] {
        let client = sim.client(name);
        sim.client_says(client, Draft::text("перше"));
    }
    sim.world.set_forum(group, false);
    let oksana = sim.client("Оксана");
    sim.client_says(oksana, Draft::text("нова"));
    sim.pass(60_000);
    let general = sim.words_in_general();
    assert!(general.iter().any(|words| words.starts_with("⚠️ У групі вимкнено теми")), "{general:?}");
    assert_eq!(sim.world.topics(group).len(), 3);
    sim.world.set_forum(group, true);
    sim.pass(600_000);
    assert_eq!(sim.world.topics(group).len(), 4);
    assert_eq!(sim.words_in_topic("Оксана"), ["нова"]);
    assert_eq!(sim.words_in_topic("Олена"), ["перше"]);
    let _ = bot;
    sim.is_clean();
}

#[test]
fn a_topic_that_refused_while_topics_were_off_is_not_replaced_by_a_late_word_of_the_group() {
    let mut sim = Sim::new();
    let group = sim.group;
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("перше"));
    sim.world.rules.forum_off = ForumOff::NotFound;
    sim.world.set_forum(group, false);
    sim.world.fault(Fault::on("getChat", Action::bad_gateway()).times(2));
    sim.client_says(olena, Draft::text("друге"));
    // By the time the group answers, its topics are on again.
    sim.world.set_forum(group, true);
    sim.pass(60_000);
    assert_eq!(sim.world.topics(group).len(), 1);
    assert_eq!(sim.words_in_topic("Олена"), ["перше", "друге"]);
    sim.is_clean();
}

#[test]
fn what_staff_wrote_in_a_topic_that_was_replaced_meanwhile_still_reaches_the_client() {
    let mut sim = Sim::new();
    let (group, vet) = (sim.group, sim.vet);
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("перше"));
    let thread = sim.topic("Олена");
    sim.world.fault(Fault::on("copyMessage", Action::TooManyRequests { retry_after: 5 }).once());
    sim.client_says(olena, Draft::text("друге"));
    // Nothing comes in for a while, and what waits to go out finds the topic gone.
    sim.crash();
    sim.world.fault(Fault::on("getUpdates", Action::Drop).until(sim.now + 30_000));
    sim.world.send_topic(group, thread, vet, Draft::text("порада"));
    sim.world.delete_topic(group, thread);
    sim.start();
    sim.pass(20_000);
    assert_eq!(sim.words_in_topic("Олена"), ["друге"]);
    assert_eq!(sim.words_in_private(olena), ["перше", "друге"]);
    sim.pass(60_000);
    assert_eq!(sim.words_in_private(olena), ["перше", "друге", "порада"]);
    sim.is_clean();
}

#[test]
fn a_topic_whose_answer_was_lost_is_not_given_to_a_client_whose_own_was_refused() {
    let mut sim = Sim::new();
    let (group, bot) = (sim.group, sim.bot);
    let (olena, ihor) = (sim.client("Олена"), sim.client("Ігор"));
    sim.world.promote_bot(group, bot, Rights { can_manage_topics: false, ..Rights::all() });
    sim.client_says(olena, Draft::text("від Олени"));
    sim.world.promote_bot(group, bot, Rights::all());
    sim.world.fault(Fault::on("createForumTopic", Action::ExecuteThenDrop).once());
    sim.client_says(ihor, Draft::text("від Ігоря"));
    sim.pass(120_000);
    assert_eq!(sim.world.topics(group).len(), 2);
    assert_eq!(sim.words_in_topic("Ігор"), ["від Ігоря"]);
    assert_eq!(sim.words_in_topic("Олена"), ["від Олени"]);
    sim.staff_say("Ігор", Draft::text("Ігореві"));
    assert_eq!(sim.words_in_private(ihor), ["від Ігоря", "Ігореві"]);
    assert_eq!(sim.words_in_private(olena), ["від Олени"]);
    sim.is_clean();
}

#[test]
fn a_deleted_topic_is_not_dressed_for_ever_and_nothing_waits_for_it() {
    let mut sim = Sim::new();
    let (group, bot) = (sim.group, sim.bot);
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("перше"));
    let thread = sim.topic("Олена");
    sim.world.delete_topic(group, thread);
    // They want nothing of staff, but have another name now.
    sim.world.rename_user(olena, Profile::new("Олена Коваль").language("uk"));
    sim.world.start(olena, bot);
    sim.pass(600_000);
    assert!(sim.world.calls_of("editForumTopic").count() <= 3);
    let left: i64 = sim.look().query_row("SELECT count(*) FROM outbox", (), |row| row.get(0)).unwrap();
    assert_eq!((left, sim.world.topics(group).len()), (0, 1));
    sim.client_says(olena, Draft::text("друге"));
    assert_eq!(sim.words_in_topic("Олена Коваль"), ["друге"]);
    sim.is_clean();
}

#[test]
fn a_bot_without_the_right_says_so_once_and_goes_on_when_it_has_it() {
    let mut sim = Sim::new();
    let (group, bot) = (sim.group, sim.bot);
    sim.world.promote_bot(group, bot, Rights { can_manage_topics: false, ..Rights::all() });
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("Добрий день"));
    sim.pass(600_000);
    assert_eq!(sim.words_in_general().len(), 1, "{:?}", sim.words_in_general());
    assert!(sim.words_in_general()[0].starts_with("⚠️ Боту бракує права «Керування темами»"));
    sim.world.promote_bot(group, bot, Rights::all());
    sim.pass(61_000);
    assert_eq!(sim.words_in_topic("Олена"), ["Добрий день"]);
    sim.is_clean();
}

#[test]
fn a_bot_that_was_removed_keeps_everything_until_it_is_back() {
    let mut sim = Sim::new();
    let (group, bot) = (sim.group, sim.bot);
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("перше"));
    sim.world.kick(group, bot);
    sim.client_says(olena, Draft::text("друге"));
    sim.pass(3_600_000);
    sim.client_says(olena, Draft::text("третє"));
    sim.world.promote_bot(group, bot, Rights::all());
    sim.run();
    assert_eq!(sim.words_in_topic("Олена"), ["перше", "друге", "третє"]);
    sim.is_clean();
}

#[test]
fn a_name_with_nothing_to_see_still_makes_a_topic() {
    let mut sim = Sim::new();
    let bot = sim.bot;
    let nobody = sim.world.add_user(Profile::new("\u{200b}\u{3164}").id(424_242));
    sim.world.send_private(nobody, bot, Draft::text("хто я?"));
    sim.run();
    assert_eq!(sim.words_in_topic("Клієнт 424242"), ["хто я?"]);
    sim.is_clean();
}
