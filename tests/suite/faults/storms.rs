//! A Telegram that says "later", says nothing, or says nonsense, while people write on. In simulated time.

use super::ledger::Clinic;
use crate::schedule::Dice;
use crate::sim::{Sim, TELEGRAM};
use pwparents::sandbox::{Action, Fault, Limits};

const MINUTE: i64 = 60_000;

#[test]
fn a_429_of_any_length_is_waited_out_and_no_longer() {
    for seconds in [1, 5, 61, 10 * 60, 40 * 60] {
        let later = Action::TooManyRequests { retry_after: seconds };
        for method in ["copyMessage", "sendMessage", "createForumTopic"] {
            let mut clinic = Clinic::talking(Sim::new(), 2);
            clinic.sim.world.forget_calls();
            clinic.sim.world.fault(Fault::on(method, later.clone()).once());
            clinic.meets("Новий");
            clinic.rounds(3, 500);
            let refused = clinic.sim.world.calls_of(method).find(|call| call.status == 429).unwrap().clone();
            clinic.sim.pass(seconds * 1_000);
            clinic.round();
            clinic.holds_after(20_000);
            // Nothing of the kind went to that chat before its time.
            let until = refused.at + seconds * 1_000;
            let hasty = clinic.sim.world.calls_of(method).filter(|call| {
                call.int("chat_id") == refused.int("chat_id") && (refused.at + 1..until).contains(&call.at)
            });
            assert_eq!(hasty.count(), 0, "{method} {seconds}");
            assert_eq!(clinic.ledger.repeats(&clinic.sim.world), 0, "{method} {seconds}");
        }
    }
}

#[test]
fn a_long_429_is_still_known_after_a_restart() {
    let mut clinic = Clinic::talking(Sim::new(), 2);
    let later = Action::TooManyRequests { retry_after: 40 * 60 };
    clinic.sim.world.fault(Fault::on("copyMessage", later).once());
    clinic.round();
    clinic.sim.pass(MINUTE);
    let from = clinic.sim.now;
    clinic.sim.crash();
    clinic.sim.sleep(MINUTE);
    clinic.sim.start();
    clinic.round();
    clinic.sim.pass(37 * MINUTE);
    let group = clinic.sim.group;
    let hasty = clinic.sim.world.calls_of("copyMessage").filter(|call| call.at > from);
    assert_eq!(hasty.filter(|call| call.int("chat_id") == Some(group)).count(), 0);
    clinic.holds_after(3 * MINUTE);
}

/// Mishaps that leave a call undone or in doubt; none of them is a refusal.
fn mishap(dice: &mut Dice) -> Action {
    match dice.roll(12) {
        0 => Action::TooManyRequests { retry_after: 1 + dice.up_to(60) },
        1 => Action::TooManyRequests { retry_after: dice.up_to(40 * 60) },
        2 => Action::bad_gateway(),
        3 => Action::gateway_timeout(),
        4 => Action::Drop,
        5 => Action::HangThenDrop(1_000 + dice.up_to(28_000)),
        6 => Action::Delay(dice.up_to(29_000)),
        7 => Action::ExecuteThenDrop,
        8 => Action::ExecuteThenHang(dice.up_to(60_000)),
        9 => Action::lost_answer(),
        10 => Action::ExecuteThenGarble("{\"ok\":tru".to_owned()),
        _ => Action::unauthorized(),
    }
}

/// A quarter of an hour in which every other call meets a mishap, and a restart now and then.
fn storm(seed: u64, limits: pwparents::model::Limits) {
    let mut dice = Dice::new(seed);
    let mut clinic = Clinic::talking(Sim::with(limits), 3);
    if limits == TELEGRAM {
        clinic.sim.world.limits = Limits::telegram();
    }
    for number in 0..15 {
        for _ in 0..3 {
            let fault = Fault::on_all(mishap(&mut dice)).skip(u32::try_from(dice.roll(4)).unwrap());
            clinic.sim.world.fault(fault.once());
        }
        if number % 6 == 3 {
            clinic.meets(&format!("Новий {number}"));
        }
        if dice.roll(6) == 0 {
            clinic.sim.crash();
            clinic.sim.sleep(dice.up_to(20_000));
            clinic.sim.start();
        }
        clinic.round();
        clinic.sim.pass(dice.up_to(MINUTE));
    }
    clinic.sim.world.clear_faults();
    clinic.holds_after(100 * MINUTE);
}

#[test]
fn storms_of_every_kind_lose_nothing_and_mark_what_may_stand_twice() {
    for seed in 0..10 {
        storm(seed, pwparents::model::Limits::OFF);
    }
    for seed in 100..103 {
        storm(seed, TELEGRAM);
    }
}

#[test]
fn a_page_that_finds_the_body_too_large_is_tried_another_way() {
    for chat in [true, false] {
        let mut clinic = Clinic::talking(Sim::new(), 1);
        let to = if chat { clinic.sim.group } else { clinic.clients[0] };
        clinic.sim.world.fault(Fault::on_all(Action::too_large()).chat(to).once());
        clinic.rounds(2, 1_000);
        clinic.holds_after(MINUTE);
    }
}

#[test]
fn a_token_refused_and_another_program_polling_in_mid_flight_only_delay() {
    for action in [Action::unauthorized(), Action::conflict()] {
        for minutes in [1, 15] {
            let mut clinic = Clinic::talking(Sim::new(), 3);
            // Some calls are under way when it begins.
            clinic.sim.world.fault(Fault::on("copyMessage", Action::Delay(8_000)).times(2));
            clinic.round();
            clinic.sim.pass(200);
            let (from, until) = (clinic.sim.now, clinic.sim.now + minutes * MINUTE);
            clinic.sim.world.fault(Fault::on_all(action.clone()).from(from).until(until));
            clinic.rounds(4, 10_000);
            clinic.sim.pass(until - clinic.sim.now);
            clinic.round();
            clinic.holds_after(2 * MINUTE);
            assert_eq!(clinic.ledger.repeats(&clinic.sim.world), 0, "{action:?}: nothing was carried out");
        }
    }
}

#[test]
fn however_many_wait_no_more_than_sixty_four_calls_are_under_way() {
    const TAKES: i64 = 5_000;
    let mut clinic = Clinic::talking(Sim::new(), 100);
    clinic.sim.world.forget_calls();
    for method in ["copyMessage", "sendMessage"] {
        clinic.sim.world.fault(Fault::on(method, Action::Delay(TAKES)));
    }
    clinic.rounds(2, 100);
    clinic.holds_after(2 * MINUTE);
    let slow = ["copyMessage", "sendMessage"];
    let calls = clinic.sim.world.calls().filter(|call| slow.contains(&call.method.as_str()));
    let begun: Vec<i64> = calls.map(|call| call.at).collect();
    let under_way = |from: i64| begun.iter().filter(|at| (from..from + TAKES).contains(*at)).count();
    assert_eq!(begun.iter().map(|at| under_way(*at)).max(), Some(64));
}
