//! Message links, both ways: replies, quotes and edits find what stands on the other side.

use pwparents::model::{ChatId, Content, Kind, MessageId, MsgKey, Quote, Styled};
use pwparents::relay::effect::Lane;
use pwparents::relay::event::{Answer, Event, Outcome, Post, Reply};
use pwparents::store::claimed::{Job, ReplyTo};

use super::{Bench, GROUP, OLENA, THREAD, file, from_olena, from_vet, in_album, numbered, sent, text};

/// A bench in which Olena's message 11 was copied to 211 in her topic, and the vet's 90 to her as 12.
fn linked() -> Bench {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("кіт")), 11));
    bench.first_ends(Lane::In(OLENA), sent(&[211]));
    bench.staff_write(&from_vet(text("Приходьте")));
    bench.first_ends(Lane::Out(OLENA), sent(&[12]));
    bench.deliver_all();
    bench
}

fn answering(post: Post, to: i64, quote: Option<&str>) -> Post {
    let quote = quote.map(|words| Quote {
        text: Styled { text: words.to_owned(), entities: r#"[{"type":"bold"}]"#.to_owned() },
        position: 3,
    });
    Post { reply: Some(Reply { to: MessageId(to), by: None, quote, holds: Box::new(text("…")) }), ..post }
}

fn target(job: &Job) -> Option<&ReplyTo> {
    let (Job::Copy { to, .. } | Job::Send { to, .. } | Job::Say { to, .. } | Job::Album { to, .. }) = job
    else {
        panic!("{job:?}");
    };
    to.reply.as_ref()
}

/// What a post of Olena's answers in the topic.
fn olena_answers(bench: &mut Bench, to: i64, quote: Option<&str>) -> Option<ReplyTo> {
    bench.client_writes(&answering(numbered(from_olena(text("так")), 40), to, quote));
    target(&bench.claim_first(Lane::In(OLENA)).1).cloned()
}

/// What a post of the vet's answers in the client's chat.
fn vet_answers(bench: &mut Bench, to: i64, quote: Option<&str>) -> Option<ReplyTo> {
    bench.staff_write(&answering(numbered(from_vet(text("так")), 140), to, quote));
    target(&bench.claim_first(Lane::Out(OLENA)).1).cloned()
}

fn reply(message: i64, strict: bool) -> ReplyTo {
    ReplyTo { message: MessageId(message), quote: None, strict }
}

#[test]
fn a_reply_to_a_copy_becomes_a_reply_to_its_original() {
    assert_eq!(olena_answers(&mut linked(), 12, None), Some(reply(90, true)));
    assert_eq!(vet_answers(&mut linked(), 211, None), Some(reply(11, false)));
}

#[test]
fn a_reply_to_ones_own_message_becomes_a_reply_to_its_copy() {
    assert_eq!(olena_answers(&mut linked(), 11, None), Some(reply(211, true)));
    assert_eq!(vet_answers(&mut linked(), 90, None), Some(reply(12, false)));
}

#[test]
fn a_reply_to_what_has_no_counterpart_goes_without() {
    assert_eq!(olena_answers(&mut linked(), 777, None), Some(reply(THREAD.0, true)), "the root alone");
    assert_eq!(vet_answers(&mut linked(), 777, None), None);
}

#[test]
fn a_quote_travels_whole() {
    let quote = |words: &str| Quote {
        text: Styled { text: words.to_owned(), entities: r#"[{"type":"bold"}]"#.to_owned() },
        position: 3,
    };
    let expected = ReplyTo { message: MessageId(90), quote: Some(quote("ход")), strict: true };
    assert_eq!(olena_answers(&mut linked(), 12, Some("ход")), Some(expected));
    let expected = ReplyTo { message: MessageId(11), quote: Some(quote("кі")), strict: false };
    assert_eq!(vet_answers(&mut linked(), 211, Some("кі")), Some(expected));
}

#[test]
fn a_reply_to_what_still_waits_goes_behind_it_and_finds_it() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("кіт")), 11));
    bench.client_writes(&answering(numbered(from_olena(text("так")), 12), 11, None));
    bench.first_ends(Lane::In(OLENA), sent(&[211]));
    let (_, job) = bench.claim_first(Lane::In(OLENA));
    assert_eq!(target(&job).cloned(), Some(reply(211, true)));
}

#[test]
fn of_several_copies_the_latest_is_answered() {
    let mut bench = linked();
    let source = "(SELECT id FROM messages WHERE telegram_message_id = 11)";
    bench.change(&format!("INSERT INTO message_links VALUES ({GROUP}, 350, {source})"));
    assert_eq!(olena_answers(&mut bench, 11, None), Some(reply(350, true)));
}

