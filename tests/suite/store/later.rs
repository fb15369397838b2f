//! What a later version wrote, or a hand: words nobody knows. They stop nothing but themselves.

use pwparents::engine::Input;
use pwparents::model::{Kind, Millis, RowId};
use pwparents::relay::effect::Keys;
use pwparents::relay::effect::Lane;
use pwparents::relay::event::{Event, Polled};
use pwparents::store::claimed::Job;

use super::{Bench, IGOR, NOW, OLENA, from_igor, from_olena, from_vet, numbered, sent, text};
use pwparents::model::ThreadId;

/// Olena and Igor both have a message waiting; Olena's is the first row.
fn two() -> (Bench, RowId, RowId) {
    let mut bench = Bench::talking();
    bench.client_writes(&from_igor(numbered(from_olena(text("я")), 10)));
    bench.open_topic(IGOR, ThreadId(88));
    bench.deliver_all();
    bench.client_writes(&numbered(from_olena(text("кіт")), 11));
    bench.client_writes(&from_igor(numbered(from_olena(text("пес")), 11)));
    let (olena, igor) = (bench.head(Lane::In(OLENA)).unwrap(), bench.head(Lane::In(IGOR)).unwrap());
    (bench, olena.row, igor.row)
}

#[test]
fn a_row_of_an_unknown_kind_or_with_a_broken_body_stops_only_its_own_lane() {
    for broken in ["what = 'teleport'", "body = '{'", "body = '{\"chat\":\"x\"}'", "body = '{}'"] {
        let (mut bench, olena, igor) = two();
        bench.change(&format!("UPDATE outbox SET {broken} WHERE id = {olena}"));
        let committed = bench.handle(&[Input::Claim(olena), Input::Claim(igor)]);
        assert_eq!(committed.dropped, [olena], "{broken}: the schedule must not wait for it");
        assert_eq!(committed.claimed.len(), 1, "{broken}");
        let told = committed.heads.iter().find(|(key, _)| key.lane == Lane::In(OLENA)).unwrap().1.unwrap();
        assert_eq!(told.not_before, Millis(NOW.0 + 300_000), "{broken}: looked at again later");
        assert_eq!(bench.number("SELECT count(*) FROM quarantine"), 1, "{broken}");
        bench.ends(igor, sent(&[400]));
    }
}

#[test]
fn a_row_in_an_unknown_lane_stops_nothing() {
    for lane in ["corridor:501", "in:somebody", "in", ""] {
        let (mut bench, olena, igor) = two();
        bench.change(&format!("UPDATE outbox SET lane = '{lane}' WHERE id = {olena}"));
        bench.crash();
        let (committed, _) = bench.start();
        assert!(committed.heads.iter().any(|(key, _)| key.lane == Lane::In(IGOR)), "{lane:?}");
        assert!(bench.claim(igor).is_some(), "{lane:?}");
        bench.ends(igor, sent(&[400]));
    }
}

#[test]
fn a_row_in_an_unknown_lane_that_was_under_way_does_not_keep_the_bot_from_starting() {
    let (mut bench, olena, igor) = two();
    bench.claim(olena).unwrap();
    bench.change(&format!("UPDATE outbox SET lane = 'corridor:501' WHERE id = {olena}"));
    bench.crash();
    bench.start();
    assert!(bench.claim(igor).is_some());
}

#[test]
fn a_row_in_an_unknown_lane_that_waits_for_a_poll_does_not_break_every_poll() {
    let (mut bench, olena, _) = two();
    bench.change(&format!("UPDATE outbox SET lane = 'corridor:501', after_poll_ms = 1 WHERE id = {olena}"));
    for _ in 0..3 {
        bench.happens(Event::Polled(Polled { began: NOW, drained: true }));
    }
    assert_eq!(bench.number("SELECT count(*) FROM quarantine"), 0);
}

#[test]
fn messages_of_an_unknown_kind_are_unknown_and_still_travel() {
    let (mut bench, olena, _) = two();
    bench.change(
        "UPDATE messages SET media = 'hologram', extra = '{broken', delivery = 'queued'
         WHERE telegram_message_id = 11",
    );
    bench.change(&format!("UPDATE outbox SET body = json_set(body, '$.rung', 'rebuilt') WHERE id = {olena}"));
    let Some(Job::Send { content, .. }) = bench.claim(olena) else { panic!("a message") };
    assert_eq!(content.kind, Kind::Unknown("hologram".to_owned()));
    assert_eq!(content.text, text("кіт").text);
}

#[test]
fn fields_a_later_version_added_are_passed_over() {
    let (mut bench, olena, _) = two();
    bench.change(&format!("UPDATE outbox SET body = json_set(body, '$.mood', 'calm') WHERE id = {olena}"));
    assert!(matches!(bench.claim(olena), Some(Job::Copy { .. })));
}

#[test]
fn values_nobody_can_read_are_as_good_as_none() {
    let mut bench = Bench::talking();
    bench.change("UPDATE kv SET value = '{broken'; INSERT OR REPLACE INTO kv VALUES ('mood', 'calm')");
    bench.change("INSERT INTO pauses VALUES ('everything', 1795000030000)");
    bench.change("INSERT INTO deadlines VALUES ('birthday', 501, 1794000000000)");
    bench.crash();
    let (_, loaded) = bench.start();
    assert_eq!(loaded.pauses, []);
    bench.happens(Event::Polled(Polled { began: NOW, drained: true }));
    bench.staff_write(&from_vet(text("Приходьте")));
    assert!(bench.head(Lane::Out(OLENA)).is_some());
}

#[test]
fn a_button_nobody_knows_is_left_out_and_the_words_are_sent() {
    let mut bench = Bench::talking();
    bench.staff_write(&from_vet(text("/help")));
    let row = bench.head(Lane::Desk(Some(OLENA))).unwrap().row;
    bench.change(
        "UPDATE outbox SET body = json_set(body, '$.buttons', json('[[{\"text\":\"?\",\"data\":\"dance:1\"}]]'))",
    );
    let Some(Job::Say { keys, .. }) = bench.claim(row) else { panic!("a line") };
    assert_eq!(keys, Keys::None);
}
