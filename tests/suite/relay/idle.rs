//! Tickets that close by themselves.

use pwparents::model::{ClientId, Desk, Millis, Policy};
use pwparents::relay::decide;
use pwparents::relay::effect::{Effect, Fact, Lane, Polls, TicketFact, What};
use pwparents::relay::event::{Due, Event};
use pwparents::relay::view::{Resting, View};

use super::{NOW, OLENA, known, remember, shown_anew, tell, ticket_fact};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
const IGOR: ClientId = ClientId(502);

fn due(days: u32, resting: Vec<Resting>, polls: Polls) -> Vec<Effect> {
    let desk = Desk { close_after_days: days, ..Desk::default() };
    let policy = Policy { desk, ..known().policy.clone() };
    decide(&View { policy: &policy, resting, polls, ..known() }, &Event::Due(Due::CloseIdle), NOW)
}

fn heard() -> Polls {
    Polls { last: Some(NOW), away: None }
}

fn resting(client: ClientId, ms: i64) -> Resting {
    Resting { client, since: Millis(NOW.0 - ms) }
}

fn again(ms: i64) -> Effect {
    remember(Fact::Deadline(Due::CloseIdle, Millis(NOW.0 + ms)))
}

#[test]
fn what_has_rested_long_enough_is_closed_and_nobody_is_told() {
    let effects = due(7, vec![resting(OLENA, 7 * DAY), resting(IGOR, 7 * DAY - 1)], heard());
    let [card, look] = shown_anew();
    assert_eq!(effects, [again(60 * MINUTE), ticket_fact(TicketFact::Closed { by: None }), card, look]);
    let both = due(7, vec![resting(IGOR, 9 * DAY), resting(OLENA, 8 * DAY)], heard());
    assert_eq!(both[1], remember(Fact::Ticket(IGOR, TicketFact::Closed { by: None })));
    assert_eq!(both[2], tell(Lane::Card(IGOR), What::Card));
    assert_eq!(both.len(), 7);
}

#[test]
fn without_days_in_the_config_none_is_closed() {
    assert_eq!(due(0, vec![resting(OLENA, 99 * DAY)], heard()), [again(60 * MINUTE)]);
}

#[test]
fn after_a_time_away_it_waits_for_what_clients_wrote_meanwhile() {
    for last in [None, Some(Millis(NOW.0 - 10 * MINUTE))] {
        let polls = Polls { last, away: None };
        assert_eq!(due(7, vec![resting(OLENA, 99 * DAY)], polls), [again(MINUTE)]);
    }
}