#[test]
fn numbers_are_counted_per_chat() {
    // The client's message 90 and the group's message 90 are two messages.
    let mut bench = linked();
    bench.client_writes(&numbered(from_olena(text("дев'яносто")), 90));
    bench.first_ends(Lane::In(OLENA), sent(&[390]));
    assert_eq!(olena_answers(&mut bench, 90, None), Some(reply(390, true)));
    assert_eq!(vet_answers(&mut bench, 90, None), Some(reply(12, false)));
}

#[test]
fn each_part_of_an_album_has_its_own_link() {
    let mut bench = Bench::talking();
    for message in [20, 21, 22] {
        bench.client_writes(&in_album(from_olena(file(Kind::Photo, "")), message));
    }
    let row = pwparents::model::RowId(bench.number("SELECT id FROM outbox WHERE what = 'relay'"));
    assert!(matches!(bench.claim(row), Some(Job::Album { parts, .. }) if parts.len() == 3));
    bench.ends(row, sent(&[320, 321, 322]));
    for (part, copy) in [(20, 320), (21, 321), (22, 322)] {
        assert_eq!(bench.delivery(part), "sent");
        let link = "SELECT message_id FROM message_links l JOIN messages m ON m.id = l.source_id";
        assert_eq!(bench.number(&format!("{link} WHERE m.telegram_message_id = {part}")), copy);
    }
    assert_eq!(vet_answers(&mut bench, 321, None), Some(reply(21, false)));
}

fn edited(post: Post, words: &str) -> Post {
    Post { content: Content { text: Styled::plain(words), ..post.content.clone() }, ..post }
}

#[test]
fn an_edit_finds_the_copy_on_the_other_side() {
    let mut bench = linked();
    bench.happens(Event::ClientEdited(edited(numbered(from_olena(text("")), 11), "пес")));
    let (_, job) = bench.claim_first(Lane::In(OLENA));
    let at = MsgKey { chat: GROUP, message: MessageId(211) };
    assert_eq!(job, Job::Mend { at, content: text("пес"), file: false });
    bench.happens(Event::StaffEdited(edited(from_vet(text("")), "завтра")));
    let (_, job) = bench.claim_first(Lane::Out(OLENA));
    let at = MsgKey { chat: OLENA.chat(), message: MessageId(12) };
    assert_eq!(job, Job::Mend { at, content: text("завтра"), file: false });
}

#[test]
fn of_two_edits_in_a_row_one_row_brings_the_latest_words() {
    let mut bench = linked();
    for words in ["пес", "папуга"] {
        bench.happens(Event::ClientEdited(edited(numbered(from_olena(text("")), 11), words)));
    }
    let (row, job) = bench.claim_first(Lane::In(OLENA));
    assert!(matches!(job, Job::Mend { ref content, .. } if *content == text("папуга")), "{job:?}");
    // Its call may be under way with these words, so the next has a row of its own.
    bench.happens(Event::ClientEdited(edited(numbered(from_olena(text("")), 11), "кіт")));
    bench.ends(row, Outcome::Done(Answer::Fine));
    let (row, job) = bench.claim_first(Lane::In(OLENA));
    assert!(matches!(job, Job::Mend { ref content, .. } if *content == text("кіт")), "{job:?}");
    bench.ends(row, Outcome::Done(Answer::Fine));
    assert_eq!(bench.waiting(), 0);
}

#[test]
fn an_edit_of_what_has_no_copy_follows_as_a_message() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("кіт")), 11));
    // Its answer told no number, so nobody knows where the copy stands.
    bench.first_ends(Lane::In(OLENA), Outcome::Done(Answer::Fine));
    assert_eq!(bench.delivery(11), "sent");
    bench.happens(Event::ClientEdited(edited(numbered(from_olena(text("")), 11), "пес")));
    let (row, job) = bench.claim_first(Lane::In(OLENA));
    let Job::Send { content, .. } = job else { panic!("{job:?}") };
    assert_eq!(content.text.text, "✏️ Змінено:\nпес");
    bench.ends(row, sent(&[212]));
    assert_eq!(bench.waiting(), 0);
}

#[test]
fn a_link_is_not_written_for_what_was_told_in_part() {
    let mut bench = Bench::talking();
    for message in [90, 91, 92] {
        bench.staff_write(&in_album(from_vet(file(Kind::Photo, "")), message));
    }
    bench.now.0 += 1_000;
    let row = pwparents::model::RowId(bench.number("SELECT id FROM outbox WHERE what = 'relay'"));
    let job = bench.claim(row).unwrap();
    let parts = [90, 91, 92].map(MessageId).to_vec();
    assert_eq!(job, Job::CopyAlbum { to: ChatId(501), from: GROUP, parts });
    bench.ends(row, sent(&[30, 31]));
    assert_eq!(bench.number("SELECT count(*) FROM message_links WHERE chat_id = 501"), 0);
}
