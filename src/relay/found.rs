//! What was looked up for a command that asks for something, as nouns. Filled by the store, said by `text`.

use crate::relay::view::Stored;
use crate::text::{Figures, Findings, HistoryLine, Queue};

/// What was looked up.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Found {
    /// Nothing: the command asks for none of these, or it was written wrongly.
    #[default]
    Nothing,
    /// Clients and messages, for `/find`.
    Findings(Findings),
    /// Who waits, for `/queue`.
    Queue(Queue),
    /// Figures, for `/stats`.
    Figures(Figures),
    /// The client's last messages, for `/history`: the oldest first.
    History(Vec<HistoryLine>),
    /// Whether more than one batch is missing in the index that `/find` searches.
    Unindexed(bool),
    /// What `/del` answers.
    Target(Target),
}

/// A message that is to be deleted at the client's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// Staff wrote it: the message, or every part of its album.
    Ours(Vec<Part>),
    /// It shows what the client wrote.
    Theirs,
}

/// A message of staff, or a part of their album.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The message.
    pub stored: Stored,
    /// It is known where a copy of it stands.
    pub copied: bool,
}

/// How many days `/stats` is to look back; nothing if that is not offered.
pub fn days(rest: &str) -> Option<u16> {
    match rest.trim() {
        "" => Some(7),
        number => number.parse().ok().filter(|days| [7, 30, 90].contains(days)),
    }
}

/// How many messages `/history` is to show; nothing if so many are not offered.
pub fn how_many(rest: &str) -> Option<u16> {
    match rest.trim() {
        "" => Some(20),
        number => number.parse().ok().filter(|count| (1..=50).contains(count)),
    }
}
