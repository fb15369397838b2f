//! The Bot API's JSON, both ways: updates into events, rows into calls, answers into outcomes. Samples
//! of updates stand in tests/data/updates, one a file.

mod answers;
mod batch;
mod calls;
mod content;
mod fuzz;
mod keyboards;
mod offers;
mod reactions;
mod read;
mod refusals;
mod samples;
mod traps;

use std::collections::BTreeMap;
use std::path::Path;

use pwparents::relay::event::Event;
use pwparents::telegram::read;
use serde_json::Value;

/// Every sample by its name.
pub fn samples() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/updates");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let named = files.map(|path| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        (name, std::fs::read_to_string(&path).unwrap())
    });
    named.collect()
}

pub fn sample(name: &str) -> Value {
    serde_json::from_str(&samples()[name]).unwrap()
}

/// The event of an update that is put together as JSON.
pub fn event_of(update: &Value) -> Event {
    read(&update.to_string()).event
}
