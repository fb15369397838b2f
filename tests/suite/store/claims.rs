//! A claim is committed before its call: a crash in between is noticed, and what may stand twice is
//! marked so.

use pwparents::engine::Input;
use pwparents::model::{MessageId, Millis, RowId, ThreadId};
use pwparents::relay::effect::Lane;
use pwparents::relay::event::{Answer, Event, Outcome, Polled, Refusal, Why};
use pwparents::store::LaneKey;
use pwparents::store::claimed::{Address, Job, ReplyTo};

use super::{Bench, GROUP, NOW, OLENA, THREAD, dice, from_olena, from_vet, numbered, replying, sent, text};

/// A bench with one message of Olena's waiting for its call.
fn waiting() -> (Bench, RowId) {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("кіт")), 11));
    let row = bench.head(Lane::In(OLENA)).unwrap().row;
    (bench, row)
}

fn thread_gone() -> Outcome {
    Outcome::Refused(Refusal { why: Why::ThreadGone, words: "message thread not found".to_owned() })
}

#[test]
fn a_claim_stands_in_the_file_before_its_call_is_known() {
    let (mut bench, row) = waiting();
    assert!(bench.claim(row).is_some());
    assert_eq!(bench.number("SELECT attempt FROM outbox"), 1);
    assert_eq!(bench.number("SELECT claimed_ms FROM outbox"), NOW.0);
    assert_eq!(bench.number("SELECT thread_id FROM outbox"), THREAD.0);
    assert_eq!(bench.claim(row), None, "nobody else may make the same call");
    assert_eq!(bench.number("SELECT attempt FROM outbox"), 1);
}

#[test]
fn a_crash_between_claim_and_outcome_sends_again_and_marks() {
    let (mut bench, row) = waiting();
    bench.claim(row).unwrap();
    bench.crash();
    let (committed, _) = bench.start();
    let head = committed.heads.iter().find(|(key, _)| *key == LaneKey::of(Lane::In(OLENA))).unwrap().1;
    let head = head.unwrap();
    assert_eq!((head.row, head.attempt, head.claimed, head.in_doubt), (row, 1, false, true));
    assert_eq!(head.not_before, Millis(NOW.0 + 1_000));
    assert!(bench.claim(row).is_some());
    bench.ends(row, sent(&[300]));
    assert_eq!(bench.delivery(11), "possibly twice");
    assert_eq!(bench.waiting(), 0);
}

#[test]
fn what_was_never_claimed_is_not_marked_by_a_crash() {
    let (mut bench, row) = waiting();
    bench.crash();
    bench.start();
    assert!(bench.claim(row).is_some());
    bench.ends(row, sent(&[300]));
    assert_eq!(bench.delivery(11), "sent");
}

#[test]
fn a_call_that_certainly_never_left_marks_nothing() {
    let (mut bench, row) = waiting();
    for _ in 0..3 {
        assert!(bench.claim(row).is_some());
        bench.ends(row, Outcome::NotSent);
    }
    bench.claim(row).unwrap();
    bench.ends(row, sent(&[300]));
    assert_eq!(bench.delivery(11), "sent");
}

#[test]
fn an_opening_that_a_crash_left_unheard_waits_for_a_poll_and_holds_its_place() {
    let mut bench = Bench::new();
    bench.client_writes(&from_olena(text("Добрий день")));
    let (row, _) = bench.claim_first(Lane::Topic(OLENA));
    bench.crash();
    bench.start();
    let head = bench.head(Lane::Topic(OLENA)).unwrap();
    assert_eq!((head.row, head.in_doubt, head.not_before), (row, true, Millis(i64::MAX)));
    let polled = |began| Event::Polled(Polled { began: Millis(began), drained: true });
    bench.happens(polled(NOW.0 + 4_999));
    assert_eq!(bench.head(Lane::Topic(OLENA)).unwrap().not_before, Millis(i64::MAX));
    bench.happens(polled(NOW.0 + 5_000));
    assert_eq!(bench.head(Lane::Topic(OLENA)).unwrap().not_before, Millis(0));
}

#[test]
fn an_answer_that_is_worth_nothing_any_more_is_dropped() {
    let mut bench = Bench::new();
    let press = |query: &str| {
        Event::ClientPressed(pwparents::relay::event::Press {
            query: query.to_owned(),
            by: Some(crate::relay::olena_herself()),
            under: None,
            data: "x".to_owned(),
        })
    };
    for query in ["in time", "too late"] {
        bench.happens(press(query));
    }
    let row = |query| RowId(bench.number(&format!("SELECT id FROM outbox WHERE body LIKE '%{query}%'")));
    let (in_time, too_late) = (row("in time"), row("too late"));
    bench.now.0 += 60_000;
    assert!(matches!(bench.claim(in_time), Some(Job::Answer { .. })));
    bench.now.0 += 1;
    assert_eq!(bench.claim(too_late), None);
    assert_eq!(bench.number("SELECT max(id) FROM outbox"), in_time.0);
}

