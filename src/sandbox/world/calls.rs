//! The record of what bots asked for and what they were told.
//! It never changes an answer; a test reads it afterwards.

use super::World;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, VecDeque};

/// How much of the calls is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum LogMode {
    /// All of them.
    #[default]
    All,
    /// The latest ones.
    Last(usize),
    /// None; counters go on.
    Off,
}

/// One request of a bot.
#[derive(Debug, Clone)]
pub struct Call {
    /// Counts all requests from 1.
    pub number: u64,
    /// When it came, in milliseconds since 1970.
    pub at: i64,
    /// The bot, if its token is known.
    pub bot: Option<i64>,
    /// The method as the documentation writes it, or as it was sent when there is no such method.
    pub method: String,
    /// Its parameters as they were understood.
    pub params: Map<String, Value>,
    /// The status of the answer; 0 while a poll waits, and when there was none.
    pub status: u16,
    /// The description of a refusal.
    pub description: Option<String>,
    /// Whether the request was carried out, or at least tried.
    pub executed: bool,
    /// Whether the answer reached the bot.
    pub answered: bool,
}

impl Call {
    /// A parameter that is a whole number.
    pub fn int(&self, name: &str) -> Option<i64> {
        self.params.get(name).and_then(Value::as_i64)
    }

    /// A parameter that is text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.params.get(name).and_then(Value::as_str)
    }

    /// Whether it was answered with success.
    pub fn is_ok(&self) -> bool {
        self.status == 200
    }
}

/// How many requests there were.
#[derive(Debug, Clone, Default)]
pub struct Counters {
    /// Requests by method.
    pub by_method: BTreeMap<String, u64>,
    /// Answers with success.
    pub ok: u64,
    /// Refusals of any kind.
    pub refused: u64,
    /// Refusals for going too fast, plain or wrapped into a 400.
    pub too_many: u64,
}

/// All calls, or as many as were asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct CallLog {
    mode: LogMode,
    calls: VecDeque<Call>,
    made: u64,
    counters: Counters,
    violations: Vec<String>,
}

impl CallLog {
    /// Opens the record of a request and returns its number.
    pub fn open(&mut self, at: i64, bot: Option<i64>, method: &str, params: &Map<String, Value>) -> u64 {
        self.made += 1;
        if let Some(count) = self.counters.by_method.get_mut(method) {
            *count += 1;
        } else {
            self.counters.by_method.insert(method.to_owned(), 1);
        }
        if self.mode != LogMode::Off {
            let (method, params) = (method.to_owned(), params.clone());
            let (status, executed, answered) = (0, false, false);
            let number = self.made;
            self.calls.push_back(Call {
                number,
                at,
                bot,
                method,
                params,
                status,
                description: None,
                executed,
                answered,
            });
        }
        if let LogMode::Last(kept) = self.mode {
            let over = self.calls.len().saturating_sub(kept);
            self.calls.drain(..over);
        }
        self.made
    }

    /// Writes down how a request ended.
    pub fn close(
        &mut self,
        number: u64,
        status: u16,
        description: Option<&str>,
        executed: bool,
        answered: bool,
    ) {
        match status {
            0 => {}
            200 => self.counters.ok += 1,
            _refusal => self.counters.refused += 1,
        }
        if status == 429 || description.is_some_and(|text| text.contains("Too Many Requests: retry after")) {
            self.counters.too_many += 1;
        }
        let Some(first) = self.calls.front().map(|call| call.number) else { return };
        let place = usize::try_from(number.wrapping_sub(first)).unwrap_or(usize::MAX);
        if let Some(call) = self.calls.get_mut(place) {
            call.status = status;
            call.description = description.map(str::to_owned);
            call.executed = executed;
            call.answered = answered;
        }
    }

    pub fn complain(&mut self, complaints: Vec<String>) {
        self.violations.extend(complaints);
    }
}

impl World {
    /// Every request so far, oldest first, as far as the log is kept.
    pub fn calls(&self) -> impl DoubleEndedIterator<Item = &Call> + Clone {
        self.log.calls.iter()
    }

    /// Every request for that method, oldest first.
    pub fn calls_of(&self, method: &str) -> impl DoubleEndedIterator<Item = &Call> + Clone {
        self.log.calls.iter().filter(move |call| call.method == method)
    }

    /// How many requests there were.
    pub fn counters(&self) -> &Counters {
        &self.log.counters
    }

    /// What no careful client would have sent, refused or not. A test of a bot asserts that it is empty.
    pub fn violations(&self) -> &[String] {
        &self.log.violations
    }

    /// Forgets all calls, counters and violations.
    pub fn forget_calls(&mut self) {
        let mode = self.log.mode;
        self.log = CallLog { mode, made: self.log.made, ..CallLog::default() };
    }

    /// Sets how many calls are kept.
    pub fn log_calls(&mut self, mode: LogMode) {
        self.log.mode = mode;
        if mode == LogMode::Off {
            self.log.calls.clear();
        }
    }
}
