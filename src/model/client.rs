//! What we keep of a client beyond what Telegram says of them, as nouns.

use super::{Contact, Millis};

/// Why a client is not listened to. Names are as the others in the group see them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ban {
    /// Since when.
    pub since: Millis,
    /// What staff wrote.
    pub reason: String,
    /// Who did it, if known.
    pub by: Option<String>,
    /// The client has been told.
    pub told: bool,
}

/// The owner in Enote to whom a client is linked. Every field may be missing in old data.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Owner {
    /// The name in Enote.
    pub name: Option<String>,
    /// The number of the contract.
    pub contract: Option<String>,
    /// Enote's own key (`Ref_Key`).
    pub key: Option<String>,
    /// Who linked them, as the others in the group see the name.
    pub linked_by: Option<String>,
    /// When.
    pub linked_at: Option<Millis>,
    /// What other contacts Enote gave, beside phones.
    pub others: Vec<Contact>,
}
