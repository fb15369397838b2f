//! What is due now, what a poll tells about time, and what went wrong inside.

use crate::model::{ClientId, MINUTE, Millis};
use crate::relay::effect::{Away, Effect, Fact, Label, Lane, Polls, Tell};
use crate::relay::event::{Due, Polled, Quarantined};
use crate::relay::staff::LATE_AFTER;
use crate::relay::view::View;
use crate::relay::{group, idle, linking, remind, search, topic, unseen};
use crate::text;

/// A gap between polls as long as this is told to staff, in milliseconds.
const AWAY_AFTER: i64 = 5 * MINUTE;
/// A gap between polls as long as this leaves the bot in doubt who has been answered, in milliseconds. Longer
/// than a long poll.
const DEAF_AFTER: i64 = 2 * MINUTE;
/// How long raw updates are kept, in milliseconds.
const KEEP_RAW: i64 = 7 * 24 * 60 * MINUTE;
/// How often old ones are thrown away, in milliseconds.
const PRUNE_EVERY: i64 = 60 * MINUTE;
/// How often staff are told about the same missing right, in milliseconds.
const RIGHTS_EVERY: i64 = 60 * MINUTE;

/// A moment that was waited for.
pub(super) fn due(view: &View<'_>, due: Due, now: Millis) -> Vec<Effect> {
    match due {
        Due::Late(client) => late(view, client, now),
        Due::GroupCheck => group::check(view),
        Due::Prune => vec![
            Effect::Remember(Fact::Prune(now.plus(-KEEP_RAW))),
            Effect::Remember(Fact::Deadline(Due::Prune, now.plus(PRUNE_EVERY))),
        ],
        Due::Remind(client) => remind::due(view, client, now),
        Due::CloseIdle => idle::due(view, now),
        Due::Index => search::index(view, now),
        Due::Errands(client) => linking::due(view, client, now),
        Due::Unseen => unseen::due(view, now),
    }
}

/// Past two minutes staff are told, once per topic, that something still waits for the client.
fn late(view: &View<'_>, client: ClientId, now: Millis) -> Vec<Effect> {
    let Some(oldest) = view.oldest_out else { return Vec::new() };
    let at = oldest.plus(LATE_AFTER);
    if at > now {
        return vec![Effect::Remember(Fact::Deadline(Due::Late(client), at))];
    }
    if view.late_said {
        return Vec::new();
    }
    let next = view.next_out.map_or(now, |next| next.max(now));
    let what =
        topic::saying(text::late(view.policy.lang, &view.policy.zone(), next), Some(Label::Late(client)));
    let tell = Tell::new(topic::desk(client), what);
    view.client.as_ref().map_or_else(Vec::new, |known| topic::tell_desk(view, known, tell))
}

/// A poll ended. A long gap before it is told to staff once everything that waited has come in.
pub(super) fn polled(view: &View<'_>, polled: &Polled, now: Millis) -> Vec<Effect> {
    let mut polls = view.polls;
    let mut effects = Vec::new();
    match (polls.away, polls.last) {
        (Some(away), _) if away.drained => {
            let (lang, zone) = (view.policy.lang, view.policy.zone());
            let line = text::downtime(lang, &zone, away.from, away.to, view.missed);
            effects.push(topic::say(Lane::Desk(None), line, None));
            polls.away = None;
        }
        (Some(away), _) => polls.away = Some(Away { drained: polled.drained, ..away }),
        (None, Some(last)) if now.since(last) >= AWAY_AFTER => {
            polls.away = Some(Away { from: last, to: now, drained: polled.drained });
        }
        (None, _) => {}
    }
    polls.last = Some(now);
    // A full batch may have left behind what is waited for, so nothing has waited long enough.
    let began = if polled.drained { polled.began } else { Millis::default() };
    effects.push(Effect::Remember(Fact::Polled { polls, began }));
    effects
}

/// Whether the bot has heard all that was said up to now. After a time away staff may have answered long ago,
/// and clients may have written.
pub(super) fn hears(polls: &Polls, now: Millis) -> bool {
    let lately = polls.last.is_some_and(|last| now.since(last) < DEAF_AFTER);
    lately && polls.away.is_none_or(|away| away.drained)
}

/// Staff hear of a missing right, but not at every try.
pub(super) fn tell_rights(view: &View<'_>, now: Millis) -> Vec<Effect> {
    if view.told_rights.is_some_and(|told| now.since(told) < RIGHTS_EVERY) {
        return Vec::new();
    }
    vec![
        Effect::Remember(Fact::ToldRights(now)),
        topic::say(Lane::Desk(None), text::group_no_topic_rights(view.policy.lang), None),
    ]
}

/// An event went wrong inside: staff get one line with its number.
pub(super) fn quarantined(view: &View<'_>, lost: &Quarantined) -> Vec<Effect> {
    let name = view.client.as_ref().map(|client| client.name.as_str());
    let name = name.or(lost.client.map(|_| "?"));
    vec![topic::say(Lane::Desk(None), text::quarantined(view.policy.lang, lost.number, name), None)]
}
