//! The smallest HTTP client that can talk to the pretend Enote, byte by byte. It never retries.

use pwparents::sandbox::enote::{API_KEY, CLINIC, EnoteSandbox, EnoteWorld, PASSWORD, USER};
use serde_json::Value;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Long enough for anything that happens at once.
pub const LONG: Duration = Duration::from_secs(10);

/// `Basic` with the user and the password of the seed, in UTF-8.
pub const BASIC: &str = "Basic b2RhdGE60L/QsNGA0L7Qu9GMOtC3INC00LLQvtC60YDQsNC/0LrQvtGO";
pub const JSON: &str = "Accept: application/json\r\n";

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(found, _)| found.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    /// The values of a field in all rows.
    pub fn column(&self, field: &str) -> Vec<Value> {
        self.json()["value"].as_array().unwrap().iter().map(|row| row[field].clone()).collect()
    }

    /// The status, and the code of `odata.error`.
    pub fn error(&self) -> (u16, String) {
        (self.status, self.json()["odata.error"]["code"].as_str().unwrap().to_owned())
    }

    pub fn is_page(&self) -> bool {
        self.header("Content-Type").is_some_and(|kind| kind.starts_with("text/html"))
            && self.text().starts_with("<html>")
    }
}

pub fn start() -> EnoteSandbox {
    EnoteSandbox::start(EnoteWorld::seeded()).unwrap()
}

/// `%XX` for everything but what may stand in a query as it is.
pub fn encode(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~$(),'/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            write!(encoded, "%{byte:02X}").unwrap();
        }
    }
    encoded
}

/// A path below the clinic's OData, with a query, both encoded.
pub fn odata(path: &str, query: &[(&str, &str)]) -> String {
    let pairs: Vec<_> = query.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
    format!("/{CLINIC}/odata/standard.odata/{}?{}", encode(path), pairs.join("&"))
}

pub fn get_client(id: &str) -> String {
    format!("/{CLINIC}/hs/api/v2/GetClient?id={id}")
}

/// The head of a GET, with what opens both doors.
pub fn head(target: &str, headers: &str) -> String {
    format!("GET {target} HTTP/1.1\r\nHost: enote\r\n{headers}\r\n")
}

pub fn keys() -> String {
    format!("Authorization: {BASIC}\r\napikey: {API_KEY}\r\n")
}

/// Asks as somebody who may, for JSON.
pub fn get(enote: &EnoteSandbox, target: &str) -> Answer {
    get_with(enote, target, &format!("{JSON}{}", keys()))
}

/// Asks with these headers.
pub fn get_with(enote: &EnoteSandbox, target: &str, headers: &str) -> Answer {
    exchange(enote, head(target, headers).as_bytes()).unwrap()
}

/// Rows of the cards, as JSON.
pub fn cards(enote: &EnoteSandbox, query: &[(&str, &str)]) -> Answer {
    get(enote, &odata("Catalog_Карточки", query))
}

/// Rows that fit a filter.
pub fn filtered(enote: &EnoteSandbox, filter: &str) -> Answer {
    cards(enote, &[("$filter", filter)])
}

/// The names of the animals that fit a filter.
pub fn names(enote: &EnoteSandbox, filter: &str) -> Vec<String> {
    let answer = filtered(enote, filter);
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.column("Description").iter().map(|name| name.as_str().unwrap().to_owned()).collect()
}

pub fn connect(enote: &EnoteSandbox) -> TcpStream {
    let stream = TcpStream::connect(enote.address()).unwrap();
    stream.set_read_timeout(Some(LONG)).unwrap();
    stream
}

/// Sends these bytes on a connection of their own, and reads the answer.
pub fn exchange(enote: &EnoteSandbox, bytes: &[u8]) -> io::Result<Answer> {
    let mut stream = connect(enote);
    stream.write_all(bytes)?;
    receive(&stream)
}

/// Reads one answer, and not a byte more than its length says.
pub fn receive(stream: &TcpStream) -> io::Result<Answer> {
    let mut reader = BufReader::with_capacity(1, stream);
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let status = line.split(' ').nth(1).unwrap().parse().unwrap();
    let mut answer = Answer { status, headers: Vec::new(), bytes: Vec::new() };
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        answer.headers.push((name.to_owned(), value.to_owned()));
    }
    if answer.header("Transfer-Encoding") == Some("chunked") {
        answer.bytes = chunks(&mut reader)?;
    } else {
        answer.bytes = vec![0; answer.header("Content-Length").unwrap().parse().unwrap()];
        reader.read_exact(&mut answer.bytes)?;
    }
    Ok(answer)
}

fn chunks(reader: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let mut chunk = vec![0; usize::from_str_radix(line.trim_end(), 16).unwrap()];
        reader.read_exact(&mut chunk)?;
        reader.read_exact(&mut [0; 2])?;
        if chunk.is_empty() {
            return Ok(bytes);
        }
        bytes.extend(chunk);
    }
}

#[test]
fn the_credentials_of_these_tests_are_those_of_the_seed() {
    // Packed by hand: `printf '%s' 'odata:пароль:з двокрапкою' | base64`.
    assert_eq!(format!("{USER}:{PASSWORD}"), "odata:пароль:з двокрапкою");
}
