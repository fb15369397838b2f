//! Reactions: what one side shows, the other sees, as far as a bot can give it. A bot has one reaction on a
//! message, so of several people the one who reacted last is shown.

use crate::model::{ClientId, Delivery, MsgKey, reaction};
use crate::relay::effect::{Direction, Effect, Fact, Lane, Tell, What};
use crate::relay::event::Reacted;
use crate::relay::view::View;

/// A client reacted: to a message of their own, or to what staff wrote.
pub(super) fn by_client(view: &View<'_>, reacted: &Reacted) -> Vec<Effect> {
    if view.client.as_ref().is_none_or(|client| client.ban.is_some()) {
        return Vec::new();
    }
    changed(view, reacted, Direction::In, newest(reacted, |_| true))
}

/// Staff reacted. They also speak among themselves that way, so only some of it is for the client.
pub(super) fn by_staff(view: &View<'_>, reacted: &Reacted) -> Vec<Effect> {
    if reacted.at.chat != view.group.id {
        return Vec::new();
    }
    let travels = |emoji: &str| view.policy.desk.staff_reactions.iter().any(|known| known == emoji);
    changed(view, reacted, Direction::Out, newest(reacted, travels))
}

/// The newest that a bot can give.
fn newest(reacted: &Reacted, travels: impl Fn(&str) -> bool) -> Option<String> {
    let given = reacted.emoji.iter().rev().filter_map(|emoji| reaction(emoji));
    given.filter(|emoji| travels(emoji)).map(str::to_owned).next()
}

/// What is not there yet on the other side gets its reaction once it is (`mirrors`).
fn changed(view: &View<'_>, reacted: &Reacted, direction: Direction, emoji: Option<String>) -> Vec<Effect> {
    let Some(stored) = view.stored.as_ref().filter(|stored| !stored.deleted) else { return Vec::new() };
    if stored.delivery == Delivery::Kept || view.reaction == emoji {
        return Vec::new();
    }
    let (at, by, of) = (reacted.at, reacted.by, stored.id);
    let fact = Effect::Remember(Fact::Reacted { at, by, of, direction, emoji });
    let there = matches!(stored.delivery, Delivery::Sent | Delivery::PossiblyTwice);
    let mirror = there.then(|| mirror(stored.client, stored.key, direction));
    [fact].into_iter().chain(mirror).collect()
}

/// The reactions that waited for what a row carries to stand on the other side.
pub(super) fn mirrors(view: &View<'_>) -> impl Iterator<Item = Effect> {
    let client = view.carried.first().map(|first| first.client);
    let waited = view.reacted.iter();
    waited.filter_map(move |(of, direction)| Some(mirror(client?, *of, *direction)))
}

fn mirror(client: ClientId, of: MsgKey, direction: Direction) -> Effect {
    Effect::Tell(Tell::new(Lane::React(client), What::Mirror { of, direction }))
}
