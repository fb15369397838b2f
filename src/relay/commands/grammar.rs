//! Tells what stays inside from what is for the client. When in doubt, a text that begins with a slash
//! stays inside, and one that begins with a dot or a backslash travels unless a command's name follows.

use super::keys::is_apostrophe;
use super::spelling::{called, nearest};
use super::verb::Verb;
use crate::relay::visible::{from_first_visible, is_invisible, is_space, trimmed};

/// The most of a mistyped command that is repeated to staff, in characters.
const SHOWN: usize = 32;

/// What may stand right behind a name and means nothing.
const STOPS: [char; 6] = ['.', ',', ':', ';', '!', '…'];

/// Where a name has ended at the latest, in bytes; a longer word is not searched for one. Far more than
/// the longest name in Cyrillic, and invisible characters between its letters.
const NAME_ENDS: usize = 120;

/// The longest username (<https://core.telegram.org/bots/features#botfather>).
const USERNAME_MAX: usize = 32;

/// How far a bot's name may be from ours and still be ours, mistyped.
const NAME_SLIPS: usize = 2;

/// Something that stays inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inside {
    /// A command.
    Command(Command),
    /// Meant as one, but there is none of that name, or it is not clear that it should run.
    Unknown {
        /// Its first word as typed, shortened for showing.
        typed: String,
        /// What was most likely meant.
        nearest: Option<Verb>,
    },
    /// A command for another bot.
    Foreign,
    /// Words for colleagues.
    Note,
}

/// A command and what it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// Which.
    pub verb: Verb,
    /// What follows its name as typed, trimmed; line breaks inside stay.
    pub rest: String,
}

/// What hangs on a command's name.
enum Hanging<'a> {
    /// Nothing, or where its arguments begin.
    Arguments(&'a str),
    /// The name of another bot.
    Foreign,
    /// Something that leaves in doubt whether it should run.
    Doubt,
    /// More of the same word, so that it is no command's name.
    Word,
}

/// What a text or caption is if it stays inside; nothing if it is an ordinary message. `bot` is our
/// bot's username without the `@`, or empty if it is not known. Invisible characters and spaces in front
/// hide nothing.
pub fn inside(text: &str, bot: &str) -> Option<Inside> {
    let text = from_first_visible(text);
    let behind = after(text, |c| is_slash(c) || matches!(c, '.' | '\\'))?;
    if text.starts_with(is_slash) {
        return Some(after(behind, is_slash).map_or_else(|| slashed(text, behind, bot), |_| Inside::Note));
    }
    if let Some(third) = after(behind, |c| c == '.').filter(|_| text.starts_with('.')) {
        return after(third, |c| matches!(c, '.' | '…')).is_none().then_some(Inside::Note);
    }
    // A slash typed in the wrong layout, and once more in the right one.
    let behind = after(behind, |c| is_slash(c) || c == '\\').unwrap_or(behind);
    named(text, behind, bot)
}

/// A slash, or what a person takes for one: the full-width, the division and the fraction slash.
fn is_slash(c: char) -> bool {
    matches!(c, '/' | '\u{ff0f}' | '\u{2215}' | '\u{2044}')
}

/// The text behind its first character, if that is one of those; what cannot be seen is passed over, but
/// for spaces.
fn after(text: &str, is_first: impl Fn(char) -> bool) -> Option<&str> {
    let behind = text.trim_start_matches(is_hidden).strip_prefix(is_first)?;
    Some(behind.trim_start_matches(is_hidden))
}

fn is_hidden(c: char) -> bool {
    is_invisible(c) && !is_space(c)
}

/// Behind a slash everything stays inside.
fn slashed(text: &str, behind: &str, bot: &str) -> Inside {
    if let Some(inside) = named(text, behind, bot) {
        return inside;
    }
    match first_word(behind).split_once('@') {
        Some((name, address)) if !name.is_empty() && is_foreign(address, bot) => Inside::Foreign,
        Some((name, _)) => unknown(text, nearest(name)),
        None => unknown(text, nearest(first_word(behind))),
    }
}

