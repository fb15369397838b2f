//! Staff answered in a topic, edited, pressed a button, joined or left.

use crate::model::{ClientId, Delivery, Kind, Lang, MINUTE, Millis, StoredId, UserId};
use crate::relay::commands::{Inside, inside};
use crate::relay::effect::{Action, Direction, Effect, Fact, Label, Lane, Tell, TicketFact, TopicFact, What};
use crate::relay::event::{Due, Move, Post, Press, Sender};
use crate::relay::linking::Taken;
use crate::relay::view::{Client, Stored, TopicState, View};
use crate::relay::{client, desk, edits, group, ladder, linking, mend, sign, ticket, topic};
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
        Sender::Channel => {
            effects.extend(as_channel(view, post));
            return effects;
        }
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

/// Whoever writes as a channel is nobody in particular: nothing of it is relayed or done, and they are told
/// so where they could believe it was.
fn as_channel(view: &View<'_>, post: &Post) -> Vec<Effect> {
    let line = topic::saying(text::channel_not_relayed(view.policy.lang), None);
    let told = |client| Effect::Tell(Tell::new(Lane::Desk(client), line).answering(post.key.message));
    let known = view.client.as_ref().filter(|_| post.thread.is_some()).map(|known| known.id);
    if matches!(post.content.kind, Kind::Service(_)) {
        return Vec::new();
    }
    let Some(client) = known else {
        let typed = inside(&post.content.text.text, &view.policy.bot_name);
        let meant = matches!(typed, Some(Inside::Command(_) | Inside::Unknown { .. }));
        return if meant { vec![told(None)] } else { Vec::new() };
    };
    let mut effects = Vec::new();
    if view.ticket.is_none() {
        effects.push(ticket::fact(client, TicketFact::Opened));
    }
    effects.push(message(view, client, post, Delivery::Kept));
    // Of an album it is said once.
    effects.extend((!view.album_kept).then(|| told(Some(client))));
    effects
}

/// What staff wrote is remembered, whether it goes to the client or stays.
fn message(view: &View<'_>, client: ClientId, post: &Post, delivery: Delivery) -> Effect {
    let signature = sign::signature(view, post).filter(|_| delivery == Delivery::Queued);
    let (direction, post) = (Direction::Out, Box::new(post.clone()));
    Effect::Remember(Fact::Message { client, direction, post, delivery, signature })
}

/// What is held back may yet be sent: then it goes out with the name it would have had.
fn held_back(view: &View<'_>, client: ClientId, post: &Post) -> Effect {
    let (direction, delivery) = (Direction::Out, Delivery::Kept);
    let (signature, post) = (sign::signature(view, post), Box::new(post.clone()));
    Effect::Remember(Fact::Message { client, direction, post, delivery, signature })
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
    let message = |delivery| message(view, client, post, delivery);
    let typed = inside(&post.content.text.text, &view.policy.bot_name);
    let taken = if typed.is_none() { linking::taken(view, post, now) } else { None };
    if let Some(taken) = taken {
        let kept = if taken == Taken::Held { held_back(view, client, post) } else { message(Delivery::Kept) };
        effects.push(kept);
        effects.extend(linking::took(view, client, post, taken, now));
    } else if let Some(inside) = typed.or_else(|| view.reply_inside.then_some(Inside::Note)) {
        effects.push(message(Delivery::Kept));
        // The parts of its album that came before it stay back with it.
        effects.extend(view.gathering.map(|row| Effect::Remember(Fact::Kept(row))));
        effects.extend(desk::inside(view, Some(known), post, &inside, now));
    } else if view.album_kept {
        effects.push(message(Delivery::Kept));
        effects.extend(view.album_noted.then_some(Effect::Remember(Fact::Noted(post.key))));
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
pub(super) fn edited(view: &View<'_>, post: &Post, now: Millis) -> Vec<Effect> {
    let Some(stored) = view.stored.as_ref().filter(|stored| stored.content != post.content) else {
        return Vec::new();
    };
    if post.from == Sender::Channel {
        return Vec::new();
    }
    if stored.deleted {
        return edits::of_deleted(view, stored, post);
    }
    if let Some(inside) = edits::inside_now(view, stored, post) {
        return edits::into_inside(view, stored, post, &inside, now);
    }
    let mut effects = vec![Effect::Remember(Fact::Edited(Box::new(post.clone())))];
    match stored.delivery {
        Delivery::Kept => effects.push(edits::told(stored, of_kept(view.policy.lang, stored))),
        Delivery::Failed => {}
        Delivery::Queued | Delivery::Sent | Delivery::PossiblyTwice => {
            effects.extend(mend::rows(view, stored, post, now));
        }
    }
    effects
}

/// Why what was kept is not sent.
fn of_kept(lang: Lang, stored: &Stored) -> text::Text {
    if stored.note { text::edit_of_note(lang) } else { text::edit_of_kept(lang) }
}

/// A press of a button in the group is always answered.
pub(super) fn pressed(view: &View<'_>, press: &Press, now: Millis) -> Vec<Effect> {
    let ours = press.under.is_none_or(|key| key.chat == view.group.id);
    match Action::parse(&press.data).filter(|_| ours) {
        Some(Action::Retry(id)) => retry(view, press, id, now),
        Some(Action::Canned(_, act)) => desk::canned::pressed(view, press, act, now),
        Some(Action::Errand(_, yes)) => linking::pressed(view, press, yes, now),
        Some(Action::Held(message, act)) => linking::held(view, press, message, act, now),
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
        _ if stored.deleted => Some(text::delete_already(lang)),
        Delivery::Sent | Delivery::PossiblyTwice => Some(text::retry_already(lang)),
        Delivery::Queued => Some(text::retry_queued(lang)),
        Delivery::Kept => Some(of_kept(lang, stored)),
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
