//! What clients and the bot have settled between them, found and written: the number they shared, the
//! language they chose, the button of the menu they pressed.

use super::{Result, Store};
use crate::model::{ClientId, Millis};
use crate::relay::effect::ReceptionFact;
use crate::relay::view::Reception;
use crate::text::utc_text;

impl Store {
    /// What was settled with a client; somebody new has settled nothing.
    pub(super) fn reception(&self, client: ClientId) -> Result<Reception> {
        let found = self.one(
            "SELECT unixepoch(coalesce(last_phone_prompt_at, created_at)) * 1000,
                    ifnull(last_phone_prompt_at >= (SELECT created_at FROM tickets
                        WHERE client_user_id = ?1 ORDER BY id DESC LIMIT 1), 0),
                    intent
             FROM pp_clients WHERE telegram_id = ?1",
            (client.0,),
            |row| {
                let asked: Option<i64> = row.get(0)?;
                Ok(Reception {
                    asked_for_phone: asked.map(Millis),
                    asked_in_ticket: row.get(1)?,
                    intent: row.get(2)?,
                })
            },
        )?;
        Ok(found.unwrap_or_default())
    }

    /// Writes what is settled with a client.
    pub(super) fn reception_fact(&self, client: ClientId, fact: &ReceptionFact, now: Millis) -> Result<()> {
        let now = utc_text(now);
        let client = client.0;
        match fact {
            ReceptionFact::AskedForPhone => self.exec(
                "UPDATE pp_clients SET last_phone_prompt_at = ?2, updated_at = ?2 WHERE telegram_id = ?1",
                (client, now),
            ),
            ReceptionFact::Phone(digits) => self.exec(
                "UPDATE pp_clients SET phone = ?3, phone_confirmed = 1, updated_at = ?2 WHERE telegram_id = ?1",
                (client, now, digits),
            ),
            ReceptionFact::Intent(caption) => self.exec(
                "UPDATE pp_clients SET intent = ?3, updated_at = ?2 WHERE telegram_id = ?1",
                (client, now, caption),
            ),
            ReceptionFact::Language(lang) => self.exec(
                "UPDATE pp_clients SET chosen_language = ?3, updated_at = ?2 WHERE telegram_id = ?1",
                (client, now, lang.code()),
            ),
        }
    }
}
