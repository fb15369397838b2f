//! The words of the show: what its people say, and what is said about them.

use super::bundle::say;
use crate::model::Lang;

/// A line of the show that has no placeholders.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    /// What this is.
    Opening,
    /// The name of the client's side.
    Chat,
    /// The name of the staff's side.
    Topic,
    /// The client's first name.
    Client,
    /// Her last name.
    ClientLast,
    /// The member of staff.
    Staff,
    /// The bot.
    Bot,
    /// The mark of an edited message.
    Edited,
    /// A photo.
    Photo,
    /// A voice message.
    Voice,
    /// A contact.
    Contact,
    /// The first message.
    First,
    /// The album's caption.
    Album,
    /// What is quoted from the first message.
    Quote,
    /// The answer.
    Answer,
    /// The mistyped command.
    Typo,
    /// The answer, corrected.
    AnswerEdited,
    /// What cannot be delivered at first.
    LastAnswer,
    /// The client's animal, as Enote knows it.
    Pet,
    /// How to go on by hand.
    NowYou,
    /// The end.
    Closing,
}

/// A step of the show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The client presses Start.
    Start,
    /// She shares her number.
    Phone,
    /// She writes.
    First,
    /// She sends an album.
    Album,
    /// Staff answer.
    Answer,
    /// Staff mistype a command.
    Typo,
    /// Staff correct the answer.
    Edit,
    /// Staff look for the client in Enote.
    Searched,
    /// Staff confirm who was found.
    Linked,
    /// The client blocks the bot.
    Blocked,
    /// She comes back.
    Returned,
    /// Staff close the ticket.
    Closed,
}

/// A line of the show.
pub fn line(lang: Lang, line: Line) -> String {
    let key = match line {
        Line::Opening => "demo-opening",
        Line::Chat => "demo-chat",
        Line::Topic => "demo-topic",
        Line::Client => "demo-client",
        Line::ClientLast => "demo-client-last",
        Line::Staff => "demo-staff",
        Line::Bot => "demo-bot",
        Line::Edited => "demo-edited",
        Line::Photo => "demo-photo",
        Line::Voice => "demo-voice",
        Line::Contact => "demo-contact",
        Line::First => "demo-first",
        Line::Album => "demo-album",
        Line::Quote => "demo-quote",
        Line::Answer => "demo-answer",
        Line::Typo => "demo-typo",
        Line::AnswerEdited => "demo-answer-edited",
        Line::LastAnswer => "demo-last-answer",
        Line::Pet => "demo-pet",
        Line::NowYou => "demo-now-you",
        Line::Closing => "demo-closing",
    };
    say(lang, key, &[])
}

/// What a step is about.
pub fn step(lang: Lang, step: Step) -> String {
    let key = match step {
        Step::Start => "demo-step-start",
        Step::Phone => "demo-step-phone",
        Step::First => "demo-step-first",
        Step::Album => "demo-step-album",
        Step::Answer => "demo-step-answer",
        Step::Typo => "demo-step-typo",
        Step::Edit => "demo-step-edit",
        Step::Searched => "demo-step-searched",
        Step::Linked => "demo-step-linked",
        Step::Blocked => "demo-step-blocked",
        Step::Returned => "demo-step-returned",
        Step::Closed => "demo-step-closed",
    };
    say(lang, key, &[])
}

/// The show did not go on.
pub fn stuck(lang: Lang, at: Step) -> String {
    say(lang, "demo-stuck", &[("step", step(lang, at).into())])
}
