//! When staff are reminded of a client who waits, and of whom the line reminds.

use pwparents::model::{Desk, Millis, OnCall, Policy, UserId};
use pwparents::relay::decide;
use pwparents::relay::effect::{Away, Effect, Label, Lane, Polls, Tell, TicketFact, UpkeepFact};
use pwparents::relay::event::{Due, Event, Shut};
use pwparents::relay::view::{Group, Member, Status, Ticket, TopicState, Upkeep, View};
use pwparents::text::{self, Mention};

use super::{
    GROUP, LANG, NOTHING, NOW, OLENA, VET, known, opening, remind_at, saying, ticket, ticket_fact, topic,
};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;

fn due_at(view: &View<'_>, now: Millis) -> Vec<Effect> {
    decide(view, &Event::Due(Due::Remind(OLENA)), now)
}

fn due(view: &View<'_>) -> Vec<Effect> {
    due_at(view, NOW)
}

fn ago(ms: i64) -> Millis {
    Millis(NOW.0 - ms)
}

fn later(ms: i64) -> Millis {
    Millis(NOW.0 + ms)
}

fn heard() -> Polls {
    Polls { last: Some(NOW), away: None }
}

/// Olena has waited so long, and all that Telegram had was heard.
fn waiting(ms: i64, upkeep: Upkeep) -> View<'static> {
    let ticket = Ticket { waiting: Some(ago(ms)), upkeep, ..ticket(Status::Open) };
    View { ticket: Some(ticket), polls: heard(), ..known() }
}

fn waited(ms: i64) -> View<'static> {
    waiting(ms, Upkeep::default())
}

fn reminded() -> Effect {
    ticket_fact(TicketFact::Upkeep(UpkeepFact::Reminded(NOW)))
}

fn line(ms: i64, whom: &[Mention], expires: Millis) -> Effect {
    let what = saying(text::reminder(LANG, ms, whom), Some(Label::Reminder(OLENA)));
    Effect::Tell(Tell { expires: Some(expires), ..Tell::new(Lane::Desk(Some(OLENA)), what) })
}

#[test]
fn staff_are_reminded_once_the_client_has_waited_long_enough() {
    assert_eq!(due(&waited(30 * MINUTE - 1)), [remind_at(later(1))]);
    let next = later(HOUR);
    assert_eq!(due(&waited(30 * MINUTE)), [reminded(), remind_at(next), line(30 * MINUTE, &[], next)]);
    assert_eq!(due(&waited(3 * HOUR)), [reminded(), remind_at(next), line(3 * HOUR, &[], next)]);
}

#[test]
fn each_wait_for_the_next_is_twice_as_long_up_to_eight_hours() {
    for (reminders, gap) in [(0, 30), (1, 60), (2, 120), (3, 240), (4, 480), (5, 480), (90, 480)] {
        let upkeep = |ms| Upkeep { reminders, reminded: Some(ago(ms)), ..Upkeep::default() };
        let early = waiting(99 * HOUR, upkeep(gap * MINUTE - 1));
        assert_eq!(due(&early), [remind_at(later(1))], "{reminders}");
        let effects = due(&waiting(99 * HOUR, upkeep(gap * MINUTE)));
        let next = (gap * 2).min(480) * MINUTE;
        assert_eq!((&effects[0], effects.len()), (&reminded(), 3), "{reminders}");
        assert_eq!(effects[2], line(99 * HOUR, &[], later(next)), "{reminders}");
    }
}

#[test]
fn who_does_not_wait_is_not_spoken_of() {
    let answered = Ticket { waiting: None, ..ticket(Status::InProgress) };
    let closed = ticket(Status::Closed);
    for ticket in [None, Some(answered), Some(closed)] {
        assert_eq!(due(&View { ticket, ..waited(HOUR) }), NOTHING);
    }
    assert_eq!(due(&View { client: None, ..waited(HOUR) }), NOTHING);
}

#[test]
fn without_minutes_in_the_config_nobody_is_reminded() {
    let desk = Desk { remind_after_minutes: 0, ..Desk::default() };
    let policy = Policy { desk, ..known().policy.clone() };
    assert_eq!(due(&View { policy: &policy, ..waited(HOUR) }), NOTHING);
}

#[test]
fn a_snooze_silences_until_its_end() {
    let snoozed = |at| Upkeep { snoozed: Some(at), ..Upkeep::default() };
    assert_eq!(due(&waiting(HOUR, snoozed(later(1)))), [remind_at(later(1))]);
    assert_eq!(due(&waiting(HOUR, snoozed(NOW))).len(), 3);
}

