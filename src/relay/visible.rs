//! Which characters a person can see, and names cut from them. Pure.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_segmentation::UnicodeSegmentation;

use crate::model::{ClientId, Lang, Person};
use crate::text;

/// The longest topic name Telegram takes (`createForumTopic`: 1–128 characters). Counted here in
/// UTF-16 units, which are never fewer than characters.
const TITLE_MAX: usize = 128;

/// Letters and symbols that show nothing although Unicode does not call them spaces: the Hangul
/// fillers and the empty Braille cell.
const BLANKS: [char; 5] = ['\u{115f}', '\u{1160}', '\u{2800}', '\u{3164}', '\u{ffa0}'];

/// What holds an emoji or a word together, or chooses the shape of the character before it: invisible
/// alone, meaningful inside a name.
fn joins(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{34f}' | '\u{180b}'..='\u{180d}' | '\u{fe00}'..='\u{fe0f}'
        | '\u{e0100}'..='\u{e01ef}')
}

/// What stands where half a character came: nobody typed it, and it must not hide what follows.
const HALF: char = '\u{fffd}';

/// Whether a character keeps words apart: a space, a line break, or what looks like one.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace() || BLANKS.contains(&c)
}

/// Whether a character shows nothing: spaces, controls, format and direction marks, fillers.
pub(crate) fn is_invisible(c: char) -> bool {
    is_space(c)
        || joins(c)
        // Khmer vowels that Unicode itself calls mistakes: letters in name only.
        || matches!(c, '\u{17b4}' | '\u{17b5}')
        || c == HALF
        || matches!(
            c.general_category(),
            GeneralCategory::Control
                | GeneralCategory::Format
                | GeneralCategory::Unassigned
                | GeneralCategory::PrivateUse
                | GeneralCategory::Surrogate
        )
}

/// Whether a character only changes the one before it: an accent, a variation selector.
fn is_mark(c: char) -> bool {
    matches!(c.general_category(), GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark)
}

/// The text without what cannot be seen in front of it.
pub(crate) fn from_first_visible(text: &str) -> &str {
    text.trim_start_matches(|c| is_invisible(c) || is_mark(c))
}

/// The text without what cannot be seen at either end; an emoji at the end keeps its shape.
pub(crate) fn trimmed(text: &str) -> &str {
    from_first_visible(text).trim_end_matches(|c| is_invisible(c) && !joins(c))
}

/// A person's name as a topic can bear it: what can be seen of it, at most 128 characters, cut between
/// characters as people see them; else their username; else a name made from their id.
pub fn display_name(lang: Lang, person: &Person) -> String {
    let full = format!("{} {}", person.first_name, person.last_name.as_deref().unwrap_or_default());
    let name = clean(&full);
    if !name.is_empty() {
        return name;
    }
    match person.username.as_deref().map(clean) {
        Some(username) if !username.is_empty() => format!("@{username}"),
        _ => text::nameless(lang, ClientId::from(person.id)),
    }
}

/// Drops what cannot be seen, makes runs of spaces one, and cuts to the length of a topic's name.
pub(crate) fn clean(name: &str) -> String {
    if from_first_visible(name).is_empty() {
        return String::new();
    }
    let kept: String = name
        .chars()
        .map(|c| if is_space(c) { ' ' } else { c })
        .filter(|&c| c == ' ' || joins(c) || !is_invisible(c))
        .collect();
    cut(&kept.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn cut(name: &str) -> String {
    let mut units = 0;
    let mut cut = String::new();
    for cluster in name.graphemes(true) {
        units += cluster.encode_utf16().count();
        if units > TITLE_MAX {
            break;
        }
        cut.push_str(cluster);
    }
    cut.trim_end().to_owned()
}
