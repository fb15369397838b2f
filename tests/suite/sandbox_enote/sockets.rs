//! Connections and threads: kept open, counted, refused, started again, and gone in the end (facts §5.2).

use super::wire::{LONG, connect, exchange, get, get_client, head, keys, odata, receive, start};
use pwparents::sandbox::enote::{Ending, EnoteSandbox, EnoteWorld, Fault, Scope, clinic};
use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

fn ask() -> String {
    head(&get_client(clinic::SEVERAL_PETS.owner), &keys())
}

#[test]
fn a_connection_stays_open_until_one_side_has_had_enough() {
    let enote = start();
    let mut stream = connect(&enote);
    for _again in 0..3 {
        stream.write_all(ask().as_bytes()).unwrap();
        assert_eq!(receive(&stream).unwrap().json()["lastName"], "Шевченко");
    }
    // Two requests at once are answered in turn.
    stream.write_all(format!("{}{}", ask(), head("/", "Connection: close\r\n")).as_bytes()).unwrap();
    assert_eq!(receive(&stream).unwrap().status, 200);
    let last = receive(&stream).unwrap();
    assert_eq!((last.status, last.header("Connection")), (404, Some("close")));
    assert_eq!(stream.read(&mut [0]).unwrap(), 0);
    let connections: Vec<_> = enote.requests().iter().map(|seen| seen.connection).collect();
    assert_eq!(connections, [1; 5]);
    get(&enote, "/");
    assert_eq!(enote.requests()[5].connection, 2);
    assert_eq!(enote.requests()[5].number, 6);
    assert!(enote.requests()[5].at >= enote.requests()[0].at);
    // A client that has its answer is one that asks no more.
    let endings: Vec<_> = enote.requests().iter().map(|seen| seen.ending).collect();
    assert_eq!(endings, [200, 200, 200, 200, 404, 404].map(Ending::Answered));
    assert_eq!((enote.play(|w| w.most_at_once()), enote.play(|w| w.open_requests())), (1, 0));
}

#[test]
fn old_clients_are_closed_on_and_heads_alone_get_no_body() {
    let enote = start();
    let mut stream = connect(&enote);
    stream.write_all(ask().replace("HTTP/1.1", "HTTP/1.0").as_bytes()).unwrap();
    assert_eq!(receive(&stream).unwrap().header("Connection"), Some("close"));
    assert_eq!(stream.read(&mut [0]).unwrap(), 0);
    let mut stream = connect(&enote);
    stream.write_all(b"HEAD / HTTP/1.1\r\nConnection: close\r\n\r\n").unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    assert!(text.starts_with("HTTP/1.1 404 ") && text.ends_with("\r\n\r\n"), "{text}");
}

#[test]
fn requests_at_once_are_counted_and_too_many_are_refused() {
    let enote = start();
    enote.play(|w| {
        w.options.at_once = Some(2);
        w.fail_next(2, Scope::All, Fault::late(60_000));
    });
    let mut open: Vec<TcpStream> = Vec::new();
    for number in 1..=2 {
        let mut stream = connect(&enote);
        stream.write_all(ask().as_bytes()).unwrap();
        assert!(enote.wait_for(number, LONG));
        open.push(stream);
    }
    let refused = get(&enote, &odata("", &[]));
    assert_eq!((refused.status, refused.text().contains("reason=\"406\"")), (406, true));
    assert_eq!(enote.play(|w| w.most_at_once()), 3);
    assert_eq!(enote.requests().iter().map(|seen| seen.at_once).collect::<Vec<_>>(), [1, 2, 3]);
    drop(open);
    assert!(enote.wait_until(LONG, |w| w.open_requests() == 0));
    assert_eq!(get(&enote, &odata("", &[])).status, 200);
}

#[test]
fn waiting_for_a_request_that_does_not_come_ends() {
    let enote = start();
    assert!(enote.wait_for(0, Duration::ZERO));
    assert!(!enote.wait_for(1, Duration::from_millis(5)));
    get(&enote, "/");
    assert!(enote.wait_for(1, Duration::ZERO));
}

#[test]
fn a_stopped_server_refuses_and_comes_back_on_its_port() {
    let mut enote = start();
    let url = enote.odata_url();
    get(&enote, "/");
    let mut idle = connect(&enote);
    let mut hanging = connect(&enote);
    enote.play(|w| w.fail_next(1, Scope::All, Fault::hang()));
    hanging.write_all(ask().as_bytes()).unwrap();
    assert!(enote.wait_for(2, LONG));
    enote.stop();
    assert_eq!(TcpStream::connect(enote.address()).unwrap_err().kind(), ErrorKind::ConnectionRefused);
    // What was open is shut, and noted.
    assert_eq!((idle.read(&mut [0]).unwrap_or(0), hanging.read(&mut [0]).unwrap_or(0)), (0, 0));
    assert_eq!(enote.requests()[1].ending, Ending::ServerLeft);
    enote.restart().unwrap();
    assert_eq!(enote.odata_url(), url);
    assert_eq!(exchange(&enote, ask().as_bytes()).unwrap().status, 200);
    assert_eq!(enote.requests().len(), 3);
}

#[test]
fn one_half_can_be_away_alone() {
    let (up, mut down) = (start(), start());
    // A client takes OData from one and the rest from the other.
    let address = down.address();
    down.stop();
    assert_eq!(get(&up, &odata("", &[])).status, 200);
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn a_dropped_server_ends_whatever_it_was_doing() {
    let enote = start();
    enote.play(|w| {
        w.fail_next(1, Scope::All, Fault::hang());
        w.fail_next(1, Scope::All, Fault::late(60_000));
        w.fail_next(1, Scope::All, Fault::drip(1, 60_000));
    });
    let mut open = Vec::new();
    for number in 1..=3 {
        let mut stream = connect(&enote);
        // The second request of each is there already: such a client cannot be watched, only woken from.
        stream.write_all(format!("{}{}", ask(), ask()).as_bytes()).unwrap();
        assert!(enote.wait_for(number, LONG));
        open.push(stream);
    }
    let mut half = connect(&enote);
    half.write_all(b"GET / HT").unwrap();
    let begun = Instant::now();
    // Joins every thread, so it would hang if one did not end.
    drop(enote);
    assert!(begun.elapsed() < LONG);
}

#[test]
fn the_world_answers_without_a_socket() {
    let mut world = EnoteWorld::seeded();
    let head = head(&get_client(clinic::SEVERAL_PETS.owner), &keys());
    let answer = world.ask(head.trim_end().as_bytes());
    assert_eq!(answer.reply.status, 200);
    assert!(answer.reply.text().contains("Шевченко"));
    assert_eq!(world.requests().len(), 1);
    assert_eq!(world.requests()[0].ending, Ending::Answered(200));
}

#[test]
fn a_port_can_be_chosen() {
    let address = start().address();
    let enote = EnoteSandbox::start_at(address, EnoteWorld::seeded()).unwrap();
    assert_eq!(enote.address(), address);
    assert_eq!(get(&enote, "/").status, 404);
}
