//! What loses messages in other bots, each case both ways: bursts, refusals, slow calls, outages, and a
//! crash at every single step. In simulated time.
//!
//! What may go wrong, and where it is proven that nothing is lost, nothing goes astray, and what may stand twice
//! is marked. The tests below `faults/` hold all they did against one [`ledger`](ledger::Ledger).
//!
//! | fault | proven in |
//! |---|---|
//! | 429, from a second to forty minutes, and over a restart | `faults/storms`, `schedule/pauses` |
//! | many mishaps of every kind at once, with restarts | `faults/storms` |
//! | a web server's page: 502, 504; 413 | here, `faults/storms`; `telegram/answers` |
//! | a hang; a connection lost before, or after, the call was carried out | here, `faults/storms`; for topics `topics` |
//! | the token refused (401), another program polling (409), in mid-flight | `faults/storms`; the real binary: `process` |
//! | a topic deleted with calls under way; closed; off for the whole group | `faults/group`, `topics` |
//! | the bot demoted, removed, and back | `faults/group`, `topics`; what clients hear: `stories/floods` |
//! | a group that becomes a supergroup | here, `faults/group` |
//! | a client blocks the bot and returns | `stories/refusals`, `faults/group` |
//! | updates without sense, or twice, or numbered anew | `faults/machine`, `telegram/fuzz`, `store/events` |
//! | a clock that jumps ahead, or back between two runs | `faults/machine`; within a run: `clock` |
//! | a full disk; a database that somebody else holds | the real binary: `faults/process`; `store/trouble` |
//! | a kill at any point | here (at every step); the real binary: `crashes`, `faults/process` |
//! | a call whose outcome nobody knows: made again, and marked | every ledger; `crashes` |
//! | more calls than can be under way at once | `faults/storms`, `schedule/order` |
//! | more rows than memory should hold | `schedule/order` |
//! | a client who floods, strangers in crowds | `stories/floods`, `schedule/brakes` |

mod group;
mod ledger;
mod machine;
mod process;
mod storms;

use super::sim::{Sim, TELEGRAM};
use pwparents::sandbox::{Action, Draft, Fault, Limits};

/// A client with a topic, and a bot that has nothing to do.
fn quiet() -> (Sim, i64) {
    let mut sim = Sim::new();
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("перше"));
    (sim, olena)
}

/// Both sides hold exactly this, in this order.
fn holds(sim: &Sim, client: i64, words: &[String]) {
    assert_eq!(sim.words_in_topic("Олена"), words);
    assert_eq!(sim.words_in_private(client), words);
    assert_eq!(sim.words_in_general(), Vec::<String>::new());
    sim.is_clean();
}

#[test]
fn a_burst_of_ten_each_way_arrives_in_order() {
    let (mut sim, olena) = quiet();
    let (bot, group, vet, thread) = (sim.bot, sim.group, sim.vet, sim.topic("Олена"));
    for number in 0..10 {
        sim.world.send_private(olena, bot, Draft::text(format!("питання {number}")));
        sim.world.send_topic(group, thread, vet, Draft::text(format!("відповідь {number}")));
        sim.pass(150);
    }
    sim.run();
    let mut expected = vec!["перше".to_owned()];
    for number in 0..10 {
        expected.extend([format!("питання {number}"), format!("відповідь {number}")]);
    }
    let mut topic = sim.words_in_topic("Олена");
    let mut chat = sim.words_in_private(olena);
    for side in [&mut topic, &mut chat] {
        for word in ["питання", "відповідь"] {
            let those: Vec<_> = side.iter().filter(|words| words.starts_with(word)).cloned().collect();
            let right: Vec<_> = expected.iter().filter(|words| words.starts_with(word)).cloned().collect();
            assert_eq!(those, right);
        }
        assert_eq!(side.len(), expected.len());
    }
    sim.is_clean();
}

