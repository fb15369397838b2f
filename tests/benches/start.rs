//! From the start of the process to its first poll.

use super::Scale;
use super::clinic::{Clinic, PATIENCE};
use super::report::{Aim, Report, median};
use pwparents::sandbox::World;
use std::time::Instant;

pub fn measure(report: &mut Report, scale: Scale) {
    let times = scale.of(15, 3);
    let first = median((0..times).map(|_| to_first_poll(&mut Clinic::new(0))));
    report.figure("without a database", first, "ms", Aim::AtMost(100.0));
    let mut clinic = Clinic::with(10);
    let next = median((0..times).map(|_| again(&mut clinic)));
    report.figure("with one", next, "ms", Aim::AtMost(100.0));
}

/// Stops the bot, and starts it once more.
pub fn again(clinic: &mut Clinic) -> f64 {
    clinic.stop();
    to_first_poll(clinic)
}

fn to_first_poll(clinic: &mut Clinic) -> f64 {
    clinic.sandbox.play(World::forget_calls);
    let began = Instant::now();
    clinic.spawn();
    let polls = |w: &World| w.counters().by_method.contains_key("getUpdates");
    assert!(clinic.sandbox.wait_until(PATIENCE, polls), "the bot does not poll");
    began.elapsed().as_secs_f64() * 1000.0
}
