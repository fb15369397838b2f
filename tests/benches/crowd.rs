//! A crowd under Telegram's limits, in simulated time: how long 600 messages of 30 new clients take beside
//! the least that the limits allow, and how long one message of somebody quiet waits among them.

use super::Scale;
use super::load::as_float;
use super::report::{Aim, Report};
use super::sim::{Sim, TELEGRAM};
use pwparents::sandbox::{Draft, Limits};
use std::collections::BTreeMap;

const CLIENTS: usize = 30;
const MESSAGES: usize = 600;
/// What Telegram lets into a group a minute.
const A_MINUTE: usize = 20;
const MINUTE: i64 = 60_000;
/// How many quiet clients write one message, and how far apart.
const QUIET: usize = 10;
const APART: i64 = 61_000;
/// After this long the crowd's topics stand, with a first message in each: two calls of 30 clients.
const SETTLED: i64 = 3 * MINUTE;

pub fn measure(report: &mut Report, _: Scale) {
    let mut sim = calm();
    let began = sim.now;
    let messages = crowd(&mut sim);
    let last = until_copied(&mut sim, &messages);
    let drained = seconds(last - began);
    let allowed = seconds(least(MESSAGES + CLIENTS));
    report.figure("drained after", drained, "s", Aim::None);
    report.figure("the least that the limits allow", allowed, "s", Aim::None);
    report.figure("drained, beside the least", drained / allowed, "times", Aim::AtMost(1.05));
    report.figure("answers 429", as_float(too_many(&sim)), "", Aim::AtMost(0.0));
    quiet(report);
}

/// The longest wait of quiet clients: first of those whose topics stand, then of new ones. Among the crowd's
/// own first words, which are all somebody's single message so far, nobody is quieter than the others.
fn quiet(report: &mut Report) {
    let known = ("one message of a client with a topic", Aim::AtMost(6.0));
    let new = ("one message of a new client", Aim::None);
    for (stands, (name, aim)) in [(true, known), (false, new)] {
        report.figure(&format!("{name}, at most"), seconds(longest_wait(stands, SETTLED)), "s", aim);
        let early = seconds(longest_wait(stands, 0));
        report.figure(&format!("{name}, among everybody's first"), early, "s", Aim::None);
    }
}

/// The longest wait of quiet clients, who begin so long after the crowd and write one message each.
fn longest_wait(topics_stand: bool, after: i64) -> i64 {
    let mut sim = calm();
    let quiet: Vec<i64> = (0..QUIET).map(|number| sim.client(&format!("Тиха {number}"))).collect();
    if topics_stand {
        for client in &quiet {
            sim.client_says(*client, Draft::text("Добрий день"));
        }
        sim.pass(10 * MINUTE);
    }
    crowd(&mut sim);
    sim.pass(after);
    let mut sent = BTreeMap::new();
    for client in quiet {
        sim.pass(APART);
        let message = sim.world.send_private(client, sim.bot, Draft::text("Ще одне питання"));
        sent.insert((client, message), sim.now);
    }
    sim.pass(5 * MINUTE);
    assert_eq!(too_many(&sim), 0);
    let copies = copies(&sim);
    sent.iter().map(|(message, at)| copies[message] - at).max().unwrap_or_default()
}

/// A clinic under Telegram's limits, where nothing has happened for a while.
fn calm() -> Sim {
    let mut sim = Sim::with(TELEGRAM);
    sim.world.limits = Limits::telegram();
    sim.pass(10 * MINUTE);
    sim
}

/// Everybody writes at once: client and message of each.
fn crowd(sim: &mut Sim) -> Vec<(i64, i64)> {
    let clients: Vec<i64> = (0..CLIENTS).map(|number| sim.client(&format!("Клієнт {number}"))).collect();
    let bot = sim.bot;
    let in_turn = clients.iter().cycle().take(MESSAGES);
    in_turn
        .map(|client| (*client, sim.world.send_private(*client, bot, Draft::text("Коли можна?"))))
        .collect()
}

/// When the last of them was copied into its topic.
fn until_copied(sim: &mut Sim, messages: &[(i64, i64)]) -> i64 {
    for _minute in 0..120 {
        let copies = copies(sim);
        if let Some(all) = messages.iter().map(|message| copies.get(message)).collect::<Option<Vec<_>>>() {
            return all.into_iter().copied().max().unwrap_or_default();
        }
        sim.pass(MINUTE);
    }
    panic!("not all has arrived after two hours")
}

/// When each message was copied, by client and message.
fn copies(sim: &Sim) -> BTreeMap<(i64, i64), i64> {
    let copied = sim.world.calls_of("copyMessage").filter(|call| call.is_ok());
    copied.filter_map(|call| Some(((call.int("from_chat_id")?, call.int("message_id")?), call.at))).collect()
}

/// A full minute's worth goes at once, and the next when that minute is over.
fn least(calls: usize) -> i64 {
    i64::try_from((calls - 1) / A_MINUTE).unwrap_or_default() * MINUTE
}

fn too_many(sim: &Sim) -> usize {
    usize::try_from(sim.world.counters().too_many).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "hours at most")]
fn seconds(milliseconds: i64) -> f64 {
    milliseconds as f64 / 1000.0
}
