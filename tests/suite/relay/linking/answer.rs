//! What follows when Enote answers, or does not.

use pwparents::model::{
    Animal, Contact, Contacts, Half, Millis, OwnerCard, OwnerRef, Reply, Trouble, WhyNot, kyiv,
};
use pwparents::relay::decide;
use pwparents::relay::effect::{Effect, Fact, LinkFact, LogEvent, OwnerDetails};
use pwparents::relay::event::Event;
use pwparents::relay::phones::Phones;
use pwparents::relay::view::{Client, Ending, ErrandKind, ErrandState, KnownAnimals, Linking, View};
use pwparents::text::{self, News, PetsFacts, PhoneLine, PhoneMatch, PreviewFacts, Relative, Text};

use super::super::{LANG, NOTHING, NOW, OLENA, olena, remember, shown_anew};
use super::{
    Answered, ERRAND, Errand, ErrandFact, LogEntry, THIRTY, about, animals, buttons, card, contacts, errand,
    fact, line, logged, look_at, over, owner, owner_ref, revised,
};

const MS: i64 = 1_200;

fn answered(view: &View<'_>, answer: Result<Reply, Trouble>) -> Vec<Effect> {
    decide(view, &Event::Answered(Answered { errand: ERRAND, answer, ms: MS }), NOW)
}

fn trouble(why: WhyNot, half: Half) -> Trouble {
    Trouble { why, half, detail: "HTTP 503".to_owned() }
}

fn searching() -> View<'static> {
    about(errand(ErrandKind::Link, ErrandState::Asked))
}

/// An errand about the owner to whom Olena is linked.
fn of_owner(kind: ErrandKind, relinked: bool) -> View<'static> {
    let errand = Errand { relinked, ..errand(kind, ErrandState::Asked) };
    let linking = Linking { errand: Some(errand), link: Some(owner()), ..Linking::default() };
    View { linking, ..super::super::known() }
}

fn timed(entry: LogEntry) -> Effect {
    logged(LogEntry { ms: Some(MS), ..entry })
}

fn animals_are(animals: &[Animal]) -> Effect {
    remember(Fact::Animals(owner_ref(), animals.to_vec()))
}

/// The preview of a card, with what is compared as told.
fn preview(card: &OwnerCard, phones: &[String], compared: Option<PhoneMatch>) -> PreviewText {
    let bot = PhoneLine::Bot { number: "+380671234567".to_owned(), confirmed: false };
    PreviewText {
        card: card.clone(),
        phones: phones.to_vec(),
        compared,
        lines: vec![bot],
        linked: None,
        family: vec![],
    }
}

struct PreviewText {
    card: OwnerCard,
    phones: Vec<String>,
    compared: Option<PhoneMatch>,
    lines: Vec<PhoneLine>,
    linked: Option<pwparents::model::Owner>,
    family: Vec<Relative>,
}

impl PreviewText {
    fn said(&self) -> Text {
        let facts = PreviewFacts {
            contract: "885",
            linked: self.linked.as_ref(),
            name: "Олена",
            username: None,
            phones: &self.lines,
            card: &self.card,
            owner_phones: &self.phones,
            compared: self.compared.clone(),
            family: &self.family,
            now: NOW,
        };
        text::preview(LANG, &kyiv(), &facts)
    }
}

/// A card is shown and waits for a yes.
fn waits_for_yes(card: &OwnerCard, words: Text, entry: LogEntry) -> Vec<Effect> {
    vec![
        fact(ErrandFact::Shown { id: ERRAND, card: Box::new(card.clone()), until: THIRTY }),
        animals_are(&card.animals),
        look_at(THIRTY),
        revised(words, buttons(text::link_button(LANG), ERRAND)),
        timed(LogEntry { owner: Some(owner_ref()), ..entry }),
    ]
}

fn phones() -> Vec<String> {
    vec!["+380441234567".to_owned(), "+380671234567".to_owned()]
}

#[test]
fn who_was_found_is_compared_with_who_is_in_the_topic_and_nothing_is_written_before_a_yes() {
    let same = Some(PhoneMatch::Same("+380671234567".to_owned()));
    let words = preview(&card(), &phones(), same).said();
    let found = line(LogEvent::Preview, "found");
    assert_eq!(
        answered(&searching(), Ok(Reply::Card(Box::new(card())))),
        waits_for_yes(&card(), words, found)
    );
}

