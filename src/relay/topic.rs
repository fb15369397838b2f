//! A client's topic as a resource: opened once, adopted when its opening went unheard, replaced when
//! it is gone.

use crate::model::ClientId;
use crate::relay::effect::{Body, Effect, Fact, Keys, Label, Lane, Tell, TopicFact, What};
use crate::relay::event::Appeared;
use crate::relay::view::{Client, TopicState, View};
use crate::text;

/// Opens a topic for this client if there is none: the topic itself, and the card in it.
pub(super) fn ensure(view: &View<'_>, client: &Client) -> Vec<Effect> {
    match view.topic.state {
        TopicState::None | TopicState::Dead => open(client),
        TopicState::Opening | TopicState::Open | TopicState::Suspect => Vec::new(),
    }
}

/// Opens a topic for this client.
pub(super) fn open(client: &Client) -> Vec<Effect> {
    vec![
        Effect::Remember(Fact::Topic(client.id, TopicFact::Opening)),
        Effect::Remember(Fact::Forgotten(Label::Card(client.id))),
        Effect::Tell(Tell::new(Lane::Topic(client.id), What::OpenTopic { name: client.name.clone() })),
        Effect::Tell(Tell::new(Lane::Card(client.id), What::Card)),
    ]
}

/// A topic of the bot's own making appeared. If an opening is under way and unanswered, this is it:
/// only one is ever under way in a group.
pub(super) fn appeared(view: &View<'_>, appeared: &Appeared) -> Vec<Effect> {
    let ours = appeared.chat == view.group.id && appeared.by == view.policy.bot && !view.topic_known;
    let Some((row, client)) = view.row.as_ref().and_then(|row| Some((row.id, row.lane.client()?))) else {
        return Vec::new();
    };
    if !ours {
        return Vec::new();
    }
    vec![
        Effect::Remember(Fact::Topic(client, TopicFact::Open(appeared.chat, appeared.thread))),
        Effect::Remember(Fact::RowDone(row)),
    ]
}

/// A line of ours for staff in the client's topic, which is opened if need be.
pub(super) fn tell_desk(view: &View<'_>, client: &Client, tell: Tell) -> Vec<Effect> {
    let mut effects = ensure(view, client);
    effects.push(Effect::Tell(tell));
    effects
}

/// A row that says something of ours, without buttons.
pub(super) fn say(lane: Lane, text: text::Text, label: Option<Label>) -> Effect {
    Effect::Tell(Tell::new(lane, saying(text, label)))
}

/// The same, as the thing to say alone.
pub(super) fn saying(text: text::Text, label: Option<Label>) -> What {
    What::Say { body: Body::Ours(text), keys: Keys::None, label }
}

/// The lane for our words to staff about this client.
pub(super) fn desk(client: ClientId) -> Lane {
    Lane::Desk(Some(client))
}
