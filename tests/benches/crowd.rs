//! A crowd under Telegram's limits, in simulated time: how long 600 messages of 30 new clients take beside
//! the least that the limits allow, and how long one message of somebody quiet waits among them, whenever it
//! comes.

use super::Scale;
use super::load::as_float;
use super::report::{Aim, Report};
use super::sim::{Sim, TELEGRAM};
use pwparents::model;
use pwparents::sandbox::{Draft, Limits};
use std::collections::BTreeMap;

const CLIENTS: usize = 30;
const MESSAGES: usize = 600;
/// What Telegram lets into a group a minute.
const A_MINUTE: usize = 20;
const MINUTE: i64 = 60_000;
/// How long the answer to a call is under way.
const LATENCY: i64 = 200;
/// How many quiet clients write one message each, and how far apart: as long as the crowd lasts.
const QUIET: usize = 31;
const APART: i64 = 61_000;

/// As a config has them that says nothing of them.
const USUAL: model::Limits = model::Limits { new_topics_per_minute: 5, client_per_minute: 15, ..TELEGRAM };

pub fn measure(report: &mut Report, scale: Scale) {
    let mut sim = calm(TELEGRAM);
    let began = sim.now;
    let messages = crowd(&mut sim);
    let last = until_copied(&mut sim, &messages);
    let drained = seconds(last - began);
    let allowed = seconds(least(MESSAGES + CLIENTS));
    report.figure("drained after", drained, "s", Aim::None);
    report.figure("the least that the limits allow", allowed, "s", Aim::None);
    report.figure("drained, beside the least", drained / allowed, "times", Aim::AtMost(1.05));
    report.figure("answers 429", as_float(too_many(&sim)), "", Aim::AtMost(0.0));
    quiet(report, scale);
}

/// The longest waits of quiet clients. The brakes are the clinic's own: they let five new clients a minute have
/// a topic, so there a new one waits for that, among the crowd of them.
fn quiet(report: &mut Report, scale: Scale) {
    let (with, without) = (Aim::AtMost(6.0), Aim::None);
    for (name, limits, topics_stand, used, aim) in [
        ("one message of a quiet client with a topic, at most", TELEGRAM, true, 0, with),
        ("the same of a new client", TELEGRAM, false, 0, with),
        ("with a topic, with the usual brakes", USUAL, true, 0, with),
        ("new, with the usual brakes", USUAL, false, 0, without),
        ("with a topic, when 19 of the minute had just gone", TELEGRAM, true, A_MINUTE - 1, with),
        ("with a topic, when all of the minute had just gone", TELEGRAM, true, A_MINUTE, without),
    ] {
        let runs = i64::try_from(scale.of(20, 2)).unwrap();
        let starts = (0..runs).map(|run| run * APART / runs);
        let waits = starts.map(|start| longest_wait(limits, topics_stand, used, start));
        report.figure(name, seconds(waits.max().unwrap()), "s", aim);
    }
}

/// The longest wait of quiet clients: the first writes so long after the crowd, and the others one by one. The
/// crowd comes when others have used so much of the minute.
fn longest_wait(limits: model::Limits, topics_stand: bool, used: usize, start: i64) -> i64 {
    let mut sim = calm(limits);
    let quiet = clients(&mut sim, "Тиха", QUIET, topics_stand);
    let others = clients(&mut sim, "Ранній", used, true);
    for client in others {
        sim.world.send_private(client, sim.bot, Draft::text("Дякую"));
        sim.pass(1_000);
    }
    crowd(&mut sim);
    sim.pass(start);
    let mut sent = BTreeMap::new();
    for client in quiet {
        let message = sim.world.send_private(client, sim.bot, Draft::text("Ще одне питання"));
        sent.insert((client, message), sim.now);
        sim.pass(APART);
    }
    sim.pass(5 * MINUTE);
    assert_eq!(too_many(&sim), 0);
    let copies = copies(&sim);
    sent.iter().map(|(message, at)| copies[message] - at).max().unwrap_or_default()
}

/// A clinic under Telegram's limits, where nothing has happened for a while.
fn calm(limits: model::Limits) -> Sim {
    let mut sim = Sim::with(limits);
    sim.latency = LATENCY;
    sim.world.limits = Limits::telegram();
    sim.pass(10 * MINUTE);
    sim
}

/// So many clients of this name. If their topics are to stand, they have written once, a while ago.
fn clients(sim: &mut Sim, name: &str, number: usize, topics_stand: bool) -> Vec<i64> {
    let clients: Vec<i64> = (0..number).map(|number| sim.client(&format!("{name} {number}"))).collect();
    if topics_stand {
        for client in &clients {
            sim.client_says(*client, Draft::text("Добрий день"));
        }
        sim.pass(20 * MINUTE);
    }
    clients
}

/// Everybody writes at once: client and message of each.
fn crowd(sim: &mut Sim) -> Vec<(i64, i64)> {
    let clients = clients(sim, "Клієнт", CLIENTS, false);
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
