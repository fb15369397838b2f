//! The nouns of the desk, as far as decisions look at them: clients, tickets, members of staff, canned
//! replies.

use crate::model::{Ban, CannedId, ClientId, Content, Lang, Millis, Person, RowId, TicketId, UserId};
use crate::relay::display_name;
use crate::relay::effect::Label;
use crate::relay::phones::Phones;

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

/// What a client wrote and staff do not see yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backlog {
    /// Whose it is.
    pub client: Client,
    /// When the oldest of it was queued.
    pub since: Millis,
    /// They have been told that they write faster than it is shown.
    pub slowed: bool,
    /// They have been told that the clinic is closed.
    pub away: bool,
}

/// What a client was told about words that wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pledge {
    /// Under which name.
    pub label: Label,
    /// Something of theirs still waits.
    pub waits: bool,
    /// When they last wrote.
    pub wrote: Option<Millis>,
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

/// A canned reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Canned {
    /// Its number.
    pub id: CannedId,
    /// Its name as it was typed.
    pub name: String,
    /// What it holds.
    pub content: Content,
}

/// What is shown in a topic for somebody to send it to the client or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The row that shows it.
    pub id: RowId,
    /// The client.
    pub client: ClientId,
    /// What it holds.
    pub content: Content,
}
