//! A JSON object read field by field, so that one field nobody understands does not take the others
//! with it. Pure.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

/// The fields of an object, each still as it came.
#[derive(Debug)]
pub(super) struct Fields<'a>(BTreeMap<Cow<'a, str>, &'a RawValue>);

impl<'a> Fields<'a> {
    /// Reads an object; nothing if it is none.
    pub(super) fn of(raw: &'a str) -> Option<Self> {
        serde_json::from_str(raw).ok().map(Self)
    }

    /// Whether the field is there and not null.
    pub(super) fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    /// The field as it came.
    pub(super) fn raw(&self, name: &str) -> Option<&'a str> {
        self.0.get(name).map(|raw| raw.get()).filter(|raw| *raw != "null")
    }

    /// The field, if it is of this type.
    pub(super) fn get<T: Deserialize<'a>>(&self, name: &str) -> Option<T> {
        serde_json::from_str(self.raw(name)?).ok()
    }

    /// The field as text, come what may: halves of characters are replaced, numbers are written out.
    /// What a text begins with decides who may read it, so none goes unread.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        let raw = self.raw(name)?;
        let read = serde_json::from_str(raw).or_else(|_| serde_json::from_str(&mended(raw)));
        Some(read.unwrap_or_else(|_| raw.to_owned()))
    }

    /// The field as an object.
    pub(super) fn object(&self, name: &str) -> Option<Self> {
        Self::of(self.raw(name)?)
    }

    /// The names of all fields that are there.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().filter(|(_, raw)| raw.get() != "null").map(|(name, _)| name.as_ref())
    }

    /// These fields alone, as a JSON object of their own; empty if none is there.
    pub(super) fn pick(&self, names: &[&str]) -> String {
        let picked: Map<String, Value> =
            names.iter().filter_map(|name| Some(((*name).to_owned(), self.get(name)?))).collect();
        if picked.is_empty() { String::new() } else { Value::Object(picked).to_string() }
    }
}

/// A JSON string whose escaped surrogates without a partner are replaced by `\ufffd`.
fn mended(raw: &str) -> String {
    let mut mended = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        mended.push_str(&rest[..at]);
        rest = &rest[at..];
        let taken = match (surrogate(rest), surrogate(rest.get(6..).unwrap_or_default())) {
            (Some(high), Some(low)) if high < 0xDC00 && low >= 0xDC00 => 12,
            (Some(_), _) => {
                mended.push_str("\\ufffd");
                rest = &rest[6..];
                continue;
            }
            (None, _) => rest.char_indices().nth(2).map_or(rest.len(), |(end, _)| end),
        };
        mended.push_str(&rest[..taken]);
        rest = &rest[taken..];
    }
    mended.push_str(rest);
    mended
}

/// The surrogate that an escape at the beginning of `text` stands for.
fn surrogate(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    u16::from_str_radix(digits, 16).ok().filter(|unit| (0xD800..=0xDFFF).contains(unit))
}

/// The fields that hold words, in the order in which they are read (Bot API: `RichBlock…`, `RichText…`).
const WORDS: [&str; 12] = [
    "summary",
    "label",
    "text",
    "expression",
    "alternative_text",
    "caption",
    "blocks",
    "items",
    "title",
    "question",
    "cells",
    "credit",
];
/// Those whose items each begin on a line of their own.
const LINES: [&str; 3] = ["blocks", "items", "cells"];

/// All text within a value of a shape nobody knows, in order.
pub(super) fn words_within(raw: &str) -> String {
    let value: Value = serde_json::from_str(raw).unwrap_or_default();
    let mut words = String::new();
    gather(&value, &mut words);
    words.truncate(words.trim_end_matches('\n').len());
    words
}

fn gather(value: &Value, words: &mut String) {
    match value {
        Value::String(text) => words.push_str(text),
        Value::Array(items) => items.iter().for_each(|item| gather(item, words)),
        Value::Object(fields) => {
            let held = WORDS.iter().filter_map(|name| Some((*name, fields.get(*name)?)));
            for (name, inner) in held {
                match inner.as_array().filter(|_| LINES.contains(&name)) {
                    Some(items) => items.iter().for_each(|item| gather_line(item, words)),
                    None if name == "summary" => gather_line(inner, words),
                    None => gather(inner, words),
                }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn gather_line(value: &Value, words: &mut String) {
    let before = words.len();
    gather(value, words);
    if words.len() > before && !words.ends_with('\n') {
        words.push('\n');
    }
}
