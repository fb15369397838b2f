//! Enote as a plain value: two bases, one installation's ways, planned mishaps, and what was asked.
//! It never touches a socket: a head of a request goes in, an answer as a value comes out.

use super::fault::{Fault, Faults, Scope};
use super::journal::{Ending, Journal, Seen};
use super::options::Options;
use super::records::Clinic;
use super::reply::{Answer, Reply};
use super::request::{Request, Target};
use super::{api, clinic, odata, pages};
use std::time::Duration;

/// The first segment of the clinic's addresses.
pub const CLINIC: &str = "7d0c4d5e-90b1-4c83-a4f5-2f6a7d1e0c55";
/// The first segment of the addresses of the clinic's test copy.
pub const COPY: &str = "7d0c4d5e-90b1-4c83-a4f5-2f6a7d1e0c55-copy";
/// The user that OData knows at first.
pub const USER: &str = "odata";
/// That user's password at first. Cyrillic: credentials are UTF-8 before base64 (facts §2.5).
pub const PASSWORD: &str = "пароль:з двокрапкою";
/// The key that `hs/api/v2` knows at first.
pub const API_KEY: &str = "c0ffee00-1111-4222-8333-444455556666";

/// What opens the doors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// The user of OData.
    pub user: String,
    /// The password of OData.
    pub password: String,
    /// The key of `hs/api/v2`.
    pub api_key: String,
}

/// A pretend Enote.
#[derive(Debug, Clone)]
pub struct EnoteWorld {
    /// The clinic's base.
    pub clinic: Clinic,
    /// The test copy of the base, under the same credentials.
    pub copy: Clinic,
    /// What opens the doors.
    pub access: Access,
    /// The ways of this installation.
    pub options: Options,
    faults: Faults,
    journal: Journal,
}

impl EnoteWorld {
    /// The clinic of the seed and its copy.
    pub fn seeded() -> Self {
        Self { copy: clinic::copy(), ..Self::new(clinic::seed()) }
    }

    /// This base, and an empty copy.
    pub fn new(clinic: Clinic) -> Self {
        let (user, password, api_key) = (USER.to_owned(), PASSWORD.to_owned(), API_KEY.to_owned());
        Self {
            clinic,
            copy: Clinic::default(),
            access: Access { user, password, api_key },
            options: Options::default(),
            faults: Faults::default(),
            journal: Journal::default(),
        }
    }

    /// The next requests that fit go wrong, that many of them. Plans fire in the order they were made.
    pub fn fail_next(&mut self, count: usize, scope: Scope, fault: Fault) {
        self.faults.next(count, scope, fault);
    }

    /// All requests that fit go wrong, until the faults are cleared.
    pub fn fail_always(&mut self, scope: Scope, fault: Fault) {
        self.faults.always(scope, fault);
    }

    /// Every so-manieth request that fits goes wrong: one in 3 is the third, the sixth, and so on.
    pub fn fail_one_in(&mut self, every: usize, scope: Scope, fault: Fault) {
        self.faults.one_in(every, scope, fault);
    }

    /// Nothing is planned any more. What goes wrong already goes on.
    pub fn clear_faults(&mut self) {
        self.faults.clear();
    }

    /// All requests so far, in the order in which they came.
    pub fn requests(&self) -> &[Seen] {
        self.journal.seen()
    }

    /// How many requests are open.
    pub fn open_requests(&self) -> usize {
        self.journal.open()
    }

    /// How many requests were open at once when there were most of them.
    pub fn most_at_once(&self) -> usize {
        self.journal.most_at_once()
    }

    /// Asks without a server: the head of a request as bytes, without the empty line.
    pub fn ask(&mut self, head: &[u8]) -> Answer {
        let (number, answer) = self.begin(&Request::read(head), 0, Duration::ZERO);
        self.end(number, Ending::Answered(answer.reply.status), answer.wait);
        answer
    }

    /// A request has come. Its answer is made up now, even if it is brought later.
    pub(super) fn begin(&mut self, request: &Request, connection: usize, at: Duration) -> (usize, Answer) {
        let (half, call) = request.aim();
        let fault = self.faults.take(half, call);
        let number = self.journal.begin(request.clone(), connection, at);
        let truth = self.reply(request);
        let answer = match fault {
            Some(fault) => fault.apply(truth),
            None => Answer::plain(truth),
        };
        (number, answer)
    }

    /// A request has ended.
    pub(super) fn end(&mut self, number: usize, ending: Ending, at: Duration) {
        self.journal.end(number, ending, at);
    }

    fn reply(&self, request: &Request) -> Reply {
        let target = match request.target(self.options.raw_bytes) {
            Ok(target) => target,
            Err(status) => return pages::html(status),
        };
        let Some(clinic) = self.clinic_at(&target) else { return pages::html(404) };
        match target.parts().as_slice() {
            [_, "odata" | "hs", ..] if self.is_crowded() => pages::no_session(),
            [_, "odata", "standard.odata", path @ ..] => {
                odata::reply(&self.options, &self.access, clinic, request, &target, path)
            }
            [_, "hs", "api", "v2", path @ ..] => {
                api::reply(&self.options, &self.access, clinic, request, &target, path)
            }
            _other => pages::html(404),
        }
    }

    fn clinic_at(&self, target: &Target) -> Option<&Clinic> {
        match target.path.first()?.as_str() {
            CLINIC => Some(&self.clinic),
            COPY => Some(&self.copy),
            _other => None,
        }
    }

    fn is_crowded(&self) -> bool {
        self.options.at_once.is_some_and(|limit| self.journal.open() > limit)
    }
}
