//! The ladder a relay climbs down when Telegram refuses it: reply with quote → reply → plain copy →
//! rebuilt from what we stored → one line that describes it. Here is only which rung comes next.

use crate::model::{CAPTION_MAX, Content, Kind, Lang, Styled, TEXT_MAX};
use crate::relay::effect::{Rung, What};
use crate::relay::event::{Post, Refusal, Why};
use crate::relay::split;
use crate::relay::view::{Row, Stored};
use crate::text;

/// Telegram's words for a message no bot may copy (`copyMessage`).
pub(super) const NOT_COPYABLE: &str = "the message can't be copied";

/// The most of a message's words that the line about it repeats, in characters: half of what a message
/// holds in UTF-16 units, which may be two a character, less the line itself.
const WORDS_SHOWN: usize = 1900;

/// What to do with a refused relay.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Try again on this rung.
    Down(Rung),
    /// Try again on the same rung without the message it answered.
    Unanswered,
    /// An album: try its parts one by one.
    Split,
    /// Too long for one message: send it in parts, the last of which carries the message.
    Parts(Vec<What>),
    /// The topic's root is gone, and so the topic.
    TopicGone,
    /// There is nothing left to try.
    Fail,
}

/// The rung a message begins on: what cannot be copied at all begins at the end.
pub(super) fn first(lang: Lang, post: &Post) -> Rung {
    let content = &post.content;
    if !content.kind.can_be_copied() {
        return described(lang, content);
    }
    // A copy of a dice would roll anew and show another value.
    if content.kind == Kind::Dice {
        return in_words(content);
    }
    // A copy of it would stand still.
    if content.is_live() {
        return Rung::Rebuilt;
    }
    match &post.reply {
        None => Rung::Plain,
        Some(reply) if reply.quote.is_some() => Rung::Quote,
        Some(_) => Rung::Reply,
    }
}

/// The rung a message begins on when it is tried again by hand.
pub(super) fn again(content: &Content) -> Rung {
    if content.kind == Kind::Dice {
        in_words(content)
    } else if content.is_live() {
        Rung::Rebuilt
    } else {
        Rung::Quote
    }
}

/// The last rung for clients' messages: a line that says what it was.
pub(super) fn described(lang: Lang, content: &Content) -> Rung {
    let words = if content.extra.words.is_empty() { &content.text.text } else { &content.extra.words };
    Rung::Described(text::described(lang, &content.kind, &shortened(words)))
}

/// Words that leave room for a line of ours in one message.
fn shortened(words: &str) -> String {
    match words.char_indices().nth(WORDS_SHOWN) {
        Some((end, _)) => format!("{}…", &words[..end]),
        None => words.to_owned(),
    }
}

/// What it shows, in words.
fn in_words(content: &Content) -> Rung {
    Rung::Words(Styled::plain(content.extra.words.clone()))
}

/// What a refusal means for the relay `row` makes of `carried`.
pub(super) fn refused(lang: Lang, row: &Row, rung: &Rung, carried: &[Stored], refusal: &Refusal) -> Step {
    let into_topic = row.lane.into_topic();
    let why = refusal.why;
    if !into_topic && matches!(why, Why::Blocked | Why::Deactivated | Why::NeverStarted) {
        return Step::Fail;
    }
    if why == Why::ReplyGone && row.targeted {
        return unanswered(rung);
    }
    if into_topic && matches!(why, Why::ReplyGone | Why::ThreadGone) {
        return Step::TopicGone;
    }
    if why == Why::QuoteGone && *rung == Rung::Quote {
        return Step::Down(Rung::Reply);
    }
    match (rung, carried) {
        (Rung::Quote | Rung::Reply | Rung::Plain, [_, _, ..]) => Step::Split,
        (Rung::Quote | Rung::Reply | Rung::Plain | Rung::Changed(_), [one]) => rebuild(lang, one, into_topic),
        // An entity that only copies can carry takes no words with it.
        (Rung::Words(words), [_]) if !words.entities.is_empty() => plainly(words),
        (Rung::Rebuilt, [one]) if one.content.kind == Kind::Text && !one.content.text.entities.is_empty() => {
            plainly(&one.content.text)
        }
        // The words of its caption follow anyhow.
        (Rung::Bare, [one]) if into_topic => {
            Step::Down(described(lang, &Content { text: Styled::default(), ..one.content.clone() }))
        }
        (Rung::Rebuilt | Rung::Words(_), [one]) if into_topic => Step::Down(described(lang, &one.content)),
        _ => Step::Fail,
    }
}

/// The words alone.
fn plainly(words: &Styled) -> Step {
    Step::Down(Rung::Words(Styled::plain(words.text.clone())))
}

/// The same with nothing to answer: copies have a rung for it, the rungs below say it of their row.
fn unanswered(rung: &Rung) -> Step {
    match rung {
        Rung::Quote | Rung::Reply => Step::Down(Rung::Plain),
        Rung::Plain | Rung::Rebuilt | Rung::Bare | Rung::Words(_) | Rung::Changed(_) | Rung::Described(_) => {
            Step::Unanswered
        }
    }
}

/// A message sent anew from what we stored: whole, or in parts where one message cannot hold it.
fn rebuild(lang: Lang, one: &Stored, into_topic: bool) -> Step {
    let content = &one.content;
    let kind = &content.kind;
    let length = content.text.units();
    let rebuildable = matches!(kind, Kind::Text | Kind::Location | Kind::Venue | Kind::Contact);
    if *kind == Kind::Text && length > TEXT_MAX {
        Step::Parts(text_parts(one, Vec::new()))
    } else if kind.has_caption() && length > CAPTION_MAX {
        Step::Parts(text_parts(one, vec![What::Relay { of: one.key, rung: Rung::Bare }]))
    } else if rebuildable || kind.is_file() {
        Step::Down(Rung::Rebuilt)
    } else if into_topic {
        Step::Down(described(lang, content))
    } else {
        Step::Fail
    }
}

/// The text in parts behind `before`; the last part carries the message.
fn text_parts(one: &Stored, before: Vec<What>) -> Vec<What> {
    let rows = split::parts(&one.content.text).into_iter();
    before.into_iter().chain(rows.map(|part| What::Relay { of: one.key, rung: Rung::Words(part) })).collect()
}
