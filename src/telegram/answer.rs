//! What Telegram answered, and what that means for the row. Pure. The texts are those of the Bot API
//! server's source (Client.cpp, TDLib); Telegram promises none of them, so what matches nothing is
//! simply "refused".

use serde_json::value::RawValue;

use super::fields::Fields;
use super::read::{is_bot, is_inside, person};
use crate::model::{ChatId, MessageId, Person, SECOND, ThreadId};
use crate::relay::event::{Answer, Outcome, Refusal, Shut, Why};
use crate::store::claimed::Job;

/// The wait when a 429 does not say how long, in milliseconds.
const LATER: i64 = 5 * SECOND;

/// The envelope of every answer, read field by field: what stands in one says nothing about the others.
pub(super) struct Envelope<'a> {
    pub(super) ok: bool,
    pub(super) result: Option<&'a str>,
    pub(super) error_code: Option<i64>,
    pub(super) description: String,
    pub(super) retry_after: Option<i64>,
    migrate_to_chat_id: Option<i64>,
}

impl<'a> Envelope<'a> {
    /// Nothing if the answer is not the Bot API's.
    pub(super) fn read(body: &'a str) -> Option<Self> {
        let body = Fields::of(body)?;
        let parameters = body.object("parameters");
        let parameter = |name| parameters.as_ref().and_then(|parameters| parameters.get(name));
        Some(Self {
            ok: body.get("ok").unwrap_or(false),
            result: body.raw("result"),
            error_code: body.get("error_code"),
            description: body.text("description").unwrap_or_default(),
            retry_after: parameter("retry_after"),
            migrate_to_chat_id: parameter("migrate_to_chat_id"),
        })
    }
}

/// The outcome of a call that got an answer.
pub fn outcome(job: &Job, status: u16, body: &[u8]) -> Outcome {
    let body = String::from_utf8_lossy(body);
    let Some(envelope) = Envelope::read(&body) else { return unreadable(status) };
    if envelope.ok {
        return Outcome::Done(envelope.result.map_or(Answer::Fine, |result| answer(job, result)));
    }
    let code = envelope.error_code.unwrap_or_else(|| i64::from(status));
    if let Some(to) = envelope.migrate_to_chat_id {
        return Outcome::Moved(ChatId(to));
    }
    if let Some(wait) = wait(code, &envelope) {
        return Outcome::Later(wait);
    }
    match code {
        400 | 403 | 413 => refusal(job, &envelope.description),
        // The token or the server is at fault, not the row; the log says so, and the row waits.
        401 | 404 | 409 | 421 => Outcome::NotSent,
        _ => Outcome::Unknown,
    }
}

/// An answer that is not the Bot API's: a proxy's error page, or a connection cut in the middle.
fn unreadable(status: u16) -> Outcome {
    match status {
        429 => Outcome::Later(LATER),
        413 => refused(Why::Other, "Request Entity Too Large"),
        400..=499 => Outcome::NotSent,
        _ => Outcome::Unknown,
    }
}

/// How long Telegram wants us to wait. For albums it has been seen inside a 400.
fn wait(code: i64, envelope: &Envelope<'_>) -> Option<i64> {
    const WORDS: &str = "Too Many Requests: retry after ";
    let in_words = envelope.description.split_once(WORDS).map(|(_, rest)| {
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        digits.parse::<i64>().unwrap_or(LATER / SECOND)
    });
    let seconds = envelope.retry_after.or(in_words);
    match (code, seconds) {
        (429, None) => Some(LATER),
        (_, seconds) => seconds.map(|seconds| seconds.max(1).saturating_mul(SECOND)),
    }
}

fn refused(why: Why, words: &str) -> Outcome {
    Outcome::Refused(Refusal { why, words: words.to_owned() })
}

fn refusal(job: &Job, description: &str) -> Outcome {
    let words = ["Bad Request: ", "Forbidden: ", "Request Entity Too Large: "]
        .iter()
        .find_map(|prefix| description.strip_prefix(prefix))
        .unwrap_or(description);
    let text = words.to_lowercase();
    let group = group_of(job);
    if group && is_any(&text, &["the chat is not a forum", "channel_forum_missing"]) {
        return Outcome::ChatShut(Shut::NotForum);
    }
    // Of a copy between two chats, an error about "the chat" may mean either; what is sent anew has one.
    let copies = matches!(job, Job::Copy { .. } | Job::CopyAlbum { .. });
    let no_access = is_any(&text, &NO_ACCESS);
    let ambiguous = text.starts_with("chat not found") && copies;
    if group && no_access && !ambiguous {
        return Outcome::ChatShut(Shut::NoAccess);
    }
    let why = if no_access && !copies { Why::NeverStarted } else { why(&text) };
    refused(why, words)
}

/// Whether the call goes into the support group.
fn group_of(job: &Job) -> bool {
    let chat = match job {
        Job::Copy { to, .. }
        | Job::Album { to, .. }
        | Job::Send { to, .. }
        | Job::Say { to, .. }
        | Job::Offer { to, .. } => to.chat,
        Job::CopyAlbum { to, .. } => *to,
        Job::Revise { at, .. }
        | Job::Mend { at, .. }
        | Job::Remove(at)
        | Job::Halt(at)
        | Job::Pin(at)
        | Job::Unpin(at) => at.chat,
        Job::React { to, .. } | Job::Rekey { at: to, .. } => to.chat,
        Job::Unsend { chat, .. }
        | Job::OpenTopic { chat, .. }
        | Job::DressTopic { chat, .. }
        | Job::AskForum(chat)
        | Job::AskRights { chat, .. } => *chat,
        Job::Answer { .. } | Job::Commands(_) | Job::AskIcons | Job::AskAdmins(_) => return false,
    };
    chat.0 < 0
}

