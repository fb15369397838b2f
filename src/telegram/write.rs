//! A claimed row into a call: method and parameters. Pure. Text always goes with its entities, never
//! with a parse mode, so nothing anybody writes can break it.

use serde::Serialize;
use serde_json::{Map, Value, json};
use teloxide::payloads;
use teloxide::requests::Payload;
use teloxide::types;

use crate::model::{Content, Kind, Link, MessageId, MsgKey, Styled};
use crate::relay::commands::{Audience, CommandList};
use crate::relay::effect::{Button, Does, Key, Keys};
use crate::store::claimed::{Address, Claimed, Job, ReplyTo};

/// A call of the Bot API.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The method's name; Telegram does not mind the case.
    pub method: &'static str,
    /// Its parameters, as they go out.
    pub params: Map<String, Value>,
}

impl Call {
    /// A call whose parameters are put together here. The payload types of teloxide hold message ids in
    /// 32 bits and only the entities they know, so what names a message or carries text is made so.
    pub(super) fn new(method: &'static str, params: Value) -> Self {
        let params = match params {
            Value::Object(params) => params.into_iter().filter(|(_, value)| !value.is_null()).collect(),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
                Map::new()
            }
        };
        Self { method, params }
    }

    /// A call by its teloxide payload.
    pub(super) fn typed<P: Payload + Serialize>(payload: &P) -> Self {
        Self::new(P::NAME, serde_json::to_value(payload).unwrap_or_default())
    }
}

/// The call that a claimed row asks for.
pub fn call_for(claimed: &Claimed) -> Call {
    match &claimed.job {
        Job::Copy { to, from, caption } => copy(to, *from, caption.as_ref()),
        Job::CopyAlbum { to, from, parts } => {
            Call::new("copyMessages", json!({ "chat_id": to, "from_chat_id": from, "message_ids": parts }))
        }
        Job::Album { to, parts } => {
            let media: Vec<Value> = parts.iter().map(input_media).collect();
            addressed("sendMediaGroup", to, json!({ "media": media }))
        }
        Job::Send { to, content, bare } => send(to, content, *bare),
        Job::Say { to, text, keys, silent } => say(to, text, keys, *silent),
        Job::Offer { to, content, buttons } => offer(to, content, buttons),
        Job::Rekey { at, buttons } => Call::new(
            "editMessageReplyMarkup",
            json!({ "chat_id": at.chat, "message_id": at.message, "reply_markup": inline(buttons) }),
        ),
        Job::Revise { at, text, buttons } => Call::new(
            "editMessageText",
            json!({ "chat_id": at.chat, "message_id": at.message, "text": text.text,
                    "entities": entities(text), "reply_markup": inline(buttons) }),
        ),
        Job::Mend { at, content, file } => mend(at.chat.0, at.message, content, *file),
        Job::Halt(at) => {
            Call::new("stopMessageLiveLocation", json!({ "chat_id": at.chat, "message_id": at.message }))
        }
        Job::Unsend { chat, copies } => {
            Call::new("deleteMessages", json!({ "chat_id": chat, "message_ids": copies }))
        }
        Job::OpenTopic { chat, name, icon } => Call::new(
            "createForumTopic",
            json!({ "chat_id": chat, "name": name, "icon_custom_emoji_id": icon }),
        ),
        Job::DressTopic { chat, thread, name, icon } => Call::new(
            "editForumTopic",
            json!({
                "chat_id": chat, "message_thread_id": thread, "name": name, "icon_custom_emoji_id": icon,
            }),
        ),
        Job::Pin(at) => Call::new(
            "pinChatMessage",
            json!({ "chat_id": at.chat, "message_id": at.message, "disable_notification": true }),
        ),
        Job::Unpin(at) => {
            Call::new("unpinChatMessage", json!({ "chat_id": at.chat, "message_id": at.message }))
        }
        Job::React { to, emoji } => react(*to, emoji.as_deref()),
        Job::AskAdmins(chat) => Call::new("getChatAdministrators", json!({ "chat_id": chat })),
        Job::Commands(list) => Call::new("setMyCommands", commands(list)),
        Job::AskIcons => Call::new("getForumTopicIconStickers", json!({})),
        Job::Remove(key) => {
            Call::new("deleteMessage", json!({ "chat_id": key.chat, "message_id": key.message }))
        }
        Job::Answer { query, text } => {
            let id = types::CallbackQueryId(query.clone());
            Call::typed(&payloads::AnswerCallbackQuery {
                text: text.clone(),
                ..payloads::AnswerCallbackQuery::new(id)
            })
        }
        Job::AskForum(chat) => Call::typed(&payloads::GetChat::new(types::ChatId(chat.0))),
        Job::AskRights { chat, bot } => {
            let bot = types::UserId(bot.0.unsigned_abs());
            Call::typed(&payloads::GetChatMember::new(types::ChatId(chat.0), bot))
        }
    }
}

