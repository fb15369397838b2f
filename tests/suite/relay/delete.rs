//! `/del`: what is deleted at the client's, what is called off, what cannot be, and what is said of each.

use pwparents::model::{Delivery, MessageId, Millis};
use pwparents::relay::decide;
use pwparents::relay::effect::{Action, Direction, Effect, Fact, Label, Lane, What};
use pwparents::relay::event::{Answer, Event, Outcome, Post, Press, Refusal, Why};
use pwparents::relay::found::{Found, Part, Target};
use pwparents::relay::view::{Stored, View};
use pwparents::text::{self, Text};

use super::{
    GROUP, LANG, NOTHING, NOW, OLENA, ROW, STORED, Sender, VET, about, done, ended, from_vet, key, known,
    message, of_row, queued, remember, replying, revise, row, stored, tell, text as words, under, vet,
};

fn command(typed: &str) -> Post {
    replying(from_vet(words(typed)), None)
}

/// What follows from `/del` beyond what follows from every command.
fn follows(view: &View<'_>, post: &Post) -> Vec<Effect> {
    let effects = decide(view, &Event::StaffWrote(post.clone()), NOW);
    assert_eq!(effects[..2], [remember(Fact::Staff(vet())), message(Direction::Out, post, Delivery::Kept)]);
    effects[2..].to_vec()
}

fn of(parts: Vec<Part>) -> View<'static> {
    View { found: Found::Target(Target::Ours(parts)), ..known() }
}

fn part(stored: Stored, copied: bool) -> Part {
    Part { stored, copied }
}

fn sent() -> Stored {
    stored(Direction::Out, words("так"), Delivery::Sent)
}

fn unsend() -> What {
    What::Unsend { of: key(GROUP, 5), asked: MessageId(90), by: Some(VET) }
}

fn said(line: Text) -> [Effect; 1] {
    [under(90, line)]
}

#[test]
fn what_the_client_has_is_deleted_behind_whatever_goes_to_them() {
    let doubt = Stored { claimed: false, ..queued(Direction::Out, words("так"), true) };
    for stands in [
        part(sent(), true),
        part(stored(Direction::Out, words("так"), Delivery::PossiblyTwice), true),
        part(queued(Direction::Out, words("так"), true), false),
        part(doubt, false),
        // Refused at last, but some parts of it had gone out.
        part(stored(Direction::Out, words("так"), Delivery::Failed), true),
    ] {
        for typed in ["/del", "/видалити", ".вуд"] {
            let expected = [tell(Lane::Out(OLENA), unsend())];
            assert_eq!(follows(&of(vec![stands.clone()]), &command(typed)), expected, "{stands:?}");
        }
    }
}

#[test]
fn an_administrator_who_writes_as_the_group_deletes_too() {
    let post = Post { from: Sender::Anonymous, ..command("/del") };
    let effects = decide(&of(vec![part(sent(), true)]), &Event::StaffWrote(post), NOW);
    let what = What::Unsend { of: key(GROUP, 5), asked: MessageId(90), by: None };
    assert_eq!(effects[1..], [tell(Lane::Out(OLENA), what)]);
}

#[test]
fn what_waits_never_goes_out() {
    let waiting = part(queued(Direction::Out, words("так"), false), false);
    let gone = Fact::Deleted { of: key(GROUP, 5), by: Some(VET) };
    let expected = [remember(Fact::Kept(ROW)), remember(gone), under(90, text::delete_unsent(LANG))];
    assert_eq!(follows(&of(vec![waiting.clone()]), &command("/del")), expected);
    let late = Label::Late(OLENA);
    let view = View { late_said: true, ..of(vec![waiting.clone()]) };
    let settled = [revise(late, text::delete_unsent(LANG)), remember(Fact::Forgotten(late))];
    assert_eq!(follows(&view, &command("/del")), [&expected[..], &settled].concat());
    let more_waits = View { oldest_out: Some(Millis(1)), ..view };
    assert_eq!(follows(&more_waits, &command("/del")), expected, "what is said of the others stays true");
}

#[test]
fn an_album_of_which_a_part_waits_is_called_off_and_deleted() {
    let waiting = part(queued(Direction::Out, words("так"), false), false);
    let expected = [remember(Fact::Kept(ROW)), tell(Lane::Out(OLENA), unsend())];
    assert_eq!(follows(&of(vec![part(sent(), true), waiting.clone(), waiting]), &command("/del")), expected);
}

