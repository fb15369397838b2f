//! The disk is full, the file is locked: nothing is acknowledged, nothing is lost, and all of it is there
//! once that has passed.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use pwparents::clock::Clock;
use pwparents::engine::{Engine, Input, Orders, Outlets, start};
use pwparents::journal::Journal;
use pwparents::relay::event::Event;
use pwparents::store::{Error, open};
use rusqlite::Connection;
use tokio::sync::mpsc;
use tokio::time::{sleep, timeout};

use super::{Bench, Lane, NOW, OLENA, from_olena, numbered, policy, text};

/// A queue whose numbers are used up answers every new row with "database or disk is full", and can be
/// mended from outside.
const FULL: &str = "BEGIN IMMEDIATE;
                    DELETE FROM sqlite_sequence WHERE name = 'outbox';
                    INSERT INTO sqlite_sequence (name, seq) VALUES ('outbox', 9223372036854775807);
                    COMMIT";
const MENDED: &str = "DELETE FROM sqlite_sequence WHERE name = 'outbox'";

fn message(bench: &mut Bench, number: i64) -> Input {
    let post = numbered(from_olena(text(&format!("лист {number}"))), number);
    bench.update(Event::ClientWrote(post))
}

#[test]
fn a_full_disk_takes_nothing_of_a_batch_and_all_of_it_later() {
    let mut bench = Bench::new();
    bench.change(FULL);
    let batch: Vec<Input> = (10..13).map(|number| message(&mut bench, number)).collect();
    for _ in 0..3 {
        let told = bench.engine().handle(&batch, NOW).unwrap_err();
        assert!(told.will_pass(), "{told}");
        assert_eq!(told.to_string(), "database or disk is full");
        for table in ["pp_clients", "tickets", "messages", "updates", "outbox", "quarantine"] {
            assert_eq!(bench.number(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
        }
    }
    bench.change(MENDED);
    bench.handle(&batch);
    assert_eq!(bench.words("SELECT text FROM messages ORDER BY id"), ["лист 10", "лист 11", "лист 12"]);
    assert_eq!(bench.number("SELECT count(*) FROM quarantine"), 0);
}

#[test]
fn what_fell_due_during_the_trouble_is_still_due() {
    let mut bench = Bench::talking();
    bench.staff_write(&super::from_vet(text("Приходьте")));
    bench.change(FULL);
    bench.now.0 += 120_000;
    let now = bench.now;
    let told = bench.engine().handle(&[], now).unwrap_err();
    assert!(told.will_pass(), "{told}");
    assert_eq!(bench.engine().next_due(), Some(now));
    bench.change(MENDED);
    bench.handle(&[]);
    assert_eq!(bench.number("SELECT count(*) FROM said WHERE label = 'late:501'"), 1);
}

#[test]
fn a_locked_file_is_waited_for_and_then_refused_as_what_will_pass() {
    let mut bench = Bench::new();
    let batch = [message(&mut bench, 10)];
    let other = bench.look();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let told = bench.engine().handle(&batch, NOW).unwrap_err();
    assert!(told.will_pass(), "{told}");
    assert!(matches!(told, Error::Sql(_)), "{told}");
    other.execute_batch("ROLLBACK").unwrap();
    bench.handle(&batch);
    assert_eq!(bench.words("SELECT text FROM messages"), ["лист 10"]);
}

/// An engine's thread on a database, and how to stop it.
struct Running {
    orders: Orders,
    stopping: Arc<AtomicBool>,
    thread: std::thread::JoinHandle<Result<(), Error>>,
    commits: mpsc::UnboundedReceiver<pwparents::engine::Committed>,
    path: std::path::PathBuf,
    _folder: tempfile::TempDir,
}

impl Running {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("pwparents.db");
        let clock = Arc::new(Clock::start());
        let store = open(&path, policy(), clock.now()).unwrap();
        let mut engine = Engine::new(store, policy());
        engine.start(clock.now()).unwrap();
        let (outlet, commits) = mpsc::unbounded_channel();
        let stopping = Arc::new(AtomicBool::new(false));
        let journal = Journal::open(folder.path(), policy().group);
        // Nobody asks Enote anything here.
        let (errands, _) = std::sync::mpsc::channel();
        let outlets = Outlets { commits: outlet, errands, journal };
        let (orders, thread) = start(engine, clock, outlets, Arc::clone(&stopping)).unwrap();
        Self { orders, stopping, thread, commits, path, _folder: folder }
    }

    fn look(&self) -> Connection {
        Connection::open(&self.path).unwrap()
    }

    fn messages(&self) -> i64 {
        self.look().query_row("SELECT count(*) FROM messages", (), |row| row.get(0)).unwrap()
    }
}

fn run<T>(test: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test)
}

