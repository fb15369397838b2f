//! The index that `/find` searches, and the search. It is fed behind the line, in small batches: by a deadline,
//! and before a search with what is new. Prefixes of words are looked for and not parts of them, because words
//! change at their ends and an index of trigrams takes several times the space; of clients, the tails of each
//! word are in the index too.
//!
//! Measured with 100 000 clients and 1 000 000 messages of twelve words (release build, a busy machine of two
//! cores): a search takes 1 to 10 ms; a batch 3 ms, and one in a hundred 60 ms, when SQLite merges parts of the
//! index. The index of the messages takes 70 MB, that of the clients 20 MB.

use std::cmp::Reverse;

use rusqlite::Row;

use super::{Result, Store, adapt, find};
use crate::model::{ChatId, ClientId, Delivery, Link, MessageId};
use crate::relay::commands::{Command, Inside, Verb, inside};
use crate::relay::effect::Direction;
use crate::relay::phones::to_call;
use crate::relay::search::{Fields, Query, client_words, excerpt, rank, words};
use crate::text::{ClientHit, Findings, MessageHit, utc_read};

/// How many messages, and how many clients, go into the index at once.
const BATCH: u16 = 100;
/// The most batches that a search waits for.
const CATCH_UP: usize = 5;
/// How many clients with what was asked for are compared with each other.
const CLIENTS_WEIGHED: u16 = 1_000;
/// How many messages with what was asked for are counted.
const MESSAGES_COUNTED: u16 = 200;
/// How many of both are shown, and how many of them clients.
const SHOWN: usize = 10;
const CLIENTS_SHOWN: usize = 6;

/// Where in `kv` stands the number of the newest message in the index.
const INDEXED: &str = "indexed";

const CLIENT: &str = "SELECT c.telegram_id, c.label, c.first_name, c.last_name, c.username, c.phone,
    c.owner_name_enote, c.owner_phone_enote, c.linked_contract_number, c.updated_at FROM pp_clients c ";

/// A client with what they are found by.
struct Candidate {
    id: ClientId,
    fields: Fields,
    updated: String,
}

impl Store {
    /// Adds the next batch to the index; whether it was full, so that more may wait.
    pub(super) fn index_some(&self) -> Result<bool> {
        let clients = self.index_clients()?;
        let edited = self.index_edited()?;
        let new = self.index_new()?;
        Ok(clients.max(edited).max(new) == usize::from(BATCH))
    }

    /// Whether more than a batch is missing in the index.
    pub(super) fn lags(&self) -> Result<bool> {
        let waits = self.exists("SELECT 1 FROM find_again LIMIT 1 OFFSET ?1", (BATCH,))?;
        let sql = "SELECT 1 FROM messages WHERE id > ?1 LIMIT 1 OFFSET ?2";
        Ok(waits || self.exists(sql, (self.indexed()?, BATCH))?)
    }

    fn indexed(&self) -> Result<i64> {
        Ok(find::kv(self, INDEXED)?.unwrap_or_default())
    }

    fn index_clients(&self) -> Result<usize> {
        let changed = self.changed("client")?;
        for id in &changed {
            let sql = format!("{CLIENT} WHERE c.telegram_id = ?1");
            let found = self.one(&sql, (id,), candidate)?;
            let words = found.map(|found| client_words(&found.fields)).unwrap_or_default();
            self.exec("DELETE FROM find_clients WHERE rowid = ?1", (id,))?;
            self.exec("INSERT INTO find_clients (rowid, words) VALUES (?1, ?2)", (id, words))?;
        }
        Ok(changed.len())
    }

