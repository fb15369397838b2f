//! The question for stars after a close, and a press of one.

use pwparents::model::{Desk, MINUTE, Millis, Person, Policy, TicketId, UserId};
use pwparents::relay::decide;
use pwparents::relay::effect::{
    Action, Body, Button, Does, Effect, Fact, Keys, Label, Lane, Tell, TicketFact, UpkeepFact, What,
};
use pwparents::relay::event::{Event, Press};
use pwparents::relay::view::{Rated, Status, Ticket, Upkeep, View};
use pwparents::text;

use super::{
    GROUP, LANG, NOW, OLENA, from_vet, key, known, olena_herself, remember, say, tell, text as words, ticket,
    ticket_fact, under,
};

const TICKET: TicketId = TicketId(3);

fn policy(ask_rating: bool) -> Policy {
    Policy { desk: Desk { ask_rating, ..Desk::default() }, ..known().policy.clone() }
}

/// What a command brings about, beyond its being kept.
fn given(policy: &Policy, upkeep: Upkeep, command: &str) -> Vec<Effect> {
    let ticket = Some(Ticket { upkeep, ..ticket(Status::InProgress) });
    let view = View { policy, ticket, ..known() };
    decide(&view, &Event::StaffWrote(from_vet(words(command))), NOW).split_off(2)
}

fn question() -> [Effect; 2] {
    let button = |stars| {
        let does = Does::Press(Action::Rate(TICKET, stars));
        Button { text: text::star_button(stars), does }
    };
    let what = What::Say {
        body: Body::Ours(text::rate_ask(LANG)),
        keys: Keys::Inline(vec![[1, 2, 3, 4, 5].map(button).to_vec()]),
        label: Some(Label::Rating(TICKET)),
    };
    [ticket_fact(TicketFact::Upkeep(UpkeepFact::RatingAsked)), tell(Lane::Out(OLENA), what)]
}

#[test]
fn after_a_close_the_client_is_asked_for_stars() {
    let effects = given(&policy(true), Upkeep::default(), "/close");
    assert_eq!(effects[0], under(90, text::closed(LANG)));
    assert_eq!(effects[4], say(Lane::Out(OLENA), text::ticket_over(LANG)));
    assert_eq!(effects[5..], question());
}

#[test]
fn not_after_a_silent_one_not_twice_and_not_unless_the_clinic_wants_it() {
    let asked = Upkeep { rating_asked: true, ..Upkeep::default() };
    for (wanted, upkeep, command, count) in [
        (true, Upkeep::default(), "/close_silent", 4),
        (true, asked, "/close", 5),
        (false, Upkeep::default(), "/close", 5),
    ] {
        let effects = given(&policy(wanted), upkeep, command);
        assert_eq!(effects.len(), count, "{command}: {effects:?}");
        assert!(!effects.contains(&question()[1]));
    }
}

fn press(by: Option<Person>, data: &str) -> Event {
    let under = Some(key(OLENA.chat(), 40));
    Event::ClientPressed(Press { query: "q".to_owned(), by, under, data: data.to_owned() })
}

fn toast(text: text::Text) -> Effect {
    let what = What::Answer { query: "q".to_owned(), text: Some(text) };
    Effect::Tell(Tell { expires: Some(Millis(NOW.0 + MINUTE)), ..Tell::new(Lane::Now, what) })
}

fn rated(stars: Option<u8>) -> View<'static> {
    View { client: None, ticket: None, rated: Some(Rated { client: OLENA, stars }), ..known() }
}

#[test]
fn the_first_star_counts_and_the_buttons_go() {
    for stars in 1..=5 {
        let thanks = text::rated(LANG, stars);
        let label = Label::Rating(TICKET);
        let expected = [
            toast(thanks.clone()),
            remember(Fact::Rated(TICKET, stars)),
            tell(Lane::Out(OLENA), What::Revise { label, text: thanks, buttons: Vec::new() }),
            remember(Fact::Forgotten(label)),
            tell(Lane::Card(OLENA), What::Card),
        ];
        let event = press(Some(olena_herself()), &format!("rate:3:{stars}"));
        assert_eq!(decide(&rated(None), &event, NOW), expected);
    }
}

#[test]
fn a_second_press_changes_nothing() {
    for stars in 1..=5 {
        let event = press(Some(olena_herself()), &format!("rate:3:{stars}"));
        assert_eq!(decide(&rated(Some(2)), &event, NOW), [toast(text::rated_already(LANG))]);
    }
}

#[test]
fn stars_of_somebody_else_or_of_no_ticket_and_too_many_are_an_old_button() {
    let stale = [toast(text::client_button_stale(LANG))];
    let igor = Person { id: UserId(502), ..olena_herself() };
    for (view, by) in [(rated(None), Some(igor)), (rated(None), None), (known(), Some(olena_herself()))] {
        assert_eq!(decide(&view, &press(by, "rate:3:5"), NOW), stale);
    }
    for data in
        ["rate:3:0", "rate:3:6", "rate:3:-1", "rate:3:256", "rate:3", "rate:3:5:1", "rate:x:5", "rate"]
    {
        assert_eq!(decide(&rated(None), &press(Some(olena_herself()), data), NOW), stale, "{data}");
        assert_eq!(Action::parse(data), None, "{data}");
    }
}

#[test]
fn in_the_group_it_is_an_old_button_too() {
    let under = Some(key(GROUP, 40));
    let press = Press { query: "q".to_owned(), by: None, under, data: "rate:3:5".to_owned() };
    let view = View { client: None, ..known() };
    assert_eq!(decide(&view, &Event::StaffPressed(press), NOW), [toast(text::button_stale(LANG))]);
}

#[test]
fn what_the_button_carries_is_read_back() {
    let action = Action::Rate(TicketId(i64::MAX), 5);
    assert_eq!(Action::parse(&action.data()), Some(action));
    assert!(action.data().len() <= 64);
}
