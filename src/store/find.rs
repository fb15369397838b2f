//! Finds our nouns: clients, topics, messages, rows, the group. "Nothing" is an answer, not an error.

use rusqlite::Row as SqlRow;
use serde::{Deserialize, Serialize};

use super::{Error, Result, Store, adapt, flat, who};
use crate::model::{
    ChatId, ClientId, Content, Lang, MessageId, Millis, MsgKey, Person, Policy, RowId, StoredId, Styled,
    ThreadId, UserId,
};
use crate::relay::clean_name;
use crate::relay::effect::{Label, What};
use crate::relay::phones::Phones;
use crate::relay::view::{Client, Group, Row, Stored, Topic, TopicState};

/// The support group as `kv` keeps it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub(super) struct GroupKept {
    /// The config's id that this was learned for; another one makes it void.
    pub(super) config: i64,
    /// Its id now.
    pub(super) id: i64,
    pub(super) shut: Option<String>,
    pub(super) checks: u32,
}

/// The support group; the config's id unless it was seen to move away from it.
pub(super) fn group(store: &Store, policy: &Policy) -> Result<Group> {
    let kept: GroupKept = kv(store, "group")?.unwrap_or_default();
    let asked = store
        .exists("SELECT 1 FROM outbox WHERE what = 'ask' AND body ->> 'name' IN ('forum', 'rights')", ())?;
    if kept.config != policy.group.0 {
        return Ok(Group { id: policy.group, shut: None, checks: 0, asked });
    }
    let shut = kept.shut.as_deref().map(adapt::shut);
    Ok(Group { id: ChatId(kept.id), shut, checks: kept.checks, asked })
}

/// A value of `kv`. One that cannot be read is as good as none.
pub(super) fn kv<T: for<'a> Deserialize<'a>>(store: &Store, key: &str) -> Result<Option<T>> {
    let value = store.one("SELECT value FROM kv WHERE key = ?1", (key,), |row| row.get::<_, String>(0))?;
    Ok(value.and_then(|value| serde_json::from_str(&value).ok()))
}

/// Writes one.
pub(super) fn set_kv(store: &Store, key: &str, value: &impl Serialize) -> Result<()> {
    let value = serde_json::to_string(value)?;
    store.exec(
        "INSERT INTO kv (key, value) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = excluded.value",
        (key, value),
    )
}

/// A client, if known.
pub(super) fn client(store: &Store, id: ClientId) -> Result<Option<Client>> {
    let found = store.one(
        "SELECT first_name, last_name, username, language, phone, phone_confirmed, owner_phone_enote, label,
                blocked_at IS NOT NULL, chosen_language
         FROM pp_clients WHERE telegram_id = ?1",
        (id.0,),
        |row| {
            let person = Person {
                id: UserId(id.0),
                first_name: row.get(0)?,
                last_name: row.get(1)?,
                username: row.get(2)?,
                language: row.get(3)?,
            };
            let phones = Phones { bot: row.get(4)?, confirmed: row.get(5)?, enote: row.get(6)? };
            // An old label may be one that nobody can see.
            let label = row.get::<_, Option<String>>(7)?.as_deref().and_then(clean_name);
            let client = Client::new(store.policy.lang, &person);
            let name = label.clone().unwrap_or(client.name);
            let lang = row.get::<_, Option<String>>(9)?.and_then(|code| Lang::from_code(&code));
            Ok(Client { name, label, phones, blocked: row.get(8)?, lang, ..client })
        },
    )?;
    let Some(client) = found else { return Ok(None) };
    Ok(Some(Client { ban: who::ban(store, id)?, ..client }))
}

/// A client's topic.
pub(super) fn topic(store: &Store, client: ClientId) -> Result<Topic> {
    let topic = store.one(
        "SELECT state, thread_id, replaced, doubted_ms FROM topics WHERE client_id = ?1",
        (client.0,),
        |row| {
            let state = adapt::topic_state(row.get_ref(0)?.as_str()?);
            let thread = row.get::<_, Option<i64>>(1)?.map(ThreadId);
            let doubted = row.get::<_, Option<i64>>(3)?.map(Millis);
            Ok(Topic { state, thread, replaced: row.get(2)?, doubted })
        },
    )?;
    Ok(topic.unwrap_or_default())
}

/// The topic's thread, if it can be written into now.
pub(super) fn open_thread(store: &Store, client: ClientId) -> Result<Option<ThreadId>> {
    let topic = topic(store, client)?;
    Ok(topic.thread.filter(|_| topic.state == TopicState::Open))
}

/// Whose topic this is, or was: what staff wrote in one before it was deleted may come in when it has been
/// replaced already.
pub(super) fn client_of_thread(store: &Store, chat: ChatId, thread: ThreadId) -> Result<Option<ClientId>> {
    let current = store.one(
        "SELECT client_id FROM topics WHERE chat_id = ?1 AND thread_id = ?2",
        (chat.0, thread.0),
        |row| row.get(0).map(ClientId),
    )?;
    if current.is_some() {
        return Ok(current);
    }
    Ok(kv::<i64>(store, &former_key(chat, thread))?.map(ClientId))
}

