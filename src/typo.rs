//! Words an operator mistyped: what they most likely meant, and how to repeat them safely.
//! Imports nothing of ours, so that both the command line and the config may use it.

/// The longest word an error repeats. Longer than any name of ours, shorter than a token or an API key.
const LONGEST_SHOWN: usize = 30;

/// The known name nearest to `word`, if one is near enough to be what was meant.
/// Case does not count, nor whether words are joined by `-` or `_`.
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = plain(word);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(&word, &plain(name)), name))
        .filter(|(distance, name)| distance * 3 <= name.chars().count().max(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
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
