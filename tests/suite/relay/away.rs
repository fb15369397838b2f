//! What a client hears who writes while the clinic is closed.

use pwparents::model::{Clinic, Hours, Interval, Millis, Policy, kyiv};
use pwparents::relay::decide;
use pwparents::relay::effect::{Effect, Lane, Tell, TicketFact, UpkeepFact};
use pwparents::relay::event::Event;
use pwparents::relay::view::{Status, Ticket, Upkeep, View};
use pwparents::text;

use super::{LANG, NOW, OLENA, from_olena, known, saying, text as words, ticket, ticket_fact};

const HOUR: i64 = 3_600_000;
/// 09:00 of the next day; it is 13:06:40.
const MORNING: Millis = Millis(NOW.0 + 20 * HOUR - 400_000);

/// A clinic that is open every day from 09:00 until then.
fn open_until(hour: u16, clinic: Clinic) -> Policy {
    let day = vec![Interval { from: 9 * 60, to: hour * 60 }];
    let hours = Hours { zone: kyiv(), week: std::array::from_fn(|_| day.clone()), holidays: Vec::new() };
    Policy { hours: Some(hours), clinic, ..known().policy.clone() }
}

/// What is wanted beyond what every message brings.
fn told(policy: &Policy, ticket: Option<Ticket>, said: &str) -> Vec<Effect> {
    let event = Event::ClientWrote(from_olena(words(said)));
    let without = Policy { hours: None, ..policy.clone() };
    let usual = decide(&View { policy: &without, ticket: ticket.clone(), ..known() }, &event, NOW);
    let mut effects = decide(&View { policy, ticket, ..known() }, &event, NOW);
    assert_eq!(effects.drain(..usual.len()).collect::<Vec<_>>(), usual);
    effects
}

fn line(opening: Option<Millis>, phone: Option<&str>) -> [Effect; 2] {
    let what = saying(text::away(LANG, &kyiv(), NOW, opening, phone), None);
    [
        ticket_fact(TicketFact::Upkeep(UpkeepFact::AwayTold)),
        Effect::Tell(Tell { expires: opening, ..Tell::new(Lane::Out(OLENA), what) }),
    ]
}

fn tickets() -> [Option<Ticket>; 3] {
    [None, Some(ticket(Status::Closed)), Some(ticket(Status::InProgress))]
}

#[test]
fn outside_the_hours_a_client_hears_when_the_clinic_opens_and_whom_to_call() {
    let phone = "+380 44 123";
    let urgent = Clinic { phone: Some(phone.to_owned()), ..Clinic::default() };
    for ticket in tickets() {
        let policy = open_until(13, Clinic::default());
        assert_eq!(told(&policy, ticket.clone(), "Добрий день"), line(Some(MORNING), None));
        let policy = open_until(13, urgent.clone());
        assert_eq!(told(&policy, ticket, "Добрий день"), line(Some(MORNING), Some(phone)));
    }
}

#[test]
fn within_the_hours_and_without_any_nothing_is_said() {
    for ticket in tickets() {
        assert_eq!(told(&open_until(14, Clinic::default()), ticket.clone(), "Добрий день"), []);
        assert_eq!(told(known().policy, ticket, "Добрий день"), []);
    }
}

#[test]
fn a_clinic_that_does_not_open_promises_no_time() {
    let hours = Hours { zone: kyiv(), week: Default::default(), holidays: Vec::new() };
    let policy = Policy { hours: Some(hours), ..known().policy.clone() };
    assert_eq!(told(&policy, None, "Добрий день"), line(None, None));
}

#[test]
fn it_is_said_once_for_a_ticket() {
    let policy = open_until(13, Clinic::default());
    let upkeep = Upkeep { away_told: true, ..Upkeep::default() };
    let open = Ticket { upkeep, ..ticket(Status::Open) };
    assert_eq!(told(&policy, Some(open), "Агов"), []);
    let closed = Ticket { upkeep, ..ticket(Status::Closed) };
    assert_eq!(told(&policy, Some(closed), "Агов"), line(Some(MORNING), None), "the next ticket begins");
}

#[test]
fn neither_start_nor_the_menu_is_answered_so() {
    let policy = open_until(13, Clinic::default());
    let button = policy.menu.uk[0].title.clone();
    for said in ["/start", "/start qr", &button] {
        assert_eq!(told(&policy, None, said), [], "{said}");
    }
}
