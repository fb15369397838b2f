//! Lanes: strictly in order, heads told when they may go, and rows that fall into several keep their
//! place.

use pwparents::model::{Kind, Millis, RowId};
use pwparents::relay::effect::Lane;
use pwparents::relay::event::{Event, Outcome, Polled, Post, Refusal, Why};
use pwparents::store::LaneKey;
use pwparents::store::claimed::Job;

use super::{
    Bench, NOW, OLENA, THREAD, file, from_igor, from_olena, from_vet, in_album, numbered, sent, text, thing,
};

fn no() -> Outcome {
    Outcome::Refused(Refusal { why: Why::Other, words: "the message can't be copied".to_owned() })
}

fn polled(bench: &mut Bench, began: i64) {
    bench.happens(Event::Polled(Polled { began: Millis(began), drained: true }));
}

fn shown(job: &Job) -> String {
    if let Job::Copy { from, .. } = job {
        format!("copy {}", from.message)
    } else if let Job::Say { text, .. } = job {
        format!("{} letters", text.text.chars().count())
    } else if let Job::Send { content, bare, .. } = job {
        format!("{} again, bare: {bare}", content.kind.word())
    } else {
        panic!("{job:?}")
    }
}

/// Copies and texts, in the order in which they leave a lane.
fn leaves(bench: &mut Bench, lane: Lane) -> Vec<String> {
    let mut left = Vec::new();
    while let Some(head) = bench.head(lane).filter(|head| head.not_before <= bench.now) {
        let job = bench.claim(head.row).unwrap();
        left.push(shown(&job));
        bench.ends(head.row, sent(&[3_000 + head.row.0]));
    }
    left
}

#[test]
fn a_lane_shows_its_first_row_and_how_many_wait_behind_it() {
    let mut bench = Bench::talking();
    for message in 11..60 {
        bench.client_writes(&numbered(from_olena(text("кіт")), message));
    }
    let head = bench.head(Lane::In(OLENA)).unwrap();
    assert_eq!(head.behind, 31, "counted up to a lane that is simply long");
    let job = bench.claim(head.row).unwrap();
    assert!(matches!(job, Job::Copy { from, .. } if from.message.0 == 11));
    bench.ends(head.row, sent(&[300]));
    for message in 12..59 {
        let (row, _) = bench.claim_first(Lane::In(OLENA));
        bench.ends(row, sent(&[300 + message]));
    }
    assert_eq!(bench.head(Lane::In(OLENA)).unwrap().behind, 0);
}

#[test]
fn an_opening_is_told_with_what_waits_for_the_topic() {
    let mut bench = Bench::new();
    bench.client_writes(&from_olena(text("Добрий день")));
    let opening = |bench: &Bench| bench.head(Lane::Topic(OLENA)).map(|head| (head.created, head.behind));
    assert_eq!(opening(&bench), Some((NOW, 1)));
    bench.now = NOW.plus(2_000);
    for message in 11..=13 {
        bench.client_writes(&numbered(from_olena(text("кіт")), message));
        let waits = u32::try_from(message).unwrap() - 9;
        assert_eq!(opening(&bench), Some((NOW, waits)), "each is told as it comes");
    }
    assert_eq!(bench.head(Lane::In(OLENA)), None, "they wait for the topic");
    bench.open_topic(OLENA, THREAD);
    assert_eq!(opening(&bench), None);
    let head = bench.head(Lane::In(OLENA)).unwrap();
    assert_eq!((head.created, head.behind), (NOW, 3));
}

#[test]
fn what_goes_into_a_topic_waits_until_it_stands() {
    let mut bench = Bench::new();
    bench.client_writes(&from_olena(text("Добрий день")));
    assert!(bench.head(Lane::Topic(OLENA)).is_some());
    assert!(bench.head(Lane::In(OLENA)).is_none());
    assert!(bench.head(Lane::Card(OLENA)).is_none());
    bench.open_topic(OLENA, THREAD);
    assert!(bench.head(Lane::In(OLENA)).is_some());
    assert!(bench.head(Lane::Card(OLENA)).is_some());
}

