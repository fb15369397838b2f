//! The answer to `/history`: a conversation as text, cut to fit one message.

use fluent_bundle::FluentValue;
use jiff::tz::TimeZone;

use super::Text;
use super::bundle::say;
use super::short::short;
use super::when::day_and_time;
use crate::model::{Kind, Lang, Millis, TEXT_MAX};

/// How much of a name is shown, in UTF-16 units.
const NAME: usize = 24;
/// How much of each message is shown: the most that lets all of them fit.
const WORDS: [usize; 7] = [600, 300, 150, 80, 50, 30, 25];

/// A message in a conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HistoryLine {
    /// When it was written, if that can be told.
    pub at: Option<Millis>,
    /// Who wrote it.
    pub who: Who,
    /// What it holds.
    pub kind: Kind,
    /// Its text, its caption, or what it shows; may be empty.
    pub words: String,
    /// What else is to be said of it.
    pub mark: Mark,
    /// It was edited since.
    pub edited: bool,
}

/// Who wrote a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// The client.
    Client,
    /// A member of staff, by their name; none: somebody whose name is not known.
    Staff(Option<String>),
    /// The bot by itself.
    Bot,
}

/// What is to be said of a message that was not plainly sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    None,
    /// It was not sent yet.
    Queued,
    /// It may stand there twice.
    PossiblyTwice,
    /// It was refused.
    Failed,
    /// It is a note and stayed inside.
    Note,
    /// The client wrote it for the bot, or while they were banned: it does not stand in the topic.
    NotShown,
    /// It was called off before it was sent.
    NotSent,
    /// It was deleted at the client's.
    Deleted,
}

/// Nothing was written yet.
pub fn history_empty(lang: Lang) -> Text {
    Text::plain(say(lang, "history-empty", &[]))
}

/// The conversation, the oldest message first.
pub fn history(lang: Lang, zone: &TimeZone, client: &str, lines: &[HistoryLine]) -> Text {
    let written = |most: usize, lines: &[HistoryLine]| {
        let head = say(lang, "history-head", &[("count", lines.len().into())]);
        let lines = lines.iter().map(|line| written(lang, zone, client, line, most));
        [head].into_iter().chain(lines).collect::<Vec<_>>().join("\n")
    };
    let fits = |text: &String| text.encode_utf16().count() <= TEXT_MAX;
    let least = WORDS.last().copied().unwrap_or_default();
    let cut = WORDS.into_iter().map(|most| written(most, lines)).find(fits);
    // Fewer, if they do not fit at all.
    let mut fewer = (1..lines.len()).map(|from| written(least, &lines[from..]));
    Text::plain(cut.or_else(|| fewer.find(fits)).unwrap_or_default())
}

fn written(lang: Lang, zone: &TimeZone, client: &str, line: &HistoryLine, most: usize) -> String {
    let time = line.at.map(|at| day_and_time(zone, at)).unwrap_or_default();
    let who = match &line.who {
        Who::Client => short(client, NAME),
        Who::Staff(Some(name)) => short(name, NAME),
        Who::Staff(None) => say(lang, "history-staff", &[]),
        Who::Bot => say(lang, "history-bot", &[]),
    };
    let words = short(&line.words, most);
    let edited = if line.edited { say(lang, "history-edited", &[]) } else { String::new() };
    let pieces = [media(lang, &line.kind, !words.is_empty()), words, edited, mark(lang, line.mark)];
    let pieces: Vec<String> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
    let (time, words) = (FluentValue::from(time), FluentValue::from(pieces.join(" ")));
    let line = say(lang, "history-line", &[("time", time), ("who", who.into()), ("words", words)]);
    line.trim_start().to_owned()
}

fn mark(lang: Lang, mark: Mark) -> String {
    let key = match mark {
        Mark::None => return String::new(),
        Mark::Queued => "history-queued",
        Mark::PossiblyTwice => "history-twice",
        Mark::Failed => "history-failed",
        Mark::Note => "history-note",
        Mark::NotShown => "history-not-shown",
        Mark::NotSent => "history-not-sent",
        Mark::Deleted => "history-deleted",
    };
    say(lang, key, &[])
}

/// What it is, unless the words beside it say so.
fn media(lang: Lang, kind: &Kind, worded: bool) -> String {
    let key = match kind {
        Kind::Text | Kind::Dice if worded => return String::new(),
        Kind::Photo => "media-photo",
        Kind::Video => "media-video",
        Kind::Animation => "media-animation",
        Kind::Audio => "media-audio",
        Kind::Voice => "media-voice",
        Kind::VideoNote => "media-video-note",
        Kind::Document => "media-document",
        Kind::Sticker => "media-sticker",
        Kind::Location | Kind::Venue => "media-location",
        Kind::Contact => "media-contact",
        Kind::Poll => "media-poll",
        Kind::Game => "media-game",
        Kind::Story => "media-story",
        Kind::Checklist => "media-checklist",
        Kind::PaidMedia => "media-paid",
        Kind::Giveaway => "media-giveaway",
        Kind::Invoice => "media-invoice",
        Kind::Service(_) => "media-service",
        Kind::Text | Kind::Dice | Kind::Unknown(_) => "media-other",
    };
    say(lang, key, &[])
}
