//! Links to places of the support group that open in Telegram, for its members alone.

use super::{ChatId, MessageId, ThreadId};

/// A place in the group to link to: a topic, or a message in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Link {
    /// The group.
    pub chat: ChatId,
    /// The topic.
    pub thread: ThreadId,
    /// The message; none: the topic as a whole.
    pub message: Option<MessageId>,
}

impl Link {
    /// The link itself: supergroups stand in it without the `-100` that the Bot API puts before them.
    pub fn url(self) -> String {
        let (number, thread) = (-(self.chat.0 + 1_000_000_000_000), self.thread);
        match self.message {
            None => format!("https://t.me/c/{number}/{thread}"),
            Some(message) => format!("https://t.me/c/{number}/{thread}/{message}"),
        }
    }
}
