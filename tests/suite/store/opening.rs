//! Opening a database: one process at a time, never one from the future, and the last run's loose ends
//! put in order.

use std::fs;

use pwparents::model::{ChatId, Millis, Policy, ThreadId};
use pwparents::relay::TOPIC_MAY_APPEAR;
use pwparents::relay::effect::{Lane, Pause};
use pwparents::relay::event::{Answer, Event, Moved, Outcome};
use pwparents::store::claimed::Job;
use pwparents::store::{Error, Store, open};

use super::{Bench, GROUP, NOW, OLENA, THREAD, from_olena, numbered, policy, text};

const HOUR: i64 = 3_600_000;

/// The reason it would not open.
fn refusal(opened: Result<Store, Error>) -> Error {
    match opened {
        Ok(_) => panic!("it was opened"),
        Err(error) => error,
    }
}

#[test]
fn a_second_opener_is_kept_out_until_the_first_has_gone() {
    let mut bench = Bench::new();
    let told = refusal(open(&bench.path(), policy(), NOW));
    assert!(matches!(told, Error::InUse), "{told}");
    assert_eq!(told.to_string(), "another process is using it; stop that one first");
    bench.crash();
    bench.start();
}

#[test]
fn a_database_of_a_newer_version_is_refused_and_left_alone() {
    let mut bench = Bench::talking();
    bench.crash();
    bench.change(
        "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
         VALUES (9999, 'from_the_future', '2030-01-01T00:00:00Z', '1')",
    );
    let told = refusal(open(&bench.path(), policy(), NOW));
    assert!(matches!(told, Error::Newer), "{told}");
    let expected = "a newer version of pwparents wrote it; install that version or restore a backup";
    assert_eq!(told.to_string(), expected);
    assert_eq!(bench.number("SELECT count(*) FROM messages"), 1);
}

#[test]
fn a_migration_that_was_edited_after_it_was_applied_is_refused() {
    let mut bench = Bench::new();
    bench.crash();
    bench.change("UPDATE refinery_schema_history SET checksum = '1' WHERE version = 1");
    let told = refusal(open(&bench.path(), policy(), NOW));
    assert!(matches!(told, Error::Open(_)), "{told}");
    assert!(told.to_string().contains("V1__first_schema is different"), "{told}");
}

#[test]
fn what_is_no_database_is_refused_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("notes.txt");
    let notes = "Щеплення: понеділок, середа. ".repeat(200);
    fs::write(&path, &notes).unwrap();
    let told = refusal(open(&path, policy(), NOW)).to_string();
    assert!(told.contains("not a database"), "{told}");
    assert_eq!(fs::read_to_string(&path).unwrap(), notes);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let told = refusal(open(&folder.path().join("none/pwparents.db"), policy(), NOW)).to_string();
    assert!(told.starts_with("cannot be opened: "), "{told}");
    assert!(told.contains("pwparents.db.lock"), "{told}");
}

#[test]
fn stored_waits_that_lie_far_ahead_are_cut_to_an_hour() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("ще")), 11));
    bench.crash();
    let (soon, far) = (NOW.0 + HOUR / 2, NOW.0 + 400 * 24 * HOUR);
    bench.change(&format!(
        "UPDATE outbox SET not_before_ms = {far}, after_poll_ms = {far};
         INSERT INTO pauses VALUES ('chat:501', {far}), ('topics', {soon});
         INSERT INTO deadlines VALUES ('late', 501, {far}), ('late', 502, {soon});
         INSERT INTO spent (at_ms, cost, class) VALUES ({far}, 20, 0);"
    ));
    let (_, loaded) = bench.start();
    let hour = Millis(NOW.0 + HOUR);
    let pauses = [(Pause::Chat(OLENA.chat()), hour), (Pause::Topics, Millis(soon))];
    assert_eq!(loaded.pauses, pauses);
    assert_eq!(loaded.spent.last(), Some(&(NOW, 20, false)), "spent now at the latest");
    assert_eq!(bench.number("SELECT not_before_ms FROM outbox"), hour.0);
    assert_eq!(bench.number("SELECT after_poll_ms FROM outbox"), NOW.0 + TOPIC_MAY_APPEAR);
    assert_eq!(bench.number("SELECT due_ms FROM deadlines WHERE kind = 'late' AND subject = 501"), hour.0);
    assert_eq!(bench.number("SELECT due_ms FROM deadlines WHERE kind = 'late' AND subject = 502"), soon);
}

