//! Connections: accepted, read request by request, answered in order. It never looks into a request beyond
//! where its head and its body end.

use super::super::request::Request;
use super::deliver::{self, After};
use super::shared::Shared;
use std::io::{self, BufRead, BufReader, Read};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;

/// Longer heads are not read to their end.
const HEAD_BYTES: u64 = 1 << 16;
/// Longer bodies neither.
const BODY_BYTES: usize = 1 << 20;

pub(super) fn accept(listener: &TcpListener, shared: &Arc<Shared>) {
    for stream in listener.incoming() {
        if shared.look(|state| state.is_stopping) {
            return;
        }
        // A client that went away before it was accepted is no concern of others.
        if let Ok(stream) = stream {
            let _no_thread = open(Arc::new(stream), shared);
        }
    }
}

fn open(stream: Arc<TcpStream>, shared: &Arc<Shared>) -> io::Result<()> {
    stream.set_nodelay(true)?;
    let number = shared.change(|state| state.open(stream.clone()));
    let theirs = shared.clone();
    let serve = move || {
        let _broken = serve(&stream, number, &theirs);
        theirs.change(|state| state.forget(number));
    };
    let thread = std::thread::Builder::new().name(format!("enote-{number}")).spawn(serve);
    match thread {
        Ok(thread) => shared.change(|state| state.started(thread)),
        Err(_) => shared.change(|state| state.forget(number)),
    }
    Ok(())
}

fn serve(stream: &TcpStream, connection: usize, shared: &Shared) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read_head(&mut reader)? {
        let length = request.body_length().filter(|length| *length <= BODY_BYTES);
        let mut body = vec![0; length.unwrap_or(0)];
        reader.read_exact(&mut body)?;
        let stays_open = request.keeps_open() && length.is_some();
        let at = shared.age();
        let (number, answer) = shared.change(|state| state.world.begin(&request, connection, at));
        match deliver::deliver(stream, (number, &request), &answer, stays_open, shared) {
            After::Next => {}
            After::Close => return Ok(()),
            After::Reset => {
                return socket2::SockRef::from(stream).set_linger(Some(std::time::Duration::ZERO));
            }
        }
    }
    Ok(())
}

/// The next request's head; none when no more come.
fn read_head(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut head = Vec::new();
    let mut limited = reader.take(HEAD_BYTES);
    loop {
        let before = head.len();
        let read = limited.read_until(b'\n', &mut head)?;
        if read == 0 {
            return Ok(None);
        }
        let line = &head[before..];
        if line == b"\r\n" || line == b"\n" {
            head.truncate(before);
            // Empty lines before a request line are skipped (RFC 9112 §2.2).
            if !head.is_empty() {
                break;
            }
        }
    }
    let end =
        head.strip_suffix(b"\n").map_or(head.as_slice(), |head| head.strip_suffix(b"\r").unwrap_or(head));
    Ok(Some(Request::read(end)))
}
