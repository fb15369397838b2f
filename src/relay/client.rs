//! A client started, wrote, edited, pressed a button, blocked the bot or came back. What they want of the
//! bot itself stands in `client/`.

mod contact;
mod language;
mod menu;
mod wish;

use wish::Wish;

use crate::model::{ClientId, Delivery, MINUTE, Millis, Person};
use crate::relay::effect::{Action, Body, Direction, Effect, Fact, Keys, Lane, Tell, TicketFact, What};
use crate::relay::event::{Post, Press, Sender};
use crate::relay::view::{Client, TopicState, View};
use crate::relay::{away, banned, colleague, ladder, mend, rating, ticket, topic, unseen};
use crate::text;

/// How long an album is gathered after its latest part, in milliseconds. Its parts come as separate
/// updates without an end mark, nearly always in one poll.
pub(super) const ALBUM_WINDOW: i64 = 700;
/// A button press is answered within a minute or not at all.
const ANSWER_WORTH: i64 = MINUTE;

/// A message from a client goes into their topic, unless it is for the bot itself.
pub(super) fn wrote(view: &View<'_>, post: &Post, now: Millis) -> Vec<Effect> {
    let Sender::Person(person) = &post.from else { return Vec::new() };
    if view.stored.is_some() {
        return Vec::new();
    }
    if let Some(member) = &view.actor {
        return colleague::wrote(view, member, post);
    }
    let client = seen(view, person);
    let mut effects = vec![Effect::Remember(Fact::Client(person.clone()))];
    if let Some(ban) = &client.ban {
        effects.extend(banned::wrote(view, &client, ban, post));
        return effects;
    }
    effects.extend(match wish::of(view, post) {
        Some(wish) => received(view, &client, post, &wish),
        None => relayed(view, &client, post, now),
    });
    effects
}

/// The client as they show themselves now.
fn seen(view: &View<'_>, person: &Person) -> Client {
    let lang = view.policy.lang;
    view.client.as_ref().map_or_else(|| Client::new(lang, person), |known| known.seen(lang, person))
}

/// A client who has changed their name is shown under the new one. A topic that is about to be opened gets
/// it anyway, and what else happens may have asked for it already.
pub(super) fn shown_anew(view: &View<'_>, client: &Client, already: &[Effect]) -> Vec<Effect> {
    let stands = !matches!(view.topic.state, TopicState::None | TopicState::Dead);
    match &view.client {
        Some(known) if stands && *client != Client { blocked: false, ..known.clone() } => {
            let shown = ticket::changed(client.id).into_iter();
            shown.filter(|effect| !already.contains(effect)).collect()
        }
        Some(_) | None => Vec::new(),
    }
}

/// It is for staff.
fn relayed(view: &View<'_>, client: &Client, post: &Post, now: Millis) -> Vec<Effect> {
    let mut effects = ticket::asked(view, client.id, moment(post, now));
    let anew = shown_anew(view, client, &effects);
    effects.extend(anew);
    effects.extend(topic::ensure(view, client));
    effects.push(message(client, post, Delivery::Queued));
    effects.extend(menu::noted(view, client.id));
    effects.push(carry(view, Lane::In(client.id), post, now));
    effects.extend(away::told(view, client.id, post, now));
    effects.extend(unseen::slowed(view, client.id));
    let prompt = contact::ask_again(view, client, &effects, now);
    effects.extend(prompt);
    effects
}

/// It is for the bot. Whoever has done no more than that is known and has a topic, and waits for nothing.
fn received(view: &View<'_>, client: &Client, post: &Post, wish: &Wish<'_>) -> Vec<Effect> {
    let opened = view.ticket.is_none().then(|| ticket::fact(client.id, TicketFact::Opened));
    let mut effects: Vec<Effect> = opened.into_iter().collect();
    let anew = shown_anew(view, client, &effects);
    effects.extend(anew);
    effects.extend(topic::ensure(view, client));
    effects.push(message(client, post, Delivery::Kept));
    effects.extend(wish::grant(view, client, wish));
    effects
}

fn message(client: &Client, post: &Post, delivery: Delivery) -> Effect {
    let (client, post) = (client.id, Box::new(post.clone()));
    Effect::Remember(Fact::Message { client, direction: Direction::In, post, delivery, signature: None })
}

/// Something of ours for the client, with keys.
fn show(client: ClientId, text: text::Text, keys: Keys) -> Effect {
    let what = What::Say { body: Body::Ours(text), keys, label: None };
    Effect::Tell(Tell::new(Lane::Out(client), what))
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

/// An edit changes the copy in the topic.
pub(super) fn edited(view: &View<'_>, post: &Post, now: Millis) -> Vec<Effect> {
    if view.actor.is_some() {
        return Vec::new();
    }
    let Some(stored) = &view.stored else {
        // Written before the bot was there, or lost to it: now it is new.
        return wrote(view, post, now);
    };
    if view.client.as_ref().is_some_and(|client| client.ban.is_some()) {
        return banned::edited(stored, post);
    }
    let kept = stored.delivery == Delivery::Kept;
    if stored.content == post.content || (kept && wish::of(view, post).is_some()) {
        return Vec::new();
    }
    let mut effects = vec![Effect::Remember(Fact::Edited(Box::new(post.clone())))];
    // Nobody has seen the command that this may have been: now it is a message.
    let rows = if kept {
        effects.extend(ticket::asked(view, stored.client, now));
        vec![carry(view, Lane::In(stored.client), post, now)]
    } else {
        mend::rows(view, stored, post, now)
    };
    if let Some(client) = view.client.as_ref().filter(|_| !rows.is_empty()) {
        effects.extend(topic::ensure(view, client));
        effects.extend(kept.then(|| menu::noted(view, client.id)).into_iter().flatten());
        effects.extend(rows);
    }
    effects
}

/// A press of a button in private is always answered.
pub(super) fn pressed(view: &View<'_>, press: &Press, now: Millis) -> Vec<Effect> {
    if let Some((client, ban)) = view.client.as_ref().and_then(|client| Some((client, client.ban.as_ref()?)))
    {
        return banned::pressed(view, client, ban, press, now);
    }
    match Action::parse(&press.data) {
        Some(Action::Rate(ticket, stars)) => rating::pressed(view, press, ticket, stars, now),
        Some(Action::Language(lang)) => language::chosen(view, press, lang, now),
        _ => vec![answer(press, text::client_button_stale(view.client_lang()), now)],
    }
}

/// The line over the chat that answers a button press; without one, the button only stops waiting.
pub(super) fn answer(press: &Press, text: impl Into<Option<text::Text>>, now: Millis) -> Effect {
    let what = What::Answer { query: press.query.clone(), text: text.into() };
    Effect::Tell(Tell { expires: Some(now.plus(ANSWER_WORTH)), ..Tell::new(Lane::Now, what) })
}

/// Staff see it at once, not at their next message.
pub(super) fn blocked(view: &View<'_>, client: ClientId) -> Vec<Effect> {
    let Some(known) = view.client.as_ref().filter(|known| !known.blocked) else { return Vec::new() };
    let phone = known.phones.to_call();
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
