//! Edits, from both sides: the copy is brought up to date, unless that is impossible or unwanted.

use pwparents::model::{Content, Delivery, Kind, Styled};
use pwparents::relay::decide;
use pwparents::relay::effect::{Direction, Effect, Fact, Lane, Rung, What};
use pwparents::relay::event::{Event, Post};
use pwparents::relay::view::{Stored, View};
use pwparents::text;

use super::{
    GROUP, LANG, NOTHING, NOW, OLENA, ROW, STORED, TopicState, about, file, from_olena, from_vet, key, known,
    message, olena_herself, queued, relay, remember, stored, tell, text as words, thing, topic, under,
    unseen,
};

/// The client edited what is stored as `before`.
fn client_edits(before: Stored, now: Content) -> Vec<Effect> {
    decide(&about(before), &Event::ClientEdited(from_olena(now)), NOW)
}

fn staff_edit(before: Stored, now: Content) -> Vec<Effect> {
    decide(&about(before), &Event::StaffEdited(from_vet(now)), NOW)
}

fn edited(post: Post) -> Effect {
    remember(Fact::Edited(Box::new(post)))
}

fn mend_in(file: bool) -> Effect {
    tell(Lane::In(OLENA), What::Mend { of: key(OLENA.chat(), 10), file })
}

fn mend_out(file: bool) -> Effect {
    tell(Lane::Out(OLENA), What::Mend { of: key(GROUP, 90), file })
}

fn of_client(content: Content) -> Stored {
    stored(Direction::In, content, Delivery::Sent)
}

fn of_staff(content: Content) -> Stored {
    stored(Direction::Out, content, Delivery::Sent)
}

#[test]
fn an_edit_of_what_nobody_has_seen_is_a_new_message() {
    let post = from_olena(words("Добрий день!"));
    let expected = [
        remember(Fact::Client(olena_herself())),
        message(Direction::In, &post, Delivery::Queued),
        relay(Lane::In(OLENA), post.key, Rung::Plain),
    ];
    assert_eq!(decide(&known(), &Event::ClientEdited(post), NOW), expected);
}

#[test]
fn an_edit_that_changes_nothing_wants_nothing() {
    assert_eq!(client_edits(of_client(words("так")), words("так")), NOTHING);
    assert_eq!(staff_edit(of_staff(words("так")), words("так")), NOTHING);
    let unknown_to_us = Event::StaffEdited(from_vet(words("так")));
    assert_eq!(decide(&known(), &unknown_to_us, NOW), NOTHING);
}

