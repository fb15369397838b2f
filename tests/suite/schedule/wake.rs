//! The moment the schedule names for looking again: never now, never past a chance. Compared with
//! looking every few milliseconds.

use pwparents::model::{Limits, Millis, RowId};
use pwparents::outbox::Schedule;
use pwparents::relay::effect::{Lane, Pause};
use pwparents::relay::event::{Outcome, Shut};
use pwparents::store::{Head, LaneKey, Loaded};

use super::{
    Dice, GENERAL, MINUTE, NONE, START, TELEGRAM, at_once, card, desk, done, group, head, inward, opening,
    outward, rows, schedule,
};

/// How far apart the looks are with which a wake is compared.
const STEP: i64 = 20;

/// A schedule in some state that can come about.
struct Scene {
    dice: Dice,
    schedule: Schedule,
    now: i64,
    last: i64,
    under_way: Vec<(LaneKey, Head)>,
    given: Vec<(LaneKey, Head)>,
}

impl Scene {
    fn new(seed: u64) -> Self {
        let mut dice = Dice::new(seed);
        let small = Limits { group_per_minute: 6, chat_per_second: 2, overall_per_second: 4, ..NONE };
        let (topics, words) = dice.one_of(&[(0, 0), (0, 3), (2, 0), (2, 7)]);
        let limits = dice.one_of(&[TELEGRAM, TELEGRAM, small, NONE]);
        let limits = Limits { new_topics_per_minute: topics, client_per_minute: words, ..limits };
        let spent = (0..dice.up_to(25))
            .map(|number| (Millis(START - 50_000 + number * 1_700), 1, dice.roll(2) == 0))
            .collect();
        let pauses = vec![(Pause::Topics, Millis(START + dice.up_to(40_000)))];
        let mut schedule = Schedule::new(limits, &Loaded { spent, pauses, ..Loaded::default() });
        schedule.group(group(None));
        Self { dice, schedule, now: START, last: 0, under_way: Vec::new(), given: Vec::new() }
    }

    /// Something happens, as the engine would tell it.
    fn something(&mut self) {
        match self.dice.roll(12) {
            0 => {
                let shut = self.dice.one_of(&[None, None, None, Some(Shut::NoAccess), Some(Shut::NotForum)]);
                self.schedule.group(group(shut));
            }
            1..=4 => self.a_call_ends(),
            _ => self.a_row_comes(),
        }
    }

    fn a_row_comes(&mut self) {
        self.last += 1;
        let client = 1 + self.dice.up_to(5);
        let keys =
            [inward(client), inward(client), outward(client), desk(client), card(client), opening(client)];
        let key = self.dice.one_of(&[keys.as_slice(), &[GENERAL, at_once(self.last)]].concat());
        if self.under_way.iter().any(|(lane, _)| *lane == key) {
            return;
        }
        let later = self.dice.one_of(&[0, 0, 0, self.now + 4_000, self.now + 61_000, i64::MAX]);
        let cost = self.dice.one_of(&[1, 1, 1, 5, 10]);
        let behind = self.dice.one_of(&[0, 0, 1, 9, 32]);
        let new = matches!(key.lane, Lane::Topic(_)) && self.dice.roll(3) > 0;
        let ago = self.dice.one_of(&[0, 150_000, 170_000, 400_000]);
        let created = Millis(self.now - ago);
        let head = Head { not_before: Millis(later), cost, created, behind, new, ..head(self.last) };
        self.given.retain(|(lane, _)| *lane != key);
        self.given.push((key, head));
        self.schedule.head(key, Some(head));
    }

    fn a_call_ends(&mut self) {
        if self.under_way.is_empty() {
            return;
        }
        let index = self.dice.up_to(i64::try_from(self.under_way.len()).unwrap() - 1);
        let (key, head) = self.under_way.remove(usize::try_from(index).unwrap());
        let wait = self.dice.one_of(&[1_000, 8_000, 45_000]);
        let outcome = self.dice.one_of(&[0, 0, 0, 1, 2]);
        let (outcome, wait) = match outcome {
            0 => (done(), None),
            1 => (Outcome::NotSent, Some(1_000)),
            _ => (Outcome::Later(wait), Some(wait)),
        };
        self.schedule.ended(head.row, &outcome, Millis(self.now));
        let again =
            wait.map(|wait| Head { attempt: head.attempt + 1, not_before: Millis(self.now + wait), ..head });
        self.schedule.head(key, again);
        self.given.extend(again.map(|head| (key, head)));
    }

