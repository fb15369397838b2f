//! Why a call gave nothing to read, with what decides about the next: whether it may be repeated, and whether the
//! field was asked for as the wrong type. Holds statuses, codes and our own words, never a word of Enote's.

use std::time::Duration;

use super::breaker::Ended;
use crate::model::{Half, Trouble, WhyNot};

/// 1C's code for an exception of its own (`odata.error`).
pub(super) const INTERNAL: i64 = -1;
/// 1C's code for a URL that names what is not there, such as an unknown field.
pub(super) const WRONG_URL: i64 = 6;
/// 1C's code for a property that is not there.
pub(super) const NO_PROPERTY: i64 = 10;
/// 1C's code for a right that is lacking: the credentials themselves are good.
pub(super) const NO_RIGHT: i64 = 20;

/// 1C's codes for a literal that does not fit its field: not parsable, bad format, wrong value, a filter that
/// cannot be read, arguments of another type.
const WRONG_TYPE: [i64; 6] = [1, 2, 4, 14, 21, INTERNAL];

/// A call without a usable answer.
#[derive(Debug, Clone)]
pub(super) struct Failure {
    pub(super) why: WhyNot,
    /// Whether the same call may be made again.
    pub(super) again: Again,
    /// The HTTP status, unless there was none.
    pub(super) status: Option<u16>,
    /// The code of an `odata.error`.
    pub(super) code: Option<i64>,
    words: String,
}

/// Whether the same call may be made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Again {
    /// It would end the same.
    Never,
    /// Once.
    Once,
    /// As often as the config has it, after the server's own pause if it names one.
    After(Option<Duration>),
}

impl Failure {
    /// One that comes from no status.
    pub(super) fn new(why: WhyNot, again: Again, words: impl Into<String>) -> Self {
        Self { why, again, status: None, code: None, words: words.into() }
    }

    /// An answer that cannot be understood or does not belong to the question.
    pub(super) fn malformed(words: &str) -> Self {
        Self::new(WhyNot::Malformed, Again::Never, words)
    }

    /// An answer that was understood, and has nothing to give.
    pub(super) fn nothing(why: WhyNot, words: &str) -> Self {
        Self::new(why, Again::Never, words)
    }

    /// One that comes from a status, with the code that came along.
    pub(super) fn status(why: WhyNot, again: Again, status: u16, code: Option<i64>, words: &str) -> Self {
        let code_words = code.map(|code| format!(", code {code}")).unwrap_or_default();
        let gap = if words.is_empty() { "" } else { ": " };
        let words = format!("HTTP {status}{code_words}{gap}{words}");
        Self { why, again, status: Some(status), code, words }
    }

    /// The same, after so many calls.
    pub(super) fn after(mut self, calls: u32) -> Self {
        if calls > 1 {
            self.words = format!("{} ({calls} calls)", self.words);
        }
        self
    }

    /// Whether 1C may mean that the field is of another type: in some bases it says so with a 400, in others
    /// with an exception of its own.
    pub(super) fn is_of_type(&self) -> bool {
        let fits = self.code.is_some_and(|code| WRONG_TYPE.contains(&code));
        match self.status {
            Some(200 | 400) => fits,
            Some(500) => self.code == Some(INTERNAL),
            _ => false,
        }
    }

    /// Whether it can mean nothing else: an exception of 1C's may have another cause.
    pub(super) fn is_clearly_of_type(&self) -> bool {
        self.is_of_type() && self.code != Some(INTERNAL)
    }

    /// Whether a field that was asked for is not there.
    pub(super) fn is_of_field(&self) -> bool {
        matches!(self.status, Some(200 | 400)) && matches!(self.code, Some(WRONG_URL | NO_PROPERTY))
    }

    /// What the half's breaker makes of it.
    pub(super) fn ended(&self) -> Ended {
        match self.why {
            WhyNot::Unavailable => Ended::Unavailable,
            WhyNot::Refused if self.status == Some(401) && self.code != Some(NO_RIGHT) => Ended::Locked,
            WhyNot::NotFound
            | WhyNot::Ambiguous
            | WhyNot::Ownerless
            | WhyNot::Refused
            | WhyNot::Malformed
            | WhyNot::NotSetUp => Ended::Answered,
        }
    }

    /// What is told of it.
    pub(super) fn at(self, half: Half) -> Trouble {
        Trouble { why: self.why, half, detail: format!("{}: {}", half.as_str(), self.words) }
    }
}
