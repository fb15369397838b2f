//! A call ended well, in doubt, or not at all: every kind of row.

use pwparents::model::{ChatId, ClientId, Delivery, Kind, MessageId, Millis, StoredId, ThreadId, kyiv};
use pwparents::relay::effect::{
    Body, Direction, Effect, Fact, Label, Lane, Pause, Question, Rung, TopicFact, What,
};
use pwparents::relay::event::{Answer, Outcome, Shut};
use pwparents::relay::view::{Row, Stored, View};
use pwparents::text;

use super::{
    GROUP, LANG, NOTHING, NOW, OLENA, ROW, STORED, THREAD, VET, again, done, ended, file, key, known, of_row,
    queued, relay_row, remember, revise, row, saying, tell, text as words, under, view,
};

/// Sent, and the answer did not say where it landed.
fn sent(ids: &[i64]) -> Outcome {
    let ids = ids.iter().copied().map(MessageId).collect();
    Outcome::Done(Answer::Sent { ids, thread: None })
}

fn landed(ids: &[i64], thread: Option<ThreadId>) -> Outcome {
    let ids = ids.iter().copied().map(MessageId).collect();
    Outcome::Done(Answer::Sent { ids, thread: Some(thread) })
}

fn linked(lane: Lane, ids: &[i64]) -> Effect {
    let chat = if lane == Lane::Out(OLENA) { OLENA.chat() } else { GROUP };
    remember(Fact::Linked { row: ROW, chat, ids: ids.iter().copied().map(MessageId).collect() })
}

fn delivery(delivery: Delivery) -> Effect {
    remember(Fact::Delivery(ROW, delivery))
}

fn carried(direction: Direction) -> Stored {
    queued(direction, words("так"), true)
}

fn said(label: Option<Label>) -> What {
    saying(text::delivered(LANG, &kyiv(), NOW), label)
}

/// A row of each kind that is not a relay, in a lane it stands in.
fn other_rows() -> Vec<Row> {
    let label = Label::Late(OLENA);
    let answer = What::Answer { query: "q".to_owned(), text: None };
    vec![
        row(Lane::Desk(Some(OLENA)), said(Some(label))),
        row(
            Lane::Desk(Some(OLENA)),
            What::Revise { label, text: text::delivered(LANG, &kyiv(), NOW), buttons: Vec::new() },
        ),
        row(Lane::In(OLENA), What::Mend { of: key(OLENA.chat(), 10), file: false }),
        row(Lane::Moves(OLENA), What::Halt { of: key(OLENA.chat(), 10) }),
        row(Lane::Topic(OLENA), What::OpenTopic { name: "Олена".to_owned() }),
        row(Lane::Now, What::Remove(key(GROUP, 90))),
        row(Lane::Now, answer),
        row(Lane::Now, What::Ask(Question::Forum)),
    ]
}

#[test]
fn a_row_that_is_gone_was_settled_by_something_else() {
    for outcome in [sent(&[1]), Outcome::Unknown, Outcome::NotSent, Outcome::Later(5)] {
        assert_eq!(ended(&known(), outcome), NOTHING);
    }
}

#[test]
fn a_relay_that_was_carried_out_links_both_messages_and_is_sent() {
    for (direction, lane) in [(Direction::In, Lane::In(OLENA)), (Direction::Out, Lane::Out(OLENA))] {
        for rung in [Rung::Quote, Rung::Reply, Rung::Plain, Rung::Rebuilt, Rung::Bare] {
            let view = of_row(relay_row(direction, rung), &[carried(direction)]);
            let expected = [linked(lane, &[200]), delivery(Delivery::Sent), done()];
            assert_eq!(ended(&view, sent(&[200])), expected);
        }
    }
}

#[test]
fn a_relay_after_a_call_in_doubt_possibly_stands_twice() {
    let row = Row { unknown: 1, attempt: 2, ..relay_row(Direction::In, Rung::Plain) };
    let view = of_row(row, &[carried(Direction::In)]);
    let expected = [linked(Lane::In(OLENA), &[200]), delivery(Delivery::PossiblyTwice), done()];
    assert_eq!(ended(&view, sent(&[200])), expected);
}