/// What stays inside because it begins with a command's name.
fn named(text: &str, behind: &str, bot: &str) -> Option<Inside> {
    let word = first_word(behind);
    let (verb, end) = ends_of_name(word).find_map(|end| Some((called(&word[..end])?, end)))?;
    match hanging(&word[end..], &behind[end..], bot) {
        Hanging::Arguments(rest) => Some(Inside::Command(Command { verb, rest: trimmed(rest).to_owned() })),
        Hanging::Foreign => Some(Inside::Foreign),
        Hanging::Doubt => Some(unknown(text, Some(verb))),
        Hanging::Word => None,
    }
}

fn unknown(text: &str, nearest: Option<Verb>) -> Inside {
    Inside::Unknown { typed: first_word(text).chars().take(SHOWN).collect(), nearest }
}

fn first_word(text: &str) -> &str {
    text.split(is_space).next().unwrap_or(text)
}

/// Where a name at the beginning of a word may end, the farthest first: punctuation may be letters of a
/// name in another layout.
fn ends_of_name(word: &str) -> impl Iterator<Item = usize> {
    let inner = word.char_indices().rev().filter(|(_, c)| !is_of_word(*c)).map(|(at, _)| at);
    let joins = |c: char| matches!(c, '_' | '-') || is_apostrophe(c);
    let is_name = move |name: &str| !name.starts_with(joins) && !name.ends_with(joins);
    let near = std::iter::once(word.len()).chain(inner).filter(|end| *end <= NAME_ENDS);
    near.filter(move |end| is_name(&word[..*end]))
}

fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_invisible(c)
}

/// What `hang` makes of the name before it; `rest` is the text that begins with it.
fn hanging<'a>(hang: &str, rest: &'a str, bot: &str) -> Hanging<'a> {
    let Some(address) = hang.strip_prefix('@') else {
        return punctuated(hang, rest);
    };
    let to = username(address);
    if !bot.is_empty() && to.eq_ignore_ascii_case(bot) {
        let end = '@'.len_utf8() + to.len();
        let behind = punctuated(&hang[end..], &rest[end..]);
        return if matches!(behind, Hanging::Word) { Hanging::Doubt } else { behind };
    }
    if is_foreign(address, bot) { Hanging::Foreign } else { Hanging::Doubt }
}

fn punctuated<'a>(hang: &str, rest: &'a str) -> Hanging<'a> {
    let told = hang.trim_start_matches(STOPS);
    let second = hang.chars().nth(1);
    // `/phone:`, `/label:Олена`, `/phone,067…`, `/phone+380…`, `/label-`
    let begins = told.starts_with(|c: char| c.is_ascii_digit() || c == '+') || told == "-";
    if told.is_empty() || begins || hang.starts_with(':') {
        return Hanging::Arguments(&rest[hang.len() - told.len()..]);
    }
    // `card.jpg`, `client/server`, `help-desk`, `card’s`
    let joins = |c: char| matches!(c, '.' | '/' | '\\' | '-' | '&') || is_apostrophe(c);
    let goes_on = hang.starts_with(joins) && second.is_some_and(char::is_alphabetic);
    if goes_on { Hanging::Word } else { Hanging::Doubt }
}

/// Whether that is another bot's username. Bots' usernames end in "bot"
/// (<https://core.telegram.org/bots/features#botfather>).
fn is_foreign(address: &str, bot: &str) -> bool {
    let to = username(address).to_ascii_lowercase();
    let hang = &address[to.len()..];
    if to.len() > USERNAME_MAX || !to.ends_with("bot") || matches!(punctuated(hang, hang), Hanging::Word) {
        return false;
    }
    strsim::damerau_levenshtein(&to, &bot.to_ascii_lowercase()) > NAME_SLIPS
}

fn username(address: &str) -> &str {
    let end = address.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
    &address[..end.unwrap_or(address.len())]
}
