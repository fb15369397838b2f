//! Everything that can happen, in our words. One closed enum: what Telegram tells us, how our calls
//! ended, what is due. It holds no JSON and no rule.

use crate::model::{
    ChatId, ClientId, Content, ErrandId, MessageId, Millis, MsgKey, Person, Quote, Reply as EnoteReply,
    RowId, ThreadId, Trouble, UserId,
};

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// The bot has just been started.
    Started,
    /// Somebody wrote to the bot in private.
    ClientWrote(Post),
    /// They edited such a message.
    ClientEdited(Post),
    /// They pressed a button under a message of the bot.
    ClientPressed(Press),
    /// They changed their reaction to a message.
    ClientReacted(Reacted),
    /// They blocked the bot.
    ClientBlocked(ClientId),
    /// They unblocked it.
    ClientReturned(ClientId),
    /// Somebody wrote in a supergroup.
    StaffWrote(Post),
    /// They edited such a message.
    StaffEdited(Post),
    /// They pressed a button there.
    StaffPressed(Press),
    /// They changed their reaction to a message there.
    StaffReacted(Reacted),
    /// Somebody joined or left a supergroup.
    StaffMoved(Move),
    /// A topic was opened.
    TopicAppeared(Appeared),
    /// A group became another chat.
    GroupMoved(Moved),
    /// The bot's own place in a supergroup changed.
    BotMoved(Standing),
    /// Something that concerns nobody here: what it is, for the log.
    Aside(String),
    /// A call to Telegram ended.
    Ended(Ended),
    /// Enote answered, or did not.
    Answered(Answered),
    /// A poll of Telegram has ended; its updates come right behind.
    Polled(Polled),
    /// A moment that was waited for has come.
    Due(Due),
    /// An event could not be handled; it lies in quarantine.
    Quarantined(Quarantined),
}

/// A message somebody sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Post {
    /// Where it stands.
    pub key: MsgKey,
    /// Who sent it.
    pub from: Sender,
    /// The topic it stands in; nothing in General and in private.
    pub thread: Option<ThreadId>,
    /// The chat has topics at this moment.
    pub forum: bool,
    /// When it was sent, by Telegram's clock.
    pub date: Millis,
    /// When it was edited last, if it was.
    pub edited: Option<Millis>,
    /// What it holds.
    pub content: Content,
    /// The album it is a part of (`media_group_id`).
    pub album: Option<String>,
    /// The message it answers, in the same chat, with the part that was quoted.
    pub reply: Option<Reply>,
}

/// Who a message is from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sender {
    /// A person.
    Person(Person),
    /// An administrator who writes as the group.
    Anonymous,
    /// A member who writes as a channel of theirs: nobody knows which member.
    Channel,
    /// A bot, an automatic forward from a linked channel: nobody to relay.
    Machine,
}

/// What a message answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The message, in the chat the reply stands in.
    pub to: MessageId,
    /// Who sent that, where Telegram tells.
    pub by: Option<UserId>,
    /// The words picked from it, if any.
    pub quote: Option<Quote>,
    /// What it holds.
    pub holds: Box<Content>,
}

/// A press of an inline button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Press {
    /// The query to answer.
    pub query: String,
    /// Who pressed; nobody if an administrator pressed as the group.
    pub by: Option<Person>,
    /// The message the button stands under, where Telegram still tells.
    pub under: Option<MsgKey>,
    /// What the button carries.
    pub data: String,
}

/// A reaction that somebody changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reacted {
    /// The message.
    pub at: MsgKey,
    /// Who: a person's id, or the group's for an administrator who reacts in its name.
    pub by: i64,
    /// The emoji they react with now, the newest last. Custom and paid ones are left out: no bot can give them.
    pub emoji: Vec<String>,
}

/// Somebody's coming or going.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The supergroup.
    pub chat: ChatId,
    /// Who.
    pub person: Person,
    /// Whether they are in it now.
    pub inside: bool,
}

/// A topic that was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appeared {
    /// The supergroup.
    pub chat: ChatId,
    /// The topic.
    pub thread: ThreadId,
    /// Its name.
    pub name: String,
    /// Who opened it: the bot itself too.
    pub by: UserId,
}

