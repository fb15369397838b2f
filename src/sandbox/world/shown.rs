//! What a person sees in a chat, as plain values for tests and for the demo's page.
//! It never shows what is only in the server's books.

use super::{Kind, Message};
use serde_json::{Map, Value};

/// A message as the members of its chat see it now.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "independent marks of one message")]
pub struct Shown {
    /// Its id in this chat.
    pub message_id: i64,
    /// The topic it stands in; none in General and outside forums.
    pub thread: Option<i64>,
    /// When it was sent, in seconds since 1970.
    pub date: i64,
    /// Who sent it: a person or a bot; none for a channel's posts.
    pub sender: Option<i64>,
    /// The chat in whose name it was sent.
    pub sender_chat: Option<i64>,
    /// The title an anonymous administrator signs with.
    pub signature: Option<String>,
    /// What it carries.
    pub kind: Kind,
    /// Service messages: the name of the field that says what happened.
    pub service: Option<String>,
    /// The text, or the caption.
    pub text: Option<String>,
    /// The text's or caption's entities, as JSON.
    pub entities: Vec<Value>,
    /// All other content, as JSON: `photo`, `location`, `forum_topic_created`, …
    pub content: Map<String, Value>,
    /// The file's id; of a photo, its largest size.
    pub file_id: Option<String>,
    /// The file's unique id; the same wherever the file is.
    pub file_unique_id: Option<String>,
    /// The media is covered.
    pub spoiler: bool,
    /// The caption stands above the media.
    pub caption_above: bool,
    /// The album it belongs to.
    pub album: Option<String>,
    /// The message of this chat that it answers; a topic's root counts only if it was answered on purpose.
    pub reply_to: Option<i64>,
    /// The message elsewhere that it answers, as JSON.
    pub external_reply: Option<Value>,
    /// The quoted words.
    pub quote: Option<String>,
    /// The inline keyboard, row by row.
    pub buttons: Vec<Vec<Button>>,
    /// A reply keyboard, its removal or a forced reply, as JSON.
    pub reply_keyboard: Option<Value>,
    /// Reactions: who, and the emoji (or the JSON of another kind of reaction).
    pub reactions: Vec<(i64, String)>,
    /// It was edited.
    pub edited: bool,
    /// Where it was forwarded from, as JSON.
    pub forwarded: Option<Value>,
    /// It may not be forwarded or saved.
    pub protected: bool,
    /// It came without a sound. A bot's pin is silent when it asked for that.
    pub silent: bool,
    /// Its effect.
    pub effect: Option<String>,
    /// What a dice shows.
    pub dice: Option<i64>,
}

/// A button of an inline keyboard.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub text: String,
    /// What a press sends to the bot.
    pub data: Option<String>,
    /// The link it opens.
    pub url: Option<String>,
}

/// A topic as the list of topics shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicShown {
    /// Its id, which is also that of its first message.
    pub thread: i64,
    /// Its name.
    pub name: String,
    /// The id of its custom icon.
    pub icon: Option<String>,
    /// The colour of its plain icon.
    pub icon_color: i64,
    /// Nobody but administrators can write there.
    pub closed: bool,
    /// It is gone; the list of a real application would not show it.
    pub deleted: bool,
    /// Who made it.
    pub created_by: i64,
}

impl Shown {
    pub(super) fn of(message: &Message, protected: bool) -> Self {
        let body = &message.body;
        let file = |key: &str| body.file().and_then(|file| file.get(key)?.as_str()).map(str::to_owned);
        let quote = message.quote.as_ref().and_then(|quote| quote.get("text")?.as_str());
        Self {
            message_id: message.id,
            thread: Some(message.topic_id()).filter(|id| *id != 0),
            date: message.date,
            sender: message.from,
            sender_chat: message.sender_chat,
            signature: message.signature.clone(),
            kind: body.kind,
            service: body.fields.keys().next().filter(|_| message.is_service()).cloned(),
            text: body.text.clone().filter(|text| !text.is_empty()),
            entities: body.entities.clone(),
            content: body.fields.clone(),
            file_id: file("file_id"),
            file_unique_id: file("file_unique_id"),
            spoiler: body.spoiler,
            caption_above: body.caption_above,
            album: message.album.clone(),
            reply_to: message.reply_to,
            external_reply: message.external_reply.clone(),
            quote: quote.map(str::to_owned),
            buttons: buttons(message.inline_keyboard.as_ref()),
            reply_keyboard: message.reply_keyboard.clone(),
            reactions: reactions(message),
            edited: message.edited.is_some(),
            forwarded: message.origin.clone(),
            protected: message.protected || protected,
            silent: message.silent,
            effect: message.effect.clone(),
            dice: body.fields.get("dice").and_then(|dice| dice.get("value")?.as_i64()),
        }
    }

    /// The text or caption, empty when there is none.
    pub fn words(&self) -> &str {
        self.text.as_deref().unwrap_or_default()
    }

    /// The data of the button with that text.
    pub fn data_of(&self, button: &str) -> Option<&str> {
        self.buttons.iter().flatten().find(|found| found.text == button)?.data.as_deref()
    }
}

fn buttons(keyboard: Option<&Value>) -> Vec<Vec<Button>> {
    let rows = keyboard.and_then(|keyboard| keyboard.get("inline_keyboard")?.as_array());
    let field = |button: &Value, key: &str| button.get(key).and_then(Value::as_str).map(str::to_owned);
    let one = |button: &Value| Button {
        text: field(button, "text").unwrap_or_default(),
        data: field(button, "callback_data"),
        url: field(button, "url"),
    };
    rows.into_iter().flatten().map(|row| row.as_array().into_iter().flatten().map(one).collect()).collect()
}

fn reactions(message: &Message) -> Vec<(i64, String)> {
    let word = |reaction: &Value| match reaction.get("emoji").and_then(Value::as_str) {
        Some(emoji) => emoji.to_owned(),
        None => reaction.to_string(),
    };
    let one = |(who, reactions): (&i64, &Vec<Value>)| {
        reactions.iter().map(|each| (*who, word(each))).collect::<Vec<_>>()
    };
    message.reactions.iter().flat_map(one).collect()
}
