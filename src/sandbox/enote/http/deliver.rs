//! Brings an answer to the client, in the way that the world wants it brought, and watches whether the client
//! is still there. It never makes up what is said.

use super::super::encode;
use super::super::journal::Ending;
use super::super::pages;
use super::super::reply::{Answer, Delivery, Reply};
use super::super::request::Request;
use super::shared::Shared;
use std::fmt::Write as _;
use std::io::{self, ErrorKind, Write};
use std::net::TcpStream;
use std::time::Duration;

/// What becomes of the connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum After {
    Next,
    Close,
    Reset,
}

pub(super) fn deliver(
    stream: &TcpStream,
    (number, request): (usize, &Request),
    answer: &Answer,
    stays_open: bool,
    shared: &Shared,
) -> After {
    let status = answer.reply.status;
    let out = Out { stream, number, request, status, shared, stays_open };
    out.deliver(answer).unwrap_or_else(|gone| {
        out.end(match gone {
            Gone::Client => Ending::ClientLeft,
            Gone::Server => Ending::ServerLeft,
        });
        After::Close
    })
}

/// So many bytes go at once even to a client that does not read.
const LAST_BYTES: usize = 1 << 14;

/// Who has left before all was sent.
enum Gone {
    Client,
    Server,
}

struct Out<'a> {
    stream: &'a TcpStream,
    number: usize,
    request: &'a Request,
    status: u16,
    shared: &'a Shared,
    stays_open: bool,
}

impl Out<'_> {
    fn deliver(&self, answer: &Answer) -> Result<After, Gone> {
        self.pause(Some(answer.wait))?;
        let reply = &answer.reply;
        let half = reply.body.len() / 2;
        match answer.delivery {
            Delivery::Plain => self.send(reply, &reply.body, reply.body.len()),
            Delivery::Never => self.pause(None).and(Err(Gone::Server)),
            Delivery::Closed => Err(Gone::Server),
            Delivery::Drip { bytes, pause } => self.drip(reply, bytes, pause),
            Delivery::Reset => self.send(reply, &reply.body[..half], reply.body.len()).map(|_| After::Reset),
            Delivery::Truncated => self.send(reply, &reply.body[..half], half),
            Delivery::LengthTooLong => {
                self.send(reply, &reply.body, reply.body.len() + 100).map(|_| After::Close)
            }
            Delivery::LengthTooShort => self.send(reply, &reply.body, half).map(|_| After::Close),
            Delivery::Chunked => self.chunked(reply),
            Delivery::Gzip => self.gzip(reply),
        }
    }

    /// Waits that long, or for ever; an error when somebody leaves meanwhile.
    fn pause(&self, how_long: Option<Duration>) -> Result<(), Gone> {
        if how_long == Some(Duration::ZERO) {
            return Ok(());
        }
        let watched = self.stream.set_read_timeout(how_long).and_then(|()| self.stream.peek(&mut [0]));
        let _closed = self.stream.set_read_timeout(None);
        match watched {
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => Ok(()),
            Ok(0) | Err(_) => Err(self.gone()),
            // The next request is here already, so this client can no longer be watched.
            Ok(_more) => self.sleep(how_long),
        }
    }

    fn sleep(&self, how_long: Option<Duration>) -> Result<(), Gone> {
        let longest = how_long.unwrap_or(Duration::from_hours(1));
        let is_stopping = self.shared.wait_until(longest, |state| state.is_stopping);
        if is_stopping { Err(Gone::Server) } else { Ok(()) }
    }

    /// A stop shuts every connection, which looks as if the client had left.
    fn gone(&self) -> Gone {
        if self.shared.look(|state| state.is_stopping) { Gone::Server } else { Gone::Client }
    }

    fn send(&self, reply: &Reply, body: &[u8], length: usize) -> Result<After, Gone> {
        let mut bytes = self.head(reply, &format!("Content-Length: {length}\r\n"));
        if !self.request.line.starts_with(b"HEAD ") {
            bytes.extend(body);
        }
        self.write_last(&bytes)?;
        Ok(self.after())
    }

    fn drip(&self, reply: &Reply, bytes: usize, pause: Duration) -> Result<After, Gone> {
        let mut next = self.head(reply, &format!("Content-Length: {}\r\n", reply.body.len()));
        for piece in reply.body.chunks(bytes.max(1)) {
            self.write(&next)?;
            self.pause(Some(pause))?;
            next = piece.to_vec();
        }
        self.write_last(&next)?;
        Ok(self.after())
    }

    /// Pieces that cut letters and members in two.
    fn chunked(&self, reply: &Reply) -> Result<After, Gone> {
        let mut bytes = self.head(reply, "Transfer-Encoding: chunked\r\n");
        let size = (reply.body.len() / 16).max(7);
        for piece in reply.body.chunks(size) {
            bytes.extend(format!("{:x}\r\n", piece.len()).bytes());
            bytes.extend(piece);
            bytes.extend(b"\r\n");
        }
        bytes.extend(b"0\r\n\r\n");
        self.write_last(&bytes)?;
        Ok(self.after())
    }

    fn gzip(&self, reply: &Reply) -> Result<After, Gone> {
        if !self.request.lists("Accept-Encoding", "gzip") {
            return self.send(reply, &reply.body, reply.body.len());
        }
        let packed = encode::gzip(&reply.body);
        let reply = reply.clone().header("Content-Encoding", "gzip");
        self.send(&reply, &packed, packed.len())
    }

    fn head(&self, reply: &Reply, framing: &str) -> Vec<u8> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", reply.status, pages::reason(reply.status));
        for (name, value) in &reply.headers {
            let _always = write!(head, "{name}: {value}\r\n");
        }
        head.push_str(framing);
        head.push_str(if self.stays_open { "\r\n" } else { "Connection: close\r\n\r\n" });
        head.into_bytes()
    }

    fn after(&self) -> After {
        if self.stays_open { After::Next } else { After::Close }
    }

    /// Writes, and notes before the last of it that the request is answered.
    fn write_last(&self, bytes: &[u8]) -> Result<(), Gone> {
        let (most, last) = bytes.split_at(bytes.len().saturating_sub(LAST_BYTES));
        self.write(most)?;
        self.end(Ending::Answered(self.status));
        self.write(last)
    }

    fn end(&self, ending: Ending) {
        let at = self.shared.age();
        self.shared.change(|state| state.world.end(self.number, ending, at));
    }

    fn write(&self, bytes: &[u8]) -> Result<(), Gone> {
        let mut stream: &TcpStream = self.stream;
        let written: io::Result<()> = stream.write_all(bytes);
        written.map_err(|_| self.gone())
    }
}
