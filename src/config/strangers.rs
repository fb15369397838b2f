//! Finds the keys and tables of a file that nobody asked for, and guesses what was meant.
//! Never looks at a value beyond whether it is a table.

use toml::de::{DeArray, DeTable, DeValue};

use super::problem::{Place, Problems};
use super::reader::{Known, line_of};
use super::value::found;
use crate::typo;

/// Adds a problem for every unknown key, unknown table, and known table that is none.
pub(super) fn find(text: &str, root: &DeTable, known: &Known, problems: &mut Problems) {
    Search { text, known, problems }.walk("", root);
}

struct Search<'a> {
    text: &'a str,
    known: &'a Known,
    problems: &'a mut Problems,
}

impl Search<'_> {
    fn walk(&mut self, table: &str, content: &DeTable) {
        for (key, value) in content {
            let path = join(table, key.get_ref());
            // A quoted key may hold a dot, which makes it look like one of ours.
            let is_plain = !key.get_ref().contains('.');
            if is_plain && self.known.keys.contains(&path.as_str()) {
                continue;
            }
            let place = Place::Line(line_of(self.text, key.span().start));
            let value = value.get_ref();
            if !is_plain || !self.tables().contains(&path.as_str()) {
                self.unknown(place, table, key.get_ref(), value);
            } else if self.known.lists.contains(&path.as_str()) {
                self.walk_list(place, &path, value);
            } else if let Some(inner) = value.as_table() {
                self.walk(&path, inner);
            } else {
                self.not_a_table(place, &path, value);
            }
        }
    }

    fn walk_list(&mut self, place: Place, path: &str, value: &DeValue) {
        let Some(list) = value.as_array().filter(|_| opens_table(value)) else {
            let what = format!(
                "{path}: found {}, wanted tables: write [[{path}]] on a line of its own above each of them",
                found(value)
            );
            self.problems.add(place, what);
            return;
        };
        for inner in list.iter().filter_map(|item| item.get_ref().as_table()) {
            self.walk(path, inner);
        }
    }

    fn not_a_table(&mut self, place: Place, path: &str, value: &DeValue) {
        let what = format!(
            "{path}: found {}, wanted a table: write [{path}] on a line of its own and its keys below",
            found(value)
        );
        self.problems.add(place, what);
    }

    fn unknown(&mut self, place: Place, table: &str, name: &str, value: &DeValue) {
        let shown = join(table, typo::shown(name));
        let what = if opens_table(value) {
            format!("[{shown}]: unknown table; {}", self.table_meant(table, name))
        } else {
            format!("{shown}: unknown key; {}", self.key_meant(table, name))
        };
        self.problems.add(place, what);
    }

    fn key_meant(&self, table: &str, name: &str) -> String {
        let here = inside(&self.known.keys, table);
        let elsewhere = named(&self.known.keys, name).map(|path| match split(path) {
            ("", _) => "at the top, above the first [table]".to_owned(),
            (table, _) => format!("in {}", self.header(table)),
        });
        let elsewhere = elsewhere.collect::<Vec<_>>();
        if !elsewhere.is_empty() {
            return format!("it belongs {}", elsewhere.join(" or "));
        }
        match typo::nearest(name, here.iter().copied()) {
            Some(near) => format!("did you mean {near}?"),
            None if here.is_empty() => "leave it out".to_owned(),
            None => format!("known here: {}", here.join(", ")),
        }
    }

    fn table_meant(&self, table: &str, name: &str) -> String {
        let tables = self.tables();
        let full = join(table, name);
        let near = named(&tables, name).next().or_else(|| typo::nearest(&full, tables.iter().copied()));
        match near {
            Some(near) => format!("did you mean {}?", self.header(near)),
            None => format!("known tables: {}", tables.join(", ")),
        }
    }

    /// The line that opens a known table.
    fn header(&self, table: &str) -> String {
        if self.known.lists.contains(&table) { format!("[[{table}]]") } else { format!("[{table}]") }
    }

    /// The tables that hold known keys, by their full names, each once.
    fn tables(&self) -> Vec<&'static str> {
        let mut tables = Vec::new();
        for table in self.known.keys.iter().map(|path| split(path).0) {
            if !table.is_empty() && !tables.contains(&table) {
                tables.push(table);
            }
        }
        tables
    }
}

/// Whether the value was written as `[name]` or `[[name]]`, as far as can be told.
fn opens_table(value: &DeValue) -> bool {
    let tables = |list: &DeArray| list.iter().all(|item| item.get_ref().is_table());
    value.is_table() || value.as_array().is_some_and(tables)
}

/// The names of the keys that stand in `table` itself.
fn inside(known: &[&'static str], table: &str) -> Vec<&'static str> {
    known
        .iter()
        .map(|path| split(path))
        .filter(|(parent, _)| *parent == table)
        .map(|(_, name)| name)
        .collect()
}

/// The full names that end in `name`.
fn named<'a>(paths: &'a [&'static str], name: &'a str) -> impl Iterator<Item = &'static str> + 'a {
    paths.iter().copied().filter(move |path| split(path).1 == name)
}

fn split(path: &'static str) -> (&'static str, &'static str) {
    path.rsplit_once('.').unwrap_or(("", path))
}

fn join(table: &str, name: &str) -> String {
    if table.is_empty() { name.to_owned() } else { format!("{table}.{name}") }
}
