//! Every error text of the Bot API that is known to reach us, and what it means for which call.

use pwparents::relay::event::{Outcome, Refusal, Shut, Why};
use pwparents::store::claimed::Job;
use pwparents::telegram::outcome;
use serde_json::json;

use super::answers::{
    CLIENT, GROUP, album, all_jobs, answer, ask_rights, copy, copy_album, key, mend, open_topic, revise, say,
    send,
};

/// The outcome of a call that ended with this description: `Forbidden…` came with 403, all else with 400.
fn told(job: &Job, description: &str) -> Outcome {
    let code = if description.starts_with("Forbidden") { 403 } else { 400 };
    let body = json!({"ok": false, "error_code": code, "description": description});
    outcome(job, code, body.to_string().as_bytes())
}

fn why(job: &Job, description: &str) -> Why {
    refusal(job, description).why
}

fn refusal(job: &Job, description: &str) -> Refusal {
    let outcome = told(job, description);
    let Outcome::Refused(refusal) = outcome else { panic!("{description}: {outcome:?}") };
    refusal
}

fn shut(why: Shut) -> Outcome {
    Outcome::ChatShut(why)
}

#[test]
fn each_text_about_a_message_or_a_topic_means_one_thing() {
    let table = [
        ("Bad Request: message thread not found", Why::ThreadGone),
        ("Bad Request: TOPIC_DELETED", Why::ThreadGone),
        ("Bad Request: Topic_deleted", Why::ThreadGone),
        ("Bad Request: TOPIC_ID_INVALID", Why::ThreadGone),
        ("Bad Request: invalid forum topic identifier specified", Why::ThreadGone),
        ("Bad Request: invalid message thread identifier specified", Why::ThreadGone),
        ("Bad Request: TOPIC_CLOSED", Why::NoTopicRights),
        ("Bad Request: not enough rights to create a topic", Why::NoTopicRights),
        ("Bad Request: not enough rights to edit the topic", Why::NoTopicRights),
        ("Bad Request: TOPIC_NOT_MODIFIED", Why::AlreadySo),
        ("Bad Request: message to be replied not found", Why::ReplyGone),
        ("Bad Request: replied message not found", Why::ReplyGone),
        ("Bad Request: QUOTE_TEXT_INVALID", Why::QuoteGone),
        ("Bad Request: message to edit not found", Why::EditGone),
        ("Bad Request: there is no text in the message to edit", Why::OtherKind),
        ("Bad Request: there is no caption in the message to edit", Why::OtherKind),
        ("Bad Request: message to delete not found", Why::AlreadySo),
        ("Bad Request: query is too old and response timeout expired or query ID is invalid", Why::AlreadySo),
        (
            "Bad Request: message is not modified: specified new message content and reply markup are exactly \
             the same as a current content and reply markup of the message",
            Why::AlreadySo,
        ),
        ("Bad Request: message to copy not found", Why::Other),
        ("Bad Request: the message can't be copied", Why::Other),
        ("Bad Request: messages can't be forwarded", Why::Other),
        ("Bad Request: there are no messages to forward", Why::Other),
        ("Bad Request: message is too long", Why::Other),
        ("Bad Request: message caption is too long", Why::Other),
        ("Bad Request: message text is empty", Why::Other),
        ("Bad Request: can't parse entities: Unsupported start tag \"x\" at byte offset 5", Why::Other),
        ("Bad Request: wrong file identifier/HTTP URL specified", Why::Other),
        ("Bad Request: message can't be edited", Why::Other),
        ("Bad Request: message can't be deleted for everyone", Why::Other),
        ("Bad Request: group send failed", Why::Other),
        ("Bad Request: can't use the media of the specified type in the album", Why::Other),
        ("Bad Request: not enough rights to send photos to the chat", Why::Other),
        ("Bad Request: not enough rights to send polls to the chat", Why::Other),
        ("Bad Request: name must be non-empty", Why::Other),
        ("Bad Request: BUTTON_DATA_INVALID", Why::Other),
        ("Bad Request: something nobody has heard of", Why::Other),
        ("", Why::Other),
    ];
    for job in [copy(GROUP), copy(CLIENT), say(GROUP), send(CLIENT), mend(GROUP), revise(), album(GROUP)] {
        for (description, expected) in &table {
            assert_eq!(why(&job, description), *expected, "{job:?} {description}");
        }
    }
}

#[test]
fn telegrams_words_are_kept_without_their_prefix() {
    let words = |description| refusal(&copy(CLIENT), description).words;
    assert_eq!(words("Bad Request: message is too long"), "message is too long");
    assert_eq!(words("Forbidden: bot was blocked by the user"), "bot was blocked by the user");
    assert_eq!(words("Request Entity Too Large: too many parameters"), "too many parameters");
    assert_eq!(words("Щось нове"), "Щось нове");
}

