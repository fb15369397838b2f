//! The server itself: connections, requests, long polls, and answers that come late or never.
//! It never touches the world except through its lock, and never waits while it holds that.

use super::super::api::{Delivery, Reply, Verdict};
use super::super::world::{PollId, PollStart};
use super::body::{self, Body};
use super::guard::Shared;
use super::path::{self, Target};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, RETRY_AFTER};
use hyper::service::service_fn;
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpStream;
use tokio::sync::oneshot;

/// No body is longer; uploads of real bots end at 50 MB.
const BODY_BYTES: usize = 64 << 20;

/// The answer never comes: returned to hyper, it closes the connection.
#[derive(Debug)]
struct Dropped;

impl fmt::Display for Dropped {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("the sandbox drops this connection on purpose")
    }
}

impl std::error::Error for Dropped {}

/// Takes connections until it is told to stop; those still open are closed with the runtime.
pub(super) async fn accept(
    listener: std::net::TcpListener,
    shared: Arc<Shared>,
    mut stop: oneshot::Receiver<()>,
) {
    let listener = match tokio::net::TcpListener::from_std(listener) {
        Ok(listener) => listener,
        Err(error) => return log::error!("sandbox: cannot listen: {error}"),
    };
    loop {
        tokio::select! {
            biased;
            _ = &mut stop => return,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => { tokio::spawn(connection(stream, shared.clone())); }
                Err(error) => log::warn!("sandbox: a connection failed: {error}"),
            },
        }
    }
}

async fn connection(stream: TcpStream, shared: Arc<Shared>) {
    if let Err(error) = stream.set_nodelay(true) {
        log::debug!("sandbox: {error}");
    }
    let service = service_fn(move |request| answer(request, shared.clone()));
    let served =
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service).await;
    if let Err(error) = served {
        log::debug!("sandbox: a connection ended: {error}");
    }
}

async fn answer(request: Request<Incoming>, shared: Arc<Shared>) -> Result<Response<Full<Bytes>>, Dropped> {
    let (head, incoming) = request.into_parts();
    let target = path::read(head.uri.path());
    if let Target::File { token, path } = &target {
        return Ok(download(&shared, token, path));
    }
    let Target::Method { token, method } = target else { return Ok(refusal(404, "Not Found")) };
    let Ok(collected) = Limited::new(incoming, BODY_BYTES).collect().await else {
        return Ok(refusal(413, "Request Entity Too Large"));
    };
    let content_type =
        head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match body::read(head.uri.query(), content_type, &collected.to_bytes()) {
        Ok(body) => deliver(perform(&shared, &token, method, body).await).await,
        Err((status, description)) => Ok(refusal(status, &description)),
    }
}

async fn perform(shared: &Arc<Shared>, token: &str, method: String, mut body: Body) -> Verdict {
    // An empty method stands among the parameters (facts §8, from the server's source).
    let named = body.params.get("method").and_then(|name| name.as_str()).map(str::to_owned);
    let method = match named.filter(|_| method.is_empty()) {
        Some(named) => {
            body.params.remove("method");
            named
        }
        None => method,
    };
    if method.eq_ignore_ascii_case("getUpdates") {
        long_poll(shared, token, body).await
    } else {
        shared.play().request_with_uploads(token, &method, body.params, body.uploads)
    }
}

async fn long_poll(shared: &Arc<Shared>, token: &str, body: Body) -> Verdict {
    let mut changes = shared.changes();
    let begun = shared.play().poll_begin_with_uploads(token, body.params, body.uploads);
    let id = match begun {
        PollStart::Reply(verdict) => return verdict,
        PollStart::Waiting(id) => id,
    };
    let mut hangup = Hangup { shared: shared.clone(), poll: Some(id) };
    loop {
        changes.borrow_and_update();
        let (verdict, deadline) = shared.look(|world| {
            let verdict = world.poll_check(id);
            let ended = verdict.is_some();
            ((verdict, world.poll_deadline(id)), ended)
        });
        if let Some(verdict) = verdict {
            hangup.poll = None;
            return verdict;
        }
        let wait = shared.until(deadline);
        tokio::select! {
            biased;
            _ = changes.changed() => {}
            () = tokio::time::sleep(wait.unwrap_or(Duration::MAX)) => {}
        }
    }
}

/// When a client hangs up, hyper drops the request's future, and this with it.
struct Hangup {
    shared: Arc<Shared>,
    poll: Option<PollId>,
}

impl Drop for Hangup {
    fn drop(&mut self) {
        if let Some(poll) = self.poll {
            self.shared.look(|world| {
                world.poll_cancel(poll);
                ((), true)
            });
        }
    }
}

async fn deliver(verdict: Verdict) -> Result<Response<Full<Bytes>>, Dropped> {
    match verdict.delivery {
        Delivery::Now => Ok(response(verdict.reply)),
        Delivery::After(wait) => {
            pause(wait).await;
            Ok(response(verdict.reply))
        }
        Delivery::Drop => Err(Dropped),
        Delivery::DropAfter(wait) => {
            pause(wait).await;
            Err(Dropped)
        }
    }
}

async fn pause(milliseconds: i64) {
    tokio::time::sleep(Duration::from_millis(u64::try_from(milliseconds).unwrap_or(0))).await;
}

fn response(reply: Reply) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::new(Bytes::from(reply.body)));
    *response.status_mut() = hyper::StatusCode::from_u16(reply.status).unwrap_or_default();
    response.headers_mut().insert(CONTENT_TYPE, hyper::header::HeaderValue::from_static(reply.content_type));
    if let Some(seconds) = reply.retry_after {
        response.headers_mut().insert(RETRY_AFTER, hyper::header::HeaderValue::from(seconds));
    }
    response
}

fn refusal(status: u16, description: &str) -> Response<Full<Bytes>> {
    response(Reply::refusal(status, description))
}

fn download(shared: &Shared, token: &str, path: &str) -> Response<Full<Bytes>> {
    let bytes = shared.look(|world| (world.download_as(token, path), false));
    match bytes {
        Some(bytes) => Response::new(Full::new(Bytes::copy_from_slice(&bytes))),
        None => refusal(404, "Not Found"),
    }
}
