//! What is known about a client's place in Enote, and about what staff are doing there.

use crate::model::{Animal, ClientId, Contract, ErrandId, Millis, Owner, OwnerCard, UserId};
use crate::text::Relative;

/// What an event about Enote may look at.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Linking {
    /// The number that the next errand gets.
    pub next: ErrandId,
    /// The errand that the event is about.
    pub errand: Option<Errand>,
    /// Every errand in the client's topic that is not over, in order.
    pub open: Vec<Errand>,
    /// The errand whose question the post answers; it may be over.
    pub questioned: Option<Errand>,
    /// The owner to whom the client is linked.
    pub link: Option<Owner>,
    /// Other clients who are linked to the owner in question.
    pub family: Vec<Relative>,
    /// The animals of the client's owner, as Enote last said.
    pub animals: Option<KnownAnimals>,
}

/// Something that staff want of Enote, from the first question to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Errand {
    /// Its number.
    pub id: ErrandId,
    /// The client it is about.
    pub client: ClientId,
    /// What is wanted.
    pub kind: ErrandKind,
    /// Who wants it; nobody, if they write as the group.
    pub by: Option<UserId>,
    /// How far it is.
    pub state: ErrandState,
    /// The contract, once it has been named.
    pub contract: Option<Contract>,
    /// What was found, once it is shown.
    pub card: Option<OwnerCard>,
    /// When it is too late to answer.
    pub until: Millis,
    /// The client's link is not what it was when this was shown.
    pub relinked: bool,
}

/// What staff can want of Enote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrandKind {
    /// Tie the client to an owner.
    Link,
    /// See the owner's animals.
    Pets,
    /// Read the owner's name and contacts anew.
    Refresh,
    /// Untie the client from the owner.
    Unlink,
}

/// How far an errand is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrandState {
    /// Staff were asked for the contract number.
    Number,
    /// Enote has been asked.
    Asked,
    /// Staff were asked for a yes or a no.
    Shown,
    /// It has ended.
    Over(Ending),
}

/// How an errand ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// As it was meant to.
    Done,
    /// Staff gave it up.
    Cancelled,
    /// Nobody answered in time.
    Expired,
    /// Enote had no answer.
    Failed,
    /// Somebody changed the link meanwhile.
    Overtaken,
}

/// An owner's animals as Enote once said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownAnimals {
    /// They.
    pub animals: Vec<Animal>,
    /// When it said so.
    pub read: Millis,
}
