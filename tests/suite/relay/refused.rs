//! Nothing is left to try: who is told, in which words, and what the row leaves behind.

use pwparents::model::{Delivery, Kind, Millis};
use pwparents::relay::effect::{
    Action, Body, Button, Direction, Does, Effect, Fact, Keys, Label, Lane, Question, Rung, Tell, TopicFact,
    What,
};
use pwparents::relay::event::Why;
use pwparents::relay::phones::Phones;
use pwparents::relay::view::{Client, Row, Stored, View};
use pwparents::text::{self, Text, Unreachable};

use super::{
    LANG, NOW, OLENA, ROW, STORED, again, done, ended, file, key, known, of_row, olena, queued, refusal,
    relay_row, remember, revise, row, say, saying, stored, text as words, thing,
};

fn failed() -> Effect {
    remember(Fact::Delivery(ROW, Delivery::Failed))
}

fn blocked() -> Effect {
    remember(Fact::Blocked(OLENA, true))
}

/// The line under the refused message, with the button that tries it again.
fn refusal_line(line: Text) -> Effect {
    let button = Button { text: text::retry_button(LANG), does: Does::Press(Action::Retry(STORED)) };
    let label = Some(Label::Refused(STORED));
    let what = What::Say { body: Body::Ours(line), keys: Keys::Inline(vec![vec![button]]), label };
    Effect::Tell(Tell::new(Lane::Desk(Some(OLENA)), what).answering(key(super::GROUP, 90).message))
}

/// Staff's message on the last rung.
fn outward() -> View<'static> {
    let poll = queued(Direction::Out, thing(Kind::Poll), true);
    of_row(relay_row(Direction::Out, Rung::Plain), &[poll])
}

#[test]
fn where_an_earlier_try_ended_in_doubt_staff_read_that_it_may_have_arrived() {
    let mut view = outward();
    view.row = view.row.map(|row| Row { unknown: 1, ..row });
    let refused = text::refused_unreachable(LANG, Unreachable::Blocked, Some("+380671234567"));
    let line = refusal_line(text::refused_in_doubt(LANG, &refused));
    assert_eq!(ended(&view, refusal(Why::Blocked)), [failed(), done(), blocked(), line]);
}

#[test]
fn staff_are_told_under_the_very_message_why_and_whom_to_call() {
    let phone = Some("+380671234567");
    let unreachable = |why| text::refused_unreachable(LANG, why, phone);
    let other = || text::refused(LANG, "message is too long");
    let table = [
        (Why::Blocked, true, unreachable(Unreachable::Blocked)),
        (Why::Deactivated, true, unreachable(Unreachable::Deactivated)),
        (Why::NeverStarted, false, unreachable(Unreachable::NeverStarted)),
        (Why::Other, false, other()),
        (Why::AlreadySo, false, other()),
        (Why::EditGone, false, other()),
    ];
    for (why, out_of_reach, line) in table {
        let mut expected = vec![failed(), done()];
        expected.extend(out_of_reach.then(blocked));
        expected.push(refusal_line(line));
        assert_eq!(ended(&outward(), refusal(why)), expected, "{why:?}");
    }
}

#[test]
fn without_a_phone_the_line_does_without() {
    let view = View { client: Some(Client { phones: Phones::default(), ..olena() }), ..outward() };
    let line = text::refused_unreachable(LANG, Unreachable::Blocked, None);
    assert_eq!(ended(&view, refusal(Why::Blocked)).pop(), Some(refusal_line(line)));
}

#[test]
fn an_earlier_refusal_and_a_lateness_end_with_the_new_refusal() {
    let view = View { refusal_said: true, late_said: true, ..outward() };
    let (refused, late) = (Label::Refused(STORED), Label::Late(OLENA));
    let expected = [
        failed(),
        done(),
        revise(refused, text::not_delivered(LANG)),
        remember(Fact::Forgotten(refused)),
        revise(late, text::not_delivered(LANG)),
        remember(Fact::Forgotten(late)),
        refusal_line(text::refused(LANG, "message is too long")),
    ];
    assert_eq!(ended(&view, refusal(Why::Other)), expected);
    // Another message waits still, so lateness goes on.
    let view = View { refusal_said: false, oldest_out: Some(NOW), ..view };
    let expected = [failed(), done(), refusal_line(text::refused(LANG, "message is too long"))];
    assert_eq!(ended(&view, refusal(Why::Other)), expected);
}

#[test]
fn a_clients_message_that_cannot_even_be_described_is_named_in_general() {
    let line = text::described(LANG, &Kind::Photo, "");
    let row = relay_row(Direction::In, Rung::Described(line));
    let photo = queued(Direction::In, file(Kind::Photo, ""), true);
    let told = say(Lane::Desk(None), text::not_shown(LANG, "Олена", "message is too long"));
    let expected = [failed(), done(), told];
    assert_eq!(ended(&of_row(row, &[photo]), refusal(Why::Other)), expected);
}

#[test]
fn a_row_whose_message_is_gone_from_the_database_just_ends() {
    for direction in [Direction::In, Direction::Out] {
        let view = of_row(relay_row(direction, Rung::Plain), &[]);
        assert_eq!(ended(&view, refusal(Why::Other)), [failed(), done()]);
    }
}