#[test]
fn the_engines_thread_holds_what_the_disk_refuses_and_acknowledges_it_only_when_it_is_safe() {
    run(async {
        let running = Running::new();
        running.look().execute_batch(FULL).unwrap();
        let mut bench = Bench::new();
        let batch: Vec<Input> = (10..15).map(|number| message(&mut bench, number)).collect();
        let mut commit = Box::pin(running.orders.commit(batch));
        // Long enough for several tries; none may succeed, so this never waits in vain.
        assert!(timeout(Duration::from_millis(1_500), &mut commit).await.is_err(), "acknowledged too early");
        assert_eq!(running.messages(), 0);
        // More comes in meanwhile, and is not lost either.
        running.orders.give(vec![message(&mut bench, 15)]);
        running.look().execute_batch(MENDED).unwrap();
        assert!(commit.await.is_some());
        assert!(running.messages() >= 5);
        assert!(running.orders.commit(Vec::new()).await.is_some(), "everything before it is committed");
        assert_eq!(running.messages(), 6);
    });
}

#[test]
fn the_engines_thread_lets_go_of_a_refusing_disk_when_the_bot_stops() {
    run(async {
        let running = Running::new();
        running.look().execute_batch(FULL).unwrap();
        let mut bench = Bench::new();
        let mut commit = Box::pin(running.orders.commit(vec![message(&mut bench, 10)]));
        assert!(timeout(Duration::from_millis(600), &mut commit).await.is_err());
        running.stopping.store(true, Ordering::Relaxed);
        assert!(commit.await.is_none(), "what was not committed is never acknowledged");
        assert_eq!(running.messages(), 0);
        assert!(running.thread.join().unwrap().unwrap_err().will_pass());
    });
}

#[test]
fn the_engines_thread_handles_orders_in_order_and_ends_with_the_last_of_their_senders() {
    run(async {
        let mut running = Running::new();
        let mut bench = Bench::new();
        for number in 10..200 {
            running.orders.give(vec![message(&mut bench, number)]);
        }
        assert!(running.orders.commit(Vec::new()).await.is_some());
        let sql = "SELECT group_concat(telegram_message_id) FROM (SELECT * FROM messages ORDER BY id)";
        let order: String = running.look().query_row(sql, (), |row| row.get(0)).unwrap();
        let expected: Vec<String> = (10..200).map(|number| number.to_string()).collect();
        assert_eq!(order, expected.join(","));
        let told = std::iter::from_fn(|| running.commits.try_recv().ok());
        let heads: Vec<_> = told.flat_map(|committed| committed.heads).collect();
        assert!(heads.iter().any(|(key, _)| key.lane == Lane::Topic(OLENA)));
        drop(running.orders);
        while !running.thread.is_finished() {
            sleep(Duration::from_millis(5)).await;
        }
        running.thread.join().unwrap().unwrap();
        let wal = running.path.with_extension("db-wal");
        assert!(!wal.exists() || wal.metadata().unwrap().len() == 0, "the log went back into the file");
    });
}