#[test]
fn a_client_out_of_reach_is_known_by_the_text() {
    let table = [
        ("Forbidden: bot was blocked by the user", Why::Blocked),
        ("Bad Request: USER_IS_BLOCKED", Why::Blocked),
        ("Forbidden: user is deactivated", Why::Deactivated),
        ("Bad Request: INPUT_USER_DEACTIVATED", Why::Deactivated),
        ("Forbidden: bot can't initiate conversation with a user", Why::NeverStarted),
        ("Forbidden: the bot can't send messages to the bot", Why::NeverStarted),
        ("Forbidden: the bot can't send messages to bots", Why::NeverStarted),
        ("Bad Request: private chat not found", Why::NeverStarted),
    ];
    for job in [copy(CLIENT), copy_album(CLIENT), send(CLIENT), say(CLIENT), mend(CLIENT)] {
        for (description, expected) in &table {
            assert_eq!(why(&job, description), *expected, "{job:?} {description}");
        }
    }
}

#[test]
fn a_chat_that_is_not_found_is_the_clients_or_the_groups_by_where_the_call_goes() {
    let description = "Bad Request: chat not found";
    for job in [send(CLIENT), say(CLIENT), album(CLIENT)] {
        assert_eq!(why(&job, description), Why::NeverStarted, "{job:?}");
    }
    for job in
        [send(GROUP), say(GROUP), album(GROUP), open_topic(), revise(), Job::AskForum(GROUP), ask_rights()]
    {
        assert_eq!(told(&job, description), shut(Shut::NoAccess), "{job:?}");
    }
    // A copy has two chats, and the text does not say which: what is sent anew will tell.
    for job in [copy(CLIENT), copy(GROUP), copy_album(CLIENT), copy_album(GROUP)] {
        assert_eq!(why(&job, description), Why::Other, "{job:?}");
    }
}

#[test]
fn a_group_that_refuses_as_a_whole_is_shut() {
    let no_access = [
        "Forbidden: bot was kicked from the supergroup chat",
        "Forbidden: bot was kicked from the group chat",
        "Forbidden: bot is not a member of the supergroup chat",
        "Forbidden: the group chat was deleted",
        "Bad Request: have no write access to the chat",
        "Bad Request: not enough rights to send text messages to the chat",
        "Bad Request: CHAT_WRITE_FORBIDDEN",
    ];
    let no_forum = ["Bad Request: the chat is not a forum", "Bad Request: CHANNEL_FORUM_MISSING"];
    let into_the_group =
        [copy(GROUP), album(GROUP), send(GROUP), say(GROUP), mend(GROUP), revise(), open_topic()];
    for job in &into_the_group {
        for description in no_access {
            assert_eq!(told(job, description), shut(Shut::NoAccess), "{job:?} {description}");
        }
        for description in no_forum {
            assert_eq!(told(job, description), shut(Shut::NotForum), "{job:?} {description}");
        }
    }
}

#[test]
fn no_error_of_a_call_to_a_client_shuts_the_group() {
    let texts = [
        "Forbidden: bot was kicked from the supergroup chat",
        "Bad Request: have no write access to the chat",
        "Bad Request: the chat is not a forum",
        "Bad Request: chat not found",
        "Bad Request: not enough rights to send text messages to the chat",
    ];
    for job in
        [copy(CLIENT), copy_album(CLIENT), album(CLIENT), send(CLIENT), say(CLIENT), mend(CLIENT), answer()]
    {
        for description in texts {
            let got = told(&job, description);
            assert!(matches!(got, Outcome::Refused(_)), "{job:?} {description}: {got:?}");
        }
    }
}

#[test]
fn an_error_inside_an_album_says_nothing_of_the_whole() {
    let inside = [
        "Bad Request: failed to send message #2 with the error message \"TOPIC_DELETED\"",
        "Bad Request: failed to send message #1 with the error message \"Wrong file identifier\"",
    ];
    for description in inside {
        assert_eq!(why(&album(GROUP), description), Why::Other, "its parts are tried one by one");
    }
}

#[test]
fn every_refusal_of_every_call_leads_somewhere() {
    for job in all_jobs() {
        for code in [400, 403, 413] {
            let body = json!({"ok": false, "error_code": code, "description": "Bad Request: X"});
            let got = outcome(&job, code, body.to_string().as_bytes());
            assert!(matches!(got, Outcome::Refused(_)), "{job:?} {code}: {got:?}");
        }
    }
    let removal = Job::Remove(key(GROUP));
    assert_eq!(why(&removal, "Bad Request: message to delete not found"), Why::AlreadySo);
    assert_eq!(why(&removal, "Bad Request: message can't be deleted"), Why::Other);
}