#[test]
fn what_the_client_never_had_needs_no_deleting() {
    let nothing = said(text::delete_nothing(LANG));
    for delivery in [Delivery::Failed, Delivery::Kept] {
        let never = part(stored(Direction::Out, words("так"), delivery), false);
        assert_eq!(follows(&of(vec![never]), &command("/del")), nothing, "{delivery:?}");
    }
    // A line of the bot's own, or a message nobody knows.
    assert_eq!(follows(&known(), &command("/del")), nothing);
}

#[test]
fn what_was_deleted_before_is_not_deleted_again() {
    let gone = part(Stored { deleted: true, ..sent() }, true);
    assert_eq!(follows(&of(vec![gone]), &command("/del")), said(text::delete_already(LANG)));
}

#[test]
fn what_stands_nobody_knows_where_is_told() {
    assert_eq!(follows(&of(vec![part(sent(), false)]), &command("/del")), said(text::delete_lost(LANG)));
}

#[test]
fn what_the_client_wrote_is_theirs() {
    let view = View { found: Found::Target(Target::Theirs), ..known() };
    assert_eq!(follows(&view, &command("/del")), said(text::delete_of_client(LANG)));
}

#[test]
fn it_is_given_as_a_reply_with_nothing_behind_it() {
    let usage = said(text::usage(LANG, "del"));
    let view = of(vec![part(sent(), true)]);
    assert_eq!(follows(&view, &from_vet(words("/del"))), usage);
    assert_eq!(follows(&view, &command("/del помилка")), usage);
    let general = Post { thread: None, ..command("/del") };
    let effects = decide(&view, &Event::StaffWrote(general), NOW);
    assert_eq!(effects.len(), 2, "{effects:?}");
    let Effect::Tell(answer) = &effects[1] else { panic!("{effects:?}") };
    assert_eq!(answer.what, super::saying(text::topic_wanted(LANG), None));
}

#[test]
fn that_the_copies_are_gone_is_remembered_and_said() {
    // Of an album, any part may stand there twice.
    let part = |delivery| stored(Direction::Out, words("так"), delivery);
    let view = |delivery| of_row(row(Lane::Out(OLENA), unsend()), &[part(Delivery::Sent), part(delivery)]);
    let gone = || remember(Fact::Deleted { of: key(GROUP, 5), by: Some(VET) });
    let not_found = Refusal { why: Why::AlreadySo, words: "message to delete not found".to_owned() };
    for outcome in [Outcome::Done(Answer::Fine), Outcome::Refused(not_found)] {
        for (delivery, twice) in [(Delivery::Sent, false), (Delivery::PossiblyTwice, true)] {
            let expected = [gone(), done(), under(90, text::deleted(LANG, twice))];
            assert_eq!(ended(&view(delivery), outcome.clone()), expected);
        }
    }
    for reason in ["message can't be deleted for everyone", "bot was blocked by the user"] {
        let refused = Outcome::Refused(Refusal { why: Why::Other, words: reason.to_owned() });
        let expected = [done(), under(90, text::delete_refused(LANG, reason))];
        assert_eq!(ended(&view(Delivery::Sent), refused), expected);
    }
}

#[test]
fn an_edit_of_what_was_deleted_does_not_travel() {
    let gone = Stored { deleted: true, ..sent() };
    let edit = |typed: &str| decide(&about(gone.clone()), &Event::StaffEdited(from_vet(words(typed))), NOW);
    let told = under(90, text::edit_of_deleted(LANG));
    let remembered = remember(Fact::Edited(Box::new(from_vet(words("ні")))));
    assert_eq!(edit("ні"), [remembered, told.clone()]);
    assert_eq!(edit("/phone"), [told]);
    assert_eq!(edit("так"), NOTHING);
}

#[test]
fn what_was_refused_and_deleted_is_not_tried_again() {
    let press = Press {
        query: "q".to_owned(),
        by: Some(vet()),
        under: Some(key(GROUP, 200)),
        data: Action::Retry(STORED).data(),
    };
    let gone = Stored { deleted: true, ..stored(Direction::Out, words("так"), Delivery::Failed) };
    let effects = decide(&about(gone), &Event::StaffPressed(press), NOW);
    let [Effect::Tell(answer)] = effects.as_slice() else { panic!("{effects:?}") };
    let what = What::Answer { query: "q".to_owned(), text: Some(text::delete_already(LANG)) };
    assert_eq!(answer.what, what);
}
