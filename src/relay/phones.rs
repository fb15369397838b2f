//! The phone policy: what is said of the number that the bot knows and of the one that stands in Enote, and
//! which of them to call. Compares numbers, not spellings; changes nothing.

use crate::phone::{Phone, all_in, international};
use crate::text::{PhoneLine, PhoneMatch};

/// A client's phones as they are stored; blank is as good as none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Phones {
    /// The bot's.
    pub bot: Option<String>,
    /// The client has said that the bot's is theirs; in imported data this may be unknown.
    pub confirmed: Option<bool>,
    /// Enote's.
    pub enote: Option<String>,
}

impl Phones {
    /// The number to call, as people see it: the bot's, else Enote's.
    pub fn to_call(&self) -> Option<String> {
        to_call([self.bot.as_deref(), self.enote.as_deref()])
    }
}

/// What is shown of them, line by line; nothing if none is known.
pub fn lines(phones: &Phones) -> Vec<PhoneLine> {
    match (filled(phones.bot.as_deref()), filled(phones.enote.as_deref())) {
        (None, None) => Vec::new(),
        (Some(bot), None) => vec![of_bot(bot, phones.confirmed)],
        (None, Some(enote)) => vec![PhoneLine::Enote(shown(enote))],
        (Some(bot), Some(enote)) => match same(bot, enote) {
            // That Enote has it too is a witness, so here "unknown" is enough; a clear "no" is not.
            Some(number) if phones.confirmed == Some(false) => vec![PhoneLine::Unconfirmed(number)],
            Some(number) => vec![PhoneLine::Authorised(number)],
            None => vec![of_bot(bot, phones.confirmed), PhoneLine::Enote(shown(enote))],
        },
    }
}

/// The number to call, as people see it: the first of the stored ones that is a number, else the first that
/// holds anything.
pub fn to_call<'a>(stored: impl IntoIterator<Item = Option<&'a str>>) -> Option<String> {
    let stored: Vec<&str> = stored.into_iter().filter_map(filled).collect();
    let first = stored.iter().find(|stored| !numbers(stored).is_empty()).or(stored.first())?;
    Some(shown(first))
}

/// How the client's own number stands to those that Enote has of an owner.
pub(super) fn compare(bot: Option<&str>, owner: &[String]) -> PhoneMatch {
    match filled(bot) {
        None => PhoneMatch::NotShared,
        Some(_) if owner.is_empty() => PhoneMatch::NotInEnote,
        Some(bot) => match owner.iter().find_map(|owner| same(bot, owner)) {
            Some(number) => PhoneMatch::Same(number),
            None => PhoneMatch::Different,
        },
    }
}

/// The number of an owner that is kept: the one that is the client's too, else the first mobile one, else the
/// first. One that is no number is kept as it stands, for a person to read.
pub(super) fn of_owner(bot: Option<&str>, owner: &[String]) -> Option<String> {
    let theirs: Vec<Phone> = owner.iter().flat_map(|owner| numbers(owner)).collect();
    let ours = filled(bot).map(numbers).unwrap_or_default();
    let kept = theirs.iter().find(|phone| ours.contains(phone));
    let kept = kept.or_else(|| theirs.iter().find(|phone| phone.is_mobile())).or(theirs.first());
    kept.map(|phone| phone.digits().to_owned())
        .or_else(|| Some(shown(filled(owner.first().map(String::as_str))?)))
}

/// The numbers of an owner as people see them, each once.
pub(super) fn each(owner: &[String]) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for number in owner.iter().filter_map(|owner| filled(Some(owner))).map(shown) {
        if !all.contains(&number) {
            all.push(number);
        }
    }
    all
}

/// Here nothing but the client's word speaks for the number, so "unknown" is said as "not confirmed": nobody
/// has confirmed it, and staff who read "confirmed" would tell it what they tell the owner.
fn of_bot(stored: &str, confirmed: Option<bool>) -> PhoneLine {
    PhoneLine::Bot { number: shown(stored), confirmed: confirmed == Some(true) }
}

fn filled(stored: Option<&str>) -> Option<&str> {
    stored.filter(|stored| !stored.trim().is_empty())
}

/// The number that both fields hold, as people see it. What is no number is compared letter by letter.
fn same(bot: &str, enote: &str) -> Option<String> {
    let (ours, theirs) = (numbers(bot), numbers(enote));
    if ours.is_empty() && theirs.is_empty() {
        return (shown(bot) == shown(enote)).then(|| shown(bot));
    }
    ours.iter().find(|phone| theirs.contains(phone)).map(Phone::to_string)
}

/// A stored value as people see it: its numbers, ready to be dialled; without any, what is stored, in one line.
fn shown(stored: &str) -> String {
    let numbers: Vec<String> = numbers(stored).iter().map(Phone::to_string).collect();
    if numbers.is_empty() {
        return stored.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    numbers.join(", ")
}

/// The numbers in a stored value. The predecessor kept whole fields, so there may be several.
fn numbers(stored: &str) -> Vec<Phone> {
    let all = all_in(stored);
    if all.len() > 1 { all } else { international(stored).into_iter().collect() }
}

/// What a stored value is found by: the digits of its numbers; without any, the digits it has.
pub(super) fn digits(stored: &str) -> Vec<String> {
    let numbers: Vec<String> = numbers(stored).iter().map(|phone| phone.digits().to_owned()).collect();
    if !numbers.is_empty() {
        return numbers;
    }
    let digits: String = stored.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() { Vec::new() } else { vec![digits] }
}