#[test]
fn numbers_that_differ_or_are_missing_are_said() {
    let shown = |phones: Option<&str>, theirs: &[&str]| {
        let client =
            Client { phones: Phones { bot: phones.map(str::to_owned), ..Phones::default() }, ..olena() };
        let contacts =
            Contacts { phones: theirs.iter().map(|phone| (*phone).to_owned()).collect(), ..contacts() };
        let card = OwnerCard { contacts: Ok(contacts), ..card() };
        let effects =
            answered(&View { client: Some(client), ..searching() }, Ok(Reply::Card(Box::new(card))));
        format!("{:?}", effects[3])
    };
    let says = |shown: String, word: &str| assert!(shown.contains(word), "{shown} lacks {word}");
    says(shown(Some("380671234567"), &["8 (067) 123-45-67"]), "Номери збігаються");
    says(shown(Some("380671234567"), &["0501112233"]), "Номери різні: звірте ПІБ і кличку");
    says(shown(None, &["0501112233"]), "не поділився номером");
    says(shown(Some("380671234567"), &[]), "немає телефону");
}

#[test]
fn a_client_who_is_linked_already_and_their_family_are_shown() {
    let family = vec![Relative { name: "Петро".to_owned(), link: None }];
    let linking = Linking { link: Some(owner()), family: family.clone(), ..searching().linking };
    let view = View { linking, ..searching() };
    let same = Some(PhoneMatch::Same("+380671234567".to_owned()));
    let text = PreviewText { linked: Some(owner()), family, ..preview(&card(), &phones(), same) }.said();
    assert!(text.as_str().contains("Клієнта вже прив’язано: Шевченко Олена · договір 412 (Марія, "));
    assert!(text.as_str().contains("До цього власника прив’язано також: Петро"));
    let found = line(LogEvent::Preview, "found");
    assert_eq!(answered(&view, Ok(Reply::Card(Box::new(card())))), waits_for_yes(&card(), text, found));
}

#[test]
fn without_the_owners_data_the_preview_says_what_is_missing_and_may_be_confirmed() {
    let unread = OwnerCard { contacts: Err(trouble(WhyNot::Unavailable, Half::Api)), ..card() };
    let words = preview(&unread, &[], None).said();
    assert!(words.as_str().contains("не віддав ПІБ і телефонів"), "{}", words.as_str());
    let entry = LogEntry {
        error: Some("api: HTTP 503".to_owned()),
        ..line(LogEvent::Preview, "found without contacts")
    };
    assert_eq!(
        answered(&searching(), Ok(Reply::Card(Box::new(unread.clone())))),
        waits_for_yes(&unread, words, entry)
    );
}

#[test]
fn every_trouble_has_words_of_its_own_writes_nothing_and_says_that_nothing_was_sent() {
    let mut said = Vec::new();
    for (why, result) in [
        (WhyNot::NotFound, "not found"),
        (WhyNot::Ambiguous, "ambiguous"),
        (WhyNot::Ownerless, "no owner"),
        (WhyNot::Refused, "refused"),
        (WhyNot::Unavailable, "unavailable"),
        (WhyNot::Malformed, "malformed"),
        (WhyNot::NotSetUp, "not set up"),
    ] {
        let trouble = trouble(why, Half::OData);
        let words = text::enote_trouble(LANG, &trouble, Some("885"));
        assert!(words.as_str().ends_with("Клієнту нічого не надіслано."), "{}", words.as_str());
        said.push(words.as_str().to_owned());
        let error = Some("odata: HTTP 503".to_owned());
        assert_eq!(
            answered(&searching(), Err(trouble)),
            [
                over(Ending::Failed),
                revised(words, vec![]),
                timed(LogEntry { error, ..line(LogEvent::Error, result) }),
            ]
        );
    }
    said.sort();
    said.dedup();
    assert_eq!(said.len(), 7);
}

#[test]
fn an_answer_that_nobody_waits_for_any_more_changes_nothing() {
    let answer = || Ok(Reply::Card(Box::new(card())));
    for state in [
        ErrandState::Number,
        ErrandState::Shown,
        ErrandState::Over(Ending::Cancelled),
        ErrandState::Over(Ending::Done),
    ] {
        assert_eq!(answered(&about(errand(ErrandKind::Link, state)), answer()), NOTHING, "{state:?}");
    }
    assert_eq!(answered(&super::super::known(), answer()), NOTHING, "an errand nobody knows");
}

#[test]
fn an_answer_of_another_kind_is_no_answer() {
    let effects = answered(&searching(), Ok(Reply::Animals(animals())));
    assert_eq!(effects[0], over(Ending::Failed));
    assert_eq!(effects.len(), 3);
}

