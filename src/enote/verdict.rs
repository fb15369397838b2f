//! What an answer means, by its status and its codes, never by its words: they come in the language of the base.
//! 1C reports an error in four forms, some of them with status 200: `odata.error` as JSON, the same as XML, an
//! exception of the application server as JSON, and a page. The bytes are UTF-8 whatever the headers say, and may
//! begin with a byte order mark.

use serde_json::Value;

use super::call::Answer;
use super::failure::{Again, Failure, INTERNAL, NO_RIGHT};
use crate::model::{Half, WhyNot};

/// What the body is.
enum Body {
    Empty,
    Json(Value),
    /// `odata.error`, with its code.
    Refusal(Option<i64>),
    /// An exception of the application server, with the status it names.
    Exception(Option<u16>),
    /// A page, or a line of text: from a proxy, a web server, a licence manager.
    Page,
    /// Nothing that can be read.
    Broken,
}

/// The JSON that was asked for. The HTTP service says "nobody" with an empty body too, which reads as null.
pub(super) fn read(half: Half, answer: &Answer) -> Result<Value, Failure> {
    let status = answer.status;
    match (status, body(&answer.body)) {
        (200, Body::Json(value)) => Ok(value),
        (200, Body::Empty) if half == Half::Api => Ok(Value::Null),
        (200, Body::Empty) => Err(unreadable(status, "the answer is empty")),
        (200, Body::Broken) => Err(unreadable(status, "the answer is no JSON, or cut short")),
        (200, Body::Page) => Err(Failure::status(
            WhyNot::Unavailable,
            Again::Never,
            status,
            None,
            "a page instead of an answer",
        )),
        (_, Body::Refusal(code)) => Err(refusal(answer, code)),
        (_, Body::Exception(reason)) => Err(exception(answer, reason)),
        (_, Body::Empty | Body::Json(_) | Body::Page | Body::Broken) => Err(by_status(answer, None, "")),
    }
}

fn unreadable(status: u16, words: &str) -> Failure {
    Failure::status(WhyNot::Malformed, Again::Never, status, None, words)
}

/// An `odata.error`. One with status 200 is judged by its code alone.
fn refusal(answer: &Answer, code: Option<i64>) -> Failure {
    let failed = |why, again| Failure::status(why, again, answer.status, code, "");
    match (answer.status, code) {
        (_, Some(NO_RIGHT)) => failed(WhyNot::Refused, Again::Never),
        (200 | 500, Some(INTERNAL)) => failed(WhyNot::Unavailable, Again::Once),
        // Whatever else 1C itself says with a 500, it would say again.
        (500, _) => failed(WhyNot::Unavailable, Again::Never),
        _ => by_status(answer, code, ""),
    }
}

/// An exception of the application server. A 403 in this form is no refusal of ours: it is how 1C says that
/// sessions are not let in while the base is being worked on.
fn exception(answer: &Answer, reason: Option<u16>) -> Failure {
    let status = if answer.status == 200 { reason.unwrap_or(500) } else { answer.status };
    if status == 403 {
        let words = "no sessions are let in, the base is being worked on";
        return Failure::status(WhyNot::Unavailable, Again::Never, answer.status, None, words);
    }
    by_status(&Answer { status, pause: answer.pause, body: Vec::new() }, None, "an exception")
}

fn by_status(answer: &Answer, code: Option<i64>, words: &str) -> Failure {
    let again = Again::After(answer.pause);
    let failed = |why, again, own: &str| {
        let words = if words.is_empty() { own } else { words };
        Failure::status(why, again, answer.status, code, words)
    };
    match answer.status {
        401 | 403 => failed(WhyNot::Refused, Again::Never, ""),
        406 => failed(WhyNot::Unavailable, again, "no session is free"),
        409 => failed(WhyNot::Unavailable, again, "the server is being upgraded"),
        408 | 429 | 500 | 502..=504 => failed(WhyNot::Unavailable, again, ""),
        402 | 407 | 500..=599 => failed(WhyNot::Unavailable, Again::Never, ""),
        300..=399 => failed(WhyNot::Malformed, Again::Never, "a redirect, which is not followed"),
        404 => failed(WhyNot::Malformed, Again::Never, "there is nothing at this address"),
        _ => failed(WhyNot::Malformed, Again::Never, ""),
    }
}

fn body(bytes: &[u8]) -> Body {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii();
    match bytes.first() {
        None => Body::Empty,
        Some(b'<') => markup(&String::from_utf8_lossy(bytes)),
        Some(first) => match serde_json::from_slice(bytes) {
            Ok(value) => json(value),
            Err(_) if matches!(first, b'{' | b'[' | b'"') => Body::Broken,
            Err(_) => Body::Page,
        },
    }
}

fn json(value: Value) -> Body {
    let Value::Object(members) = &value else {
        return Body::Json(value);
    };
    if let Some(error) = members.get("odata.error") {
        return Body::Refusal(code(&error["code"]));
    }
    let exception = members.get("exception").filter(|exception| exception.is_object());
    if exception.is_some() || members.contains_key("#exception") {
        let reason = exception.and_then(|exception| code(&exception["reason"]));
        return Body::Exception(reason.and_then(|reason| u16::try_from(reason).ok()));
    }
    Body::Json(value)
}

/// A number, be it written as a text.
fn code(value: &Value) -> Option<i64> {
    value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())
}

/// `<m:error>` or a page. Of other XML, such as a feed that nobody asked for, nothing is understood.
fn markup(text: &str) -> Body {
    let is_xml = text.starts_with("<?xml") && !text.to_ascii_lowercase().contains("<html");
    if text.contains("<m:error") || is_xml && text.contains("<error") {
        let after = text.split_once("<m:code>").or_else(|| text.split_once("<code>"));
        let digits = after.and_then(|(_, rest)| rest.split('<').next());
        return Body::Refusal(digits.and_then(|digits| digits.trim().parse().ok()));
    }
    if is_xml || text.starts_with("<feed") || text.starts_with("<entry") { Body::Broken } else { Body::Page }
}
