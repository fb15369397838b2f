//! An update's JSON into an event. Pure, and never fails: what nobody knows goes on as an envelope
//! (chat, sender, message id) or is set aside with a word about what it was.

use super::content;
use super::fields::Fields;
use crate::model::Content;
use crate::model::{
    ChatId, ClientId, Extra, Kind, MessageId, Millis, MsgKey, Person, Quote, SECOND, Styled, ThreadId, UserId,
};
use crate::relay::event::{Appeared, Event, Move, Moved, Post, Press, Reacted, Reply, Sender, Standing};

/// The user whom Telegram shows when an administrator writes as the group (`GroupAnonymousBot`).
const ANONYMOUS: i64 = 1_087_968_824;
/// The user in whose name posts of a linked channel come (`Message.is_automatic_forward`).
const FORWARDER: i64 = 777_000;

/// Kinds of updates that concern no conversation here. Anything else we do not know is looked at for
/// an envelope.
const NOT_OURS: [&str; 16] = [
    "channel_post",
    "edited_channel_post",
    "business_connection",
    "business_message",
    "edited_business_message",
    "deleted_business_messages",
    "message_reaction_count",
    "inline_query",
    "chosen_inline_result",
    "shipping_query",
    "pre_checkout_query",
    "purchased_paid_media",
    "poll",
    "poll_answer",
    "chat_join_request",
    "chat_boost",
];

/// The kinds that concern us.
const OURS: [&str; 6] =
    ["message", "edited_message", "message_reaction", "callback_query", "my_chat_member", "chat_member"];

/// An update that was read.
#[derive(Debug)]
pub struct Reading {
    /// Its number, if there is one.
    pub id: Option<i64>,
    /// What it means.
    pub event: Event,
}

/// Reads an update.
pub fn read(raw: &str) -> Reading {
    let Some(update) = Fields::of(raw) else {
        return Reading { id: None, event: Event::Aside("not an object".to_owned()) };
    };
    let event = event(&update).unwrap_or_else(Event::Aside);
    Reading { id: update.get("update_id"), event }
}

/// The event, or what it is that is set aside.
fn event(update: &Fields<'_>) -> Result<Event, String> {
    // Beside the kind there may stand what nobody knows yet.
    let ours = OURS.into_iter().find(|kind| update.has(kind));
    let others = || update.names().filter(|name| *name != "update_id");
    let whole = || others().find(|kind| update.object(kind).is_some());
    let kind = ours.or_else(whole).or_else(|| others().next()).ok_or("an update of nothing")?;
    if NOT_OURS.contains(&kind) {
        return Err(kind.replace('_', " "));
    }
    let body = update.object(kind).ok_or_else(|| format!("{kind} that is not an object"))?;
    let read = match kind {
        "message" => message(&body, false),
        "edited_message" => message(&body, true),
        "message_reaction" => reacted(&body),
        "callback_query" => press(&body),
        "my_chat_member" => own_place(&body),
        "chat_member" => somebodys_place(&body),
        unknown => Some(envelope(&body, unknown)),
    };
    read.ok_or_else(|| format!("{kind} without what it needs"))
}

fn message(body: &Fields<'_>, edited: bool) -> Option<Event> {
    let chat = body.object("chat")?;
    let private = is_private(&chat);
    if chat.text("type").as_deref() == Some("channel") {
        return Some(Event::Aside("a channel's post".to_owned()));
    }
    if !edited && let Some(event) = of_the_group(body, &chat) {
        return Some(event);
    }
    let post = post(body, &chat, content::read(body))?;
    Some(match (private, edited) {
        (true, false) => Event::ClientWrote(post),
        (true, true) => Event::ClientEdited(post),
        (false, false) => Event::StaffWrote(post),
        (false, true) => Event::StaffEdited(post),
    })
}

fn is_private(chat: &Fields<'_>) -> bool {
    chat.text("type").as_deref() == Some("private")
}