#[test]
fn success_is_success_even_where_the_answer_tells_no_number() {
    let view = of_row(relay_row(Direction::Out, Rung::Plain), &[carried(Direction::Out)]);
    let expected = [delivery(Delivery::Sent), done()];
    for outcome in [sent(&[]), Outcome::Done(Answer::Fine), landed(&[], None)] {
        assert_eq!(ended(&view, outcome), expected);
    }
}

#[test]
fn an_albums_parts_are_linked_in_order() {
    let part = |id, message| Stored {
        id: StoredId(id),
        key: key(OLENA.chat(), message),
        ..queued(Direction::In, file(Kind::Photo, ""), true)
    };
    let view = of_row(relay_row(Direction::In, Rung::Plain), &[part(1, 10), part(2, 11), part(3, 12)]);
    let expected = [linked(Lane::In(OLENA), &[201, 202, 203]), delivery(Delivery::Sent), done()];
    assert_eq!(ended(&view, landed(&[201, 202, 203], Some(THREAD))), expected);
}

#[test]
fn an_album_that_arrived_in_part_is_linked_to_nothing_and_staff_hear_how_much_came() {
    let parts: Vec<Stored> = (0..3).map(|_| queued(Direction::Out, file(Kind::Photo, ""), true)).collect();
    let view = of_row(relay_row(Direction::Out, Rung::Plain), &parts);
    let expected = [delivery(Delivery::Sent), done(), under(90, text::refused_some(LANG, 2, 3))];
    assert_eq!(ended(&view, sent(&[201, 202])), expected);
}

#[test]
fn what_staff_were_told_is_brought_up_to_date_once_nothing_else_waits() {
    let row = relay_row(Direction::Out, Rung::Plain);
    let late = Label::Late(OLENA);
    let refused = Label::Refused(STORED);
    let delivered = text::delivered(LANG, &kyiv(), NOW);
    let settled = |label| [revise(label, delivered.clone()), remember(Fact::Forgotten(label))];
    let sent_now = [linked(Lane::Out(OLENA), &[200]), delivery(Delivery::Sent), done()];
    let view = of_row(row, &[carried(Direction::Out)]);
    let waits = Some(Millis(NOW.0 - 1));
    let table = [
        (false, false, None, vec![]),
        (true, false, None, settled(refused).to_vec()),
        (false, true, None, settled(late).to_vec()),
        (true, true, None, [settled(refused), settled(late)].concat()),
        // Another message still waits: "not delivered yet" stays true.
        (false, true, waits, vec![]),
        (true, true, waits, settled(refused).to_vec()),
    ];
    for (refusal_said, late_said, oldest_out, news) in table {
        let view = View { refusal_said, late_said, oldest_out, ..view.clone() };
        assert_eq!(ended(&view, sent(&[200])), [sent_now.to_vec(), news].concat());
    }
}

#[test]
fn a_clients_message_that_arrives_settles_nothing_of_staffs() {
    let view = of_row(relay_row(Direction::In, Rung::Plain), &[carried(Direction::In)]);
    let view = View { late_said: true, refusal_said: true, ..view };
    let expected = [linked(Lane::In(OLENA), &[200]), delivery(Delivery::Sent), done()];
    assert_eq!(ended(&view, sent(&[200])), expected);
}

#[test]
fn what_we_said_can_be_found_again() {
    let card = Some(Label::Card(OLENA));
    let table = [
        (Lane::Card(OLENA), card, Some(OLENA), GROUP, Some(THREAD)),
        (Lane::Desk(Some(OLENA)), None, Some(OLENA), GROUP, Some(THREAD)),
        (Lane::Desk(None), None, None, GROUP, None),
        (Lane::Out(OLENA), None, Some(OLENA), OLENA.chat(), None),
    ];
    for (lane, label, client, chat, thread) in table {
        let view = of_row(row(lane, said(label)), &[]);
        let fact = Fact::Said { label, client, key: key(chat, 200) };
        // What a client was told stands in their history.
        let told = (lane == Lane::Out(OLENA)).then(|| remember(Fact::Told(OLENA, words_of(&said(None)))));
        let expected: Vec<_> = told.into_iter().chain([remember(fact), done()]).collect();
        assert_eq!(ended(&view, landed(&[200], thread)), expected, "{lane:?}");
        assert_eq!(ended(&view, Outcome::Done(Answer::Fine)), [done()], "{lane:?}");
    }
}

