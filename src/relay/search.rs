//! What `/find` was asked for, and what it is compared with: words, folded in a way of our own, because SQLite
//! folds ASCII alone. Case and apostrophes make no difference; ґ and г, і and и are different letters. Pure.

use std::ops::Range;

use crate::model::{MINUTE, Millis, SECOND};
use crate::phone;
use crate::relay::commands::is_apostrophe;
use crate::relay::effect::{Effect, Fact};
use crate::relay::event::Due;
use crate::relay::found::Found;
use crate::relay::phones;
use crate::relay::view::View;
use crate::relay::visible::{is_invisible, is_mark, is_space};

/// How soon the next batch goes into the index while many are missing, and otherwise; in milliseconds.
const NEXT_BATCH: i64 = SECOND / 4;
const INDEX_EVERY: i64 = 10 * MINUTE;
/// The most words of a query that count.
const WORDS_MAX: usize = 8;
/// The fewest letters of the middle or the end of a client's name that find it.
const TAIL: usize = 3;
/// The fewest digits of the end of a number that find it.
const DIGITS: usize = 4;
/// The digits of a number without its country.
const NATIONAL: usize = 9;
/// How much stands before the found word in an excerpt, in characters.
const BEFORE: usize = 30;
/// How long an excerpt is, in characters.
const EXCERPT: usize = 110;

/// What `/find` was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// Nothing.
    Nothing,
    /// One letter or digit, or none: nearly everything has it.
    TooShort,
    /// This.
    For(Query),
}

/// What is looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// Folded words: each has to begin a word of what is found; one of a single letter has to be it.
    pub words: Vec<String>,
    /// The digits of a phone number, or of a part of one, if it can be that.
    pub digits: Option<String>,
}

/// What a client is found by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fields {
    /// Their name in Telegram, first and last.
    pub full_name: String,
    /// Their public name.
    pub username: Option<String>,
    /// Their label, and their name at Enote.
    pub others: Vec<String>,
    /// Phones as they are stored.
    pub phones: Vec<String>,
    /// The number of the contract.
    pub contract: Option<String>,
}

impl Fields {
    /// Everything in words.
    fn texts(&self) -> impl Iterator<Item = &String> {
        [&self.full_name].into_iter().chain(&self.username).chain(&self.others).chain(&self.contract)
    }
}

/// The next batch goes into the index.
pub(super) fn index(view: &View<'_>, now: Millis) -> Vec<Effect> {
    let wait = if view.found == Found::Unindexed(true) { NEXT_BATCH } else { INDEX_EVERY };
    vec![Effect::Remember(Fact::Indexed), Effect::Remember(Fact::Deadline(Due::Index, now.plus(wait)))]
}

/// What the words behind `/find` ask for.
pub fn asked(rest: &str) -> Asked {
    if rest.trim().is_empty() {
        return Asked::Nothing;
    }
    let mut found: Vec<String> = Vec::new();
    for word in words(rest) {
        if !found.contains(&word) && found.len() < WORDS_MAX {
            found.push(word);
        }
    }
    if found.iter().map(|word| word.chars().count()).sum::<usize>() < 2 {
        return Asked::TooShort;
    }
    Asked::For(Query { words: found, digits: digits(rest) })
}

/// The digits of what may be a phone number or a part of one: normalised if it is a whole one.
fn digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let is_other = |c: char| !(c.is_ascii_digit() || is_invisible(c) || "+-–—().".contains(c));
    if digits.len() < DIGITS || text.contains(is_other) {
        return None;
    }
    Some(phone::normalise(text).map_or(digits, |phone| phone.digits().to_owned()))
}

/// The words of a text, folded.
pub fn words(text: &str) -> Vec<String> {
    placed_words(text).into_iter().map(|(_, word)| word).collect()
}