fn post(body: &Fields<'_>, chat: &Fields<'_>, content: Content) -> Option<Post> {
    let id = ChatId(chat.get("id")?);
    let in_topic = body.get("is_topic_message").unwrap_or(false);
    let thread = body.get("message_thread_id").filter(|_| in_topic).map(ThreadId);
    Some(Post {
        key: MsgKey { chat: id, message: MessageId(body.get("message_id")?) },
        from: sender(body, chat, id),
        thread,
        forum: chat.get("is_forum").unwrap_or(false),
        date: Millis(body.get::<i64>("date").unwrap_or_default().saturating_mul(SECOND)),
        edited: body.get::<i64>("edit_date").map(|at| Millis(at.saturating_mul(SECOND))),
        content,
        album: body.text("media_group_id"),
        reply: reply(body, thread),
    })
}

/// A private chat is with one person, so it names the sender even where nothing else does.
fn sender(body: &Fields<'_>, chat: &Fields<'_>, id: ChatId) -> Sender {
    let from = body.object("from");
    if is_private(chat) {
        // Bots may write to bots, and our own pins come back: neither is a client.
        if is_bot(from.as_ref()) {
            return Sender::Machine;
        }
        let named = from.as_ref().and_then(person);
        return named.or_else(|| person(chat)).map_or(Sender::Machine, Sender::Person);
    }
    let as_group = body.object("sender_chat").is_some_and(|chat| chat.get("id") == Some(id.0));
    let user = from.as_ref().and_then(person);
    let forwarded = body.get("is_automatic_forward").unwrap_or(false)
        || user.as_ref().is_some_and(|user| user.id.0 == FORWARDER);
    match user {
        _ if body.has("sender_chat") && !as_group && !forwarded => Sender::Channel,
        Some(user) if user.id.0 == ANONYMOUS && as_group => Sender::Anonymous,
        None if as_group => Sender::Anonymous,
        Some(user) if !is_bot(from.as_ref()) && !body.has("sender_chat") => Sender::Person(user),
        Some(_) | None => Sender::Machine,
    }
}

pub(super) fn is_bot(user: Option<&Fields<'_>>) -> bool {
    user.and_then(|user| user.get("is_bot")).unwrap_or(false)
}

pub(super) fn person(user: &Fields<'_>) -> Option<Person> {
    Some(Person {
        id: UserId(user.get("id")?),
        first_name: user.text("first_name").unwrap_or_default(),
        last_name: user.text("last_name"),
        username: user.text("username"),
        language: user.text("language_code"),
    })
}

/// What a message answers. In a topic a message that answers nothing still carries the topic's root as
/// the message it answers; that is no reply. A quote belongs to a reply in the same chat.
fn reply(body: &Fields<'_>, thread: Option<ThreadId>) -> Option<Reply> {
    let answered = body.object("reply_to_message")?;
    let to = answered.get::<i64>("message_id")?;
    if thread == Some(ThreadId(to)) {
        return None;
    }
    let quote = body.object("quote").and_then(|quote| {
        let entities = quote.raw("entities").unwrap_or_default().to_owned();
        let text = Styled { text: quote.get("text")?, entities };
        Some(Quote { text, position: quote.get("position").unwrap_or_default() })
    });
    let by = answered.object("from").and_then(|from| from.get("id")).map(UserId);
    Some(Reply { to: MessageId(to), by, quote, holds: Box::new(content::read(&answered)) })
}

/// Service messages that tell about the group itself.
fn of_the_group(body: &Fields<'_>, chat: &Fields<'_>) -> Option<Event> {
    let id = ChatId(chat.get("id")?);
    if let Some(to) = body.get("migrate_to_chat_id") {
        return Some(Event::GroupMoved(Moved { from: id, to: ChatId(to) }));
    }
    if let Some(from) = body.get("migrate_from_chat_id") {
        return Some(Event::GroupMoved(Moved { from: ChatId(from), to: id }));
    }
    let created = body.object("forum_topic_created").filter(|_| !is_private(chat))?;
    Some(Event::TopicAppeared(Appeared {
        chat: id,
        thread: ThreadId(body.get("message_thread_id").or_else(|| body.get("message_id"))?),
        name: created.text("name").unwrap_or_default(),
        by: UserId(body.object("from")?.get("id")?),
    }))
}

