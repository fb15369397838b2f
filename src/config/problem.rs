//! Everything wrong with a config, gathered and told at once, one line each.
//! Never holds a value that was read: it may be a secret in the wrong place.

use std::fmt;

/// Where something was written, in the order in which problems are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A line of the config file, from 1.
    Line(usize),
    /// An environment variable.
    Environment,
    /// Not written at all, or not a matter of one place.
    Nowhere,
}

/// Everything wrong with a config; displayed as one line each, with the remedy. The exit code is 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problems {
    file: String,
    list: Vec<(Place, String)>,
}

impl Problems {
    pub(super) fn of(file: &str) -> Self {
        Self { file: file.to_owned(), list: Vec::new() }
    }

    /// A problem with the file as a whole.
    pub(super) fn one(what: String) -> Self {
        Self { file: String::new(), list: vec![(Place::Nowhere, what)] }
    }

    pub(super) fn add(&mut self, place: Place, what: String) {
        self.list.push((place, what));
    }

    /// Whether a problem was already found on this line.
    pub(super) fn has_line(&self, line: usize) -> bool {
        self.list.iter().any(|(place, _)| *place == Place::Line(line))
    }

    /// `value`, unless there are problems; those come back in the order of the file.
    pub(super) fn none_or<T>(mut self, value: Option<T>) -> Result<T, Self> {
        self.list.sort_by_key(|(place, _)| *place);
        value.filter(|_| self.list.is_empty()).ok_or(self)
    }

    /// Each problem as one line.
    pub fn lines(&self) -> impl Iterator<Item = String> + '_ {
        self.list.iter().map(|(place, what)| match place {
            Place::Line(line) => format!("{}:{line}: {what}", self.file),
            Place::Environment | Place::Nowhere => what.clone(),
        })
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.lines().collect::<Vec<_>>().join("\n"))
    }
}

impl std::error::Error for Problems {}