    /// Takes what may go now, so that nothing more can.
    fn take(&mut self) {
        for row in self.schedule.next(Millis(self.now)) {
            let index = self.given.iter().position(|(_, head)| head.row == row);
            let index = index.unwrap_or_else(|| panic!("row {row} was given out twice"));
            let found = self.given.remove(index);
            self.under_way.push(found);
        }
    }

    /// The first moment, looked for step by step, at which something could go.
    fn first_chance(&self, until: i64) -> Option<i64> {
        let mut schedule = self.schedule.clone();
        let mut at = self.now + 1;
        while at <= until {
            if !schedule.next(Millis(at)).is_empty() {
                return Some(at);
            }
            at += STEP;
        }
        None
    }
}

#[test]
fn a_wake_is_the_very_next_chance() {
    let horizon = 65_000;
    let mut wakes = 0;
    for seed in 0..40 {
        let mut scene = Scene::new(seed);
        for turn in 0..20 {
            for _ in 0..=scene.dice.roll(3) {
                scene.something();
            }
            scene.take();
            let wake = scene.schedule.wake(Millis(scene.now)).map(|at| at.0);
            let place = format!("seed {seed}, turn {turn}");
            assert!(wake.is_none_or(|wake| wake > scene.now), "{place}: a wake that is not in the future");
            let until = wake.unwrap_or(scene.now + horizon);
            let chance = scene.first_chance(until - 1);
            assert_eq!(chance, None, "{place}: sleeps past a chance until {wake:?}");
            if let Some(wake) = wake {
                wakes += 1;
                let given = scene.schedule.clone().next(Millis(wake));
                assert!(!given.is_empty(), "{place}: woken in vain");
            }
            let next = scene.dice.one_of(&[1, 700, 5_000, 30_000]);
            scene.now = wake.filter(|_| turn % 2 == 0).unwrap_or(scene.now + next).min(scene.now + horizon);
        }
    }
    assert!(wakes > 500, "only {wakes} were compared");
}

#[test]
fn a_chance_that_came_between_two_looks_at_the_clock_is_not_slept_past() {
    // The clock is read once to take rows and again to sleep.
    for key in [outward(1), at_once(1), inward(1)] {
        let mut schedule = schedule(TELEGRAM);
        schedule.head(key, Some(Head { not_before: Millis(START + 1), ..head(1) }));
        assert_eq!(schedule.next(Millis(START)), rows(&[]));
        assert_eq!(schedule.wake(Millis(START + 1)), Some(Millis(START + 2)), "{key:?}");
        assert_eq!(schedule.next(Millis(START + 2)), rows(&[1]));
    }
}

#[test]
fn a_crowd_that_ends_when_the_minute_slides_on_is_woken_for() {
    let spent = |at| (Millis(START + at), 1, false);
    let spent = [vec![spent(-59_000)], vec![spent(-1_000); 19]].concat();
    let limits = Limits { group_per_minute: 20, ..NONE };
    let mut schedule = Schedule::new(limits, &Loaded { spent, ..Loaded::default() });
    schedule.group(group(None));
    schedule.head(inward(1), Some(head(1)));
    assert_eq!(schedule.next(Millis(START)), rows(&[]));
    let free = Millis(START + 1_000);
    assert_eq!(schedule.wake(Millis(START)), Some(free), "then all that waits fits");
    assert_eq!(schedule.next(free), rows(&[1]));
}

#[test]
fn without_anything_to_wait_for_nobody_is_woken() {
    let mut schedule = schedule(TELEGRAM);
    assert_eq!(schedule.wake(Millis(START)), None);
    schedule.head(inward(1), Some(Head { not_before: Millis(i64::MAX), ..head(1) }));
    assert_eq!(schedule.wake(Millis(START)), None);
    assert_eq!(schedule.next(Millis(START + 100 * MINUTE)), Vec::<RowId>::new());
}
