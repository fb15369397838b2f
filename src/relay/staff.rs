//! Staff answered in a topic, edited, pressed a button, joined or left.

use crate::model::{ClientId, Delivery, Kind, MINUTE, Millis, StoredId, UserId};
use crate::relay::commands::inside;
use crate::relay::effect::{Action, Direction, Effect, Fact, Label, Lane, Tell, TicketFact, TopicFact, What};
use crate::relay::event::{Due, Move, Post, Press, Sender};
use crate::relay::view::{Client, Stored, TopicState, View};
use crate::relay::{client, desk, group, ladder, sign, ticket, topic};
use crate::text;

/// After this long in the queue, staff are told that a message is late. In milliseconds.
pub(super) const LATE_AFTER: i64 = 2 * MINUTE;

/// A message in a client's topic goes to the client; everything else in the group stays there.
pub(super) fn wrote(view: &View<'_>, post: &Post, now: Millis) -> Vec<Effect> {
    if post.key.chat != view.group.id || view.stored.is_some() {
        return Vec::new();
    }
    let mut effects = group::seen(view, post);
    match &post.from {
        Sender::Machine => return effects,
        Sender::Person(person) => effects.push(Effect::Remember(Fact::Staff(person.clone()))),
        Sender::Anonymous => {}
    }
    if !matches!(post.content.kind, Kind::Service(_)) {
        match view.client.as_ref().filter(|_| post.thread.is_some()) {
            Some(known) => effects.extend(in_topic(view, known, post, now)),
            None => effects.extend(elsewhere(view, post, now)),
        }
    }
    effects
}

/// In General, or in a topic that is no client's.
fn elsewhere(view: &View<'_>, post: &Post, now: Millis) -> Vec<Effect> {
    if let Some(inside) = inside(&post.content.text.text, &view.policy.bot_name) {
        return desk::inside(view, None, post, &inside, now);
    }
    let Some(thread) = post.thread.filter(|_| !view.told_nobody) else { return Vec::new() };
    let line = topic::saying(text::topic_of_nobody(view.policy.lang), None);
    vec![
        Effect::Remember(Fact::ToldTopicOfNobody(post.key.chat, thread)),
        Effect::Tell(Tell::new(Lane::Desk(None), line).answering(post.key.message)),
    ]
}

fn in_topic(view: &View<'_>, known: &Client, post: &Post, now: Millis) -> Vec<Effect> {
    let client = known.id;
    let mut effects = Vec::new();
    if matches!(view.topic.state, TopicState::Suspect | TopicState::Dead) {
        // Somebody writes in it, so it stands.
        effects.push(Effect::Remember(Fact::Topic(client, TopicFact::Cleared)));
    }
    if view.ticket.is_none() {
        effects.push(ticket::fact(client, TicketFact::Opened));
    }
    let message = |delivery| {
        let (direction, post) = (Direction::Out, Box::new(post.clone()));
        let signature = sign::signature(view, &post).filter(|_| delivery == Delivery::Queued);
        Effect::Remember(Fact::Message { client, direction, post, delivery, signature })
    };
    if let Some(inside) = inside(&post.content.text.text, &view.policy.bot_name) {
        effects.push(message(Delivery::Kept));
        // The parts of its album that came before it stay back with it.
        effects.extend(view.gathering.map(|row| Effect::Remember(Fact::Kept(row))));
        effects.extend(desk::inside(view, Some(known), post, &inside, now));
    } else if view.album_kept {
        effects.push(message(Delivery::Kept));
    } else if post.content.kind.can_be_copied() {
        effects.push(message(Delivery::Queued));
        effects.extend(ticket::answered(view, client, author(post), now));
        effects.push(client::carry(view, Lane::Out(client), post, now));
        effects.push(Effect::Remember(Fact::Deadline(Due::Late(client), now.plus(LATE_AFTER))));
        effects.extend(sign::hint(view, post));
    } else {
        effects.push(message(Delivery::Failed));
        effects.push(answer(client, post, text::refused(view.policy.lang, ladder::NOT_COPYABLE)));
    }
    effects
}

/// Who wrote it, where that is known.
fn author(post: &Post) -> Option<UserId> {
    if let Sender::Person(person) = &post.from { Some(person.id) } else { None }
}

