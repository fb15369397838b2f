//! Mishaps on demand: which requests go wrong, and how (facts §5.2).
//! Nothing goes wrong by itself; of all that is planned, the first that fits a request happens to it.

use super::pages;
use super::reply::{Answer, Delivery, Reply};
use super::request::{Call, Half};
use std::time::Duration;

/// Which requests a fault is meant for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Every request.
    All,
    /// Those to one half of Enote.
    Half(Half),
    /// Those that ask one thing.
    Call(Call),
}

impl Scope {
    fn takes(self, half: Option<Half>, call: Call) -> bool {
        match self {
            Self::All => true,
            Self::Half(wanted) => half == Some(wanted),
            Self::Call(wanted) => call == wanted,
        }
    }
}

/// What becomes of a request. Without `instead`, the true answer is given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// How long nothing happens first.
    pub wait: Duration,
    /// What is said instead of the true answer.
    pub instead: Option<Reply>,
    /// How it travels.
    pub delivery: Delivery,
    /// Headers besides.
    pub headers: Vec<(String, String)>,
}

impl Fault {
    fn new() -> Self {
        let wait = Duration::ZERO;
        Self { wait, instead: None, delivery: Delivery::Plain, headers: Vec::new() }
    }

    /// This reply instead of the true one.
    pub fn instead(reply: Reply) -> Self {
        Self { instead: Some(reply), ..Self::new() }
    }

    /// The true answer, brought in another way.
    pub fn delivered(delivery: Delivery) -> Self {
        Self { delivery, ..Self::new() }
    }

    /// The true answer, that many milliseconds late.
    pub fn late(milliseconds: u64) -> Self {
        Self::new().after(milliseconds)
    }

    /// The same, that many milliseconds late.
    #[must_use]
    pub fn after(mut self, milliseconds: u64) -> Self {
        self.wait = Duration::from_millis(milliseconds);
        self
    }

    /// Accepted and never answered.
    pub fn hang() -> Self {
        Self::delivered(Delivery::Never)
    }

    /// The true answer, in pieces of that many bytes with a pause of that many milliseconds before each.
    pub fn drip(bytes: usize, pause: u64) -> Self {
        Self::delivered(Delivery::Drip { bytes, pause: Duration::from_millis(pause) })
    }

    /// The true answer, with a session's cookie that no one asked for.
    pub fn session_cookie() -> Self {
        let cookie = "ibsession=0a1b2c3d-0000-11f0-8005-0123456789ab; HttpOnly; path=/".to_owned();
        Self { headers: vec![("Set-Cookie".to_owned(), cookie)], ..Self::new() }
    }

    pub(super) fn apply(self, truth: Reply) -> Answer {
        let mut reply = self.instead.unwrap_or(truth);
        reply.headers.extend(self.headers);
        Answer { wait: self.wait, reply, delivery: self.delivery }
    }
}

/// What servers were seen to say.
impl Fault {
    /// 401: wrong credentials, whatever they are.
    pub fn unauthorized() -> Self {
        Self::instead(pages::unauthorized())
    }

    /// 401 with code 20: the credentials are good, the rights are not.
    pub fn no_rights() -> Self {
        Self::instead(pages::odata_error(401, "20", "Нарушение прав доступа!", true))
    }

    /// 403: no session may start while the base is being serviced.
    pub fn serviced() -> Self {
        let words = "Начало сеанса с информационной базой запрещено. Ведутся технические работы";
        Self::instead(pages::exception_json(403, words))
    }

    /// The web server's page with this status: 404, 502, 503, 504, 414.
    pub fn page(status: u16) -> Self {
        Self::instead(pages::html(status))
    }

    /// 406: all sessions are taken.
    pub fn no_session() -> Self {
        Self::instead(pages::no_session())
    }

    /// 409: the platform is being upgraded.
    pub fn versions_differ() -> Self {
        let words = "Различаются версии клиента и сервера (8.3.27.1719 - 8.3.27.2130)";
        Self::instead(pages::page(409, "1C:Enterprise 8", words))
    }

    /// 429: come again in that many seconds.
    pub fn too_many_requests(seconds: u64) -> Self {
        Self::instead(pages::html(429).header("Retry-After", &seconds.to_string()))
    }

    /// 500 with code -1, in JSON.
    pub fn internal() -> Self {
        Self::instead(pages::odata_error(500, "-1", "Внутренняя ошибка", true))
    }

    /// 500 with code -1, in XML whatever was asked for.
    pub fn internal_xml() -> Self {
        Self::instead(pages::odata_error(500, "-1", "Внутренняя ошибка", false))
    }

    /// 500: the platform itself has failed.
    pub fn application_error() -> Self {
        let title = "1C:Enterprise 8 application error";
        Self::instead(pages::page(500, title, "by reason: Ошибка соединения с сервером 1С:Предприятия 8.3"))
    }

    /// 200 with a page that says that work is being done.
    pub fn maintenance() -> Self {
        Self::instead(pages::page(200, "Технічні роботи", "Спробуйте трохи пізніше"))
    }

    /// 200 with an error for its body.
    pub fn error_with_200() -> Self {
        Self::instead(pages::odata_error(200, "-1", "Внутренняя ошибка", true))
    }

    /// 200 with this for its body: ``, `null`, `[]`, `{}`.
    pub fn body(body: &str) -> Self {
        Self::instead(Reply::new(200, "application/json;charset=utf-8", body))
    }

    /// 200 with JSON of that many bytes.
    pub fn huge(bytes: usize) -> Self {
        let frame = r#"{"value":[],"filler":""}"#.len();
        let filler = "x".repeat(bytes.saturating_sub(frame));
        Self::body(&format!(r#"{{"value":[],"filler":"{filler}"}}"#))
    }

    /// 302 to a login page or to another host.
    pub fn redirect(location: &str) -> Self {
        Self::instead(pages::html(302).header("Location", location))
    }
}

/// How often a planned fault happens.
#[derive(Debug, Clone, Copy)]
enum When {
    Next(usize),
    Always,
    OneIn { every: usize, passed: usize },
}

/// The faults that are planned, in order.
#[derive(Debug, Clone, Default)]
pub(super) struct Faults(Vec<(Scope, When, Fault)>);

impl Faults {
    pub fn next(&mut self, count: usize, scope: Scope, fault: Fault) {
        self.0.push((scope, When::Next(count), fault));
    }

    pub fn always(&mut self, scope: Scope, fault: Fault) {
        self.0.push((scope, When::Always, fault));
    }

    pub fn one_in(&mut self, every: usize, scope: Scope, fault: Fault) {
        self.0.push((scope, When::OneIn { every, passed: 0 }, fault));
    }

    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// The first planned fault that happens to this request; it counts as having happened.
    pub fn take(&mut self, half: Option<Half>, call: Call) -> Option<Fault> {
        let fitting = self.0.iter_mut().filter(|(scope, _, _)| scope.takes(half, call));
        for (_scope, when, fault) in fitting {
            if when.happens() {
                return Some(fault.clone());
            }
        }
        None
    }
}

impl When {
    fn happens(&mut self) -> bool {
        match self {
            Self::Next(left) => {
                let happens = *left > 0;
                *left = left.saturating_sub(1);
                happens
            }
            Self::Always => true,
            Self::OneIn { every, passed } => {
                *passed += 1;
                *passed % (*every).max(1) == 0
            }
        }
    }
}
