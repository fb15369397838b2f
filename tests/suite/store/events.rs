//! One event is one savepoint: what breaks is rolled back alone, kept, and told; the others stand. And
//! none is handled twice.

use std::sync::Once;

use pwparents::engine::{Input, Update};
use pwparents::model::{Lang, Millis, RowId};
use pwparents::relay::effect::Lane;
use pwparents::relay::event::{Event, Post};
use pwparents::text::{self, Text};

use super::{Bench, NOW, OLENA, from_igor, from_olena, from_vet, numbered, sent, text as words};

/// Breaks every event that stores this text, as a constraint would.
const BREAKS: &str = "CREATE TRIGGER breaks BEFORE INSERT ON messages WHEN NEW.text = 'халепа'
                      BEGIN SELECT RAISE(ABORT, 'no such thing'); END";

/// A word at which the log panics: the only way in which an event can be made to.
const FATAL: &str = "a kind at which the house falls down";

struct Fatal;

impl log::Log for Fatal {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        let line = record.args().to_string();
        assert!(!line.contains(FATAL), "the house falls down");
    }

    fn flush(&self) {}
}

fn let_the_log_panic() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        log::set_logger(&Fatal).unwrap();
        log::set_max_level(log::LevelFilter::Info);
    });
}

fn said(message: i64, said: &str) -> Post {
    numbered(from_olena(words(said)), message)
}

/// The lines that wait for staff in General.
fn told(bench: &Bench) -> Vec<String> {
    bench.words("SELECT json_extract(body, '$.text') FROM outbox WHERE lane = 'desk' ORDER BY id")
}

fn quarantined(number: i64, client: Option<&str>) -> String {
    Text::as_str(&text::quarantined(Lang::Uk, number, client)).to_owned()
}

fn stored(bench: &Bench) -> Vec<String> {
    bench.words("SELECT text FROM messages ORDER BY id")
}

