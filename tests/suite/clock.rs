//! The clock: waits end when they should, whatever somebody does to the machine's clock.

use std::time::Duration;

use pwparents::clock::{Clock, step};
use pwparents::model::Millis;

#[test]
fn a_step_follows_what_passed_unless_the_wall_clock_runs_away() {
    let table = [
        // (passed, what the wall clock shows, what is told), all since the last look.
        (0, 0, 0),
        (100, 100, 100),
        (100, 2_100, 100),
        (100, -1_900, 100),
        // More than two seconds ahead: set forward, or the machine slept.
        (100, 2_101, 2_101),
        (0, 3_600_000, 3_600_000),
        (1_000, 86_400_000, 86_400_000),
        // More than two seconds behind: set back; half speed until the wall has caught up.
        (100, -1_901, 50),
        (1_000, -3_600_000, 500),
        (1, -3_600_000, 0),
        (0, -3_600_000, 0),
    ];
    let last = Millis(1_795_000_000_000);
    for (passed, wall, told) in table {
        let at = step(last, passed, last.plus(wall));
        assert_eq!(at.since(last), told, "{passed} ms passed, the wall shows {wall}");
    }
}

#[test]
fn time_never_goes_back_and_never_stands_still_for_long() {
    let mut told = Millis(1_795_000_000_000);
    let mut wall = told;
    for second in 0..7_200 {
        // Somebody sets the clock back by an hour, and later forward by two.
        wall = wall.plus(1_000);
        match second {
            600 => wall = wall.plus(-3_600_000),
            5_000 => wall = wall.plus(7_200_000),
            _ => {}
        }
        let next = step(told, 1_000, wall);
        assert!(next.since(told) >= 500, "{second}");
        told = next;
    }
    assert_eq!(told, wall, "in the end it shows what the wall shows");
}

#[test]
fn after_the_wall_clock_was_set_back_both_meet_again() {
    let mut told = Millis(1_000_000);
    let mut wall = told.plus(-600_000);
    let mut seconds = 0;
    while told.since(wall) > 2_000 {
        wall = wall.plus(1_000);
        told = step(told, 1_000, wall);
        seconds += 1;
    }
    assert!((1_190..=1_200).contains(&seconds), "{seconds} s for ten minutes");
}

#[test]
fn the_ends_of_time_do_not_overflow() {
    assert_eq!(step(Millis(i64::MAX), i64::MAX, Millis(0)), Millis(i64::MAX));
    assert_eq!(step(Millis(0), 0, Millis(i64::MAX)), Millis(i64::MAX));
    assert_eq!(step(Millis(i64::MIN), 0, Millis(i64::MIN)), Millis(i64::MIN));
}

#[test]
fn a_moment_that_has_passed_is_waited_for_no_longer() {
    let clock = Clock::start();
    let now = clock.now();
    assert_eq!(clock.until(now.plus(-5_000)), Duration::ZERO);
    assert_eq!(clock.until(Millis(i64::MIN)), Duration::ZERO);
    let wait = clock.until(now.plus(60_000));
    assert!(wait <= Duration::from_mins(1) && wait > Duration::from_secs(30), "{wait:?}");
    assert!(clock.now() >= now);
}
