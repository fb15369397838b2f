//! A row of the queue with its address found: all that is needed to make one call. Only this room can
//! make a [`Claimed`], and only with one in hand can anything be sent to Telegram.

use crate::model::{ChatId, Content, MessageId, MsgKey, Quote, RowId, Styled, ThreadId, UserId};
use crate::relay::commands::CommandList;
use crate::relay::effect::{Button, Keys};

/// A claimed row. That it was claimed is committed already, so a crash during the call is noticed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The row.
    pub row: RowId,
    /// The call to make.
    pub job: Job,
    /// Keeps others from making one.
    pub(super) proof: Proof,
}

/// Proof that a row was claimed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Proof;

/// A call, in our words, with real ids.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// Copy one message.
    Copy {
        /// Where to.
        to: Address,
        /// Which.
        from: MsgKey,
        /// The caption as it was stored, in place of what may stand there by now.
        caption: Option<Content>,
    },
    /// Copy an album as it is.
    CopyAlbum {
        /// Where to.
        to: ChatId,
        /// The chat it stands in.
        from: ChatId,
        /// Its parts.
        parts: Vec<MessageId>,
    },
    /// Send an album anew by its files.
    Album {
        /// Where to.
        to: Address,
        /// Its parts.
        parts: Vec<Content>,
    },
    /// Send a message anew from what was stored.
    Send {
        /// Where to.
        to: Address,
        /// What.
        content: Content,
        /// Without its caption.
        bare: bool,
    },
    /// Say something.
    Say {
        /// Where to.
        to: Address,
        /// The words.
        text: Styled,
        /// The keys under them.
        keys: Keys,
        /// Nobody's phone rings for it.
        silent: bool,
    },
    /// Show something with buttons, as the client would get it.
    Offer {
        /// Where to.
        to: Address,
        /// What.
        content: Content,
        /// The buttons, in rows.
        buttons: Vec<Vec<Button>>,
    },
    /// Change the buttons under something of ours.
    Rekey {
        /// Where it stands.
        at: MsgKey,
        /// The new buttons, in rows.
        buttons: Vec<Vec<Button>>,
    },
    /// Change a text of ours, and its buttons.
    Revise {
        /// Which.
        at: MsgKey,
        /// The new words.
        text: Styled,
        /// The new buttons, in rows.
        buttons: Vec<Vec<Button>>,
    },
    /// Pin a message.
    Pin(MsgKey),
    /// Take a message's pin off.
    Unpin(MsgKey),
    /// Give a topic another name, another icon, or both.
    DressTopic {
        /// The group.
        chat: ChatId,
        /// The topic.
        thread: ThreadId,
        /// The name.
        name: Option<String>,
        /// The icon's id.
        icon: Option<String>,
    },
    /// React to a message.
    React {
        /// Which.
        to: MsgKey,
        /// With this emoji; nothing takes the bot's reaction back.
        emoji: Option<String>,
    },
    /// Bring a copy up to date.
    Mend {
        /// The copy.
        at: MsgKey,
        /// What it should hold.
        content: Content,
        /// Its file too, not just the words.
        file: bool,
    },
    /// Bring a live location to rest.
    Halt(MsgKey),
    /// Delete copies.
    Unsend {
        /// The chat they stand in.
        chat: ChatId,
        /// The copies.
        copies: Vec<MessageId>,
    },
    /// Open a topic.
    OpenTopic {
        /// In which group.
        chat: ChatId,
        /// Its name.
        name: String,
        /// Its icon's id.
        icon: Option<String>,
    },
    /// Delete a message.
    Remove(MsgKey),
    /// Answer a button press.
    Answer {
        /// The query.
        query: String,
        /// A line to show.
        text: Option<String>,
    },
    /// Tell which commands some people see.
    Commands(CommandList),
    /// Ask which icons topics can have.
    AskIcons,
    /// Ask who looks after a chat.
    AskAdmins(ChatId),
    /// Ask what a chat is.
    AskForum(ChatId),
    /// Ask what the bot may do in it.
    AskRights {
        /// The chat.
        chat: ChatId,
        /// The bot itself.
        bot: UserId,
    },
}

impl Job {
    /// Where it writes; nothing, if it writes nothing new.
    pub(super) fn address(&self) -> Option<&Address> {
        match self {
            Self::Copy { to, .. }
            | Self::Album { to, .. }
            | Self::Send { to, .. }
            | Self::Say { to, .. }
            | Self::Offer { to, .. } => Some(to),
            Self::CopyAlbum { .. }
            | Self::Revise { .. }
            | Self::Rekey { .. }
            | Self::Mend { .. }
            | Self::Halt(_)
            | Self::Unsend { .. }
            | Self::Pin(_)
            | Self::Unpin(_)
            | Self::DressTopic { .. }
            | Self::React { .. }
            | Self::OpenTopic { .. }
            | Self::Remove(_)
            | Self::Answer { .. }
            | Self::Commands(_)
            | Self::AskIcons
            | Self::AskAdmins(_)
            | Self::AskForum(_)
            | Self::AskRights { .. } => None,
        }
    }
}

/// Where a message goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    /// The chat.
    pub chat: ChatId,
    /// The topic.
    pub thread: Option<ThreadId>,
    /// The message it answers.
    pub reply: Option<ReplyTo>,
}

/// The message that a message answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyTo {
    /// Which.
    pub message: MessageId,
    /// The words quoted from it.
    pub quote: Option<Quote>,
    /// Fail rather than send without it: so a topic proves that it stands.
    pub strict: bool,
}
