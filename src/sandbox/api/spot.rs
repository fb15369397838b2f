//! Where exactly a message goes: which topic, and which message it answers.
//! It never looks at the message itself.

use super::super::world::{DeletedTopic, ForumOff, Message, Place, Room, Topicality, World};
use super::access::Access;
use super::{ApiError, Ask};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// How long the server keeps a topic in mind (facts §2.1).
const TOPIC_CACHE_MS: i64 = 60_000;
/// Entities that a quote must share with the quoted text (SPEC ReplyParameters).
const QUOTED_ENTITIES: [&str; 7] =
    ["bold", "italic", "underline", "strikethrough", "spoiler", "custom_emoji", "date_time"];

/// Where a message goes.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    pub place: Place,
    pub topicality: Topicality,
    pub reply_to: Option<i64>,
    pub external_reply: Option<Value>,
    pub quote: Option<Value>,
}

impl Spot {
    /// Whether the request answers a message, which makes a copy a message of the bot's own (facts §1.1).
    pub fn answers(&self) -> bool {
        self.reply_to.is_some() || self.external_reply.is_some()
    }

    pub fn apply(self, message: &mut Message) {
        message.topicality = self.topicality;
        message.reply_to = self.reply_to;
        message.external_reply = self.external_reply;
        message.quote = self.quote;
    }
}

/// `reply_parameters` as they were sent.
struct Wish<'ask> {
    message: i64,
    chat: Option<&'ask Value>,
    lenient: bool,
    quote: Option<Quote>,
}

/// The message that is answered: the chat it stands in, itself, and what is quoted of it.
type Answered = (Place, Arc<Message>, Option<Quote>);

struct Quote {
    text: String,
    entities: Vec<Value>,
    position: Option<i64>,
}

impl World {
    /// Resolves topic and reply target. Facts §2.3 say the topic is checked first; see `Rules` for the
    /// other order.
    pub(super) fn spot(&self, ask: &Ask, place: Place) -> Result<Spot, ApiError> {
        let thread = ask.int("message_thread_id").unwrap_or(0);
        let (topicality, found) = if self.rules.reply_before_topic {
            let found = self.answered_message(ask, place)?;
            (self.topic_of(ask.bot, place, thread)?, found)
        } else {
            (self.topic_of(ask.bot, place, thread)?, self.answered_message(ask, place)?)
        };
        let mut spot = Spot { place, topicality, reply_to: None, external_reply: None, quote: None };
        let Some((from, message, quote)) = found else {
            self.check_general(ask.bot, place, topicality)?;
            return Ok(spot);
        };
        if from == place && thread <= 0 {
            spot.topicality = self.topic_of_answered(ask.bot, place, &message)?;
        }
        let same_topic = spot.topicality == message.topicality || !self.room(place).forum;
        if from == place && (thread <= 0 || same_topic) {
            spot.reply_to = Some(message.id);
        } else {
            spot.external_reply = Some(self.external_reply_json(from, &message));
        }
        spot.quote = quoted(quote.as_ref(), &message, spot.external_reply.is_some())?;
        self.check_general(ask.bot, place, spot.topicality)?;
        Ok(spot)
    }

    /// Only the topic, for requests that answer nothing.
    pub(super) fn spot_without_reply(&self, ask: &Ask, place: Place) -> Result<Spot, ApiError> {
        let thread = ask.int("message_thread_id").unwrap_or(0);
        let topicality = self.topic_of(ask.bot, place, thread)?;
        self.check_general(ask.bot, place, topicality)?;
        Ok(Spot { place, topicality, reply_to: None, external_reply: None, quote: None })
    }

    /// What `message_thread_id` comes to (facts §0.2, §0.3, §2.1).
    fn topic_of(&self, bot: i64, place: Place, thread: i64) -> Result<Topicality, ApiError> {
        if thread <= 0 {
            return Ok(Topicality::Chat);
        }
        let room = self.room(place);
        let unknown = || Err(ApiError::bad("message thread not found"));
        if !room.forum {
            return match self.rules.forum_off {
                ForumOff::Ignored => Ok(Topicality::Chat),
                ForumOff::NotFound => unknown(),
            };
        }
        // General is not addressed by its id: 1 never is a topic here.
        let Some(topic) = room.topics.get(&thread) else { return unknown() };
        if let Some(deleted_at) = topic.deleted_at {
            return match self.rules.deleted_topic {
                DeletedTopic::LandsInGeneral => Ok(Topicality::Chat),
                DeletedTopic::Cached if self.now < deleted_at + TOPIC_CACHE_MS => {
                    Err(ApiError::bad("TOPIC_DELETED"))
                }
                DeletedTopic::Cached | DeletedTopic::NotFound => unknown(),
            };
        }
        check_closed(room, bot, thread)?;
        Ok(Topicality::Topic(thread))
    }

    /// A reply without a thread goes to the topic of what it answers (facts §3).
    fn topic_of_answered(&self, bot: i64, place: Place, message: &Message) -> Result<Topicality, ApiError> {
        match message.topicality {
            Topicality::Topic(thread) if self.room(place).forum => {
                check_closed(self.room(place), bot, thread)?;
                Ok(Topicality::Topic(thread))
            }
            // Not in a topic: the thread, if any, comes with the reply itself.
            Topicality::Topic(_) | Topicality::Chat | Topicality::Thread(_) => Ok(Topicality::Chat),
        }
    }

