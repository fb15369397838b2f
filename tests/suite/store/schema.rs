//! The schema is a contract: operators and the old system's tools know these names.

use super::{Bench, OLENA, store_with};
use pwparents::model::{ClientId, Millis};
use pwparents::relay::effect::{Effect, Fact, TicketFact};

/// The columns of the old system's tables, in the contract's order, with their types.
const CONTRACT: [(&str, &[(&str, &str)]); 3] = [
    (
        "pp_clients",
        &[
            ("telegram_id", "INTEGER"),
            ("phone", "TEXT"),
            ("phone_confirmed", "INTEGER"),
            ("label", "TEXT"),
            ("total_closed", "INTEGER"),
            ("created_at", "TEXT"),
            ("updated_at", "TEXT"),
            ("last_phone_prompt_at", "TEXT"),
            ("owner_ref_key", "TEXT"),
            ("owner_name_enote", "TEXT"),
            ("owner_phone_enote", "TEXT"),
            ("linked_contract_number", "TEXT"),
            ("linked_by", "INTEGER"),
            ("linked_at", "TEXT"),
        ],
    ),
    (
        "tickets",
        &[
            ("id", "INTEGER"),
            ("thread_id", "INTEGER"),
            ("chat_id", "INTEGER"),
            ("client_user_id", "INTEGER"),
            ("status", "TEXT"),
            ("created_at", "TEXT"),
            ("updated_at", "TEXT"),
            ("label", "TEXT"),
            ("assigned_to", "INTEGER"),
        ],
    ),
    (
        "messages",
        &[
            ("id", "INTEGER"),
            ("ticket_id", "INTEGER"),
            ("direction", "TEXT"),
            ("telegram_message_id", "INTEGER"),
            ("text", "TEXT"),
            ("media", "TEXT"),
            ("created_at", "TEXT"),
        ],
    ),
];

/// What the line needs beside them.
const OURS: [&str; 19] = [
    "canned",
    "deadlines",
    "find_again",
    "kv",
    "message_edits",
    "message_links",
    "offers",
    "outbox",
    "pauses",
    "pp_clients",
    "quarantine",
    "reactions",
    "said",
    "spent",
    "staff",
    "tickets",
    "told",
    "topics",
    "updates",
];

#[test]
fn the_old_systems_tables_keep_their_names_and_columns() {
    let bench = Bench::new();
    let look = bench.look();
    for (table, expected) in CONTRACT {
        let mut columns =
            look.prepare(&format!("SELECT name, type FROM pragma_table_info('{table}')")).unwrap();
        let columns = columns.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        let columns: Vec<(String, String)> = columns.map(Result::unwrap).collect();
        let contract = |name: &str| expected.iter().any(|(known, _)| *known == name);
        let kept = columns.iter().filter(|(name, _)| contract(name));
        let kept: Vec<(&str, &str)> = kept.map(|(name, kind)| (name.as_str(), kind.as_str())).collect();
        assert_eq!(kept, expected, "{table}");
    }
}

#[test]
fn keys_references_and_the_index_of_the_contract_are_there() {
    let bench = Bench::new();
    let key = |table: &str| {
        bench.words(&format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk"))
    };
    assert_eq!(key("pp_clients"), ["telegram_id"]);
    assert_eq!(key("tickets"), ["id"]);
    assert_eq!(key("messages"), ["id"]);
    assert_eq!(key("message_links"), ["chat_id", "message_id"]);
    let reference = "SELECT \"table\" || '.' || \"to\" FROM pragma_foreign_key_list('messages')
                     WHERE \"from\" = 'ticket_id'";
    assert_eq!(bench.words(reference), ["tickets.id"]);
    let index = "SELECT name FROM pragma_index_info('idx_pp_clients_owner_ref_key')";
    assert_eq!(bench.words(index), ["owner_ref_key"]);
}

#[test]
fn every_table_is_strict_and_none_is_missing() {
    let bench = Bench::new();
    let tables = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'
                  AND name NOT LIKE 'refinery_%'";
    let lax = bench.words(&format!("{tables} AND strict = 0"));
    assert_eq!(lax, Vec::<String>::new());
    let all = bench.words(&format!("{tables} ORDER BY name"));
    let missing: Vec<_> = OURS.iter().filter(|name| !all.contains(&(**name).to_owned())).collect();
    assert!(missing.is_empty(), "{missing:?}");
    assert!(all.contains(&"messages".to_owned()));
}

#[test]
fn statuses_directions_and_deliveries_are_the_contracts_words() {
    let bench = Bench::talking();
    let refused = |sql: &str| bench.look().execute_batch(sql).unwrap_err().to_string();
    for (table, column) in [("tickets", "status"), ("messages", "direction"), ("messages", "delivery")] {
        let told = refused(&format!("UPDATE {table} SET {column} = 'something'"));
        assert!(told.contains("CHECK"), "{table}.{column}: {told}");
    }
    for status in ["open", "in_progress", "closed"] {
        bench.change(&format!("UPDATE tickets SET status = '{status}'"));
    }
    for delivery in ["queued", "sent", "possibly twice", "failed", "kept"] {
        bench.change(&format!("UPDATE messages SET delivery = '{delivery}'"));
    }
    assert!(refused("UPDATE pp_clients SET phone_confirmed = 2").contains("CHECK"));
    bench.change("UPDATE pp_clients SET phone_confirmed = NULL");
}

#[test]
fn times_an_operator_reads_are_utc_text() {
    let bench = Bench::talking();
    assert_eq!(bench.word("SELECT created_at FROM pp_clients"), "2026-11-18 11:06:40");
    assert_eq!(bench.word("SELECT created_at FROM tickets"), "2026-11-18 11:06:40");
    assert_eq!(bench.word("SELECT created_at FROM messages"), "2026-11-18 11:06:40");
}

#[test]
fn the_file_is_in_wal_mode_and_references_are_held() {
    let bench = Bench::new();
    assert_eq!(bench.word("PRAGMA journal_mode"), "wal");
    let (_folder, mut store) = store_with(&[]);
    store.begin().unwrap();
    let stranger = Effect::Remember(Fact::Ticket(ClientId(999), TicketFact::Opened));
    let told = store.write(&[stranger], Millis(0)).unwrap_err();
    assert!(told.to_string().contains("FOREIGN KEY"), "{told}");
    assert!(!told.will_pass(), "the fault of one event, not of the disk");
    store.roll_back();
    store.begin().unwrap();
    store.write(&[Effect::Remember(Fact::Ticket(OLENA, TicketFact::Opened))], Millis(0)).unwrap();
    store.commit().unwrap();
}