#[test]
fn new_words_are_remembered_and_brought_to_the_copy() {
    let styled = Content {
        text: Styled { text: "так".to_owned(), entities: r#"[{"type":"bold"}]"#.to_owned() },
        ..words("так")
    };
    for now in [words("ні"), styled] {
        let expected = [edited(from_olena(now.clone())), mend_in(false)];
        assert_eq!(client_edits(of_client(words("так")), now.clone()), expected);
        let expected = [edited(from_vet(now.clone())), mend_out(false)];
        assert_eq!(staff_edit(of_staff(words("так")), now), expected);
    }
}

#[test]
fn a_new_caption_is_brought_alone_and_a_new_file_with_it() {
    for kind in [Kind::Photo, Kind::Video, Kind::Animation, Kind::Audio, Kind::Document] {
        let before = file(kind.clone(), "до");
        let caption = file(kind.clone(), "після");
        let replaced = Content { file: Some("OTHER".to_owned()), ..caption.clone() };
        for (now, new_file) in [(caption, false), (replaced, true)] {
            let expected = [edited(from_olena(now.clone())), mend_in(new_file)];
            assert_eq!(client_edits(of_client(before.clone()), now.clone()), expected, "{kind:?}");
            let expected = [edited(from_vet(now.clone())), mend_out(new_file)];
            assert_eq!(staff_edit(of_staff(before.clone()), now), expected, "{kind:?}");
        }
    }
}

#[test]
fn a_voice_is_mended_by_its_caption_because_no_edit_takes_a_voice() {
    // InputMedia has no voice; another id for the same file is common.
    let now = Content { file: Some("OTHER".to_owned()), ..file(Kind::Voice, "після") };
    let expected = [edited(from_olena(now.clone())), mend_in(false)];
    assert_eq!(client_edits(of_client(file(Kind::Voice, "до")), now), expected);
}

#[test]
fn a_text_that_became_a_photo_is_mended_with_its_file() {
    let now = file(Kind::Photo, "ось");
    let expected = [edited(from_olena(now.clone())), mend_in(true)];
    assert_eq!(client_edits(of_client(words("ось")), now), expected);
}

#[test]
fn what_cannot_be_edited_over_there_is_only_remembered() {
    for kind in [Kind::Location, Kind::Poll, Kind::Sticker, Kind::VideoNote, Kind::Checklist] {
        let now = Content { text: Styled::plain("рухається"), ..thing(kind.clone()) };
        let expected = [edited(from_olena(now.clone()))];
        assert_eq!(client_edits(of_client(thing(kind.clone())), now.clone()), expected, "{kind:?}");
        let expected = [edited(from_vet(now.clone()))];
        assert_eq!(staff_edit(of_staff(thing(kind.clone())), now), expected, "{kind:?}");
    }
}

#[test]
fn what_waits_unsent_is_copied_as_it_is_by_then_so_nothing_is_mended() {
    let now = words("ні");
    let waiting = queued(Direction::In, words("так"), false);
    assert_eq!(client_edits(waiting, now.clone()), [edited(from_olena(now.clone()))]);
    let waiting = queued(Direction::Out, words("так"), false);
    assert_eq!(staff_edit(waiting, now.clone()), [edited(from_vet(now))]);
}

#[test]
fn what_is_being_sent_is_mended_behind_it() {
    let now = words("ні");
    let claimed = queued(Direction::In, words("так"), true);
    assert_eq!(client_edits(claimed, now.clone()), [edited(from_olena(now.clone())), mend_in(false)]);
    let claimed = queued(Direction::Out, words("так"), true);
    assert_eq!(staff_edit(claimed, now.clone()), [edited(from_vet(now)), mend_out(false)]);
}

#[test]
fn what_failed_has_no_copy_to_mend() {
    let now = words("ні");
    let failed = stored(Direction::In, words("так"), Delivery::Failed);
    assert_eq!(client_edits(failed, now.clone()), [edited(from_olena(now.clone()))]);
    let failed = stored(Direction::Out, words("так"), Delivery::Failed);
    assert_eq!(staff_edit(failed, now.clone()), [edited(from_vet(now))]);
}

#[test]
fn a_clients_start_that_is_written_over_is_shown_as_what_it_became() {
    let start = stored(Direction::In, words("/start"), Delivery::Kept);
    let now = from_olena(words("Кіт не їсть"));
    let expected = [edited(now.clone()), relay(Lane::In(OLENA), now.key, Rung::Plain)];
    assert_eq!(client_edits(start.clone(), words("Кіт не їсть")), expected);
    assert_eq!(client_edits(start, words("/start again")), NOTHING);
}

#[test]
fn an_edit_that_finds_no_topic_opens_one_to_be_seen_in() {
    let dead = View {
        topic: topic(TopicState::Dead), ..about(of_client(words("прийдемо в понеділок")))
    };
    let now = from_olena(words("не прийдемо"));
    let effects = decide(&dead, &Event::ClientEdited(now.clone()), NOW);
    assert_eq!(effects[0], edited(now));
    assert_eq!(effects[1..5], super::opening());
    // The edit finds no copy there and follows as a message.
    assert_eq!(effects[5..], [mend_in(false)]);
    let moved = from_olena(Content { text: Styled::plain("x"), ..thing(Kind::Location) });
    let dead = View { stored: Some(of_client(thing(Kind::Location))), ..dead };
    let effects = decide(&dead, &Event::ClientEdited(moved.clone()), NOW);
    assert_eq!(effects, [edited(moved)], "nothing to show, nothing to open");
}

#[test]
fn a_command_edited_into_another_command_still_goes_to_nobody() {
    let kept = stored(Direction::Out, words("/help"), Delivery::Kept);
    // It does not run either, and that must not pass in silence.
    for typed in ["/hlep", "/phone", ".зрщту"] {
        let expected = [under(90, text::edit_not_run(LANG))];
        assert_eq!(staff_edit(kept.clone(), words(typed)), expected, "{typed}");
    }
    assert_eq!(staff_edit(kept, words("/phone@OtherBot")), NOTHING);
}

#[test]
fn a_command_edited_into_a_message_is_not_sent_and_staff_are_told() {
    let kept = stored(Direction::Out, words("/help"), Delivery::Kept);
    let now = words("Приходьте");
    let expected = [edited(from_vet(now.clone())), under(90, text::edit_of_kept(LANG))];
    assert_eq!(staff_edit(kept, now), expected);
}

#[test]
fn a_message_edited_into_a_command_before_it_went_is_called_off() {
    let waiting = unseen(queued(Direction::Out, words("так"), false));
    let expected = [remember(Fact::Kept(ROW)), under(90, text::edit_kept_unsent(LANG))];
    assert_eq!(decide(&waiting, &Event::StaffEdited(from_vet(words("/phone так"))), NOW), expected);
}

#[test]
fn a_message_edited_into_a_command_while_a_later_version_waits_was_seen_before() {
    let waiting = queued(Direction::Out, words("так"), false);
    assert_eq!(staff_edit(waiting, words("/phone так")), [under(90, text::edit_kept(LANG))]);
    let failed = stored(Direction::Out, words("так"), Delivery::Failed);
    let expected = [remember(Fact::KeptBack(STORED)), under(90, text::edit_kept(LANG))];
    assert_eq!(staff_edit(failed, words("/phone так")), expected);
}

#[test]
fn a_message_edited_into_a_command_after_it_went_stays_as_the_client_saw_it() {
    let now = words("/phone так");
    // What was stored stays as it was: that is what the client sees, or will see.
    let expected = [under(90, text::edit_kept(LANG))];
    for delivery in [Delivery::Sent, Delivery::PossiblyTwice] {
        let before = stored(Direction::Out, words("так"), delivery);
        assert_eq!(staff_edit(before, now.clone()), expected, "{delivery:?}");
    }
    assert_eq!(staff_edit(queued(Direction::Out, words("так"), true), now), expected);
}

#[test]
fn a_refused_message_edited_into_a_command_was_never_seen_and_staff_are_told_so() {
    let failed = unseen(stored(Direction::Out, words("так"), Delivery::Failed));
    let expected = [remember(Fact::KeptBack(STORED)), under(90, text::edit_kept_unsent(LANG))];
    assert_eq!(decide(&failed, &Event::StaffEdited(from_vet(words("/phone так"))), NOW), expected);
}

#[test]
fn whatever_stays_inside_does_not_travel_as_an_edit() {
    let expected = [under(90, text::edit_kept(LANG))];
    for typed in [".зрщту так", "\\phone так", "/x@OtherBot", "\u{ff0f}phone", "/вакцина"] {
        let before = stored(Direction::Out, words("так"), Delivery::Sent);
        assert_eq!(staff_edit(before, words(typed)), expected, "{typed}");
    }
}

#[test]
fn a_caption_can_become_a_command_too() {
    let now = file(Kind::Photo, "\u{2063} /phone");
    let expected = [under(90, text::edit_kept(LANG))];
    assert_eq!(staff_edit(of_staff(file(Kind::Photo, "рентген")), now), expected);
}

#[test]
fn an_edit_in_another_group_is_nobodys_concern() {
    let post = Post { key: key(pwparents::model::ChatId(-5), 90), ..from_vet(words("ні")) };
    assert_eq!(decide(&View { client: None, ..known() }, &Event::StaffEdited(post), NOW), NOTHING);
}
