//! An owner's animals as staff read them, a line each.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};

use super::Text;
use super::bundle::say;
use super::short::short;
use super::when::{day_and_time, hour_and_minute, is_same_day};
use crate::model::{Animal, Lang, Millis};

/// How much of a name is shown, in UTF-16 units.
const NAME: usize = 32;
/// How many animals are shown: a message has an end.
const SHOWN: usize = 20;

/// What is shown of an owner's animals.
#[derive(Debug, Clone, Copy)]
pub struct PetsFacts<'a> {
    /// The owner's name, where it is known.
    pub owner: Option<&'a str>,
    /// The animals.
    pub animals: &'a [Animal],
    /// When Enote said so.
    pub read: Millis,
    /// Now.
    pub now: Millis,
}

/// An owner's animals.
pub fn pets(lang: Lang, zone: &TimeZone, facts: &PetsFacts<'_>) -> Text {
    let head = match facts.owner {
        Some(owner) => say(lang, "pets-head", &[("owner", short(owner, NAME).into())]),
        None => say(lang, "pets-head-nameless", &[]),
    };
    let read = if is_same_day(zone, facts.read, facts.now) {
        hour_and_minute(zone, facts.read)
    } else {
        day_and_time(zone, facts.read)
    };
    let read = say(lang, "pets-read", &[("at", read.into())]);
    Text::plain(format!("{head}\n{}\n{read}", animals(lang, zone, facts.animals, facts.now)))
}

/// The animals, a line each; what is too much for a message is counted.
pub(super) fn animals(lang: Lang, zone: &TimeZone, all: &[Animal], now: Millis) -> String {
    if all.is_empty() {
        return say(lang, "pets-none", &[]);
    }
    let mut lines: Vec<String> = all.iter().take(SHOWN).map(|animal| line(lang, zone, animal, now)).collect();
    if all.len() > SHOWN {
        lines.push(say(lang, "pets-more", &[("count", (all.len() - SHOWN).into())]));
    }
    lines.join("\n")
}

fn line(lang: Lang, zone: &TimeZone, animal: &Animal, now: Millis) -> String {
    let name =
        if animal.name.is_empty() { say(lang, "pets-nameless", &[]) } else { short(&animal.name, NAME) };
    let contract = animal.contract.as_deref();
    let contract =
        contract.map(|number| say(lang, "who-contract", &[("number", short(number, NAME).into())]));
    let species = animal.species.as_deref().map(|species| short(species, NAME));
    let age = animal.born.as_deref().filter(|_| !animal.died).and_then(|born| age(lang, zone, born, now));
    let died = animal.died.then(|| say(lang, "pets-died", &[]));
    let pieces: Vec<String> = [Some(name), species, age, contract, died].into_iter().flatten().collect();
    format!("{} {}", if animal.died { "🕯" } else { "🐾" }, pieces.join(" · "))
}

/// How old: in years, or in months within the first two of them. Nothing for a date that makes no sense.
fn age(lang: Lang, zone: &TimeZone, born: &str, now: Millis) -> Option<String> {
    let born: Date = born.parse().ok()?;
    let today = Timestamp::from_millisecond(now.0).ok()?.to_zoned(zone.clone()).date();
    let months = born.until((Unit::Month, today)).ok()?.get_months();
    match months {
        ..0 | 1_200.. => None,
        0..24 => Some(say(lang, "pets-months", &[("count", months.into())])),
        24.. => Some(say(lang, "pets-years", &[("count", (months / 12).into())])),
    }
}