#[test]
fn a_suspected_topic_holds_its_lanes_and_a_cleared_one_lets_them_go() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("кіт")), 11));
    let gone = Refusal { why: Why::ThreadGone, words: "message thread not found".to_owned() };
    bench.first_ends(Lane::In(OLENA), Outcome::Refused(gone));
    assert_eq!(bench.head(Lane::In(OLENA)), None);
    // Somebody writes in it.
    bench.staff_write(&numbered(from_vet(text("Я тут")), 95));
    assert!(bench.head(Lane::In(OLENA)).is_some());
}

#[test]
fn an_album_waits_for_its_window_and_for_a_poll_begun_after_its_last_part() {
    let mut bench = Bench::talking();
    bench.client_writes(&in_album(from_olena(file(Kind::Photo, "")), 20));
    assert_eq!(bench.head(Lane::In(OLENA)), None, "no poll has ended since");
    bench.now.0 += 500;
    bench.client_writes(&in_album(from_olena(file(Kind::Photo, "")), 21));
    polled(&mut bench, NOW.0 + 499);
    assert_eq!(bench.head(Lane::In(OLENA)), None, "that poll began before the second part");
    polled(&mut bench, NOW.0 + 500);
    let head = bench.head(Lane::In(OLENA)).unwrap();
    assert_eq!((head.cost, head.not_before), (2, Millis(NOW.0 + 500 + 700)));
}

#[test]
fn what_comes_behind_an_album_waits_for_it() {
    let mut bench = Bench::talking();
    bench.client_writes(&in_album(from_olena(file(Kind::Photo, "")), 20));
    bench.client_writes(&numbered(from_olena(text("ось")), 21));
    assert_eq!(bench.head(Lane::In(OLENA)), None);
    bench.client_writes(&in_album(from_olena(file(Kind::Photo, "")), 22));
    polled(&mut bench, NOW.0);
    bench.now.0 += 700;
    let (row, job) = bench.claim_first(Lane::In(OLENA));
    assert!(matches!(job, Job::Album { parts, .. } if parts.len() == 2));
    bench.ends(row, sent(&[320, 322]));
    assert_eq!(leaves(&mut bench, Lane::In(OLENA)), ["copy 21"]);
}

#[test]
fn an_album_that_falls_apart_keeps_its_place_and_its_order() {
    let mut bench = Bench::talking();
    for message in [20, 21, 22] {
        bench.client_writes(&in_album(from_olena(file(Kind::Photo, "")), message));
    }
    bench.client_writes(&numbered(from_olena(text("ось")), 23));
    polled(&mut bench, NOW.0);
    bench.now.0 += 700;
    bench.first_ends(Lane::In(OLENA), no());
    assert_eq!(leaves(&mut bench, Lane::In(OLENA)), ["copy 20", "copy 21", "copy 22", "copy 23"]);
    for part in 20..=23 {
        assert_eq!(bench.delivery(part), "sent");
    }
}

#[test]
fn an_album_in_doubt_that_falls_apart_keeps_its_mark() {
    let mut bench = Bench::talking();
    for message in [20, 21] {
        bench.client_writes(&in_album(from_olena(file(Kind::Photo, "")), message));
    }
    polled(&mut bench, NOW.0);
    bench.now.0 += 700;
    bench.first_ends(Lane::In(OLENA), Outcome::Unknown);
    bench.now.0 += 1_000;
    bench.first_ends(Lane::In(OLENA), no());
    assert_eq!(leaves(&mut bench, Lane::In(OLENA)), ["copy 20", "copy 21"]);
    assert_eq!(bench.delivery(20), "possibly twice");
}

