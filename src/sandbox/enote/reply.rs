//! A reply as a value, and how it is to be brought to the client. It never touches a socket.

use std::time::Duration;

/// A reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The headers, in order, but for the length and the connection, which the server writes itself.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Reply {
    /// A reply of that type.
    pub fn new(status: u16, content_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), content_type.to_owned())];
        Self { status, headers, body: body.into() }
    }

    /// With one more header.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// With EF BB BF before the body.
    #[must_use]
    pub fn with_bom(mut self) -> Self {
        self.body.splice(0..0, [0xef, 0xbb, 0xbf]);
        self
    }

    /// The body as text; what is not UTF-8 is replaced.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// How a reply travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delivery {
    /// With its length, in one go.
    Plain,
    /// Not at all: the connection stays open and silent.
    Never,
    /// Not at all: the connection is closed.
    Closed,
    /// In pieces of that many bytes, with a pause before each.
    Drip {
        /// Bytes a piece.
        bytes: usize,
        /// The pause.
        pause: Duration,
    },
    /// Half of the body, then the connection is reset.
    Reset,
    /// Half of the body, as if that were all: its length is right, its JSON is not.
    Truncated,
    /// All of the body after a length that says more; then the connection is closed.
    LengthTooLong,
    /// All of the body after a length that says half.
    LengthTooShort,
    /// In chunks, without a length.
    Chunked,
    /// Packed with gzip, if the client said that it can unpack that; otherwise plain.
    Gzip,
}

/// What is to happen to one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// How long nothing happens first.
    pub wait: Duration,
    /// What is said then.
    pub reply: Reply,
    /// How it travels.
    pub delivery: Delivery,
}

impl Answer {
    /// At once and in one go.
    pub fn plain(reply: Reply) -> Self {
        Self { wait: Duration::ZERO, reply, delivery: Delivery::Plain }
    }
}
