//! What staff want of Enote, as decisions: builders here, one file for each part of an errand's life.

mod answer;
mod begin;
mod number;
mod press;

use pwparents::model::{
    Animal, Contacts, Contract, ErrandId, Inquiry, Millis, Owner, OwnerCard, OwnerRef, UserId,
};
use pwparents::relay::decide;
use pwparents::relay::effect::{
    Action, Button, Direction, Does, Effect, ErrandFact, Fact, Keys, Label, Lane, LogEntry, LogEvent, Tell,
    What,
};
use pwparents::relay::event::{Answered, Due, Event, Post, Press};
use pwparents::relay::view::{Ending, Errand, ErrandKind, ErrandState, Linking, View};
use pwparents::text::{self, Text};

use super::{GROUP, LANG, NOW, OLENA, THREAD, VET, key, known, message, remember, revise, saying, tell, vet};

const MINUTE: i64 = 60_000;
/// How long a number, and a yes to taking a link off, is waited for.
const TEN: Millis = Millis(NOW.0 + 10 * MINUTE);
/// How long what was found may be confirmed.
const THIRTY: Millis = Millis(NOW.0 + 30 * MINUTE);
const ERRAND: ErrandId = ErrandId(8);
const NEXT: ErrandId = ErrandId(9);
const PETRO: UserId = UserId(43);

fn owner_ref() -> OwnerRef {
    OwnerRef::new("5b0c1d2e-77a9-11f0-8005-0123456789ab").unwrap()
}

fn contract(number: &str) -> Contract {
    Contract::new(number).unwrap()
}

/// The owner to whom Olena is linked.
fn owner() -> Owner {
    Owner {
        name: Some("Шевченко Олена".to_owned()),
        contract: Some("412".to_owned()),
        key: Some(owner_ref().as_str().to_owned()),
        linked_by: Some("Марія".to_owned()),
        linked_at: Some(Millis(NOW.0 - 60 * MINUTE)),
        others: Vec::new(),
    }
}

fn animals() -> Vec<Animal> {
    vec![Animal {
        name: "Барсик".to_owned(),
        contract: Some("885".to_owned()),
        species: None,
        born: None,
        died: false,
    }]
}

fn contacts() -> Contacts {
    Contacts {
        name: Some("Шевченко Олена Петрівна".to_owned()),
        phones: vec!["044 123-45-67".to_owned(), "+38 (067) 123-45-67".to_owned()],
        others: Vec::new(),
    }
}

fn card() -> OwnerCard {
    OwnerCard { owner: owner_ref(), contract: "885".to_owned(), animals: animals(), contacts: Ok(contacts()) }
}

/// An errand of the vet's in Olena's topic.
fn errand(kind: ErrandKind, state: ErrandState) -> Errand {
    let is_link = kind == ErrandKind::Link;
    let named = is_link && state != ErrandState::Number;
    Errand {
        id: ERRAND,
        client: OLENA,
        kind,
        by: Some(VET),
        state,
        contract: named.then(|| contract("885")),
        card: (is_link && state == ErrandState::Shown).then(card),
        until: TEN,
        relinked: false,
    }
}

/// Olena's topic, where these errands are under way.
fn with_open(open: Vec<Errand>) -> View<'static> {
    View { linking: Linking { next: NEXT, open, ..Linking::default() }, ..known() }
}

/// The same, of a client who is linked.
fn linked() -> View<'static> {
    let linking = Linking { next: NEXT, link: Some(owner()), ..Linking::default() };
    View { linking, ..known() }
}

/// An event about this errand.
fn about(errand: Errand) -> View<'static> {
    View { linking: Linking { errand: Some(errand), ..Linking::default() }, ..known() }
}

/// What a command brings about, behind its being kept.
fn command(view: &View<'_>, post: &Post) -> Vec<Effect> {
    let effects = decide(view, &Event::StaffWrote(post.clone()), NOW);
    let kept =
        [remember(Fact::Staff(vet())), message(Direction::Out, post, pwparents::model::Delivery::Kept)];
    assert_eq!(effects[..2], kept);
    effects[2..].to_vec()
}

fn fact(fact: ErrandFact) -> Effect {
    remember(Fact::Errand(fact))
}

fn over(ending: Ending) -> Effect {
    fact(ErrandFact::Over(ERRAND, ending))
}

/// A new errand of the vet's.
fn begun(kind: ErrandKind, state: ErrandState, contract: Option<Contract>) -> Effect {
    let errand = Errand { id: NEXT, contract, card: None, ..errand(kind, state) };
    fact(ErrandFact::Begun(Box::new(errand)))
}

fn look_at(at: Millis) -> Effect {
    remember(Fact::Deadline(Due::Errands(OLENA), at))
}

/// Something under the message of staff, to be found again.
fn shown(text: Text, keys: Keys, label: Label) -> Effect {
    let What::Say { body, .. } = saying(text, None) else { unreachable!() };
    let what = What::Say { body, keys, label: Some(label) };
    Effect::Tell(Tell::new(Lane::Desk(Some(OLENA)), what).answering(key(GROUP, 90).message))
}

/// Enote is asked for the owner behind contract 885.
fn looking(id: ErrandId) -> [Effect; 2] {
    let words = text::looking_for_contract(LANG, "885");
    [shown(words, Keys::None, Label::Errand(id)), Effect::AskEnote(id, Inquiry::Contract(contract("885")))]
}

fn buttons(yes: Text, id: ErrandId) -> Vec<Vec<Button>> {
    let button = |text, says| Button { text, does: Does::Press(Action::Errand(id, says)) };
    vec![vec![button(yes, true), button(text::no_button(LANG), false)]]
}

/// What stands in the topic about the errand from now on.
fn revised(words: Text, buttons: Vec<Vec<Button>>) -> Effect {
    tell(Lane::Desk(Some(OLENA)), What::Revise { label: Label::Errand(ERRAND), text: words, buttons })
}

fn line(event: LogEvent, result: &'static str) -> LogEntry {
    LogEntry {
        event,
        module: "enote_link",
        client: OLENA,
        thread: Some(THREAD),
        actor: Some(VET),
        contract: Some("885".to_owned()),
        owner: None,
        result,
        error: None,
        ms: None,
    }
}

fn logged(line: LogEntry) -> Effect {
    Effect::Log(Box::new(line))
}
