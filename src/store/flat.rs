//! How a queue row's content stands in the database: a word and a flat JSON object. Rows outlive the
//! program that wrote them, so this is a promise of its own and not the shape of `relay::effect::What`.

use serde::{Deserialize, Serialize};

use super::{Error, Result, adapt};
use crate::model::{ChatId, Content, Extra, MessageId, MsgKey, Styled, ThreadId, UserId};
use crate::relay::effect::{Action, Body, Button, Does, Emoji, Key, Keys, Question, Rung, What};
use crate::text::Text;

/// Every field any row has; each row uses a few.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct Flat {
    #[serde(skip_serializing_if = "Option::is_none")]
    chat: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<i64>,
    #[serde(skip_serializing_if = "String::is_empty")]
    rung: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    entities: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    theirs: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    buttons: Vec<Vec<FlatButton>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    board: Vec<Vec<FlatKey>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    answer: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    label: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    file: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    query: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    media: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    file_id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    extra: Option<Extra>,
    #[serde(skip_serializing_if = "Option::is_none")]
    asked: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    copy: Option<(i64, i64)>,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<i64>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FlatButton {
    text: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    data: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    visit: Option<(i64, i64)>,
}

#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(default)]
struct FlatKey {
    text: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    contact: bool,
}

/// The word that says what a row does.
pub(super) fn word(what: &What) -> &'static str {
    match what {
        What::Relay { .. } => "relay",
        What::Say { .. } => "say",
        What::Offer { .. } => "offer",
        What::Rekey { .. } => "rekey",
        What::Revise { .. } => "revise",
        What::Card => "card",
        What::Pin => "pin",
        What::Unpin => "unpin",
        What::Dress => "dress",
        What::React { .. } => "react",
        What::Mirror { .. } => "mirror",
        What::Mend { .. } => "mend",
        What::Halt { .. } => "halt",
        What::Rewrite { .. } => "rewrite",
        What::Unsend { .. } => "unsend",
        What::OpenTopic { .. } => "open topic",
        What::Remove(_) => "remove",
        What::Answer { .. } => "answer",
        What::Commands(..) => "commands",
        What::Ask(_) => "ask",
    }
}

/// The JSON object beside it.
pub(super) fn write(what: &What) -> Result<String> {
    let flat = match what {
        What::Relay { of, rung } => with_rung(at(*of), rung),
        What::Say { body, keys, label } => {
            let label = label.map(adapt::label_word).unwrap_or_default();
            with_keys(Flat { label, ..with_body(body) }, keys)
        }
        What::Offer { content } => with_content(content),
        What::Rekey { at: key, buttons } => Flat { buttons: flat_buttons(buttons), ..at(*key) },
        What::Revise { label, text, buttons } => Flat {
            label: adapt::label_word(*label),
            buttons: flat_buttons(buttons),
            ..with_text(Flat::default(), text)
        },
        What::Card | What::Pin | What::Unpin | What::Dress => Flat::default(),
        What::React { to, emoji } => Flat { name: emoji.as_str().to_owned(), ..at(*to) },
        What::Mirror { of, direction } => {
            Flat { name: adapt::direction_word(*direction).to_owned(), ..at(*of) }
        }
        What::Mend { of, file } => Flat { file: *file, ..at(*of) },
        What::Halt { of } => at(*of),
        What::Rewrite { at: key, of, text } => {
            with_styled(Flat { copy: Some((key.chat.0, key.message.0)), ..at(*of) }, text)
        }
        What::Unsend { of, asked, by } => {
            Flat { asked: Some(asked.0), by: by.map(|UserId(id)| id), ..at(*of) }
        }
        What::OpenTopic { name } => Flat { name: name.clone(), ..Flat::default() },
        What::Remove(key) => at(*key),
        What::Answer { query, text } => {
            let flat = Flat { query: query.clone(), ..Flat::default() };
            text.iter().fold(flat, with_text)
        }
        What::Commands(audience, lang) => {
            Flat { name: adapt::list_word(*audience, *lang), ..Flat::default() }
        }
        What::Ask(question) => Flat { name: question_word(*question).to_owned(), ..Flat::default() },
    };
    Ok(serde_json::to_string(&flat)?)
}

