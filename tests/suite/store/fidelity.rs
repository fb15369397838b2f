//! Edits, reactions and deletions in the database: what is kept, and where the calls about them lead.

use pwparents::model::{ChatId, Lang, MessageId, MsgKey, Styled, ThreadId};
use pwparents::relay::effect::{Lane, Rung, Tell, What};
use pwparents::relay::event::{Answer, Event, Outcome, Post, Reacted, Reply};
use pwparents::store::claimed::{Address, Job, ReplyTo};
use pwparents::text;

use super::{
    Bench, GROUP, OLENA, THREAD, from_olena, from_vet, job_of, numbered, relay, sent, text as words,
};

/// The client's 11 stands in the topic as 211, the vet's 90 at the client's as 12.
fn linked() -> Bench {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(words("кіт")), 11));
    bench.first_ends(Lane::In(OLENA), sent(&[211]));
    bench.staff_write(&from_vet(words("Приходьте")));
    bench.first_ends(Lane::Out(OLENA), sent(&[12]));
    bench.deliver_all();
    bench
}

fn at(chat: ChatId, message: i64) -> MsgKey {
    MsgKey { chat, message: MessageId(message) }
}

fn fine() -> Outcome {
    Outcome::Done(Answer::Fine)
}

fn answering(typed: &str, to: i64, message: i64) -> Post {
    let reply = Reply { to: MessageId(to), quote: None, holds: Box::new(words("…")), by: None };
    Post { reply: Some(reply), ..numbered(from_vet(words(typed)), message) }
}

#[test]
fn a_deletion_finds_the_copy_and_is_remembered_with_its_author() {
    let mut bench = linked();
    bench.staff_write(&answering("/del", 90, 91));
    let (row, job) = bench.claim_first(Lane::Out(OLENA));
    assert_eq!(job, Job::Unsend { chat: OLENA.chat(), copies: vec![MessageId(12)] });
    assert_eq!(bench.number("SELECT count(*) FROM messages WHERE deleted_at IS NOT NULL"), 0, "not yet");
    bench.ends(row, fine());
    assert_eq!(bench.number("SELECT deleted_by FROM messages WHERE telegram_message_id = 90"), 42);
    assert_eq!(bench.delivery(90), "sent", "that it was delivered stays true");
    bench.staff_write(&answering("краще так", 90, 92));
    let (_, job) = bench.claim_first(Lane::Out(OLENA));
    assert!(matches!(job, Job::Send { ref to, .. } if to.reply.is_none()), "{job:?}");
}

#[test]
fn a_reaction_is_kept_a_person_and_shown_on_the_other_side() {
    let mut bench = linked();
    let mut react = |chat: ChatId, message: i64, by: i64, emoji: &[&str]| {
        let emoji = emoji.iter().map(|emoji| (*emoji).to_owned()).collect();
        let reacted = Reacted { at: at(chat, message), by, emoji };
        let client = chat == OLENA.chat();
        bench.happens(if client { Event::ClientReacted(reacted) } else { Event::StaffReacted(reacted) });
        let (row, job) = bench.claim_first(Lane::React(OLENA));
        bench.ends(row, fine());
        job
    };
    let shown = |chat, message, emoji: Option<&str>| Job::React {
        to: at(chat, message),
        emoji: emoji.map(str::to_owned),
    };
    assert_eq!(react(OLENA.chat(), 12, OLENA.0, &["🔥"]), shown(GROUP, 90, Some("🔥")));
    assert_eq!(react(OLENA.chat(), 11, OLENA.0, &["🎉"]), shown(GROUP, 211, Some("🎉")));
    assert_eq!(react(GROUP, 211, 42, &["👍"]), shown(OLENA.chat(), 11, Some("👍")));
    assert_eq!(react(GROUP, 211, 43, &["❤"]), shown(OLENA.chat(), 11, Some("❤")));
    assert_eq!(react(GROUP, 211, 43, &[]), shown(OLENA.chat(), 11, Some("👍")));
    assert_eq!(react(GROUP, 90, GROUP.0, &["🙏"]), shown(OLENA.chat(), 12, Some("🙏")));
    assert_eq!(react(OLENA.chat(), 12, OLENA.0, &[]), shown(GROUP, 90, None));
    assert_eq!(
        bench.words("SELECT direction || emoji FROM reactions ORDER BY id"),
        ["in🎉", "out👍", "out🙏"]
    );
}

#[test]
fn what_a_message_held_is_kept_once_for_each_change() {
    let mut bench = linked();
    let edit = |typed: &str| Event::ClientEdited(numbered(from_olena(words(typed)), 11));
    for typed in ["пес", "пес", "папуга"] {
        bench.happens(edit(typed));
    }
    let kept = "SELECT e.text FROM message_edits e JOIN messages m ON m.id = e.message_id
                WHERE m.telegram_message_id = 11 ORDER BY e.id";
    assert_eq!(bench.words(kept), ["кіт", "пес"]);
}

#[test]
fn rows_about_edits_go_round() {
    let part = Styled { text: "частина".to_owned(), entities: r#"[{"type":"bold"}]"#.to_owned() };
    let (of, copy) = (at(OLENA.chat(), 10), at(GROUP, 81));
    let rewrite = Tell::new(Lane::In(OLENA), What::Rewrite { at: copy, of, text: part.clone() });
    assert_eq!(job_of(rewrite), Some(Job::Revise { at: copy, text: part, buttons: Vec::new() }));
    let halt = Tell::new(Lane::Moves(OLENA), What::Halt { of });
    assert_eq!(job_of(halt), None, "there is no copy that moves");
    let line = text::changed_to(Lang::Uk);
    let Some(Job::Send { to, content, bare: false }) =
        job_of(relay(Lane::In(OLENA), of, Rung::Changed(line)))
    else {
        panic!("no message")
    };
    let root = ReplyTo { message: MessageId(THREAD.0), quote: None, strict: true };
    assert_eq!(to, Address { chat: GROUP, thread: Some(ThreadId(THREAD.0)), reply: Some(root) });
    assert_eq!(content.text.text, "✏️ Змінено:\nДобрий день");
}
