//! Takes keys out of a parsed TOML file, or out of the environment, which wins.
//! Remembers which keys were asked for: whatever else the file holds is unknown, and refused by `strangers`.
//! Knows nothing of what a value may be beyond its type.

use toml::de::{DeTable, DeValue};

use super::Env;
use super::problem::{Place, Problems};
use super::value::{Value, found};

/// A key by its full name, and the environment variable that wins over it, if there is one.
#[derive(Debug, Clone, Copy)]
pub(super) struct Key {
    pub(super) path: &'static str,
    pub(super) variable: Option<&'static str>,
}

/// One key as it was written, or not.
pub(super) struct Entry<T> {
    pub(super) key: Key,
    pub(super) written: Written<T>,
}

/// Whether and where a value was written. Empty text counts as not written.
pub(super) enum Written<T> {
    Not,
    /// With a type that could not be taken; the problem is told already.
    Badly,
    Well(T, Place),
}

impl<T> Written<T> {
    pub(super) fn is_not(&self) -> bool {
        matches!(self, Self::Not)
    }
}

/// Reads one file and one environment.
pub(super) struct Reader<'a> {
    text: &'a str,
    root: &'a DeTable<'a>,
    env: &'a Env<'a>,
    known: Vec<&'static str>,
    holds_secrets: bool,
    problems: Problems,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, root: &'a DeTable<'a>, env: &'a Env<'a>, problems: Problems) -> Self {
        Self { text, root, env, known: Vec::new(), holds_secrets: false, problems }
    }

    /// Takes a key that only the file can hold.
    pub(super) fn take<T: Value>(&mut self, path: &'static str) -> Entry<T> {
        let written = self.in_file(path);
        Entry { key: Key { path, variable: None }, written }
    }

    /// Takes a key that an environment variable overrides.
    pub(super) fn take_or<T: Value>(&mut self, variable: &'static str, path: &'static str) -> Entry<T> {
        let in_file = self.in_file(path);
        let in_env = self.in_env(variable);
        let written = if in_env.is_not() { in_file } else { in_env };
        Entry { key: Key { path, variable: Some(variable) }, written }
    }

    /// Whether the file opens this table.
    pub(super) fn has_table(&self, path: &str) -> bool {
        self.look(path).is_some_and(|(value, _)| value.is_table())
    }

    /// Whether the file itself holds a secret.
    pub(super) fn holds_secrets(&self) -> bool {
        self.holds_secrets
    }

    /// Every key that was asked for, by its full name.
    pub(super) fn known(&self) -> &[&'static str] {
        &self.known
    }

    /// The problems found, those with keys nobody asked for included.
    pub(super) fn finish(mut self) -> Problems {
        super::strangers::find(self.text, self.root, &self.known, &mut self.problems);
        self.problems
    }

    fn in_file<T: Value>(&mut self, path: &'static str) -> Written<T> {
        self.known.push(path);
        let Some((value, place)) = self.look(path) else {
            return Written::Not;
        };
        let Some(typed) = T::from_toml(value) else {
            self.problems.add(place, format!("{path}: found {}, wanted {}", found(value), T::WANTED));
            return Written::Badly;
        };
        if typed.is_blank() {
            return Written::Not;
        }
        self.holds_secrets |= T::SECRET;
        Written::Well(typed, place)
    }

    /// A file of secrets mounted into the environment often ends in a line break; that is never meant.
    fn in_env<T: Value>(&mut self, variable: &'static str) -> Written<T> {
        let text = (self.env)(variable).unwrap_or_default();
        let text = text.trim_end_matches(['\r', '\n']);
        if text.trim().is_empty() {
            return Written::Not;
        }
        let Some(typed) = T::from_text(text) else {
            self.problems.add(Place::Environment, format!("{variable}: wanted {}", T::WANTED));
            return Written::Badly;
        };
        Written::Well(typed, Place::Environment)
    }

    fn look(&self, path: &str) -> Option<(&'a DeValue<'a>, Place)> {
        let (table, name) = match path.rsplit_once('.') {
            None => (self.root, path),
            Some((parent, name)) => (self.look(parent)?.0.as_table()?, name),
        };
        let (key, value) = table.get_key_value(name)?;
        Some((value.get_ref(), Place::Line(line_of(self.text, key.span().start))))
    }
}

/// The line, from 1, that holds this byte.
pub(super) fn line_of(text: &str, byte: usize) -> usize {
    1 + text.bytes().take(byte).filter(|byte| *byte == b'\n').count()
}