/// The one reaction that a bot has on a message, or none.
fn react(to: MsgKey, emoji: Option<&str>) -> Call {
    let reaction: Vec<Value> = emoji.iter().map(|emoji| json!({ "type": "emoji", "emoji": emoji })).collect();
    Call::new(
        "setMessageReaction",
        json!({ "chat_id": to.chat, "message_id": to.message, "reaction": reaction }),
    )
}

/// A message with buttons under it.
fn offer(to: &Address, content: &Content, buttons: &[Vec<Button>]) -> Call {
    let mut call = send(to, content, false);
    call.params.extend(inline(buttons).map(|keys| ("reply_markup".to_owned(), keys)));
    call
}

/// A list of commands for some people (`BotCommandScope`), in one language or for all the others.
fn commands(list: &CommandList) -> Value {
    let scope = match list.audience {
        Audience::Group => "all_group_chats",
        Audience::Private => "all_private_chats",
    };
    let command = |(name, about): &(String, String)| json!({ "command": name, "description": about });
    let commands: Vec<Value> = list.commands.iter().map(command).collect();
    json!({
        "commands": commands, "scope": { "type": scope },
        "language_code": (!list.default).then_some(list.lang.code()),
    })
}

/// A copy; with the caption as it was stored, if that is what is to be sent.
fn copy(to: &Address, from: MsgKey, stored: Option<&Content>) -> Call {
    let mut params = Map::from_iter([
        ("from_chat_id".to_owned(), json!(from.chat)),
        ("message_id".to_owned(), json!(from.message)),
    ]);
    if let Some(stored) = stored {
        // Left out, the caption would be copied as it stands by now.
        params.insert("caption".to_owned(), json!(stored.text.text));
        params.extend(caption(stored));
    }
    addressed("copyMessage", to, Value::Object(params))
}

/// A call with an address beside its other parameters.
fn addressed(method: &'static str, to: &Address, params: Value) -> Call {
    let mut call = Call::new(method, params);
    call.params.insert("chat_id".to_owned(), json!(to.chat));
    if let Some(thread) = to.thread {
        call.params.insert("message_thread_id".to_owned(), json!(thread));
    }
    if let Some(reply) = &to.reply {
        call.params.insert("reply_parameters".to_owned(), reply_parameters(reply));
    }
    call
}

fn reply_parameters(reply: &ReplyTo) -> Value {
    let mut params = json!({
        "message_id": reply.message,
        "allow_sending_without_reply": !reply.strict,
    });
    if let Some(quote) = &reply.quote {
        params["quote"] = json!(quote.text.text);
        params["quote_position"] = json!(quote.position);
        if let Some(entities) = entities(&quote.text) {
            params["quote_entities"] = entities;
        }
    }
    params
}

fn say(to: &Address, text: &Styled, keys: &Keys, silent: bool) -> Call {
    addressed(
        "sendMessage",
        to,
        json!({
            "text": text.text,
            "entities": entities(text),
            "reply_markup": keyboard(keys),
            "disable_notification": silent.then_some(true),
        }),
    )
}

fn keyboard(keys: &Keys) -> Option<Value> {
    match keys {
        Keys::None => None,
        Keys::Inline(rows) => inline(rows),
        Keys::Board(rows) => {
            let key = |key: &Key| json!({ "text": key.text.as_str(), "request_contact": key.contact });
            let rows: Vec<Vec<Value>> = rows.iter().map(|row| row.iter().map(key).collect()).collect();
            Some(json!({ "keyboard": rows, "resize_keyboard": true, "is_persistent": true }))
        }
        // Selective: only whoever wrote what this answers is bothered.
        Keys::Answer(text) => {
            Some(json!({ "force_reply": true, "selective": true, "input_field_placeholder": text.as_str() }))
        }
    }
}

fn inline(rows: &[Vec<Button>]) -> Option<Value> {
    let rows: Vec<Vec<Value>> = rows.iter().map(|row| row.iter().map(button).collect()).collect();
    (!rows.is_empty()).then(|| json!({ "inline_keyboard": rows }))
}

