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

/// Keys that work in private chats only, and how they are refused elsewhere (TDLib: get_keyboard_button).
const PRIVATE_KEYS: [(&str, &str); 5] = [
    ("request_contact", "phone number"),
    ("request_location", "location"),
    ("request_poll", "poll"),
    ("request_users", "users"),
    ("request_chat", "chats"),
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
            return Ok(Self { inline: None, reply: reply_keyboard(markup)? });
        }
        let rows = rows(markup.get("inline_keyboard"), button)?;
        let inline = (!rows.is_empty()).then(|| json!({"inline_keyboard": rows}));
        Ok(Self { inline, reply: None })
    }

    /// The keyboard of an edit, which can only be an inline one (TDLib: get_reply_markup).
    pub fn read_inline(ask: &Ask) -> Result<Self, ApiError> {
        let markup = Self::read(ask)?;
        if markup.reply.is_some() { Err(ApiError::bad("inline keyboard expected")) } else { Ok(markup) }
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
        let asks = |key: &str| all.iter().any(|button| button.get(key).is_some_and(|value| *value != false));
        let private = matches!(place, Place::Private { .. });
        match PRIVATE_KEYS.iter().find(|(key, _)| !private && asks(key)) {
            Some((_, what)) => Err(ApiError::bad(format!("{what} can be requested in private chats only"))),
            None => Ok(()),
        }
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

/// Rows without buttons fall away.
fn rows(
    given: Option<&Value>,
    read: impl Fn(&Value) -> Result<Value, ApiError>,
) -> Result<Vec<Value>, ApiError> {
    let mut rows = Vec::new();
    for row in given.and_then(Value::as_array).into_iter().flatten() {
        let buttons: Result<Vec<Value>, ApiError> = row.as_array().into_iter().flatten().map(&read).collect();
        rows.push(Value::Array(buttons?));
    }
    rows.retain(|row| row.as_array().is_some_and(|row| !row.is_empty()));
    Ok(rows)
}

/// A reply keyboard, its removal or a forced reply; a keyboard without keys is none, and one whose flag is
/// false asks for nothing.
fn reply_keyboard(markup: &Map<String, Value>) -> Result<Option<Value>, ApiError> {
    let is_set = |key: &str| markup.get(key).and_then(Value::as_bool).unwrap_or(false);
    if !markup.contains_key("keyboard") {
        let known = is_set("remove_keyboard") || is_set("force_reply");
        return Ok(known.then(|| Value::Object(markup.clone())));
    }
    let rows = rows(markup.get("keyboard"), key)?;
    let mut kept = markup.clone();
    let shown = !rows.is_empty();
    kept.insert("keyboard".into(), Value::Array(rows));
    Ok(shown.then_some(Value::Object(kept)))
}

/// A key; plain text is one, too.
fn key(value: &Value) -> Result<Value, ApiError> {
    let key = match value {
        Value::String(text) => json!({"text": text}),
        Value::Object(fields) if fields.contains_key("text") => value.clone(),
        Value::Object(_) => {
            return Err(ApiError::bad("can't parse keyboard button: Can't find field \"text\""));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::Array(_) => {
            return Err(ApiError::bad(
                "can't parse keyboard button: KeyboardButton must be a String or an Object",
            ));
        }
    };
    if key.get("text").and_then(Value::as_str).unwrap_or_default().trim().is_empty() {
        return Err(ApiError::bad("keyboard button text must be non-empty"));
    }
    Ok(key)
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
    let mut kept: Map<String, Value> =
        kept.iter().filter_map(|key| Some(((*key).to_owned(), fields.get(*key)?.clone()))).collect();
    if let Some(url) = kept.get_mut("url") {
        *url = json!(link(url.as_str().unwrap_or_default())?);
    }
    Ok(Value::Object(kept))
}

/// A link as the server keeps it: of a known kind, to a host with a dot in its name, with a path (TDLib:
/// LinkManager::check_link).
fn link(given: &str) -> Result<String, ApiError> {
    let wrong = |why: &str| ApiError::bad(format!("inline keyboard button URL '{given}' is invalid: {why}"));
    let lower = given.to_ascii_lowercase();
    if lower.starts_with("tg:") || lower.starts_with("ton:") {
        return Ok(given.to_owned());
    }
    let (scheme, rest) = given.split_once("://").unwrap_or(("http", given));
    if !["http", "https"].contains(&scheme.to_ascii_lowercase().as_str()) {
        return Err(wrong("Unsupported URL protocol"));
    }
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    let name = host.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    if !name.contains('.') {
        return Err(wrong("Wrong HTTP URL"));
    }
    let slash = if path.starts_with('/') { "" } else { "/" };
    Ok(format!("{}://{host}{slash}{path}", scheme.to_ascii_lowercase()))
}
