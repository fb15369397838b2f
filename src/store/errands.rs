//! What staff want of Enote: errands, found and written. An errand whose question was under way when the bot
//! ended is asked again: a question changes nothing there.

use rusqlite::Row as SqlRow;

use super::{Error, Result, Store, adapt, find, links};
use crate::model::{
    ClientId, Contract, ErrandId, Inquiry, Millis, MsgKey, OwnerCard, OwnerRef, Reply, UserId,
};
use crate::relay::commands::Verb;
use crate::relay::effect::{ErrandFact, Label};
use crate::relay::event::{Answered, Post};
use crate::relay::view::{Errand, ErrandState, View};

/// A client's link, as errands remember it: another one differs.
const BASIS: &str =
    "(SELECT coalesce(owner_ref_key, '') || ' ' || coalesce(linked_contract_number, '') || ' '
                          || coalesce(linked_at, '') FROM pp_clients WHERE telegram_id = client_id)";

fn errand(store: &Store, id: ErrandId) -> Result<Option<Errand>> {
    Ok(read(store, "id = ?1", id.0)?.into_iter().next())
}

/// Those of a client that are not over, in order.
fn open(store: &Store, client: ClientId) -> Result<Vec<Errand>> {
    read(store, "client_id = ?1 AND state IN ('number', 'asked', 'shown') ORDER BY id", client.0)
}

fn read(store: &Store, which: &str, key: i64) -> Result<Vec<Errand>> {
    let sql = format!(
        "SELECT id, client_id, kind, actor_id, state, contract, card, until_ms, basis IS NOT {BASIS}
         FROM errands WHERE {which}"
    );
    let found = store.all(&sql, (key,), |row| Ok((row.get::<_, i64>(0)?, one(row)?)))?;
    let known =
        |(id, errand): (i64, Option<Errand>)| errand.ok_or_else(|| Error::Corrupt(format!("errand {id}")));
    found.into_iter().map(known).collect()
}

fn one(row: &SqlRow<'_>) -> rusqlite::Result<Option<Errand>> {
    let (kind, state): (String, String) = (row.get(2)?, row.get(4)?);
    let (Some(kind), Some(state)) = (adapt::errand_kind(&kind), adapt::errand_state(&state)) else {
        return Ok(None);
    };
    let card: Option<String> = row.get(6)?;
    Ok(Some(Errand {
        id: ErrandId(row.get(0)?),
        client: ClientId(row.get(1)?),
        kind,
        by: row.get::<_, Option<i64>>(3)?.map(UserId),
        state,
        contract: row.get::<_, Option<String>>(5)?.as_deref().and_then(Contract::new),
        card: card.and_then(|card| serde_json::from_str::<OwnerCard>(&card).ok()),
        until: Millis(row.get(7)?),
        relinked: row.get(8)?,
    }))
}

impl Store {
    /// Questions to Enote that have no answer yet, in order.
    pub fn unanswered(&self) -> Result<Vec<(ErrandId, Inquiry)>> {
        let sql = "SELECT id, inquiry FROM errands WHERE state = 'asked' AND inquiry IS NOT NULL ORDER BY id";
        let waiting = self.all(sql, (), |row| Ok((row.get(0).map(ErrandId)?, row.get::<_, String>(1)?)))?;
        // A question from another time is left to its deadline.
        Ok(waiting
            .into_iter()
            .filter_map(|(id, body)| Some((id, serde_json::from_str(&body).ok()?)))
            .collect())
    }

    /// What a post in a client's topic looks at.
    pub(super) fn fill_linking(&self, view: &mut View<'_>, post: &Post, verb: Option<Verb>) -> Result<()> {
        let Some(client) = view.client.as_ref().map(|client| client.id) else { return Ok(()) };
        view.linking.open = open(self, client)?;
        view.linking.next = self.next_errand()?;
        if let Some(reply) = &post.reply {
            let asked = self.label_of(MsgKey { chat: post.key.chat, message: reply.to })?;
            if let Some(Label::Prompt(id)) = asked {
                view.linking.questioned = errand(self, id)?.filter(|errand| errand.client == client);
            }
        }
        if matches!(verb, Some(Verb::Pets | Verb::EnoteRefresh | Verb::EnoteUnlink | Verb::EnoteLink)) {
            self.fill_link(view, client)?;
        }
        Ok(())
    }

