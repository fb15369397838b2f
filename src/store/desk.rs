//! The desk's own nouns: tickets and members of staff, found and written.

use rusqlite::Row as SqlRow;

use super::{Result, Store, adapt, upkeep};
use crate::model::{ClientId, Millis, MsgKey, Person, TicketId, UserId};
use crate::relay::effect::TicketFact;
use crate::relay::view::{Member, Ticket};
use crate::text::utc_text;

const MEMBER: &str = "SELECT telegram_id, first_name, last_name, username, display_name, hinted FROM staff ";

/// A member of staff, if known: also one who has left.
pub(super) fn member(store: &Store, id: UserId) -> Result<Option<Member>> {
    store.one(&format!("{MEMBER} WHERE telegram_id = ?1"), (id.0,), |row| read_member(store, row))
}

/// A member of staff who is in the group now.
pub(super) fn colleague(store: &Store, id: UserId) -> Result<Option<Member>> {
    store.one(&format!("{MEMBER} WHERE telegram_id = ?1 AND inside"), (id.0,), |row| read_member(store, row))
}

/// Everybody who is in the group, in order of their names.
pub(super) fn members(store: &Store) -> Result<Vec<Member>> {
    let mut members = store.all(&format!("{MEMBER} WHERE inside"), (), |row| read_member(store, row))?;
    members.sort_by(|a, b| (&a.name, a.id).cmp(&(&b.name, b.id)));
    Ok(members)
}

fn read_member(store: &Store, row: &SqlRow<'_>) -> rusqlite::Result<Member> {
    let person = Person {
        id: UserId(row.get(0)?),
        first_name: row.get(1)?,
        last_name: row.get(2)?,
        username: row.get(3)?,
        language: None,
    };
    Ok(Member { signs: row.get(4)?, hinted: row.get(5)?, ..Member::new(store.policy.lang, &person) })
}

/// Who wrote a message, where that is known.
pub(super) fn author(store: &Store, key: MsgKey) -> Result<Option<UserId>> {
    let author = store.one(
        "SELECT author_id FROM messages WHERE chat_id = ?1 AND telegram_message_id = ?2",
        (key.chat.0, key.message.0),
        |row| row.get::<_, Option<i64>>(0),
    )?;
    Ok(author.flatten().map(UserId))
}

/// The latest ticket of a client.
pub(super) fn ticket(store: &Store, client: ClientId) -> Result<Option<Ticket>> {
    let found = store.one(
        "SELECT id, status, assigned_to, waiting_ms, reminders, reminded_ms, snoozed_until_ms, away_told,
                rating_asked
         FROM tickets
         WHERE client_user_id = ?1 ORDER BY id DESC LIMIT 1",
        (client.0,),
        |row| {
            let assignee: Option<i64> = row.get(2)?;
            let ticket = Ticket {
                id: TicketId(row.get(0)?),
                status: adapt::status(row.get_ref(1)?.as_str()?),
                assignee: None,
                waiting: row.get::<_, Option<i64>>(3)?.map(Millis),
                upkeep: upkeep::read(row, 4)?,
            };
            Ok((ticket, assignee.map(UserId)))
        },
    )?;
    let Some((ticket, assignee)) = found else { return Ok(None) };
    let assignee = assignee.map(|id| member(store, id)).transpose()?.flatten();
    Ok(Some(Ticket { assignee, ..ticket }))
}

impl Store {
    /// The name under which a message goes out.
    pub(super) fn sign(&self, key: MsgKey, name: Option<&str>) -> Result<()> {
        if name.is_none() {
            return Ok(());
        }
        let sql = "UPDATE messages SET signature = ?3 WHERE chat_id = ?1 AND telegram_message_id = ?2";
        self.exec(sql, (key.chat.0, key.message.0, name))
    }

    /// The name that clients see of a member.
    pub(super) fn staff_named(&self, member: UserId, name: Option<&str>) -> Result<()> {
        self.exec("UPDATE staff SET display_name = ?2 WHERE telegram_id = ?1", (member.0, name))
    }

    /// They have been told how to choose it.
    pub(super) fn staff_hinted(&self, member: UserId) -> Result<()> {
        self.exec("UPDATE staff SET hinted = 1 WHERE telegram_id = ?1", (member.0,))
    }

    /// Writes what becomes of a client's latest ticket.
    pub(super) fn ticket_fact(&self, client: ClientId, fact: TicketFact, now: Millis) -> Result<()> {
        let now = utc_text(now);
        match fact {
            TicketFact::Opened => self.exec(
                "INSERT INTO tickets (thread_id, chat_id, client_user_id, status, created_at, updated_at)
                 SELECT (SELECT thread_id FROM topics WHERE client_id = ?1), ?2, ?1, 'open', ?3, ?3",
                (client.0, self.group_id()?.0, now),
            ),
            TicketFact::Asked(at) => self.change_ticket(
                "waiting_ms = coalesce(waiting_ms, ?3), asked_ms = coalesce(asked_ms, ?3),
                 reminders = iif(waiting_ms IS NULL, 0, reminders),
                 reminded_ms = iif(waiting_ms IS NULL, NULL, reminded_ms)",
                (client.0, now, at.0),
            ),
            TicketFact::Answered(at) => self.change_ticket(
                "waiting_ms = NULL, answered_ms = coalesce(answered_ms, iif(asked_ms IS NULL, NULL, ?3))",
                (client.0, now, at.0),
            ),
            TicketFact::Taken(by) => self.change_ticket(
                "status = iif(status = 'open', 'in_progress', status),
                 assigned_to = coalesce(assigned_to, ?3)",
                (client.0, now, by.map(|by| by.0)),
            ),
            TicketFact::Assigned(to) => {
                self.change_ticket("assigned_to = ?3", (client.0, now, to.map(|to| to.0)))
            }
            TicketFact::Closed { by } => {
                self.change_ticket(
                    "status = 'closed', closed_at = ?2, closed_by = ?3, waiting_ms = NULL",
                    (client.0, now, by.map(|by| by.0)),
                )?;
                let sql = "UPDATE pp_clients SET total_closed = total_closed + 1 WHERE telegram_id = ?1";
                self.exec(sql, (client.0,))
            }
            TicketFact::Reopened => {
                self.change_ticket(
                    "status = iif(assigned_to IS NULL AND answered_ms IS NULL, 'open', 'in_progress'),
                     closed_at = NULL, closed_by = NULL",
                    (client.0, now),
                )?;
                let sql = "UPDATE pp_clients SET total_closed = total_closed - 1
                           WHERE telegram_id = ?1 AND total_closed > 0";
                self.exec(sql, (client.0,))
            }
            TicketFact::Upkeep(fact) => self.upkeep_fact(client, fact, &now),
        }
    }

    /// `set` names its own values from `?3` on; `?1` is the client, `?2` the time.
    pub(super) fn change_ticket(&self, set: &str, values: impl rusqlite::Params) -> Result<()> {
        let sql = format!(
            "UPDATE tickets SET {set}, updated_at = ?2
             WHERE id = (SELECT max(id) FROM tickets WHERE client_user_id = ?1)"
        );
        self.exec(&sql, values)
    }
}
