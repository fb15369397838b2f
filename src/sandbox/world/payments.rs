//! People pay bills: the question to the bot, and the receipt when it agrees.
//! It never moves money, and no provider is asked.

use super::dialogue::QUESTION_LIFE_MS;
use super::{Asked, Kind, Message, Place, Room, Topicality, World};
use serde_json::{Value, json};
use std::sync::Arc;

impl World {
    /// A person is about to pay an invoice; returns the id of the question to the bot. If the bot agrees in
    /// time, the receipt follows by itself.
    pub fn checkout(&mut self, user: i64, chat: impl Into<Place>, message: i64) -> String {
        let place = self.settle(chat.into());
        let room = self.room(place);
        let bill = bill(room, message);
        let invoice = bill.body.fields.get("invoice").cloned().unwrap_or_default();
        let payload = bill.body.payload.clone().unwrap_or_default();
        let bot = bill.from.filter(|from| self.is_bot(*from)).unwrap_or_default();
        let id = (5_000_000_000_000_000_000 + self.opaque() % 900_000_000_000_000_000).to_string();
        let query = json!({
            "id": id, "from": self.user_json(user), "currency": invoice["currency"],
            "total_amount": invoice["total_amount"], "invoice_payload": payload,
        });
        let until = self.now + self.rules.checkout_deadline_ms;
        self.bot_mut(bot).asked.insert(id.clone(), Asked::Checkout { until, user, invoice, payload });
        let expires_at = self.now + QUESTION_LIFE_MS;
        self.push(bot, "pre_checkout_query", &query, expires_at);
        id
    }

    /// The receipt stands in the private chat of the person who paid (facts §6).
    pub(crate) fn receipt(&mut self, bot: i64, user: i64, invoice: &Value, payload: &str) {
        let charge = self.opaque();
        let paid = json!({
            "currency": invoice["currency"], "total_amount": invoice["total_amount"], "invoice_payload": payload,
            "telegram_payment_charge_id": format!("tg_{charge:016x}"),
            "provider_payment_charge_id": format!("pr_{charge:016x}"),
        });
        let place = self.dialogue(user, bot);
        self.post_service(place, user, "successful_payment", paid, Topicality::Chat);
    }
}

fn bill(room: &Room, id: i64) -> Arc<Message> {
    let found = room.message(id).filter(|message| message.body.kind == Kind::Invoice);
    found.cloned().unwrap_or_else(|| panic!("sandbox: there is no invoice {id} in {:?}", room.place))
}
