//! How many relays a second, and how long from a send to its copy: with everything sent at once, and at a
//! pace that leaves room.

use super::Scale;
use super::clinic::Clinic;
use super::load::{Outcome, Pace, Way, as_float, run};
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
            shares(report, &floods);
            let pace = if crowded { FAST } else { rate } * ROOM;
            waits(report, &clinic, way, (pace, scale), crowded);
        }
    }
}

/// Whose processor time it was: the sandbox and the driver share the machine with the bot.
fn shares(report: &Report, floods: &[Outcome]) {
    let share = |of: fn(&Outcome) -> f64| {
        100.0 * median(floods.iter().map(|flood| of(flood) / (flood.bot + flood.sandbox + flood.driver)))
    };
    let (bot, sandbox) = (share(|flood| flood.bot), share(|flood| flood.sandbox));
    let driver = share(|flood| flood.driver);
    report.note(&format!("processor: bot {bot:.0} %, sandbox {sandbox:.0} %, driver {driver:.0} %"));
}

fn waits(report: &mut Report, clinic: &Clinic, way: Way, (pace, scale): (f64, Scale), crowded: bool) {
    let name = format!("{} clients, {}, {pace:.0} a second", clinic.clients.len(), way.words());
    let (p50, p99) = if crowded { (Aim::AtMost(5.0), Aim::AtMost(40.0)) } else { (Aim::None, Aim::None) };
    let messages = (as_float(scale.of(10, 2)) * pace) as usize;
    let paced: Vec<Outcome> =
        (0..scale.of(3, 1)).map(|_| run(clinic, way, messages.max(20), Pace::Even(pace))).collect();
    let of = |figure: fn(&Outcome) -> f64| median(paced.iter().map(figure));
    report.figure(&format!("{name}: p50"), of(|paced| paced.percentile(50)), "ms", p50);
    report.figure(&format!("{name}: p99"), of(|paced| paced.percentile(99)), "ms", p99);
    report.figure(&format!("{name}: mean"), of(Outcome::mean), "ms", Aim::None);
}