fn words_of(what: &What) -> String {
    let What::Say { body: Body::Ours(line), .. } = what else { panic!("said() says something") };
    line.as_str().to_owned()
}

#[test]
fn a_summons_to_a_member_stands_in_no_clients_history() {
    let label = Some(Label::Summons(OLENA, VET));
    let view = of_row(row(Lane::Out(ClientId(VET.0)), said(label)), &[]);
    let key = key(ChatId(VET.0), 200);
    let fact = Fact::Said { label, client: Some(ClientId(VET.0)), key };
    assert_eq!(ended(&view, landed(&[200], None)), [remember(fact), done()]);
}

#[test]
fn changes_removals_and_answers_are_finished_when_they_are_done() {
    let rows = other_rows().into_iter();
    let plain = rows.filter(|row| {
        matches!(
            row.what,
            What::Revise { .. }
                | What::Mend { .. }
                | What::Halt { .. }
                | What::Remove(_)
                | What::Answer { .. }
        )
    });
    let mut seen = 0;
    for row in plain {
        seen += 1;
        assert_eq!(ended(&of_row(row, &[]), Outcome::Done(Answer::Fine)), [done()]);
    }
    assert_eq!(seen, 5);
}

#[test]
fn an_opened_topic_is_the_clients_and_an_answer_without_its_number_is_waited_for() {
    let view = of_row(row(Lane::Topic(OLENA), What::OpenTopic { name: "Олена".to_owned() }), &[]);
    let open = remember(Fact::Topic(OLENA, TopicFact::Open(GROUP, ThreadId(300))));
    assert_eq!(ended(&view, Outcome::Done(Answer::Topic(ThreadId(300)))), [open, done()]);
    let waits = [remember(Fact::RowAfterPoll(ROW, Millis(NOW.0 + 5_000)))];
    assert_eq!(ended(&view, Outcome::Done(Answer::Fine)), waits);
    assert_eq!(ended(&view, Outcome::Unknown), waits);
}

#[test]
fn what_landed_outside_its_topic_is_taken_away_sent_again_and_the_topic_suspected() {
    let rows = [
        (relay_row(Direction::In, Rung::Rebuilt), vec![carried(Direction::In)]),
        (row(Lane::Desk(Some(OLENA)), said(None)), vec![]),
        (row(Lane::Card(OLENA), said(Some(Label::Card(OLENA)))), vec![]),
    ];
    for (row, carried) in rows {
        for somewhere in [None, Some(ThreadId(999))] {
            let expected = [
                tell(Lane::Now, What::Remove(key(GROUP, 201))),
                tell(Lane::Now, What::Remove(key(GROUP, 202))),
                again(Millis(0), false),
                remember(Fact::Topic(OLENA, TopicFact::Suspect)),
                Effect::Ask(Question::Forum),
            ];
            let view = of_row(row.clone(), &carried);
            assert_eq!(ended(&view, landed(&[201, 202], somewhere)), expected, "{somewhere:?}");
        }
    }
}

#[test]
fn what_belongs_to_no_topic_may_land_anywhere() {
    let to_client = of_row(relay_row(Direction::Out, Rung::Rebuilt), &[carried(Direction::Out)]);
    let expected = [linked(Lane::Out(OLENA), &[200]), delivery(Delivery::Sent), done()];
    assert_eq!(ended(&to_client, landed(&[200], None)), expected);
}

#[test]
fn a_call_that_never_left_is_made_again_after_a_growing_wait() {
    let waits = [1, 2, 4, 8, 16, 30, 30];
    for (attempt, seconds) in (1_u32..).zip(waits) {
        for lane_row in [relay_row(Direction::In, Rung::Plain), relay_row(Direction::Out, Rung::Plain)] {
            let view = of_row(Row { attempt, ..lane_row }, &[carried(Direction::In)]);
            let at = Millis(NOW.0 + seconds * 1_000);
            assert_eq!(ended(&view, Outcome::NotSent), [again(at, false)], "attempt {attempt}");
            assert_eq!(ended(&view, Outcome::Unknown), [again(at, true)], "attempt {attempt}");
        }
    }
}

