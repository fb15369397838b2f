//! A live location moves on the other side too, comes to rest there, and costs the group little.

use super::{OLENA, Story};
use crate::sim::{Sim, TELEGRAM};
use pwparents::sandbox::{Action, Draft, Fault, Kind, Shown};
use serde_json::{Value, json};

fn at(latitude: f64) -> Draft {
    Draft::live_location(latitude, 30.5, 900)
}

fn place(shown: &Shown) -> (Value, bool) {
    let location = &shown.content["location"];
    (location["latitude"].clone(), location.get("live_period").is_some())
}

#[test]
fn where_the_client_goes_is_seen_in_the_topic() {
    let mut story = Story::begin();
    let olena = story.olena;
    let sent = story.client(at(50.1));
    assert_eq!(place(&story.topic()[0]), (json!(50.1), true));
    story.sim.world.edit(olena, sent, at(50.2));
    story.sim.pass(20_000);
    assert_eq!(place(&story.topic()[0]), (json!(50.2), true));
    story.sim.world.edit(olena, sent, at(50.3));
    story.sim.pass(20_000);
    story.sim.world.stop_live_location(olena, sent);
    story.sim.pass(20_000);
    assert_eq!(story.topic().len(), 1);
    assert_eq!(place(&story.topic()[0]), (json!(50.3), false));
    story.ends();
}

#[test]
fn where_staff_go_is_seen_by_the_client_at_once() {
    let mut story = Story::begin();
    let group = story.sim.group;
    let sent = story.staff(at(50.1));
    story.staff_edit(sent, at(50.2));
    assert_eq!(place(&story.private()[0]), (json!(50.2), true));
    story.sim.world.stop_live_location(group, sent);
    story.sim.run();
    assert_eq!(story.private().len(), 1);
    assert_eq!(place(&story.private()[0]), (json!(50.2), false));
    story.ends();
}

#[test]
fn the_last_place_is_the_one_that_stays() {
    let mut story = Story::begin();
    let olena = story.olena;
    let sent = story.client(at(50.1));
    story.sim.world.edit(olena, sent, at(50.2));
    story.sim.world.edit(olena, sent, Draft::location(50.9, 30.5));
    story.sim.pass(40_000);
    assert_eq!(place(&story.topic()[0]), (json!(50.9), false));
    story.ends();
}

#[test]
fn many_moves_are_few_calls_and_hold_up_no_words() {
    let mut sim = Sim::with(TELEGRAM);
    let olena = sim.client(OLENA);
    sim.client_says(olena, Draft::text("Їду"));
    let sent = sim.client_says(olena, at(50.0));
    sim.pass(10_000);
    for step in 1..=60 {
        sim.world.edit(olena, sent, at(50.0 + f64::from(step) / 100.0));
        sim.pass(1_000);
    }
    let moves = sim.world.calls_of("editMessageLiveLocation").count();
    assert!((3..=5).contains(&moves), "{moves} calls in a minute");
    sim.client_says(olena, Draft::text("Я вже поруч"));
    assert_eq!(sim.words_in_topic(OLENA).last().unwrap(), "Я вже поруч");
    sim.pass(30_000);
    let shown = sim.in_topic(OLENA);
    let location = shown.iter().find(|shown| shown.kind == Kind::Location).unwrap();
    assert_eq!(place(location), (json!(50.6), true));
    sim.is_clean();
}

#[test]
fn what_moves_while_it_waits_goes_out_where_it_is_then_and_for_the_rest_of_its_time() {
    let mut story = Story::begin();
    let (olena, group) = (story.olena, story.sim.group);
    story.sim.world.fault(Fault::on_all(Action::TooManyRequests { retry_after: 300 }).chat(group).once());
    let sent = story.client(at(50.1));
    story.sim.world.edit(olena, sent, at(50.2));
    story.sim.pass(310_000);
    let shown = &story.topic()[0];
    let location = &shown.content["location"];
    assert_eq!(location["latitude"], json!(50.2));
    let left = location["live_period"].as_i64().unwrap();
    assert!((580..=601).contains(&left), "{left} of 900 seconds");
    story.ends();
}

#[test]
fn what_has_come_to_rest_before_it_went_out_stands_still() {
    let mut story = Story::begin();
    let (olena, group) = (story.olena, story.sim.group);
    story.sim.world.fault(Fault::on_all(Action::TooManyRequests { retry_after: 30 }).chat(group).once());
    let sent = story.client(at(50.1));
    story.sim.world.stop_live_location(olena, sent);
    story.sim.pass(60_000);
    assert_eq!(place(&story.topic()[0]), (json!(50.1), false));
    // And one whose time has run out.
    story.sim.world.fault(Fault::on_all(Action::TooManyRequests { retry_after: 1_000 }).chat(group).once());
    story.client(at(50.2));
    story.sim.pass(1_100_000);
    assert_eq!(place(&story.topic()[1]), (json!(50.2), false));
    story.ends();
}

#[test]
fn one_that_cannot_be_moved_any_more_goes_on_as_a_new_one() {
    let mut story = Story::begin();
    let (olena, group) = (story.olena, story.sim.group);
    let sent = story.client(at(50.1));
    let copy = story.topic()[0].message_id;
    story.sim.world.delete(group, copy);
    story.sim.world.edit(olena, sent, at(50.2));
    story.sim.pass(20_000);
    assert_eq!(place(&story.topic()[0]), (json!(50.2), true));
    story.sim.world.edit(olena, sent, at(50.3));
    story.sim.pass(20_000);
    assert_eq!((story.topic().len(), place(&story.topic()[0])), (1, (json!(50.3), true)));
    story.ends();
}

#[test]
fn a_live_location_keeps_no_trail_and_is_no_edit_in_the_history() {
    let mut story = Story::begin();
    let olena = story.olena;
    let sent = story.client(at(50.1));
    for step in 2..5 {
        story.sim.world.edit(olena, sent, at(50.0 + f64::from(step)));
        story.sim.pass(16_000);
    }
    let kept: i64 =
        story.sim.look().query_row("SELECT count(*) FROM message_edits", (), |row| row.get(0)).unwrap();
    assert_eq!(kept, 0);
    story.ends();
}

#[test]
fn a_canned_reply_made_of_one_stands_still() {
    let mut story = Story::begin();
    let sent = story.staff(at(50.1));
    story.staff(Draft::text("/t_add Ми тут").reply_to(sent));
    story.staff(Draft::text("/t Ми тут"));
    let offer = story.topic().last().unwrap().clone();
    assert_eq!(place(&offer), (json!(50.1), false));
    story.ends();
}
