//! What Telegram answered, apart from refusals: success whatever the body holds, waits in every form,
//! and answers that are not Telegram's at all.

use pwparents::model::{ChatId, Content, Extra, Kind, MessageId, MsgKey, Styled, ThreadId, UserId};
use pwparents::relay::effect::Keys;
use pwparents::relay::event::{Answer, Outcome, Refusal, Why};
use pwparents::store::claimed::{Address, Job};
use pwparents::telegram::outcome;
use serde_json::{Value, json};

pub const GROUP: ChatId = ChatId(-1_001_234_567_890);
pub const CLIENT: ChatId = ChatId(501);

pub fn to(chat: ChatId) -> Address {
    Address { chat, thread: (chat == GROUP).then_some(ThreadId(77)), reply: None }
}

pub fn text(words: &str) -> Content {
    Content { kind: Kind::Text, text: Styled::plain(words), file: None, extra: Extra::default() }
}

pub fn key(chat: ChatId) -> MsgKey {
    MsgKey { chat, message: MessageId(90) }
}

pub fn copy(chat: ChatId) -> Job {
    Job::Copy { to: to(chat), from: key(CLIENT), caption: None }
}

pub fn copy_album(chat: ChatId) -> Job {
    Job::CopyAlbum { to: chat, from: CLIENT, parts: vec![MessageId(1), MessageId(2)] }
}

pub fn album(chat: ChatId) -> Job {
    Job::Album { to: to(chat), parts: vec![text("")] }
}

pub fn send(chat: ChatId) -> Job {
    Job::Send { to: to(chat), content: text("так"), bare: false }
}

pub fn say(chat: ChatId) -> Job {
    Job::Say { to: to(chat), text: Styled::plain("так"), keys: Keys::None, silent: false }
}

pub fn revise() -> Job {
    Job::Revise { at: key(GROUP), text: Styled::plain("так"), buttons: Vec::new() }
}

pub fn mend(chat: ChatId) -> Job {
    Job::Mend { at: key(chat), content: text("так"), file: false }
}

pub fn open_topic() -> Job {
    Job::OpenTopic { chat: GROUP, name: "Олена".to_owned(), icon: None }
}

pub fn answer() -> Job {
    Job::Answer { query: "q".to_owned(), text: None }
}

pub fn ask_rights() -> Job {
    Job::AskRights { chat: GROUP, bot: UserId(700_001) }
}

/// A call of every kind.
pub fn all_jobs() -> Vec<Job> {
    let both = [GROUP, CLIENT]
        .into_iter()
        .flat_map(|chat| [copy(chat), copy_album(chat), album(chat), send(chat), say(chat), mend(chat)]);
    let rest =
        [revise(), open_topic(), Job::Remove(key(GROUP)), answer(), Job::AskForum(GROUP), ask_rights()];
    let dress = Job::DressTopic { chat: GROUP, thread: ThreadId(77), name: None, icon: None };
    let more =
        [dress, Job::Pin(key(GROUP)), Job::React { to: key(GROUP), emoji: None }, Job::AskAdmins(GROUP)];
    let rest = rest.into_iter().chain(more);
    both.chain(rest).collect()
}

fn of(job: &Job, status: u16, body: &Value) -> Outcome {
    outcome(job, status, body.to_string().as_bytes())
}

fn ok(job: &Job, result: &Value) -> Answer {
    let outcome = of(job, 200, &json!({ "ok": true, "result": result }));
    let Outcome::Done(answer) = outcome else { panic!("{outcome:?}") };
    answer
}

/// Messages of these numbers; nobody told where.
fn sent(ids: &[i64]) -> Answer {
    Answer::Sent { ids: ids.iter().copied().map(MessageId).collect(), thread: None }
}

/// The same in a topic, or in General.
fn landed(ids: &[i64], thread: Option<i64>) -> Answer {
    let ids = ids.iter().copied().map(MessageId).collect();
    Answer::Sent { ids, thread: Some(thread.map(ThreadId)) }
}

#[test]
fn copies_tell_numbers_and_not_where_they_landed() {
    assert_eq!(ok(&copy(GROUP), &json!({"message_id": 200})), sent(&[200]));
    let album = json!([{"message_id": 200}, {"message_id": 201}]);
    assert_eq!(ok(&copy_album(CLIENT), &album), sent(&[200, 201]));
}

#[test]
fn whole_messages_tell_the_topic_they_landed_in_and_general_by_its_absence() {
    let here = json!({"message_id": 200, "message_thread_id": 77, "is_topic_message": true});
    let general = json!({"message_id": 200});
    let reply_in_general = json!({"message_id": 200, "message_thread_id": 5});
    for job in [say(GROUP), send(GROUP)] {
        assert_eq!(ok(&job, &here), landed(&[200], Some(77)));
        assert_eq!(ok(&job, &general), landed(&[200], None));
        assert_eq!(ok(&job, &reply_in_general), landed(&[200], None));
    }
    let parts = json!([here, {"message_id": 201, "message_thread_id": 77, "is_topic_message": true}]);
    assert_eq!(ok(&album(GROUP), &parts), landed(&[200, 201], Some(77)));
}

