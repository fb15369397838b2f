//! What a relay costs: processor time, waits for the disk, memory. Of the bot's process alone.

use super::Scale;
use super::clinic::Clinic;
use super::load::{Outcome, Pace, Way, run};
use super::report::{Aim, Report, median};
use super::usage;
use std::process::Command;

const CLIENTS: usize = 200;
const MESSAGES: usize = 4_000;

pub fn measure(report: &mut Report, scale: Scale) {
    let messages = MESSAGES / scale.of(1, 2);
    let clinic = Clinic::with(CLIENTS);
    for way in [Way::In, Way::Out] {
        let floods: Vec<Outcome> =
            (0..scale.of(5, 1)).map(|_| run(&clinic, way, messages, Pace::Flood)).collect();
        let cpu = median(floods.iter().map(Outcome::bot_per_1000));
        let name = format!("{}: processor time for 1000", way.words());
        report.figure(&name, cpu, "s", Aim::AtMost(0.6));
        let calls = median(floods.iter().map(Outcome::calls_per_message));
        report.figure(&format!("{}: requests for each, polls too", way.words()), calls, "", Aim::None);
        let paced = run(&clinic, way, messages / 8, Pace::Even(200.0));
        report.figure(&format!("{name}, 200 a second"), paced.bot_per_1000(), "s", Aim::None);
    }
    report.figure("peak memory", usage::peak_memory(clinic.pid()), "MiB", Aim::AtMost(40.0));
    drop(clinic);
    count_syncs(report, messages);
}

fn count_syncs(report: &mut Report, messages: usize) {
    if Command::new("strace").arg("-V").output().is_err() {
        report.note("waits for the disk are counted with strace, which is not on this machine");
        return;
    }
    let clinic = Clinic::traced(CLIENTS);
    for way in [Way::In, Way::Out] {
        for (pace, words) in [(Pace::Flood, "all at once"), (Pace::Even(200.0), "200 a second")] {
            let before = clinic.syncs();
            let loaded = run(&clinic, way, messages / 4, pace);
            let syncs = super::load::as_float(clinic.syncs() - before) * 1000.0 / loaded.messages();
            report.figure(&format!("{}, {words}: fsyncs for 1000", way.words()), syncs, "", Aim::None);
        }
    }
}