#[test]
fn what_goes_into_the_group_is_counted_once_a_claim_by_cost_and_class() {
    let mut bench = Bench::new();
    bench.client_writes(&from_olena(text("Добрий день")));
    bench.open_topic(OLENA, THREAD);
    bench.deliver_all();
    bench.staff_write(&from_vet(text("/help")));
    bench.staff_write(&numbered(from_vet(text("Приходьте")), 91));
    bench.deliver_all();
    let spent = bench.words("SELECT class || ':' || cost FROM spent ORDER BY id");
    // The topic, the card, the message and the pin; then the desk's line, the card and the topic's look. The
    // answer to the client is elsewhere.
    assert_eq!(spent, ["0:1", "0:1", "0:1", "0:1", "1:1", "0:1", "0:1"]);
    bench.now.0 += 60_001;
    bench.staff_write(&numbered(from_vet(text("/help")), 92));
    bench.deliver_all();
    assert_eq!(bench.number("SELECT count(*) FROM spent"), 1, "what is older than a minute is forgotten");
}

#[test]
fn a_row_whose_topic_was_lost_between_its_turn_and_its_claim_waits_for_the_next_topic() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("кіт")), 11));
    bench.staff_write(&from_vet(text("/help")));
    let client = bench.head(Lane::In(OLENA)).unwrap().row;
    // It has refused before, and the group has said that it has topics.
    bench.change(&format!("UPDATE topics SET doubted_ms = {}", bench.now.0 - 1_000));
    let (line, _) = bench.claim_first(Lane::Desk(Some(OLENA)));
    // The schedule has given the message its turn already when the line's end tells that the topic is
    // gone: both come to the engine in this order.
    let ended = Event::Ended(pwparents::relay::event::Ended { row: line, outcome: thread_gone() });
    let committed = bench.handle(&[Input::Happened(ended), Input::Claim(client)]);
    assert_eq!(committed.dropped, [client]);
    let told = committed.heads.iter().find(|(key, _)| key.lane == Lane::In(OLENA));
    assert_eq!(told, Some(&(LaneKey::of(Lane::In(OLENA)), None)), "it is not due");
    assert_eq!(bench.delivery(11), "queued");
    let forum = bench.question();
    bench.claim(forum).unwrap();
    bench.ends(forum, Outcome::Done(Answer::Chat { forum: true }));
    bench.open_topic(OLENA, ThreadId(500));
    let job = bench.claim(client).expect("the message goes into the new topic");
    let Job::Copy { to, .. } = job else { panic!("{job:?}") };
    assert_eq!(to.thread, Some(ThreadId(500)));
}

#[test]
fn a_line_of_ours_waits_for_the_next_topic_too() {
    let mut bench = Bench::talking();
    bench.staff_write(&from_vet(text("/help")));
    let line = bench.head(Lane::Desk(Some(OLENA))).unwrap().row;
    bench.change("UPDATE topics SET state = 'suspect'");
    assert_eq!(bench.claim(line), None);
    bench.change("UPDATE topics SET state = 'open'");
    assert!(bench.claim(line).is_some());
}

#[test]
fn what_answers_a_message_that_is_gone_goes_on_without_it() {
    let mut bench = Bench::talking();
    // Olena answers the vet's message with a dice, which is sent as words; its target is deleted.
    bench.staff_write(&from_vet(text("Приходьте")));
    bench.first_ends(Lane::Out(OLENA), sent(&[12]));
    let mut roll = replying(numbered(from_olena(dice()), 13), None);
    roll.reply.as_mut().unwrap().to = MessageId(12);
    bench.client_writes(&roll);
    let (row, job) = bench.claim_first(Lane::In(OLENA));
    assert_eq!(answers(&job), Some(MessageId(90)));
    let gone = Refusal { why: Why::ReplyGone, words: "message to be replied not found".to_owned() };
    bench.ends(row, Outcome::Refused(gone));
    let job = bench.claim(row).unwrap();
    assert_eq!(answers(&job), Some(MessageId(THREAD.0)), "the root alone");
}

fn answers(job: &Job) -> Option<MessageId> {
    let Job::Say { to: Address { reply, .. }, .. } = job else { panic!("{job:?}") };
    reply.as_ref().map(|ReplyTo { message, .. }| *message)
}

#[test]
fn a_question_is_claimed_under_the_groups_present_id() {
    let mut bench = Bench::new();
    bench.now.0 += 600_000;
    bench.handle(&[]);
    let question = bench.question();
    assert_eq!(bench.claim(question), Some(Job::AskForum(GROUP)));
    assert_eq!(bench.word("SELECT what FROM outbox"), "ask");
}
