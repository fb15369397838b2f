//! One call over HTTP: bytes there, status and bytes back. Repeats nothing and understands nothing of what comes
//! back; follows no redirect, keeps no cookie, and reads no more than is asked for.

use std::io::ErrorKind;
use std::time::Duration;

use ureq::Agent;
use ureq::http::{HeaderMap, HeaderValue, Uri};

use super::failure::{Again, Failure};
use crate::model::WhyNot;

/// The most that is read of an answer, in bytes, once it is unpacked.
pub(super) const BODY_MAX: u64 = 4 * 1024 * 1024;

/// What came back.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// `Retry-After`, if it is in seconds.
    pub(super) pause: Option<Duration>,
    pub(super) body: Vec<u8>,
}

/// Asks, with one header beside the usual ones.
pub(super) fn get(
    agent: &Agent,
    uri: Uri,
    header: (&'static str, &HeaderValue),
    timeout: Duration,
) -> Result<Answer, Failure> {
    let request = agent.get(uri).header("Accept", "application/json").header(header.0, header.1);
    let request = request.config().timeout_global(Some(timeout)).build();
    let mut response = request.call().map_err(|error| failure(&error))?;
    let body = response.body_mut().with_config().limit(BODY_MAX).read_to_vec();
    Ok(Answer {
        status: response.status().as_u16(),
        pause: pause(response.headers()),
        body: body.map_err(|error| failure(&error))?,
    })
}

fn pause(headers: &HeaderMap) -> Option<Duration> {
    let seconds = headers.get("Retry-After")?.to_str().ok()?.trim().parse().ok()?;
    Some(Duration::from_secs(seconds))
}

/// What went wrong below HTTP. The error's own text is left out: it may quote a proxy, a certificate, an address.
fn failure(error: &ureq::Error) -> Failure {
    use ureq::Error;
    let silent = |words: &str| Failure::new(WhyNot::Unavailable, Again::After(None), words);
    let untrusted =
        "no secure connection: the certificate is not trusted (see enote.ca_file), or this is no TLS";
    if let Error::Io(error) = error {
        // rustls reports what it does not accept as invalid data; it would not accept it the next time.
        return if error.kind() == ErrorKind::InvalidData {
            Failure::new(WhyNot::Unavailable, Again::Never, untrusted)
        } else {
            silent(&format!("no connection: {}", error.kind()))
        };
    }
    if matches!(error, Error::Timeout(ureq::Timeout::Connect | ureq::Timeout::Resolve)) {
        return silent("no connection in time");
    }
    if matches!(error, Error::Timeout(_)) {
        return silent("no answer in time");
    }
    if matches!(error, Error::HostNotFound) {
        return silent("no connection: there is no host of this name");
    }
    if matches!(error, Error::ConnectionFailed | Error::ConnectProxyFailed(_) | Error::InvalidProxyUrl) {
        return silent("no connection: the proxy of the environment does not let it through");
    }
    if matches!(error, Error::Rustls(_) | Error::Tls(_) | Error::TlsRequired) {
        return Failure::new(WhyNot::Unavailable, Again::Never, untrusted);
    }
    if matches!(error, Error::BodyExceedsLimit(_)) {
        return Failure::malformed("the answer is larger than 4 MiB");
    }
    Failure::malformed("the answer is no proper HTTP")
}
