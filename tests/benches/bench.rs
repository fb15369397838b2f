//! How fast the line is, what it costs and what it starts from: `cargo bench`, or `cargo bench -- a d` for
//! some of it, `--quick` for a first look. It runs the release build against the sandbox over real HTTP.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a benchmark fails by panicking, and prints figures"
)]

mod clinic;
mod cost;
mod crowd;
mod history;
mod load;
mod machine;
mod report;
mod speed;
mod start;
mod usage;

#[path = "../suite/sim/mod.rs"]
#[allow(dead_code, reason = "the tests' own simulation; a benchmark needs less of it")]
mod sim;

/// What the simulation takes from the tests of the rules.
mod relay {
    use pwparents::model::Desk;

    pub fn unsigned() -> Desk {
        Desk { sign_unnamed: false, ..Desk::default() }
    }
}

use report::Report;

type Measure = fn(&mut Report, Scale);

/// What is measured, by letter.
const PARTS: [(char, &str, Measure); 5] = [
    ('a', "relays a second, and from the send to the copy", speed::measure),
    ('b', "what a relay costs", cost::measure),
    ('c', "the same beside a long history", history::measure),
    ('d', "600 messages of 30 clients under Telegram's limits, in simulated time", crowd::measure),
    ('e', "from the start of the process to its first poll", start::measure),
];

/// How much is done for a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// As the figures are meant.
    Full,
    /// Smaller loads, each once: good for a look, not for a comparison.
    Quick,
}

impl Scale {
    /// One of two amounts.
    pub fn of(self, full: usize, quick: usize) -> usize {
        match self {
            Self::Full => full,
            Self::Quick => quick,
        }
    }
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let quick = words.iter().any(|word| word == "--quick");
    let asked: String = words.iter().filter(|word| *word != "--quick").map(String::as_str).collect();
    if let Some(strange) = asked.chars().find(|letter| !PARTS.iter().any(|(name, ..)| name == letter)) {
        eprintln!("there is no part {strange}; there are:");
        for (letter, what, _) in PARTS {
            eprintln!("  {letter}  {what}");
        }
        std::process::exit(2);
    }
    let mut report = Report::default();
    machine::describe(&mut report);
    for (letter, what, measure) in PARTS {
        if asked.is_empty() || asked.contains(letter) {
            report.part(letter, what);
            measure(&mut report, if quick { Scale::Quick } else { Scale::Full });
        }
    }
    report.write();
}
