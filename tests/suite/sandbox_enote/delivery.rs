//! The ways an answer can travel, and fail to (facts §5.2).

use super::wire::{
    Answer, LONG, connect, exchange, get, get_client, get_with, head, keys, odata, receive, start,
};
use pwparents::sandbox::enote::{Call, Delivery, Ending, EnoteSandbox, Fault, Scope, clinic};
use std::io::{self, ErrorKind, Read, Write};
use std::time::{Duration, Instant};

/// What is told to wait 40 ms: the system's timers may be a tick early.
const ALMOST: Duration = Duration::from_millis(35);

fn delivered(enote: &EnoteSandbox, fault: Fault) -> io::Result<Answer> {
    enote.play(|w| w.fail_next(1, Scope::All, fault));
    exchange(enote, head(&get_client(clinic::SEVERAL_PETS.owner), &keys()).as_bytes())
}

fn truth(enote: &EnoteSandbox) -> Answer {
    get(enote, &get_client(clinic::SEVERAL_PETS.owner))
}

#[test]
fn a_late_answer_is_late_and_whole() {
    let enote = start();
    let begun = Instant::now();
    let answer = delivered(&enote, Fault::late(40)).unwrap();
    assert!(begun.elapsed() >= ALMOST);
    assert_eq!(answer.bytes, truth(&enote).bytes);
    // A page may be late too.
    let begun = Instant::now();
    assert_eq!(delivered(&enote, Fault::page(504).after(40)).unwrap().status, 504);
    assert!(begun.elapsed() >= ALMOST);
}

#[test]
fn a_cold_start_is_one_slow_request() {
    let enote = start();
    enote.play(|w| w.fail_next(1, Scope::All, Fault::late(60_000)));
    let mut slow = connect(&enote);
    slow.write_all(head(&get_client(clinic::SEVERAL_PETS.owner), &keys()).as_bytes()).unwrap();
    assert!(enote.wait_for(1, LONG));
    // The second is answered while the first still waits.
    assert_eq!(truth(&enote).status, 200);
    assert_eq!(enote.requests()[0].ending, Ending::Open);
}

#[test]
fn a_request_may_never_be_answered() {
    let enote = start();
    enote.play(|w| w.fail_next(1, Scope::Call(Call::GetClient), Fault::hang()));
    let mut stream = connect(&enote);
    stream.write_all(head(&get_client(clinic::SEVERAL_PETS.owner), &keys()).as_bytes()).unwrap();
    assert!(enote.wait_for(1, LONG));
    stream.set_read_timeout(Some(Duration::from_millis(40))).unwrap();
    let nothing = stream.read(&mut [0]).unwrap_err();
    assert!(matches!(nothing.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut));
    assert_eq!(enote.requests()[0].ending, Ending::Open);
    // The witness sees the client give up, and when.
    assert_eq!(enote.requests()[0].ended_at, None);
    drop(stream);
    assert!(enote.wait_until(LONG, |w| w.requests()[0].ending == Ending::ClientLeft));
    let seen = enote.requests().remove(0);
    assert!(seen.ended_at.unwrap() >= seen.at + ALMOST);
}

#[test]
fn a_client_that_leaves_a_late_answer_is_noted() {
    let enote = start();
    enote.play(|w| w.fail_next(1, Scope::All, Fault::late(60_000)));
    let mut stream = connect(&enote);
    stream.write_all(head("/", "").as_bytes()).unwrap();
    assert!(enote.wait_for(1, LONG));
    drop(stream);
    assert!(enote.wait_until(LONG, |w| w.requests()[0].ending == Ending::ClientLeft));
    assert_eq!(enote.play(|w| w.open_requests()), 0);
}

#[test]
fn a_body_may_drip() {
    let enote = start();
    let whole = truth(&enote).bytes;
    let begun = Instant::now();
    let answer = delivered(&enote, Fault::drip(whole.len() / 4, 10)).unwrap();
    assert_eq!(answer.bytes, whole);
    assert!(begun.elapsed() >= ALMOST);
}

