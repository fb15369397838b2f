//! What the bot does about tickets by itself: reminders, snoozes, what clients were told and asked, and how
//! they rated it.

use rusqlite::Row as SqlRow;

use super::{Result, Store, desk, find};
use crate::model::{ClientId, MINUTE, Millis, TicketId};
use crate::relay::effect::{Action, Label, Lane, Polls, UpkeepFact, What};
use crate::relay::event::Press;
use crate::relay::view::{CROWD, Rated, Resting, Upkeep, View};

/// How much of what clients wrote makes the group busy: all that Telegram takes in a minute.
const BUSY: i64 = 20;
/// How many tickets are closed at a time: each takes two calls of the group's budget.
const CLOSED_AT_ONCE: i64 = 20;
/// The longest that staff can put off reminders, in milliseconds.
const LONGEST_SNOOZE: i64 = 24 * 60 * MINUTE;

/// From five columns of a ticket, the first at `from`.
pub(super) fn read(row: &SqlRow<'_>, from: usize) -> rusqlite::Result<Upkeep> {
    Ok(Upkeep {
        reminders: row.get(from)?,
        reminded: row.get::<_, Option<i64>>(from + 1)?.map(Millis),
        snoozed: row.get::<_, Option<i64>>(from + 2)?.map(Millis),
        away_told: row.get(from + 3)?,
        rating_asked: row.get(from + 4)?,
    })
}

impl Store {
    /// Writes what the bot does about a client's latest ticket.
    pub(super) fn upkeep_fact(&self, client: ClientId, fact: UpkeepFact, now: &str) -> Result<()> {
        match fact {
            UpkeepFact::Reminded(at) => {
                let set = "reminders = reminders + 1, reminded_ms = ?3";
                self.change_ticket(set, (client.0, now, at.0))
            }
            UpkeepFact::Snoozed(until) => {
                let until = until.map(|until| until.0);
                self.change_ticket("snoozed_until_ms = ?3", (client.0, now, until))
            }
            UpkeepFact::AwayTold => self.change_ticket("away_told = 1", (client.0, now)),
            UpkeepFact::RatingAsked => self.change_ticket("rating_asked = 1", (client.0, now)),
        }
    }

    pub(super) fn rated(&self, ticket: TicketId, stars: u8) -> Result<()> {
        self.exec("UPDATE tickets SET rating = ?2 WHERE id = ?1", (ticket.0, stars))
    }

    /// The stars that the client's last closed ticket was given.
    pub(super) fn last_rating(&self, client: ClientId) -> Result<Option<u8>> {
        let sql = "SELECT rating FROM tickets WHERE client_user_id = ?1 AND status = 'closed'
                   ORDER BY id DESC LIMIT 1";
        Ok(self.one(sql, (client.0,), |row| row.get(0))?.flatten())
    }

    /// A reminder of a client who does not wait any more, a word about messages that have been seen.
    pub(super) fn is_needless(&self, what: &What) -> Result<bool> {
        let What::Say { label, .. } = what else { return Ok(false) };
        let Some(Label::Reminder(client)) = label else { return self.is_outdated(*label) };
        Ok(desk::ticket(self, *client)?.is_none_or(|ticket| ticket.waiting.is_none()))
    }

    pub(super) fn fill_reminder(&self, view: &mut View<'_>, client: ClientId) -> Result<()> {
        view.ticket = desk::ticket(self, client)?;
        view.staff = desk::members(self)?;
        view.polls = find::kv::<Polls>(self, "polls")?.unwrap_or_default();
        let lane = super::adapt::lane_word(Lane::In(client));
        view.unseen = self.exists("SELECT 1 FROM outbox WHERE lane = ?1", (lane,))?;
        view.busy = self
            .exists("SELECT 1 FROM outbox WHERE lane >= 'in:' AND lane < 'in;' LIMIT 1 OFFSET ?1", (BUSY,))?;
        view.crowded = self.one(
            "SELECT reminded_ms FROM tickets WHERE waiting_ms IS NOT NULL AND reminded_ms IS NOT NULL
             ORDER BY reminded_ms DESC LIMIT 1 OFFSET ?1",
            (CROWD - 1,),
            |row| row.get(0).map(Millis),
        )?;
        Ok(())
    }

    /// The open tickets with which least has happened lately, but for those whose clients wait.
    pub(super) fn fill_resting(&self, view: &mut View<'_>) -> Result<()> {
        view.polls = find::kv::<Polls>(self, "polls")?.unwrap_or_default();
        if view.policy.desk.close_after_days == 0 {
            return Ok(());
        }
        view.resting = self.all(
            "SELECT client_user_id, unixepoch(max(updated_at, coalesce((SELECT created_at FROM messages
                 WHERE ticket_id = tickets.id ORDER BY id DESC LIMIT 1), ''))) * 1000 AS since
             FROM tickets
             WHERE status <> 'closed' AND waiting_ms IS NULL AND id =
                 (SELECT max(id) FROM tickets AS latest WHERE latest.client_user_id = tickets.client_user_id)
             ORDER BY since LIMIT ?1",
            (CLOSED_AT_ONCE,),
            |row| Ok(Resting { client: row.get(0).map(ClientId)?, since: row.get(1).map(Millis)? }),
        )?;
        Ok(())
    }

    pub(super) fn fill_rated(&self, view: &mut View<'_>, press: &Press) -> Result<()> {
        let Some(Action::Rate(ticket, _)) = Action::parse(&press.data) else { return Ok(()) };
        let sql = "SELECT client_user_id, rating FROM tickets WHERE id = ?1";
        view.rated = self.one(sql, (ticket.0,), |row| {
            Ok(Rated { client: row.get(0).map(ClientId)?, stars: row.get(1)? })
        })?;
        Ok(())
    }

    /// At a start every wait is looked at: what is due may have changed with the config, or with the clock.
    pub(super) fn resume_waits(&self, now: Millis) -> Result<()> {
        self.exec(
            "UPDATE tickets SET waiting_ms = min(waiting_ms, ?1), reminded_ms = min(reminded_ms, ?1),
                 snoozed_until_ms = min(snoozed_until_ms, ?2)
             WHERE waiting_ms IS NOT NULL
                 AND (waiting_ms > ?1 OR reminded_ms > ?1 OR snoozed_until_ms > ?2)",
            (now.0, now.plus(LONGEST_SNOOZE).0),
        )?;
        self.exec(
            "INSERT INTO deadlines (kind, subject, due_ms)
             SELECT 'remind', client_user_id, ?1 FROM tickets WHERE waiting_ms IS NOT NULL
             ON CONFLICT DO UPDATE SET due_ms = excluded.due_ms",
            (now.0,),
        )
    }
}
