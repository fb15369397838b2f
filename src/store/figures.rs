//! Who waits, and how the work went: what `/queue` and `/stats` show. A quarter in which 250 000 messages were
//! written takes 60 ms to count (measured as in `search`), a week 6 ms.

use std::collections::BTreeMap;

use super::{Result, Store, desk, find};
use crate::model::{ClientId, Link, MINUTE, Millis, UserId};
use crate::text::{Figures, MemberFigures, Queue, Rating, Waiting, utc_text};

/// How many of those who wait are shown.
const SHOWN: i64 = 20;
/// A day, in milliseconds.
const DAY: i64 = 24 * 60 * MINUTE;

impl Store {
    /// Those who wait for an answer, the longest first.
    pub(super) fn queue(&self) -> Result<Queue> {
        let waits = "FROM tickets WHERE waiting_ms IS NOT NULL AND status <> 'closed'";
        let all = self.one(&format!("SELECT count(*) {waits}"), (), |row| row.get::<_, i64>(0))?;
        let sql = format!(
            "SELECT client_user_id, waiting_ms, assigned_to {waits} ORDER BY waiting_ms, id LIMIT ?1"
        );
        let found = self.all(&sql, (SHOWN,), |row| {
            let assignee: Option<i64> = row.get(2)?;
            Ok((ClientId(row.get(0)?), Millis(row.get(1)?), assignee.map(UserId)))
        })?;
        let chat = self.group_id()?;
        let waiting = found.into_iter().map(|(client, since, assignee)| {
            let assignee = assignee.map(|id| desk::member(self, id)).transpose()?.flatten();
            let thread = find::open_thread(self, client)?;
            Ok(Waiting {
                name: find::client(self, client)?.map(|client| client.name).unwrap_or_default(),
                link: thread.map(|thread| Link { chat, thread, message: None }),
                since,
                assignee: assignee.map(|member| member.name),
            })
        });
        let waiting = waiting.collect::<Result<Vec<_>>>()?;
        let all = usize::try_from(all.unwrap_or_default()).unwrap_or_default();
        Ok(Queue { more: all.saturating_sub(waiting.len()), waiting })
    }

    /// The figures of the last days.
    pub(super) fn figures(&self, days: u16, now: Millis) -> Result<Figures> {
        let from = now.plus(-DAY * i64::from(days));
        let text = utc_text(from);
        let count =
            |sql: &str| self.one(sql, (&text,), |row| row.get::<_, u32>(0)).map(Option::unwrap_or_default);
        let mut waits = self.all(
            "SELECT answered_ms - asked_ms FROM tickets WHERE answered_ms >= ?1 AND asked_ms <= answered_ms",
            (from.0,),
            |row| row.get::<_, i64>(0),
        )?;
        waits.sort_unstable();
        Ok(Figures {
            days,
            opened: count("SELECT count(*) FROM tickets WHERE created_at >= ?1")?,
            closed: count("SELECT count(*) FROM tickets WHERE closed_at >= ?1 AND status = 'closed'")?,
            median: share(&waits, 50),
            ninetieth: share(&waits, 90),
            members: self.member_figures(&text)?,
            rating: self.ratings(&text)?,
        })
    }

    /// What clients gave the tickets that were closed since then.
    fn ratings(&self, from: &str) -> Result<Option<Rating>> {
        let sql = "SELECT count(rating), coalesce(sum(rating), 0) FROM tickets WHERE closed_at >= ?1";
        self.one(sql, (from,), |row| Ok(Rating { count: row.get(0)?, stars: row.get(1)? }))
    }

    fn member_figures(&self, from: &str) -> Result<Vec<MemberFigures>> {
        let mut all: BTreeMap<Option<i64>, MemberFigures> = BTreeMap::new();
        for (member, count) in self.counted(
            "SELECT author_id, count(*) FROM messages
             WHERE direction = 'out' AND created_at >= ?1 AND delivery IN ('sent', 'possibly twice') GROUP BY 1",
            from,
        )? {
            all.entry(member).or_default().answers = count;
        }
        for (member, count) in self.counted(
            "SELECT assigned_to, count(*) FROM tickets
             WHERE created_at >= ?1 AND assigned_to IS NOT NULL GROUP BY 1",
            from,
        )? {
            all.entry(member).or_default().taken = count;
        }
        for (member, count) in self.counted(
            "SELECT closed_by, count(*) FROM tickets
             WHERE closed_at >= ?1 AND status = 'closed' AND closed_by IS NOT NULL GROUP BY 1",
            from,
        )? {
            all.entry(member).or_default().closed = count;
        }
        let named = all.into_iter().map(|(member, figures)| {
            let known = member.map(|id| desk::member(self, UserId(id))).transpose()?.flatten();
            Ok(MemberFigures { name: known.map(|known| known.name), ..figures })
        });
        let mut named = named.collect::<Result<Vec<_>>>()?;
        named.sort_by(|a, b| b.answers.cmp(&a.answers).then_with(|| a.name.cmp(&b.name)));
        Ok(named)
    }

    fn counted(&self, sql: &str, from: &str) -> Result<Vec<(Option<i64>, u32)>> {
        self.all(sql, (from,), |row| Ok((row.get(0)?, row.get(1)?)))
    }
}

/// The value that this many per cent do not exceed, of values in order.
fn share(sorted: &[i64], per_cent: usize) -> Option<i64> {
    let rank = (sorted.len() * per_cent).div_ceil(100);
    sorted.get(rank.checked_sub(1)?).copied()
}