#[test]
fn a_connection_may_be_closed_or_reset_instead_of_answered() {
    let enote = start();
    let closed = delivered(&enote, Fault::delivered(Delivery::Closed)).unwrap_err();
    assert_eq!(closed.kind(), ErrorKind::UnexpectedEof);
    assert!(enote.wait_until(LONG, |w| w.requests()[0].ending == Ending::ServerLeft));
    let reset = delivered(&enote, Fault::delivered(Delivery::Reset)).unwrap_err();
    assert_eq!(reset.kind(), ErrorKind::ConnectionReset);
}

#[test]
fn a_body_may_be_half_of_the_truth() {
    let enote = start();
    let whole = truth(&enote).bytes;
    let answer = delivered(&enote, Fault::delivered(Delivery::Truncated)).unwrap();
    assert_eq!(answer.bytes, whole[..whole.len() / 2]);
    assert!(serde_json::from_slice::<serde_json::Value>(&answer.bytes).is_err());
}

#[test]
fn a_length_may_be_wrong() {
    let enote = start();
    let whole = truth(&enote).bytes;
    let short = delivered(&enote, Fault::delivered(Delivery::LengthTooLong)).unwrap_err();
    assert_eq!(short.kind(), ErrorKind::UnexpectedEof);

    enote.play(|w| w.fail_next(1, Scope::All, Fault::delivered(Delivery::LengthTooShort)));
    let mut stream = connect(&enote);
    stream.write_all(head(&get_client(clinic::SEVERAL_PETS.owner), &keys()).as_bytes()).unwrap();
    let answer = receive(&stream).unwrap();
    assert_eq!(answer.bytes, whole[..whole.len() / 2]);
    let mut rest = Vec::new();
    stream.read_to_end(&mut rest).unwrap();
    assert_eq!(rest, whole[whole.len() / 2..]);
}

#[test]
fn a_body_may_come_in_chunks() {
    let enote = start();
    let answer = delivered(&enote, Fault::delivered(Delivery::Chunked)).unwrap();
    assert_eq!(
        (answer.header("Content-Length"), answer.header("Transfer-Encoding")),
        (None, Some("chunked"))
    );
    assert_eq!(answer.bytes, truth(&enote).bytes);
    let empty = Fault { delivery: Delivery::Chunked, ..Fault::body("") };
    assert_eq!(delivered(&enote, empty).unwrap().bytes, b"");
}

#[test]
fn a_body_is_packed_only_for_those_who_can_unpack_it() {
    let enote = start();
    let target = odata("Catalog_Карточки", &[("$format", "json")]);
    let plain = get(&enote, &target).bytes;
    enote.play(|w| w.fail_always(Scope::All, Fault::delivered(Delivery::Gzip)));
    let unasked = get(&enote, &target);
    assert_eq!((unasked.header("Content-Encoding"), &unasked.bytes), (None, &plain));
    let packed = get_with(&enote, &target, &format!("Accept-Encoding: br, gzip;q=0.5\r\n{}", keys()));
    assert_eq!(packed.header("Content-Encoding"), Some("gzip"));
    assert_eq!(unpack(&packed.bytes), plain);
}

/// Reads a gzip file of stored blocks. The checksum is proven on a known one below.
fn unpack(file: &[u8]) -> Vec<u8> {
    assert_eq!(file[..3], [0x1f, 0x8b, 8]);
    let (mut bytes, mut rest) = (Vec::new(), &file[10..]);
    loop {
        let length = u16::from_le_bytes([rest[1], rest[2]]);
        assert_eq!(u16::from_le_bytes([rest[3], rest[4]]), !length);
        let (block, after) = rest[5..].split_at(usize::from(length));
        bytes.extend(block);
        let is_last = rest[0] == 1;
        rest = after;
        if is_last {
            break;
        }
    }
    assert_eq!(rest[4..], u32::try_from(bytes.len()).unwrap().to_le_bytes());
    bytes
}

#[test]
fn the_checksum_of_a_packed_body_is_right() {
    let enote = start();
    let packed = Fault { delivery: Delivery::Gzip, ..Fault::body("123456789") };
    enote.play(|w| w.fail_next(1, Scope::All, packed));
    let answer = get_with(&enote, "/", "Accept-Encoding: gzip\r\n");
    // The check value of CRC-32 (RFC 1952) for these nine digits.
    let end = answer.bytes.len() - 8;
    assert_eq!(answer.bytes[end..end + 4], 0xcbf4_3926_u32.to_le_bytes());
}
