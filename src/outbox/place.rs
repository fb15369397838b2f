//! Where a lane leads, and how it stands in the group's queue: what must not overtake what, and what goes first.
//! Pure.

use crate::model::{ClientId, RowId};
use crate::relay::effect::Lane;
use crate::store::LaneKey;

/// Where calls must not overtake each other. Telegram keeps no order between calls under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    /// A client's topic.
    Topic(ClientId),
    /// A client's private chat.
    Private(ClientId),
    /// The group outside all topics.
    General,
    /// Opening topics: one at a time in the whole group.
    Openings,
    /// How a client's topic looks.
    Look(ClientId),
    /// Reactions in a client's conversation.
    React(ClientId),
    /// Nothing to overtake.
    Alone(RowId),
}

impl Place {
    /// Where the rows of a lane go.
    pub(super) fn of(key: LaneKey) -> Self {
        match key.lane {
            Lane::In(client) | Lane::Desk(Some(client)) | Lane::Card(client) | Lane::Moves(client) => {
                Self::Topic(client)
            }
            Lane::Out(client) => Self::Private(client),
            Lane::Desk(None) => Self::General,
            Lane::Topic(_) => Self::Openings,
            Lane::Look(client) => Self::Look(client),
            Lane::React(client) => Self::React(client),
            Lane::Now => Self::Alone(key.row),
        }
    }
}

/// Which of the group's rows go first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Desk,
    Words,
    Card,
}

impl Class {
    /// The class of a lane; nothing if it costs the group's budget nothing.
    pub(super) fn of(lane: Lane) -> Option<Self> {
        match lane {
            Lane::Desk(_) => Some(Self::Desk),
            // A topic inherits the class of what waits for it.
            Lane::In(_) | Lane::Topic(_) => Some(Self::Words),
            Lane::Card(_) | Lane::Look(_) | Lane::Moves(_) => Some(Self::Card),
            Lane::Out(_) | Lane::React(_) | Lane::Now => None,
        }
    }
}
