//! The few facts a decision may look at. Filled by `store::view` on the writer's own connection, so
//! that each event sees what the one before it did. Fields an event has no use for stay empty.

use crate::model::{
    ChatId, ClientId, Content, Delivery, Lang, Millis, MsgKey, Policy, RowId, StoredId, ThreadId, UserId,
};
mod desk;
mod linking;

pub use desk::{
    Backlog, Canned, Client, Member, Offer, Pledge, Rated, Reception, Resting, Status, Ticket, Upkeep,
};
pub use linking::{Ending, Errand, ErrandKind, ErrandState, KnownAnimals, Linking};

use crate::relay::commands::{Audience, CommandList};
use crate::relay::effect::{Direction, Lane, Polls, What};
use crate::relay::event::Shut;
use crate::relay::found::Found;
use crate::relay::who::Dossier;

/// What is known when an event is decided.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own that some decision asks for")]
pub struct View<'a> {
    /// What the config decides.
    pub policy: &'a Policy,
    /// The support group.
    pub group: Group,
    /// The client whom the event concerns, if known.
    pub client: Option<Client>,
    /// Their topic.
    pub topic: Topic,
    /// The latest episode of their conversation.
    pub ticket: Option<Ticket>,
    /// The member of staff who acts.
    pub actor: Option<Member>,
    /// Every member of staff we know, for somebody to choose from.
    pub staff: Vec<Member>,
    /// The message that the event is about, if it is known already.
    pub stored: Option<Stored>,
    /// The copies of it on the other side, in order.
    pub copies: Vec<MsgKey>,
    /// The row that still gathers the post's album.
    pub gathering: Option<RowId>,
    /// A part of the post's album was a command, so all of it stays back.
    pub album_kept: bool,
    /// The queue row that the event is about.
    pub row: Option<Row>,
    /// The messages it carries, in order.
    pub carried: Vec<Stored>,
    /// "Not delivered yet" stands in the client's topic.
    pub late_said: bool,
    /// "Not delivered" stands under the first message the row carries, or under `stored`.
    pub refusal_said: bool,
    /// When the oldest message waiting for the client was queued; nothing waits if empty.
    pub oldest_out: Option<Millis>,
    /// When the next try for it can be.
    pub next_out: Option<Millis>,
    /// What is known about polling.
    pub polls: Polls,
    /// How many client messages came in while the bot was away.
    pub missed: usize,
    /// Topics that a write said are gone.
    pub suspects: Vec<Suspect>,
    /// The topic that appeared is known already.
    pub topic_known: bool,
    /// This topic of nobody was spoken of before.
    pub told_nobody: bool,
    /// When staff were last told about a missing right.
    pub told_rights: Option<Millis>,
    /// Who wrote the message that the post answers, where that is known.
    pub reply_author: Option<UserId>,
    /// It is known which icons topics can have.
    pub icons_known: bool,
    /// What else staff may ask about the client.
    pub dossier: Dossier,
    /// What the client and the bot have settled between them.
    pub reception: Reception,
    /// Since when as many reminders have been said as make a crowd ([`CROWD`]).
    pub crowded: Option<Millis>,
    /// More of what clients wrote waits for the group than it takes in a minute.
    pub busy: bool,
    /// Something the client wrote has not reached their topic yet.
    pub unseen: bool,
    /// The tickets that have rested longest, none with a client who waits.
    pub resting: Vec<Resting>,
    /// The ticket that a pressed star is about.
    pub rated: Option<Rated>,
    /// What was looked up for a command that asks for something.
    pub found: Found,
    /// The post answers something that stays inside: a note, a command, or a line of the bot's own.
    pub reply_inside: bool,
    /// A part of the post's album was a note, so all of it is one.
    pub album_noted: bool,
    /// What whoever changes their reaction had there before, as far as it travels.
    pub reaction: Option<String>,
    /// Reactions to what the row carries that were given before it stood on the other side.
    pub reacted: Vec<(MsgKey, Direction)>,
    /// Every canned reply, in order of their names.
    pub canned: Vec<Canned>,
    /// What the pressed button would send, as long as it is neither sent nor thrown away.
    pub offer: Option<Offer>,
    /// The lists of commands that Telegram has.
    pub command_lists: Vec<CommandList>,
    /// The lists of commands that wait to be told.
    pub command_lists_queued: Vec<(Audience, Lang)>,
    /// The client's place in Enote.
    pub linking: Linking,
    /// How many messages for staff the client wrote in the minute before this one.
    pub wrote_lately: u32,
    /// They have been told that theirs are shown later, and have not been quiet since.
    pub slowed_said: bool,
    /// Clients whose words wait to be seen and who have not been told, those who have waited longest first.
    pub backlogs: Vec<Backlog>,
    /// What clients were told about words that wait.
    pub pledges: Vec<Pledge>,
}

