//! How a queue row's content stands in the database: a word and a flat JSON object. Rows outlive the
//! program that wrote them, so this is a promise of its own and not the shape of `relay::effect::What`.

use serde::{Deserialize, Serialize};

use super::{Error, Result, adapt};
use crate::model::{ChatId, MessageId, MsgKey, Styled};
use crate::relay::effect::{Action, Body, Button, Question, Rung, What};
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
    buttons: Vec<FlatButton>,
    #[serde(skip_serializing_if = "String::is_empty")]
    label: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    file: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    query: String,
}

#[derive(Debug, Serialize, Deserialize)]
struct FlatButton {
    text: String,
    data: String,
}

/// The word that says what a row does.
pub(super) fn word(what: &What) -> &'static str {
    match what {
        What::Relay { .. } => "relay",
        What::Say { .. } => "say",
        What::Revise { .. } => "revise",
        What::Mend { .. } => "mend",
        What::OpenTopic { .. } => "open topic",
        What::Remove(_) => "remove",
        What::Answer { .. } => "answer",
        What::Ask(_) => "ask",
    }
}

/// The JSON object beside it.
pub(super) fn write(what: &What) -> Result<String> {
    let flat = match what {
        What::Relay { of, rung } => with_rung(at(*of), rung),
        What::Say { body, buttons, label } => Flat {
            buttons: buttons.iter().map(flat_button).collect(),
            label: label.map(adapt::label_word).unwrap_or_default(),
            ..with_body(body)
        },
        What::Revise { label, text } => {
            Flat { label: adapt::label_word(*label), ..with_text(Flat::default(), text) }
        }
        What::Mend { of, file } => Flat { file: *file, ..at(*of) },
        What::OpenTopic { name } => Flat { name: name.clone(), ..Flat::default() },
        What::Remove(key) => at(*key),
        What::Answer { query, text } => {
            let flat = Flat { query: query.clone(), ..Flat::default() };
            text.iter().fold(flat, with_text)
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
        "say" => What::Say {
            buttons: flat.buttons.iter().filter_map(button).collect(),
            label: adapt::label(&flat.label),
            body: body(flat)?,
        },
        "revise" => What::Revise { label: adapt::label(&flat.label)?, text: ours(flat)? },
        "mend" => What::Mend { of: key(&flat)?, file: flat.file },
        "open topic" => What::OpenTopic { name: flat.name },
        "remove" => What::Remove(key(&flat)?),
        "answer" => What::Answer { query: flat.query.clone(), text: ours(flat) },
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

fn with_rung(flat: Flat, rung: &Rung) -> Flat {
    let word = match rung {
        Rung::Quote => "quote",
        Rung::Reply => "reply",
        Rung::Plain => "plain",
        Rung::Rebuilt => "rebuilt",
        Rung::Bare => "bare",
        Rung::Words(_) => "words",
        Rung::Described(_) => "described",
    };
    let flat = Flat { rung: word.to_owned(), ..flat };
    match rung {
        Rung::Words(styled) => with_styled(flat, styled),
        Rung::Described(text) => with_text(flat, text),
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

fn flat_button(button: &Button) -> FlatButton {
    FlatButton { text: button.text.as_str().to_owned(), data: button.action.data() }
}

fn button(flat: &FlatButton) -> Option<Button> {
    let action = Action::parse(&flat.data)?;
    Some(Button { text: Text::restore(flat.text.clone(), String::new()), action })
}

fn question_word(question: Question) -> &'static str {
    match question {
        Question::Forum => "forum",
        Question::Rights => "rights",
    }
}

fn question(word: &str) -> Option<Question> {
    match word {
        "forum" => Some(Question::Forum),
        "rights" => Some(Question::Rights),
        _ => None,
    }
}
