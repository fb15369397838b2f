//! What waits to be seen by staff, and what counts against the brakes, on a real file.

use pwparents::model::{ClientId, Delivery, Policy};
use pwparents::relay::effect::{ClientFact, Direction, Effect, Fact, Lane};
use pwparents::relay::event::{Event, Outcome, Polled, Post};
use pwparents::relay::view::View;
use pwparents::store::Store;

use super::{Bench, IGOR, NOW, OLENA, THREAD, from_igor, from_olena, numbered, policy, sent, text};

const MINUTE: i64 = 60_000;

fn later(post: Post, message: i64, ms: i64) -> Post {
    Post { date: NOW.plus(ms), ..numbered(post, message) }
}

/// What is known when Olena writes this, where at most three messages a minute are shown.
fn pace(messages: &[(Post, Delivery)], now: &Post) -> (u32, bool) {
    let folder = tempfile::tempdir().unwrap();
    let policy = Policy { client_per_minute: 3, ..policy() };
    let mut store = pwparents::store::open(&folder.path().join("x.db"), policy.clone(), NOW).unwrap();
    store.begin().unwrap();
    known(&mut store);
    for (post, delivery) in messages {
        let (client, direction) = match post.key.chat.0 {
            501 => (OLENA, Direction::In),
            502 => (IGOR, Direction::In),
            _ => (OLENA, Direction::Out),
        };
        let post = Box::new(post.clone());
        let fact = Fact::Message { client, direction, post, delivery: *delivery, signature: None };
        store.write(&[Effect::Remember(fact)], NOW).unwrap();
    }
    let mut view = View::new(&policy);
    store.fill(&mut view, &Event::ClientWrote(now.clone())).unwrap();
    (view.wrote_lately, view.slowed_said)
}

fn known(store: &mut Store) {
    for (client, person) in [
        (OLENA, crate::relay::olena_herself()),
        (IGOR, crate::relay::person(pwparents::model::UserId(IGOR.0), "Ігор")),
    ] {
        let ticket = Fact::Ticket(client, pwparents::relay::effect::TicketFact::Opened);
        store.write(&[Effect::Remember(Fact::Client(person)), Effect::Remember(ticket)], NOW).unwrap();
    }
}

#[test]
fn what_the_client_wrote_for_staff_within_the_minute_is_counted() {
    let olena = |message, ms| later(from_olena(text("Агов")), message, ms);
    let messages = [
        (olena(1, -60_000), Delivery::Sent),
        (olena(2, -59_000), Delivery::Sent),
        (olena(3, -30_000), Delivery::Queued),
        (olena(4, -20_000), Delivery::Kept),
        (olena(5, 0), Delivery::PossiblyTwice),
        // It came later, and was read before.
        (olena(6, 9_000), Delivery::Queued),
        (from_igor(olena(7, -1_000)), Delivery::Sent),
        (numbered(crate::relay::from_vet(text("Чую")), 8), Delivery::Sent),
    ];
    assert_eq!(pace(&messages, &olena(9, 0)), (3, false));
}

/// Olena's topic stands; Igor has none.
fn waiting() -> Bench {
    let mut bench = Bench::talking();
    bench.client_writes(&later(from_olena(text("Кіт не їсть")), 11, 0));
    bench.client_writes(&later(from_igor(from_olena(text("Собака"))), 12, 0));
    bench
}

/// The next look at who has waited: everything so far was heard.
fn pass(bench: &mut Bench, ms: i64) {
    bench.now.0 += ms;
    let now = bench.now;
    bench.happens(Event::Polled(Polled { began: now, drained: true }));
}

fn said(bench: &Bench, client: ClientId) -> i64 {
    bench.number(&format!("SELECT count(*) FROM said WHERE label = 'unseen:{client}' AND over = 0"))
}

#[test]
fn whoever_waits_is_told_once_and_anew_only_after_all_was_seen() {
    let mut bench = waiting();
    pass(&mut bench, 10 * MINUTE - 1);
    assert_eq!((said(&bench, OLENA), said(&bench, IGOR)), (0, 0));
    pass(&mut bench, MINUTE);
    assert_eq!((said(&bench, OLENA), said(&bench, IGOR)), (1, 1));
    for _ in 0..30 {
        pass(&mut bench, MINUTE);
    }
    assert_eq!((said(&bench, OLENA), said(&bench, IGOR)), (1, 1));
    assert_eq!(bench.number("SELECT count(*) FROM outbox WHERE lane LIKE 'out:%'"), 2);
    // Olena's is shown, and then she writes something that waits again.
    bench.first_ends(Lane::In(OLENA), sent(&[500]));
    pass(&mut bench, MINUTE);
    assert_eq!((said(&bench, OLENA), said(&bench, IGOR)), (0, 1));
    bench.client_writes(&later(from_olena(text("І ще")), 13, 50 * MINUTE));
    pass(&mut bench, 11 * MINUTE);
    assert_eq!((said(&bench, OLENA), said(&bench, IGOR)), (1, 1));
}