    fn index_edited(&self) -> Result<usize> {
        let changed = self.changed("message")?;
        for id in &changed {
            let sql = "SELECT text, delivery FROM messages WHERE id = ?1";
            let found = self.one(sql, (id,), |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
            if let Some((text, delivery)) = found {
                self.index_message(*id, text, &delivery)?;
            }
        }
        Ok(changed.len())
    }

    fn index_new(&self) -> Result<usize> {
        let sql = "SELECT id, text, delivery FROM messages WHERE id > ?1 ORDER BY id LIMIT ?2";
        let new = self.all(sql, (self.indexed()?, BATCH), |row| {
            Ok((row.get::<_, i64>(0)?, row.get(1)?, row.get::<_, String>(2)?))
        })?;
        let count = new.len();
        let newest = new.last().map(|(id, _, _)| *id);
        for (id, text, delivery) in new {
            self.index_message(id, text, &delivery)?;
        }
        if let Some(newest) = newest {
            find::set_kv(self, INDEXED, &newest)?;
        }
        Ok(count)
    }

    /// Commands are left out: a search for a name would find every search for it.
    fn index_message(&self, id: i64, text: Option<String>, delivery: &str) -> Result<()> {
        let text = text.unwrap_or_default();
        let kept = adapt::delivery(delivery) == Delivery::Kept;
        let command = kept && is_command(&text, &self.policy.bot_name);
        let words = if command { String::new() } else { words(&text).join(" ") };
        self.exec("DELETE FROM find_messages WHERE rowid = ?1", (id,))?;
        if words.is_empty() {
            return Ok(());
        }
        self.exec("INSERT INTO find_messages (rowid, words) VALUES (?1, ?2)", (id, words))
    }

    /// What has changed since it went into the index is taken off the list.
    fn changed(&self, kind: &str) -> Result<Vec<i64>> {
        self.all(
            "DELETE FROM find_again WHERE kind = ?1 AND id IN
                 (SELECT id FROM find_again WHERE kind = ?1 ORDER BY id LIMIT ?2) RETURNING id",
            (kind, BATCH),
            |row| row.get(0),
        )
    }

    /// Clients and messages with what is asked for, the best first. What is new goes into the index before.
    pub(super) fn search(&self, query: &Query) -> Result<Findings> {
        let mut lags = true;
        for _ in 0..CATCH_UP {
            lags = lags && self.index_some()?;
        }
        let asked = expression(query);
        let clients = self.candidates(&asked, query)?;
        let all_clients = clients.len();
        let shown = clients.into_iter().take(CLIENTS_SHOWN);
        let clients = shown.map(|found| self.client_hit(&found)).collect::<Result<Vec<_>>>()?;
        let messages = self.message_ids(&asked)?;
        let room = SHOWN - clients.len();
        let hits = messages.iter().take(room).map(|id| self.message_hit(*id, query));
        let hits = hits.collect::<Result<Vec<_>>>()?;
        Ok(Findings {
            more_clients: all_clients - clients.len(),
            more_messages: messages.len().saturating_sub(room),
            uncounted: all_clients == usize::from(CLIENTS_WEIGHED)
                || messages.len() == usize::from(MESSAGES_COUNTED),
            messages: hits.into_iter().flatten().collect(),
            clients,
            lags,
        })
    }

    /// Best fit first, and among equals whoever was heard of last.
    fn candidates(&self, asked: &str, query: &Query) -> Result<Vec<Candidate>> {
        let sql = format!(
            "{CLIENT} JOIN (SELECT rowid AS id FROM find_clients WHERE find_clients MATCH ?1
                 ORDER BY rowid DESC LIMIT ?2) f ON f.id = c.telegram_id"
        );
        let mut found = self.all(&sql, (asked, CLIENTS_WEIGHED), candidate)?;
        found.sort_by_cached_key(|found| {
            (rank(query, &found.fields), Reverse(found.updated.clone()), found.id)
        });
        Ok(found)
    }

    fn client_hit(&self, found: &Candidate) -> Result<ClientHit> {
        let known = find::client(self, found.id)?;
        let thread = find::open_thread(self, found.id)?;
        let chat = self.group_id()?;
        let fields = &found.fields;
        Ok(ClientHit {
            name: known.map(|client| client.name).unwrap_or_default(),
            link: thread.map(|thread| Link { chat, thread, message: None }),
            full_name: fields.full_name.clone(),
            username: fields.username.clone(),
            phone: to_call(fields.phones.iter().map(|phone| Some(phone.as_str()))),
            contract: fields.contract.clone(),
        })
    }

