//! Canned replies, and what is shown in a topic for somebody to send it or not.

use super::commit::Columns;
use super::{Result, Store, find};
use crate::model::{CannedId, ClientId, Content, Millis, MsgKey, RowId, folded};
use crate::relay::effect::{CannedAct, CannedFact};
use crate::relay::event::Press;
use crate::relay::view::{Canned, Offer, View};
use crate::text::utc_text;

/// Every canned reply, in order of their names.
pub(super) fn all(store: &Store) -> Result<Vec<Canned>> {
    let mut all =
        store.all("SELECT id, name, media, text, entities, file_id, extra FROM canned", (), |row| {
            Ok(Canned { id: CannedId(row.get(0)?), name: row.get(1)?, content: find::content(row, 2)? })
        })?;
    all.sort_by_cached_key(|canned| (folded(&canned.name), canned.id));
    Ok(all)
}

/// What this row shows, as long as it is neither sent nor thrown away.
fn offer(store: &Store, id: RowId) -> Result<Option<Offer>> {
    let sql = "SELECT client_id, media, text, entities, file_id, extra FROM offers WHERE id = ?1";
    store.one(sql, (id.0,), |row| {
        Ok(Offer { id, client: ClientId(row.get(0)?), content: find::content(row, 1)? })
    })
}

impl Store {
    /// What a press about canned replies looks at.
    pub(super) fn fill_canned(&self, view: &mut View<'_>, press: &Press, act: CannedAct) -> Result<()> {
        view.offer = match act {
            CannedAct::Show(_) => None,
            CannedAct::Send(row) | CannedAct::Discard(row) => offer(self, row)?,
        };
        view.canned = all(self)?;
        view.stored = press.under.map(|under| find::message(self, under)).transpose()?.flatten();
        Ok(())
    }

    /// A row that shows something to be sent or not was queued.
    pub(super) fn offered(&self, row: RowId, client: ClientId, content: &Content) -> Result<()> {
        let stored = Columns::of(content)?;
        self.exec(
            "INSERT INTO offers (id, client_id, media, text, entities, file_id, extra)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (row.0, client.0, stored.media, stored.text, stored.entities, stored.file, stored.extra),
        )
    }

    /// Whether the bot itself said what stands there.
    pub(super) fn is_ours(&self, key: MsgKey) -> Result<bool> {
        let at = (key.chat.0, key.message.0);
        self.exists("SELECT 1 FROM said WHERE chat_id = ?1 AND message_id = ?2", at)
    }

    pub(super) fn canned_fact(&self, fact: &CannedFact, now: Millis) -> Result<()> {
        match fact {
            CannedFact::Kept { replaces, name, content, by } => {
                let stored = Columns::of(content)?;
                self.exec(
                    "INSERT INTO canned (id, name, media, text, entities, file_id, extra, author_id,
                                         created_at, updated_at)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9)
                     ON CONFLICT DO UPDATE SET name = excluded.name, media = excluded.media,
                         text = excluded.text, entities = excluded.entities, file_id = excluded.file_id,
                         extra = excluded.extra, author_id = excluded.author_id,
                         updated_at = excluded.updated_at",
                    (
                        replaces.map(|CannedId(id)| id),
                        name,
                        stored.media,
                        stored.text,
                        stored.entities,
                        stored.file,
                        stored.extra,
                        by.map(|by| by.0),
                        utc_text(now),
                    ),
                )
            }
            CannedFact::Dropped(id) => self.exec("DELETE FROM canned WHERE id = ?1", (id.0,)),
            CannedFact::Settled(row) => self.exec("DELETE FROM offers WHERE id = ?1", (row.0,)),
        }
    }
}
