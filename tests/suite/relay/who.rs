//! What staff ask about a client, and what they call them: `/client`, `/phone`, `/card`, `/label`.

use pwparents::model::{Delivery, Millis, Owner, Person};
use pwparents::relay::decide;
use pwparents::relay::effect::{
    Body, ClientFact, Direction, Effect, Fact, Label, Lane, Rung, Tell, TicketFact, What,
};
use pwparents::relay::event::{Event, Post, Sender};
use pwparents::relay::phones::Phones;
use pwparents::relay::view::{Client, Status, Ticket, TopicState, View};
use pwparents::relay::who::Dossier;
use pwparents::text::{self, CardState, ClientFacts, PhoneLine, Text};

use super::{
    LANG, NOW, OLENA, from_olena, from_vet, known, message, olena, olena_herself, opening, relay, remember,
    say, saying, shown_anew, tell, text as words, ticket, ticket_fact, topic, under, vet, view,
};

/// What follows when staff write this in Olena's topic, behind the facts that every command brings.
pub fn commanded(view: &View<'_>, typed: &str) -> Vec<Effect> {
    let post = from_vet(words(typed));
    let mut effects = decide(view, &Event::StaffWrote(post.clone()), NOW);
    let first: Vec<Effect> = effects.drain(..2).collect();
    assert_eq!(first, [remember(Fact::Staff(vet())), message(Direction::Out, &post, Delivery::Kept)]);
    effects
}

fn says(view: &View<'_>, typed: &str, line: Text) {
    assert_eq!(commanded(view, typed), [under(90, line)], "{typed}");
}

fn labelled() -> View<'static> {
    let client = Client {
        name: "Мурчикова".to_owned(), label: Some("Мурчикова".to_owned()), ..olena()
    };
    View { client: Some(client), ..known() }
}

#[test]
fn phone_shows_whose_it_is_and_every_phone_by_the_policy() {
    let phones = Phones {
        bot: Some("380671234567".to_owned()),
        confirmed: Some(true),
        enote: Some("0501112233".to_owned()),
    };
    let client = Client { phones, username: Some("olena_k".to_owned()), ..olena() };
    let lines = [
        PhoneLine::Bot { number: "+380671234567".to_owned(), confirmed: true },
        PhoneLine::Enote("+380501112233".to_owned()),
    ];
    let line = text::phone(LANG, OLENA, "Олена", Some("olena_k"), &lines);
    for typed in ["/phone", "/phone@ClinicBot", ".зрщту", "/телефон"] {
        says(&View { client: Some(client.clone()), ..known() }, typed, line.clone());
    }
    let nothing = Client { phones: Phones::default(), ..olena() };
    let none = text::phone(LANG, OLENA, "Олена", None, &[]);
    says(&View { client: Some(nothing), ..known() }, "/phone", none);
}

#[test]
fn client_shows_everything_that_is_known() {
    let owner = Owner { name: Some("Олена Коваль".to_owned()), ..Owner::default() };
    let dossier = Dossier {
        own_name: "Олена К.".to_owned(),
        owner: Some(owner.clone()),
        closed: 3,
        first: Some(Millis(0)),
        last: Some(NOW),
    };
    let assignee = Some(super::member());
    let phones = [PhoneLine::Bot { number: "+380671234567".to_owned(), confirmed: false }];
    let facts = |state, of| ClientFacts {
        client: OLENA,
        name: "Мурчикова",
        own_name: Some("Олена К."),
        username: None,
        language: Some("uk"),
        phones: &phones,
        owner: Some(&owner),
        state,
        of,
        closed: 3,
        first: Some(Millis(0)),
        last: Some(NOW),
        ban: None,
    };
    for (status, state, of) in [
        (Status::InProgress, CardState::Of("Марія"), None),
        (Status::Closed, CardState::Closed, Some("Марія")),
    ] {
        let ticket = Some(Ticket { assignee: assignee.clone(), ..ticket(status) });
        let view = View { ticket, dossier: dossier.clone(), ..labelled() };
        let zone = view.policy.zone();
        says(&view, "/client", text::client(LANG, &zone, &facts(state, of)));
    }
}

