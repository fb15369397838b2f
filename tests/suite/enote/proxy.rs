//! The proxy of the environment. A process has one environment, so each case runs this file's `child` in a process of
//! its own.

use std::net::TcpListener;
use std::process::Command;
use std::sync::mpsc;
use std::thread;

use super::server::{Server, head, http, json};
use super::*;

/// Where the child is to ask; without it the child does nothing.
const TARGET: &str = "PWPARENTS_TEST_ENOTE";

/// A proxy that answers itself, whoever is asked for. Gives the first head that it gets.
fn proxy() -> (u16, mpsc::Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (sender, heads) = mpsc::channel();
    thread::spawn(move || {
        use std::io::Write;
        for mut stream in listener.incoming().flatten() {
            while let Some(bytes) = head(&mut stream) {
                let head = String::from_utf8(bytes).unwrap();
                let is_tunnel = head.starts_with("CONNECT ");
                let _ = sender.send(head);
                let answer = http(200, "application/json", CLIENT);
                let answer = if is_tunnel { b"HTTP/1.1 200 Connected\r\n\r\n".to_vec() } else { answer };
                let _ = stream.write_all(&answer);
            }
        }
    });
    (port, heads)
}

/// What the child says when it asks there, with these variables.
fn child_says(target: &str, variables: &[(&str, String)]) -> String {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "enote::proxy::child", "--nocapture"]).env(TARGET, target);
    for name in ["ALL_PROXY", "HTTPS_PROXY", "HTTP_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.envs(variables.iter().map(|(name, value)| (name, value)));
    String::from_utf8(command.output().unwrap().stdout).unwrap()
}

#[test]
fn child() {
    let Ok(target) = std::env::var(TARGET) else { return };
    let (odata, api) = (Server::script(vec![json(200, EMPTY)]), Server::script(vec![json(200, CLIENT)]));
    let config = EnoteService { api_url: target, retries: 0, ..service(&odata, &api) };
    println!("{:?}", ask_contacts(&enote(&config)).map(|contacts| contacts.name));
}

#[test]
fn the_proxy_of_the_environment_is_used() {
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy"] {
        let (port, heads) = proxy();
        let said = child_says("http://enote.test/hs", &[(name, format!("http://127.0.0.1:{port}"))]);
        assert!(said.contains("Шевченко"), "{said}");
        let first = heads.recv_timeout(Duration::from_secs(10)).unwrap();
        assert!(first.contains("enote.test"), "{first}");
        // Its own credentials are for Enote alone, inside the tunnel.
        assert!(!first.starts_with("CONNECT ") || !first.contains(KEY), "{first}");
    }
}

#[test]
fn hosts_that_are_excepted_are_asked_without_it() {
    // A name of this machine that is not seen to be one.
    let api = Server::script(vec![json(200, CLIENT)]);
    let target = format!("http://127.1:{}/hs", api.port);
    let (port, heads) = proxy();
    let variables =
        [("HTTP_PROXY", format!("http://127.0.0.1:{port}")), ("NO_PROXY", "x.test,127.1".to_owned())];
    assert!(child_says(&target, &variables).contains("Шевченко"));
    assert_eq!((heads.try_iter().count(), api.calls()), (0, 1));
    assert!(child_says(&target, &variables[..1]).contains("Шевченко"));
    assert!(heads.try_iter().count() >= 1, "without the exception it goes through the proxy");
}

#[test]
fn this_machine_is_asked_without_it() {
    let api = Server::script(vec![json(200, CLIENT)]);
    let (port, heads) = proxy();
    let variables = [("HTTP_PROXY", format!("http://127.0.0.1:{port}"))];
    assert!(child_says(&format!("http://127.0.0.1:{}/hs", api.port), &variables).contains("Шевченко"));
    assert_eq!((heads.try_iter().count(), api.calls()), (0, 1));
}

#[test]
fn a_proxy_that_is_not_there_is_unavailable_and_its_password_is_not_told() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let said =
        child_says("http://enote.test/hs", &[("HTTP_PROXY", format!("http://u:s3cret@127.0.0.1:{port}"))]);
    assert!(said.contains("Unavailable") && !said.contains("s3cret"), "{said}");
}
