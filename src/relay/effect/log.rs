//! A line for the log of what is done with Enote (`logs/enote_link.log`), as a value. No phone, no name, nothing
//! that Enote answered: whoever may read the log need not know the clinic's clients.

use crate::model::{ClientId, OwnerRef, ThreadId, UserId};

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogEvent {
    /// What was found was shown.
    Preview,
    /// A client was linked.
    Linked,
    /// Somebody gave up, or nobody confirmed in time.
    Cancel,
    /// Enote did not answer as it should.
    Error,
    /// What is kept of an owner was read anew.
    Refreshed,
    /// A client's link was taken off.
    Unlinked,
}

impl LogEvent {
    /// As it stands in the log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Preview => "preview",
            Self::Linked => "linked",
            Self::Cancel => "cancel",
            Self::Error => "error",
            Self::Refreshed => "refreshed",
            Self::Unlinked => "unlinked",
        }
    }
}

/// A line of the log; the moment and the group are added where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LogEntry {
    /// What happened.
    pub event: LogEvent,
    /// The command it belongs to, by its name.
    pub module: &'static str,
    /// The client in whose topic.
    pub client: ClientId,
    /// The topic.
    pub thread: Option<ThreadId>,
    /// Who did it; nobody, if it happened by itself or as the group.
    pub actor: Option<UserId>,
    /// The contract.
    pub contract: Option<String>,
    /// The owner.
    pub owner: Option<OwnerRef>,
    /// What came of it, in a word.
    pub result: &'static str,
    /// What went wrong: status, code, or our own words.
    pub error: Option<String>,
    /// How long Enote took, in milliseconds.
    pub ms: Option<i64>,
}
