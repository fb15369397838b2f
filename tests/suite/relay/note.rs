//! Notes: what stays inside for colleagues to read, what becomes one by an edit, and who writes as a channel.

use pwparents::model::{Delivery, Kind, Millis};
use pwparents::relay::decide;
use pwparents::relay::effect::{Direction, Effect, Emoji, Fact, Lane, Rung, Tell, TicketFact, What};
use pwparents::relay::event::{Event, Post, Sender};
use pwparents::relay::view::{Stored, View};
use pwparents::text;

use super::{
    GROUP, LANG, NOTHING, NOW, OLENA, ROW, STORED, about, file, from_vet, in_album, key, known, message,
    queued, relay, remember, replying, saying, stored, text as words, thing, ticket_fact, under, unseen, vet,
    view,
};

fn wrote(view: &View<'_>, post: &Post) -> Vec<Effect> {
    decide(view, &Event::StaffWrote(post.clone()), NOW)
}

fn staff() -> Effect {
    remember(Fact::Staff(vet()))
}

fn noted(message: i64) -> Effect {
    remember(Fact::Noted(key(GROUP, message)))
}

/// ✍ under a message.
fn sign(message: i64) -> Effect {
    let what = What::React { to: key(GROUP, message), emoji: Emoji::Noted };
    let expires = Some(Millis(NOW.0 + 300_000));
    Effect::Tell(Tell { expires, ..Tell::new(Lane::Now, what) })
}

/// Exactly: it is kept, and taken down as a note.
fn is_noted(view: &View<'_>, post: &Post) {
    let expected = [staff(), message(Direction::Out, post, Delivery::Kept), noted(90), sign(90)];
    assert_eq!(wrote(view, post), expected, "{post:?}");
}

#[test]
fn a_note_is_kept_and_taken_down_however_it_is_written() {
    for typed in
        ["// не для клієнта", "..дивний клієнт", "//", "..", "/note боїться", "/нотатка боїться", ".тщеу так"]
    {
        is_noted(&known(), &from_vet(words(typed)));
        is_noted(&known(), &from_vet(file(Kind::Photo, typed)));
    }
    is_noted(&known(), &from_vet(file(Kind::Photo, "/note")));
}

#[test]
fn a_note_command_without_words_is_told_how_it_is_written() {
    let post = from_vet(words("/note"));
    let expected =
        [staff(), message(Direction::Out, &post, Delivery::Kept), under(90, text::usage(LANG, "note"))];
    assert_eq!(wrote(&known(), &post), expected);
}

#[test]
fn whatever_answers_something_that_stays_inside_is_a_note() {
    let view = View { reply_inside: true, ..known() };
    for content in [words("бачив"), file(Kind::Voice, ""), thing(Kind::Location), thing(Kind::PaidMedia)]
    {
        is_noted(&view, &replying(from_vet(content), None));
    }
    // But a command is a command.
    let post = replying(from_vet(words("/вакцина")), None);
    let line = text::command_unknown(LANG, "/вакцина", None);
    assert_eq!(
        wrote(&view, &post),
        [staff(), message(Direction::Out, &post, Delivery::Kept), under(90, line)]
    );
    // And an answer to anything else is for the client.
    let post = replying(from_vet(words("бачив")), None);
    assert_eq!(wrote(&known(), &post)[3], relay(Lane::Out(OLENA), post.key, Rung::Reply));
}

#[test]
fn an_album_is_one_note_with_one_sign() {
    let part = |number, caption| in_album(from_vet(file(Kind::Photo, caption)), number);
    let first = part(92, "// рентген");
    let gathering = View { gathering: Some(ROW), ..known() };
    let expected = [
        staff(),
        message(Direction::Out, &first, Delivery::Kept),
        remember(Fact::Kept(ROW)),
        noted(92),
        sign(92),
    ];
    assert_eq!(wrote(&gathering, &first), expected);
    let behind = View { album_kept: true, album_noted: true, ..known() };
    let second = part(93, "");
    let expected = [staff(), message(Direction::Out, &second, Delivery::Kept), noted(93)];
    assert_eq!(wrote(&behind, &second), expected);
    // Every part of an album that is a reply is one.
    let answers = View { reply_inside: true, ..behind };
    assert_eq!(wrote(&answers, &replying(second, None)), expected_reply(&replying(part(93, ""), None)));
}

fn expected_reply(post: &Post) -> [Effect; 3] {
    [staff(), message(Direction::Out, post, Delivery::Kept), noted(93)]
}

#[test]
fn a_note_where_no_client_is_wants_nothing_and_the_command_says_so() {
    let general = Post { thread: None, ..from_vet(words("// кава скінчилась")) };
    assert_eq!(wrote(&view(), &general), [staff()]);
    let command = Post { thread: None, ..from_vet(words("/note кава")) };
    let line = Tell::new(Lane::Desk(None), saying(text::topic_wanted(LANG), None));
    assert_eq!(wrote(&view(), &command), [staff(), Effect::Tell(line.answering(command.key.message))]);
}

fn edit(view: &View<'_>, post: Post) -> Vec<Effect> {
    decide(view, &Event::StaffEdited(post), NOW)
}