/// Back from both.
pub(super) fn read(word: &str, body: &str) -> Result<What> {
    let flat: Flat = serde_json::from_str(body)?;
    understand(word, flat).ok_or_else(|| Error::Corrupt(format!("queue row '{word}'")))
}

fn understand(word: &str, flat: Flat) -> Option<What> {
    Some(match word {
        "relay" => What::Relay { of: key(&flat)?, rung: rung(flat)? },
        "say" => What::Say { keys: keys(&flat), label: adapt::label(&flat.label), body: body(flat)? },
        "offer" => What::Offer { content: Box::new(content(flat)?) },
        "rekey" => What::Rekey { at: key(&flat)?, buttons: buttons(&flat.buttons) },
        "revise" => What::Revise {
            label: adapt::label(&flat.label)?,
            buttons: buttons(&flat.buttons),
            text: ours(flat)?,
        },
        "card" => What::Card,
        "pin" => What::Pin,
        "unpin" => What::Unpin,
        "dress" => What::Dress,
        "react" => What::React { to: key(&flat)?, emoji: emoji(&flat.name)? },
        "mirror" => What::Mirror { of: key(&flat)?, direction: adapt::direction(&flat.name) },
        "mend" => What::Mend { of: key(&flat)?, file: flat.file },
        "halt" => What::Halt { of: key(&flat)? },
        "rewrite" => {
            let (chat, message) = flat.copy?;
            let at = MsgKey { chat: ChatId(chat), message: MessageId(message) };
            What::Rewrite { at, of: key(&flat)?, text: styled(flat)? }
        }
        "unsend" => What::Unsend { of: key(&flat)?, asked: MessageId(flat.asked?), by: flat.by.map(UserId) },
        "open topic" => What::OpenTopic { name: flat.name },
        "remove" => What::Remove(key(&flat)?),
        "answer" => What::Answer { query: flat.query.clone(), text: ours(flat) },
        "commands" => adapt::list(&flat.name).map(|(audience, lang)| What::Commands(audience, lang))?,
        "ask" => What::Ask(question(&flat.name)?),
        _ => return None,
    })
}

fn at(key: MsgKey) -> Flat {
    Flat { chat: Some(key.chat.0), message: Some(key.message.0), ..Flat::default() }
}

fn key(flat: &Flat) -> Option<MsgKey> {
    Some(MsgKey { chat: ChatId(flat.chat?), message: MessageId(flat.message?) })
}

fn with_text(flat: Flat, text: &Text) -> Flat {
    Flat { text: Some(text.as_str().to_owned()), entities: text.entities().to_owned(), ..flat }
}

fn with_styled(flat: Flat, styled: &Styled) -> Flat {
    Flat { text: Some(styled.text.clone()), entities: styled.entities.clone(), ..flat }
}

fn with_body(body: &Body) -> Flat {
    match body {
        Body::Ours(text) => with_text(Flat::default(), text),
        Body::Theirs(styled) => with_styled(Flat { theirs: true, ..Flat::default() }, styled),
    }
}

fn with_content(content: &Content) -> Flat {
    let flat = Flat {
        media: adapt::kind_word(&content.kind),
        file_id: content.file.clone(),
        extra: Some(content.extra.clone()),
        ..Flat::default()
    };
    with_styled(flat, &content.text)
}

fn content(flat: Flat) -> Option<Content> {
    Some(Content {
        kind: adapt::kind(&flat.media),
        file: flat.file_id.clone(),
        extra: flat.extra.clone().unwrap_or_default(),
        text: styled(flat)?,
    })
}

fn with_rung(flat: Flat, rung: &Rung) -> Flat {
    let word = match rung {
        Rung::Quote => "quote",
        Rung::Reply => "reply",
        Rung::Plain => "plain",
        Rung::Rebuilt => "rebuilt",
        Rung::Bare => "bare",
        Rung::Words(_) => "words",
        Rung::Changed(_) => "changed",
        Rung::Described(_) => "described",
    };
    let flat = Flat { rung: word.to_owned(), ..flat };
    match rung {
        Rung::Words(styled) => with_styled(flat, styled),
        Rung::Changed(text) | Rung::Described(text) => with_text(flat, text),
        Rung::Quote | Rung::Reply | Rung::Plain | Rung::Rebuilt | Rung::Bare => flat,
    }
}

