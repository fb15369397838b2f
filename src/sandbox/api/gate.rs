//! What every request passes before its method sees it: token, name, description, mishaps, limits.
//! It never carries anything out.

use super::super::check;
use super::super::spec::Spec;
use super::super::world::{Action, Family, Upload, World};
use super::{ApiError, Ask, Delivery, Reply, Verdict};
use serde_json::{Map, Value};

/// Parameters for parts of Telegram that are not here; ignored, but not in silence.
const NOT_MODELLED: [&str; 4] =
    ["business_connection_id", "direct_messages_topic_id", "suggested_post_parameters", "inline_message_id"];

/// How a request fared at the gate.
pub(crate) enum Gate {
    /// It was answered (or lost) there.
    Shut(Verdict),
    /// It goes on; the mishap befalls its answer.
    Open { ask: Ask, number: u64, mishap: Option<Action> },
}

impl World {
    pub(crate) fn gate(
        &mut self,
        token: &str,
        method: &str,
        params: Map<String, Value>,
        uploads: Vec<Upload>,
    ) -> Gate {
        let bot = self.tokens.get(token).copied();
        let spec = Spec::get();
        let found = spec.method(method);
        let name = found.map_or(method, |method| method.name.as_str());
        let (values, complaints) = match found {
            Some(method) => check::read(method, adopt_uploads(params, &uploads)),
            None => (params, Vec::new()),
        };
        let number = self.log.open(self.now, bot, name, &values);
        let mishap = self.strike(name, &values);
        if let Some(verdict) = mishap.as_ref().and_then(lost_at_the_gate) {
            let description = verdict.reply.description();
            let status = if verdict.is_delivered() { verdict.reply.status } else { 0 };
            self.log.close(number, status, description.as_deref(), false, verdict.is_delivered());
            return Gate::Shut(verdict);
        }
        let Some(bot) = bot else { return self.shut(number, &unknown_token(token)) };
        let Some(method) = found else { return self.shut_unknown(number, method) };
        self.log.complain(complaints);
        let foreign = NOT_MODELLED.iter().filter(|name| values.contains_key(**name));
        self.log.complain(foreign.map(|it| format!("{name}: {it} is not modelled by the sandbox")).collect());
        let ask = Ask { bot, method, values, uploads };
        match self.check_limits(&ask) {
            Some(error) => self.shut(number, &error),
            None => Gate::Open { ask, number, mishap },
        }
    }

    fn shut(&mut self, number: u64, error: &ApiError) -> Gate {
        self.log.close(number, error.code, Some(&error.description), false, true);
        Gate::Shut(Verdict::now(Reply::error(error), false))
    }

    /// A method of the real API that the sandbox does not model must not look like one that works, nor like
    /// one that does not exist.
    fn shut_unknown(&mut self, number: u64, method: &str) -> Gate {
        let Some(name) = Spec::get().not_modelled(method) else {
            self.log.complain(vec![format!("{method}: no such method")]);
            return self.shut(number, &ApiError::other(404, "Not Found: method not found"));
        };
        self.log.complain(vec![format!("{name}: not modelled by the sandbox")]);
        self.shut(
            number,
            &ApiError::other(501, &format!("Not Implemented: the sandbox does not model {name}")),
        )
    }

    fn check_limits(&mut self, ask: &Ask) -> Option<ApiError> {
        let family = Family::of(&ask.method.name);
        let chat = ask.int("chat_id")?;
        let batch = ask.list("message_ids").or_else(|| ask.list("media"));
        let cost = batch.map_or(1, |items| u32::try_from(items.len()).unwrap_or(u32::MAX)).max(1);
        let seconds = self.meter(ask.bot, family, chat, cost)?;
        if ask.method.name == "sendMediaGroup" && self.limits.albums_wrap_429 {
            let inner = format!("Too Many Requests: retry after {seconds}");
            return Some(ApiError::bad(format!(
                "failed to send message #1 with the error message \"{inner}\""
            )));
        }
        Some(ApiError::too_many(seconds))
    }
}

/// Facts §2.4: malformed (no colon, or over 80 characters) and merely unknown differ.
fn unknown_token(token: &str) -> ApiError {
    let malformed = !token.contains(':') || token.len() > 80;
    ApiError::other(401, if malformed { "Unauthorized: invalid token specified" } else { "Unauthorized" })
}

/// A file that comes under a parameter's own name is that parameter.
fn adopt_uploads(mut params: Map<String, Value>, uploads: &[Upload]) -> Map<String, Value> {
    for upload in uploads {
        let is_attached = params.values().any(|value| {
            value.as_str().is_some_and(|text| text.contains(&format!("attach://{}", upload.field)))
        });
        if !is_attached && !params.contains_key(&upload.field) {
            params.insert(upload.field.clone(), Value::String(format!("attach://{}", upload.field)));
        }
    }
    params
}

/// Mishaps that keep a request from being carried out.
fn lost_at_the_gate(mishap: &Action) -> Option<Verdict> {
    let nothing = || Reply::page(500, String::new());
    let (reply, delivery) = match mishap {
        Action::Refuse { status, description } => {
            (Reply::error(&ApiError::other(*status, description)), Delivery::Now)
        }
        Action::TooManyRequests { retry_after } => {
            (Reply::error(&ApiError::too_many(*retry_after)), Delivery::Now)
        }
        Action::Page { status, html } => (Reply::page(*status, html.clone()), Delivery::Now),
        Action::Drop => (nothing(), Delivery::Drop),
        Action::HangThenDrop(ms) => (nothing(), Delivery::DropAfter(*ms)),
        Action::Delay(_)
        | Action::ExecuteThenDrop
        | Action::ExecuteThenHang(_)
        | Action::ExecuteThenPage { .. }
        | Action::ExecuteThenGarble(_)
        | Action::ExecuteThenExtra(_) => return None,
    };
    Some(Verdict { reply, delivery, executed: false })
}