    fn fill_link(&self, view: &mut View<'_>, client: ClientId) -> Result<()> {
        view.linking.link = links::owner(self, client)?;
        let key = view.linking.link.as_ref().and_then(|owner| owner.key.as_deref()).and_then(OwnerRef::new);
        view.linking.animals = key.map(|key| links::animals(self, &key)).transpose()?.flatten();
        Ok(())
    }

    /// What an answer of Enote is about.
    pub(super) fn fill_answered(&self, view: &mut View<'_>, answered: &Answered) -> Result<()> {
        let Some(errand) = errand(self, answered.errand)? else { return Ok(()) };
        let client = errand.client;
        self.fill_errand(view, errand)?;
        if let Ok(Reply::Card(card)) = &answered.answer {
            view.linking.family = links::family(self, &card.owner, client)?;
        }
        Ok(())
    }

    /// What a press under an errand looks at.
    pub(super) fn fill_errand_press(&self, view: &mut View<'_>, id: ErrandId) -> Result<()> {
        errand(self, id)?.map_or(Ok(()), |errand| self.fill_errand(view, errand))
    }

    fn fill_errand(&self, view: &mut View<'_>, errand: Errand) -> Result<()> {
        view.group = self.group()?;
        view.client = find::client(self, errand.client)?;
        view.topic = find::topic(self, errand.client)?;
        self.fill_link(view, errand.client)?;
        view.linking.errand = Some(errand);
        Ok(())
    }

    /// The errands of a client that are not over.
    pub(super) fn fill_open_errands(&self, view: &mut View<'_>, client: ClientId) -> Result<()> {
        view.linking.open = open(self, client)?;
        view.linking.next = self.next_errand()?;
        Ok(())
    }

    fn next_errand(&self) -> Result<ErrandId> {
        let next =
            self.one("SELECT coalesce(max(id), 0) + 1 FROM errands", (), |row| row.get(0).map(ErrandId))?;
        Ok(next.unwrap_or_default())
    }

    /// The name under which we said what stands there.
    fn label_of(&self, key: MsgKey) -> Result<Option<Label>> {
        let sql = "SELECT label FROM said WHERE chat_id = ?1 AND message_id = ?2 AND label IS NOT NULL";
        let label = self.one(sql, (key.chat.0, key.message.0), |row| row.get::<_, String>(0))?;
        Ok(label.and_then(|label| adapt::label(&label)))
    }

    pub(super) fn errand_fact(&self, fact: &ErrandFact, now: Millis) -> Result<()> {
        match fact {
            ErrandFact::Begun(errand) => self.errand_begun(errand, now),
            ErrandFact::Named(id, contract) => {
                self.exec("UPDATE errands SET contract = ?2 WHERE id = ?1", (id.0, contract.as_str()))
            }
            ErrandFact::Shown { id, card, until } => self.exec(
                &format!("UPDATE errands SET state = 'shown', card = ?2, until_ms = ?3, basis = {BASIS} WHERE id = ?1"),
                (id.0, serde_json::to_string(card)?, until.0),
            ),
            ErrandFact::Over(id, ending) => {
                let state = adapt::errand_state_word(ErrandState::Over(*ending));
                self.exec("UPDATE errands SET state = ?2 WHERE id = ?1", (id.0, state))
            }
        }
    }

    fn errand_begun(&self, errand: &Errand, now: Millis) -> Result<()> {
        self.exec(
            "INSERT INTO errands (id, client_id, kind, actor_id, state, contract, basis, created_ms, until_ms)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, '', ?7, ?8)",
            (
                errand.id.0,
                errand.client.0,
                adapt::errand_kind_word(errand.kind),
                errand.by.map(|by| by.0),
                adapt::errand_state_word(errand.state),
                errand.contract.as_ref().map(Contract::as_str),
                now.0,
                errand.until.0,
            ),
        )?;
        self.exec(&format!("UPDATE errands SET basis = {BASIS} WHERE id = ?1"), (errand.id.0,))
    }

    /// The question that an errand asks Enote.
    pub(super) fn errand_asked(&self, id: ErrandId, inquiry: &Inquiry) -> Result<()> {
        let inquiry = serde_json::to_string(inquiry)?;
        self.exec("UPDATE errands SET state = 'asked', inquiry = ?2 WHERE id = ?1", (id.0, inquiry))
    }
}
