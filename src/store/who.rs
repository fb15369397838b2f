//! Who a client is: label, ban, owner and dossier, found and written.

use rusqlite::Row as SqlRow;

use super::{Result, Store, desk, find, links};
use crate::model::{Ban, ClientId, Millis, Person, UserId};
use crate::relay::commands::Verb;
use crate::relay::display_name;
use crate::relay::effect::ClientFact;
use crate::relay::event::Post;
use crate::relay::view::View;
use crate::relay::who::Dossier;
use crate::text::utc_text;

/// Why the client is not listened to, if they are not.
pub(super) fn ban(store: &Store, client: ClientId) -> Result<Option<Ban>> {
    let found = store.one(
        "SELECT coalesce(unixepoch(banned_at), 0) * 1000, coalesce(ban_reason, ''), banned_by,
                ban_told_at IS NOT NULL
         FROM pp_clients WHERE telegram_id = ?1 AND banned_at IS NOT NULL",
        (client.0,),
        |row| {
            let ban = Ban { since: Millis(row.get(0)?), reason: row.get(1)?, by: None, told: row.get(3)? };
            Ok((ban, row.get::<_, Option<i64>>(2)?))
        },
    )?;
    let Some((ban, by)) = found else { return Ok(None) };
    Ok(Some(Ban { by: member_name(store, by)?, ..ban }))
}

/// A member as the others see them; one who is not known, by their id.
pub(super) fn member_name(store: &Store, id: Option<i64>) -> Result<Option<String>> {
    let Some(id) = id else { return Ok(None) };
    let known = desk::member(store, UserId(id))?.map(|member| member.name);
    Ok(Some(known.unwrap_or_else(|| format!("id {id}"))))
}

fn dossier(store: &Store, client: ClientId) -> Result<Dossier> {
    let found = store.one(
        "SELECT first_name, last_name, username, total_closed, unixepoch(created_at) * 1000
         FROM pp_clients WHERE telegram_id = ?1",
        (client.0,),
        |row| read_dossier(store, client, row),
    )?;
    let Some(mut dossier) = found else { return Ok(Dossier::default()) };
    let wrote = store.one(
        "SELECT unixepoch(min(m.created_at)) * 1000, unixepoch(max(m.created_at)) * 1000
         FROM tickets t JOIN messages m ON m.ticket_id = t.id
         WHERE t.client_user_id = ?1 AND m.direction = 'in'",
        (client.0,),
        |row| Ok((row.get::<_, Option<i64>>(0)?.map(Millis), row.get::<_, Option<i64>>(1)?.map(Millis))),
    )?;
    let (first, last) = wrote.unwrap_or_default();
    dossier.first = [dossier.first, first].into_iter().flatten().min();
    dossier.last = last;
    dossier.owner = links::owner(store, client)?;
    Ok(dossier)
}

fn read_dossier(store: &Store, client: ClientId, row: &SqlRow<'_>) -> rusqlite::Result<Dossier> {
    let person = Person {
        id: UserId(client.0),
        first_name: row.get(0)?,
        last_name: row.get(1)?,
        username: row.get(2)?,
        language: None,
    };
    Ok(Dossier {
        own_name: display_name(store.policy.lang, &person),
        owner: None,
        closed: row.get(3)?,
        first: row.get::<_, Option<i64>>(4)?.map(Millis),
        last: None,
    })
}

impl Store {
    /// What a command about a client looks at beyond the client.
    pub(super) fn fill_who(&self, view: &mut View<'_>, post: &Post, verb: Verb) -> Result<()> {
        if verb != Verb::Client {
            return Ok(());
        }
        let Some(thread) = post.thread else { return Ok(()) };
        if let Some(client) = find::client_of_thread(self, post.key.chat, thread)? {
            view.dossier = dossier(self, client)?;
        }
        Ok(())
    }

    /// Writes what staff decide about a client.
    pub(super) fn client_fact(&self, client: ClientId, fact: &ClientFact, now: Millis) -> Result<()> {
        let now = utc_text(now);
        match fact {
            ClientFact::Label(label) => self.exec(
                "UPDATE pp_clients SET label = ?2, updated_at = ?3 WHERE telegram_id = ?1",
                (client.0, label, now),
            ),
            ClientFact::Banned { reason, by } => self.exec(
                "UPDATE pp_clients SET banned_at = ?2, ban_reason = ?3, banned_by = ?4, ban_told_at = NULL,
                     updated_at = ?2
                 WHERE telegram_id = ?1",
                (client.0, now, reason, by.map(|by| by.0)),
            ),
            ClientFact::Unbanned => self.exec(
                "UPDATE pp_clients SET banned_at = NULL, ban_reason = NULL, banned_by = NULL,
                     ban_told_at = NULL, updated_at = ?2
                 WHERE telegram_id = ?1",
                (client.0, now),
            ),
            ClientFact::ToldOfBan => {
                self.exec("UPDATE pp_clients SET ban_told_at = ?2 WHERE telegram_id = ?1", (client.0, now))
            }
        }
    }
}