    /// The newest first.
    fn message_ids(&self, asked: &str) -> Result<Vec<i64>> {
        self.all(
            "SELECT rowid FROM find_messages WHERE find_messages MATCH ?1 ORDER BY rowid DESC LIMIT ?2",
            (asked, MESSAGES_COUNTED),
            |row| row.get(0),
        )
    }

    fn message_hit(&self, id: i64, query: &Query) -> Result<Option<MessageHit>> {
        let chat = self.group_id()?;
        let found = self.one(
            "SELECT m.client_id, m.direction, m.delivery, m.created_at, m.text,
                 iif(m.chat_id = ?2, m.telegram_message_id,
                     (SELECT max(message_id) FROM message_links WHERE source_id = m.id AND chat_id = ?2))
             FROM messages m WHERE m.id = ?1",
            (id, chat.0),
            |row| {
                let words: [String; 3] = [row.get(1)?, row.get(2)?, row.get(3)?];
                let text: Option<String> = row.get(4)?;
                Ok((ClientId(row.get(0)?), words, text.unwrap_or_default(), row.get::<_, Option<i64>>(5)?))
            },
        )?;
        let Some((client, [direction, delivery, created], text, message)) = found else { return Ok(None) };
        Ok(Some(MessageHit {
            name: find::client(self, client)?.map(|client| client.name).unwrap_or_default(),
            link: self.link_to(chat, client, message.map(MessageId))?,
            at: utc_read(&created),
            of_client: adapt::direction(&direction) == Direction::In,
            inside: adapt::delivery(&delivery) == Delivery::Kept,
            words: excerpt(&text, query),
        }))
    }

    /// Where a message stands in its client's topic. A topic's number is that of its first message, so what
    /// has a lower one stood in a topic that is gone.
    fn link_to(&self, chat: ChatId, client: ClientId, message: Option<MessageId>) -> Result<Option<Link>> {
        let Some(thread) = find::open_thread(self, client)? else { return Ok(None) };
        let message = message.filter(|message| message.0 > thread.0);
        Ok(Some(Link { chat, thread, message }))
    }
}

fn candidate(row: &Row<'_>) -> rusqlite::Result<Candidate> {
    let texts: [Option<String>; 8] = std::array::from_fn(|index| row.get(index + 1).ok().flatten());
    let [label, first, last, username, phone, owner, owner_phone, contract] = texts;
    Ok(Candidate {
        id: ClientId(row.get(0)?),
        fields: Fields {
            full_name: [first, last].into_iter().flatten().collect::<Vec<_>>().join(" "),
            username,
            others: [label, owner].into_iter().flatten().collect(),
            phones: [phone, owner_phone].into_iter().flatten().collect(),
            contract,
        },
        updated: row.get(9)?,
    })
}

/// The query in FTS5's own language. Our words are letters and digits alone, so nothing that somebody writes
/// stands for anything in it.
fn expression(query: &Query) -> String {
    let quoted = |word: &String| {
        let mark = if word.chars().nth(1).is_some() { " *" } else { "" };
        format!("\"{word}\"{mark}")
    };
    let all = query.words.iter().map(quoted).collect::<Vec<_>>().join(" AND ");
    match &query.digits {
        Some(digits) => format!("({all}) OR {}", quoted(digits)),
        None => all,
    }
}

/// What staff typed for the bot, but for notes.
fn is_command(text: &str, bot_name: &str) -> bool {
    let note =
        |inside: &Inside| matches!(inside, Inside::Note | Inside::Command(Command { verb: Verb::Note, .. }));
    inside(text, bot_name).is_some_and(|inside| !note(&inside))
}
