//! The Bot API: what a bot asks for, and what the server does about it.
//! It never plays people's parts; those act on the world directly.

mod access;
mod album;
mod ask;
mod chats;
mod commands;
mod content;
mod copy;
mod delete;
mod edit;
mod error;
mod forward;
mod gate;
mod icons;
mod markup;
mod media;
mod questions;
mod reply;
mod send;
mod spot;
mod topics;
mod touch;
mod words;

pub(crate) use ask::Ask;
pub(crate) use error::ApiError;
pub(crate) use gate::Gate;
pub use reply::{Delivery, Reply, Verdict};

use super::world::{Action, Upload, World};
use serde_json::{Map, Value};

pub(crate) type Answer = Result<Value, ApiError>;

impl World {
    /// A bot's request. The parameters may be JSON or the texts of a query or form, as the server takes
    /// them. A `getUpdates` never waits here; long polls begin with `poll_begin`.
    pub fn request(&mut self, token: &str, method: &str, params: Map<String, Value>) -> Verdict {
        self.request_with_uploads(token, method, params, Vec::new())
    }

    /// A bot's request with files.
    pub fn request_with_uploads(
        &mut self,
        token: &str,
        method: &str,
        params: Map<String, Value>,
        uploads: Vec<Upload>,
    ) -> Verdict {
        match self.gate(token, method, params, uploads) {
            Gate::Shut(verdict) => verdict,
            Gate::Open { ask, number, mishap } => {
                let reply = if ask.method.name == "getUpdates" {
                    self.updates_now(&ask)
                } else {
                    match self.run(&ask) {
                        Ok(result) => Reply::ok(&result),
                        Err(error) => Reply::error(&error),
                    }
                };
                self.finish(number, reply, mishap)
            }
        }
    }

    /// Lets a mishap befall the answer of a request that was carried out, and writes the end down.
    pub(crate) fn finish(&mut self, number: u64, reply: Reply, mishap: Option<Action>) -> Verdict {
        let description = if reply.status == 200 { None } else { reply.description() };
        let (reply, delivery) = befall(reply, mishap);
        let verdict = Verdict { reply, delivery, executed: true };
        self.log.close(number, verdict.reply.status, description.as_deref(), true, verdict.is_delivered());
        verdict
    }

    fn run(&mut self, ask: &Ask) -> Answer {
        match ask.method.name.as_str() {
            "getMe" => Ok(self.me(ask)),
            "getChat" => self.get_chat(ask),
            "getChatMember" => self.get_chat_member(ask),
            "getChatAdministrators" => self.get_chat_administrators(ask),
            "deleteWebhook" => Ok(self.delete_webhook(ask)),
            "getWebhookInfo" => Ok(self.webhook_info(ask)),
            "getFile" => self.get_file(ask),
            "sendMediaGroup" => self.send_media_group(ask),
            "sendChatAction" => self.send_chat_action(ask),
            "copyMessage" => self.copy_message(ask),
            "copyMessages" => self.copy_messages(ask),
            "forwardMessage" => self.forward_message(ask),
            "forwardMessages" => self.forward_messages(ask),
            "deleteMessage" => self.delete_message(ask),
            "deleteMessages" => self.delete_messages(ask),
            "setMessageReaction" => self.set_message_reaction(ask),
            "pinChatMessage" => self.pin_chat_message(ask),
            "unpinChatMessage" => self.unpin_chat_message(ask),
            "answerCallbackQuery" => self.answer_callback_query(ask),
            "answerPreCheckoutQuery" => self.answer_pre_checkout_query(ask),
            "setMyCommands" => self.set_my_commands(ask),
            "deleteMyCommands" => self.delete_my_commands(ask),
            "getMyCommands" => self.get_my_commands(ask),
            name => self.run_family(name, ask),
        }
    }

    fn run_family(&mut self, name: &str, ask: &Ask) -> Answer {
        match name {
            "createForumTopic" => self.create_forum_topic(ask),
            "editForumTopic" => self.edit_forum_topic(ask),
            "closeForumTopic" => self.close_forum_topic(ask, true),
            "reopenForumTopic" => self.close_forum_topic(ask, false),
            "deleteForumTopic" => self.delete_forum_topic(ask),
            "getForumTopicIconStickers" => Ok(icons::stickers()),
            "editMessageText" => self.edit_text(ask),
            "editMessageCaption" => self.edit_caption(ask),
            "editMessageMedia" => self.edit_media(ask),
            "editMessageReplyMarkup" => self.edit_reply_markup(ask),
            "editMessageLiveLocation" => self.edit_live_location(ask, false),
            "stopMessageLiveLocation" => self.edit_live_location(ask, true),
            _send => self.send_any(ask),
        }
    }
}

/// What a mishap makes of an answer after the request was carried out.
fn befall(reply: Reply, mishap: Option<Action>) -> (Reply, Delivery) {
    match mishap {
        Some(Action::Delay(ms)) => (reply, Delivery::After(ms)),
        Some(Action::ExecuteThenDrop) => (reply, Delivery::Drop),
        Some(Action::ExecuteThenHang(ms)) => (reply, Delivery::DropAfter(ms)),
        Some(Action::ExecuteThenPage { status, html }) => (Reply::page(status, html), Delivery::Now),
        Some(Action::ExecuteThenGarble(body)) => (Reply { body, ..reply }, Delivery::Now),
        Some(Action::ExecuteThenExtra(extra)) => (with_extra(&reply, &extra), Delivery::Now),
        // Those that keep a request from being carried out were dealt with at the gate.
        Some(
            Action::Refuse { .. }
            | Action::TooManyRequests { .. }
            | Action::Page { .. }
            | Action::Drop
            | Action::HangThenDrop(_),
        )
        | None => (reply, Delivery::Now),
    }
}

fn with_extra(reply: &Reply, extra: &Value) -> Reply {
    let mut body = reply.value();
    for target in ["", "/result"] {
        if let (Some(Value::Object(into)), Some(extra)) = (body.pointer_mut(target), extra.as_object()) {
            into.extend(extra.clone());
        }
    }
    Reply { body: body.to_string(), ..reply.clone() }
}
