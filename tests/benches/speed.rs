//! How many relays a second, and how long from a send to its copy: with everything sent at once, and at a
//! pace that leaves room.

use super::Scale;
use super::clinic::Clinic;
use super::load::{Figure, Outcome, Pace, Way, as_float, run};
use super::report::{Aim, Report, median};

/// The share of the full speed at which waits are measured.
const ROOM: f64 = 0.1;
/// What the clinic is to reach with 200 clients, in relays a second.
const FAST: f64 = 2_000.0;

pub fn measure(report: &mut Report, scale: Scale) {
    for (clients, messages) in [(1, 200), (10, 1_000), (200, 4_000)] {
        let clinic = Clinic::with(clients);
        for way in [Way::In, Way::Out] {
            let messages = messages / scale.of(1, 2);
            let floods: Vec<Outcome> =
                (0..scale.of(5, 1)).map(|_| run(&clinic, way, messages, Pace::Flood)).collect();
            let rate = median(floods.iter().map(|flood| flood.rate));
            let crowded = clients == 200;
            let name = format!("{clients} clients, {}", way.words());
            let aim = if crowded { Aim::AtLeast(FAST) } else { Aim::None };
            report.figure(&format!("{name}: relays"), rate, "a second", aim);
            shares(report, &name, &floods);
            let pace = if crowded { FAST } else { rate } * ROOM;
            let aims = if crowded { [Aim::AtMost(5.0), Aim::AtMost(40.0)] } else { [Aim::None; 2] };
            waits(report, &clinic, way, (pace, scale), aims);
        }
    }
}

/// Whose processor time it was: the sandbox and the driver share the machine with the bot.
fn shares(report: &mut Report, name: &str, floods: &[Outcome]) {
    let whose: [(&str, Figure); 3] = [
        ("the bot's", |flood| flood.bot),
        ("the sandbox's", |flood| flood.sandbox),
        ("the driver's", |flood| flood.driver),
    ];
    for (whose, of) in whose {
        let share = |flood: &Outcome| 100.0 * of(flood) / (flood.bot + flood.sandbox + flood.driver);
        let name = format!("{name}: {whose} share of the processor");
        report.figure(&name, median(floods.iter().map(share)), "%", Aim::None);
    }
}

fn waits(report: &mut Report, clinic: &Clinic, way: Way, (pace, scale): (f64, Scale), aims: [Aim; 2]) {
    let name = format!("{} clients, {}, {pace:.0} a second", clinic.clients.len(), way.words());
    let messages = in_seconds(scale.of(10, 1), pace).max(20);
    let paced: Vec<Outcome> =
        (0..scale.of(3, 1)).map(|_| run(clinic, way, messages, Pace::Even(pace))).collect();
    let of = |figure: Figure| median(paced.iter().map(figure));
    report.figure(&format!("{name}: p50"), of(|paced| paced.percentile(50)), "ms", aims[0]);
    report.figure(&format!("{name}: p99"), of(|paced| paced.percentile(99)), "ms", aims[1]);
    report.figure(&format!("{name}: mean"), of(Outcome::mean), "ms", Aim::None);
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some thousands")]
fn in_seconds(seconds: usize, pace: f64) -> usize {
    (as_float(seconds) * pace) as usize
}
