//! What was said, by whom, and where it has to arrive: written down when it is said, and read when all is
//! over. Every message bears a mark by which it is known again wherever it stands.

use super::deletions::Deletion;
use super::ratings::Star;
use super::reactions::Reaction;
use pwparents::sandbox::Shown;
use std::collections::{BTreeMap, BTreeSet};

/// One message.
#[derive(Debug, Clone)]
pub struct Said {
    /// Whose conversation it belongs to, by number; nobody's if it was said outside the clients' topics.
    pub client: Option<usize>,
    pub side: Side,
    /// Where it stands: chat and message.
    pub at: (i64, i64),
    /// The topic it stands in.
    pub thread: Option<i64>,
    pub fate: Fate,
    /// Whether the bot got to know of it.
    pub heard: Heard,
    /// The album it is a part of.
    pub album: Option<usize>,
    pub when: i64,
    /// What it held, from its first words to those of its latest edit.
    pub versions: Vec<Version>,
    /// Its order among the others says nothing any more: it was tried again by hand.
    pub retried: bool,
}

impl Said {
    pub fn edited(&self) -> bool {
        self.versions.len() > 1
    }

    /// The files it has had, each once.
    fn files(&self) -> BTreeSet<&String> {
        self.versions.iter().filter_map(|version| version.file.as_ref()).collect()
    }
}

/// What a message held for a while.
#[derive(Debug, Clone)]
pub struct Version {
    pub words: String,
    /// Its file, by its unique id.
    pub file: Option<String>,
    /// Whether the bot got to know of it.
    pub heard: Heard,
    pub when: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Client,
    Staff,
}

/// What is to become of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    /// It is for the other side.
    Travels,
    /// It stays where it is: a command, a note, words for the bot itself.
    Stays,
    /// Its author may be waited for with a number, and then it is held back; or it was, and somebody wants it sent.
    Perhaps,
    /// It was for the other side, and was edited into a command: it may or may not have been sent before.
    Withdrawn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    Yes,
    /// The bot is no administrator, so it hears some things and not others.
    Maybe,
    No,
}

/// All that was said.
#[derive(Default)]
pub struct Ledger {
    pub said: Vec<Said>,
    /// Commands to take something back.
    pub deletions: Vec<Deletion>,
    /// Stars that clients gave.
    pub stars: Vec<Star>,
    /// Every change of a reaction, in order.
    pub reactions: Vec<Reaction>,
    /// Marks of what has no words.
    files: BTreeMap<String, usize>,
    places: BTreeMap<String, usize>,
    phones: BTreeMap<String, usize>,
    albums: usize,
}

impl Ledger {
    /// The number that the next message will have.
    pub fn next(&self) -> usize {
        self.said.len()
    }

    /// By which the sandbox knows the file of the next message.
    pub fn next_file(&self) -> String {
        file_key(self.next(), 0)
    }

    pub fn next_album(&mut self) -> usize {
        self.albums += 1;
        self.albums
    }

    /// Writes a message down, as it is shown where it was said.
    pub fn add(&mut self, said: Said, shown: &Shown) {
        let number = self.next();
        let (heard, when) = (said.heard, said.when);
        self.said.push(said);
        self.shows(number, shown, heard, when);
        self.places.extend(place(shown).map(|place| (place, number)));
        self.phones.extend(phone(shown).map(|phone| (phone, number)));
    }

    /// Writes down what a message holds from now on.
    pub fn shows(&mut self, number: usize, shown: &Shown, heard: Heard, when: i64) {
        let file = shown.file_unique_id.clone();
        self.files.extend(file.iter().map(|file| (file.clone(), number)));
        self.said[number].versions.push(Version { words: shown.words().to_owned(), file, heard, when });
    }

    /// By which the sandbox knows the file of a message that is there already: the one it has, or a new one.
    pub fn file_of(&self, number: usize, new: bool) -> String {
        let had = self.said[number].files().len();
        file_key(number, if new { had } else { had.saturating_sub(1) })
    }

    /// Which messages something shown is, or holds.
    pub fn marks(&self, shown: &Shown) -> Vec<usize> {
        let mut marks = marks_in(shown.words());
        let file = shown.file_unique_id.as_ref().and_then(|file| self.files.get(file));
        let place = place(shown).and_then(|place| self.places.get(&place));
        let phone = phone(shown).and_then(|phone| self.phones.get(&phone));
        marks.extend([file, place, phone].into_iter().flatten());
        marks.sort_unstable();
        marks.dedup();
        marks
    }

    /// The message that stands there.
    pub fn at(&self, chat: i64, message: i64) -> Option<usize> {
        self.said.iter().position(|said| said.at == (chat, message))
    }
}

/// By which the sandbox knows one of the files of a message.
fn file_key(number: usize, file: usize) -> String {
    format!("{number} {file}")
}

/// The mark of a message, for its words.
pub fn mark(number: usize) -> String {
    format!("⟦{number}⟧")
}

/// The marks in a text.
pub fn marks_in(text: &str) -> Vec<usize> {
    let mut marks = Vec::new();
    for piece in text.split('⟦').skip(1) {
        marks.extend(piece.split('⟧').next().and_then(|number| number.parse::<usize>().ok()));
    }
    marks
}

fn place(shown: &Shown) -> Option<String> {
    shown
        .content
        .get("location")
        .map(|location| format!("{} {}", location["latitude"], location["longitude"]))
}

fn phone(shown: &Shown) -> Option<String> {
    shown.content.get("contact").map(|contact| contact["phone_number"].to_string())
}