impl<'a> View<'a> {
    /// A view that knows nothing but the config.
    pub fn new(policy: &'a Policy) -> Self {
        Self {
            policy,
            group: Group { id: policy.group, shut: None, checks: 0, asked: false },
            client: None,
            topic: Topic::default(),
            ticket: None,
            actor: None,
            staff: Vec::new(),
            stored: None,
            copies: Vec::new(),
            gathering: None,
            album_kept: false,
            row: None,
            carried: Vec::new(),
            late_said: false,
            refusal_said: false,
            oldest_out: None,
            next_out: None,
            polls: Polls::default(),
            missed: 0,
            suspects: Vec::new(),
            topic_known: false,
            told_nobody: false,
            told_rights: None,
            reply_author: None,
            icons_known: false,
            dossier: Dossier::default(),
            reception: Reception::default(),
            crowded: None,
            busy: false,
            unseen: false,
            resting: Vec::new(),
            rated: None,
            found: Found::Nothing,
            reply_inside: false,
            album_noted: false,
            reaction: None,
            reacted: Vec::new(),
            canned: Vec::new(),
            offer: None,
            command_lists: Vec::new(),
            command_lists_queued: Vec::new(),
            linking: Linking::default(),
            wrote_lately: 0,
            slowed_said: false,
            backlogs: Vec::new(),
            pledges: Vec::new(),
        }
    }

    /// The language to speak to the client: the config's until they choose.
    pub fn client_lang(&self) -> Lang {
        self.client.as_ref().and_then(|client| client.lang).unwrap_or(self.policy.lang)
    }
}

/// How many reminders may be said in a minute.
pub const CROWD: u32 = 5;

/// The support group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Group {
    /// Its id, as far as we have learned.
    pub id: ChatId,
    /// It refuses as a whole.
    pub shut: Option<Shut>,
    /// How many times it was looked at in vain since.
    pub checks: u32,
    /// A question about it is under way.
    pub asked: bool,
}

/// A client's topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Topic {
    /// How it is.
    pub state: TopicState,
    /// Its thread, while it has one.
    pub thread: Option<ThreadId>,
    /// An earlier one was deleted.
    pub replaced: bool,
    /// When the group said that it has topics although this one had refused.
    pub doubted: Option<Millis>,
}

/// How a topic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TopicState {
    /// There never was one.
    #[default]
    None,
    /// It is being opened.
    Opening,
    /// It stands.
    Open,
    /// It may be gone.
    Suspect,
    /// It is gone.
    Dead,
}

/// A message as we stored it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about one message")]
pub struct Stored {
    /// Our number for it.
    pub id: StoredId,
    /// Where it stands.
    pub key: MsgKey,
    /// Whose conversation it belongs to.
    pub client: ClientId,
    /// Which way it goes.
    pub direction: Direction,
    /// What it holds.
    pub content: Content,
    /// What stands between it and the other side.
    pub delivery: Delivery,
    /// The name it goes out with.
    pub signature: Option<String>,
    /// The row that carries it, while one does.
    pub row: Option<RowId>,
    /// That row has been claimed, so a call with the old content may be under way; or it holds the old words.
    pub claimed: bool,
    /// A call of that row is under way or ended in doubt: the other side may have the message already.
    pub in_doubt: bool,
    /// It is a note.
    pub note: bool,
    /// It was deleted on the other side, or called off.
    pub deleted: bool,
}

/// A row of the queue, as far as a decision needs it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number.
    pub id: RowId,
    /// Its lane.
    pub lane: Lane,
    /// What it sends or does.
    pub what: What,
    /// When it was queued.
    pub created: Millis,
    /// When its call that is under way, or has just ended, was claimed.
    pub claimed: Option<Millis>,
    /// How many calls it has made.
    pub attempt: u32,
    /// How many of them ended in doubt.
    pub unknown: u32,
    /// The topic the last call was addressed to.
    pub thread: Option<ThreadId>,
    /// The last call answered a message of its own choice, not just the topic's root.
    pub targeted: bool,
}

/// A topic that a write said is gone, or that is, with something waiting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// Whose it is.
    pub client: Client,
    /// Something waits to be written into it.
    pub waiting: bool,
    /// It refused before, and the group said in between that it has topics.
    pub doubted: bool,
    /// It is gone: that needs no word of the group.
    pub dead: bool,
}
