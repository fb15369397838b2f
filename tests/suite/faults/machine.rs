//! The machine's own troubles: clocks that jump, updates that make no sense or come twice. In simulated time;
//! the disk, the lock and the kill are met by the real binary in `process`.

use super::ledger::Clinic;
use crate::sim::{Sim, TELEGRAM};
use pwparents::sandbox::{Action, Fault};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// Everything that remembers a moment remembers one: a pause, a retry, a budget that is used up.
fn waiting() -> Clinic {
    let mut clinic = Clinic::talking(Sim::with(TELEGRAM), 3);
    let (group, client) = (clinic.sim.group, clinic.clients[0]);
    let later = |seconds| Action::TooManyRequests { retry_after: seconds };
    clinic.sim.world.fault(Fault::on("copyMessage", later(300)).chat(group).once());
    clinic.sim.world.fault(Fault::on_all(later(120)).chat(client).once());
    clinic.sim.world.fault(Fault::on_all(Action::ExecuteThenDrop).chat(clinic.clients[1]).once());
    clinic.meets("Новий");
    clinic.rounds(3, 500);
    clinic
}

#[test]
fn a_clock_that_jumps_ahead_while_the_bot_runs_loses_nothing() {
    for jump in [3_000, 10 * MINUTE, DAY, 400 * DAY] {
        let mut clinic = waiting();
        clinic.sim.now += jump;
        clinic.sim.world.set_now(clinic.sim.now);
        clinic.rounds(2, 1_000);
        clinic.holds_after(15 * MINUTE);
    }
}

#[test]
fn a_clock_that_jumps_between_two_runs_holds_nothing_for_longer_than_an_hour() {
    for jump in [-400 * DAY, -DAY, -10 * MINUTE, -3_000, 3_000, DAY] {
        let mut clinic = waiting();
        clinic.sim.crash();
        clinic.sim.now += jump;
        clinic.sim.world.turn_clock(clinic.sim.now);
        clinic.sim.start();
        clinic.rounds(2, 1_000);
        clinic.holds_after(75 * MINUTE);
        clinic.round();
        clinic.holds_after(2 * MINUTE);
    }
}

/// Updates as no server should send them, each a JSON object.
const NONSENSE: [&str; 12] = [
    r#"{"update_id":$UPDATE_ID}"#,
    r#"{"update_id":$UPDATE_ID,"message":null}"#,
    r#"{"update_id":$UPDATE_ID,"message":{}}"#,
    r#"{"update_id":$UPDATE_ID,"message":[1,2,3]}"#,
    r#"{"update_id":$UPDATE_ID,"message":{"message_id":"x","chat":{"id":true}}}"#,
    r#"{"update_id":$UPDATE_ID,"message":{"message_id":7,"chat":{"id":501,"type":"private"},"date":-1}}"#,
    r#"{"update_id":$UPDATE_ID,"edited_message":{"message_id":9223372036854775807}}"#,
    r#"{"update_id":$UPDATE_ID,"my_chat_member":{"chat":{"id":-100},"new_chat_member":7}}"#,
    r#"{"update_id":$UPDATE_ID,"callback_query":{"id":"","from":{"id":1},"data":"take:x"}}"#,
    r#"{"update_id":$UPDATE_ID,"something_new":{"a":[{"b":null}]}}"#,
    r#"{"update_id":"five","message":{"text":"?"}}"#,
    r#"{"message":{"text":"?"}}"#,
];

#[test]
fn updates_without_sense_stop_nobody_and_what_comes_twice_is_handled_once() {
    let mut clinic = Clinic::talking(Sim::new(), 3);
    let bot = clinic.sim.bot;
    for nonsense in NONSENSE {
        clinic.sim.world.inject_update(bot, nonsense);
        clinic.round();
        clinic.sim.pass(300);
        let last = clinic.sim.world.last_update_id(bot);
        for update in (last - 5..=last).rev() {
            clinic.sim.world.redeliver(bot, update);
        }
        clinic.sim.pass(300);
    }
    clinic.holds_after(MINUTE);
    assert_eq!(clinic.ledger.repeats(&clinic.sim.world), 0);
}
