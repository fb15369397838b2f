//! Nothing of the store walks through a history: what one event costs is the same after a million messages.
//! Every statement that stands in the store as a whole is shown to SQLite, which says how it would run it.

use std::path::Path;

use super::Bench;
use crate::tidy::read_all;

/// Tables that grow with the years.
const HISTORY: [&str; 5] = ["messages", "message_links", "pp_clients", "tickets", "updates"];
const VERBS: [&str; 3] = ["SELECT ", "UPDATE ", "DELETE "];

#[test]
fn no_statement_walks_through_a_history() {
    let bench = Bench::new();
    let database = bench.look();
    let mut walks = Vec::new();
    let mut seen = 0;
    for sql in statements() {
        let Ok(plan) = plan(&database, &sql) else { continue };
        seen += 1;
        let walking = plan.into_iter().filter(|step| walks_through(step, &sql));
        walks.extend(walking.map(|step| format!("{step}: {sql}")));
    }
    assert!(seen > 100, "only {seen} statements were found");
    assert_eq!(walks, Vec::<String>::new());
}

#[test]
fn a_walk_would_be_found() {
    let bench = Bench::new();
    let database = bench.look();
    for (sql, walks) in [
        ("SELECT text FROM messages WHERE text = 'x'", true),
        ("SELECT m.id FROM messages m WHERE m.chat_id = 1", true),
        ("UPDATE messages SET note = 1 WHERE chat_id = 1 AND telegram_message_id = 2", false),
    ] {
        let plan = plan(&database, sql).unwrap();
        assert_eq!(plan.iter().any(|step| walks_through(step, sql)), walks, "{plan:?}");
    }
}

/// The steps of a statement's plan.
fn plan(database: &rusqlite::Connection, sql: &str) -> rusqlite::Result<Vec<String>> {
    let mut explained = database.prepare(&format!("EXPLAIN QUERY PLAN {sql}"))?;
    let values = vec![1_i64; explained.parameter_count()];
    let steps = explained.query_map(rusqlite::params_from_iter(values), |row| row.get(3))?;
    steps.collect()
}

/// Whether a step looks at more the longer the history: at a whole table, or at all messages of a chat. A
/// partial index is as short as what it is for.
fn walks_through(step: &str, sql: &str) -> bool {
    let whole_chat = step.ends_with("messages_by_place (chat_id=?)");
    let Some(scanned) = step.strip_prefix("SCAN ") else { return whole_chat };
    let name = scanned.split(' ').next().unwrap_or_default();
    let is = |table: &str| name == table || sql.contains(&format!("{table} {name} "));
    !scanned.contains("USING") && HISTORY.iter().any(|table| is(table))
}

/// The string literals of the store that are whole statements: what others are put together from ends with a space.
fn statements() -> Vec<String> {
    let files = read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store"));
    let literals = |source: &str| source.split('"').map(str::to_owned).collect::<Vec<_>>();
    let all = files.iter().flat_map(|(_, source)| literals(source));
    let whole =
        |literal: &String| !literal.ends_with(' ') && VERBS.iter().any(|verb| literal.starts_with(verb));
    all.filter(whole).collect()
}
