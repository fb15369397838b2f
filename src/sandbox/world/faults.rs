//! Mishaps on demand: which requests go wrong, and how.
//! It never goes wrong by itself; a test lists every mishap, and each fires in the order it was listed.

use super::World;
use serde_json::{Map, Value};

/// What methods have in common, for limits and mishaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Family {
    /// `send…` but for chat actions.
    Send,
    /// `copyMessage`, `copyMessages`.
    Copy,
    /// `forwardMessage`, `forwardMessages`.
    Forward,
    /// `editMessage…`, `stopMessageLiveLocation`.
    Edit,
    /// `deleteMessage`, `deleteMessages`.
    Deletion,
    /// `createForumTopic`.
    TopicCreation,
    /// Renaming, closing, reopening, deleting topics.
    TopicEdit,
    /// `sendChatAction`.
    Action,
    /// `answerCallbackQuery`, `answerPreCheckoutQuery`.
    Answer,
    /// `getUpdates`.
    Updates,
    /// Everything else that begins with `get`.
    Reading,
    /// Reactions, pins, commands.
    Other,
}

impl Family {
    /// The family of a method, by its proper name.
    pub fn of(method: &str) -> Self {
        match method {
            "getUpdates" => Self::Updates,
            "sendChatAction" => Self::Action,
            "createForumTopic" => Self::TopicCreation,
            "editForumTopic" | "closeForumTopic" | "reopenForumTopic" | "deleteForumTopic" => Self::TopicEdit,
            "deleteMessage" | "deleteMessages" => Self::Deletion,
            "stopMessageLiveLocation" => Self::Edit,
            other => Self::by_prefix(other),
        }
    }

    fn by_prefix(method: &str) -> Self {
        let prefixes = [
            ("send", Self::Send),
            ("copy", Self::Copy),
            ("forward", Self::Forward),
            ("editMessage", Self::Edit),
            ("answer", Self::Answer),
            ("get", Self::Reading),
        ];
        prefixes
            .into_iter()
            .find(|(prefix, _)| method.starts_with(prefix))
            .map_or(Self::Other, |(_, family)| family)
    }
}

/// What becomes of a request.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Refused with a proper JSON error; not carried out.
    Refuse {
        /// The HTTP status and `error_code`.
        status: u16,
        /// The description.
        description: String,
    },
    /// Refused with 429; not carried out.
    TooManyRequests {
        /// In how many seconds to come again.
        retry_after: i64,
    },
    /// A web server's page instead of an answer; not carried out.
    Page {
        /// The HTTP status.
        status: u16,
        /// The body.
        html: String,
    },
    /// The connection is closed without an answer; not carried out.
    Drop,
    /// Nothing happens for that many milliseconds, then the connection is closed; not carried out.
    HangThenDrop(i64),
    /// Carried out; the answer comes that many milliseconds later.
    Delay(i64),
    /// Carried out; the connection is closed without an answer.
    ExecuteThenDrop,
    /// Carried out; the connection is closed that many milliseconds later without an answer.
    ExecuteThenHang(i64),
    /// Carried out; a web server's page instead of the answer.
    ExecuteThenPage {
        /// The HTTP status.
        status: u16,
        /// The body.
        html: String,
    },
    /// Carried out; answered with 200 and this body instead of the real one.
    ExecuteThenGarble(String),
    /// Carried out; a successful answer gets these extra fields, in the envelope and in the result.
    ExecuteThenExtra(Value),
}

impl Action {
    /// The page of a web server whose backend is away. The request was not carried out.
    pub fn bad_gateway() -> Self {
        Self::page(502, "Bad Gateway")
    }

    /// The page of a web server whose backend is slow. The request was not carried out.
    pub fn gateway_timeout() -> Self {
        Self::page(504, "Gateway Time-out")
    }

    /// The page of a web server that finds the body too large.
    pub fn too_large() -> Self {
        Self::page(413, "Request Entity Too Large")
    }

    /// The request was carried out, but the web server lost the answer.
    pub fn lost_answer() -> Self {
        Self::ExecuteThenPage { status: 502, html: html(502, "Bad Gateway") }
    }

    /// The answer to a revoked token.
    pub fn unauthorized() -> Self {
        Self::Refuse { status: 401, description: "Unauthorized".to_owned() }
    }

