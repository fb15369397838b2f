//! Lanes: where a row of the queue goes, and what it waits for.

use crate::model::ClientId;

/// A lane: rows in one are sent strictly in order, rows in different lanes do not wait for each other.
/// It is the address too, because everything in a lane goes to the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// What the client wrote, into their topic.
    In(ClientId),
    /// What staff wrote, to the client.
    Out(ClientId),
    /// Our own words to staff in a client's topic; in General when there is no client.
    Desk(Option<ClientId>),
    /// The client's card in the topic: the latest wins.
    Card(ClientId),
    /// The name and the icon of the client's topic: the latest wins.
    Look(ClientId),
    /// Where clients' live locations have moved, in their topic: behind everybody's words.
    Moves(ClientId),
    /// Reactions to what either side wrote, on the other side: the latest wins. They cost no messages.
    React(ClientId),
    /// Opening the client's topic.
    Topic(ClientId),
    /// What cannot wait and goes to no chat: answers to button presses, questions, removals.
    /// Each row is a lane of its own.
    Now,
}

impl Lane {
    /// The client whose conversation the lane belongs to.
    pub fn client(self) -> Option<ClientId> {
        match self {
            Self::In(client)
            | Self::Out(client)
            | Self::Card(client)
            | Self::Look(client)
            | Self::Moves(client)
            | Self::React(client)
            | Self::Topic(client) => Some(client),
            Self::Desk(client) => client,
            Self::Now => None,
        }
    }

    /// Whether its rows only show in a topic how things stand: with the topic they are worth nothing, and a new one
    /// shows it anew.
    pub fn only_shows(self) -> bool {
        matches!(self, Self::Card(_) | Self::Look(_) | Self::Moves(_))
    }

    /// Whether its rows are written into a client's topic, and so wait for one.
    pub fn into_topic(self) -> bool {
        matches!(self, Self::In(_) | Self::Desk(Some(_)) | Self::Card(_) | Self::Look(_) | Self::Moves(_))
    }
}