#[test]
fn the_name_in_telegram_is_shown_only_beside_another() {
    let view =
        View { dossier: Dossier { own_name: "Олена".to_owned(), ..Dossier::default() }, ..known() };
    let Effect::Tell(told) = &commanded(&view, "/client")[0] else { panic!("an answer") };
    let What::Say { body: Body::Ours(text), .. } = &told.what else { panic!("words") };
    assert_eq!(text.as_str().matches("Олена").count(), 1, "{}", text.as_str());
}

#[test]
fn the_card_moves_to_the_end_and_the_old_one_loses_buttons_and_pin() {
    let old = What::Revise { label: Label::Card(OLENA), text: text::card_moved(LANG), buttons: vec![] };
    let expected = [
        remember(Fact::Forgotten(Label::Card(OLENA))),
        tell(Lane::Card(OLENA), old),
        tell(Lane::Card(OLENA), What::Unpin),
        tell(Lane::Card(OLENA), What::Card),
    ];
    assert_eq!(commanded(&known(), "/card"), expected);
}

#[test]
fn a_label_names_the_client_on_the_card_and_over_the_topic() {
    let [card, look] = shown_anew();
    for (typed, name) in [
        ("/label Мурчикова", "Мурчикова".to_owned()),
        ("/label  <b>&\"*_ \n  кіт\u{200b} ", "<b>&\"*_ кіт".to_owned()),
        (&format!("/label {}", "я".repeat(200)), "я".repeat(128)),
        ("/мітка 👩‍👩‍👧‍👦", "👩‍👩‍👧‍👦".to_owned()),
    ] {
        for view in [known(), labelled()] {
            let expected = [
                under(90, text::labelled(LANG, &name)),
                remember(Fact::OfClient(OLENA, ClientFact::Label(Some(name.clone())))),
                card.clone(),
                look.clone(),
            ];
            assert_eq!(commanded(&view, typed), expected, "{typed}");
        }
    }
}

#[test]
fn a_dash_gives_the_name_in_telegram_back() {
    let [card, look] = shown_anew();
    for typed in ["/label -", "/label –", "/label —", "/label-"] {
        let expected = [
            under(90, text::unlabelled(LANG)),
            remember(Fact::OfClient(OLENA, ClientFact::Label(None))),
            card.clone(),
            look.clone(),
        ];
        assert_eq!(commanded(&labelled(), typed), expected, "{typed}");
        says(&known(), typed, text::unlabelled_already(LANG));
    }
}

#[test]
fn a_label_that_nobody_can_see_is_answered_with_the_usage_and_the_present_one() {
    for typed in
        ["/label", "/label   ", "/label \u{3164}\u{2800}", "/label \u{200d}\u{fe0f}", "/label \u{301}"]
    {
        says(&known(), typed, text::label_usage(LANG, None));
        says(&labelled(), typed, text::label_usage(LANG, Some("Мурчикова")));
    }
}

#[test]
fn words_behind_a_command_that_takes_none_are_answered_with_the_usage() {
    for name in ["client", "phone", "card", "unban"] {
        says(&known(), &format!("/{name} 0671234567"), text::usage(LANG, name));
    }
}

#[test]
fn outside_a_clients_topic_each_says_so() {
    for typed in ["/client", "/phone", "/card", "/label Олена", "/ban спам", "/unban"] {
        let post = Post { thread: None, ..from_vet(words(typed)) };
        let line = saying(text::topic_wanted(LANG), None);
        let line = Tell::new(Lane::Desk(None), line).answering(post.key.message);
        let expected = [remember(Fact::Staff(vet())), Effect::Tell(line)];
        assert_eq!(decide(&view(), &Event::StaffWrote(post), NOW), expected, "{typed}");
    }
}