const NO_ACCESS: [&str; 8] = [
    "chat not found",
    "bot was kicked from",
    "bot is not a member of",
    "the group chat was deleted",
    "have no write access to the chat",
    "need administrator rights in the",
    "not enough rights to send text messages",
    "chat_write_forbidden",
];

/// How a refusal's text begins, and what we call it.
const TEXTS: [(Why, &[&str]); 10] = [
    (Why::Blocked, &["bot was blocked by the user", "user_is_blocked"]),
    (Why::Deactivated, &["user is deactivated", "input_user_deactivated"]),
    (
        Why::NeverStarted,
        &["bot can't initiate conversation", "the bot can't send messages to", "private chat not found"],
    ),
    (Why::ReplyGone, &["message to be replied not found", "replied message not found"]),
    (Why::QuoteGone, &["quote_text_invalid", "quote not found"]),
    (
        Why::ThreadGone,
        &[
            "message thread not found",
            "topic_deleted",
            "topic_id_invalid",
            "invalid forum topic identifier",
            "invalid message thread identifier",
        ],
    ),
    (
        Why::NoTopicRights,
        &["topic_closed", "not enough rights to create a topic", "not enough rights to edit the topic"],
    ),
    (
        Why::AlreadySo,
        &["message is not modified", "topic_not_modified", "message to delete not found", "query is too old"],
    ),
    (Why::EditGone, &["message to edit not found"]),
    (
        Why::OtherKind,
        &["there is no text in the message to edit", "there is no caption in the message to edit"],
    ),
];

fn why(text: &str) -> Why {
    TEXTS.iter().find(|(_, begins)| is_any(text, begins)).map_or(Why::Other, |(why, _)| *why)
}

fn is_any(text: &str, begins: &[&str]) -> bool {
    begins.iter().any(|begin| text.starts_with(begin))
}

/// What a successful answer tells. `ok` alone is success, whatever else the body holds.
fn answer(job: &Job, result: &str) -> Answer {
    match job {
        Job::Copy { .. } | Job::CopyAlbum { .. } => Answer::Sent { ids: ids(result), thread: None },
        Job::Album { .. } | Job::Send { .. } | Job::Say { .. } | Job::Offer { .. } => sent(result),
        Job::OpenTopic { .. } => {
            let thread = Fields::of(result).and_then(|topic| topic.get("message_thread_id"));
            thread.map_or(Answer::Fine, |thread| Answer::Topic(ThreadId(thread)))
        }
        Job::AskForum(_) => {
            let forum = Fields::of(result).and_then(|chat| chat.get("is_forum")).unwrap_or(false);
            Answer::Chat { forum }
        }
        Job::AskRights { .. } => member(result),
        Job::AskAdmins(_) => Answer::Admins(objects(result).iter().filter_map(admin).collect()),
        Job::AskIcons => Answer::Icons(objects(result).iter().filter_map(icon).collect()),
        Job::Revise { .. }
        | Job::Rekey { .. }
        | Job::Pin(_)
        | Job::Unpin(_)
        | Job::DressTopic { .. }
        | Job::React { .. }
        | Job::Mend { .. }
        | Job::Halt(_)
        | Job::Unsend { .. }
        | Job::Remove(_)
        | Job::Commands(_)
        | Job::Answer { .. } => Answer::Fine,
    }
}

/// An administrator, if they are a person who shows.
fn admin(member: &Fields<'_>) -> Option<Person> {
    let user = member.object("user")?;
    person(&user).filter(|_| !is_bot(Some(&user)))
}

/// An icon of topics: a sticker with its emoji and its id.
fn icon(sticker: &Fields<'_>) -> Option<(String, String)> {
    Some((sticker.text("emoji")?, sticker.text("custom_emoji_id")?))
}

/// Whole messages say which topic they landed in, if any. What has no number is no message.
fn sent(result: &str) -> Answer {
    let first = objects(result).into_iter().find(|message| message.has("message_id"));
    let thread = first.map(|message| {
        let in_topic = message.get("is_topic_message").unwrap_or(false);
        message.get("message_thread_id").filter(|_| in_topic).map(ThreadId)
    });
    Answer::Sent { ids: ids(result), thread }
}

/// One message or a list of them. A message scheduled by the server has the number 0, which is none.
fn ids(result: &str) -> Vec<MessageId> {
    let ids = objects(result).into_iter().filter_map(|message| message.get::<i64>("message_id"));
    ids.filter(|id| *id != 0).map(MessageId).collect()
}

fn objects(result: &str) -> Vec<Fields<'_>> {
    match serde_json::from_str::<Vec<&RawValue>>(result) {
        Ok(list) => list.into_iter().filter_map(|one| Fields::of(one.get())).collect(),
        Err(_) => Fields::of(result).into_iter().collect(),
    }
}

fn member(result: &str) -> Answer {
    let Some(member) = Fields::of(result) else { return Answer::Fine };
    let status = member.text("status").unwrap_or_default();
    let writes = status != "restricted" || member.get("can_send_messages").unwrap_or(false);
    Answer::Member {
        inside: is_inside(&status, &member) && writes,
        topics: status == "creator" || member.get("can_manage_topics").unwrap_or(false),
    }
}
