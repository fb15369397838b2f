//! A web server that does exactly what a test says, on a socket: bytes out as written, bytes in as they came.
//! It understands no HTTP beyond the end of a request's head.

use std::io::{Read, Write};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// What a connection gets for one request.
#[derive(Debug, Clone)]
pub enum Step {
    /// These bytes, and the connection stays.
    Bytes(Vec<u8>),
    /// These bytes after a pause.
    Late(Duration, Vec<u8>),
    /// These bytes one by one, each after a pause.
    Drip(Duration, Vec<u8>),
    /// These bytes, and the connection is closed.
    Cut(Vec<u8>),
    /// Nothing for as long as the client waits.
    Silence,
}

/// The server: each request takes the next step, the last step stays.
pub struct Server {
    pub port: u16,
    state: Arc<State>,
}

struct State {
    steps: Mutex<Steps>,
    heads: Mutex<Vec<Vec<u8>>>,
    now: AtomicUsize,
    most: AtomicUsize,
}

enum Steps {
    Script(Vec<Step>, usize),
    /// By the request line.
    Rule(Box<dyn Fn(&str) -> Step + Send>),
}

impl Server {
    pub fn script(steps: Vec<Step>) -> Self {
        Self::start(Steps::Script(steps, 0))
    }

    pub fn rule(rule: impl Fn(&str) -> Step + Send + 'static) -> Self {
        Self::start(Steps::Rule(Box::new(rule)))
    }

    fn start(steps: Steps) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(State {
            steps: Mutex::new(steps),
            heads: Mutex::default(),
            now: AtomicUsize::new(0),
            most: AtomicUsize::new(0),
        });
        let shared = Arc::clone(&state);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let state = Arc::clone(&shared);
                thread::spawn(move || state.serve(stream));
            }
        });
        Self { port, state }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// The heads of all requests so far, as they came.
    pub fn heads(&self) -> Vec<String> {
        let heads = self.state.heads.lock().unwrap();
        heads.iter().map(|head| String::from_utf8(head.clone()).unwrap()).collect()
    }

    /// The request lines without method and version.
    pub fn targets(&self) -> Vec<String> {
        let target = |head: String| head.lines().next().unwrap().split(' ').nth(1).unwrap().to_owned();
        self.heads().into_iter().map(target).collect()
    }

    pub fn calls(&self) -> usize {
        self.state.heads.lock().unwrap().len()
    }

    /// How many requests were open at once at most.
    pub fn most_at_once(&self) -> usize {
        self.state.most.load(Ordering::SeqCst)
    }
}

impl State {
    fn serve(&self, mut stream: TcpStream) {
        while let Some(head) = head(&mut stream) {
            let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
            self.most.fetch_max(now, Ordering::SeqCst);
            let line = String::from_utf8_lossy(&head).lines().next().unwrap_or_default().to_owned();
            // Counted before it is answered, so that whoever has the answer sees the count.
            self.heads.lock().unwrap().push(head);
            let step = self.next(&line);
            let stays = play(&mut stream, step, || {
                self.now.fetch_sub(1, Ordering::SeqCst);
            });
            if !stays {
                let _ = stream.shutdown(Shutdown::Both);
                return;
            }
        }
    }

    fn next(&self, line: &str) -> Step {
        match &mut *self.steps.lock().unwrap() {
            Steps::Rule(rule) => rule(line),
            Steps::Script(steps, at) => {
                let step = steps[(*at).min(steps.len() - 1)].clone();
                *at += 1;
                step
            }
        }
    }
}

/// Whether the connection stays.
fn play(stream: &mut TcpStream, step: Step, ended: impl FnOnce()) -> bool {
    match step {
        Step::Bytes(bytes) => {
            ended();
            stream.write_all(&bytes).is_ok()
        }
        Step::Late(pause, bytes) => {
            thread::sleep(pause);
            ended();
            stream.write_all(&bytes).is_ok()
        }
        Step::Drip(pause, bytes) => {
            let alive = bytes.iter().all(|byte| {
                thread::sleep(pause);
                stream.write_all(&[*byte]).is_ok()
            });
            ended();
            alive
        }
        Step::Cut(bytes) => {
            ended();
            let _ = stream.write_all(&bytes);
            false
        }
        Step::Silence => {
            // Ends when the client hangs up.
            let _ = stream.read(&mut [0; 1]);
            ended();
            false
        }
    }
}

/// The next request's head; nothing at the end of the connection.
pub fn head(stream: &mut impl Read) -> Option<Vec<u8>> {
    let mut head = Vec::new();
    let mut byte = [0; 1];
    while !head.ends_with(b"\r\n\r\n") {
        if stream.read(&mut byte).ok()? == 0 {
            return None;
        }
        head.push(byte[0]);
    }
    Some(head)
}

/// A whole answer with a right length.
pub fn http(status: u16, kind: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    with(status, &[("Content-Type", kind)], body)
}

/// A whole answer with these headers and a right length.
pub fn with(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut bytes =
        format!("HTTP/1.1 {status} Some Words\r\nContent-Length: {}\r\n", body.len()).into_bytes();
    for (name, value) in headers {
        bytes.extend(format!("{name}: {value}\r\n").bytes());
    }
    bytes.extend(b"\r\n");
    bytes.extend(body);
    bytes
}

/// JSON as 1C sends it.
pub fn json(status: u16, body: &str) -> Step {
    Step::Bytes(http(status, "application/json;charset=utf-8", body))
}

/// A page as a web server sends it.
pub fn page(status: u16) -> Step {
    let body = "<!DOCTYPE html><html><head><title>1C:Enterprise 8 application error</title></head></html>";
    Step::Bytes(http(status, "text/html", body))
}

/// An `odata.error` whose words repeat what was asked.
pub fn odata_error(status: u16, code: &str) -> Step {
    let words = "Не вдалося розібрати '885' Шевченко 0671234567";
    let body =
        format!(r#"{{"odata.error":{{"code":"{code}","message":{{"lang":"uk","value":"{words}"}}}}}}"#);
    json(status, &body)
}
