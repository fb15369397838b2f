//! Decisions as values: given what is known and what happened, exactly these effects, in this order,
//! and nothing left over. No database, no clock, no Telegram. Here are the builders.

mod album;
mod away;
mod banned;
mod canned;
mod client;
mod delete;
mod desk;
mod edit;
mod finding;
mod grammar;
mod group;
mod help;
mod idle;
mod ladder;
mod language;
mod linking;
mod mend;
mod note;
pub mod number;
mod phones;
mod rating;
mod react;
mod receipt;
mod reception;
mod refused;
mod remind;
mod search;
mod snooze;
mod staff;
mod timer;
mod topic;
mod unseen;
mod who;

use std::sync::LazyLock;

use pwparents::model::{
    ChatId, ClientId, Clinic, Content, ContractField, Delivery, Desk, Extra, Kind, Lang, MessageId, Millis,
    MsgKey, Person, Policy, Quote, RowId, StoredId, Styled, ThreadId, TicketId, UserId,
};
use pwparents::relay::decide;
use pwparents::relay::effect::{
    Body, Direction, Effect, Fact, Keys, Label, Lane, Question, Rung, Tell, TicketFact, TopicFact, What,
};
use pwparents::relay::event::{Due, Ended, Event, Outcome, Post, Refusal, Reply, Sender, Why};
use pwparents::relay::phones::Phones;
use pwparents::relay::view::{
    Client, Member, Row, Status, Stored, Suspect, Ticket, Topic, TopicState, Upkeep, View,
};
use pwparents::text::{Text, default_menu};

pub const NOW: Millis = Millis(1_795_000_000_000);
pub const LANG: Lang = Lang::Uk;
pub const GROUP: ChatId = ChatId(-1_001_234_567_890);
pub const BOT: UserId = UserId(700_001);
pub const OLENA: ClientId = ClientId(501);
pub const VET: UserId = UserId(42);
pub const THREAD: ThreadId = ThreadId(77);
pub const ROW: RowId = RowId(9);
pub const STORED: StoredId = StoredId(31);

static POLICY: LazyLock<Policy> = LazyLock::new(|| Policy {
    lang: LANG,
    group: GROUP,
    bot: BOT,
    bot_name: "ClinicBot".to_owned(),
    clinic: Clinic { name: "Лапа".to_owned(), ..Clinic::default() },
    desk: unsigned(),
    hours: None,
    menu: default_menu(&Clinic::default()),
    enote: Some(ContractField::Auto),
    client_per_minute: 0,
});

/// Staff sign nothing: signatures have tests of their own, and no others are to speak of them.
pub fn unsigned() -> Desk {
    Desk { sign_unnamed: false, ..Desk::default() }
}

/// Nothing is known but the config.
pub fn view() -> View<'static> {
    View::new(&POLICY)
}

/// Olena writes not for the first time: her topic stands, staff work on her ticket, and she waits.
pub fn known() -> View<'static> {
    View {
        client: Some(olena()),
        topic: topic(TopicState::Open),
        ticket: Some(ticket(Status::InProgress)),
        ..view()
    }
}

/// Her ticket. Nobody in particular has it.
pub fn ticket(status: Status) -> Ticket {
    let waiting = (status != Status::Closed).then_some(Millis(NOW.0 - 60_000));
    Ticket { id: TicketId(3), status, assignee: None, waiting, upkeep: Upkeep::default() }
}

/// The same, about a message that is stored, with its copy on the other side.
pub fn about(stored: Stored) -> View<'static> {
    let copy = match stored.direction {
        Direction::In => key(GROUP, 81),
        Direction::Out => key(OLENA.chat(), 12),
    };
    View { stored: Some(stored), copies: vec![copy], ..known() }
}

/// A message that stands nowhere on the other side.
pub fn unseen(stored: Stored) -> View<'static> {
    View { copies: Vec::new(), ..about(stored) }
}

