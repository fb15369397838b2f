//! What clients wrote and staff do not see yet, and what clients were told about it.

use super::{Result, Store, adapt, desk, find};
use crate::model::{ClientId, MINUTE, Millis};
use crate::relay::effect::{Label, Lane, Polls};
use crate::relay::event::Post;
use crate::relay::view::{Backlog, Pledge, View};
use crate::text::utc_text;

/// How many clients are looked at: those who have waited longest.
const LOOKED_AT: i64 = 200;

impl Store {
    /// How much the client wrote lately: by Telegram's clock, so that a time away makes nobody hasty.
    pub(super) fn fill_pace(&self, view: &mut View<'_>, client: ClientId, post: &Post) -> Result<()> {
        if self.policy.client_per_minute == 0 {
            return Ok(());
        }
        let lately = self.one(
            "SELECT count(*) FROM messages
             WHERE direction = 'in' AND created_at > ?2 AND created_at <= ?3 AND client_id = ?1
                 AND delivery <> 'kept'",
            (client.0, utc_text(post.date.plus(-MINUTE)), utc_text(post.date)),
            |row| row.get(0),
        )?;
        view.wrote_lately = lately.unwrap_or_default();
        view.slowed_said = find::is_said(self, Label::Slowed(client))?;
        Ok(())
    }

    pub(super) fn fill_unseen(&self, view: &mut View<'_>) -> Result<()> {
        view.group = self.group()?;
        view.polls = find::kv::<Polls>(self, "polls")?.unwrap_or_default();
        view.backlogs = self.backlogs()?;
        view.pledges = self.pledges()?;
        Ok(())
    }

    /// Clients whose words wait for their topic, and who have not been told; without those who are not
    /// listened to or cannot be told.
    fn backlogs(&self) -> Result<Vec<Backlog>> {
        let waiting = self.all(
            "SELECT CAST(substr(lane, 4) AS INTEGER) AS client, min(created_ms) AS since FROM outbox
             WHERE lane >= 'in:' AND lane < 'in;' AND what = 'relay'
                 AND NOT EXISTS (SELECT 1 FROM said
                     WHERE label = 'unseen:' || substr(outbox.lane, 4) AND over = 0)
                 AND EXISTS (SELECT 1 FROM pp_clients WHERE telegram_id = CAST(substr(lane, 4) AS INTEGER)
                     AND banned_at IS NULL AND blocked_at IS NULL)
             GROUP BY lane ORDER BY since, client LIMIT ?1",
            (LOOKED_AT,),
            |row| Ok((row.get(0).map(ClientId)?, row.get(1).map(Millis)?)),
        )?;
        let mut backlogs = Vec::new();
        for (id, since) in waiting {
            let Some(client) = find::client(self, id)? else { continue };
            let slowed = find::is_said(self, Label::Slowed(id))?;
            let away = desk::ticket(self, id)?.is_some_and(|ticket| ticket.upkeep.away_told);
            backlogs.push(Backlog { client, since, slowed, away });
        }
        Ok(backlogs)
    }

    /// What clients were told about words that wait, and how it stands with them now.
    fn pledges(&self) -> Result<Vec<Pledge>> {
        let labels = self.all(
            "SELECT DISTINCT label FROM said WHERE over = 0 AND
                 (label >= 'slowed:' AND label < 'slowed;' OR label >= 'unseen:' AND label < 'unseen;')
             ORDER BY label",
            (),
            |row| row.get::<_, String>(0),
        )?;
        let mut pledges = Vec::new();
        for label in labels.iter().filter_map(|word| adapt::label(word)) {
            let (Label::Slowed(client) | Label::Unseen(client)) = label else { continue };
            let (waits, wrote) = (self.has_unseen(client)?, self.last_wrote(client)?);
            pledges.push(Pledge { label, waits, wrote });
        }
        Ok(pledges)
    }

    /// Whether something the client wrote waits for their topic.
    fn has_unseen(&self, client: ClientId) -> Result<bool> {
        let lane = adapt::lane_word(Lane::In(client));
        self.exists("SELECT 1 FROM outbox WHERE lane = ?1 AND what = 'relay'", (lane,))
    }

    fn last_wrote(&self, client: ClientId) -> Result<Option<Millis>> {
        let sql =
            "SELECT unixepoch(max(created_at)) * 1000 FROM messages WHERE direction = 'in' AND ticket_id =
                       (SELECT max(id) FROM tickets WHERE client_user_id = ?1)";
        let wrote = self.one(sql, (client.0,), |row| row.get::<_, Option<i64>>(0))?;
        Ok(wrote.flatten().map(Millis))
    }

    /// A word about messages that staff have seen meanwhile.
    pub(super) fn is_outdated(&self, label: Option<Label>) -> Result<bool> {
        let Some(Label::Unseen(client)) = label else { return Ok(false) };
        Ok(!self.has_unseen(client)?)
    }
}