fn button(button: &Button) -> Value {
    let text = button.text.as_str();
    match button.does {
        Does::Press(action) => json!({ "text": text, "callback_data": action.data() }),
        Does::Visit(chat, thread) => {
            json!({ "text": text, "url": Link { chat, thread, message: None }.url() })
        }
    }
}

/// A message sent anew from what was stored.
fn send(to: &Address, content: &Content, bare: bool) -> Call {
    let Some(method) = send_method(&content.kind) else {
        let mut call = say(to, &content.text, &Keys::None, false);
        call.params.extend(fields(content));
        return call;
    };
    let mut params = if content.kind.is_file() {
        Map::from_iter([(content.kind.word().to_owned(), json!(content.file))])
    } else {
        fields(content)
    };
    if content.kind.has_caption() && !bare {
        params.extend(caption(content));
    }
    if content.extra.spoiler && may_hide(&content.kind) {
        params.insert("has_spoiler".to_owned(), json!(true));
    }
    addressed(method, to, Value::Object(params))
}

/// The further parameters that were stored with the message.
fn fields(content: &Content) -> Map<String, Value> {
    serde_json::from_str(&content.extra.fields).unwrap_or_default()
}

/// The method that sends a kind; its file goes under the kind's own name.
fn send_method(kind: &Kind) -> Option<&'static str> {
    Some(match kind {
        Kind::Photo => "sendPhoto",
        Kind::Video => "sendVideo",
        Kind::Animation => "sendAnimation",
        Kind::Audio => "sendAudio",
        Kind::Voice => "sendVoice",
        Kind::VideoNote => "sendVideoNote",
        Kind::Document => "sendDocument",
        Kind::Sticker => "sendSticker",
        Kind::Location => "sendLocation",
        Kind::Venue => "sendVenue",
        Kind::Contact => "sendContact",
        Kind::Text
        | Kind::Poll
        | Kind::Dice
        | Kind::Game
        | Kind::Story
        | Kind::Checklist
        | Kind::PaidMedia
        | Kind::Giveaway
        | Kind::Invoice
        | Kind::Service(_)
        | Kind::Unknown(_) => return None,
    })
}

/// Kinds that can hide behind a spoiler.
fn may_hide(kind: &Kind) -> bool {
    matches!(kind, Kind::Photo | Kind::Video | Kind::Animation)
}

/// Kinds whose caption can stand above them.
fn caption(content: &Content) -> Map<String, Value> {
    let mut params = Map::new();
    if content.text.text.is_empty() {
        return params;
    }
    params.insert("caption".to_owned(), json!(content.text.text));
    if let Some(entities) = entities(&content.text) {
        params.insert("caption_entities".to_owned(), entities);
    }
    if content.extra.caption_above && may_hide(&content.kind) {
        params.insert("show_caption_above_media".to_owned(), json!(true));
    }
    params
}

/// A part of an album, or the new file of an edited message.
fn input_media(content: &Content) -> Value {
    let mut media = caption(content);
    media.insert("type".to_owned(), json!(content.kind.word()));
    media.insert("media".to_owned(), json!(content.file));
    if may_hide(&content.kind) && content.extra.spoiler {
        media.insert("has_spoiler".to_owned(), json!(true));
    }
    Value::Object(media)
}

fn mend(chat: i64, message: MessageId, content: &Content, file: bool) -> Call {
    let mut params =
        Map::from_iter([("chat_id".to_owned(), json!(chat)), ("message_id".to_owned(), json!(message))]);
    let method = if content.kind == Kind::Text {
        params.insert("text".to_owned(), json!(content.text.text));
        params.extend(entities(&content.text).map(|entities| ("entities".to_owned(), entities)));
        params.extend(fields(content));
        "editMessageText"
    } else if content.kind == Kind::Location {
        // How long it may be moved was said when it was sent.
        params.extend(fields(content).into_iter().filter(|(name, _)| name != "live_period"));
        "editMessageLiveLocation"
    } else if file {
        params.insert("media".to_owned(), input_media(content));
        "editMessageMedia"
    } else {
        params.extend(caption(content));
        "editMessageCaption"
    };
    Call { method, params }
}

/// The entities as they came; nothing if there are none.
fn entities(text: &Styled) -> Option<Value> {
    serde_json::from_str(&text.entities).ok().filter(Value::is_array)
}