/// The same, about a row and what it carries.
pub fn of_row(row: Row, carried: &[Stored]) -> View<'static> {
    View { row: Some(row), carried: carried.to_vec(), ..known() }
}

pub fn olena() -> Client {
    Client {
        id: OLENA,
        name: "Олена".to_owned(),
        username: None,
        language: Some("uk".to_owned()),
        phones: Phones { bot: Some("380671234567".to_owned()), ..Phones::default() },
        blocked: false,
        label: None,
        ban: None,
        lang: None,
    }
}

/// Her topic; a topic has a thread unless there was never one or it is being opened.
pub fn topic(state: TopicState) -> Topic {
    let thread = (!matches!(state, TopicState::None | TopicState::Opening)).then_some(THREAD);
    Topic { state, thread, replaced: false, doubted: None }
}

pub fn suspect(waiting: bool) -> Suspect {
    Suspect { client: olena(), waiting, doubted: true, dead: false }
}

pub fn person(id: UserId, name: &str) -> Person {
    Person {
        id,
        first_name: name.to_owned(),
        last_name: None,
        username: None,
        language: Some("uk".to_owned()),
    }
}

pub fn olena_herself() -> Person {
    person(UserId(OLENA.0), "Олена")
}

pub fn vet() -> Person {
    person(VET, "Марія")
}

/// The vet as a member of staff who has been told about names.
pub fn member() -> Member {
    Member { hinted: true, ..Member::new(LANG, &vet()) }
}

pub fn text(words: &str) -> Content {
    Content { kind: Kind::Text, text: Styled::plain(words), file: None, extra: Extra::default() }
}

/// Something with a file; its caption may be empty.
pub fn file(kind: Kind, caption: &str) -> Content {
    Content { kind, text: Styled::plain(caption), file: Some("FILE".to_owned()), extra: Extra::default() }
}

/// Something without text and without a file.
pub fn thing(kind: Kind) -> Content {
    Content { kind, text: Styled::default(), file: None, extra: Extra::default() }
}

pub fn dice() -> Content {
    Content { extra: Extra { words: "🎲 4".to_owned(), ..Extra::default() }, ..thing(Kind::Dice) }
}

pub fn key(chat: ChatId, message: i64) -> MsgKey {
    MsgKey { chat, message: MessageId(message) }
}

/// What Olena writes in private.
pub fn from_olena(content: Content) -> Post {
    Post {
        key: key(OLENA.chat(), 10),
        from: Sender::Person(olena_herself()),
        thread: None,
        forum: false,
        date: NOW,
        edited: None,
        content,
        album: None,
        reply: None,
    }
}

/// What the vet writes in Olena's topic.
pub fn from_vet(content: Content) -> Post {
    Post {
        key: key(GROUP, 90),
        from: Sender::Person(vet()),
        thread: Some(THREAD),
        forum: true,
        ..from_olena(content)
    }
}

pub fn in_album(post: Post, message: i64) -> Post {
    Post { key: key(post.key.chat, message), album: Some("A".to_owned()), ..post }
}

pub fn replying(post: Post, quote: Option<&str>) -> Post {
    let quote = quote.map(|words| Quote { text: Styled::plain(words), position: 0 });
    Post {
        reply: Some(Reply { to: MessageId(5), by: None, quote, holds: Box::new(text("Коли?")) }), ..post
    }
}

/// A post as the database remembers it.
pub fn stored(direction: Direction, content: Content, delivery: Delivery) -> Stored {
    let key = match direction {
        Direction::In => key(OLENA.chat(), 10),
        Direction::Out => key(GROUP, 90),
    };
    Stored {
        id: STORED,
        key,
        client: OLENA,
        direction,
        content,
        delivery,
        row: None,
        claimed: false,
        in_doubt: false,
        signature: None,
        note: false,
        deleted: false,
    }
}

