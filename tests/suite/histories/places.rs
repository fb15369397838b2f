//! Nothing stands, or ever stood, where it does not belong: no client sees another's words, a note or a
//! command, and no topic shows another client's words. Every call is looked at, for what was taken away again
//! was seen too.

use super::check::Seen;
use super::history::History;
use super::ledger::{Fate, Side, marks_in};
use super::staff::CANNED;
use pwparents::sandbox::{Call, ForumOff};
use serde_json::Value;
use std::collections::BTreeMap;

pub fn check(history: &History, seen: &Seen) -> Vec<String> {
    let mut wrong = Vec::new();
    for (client, shown) in seen.private.iter().enumerate() {
        let marks = shown.iter().flat_map(|shown| history.ledger.marks(shown));
        wrong.extend(marks.filter_map(|number| in_private(history, client, number)));
    }
    for (client, shown) in seen.topics.iter().enumerate() {
        let marks = shown.iter().flat_map(|shown| history.ledger.marks(shown));
        wrong.extend(marks.filter_map(|number| in_topic(history, client, number)));
    }
    if !(history.was_flat && history.sim.world.rules.forum_off == ForumOff::Ignored) {
        let marks = seen.general.iter().flat_map(|shown| history.ledger.marks(shown));
        wrong.extend(marks.map(|number| format!("{number} stands in General")));
    }
    wrong.extend(commands(history, seen));
    wrong.extend(calls(history));
    wrong
}

fn in_private(history: &History, client: usize, number: usize) -> Option<String> {
    let said = history.ledger.said.get(number)?;
    let right = said.side == Side::Staff && said.client == Some(client) && said.fate != Fate::Stays;
    (!right).then(|| format!("{} sees {number}: {said:?}", history.clients[client].name))
}

fn in_topic(history: &History, client: usize, number: usize) -> Option<String> {
    let said = history.ledger.said.get(number)?;
    let right = said.side == Side::Client && said.client == Some(client) && said.fate == Fate::Travels;
    (!right).then(|| format!("the topic of {} shows {number}: {said:?}", history.clients[client].name))
}

/// What begins with a slash is nothing for a client.
fn commands(history: &History, seen: &Seen) -> Vec<String> {
    let all = seen.private.iter().zip(&history.clients);
    let found = all.flat_map(|(shown, client)| shown.iter().map(move |shown| (client, shown.words())));
    let inside = found.filter(|(_, words)| words.starts_with(['/', '.']) || words.contains("нотатка"));
    inside.map(|(client, words)| format!("{} reads {words:?}", client.name)).collect()
}

/// The calls that carry words, as they were made.
fn calls(history: &History) -> Vec<String> {
    let owners: BTreeMap<i64, Option<usize>> = history
        .sim
        .world
        .topics(history.sim.group)
        .iter()
        .map(|topic| (topic.thread, history.owner(topic.thread)))
        .collect();
    let carries = |call: &&Call| {
        let begins = |name: &str| call.method.starts_with(name);
        call.executed && (begins("send") || begins("copy") || begins("editMessage"))
    };
    let mut wrong = Vec::new();
    for call in history.sim.world.calls().filter(carries) {
        let Some(chat) = call.int("chat_id") else { continue };
        let client = history.clients.iter().position(|client| client.id == chat);
        let owner = call.int("message_thread_id").map(|thread| owners.get(&thread).copied().flatten());
        for number in carried(history, call) {
            wrong.extend(match (client, owner) {
                (Some(client), _) => in_private(history, client, number),
                (None, Some(Some(owner))) => in_topic(history, owner, number),
                (None, Some(None)) => Some(format!("{number} was sent into a topic of nobody")),
                // An edit names no topic; where it shows is looked at above.
                (None, None) if call.method.starts_with("edit") => None,
                (None, None) => Some(format!("{number} was sent outside all topics: {:?}", call.params)),
            });
        }
        let for_nobody = client.is_some_and(|client| !history.presses.iter().any(|(of, _)| *of == client));
        if for_nobody && call.text("text") == Some(CANNED) {
            wrong.push(format!("a canned reply was sent to {chat}, and nobody pressed"));
        }
    }
    wrong
}

/// The messages whose words a call carries. What it only answers or quotes does not count.
fn carried(history: &History, call: &Call) -> Vec<usize> {
    let mut params = call.params.clone();
    params.remove("reply_parameters");
    let mut marks = marks_in(&Value::Object(params).to_string());
    if let Some(from) = call.int("from_chat_id") {
        let listed = call.params.get("message_ids").and_then(Value::as_array);
        let ids = listed.into_iter().flatten().filter_map(Value::as_i64).chain(call.int("message_id"));
        marks.extend(ids.filter_map(|id| history.ledger.at(from, id)));
    }
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// Whether a call ever brought it to its client.
pub fn ever_sent(history: &History, number: usize) -> bool {
    let client = history.ledger.said[number].client.map(|client| history.clients[client].id);
    let brings = |call: &&Call| {
        call.executed
            && call.is_ok()
            && call.int("chat_id") == client
            && carried(history, call).contains(&number)
    };
    history.sim.world.calls().any(|call| brings(&call))
}
