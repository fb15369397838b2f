//! Reminds staff of a client who waits: by day, ever more rarely, and never many at once. Every moment is
//! worked out anew from the ticket, so a deadline that comes too early does no harm.

use crate::hours;
use crate::model::{ClientId, MINUTE, Millis, OnCall, Policy, UserId};
use crate::relay::effect::{Effect, Fact, Label, Tell, TicketFact, UpkeepFact};
use crate::relay::event::Due;
use crate::relay::view::{Member, Ticket, Upkeep, View};
use crate::relay::{ticket, timer, topic};
use crate::text::{self, Mention};

/// The longest time between two reminders of the same wait, in milliseconds.
const RAREST: i64 = 8 * 60 * MINUTE;
/// How long a reminder waits when as many were said as fit into a minute, in milliseconds.
const LOOK_AGAIN: i64 = MINUTE;
/// How long it waits while clients' words wait for the group, or the bot does not hear everything: there may
/// be hundreds that wait so.
const LOOK_LATER: i64 = 5 * MINUTE;

/// The client begins to wait at this moment.
pub(super) fn begins(view: &View<'_>, client: ClientId, since: Millis) -> Option<Effect> {
    let first = gap(view.policy, 0)?;
    Some(look_at(client, since.plus(first)))
}

/// When staff are to be reminded next, now at the earliest; nothing if they are not to be at all.
pub(super) fn next(policy: &Policy, ticket: &Ticket, now: Millis) -> Option<Millis> {
    let upkeep = ticket.upkeep;
    let gap = gap(policy, upkeep.reminders)?;
    let since = upkeep.reminded.or(ticket.waiting).filter(|_| ticket.waiting.is_some())?;
    let at = since.plus(gap).max(upkeep.snoozed.unwrap_or(now)).max(now);
    Some(hours::next_reminding(policy.hours.as_ref(), at))
}

/// The time between two reminders, after so many of them: twice as long each time, up to the rarest.
fn gap(policy: &Policy, reminders: u32) -> Option<i64> {
    let first = i64::from(policy.desk.remind_after_minutes) * MINUTE;
    let grown = first.saturating_mul(1_i64 << reminders.min(20)).min(RAREST.max(first));
    (first > 0).then_some(grown)
}

/// Staff are reminded if the time has come and the client still waits.
pub(super) fn due(view: &View<'_>, client: ClientId, now: Millis) -> Vec<Effect> {
    let (Some(known), Some(ticket)) = (&view.client, &view.ticket) else { return Vec::new() };
    let Some(at) = next(view.policy, ticket, now) else { return Vec::new() };
    let at = if at > now { Some(at) } else { hindered(view, now) };
    if let Some(at) = at {
        return vec![look_at(client, at)];
    }
    let mut effects = vec![ticket::fact(client, TicketFact::Upkeep(UpkeepFact::Reminded(now)))];
    let reminders = ticket.upkeep.reminders.saturating_add(1);
    let upkeep = Upkeep { reminders, reminded: Some(now), ..ticket.upkeep };
    let again = next(view.policy, &Ticket { upkeep, ..ticket.clone() }, now);
    effects.extend(again.map(|at| look_at(client, at)));
    effects.extend(topic::tell_desk(view, known, line(view, client, ticket, now)));
    effects
}

/// When to look again, if it cannot be said just now.
fn hindered(view: &View<'_>, now: Millis) -> Option<Millis> {
    let crowded = view.crowded.is_some_and(|since| now.since(since) < MINUTE);
    // What clients wrote comes before words about it.
    if view.group.shut.is_some() || view.busy {
        return Some(now.plus(LOOK_LATER));
    }
    // What staff have not seen is nothing to remind them of: they get their time once it is there.
    if view.unseen {
        return Some(now.plus(gap(view.policy, 0).unwrap_or(LOOK_AGAIN)));
    }
    if !timer::hears(&view.polls, now) {
        return Some(now.plus(LOOK_LATER));
    }
    crowded.then(|| now.plus(LOOK_AGAIN))
}

/// The line in the topic. One that is held up until the next could be due is not sent any more.
fn line(view: &View<'_>, client: ClientId, ticket: &Ticket, now: Millis) -> Tell {
    let waited = ticket.waiting.map_or(0, |since| now.since(since));
    let text = text::reminder(view.policy.lang, waited, &whom(view, ticket));
    let stale = gap(view.policy, ticket.upkeep.reminders.saturating_add(1)).map(|gap| now.plus(gap));
    let what = topic::saying(text, Some(Label::Reminder(client)));
    Tell { expires: stale, ..Tell::new(topic::desk(client), what) }
}

/// Whose client it is; while it is nobody's who is still there, those on call.
fn whom(view: &View<'_>, ticket: &Ticket) -> Vec<Mention> {
    let here = |id: UserId| view.staff.iter().find(|member| member.id == id);
    if let Some(member) = ticket.assignee.as_ref().and_then(|assignee| here(assignee.id)) {
        return vec![mention(member)];
    }
    let on_call = view.policy.desk.on_call.iter().map(|on_call| match on_call {
        OnCall::Username(name) => Mention::Username(name.clone()),
        OnCall::Id(id) => here(*id).map_or_else(|| Mention::Person(id.to_string(), *id), mention),
    });
    on_call.collect()
}

fn mention(member: &Member) -> Mention {
    match &member.username {
        Some(name) => Mention::Username(name.clone()),
        None => Mention::Person(member.name.clone(), member.id),
    }
}

/// To be looked at when that moment comes.
pub(super) fn look_at(client: ClientId, at: Millis) -> Effect {
    Effect::Remember(Fact::Deadline(Due::Remind(client), at))
}