#[test]
fn a_message_that_the_server_scheduled_has_no_number() {
    assert_eq!(ok(&copy(GROUP), &json!({"message_id": 0})), sent(&[]));
    assert_eq!(ok(&say(CLIENT), &json!({"message_id": 0})), landed(&[], None));
}

#[test]
fn a_number_beyond_thirty_two_bits_is_a_number() {
    assert_eq!(ok(&copy(GROUP), &json!({"message_id": 5_000_000_000_i64})), sent(&[5_000_000_000]));
}

#[test]
fn what_was_asked_is_told() {
    assert_eq!(
        ok(&open_topic(), &json!({"message_thread_id": 300, "name": "О"})),
        Answer::Topic(ThreadId(300))
    );
    let chat = |forum: Value| {
        ok(&Job::AskForum(GROUP), &json!({"id": -100, "type": "supergroup", "is_forum": forum}))
    };
    assert_eq!(chat(json!(true)), Answer::Chat { forum: true });
    assert_eq!(chat(json!(false)), Answer::Chat { forum: false });
    assert_eq!(chat(Value::Null), Answer::Chat { forum: false }, "left out where it is not so");
    let member = |member: Value| ok(&ask_rights(), &member);
    let table = [
        (json!({"status": "creator"}), true, true),
        (json!({"status": "administrator", "can_manage_topics": true}), true, true),
        (json!({"status": "administrator"}), true, false),
        (json!({"status": "member"}), true, false),
        (json!({"status": "restricted", "is_member": true, "can_send_messages": true}), true, false),
        (json!({"status": "restricted", "is_member": true}), false, false),
        (json!({"status": "restricted", "can_send_messages": true}), false, false),
        (json!({"status": "left"}), false, false),
        (json!({"status": "kicked"}), false, false),
        (json!({}), false, false),
    ];
    for (status, inside, topics) in table {
        assert_eq!(member(status.clone()), Answer::Member { inside, topics }, "{status}");
    }
}

#[test]
fn calls_that_answer_true_are_done() {
    for job in [revise(), mend(GROUP), Job::Remove(key(GROUP)), answer()] {
        assert_eq!(ok(&job, &json!(true)), Answer::Fine);
        assert_eq!(ok(&job, &json!({"message_id": 5})), Answer::Fine);
    }
}

#[test]
fn ok_is_done_whatever_else_the_body_holds() {
    let odd = [
        json!({"ok": true}),
        json!({"ok": true, "result": null}),
        json!({"ok": true, "result": true}),
        json!({"ok": true, "result": "x"}),
        json!({"ok": true, "result": 5}),
        json!({"ok": true, "result": []}),
        json!({"ok": true, "result": {}}),
        json!({"ok": true, "result": [5, null, {"x": 1}]}),
        json!({"ok": true, "result": true, "description": null}),
        json!({"ok": true, "result": true, "description": 5, "parameters": "x"}),
        json!({"ok": true, "result": true, "error_code": "none", "parameters": null}),
        json!({"ok": true, "result": true, "adaptive_retry": {"after": 1}}),
        json!({"ok": true, "result": true, "parameters": {"retry_after": 5}}),
    ];
    for job in all_jobs() {
        for body in &odd {
            for status in [200, 201, 500] {
                let got = of(&job, status, body);
                assert!(matches!(got, Outcome::Done(_)), "{job:?} {body}: {got:?}");
            }
        }
    }
}

#[test]
fn an_answer_that_holds_no_message_tells_nothing_of_where_it_landed() {
    for result in [json!({}), json!([]), json!(true), json!([{}, 5]), json!({"message_thread_id": 5})] {
        for job in [say(GROUP), send(GROUP), album(GROUP)] {
            assert_eq!(ok(&job, &result), sent(&[]), "{result}");
        }
    }
}

#[test]
fn a_half_character_in_a_description_hides_nothing() {
    let body = br#"{"ok":true,"result":{"message_id":200},"description":"\ud83d"}"#;
    assert_eq!(outcome(&copy(GROUP), 200, body), Outcome::Done(sent(&[200])));
    let not_utf8 = b"{\"ok\":true,\"result\":{\"message_id\":200},\"description\":\"\xff\"}";
    assert_eq!(outcome(&copy(GROUP), 200, not_utf8), Outcome::Done(sent(&[200])));
}

