//! A banned client wrote, edited or pressed a button: what they write is kept and goes nowhere, and they are
//! told once.

use crate::model::{Ban, Delivery, Millis};
use crate::relay::client::{answer, shown_anew};
use crate::relay::effect::{ClientFact, Direction, Effect, Fact, Lane, Tell, What};
use crate::relay::event::{Post, Press};
use crate::relay::topic;
use crate::relay::view::{Client, Stored, View};
use crate::text;

/// No topic is opened for it and no ticket: nobody waits.
pub(super) fn wrote(view: &View<'_>, client: &Client, ban: &Ban, post: &Post) -> Vec<Effect> {
    let mut effects = shown_anew(view, client, &[]);
    effects.push(Effect::Remember(Fact::Message {
        client: client.id,
        direction: Direction::In,
        post: Box::new(post.clone()),
        delivery: Delivery::Kept,
        signature: None,
    }));
    effects.extend(told(view, client, ban));
    effects
}

/// Also of a message that staff have seen: what it became stays with us.
pub(super) fn edited(stored: &Stored, post: &Post) -> Vec<Effect> {
    if stored.content == post.content {
        return Vec::new();
    }
    vec![Effect::Remember(Fact::Edited(Box::new(post.clone())))]
}

/// The button stops waiting, and says nothing of its own.
pub(super) fn pressed(
    view: &View<'_>,
    client: &Client,
    ban: &Ban,
    press: &Press,
    now: Millis,
) -> Vec<Effect> {
    [answer(press, None, now)].into_iter().chain(told(view, client, ban)).collect()
}

/// The card says of the ban whether the client knows.
fn told(view: &View<'_>, client: &Client, ban: &Ban) -> Vec<Effect> {
    if ban.told {
        return Vec::new();
    }
    let words = text::banned(view.client_lang(), &view.policy.clinic);
    vec![
        Effect::Remember(Fact::OfClient(client.id, ClientFact::ToldOfBan)),
        topic::say(Lane::Out(client.id), words, None),
        Effect::Tell(Tell::new(Lane::Card(client.id), What::Card)),
    ]
}
