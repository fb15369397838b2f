//! The rules of the house, as tests: which room may import which, where SQL, time and our own words may
//! stand, and how long a file or a function may be.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// Which rooms a room may import. A room that is not listed here fails the test.
const IMPORTS: [(&str, &[&str]); 20] = [
    ("cli", &["typo"]),
    ("clock", &["model"]),
    ("config", &["model", "text", "typo"]),
    ("engine", &["clock", "journal", "model", "relay", "store"]),
    ("enote", &["clock", "model", "phone"]),
    ("errands", &["clock", "engine", "enote", "model", "relay"]),
    ("hours", &["model"]),
    ("journal", &["model", "relay"]),
    ("inbox", &["clock", "engine", "model", "relay", "telegram"]),
    ("lib", &[]),
    ("main", &["commands"]),
    ("model", &[]),
    ("outbox", &["clock", "engine", "model", "relay", "store", "telegram"]),
    ("phone", &[]),
    ("relay", &["hours", "model", "phone", "text", "typo"]),
    ("sandbox", &[]),
    ("store", &["model", "relay", "text"]),
    ("telegram", &["model", "relay", "store", "text"]),
    ("text", &["model"]),
    ("typo", &[]),
];

/// What pure rooms must not name.
const IO: [&str; 12] = [
    "std::fs",
    "std::net",
    "std::thread",
    "std::process",
    "std::env",
    "std::time",
    "SystemTime",
    "Instant",
    "tokio",
    "rusqlite",
    "reqwest",
    "println!",
];

const LINES_MAX: usize = 400;
const FUNCTION_MAX: usize = 70;

