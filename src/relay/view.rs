//! The few facts a decision may look at. Filled by `store::view` on the writer's own connection, so
//! that each event sees what the one before it did. Fields an event has no use for stay empty.

use crate::model::{
    Ban, ChatId, ClientId, Content, Delivery, Lang, Millis, MsgKey, Person, Policy, RowId, StoredId,
    ThreadId, TicketId, UserId,
};
use crate::relay::display_name;
use crate::relay::effect::{Direction, Lane, Polls, What};
use crate::relay::event::Shut;
use crate::relay::found::Found;
use crate::relay::phones::Phones;
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

/// A client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Client {
    /// Their id.
    pub id: ClientId,
    /// Their name as people see it: cleaned, never empty.
    pub name: String,
    /// Public name without the `@`.
    pub username: Option<String>,
    /// The language of their app.
    pub language: Option<String>,
    /// Their phones as they are stored.
    pub phones: Phones,
    /// They block the bot.
    pub blocked: bool,
    /// The name staff gave them; people see it instead of their own.
    pub label: Option<String>,
    /// They are not listened to.
    pub ban: Option<Ban>,
    /// The language they chose, if they did.
    pub lang: Option<Lang>,
}

impl Client {
    /// Somebody of whom Telegram alone has told us.
    pub fn new(lang: Lang, person: &Person) -> Self {
        Self {
            id: ClientId::from(person.id),
            name: display_name(lang, person),
            username: person.username.clone(),
            language: person.language.clone(),
            phones: Phones::default(),
            blocked: false,
            label: None,
            ban: None,
            lang: None,
        }
    }

    /// The same client, after they have shown themselves as this person.
    #[must_use]
    pub fn seen(&self, lang: Lang, person: &Person) -> Self {
        let known = self.clone();
        let seen = Self::new(lang, person);
        let name = known.label.clone().unwrap_or(seen.name);
        let language = seen.language.or(known.language);
        Self { name, username: seen.username, language, blocked: false, ..known }
    }
}

/// What a client and the bot have settled between them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reception {
    /// When they were last asked for their phone number; if never, when they came. Nothing if they are new.
    pub asked_for_phone: Option<Millis>,
    /// They were asked since their latest ticket began.
    pub asked_in_ticket: bool,
    /// The button of the menu that their next message is about: its caption as staff read it.
    pub intent: Option<String>,
}

/// An episode of a client's conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ticket {
    /// Its number.
    pub id: TicketId,
    /// How far it is.
    pub status: Status,
    /// Whose it is.
    pub assignee: Option<Member>,
    /// Since when the client waits for an answer.
    pub waiting: Option<Millis>,
    /// What the bot has done about it by itself.
    pub upkeep: Upkeep,
}

/// What the bot has done about a ticket by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Upkeep {
    /// How often staff were reminded in this wait.
    pub reminders: u32,
    /// When they last were.
    pub reminded: Option<Millis>,
    /// They are not reminded before this moment.
    pub snoozed: Option<Millis>,
    /// The client was told that the clinic is closed.
    pub away_told: bool,
    /// The client was asked for a rating.
    pub rating_asked: bool,
}

/// A ticket in which nothing happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resting {
    /// Whose it is.
    pub client: ClientId,
    /// When something was last said or done in it.
    pub since: Millis,
}

/// A ticket as far as its rating goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rated {
    /// Whose it is.
    pub client: ClientId,
    /// The stars it was given, if any.
    pub stars: Option<u8>,
}

impl Ticket {
    /// Whether it still goes on.
    pub fn is_open(&self) -> bool {
        self.status != Status::Closed
    }
}

/// How far a ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// Nobody has answered yet.
    Open,
    /// Staff work on it.
    InProgress,
    /// It is over.
    Closed,
}

/// A member of staff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Their id.
    pub id: UserId,
    /// Their name as the others see it: cleaned, never empty.
    pub name: String,
    /// Public name without the `@`.
    pub username: Option<String>,
    /// The name that clients see, if they have chosen one.
    pub signs: Option<String>,
    /// They have been told how to choose it.
    pub hinted: bool,
}

impl Member {
    /// Somebody of whom Telegram alone has told us.
    pub fn new(lang: Lang, person: &Person) -> Self {
        Self {
            id: person.id,
            name: display_name(lang, person),
            username: person.username.clone(),
            signs: None,
            hinted: false,
        }
    }
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
    /// How many calls it has made.
    pub attempt: u32,
    /// How many of them ended in doubt.
    pub unknown: u32,
    /// The topic the last call was addressed to.
    pub thread: Option<ThreadId>,
    /// The last call answered a message of its own choice, not just the topic's root.
    pub targeted: bool,
}

/// A topic that a write said is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspect {
    /// Whose it is.
    pub client: Client,
    /// Something waits to be written into it.
    pub waiting: bool,
}
