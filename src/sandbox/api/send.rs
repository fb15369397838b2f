//! Sending: content, place and keyboard come together and become a message.
//! It never reads content itself.

use super::super::world::{Body, Kind, Message, Place, World};
use super::markup::Markup;
use super::spot::Spot;
use super::words::check_length;
use super::{Answer, ApiError, Ask};
use serde_json::{Value, json};

impl World {
    /// Every `send…` method but albums and chat actions.
    pub(super) fn send_any(&mut self, ask: &Ask) -> Answer {
        let body = self.content(ask)?;
        let markup = Markup::read(ask)?;
        let place = self.target(ask)?;
        let spot = self.spot(ask, place)?;
        let markup = pay_button(markup, &body);
        let id = self.put(ask, spot, body, markup)?;
        Ok(self.sent_json(place, id))
    }

    /// The last checks, then the message stands in the chat.
    pub(super) fn put(&mut self, ask: &Ask, spot: Spot, body: Body, markup: Markup) -> Result<i64, ApiError> {
        check_length(&body)?;
        self.put_whole(ask, spot, body, markup)
    }

    /// The same without a check of length: what the server copies by itself may be of any (facts §1.1).
    pub(super) fn put_whole(
        &mut self,
        ask: &Ask,
        spot: Spot,
        body: Body,
        markup: Markup,
    ) -> Result<i64, ApiError> {
        let place = spot.place;
        markup.check(place)?;
        self.may_send(ask.bot, place, body.kind)?;
        let mut message = self.own_message(ask, place, body)?;
        spot.apply(&mut message);
        markup.apply(&mut message);
        Ok(self.post(place, message))
    }

    /// A message of the bot with what the request says about it as a whole.
    pub(super) fn own_message(&self, ask: &Ask, place: Place, body: Body) -> Result<Message, ApiError> {
        let mut message = Message::new(Some(ask.bot), body);
        message.protected = ask.flag("protect_content");
        message.silent = ask.flag("disable_notification");
        if let Some(effect) = ask.text("message_effect_id").filter(|effect| !effect.is_empty()) {
            // Effects are for private chats (SPEC); what the server answers elsewhere is not documented.
            if matches!(place, Place::Shared(_)) {
                return Err(ApiError::bad("EFFECT_ID_INVALID"));
            }
            message.effect = Some(effect.to_owned());
        }
        if self.room(place).kind == super::super::world::RoomKind::Channel {
            (message.from, message.sender_chat) = (None, Some(place.chat_id()));
        }
        Ok(message)
    }

    /// The answer: the message as the bot would see it.
    pub(super) fn sent_json(&self, place: Place, id: i64) -> Value {
        let room = self.room(place);
        room.message(id).map(|message| self.message_json(room, message)).unwrap_or_default()
    }
}

/// An invoice without a keyboard gets its button from Telegram.
fn pay_button(markup: Markup, body: &Body) -> Markup {
    if body.kind != Kind::Invoice || !markup.is_empty() {
        return markup;
    }
    let total = body
        .fields
        .get("invoice")
        .map(|invoice| format!("{} {}", invoice["total_amount"], invoice["currency"]));
    let text = format!("Pay {}", total.unwrap_or_default().replace('"', ""));
    Markup { inline: Some(json!({"inline_keyboard": [[{"text": text, "pay": true}]]})), reply: None }
}
