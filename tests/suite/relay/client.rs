//! A client started, wrote, pressed a button, blocked the bot or came back.

use pwparents::model::{ClientId, Delivery, Kind, Millis, Person};
use pwparents::relay::decide;
use pwparents::relay::effect::{Direction, Effect, Fact, Lane, Rung, Tell, TicketFact, What};
use pwparents::relay::event::{Event, Post, Press, Sender};
use pwparents::relay::phones::Phones;
use pwparents::relay::view::{Client, Status, Topic, TopicState, View};
use pwparents::text;

use super::{
    LANG, NOTHING, NOW, OLENA, dice, file, from_olena, key, known, message, olena, olena_herself, opening,
    relay, remember, remind_at, replying, say, shown_anew, tell, text as words, thing, ticket, ticket_fact,
    topic, view,
};

fn wrote(view: &View<'_>, post: &Post) -> Vec<Effect> {
    decide(view, &Event::ClientWrote(post.clone()), NOW)
}

#[test]
fn a_first_message_makes_a_client_a_ticket_a_topic_with_a_card_and_a_row() {
    let post = from_olena(words("Добрий день"));
    let [opening, forget, topic, card] = opening();
    let expected = [
        remember(Fact::Client(olena_herself())),
        ticket_fact(TicketFact::Opened),
        ticket_fact(TicketFact::Asked(NOW)),
        remind_at(Millis(NOW.0 + 30 * 60_000)),
        opening,
        forget,
        topic,
        card,
        message(Direction::In, &post, Delivery::Queued),
        relay(Lane::In(OLENA), post.key, Rung::Plain),
    ];
    assert_eq!(wrote(&view(), &post), expected);
}

#[test]
fn a_known_clients_message_is_stored_and_queued_and_nothing_else() {
    for state in [TopicState::Open, TopicState::Opening, TopicState::Suspect] {
        let post = from_olena(words("Кіт не їсть"));
        let view = View { topic: topic(state), ..known() };
        let expected = [
            remember(Fact::Client(olena_herself())),
            message(Direction::In, &post, Delivery::Queued),
            relay(Lane::In(OLENA), post.key, Rung::Plain),
        ];
        assert_eq!(wrote(&view, &post), expected, "{state:?}");
    }
}

#[test]
fn a_message_after_a_close_opens_the_next_ticket_in_the_same_topic() {
    let post = from_olena(words("Це знову я"));
    let view = View { ticket: Some(ticket(Status::Closed)), ..known() };
    let [card, look] = shown_anew();
    let expected = [
        remember(Fact::Client(olena_herself())),
        ticket_fact(TicketFact::Opened),
        card,
        look,
        ticket_fact(TicketFact::Asked(NOW)),
        remind_at(Millis(NOW.0 + 30 * 60_000)),
        message(Direction::In, &post, Delivery::Queued),
        relay(Lane::In(OLENA), post.key, Rung::Plain),
    ];
    assert_eq!(wrote(&view, &post), expected);
}

#[test]
fn a_dead_topic_is_replaced() {
    let post = from_olena(words("Чи є хто?"));
    let view = View { topic: Topic { replaced: true, ..topic(TopicState::Dead) }, ..known() };
    let [opening, forget, topic, card] = opening();
    let expected = [
        remember(Fact::Client(olena_herself())),
        opening,
        forget,
        topic,
        card,
        message(Direction::In, &post, Delivery::Queued),
        relay(Lane::In(OLENA), post.key, Rung::Plain),
    ];
    assert_eq!(wrote(&view, &post), expected);
}

#[test]
fn a_message_that_is_stored_already_or_from_nobody_changes_nothing() {
    let post = from_olena(words("Добрий день"));
    let stored = super::stored(Direction::In, words("Добрий день"), Delivery::Sent);
    assert_eq!(wrote(&super::about(stored), &post), NOTHING);
    assert_eq!(wrote(&known(), &Post { from: Sender::Machine, ..post.clone() }), NOTHING);
    assert_eq!(wrote(&known(), &Post { from: Sender::Anonymous, ..post }), NOTHING);
}

#[test]
fn the_topic_bears_the_name_that_can_be_seen() {
    let person = Person { first_name: "\u{200b}\u{3164}".to_owned(), ..olena_herself() };
    let nameless = Person { language: None, ..person.clone() };
    let called = Person { username: Some("olena_kyiv".to_owned()), ..person };
    for (person, name) in [(nameless, "Клієнт 501"), (called, "@olena_kyiv")] {
        let post =
            Post { from: Sender::Person(person.clone()), ..from_olena(words("Добрий день")) };
        let effects = wrote(&view(), &post);
        let open = tell(Lane::Topic(OLENA), What::OpenTopic { name: name.to_owned() });
        assert_eq!(effects[6], open);
    }
}