fn rung(flat: Flat) -> Option<Rung> {
    Some(match flat.rung.as_str() {
        "quote" => Rung::Quote,
        "reply" => Rung::Reply,
        "plain" => Rung::Plain,
        "rebuilt" => Rung::Rebuilt,
        "bare" => Rung::Bare,
        "words" => Rung::Words(styled(flat)?),
        "changed" => Rung::Changed(ours(flat)?),
        "described" => Rung::Described(ours(flat)?),
        _ => return None,
    })
}

fn body(flat: Flat) -> Option<Body> {
    if flat.theirs { styled(flat).map(Body::Theirs) } else { ours(flat).map(Body::Ours) }
}

fn ours(flat: Flat) -> Option<Text> {
    Some(Text::restore(flat.text?, flat.entities))
}

fn styled(flat: Flat) -> Option<Styled> {
    Some(Styled { text: flat.text?, entities: flat.entities })
}

fn with_keys(flat: Flat, keys: &Keys) -> Flat {
    match keys {
        Keys::None => flat,
        Keys::Inline(rows) => Flat { buttons: flat_buttons(rows), ..flat },
        Keys::Board(rows) => {
            let key = |key: &Key| FlatKey { text: key.text.as_str().to_owned(), contact: key.contact };
            Flat { board: rows.iter().map(|row| row.iter().map(key).collect()).collect(), ..flat }
        }
        Keys::Answer(text) => Flat { answer: Some(text.as_str().to_owned()), ..flat },
    }
}

fn keys(flat: &Flat) -> Keys {
    if let Some(text) = &flat.answer {
        return Keys::Answer(bare(text));
    }
    if flat.board.is_empty() {
        let buttons = buttons(&flat.buttons);
        return if buttons.is_empty() { Keys::None } else { Keys::Inline(buttons) };
    }
    let key = |key: &FlatKey| Key { text: bare(&key.text), contact: key.contact };
    Keys::Board(flat.board.iter().map(|row| row.iter().map(key).collect()).collect())
}

fn flat_buttons(rows: &[Vec<Button>]) -> Vec<Vec<FlatButton>> {
    rows.iter().map(|row| row.iter().map(flat_button).collect()).collect()
}

/// A button from another time is left out.
fn buttons(rows: &[Vec<FlatButton>]) -> Vec<Vec<Button>> {
    let rows = rows.iter().map(|row| row.iter().filter_map(button).collect::<Vec<_>>());
    rows.filter(|row| !row.is_empty()).collect()
}

fn flat_button(button: &Button) -> FlatButton {
    let text = button.text.as_str().to_owned();
    match button.does {
        Does::Press(action) => FlatButton { text, data: action.data(), visit: None },
        Does::Visit(chat, thread) => {
            FlatButton { text, data: String::new(), visit: Some((chat.0, thread.0)) }
        }
    }
}

fn button(flat: &FlatButton) -> Option<Button> {
    let does = match flat.visit {
        Some((chat, thread)) => Does::Visit(ChatId(chat), ThreadId(thread)),
        None => Does::Press(Action::parse(&flat.data)?),
    };
    Some(Button { text: bare(&flat.text), does })
}

fn bare(text: &str) -> Text {
    Text::restore(text.to_owned(), String::new())
}

fn emoji(word: &str) -> Option<Emoji> {
    [Emoji::Noted].into_iter().find(|emoji| emoji.as_str() == word)
}

fn question_word(question: Question) -> &'static str {
    match question {
        Question::Forum => "forum",
        Question::Rights => "rights",
        Question::Icons => "icons",
        Question::Admins => "admins",
    }
}

fn question(word: &str) -> Option<Question> {
    match word {
        "forum" => Some(Question::Forum),
        "rights" => Some(Question::Rights),
        "icons" => Some(Question::Icons),
        "admins" => Some(Question::Admins),
        _ => None,
    }
}
