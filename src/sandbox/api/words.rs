//! Texts and captions: how they are read, cleaned and measured.
//! It never shortens a text; one that is too long is refused.

use super::super::world::{Body, Kind, World};
use super::{ApiError, Ask};
use serde_json::{Value, json};

/// Characters of a text, counted as code points (facts §1.2).
pub(super) const TEXT_LENGTH: usize = 4096;
/// Characters of a caption, counted likewise.
pub(super) const CAPTION_LENGTH: usize = 1024;
/// Bytes of a text before anything is parsed in it.
const RAW_BYTES: usize = 32_768;
/// Telegram finds these by itself and ignores them when they are given.
const FOUND: [&str; 8] =
    ["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"];
const GIVEN: [&str; 12] = [
    "bold",
    "italic",
    "underline",
    "strikethrough",
    "spoiler",
    "blockquote",
    "expandable_blockquote",
    "code",
    "pre",
    "text_link",
    "text_mention",
    "custom_emoji",
];

/// Words with their entities.
pub(super) type Words = (String, Vec<Value>);

impl World {
    /// A required text.
    pub(super) fn text_of(&mut self, ask: &Ask) -> Result<Words, ApiError> {
        if ask.text("text").unwrap_or_default().is_empty() {
            return Err(ApiError::bad("message text is empty"));
        }
        Ok(self.words(ask, "text", "entities")?.unwrap_or_default())
    }

    /// A caption, if there is one; an empty one is one, too.
    pub(super) fn caption_of(&mut self, ask: &Ask) -> Result<Option<Words>, ApiError> {
        self.words(ask, "caption", "caption_entities")
    }

    /// A text with entities, cleaned as Telegram keeps it.
    pub(super) fn words(&mut self, ask: &Ask, text: &str, entities: &str) -> Result<Option<Words>, ApiError> {
        let Some(raw) = ask.text(text) else { return Ok(None) };
        let mode = ask.text("parse_mode").unwrap_or_default().to_owned();
        let given = ask.items(entities);
        self.read_words(&ask.method.name, raw, &mode, &given).map(Some)
    }

    /// The same for texts inside other parameters.
    pub(super) fn read_words(
        &mut self,
        method: &str,
        raw: &str,
        mode: &str,
        entities: &[Value],
    ) -> Result<Words, ApiError> {
        if raw.len() > RAW_BYTES {
            return Err(ApiError::bad("text is too long"));
        }
        if !mode.is_empty() && !mode.eq_ignore_ascii_case("none") {
            // A text is either parsed or it is not: a silent half would hide the bot's mistake.
            self.log.complain(vec![format!("{method}: parse_mode is not modelled by the sandbox")]);
            return Err(ApiError::other(501, "Not Implemented: the sandbox does not model parse_mode"));
        }
        let mut kept = Vec::new();
        for entity in entities {
            if let Some(entity) = self.entity(method, raw, entity)? {
                kept.push(entity);
            }
        }
        Ok(clean(raw, kept))
    }

    /// An entity as the server takes it, or none when it leaves it out.
    fn entity(&mut self, method: &str, text: &str, entity: &Value) -> Result<Option<Value>, ApiError> {
        let kind = entity.get("type").and_then(Value::as_str).unwrap_or_default();
        if FOUND.contains(&kind) {
            return Ok(None);
        }
        if !GIVEN.contains(&kind) && kind != "date_time" {
            return Err(ApiError::bad("can't parse MessageEntity: Unsupported type specified"));
        }
        if kind == "custom_emoji" && !self.rules.custom_emoji_allowed {
            return Ok(None);
        }
        let number = |key: &str| entity.get(key).and_then(Value::as_i64).unwrap_or(-1);
        let (start, length) = (number("offset"), number("length"));
        let units = units(text);
        if start < 0 || length <= 0 || start + length > units {
            self.log.complain(vec![format!("{method}: the entity {entity} lies outside the text")]);
            return Ok(None);
        }
        Ok(Some(entity.clone()))
    }
}

/// Blanks around a text fall away, and its entities move along. Commands are marked anew.
fn clean(raw: &str, entities: Vec<Value>) -> Words {
    let start = raw.trim_start();
    let cut = units(&raw[..raw.len() - start.len()]);
    let text = start.trim_end();
    let end = units(text);
    let mut kept = super::super::world::commands_in(text);
    for mut entity in entities {
        let number = |key: &str| entity.get(key).and_then(Value::as_i64).unwrap_or(0);
        let from = (number("offset") - cut).max(0);
        let to = (number("offset") + number("length") - cut).min(end);
        if from < to {
            entity["offset"] = json!(from);
            entity["length"] = json!(to - from);
            kept.push(entity);
        }
    }
    kept.sort_by_key(|entity| entity.get("offset").and_then(Value::as_i64));
    (text.to_owned(), kept)
}

fn units(text: &str) -> i64 {
    i64::try_from(text.encode_utf16().count()).unwrap_or(i64::MAX)
}

/// Texts and captions have their lengths (facts §1.2); what is only forwarded or copied whole has none.
pub(super) fn check_length(body: &Body) -> Result<(), ApiError> {
    let length = body.text.as_deref().unwrap_or_default().chars().count();
    if body.kind == Kind::Text && length == 0 {
        return Err(ApiError::bad("text must be non-empty"));
    }
    if body.kind == Kind::Text && length > TEXT_LENGTH {
        return Err(ApiError::bad("message is too long"));
    }
    if body.kind.takes_caption() && length > CAPTION_LENGTH {
        return Err(ApiError::bad("message caption is too long"));
    }
    Ok(())
}