#[test]
fn every_message_begins_on_the_highest_rung_it_can_stand_on() {
    let post = from_olena(words("так"));
    let described = |kind: &Kind| Rung::Described(text::described(LANG, kind, ""));
    let mut table = vec![
        (post.clone(), Rung::Plain),
        (replying(post.clone(), None), Rung::Reply),
        (replying(post, Some("о 15:00")), Rung::Quote),
        (from_olena(file(Kind::Voice, "")), Rung::Plain),
        (from_olena(thing(Kind::Unknown("hologram".to_owned()))), Rung::Plain),
        // A copy would roll anew; a reply changes nothing about that.
        (from_olena(dice()), Rung::Words(pwparents::model::Styled::plain("🎲 4"))),
        (replying(from_olena(dice()), None), Rung::Words(pwparents::model::Styled::plain("🎲 4"))),
    ];
    for kind in [Kind::PaidMedia, Kind::Giveaway, Kind::Invoice, Kind::Service("gift".to_owned())] {
        table.push((from_olena(thing(kind.clone())), described(&kind)));
    }
    for (post, rung) in table {
        let last = wrote(&known(), &post).pop();
        assert_eq!(last, Some(relay(Lane::In(OLENA), post.key, rung)), "{post:?}");
    }
}

#[test]
fn what_cannot_be_copied_is_described_with_its_caption() {
    let post = from_olena(file(Kind::PaidMedia, "рентген"));
    let described = Rung::Described(text::described(LANG, &Kind::PaidMedia, "рентген"));
    assert_eq!(wrote(&known(), &post).pop(), Some(relay(Lane::In(OLENA), post.key, described)));
}

#[test]
fn a_press_of_an_old_button_is_answered_and_the_answer_is_worth_a_minute() {
    let press = Press {
        query: "q1".to_owned(),
        by: Some(olena_herself()),
        under: Some(key(OLENA.chat(), 3)),
        data: "retry:31".to_owned(),
    };
    let text = Some(text::client_button_stale(LANG));
    let what = What::Answer { query: "q1".to_owned(), text };
    let expires = Some(Millis(NOW.0 + 60_000));
    let expected = [Effect::Tell(Tell { expires, ..Tell::new(Lane::Now, what) })];
    assert_eq!(decide(&known(), &Event::ClientPressed(press), NOW), expected);
}

#[test]
fn blocking_and_coming_back_are_said_once_where_a_topic_stands() {
    let blocked = Client { blocked: true, ..olena() };
    let phone = Some("+380671234567");
    let block = (Event::ClientBlocked(OLENA), olena(), true, text::client_blocked(LANG, phone));
    let back = (Event::ClientReturned(OLENA), blocked.clone(), false, text::client_returned(LANG));
    for (event, client, now_blocked, line) in [block, back] {
        let fact = remember(Fact::Blocked(OLENA, now_blocked));
        for state in [TopicState::Open, TopicState::Opening, TopicState::Suspect] {
            let view = View { client: Some(client.clone()), topic: topic(state), ..view() };
            let expected = [fact.clone(), say(Lane::Desk(Some(OLENA)), line.clone())];
            assert_eq!(decide(&view, &event, NOW), expected, "{event:?} {state:?}");
        }
        for state in [TopicState::None, TopicState::Dead] {
            let view = View { client: Some(client.clone()), topic: topic(state), ..view() };
            let expected = std::slice::from_ref(&fact);
            assert_eq!(decide(&view, &event, NOW), expected, "{event:?} {state:?}");
        }
    }
}

#[test]
fn blocking_twice_or_by_a_stranger_and_a_return_of_who_never_left_are_no_news() {
    let blocked = View { client: Some(Client { blocked: true, ..olena() }), ..known() };
    assert_eq!(decide(&blocked, &Event::ClientBlocked(OLENA), NOW), NOTHING);
    assert_eq!(decide(&known(), &Event::ClientReturned(OLENA), NOW), NOTHING);
    for event in [Event::ClientBlocked(ClientId(7)), Event::ClientReturned(ClientId(7))] {
        assert_eq!(decide(&view(), &event, NOW), NOTHING);
    }
}

#[test]
fn a_client_without_a_phone_who_blocks_is_told_of_without_one() {
    let view = View { client: Some(Client { phones: Phones::default(), ..olena() }), ..known() };
    let effects = decide(&view, &Event::ClientBlocked(OLENA), NOW);
    assert_eq!(effects[1], say(Lane::Desk(Some(OLENA)), text::client_blocked(LANG, None)));
}

#[test]
fn whoever_writes_has_not_blocked_the_bot() {
    // The fact itself clears it; no second one and no line is needed.
    let view = View { client: Some(Client { blocked: true, ..olena() }), ..known() };
    let post = from_olena(words("Я тут"));
    let expected = [
        remember(Fact::Client(olena_herself())),
        message(Direction::In, &post, Delivery::Queued),
        relay(Lane::In(OLENA), post.key, Rung::Plain),
    ];
    assert_eq!(wrote(&view, &post), expected);
}

#[test]
fn an_update_of_no_concern_wants_nothing() {
    assert_eq!(decide(&view(), &Event::Aside("poll".to_owned()), NOW), NOTHING);
    assert_eq!(decide(&known(), &Event::Aside("poll".to_owned()), NOW), NOTHING);
}
