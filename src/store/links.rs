//! A client's link to an owner in Enote, its history, and the owner's animals as they were last seen.

use super::{Result, Store, find, who};
use crate::model::{Animal, ClientId, Contact, Link, Millis, Owner, OwnerRef, UserId};
use crate::relay::effect::{LinkFact, OwnerDetails};
use crate::relay::view::KnownAnimals;
use crate::text::{Relative, utc_text};

/// How many other clients of an owner are looked at: more are not shown.
const FAMILY: u32 = 10;

/// The owner to whom a client is linked. A phone alone, or a date, names nobody.
pub(super) fn owner(store: &Store, client: ClientId) -> Result<Option<Owner>> {
    let found = store.one(
        "SELECT owner_name_enote, linked_contract_number, owner_ref_key, unixepoch(linked_at) * 1000, linked_by,
                owner_contacts_enote
         FROM pp_clients WHERE telegram_id = ?1",
        (client.0,),
        |row| {
            let words = |column: usize| -> rusqlite::Result<Option<String>> {
                let words: Option<String> = row.get(column)?;
                Ok(words.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()))
            };
            let others: Option<String> = row.get(5)?;
            let owner = Owner {
                name: words(0)?,
                contract: words(1)?,
                key: words(2)?,
                linked_by: None,
                linked_at: row.get::<_, Option<i64>>(3)?.map(Millis),
                others: others.and_then(|others| serde_json::from_str(&others).ok()).unwrap_or_default(),
            };
            Ok((owner, row.get::<_, Option<i64>>(4)?))
        },
    )?;
    let Some((owner, by)) = found else { return Ok(None) };
    let is_linked = owner.name.is_some() || owner.contract.is_some() || owner.key.is_some();
    if !is_linked {
        return Ok(None);
    }
    Ok(Some(Owner { linked_by: who::member_name(store, by)?, ..owner }))
}

/// Other clients who are linked to this owner.
pub(super) fn family(store: &Store, owner: &OwnerRef, but: ClientId) -> Result<Vec<Relative>> {
    let sql = "SELECT telegram_id FROM pp_clients WHERE owner_ref_key = ?1 AND telegram_id <> ?2
               ORDER BY telegram_id LIMIT ?3";
    let clients = store.all(sql, (owner.as_str(), but.0, FAMILY), |row| row.get(0).map(ClientId))?;
    let chat = store.group_id()?;
    let relative = |client| -> Result<Option<Relative>> {
        let thread = find::topic(store, client)?.thread;
        let link = thread.map(|thread| Link { chat, thread, message: None });
        Ok(find::client(store, client)?.map(|client| Relative { name: client.name, link }))
    };
    clients.into_iter().filter_map(|client| relative(client).transpose()).collect()
}

/// An owner's animals as Enote last said.
pub(super) fn animals(store: &Store, owner: &OwnerRef) -> Result<Option<KnownAnimals>> {
    let sql = "SELECT animals, read_ms FROM enote_animals WHERE owner_ref_key = ?1";
    let found =
        store.one(sql, (owner.as_str(),), |row| Ok((row.get::<_, String>(0)?, Millis(row.get(1)?))))?;
    Ok(found.and_then(|(animals, read)| {
        Some(KnownAnimals { animals: serde_json::from_str(&animals).ok()?, read })
    }))
}

impl Store {
    pub(super) fn animals_are(&self, owner: &OwnerRef, animals: &[Animal], now: Millis) -> Result<()> {
        self.exec(
            "INSERT INTO enote_animals (owner_ref_key, animals, read_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET animals = excluded.animals, read_ms = excluded.read_ms",
            (owner.as_str(), serde_json::to_string(animals)?, now.0),
        )
    }

    pub(super) fn link_fact(&self, client: ClientId, fact: &LinkFact, now: Millis) -> Result<()> {
        let (event, by) = match fact {
            LinkFact::Linked { owner, contract, details, by } => {
                self.linked_to(client, owner, contract, *by, now)?;
                details.as_ref().map_or(Ok(()), |details| self.owner_is(client, details, now))?;
                ("linked", by)
            }
            LinkFact::Refreshed { details, by } => {
                self.owner_is(client, details, now)?;
                ("refreshed", by)
            }
            LinkFact::Unlinked { by } => {
                self.unlinked(client, now)?;
                ("unlinked", by)
            }
        };
        self.exec(
            "INSERT INTO enote_links (client_id, event, owner_ref_key, owner_name_enote, owner_phone_enote,
                                      linked_contract_number, actor_id, created_at)
             SELECT telegram_id, ?2, owner_ref_key, owner_name_enote, owner_phone_enote, linked_contract_number,
                    ?3, ?4
             FROM pp_clients WHERE telegram_id = ?1",
            (client.0, event, by.map(|by| by.0), utc_text(now)),
        )
    }

    /// What is known of another owner goes; of the same one it stays.
    fn linked_to(
        &self,
        client: ClientId,
        owner: &OwnerRef,
        contract: &str,
        by: Option<UserId>,
        now: Millis,
    ) -> Result<()> {
        self.exec(
            "UPDATE pp_clients SET
                 owner_name_enote = iif(owner_ref_key IS ?2, owner_name_enote, NULL),
                 owner_phone_enote = iif(owner_ref_key IS ?2, owner_phone_enote, NULL),
                 owner_contacts_enote = iif(owner_ref_key IS ?2, owner_contacts_enote, NULL),
                 owner_ref_key = ?2, linked_contract_number = ?3, linked_by = ?4, linked_at = ?5, updated_at = ?5
             WHERE telegram_id = ?1",
            (client.0, owner.as_str(), contract, by.map(|by| by.0), utc_text(now)),
        )
    }

    fn owner_is(&self, client: ClientId, details: &OwnerDetails, now: Millis) -> Result<()> {
        let others: Option<&Vec<Contact>> = Some(&details.others).filter(|others| !others.is_empty());
        self.exec(
            "UPDATE pp_clients SET owner_name_enote = ?2, owner_phone_enote = ?3, owner_contacts_enote = ?4,
                 updated_at = ?5
             WHERE telegram_id = ?1",
            (
                client.0,
                &details.name,
                &details.phone,
                others.map(serde_json::to_string).transpose()?,
                utc_text(now),
            ),
        )
    }

    fn unlinked(&self, client: ClientId, now: Millis) -> Result<()> {
        self.exec(
            "UPDATE pp_clients SET owner_ref_key = NULL, owner_name_enote = NULL, owner_phone_enote = NULL,
                 owner_contacts_enote = NULL, linked_contract_number = NULL, linked_by = NULL, linked_at = NULL,
                 updated_at = ?2
             WHERE telegram_id = ?1",
            (client.0, utc_text(now)),
        )
    }
}
