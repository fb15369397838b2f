//! Names that somebody mistyped: what they most likely meant, and how to repeat them safely.
//! Imports nothing of ours, so that the command line, the config and the rules may use it.

/// The longest word an error repeats. Longer than any name of ours, shorter than a token or an API key.
const LONGEST_SHOWN: usize = 30;

/// The shortest part of a name that says which name was meant.
const SHORTEST_PART: usize = 4;

/// The known name nearest to `word`, if one is near enough to be what was meant: a few letters are wrong,
/// or one is a part of the other. Case does not count, nor whether words are joined by `-` or `_`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = plain(word);
    let known: Vec<&str> = known.into_iter().collect();
    let distance = |name: &str| strsim::damerau_levenshtein(&word, &plain(name));
    let is_near = |name: &&&str| distance(name) * 3 <= name.chars().count().max(3);
    let by_letters = known.iter().filter(is_near).min_by_key(|name| distance(name));
    by_letters.or_else(|| known.iter().find(|name| is_part(&word, &plain(name)))).copied()
}

fn is_part(one: &str, other: &str) -> bool {
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    short.len() >= SHORTEST_PART && long.contains(short)
}

/// The word as an error may repeat it: whatever is long or no plain word could be a secret in the wrong
/// place, or break the line.
pub fn shown(word: &str) -> &str {
    let is_plain = word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    if is_plain && word.chars().count() <= LONGEST_SHOWN { word } else { "(…)" }
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace('-', "_")
}
