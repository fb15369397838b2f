//! What stands in a member of an answer, whatever type it came in: 1C sends one and the same number as a number or as
//! a text, and any member may be null. Nothing here fails.

use serde_json::Value;

/// The text or number there, without spaces around it; nothing if it is empty or anything else.
pub(super) fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim().to_owned(),
        Value::Number(number) => {
            let text = number.to_string();
            text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
        }
        Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_) => return None,
    };
    (!text.is_empty()).then_some(text)
}

/// The same on one line, with single spaces.
pub(super) fn line(value: &Value) -> Option<String> {
    text(value).map(|text| text.split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Whether it says yes.
pub(super) fn is_true(value: &Value) -> bool {
    value
        .as_bool()
        .unwrap_or_else(|| text(value).is_some_and(|text| text.eq_ignore_ascii_case("true") || text == "1"))
}

/// The day of a moment, `YYYY-MM-DD`; nothing for 1C's empty date.
pub(super) fn day(value: &Value) -> Option<String> {
    let text = text(value)?;
    let day = text.get(..10).filter(|_| text.len() == 10 || text[10..].starts_with('T'))?;
    let is_place = |(at, c): (usize, char)| if at == 4 || at == 7 { c == '-' } else { c.is_ascii_digit() };
    (day.char_indices().all(is_place) && !day.starts_with("0001-")).then(|| day.to_owned())
}
