//! Migrations on old databases with data in them. For every version there is a file with rows in every
//! table it has; opened by this program, all of it is still there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use pwparents::store::open;
use refinery::Target;
use rusqlite::Connection;
use rusqlite::types::Value;

use super::{NOW, policy};

mod embedded {
    refinery::embed_migrations!("migrations");
}

/// Rows by table, as values by column.
type Rows = BTreeMap<String, Vec<BTreeMap<String, String>>>;

fn data(version: i32) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/data/migrations/V{version}.sql"))
}

fn versions() -> Vec<i32> {
    let runner = embedded::migrations::runner();
    runner.get_migrations().iter().map(refinery::Migration::version).collect()
}

/// A database as that version left it.
fn old_database(path: &Path, version: i32) -> Rows {
    let mut conn = Connection::open(path).unwrap();
    let runner = embedded::migrations::runner();
    runner.set_target(Target::Version(version)).run(&mut conn).unwrap();
    conn.execute_batch(&std::fs::read_to_string(data(version)).unwrap()).unwrap();
    rows(&conn)
}

fn rows(conn: &Connection) -> Rows {
    let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                  AND name NOT LIKE 'refinery_%'";
    let mut tables = conn.prepare(tables).unwrap();
    let tables = tables.query_map((), |row| row.get::<_, String>(0)).unwrap();
    tables.map(Result::unwrap).map(|table| (table.clone(), rows_of(conn, &table))).collect()
}

fn rows_of(conn: &Connection, table: &str) -> Vec<BTreeMap<String, String>> {
    let mut statement = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let rows = statement.query_map((), |row| {
        let values = names.iter().enumerate();
        values.map(|(index, name)| Ok((name.clone(), format!("{:?}", row.get::<_, Value>(index)?)))).collect()
    });
    rows.unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_version_has_data_in_every_table() {
    let versions = versions();
    assert!(versions.contains(&1));
    for version in versions {
        assert!(data(version).exists(), "migration V{version} came without {}", data(version).display());
        let folder = tempfile::tempdir().unwrap();
        let rows = old_database(&folder.path().join("old.db"), version);
        let empty: Vec<&String> =
            rows.iter().filter(|(_, rows)| rows.is_empty()).map(|(name, _)| name).collect();
        assert!(empty.is_empty(), "V{version} has nothing in {empty:?}");
    }
}

#[test]
fn everything_that_an_old_database_holds_is_still_there() {
    for version in versions() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.db");
        let before = old_database(&path, version);
        drop(open(&path, policy(), NOW).unwrap());
        let after = rows(&Connection::open(&path).unwrap());
        for (table, rows) in before {
            let now = &after[&table];
            for row in rows {
                let same = |now: &BTreeMap<String, String>| {
                    row.iter().all(|(name, value)| now.get(name) == Some(value))
                };
                assert!(now.iter().any(same), "V{version}: {table} lost {row:?}");
            }
        }
    }
}

#[test]
fn an_old_database_works_on() {
    let mut bench = super::Bench::new();
    bench.crash();
    std::fs::remove_file(bench.path()).unwrap();
    old_database(&bench.path(), 1);
    let (committed, loaded) = bench.start();
    // A call was under way: nobody knows how it ended.
    assert_eq!(bench.number("SELECT unknown_count FROM outbox WHERE id = 4"), 1);
    assert_eq!(loaded.pauses.len(), 2);
    assert_eq!(loaded.spent.len(), 2);
    assert!(committed.heads.iter().any(|(_, head)| head.is_some_and(|head| head.row.0 == 6)));
}