#[test]
fn a_missing_right_is_waited_for_and_told_once_an_hour() {
    let open = row(Lane::Topic(OLENA), What::OpenTopic { name: "Олена".to_owned() });
    let line = row(Lane::Desk(Some(OLENA)), saying(text::retrying(LANG), None));
    let closed = relay_row(Direction::In, Rung::Plain);
    let waits = again(Millis(NOW.0 + 60_000), false);
    let told = [
        waits.clone(),
        remember(Fact::ToldRights(NOW)),
        say(Lane::Desk(None), text::group_no_topic_rights(LANG)),
    ];
    for row in [open, line, closed] {
        let view = of_row(row, &[queued(Direction::In, words("так"), true)]);
        assert_eq!(ended(&view, refusal(Why::NoTopicRights)), told);
        let lately = View { told_rights: Some(Millis(NOW.0 - 3_599_999)), ..view.clone() };
        let expected = std::slice::from_ref(&waits);
        assert_eq!(ended(&lately, refusal(Why::NoTopicRights)), expected);
        let long_ago = View { told_rights: Some(Millis(NOW.0 - 3_600_000)), ..view };
        assert_eq!(ended(&long_ago, refusal(Why::NoTopicRights)), told);
    }
}

#[test]
fn a_topic_is_never_given_up() {
    let view = of_row(row(Lane::Topic(OLENA), What::OpenTopic { name: "Олена".to_owned() }), &[]);
    for why in [Why::Other, Why::ThreadGone, Why::AlreadySo] {
        assert_eq!(ended(&view, refusal(why)), [again(Millis(NOW.0 + 60_000), false)], "{why:?}");
    }
}

/// Our own words in the client's topic.
fn line(targeted: bool) -> View<'static> {
    of_row(Row { targeted, ..row(Lane::Desk(Some(OLENA)), saying(text::retrying(LANG), None)) }, &[])
}

#[test]
fn our_words_go_without_the_message_they_answered_if_that_is_gone() {
    let expected = [remember(Fact::RowUnanswered(ROW))];
    assert_eq!(ended(&line(true), refusal(Why::ReplyGone)), expected);
}

#[test]
fn our_words_find_out_that_a_topic_is_gone() {
    let gone = [
        again(Millis(0), false),
        remember(Fact::Topic(OLENA, TopicFact::Suspect)),
        Effect::Ask(Question::Forum),
    ];
    assert_eq!(ended(&line(false), refusal(Why::ReplyGone)), gone);
    assert_eq!(ended(&line(false), refusal(Why::ThreadGone)), gone);
    assert_eq!(ended(&line(true), refusal(Why::ThreadGone)), gone);
}

#[test]
fn our_words_that_are_refused_otherwise_are_given_up() {
    assert_eq!(ended(&line(false), refusal(Why::Other)), [done()]);
    let general = of_row(row(Lane::Desk(None), saying(text::retrying(LANG), None)), &[]);
    for why in [Why::Other, Why::ThreadGone, Why::ReplyGone, Why::NoTopicRights] {
        assert_eq!(ended(&general, refusal(why)), [done()], "{why:?}");
    }
}

#[test]
fn a_greeting_that_cannot_arrive_tells_that_the_client_is_out_of_reach() {
    let view = of_row(row(Lane::Out(OLENA), saying(text::retrying(LANG), None)), &[]);
    for why in [Why::Blocked, Why::Deactivated] {
        assert_eq!(ended(&view, refusal(why)), [blocked(), done()], "{why:?}");
    }
    assert_eq!(ended(&view, refusal(Why::NeverStarted)), [done()]);
}

fn mending(direction: Direction) -> View<'static> {
    let stored = stored(direction, words("так"), Delivery::Sent);
    let lane = if direction == Direction::In { Lane::In(OLENA) } else { Lane::Out(OLENA) };
    let row = row(lane, What::Mend { of: stored.key, file: false });
    View { row: Some(row), stored: Some(stored), ..known() }
}

#[test]
fn an_edit_that_is_so_already_is_done() {
    for direction in [Direction::In, Direction::Out] {
        assert_eq!(ended(&mending(direction), refusal(Why::AlreadySo)), [done()]);
    }
}

#[test]
fn removals_revisions_and_answers_that_are_refused_are_given_up() {
    let revise = What::Revise { label: Label::Late(OLENA), text: text::retrying(LANG), buttons: Vec::new() };
    let answer = What::Answer { query: "q".to_owned(), text: None };
    let rows = [
        row(Lane::Desk(Some(OLENA)), revise),
        row(Lane::Now, answer),
        row(Lane::Now, What::Remove(key(super::GROUP, 200))),
        row(Lane::Moves(OLENA), What::Halt { of: key(OLENA.chat(), 10) }),
    ];
    for row in rows {
        for why in [Why::Other, Why::AlreadySo, Why::EditGone] {
            assert_eq!(ended(&of_row(row.clone(), &[]), refusal(why)), [done()], "{why:?}");
        }
    }
}

#[test]
fn the_retry_that_is_refused_again_says_so_and_keeps_a_button() {
    let again: Stored = queued(Direction::Out, thing(Kind::Poll), true);
    let view = of_row(relay_row(Direction::Out, Rung::Quote), &[again]);
    let view = View { refusal_said: true, ..view };
    let effects = ended(&view, refusal(Why::Blocked));
    let line = text::refused_unreachable(LANG, Unreachable::Blocked, Some("+380671234567"));
    assert_eq!(effects.last(), Some(&refusal_line(line)));
    assert_eq!(effects[3], revise(Label::Refused(STORED), text::not_delivered(LANG)));
}
