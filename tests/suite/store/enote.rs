//! Errands in the database: what a commit asks of Enote, what is asked again after a restart, and that one
//! that cannot be read stops nothing.

use pwparents::model::{Contract, ContractField, ErrandId, Half, Inquiry, Policy, Trouble, WhyNot};
use pwparents::relay::event::{Answered, Event};

use super::{Bench, from_vet, numbered, policy, text};

/// A bench whose config has an Enote, with Olena's topic standing.
fn with_enote() -> Bench {
    let mut bench = Bench::talking();
    bench.crash();
    bench.policy = Policy { enote: Some(ContractField::Auto), ..policy() };
    bench.start();
    bench
}

fn contract() -> Inquiry {
    Inquiry::Contract(Contract::new("885").unwrap())
}

fn ask(bench: &mut Bench, message: i64) -> Vec<(ErrandId, Inquiry)> {
    bench.staff_write(&numbered(from_vet(text("/enote_link 885")), message)).errands
}

fn unavailable(errand: i64) -> Event {
    let why = Trouble { why: WhyNot::Unavailable, half: Half::OData, detail: "timeout".to_owned() };
    Event::Answered(Answered { errand: ErrandId(errand), answer: Err(why), ms: 25_000 })
}

#[test]
fn a_question_is_handed_out_by_the_commit_that_asks_it() {
    let mut bench = with_enote();
    assert_eq!(ask(&mut bench, 90), [(ErrandId(1), contract())]);
    assert_eq!(ask(&mut bench, 91), [(ErrandId(2), contract())]);
    assert_eq!(bench.words("SELECT state FROM errands ORDER BY id"), ["asked", "asked"]);
    assert_eq!(bench.number("SELECT actor_id FROM errands WHERE id = 1"), 42);
}

#[test]
fn questions_without_an_answer_are_asked_again_after_a_restart_and_no_others() {
    let mut bench = with_enote();
    ask(&mut bench, 90);
    ask(&mut bench, 91);
    let committed = bench.happens(unavailable(1));
    assert_eq!(committed.log.len(), 1);
    bench.staff_write(&numbered(from_vet(text("/enote_link")), 92));
    bench.crash();
    let (first, _) = bench.start();
    assert_eq!(first.errands, [(ErrandId(2), contract())]);
    bench.happens(unavailable(2));
    bench.crash();
    assert_eq!(bench.start().0.errands, []);
    assert_eq!(bench.words("SELECT state FROM errands ORDER BY id"), ["failed", "failed", "number"]);
}

#[test]
fn an_answer_that_comes_twice_counts_once() {
    let mut bench = with_enote();
    ask(&mut bench, 90);
    assert_eq!(bench.happens(unavailable(1)).log.len(), 1);
    assert_eq!(bench.happens(unavailable(1)).log.len(), 0);
    assert_eq!(bench.happens(unavailable(99)).log.len(), 0, "an errand nobody knows");
}

#[test]
fn a_question_from_another_time_is_left_alone() {
    let mut bench = with_enote();
    ask(&mut bench, 90);
    ask(&mut bench, 91);
    bench.change("UPDATE errands SET inquiry = '{\"Weather\":null}' WHERE id = 1");
    bench.crash();
    assert_eq!(bench.start().0.errands, [(ErrandId(2), contract())]);
}

#[test]
fn what_is_undone_asks_nothing_and_logs_nothing() {
    let mut bench = with_enote();
    bench.change(
        "CREATE TRIGGER refuse BEFORE UPDATE OF inquiry ON errands
         BEGIN SELECT raise(ABORT, 'refused by a test'); END",
    );
    let committed = bench.staff_write(&numbered(from_vet(text("/enote_link 885")), 90));
    assert_eq!((committed.errands.len(), committed.log.len()), (0, 0));
    assert_eq!(bench.number("SELECT count(*) FROM errands"), 0);
    assert_eq!(bench.number("SELECT count(*) FROM quarantine"), 1);
}