/// The same while it waits in the queue.
pub fn queued(direction: Direction, content: Content, claimed: bool) -> Stored {
    Stored { row: Some(ROW), claimed, in_doubt: claimed, ..stored(direction, content, Delivery::Queued) }
}

/// A row whose call has just ended; what goes into a topic went into Olena's.
pub fn row(lane: Lane, what: What) -> Row {
    let thread = lane.into_topic().then_some(THREAD);
    let claimed = Some(NOW);
    Row { id: ROW, lane, what, created: NOW, claimed, attempt: 1, unknown: 0, thread, targeted: false }
}

/// A row that relays the stored message of that direction.
pub fn relay_row(direction: Direction, rung: Rung) -> Row {
    let (lane, of) = match direction {
        Direction::In => (Lane::In(OLENA), key(OLENA.chat(), 10)),
        Direction::Out => (Lane::Out(OLENA), key(GROUP, 90)),
    };
    row(lane, What::Relay { of, rung })
}

pub fn refusal(why: Why) -> Outcome {
    Outcome::Refused(Refusal { why, words: "message is too long".to_owned() })
}

/// What follows when the row's call ends so.
pub fn ended(view: &View<'_>, outcome: Outcome) -> Vec<Effect> {
    decide(view, &Event::Ended(Ended { row: ROW, outcome }), NOW)
}

pub fn remember(fact: Fact) -> Effect {
    Effect::Remember(fact)
}

pub fn tell(lane: Lane, what: What) -> Effect {
    Effect::Tell(Tell::new(lane, what))
}

/// A message about to be relayed.
pub fn relay(lane: Lane, of: MsgKey, rung: Rung) -> Effect {
    tell(lane, What::Relay { of, rung })
}

pub fn saying(text: Text, label: Option<Label>) -> What {
    What::Say { body: Body::Ours(text), keys: Keys::None, label }
}

pub fn say(lane: Lane, text: Text) -> Effect {
    tell(lane, saying(text, None))
}

/// Our words in Olena's topic, under a message of staff.
pub fn under(message: i64, text: Text) -> Effect {
    let tell = Tell::new(Lane::Desk(Some(OLENA)), saying(text, None));
    Effect::Tell(tell.answering(MessageId(message)))
}

pub fn revise(label: Label, text: Text) -> Effect {
    tell(Lane::Desk(Some(OLENA)), What::Revise { label, text, buttons: Vec::new() })
}

/// The card and the look of Olena's topic are brought up to date.
pub fn shown_anew() -> [Effect; 2] {
    [tell(Lane::Card(OLENA), What::Card), tell(Lane::Look(OLENA), What::Dress)]
}

/// Staff are to be reminded of Olena at this moment.
pub fn remind_at(at: Millis) -> Effect {
    remember(Fact::Deadline(Due::Remind(OLENA), at))
}

pub fn ticket_fact(fact: TicketFact) -> Effect {
    remember(Fact::Ticket(OLENA, fact))
}

/// Olena's topic is opened, with her card in it.
pub fn opening() -> [Effect; 4] {
    [
        remember(Fact::Topic(OLENA, TopicFact::Opening)),
        remember(Fact::Forgotten(Label::Card(OLENA))),
        tell(Lane::Topic(OLENA), What::OpenTopic { name: "Олена".to_owned() }),
        tell(Lane::Card(OLENA), What::Card),
    ]
}

pub fn done() -> Effect {
    remember(Fact::RowDone(ROW))
}

pub fn again(at: Millis, unknown: bool) -> Effect {
    remember(Fact::RowAgain { row: ROW, at, unknown })
}

pub fn message(direction: Direction, post: &Post, delivery: Delivery) -> Effect {
    remember(Fact::Message {
        client: OLENA,
        direction,
        post: Box::new(post.clone()),
        delivery,
        signature: None,
    })
}

pub fn ask_forum() -> Effect {
    Effect::Ask(Question::Forum)
}

/// Nothing at all is wanted.
pub const NOTHING: [Effect; 0] = [];