/// The same with the place of each, in bytes. A word is letters and digits; an apostrophe, an accent or
/// what cannot be seen does not end it, and is not kept.
fn placed_words(text: &str) -> Vec<(Range<usize>, String)> {
    let mut all: Vec<(Range<usize>, String)> = Vec::new();
    let mut open = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        // Unicode calls one of the apostrophes a letter.
        let is_apostrophe = is_apostrophe(c) || c == '`';
        if c.is_alphanumeric() && !is_apostrophe {
            if !open {
                all.push((at..end, String::new()));
                open = true;
            }
            if let Some((place, word)) = all.last_mut() {
                place.end = end;
                word.extend(c.to_lowercase());
            }
        } else if is_mark(c) {
            if let Some((_, word)) = all.last_mut().filter(|_| open) {
                compose(word, c);
            }
        } else if !is_apostrophe && (is_space(c) || !is_invisible(c)) {
            open = false;
        }
    }
    all
}

/// The two letters of Ukrainian that some programs write as two characters. Other accents are not kept.
fn compose(word: &mut String, mark: char) {
    let whole = match (word.chars().last(), mark) {
        (Some('и'), '\u{306}') => 'й',
        (Some('і'), '\u{308}') => 'ї',
        _ => return,
    };
    word.pop();
    word.push(whole);
}

/// All that a client is found by, for the index: each word with its tails, so that the middle and the end of a
/// name or a number find it too.
pub fn client_words(fields: &Fields) -> String {
    let mut all = Vec::new();
    for word in fields.texts().flat_map(|text| words(text)) {
        tails(&word, TAIL, &mut all);
    }
    if let Some(contract) = &fields.contract {
        tails(&words(contract).concat(), TAIL, &mut all);
    }
    for number in fields.phones.iter().flat_map(|phone| phones::digits(phone)) {
        tails(&number, DIGITS, &mut all);
    }
    all.sort_unstable();
    all.dedup();
    all.join(" ")
}

/// A word, and each end of it that has at least so many characters.
fn tails(word: &str, least: usize, all: &mut Vec<String>) {
    let count = word.chars().count();
    let starts = word.char_indices().enumerate().filter(|(index, _)| *index == 0 || count - index >= least);
    all.extend(starts.map(|(_, (at, _))| word[at..].to_owned()));
}

/// How well a client fits: 0 if something of theirs is just what was asked for, 1 if each word begins a
/// word of theirs, 2 if it stands elsewhere.
pub fn rank(query: &Query, fields: &Fields) -> u8 {
    let names: Vec<Vec<String>> = fields.texts().map(|text| words(text)).collect();
    let whole = |name: &Vec<String>| name.concat() == query.words.concat();
    let number = |digits: &String| fields.phones.iter().any(|phone| is_number(phone, digits));
    if names.iter().any(whole) || query.digits.as_ref().is_some_and(number) {
        return 0;
    }
    let begins = |word: &String| names.iter().flatten().any(|name| name.starts_with(word.as_str()));
    if query.words.iter().all(begins) { 1 } else { 2 }
}

/// Whether a stored phone ends in the same nine digits as a whole number: enough to put it in front, and a
/// thousand are compared in no time.
fn is_number(stored: &str, digits: &str) -> bool {
    let mut stored = stored.chars().rev().filter(char::is_ascii_digit);
    digits.len() >= NATIONAL && digits.chars().rev().take(NATIONAL).all(|digit| stored.next() == Some(digit))
}

/// The part of a text in which the first found word stands, in one line.
pub fn excerpt(text: &str, query: &Query) -> String {
    let is_found = |word: &String| query.words.iter().any(|asked| word.starts_with(asked.as_str()));
    let found = placed_words(text).into_iter().find(|(_, word)| is_found(word));
    let at = found.map_or(0, |(place, _)| place.start);
    let start = text[..at].char_indices().rev().nth(BEFORE).map_or(0, |(start, _)| start);
    // Not in the middle of a word.
    let start = match text[start..at].find(char::is_whitespace) {
        Some(space) if start > 0 => start + space,
        Some(_) | None => start,
    };
    let end = text[start..].char_indices().nth(EXCERPT).map_or(text.len(), |(end, _)| start + end);
    let line = text[start..end].split_whitespace().collect::<Vec<_>>().join(" ");
    let (before, behind) = (if start > 0 { "…" } else { "" }, if end < text.len() { "…" } else { "" });
    format!("{before}{line}{behind}")
}