    /// The answer to a second program that polls with the same token.
    pub fn conflict() -> Self {
        let description = "Conflict: terminated by other getUpdates request; \
                           make sure that only one bot instance is running";
        Self::Refuse { status: 409, description: description.to_owned() }
    }

    fn page(status: u16, title: &str) -> Self {
        Self::Page { status, html: html(status, title) }
    }
}

fn html(status: u16, title: &str) -> String {
    format!(
        "<html>\r\n<head><title>{status} {title}</title></head>\r\n<body>\r\n<center><h1>{status} {title}</h1></center>\r\n\
         <hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
    )
}

/// A rule: which requests meet with which mishap.
#[derive(Debug, Clone)]
pub struct Fault {
    methods: Methods,
    chat: Option<i64>,
    thread: Option<i64>,
    with: Vec<(String, Value)>,
    skip: u32,
    times: Option<u32>,
    from: i64,
    until: i64,
    action: Action,
}

#[derive(Debug, Clone)]
enum Methods {
    All,
    Named(String),
    Of(Family),
}

impl Fault {
    fn new(methods: Methods, action: Action) -> Self {
        let (from, until) = (i64::MIN, i64::MAX);
        Self {
            methods,
            chat: None,
            thread: None,
            with: Vec::new(),
            skip: 0,
            times: None,
            from,
            until,
            action,
        }
    }

    /// Requests for that method.
    pub fn on(method: &str, action: Action) -> Self {
        Self::new(Methods::Named(method.to_owned()), action)
    }

    /// Requests for any method of that family.
    pub fn on_family(family: Family, action: Action) -> Self {
        Self::new(Methods::Of(family), action)
    }

    /// All requests, getUpdates included.
    pub fn on_all(action: Action) -> Self {
        Self::new(Methods::All, action)
    }

    /// Only those to that chat.
    #[must_use]
    pub fn chat(mut self, chat: i64) -> Self {
        self.chat = Some(chat);
        self
    }

    /// Only those to that topic.
    #[must_use]
    pub fn thread(mut self, thread: i64) -> Self {
        self.thread = Some(thread);
        self
    }

    /// Only those with that parameter.
    #[must_use]
    pub fn with(mut self, parameter: &str, value: impl Into<Value>) -> Self {
        self.with.push((parameter.to_owned(), value.into()));
        self
    }

    /// Lets the first few pass.
    #[must_use]
    pub fn skip(mut self, first: u32) -> Self {
        self.skip = first;
        self
    }

    /// Strikes no more often than that.
    #[must_use]
    pub fn times(mut self, times: u32) -> Self {
        self.times = Some(times);
        self
    }

    /// Strikes once.
    #[must_use]
    pub fn once(self) -> Self {
        self.times(1)
    }

    /// Not before that moment, in milliseconds since 1970.
    #[must_use]
    pub fn from(mut self, milliseconds: i64) -> Self {
        self.from = milliseconds;
        self
    }

    /// Only before that moment, in milliseconds since 1970.
    #[must_use]
    pub fn until(mut self, milliseconds: i64) -> Self {
        self.until = milliseconds;
        self
    }

    fn matches(&self, method: &str, params: &Map<String, Value>, now: i64) -> bool {
        let named = match &self.methods {
            Methods::All => true,
            Methods::Named(name) => name.eq_ignore_ascii_case(method),
            Methods::Of(family) => Family::of(method) == *family,
        };
        let is = |key: &str, wanted: Option<i64>| {
            wanted.is_none_or(|wanted| params.get(key).and_then(Value::as_i64) == Some(wanted))
        };
        named
            && self.times != Some(0)
            && (self.from..self.until).contains(&now)
            && is("chat_id", self.chat)
            && is("message_thread_id", self.thread)
            && self.with.iter().all(|(key, value)| params.get(key) == Some(value))
    }
}

impl World {
    /// Adds a mishap. The first rule that fits a request decides; a rule that lets it pass by `skip` counts
    /// it and leaves the decision to the next one.
    pub fn fault(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Ends all mishaps.
    pub fn clear_faults(&mut self) {
        self.faults.clear();
    }

    pub(crate) fn strike(&mut self, method: &str, params: &Map<String, Value>) -> Option<Action> {
        let now = self.now;
        for fault in self.faults.iter_mut().filter(|fault| fault.matches(method, params, now)) {
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            if let Some(times) = &mut fault.times {
                *times -= 1;
            }
            return Some(fault.action.clone());
        }
        None
    }
}
