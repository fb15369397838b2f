//! Phone numbers: what people write, as digits that can be compared and dialled. Ukrainian numbers in every
//! form that is in use, foreign ones if their country is named. It never repairs a number with a digit too
//! few or too many, and never picks one out of a longer row of digits: a wrong number rings at a stranger's.
//!
//! Which numbers exist is known by the library (Google's tables). It misses forms that stand in old cards
//! (`8 067 …`, two numbers in one field, a name behind the number) and takes `48501234567` for a bad Ukrainian
//! number, so what is handed to it here is always `+` and digits.

use std::fmt::{self, Display, Formatter};

use rlibphonenumber::enums::PhoneNumberType;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, PhoneNumberFormat};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

/// The most digits a number can have (E.164), the country's code included.
const DIGITS_MAX: usize = 15;

/// Ukraine's country code.
const UKRAINE: &str = "380";

/// A phone number that exists: the country's code and the rest, digits only. Two that dial the same are equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Phone(String);

impl Phone {
    /// The digits as they are stored: `380671234567`.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Whether it can be a mobile phone. In some countries (the USA) the number does not tell; there it can.
    pub fn is_mobile(&self) -> bool {
        let kind = parsed(&self.0).map(|number| number.get_type());
        matches!(kind, Some(PhoneNumberType::Mobile | PhoneNumberType::FixedLineOrMobile))
    }
}

/// With the plus, so that a tap dials: `+380671234567`.
impl Display for Phone {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "+{}", self.0)
    }
}

/// The number in what a person wrote. Of several the first mobile one, else the first.
pub fn normalise(raw: &str) -> Option<Phone> {
    let all = all_in(raw);
    let first = all.iter().position(Phone::is_mobile).unwrap_or(0);
    all.into_iter().nth(first)
}

/// All numbers in what a person wrote, in order, each once.
pub fn all_in(raw: &str) -> Vec<Phone> {
    let mut all = Vec::new();
    for phone in rows(raw).iter().flat_map(|row| numbers(row)) {
        if !all.contains(&phone) {
            all.push(phone);
        }
    }
    all
}

/// The number in a field that keeps the country's code without a plus: our own database, and the contacts that
/// Telegram brings (`48501234567` is Polish here, and nothing to [`normalise`]). Else as a person wrote it.
pub fn international(raw: &str) -> Option<Phone> {
    let alone = match rows(raw).as_slice() {
        [row] if row.bytes().all(|digit| digit.is_ascii_digit()) => foreign(row),
        _ => None,
    };
    alone.or_else(|| normalise(raw))
}

/// The rows of digits in a text: groups of digits between single spaces, a plus in front if there is one.
/// Whatever cannot stand inside a number ends a row: letters, commas, slashes, a new line, the next plus.
fn rows(raw: &str) -> Vec<String> {
    let plain: String = raw.chars().filter_map(plain).collect();
    plain
        .replace('+', "|+")
        .split('|')
        .map(|row| row.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|row| row.contains(|c: char| c.is_ascii_digit()))
        .collect()
}

/// A character as it counts inside a number: digits and plus as they are, a space for all that sets groups
/// apart, nothing for marks that cannot be seen (a number copied from a contact brings them along), and `|` for
/// what ends the number.
fn plain(c: char) -> Option<char> {
    let kind = c.general_category();
    if c.is_ascii_digit() || c == '+' {
        Some(c)
    } else if kind == GeneralCategory::Format {
        None
    } else if matches!(c, '\t' | '.' | '·' | '\u{2212}')
        || matches!(
            kind,
            GeneralCategory::SpaceSeparator
                | GeneralCategory::DashPunctuation
                | GeneralCategory::OpenPunctuation
                | GeneralCategory::ClosePunctuation
        )
    {
        Some(' ')
    } else {
        Some('|')
    }
}

