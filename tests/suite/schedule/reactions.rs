//! Reactions cost nothing of the group's budget, wait for no message, and never overtake each other.

use pwparents::model::{ClientId, Limits, Millis};
use pwparents::relay::effect::Lane;
use pwparents::relay::event::{Outcome, Shut};
use pwparents::store::LaneKey;

use super::{START, done, group, head, inward, outward, rows, schedule};
use pwparents::model::RowId;

const NOW: Millis = Millis(START);
const ONE_A_MINUTE: Limits =
    Limits { group_per_minute: 1, chat_per_second: 1, overall_per_second: 1, ..Limits::OFF };

fn reactions(client: i64) -> LaneKey {
    LaneKey::of(Lane::React(ClientId(client)))
}

#[test]
fn they_go_where_the_budget_is_spent_and_spend_none() {
    let mut schedule = schedule(ONE_A_MINUTE);
    schedule.head(inward(1), Some(head(1)));
    assert_eq!(schedule.next(NOW), rows(&[1]));
    schedule.head(inward(2), Some(head(2)));
    schedule.head(reactions(1), Some(head(3)));
    schedule.head(reactions(2), Some(head(4)));
    assert_eq!(schedule.next(NOW), rows(&[3, 4]), "the words of 2 wait for the minute to pass");
    for row in [1, 3, 4] {
        schedule.ended(RowId(row), &done(), NOW);
    }
    let minute = Millis(NOW.0 + 60_000);
    assert_eq!(schedule.next(minute), rows(&[2]), "the reactions have not put it off");
}

#[test]
fn one_at_a_time_for_each_client() {
    let mut schedule = schedule(ONE_A_MINUTE);
    schedule.head(reactions(1), Some(head(1)));
    assert_eq!(schedule.next(NOW), rows(&[1]));
    schedule.ended(RowId(1), &done(), NOW);
    schedule.head(reactions(1), Some(head(2)));
    assert_eq!(schedule.next(NOW), rows(&[2]));
}

#[test]
fn a_pause_for_them_pauses_nothing_else_and_a_shut_group_does_not_stop_them() {
    let mut schedule = schedule(ONE_A_MINUTE);
    schedule.head(reactions(1), Some(head(1)));
    assert_eq!(schedule.next(NOW), rows(&[1]));
    schedule.ended(RowId(1), &Outcome::Later(30_000), NOW);
    schedule.head(outward(1), Some(head(2)));
    assert_eq!(schedule.next(NOW), rows(&[2]));
    schedule.group(group(Some(Shut::NotForum)));
    schedule.head(reactions(2), Some(head(3)));
    assert_eq!(schedule.next(NOW), rows(&[3]));
}