#[test]
fn a_word_that_comes_too_late_is_not_said() {
    let mut bench = waiting();
    pass(&mut bench, 11 * MINUTE);
    bench.first_ends(Lane::In(OLENA), sent(&[500]));
    let row = bench.head(Lane::Out(OLENA)).unwrap().row;
    assert_eq!(bench.claim(row), None);
    assert_eq!(bench.head(Lane::Out(OLENA)), None);
    let igors = bench.head(Lane::Out(IGOR)).unwrap().row;
    assert!(bench.claim(igors).is_some());
}

#[test]
fn whoever_is_banned_or_cannot_be_reached_is_not_told() {
    let ban = ClientFact::Banned { reason: String::new(), by: None };
    for fact in [Fact::Blocked(OLENA, true), Fact::OfClient(OLENA, ban)] {
        let mut bench = waiting();
        bench.crash();
        let mut store = bench.open();
        store.begin().unwrap();
        store.write(&[Effect::Remember(fact)], NOW).unwrap();
        store.commit().unwrap();
        drop(store);
        bench.start();
        pass(&mut bench, 1_000);
        pass(&mut bench, 11 * MINUTE);
        assert_eq!((said(&bench, OLENA), said(&bench, IGOR)), (0, 1));
    }
}

#[test]
fn a_line_of_ours_that_waits_is_nobodys_message() {
    let mut bench = Bench::talking();
    bench.change(
        "INSERT INTO outbox (lane, place, what, body, created_ms, not_before_ms)
                  VALUES ('in:501', 1, 'say', '{}', 0, 9223372036854775807)",
    );
    pass(&mut bench, 11 * MINUTE);
    assert_eq!(said(&bench, OLENA), 0);
}

#[test]
fn a_restart_looks_at_once() {
    let mut bench = waiting();
    bench.crash();
    bench.now.0 += 60 * MINUTE;
    bench.start();
    assert_eq!(bench.number("SELECT due_ms FROM deadlines WHERE kind = 'unseen'"), bench.now.0);
    bench.handle(&[]);
    assert_eq!(said(&bench, OLENA), 0, "what came in meanwhile has not been heard yet");
    pass(&mut bench, 1_000);
    pass(&mut bench, MINUTE);
    assert_eq!(said(&bench, OLENA), 1);
}

#[test]
fn what_was_told_of_haste_is_known_and_ends_with_a_quiet_time() {
    let mut bench = Bench::talking();
    bench.change("INSERT INTO said (label, client_id) VALUES ('slowed:501', 501)");
    let slowed =
        |bench: &Bench| bench.number("SELECT count(*) FROM said WHERE over = 0 AND label LIKE 'slow%'");
    pass(&mut bench, 9 * MINUTE);
    assert_eq!(slowed(&bench), 1);
    bench.client_writes(&later(from_olena(text("Агов")), 11, 9 * MINUTE));
    pass(&mut bench, 11 * MINUTE);
    assert_eq!(slowed(&bench), 1, "that one still waits");
    bench.deliver_all();
    pass(&mut bench, MINUTE);
    assert_eq!(slowed(&bench), 0);
}

#[test]
fn what_counts_against_a_brake_is_there_after_a_restart() {
    let mut bench = Bench::new();
    bench.client_writes(&from_olena(text("Добрий день")));
    let head = bench.head(Lane::Topic(OLENA)).unwrap();
    assert!(head.new);
    bench.open_topic(OLENA, THREAD);
    bench.first_ends(Lane::In(OLENA), Outcome::NotSent);
    // Tried again, it is not counted again.
    bench.now.0 += 1_000;
    bench.first_ends(Lane::In(OLENA), sent(&[500]));
    bench.staff_write(&crate::relay::from_vet(text("Чуємо")));
    bench.deliver_all();
    bench.crash();
    let (_, loaded) = bench.start();
    assert_eq!(loaded.paced, [(NOW, Lane::Topic(OLENA), 1), (NOW, Lane::In(OLENA), 1)]);
    assert!(loaded.spent.len() > 3);
}

#[test]
fn a_topic_in_place_of_one_that_was_deleted_is_not_a_new_clients() {
    let mut bench = Bench::talking();
    bench.crash();
    bench.change("UPDATE topics SET state = 'dead', replaced = 1");
    bench.start();
    bench.client_writes(&later(from_olena(text("Агов")), 11, 0));
    assert!(!bench.head(Lane::Topic(OLENA)).unwrap().new);
    bench.first_ends(Lane::Topic(OLENA), Outcome::Later(5_000));
    assert_eq!(bench.number("SELECT count(*) FROM spent WHERE lane = 'topic:501'"), 1, "only the first");
}