#[test]
fn pets_are_shown_and_remembered() {
    let animals = animals();
    let facts =
        PetsFacts { owner: Some("Шевченко Олена"), animals: &animals, read: NOW, now: NOW };
    let entry = LogEntry {
        contract: None,
        owner: Some(owner_ref()),
        module: "pets",
        ..line(LogEvent::Preview, "shown")
    };
    assert_eq!(
        answered(&of_owner(ErrandKind::Pets, false), Ok(Reply::Animals(animals.clone()))),
        [
            animals_are(&animals),
            over(Ending::Done),
            revised(text::pets(LANG, &kyiv(), &facts), vec![]),
            timed(entry)
        ]
    );
}

#[test]
fn without_an_answer_the_pets_that_were_known_are_shown_with_their_date() {
    let read = Millis(NOW.0 - 26 * 60 * super::MINUTE);
    let mut view = of_owner(ErrandKind::Pets, false);
    view.linking.animals = Some(KnownAnimals { animals: animals(), read });
    let trouble = trouble(WhyNot::Unavailable, Half::OData);
    let animals = animals();
    let known = PetsFacts { owner: Some("Шевченко Олена"), animals: &animals, read, now: NOW };
    let words = text::pets_instead(LANG, &kyiv(), &text::enote_trouble(LANG, &trouble, None), &known);
    assert_eq!(answered(&view, Err(trouble))[1], revised(words, vec![]));
}

#[test]
fn refreshed_data_are_kept_and_what_changed_is_said() {
    let others = vec![Contact { kind: "EMAIL".to_owned(), value: "olena@example.org".to_owned() }];
    let contacts = Contacts { others: others.clone(), ..contacts() };
    let details = OwnerDetails {
        name: Some("Шевченко Олена Петрівна".to_owned()),
        // The number that is Olena's own, though another stands before it.
        phone: Some("380671234567".to_owned()),
        others: others.clone(),
    };
    let news = News {
        name: Some(details.name.clone()),
        phone: Some(Some("+380671234567".to_owned())),
        others: Some(others),
    };
    let entry = LogEntry {
        contract: None,
        owner: Some(owner_ref()),
        module: "enote_refresh",
        ..line(LogEvent::Refreshed, "refreshed")
    };
    let [card, look] = shown_anew();
    assert_eq!(
        answered(&of_owner(ErrandKind::Refresh, false), Ok(Reply::Contacts(contacts))),
        [
            remember(Fact::Link(OLENA, LinkFact::Refreshed { details, by: Some(super::VET) })),
            over(Ending::Done),
            revised(text::refreshed(LANG, &news), vec![]),
            card,
            look,
            timed(entry),
        ]
    );
}

#[test]
fn the_first_mobile_number_is_kept_where_none_is_the_clients() {
    let kept = |theirs: &[&str]| {
        let contacts =
            Contacts { phones: theirs.iter().map(|phone| (*phone).to_owned()).collect(), ..contacts() };
        let effects = answered(&of_owner(ErrandKind::Refresh, false), Ok(Reply::Contacts(contacts)));
        let Effect::Remember(Fact::Link(_, LinkFact::Refreshed { details, .. })) = &effects[0] else {
            panic!()
        };
        details.phone.clone()
    };
    assert_eq!(kept(&["044 123-45-67", "050 111 22 33", "063 111 22 33"]).as_deref(), Some("380501112233"));
    assert_eq!(kept(&["0501112233, 067 123 45 67"]).as_deref(), Some("380671234567"), "Olena's own");
    assert_eq!(kept(&["044 123-45-67"]).as_deref(), Some("380441234567"));
    assert_eq!(kept(&["питати сусідку"]).as_deref(), Some("питати сусідку"), "for a person to read");
    assert_eq!(kept(&[]), None);
}

#[test]
fn what_was_asked_about_another_owner_is_not_written() {
    for (kind, answer) in
        [(ErrandKind::Refresh, Reply::Contacts(contacts())), (ErrandKind::Pets, Reply::Animals(animals()))]
    {
        let effects = answered(&of_owner(kind, true), Ok(answer));
        assert_eq!(effects[..2], [over(Ending::Overtaken), revised(text::link_overtaken(LANG), vec![])]);
        assert_eq!(effects.len(), 3);
    }
}

#[test]
fn an_owner_key_is_a_guid_and_never_the_empty_one() {
    assert!(OwnerRef::new("5B0C1D2E-77A9-11F0-8005-0123456789AB ").is_some());
    for wrong in
        ["00000000-0000-0000-0000-000000000000", "", "885", "5b0c1d2e-77a9-11f0-8005-0123456789a' or 1"]
    {
        assert_eq!(OwnerRef::new(wrong), None, "{wrong}");
    }
}
