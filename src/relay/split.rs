//! Cuts text that is too long for one message into parts that are not, entities included. Pure.

use serde_json::{Map, Value};

use crate::model::{Styled, TEXT_MAX};

/// The length as Telegram counts it for entities.
fn units(text: &str) -> usize {
    text.encode_utf16().count()
}

/// Parts of at most [`TEXT_MAX`] units, cut at a line's end or a space where there is one in the last
/// quarter of a part. Nothing but the white space at a cut is lost.
pub(crate) fn parts(styled: &Styled) -> Vec<Styled> {
    let entities: Vec<Map<String, Value>> = serde_json::from_str(&styled.entities).unwrap_or_default();
    let mut parts = Vec::new();
    let mut rest = styled.text.as_str();
    let mut offset = 0;
    while !rest.is_empty() {
        let end = cut_at(rest);
        let (part, tail) = rest.split_at(end);
        let length = units(part);
        parts.push(Styled { text: part.to_owned(), entities: slice(&entities, offset, length) });
        let next = tail.trim_start();
        offset += length + units(&tail[..tail.len() - next.len()]);
        rest = next;
    }
    parts
}

/// The byte where the first part of `text` ends.
fn cut_at(text: &str) -> usize {
    let mut seen = 0;
    let mut space = None;
    for (at, c) in text.char_indices() {
        if seen + c.len_utf16() > TEXT_MAX {
            return space.unwrap_or(at);
        }
        if c.is_whitespace() && seen > TEXT_MAX / 4 * 3 {
            space = Some(at);
        }
        seen += c.len_utf16();
    }
    text.len()
}

/// The entities that touch a part, moved and shortened to lie within it.
fn slice(entities: &[Map<String, Value>], from: usize, length: usize) -> String {
    let inside: Vec<Value> = entities.iter().filter_map(|entity| clip(entity, from, from + length)).collect();
    if inside.is_empty() { String::new() } else { Value::from(inside).to_string() }
}

fn clip(entity: &Map<String, Value>, from: usize, to: usize) -> Option<Value> {
    let number = |key| entity.get(key)?.as_u64().and_then(|n| usize::try_from(n).ok());
    let start = number("offset")?;
    let end = start + number("length")?;
    let (start, end) = (start.max(from), end.min(to));
    if start >= end {
        return None;
    }
    let mut clipped = entity.clone();
    clipped.insert("offset".into(), (start - from).into());
    clipped.insert("length".into(), (end - start).into());
    Some(Value::Object(clipped))
}
