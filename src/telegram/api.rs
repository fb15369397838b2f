//! The one place that calls Telegram. Reading is open to the inbox and the doctor; writing takes a
//! claimed row. The token stands in every request's path, so no error of the client is ever passed on
//! with its address.

use std::time::Duration;

use reqwest::Client;
use serde_json::value::RawValue;
use teloxide::net::default_reqwest_settings;
use teloxide::payloads;

use super::answer::{Envelope, outcome};
use super::fields::Fields;
use super::write::{Call, call_for};
use crate::model::{Secret, UserId};
use crate::relay::event::Outcome;
use crate::store::Claimed;

/// How long a call may take. Beyond it nobody knows whether it was carried out.
const CALL: Duration = Duration::from_secs(30);
/// What a long poll may take beyond the time it asks for.
const POLL_SLACK: Duration = Duration::from_secs(15);
/// Updates a poll brings at most (`getUpdates`: 1–100).
pub const POLL_LIMIT: usize = 100;

/// The kinds of updates we ask for. Reactions and members come only when they are named
/// (`getUpdates`, `allowed_updates`).
const ALLOWED: [&str; 7] = [
    "message",
    "edited_message",
    "message_reaction",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "pre_checkout_query",
];

/// The Bot API for one bot.
#[derive(Debug)]
pub struct Api {
    client: Client,
    base: String,
    token: Secret,
}

/// The bot itself, as Telegram names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Me {
    /// Its id.
    pub id: UserId,
    /// Its public name.
    pub username: String,
}

/// Why a question to Telegram got no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PollError {
    /// The token is not, or no longer, valid.
    Unauthorized,
    /// Another instance polls, or a webhook is set: Telegram's words.
    Conflict(String),
    /// Telegram wants us to wait this long.
    Later(Duration),
    /// Telegram cannot be reached, or does not answer sensibly: why.
    Unreachable(String),
}

/// A call without an answer.
enum Lost {
    /// It never left.
    NotSent(String),
    /// It may have been carried out.
    Unknown(String),
}

impl Api {
    /// For the bot with this token, at this address of a Bot API server.
    pub fn new(base: &str, token: Secret) -> Result<Self, String> {
        let settings = default_reqwest_settings().timeout(CALL);
        // A server on this machine is never behind the proxy that the environment names.
        let local = ["http://127.", "http://localhost", "http://[::1]"];
        let direct = local.iter().any(|host| base.starts_with(host));
        let settings = if direct { settings.no_proxy() } else { settings };
        let client = settings.build().map_err(|error| error.without_url().to_string())?;
        Ok(Self { client, base: base.trim_end_matches('/').to_owned(), token })
    }

    /// Sends what a claimed row asks for.
    pub async fn send(&self, claimed: &Claimed) -> Outcome {
        let call = call_for(claimed);
        match self.call(&call, CALL).await {
            Ok((status, body)) => {
                let outcome = outcome(&claimed.job, status, &body);
                log_outcome(&call, status, &outcome);
                outcome
            }
            Err(Lost::NotSent(why)) => {
                log::warn!("{} was not sent: {why}", call.method);
                Outcome::NotSent
            }
            Err(Lost::Unknown(why)) => {
                log::warn!("{} may or may not have been carried out: {why}", call.method);
                Outcome::Unknown
            }
        }
    }

    /// Who the bot is.
    pub async fn me(&self) -> Result<Me, PollError> {
        let result = self.ask(&Call::typed(&payloads::GetMe::new()), CALL).await?;
        let me = Fields::of(&result).and_then(|me| {
            Some(Me { id: UserId(me.get("id")?), username: me.text("username").unwrap_or_default() })
        });
        me.ok_or_else(|| PollError::Unreachable("getMe told no id".to_owned()))
    }

    /// The updates from `offset` on, each as it came; waits up to `timeout` for one.
    pub async fn updates(&self, offset: Option<i64>, timeout: Duration) -> Result<Vec<String>, PollError> {
        let params = serde_json::json!({
            "offset": offset,
            "limit": POLL_LIMIT,
            "timeout": timeout.as_secs(),
            "allowed_updates": ALLOWED,
        });
        let result = self.ask(&Call::new("getUpdates", params), timeout + POLL_SLACK).await?;
        let updates: Vec<&RawValue> = serde_json::from_str(&result)
            .map_err(|_| PollError::Unreachable("getUpdates told no list".to_owned()))?;
        Ok(updates.into_iter().map(|update| update.get().to_owned()).collect())
    }

    /// A question whose answer is JSON.
    async fn ask(&self, call: &Call, timeout: Duration) -> Result<String, PollError> {
        let (status, body) = self.call(call, timeout).await.map_err(|lost| match lost {
            Lost::NotSent(why) | Lost::Unknown(why) => PollError::Unreachable(why),
        })?;
        let body = String::from_utf8_lossy(&body);
        let Some(envelope) = Envelope::read(&body) else {
            return Err(PollError::Unreachable(format!("HTTP {status} without an answer of the Bot API")));
        };
        if let (true, Some(result)) = (envelope.ok, envelope.result) {
            return Ok(result.to_owned());
        }
        let wait = envelope.retry_after.and_then(|wait| u64::try_from(wait).ok());
        Err(match envelope.error_code.unwrap_or_else(|| i64::from(status)) {
            // 404 is the answer to a token without its colon, or to a wrong address.
            401 | 404 => PollError::Unauthorized,
            409 => PollError::Conflict(envelope.description),
            429 => PollError::Later(Duration::from_secs(wait.unwrap_or(5))),
            code => PollError::Unreachable(format!("{code} {}", envelope.description)),
        })
    }

    /// The one call.
    async fn call(&self, call: &Call, timeout: Duration) -> Result<(u16, Vec<u8>), Lost> {
        let url = format!("{}/bot{}/{}", self.base, self.token.reveal(), call.method);
        let body = serde_json::to_vec(&call.params).map_err(|error| Lost::NotSent(error.to_string()))?;
        let request = self.client.post(url).timeout(timeout).header("content-type", "application/json");
        let answer = request.body(body).send().await.map_err(lost)?;
        let status = answer.status().as_u16();
        let body = answer.bytes().await.map_err(|error| Lost::Unknown(plainly(error)))?;
        Ok((status, body.to_vec()))
    }
}

fn lost(error: reqwest::Error) -> Lost {
    if error.is_connect() || error.is_builder() {
        Lost::NotSent(plainly(error))
    } else {
        Lost::Unknown(plainly(error))
    }
}

/// What went wrong, down to its cause, without the address: that holds the token.
fn plainly(error: reqwest::Error) -> String {
    if error.is_timeout() {
        return "no answer in time".to_owned();
    }
    let error = error.without_url();
    let mut words = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        words = format!("{words}: {inner}");
        cause = inner.source();
    }
    words
}

/// Telegram's words about a refusal hold no message text, so they may stand in the log.
fn log_outcome(call: &Call, status: u16, outcome: &Outcome) {
    match outcome {
        Outcome::Done(_) => log::debug!("{}: done", call.method),
        Outcome::Later(ms) => log::info!("{}: Telegram asks to wait {} s", call.method, ms / 1000),
        Outcome::Refused(refusal) => log::info!("{}: refused: {}", call.method, refusal.words),
        Outcome::NotSent | Outcome::Unknown | Outcome::ChatShut(_) | Outcome::Moved(_) | Outcome::Void => {
            log::warn!("{}: HTTP {status}: {outcome:?}", call.method);
        }
    }
}
