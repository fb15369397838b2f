//! What else staff may ask about a client: read for the commands that show it, decides nothing.

use crate::model::{Millis, Owner};

/// What is kept of a client beyond what every decision sees.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dossier {
    /// Their name as Telegram has it, cleaned.
    pub own_name: String,
    /// The owner in Enote to whom they are linked.
    pub owner: Option<Owner>,
    /// How many of their tickets are closed.
    pub closed: u32,
    /// When they first wrote.
    pub first: Option<Millis>,
    /// When they last wrote.
    pub last: Option<Millis>,
}
