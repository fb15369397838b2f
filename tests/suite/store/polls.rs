//! What polls tell: a time away, how many wrote meanwhile, and who waits for the next poll to end.

use pwparents::model::{Lang, Millis, kyiv};
use pwparents::relay::event::{Event, Polled, Post};
use pwparents::text;

use super::{Bench, NOW, from_olena, from_vet, numbered, text as words};

const MINUTE: i64 = 60_000;

fn poll(bench: &mut Bench, drained: bool) -> pwparents::engine::Committed {
    let began = bench.now;
    bench.happens(Event::Polled(Polled { began, drained }))
}

/// What Olena wrote at that moment, by Telegram's clock.
fn written(message: i64, at: Millis) -> Post {
    Post { date: at, ..numbered(from_olena(words("кіт")), message) }
}

fn told(bench: &Bench) -> Vec<String> {
    bench.words("SELECT json_extract(body, '$.text') FROM outbox WHERE lane = 'desk' ORDER BY id")
}

#[test]
fn after_a_time_away_staff_hear_how_long_it_was_and_how_many_wrote() {
    let mut bench = Bench::talking();
    poll(&mut bench, true);
    bench.crash();
    let (from, to) = (bench.now, Millis(NOW.0 + 10 * MINUTE));
    bench.now = to;
    bench.start();
    // The poll's end comes first, what it brought right behind it.
    assert!(poll(&mut bench, true).hurry, "the line about it waits for one more poll");
    let posts = [
        written(20, Millis(from.0 - 1_000)),
        // The last poll before brought this one.
        written(21, from),
        written(22, Millis(from.0 + MINUTE)),
        written(23, to),
        written(24, Millis(to.0 + 1_000)),
    ];
    for post in posts {
        bench.client_writes(&post);
    }
    bench.staff_write(&Post { date: Millis(from.0 + MINUTE), ..from_vet(words("Я тут")) });
    assert_eq!(told(&bench), Vec::<String>::new());
    bench.now.0 += 1_000;
    assert!(!poll(&mut bench, true).hurry);
    let line = text::downtime(Lang::Uk, &kyiv(), from, to, 2);
    assert_eq!(told(&bench), [line.as_str()]);
    bench.now.0 += 1_000;
    poll(&mut bench, true);
    assert_eq!(told(&bench).len(), 1, "said once");
}

#[test]
fn a_long_list_of_what_waited_is_counted_when_all_of_it_is_in() {
    let mut bench = Bench::talking();
    poll(&mut bench, true);
    let from = bench.now;
    bench.now = Millis(NOW.0 + 10 * MINUTE);
    let to = bench.now;
    poll(&mut bench, false);
    bench.client_writes(&written(20, Millis(from.0 + MINUTE)));
    bench.now.0 += 500;
    poll(&mut bench, true);
    bench.client_writes(&written(21, Millis(from.0 + MINUTE)));
    assert_eq!(told(&bench), Vec::<String>::new());
    bench.now.0 += 500;
    poll(&mut bench, true);
    assert_eq!(told(&bench), [text::downtime(Lang::Uk, &kyiv(), from, to, 2).as_str()]);
}

#[test]
fn old_updates_are_pruned_after_a_week_and_messages_never() {
    let mut bench = Bench::talking();
    bench.change("INSERT INTO updates VALUES (5, 1, '{}')");
    assert_eq!(bench.number("SELECT count(*) FROM updates"), 2);
    bench.now.0 += 60 * MINUTE;
    bench.handle(&[]);
    assert_eq!(bench.number("SELECT count(*) FROM updates"), 1);
    bench.now.0 += 8 * 24 * 60 * MINUTE;
    bench.handle(&[]);
    assert_eq!(bench.number("SELECT count(*) FROM updates"), 0);
    assert_eq!(bench.number("SELECT count(*) FROM messages"), 1);
}
