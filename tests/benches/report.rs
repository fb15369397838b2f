//! The figures as a table, line by line as they come, and at the end as JSON. It measures nothing.

use serde_json::{Value, json};
use std::path::Path;

/// The figures so far.
#[derive(Default)]
pub struct Report {
    part: Option<char>,
    figures: Vec<Value>,
}

/// What a figure is to be.
#[derive(Debug, Clone, Copy)]
pub enum Aim {
    AtLeast(f64),
    AtMost(f64),
    /// It stands there to explain the others.
    None,
}

impl Aim {
    fn is_met_by(self, value: f64) -> Option<bool> {
        match self {
            Self::AtLeast(least) => Some(value >= least),
            Self::AtMost(most) => Some(value <= most),
            Self::None => None,
        }
    }

    fn words(self) -> String {
        match self {
            Self::AtLeast(least) => format!("≥ {least}"),
            Self::AtMost(most) => format!("≤ {most}"),
            Self::None => String::new(),
        }
    }
}

impl Report {
    /// The figures that follow belong to this part.
    pub fn part(&mut self, letter: char, what: &str) {
        self.part = Some(letter);
        println!("\n{letter}. {what}");
    }

    /// One figure.
    pub fn figure(&mut self, name: &str, value: f64, unit: &str, aim: Aim) {
        let met = aim.is_met_by(value);
        let verdict = match met {
            Some(true) => "met",
            Some(false) => "MISSED",
            None => "",
        };
        let row = format!("   {name:<58} {value:>10.2} {unit:<12} {:<8} {verdict}", aim.words());
        println!("{}", row.trim_end());
        self.figures.push(json!({
            "part": self.part, "name": name, "value": value, "unit": unit, "aim": aim.words(), "met": met,
        }));
    }

    /// Something to know about the figures.
    pub fn note(&mut self, words: &str) {
        println!("   ({words})");
        self.figures.push(json!({ "part": self.part, "note": words }));
    }

    /// Writes the JSON and says where.
    pub fn write(&self) {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bench.json");
        std::fs::write(&path, serde_json::to_string_pretty(&self.figures).unwrap()).unwrap();
        println!("\n{}", path.display());
    }
}

/// The middle one.
pub fn median(values: impl IntoIterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.into_iter().collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
