//! Answers, and how they travel.
//! It never sends them: an HTTP server or a simulation does.

use super::error::ApiError;
use serde_json::{Value, json};

/// The answer to a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status; equal to `error_code` in the body (facts §2).
    pub status: u16,
    /// The `Content-Type` header.
    pub content_type: &'static str,
    /// The body.
    pub body: String,
    /// The `Retry-After` header.
    pub retry_after: Option<i64>,
}

/// What happens to the answer on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// It comes at once.
    Now,
    /// It comes that many milliseconds later.
    After(i64),
    /// It never comes: the connection is closed.
    Drop,
    /// It never comes: the connection is closed that many milliseconds later.
    DropAfter(i64),
}

/// What became of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The answer, also when it is not delivered.
    pub reply: Reply,
    /// How it is delivered.
    pub delivery: Delivery,
    /// Whether the request was carried out (or properly refused) rather than lost before.
    pub executed: bool,
}

const JSON: &str = "application/json";

impl Reply {
    pub(crate) fn ok(result: &Value) -> Self {
        Self::json(200, &json!({"ok": true, "result": result}))
    }

    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self { status, content_type: JSON, body: body.to_string(), retry_after: None }
    }

    /// A body that is put together from texts kept to the letter.
    pub(crate) fn verbatim(body: String) -> Self {
        Self { status: 200, content_type: JSON, body, retry_after: None }
    }

    pub(crate) fn page(status: u16, html: String) -> Self {
        Self { status, content_type: "text/html", body: html, retry_after: None }
    }

    pub(crate) fn error(error: &ApiError) -> Self {
        let reply = Self::json(error.code, &error.json());
        Self { retry_after: error.retry_after, ..reply }
    }

    /// A refusal from before any method was looked at.
    pub(crate) fn refusal(status: u16, description: &str) -> Self {
        Self::error(&ApiError::other(status, description))
    }

    /// The body as JSON, null when it is none.
    pub fn value(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// The result of a success.
    pub fn result(&self) -> Value {
        self.value().get("result").cloned().unwrap_or_default()
    }

    /// The description of a refusal.
    pub fn description(&self) -> Option<String> {
        self.value().get("description").and_then(Value::as_str).map(str::to_owned)
    }
}

impl Verdict {
    pub(crate) fn now(reply: Reply, executed: bool) -> Self {
        Self { reply, delivery: Delivery::Now, executed }
    }

    /// Whether the answer reaches the bot, at once or later.
    pub fn is_delivered(&self) -> bool {
        match self.delivery {
            Delivery::Now | Delivery::After(_) => true,
            Delivery::Drop | Delivery::DropAfter(_) => false,
        }
    }
}
