//! Ids: whose, where, and which row. Nothing here knows what an id leads to.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A client: the Telegram user id of somebody who writes to the bot in private.
    ClientId
);
id!(
    /// Any Telegram user, bots included.
    UserId
);
id!(
    /// A chat. Private chats carry the user's id, supergroups a number below -1 000 000 000 000.
    ChatId
);
id!(
    /// A topic of a forum: the message id of the service message that opened it.
    ThreadId
);
id!(
    /// A message, counted within its chat. 64 bits: one past `i32` must not stop the queue.
    MessageId
);
id!(
    /// A row of the queue (`outbox.id`).
    RowId
);
id!(
    /// A row of `messages`.
    StoredId
);
id!(
    /// A canned reply (`canned.id`).
    CannedId
);
id!(
    /// A ticket: one episode of a client's conversation (`tickets.id`).
    TicketId
);

id!(
    /// Something staff want of Enote, from the first question to its end (`errands.id`).
    ErrandId
);

/// The first there is.
impl Default for ErrandId {
    fn default() -> Self {
        Self(1)
    }
}

impl ClientId {
    /// The client's private chat with the bot: Telegram gives it the user's id.
    pub fn chat(self) -> ChatId {
        ChatId(self.0)
    }
}

impl From<UserId> for ClientId {
    fn from(user: UserId) -> Self {
        Self(user.0)
    }
}

/// A message by its place: message ids are counted per chat, so neither half names it alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct MsgKey {
    /// The chat it stands in.
    pub chat: ChatId,
    /// Its number there.
    pub message: MessageId,
}