    fn check_general(&self, bot: i64, place: Place, topicality: Topicality) -> Result<(), ApiError> {
        let room = self.room(place);
        let shut = room.forum && room.general_closed && topicality == Topicality::Chat;
        if shut && !room.rights(bot).can_manage_topics {
            return Err(ApiError::bad("TOPIC_CLOSED"));
        }
        Ok(())
    }

    /// The message to be answered, wherever it stands. Leniency counts in the same chat only (SPEC).
    fn answered_message(&self, ask: &Ask, place: Place) -> Result<Option<Answered>, ApiError> {
        let Some(wish) = wish(ask) else { return Ok(None) };
        let elsewhere = wish.chat.filter(|chat| Some(*chat) != ask.get("chat_id"));
        let from = match elsewhere {
            Some(chat) => self.place_of(ask.bot, Some(chat), Access::Read)?,
            None => place,
        };
        match self.room(from).message(wish.message) {
            Some(message) => Ok(Some((from, message.clone(), wish.quote))),
            None if wish.lenient && from == place => Ok(None),
            None => Err(ApiError::not_found("message to be replied")),
        }
    }
}

/// Only a bot that may manage topics, or that made this one, writes in a closed topic (facts §2.1).
fn check_closed(room: &Room, bot: i64, thread: i64) -> Result<(), ApiError> {
    let Some(topic) = room.topics.get(&thread).filter(|topic| topic.closed) else { return Ok(()) };
    if topic.created_by == bot || room.rights(bot).can_manage_topics {
        return Ok(());
    }
    Err(ApiError::bad("TOPIC_CLOSED"))
}

/// `reply_to_message_id` and its companion are what older versions had; the server still reads them.
fn wish(ask: &Ask) -> Option<Wish<'_>> {
    let Some(parameters) = ask.object("reply_parameters") else {
        let message = ask.int("reply_to_message_id").filter(|id| *id > 0)?;
        let lenient = ask.get("allow_sending_without_reply").is_some_and(truthy);
        return Some(Wish { message, chat: None, lenient, quote: None });
    };
    let message = parameters.get("message_id").and_then(Value::as_i64).filter(|id| *id > 0)?;
    let lenient = parameters.get("allow_sending_without_reply").and_then(Value::as_bool).unwrap_or(false);
    let chat = parameters.get("chat_id").filter(|chat| !chat.is_null());
    Some(Wish { message, chat, lenient, quote: quote_of(parameters) })
}

fn truthy(value: &Value) -> bool {
    value.as_bool().unwrap_or_else(|| value.as_str() == Some("true"))
}

fn quote_of(parameters: &Map<String, Value>) -> Option<Quote> {
    let text = parameters.get("quote").and_then(Value::as_str).filter(|text| !text.is_empty())?;
    let entities = parameters.get("quote_entities").and_then(Value::as_array).cloned().unwrap_or_default();
    let position = parameters.get("quote_position").and_then(Value::as_i64);
    Some(Quote { text: text.to_owned(), entities, position })
}

/// The `TextQuote` of the answer. The words, with their looks, must stand in the answered message; the
/// description says the send fails, the code is that of messages.sendMessage.
fn quoted(quote: Option<&Quote>, answered: &Message, external: bool) -> Result<Option<Value>, ApiError> {
    let words = answered.body.text.as_deref().unwrap_or_default();
    let Some(quote) = quote else {
        // An answer to a message elsewhere shows what it answers.
        let shown = external && !words.is_empty();
        return Ok(shown.then(|| json!({"text": words, "position": 0, "entities": answered.body.entities})));
    };
    let wrong = || ApiError::bad("QUOTE_TEXT_INVALID");
    let (text, shift) = trimmed(&quote.text);
    if quote.text.chars().count() > 1024 {
        return Err(wrong());
    }
    let wanted = looks(&quote.entities, 0, units(&quote.text), shift);
    let fits = |(bytes, _): &(usize, &str)| {
        let start = units(&words[..*bytes]);
        looks(&answered.body.entities, start, start + units(text), 0) == wanted
    };
    let places: Vec<i64> =
        words.match_indices(text).filter(fits).map(|(bytes, _)| units(&words[..bytes])).collect();
    // Several places fit: the one nearest to the position that was given.
    let near = |place: &&i64| (**place - quote.position.unwrap_or(0)).abs();
    let position = places.iter().min_by_key(near).ok_or_else(wrong)?;
    let mut shown = json!({"text": text, "position": position, "is_manual": true});
    if !quote.entities.is_empty() {
        shown["entities"] = Value::Array(quote.entities.clone());
    }
    Ok(Some(shown))
}

fn trimmed(text: &str) -> (&str, i64) {
    let start = text.trim_start();
    (start.trim_end(), units(&text[..text.len() - start.len()]))
}

fn units(text: &str) -> i64 {
    i64::try_from(text.encode_utf16().count()).unwrap_or(i64::MAX)
}

/// The entities that count in a quote, cut to a piece of the text and counted from its start.
fn looks(entities: &[Value], from: i64, to: i64, shift: i64) -> Vec<(String, i64, i64)> {
    let number = |entity: &Value, key: &str| entity.get(key).and_then(Value::as_i64).unwrap_or(0);
    let cut = |entity: &Value| {
        let kind =
            entity.get("type").and_then(Value::as_str).filter(|kind| QUOTED_ENTITIES.contains(kind))?;
        let start = number(entity, "offset").max(from);
        let end = (number(entity, "offset") + number(entity, "length")).min(to);
        (start < end).then(|| (kind.to_owned(), start - from - shift, end - from - shift))
    };
    let mut all: Vec<(String, i64, i64)> = entities.iter().filter_map(cut).collect();
    all.sort();
    all
}
