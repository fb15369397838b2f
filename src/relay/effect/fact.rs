//! Facts for our own database.

use serde::{Deserialize, Serialize};

use crate::model::{
    Animal, CannedId, ChatId, ClientId, Contact, Content, Contract, Delivery, ErrandId, Lang, MessageId,
    Millis, MsgKey, OwnerCard, OwnerRef, Person, RowId, StoredId, ThreadId, TicketId, UserId,
};
use crate::relay::commands::CommandList;
use crate::relay::effect::{Label, Rung, What};
use crate::relay::event::{Due, Post, Shut};
use crate::relay::view::{Ending, Errand};

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
    /// What staff decide about a client.
    OfClient(ClientId, ClientFact),
    /// What becomes of the latest episode of the client's conversation.
    Ticket(ClientId, TicketFact),
    /// What the client and the bot settle between them.
    Reception(ClientId, ReceptionFact),
    /// This person writes in the group.
    Staff(Person),
    /// The name that clients see of them; nothing, if they go without one.
    StaffNamed(UserId, Option<String>),
    /// They have been told how to choose it.
    StaffHinted(UserId),
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
        /// The name it goes out with.
        signature: Option<String>,
    },
    /// A message that is kept is a note, and so is whatever of its album is kept.
    Noted(MsgKey),
    /// A message was edited: this is what it holds now.
    Edited(Box<Post>),
    /// Somebody's reaction to a message, as far as it travels.
    Reacted {
        /// Where they reacted: the message or a copy of it.
        at: MsgKey,
        /// Who.
        by: i64,
        /// The message.
        of: StoredId,
        /// Whose reaction it is: a client's or one of staff.
        direction: Direction,
        /// The emoji; nothing, if it was taken back.
        emoji: Option<String>,
    },
    /// What stood on the client's side is gone, or was called off before it went out; an album as a whole.
    Deleted {
        /// The message, or a part of the album.
        of: MsgKey,
        /// Who wanted it, if known.
        by: Option<UserId>,
    },
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
    /// A copy is none any more: it is about to be deleted.
    Unlinked(MsgKey),
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
    /// The bot told the client something by itself: these words.
    Told(ClientId, String),
    /// What stood under this name is over.
    Forgotten(Label),
    /// The client's topic.
    Topic(ClientId, TopicFact),
    /// The icons that topics can have: each emoji with its id.
    Icons(Vec<(String, String)>),
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
    /// What becomes of canned replies.
    Canned(CannedFact),
    /// Telegram was told this list of commands.
    CommandsTold(CommandList),
    /// The group was told that the bot lacks a right: once in a while is enough.
    ToldRights(Millis),
    /// What is kept for a week only and is older than this is thrown away.
    Prune(Millis),
    /// The next of what is not in the index that `/find` searches goes into it.
    Indexed,
    /// The client gave this ticket so many stars, from 1 to 5.
    Rated(TicketId, u8),
    /// What becomes of something that staff want of Enote.
    Errand(ErrandFact),
    /// What becomes of a client's link to an owner in Enote.
    Link(ClientId, LinkFact),
    /// The owner has these animals, as Enote has just said.
    Animals(OwnerRef, Vec<Animal>),
}

/// What becomes of an errand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ErrandFact {
    /// It begins as this.
    Begun(Box<Errand>),
    /// The contract it is about has been named.
    Named(ErrandId, Contract),
    /// What was found is shown, to be confirmed before that moment.
    Shown {
        /// The errand.
        id: ErrandId,
        /// What was found.
        card: Box<OwnerCard>,
        /// When it is too late to confirm.
        until: Millis,
    },
    /// It is over.
    Over(ErrandId, Ending),
}

/// What becomes of a client's link to an owner in Enote. Each change is kept in `enote_links`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LinkFact {
    /// The client is this owner from now on.
    Linked {
        /// The owner.
        owner: OwnerRef,
        /// The contract by which they were found.
        contract: String,
        /// What Enote says of them; where it said nothing, what is known of the same owner stays.
        details: Option<OwnerDetails>,
        /// Who confirmed it, where that is known.
        by: Option<UserId>,
    },
    /// What Enote says of the owner now.
    Refreshed {
        /// It.
        details: OwnerDetails,
        /// Who asked, where that is known.
        by: Option<UserId>,
    },
    /// The client is no owner any more.
    Unlinked {
        /// Who confirmed it, where that is known.
        by: Option<UserId>,
    },
}

/// What is kept of an owner.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OwnerDetails {
    /// Their full name.
    pub name: Option<String>,
    /// The phone that is kept as theirs.
    pub phone: Option<String>,
    /// The other contacts.
    pub others: Vec<Contact>,
}

/// What staff decide about a client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClientFact {
    /// This is their name from now on; nothing: the one they have in Telegram.
    Label(Option<String>),
    /// They are not listened to any more.
    Banned {
        /// Why.
        reason: String,
        /// Who says so, if known.
        by: Option<UserId>,
    },
    /// They are listened to again.
    Unbanned,
    /// They were told of their ban.
    ToldOfBan,
}

/// What becomes of a ticket.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TicketFact {
    /// A new one begins.
    Opened,
    /// The client wrote, and waits for an answer since then.
    Asked(Millis),
    /// Staff answered.
    Answered(Millis),
    /// Staff work on it: it is this member's, unless it is somebody's already.
    Taken(Option<UserId>),
    /// It is this member's from now on, or nobody's.
    Assigned(Option<UserId>),
    /// It is over.
    Closed {
        /// Who closed it; nobody if it closed by itself, or by somebody unknown.
        by: Option<UserId>,
    },
    /// It goes on after all.
    Reopened,
    /// Something that the bot does about it by itself.
    Upkeep(UpkeepFact),
}

/// What the bot does about a ticket by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UpkeepFact {
    /// Staff were reminded that the client waits.
    Reminded(Millis),
    /// They are not reminded before this moment; nothing: whenever it is time.
    Snoozed(Option<Millis>),
    /// The client was told that the clinic is closed.
    AwayTold,
    /// They were asked for a rating.
    RatingAsked,
}

/// What a client and the bot settle between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ReceptionFact {
    /// They are asked for their phone number.
    AskedForPhone,
    /// They shared their own number: its digits.
    Phone(String),
    /// What they write next is about this button of the menu, or about none.
    Intent(Option<String>),
    /// They chose the language in which they are spoken to.
    Language(Lang),
}

/// What becomes of canned replies, and of what is offered to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CannedFact {
    /// One is kept under a name.
    Kept {
        /// The one in whose place, if there was one of that name.
        replaces: Option<CannedId>,
        /// The name as it was typed.
        name: String,
        /// What it holds.
        content: Box<Content>,
        /// Who kept it, where that is known.
        by: Option<UserId>,
    },
    /// One is thrown away.
    Dropped(CannedId),
    /// What this row showed was sent, or thrown away.
    Settled(RowId),
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
    /// It refused, but the group has topics: one more refusal will tell.
    Doubted,
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