/// The numbers that a row is made of. All of its digits must belong to one: a row with digits left over is an
/// account, a date or a slip, and its raw value is for a person to read.
fn numbers(row: &str) -> Vec<Phone> {
    let groups: Vec<&str> = row.trim_start_matches('+').split_whitespace().flat_map(unglued).collect();
    let mut has_plus = row.starts_with('+');
    let mut rest = groups.as_slice();
    let mut found = Vec::new();
    while !rest.is_empty() {
        let Some((phone, used)) = longest(rest, has_plus) else { return Vec::new() };
        found.push(phone);
        rest = &rest[used..];
        has_plus = false;
    }
    found
}

/// The number that takes up the most groups from the first on, and how many those are. A shorter one may only
/// look like a number: `380 67 12 34` is also a town's number without its zero.
fn longest(groups: &[&str], has_plus: bool) -> Option<(Phone, usize)> {
    let most = groups.len().min(DIGITS_MAX);
    // `+38` apart from the rest means Ukraine; `+38 (674) 545451` is no number in Slovenia (+386).
    let is_home = has_plus && groups.first() == Some(&"38");
    let read = |digits: &str| if is_home { ukrainian(digits) } else { number(digits, has_plus) };
    (1..=most).rev().find_map(|used| Some((read(&groups[..used].concat())?, used)))
}

/// Numbers written without anything between them, as the predecessor kept two of one field.
fn unglued(group: &str) -> Vec<&str> {
    let cut = |size: usize| -> Option<Vec<&str>> {
        (0..group.len()).step_by(size).map(|at| group.get(at..at + size)).collect()
    };
    let all = |start: &'static str| move |parts: &Vec<&str>| parts.iter().all(|part| part.starts_with(start));
    let national = cut("0671234567".len()).filter(all("0"));
    let full = || cut("380671234567".len()).filter(all(UKRAINE));
    national.or_else(full).unwrap_or_else(|| vec![group])
}

/// One number, all of whose digits are given.
fn number(digits: &str, has_plus: bool) -> Option<Phone> {
    if digits.len() > "810".len() + DIGITS_MAX || is_one_digit_over_and_over(digits) {
        return None;
    }
    // What one dials for "abroad": 00, and 8-10 until 2009.
    let dialled = digits.strip_prefix("00").or_else(|| digits.strip_prefix("810")).filter(|_| !has_plus);
    match dialled {
        Some(rest) => ukrainian(rest).or_else(|| foreign(rest)),
        None if has_plus => ukrainian(digits).or_else(|| foreign(digits)),
        None if digits.len() == 9 => existing(&format!("{UKRAINE}{digits}")),
        None => ukrainian(digits),
    }
}

/// Nobody's number, but what people type to get past a field that wants one.
fn is_one_digit_over_and_over(digits: &str) -> bool {
    digits.bytes().all(|digit| digits.starts_with(char::from(digit)))
}

/// Nine digits behind what people put in front of them at home: `0`, `80` (until 2009), `380`, and `3800` for
/// those who leave the zero in.
fn ukrainian(digits: &str) -> Option<Phone> {
    let (before, nine) = digits.split_at_checked(digits.len().checked_sub(9)?)?;
    let is_home = ["0", "80", UKRAINE, "3800"].contains(&before);
    if is_home { existing(&format!("{UKRAINE}{nine}")) } else { None }
}

/// A number of another country; its code comes first.
fn foreign(digits: &str) -> Option<Phone> {
    existing(digits).filter(|phone| !phone.0.starts_with(UKRAINE))
}

/// The number of these digits, the country's code first, if there can be such a one.
fn existing(digits: &str) -> Option<Phone> {
    let number = parsed(digits).filter(PhoneNumber::is_valid)?;
    let full = number.format_as(PhoneNumberFormat::E164);
    Some(Phone(full.trim_start_matches('+').to_owned()))
}

fn parsed(digits: &str) -> Option<PhoneNumber> {
    PHONE_NUMBER_UTIL.parse(format!("+{digits}"), None).ok()
}
