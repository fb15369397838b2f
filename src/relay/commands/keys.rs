//! Which keys a word is typed with. A name typed while the keyboard stood in another layout is the same
//! keys, so names are compared by them: `зрщту` and `phone`, `ntktajy` and `телефон`. Pure.

use crate::relay::visible::is_invisible;

/// The keys, by what stands on them in the Latin layout, and the same keys in the other layouts: Latin
/// with Shift, Ukrainian, Russian.
const KEYS: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const LAYOUTS: [&str; 3] = [
    "qwertyuiop{}asdfghjkl:\"zxcvbnm<>",
    "йцукенгшщзхїфівапролджєячсмитьбю",
    "йцукенгшщзхъфывапролджэячсмитьбю",
];

/// A word by its keys. Case does not count, nor what joins words inside a name (`_`, `-`, an apostrophe),
/// nor what cannot be seen.
pub(super) fn keys(word: &str) -> String {
    // Some keyboards write these two letters as a letter and an accent.
    let word = word.to_lowercase().replace("и\u{306}", "й").replace("і\u{308}", "ї");
    let cyrillic = word.chars().any(|c| matches!(c, '\u{400}'..='\u{4ff}'));
    word.chars().filter(|&c| !is_invisible(c)).filter_map(|c| key(c, cyrillic)).collect()
}

fn key(c: char, cyrillic: bool) -> Option<char> {
    match c {
        // The last three are the key that is the apostrophe in the Ukrainian layout.
        '_' | '-' | '`' | '~' | 'ё' => None,
        'ґ' => Some('u'),
        _ if is_apostrophe(c) => (!cyrillic).then_some('\''),
        _ => Some(on_layouts(c)),
    }
}

/// Whether it is an apostrophe, or what a telephone makes of one. Among Latin letters that is the key of
/// `є`; quotation marks are the same key with Shift.
pub(in crate::relay) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | '′' | '´' | '"' | '“' | '”')
}

fn on_layouts(c: char) -> char {
    let keys = LAYOUTS.iter().flat_map(|layout| layout.chars().zip(KEYS.chars()));
    keys.filter(|(typed, _)| *typed == c).map(|(_, key)| key).next().unwrap_or(c)
}