fn press(body: &Fields<'_>) -> Option<Event> {
    let message = body.object("message");
    let chat = message.as_ref().and_then(|message| message.object("chat"));
    let under = chat.as_ref().and_then(|chat| {
        let message = message.as_ref()?.get("message_id")?;
        Some(MsgKey { chat: ChatId(chat.get("id")?), message: MessageId(message) })
    });
    let press = Press {
        query: body.text("id")?,
        by: Some(person(&body.object("from")?)?).filter(|person| person.id.0 != ANONYMOUS),
        under,
        data: body.text("data").unwrap_or_default(),
    };
    let private = chat.as_ref().is_some_and(is_private);
    Some(if private { Event::ClientPressed(press) } else { Event::StaffPressed(press) })
}

/// `message_reaction`: whoever reacts as a channel is nobody in particular.
fn reacted(body: &Fields<'_>) -> Option<Event> {
    let chat = body.object("chat")?;
    let id = ChatId(chat.get("id")?);
    let user = body.object("user");
    if is_bot(user.as_ref()) {
        return Some(Event::Aside("a bot's reaction".to_owned()));
    }
    let actor = user.or_else(|| body.object("actor_chat"))?;
    let by: i64 = actor.get("id")?;
    if by < 0 && by != id.0 {
        return Some(Event::Aside("a channel's reaction".to_owned()));
    }
    let given: Vec<&serde_json::value::RawValue> = body.get("new_reaction")?;
    let given = given.into_iter().filter_map(|one| Fields::of(one.get()));
    let emoji = given.filter_map(|one| one.text("emoji")).collect();
    let reacted = Reacted { at: MsgKey { chat: id, message: MessageId(body.get("message_id")?) }, by, emoji };
    Some(if is_private(&chat) { Event::ClientReacted(reacted) } else { Event::StaffReacted(reacted) })
}

/// `my_chat_member`: in private it comes only when the bot is blocked or unblocked.
fn own_place(body: &Fields<'_>) -> Option<Event> {
    let chat = body.object("chat")?;
    let member = body.object("new_chat_member")?;
    let status = member.text("status")?;
    if is_private(&chat) {
        let client = ClientId(chat.get("id")?);
        let blocked = status == "kicked";
        return Some(if blocked { Event::ClientBlocked(client) } else { Event::ClientReturned(client) });
    }
    Some(Event::BotMoved(Standing {
        chat: ChatId(chat.get("id")?),
        inside: is_inside(&status, &member),
        topics: member.get("can_manage_topics").unwrap_or(false),
    }))
}

fn somebodys_place(body: &Fields<'_>) -> Option<Event> {
    let member = body.object("new_chat_member")?;
    let user = member.object("user")?;
    if is_bot(Some(&user)) {
        return Some(Event::Aside("a bot's membership".to_owned()));
    }
    Some(Event::StaffMoved(Move {
        chat: ChatId(body.object("chat")?.get("id")?),
        person: person(&user)?,
        inside: is_inside(&member.text("status")?, &member),
    }))
}

/// Whether a member with this status is in the chat (`ChatMember`).
pub(super) fn is_inside(status: &str, member: &Fields<'_>) -> bool {
    match status {
        "creator" | "administrator" | "member" => true,
        "restricted" => member.get("is_member").unwrap_or(false),
        _ => false,
    }
}

/// An update of a kind nobody knows yet. In private it is a message all the same if it has a chat and a
/// number; in a group it could be meant for anyone, so it stays there.
fn envelope(body: &Fields<'_>, kind: &str) -> Event {
    let chat = body.object("chat").filter(is_private);
    let post = chat.and_then(|chat| {
        let mut content = content::read(body);
        if let Kind::Unknown(_) = content.kind {
            content = Content { kind: Kind::Unknown(kind.to_owned()), extra: Extra::default(), ..content };
        }
        post(body, &chat, content)
    });
    post.map_or_else(|| Event::Aside(format!("unknown kind {kind}")), Event::ClientWrote)
}
