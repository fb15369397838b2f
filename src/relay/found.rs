//! What was looked up for a command that asks for something, as nouns. Filled by the store, said by `text`.

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
