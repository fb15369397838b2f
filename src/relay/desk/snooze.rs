//! `/snooze`: no reminders of this client for a while.

use super::Given;
use crate::model::{ClientId, MINUTE, Millis};
use crate::relay::effect::{Effect, TicketFact, UpkeepFact};
use crate::relay::view::{Client, Ticket, Upkeep};
use crate::relay::{remind, ticket};
use crate::text;

/// The longest, in minutes: a day.
const LONGEST: i64 = 24 * 60;

pub(super) fn snooze(given: &Given<'_>, client: &Client, now: Millis) -> Vec<Effect> {
    let Some(minutes) = minutes(given.rest) else { return given.usage() };
    let lang = given.lang();
    let policy = given.view.policy;
    let Some(ticket) = given.view.ticket.as_ref().filter(|ticket| ticket.is_open()) else {
        return vec![given.answer(text::ticket_is_closed(lang))];
    };
    if policy.desk.remind_after_minutes == 0 {
        return vec![given.answer(text::reminders_off(lang))];
    }
    let until = (minutes > 0).then(|| now.plus(minutes * MINUTE));
    let line = match until {
        Some(until) => text::snoozed(lang, &policy.zone(), now, until),
        None => text::snooze_over(lang),
    };
    [given.answer(line)].into_iter().chain(snoozed(given, client.id, ticket, until, now)).collect()
}

fn snoozed(
    given: &Given<'_>,
    client: ClientId,
    ticket: &Ticket,
    until: Option<Millis>,
    now: Millis,
) -> impl Iterator<Item = Effect> {
    let upkeep = Upkeep { snoozed: until, ..ticket.upkeep };
    let next = remind::next(given.view.policy, &Ticket { upkeep, ..ticket.clone() }, now);
    let fact = ticket::fact(client, TicketFact::Upkeep(UpkeepFact::Snoozed(until)));
    [fact].into_iter().chain(next.map(|at| remind::look_at(client, at)))
}

/// `30`, `30 хв`, `2h`, `2 год`: minutes, at most a day; `0` and `-` are none at all.
fn minutes(rest: &str) -> Option<i64> {
    if matches!(rest, "-" | "–" | "—") {
        return Some(0);
    }
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let (number, unit) = rest.split_at(end);
    let unit = match unit.trim().trim_end_matches('.').to_lowercase().as_str() {
        "" | "m" | "min" | "mins" | "minute" | "minutes" | "м" | "хв" | "хвилина" | "хвилину" | "хвилини"
        | "хвилин" => 1,
        "h" | "hr" | "hrs" | "hour" | "hours" | "г" | "год" | "година" | "годину" | "години" | "годин" => {
            60
        }
        _ => return None,
    };
    let minutes = number.parse::<i64>().ok()?.checked_mul(unit)?;
    (minutes <= LONGEST).then_some(minutes)
}
