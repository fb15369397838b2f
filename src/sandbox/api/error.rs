//! Refusals, in the server's own shape and wording.
//! It never decides when to refuse.

use serde_json::{Map, Value, json};

/// Why a request is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub code: u16,
    pub description: String,
    pub retry_after: Option<i64>,
    pub migrate_to: Option<i64>,
}

impl ApiError {
    fn new(code: u16, prefix: &str, text: &str) -> Self {
        let description = format!("{prefix}: {}", lowered(text));
        Self { code, description, retry_after: None, migrate_to: None }
    }

    /// 400. The text stands after "Bad Request: ".
    pub fn bad(text: impl AsRef<str>) -> Self {
        Self::new(400, "Bad Request", text.as_ref())
    }

    /// 403. The text stands after "Forbidden: ".
    pub fn forbidden(text: &str) -> Self {
        Self::new(403, "Forbidden", text)
    }

    /// Any other status with its whole description.
    pub fn other(code: u16, description: &str) -> Self {
        Self { code, description: description.to_owned(), retry_after: None, migrate_to: None }
    }

    pub fn not_found(what: &str) -> Self {
        Self::bad(format!("{what} not found"))
    }

    pub fn too_many(seconds: i64) -> Self {
        let description = format!("Too Many Requests: retry after {seconds}");
        Self { code: 429, description, retry_after: Some(seconds), migrate_to: None }
    }

    /// A basic group that has become a supergroup (facts §2.2).
    pub fn migrated(to: i64) -> Self {
        let error = Self::bad("group chat was upgraded to a supergroup chat");
        Self { migrate_to: Some(to), ..error }
    }

    /// A required parameter that is missing and has no text of its own.
    pub fn required(parameter: &str) -> Self {
        Self::bad(format!("parameter \"{parameter}\" is required"))
    }

    /// What TDLib said before the server wrapped it: needed where one refusal is quoted in another.
    pub fn bare_text(&self) -> &str {
        self.description
            .split_once(": ")
            .filter(|_| self.code != 429)
            .map_or(&self.description, |(_, text)| text)
    }

    /// The body of the answer.
    pub fn json(&self) -> Value {
        let mut body = json!({"ok": false, "error_code": self.code, "description": self.description});
        let mut parameters = Map::new();
        for (name, value) in [("retry_after", self.retry_after), ("migrate_to_chat_id", self.migrate_to)] {
            if let Some(value) = value {
                parameters.insert(name.into(), json!(value));
            }
        }
        if !parameters.is_empty() {
            body["parameters"] = Value::Object(parameters);
        }
        body
    }
}

/// The server lowers a text's first letter, but leaves codes like TOPIC_CLOSED alone (facts §2).
fn lowered(text: &str) -> String {
    let mut signs = text.chars();
    let (Some(first), rest) = (signs.next(), signs.as_str()) else { return String::new() };
    let is_code = rest.starts_with(|second: char| second == '_' || second.is_ascii_uppercase());
    if is_code { text.to_owned() } else { format!("{}{rest}", first.to_ascii_lowercase()) }
}