#[test]
fn a_call_that_fails_once_or_ten_times_is_made_until_it_is_done() {
    for (action, copies) in [
        (Action::TooManyRequests { retry_after: 3 }, 0),
        (Action::bad_gateway(), 0),
        (Action::Drop, 0),
        (Action::HangThenDrop(29_000), 0),
        // Carried out each time, and nobody can know: it stands there once more each time.
        (Action::ExecuteThenDrop, 1),
        (Action::lost_answer(), 1),
    ] {
        for times in [1_u32, 10] {
            let (mut sim, olena) = quiet();
            sim.world.fault(Fault::on("copyMessage", action.clone()).chat(sim.group).times(times));
            sim.client_says(olena, Draft::text("друге"));
            sim.pass(900_000);
            sim.world.clear_faults();
            sim.world.fault(Fault::on_all(action.clone()).chat(olena).times(times));
            sim.staff_say("Олена", Draft::text("третє"));
            sim.pass(900_000);
            let there = 1 + copies * usize::try_from(times).unwrap();
            let count = |words: Vec<String>, word: &str| words.iter().filter(|one| *one == word).count();
            assert_eq!(count(sim.words_in_topic("Олена"), "друге"), there, "{action:?} {times}");
            assert_eq!(count(sim.words_in_private(olena), "третє"), there, "{action:?} {times}");
        }
    }
}

#[test]
fn a_slow_first_send_keeps_the_order_while_others_flow() {
    let (mut sim, olena) = quiet();
    let ihor = sim.client("Ігор");
    sim.client_says(ihor, Draft::text("перше"));
    let slow = Fault::on("copyMessage", Action::Delay(20_000)).with("from_chat_id", olena).once();
    sim.world.fault(slow);
    sim.client_says(olena, Draft::text("друге"));
    sim.client_says(olena, Draft::text("третє"));
    sim.client_says(ihor, Draft::text("друге"));
    assert_eq!(sim.words_in_topic("Олена"), ["перше", "друге"]);
    assert_eq!(sim.words_in_topic("Ігор"), ["перше", "друге"]);
    sim.pass(30_000);
    holds(&sim, olena, &["перше", "друге", "третє"].map(str::to_owned));
}

#[test]
fn a_topic_with_an_invalid_id_is_replaced_too() {
    let (mut sim, olena) = quiet();
    let (group, thread) = (sim.group, sim.topic("Олена"));
    sim.world.delete_topic(group, thread);
    let refuse = Action::Refuse { status: 400, description: "Bad Request: TOPIC_ID_INVALID".to_owned() };
    sim.world.fault(Fault::on("copyMessage", refuse).thread(thread));
    sim.client_says(olena, Draft::text("друге"));
    assert_eq!(sim.words_in_topic("Олена"), ["друге"]);
    assert_eq!(sim.words_in_general(), Vec::<String>::new());
}

#[test]
fn a_group_that_becomes_a_supergroup_is_followed() {
    let mut sim = Sim::in_basic_group();
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("перше"));
    assert_eq!(sim.world.topics(sim.group).len(), 0);
    let new = sim.world.migrate(sim.group);
    sim.world.set_forum(new, true);
    let bot = sim.bot;
    sim.world.promote_bot(new, bot, pwparents::sandbox::Rights::all());
    sim.group = new;
    sim.pass(1_200_000);
    assert_eq!(sim.words_in_topic("Олена"), ["перше"]);
    sim.staff_say("Олена", Draft::text("друге"));
    assert_eq!(sim.words_in_private(olena), ["перше", "друге"]);
    // The config still has the old number, and the bot still knows better after a restart.
    sim.crash();
    sim.start();
    sim.client_says(olena, Draft::text("третє"));
    assert_eq!(sim.words_in_topic("Олена"), ["перше", "друге", "третє"]);
}

