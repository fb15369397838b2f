//! Albums come as single messages: the first takes the place in the queue, later parts join it.

use pwparents::model::{Delivery, Kind, Millis, RowId};
use pwparents::relay::decide;
use pwparents::relay::effect::{Direction, Effect, Fact, Lane, Rung, Tell, TicketFact, What};
use pwparents::relay::event::{Due, Event, Post};
use pwparents::relay::view::View;

use super::{
    NOW, OLENA, file, from_olena, from_vet, in_album, known, member, message, olena_herself, relay, remember,
    replying, text, ticket_fact, vet,
};

const WINDOW: Millis = Millis(NOW.0 + 700);

fn gathers(lane: Lane, post: &Post, rung: Rung) -> Effect {
    let tell = Tell::new(lane, What::Relay { of: post.key, rung });
    Effect::Tell(Tell { gather_until: Some(WINDOW), ..tell })
}

fn gathering() -> View<'static> {
    View { gathering: Some(RowId(4)), ..known() }
}

fn joins(post: &Post) -> Effect {
    remember(Fact::Joined { row: RowId(4), part: post.key, until: WINDOW })
}

#[test]
fn the_first_part_takes_the_place_in_the_queue_and_waits_for_the_others() {
    for kind in [Kind::Photo, Kind::Video, Kind::Audio, Kind::Document] {
        let post = in_album(from_olena(file(kind, "")), 11);
        let expected = [
            remember(Fact::Client(olena_herself())),
            message(Direction::In, &post, Delivery::Queued),
            gathers(Lane::In(OLENA), &post, Rung::Plain),
        ];
        assert_eq!(decide(&known(), &Event::ClientWrote(post), NOW), expected);
    }
}

#[test]
fn the_first_part_of_an_answer_begins_on_the_rung_of_an_answer() {
    let post = replying(in_album(from_olena(file(Kind::Photo, "")), 11), Some("о 15:00"));
    let last = decide(&known(), &Event::ClientWrote(post.clone()), NOW).pop();
    assert_eq!(last, Some(gathers(Lane::In(OLENA), &post, Rung::Quote)));
}

#[test]
fn a_later_part_joins_and_moves_the_window() {
    let post = in_album(from_olena(file(Kind::Photo, "")), 12);
    let expected = [
        remember(Fact::Client(olena_herself())),
        message(Direction::In, &post, Delivery::Queued),
        joins(&post),
    ];
    assert_eq!(decide(&gathering(), &Event::ClientWrote(post), NOW), expected);
}

#[test]
fn a_part_that_comes_after_the_album_has_gone_begins_a_row_of_its_own() {
    // The row that gathered was claimed, so the view knows none.
    let post = in_album(from_olena(file(Kind::Photo, "")), 13);
    let last = decide(&known(), &Event::ClientWrote(post.clone()), NOW).pop();
    assert_eq!(last, Some(gathers(Lane::In(OLENA), &post, Rung::Plain)));
}

#[test]
fn what_no_album_can_hold_goes_alone_whatever_it_says() {
    for content in [file(Kind::Voice, ""), file(Kind::Sticker, ""), text("підпис")] {
        let post = in_album(from_olena(content), 14);
        let last = decide(&gathering(), &Event::ClientWrote(post.clone()), NOW).pop();
        assert_eq!(last, Some(relay(Lane::In(OLENA), post.key, Rung::Plain)), "{post:?}");
    }
}

#[test]
fn staffs_albums_are_gathered_alike_and_watched_for_being_late() {
    let desk = View { actor: Some(member()), ..known() };
    let first = in_album(from_vet(file(Kind::Photo, "")), 91);
    let late = remember(Fact::Deadline(Due::Late(OLENA), Millis(NOW.0 + 120_000)));
    let staff = remember(Fact::Staff(vet()));
    let answered = ticket_fact(TicketFact::Answered(NOW));
    let expected = [
        staff.clone(),
        message(Direction::Out, &first, Delivery::Queued),
        answered.clone(),
        gathers(Lane::Out(OLENA), &first, Rung::Plain),
        late.clone(),
    ];
    assert_eq!(decide(&desk, &Event::StaffWrote(first), NOW), expected);
    let second = in_album(from_vet(file(Kind::Photo, "")), 92);
    let expected =
        [staff, message(Direction::Out, &second, Delivery::Queued), answered, joins(&second), late];
    assert_eq!(
        decide(&View { actor: Some(member()), ..gathering() }, &Event::StaffWrote(second), NOW),
        expected
    );
}
