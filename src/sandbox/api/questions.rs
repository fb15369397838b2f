//! Answers to what people ask by pressing buttons and paying.
//! It never asks again; a question not answered in time is gone.

use super::super::world::{Asked, CallbackAnswer, World};
use super::{Answer, ApiError, Ask};
use serde_json::json;

const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";

impl World {
    pub(super) fn answer_callback_query(&mut self, ask: &Ask) -> Answer {
        let id = ask.text("callback_query_id").unwrap_or_default().to_owned();
        let until = match self.asked(ask.bot, &id) {
            Some(Asked::Callback { until }) => *until,
            Some(Asked::Checkout { .. }) | None => return Err(ApiError::bad(TOO_OLD)),
        };
        if self.now > until {
            return Err(ApiError::bad(TOO_OLD));
        }
        let text = ask.text("text").filter(|text| !text.is_empty()).map(str::to_owned);
        if text.as_ref().is_some_and(|text| text.chars().count() > 200) {
            return Err(ApiError::bad("MESSAGE_TOO_LONG"));
        }
        // A second answer finds no question any more; what Telegram says then is not documented.
        self.bot_mut(ask.bot).asked.remove(&id);
        let url = ask.text("url").filter(|url| !url.is_empty()).map(str::to_owned);
        let answer = CallbackAnswer { text, show_alert: ask.flag("show_alert"), url, at: self.now };
        self.callback_answers.insert(id, answer);
        Ok(json!(true))
    }

    /// Agreed to in time, the payment goes through and the receipt is posted (facts §6).
    pub(super) fn answer_pre_checkout_query(&mut self, ask: &Ask) -> Answer {
        let id = ask.text("pre_checkout_query_id").unwrap_or_default().to_owned();
        let (until, user, invoice, payload) = match self.asked(ask.bot, &id) {
            Some(Asked::Checkout { until, user, invoice, payload }) => {
                (*until, *user, invoice.clone(), payload.clone())
            }
            Some(Asked::Callback { .. }) | None => return Err(ApiError::bad(TOO_OLD)),
        };
        if self.now > until {
            return Err(ApiError::bad(TOO_OLD));
        }
        if !ask.flag("ok") && ask.text("error_message").unwrap_or_default().is_empty() {
            return Err(ApiError::required("error_message"));
        }
        self.bot_mut(ask.bot).asked.remove(&id);
        if ask.flag("ok") {
            self.receipt(ask.bot, user, &invoice, &payload);
        }
        Ok(json!(true))
    }

    fn asked(&self, bot: i64, id: &str) -> Option<&Asked> {
        self.bots.get(&bot)?.asked.get(id)
    }
}
