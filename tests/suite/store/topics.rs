//! Topics in the database: adopted by the opening under way, replaced where something waits, and tickets
//! that follow them.

use pwparents::model::{Kind, MessageId, ThreadId};
use pwparents::relay::effect::Lane;
use pwparents::relay::event::{Answer, Appeared, Event, Outcome, Polled, Refusal, Why};
use pwparents::store::claimed::Job;

use super::{
    BOT, Bench, GROUP, IGOR, NOW, OLENA, THREAD, file, from_igor, from_olena, from_vet, in_album, numbered,
    sent, text,
};

fn appeared(thread: i64) -> Event {
    let name = "хтось".to_owned();
    Event::TopicAppeared(Appeared { chat: GROUP, thread: ThreadId(thread), name, by: BOT })
}

fn thread_of(bench: &Bench, client: pwparents::model::ClientId) -> i64 {
    bench.number(&format!("SELECT coalesce(thread_id, 0) FROM topics WHERE client_id = {client}"))
}

/// Both write for the first time.
fn two_newcomers() -> Bench {
    let mut bench = Bench::new();
    bench.client_writes(&from_olena(text("Добрий день")));
    bench.client_writes(&from_igor(from_olena(text("Вітаю"))));
    bench
}

#[test]
fn an_opening_that_went_unheard_adopts_the_topic_that_appears() {
    let mut bench = two_newcomers();
    bench.first_ends(Lane::Topic(OLENA), Outcome::Unknown);
    bench.happens(appeared(300));
    assert_eq!(thread_of(&bench, OLENA), 300);
    assert_eq!(bench.head(Lane::Topic(OLENA)), None, "it is not opened again");
    assert!(bench.head(Lane::In(OLENA)).is_some());
}

#[test]
fn the_opening_under_way_adopts_and_not_one_that_only_waits_to_be_made_again() {
    let mut bench = two_newcomers();
    // Olena's certainly never reached Telegram; then Igor's is under way.
    bench.first_ends(Lane::Topic(OLENA), Outcome::NotSent);
    let (igor, _) = bench.claim_first(Lane::Topic(IGOR));
    bench.happens(appeared(300));
    assert_eq!((thread_of(&bench, OLENA), thread_of(&bench, IGOR)), (0, 300));
    // Its answer comes behind its update and changes nothing.
    bench.ends(igor, Outcome::Done(Answer::Topic(ThreadId(300))));
    assert_eq!((thread_of(&bench, OLENA), thread_of(&bench, IGOR)), (0, 300));
}

#[test]
fn an_update_behind_the_answer_is_known_already() {
    let mut bench = two_newcomers();
    bench.open_topic(OLENA, THREAD);
    bench.claim_first(Lane::Topic(IGOR));
    bench.happens(appeared(THREAD.0));
    assert_eq!((thread_of(&bench, OLENA), thread_of(&bench, IGOR)), (THREAD.0, 0));
}

#[test]
fn a_topic_that_appears_when_nobody_opens_one_is_nobodys() {
    let mut bench = two_newcomers();
    bench.happens(appeared(300));
    assert_eq!((thread_of(&bench, OLENA), thread_of(&bench, IGOR)), (0, 0));
}

/// Olena's topic is said to be gone by a write of that lane, twice, and each time the group says it is a forum.
fn lost(bench: &mut Bench, lane: Lane) {
    for _ in 0..2 {
        refused(bench, lane);
        is_forum(bench);
    }
}

fn refused(bench: &mut Bench, lane: Lane) {
    let gone = Refusal { why: Why::ThreadGone, words: "message thread not found".to_owned() };
    bench.first_ends(lane, Outcome::Refused(gone));
    assert_eq!(bench.word("SELECT state FROM topics"), "suspect");
}

fn is_forum(bench: &mut Bench) {
    let question = bench.question();
    bench.claim(question).unwrap();
    bench.ends(question, Outcome::Done(Answer::Chat { forum: true }));
}

#[test]
fn a_topic_that_refuses_once_is_tried_again_behind_the_groups_word() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("кіт")), 11));
    refused(&mut bench, Lane::In(OLENA));
    assert_eq!(bench.head(Lane::In(OLENA)), None, "it waits for the word");
    is_forum(&mut bench);
    assert_eq!(bench.word("SELECT state FROM topics"), "open");
    assert_eq!(bench.number("SELECT doubted_ms FROM topics"), bench.now.0);
    // It was off for a moment: now it takes what it refused.
    let landed = Answer::Sent { ids: vec![MessageId(905)], thread: Some(Some(THREAD)) };
    bench.first_ends(Lane::In(OLENA), Outcome::Done(landed));
    assert_eq!(bench.number("SELECT doubted_ms IS NULL FROM topics"), 1);
    assert_eq!(bench.delivery(11), "sent");
}

