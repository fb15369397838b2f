//! Keyboards: inline ones, which belong to a message, and those that stand in for a person's keyboard.
//! It never presses a button.

use super::super::world::{Message, Place};
use super::{ApiError, Ask};
use serde_json::{Map, Value, json};

/// Bytes of a button's callback data (SPEC; facts §1.2).
const CALLBACK_DATA_BYTES: usize = 64;
/// Buttons of one keyboard, and bytes of all of it (facts §1.2).
const BUTTONS: usize = 100;
const MARKUP_BYTES: usize = 10_240;
/// A button does the first of these that it has, in the order the server looks for them.
const BUTTON_ACTIONS: [&str; 10] = [
    "url",
    "callback_data",
    "callback_game",
    "pay",
    "switch_inline_query",
    "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat",
    "login_url",
    "web_app",
    "copy_text",
];

/// The keyboard of a request.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Markup {
    pub inline: Option<Value>,
    pub reply: Option<Value>,
}

impl Markup {
    /// Reads `reply_markup`; what is wrong with it is said before the chat is looked at.
    pub fn read(ask: &Ask) -> Result<Self, ApiError> {
        let Some(markup) = ask.object("reply_markup") else { return Ok(Self::default()) };
        if !markup.contains_key("inline_keyboard") {
            let known =
                ["keyboard", "remove_keyboard", "force_reply"].iter().any(|key| markup.contains_key(*key));
            return Ok(Self { inline: None, reply: known.then(|| Value::Object(markup.clone())) });
        }
        let mut rows = Vec::new();
        for row in markup.get("inline_keyboard").and_then(Value::as_array).into_iter().flatten() {
            let buttons: Result<Vec<Value>, ApiError> =
                row.as_array().into_iter().flatten().map(button).collect();
            rows.push(Value::Array(buttons?));
        }
        rows.retain(|row| row.as_array().is_some_and(|row| !row.is_empty()));
        let inline = (!rows.is_empty()).then(|| json!({"inline_keyboard": rows}));
        Ok(Self { inline, reply: None })
    }

    pub fn is_empty(&self) -> bool {
        self.inline.is_none() && self.reply.is_none()
    }

    /// What Telegram itself objects to, once chat and message are in order.
    pub fn check(&self, place: Place) -> Result<(), ApiError> {
        let Some(markup) = self.inline.as_ref().or(self.reply.as_ref()) else { return Ok(()) };
        let all: Vec<&Value> = buttons(markup).collect();
        let data =
            |button: &&&Value| button.get("callback_data").and_then(Value::as_str).unwrap_or_default().len();
        if all.iter().any(|button| data(&button) > CALLBACK_DATA_BYTES) {
            return Err(ApiError::bad("BUTTON_DATA_INVALID"));
        }
        if all.len() > BUTTONS || markup.to_string().len() > MARKUP_BYTES {
            return Err(ApiError::bad("reply markup is too long"));
        }
        let asks_for_phone = all.iter().any(|button| button.get("request_contact") == Some(&json!(true)));
        if asks_for_phone && matches!(place, Place::Shared(_)) {
            return Err(ApiError::bad("phone number can be requested in private chats only"));
        }
        Ok(())
    }

    pub fn apply(self, message: &mut Message) {
        message.inline_keyboard = self.inline;
        message.reply_keyboard = self.reply;
    }
}

fn buttons(markup: &Value) -> impl Iterator<Item = &Value> {
    let rows = ["inline_keyboard", "keyboard"].iter().find_map(|key| markup.get(*key)?.as_array());
    rows.into_iter().flatten().filter_map(Value::as_array).flatten()
}

/// A button keeps its text, its looks and the one thing it does.
fn button(value: &Value) -> Result<Value, ApiError> {
    let fields = value.as_object().ok_or_else(|| ApiError::bad("InlineKeyboardButton must be an Object"))?;
    if !fields.contains_key("text") {
        return Err(ApiError::bad("can't parse InlineKeyboardButton: Can't find field \"text\""));
    }
    // An empty inline query is one; an empty link or empty data is none.
    let counts = |key: &str, value: &Value| value.as_str() != Some("") || key.starts_with("switch");
    let does = |key: &&&str| fields.get(**key).is_some_and(|value| counts(key, value));
    let Some(action) = BUTTON_ACTIONS.iter().find(does) else {
        return Err(ApiError::bad("Text buttons are not allowed in the inline keyboard"));
    };
    let kept = ["text", "icon_custom_emoji_id", "style", action];
    let kept: Map<String, Value> =
        kept.iter().filter_map(|key| Some(((*key).to_owned(), fields.get(*key)?.clone()))).collect();
    Ok(Value::Object(kept))
}