/// A line in the topic under the post.
pub(super) fn answer(client: ClientId, post: &Post, text: text::Text) -> Effect {
    let tell = Tell::new(topic::desk(client), topic::saying(text, None));
    Effect::Tell(tell.answering(post.key.message))
}

/// An edit changes the client's copy, unless it stays inside now.
pub(super) fn edited(view: &View<'_>, post: &Post, _now: Millis) -> Vec<Effect> {
    let Some(stored) = view.stored.as_ref().filter(|stored| stored.content != post.content) else {
        return Vec::new();
    };
    if inside(&post.content.text.text, &view.policy.bot_name).is_some() {
        return edited_into_command(view, stored);
    }
    let mut effects = vec![Effect::Remember(Fact::Edited(Box::new(post.clone())))];
    match stored.delivery {
        Delivery::Kept => effects.push(told(stored, text::edit_of_kept(view.policy.lang))),
        Delivery::Failed => {}
        Delivery::Queued | Delivery::Sent | Delivery::PossiblyTwice => {
            effects.extend(ladder::mend(Lane::Out(stored.client), stored, post));
        }
    }
    effects
}

/// What was stored stays as it was: should the message still have to be sent, the client gets that.
fn edited_into_command(view: &View<'_>, stored: &Stored) -> Vec<Effect> {
    let lang = view.policy.lang;
    match (stored.delivery, stored.row) {
        (Delivery::Kept, _) => Vec::new(),
        // To try any part of an album again is to try all of it.
        (Delivery::Failed, _) => {
            vec![Effect::Remember(Fact::KeptBack(stored.id)), told(stored, text::edit_kept_unsent(lang))]
        }
        (Delivery::Queued, Some(row)) if !stored.in_doubt => {
            vec![Effect::Remember(Fact::Kept(row)), told(stored, text::edit_kept_unsent(lang))]
        }
        (Delivery::Queued | Delivery::Sent | Delivery::PossiblyTwice, _) => {
            vec![told(stored, text::edit_kept(lang))]
        }
    }
}

/// A line in the topic under a message of staff.
fn told(stored: &Stored, text: text::Text) -> Effect {
    let tell = Tell::new(topic::desk(stored.client), topic::saying(text, None));
    Effect::Tell(tell.answering(stored.key.message))
}

/// A press of a button in the group is always answered.
pub(super) fn pressed(view: &View<'_>, press: &Press, now: Millis) -> Vec<Effect> {
    let ours = press.under.is_none_or(|key| key.chat == view.group.id);
    match Action::parse(&press.data).filter(|_| ours) {
        Some(Action::Retry(id)) => retry(view, press, id, now),
        Some(action) => ticket::pressed(view, press, action, now),
        None => vec![client::answer(press, text::button_stale(view.policy.lang), now)],
    }
}

/// A refused message is tried again.
fn retry(view: &View<'_>, press: &Press, id: StoredId, now: Millis) -> Vec<Effect> {
    let lang = view.policy.lang;
    let Some(stored) = &view.stored else {
        return vec![client::answer(press, text::retry_lost(lang), now)];
    };
    let refusal = match stored.delivery {
        Delivery::Sent | Delivery::PossiblyTwice => Some(text::retry_already(lang)),
        Delivery::Queued => Some(text::retry_queued(lang)),
        Delivery::Kept => Some(text::edit_of_kept(lang)),
        Delivery::Failed => None,
    };
    if let Some(refusal) = refusal {
        return vec![client::answer(press, refusal, now)];
    }
    let what = What::Relay { of: stored.key, rung: ladder::again(&stored.content) };
    vec![
        client::answer(press, text::retry_queued(lang), now),
        Effect::Tell(Tell::new(
            topic::desk(stored.client),
            What::Revise { label: Label::Refused(id), text: text::retrying(lang), buttons: Vec::new() },
        )),
        Effect::Tell(Tell::new(Lane::Out(stored.client), what)),
        Effect::Remember(Fact::Deadline(Due::Late(stored.client), now.plus(LATE_AFTER))),
    ]
}

/// Somebody joined or left the group.
pub(super) fn moved(view: &View<'_>, moved: &Move) -> Vec<Effect> {
    if moved.chat != view.group.id {
        return Vec::new();
    }
    vec![Effect::Remember(Fact::StaffInside(moved.person.clone(), moved.inside))]
}
