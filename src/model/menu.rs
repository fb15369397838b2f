//! The buttons under a client's keyboard, as nouns: what a press leads to is decided in `relay`.

use super::Lang;

/// The menu in each language a client may choose. One that the clinic wrote itself is the same in all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Menu {
    /// For those who are spoken to in Ukrainian.
    pub uk: Vec<MenuItem>,
    /// For those who are spoken to in English.
    pub en: Vec<MenuItem>,
}

/// A button of the menu.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    /// Its caption.
    pub title: String,
    /// Captions of an older keyboard that clients still have on screen.
    pub aliases: Vec<String>,
    /// What it does.
    pub kind: MenuKind,
}

/// What a button of the menu does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MenuKind {
    /// The client wants something: their next message is noted with the title.
    Intent {
        /// The question they are asked next.
        ask: String,
    },
    /// The client is shown something.
    Info {
        /// What they are shown.
        text: String,
    },
}

impl Menu {
    /// The buttons in this language, in the order in which they are shown.
    pub fn of(&self, lang: Lang) -> &[MenuItem] {
        match lang {
            Lang::Uk => &self.uk,
            Lang::En => &self.en,
        }
    }

    /// The same button in another language: every language has the same ones in the same order.
    pub fn said_in<'a>(&'a self, lang: Lang, item: &'a MenuItem) -> &'a MenuItem {
        let place = [&self.uk, &self.en].into_iter().find_map(|all| all.iter().position(|one| one == item));
        place.and_then(|place| self.of(lang).get(place)).unwrap_or(item)
    }

    /// The button that sends this text when pressed, first among those in `lang`. A keyboard stays on
    /// screen after the client has chosen another language, so its captions keep their meaning.
    pub fn pressed(&self, lang: Lang, text: &str) -> Option<&MenuItem> {
        let all = self.of(lang).iter().chain(&self.uk).chain(&self.en);
        let text = folded(text);
        all.into_iter().find(|item| item.captions().any(|caption| folded(caption) == text))
    }
}

impl MenuItem {
    /// Every caption that means this button.
    pub fn captions(&self) -> impl Iterator<Item = &str> {
        [&self.title].into_iter().chain(&self.aliases).map(String::as_str)
    }
}

/// A caption as it is compared with others: without spaces at its ends, case folded.
pub fn folded(caption: &str) -> String {
    caption.trim().to_lowercase()
}
