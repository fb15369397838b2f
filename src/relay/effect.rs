//! Everything we can want, named by a verb: `Remember` a fact, `Tell` Telegram something, `Ask` a
//! question whose answer comes back as an event. Addresses are symbolic: a decision never knows a
//! thread id, the queue finds it when the row is sent.

use serde::{Deserialize, Serialize};

use crate::model::{
    ChatId, ClientId, Delivery, MessageId, Millis, MsgKey, Person, RowId, StoredId, Styled, ThreadId,
};
use crate::relay::event::{Due, Post, Shut};
use crate::text::Text;

/// Something we want.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// A fact for our own database.
    Remember(Fact),
    /// Something for Telegram, queued in the outbox.
    Tell(Tell),
    /// A question to Telegram; the answer is the row's `Ended` event.
    Ask(Question),
}

/// A question about the support group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Is it (still) a forum?
    Forum,
    /// What may the bot do there?
    Rights,
}

/// A row of the queue to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tell {
    /// Its place in the order, and its address.
    pub lane: Lane,
    /// What to send or do.
    pub what: What,
    /// A message of the destination chat to answer.
    pub answers: Option<MessageId>,
    /// An album that is still being gathered is not due before this moment, nor before a poll has
    /// ended that began after its last part came.
    pub gather_until: Option<Millis>,
    /// Worth nothing after this moment.
    pub expires: Option<Millis>,
}

impl Tell {
    /// The usual row: due at once, answering nothing, never stale.
    pub fn new(lane: Lane, what: What) -> Self {
        Self { lane, what, answers: None, gather_until: None, expires: None }
    }

    /// The same, as an answer to a message of the destination chat.
    #[must_use]
    pub fn answering(mut self, message: MessageId) -> Self {
        self.answers = Some(message);
        self
    }
}

/// A lane: rows in one are sent strictly in order, rows in different lanes do not wait for each other.
/// It is the address too, because everything in a lane goes to the same place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Lane {
    /// What the client wrote, into their topic.
    In(ClientId),
    /// What staff wrote, to the client.
    Out(ClientId),
    /// Our own words to staff in a client's topic; in General when there is no client.
    Desk(Option<ClientId>),
    /// The client's card in the topic: the latest wins.
    Card(ClientId),
    /// Opening the client's topic.
    Topic(ClientId),
    /// What cannot wait and goes to no chat: answers to button presses, questions, removals.
    /// Each row is a lane of its own.
    Now,
}

impl Lane {
    /// The client whose conversation the lane belongs to.
    pub fn client(self) -> Option<ClientId> {
        match self {
            Self::In(client) | Self::Out(client) | Self::Card(client) | Self::Topic(client) => Some(client),
            Self::Desk(client) => client,
            Self::Now => None,
        }
    }

    /// Whether its rows are written into a client's topic, and so wait for one.
    pub fn into_topic(self) -> bool {
        matches!(self, Self::In(_) | Self::Desk(Some(_)) | Self::Card(_))
    }
}

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

/// Who wrote a message: the side it came from decides where it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Client to staff.
    In,
    /// Staff to client.
    Out,
}

/// A fact for our own database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// This person writes to the bot; they do not block it.
    Client(Person),
    /// Whether the client blocks the bot.
    Blocked(ClientId, bool),
    /// A new episode of the client's conversation begins.
    TicketOpened(ClientId),
    /// This person writes in the group.
    Staff(Person),
    /// They left it, or came.
    StaffInside(Person, bool),
    /// A message was written.
    Message {
        /// Whose conversation it belongs to.
        client: ClientId,
        /// Which way it goes.
        direction: Direction,
        /// The message.
        post: Box<Post>,
        /// What stands between it and the other side.
        delivery: Delivery,
    },
    /// A message was edited: this is what it holds now.
    Edited(Box<Post>),
    /// A later part of an album joins the row that gathers it.
    Joined {
        /// The row.
        row: RowId,
        /// The part.
        part: MsgKey,
        /// The window's new end.
        until: Millis,
    },
    /// What a row carries will not be sent: it turned out to be a command.
    Kept(RowId),
    /// A refused message was edited into a command: it will not be sent, nor what was refused with it.
    KeptBack(StoredId),
    /// What a row carries stands on the other side: these are the copies, in the order of the parts.
    Linked {
        /// The row.
        row: RowId,
        /// Where they stand.
        chat: ChatId,
        /// The copies.
        ids: Vec<MessageId>,
    },
    /// How it stands with what a row carries.
    Delivery(RowId, Delivery),
    /// Something we said can be found under this name.
    Said {
        /// The name, if it has one.
        label: Option<Label>,
        /// The client in whose topic it stands.
        client: Option<ClientId>,
        /// Where it stands.
        key: MsgKey,
    },
    /// What stood under this name is over.
    Forgotten(Label),
    /// The client's topic.
    Topic(ClientId, TopicFact),
    /// The support group.
    Group(GroupFact),
    /// A row is finished and leaves the queue.
    RowDone(RowId),
    /// A row is tried again, not before `at`.
    RowAgain {
        /// The row.
        row: RowId,
        /// The earliest moment.
        at: Millis,
        /// The last call may have been carried out.
        unknown: bool,
    },
    /// A row is tried again only after a poll has ended that began after this moment.
    RowAfterPoll(RowId, Millis),
    /// A row is tried again on another rung.
    RowRung(RowId, Rung),
    /// A row is tried again without the message it wanted to answer.
    RowUnanswered(RowId),
    /// An album's row falls into one row a part, in the same place.
    RowSplit(RowId),
    /// A row is replaced by several in the same place; the last carries its messages.
    RowParts(RowId, Vec<What>),
    /// Nothing goes there before this moment, because Telegram said so.
    Pause(Pause, Millis),
    /// A moment to come back.
    Deadline(Due, Millis),
    /// A poll of Telegram ended; whatever waited for one that began by then has waited long enough.
    Polled {
        /// What is known about polling now.
        polls: Polls,
        /// When the poll began.
        began: Millis,
    },
    /// Somebody was told that a topic is nobody's: once is enough.
    ToldTopicOfNobody(ChatId, ThreadId),
    /// The group was told that the bot lacks a right: once in a while is enough.
    ToldRights(Millis),
    /// What is kept for a week only and is older than this is thrown away.
    Prune(Millis),
}

/// What becomes of a topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TopicFact {
    /// It is being opened.
    Opening,
    /// It stands.
    Open(ChatId, ThreadId),
    /// A write into it says it is gone; the group is asked whether it is a forum.
    Suspect,
    /// It stands after all.
    Cleared,
    /// It is gone.
    Dead,
}

/// What becomes of the support group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupFact {
    /// Its id is this one now.
    Is(ChatId),
    /// It refuses as a whole.
    Shut(Shut),
    /// It was looked at once more in vain.
    StillShut,
    /// It can be written to again.
    Open,
}

/// What a 429 stops.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Pause {
    /// Everything to one chat.
    Chat(ChatId),
    /// Opening and changing topics in the group, nothing else.
    Topics,
}

/// What is known about polling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Polls {
    /// When the last one ended.
    pub last: Option<Millis>,
    /// The bot was away and has not said so yet.
    pub away: Option<Away>,
}

/// A time in which the bot did not poll.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Away {
    /// The last poll before it.
    pub from: Millis,
    /// The first poll after it.
    pub to: Millis,
    /// Everything that waited has come in.
    pub drained: bool,
}