#[test]
fn however_often_it_is_started_a_topic_whose_opening_went_unheard_may_still_appear() {
    let mut bench = Bench::new();
    bench.client_writes(&from_olena(text("Добрий день")));
    let (row, _) = bench.claim_first(Lane::Topic(OLENA));
    for start in 0..3 {
        bench.crash();
        bench.now = Millis(NOW.0 + start);
        bench.start();
        assert_eq!(bench.head(Lane::Topic(OLENA)).map(|head| head.row), Some(row));
        assert_eq!(
            bench.number("SELECT after_poll_ms FROM outbox"),
            NOW.0 + TOPIC_MAY_APPEAR,
            "start {start}"
        );
    }
}

#[test]
fn every_start_looks_at_the_group_prunes_fills_the_index_and_closes_what_rests() {
    let mut bench = Bench::closed();
    bench.start();
    let due = bench.words("SELECT kind FROM deadlines WHERE due_ms <= 1795000000000 ORDER BY kind");
    assert_eq!(due, ["close-idle", "group-check", "index", "prune", "unseen"]);
}

#[test]
fn a_group_learned_by_migration_wins_over_the_config_until_that_changes() {
    let moved = ChatId(-1_009_000_000_000);
    let mut bench = Bench::talking();
    bench.happens(Event::GroupMoved(Moved { from: GROUP, to: moved }));
    bench.crash();
    let store = bench.open();
    assert_eq!(store.group().unwrap().id, moved);
    drop(store);
    let other = ChatId(-1_005_555_555_555);
    let store = open(&bench.path(), Policy { group: other, ..policy() }, NOW).unwrap();
    assert_eq!(store.group().unwrap().id, other, "the config was changed by hand");
}

#[test]
fn topics_of_a_former_group_are_dead_and_replaced_by_the_next_message() {
    let mut bench = Bench::talking();
    assert_eq!(bench.number("SELECT thread_id FROM topics"), THREAD.0);
    bench.change(
        "INSERT INTO outbox (lane, place, what, body, created_ms, not_before_ms)
         VALUES ('card:501', 0, 'card', '{}', 0, 0), ('look:501', 0, 'dress', '{}', 0, 0)",
    );
    bench.happens(Event::GroupMoved(Moved { from: GROUP, to: ChatId(-1_009_000_000_000) }));
    assert_eq!(bench.word("SELECT state FROM topics"), "dead");
    assert_eq!(bench.number("SELECT thread_id IS NULL AND chat_id IS NULL FROM topics"), 1);
    let left = "SELECT count(*) FROM outbox WHERE lane IN ('card:501', 'look:501', 'moves:501')";
    assert_eq!(bench.number(left), 0, "nothing waits to be shown where nothing is shown any more");
    bench.client_writes(&numbered(from_olena(text("ще")), 11));
    assert_eq!(bench.word("SELECT state FROM topics"), "opening");
    assert!(bench.head(Lane::Topic(OLENA)).is_some());
    assert!(bench.head(Lane::In(OLENA)).is_none(), "it waits for the topic");
}

/// The group is asked, and says that it has topics.
fn has_topics(bench: &mut Bench) {
    bench.handle(&[]);
    let question = bench.question();
    bench.claim(question).unwrap();
    bench.ends(question, Outcome::Done(Answer::Chat { forum: true }));
}

#[test]
fn what_waited_for_a_topic_of_the_former_group_gets_one_in_the_new() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("ще")), 11));
    bench.happens(Event::GroupMoved(Moved { from: GROUP, to: ChatId(-1_009_000_000_000) }));
    has_topics(&mut bench);
    assert_eq!(bench.word("SELECT state FROM topics"), "opening");
    bench.open_topic(OLENA, ThreadId(500));
    let (_, job) = bench.claim_first(Lane::In(OLENA));
    let Job::Copy { to, .. } = job else { panic!("{job:?}") };
    assert_eq!(to.thread, Some(ThreadId(500)));
}

#[test]
fn a_line_to_be_brought_up_to_date_is_worth_no_topic_but_what_enote_answered_is() {
    for (label, state) in [("late:501", "dead"), ("errand:1", "opening")] {
        let mut bench = Bench::talking();
        bench.change(&format!(
            "UPDATE topics SET state = 'dead';
             INSERT INTO outbox (lane, place, what, body, created_ms, not_before_ms)
             VALUES ('desk:501', 0, 'revise', '{{\"text\":\"✅\",\"label\":\"{label}\"}}', 0, 0);
             UPDATE deadlines SET due_ms = 0 WHERE kind = 'group-check'"
        ));
        bench.crash();
        bench.start();
        has_topics(&mut bench);
        assert_eq!(bench.word("SELECT state FROM topics"), state, "{label}");
    }
}