/// A group that became another chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The old id.
    pub from: ChatId,
    /// The new one.
    pub to: ChatId,
}

/// What the bot may do in a supergroup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// The supergroup.
    pub chat: ChatId,
    /// Whether it is a member at all.
    pub inside: bool,
    /// Whether it may open topics.
    pub topics: bool,
}

/// How a call ended, for the queue row that asked for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ended {
    /// The row.
    pub row: RowId,
    /// How.
    pub outcome: Outcome,
}

/// How a question to Enote ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answered {
    /// The errand that asked.
    pub errand: ErrandId,
    /// The answer, or why there is none.
    pub answer: Result<EnoteReply, Trouble>,
    /// How long it took, in milliseconds.
    pub ms: i64,
}

/// The ways a call can end (the architecture page tells what each leads to).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// Telegram did it.
    Done(Answer),
    /// It never reached Telegram.
    NotSent,
    /// Telegram wants us to wait: milliseconds from now.
    Later(i64),
    /// It may or may not have been done.
    Unknown,
    /// The chat refuses as a whole.
    ChatShut(Shut),
    /// The group has a new id.
    Moved(ChatId),
    /// Telegram refuses this very call.
    Refused(Refusal),
    /// It was not made: when its turn came there was nothing left to do.
    Void,
}

/// What Telegram answered to a call it carried out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// Messages were sent. `thread` is known only where whole messages came back, not mere ids.
    Sent {
        /// Their ids, in order.
        ids: Vec<MessageId>,
        /// Where they landed: `Some(None)` is General.
        thread: Option<Option<ThreadId>>,
    },
    /// A topic was opened.
    Topic(ThreadId),
    /// What a chat is: whether it is a forum.
    Chat {
        /// Topics are switched on.
        forum: bool,
    },
    /// What the bot may do in the group.
    Member {
        /// It is in the group and may write.
        inside: bool,
        /// It may open topics.
        topics: bool,
    },
    /// The icons that topics can have: each emoji with its id.
    Icons(Vec<(String, String)>),
    /// The administrators of the group who are people.
    Admins(Vec<Person>),
    /// Done, and nothing to tell.
    Fine,
}

/// Why a group refuses as a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shut {
    /// Its topics are switched off.
    NotForum,
    /// The bot is no member, or may not write.
    NoAccess,
}

/// Why Telegram refuses a call: our name for it, and Telegram's own words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What we make of it.
    pub why: Why,
    /// Telegram's description without its "Bad Request: ".
    pub words: String,
}

/// The refusals that lead somewhere of their own (exact texts: `telegram::answer`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// The client blocked the bot.
    Blocked,
    /// The client's account is deleted.
    Deactivated,
    /// The client never opened the chat, or it does not exist.
    NeverStarted,
    /// The message to answer is gone.
    ReplyGone,
    /// The quoted words are not in it.
    QuoteGone,
    /// The topic is gone.
    ThreadGone,
    /// The topic is closed, or topics cannot be opened, and the bot lacks the right.
    NoTopicRights,
    /// Nothing would change, or what should go is gone: on a repeat this means done.
    AlreadySo,
    /// The message to edit is gone.
    EditGone,
    /// The message to edit holds no text, or no caption: it is of another kind.
    OtherKind,
    /// Anything else.
    Other,
}

/// A poll that ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Polled {
    /// When it was begun: whatever Telegram had then is in this batch or an earlier one.
    pub began: Millis,
    /// Whether this batch is all that was waiting.
    pub drained: bool,
}

/// What can fall due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// Look whether this client's answers are late.
    Late(ClientId),
    /// Ask whether the group can be written to again.
    GroupCheck,
    /// Throw away what is kept for a week only.
    Prune,
    /// Remind staff of this client, if they still wait.
    Remind(ClientId),
    /// Close the tickets in which nothing has been said for long.
    CloseIdle,
    /// Bring the index that `/find` searches up to date.
    Index,
    /// End the errands of this client for which nobody has answered in time.
    Errands(ClientId),
    /// Look whose messages have waited long to be seen by staff.
    Unseen,
}

/// An event that lies in quarantine.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quarantined {
    /// Its number there.
    pub number: i64,
    /// The client it came from, if it was one.
    pub client: Option<ClientId>,
}
