//! The clinic's log of what is done with Enote: what stands in a line, who may read it, how it is put aside when
//! it has grown, and that a folder that cannot be written to stops nothing.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use pwparents::journal::Journal;
use pwparents::model::{ChatId, ClientId, Millis, OwnerRef, ThreadId, UserId};
use pwparents::relay::effect::{LogEntry, LogEvent};
use serde_json::{Value, json};

const CHAT: ChatId = ChatId(-1_001_234_567_890);
const NOON: Millis = Millis(1_795_000_000_123);

fn entry(result: &'static str) -> LogEntry {
    LogEntry {
        event: LogEvent::Preview,
        module: "enote_link",
        client: ClientId(501),
        thread: Some(ThreadId(77)),
        actor: Some(UserId(42)),
        contract: Some("885".to_owned()),
        owner: OwnerRef::new("5b0c1d2e-77a9-11f0-8005-0123456789ab"),
        result,
        error: None,
        ms: Some(1_200),
    }
}

fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.is_empty() || text.ends_with('\n'), "a line is written whole");
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn a_line_is_a_json_object_with_all_its_fields() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(folder.path(), CHAT);
    let failed = LogEntry {
        event: LogEvent::Error,
        thread: None,
        actor: None,
        contract: None,
        owner: None,
        error: Some("odata: HTTP 503".to_owned()),
        ms: None,
        ..entry("unavailable")
    };
    journal.write(&[entry("found"), failed], NOON);
    assert_eq!(
        lines(&folder.path().join("enote_link.log")),
        [
            json!({
                "ts": "2026-11-18T11:06:40.123Z", "event": "preview", "module": "enote_link", "chat": CHAT.0,
                "thread": 77, "client": 501, "actor": 42, "contract": "885",
                "owner_ref": "5b0c1d2e-77a9-11f0-8005-0123456789ab", "result": "found", "error": null, "ms": 1200
            }),
            json!({
                "ts": "2026-11-18T11:06:40.123Z", "event": "error", "module": "enote_link", "chat": CHAT.0,
                "thread": null, "client": 501, "actor": null, "contract": null, "owner_ref": null,
                "result": "unavailable", "error": "odata: HTTP 503", "ms": null
            }),
        ]
    );
}

#[test]
fn the_file_is_for_the_bot_and_its_group_and_is_added_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("logs/enote_link.log");
    Journal::open(path.parent().unwrap(), CHAT).write(&[entry("one")], NOON);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    Journal::open(path.parent().unwrap(), CHAT).write(&[entry("two")], NOON);
    let results: Vec<Value> = lines(&path).into_iter().map(|line| line["result"].clone()).collect();
    assert_eq!(results, ["one", "two"]);
}

#[test]
fn a_file_that_has_grown_is_put_aside_and_the_oldest_goes() {
    let folder = tempfile::tempdir().unwrap();
    let mut journal = Journal::with_size(folder.path(), CHAT, 1);
    for result in ["1", "2", "3", "4", "5", "6", "7"] {
        journal.write(&[entry(result)], NOON);
    }
    let result = |name: &str| lines(&folder.path().join(name))[0]["result"].clone();
    assert_eq!(result("enote_link.log"), "7");
    for (number, held) in [(1, "6"), (2, "5"), (3, "4"), (4, "3")] {
        assert_eq!(result(&format!("enote_link.log.{number}")), held);
    }
    assert!(!folder.path().join("enote_link.log.5").exists());
}

#[test]
fn a_file_that_others_put_aside_is_begun_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("enote_link.log");
    let mut journal = Journal::open(folder.path(), CHAT);
    journal.write(&[entry("one")], NOON);
    fs::rename(&path, folder.path().join("yesterday.log")).unwrap();
    journal.write(&[entry("two")], NOON);
    assert_eq!(lines(&path)[0]["result"], "two");
}

#[test]
fn a_folder_that_cannot_be_written_to_stops_nothing_and_is_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let logs = folder.path().join("logs");
    // Whoever may write everywhere cannot write into a file as if it were a folder.
    fs::write(&logs, "in the way").unwrap();
    let mut journal = Journal::open(&logs, CHAT);
    journal.write(&[entry("lost")], NOON);
    fs::remove_file(&logs).unwrap();
    journal.write(&[entry("kept")], NOON);
    assert_eq!(lines(&logs.join("enote_link.log"))[0]["result"], "kept");
}
