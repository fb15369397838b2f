//! Tells a client that what they wrote is kept though staff do not see it yet: when they write faster than it
//! is shown, and when it has waited for long. Once for each time of trouble, and never what is not true any
//! more: a line that comes too late is dropped when it is claimed.

use crate::hours;
use crate::model::{ClientId, MINUTE, Millis};
use crate::relay::effect::{Effect, Fact, Label, Lane};
use crate::relay::event::Due;
use crate::relay::view::{Backlog, Pledge, View};
use crate::relay::{timer, topic};
use crate::text;

/// How long a message waits before its client is told, in milliseconds.
const LONG: i64 = 10 * MINUTE;
/// How long a client has to be quiet before they can be told again that they write fast, in milliseconds.
const CALM: i64 = 10 * MINUTE;
/// How often it is looked, in milliseconds.
const EVERY: i64 = MINUTE;
/// How many clients are told at a look.
const AT_ONCE: usize = 20;

/// The client writes more in a minute than staff are shown of one client: the rest waits for its turn.
pub(super) fn slowed(view: &View<'_>, client: ClientId) -> Option<Effect> {
    let most = view.policy.client_per_minute;
    if most == 0 || view.wrote_lately < most || view.slowed_said {
        return None;
    }
    let text = text::slowed(view.client_lang(), view.policy.clinic.phone.as_deref());
    Some(topic::say(Lane::Out(client), text, Some(Label::Slowed(client))))
}

/// Time to look who has waited for long.
pub(super) fn due(view: &View<'_>, now: Millis) -> Vec<Effect> {
    let mut effects = vec![Effect::Remember(Fact::Deadline(Due::Unseen, now.plus(EVERY)))];
    let over = view.pledges.iter().filter(|pledge| is_over(pledge, now));
    effects.extend(over.map(|pledge| Effect::Remember(Fact::Forgotten(pledge.label))));
    // Without a connection nobody could be told, and with it most of what waits goes at once.
    if timer::hears(&view.polls, now) {
        let long = view.backlogs.iter().filter(|backlog| is_told(view, backlog, now));
        effects.extend(long.take(AT_ONCE).map(|backlog| kept(view, backlog)));
    }
    effects
}

fn is_over(pledge: &Pledge, now: Millis) -> bool {
    let calm = pledge.wrote.is_none_or(|wrote| now.since(wrote) >= CALM);
    !pledge.waits && (calm || !matches!(pledge.label, Label::Slowed(_)))
}

/// Whoever knows that the clinic is closed expects nobody to have read it; and whoever writes faster than it is
/// shown has been told so, unless there is more to it.
fn is_told(view: &View<'_>, backlog: &Backlog, now: Millis) -> bool {
    let hours = view.policy.hours.as_ref();
    let closed = hours.is_some_and(|hours| hours::next_opening(hours, now) != Some(now));
    let slowed = backlog.slowed && view.group.shut.is_none();
    now.since(backlog.since) >= LONG && !(backlog.away && closed) && !slowed
}

fn kept(view: &View<'_>, backlog: &Backlog) -> Effect {
    let client = &backlog.client;
    let lang = client.lang.unwrap_or(view.policy.lang);
    let text = text::unseen(lang, view.policy.clinic.phone.as_deref());
    topic::say(Lane::Out(client.id), text, Some(Label::Unseen(client.id)))
}
