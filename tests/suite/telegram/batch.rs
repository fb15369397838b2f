//! A batch of updates and the offset to ask for next: this batch's highest number and one.

use pwparents::engine::Input;
use pwparents::inbox::{Asking, Poll, batch};
use pwparents::model::Millis;
use pwparents::relay::event::{Event, Polled};

const POLLED: Polled = Polled { began: Millis(5), drained: true };

fn next(ids: &[&str], offset: Option<i64>) -> Option<i64> {
    let raw = |id: &&str| format!("{{\"update_id\":{id},\"poll\":{{}}}}");
    batch(ids.iter().map(raw).collect(), POLLED, offset).1
}

#[test]
fn the_next_offset_is_this_batchs_highest_and_one_whatever_came_before() {
    assert_eq!(next(&["7"], None), Some(8));
    assert_eq!(next(&["7", "9", "8"], Some(7)), Some(10));
    assert_eq!(next(&["3"], Some(900_000)), Some(4), "numbers restart lower after a quiet week");
    assert_eq!(next(&[], Some(12)), Some(12));
    assert_eq!(next(&[], None), None);
    assert_eq!(next(&["4294967296"], None), Some(4_294_967_297));
    assert_eq!(next(&["9223372036854775807"], None), Some(i64::MAX));
}

/// Whether a poll that brought so many updates has brought all there were.
fn drained(poll: Poll, updates: usize) -> bool {
    let polled = poll.ended(&vec!["{}".to_owned(); updates]);
    assert_eq!(polled.began, Millis(10_000));
    polled.drained
}

#[test]
fn a_poll_has_brought_everything_unless_it_is_full() {
    let mut polls = Asking::default();
    polls.begin(Some(4), Millis(9_500));
    let poll = polls.begin(Some(5), Millis(10_000));
    assert_eq!([0, 1, 99, 100].map(|updates| drained(poll, updates)), [true, true, true, false]);
}

#[test]
fn one_update_is_perhaps_not_all_where_the_same_was_asked_a_moment_before() {
    let first = Asking::default().begin(None, Millis(10_000));
    let mut polls = Asking::default();
    polls.begin(Some(5), Millis(9_500));
    let again = polls.begin(Some(5), Millis(10_000));
    for poll in [first, again] {
        assert_eq!([0, 1, 2, 100].map(|updates| drained(poll, updates)), [true, false, true, false]);
    }
    let mut polls = Asking::default();
    polls.begin(Some(5), Millis(9_000));
    assert!(drained(polls.begin(Some(5), Millis(10_000)), 1), "a second later it is");
}

#[test]
fn an_answer_as_long_as_telegram_makes_them_is_perhaps_not_all() {
    let mut polls = Asking::default();
    polls.begin(Some(4), Millis(0));
    let poll = polls.begin(Some(5), Millis(10_000));
    let long = |bytes: usize| poll.ended(&["x".repeat(bytes), "{}".to_owned()]).drained;
    assert!(long(2 << 20));
    assert!(!long(3 << 20));
}

#[test]
fn updates_without_a_number_do_not_hold_up_those_that_have_one() {
    assert_eq!(next(&["7", "\"x\"", "8"], Some(7)), Some(9));
    assert_eq!(next(&["\"x\"", "null"], Some(7)), Some(9), "counted on from the last");
}

#[test]
fn the_end_of_the_poll_comes_first_and_every_update_behind_it_in_order() {
    let raw = |id: u8| format!("{{\"update_id\":{id}}}");
    let (inputs, _) = batch(vec![raw(2), "no json".to_owned(), raw(1)], POLLED, None);
    assert!(matches!(&inputs[0], Input::Happened(Event::Polled(polled)) if *polled == POLLED));
    let rest: Vec<_> = inputs[1..]
        .iter()
        .map(|input| match input {
            Input::Update(update) => (update.id, update.raw.as_str()),
            Input::Happened(_) | Input::Claim(_) => panic!("{input:?}"),
        })
        .collect();
    let (two, one) = (raw(2), raw(1));
    assert_eq!(rest, [(Some(2), two.as_str()), (None, "no json"), (Some(1), one.as_str())]);
}
