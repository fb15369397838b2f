//! What a row of the queue sends or does.

use crate::model::{ClientId, MsgKey, StoredId, Styled};
use crate::relay::effect::Question;
use crate::text::Text;

/// What a row sends or does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Bring a stored message to the other side. An album has one row; its parts are tied to it.
    Relay {
        /// The message, or the album's first part.
        of: MsgKey,
        /// How far down the ladder.
        rung: Rung,
    },
    /// Say something.
    Say {
        /// The words.
        body: Body,
        /// Buttons under them, one a line.
        buttons: Vec<Button>,
        /// A name under which it can be revised later.
        label: Option<Label>,
    },
    /// Change what we said under this name; nothing happens if it was never said.
    Revise {
        /// The name.
        label: Label,
        /// The new words. Buttons go.
        text: Text,
    },
    /// Bring an edited message's counterpart up to date.
    Mend {
        /// The message that was edited.
        of: MsgKey,
        /// Its file was replaced, not just its words.
        file: bool,
    },
    /// Open the client's topic.
    OpenTopic {
        /// Its name.
        name: String,
    },
    /// Remove a message that landed in the wrong place.
    Remove(MsgKey),
    /// Answer a button press.
    Answer {
        /// The query.
        query: String,
        /// A line shown over the chat, if any.
        text: Option<Text>,
    },
    /// Ask about the group.
    Ask(Question),
}

/// Words to send, and whose they are. Both go as text and entities, never through a parse mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// The bot's.
    Ours(Text),
    /// Somebody else's.
    Theirs(Styled),
}

/// The ladder a refused relay climbs down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rung {
    /// A copy that answers its counterpart and quotes it.
    Quote,
    /// A copy that answers its counterpart.
    Reply,
    /// A copy.
    Plain,
    /// Sent anew from what we stored.
    Rebuilt,
    /// The same without its caption, which follows as text.
    Bare,
    /// Only words of it: a dice's value, the last part of a text that is too long.
    Words(Styled),
    /// One line of ours that says what it was.
    Described(Text),
}

/// A button under a message of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub text: Text,
    /// What a press means.
    pub action: Action,
}

/// What a press of a button means. Lives in the button as at most 64 bytes
/// (`InlineKeyboardButton.callback_data`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Try a refused message again.
    Retry(StoredId),
}

impl Action {
    /// As it stands in the button.
    pub fn data(self) -> String {
        match self {
            Self::Retry(message) => format!("retry:{message}"),
        }
    }

    /// Back from a press; nothing if the button is from another time.
    pub fn parse(data: &str) -> Option<Self> {
        let (verb, argument) = data.split_once(':')?;
        match verb {
            "retry" => argument.parse().ok().map(|id| Self::Retry(StoredId(id))),
            _ => None,
        }
    }
}

/// A name for something we said, to find it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The client's card.
    Card(ClientId),
    /// "Not delivered yet" in the client's topic.
    Late(ClientId),
    /// "Not delivered" under a message of staff.
    Refused(StoredId),
}
