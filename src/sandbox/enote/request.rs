//! A request as its bytes came, and what its line says. Percent signs are read by hand, so that `+`, `%2B`,
//! raw UTF-8 and both cases of hex digits stay apart. It never reads a plus as a space: 1C does not.

use super::options::RawBytes;

/// The halves of Enote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Half {
    /// `/odata/standard.odata`.
    OData,
    /// `/hs/api/v2`.
    Api,
}

/// What a request asks, as far as its line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Call {
    /// Cards with a contract number.
    CardsByContract,
    /// Cards of an owner.
    CardsOfOwner,
    /// `GetClient`.
    GetClient,
    /// Anything else: the ping, `$metadata`, other sets.
    Other,
}

/// The head of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// The request line, byte for byte, without its line break.
    pub line: Vec<u8>,
    /// The headers in order. Bytes that are not UTF-8 are replaced; `head` has them.
    pub headers: Vec<(String, String)>,
    /// The whole head, byte for byte, without the empty line.
    pub head: Vec<u8>,
}

/// Why a line cannot be read: the status of the web server's page.
pub(super) type Unreadable = u16;

/// What a line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Target {
    pub method: String,
    /// The parts of the path, decoded; a slash at the end gives no part.
    pub path: Vec<String>,
    /// The parameters, decoded, in order.
    pub query: Vec<(String, String)>,
}

/// Web servers refuse longer lines.
const LINE_BYTES: usize = 8_192;

impl Request {
    /// Reads a head: everything before the empty line.
    pub fn read(head: &[u8]) -> Self {
        let mut lines =
            head.split(|byte| *byte == b'\n').map(|line| line.strip_suffix(b"\r").unwrap_or(line));
        let line = lines.next().unwrap_or_default().to_vec();
        let headers = lines.filter_map(header).collect();
        Self { line, headers, head: head.to_vec() }
    }

    /// The request line as text; what is not UTF-8 is replaced.
    pub fn line_text(&self) -> String {
        String::from_utf8_lossy(&self.line).into_owned()
    }

    /// The value of the first header of that name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers_named(name).first().copied()
    }

    fn headers_named(&self, name: &str) -> Vec<&str> {
        let named = self.headers.iter().filter(|(found, _)| found.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str()).collect()
    }

    /// Whether one of the headers of that name lists the word.
    pub(super) fn lists(&self, name: &str, word: &str) -> bool {
        let words = |value: &str| {
            value.split(',').any(|part| {
                part.split(';').next().is_some_and(|found| found.trim().eq_ignore_ascii_case(word))
            })
        };
        self.headers_named(name).into_iter().any(words)
    }

    /// Whether the connection stays open after the answer.
    pub(super) fn keeps_open(&self) -> bool {
        self.line.ends_with(b" HTTP/1.1") && !self.lists("Connection", "close")
    }

    /// How many bytes of body follow the head; none when that cannot be told.
    pub(super) fn body_length(&self) -> Option<usize> {
        if self.header("Transfer-Encoding").is_some() {
            return None;
        }
        self.header("Content-Length").map_or(Some(0), |length| length.trim().parse().ok())
    }

    /// What is asked for, or why nobody can tell.
    pub(super) fn target(&self, raw: RawBytes) -> Result<Target, Unreadable> {
        if self.line.len() > LINE_BYTES {
            return Err(414);
        }
        let mut words = self.line.split(|byte| *byte == b' ');
        let (Some(method), Some(target), Some(version), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(400);
        };
        let is_clean = !target.iter().any(u8::is_ascii_control);
        if !version.starts_with(b"HTTP/1.") || !target.starts_with(b"/") || !is_clean {
            return Err(400);
        }
        if raw == RawBytes::Refused && !target.is_ascii() {
            return Err(400);
        }
        Target::read(String::from_utf8_lossy(method).into_owned(), target).ok_or(400)
    }

    /// Which half it goes to and what it asks: read leniently, so that faults can be aimed at broken lines.
    pub fn aim(&self) -> (Option<Half>, Call) {
        self.target(RawBytes::Read).map_or((None, Call::Other), |target| (target.half(), target.call()))
    }
}

fn header(line: &[u8]) -> Option<(String, String)> {
    let text = String::from_utf8_lossy(line);
    let (name, value) = text.split_once(':')?;
    Some((name.to_owned(), value.trim().to_owned()))
}

impl Target {
    fn read(method: String, target: &[u8]) -> Option<Self> {
        let mut halves = target.splitn(2, |byte| *byte == b'?');
        let path = halves.next()?;
        let query = halves.next().unwrap_or_default();
        let parts = path.split(|byte| *byte == b'/').filter(|part| !part.is_empty());
        let path = parts.map(decode).collect::<Option<_>>()?;
        let pairs = query.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
        let query = pairs.map(pair).collect::<Option<_>>()?;
        Some(Self { method, path, query })
    }

    /// The value of a parameter.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.query.iter().find(|(found, _)| found == name).map(|(_, value)| value.as_str())
    }

    /// The parts of the path as text.
    pub fn parts(&self) -> Vec<&str> {
        self.path.iter().map(String::as_str).collect()
    }

    fn half(&self) -> Option<Half> {
        match self.parts().as_slice() {
            [_, "odata", "standard.odata", ..] => Some(Half::OData),
            [_, "hs", "api", "v2", ..] => Some(Half::Api),
            _other => None,
        }
    }

    fn call(&self) -> Call {
        match self.parts().as_slice() {
            [_, "hs", "api", "v2", "GetClient"] => Call::GetClient,
            [_, "odata", "standard.odata", "Catalog_Карточки"] => self.cards_call(),
            _other => Call::Other,
        }
    }

    fn cards_call(&self) -> Call {
        let filter = self.value("$filter").unwrap_or_default();
        if filter.contains("Хозяин_Key") {
            Call::CardsOfOwner
        } else if filter.contains("НомерДоговора") {
            Call::CardsByContract
        } else {
            Call::Other
        }
    }
}

fn pair(bytes: &[u8]) -> Option<(String, String)> {
    let mut sides = bytes.splitn(2, |byte| *byte == b'=');
    Some((decode(sides.next()?)?, decode(sides.next().unwrap_or_default())?))
}

/// Reads `%XX`; a plus stays a plus. None for a broken `%XX` or for bytes that are not UTF-8.
fn decode(bytes: &[u8]) -> Option<String> {
    let mut decoded = Vec::new();
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        if *byte == b'%' {
            let high = char::from(*rest.next()?).to_digit(16)?;
            let low = char::from(*rest.next()?).to_digit(16)?;
            decoded.push(u8::try_from(high * 16 + low).ok()?);
        } else {
            decoded.push(*byte);
        }
    }
    String::from_utf8(decoded).ok()
}