fn wrote_as(view: &View<'_>, person: &Person) -> (Post, Vec<Effect>) {
    let post = Post { from: Sender::Person(person.clone()), ..from_olena(words("Добрий день")) };
    let effects = decide(view, &Event::ClientWrote(post.clone()), NOW);
    (post, effects)
}

#[test]
fn a_client_with_a_new_name_is_shown_under_it() {
    let [card, look] = shown_anew();
    let renamed = Person { first_name: "Олена Мороз".to_owned(), ..olena_herself() };
    let named = Person { username: Some("olena".to_owned()), ..olena_herself() };
    for person in [renamed, named] {
        for state in [TopicState::Open, TopicState::Opening, TopicState::Suspect] {
            let view = View { topic: topic(state), ..known() };
            let (post, effects) = wrote_as(&view, &person);
            let expected = [
                remember(Fact::Client(person.clone())),
                card.clone(),
                look.clone(),
                message(Direction::In, &post, Delivery::Queued),
                relay(Lane::In(OLENA), post.key, Rung::Plain),
            ];
            assert_eq!(effects, expected, "{state:?}");
        }
    }
}

#[test]
fn a_label_outlives_a_new_name_and_names_a_new_topic_too() {
    let renamed =
        Person { first_name: "Олена Мороз".to_owned(), language: None, ..olena_herself() };
    let (post, effects) = wrote_as(&labelled(), &renamed);
    let expected = [
        remember(Fact::Client(renamed.clone())),
        message(Direction::In, &post, Delivery::Queued),
        relay(Lane::In(OLENA), post.key, Rung::Plain),
    ];
    assert_eq!(effects, expected);
    let (post, effects) = wrote_as(&View { topic: topic(TopicState::Dead), ..labelled() }, &renamed);
    let [begun, forget, _, card] = opening();
    let expected = [
        remember(Fact::Client(renamed)),
        begun,
        forget,
        tell(Lane::Topic(OLENA), What::OpenTopic { name: "Мурчикова".to_owned() }),
        card,
        message(Direction::In, &post, Delivery::Queued),
        relay(Lane::In(OLENA), post.key, Rung::Plain),
    ];
    assert_eq!(effects, expected);
}

#[test]
fn a_new_name_and_a_new_ticket_show_the_card_anew_once() {
    let renamed = Person { first_name: "Олена Мороз".to_owned(), ..olena_herself() };
    let view = View { ticket: Some(ticket(Status::Closed)), ..known() };
    let (post, effects) = wrote_as(&view, &renamed);
    let [card, look] = shown_anew();
    let expected = [
        remember(Fact::Client(renamed)),
        ticket_fact(TicketFact::Opened),
        card,
        look,
        ticket_fact(TicketFact::Asked(NOW)),
        super::remind_at(pwparents::model::Millis(NOW.0 + 1_800_000)),
        message(Direction::In, &post, Delivery::Queued),
        relay(Lane::In(OLENA), post.key, Rung::Plain),
    ];
    assert_eq!(effects, expected);
}

#[test]
fn staff_call_the_first_stored_phone_that_is_a_number() {
    let phones = |bot: &str, enote: &str| Phones {
        bot: Some(bot.to_owned()),
        confirmed: None,
        enote: Some(enote.to_owned()),
    };
    for (phones, call) in [
        (phones("0671234567", "0501112233"), Some("+380671234567")),
        (phones("", "0501112233"), Some("+380501112233")),
        (phones("немає", "0501112233"), Some("+380501112233")),
        (phones("", " "), None),
    ] {
        let client = Client { phones, ..olena() };
        let effects = decide(&View { client: Some(client), ..known() }, &Event::ClientBlocked(OLENA), NOW);
        assert_eq!(effects[1], say(Lane::Desk(Some(OLENA)), text::client_blocked(LANG, call)));
    }
}
