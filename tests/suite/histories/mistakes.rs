//! The checks bite: with each of these mistakes made on purpose, the same histories come out wrong, and for
//! the right reason.

use super::{Told, history};
use crate::sim::Mistake;

/// So many histories must be enough to notice a mistake.
const ENOUGH: u64 = 200;

/// The first history in which the mistake shows, from one on that is known to be near. The same history is
/// right without it.
fn noticed(mistake: Mistake, near: u64, signs: &[&str]) {
    for seed in near..near + ENOUGH {
        let Told { wrong, .. } = history(seed, Some(mistake));
        if wrong.is_empty() {
            continue;
        }
        let shows = |sign: &&str| wrong.iter().any(|line| line.contains(*sign));
        assert!(signs.iter().any(shows), "seed {seed} is wrong for another reason: {wrong:?}");
        assert_eq!(history(seed, None).wrong, Vec::<String>::new(), "seed {seed} without the mistake");
        assert_eq!(history(seed, Some(mistake)).wrong, wrong, "seed {seed} once more");
        println!("{mistake:?} shows in history {seed}: {}", wrong[0]);
        return;
    }
    panic!("{mistake:?} went unnoticed in {ENOUGH} histories");
}

#[test]
fn an_update_acknowledged_before_it_is_committed_is_missed() {
    noticed(Mistake::AcknowledgeBeforeCommit, 13, &["is not in the database"]);
}

#[test]
fn a_call_made_before_it_is_claimed_stands_twice_and_unmarked() {
    noticed(Mistake::CallBeforeClaim, 6, &["times, and is Some(\"sent\")", "living topics"]);
}

#[test]
fn a_topic_that_is_opened_twice_is_counted() {
    noticed(Mistake::HealTwice, 75, &["living topics"]);
}

#[test]
fn half_an_album_is_seen() {
    noticed(Mistake::FlushAlbums, 60, &["stand together"]);
}

#[test]
fn a_lane_out_of_order_is_seen() {
    noticed(Mistake::ForgetOrder, 4, &["arrived in the order"]);
}

#[test]
fn an_edit_that_stays_behind_is_seen() {
    noticed(Mistake::ForgetEdits, 6, &["shows"]);
}

#[test]
fn a_reaction_that_stays_behind_is_seen() {
    noticed(Mistake::ForgetReactions, 6, &["showed"]);
}

#[test]
fn what_is_only_marked_as_deleted_is_seen() {
    noticed(Mistake::ForgetDeletions, 26, &["and stands there"]);
}

#[test]
fn a_ban_that_is_forgotten_is_seen() {
    noticed(Mistake::ForgetBans, 6, &["Stays", "was told of a ban", "and Client showed"]);
}

#[test]
fn a_question_to_enote_that_is_forgotten_is_seen() {
    noticed(Mistake::ForgetQuestions, 21, &["an errand is left open"]);
}
