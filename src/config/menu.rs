//! The buttons of `[[menu]]`: each judged for itself, then all together. A clinic that writes none gets ours.

use std::collections::BTreeSet;

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};
use unicode_segmentation::UnicodeSegmentation;

use super::raw::RawMenuItem;
use super::reader::Entry;
use super::rules::{self, Ruled};
use super::trust::Judge;
use crate::model::{Clinic, Menu, MenuItem, MenuKind, TEXT_MAX, folded};
use crate::text;

/// How many buttons a keyboard holds before clients have to scroll it.
const BUTTONS_MAX: usize = 12;
/// How long a caption may be, in characters as people see them.
const TITLE_MAX: usize = 64;

impl Judge<'_> {
    pub(super) fn menu(&mut self, raw: Vec<RawMenuItem>, clinic: &Clinic) -> Menu {
        if raw.is_empty() {
            return text::default_menu(clinic);
        }
        if let Some(first_too_many) = raw.get(BUTTONS_MAX) {
            let what = format!("menu: holds more than {BUTTONS_MAX} buttons: leave the rest out");
            self.problems.add(first_too_many.place, what);
        }
        let mut taken = BTreeSet::new();
        let items: Vec<_> = raw.into_iter().filter_map(|raw| self.menu_item(raw, &mut taken)).collect();
        Menu { uk: items.clone(), en: items }
    }

    fn menu_item(&mut self, raw: RawMenuItem, taken: &mut BTreeSet<String>) -> Option<MenuItem> {
        let (title_at, aliases_at) = (raw.title.place(), raw.aliases.place());
        let title = self.needed(raw.title, raw.place, title_rule);
        let aliases = self.each(raw.aliases, title_rule);
        let titles = title.iter().map(|title| ("menu.title", title_at, title));
        let captions = titles.chain(aliases.iter().map(|alias| ("menu.aliases", aliases_at, alias)));
        for (key, place, caption) in captions {
            if !taken.insert(folded(caption)) {
                let what = format!("{key}: this caption already stands above: no two may be the same");
                self.problems.add(place.unwrap_or(raw.place), what);
            }
        }
        let is_intent = self.needed(raw.kind, raw.place, is_intent)?;
        let kind = if is_intent {
            self.out_of_place(&raw.text, "\"intent\" asks with menu.ask and shows no text");
            MenuKind::Intent { ask: self.needed(raw.ask, raw.place, message)? }
        } else {
            self.out_of_place(&raw.ask, "\"info\" shows menu.text and asks nothing");
            MenuKind::Info { text: self.needed(raw.text, raw.place, message)? }
        };
        Some(MenuItem { title: title?, aliases, kind })
    }

    /// A key that belongs to the other kind of button.
    fn out_of_place(&mut self, entry: &Entry<String>, why: &str) {
        if let Some(place) = entry.place() {
            self.problems.add(place, format!("{}: a button of the kind {why}", entry.key.path));
        }
    }
}

fn title_rule(text: &str) -> Ruled<String> {
    let text = rules::line(text.trim())?;
    match text.chars().find(|c| can_be_seen(*c)) {
        Some('/') => Err("must not begin with /: a press would be taken for a command".into()),
        Some(_) if text.graphemes(true).count() <= TITLE_MAX => Ok(text),
        Some(_) | None => Err(format!("must be 1 to {TITLE_MAX} characters that can be seen")),
    }
}

fn is_intent(kind: &str) -> Ruled<bool> {
    match kind {
        "intent" => Ok(true),
        "info" => Ok(false),
        _ => Err("must be \"intent\" (asks a question) or \"info\" (shows a text)".into()),
    }
}

/// A message of its own: several lines, as long as Telegram lets it be.
fn message(text: &str) -> Ruled<String> {
    if text.encode_utf16().count() > TEXT_MAX {
        return Err(format!("must be at most {TEXT_MAX} characters, the most a message holds"));
    }
    if !text.chars().any(can_be_seen) {
        return Err("must hold something that can be seen: Telegram takes no empty message".into());
    }
    Ok(text.to_owned())
}

/// Letters, digits, signs and emoji, but no spaces, controls and marks of direction.
fn can_be_seen(c: char) -> bool {
    use GeneralCategoryGroup::{Letter, Number, Punctuation, Symbol};
    matches!(c.general_category_group(), Letter | Number | Punctuation | Symbol)
}
