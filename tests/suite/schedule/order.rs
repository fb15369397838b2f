//! What may be under way beside what, and what a head that is told means.

use pwparents::model::{Millis, RowId};
use pwparents::relay::event::Outcome;
use pwparents::store::Head;

use super::{
    GENERAL, NONE, START, at_once, card, desk, done, group, head, inward, opening, outward, rows, schedule,
};
use pwparents::relay::event::Shut;

const NOW: Millis = Millis(START);

#[test]
fn a_lane_goes_on_only_when_its_next_head_is_told() {
    let mut schedule = schedule(NONE);
    schedule.head(inward(1), Some(head(1)));
    assert_eq!(schedule.next(NOW), rows(&[1]));
    assert_eq!(schedule.next(NOW), rows(&[]));
    schedule.ended(RowId(1), &done(), NOW);
    assert_eq!(schedule.next(NOW), rows(&[]));
    schedule.head(inward(1), Some(head(2)));
    assert_eq!(schedule.next(NOW), rows(&[2]));
}

#[test]
fn what_goes_to_one_place_goes_one_by_one_whatever_its_lane() {
    let mut schedule = schedule(NONE);
    for (key, row) in [(inward(1), 1), (desk(1), 2), (card(1), 3)] {
        schedule.head(key, Some(head(row)));
    }
    for row in [1, 2, 3] {
        assert_eq!(schedule.next(NOW), rows(&[row]));
        assert_eq!(schedule.next(NOW), rows(&[]), "row {row} is still under way");
        schedule.ended(RowId(row), &done(), NOW);
    }
}

#[test]
fn different_places_do_not_wait_for_each_other() {
    let mut schedule = schedule(NONE);
    let keys = [inward(1), inward(2), outward(1), outward(2), GENERAL, opening(3), at_once(7), at_once(8)];
    for (row, key) in (1..).zip(keys) {
        schedule.head(key, Some(head(row)));
    }
    let mut given = schedule.next(NOW);
    given.sort();
    assert_eq!(given, rows(&[1, 2, 3, 4, 5, 6, 7, 8]));
}

#[test]
fn what_cannot_wait_goes_before_all_else() {
    let mut schedule = schedule(NONE);
    for (key, row) in [(inward(1), 1), (outward(1), 2), (at_once(9), 9)] {
        schedule.head(key, Some(head(row)));
    }
    assert_eq!(schedule.next(NOW)[0], RowId(9));
}

#[test]
fn messages_to_clients_go_in_the_order_they_were_queued() {
    let mut schedule = schedule(NONE);
    for (key, row) in [(outward(1), 30), (outward(2), 10), (outward(3), 20)] {
        schedule.head(key, Some(head(row)));
    }
    assert_eq!(schedule.next(NOW), rows(&[10, 20, 30]));
}

#[test]
fn topics_are_opened_one_at_a_time() {
    let mut schedule = schedule(NONE);
    schedule.head(opening(1), Some(head(1)));
    schedule.head(opening(2), Some(head(2)));
    assert_eq!(schedule.next(NOW), rows(&[1]));
    schedule.ended(RowId(1), &done(), NOW);
    // How it ended is handled by the engine first: until the lane is told anew, nobody knows whether it
    // is in doubt.
    assert_eq!(schedule.next(NOW), rows(&[]));
    schedule.head(opening(1), None);
    assert_eq!(schedule.next(NOW), rows(&[2]));
}

#[test]
fn an_opening_in_doubt_keeps_all_others_back_and_may_itself_be_made_again() {
    let mut schedule = schedule(NONE);
    schedule.head(opening(1), Some(head(1)));
    schedule.head(opening(2), Some(head(2)));
    assert_eq!(schedule.next(NOW), rows(&[1]));
    schedule.ended(RowId(1), &Outcome::Unknown, NOW);
    assert_eq!(schedule.next(NOW), rows(&[]), "its own update may still come");
    let doubt = Head { attempt: 1, in_doubt: true, not_before: Millis(i64::MAX), ..head(1) };
    schedule.head(opening(1), Some(doubt));
    assert_eq!(schedule.next(Millis(START + 3_600_000)), rows(&[]), "a poll has to end first");
    schedule.head(opening(1), Some(Head { not_before: Millis(0), ..doubt }));
    assert_eq!(schedule.next(NOW), rows(&[1]));
    schedule.ended(RowId(1), &done(), NOW);
    schedule.head(opening(1), None);
    assert_eq!(schedule.next(NOW), rows(&[2]));
}

#[test]
fn what_was_said_of_a_row_before_it_was_given_out_is_old() {
    let mut schedule = schedule(NONE);
    schedule.head(inward(1), Some(head(1)));
    assert_eq!(schedule.next(NOW), rows(&[1]));
    // Another event touched the lane before the claim was committed, and then the claim itself.
    schedule.head(inward(1), Some(head(1)));
    schedule.head(inward(1), Some(Head { attempt: 1, claimed: true, ..head(1) }));
    schedule.ended(RowId(1), &Outcome::NotSent, NOW);
    schedule.head(inward(1), Some(Head { attempt: 1, claimed: true, ..head(1) }));
    assert_eq!(schedule.next(NOW), rows(&[]));
    schedule.head(inward(1), Some(Head { attempt: 1, ..head(1) }));
    assert_eq!(schedule.next(NOW), rows(&[1]), "now it is told as one that waits again");
}