#[test]
fn an_album_without_a_file_goes_part_by_part() {
    let mut bench = Bench::talking();
    for message in [20, 21] {
        bench.client_writes(&in_album(from_olena(thing(Kind::Photo)), message));
    }
    polled(&mut bench, NOW.0);
    bench.now.0 += 700;
    let row = bench.head(Lane::In(OLENA)).unwrap().row;
    assert_eq!(bench.claim(row), None);
    assert_eq!(leaves(&mut bench, Lane::In(OLENA)), ["copy 20", "copy 21"]);
}

#[test]
fn a_long_text_falls_into_parts_in_its_own_place_and_is_sent_with_the_last() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text(&"ї".repeat(5_000))), 11));
    bench.client_writes(&numbered(from_olena(text("далі")), 12));
    bench.first_ends(Lane::In(OLENA), no());
    let (first, _) = bench.claim_first(Lane::In(OLENA));
    bench.ends(first, sent(&[300]));
    assert_eq!(bench.delivery(11), "queued");
    assert_eq!(leaves(&mut bench, Lane::In(OLENA)), ["904 letters", "copy 12"]);
    assert_eq!(bench.delivery(11), "sent");
    assert_eq!(bench.number("SELECT count(*) FROM message_links WHERE source_id = 2"), 2);
}

#[test]
fn a_long_caption_follows_its_photo_before_anything_else() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(file(Kind::Photo, &"ї".repeat(1_500))), 11));
    bench.client_writes(&numbered(from_olena(text("далі")), 12));
    bench.first_ends(Lane::In(OLENA), no());
    let left = leaves(&mut bench, Lane::In(OLENA));
    assert_eq!(left, ["photo again, bare: true", "1500 letters", "copy 12"]);
}

#[test]
fn clients_lanes_are_their_own() {
    let mut bench = Bench::talking();
    bench.client_writes(&from_igor(numbered(from_olena(text("я")), 11)));
    bench.client_writes(&numbered(from_olena(text("і я")), 12));
    assert!(bench.head(Lane::In(OLENA)).is_some());
    assert!(bench.head(Lane::In(super::IGOR)).is_none());
    assert!(bench.head(Lane::Topic(super::IGOR)).is_some());
}

#[test]
fn a_wait_is_told_with_the_head() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("кіт")), 11));
    let committed = bench.first_ends(Lane::In(OLENA), Outcome::Later(37_000));
    let told = committed.heads.iter().find(|(key, _)| *key == LaneKey::of(Lane::In(OLENA))).unwrap().1;
    assert_eq!(told.unwrap().not_before, Millis(NOW.0 + 37_000));
    assert_eq!(bench.number("SELECT until_ms FROM pauses"), NOW.0 + 37_000);
    bench.crash();
    let (_, loaded) = bench.start();
    assert_eq!(loaded.pauses.len(), 1);
}

#[test]
fn a_shorter_pause_does_not_end_a_longer_one() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("кіт")), 11));
    bench.staff_write(&from_vet(text("/help")));
    let (first, _) = bench.claim_first(Lane::In(OLENA));
    let (second, _) = bench.claim_first(Lane::Desk(Some(OLENA)));
    bench.ends(first, Outcome::Later(60_000));
    bench.ends(second, Outcome::Later(5_000));
    assert_eq!(bench.number("SELECT until_ms FROM pauses"), NOW.0 + 60_000);
}

#[test]
fn staffs_message_edited_into_a_command_leaves_the_queue() {
    let mut bench = Bench::talking();
    bench.staff_write(&from_vet(text("так")));
    let row = bench.head(Lane::Out(OLENA)).unwrap().row;
    let post: Post = from_vet(text("/note так"));
    bench.happens(Event::StaffEdited(post));
    assert_eq!(bench.head(Lane::Out(OLENA)), None);
    assert_eq!(bench.claim(row), None);
    assert_eq!(bench.delivery(90), "kept");
    assert_eq!(bench.claim(RowId(99_999)), None, "a row nobody knows is not sent either");
}