#[test]
fn a_wait_is_understood_in_every_form() {
    let words = "Too Many Requests: retry after 37";
    let album =
        "Bad Request: failed to send message #1 with the error message \"Too Many Requests: retry after 8\"";
    let table = [
        (
            429,
            json!({"ok": false, "error_code": 429, "description": words, "parameters": {"retry_after": 37}}),
            37,
        ),
        (429, json!({"ok": false, "error_code": 429, "description": words}), 37),
        (429, json!({"ok": false, "error_code": 429, "description": "?"}), 5),
        (429, json!({"ok": false}), 5),
        (429, json!({"ok": false, "parameters": {"retry_after": "x"}}), 5),
        (429, json!({"ok": false, "error_code": 429, "parameters": {"retry_after": 2282}}), 2_282),
        (429, json!({"ok": false, "error_code": 429, "parameters": {"retry_after": 0}}), 1),
        (429, json!({"ok": false, "error_code": 429, "parameters": {"retry_after": -4}}), 1),
        (400, json!({"ok": false, "error_code": 400, "description": album}), 8),
        (200, json!({"ok": false, "error_code": 429, "parameters": {"retry_after": 3}}), 3),
    ];
    for job in all_jobs() {
        for (status, body, seconds) in &table {
            assert_eq!(of(&job, *status, body), Outcome::Later(seconds * 1_000), "{job:?} {body}");
        }
    }
    let page = b"<html>429 Too Many Requests</html>";
    assert_eq!(outcome(&copy(GROUP), 429, page), Outcome::Later(5_000));
}

#[test]
fn a_wait_of_ages_does_not_overflow() {
    let body = json!({"ok": false, "error_code": 429, "parameters": {"retry_after": i64::MAX}});
    assert_eq!(of(&copy(GROUP), 429, &body), Outcome::Later(i64::MAX));
}

#[test]
fn what_is_not_telegrams_answer_leaves_the_call_in_doubt_or_undone() {
    let pages = ["<html><h1>502 Bad Gateway</h1></html>", "", "upstream timed out", "[]", "null", "5"];
    let cut = [r#"{"ok":tr"#, r#"{"ok":true,"result":{"message_id":20"#, r#"{"ok":false,"error_code":40"#];
    for job in all_jobs() {
        for page in pages.iter().chain(&cut) {
            for status in [200, 302, 500, 502, 503, 504, 520, 524] {
                assert_eq!(outcome(&job, status, page.as_bytes()), Outcome::Unknown, "{status} {page}");
            }
            for status in [400, 403, 404, 407, 408, 421] {
                assert_eq!(outcome(&job, status, page.as_bytes()), Outcome::NotSent, "{status} {page}");
            }
            let too_large = Refusal { why: Why::Other, words: "Request Entity Too Large".to_owned() };
            assert_eq!(outcome(&job, 413, page.as_bytes()), Outcome::Refused(too_large), "{page}");
        }
    }
}

#[test]
fn what_is_wrong_with_the_token_or_the_server_is_not_the_rows_fault() {
    let table = [
        (401, "Unauthorized", Outcome::NotSent),
        (401, "Unauthorized: invalid token specified", Outcome::NotSent),
        (404, "Not Found", Outcome::NotSent),
        (404, "Not Found: method not found", Outcome::NotSent),
        (409, "Conflict: terminated by other getUpdates request", Outcome::NotSent),
        (421, "Misdirected Request: unallowed token specified", Outcome::NotSent),
        (500, "Internal Server Error: restart", Outcome::Unknown),
        (
            500,
            "Internal Server Error: sent message was immediately deleted and can't be returned",
            Outcome::Unknown,
        ),
        (502, "Bad Gateway", Outcome::Unknown),
        (504, "Gateway Timeout", Outcome::Unknown),
        (418, "I'm a teapot", Outcome::Unknown),
    ];
    for job in all_jobs() {
        for (code, words, expected) in &table {
            let body = json!({"ok": false, "error_code": code, "description": words});
            assert_eq!(of(&job, *code, &body), *expected, "{job:?} {words}");
        }
    }
}

#[test]
fn a_group_that_moved_tells_its_new_id() {
    let body = json!({
        "ok": false, "error_code": 400,
        "description": "Bad Request: group chat was upgraded to a supergroup chat",
        "parameters": {"migrate_to_chat_id": -1_009_876_543_210_i64},
    });
    for job in [copy(GROUP), say(GROUP), open_topic(), Job::AskForum(GROUP)] {
        assert_eq!(of(&job, 400, &body), Outcome::Moved(ChatId(-1_009_876_543_210)));
    }
}

#[test]
fn administrators_are_the_people_among_them_and_icons_are_read_one_by_one() {
    let user = |id: i64, bot: bool| json!({"id": id, "is_bot": bot, "first_name": "Марія"});
    let admins = json!({"ok": true, "result": [
        {"status": "creator", "user": user(42, false), "is_anonymous": false},
        {"status": "administrator", "user": user(700_001, true)},
        {"status": "administrator"},
        5,
    ]});
    let Outcome::Done(Answer::Admins(people)) = of(&Job::AskAdmins(GROUP), 200, &admins) else {
        panic!("administrators")
    };
    assert_eq!(people.iter().map(|person| person.id.0).collect::<Vec<_>>(), [42]);
    let icons = json!({"ok": true, "result": [
        {"emoji": "✅", "custom_emoji_id": "5"}, {"emoji": "❗"}, {"custom_emoji_id": "6"}, null,
    ]});
    let expected = Outcome::Done(Answer::Icons(vec![("✅".to_owned(), "5".to_owned())]));
    assert_eq!(of(&Job::AskIcons, 200, &icons), expected);
}
