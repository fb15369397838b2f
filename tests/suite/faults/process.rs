//! The real binary on a disk that is full and on a database that somebody else holds: everything is held,
//! nothing is acknowledged, and all of it goes on when that has passed, in the same process or the next.

use std::time::Duration;

use rusqlite::Connection;

use super::ledger::Ledger;
use crate::desk::Desk;

/// Long enough for several tries; none may succeed, so this never waits in vain.
const HELD: Duration = Duration::from_millis(1_500);

/// Two clients who talk.
fn talking() -> (Desk, Ledger, [i64; 2]) {
    let desk = Desk::open();
    let mut ledger = Ledger::new(desk.bot, desk.group, desk.vet);
    let clients = ["Олена", "Ігор"].map(|name| {
        let client = desk.client(name);
        ledger.knows(client, name);
        desk.play(|w| ledger.asks(w, client));
        desk.topic(name);
        client
    });
    round(&desk, &mut ledger, clients);
    arrived(&desk, &ledger);
    (desk, ledger, clients)
}

/// Everybody writes, and staff answer.
fn round(desk: &Desk, ledger: &mut Ledger, clients: [i64; 2]) {
    for client in clients {
        desk.play(|w| {
            ledger.asks(w, client);
            assert!(ledger.answers(w, client));
        });
    }
}

fn arrived(desk: &Desk, ledger: &Ledger) {
    desk.wait("everything", |w| ledger.has_arrived(w));
    // What stands there is known to be there once nothing waits any more.
    let settled = || {
        let look = Connection::open(desk.database()).unwrap();
        let waiting = "SELECT count(*) FROM outbox WHERE what = 'relay'";
        look.query_row(waiting, (), |row| row.get::<_, i64>(0)).unwrap() == 0
    };
    for _ in 0..200 {
        if settled() {
            return;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    panic!("messages wait\n{}", desk.log());
}

fn holds(desk: &Desk, ledger: &Ledger) {
    arrived(desk, ledger);
    ledger.holds(&desk.world(), &Connection::open(desk.database()).unwrap());
}

/// Nothing new reaches anybody for a while.
fn is_held(desk: &Desk, ledger: &Ledger) {
    let before = ledger.arrived(&desk.world());
    let more = desk.sandbox.wait_until(HELD, |w| ledger.arrived(w) > before);
    assert!(!more, "something was sent that was not committed");
    let pending = desk.world().pending_updates(desk.bot);
    assert!(pending > 0, "an update was acknowledged that was not committed");
}

#[test]
fn a_full_disk_holds_everything_and_loses_nothing() {
    let (desk, mut ledger, clients) = talking();
    for _ in 0..2 {
        desk.fill_disk(true);
        round(&desk, &mut ledger, clients);
        is_held(&desk, &ledger);
        round(&desk, &mut ledger, clients);
        desk.fill_disk(false);
        holds(&desk, &ledger);
    }
    assert!(desk.log().contains("database: it takes commits again"), "{}", desk.log());
    assert_eq!(ledger.repeats(&desk.world()), 0);
}

#[test]
fn a_bot_killed_on_a_full_disk_goes_on_where_it_was() {
    let (mut desk, mut ledger, clients) = talking();
    desk.fill_disk(true);
    round(&desk, &mut ledger, clients);
    is_held(&desk, &ledger);
    desk.kill();
    round(&desk, &mut ledger, clients);
    desk.start();
    holds(&desk, &ledger);
}

#[test]
fn a_database_that_another_process_holds_is_waited_for() {
    let (desk, mut ledger, clients) = talking();
    let other = Connection::open(desk.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    round(&desk, &mut ledger, clients);
    is_held(&desk, &ledger);
    // SQLite itself waits for five seconds before it gives up.
    let held = || desk.log().contains("database is locked; everything is held until this passes");
    for _ in 0..200 {
        if held() {
            break;
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    assert!(held(), "{}", desk.log());
    is_held(&desk, &ledger);
    other.execute_batch("ROLLBACK").unwrap();
    holds(&desk, &ledger);
    assert!(desk.log().contains("database: it takes commits again"), "{}", desk.log());
}