fn edited(post: &Post) -> Effect {
    remember(Fact::Edited(Box::new(post.clone())))
}

fn note() -> Stored {
    Stored { note: true, ..stored(Direction::Out, words("// кусається"), Delivery::Kept) }
}

#[test]
fn a_message_edited_into_a_note_before_it_went_is_called_off_and_becomes_one() {
    for typed in ["// так", "..так", "/note так", "\\note так"] {
        let now = from_vet(words(typed));
        let line = under(90, text::edit_into_note_unsent(LANG));
        let waiting = unseen(queued(Direction::Out, words("так"), false));
        let expected = [remember(Fact::Kept(ROW)), edited(&now), noted(90), sign(90), line.clone()];
        assert_eq!(edit(&waiting, now.clone()), expected, "{typed}");
        let failed = unseen(stored(Direction::Out, words("так"), Delivery::Failed));
        let expected = [remember(Fact::KeptBack(STORED)), edited(&now), noted(90), sign(90), line];
        assert_eq!(edit(&failed, now), expected, "{typed}");
    }
}

#[test]
fn a_message_edited_into_a_note_after_it_went_stays_as_the_client_saw_it() {
    let expected = [under(90, text::edit_into_note(LANG))];
    for before in [
        stored(Direction::Out, words("так"), Delivery::Sent),
        stored(Direction::Out, words("так"), Delivery::PossiblyTwice),
        queued(Direction::Out, words("так"), true),
    ] {
        assert_eq!(edit(&about(before), from_vet(words("// так"))), expected);
    }
}

#[test]
fn a_note_edited_stays_a_note_whatever_it_is_edited_into() {
    let now = from_vet(words("// дуже кусається"));
    assert_eq!(edit(&about(note()), now.clone()), [edited(&now)]);
    let now = from_vet(words("кусається"));
    assert_eq!(edit(&about(note()), now.clone()), [edited(&now), under(90, text::edit_of_note(LANG))]);
    let expected = [under(90, text::edit_not_run(LANG))];
    assert_eq!(edit(&about(note()), from_vet(words("/close"))), expected, "an edit runs nothing");
}

#[test]
fn a_note_by_what_it_answers_stays_one_without_a_word() {
    let view = View { reply_inside: true, ..about(note()) };
    let now = replying(from_vet(words("дуже кусається")), None);
    assert_eq!(edit(&view, now.clone()), [edited(&now)]);
}

#[test]
fn an_answer_that_went_to_the_client_does_not_become_a_note_by_what_became_of_what_it_answers() {
    let view =
        View { reply_inside: true, ..about(stored(Direction::Out, words("о 15:00"), Delivery::Sent)) };
    let now = replying(from_vet(words("о 16:00")), None);
    let mend = What::Mend { of: now.key, file: false };
    assert_eq!(edit(&view, now.clone()), [edited(&now), super::tell(Lane::Out(OLENA), mend)]);
}

#[test]
fn a_command_edited_into_a_note_becomes_one() {
    let kept = about(stored(Direction::Out, words("/вакцина"), Delivery::Kept));
    let now = from_vet(words("// вакцина"));
    assert_eq!(edit(&kept, now.clone()), [edited(&now), noted(90), sign(90)]);
}

fn as_channel(content: pwparents::model::Content) -> Post {
    Post { from: Sender::Channel, ..from_vet(content) }
}

#[test]
fn a_member_who_writes_as_a_channel_is_told_that_it_went_nowhere() {
    let line = text::channel_not_relayed(LANG);
    for content in [words("Знижка"), words("/close"), words("// нотатка"), thing(Kind::PaidMedia)]
    {
        let post = as_channel(content);
        let expected = [message(Direction::Out, &post, Delivery::Kept), under(90, line.clone())];
        assert_eq!(wrote(&known(), &post), expected, "{post:?}");
    }
    let first = View { ticket: None, ..known() };
    assert_eq!(wrote(&first, &as_channel(words("Знижка")))[0], ticket_fact(TicketFact::Opened));
    // Of an album it is said once.
    let behind = View { album_kept: true, ..known() };
    let post = in_album(as_channel(file(Kind::Photo, "")), 93);
    assert_eq!(wrote(&behind, &post), [message(Direction::Out, &post, Delivery::Kept)]);
    let kept = about(stored(Direction::Out, words("Знижка"), Delivery::Kept));
    assert_eq!(edit(&kept, as_channel(words("Знижка!"))), NOTHING);
}

#[test]
fn as_a_channel_elsewhere_only_a_command_is_answered() {
    let general = |typed: &str| Post { thread: None, ..as_channel(words(typed)) };
    assert_eq!(wrote(&view(), &general("Новина")), NOTHING);
    assert_eq!(wrote(&view(), &general("// Новина")), NOTHING);
    assert_eq!(wrote(&known(), &as_channel(thing(Kind::Service("pinned_message".to_owned())))), NOTHING);
    let post = general("/queue");
    let line = Tell::new(Lane::Desk(None), saying(text::channel_not_relayed(LANG), None));
    assert_eq!(wrote(&view(), &post), [Effect::Tell(line.answering(post.key.message))]);
}
