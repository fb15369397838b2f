//! What was asked, byte for byte, in order, and how each request ended. It never judges.

use super::request::{Call, Half, Request};
use std::collections::BTreeSet;
use std::time::Duration;

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// It has not ended yet.
    Open,
    /// All that was to be sent was sent, with this status; whether that was the whole truth is the fault's
    /// affair. Noted before the last bytes go, so that a client that has its answer finds it noted.
    Answered(u16),
    /// The client closed the connection before the answer was sent.
    ClientLeft,
    /// The server was stopped, or closed the connection on purpose, before anything was sent.
    ServerLeft,
}

/// A request that came.
#[derive(Debug, Clone)]
pub struct Seen {
    /// Its place in the order of arrival, from 1.
    pub number: usize,
    /// When it came, since the server was started; zero in a world without a server.
    pub at: Duration,
    /// The connection it came on, from 1; 0 in a world without a server.
    pub connection: usize,
    /// Its line and its headers.
    pub request: Request,
    /// The half of Enote it went to.
    pub half: Option<Half>,
    /// What it asked.
    pub call: Call,
    /// How many requests were open when it came, this one included.
    pub at_once: usize,
    /// How it ended.
    pub ending: Ending,
    /// When it ended, counted like `at`: a client that left tells its patience by it.
    pub ended_at: Option<Duration>,
}

impl Seen {
    /// The request line as text.
    pub fn line(&self) -> String {
        self.request.line_text()
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.request.header(name)
    }
}

/// All requests, in the order in which they came.
#[derive(Debug, Clone, Default)]
pub(super) struct Journal {
    seen: Vec<Seen>,
    open: BTreeSet<usize>,
}

impl Journal {
    /// Notes a request; the answer is its number.
    pub fn begin(&mut self, request: Request, connection: usize, at: Duration) -> usize {
        let number = self.seen.len() + 1;
        self.open.insert(number);
        let (half, call) = request.aim();
        let at_once = self.open.len();
        let ending = Ending::Open;
        let ended_at = None;
        self.seen.push(Seen { number, at, connection, request, half, call, at_once, ending, ended_at });
        number
    }

    /// Notes how a request ended; what is noted last holds.
    pub fn end(&mut self, number: usize, ending: Ending, at: Duration) {
        self.open.remove(&number);
        if let Some(seen) = self.seen.get_mut(number - 1) {
            seen.ending = ending;
            seen.ended_at = Some(at);
        }
    }

    pub fn seen(&self) -> &[Seen] {
        &self.seen
    }

    pub fn open(&self) -> usize {
        self.open.len()
    }

    pub fn most_at_once(&self) -> usize {
        self.seen.iter().map(|seen| seen.at_once).max().unwrap_or(0)
    }
}
