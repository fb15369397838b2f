//! Thousands of damaged updates, the same ones each time: reading never panics, and what was not damaged
//! is not lost.

use pwparents::model::{ChatId, MessageId, MsgKey};
use pwparents::relay::event::Event;
use pwparents::telegram::read;
use serde_json::{Map, Value, json};

use super::samples;
use crate::schedule::Dice;

/// Values that somebody's parser has stumbled over.
fn oddities() -> Vec<Value> {
    vec![
        Value::Null,
        json!(true),
        json!(0),
        json!(-1),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(1e308),
        json!(0.1),
        json!(""),
        json!("501"),
        json!("\u{0}\u{202e}\u{fffd}🐈"),
        json!([]),
        json!({}),
        json!([[[[]]]]),
        json!([null, {"file_id": 5}]),
        json!({"id": {}}),
        json!({"id": 501, "type": "private"}),
        json!("ї".repeat(2_000)),
    ]
}

/// Takes one piece of a text away, doubles it, or puts something else in its place.
fn damage(text: &str, dice: &mut Dice) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    for _ in 0..=dice.roll(3) {
        let at =
            |dice: &mut Dice, chars: &[char]| usize::try_from(dice.roll(chars.len() as u64 + 1)).unwrap();
        let (one, other) = (at(dice, &chars), at(dice, &chars));
        let (from, to) = (one.min(other), one.max(other).min(one.min(other) + 40));
        match dice.roll(5) {
            0 => chars.truncate(from),
            1 => drop(chars.drain(from..to)),
            2 => {
                let piece: Vec<char> = chars[from..to].to_vec();
                chars.splice(from..from, piece);
            }
            3 => {
                let odd = ["\\ud83d", "\"", "}", "[", "null", "\u{0}", "-", "1e999", "\\"];
                let piece: Vec<char> = dice.one_of(&odd).chars().collect();
                chars.splice(from..to, piece);
            }
            _ => {
                let last = chars.len();
                if from + 1 < last {
                    chars.swap(from, from + 1);
                }
            }
        }
    }
    chars.into_iter().collect()
}

#[test]
fn reading_a_damaged_update_never_panics() {
    let mut dice = Dice::new(2026);
    let mut read_as_something = 0_u32;
    for raw in samples().values() {
        for _ in 0..400 {
            let reading = read(&damage(raw, &mut dice));
            read_as_something += u32::from(!matches!(reading.event, Event::Aside(_)));
        }
    }
    assert!(read_as_something > 1_000, "{read_as_something}: the damage is not to be total");
}

/// All places in a value, as pointers.
fn places(value: &Value, at: &str, found: &mut Vec<String>) {
    let inner: Vec<(String, &Value)> = match value {
        Value::Object(fields) => fields.iter().map(|(name, inner)| (name.clone(), inner)).collect(),
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, inner)| (index.to_string(), inner)).collect()
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => Vec::new(),
    };
    for (name, inner) in inner {
        let place = format!("{at}/{name}");
        places(inner, &place, found);
        found.push(place);
    }
}

/// Every sample with every one of its fields replaced by every oddity, where `touch` allows it.
fn replaced(mut check: impl FnMut(&str, &str, &Value, &Value)) {
    for (name, raw) in samples() {
        let whole: Value = serde_json::from_str(&raw).unwrap();
        let mut found = Vec::new();
        places(&whole, "", &mut found);
        for place in found {
            for oddity in oddities() {
                let mut update = whole.clone();
                *update.pointer_mut(&place).unwrap() = oddity.clone();
                check(&name, &place, &oddity, &update);
            }
        }
    }
}

#[test]
fn whatever_stands_in_whichever_field_the_update_keeps_its_number() {
    let mut checked = 0;
    replaced(|name, place, oddity, update| {
        let reading = read(&update.to_string());
        checked += 1;
        if place != "/update_id" {
            assert_eq!(reading.id, update["update_id"].as_i64(), "{name} {place} {oddity}");
        }
    });
    assert!(checked > 10_000, "{checked}");
}

/// What an envelope is made of: without one of these there is none.
const ENVELOPE: [&str; 6] = ["/update_id", "", "/chat", "/chat/id", "/chat/type", "/message_id"];

/// The key of a private message, by the sample's own words.
fn private_key(message: &Map<String, Value>) -> Option<MsgKey> {
    let chat = message.get("chat")?;
    if chat["type"] != "private" {
        return None;
    }
    let message = MessageId(message.get("message_id")?.as_i64()?);
    Some(MsgKey { chat: ChatId(chat["id"].as_i64()?), message })
}

#[test]
fn a_clients_message_never_loses_its_envelope() {
    let mut checked = 0;
    replaced(|name, place, oddity, update| {
        let Some((kind, message)) =
            update.as_object().unwrap().iter().find(|(kind, _)| kind.ends_with("message"))
        else {
            return;
        };
        let inside = place.strip_prefix(&format!("/{kind}")).unwrap_or(place);
        let whole = place == format!("/{kind}");
        let Some(key) = message.as_object().and_then(private_key).filter(|_| !whole) else { return };
        if ENVELOPE.contains(&inside) {
            return;
        }
        checked += 1;
        let event = read(&update.to_string()).event;
        let (Event::ClientWrote(post) | Event::ClientEdited(post)) = event else {
            panic!("{name} {place} {oddity}: {event:?}")
        };
        assert_eq!(post.key, key, "{name} {place} {oddity}");
    });
    assert!(checked > 3_000, "{checked}");
}
