//! A client started, wrote, edited, pressed a button, blocked the bot or came back.

use crate::model::{ClientId, Delivery, Kind, MINUTE, Millis};
use crate::relay::effect::{Action, Direction, Effect, Fact, Lane, Tell, TicketFact, What};
use crate::relay::event::{Post, Press, Sender};
use crate::relay::view::{Client, TopicState, View};
use crate::relay::{away, display_name, ladder, phones, rating, ticket, topic};
use crate::text;

/// How long an album is gathered after its latest part, in milliseconds. Its parts come as separate
/// updates without an end mark, nearly always in one poll.
pub(super) const ALBUM_WINDOW: i64 = 700;
/// A button press is answered within a minute or not at all.
const ANSWER_WORTH: i64 = MINUTE;

/// A message from a client goes into their topic.
pub(super) fn wrote(view: &View<'_>, post: &Post, now: Millis) -> Vec<Effect> {
    let Sender::Person(person) = &post.from else { return Vec::new() };
    if view.stored.is_some() {
        return Vec::new();
    }
    let client = Client {
        id: ClientId::from(person.id),
        name: display_name(view.policy.lang, person),
        username: person.username.clone(),
        language: person.language.clone(),
        phone: view.client.as_ref().and_then(|known| known.phone.clone()),
        blocked: false,
    };
    let mut effects = vec![Effect::Remember(Fact::Client(person.clone()))];
    let start = is_start(post);
    if !start {
        effects.extend(ticket::asked(view, client.id, moment(post, now)));
    } else if view.ticket.is_none() {
        // Whoever only pressed Start is known, and waits for nothing.
        effects.push(ticket::fact(client.id, TicketFact::Opened));
    }
    effects.extend(topic::ensure(view, &client));
    effects.push(Effect::Remember(Fact::Message {
        client: client.id,
        direction: Direction::In,
        post: Box::new(post.clone()),
        delivery: if start { Delivery::Kept } else { Delivery::Queued },
    }));
    if start {
        let greeting = text::greeting(view.policy.lang, &view.policy.clinic);
        effects.push(topic::say(Lane::Out(client.id), greeting, None));
    } else {
        effects.push(carry(view, Lane::In(client.id), post, now));
        effects.extend(away::told(view, client.id, post, now));
    }
    effects
}

/// When it was written: a wait began then, and not when the bot was back to see it.
fn moment(post: &Post, now: Millis) -> Millis {
    if post.date > Millis(0) { post.date.min(now) } else { now }
}

/// The row that brings a post to the other side, or the album's row that it joins.
pub(super) fn carry(view: &View<'_>, lane: Lane, post: &Post, now: Millis) -> Effect {
    let until = now.plus(ALBUM_WINDOW);
    let gathers = post.album.is_some() && post.content.kind.in_album();
    match view.gathering {
        Some(row) if gathers => Effect::Remember(Fact::Joined { row, part: post.key, until }),
        _ => Effect::Tell(Tell {
            gather_until: gathers.then_some(until),
            ..Tell::new(lane, What::Relay { of: post.key, rung: ladder::first(view.policy.lang, post) })
        }),
    }
}

/// `/start`, alone or with the parameter of a link: the client pressed the button, and wrote nothing.
fn is_start(post: &Post) -> bool {
    let text = &post.content.text.text;
    post.content.kind == Kind::Text && text.split_whitespace().next() == Some("/start")
}

/// An edit changes the copy in the topic.
pub(super) fn edited(view: &View<'_>, post: &Post, now: Millis) -> Vec<Effect> {
    let Some(stored) = &view.stored else {
        // Written before the bot was there, or lost to it: now it is new.
        return wrote(view, post, now);
    };
    let kept = stored.delivery == Delivery::Kept;
    if stored.content == post.content || (kept && is_start(post)) {
        return Vec::new();
    }
    let lane = Lane::In(stored.client);
    let mut effects = vec![Effect::Remember(Fact::Edited(Box::new(post.clone())))];
    // Nobody has seen the `/start` that this may have been: now it is a message.
    let row = if kept { Some(carry(view, lane, post, now)) } else { ladder::mend(lane, stored, post) };
    if kept {
        effects.extend(ticket::asked(view, stored.client, now));
    }
    if let (Some(row), Some(client)) = (row, &view.client) {
        effects.extend(topic::ensure(view, client));
        effects.push(row);
    }
    effects
}

/// A press of a button in a private chat is always answered.
pub(super) fn pressed(view: &View<'_>, press: &Press, now: Millis) -> Vec<Effect> {
    if let Some(Action::Rate(ticket, stars)) = Action::parse(&press.data) {
        return rating::pressed(view, press, ticket, stars, now);
    }
    vec![answer(press, text::client_button_stale(view.policy.lang), now)]
}

/// The line over the chat that answers a button press.
pub(super) fn answer(press: &Press, text: text::Text, now: Millis) -> Effect {
    let what = What::Answer { query: press.query.clone(), text: Some(text) };
    Effect::Tell(Tell { expires: Some(now.plus(ANSWER_WORTH)), ..Tell::new(Lane::Now, what) })
}

/// Staff see it at once, not at their next message.
pub(super) fn blocked(view: &View<'_>, client: ClientId) -> Vec<Effect> {
    let Some(known) = view.client.as_ref().filter(|known| !known.blocked) else { return Vec::new() };
    let phone = phones::to_call([known.phone.as_deref()]);
    let text = text::client_blocked(view.policy.lang, phone.as_deref());
    passing(view, Fact::Blocked(client, true), topic::say(topic::desk(client), text, None))
}

/// The client unblocked the bot.
pub(super) fn returned(view: &View<'_>, client: ClientId) -> Vec<Effect> {
    if !view.client.as_ref().is_some_and(|known| known.blocked) {
        return Vec::new();
    }
    let text = text::client_returned(view.policy.lang);
    passing(view, Fact::Blocked(client, false), topic::say(topic::desk(client), text, None))
}

/// A fact, and a line about it that is worth saying only where a topic stands already.
fn passing(view: &View<'_>, fact: Fact, line: Effect) -> Vec<Effect> {
    let mut effects = vec![Effect::Remember(fact)];
    if !matches!(view.topic.state, TopicState::None | TopicState::Dead) {
        effects.push(line);
    }
    effects
}