/// The key under which it is remembered whose topic that was.
pub(super) fn former_key(chat: ChatId, thread: ThreadId) -> String {
    format!("former topic:{chat}:{thread}")
}

/// A row that holds words of its own sends the old ones after an edit, just as one that is under way.
const STORED: &str =
    "SELECT m.id, m.chat_id, m.telegram_message_id, m.client_id, m.direction, m.media, m.text,
        m.entities, m.file_id, m.extra, m.delivery, m.outbox_id,
        o.claimed_ms IS NOT NULL OR ifnull(o.body ->> 'rung' = 'words', 0),
        o.claimed_ms IS NOT NULL OR ifnull(o.unknown_count > 0, 0), m.signature, m.note,
        m.deleted_at IS NOT NULL
 FROM messages m LEFT JOIN outbox o ON o.id = m.outbox_id ";

fn stored(row: &SqlRow<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        id: StoredId(row.get(0)?),
        key: MsgKey { chat: ChatId(row.get(1)?), message: MessageId(row.get(2)?) },
        client: ClientId(row.get(3)?),
        direction: adapt::direction(row.get_ref(4)?.as_str()?),
        content: content(row, 5)?,
        delivery: adapt::delivery(row.get_ref(10)?.as_str()?),
        row: row.get::<_, Option<i64>>(11)?.map(RowId),
        claimed: row.get(12)?,
        in_doubt: row.get(13)?,
        signature: row.get(14)?,
        note: row.get(15)?,
        deleted: row.get(16)?,
    })
}

/// What a message holds: `media`, `text`, `entities`, `file_id` and `extra` stand in this order from a
/// column on.
pub(super) fn content(row: &SqlRow<'_>, from: usize) -> rusqlite::Result<Content> {
    let text: Option<String> = row.get(from + 1)?;
    let entities: Option<String> = row.get(from + 2)?;
    let extra: Option<String> = row.get(from + 4)?;
    Ok(Content {
        kind: adapt::kind(row.get_ref(from)?.as_str()?),
        text: Styled { text: text.unwrap_or_default(), entities: entities.unwrap_or_default() },
        file: row.get(from + 3)?,
        extra: extra.and_then(|extra| serde_json::from_str(&extra).ok()).unwrap_or_default(),
    })
}

/// A message by its place.
pub(super) fn message(store: &Store, key: MsgKey) -> Result<Option<Stored>> {
    let sql = format!("{STORED} WHERE m.chat_id = ?1 AND m.telegram_message_id = ?2");
    store.one(&sql, (key.chat.0, key.message.0), stored)
}

/// A message by our number for it.
pub(super) fn message_by_id(store: &Store, id: StoredId) -> Result<Option<Stored>> {
    store.one(&format!("{STORED} WHERE m.id = ?1"), (id.0,), stored)
}

/// The messages a row carries, in order.
pub(super) fn carried(store: &Store, row: RowId) -> Result<Vec<Stored>> {
    store.all(&format!("{STORED} WHERE m.outbox_id = ?1 ORDER BY m.telegram_message_id"), (row.0,), stored)
}

/// The messages a row speaks for: those it carries, or the one that a part without a message is of.
pub(super) fn spoken_for(store: &Store, row: &Row) -> Result<Vec<Stored>> {
    let carried = carried(store, row.id)?;
    if carried.is_empty()
        && let What::Relay { of, .. } = row.what
    {
        return Ok(message(store, of)?.into_iter().collect());
    }
    Ok(carried)
}

/// A row of the queue.
pub(super) fn row(store: &Store, id: RowId) -> Result<Option<Row>> {
    let found = store.one(
        "SELECT lane, what, body, attempt, unknown_count, thread_id, targeted, created_ms, claimed_ms
         FROM outbox WHERE id = ?1",
        (id.0,),
        |row| {
            let words: [String; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
            let thread = row.get::<_, Option<i64>>(5)?.map(ThreadId);
            let times = (row.get(7).map(Millis)?, row.get::<_, Option<i64>>(8)?.map(Millis));
            Ok((words, row.get(3)?, row.get(4)?, thread, row.get(6)?, times))
        },
    )?;
    let Some(([lane, what, body], attempt, unknown, thread, targeted, (created, claimed))) = found else {
        return Ok(None);
    };
    let lane = adapt::lane(&lane).ok_or_else(|| Error::Corrupt(format!("lane '{lane}'")))?;
    let what = flat::read(&what, &body)?;
    Ok(Some(Row { id, lane, what, created, claimed, attempt, unknown, thread, targeted }))
}

/// Whether something stands under this name and is not over.
pub(super) fn is_said(store: &Store, label: Label) -> Result<bool> {
    let label = adapt::label_word(label);
    store.exists("SELECT 1 FROM said WHERE label = ?1 AND over = 0", (label,))
}
