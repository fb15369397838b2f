//! What the TOML parser could not read, one line for each line of the file, with a remedy where one is known.
//! Never repeats the file's text: the broken line may hold the token.

use toml::de::Error;

use super::problem::{Place, Problems};
use super::reader::line_of;

/// Adds a problem for the first error of every line.
pub(super) fn tell(text: &str, errors: &[Error], problems: &mut Problems) {
    for error in errors {
        let line = line_of(text, error.span().map_or(0, |span| span.start));
        if !problems.has_line(line) {
            problems.add(Place::Line(line), format!("cannot be read: {}", in_words(error.message())));
        }
    }
}

/// The parser's own words, or ours for the mistakes people make most.
fn in_words(message: &str) -> String {
    let ours = [
        ("duplicate key", "this key or table was already set above: leave one out"),
        (
            "string values must be quoted",
            "a value must be text in straight \"quotes\" or a number without spaces",
        ),
        ("invalid time", "text must stand in straight \"quotes\""),
        ("escape", "a backslash must be doubled, or the text put in 'single quotes'"),
        ("unicode value digits", "a backslash must be doubled, or the text put in 'single quotes'"),
        ("key with no value", "expected key = value"),
        ("invalid basic string", "the closing quote is missing"),
        ("unclosed table", "the closing ] is missing"),
    ];
    let known = ours.into_iter().find(|(theirs, _)| message.contains(theirs));
    known.map_or_else(|| message.replace('\n', " "), |(_, ours)| ours.to_owned())
}