#[test]
fn a_row_that_is_claimed_already_is_not_given_out() {
    let mut schedule = schedule(NONE);
    schedule.head(inward(1), Some(Head { attempt: 1, claimed: true, ..head(1) }));
    assert_eq!(schedule.next(NOW), rows(&[]));
    assert_eq!(schedule.wake(NOW), None);
}

#[test]
fn a_head_that_changes_before_its_turn_is_forgotten() {
    let mut schedule = schedule(NONE);
    schedule.head(card(1), Some(head(1)));
    schedule.head(card(1), Some(head(2)));
    assert_eq!(schedule.next(NOW), rows(&[2]));
    schedule.ended(RowId(2), &done(), NOW);
    schedule.head(card(1), Some(head(3)));
    schedule.head(card(1), None);
    assert_eq!(schedule.next(NOW), rows(&[]));
}

#[test]
fn a_row_that_is_not_sent_after_all_frees_its_lane_and_its_place() {
    let mut schedule = schedule(NONE);
    schedule.head(inward(1), Some(head(1)));
    schedule.head(desk(1), Some(head(2)));
    assert_eq!(schedule.next(NOW), rows(&[1]));
    assert!(!schedule.is_idle());
    schedule.dropped(RowId(1));
    assert!(schedule.is_idle());
    assert_eq!(schedule.next(NOW), rows(&[2]), "the place is free");
    schedule.ended(RowId(2), &done(), NOW);
    schedule.head(inward(1), Some(head(1)));
    assert_eq!(schedule.next(NOW), rows(&[1]), "and so is the lane, for the very same row");
}

#[test]
fn an_end_frees_the_place_of_its_own_row_alone() {
    let mut schedule = schedule(NONE);
    for (key, row) in [(inward(1), 1), (inward(2), 2), (desk(1), 3), (desk(2), 4)] {
        schedule.head(key, Some(head(row)));
    }
    assert_eq!(schedule.next(NOW), rows(&[1, 2]));
    schedule.ended(RowId(2), &done(), NOW);
    assert_eq!(schedule.next(NOW), rows(&[4]));
    // The end of a row nobody was given changes nothing.
    schedule.ended(RowId(77), &Outcome::Later(60_000), NOW);
    schedule.dropped(RowId(77));
    schedule.ended(RowId(1), &done(), NOW);
    assert_eq!(schedule.next(NOW), rows(&[3]));
}

#[test]
fn memory_holds_the_first_row_of_each_lane_however_long_they_are() {
    let mut bench = super::Bench::new(NONE);
    bench.latency = 50;
    for client in 1..=40 {
        bench.topic_stands(client);
        for key in [inward(client), outward(client), desk(client)] {
            for _ in 0..100 {
                bench.queue(key, 1);
            }
        }
    }
    let mut most = 0;
    while bench.waiting() > 0 {
        bench.pass(10);
        most = most.max(bench.schedule.rows_in_memory());
    }
    assert_eq!(bench.sent.len(), 12_000);
    assert!((64..=120).contains(&most), "{most} of 120 lanes");
    assert_eq!(bench.schedule.rows_in_memory(), 0);
}

#[test]
fn no_more_than_sixty_four_calls_are_under_way() {
    let mut schedule = schedule(NONE);
    for client in 1..=100 {
        schedule.head(outward(client), Some(head(client)));
    }
    assert_eq!(schedule.next(NOW).len(), 64);
    assert_eq!(schedule.next(NOW), rows(&[]));
    assert_eq!(schedule.wake(NOW), None, "only an end can bring the next chance");
    schedule.ended(RowId(5), &done(), NOW);
    schedule.head(outward(5), None);
    assert_eq!(schedule.next(NOW), rows(&[65]));
}

#[test]
fn a_row_waits_for_its_moment() {
    let mut schedule = schedule(NONE);
    let later = Head { not_before: Millis(START + 30_000), ..head(1) };
    schedule.head(outward(1), Some(later));
    assert_eq!(schedule.next(Millis(START + 29_999)), rows(&[]));
    assert_eq!(schedule.wake(NOW), Some(Millis(START + 30_000)));
    assert_eq!(schedule.next(Millis(START + 30_000)), rows(&[1]));
}

#[test]
fn a_shut_group_holds_its_lanes_and_nothing_else() {
    let keys = [inward(1), desk(2), card(3), opening(4), GENERAL, outward(6), at_once(7)];
    for (shut, expected) in [(Shut::NoAccess, [7, 6].as_slice()), (Shut::NotForum, &[7, 5, 6])] {
        let mut schedule = schedule(NONE);
        for (row, key) in (1..).zip(keys) {
            schedule.head(key, Some(head(row)));
        }
        schedule.group(group(Some(shut)));
        assert_eq!(schedule.next(NOW), rows(expected), "{shut:?}");
        assert_eq!(schedule.wake(NOW), None, "{shut:?}");
        schedule.group(group(None));
        assert!(!schedule.next(NOW).is_empty(), "{shut:?}");
    }
}
