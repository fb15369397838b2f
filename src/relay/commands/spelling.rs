//! Which command a word names, or most likely was meant to name. Pure.

use std::sync::LazyLock;

use super::keys::keys;
use super::verb::Verb;

/// Every name of every command, by its keys.
static NAMES: LazyLock<Vec<(Verb, String)>> = LazyLock::new(|| {
    Verb::ALL.into_iter().flat_map(|verb| verb.names().map(move |name| (verb, keys(name)))).collect()
});

/// How much of what was typed is looked at, in characters: more than any name has.
const LONGEST: usize = 32;

/// The shortest beginning of a name that says which one was meant.
const SHORTEST_START: usize = 3;

/// The shortest name that is recognised with something hanging on it.
const SHORTEST_WHOLE: usize = 4;

/// The command of exactly this name, in any layout.
pub(super) fn called(name: &str) -> Option<Verb> {
    let typed = keys(name);
    NAMES.iter().find(|(_, name)| *name == typed).map(|(verb, _)| *verb)
}

/// The command nearest by spelling, in any layout; nothing if none is near.
pub(super) fn nearest(word: &str) -> Option<Verb> {
    let typed: String = keys(word).chars().take(LONGEST).collect();
    let apart = |name: &str| strsim::damerau_levenshtein(&typed, name);
    let by_letters = NAMES.iter().filter(|(_, name)| apart(name) <= slips(name));
    let nearest = by_letters.min_by_key(|(_, name)| apart(name));
    nearest.or_else(|| NAMES.iter().find(|(_, name)| is_start(&typed, name))).map(|(verb, _)| *verb)
}

/// How many slips a name stands before it could be any other word.
fn slips(name: &str) -> usize {
    match name.chars().count() {
        0..3 => 0,
        3..5 => 1,
        _ => 2,
    }
}

fn is_start(typed: &str, name: &str) -> bool {
    (typed.len() >= SHORTEST_START && name.starts_with(typed))
        || (name.len() >= SHORTEST_WHOLE && typed.starts_with(name))
}