#[test]
fn five_hundred_clients_after_an_hours_outage_fit_into_the_limits() {
    let mut sim = Sim::with(TELEGRAM);
    sim.world.limits = Limits::telegram();
    sim.crash();
    let bot = sim.bot;
    for number in 0..500 {
        let client = sim.client(&format!("Клієнт {number}"));
        sim.world.send_private(client, bot, Draft::text("Добрий день"));
        sim.now += 7_200;
        sim.world.set_now(sim.now);
    }
    sim.start();
    // A topic and a message each, at 20 a minute; the cards and the reminders when there is room again.
    let topics = |sim: &Sim| -> Vec<Vec<String>> {
        (0..500).map(|number| sim.words_in_topic(&format!("Клієнт {number}"))).collect()
    };
    let words = |topics: &[Vec<String>]| topics.iter().map(Vec::len).sum::<usize>();
    sim.pass(52 * 60_000);
    let shown = topics(&sim);
    assert!(shown.iter().all(|words| words[0] == "Добрий день"), "{shown:?}");
    assert!(words(&shown) < 525, "staff are hardly reminded before all of it is there");
    sim.pass(15 * 60_000);
    let shown = topics(&sim);
    assert!(shown.iter().all(|words| words.len() <= 2), "{shown:?}");
    assert!(words(&shown) < 525 + 5 * 15, "and then of a few clients in a minute");
    assert_eq!(sim.world.counters().too_many, 0);
    let general = sim.words_in_general();
    assert!(general.len() == 1 && general[0].contains("надійшло 500 повідомлень"), "{general:?}");
    sim.is_clean();
}

/// A short conversation from the first contact on, with a crash after `steps` steps.
fn conversation(steps: usize) -> (Sim, i64, bool) {
    let mut sim = Sim::new();
    let olena = sim.client("Олена");
    let (bot, group, vet) = (sim.bot, sim.group, sim.vet);
    sim.world.send_private(olena, bot, Draft::text("один"));
    let album = sim.world.new_album();
    sim.world.send_private(olena, bot, Draft::photo().caption("два").album(&album));
    sim.world.send_private(olena, bot, Draft::photo().caption("три").album(&album));
    sim.world.send_private(olena, bot, Draft::text("чотири"));
    let mut answered = false;
    let mut crashed = false;
    let mut done = 0;
    for _ in 0..40 {
        while sim.step() {
            done += 1;
            if done == steps {
                sim.crash();
                sim.start();
                crashed = true;
            }
        }
        sim.now += 250;
        sim.world.set_now(sim.now);
        let topics = sim.world.topics(group);
        if let (false, Some(topic)) = (answered, topics.first()) {
            sim.world.send_topic(group, topic.thread, vet, Draft::text("п’ять"));
            sim.world.send_topic(group, topic.thread, vet, Draft::text("шість"));
            answered = true;
        }
    }
    sim.pass(120_000);
    (sim, olena, crashed)
}

#[test]
fn a_crash_at_any_step_loses_nothing_and_repeats_at_most_one_message_a_lane() {
    let mut tried = 0;
    for steps in 1.. {
        let (sim, olena, crashed) = conversation(steps);
        if !crashed {
            break;
        }
        tried += 1;
        assert_eq!(sim.world.topics(sim.group).len(), 1, "after {steps} steps");
        let theirs = |words: Vec<String>, own: &[&str]| -> Vec<String> {
            words.into_iter().filter(|words| own.contains(&words.as_str())).collect()
        };
        let asked = theirs(sim.words_in_topic("Олена"), &["один", "два", "три", "чотири"]);
        let answered = theirs(sim.words_in_private(olena), &["п’ять", "шість"]);
        in_order_and_at_most_one_repeated(&asked, &["один", "два", "три", "чотири"], steps);
        in_order_and_at_most_one_repeated(&answered, &["п’ять", "шість"], steps);
        assert_eq!(sim.words_in_general(), Vec::<String>::new(), "after {steps} steps");
        sim.is_clean();
    }
    assert!(tried > 20, "only {tried} crashes were tried");
}

/// An album counts as one message: it is repeated whole.
fn in_order_and_at_most_one_repeated(seen: &[String], expected: &[&str], steps: usize) {
    let album = ["два", "три"];
    let mut once: Vec<&str> = seen.iter().map(String::as_str).collect();
    let repeated = once.windows(4).position(|four| four == [album[0], album[1], album[0], album[1]]);
    let mut repeats = 0;
    if let Some(at) = repeated {
        once.drain(at..at + 2);
        repeats += 1;
    }
    let before = once.len();
    once.dedup();
    repeats += before - once.len();
    assert_eq!(once, expected, "after {steps} steps: {seen:?}");
    assert!(repeats <= 1, "after {steps} steps: {seen:?}");
}