#[test]
fn a_lost_topic_is_replaced_for_a_clients_message_and_for_a_line_of_ours() {
    for lane in [Lane::In(OLENA), Lane::Desk(Some(OLENA))] {
        let mut bench = Bench::talking();
        if lane == Lane::In(OLENA) {
            bench.client_writes(&numbered(from_olena(text("кіт")), 11));
        } else {
            bench.staff_write(&from_vet(text("/help")));
        }
        lost(&mut bench, lane);
        assert_eq!(bench.word("SELECT state FROM topics"), "opening", "{lane:?}");
        assert!(bench.head(Lane::Topic(OLENA)).is_some(), "{lane:?}");
        bench.open_topic(OLENA, ThreadId(500));
        assert!(bench.head(lane).is_some(), "{lane:?}");
    }
}

#[test]
fn a_lost_topic_is_not_replaced_for_a_card_alone() {
    let mut bench = Bench::talking();
    bench.change("UPDATE topics SET state = 'suspect', doubted_ms = 1");
    bench.now.0 += 600_000;
    bench.handle(&[]);
    is_forum(&mut bench);
    assert_eq!(bench.word("SELECT state FROM topics"), "dead");
    assert_eq!(bench.head(Lane::Topic(OLENA)), None);
}

#[test]
fn nothing_waits_to_be_shown_in_a_topic_that_is_gone() {
    let mut bench = Bench::talking();
    bench.change("UPDATE topics SET state = 'dead'; DELETE FROM outbox");
    // A press on an old card, a rating, a word of somebody who is banned: each would change the card.
    bench.change("UPDATE pp_clients SET banned_at = '2026-11-18 12:00:00'");
    bench.client_writes(&numbered(from_olena(text("ще")), 11));
    assert_eq!(bench.delivery(11), "kept");
    assert_eq!(bench.number("SELECT count(*) FROM outbox WHERE lane LIKE 'card:%'"), 0);
}

#[test]
fn an_edit_in_a_dead_topic_is_shown_in_the_next() {
    let mut bench = Bench::talking();
    bench.change("UPDATE topics SET state = 'dead'");
    bench.happens(Event::ClientEdited(from_olena(text("не прийдемо"))));
    bench.open_topic(OLENA, ThreadId(500));
    let gone = Refusal { why: Why::EditGone, words: "message to edit not found".to_owned() };
    bench.first_ends(Lane::In(OLENA), Outcome::Refused(gone));
    let (_, job) = bench.claim_first(Lane::In(OLENA));
    let Job::Send { to, content, .. } = job else { panic!("{job:?}") };
    assert_eq!((to.thread, content.text.text.as_str()), (Some(ThreadId(500)), "✏️ Змінено:\nне прийдемо"));
}

#[test]
fn a_new_topic_takes_the_open_ticket_with_it_and_leaves_the_closed_ones_where_they_were() {
    let mut bench = Bench::talking();
    bench.change("UPDATE tickets SET status = 'closed'");
    bench.client_writes(&numbered(from_olena(text("знову я")), 11));
    lost(&mut bench, Lane::In(OLENA));
    bench.open_topic(OLENA, ThreadId(500));
    let threads = bench.words("SELECT status || ' ' || thread_id FROM tickets ORDER BY id");
    assert_eq!(threads, ["closed 77", "open 500"]);
}

#[test]
fn a_part_that_comes_when_its_album_has_been_claimed_goes_as_its_own_message() {
    let mut bench = Bench::talking();
    for message in [20, 21] {
        bench.client_writes(&in_album(from_olena(file(Kind::Photo, "")), message));
    }
    let polled = |began: i64| {
        let began = pwparents::model::Millis(began);
        Event::Polled(Polled { began, drained: true })
    };
    bench.happens(polled(NOW.0));
    bench.now.0 += 700;
    let (row, job) = bench.claim_first(Lane::In(OLENA));
    assert!(matches!(job, Job::Album { parts, .. } if parts.len() == 2));
    bench.client_writes(&in_album(from_olena(file(Kind::Photo, "")), 22));
    bench.ends(row, sent(&[320, 321]));
    let now = bench.now.0;
    bench.happens(polled(now));
    bench.now.0 += 700;
    let (_, job) = bench.claim_first(Lane::In(OLENA));
    assert!(matches!(job, Job::Copy { from, .. } if from.message.0 == 22), "{job:?}");
    assert_eq!((bench.delivery(20), bench.delivery(22)), ("sent".to_owned(), "queued".to_owned()));
}
