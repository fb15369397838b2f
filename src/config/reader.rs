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

impl<T> Entry<T> {
    /// Where it is written, if it is and could be taken.
    pub(super) fn place(&self) -> Option<Place> {
        match self.written {
            Written::Well(_, place) => Some(place),
            Written::Not | Written::Badly => None,
        }
    }
}

impl<T> Written<T> {
    pub(super) fn is_not(&self) -> bool {
        matches!(self, Self::Not)
    }
}

/// What a file may hold, by full names.
#[derive(Default)]
pub(super) struct Known {
    pub(super) keys: Vec<&'static str>,
    /// Those tables of which there may be several, each opened with `[[…]]`.
    pub(super) lists: Vec<&'static str>,
}

/// Reads one file and one environment.
pub(super) struct Reader<'a> {
    text: &'a str,
    root: &'a DeTable<'a>,
    env: &'a Env<'a>,
    known: Known,
    /// The list that is being read, and the one of its tables that keys are taken from; none: the list
    /// holds none.
    list: Option<(&'static str, Option<&'a DeTable<'a>>)>,
    holds_secrets: bool,
    problems: Problems,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str, root: &'a DeTable<'a>, env: &'a Env<'a>, problems: Problems) -> Self {
        Self { text, root, env, known: Known::default(), list: None, holds_secrets: false, problems }
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

    /// Where the file opens this table, if it does.
    pub(super) fn table(&self, path: &str) -> Option<Place> {
        self.look(path).filter(|(value, _)| value.is_table()).map(|(_, place)| place)
    }

    /// Takes a list of tables such as `[[menu]]`. Inside, keys are taken by their full names, `menu.title`.
    pub(super) fn take_list<T>(
        &mut self,
        path: &'static str,
        read: impl Fn(&mut Self, Place) -> T,
    ) -> Vec<T> {
        let tables = self.look(path).and_then(|(value, _)| value.as_array());
        let tables: Vec<_> = tables.map_or_else(Vec::new, |list| list.iter().collect());
        self.known.lists.push(path);
        // Read once from nothing, so that its keys are known even if the file holds no such table.
        self.list = Some((path, None));
        read(self, Place::Nowhere);
        let mut taken = Vec::new();
        for table in tables {
            if let Some(inner) = table.get_ref().as_table() {
                self.list = Some((path, Some(inner)));
                taken.push(read(self, Place::Line(line_of(self.text, table.span().start))));
            }
        }
        self.list = None;
        taken
    }

    /// Whether the file itself holds a secret.
    pub(super) fn holds_secrets(&self) -> bool {
        self.holds_secrets
    }

    /// Every key that was asked for, by its full name.
    pub(super) fn known(&self) -> &[&'static str] {
        &self.known.keys
    }

    /// The problems found, those with keys nobody asked for included.
    pub(super) fn finish(mut self) -> Problems {
        super::strangers::find(self.text, self.root, &self.known, &mut self.problems);
        self.problems
    }

    fn in_file<T: Value>(&mut self, path: &'static str) -> Written<T> {
        if !self.known.keys.contains(&path) {
            self.known.keys.push(path);
        }
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
            Some((parent, name)) if self.list.is_some_and(|(list, _)| list == parent) => {
                (self.list?.1?, name)
            }
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