#[test]
fn rooms_import_only_what_the_design_lets_them() {
    let allowed: BTreeMap<_, _> = IMPORTS.into_iter().collect();
    let mut wrong = Vec::new();
    for (path, source) in sources() {
        let room = room(&path);
        if room == "commands" {
            continue;
        }
        let Some(allowed) = allowed.get(room.as_str()) else {
            wrong.push(format!("{}: the room {room} is not listed", path.display()));
            continue;
        };
        let named = source.lines().filter(|line| !is_comment(line)).flat_map(imported);
        for other in named.filter(|other| *other != room && !allowed.contains(&other.as_str())) {
            wrong.push(format!("{}: {room} imports {other}", path.display()));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn telegram_takes_nothing_of_the_store_but_claimed_rows() {
    let wrong = lines_with(
        |path| room(path) == "telegram",
        |line| {
            line.contains("store::") && !line.contains("store::claimed") && !line.contains("store::Claimed")
        },
    );
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn sql_stands_only_in_the_store() {
    let verbs = ["SELECT ", "INSERT ", "UPDATE ", "DELETE FROM", "PRAGMA ", "SAVEPOINT ", "rusqlite"];
    let wrong = lines_with(
        |path| room(path) != "store",
        |line| !is_comment(line) && verbs.iter().any(|verb| line.contains(verb)),
    );
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn pure_rooms_name_no_io() {
    let pure_files = ["read.rs", "write.rs", "answer.rs", "content.rs", "fields.rs"];
    let is_pure = |path: &Path| match room(path).as_str() {
        "relay" | "model" | "hours" | "phone" | "text" | "typo" | "cli" => true,
        "telegram" => pure_files.iter().any(|name| path.ends_with(name)),
        "outbox" => !path.ends_with("mod.rs"),
        _ => false,
    };
    let wrong = lines_with(is_pure, |line| !is_comment(line) && IO.iter().any(|io| line.contains(io)));
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn the_rules_cannot_fail() {
    let wrong = lines_with(
        |path| room(path) == "relay",
        |line| line.contains("-> Result<") || line.contains("panic!") || line.contains("unreachable!"),
    );
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_the_clock_reads_the_time() {
    let wrong = lines_with(
        |path| !matches!(room(path).as_str(), "clock" | "sandbox"),
        |line| line.contains("SystemTime") || line.contains("Instant"),
    );
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_the_engine_decides_and_only_the_store_brings_our_words_back() {
    let decides = lines_with(|path| room(path) != "engine", |line| line.contains("relay::decide("));
    assert_eq!(decides, Vec::<String>::new());
    let restores = lines_with(|path| room(path) != "store", |line| line.contains("Text::restore("));
    assert_eq!(restores, Vec::<String>::new());
    let proofs =
        lines_with(|path| !path.ends_with("store/resolve.rs"), |line| line.contains("proof: Proof }"));
    assert_eq!(proofs, Vec::<String>::new());
}

#[test]
fn every_file_says_what_it_is_for() {
    let silent: Vec<_> =
        all_sources().into_iter().filter(|(_, source)| !source.starts_with("//! ")).collect();
    assert_eq!(silent.into_iter().map(|(path, _)| path).collect::<Vec<_>>(), Vec::<PathBuf>::new());
}

#[test]
fn files_and_functions_stay_short() {
    let mut long = Vec::new();
    for (path, source) in all_sources() {
        let lines = source.lines().count();
        if lines > LINES_MAX {
            long.push(format!("{}: {lines} lines", path.display()));
        }
        for (name, length) in functions(&source).into_iter().filter(|(_, length)| *length > FUNCTION_MAX) {
            long.push(format!("{}: {name}: {length} lines", path.display()));
        }
    }
    assert_eq!(long, Vec::<String>::new());
}

#[test]
fn nothing_is_left_for_later() {
    // Put together here, so that this line itself is not found.
    let marks = [
        "TO".to_owned() + "DO",
        "dbg".to_owned() + "!(",
        "#[ig".to_owned() + "nore",
        "todo".to_owned() + "!(",
    ];
    let mut found = Vec::new();
    for (path, source) in all_sources() {
        for (number, line) in source.lines().enumerate() {
            if marks.iter().any(|mark| line.contains(mark.as_str())) {
                found.push(format!("{}:{}", path.display(), number + 1));
            }
        }
    }
    assert_eq!(found, Vec::<String>::new());
}

#[test]
fn a_long_function_and_a_forbidden_import_would_be_found() {
    let long =
        format!("    fn far_too_long(\n        x: u8,\n    ) {{\n{}    }}\n", "        x();\n".repeat(70));
    assert_eq!(functions(&long), [("far_too_long".to_owned(), 74)]);
    assert_eq!(imported("use crate::{model, store::queue};"), ["model", "store"]);
    assert_eq!(imported("    let x = crate::relay::decide();"), ["relay"]);
}

/// Every source file of the crate, with its text.
fn sources() -> Vec<(PathBuf, String)> {
    read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// The tests' files too.
fn all_sources() -> Vec<(PathBuf, String)> {
    let mut all = sources();
    all.extend(read_all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")));
    all
}

pub fn read_all(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(read_all(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((path.clone(), fs::read_to_string(&path).unwrap()));
        }
    }
    found.sort();
    found
}

/// The room a file belongs to: the first name below `src`.
fn room(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let inside = path.strip_prefix(&root).unwrap_or(path);
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

/// The rooms a line names.
fn imported(line: &str) -> Vec<String> {
    let mut rooms = BTreeSet::new();
    for rest in line.split("crate::").skip(1) {
        let list = rest.strip_prefix('{').and_then(|rest| rest.split('}').next());
        let names: Vec<&str> = list.map_or_else(|| vec![rest], |list| list.split(',').collect());
        for name in names {
            let word: String =
                name.trim().chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
            rooms.insert(word);
        }
    }
    rooms.into_iter().filter(|room| !room.is_empty()).collect()
}

fn lines_with(files: impl Fn(&Path) -> bool, found: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    for (path, source) in sources().into_iter().filter(|(path, _)| files(path)) {
        for (number, line) in source.lines().enumerate().filter(|(_, line)| found(line)) {
            lines.push(format!("{}:{}: {}", path.display(), number + 1, line.trim()));
        }
    }
    lines
}

/// Each function with its length in lines, signature included. rustfmt puts the closing brace under the
/// line that opens it.
fn functions(source: &str) -> Vec<(String, usize)> {
    let lines: Vec<&str> = source.lines().collect();
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let Some(name) = function_name(line) else { continue };
        let indent = &line[..line.len() - line.trim_start().len()];
        let end = lines[start..].iter().position(|line| *line == format!("{indent}}}"));
        if let Some(length) = end.filter(|_| !line.trim_end().ends_with('}')) {
            found.push((name, length + 1));
        }
    }
    found
}

fn function_name(line: &str) -> Option<String> {
    let line = line.trim_start();
    let (before, after) = line.split_once("fn ")?;
    let words = ["pub", "pub(crate)", "pub(super)", "async", "const", "unsafe", "extern", "\"C\""];
    if !before.split_whitespace().all(|word| words.contains(&word)) {
        return None;
    }
    let name: String = after.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}