#[test]
fn an_event_that_breaks_a_constraint_is_rolled_back_alone_kept_and_told() {
    let mut bench = Bench::talking();
    bench.change(BREAKS);
    let posts = [said(11, "перше"), said(12, "халепа"), said(13, "друге")];
    let batch: Vec<Input> = posts.into_iter().map(|post| bench.update(Event::ClientWrote(post))).collect();
    bench.handle(&batch);
    assert_eq!(stored(&bench), ["Добрий день", "перше", "друге"]);
    assert_eq!(bench.words("SELECT raw FROM quarantine"), [r#"{"update_id":1003}"#]);
    assert_eq!(bench.number("SELECT update_id FROM quarantine"), 1_003);
    assert!(bench.word("SELECT reason FROM quarantine").contains("no such thing"));
    assert_eq!(told(&bench), [quarantined(1, Some("Олена"))]);
}

#[test]
fn nothing_of_a_broken_event_is_left() {
    let mut bench = Bench::new();
    bench.change(BREAKS);
    // Before its message, the event made a client, a ticket, a topic, a card.
    bench.client_writes(&from_igor(words_of_igor()));
    for table in ["pp_clients", "tickets", "topics", "messages"] {
        assert_eq!(bench.number(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
    assert_eq!(bench.words("SELECT lane FROM outbox"), ["desk"]);
    assert_eq!(told(&bench), [quarantined(1, Some("?"))], "nobody knows him yet");
}

fn words_of_igor() -> Post {
    from_olena(words("халепа"))
}

#[test]
fn an_event_that_panics_is_rolled_back_alone_kept_and_told() {
    let_the_log_panic();
    let mut bench = Bench::talking();
    let batch = [
        bench.update(Event::ClientWrote(said(11, "перше"))),
        bench.update(Event::Aside(FATAL.to_owned())),
        bench.update(Event::ClientWrote(said(12, "друге"))),
    ];
    bench.handle(&batch);
    assert_eq!(stored(&bench), ["Добрий день", "перше", "друге"]);
    assert_eq!(bench.words("SELECT reason FROM quarantine"), ["panic: the house falls down"]);
    assert_eq!(told(&bench), [quarantined(1, None)]);
    // Handed in again, it is known.
    bench.handle(&batch);
    assert_eq!(bench.number("SELECT count(*) FROM quarantine"), 1);
}

#[test]
fn two_broken_events_are_told_apart() {
    let mut bench = Bench::talking();
    bench.change(BREAKS);
    for message in [11, 12] {
        bench.client_writes(&said(message, "халепа"));
    }
    assert_eq!(told(&bench), [quarantined(1, Some("Олена")), quarantined(2, Some("Олена"))]);
}

#[test]
fn the_end_of_a_call_that_cannot_be_handled_parks_its_row_and_marks_it() {
    let mut bench = Bench::talking();
    bench.client_writes(&said(11, "перше"));
    let (row, _) = bench.claim_first(Lane::In(OLENA));
    bench.change("CREATE TRIGGER breaks BEFORE INSERT ON message_links BEGIN SELECT RAISE(ABORT, 'no'); END");
    let committed = bench.ends(row, sent(&[300]));
    let head = committed.heads.iter().find_map(|(key, head)| head.filter(|_| key.lane == Lane::In(OLENA)));
    let head = head.unwrap();
    assert_eq!((head.row, head.claimed), (row, false));
    assert_eq!(head.not_before, Millis(NOW.0 + 300_000));
    assert_eq!(told(&bench), [quarantined(1, None)]);
    bench.change("DROP TRIGGER breaks");
    bench.now = head.not_before;
    assert!(bench.claim(row).is_some());
    bench.ends(row, sent(&[301]));
    assert_eq!(bench.delivery(11), "possibly twice");
}

#[test]
fn an_update_is_handled_once_however_often_it_comes() {
    let mut bench = Bench::talking();
    let update = bench.update(Event::ClientWrote(said(11, "раз")));
    bench.handle(&[update.clone(), update.clone()]);
    bench.handle(std::slice::from_ref(&update));
    bench.crash();
    bench.start();
    bench.handle(&[update]);
    assert_eq!(stored(&bench), ["Добрий день", "раз"]);
    assert_eq!(bench.waiting(), 1);
}

#[test]
fn a_message_that_comes_under_another_number_is_the_same_message() {
    let mut bench = Bench::talking();
    bench.client_writes(&said(11, "раз"));
    bench.client_writes(&said(11, "раз"));
    bench.staff_write(&from_vet(words("так")));
    bench.staff_write(&from_vet(words("так")));
    assert_eq!(stored(&bench), ["Добрий день", "раз", "так"]);
    // Two messages; and since it was the first answer, the card and the topic's look.
    assert_eq!(bench.waiting(), 4);
}

#[test]
fn numbers_that_restart_lower_are_new_updates() {
    let mut bench = Bench::talking();
    let restarted = |id, message| {
        let raw = format!("{{\"update_id\":{id},\"again\":true}}");
        Input::Update(Update { id: Some(id), raw, event: Event::ClientWrote(said(message, "знову")) })
    };
    // One far below, and one that was used before the restart for something else.
    bench.handle(&[restarted(3, 11), restarted(1_001, 12)]);
    assert_eq!(stored(&bench), ["Добрий день", "знову", "знову"]);
}

#[test]
fn an_update_without_a_number_is_handled_once_and_kept_for_a_look() {
    let mut bench = Bench::talking();
    let raw = r#"{"message":"…"}"#.to_owned();
    let input = Input::Update(Update { id: None, raw, event: Event::ClientWrote(said(11, "раз")) });
    for _ in 0..3 {
        bench.handle(std::slice::from_ref(&input));
    }
    assert_eq!(stored(&bench), ["Добрий день", "раз"]);
    assert_eq!(bench.words("SELECT reason FROM quarantine"), ["an update without a number"]);
    assert_eq!(told(&bench), [quarantined(1, None)]);
}

#[test]
fn an_update_without_a_number_that_breaks_is_not_told_at_every_poll() {
    let mut bench = Bench::talking();
    bench.change(BREAKS);
    let raw = r#"{"message":"…"}"#.to_owned();
    let input = Input::Update(Update { id: None, raw, event: Event::ClientWrote(said(11, "халепа")) });
    for _ in 0..5 {
        bench.handle(std::slice::from_ref(&input));
    }
    assert_eq!(bench.number("SELECT count(*) FROM quarantine"), 1);
    assert_eq!(told(&bench).len(), 1);
}

#[test]
fn each_event_of_a_batch_sees_what_the_one_before_it_did() {
    let mut bench = Bench::new();
    let batch = [
        bench.update(Event::ClientWrote(said(10, "раз"))),
        bench.update(Event::ClientWrote(said(11, "два"))),
        bench.update(Event::ClientEdited(said(11, "три"))),
    ];
    bench.handle(&batch);
    assert_eq!(bench.number("SELECT count(*) FROM pp_clients"), 1);
    assert_eq!(bench.number("SELECT count(*) FROM tickets"), 1);
    assert_eq!(stored(&bench), ["раз", "три"]);
    let lanes = bench.words("SELECT lane FROM outbox ORDER BY id");
    assert_eq!(lanes, ["topic:501", "card:501", "in:501", "in:501"]);
}

#[test]
fn what_falls_due_is_handled_once() {
    let mut bench = Bench::talking();
    bench.staff_write(&from_vet(words("Приходьте")));
    bench.now = Millis(NOW.0 + 120_000);
    bench.handle(&[]);
    let late = "SELECT count(*) FROM said WHERE label = 'late:501'";
    assert_eq!(bench.number(late), 1);
    bench.now = Millis(NOW.0 + 600_000);
    bench.handle(&[]);
    assert_eq!(bench.number(late), 1);
    assert_eq!(bench.number("SELECT count(*) FROM deadlines WHERE kind = 'late'"), 0);
}

#[test]
fn the_end_of_a_row_that_has_left_changes_nothing() {
    let mut bench = Bench::talking();
    let committed = bench.ends(RowId(12_345), sent(&[300]));
    assert_eq!(committed.heads, []);
    assert_eq!(bench.waiting(), 0);
}
