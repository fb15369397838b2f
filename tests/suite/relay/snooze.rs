//! `/snooze`: how long, and what it answers.

use pwparents::model::{Delivery, Desk, Millis, Policy, kyiv};
use pwparents::relay::decide;
use pwparents::relay::effect::{Direction, Effect, Fact, Lane, TicketFact, UpkeepFact};
use pwparents::relay::event::Event;
use pwparents::relay::view::{Status, Ticket, Upkeep, View};
use pwparents::text::{self, Text};

use super::{
    LANG, NOW, from_vet, known, message, remember, remind_at, saying, text as words, ticket, ticket_fact,
    under, vet,
};

const MINUTE: i64 = 60_000;

/// What the command brings about, beyond its being kept.
fn given(view: &View<'_>, command: &str) -> Vec<Effect> {
    let post = from_vet(words(command));
    let mut effects = decide(view, &Event::StaffWrote(post.clone()), NOW);
    let kept = [remember(Fact::Staff(vet())), message(Direction::Out, &post, Delivery::Kept)];
    assert_eq!(effects.drain(..2).collect::<Vec<_>>(), kept, "{command}");
    effects
}

fn answered(text: Text) -> [Effect; 1] {
    [under(90, text)]
}

fn snoozed(until: Option<Millis>) -> Effect {
    ticket_fact(TicketFact::Upkeep(UpkeepFact::Snoozed(until)))
}

#[test]
fn staff_are_left_alone_for_as_long_as_they_say() {
    for (said, minutes) in [
        ("30", 30),
        ("30 хв", 30),
        ("30хв.", 30),
        ("45 minutes", 45),
        ("1", 1),
        ("2h", 120),
        ("2 год", 120),
        ("1 година", 60),
        ("5 ГОДИН", 300),
        ("1440", 1_440),
        ("24 h", 1_440),
    ] {
        let until = Millis(NOW.0 + minutes * MINUTE);
        let effects = given(&known(), &format!("/snooze {said}"));
        let line = text::snoozed(LANG, &kyiv(), NOW, until);
        assert_eq!(effects[..2], [under(90, line), snoozed(Some(until))], "{said}");
        assert_eq!(effects.len(), 3, "{said}");
    }
}

#[test]
fn the_reminder_comes_when_the_snooze_is_over_and_not_before_its_time() {
    // Olena has waited a minute, so twenty-nine are left.
    for (minutes, next) in [(10, 29), (29, 29), (45, 45)] {
        let effects = given(&known(), &format!("/snooze {minutes}"));
        assert_eq!(effects[2], remind_at(Millis(NOW.0 + next * MINUTE)));
    }
    let answered = Ticket { waiting: None, ..ticket(Status::InProgress) };
    let effects = given(&View { ticket: Some(answered), ..known() }, "/snooze 30");
    assert_eq!(effects.len(), 2, "nobody waits: {effects:?}");
}

#[test]
fn a_snooze_is_ended() {
    let upkeep = Upkeep { snoozed: Some(Millis(NOW.0 + 99 * MINUTE)), ..Upkeep::default() };
    let view = View { ticket: Some(Ticket { upkeep, ..ticket(Status::Open) }), ..known() };
    for said in ["0", "-", "–", "—", "0 год"] {
        let expected =
            [under(90, text::snooze_over(LANG)), snoozed(None), remind_at(Millis(NOW.0 + 29 * MINUTE))];
        assert_eq!(given(&view, &format!("/snooze {said}")), expected, "{said}");
    }
}

#[test]
fn written_wrongly_it_says_how() {
    for said in
        ["", "завтра", "1441", "25h", "-5", "1.5 h", "30 хв дякую", "h", "99999999999999999999", "30 days"]
    {
        let effects = given(&known(), &format!("/snooze {said}"));
        assert_eq!(effects, answered(text::usage(LANG, "snooze")), "{said}");
    }
}

#[test]
fn where_there_is_nothing_to_put_off_it_says_so() {
    let closed = View { ticket: Some(ticket(Status::Closed)), ..known() };
    assert_eq!(given(&closed, "/snooze 30"), answered(text::ticket_is_closed(LANG)));
    let desk = Desk { remind_after_minutes: 0, ..Desk::default() };
    let policy = Policy { desk, ..known().policy.clone() };
    let off = View { policy: &policy, ..known() };
    assert_eq!(given(&off, "/snooze 30"), answered(text::reminders_off(LANG)));
}

#[test]
fn outside_a_clients_topic_it_says_so() {
    let post = super::Post { thread: None, ..from_vet(words("/snooze 30")) };
    let view = View { client: None, ticket: None, ..known() };
    let effects = decide(&view, &Event::StaffWrote(post), NOW);
    let line = saying(text::topic_wanted(LANG), None);
    let tell = pwparents::relay::effect::Tell::new(Lane::Desk(None), line);
    let expected = [remember(Fact::Staff(vet())), Effect::Tell(tell.answering(super::MessageId(90)))];
    assert_eq!(effects, expected);
}
