//! The smallest HTTP client that can talk to the sandbox, byte by byte. It never retries.

use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.bytes.clone()).unwrap()
    }

    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }

    pub fn description(&self) -> String {
        self.json()["description"].as_str().unwrap_or_default().to_owned()
    }
}

/// Sends one request on a connection of its own.
pub fn exchange(url: &str, verb: &str, path: &str, content_type: &str, body: &[u8]) -> io::Result<Answer> {
    let mut stream = send(url, verb, path, content_type, body)?;
    receive(&mut stream)
}

/// Sends a request and leaves the answer for later.
pub fn send(url: &str, verb: &str, path: &str, content_type: &str, body: &[u8]) -> io::Result<TcpStream> {
    let address = url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    write_request(&mut stream, verb, path, content_type, body)?;
    Ok(stream)
}

pub fn write_request(
    stream: &mut TcpStream,
    verb: &str,
    path: &str,
    content_type: &str,
    body: &[u8],
) -> io::Result<()> {
    let kind =
        if content_type.is_empty() { String::new() } else { format!("Content-Type: {content_type}\r\n") };
    let head =
        format!("{verb} {path} HTTP/1.1\r\nHost: sandbox\r\nContent-Length: {}\r\n{kind}\r\n", body.len());
    stream.write_all(head.as_bytes())?;
    stream.write_all(body)
}

pub fn receive(stream: &mut TcpStream) -> io::Result<Answer> {
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let status = line.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
    let mut headers = Vec::new();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.push((name.to_owned(), value.to_owned()));
    }
    let length = headers.iter().find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length = length.and_then(|(_, value)| value.parse().ok()).unwrap_or(0);
    let mut bytes = vec![0; length];
    reader.read_exact(&mut bytes)?;
    Ok(Answer { status, headers, bytes })
}

/// A multipart body of texts and files: name, file name if it is one, content.
pub fn multipart(parts: &[(&str, Option<&str>, &[u8])]) -> (String, Vec<u8>) {
    let mut body = Vec::new();
    for (name, file_name, content) in parts {
        let file = file_name.map(|file| format!("; filename=\"{file}\"")).unwrap_or_default();
        let head = format!("--cut-here\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n");
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(content);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"--cut-here--\r\n");
    ("multipart/form-data; boundary=cut-here".to_owned(), body)
}