#[test]
fn what_is_worth_a_minute_is_tried_again_at_once() {
    for (attempt, ms) in [(1, 250), (2, 250), (3, 250), (4, 1_000), (50, 1_000)] {
        let answer = What::Answer { query: "q".to_owned(), text: None };
        let view = of_row(Row { attempt, ..row(Lane::Now, answer) }, &[]);
        assert_eq!(ended(&view, Outcome::NotSent), [again(Millis(NOW.0 + ms), false)]);
        assert_eq!(ended(&view, Outcome::Unknown), [again(Millis(NOW.0 + ms), true)]);
    }
}

#[test]
fn in_doubt_every_row_but_an_opening_is_simply_made_again() {
    for row in other_rows().into_iter().filter(|row| !matches!(row.what, What::OpenTopic { .. })) {
        let wait = if row.lane == Lane::Now { 250 } else { 1_000 };
        let view = of_row(row, &[]);
        assert_eq!(ended(&view, Outcome::Unknown), [again(Millis(NOW.0 + wait), true)]);
    }
}

#[test]
fn a_429_stops_the_chat_it_came_from_a_topic_method_stops_topic_methods_alone() {
    let until = Millis(NOW.0 + 37_000);
    let pauses = [
        (relay_row(Direction::In, Rung::Plain), Some(Pause::Chat(GROUP))),
        (row(Lane::Desk(None), said(None)), Some(Pause::Chat(GROUP))),
        (row(Lane::Desk(Some(OLENA)), said(None)), Some(Pause::Chat(GROUP))),
        (row(Lane::Card(OLENA), said(None)), Some(Pause::Chat(GROUP))),
        (relay_row(Direction::Out, Rung::Plain), Some(Pause::Chat(OLENA.chat()))),
        (row(Lane::Topic(OLENA), What::OpenTopic { name: "О".to_owned() }), Some(Pause::Topics)),
        (row(Lane::Now, What::Ask(Question::Forum)), None),
    ];
    for (row, pause) in pauses {
        let lane = row.lane;
        let pause = pause.map(|pause| remember(Fact::Pause(pause, until)));
        let expected: Vec<Effect> = pause.into_iter().chain([again(until, false)]).collect();
        assert_eq!(ended(&of_row(row, &[]), Outcome::Later(37_000)), expected, "{lane:?}");
    }
}

#[test]
fn our_words_to_nobody_known_still_end() {
    let view = View { row: Some(row(Lane::Desk(None), said(None))), ..view() };
    assert_eq!(ended(&view, Outcome::Done(Answer::Fine)), [done()]);
    let What::Say { body: Body::Ours(line), .. } = said(None) else { panic!("said() says something") };
    assert_eq!(line, text::delivered(LANG, &kyiv(), NOW));
}

/// Whether a row stays in the queue after these effects.
fn stays(effects: &[Effect]) -> bool {
    let kept =
        |effect: &Effect| matches!(effect, Effect::Remember(Fact::RowAgain { .. } | Fact::RowAfterPoll(..)));
    let lost = |effect: &Effect| {
        matches!(effect, Effect::Remember(Fact::RowDone(_) | Fact::Kept(_) | Fact::Delivery(..)))
    };
    effects.iter().filter(|effect| kept(effect)).count() == 1 && !effects.iter().any(lost)
}

#[test]
fn nothing_but_success_or_a_refusal_of_its_own_ends_a_row() {
    let relays = [Direction::In, Direction::Out].map(|direction| relay_row(direction, Rung::Plain));
    let lines = [Lane::Desk(None), Lane::Card(OLENA), Lane::Out(OLENA)].map(|lane| row(lane, said(None)));
    let outcomes = [
        Outcome::NotSent,
        Outcome::Later(1_000),
        Outcome::Unknown,
        Outcome::ChatShut(Shut::NoAccess),
        Outcome::ChatShut(Shut::NotForum),
        Outcome::Moved(pwparents::model::ChatId(-7)),
    ];
    for row in other_rows().into_iter().chain(relays).chain(lines) {
        for outcome in &outcomes {
            for attempt in [1, 1_000_000] {
                let question = matches!(row.what, What::Ask(_)) && matches!(outcome, Outcome::ChatShut(_));
                let view = of_row(Row { attempt, ..row.clone() }, &[carried(Direction::Out)]);
                let effects = ended(&view, outcome.clone());
                // A question is answered by "no" as well; it is asked anew when the group is looked at.
                assert_eq!(stays(&effects), !question, "{:?} {outcome:?}: {effects:?}", row.what);
            }
        }
    }
}