#[test]
fn by_night_it_waits_for_the_morning() {
    // 13:06:40 in Kyiv: twenty o'clock comes in 6 h 53 min 20 s, the morning thirteen hours after that.
    let evening = later(6 * HOUR + 53 * MINUTE + 20_000);
    let morning = Millis(evening.0 + 13 * HOUR);
    let heard = |now| View { polls: Polls { last: Some(now), away: None }, ..waited(HOUR) };
    assert_eq!(due_at(&heard(evening), evening), [remind_at(morning)]);
    assert_eq!(due_at(&heard(morning), morning).len(), 3);
    let before = Millis(evening.0 - 1);
    let effects = due_at(&heard(before), before);
    assert_eq!(effects.len(), 3, "{effects:?}");
    assert_eq!(effects[1], remind_at(morning), "an hour later is night");
}

#[test]
fn nothing_is_said_before_it_is_known_who_still_waits() {
    let soon = [remind_at(later(5 * MINUTE))];
    let away = Away { from: Millis(0), to: NOW, drained: false };
    for polls in [
        Polls::default(),
        Polls { last: Some(ago(2 * MINUTE)), away: None },
        Polls { last: Some(NOW), away: Some(away) },
    ] {
        assert_eq!(due(&View { polls, ..waited(HOUR) }), soon, "{polls:?}");
    }
    let drained = Away { drained: true, ..away };
    let polls = Polls { last: Some(NOW), away: Some(drained) };
    assert_eq!(due(&View { polls, ..waited(HOUR) }).len(), 3);
}

#[test]
fn of_many_only_some_come_in_the_same_minute() {
    let since = |ms| View { crowded: Some(ago(ms)), ..waited(HOUR) };
    assert_eq!(due(&since(MINUTE - 1)), [remind_at(later(MINUTE))]);
    assert_eq!(due(&since(MINUTE)).len(), 3);
}

#[test]
fn what_clients_wrote_comes_first() {
    assert_eq!(due(&View { busy: true, ..waited(HOUR) }), [remind_at(later(5 * MINUTE))]);
}

#[test]
fn a_shut_group_is_not_reminded() {
    let group = Group { id: GROUP, shut: Some(Shut::NoAccess), checks: 0, asked: false };
    assert_eq!(due(&View { group, ..waited(HOUR) }), [remind_at(later(5 * MINUTE))]);
}

#[test]
fn staff_get_their_time_for_what_they_have_not_seen() {
    assert_eq!(due(&View { unseen: true, ..waited(HOUR) }), [remind_at(later(30 * MINUTE))]);
}

#[test]
fn a_reminder_that_finds_no_topic_opens_one() {
    let effects = due(&View { topic: topic(TopicState::Dead), ..waited(HOUR) });
    assert_eq!(effects[2..6], opening());
    assert_eq!(effects[6..], [line(HOUR, &[], later(HOUR))]);
}

fn member(id: UserId, username: Option<&str>) -> Member {
    let username = username.map(str::to_owned);
    Member { id, name: "Марія <b>".to_owned(), username, signs: None, hinted: true }
}

#[test]
fn the_line_names_whose_client_it_is_or_else_those_on_call() {
    let name = |name: &str| Mention::Username(name.to_owned());
    let on_call = vec![
        OnCall::Username("olena_vet".to_owned()),
        OnCall::Id(UserId(7)),
        OnCall::Id(UserId(8)),
        OnCall::Id(UserId(9)),
    ];
    let desk = Desk { on_call, ..Desk::default() };
    let policy = Policy { desk, ..known().policy.clone() };
    let here = vec![member(UserId(7), Some("seven")), member(UserId(8), None)];
    let all = [
        name("olena_vet"),
        name("seven"),
        Mention::Person("Марія <b>".to_owned(), UserId(8)),
        Mention::Person("9".to_owned(), UserId(9)),
    ];
    for (assignee, here, whom) in [
        (None, here.clone(), all.to_vec()),
        (Some(member(VET, None)), here.clone(), all.to_vec()),
        (Some(member(VET, None)), vec![member(VET, Some("maria_vet"))], vec![name("maria_vet")]),
        (
            Some(member(VET, None)),
            vec![member(VET, None)],
            vec![Mention::Person("Марія <b>".to_owned(), VET)],
        ),
    ] {
        let view = waited(HOUR);
        let ticket = view.ticket.clone().map(|ticket| Ticket { assignee, ..ticket });
        let view = View { policy: &policy, staff: here, ticket, ..view };
        assert_eq!(due(&view)[2], line(HOUR, &whom, later(HOUR)));
    }
}
