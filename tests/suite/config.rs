//! A config is read as written, refused with every problem at once, and never gives a secret away.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use log::LevelFilter;
use pwparents::config::{Config, Problems};
use pwparents::model::{ChatId, ContractField, Lang, OwnerBy, Secret, ThreadId, Wire};

pub const TOKEN: &str = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-abc";
pub const SMALLEST: &str = "\
[telegram]
token = \"123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-abc\"
support_group_id = -1001234567890
";

/// An environment that holds just these variables.
pub fn env(variables: &[(&str, &str)]) -> impl Fn(&str) -> Option<String> + use<> {
    let variables: BTreeMap<String, String> =
        variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    move |name| variables.get(name).cloned()
}

fn parse(text: &str, variables: &[(&str, &str)]) -> Result<Config, Problems> {
    Config::parse(text, "config.toml", Path::new("/srv/clinic"), &env(variables))
}

fn problems(text: &str, variables: &[(&str, &str)]) -> String {
    parse(text, variables).map_or_else(|problems| problems.to_string(), |_| "nothing".into())
}

#[test]
fn each_bad_sample_is_refused_with_exactly_the_lines_it_names() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/configs/bad");
    let mut wrong = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let expected: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("# expect: ")).collect();
        let told = problems(&text, &[]);
        if expected.is_empty() || told != expected.join("\n") {
            wrong.push(format!("== {}\n{told}", path.file_name().unwrap().display()));
        }
    }
    wrong.sort();
    assert!(wrong.is_empty(), "not told as expected:\n{}", wrong.join("\n"));
}

#[test]
fn token_and_group_are_enough() {
    let config = parse(SMALLEST, &[]).unwrap();
    assert_eq!(config.lang, Lang::Uk);
    assert_eq!(config.telegram.token, Secret::new(TOKEN));
    assert_eq!(config.telegram.group, ChatId(-1_001_234_567_890));
    assert_eq!(config.telegram.username, None);
    assert_eq!(config.telegram.api_url, "https://api.telegram.org");
    assert_eq!(config.telegram.limits.group_per_minute, 20);
    assert_eq!(config.telegram.limits.new_topics_per_minute, 5);
    assert_eq!(config.telegram.limits.client_per_minute, 15);
    assert_eq!(config.backup.every_hours, 24);
    assert_eq!(config.enote, None);
    assert_eq!(config.clinic.name, "");
    assert_eq!(config.clinic.phone, None);
    assert_eq!(config.logs.level, LevelFilter::Info);
    assert_eq!(config.logs.telegram_chat_id, None);
}

#[test]
fn what_is_written_is_what_is_trusted() {
    let text = r#"
language = "en"
[telegram]
token = " 1:a "
username = "@ExampleClinicBot"
support_group_id = -100_123_456_7890
api_url = "http://127.0.0.1:8081/"
limits = { group_per_minute = 0, chat_per_second = 2, overall_per_second = 5, client_per_minute = 9 }
[clinic]
name = "Клініка «Лапа» 🐾"
phone = "+380 67 123 45 67"
map_url = "https://maps.example.org/?q=Лапа#тут"
[logs]
level = "DEBUG"
telegram_chat_id = -1009876543210
telegram_thread_id = 7
"#;
    let config = parse(text, &[]).unwrap();
    assert_eq!(config.lang, Lang::En);
    assert_eq!(config.telegram.token, Secret::new("1:a"));
    assert_eq!(config.telegram.username.as_deref(), Some("ExampleClinicBot"));
    assert_eq!(config.telegram.api_url, "http://127.0.0.1:8081");
    assert_eq!(config.telegram.limits.group_per_minute, 0);
    assert_eq!(config.telegram.limits.overall_per_second, 5);
    assert_eq!(config.telegram.limits.new_topics_per_minute, 5);
    assert_eq!(config.telegram.limits.client_per_minute, 9);
    assert_eq!(config.clinic.name, "Клініка «Лапа» 🐾");
    assert_eq!(config.clinic.map_url.as_deref(), Some("https://maps.example.org/?q=Лапа#тут"));
    assert_eq!(config.clinic.address, None);
    assert_eq!(config.logs.level, LevelFilter::Debug);
    assert_eq!(config.logs.telegram_chat_id, Some(ChatId(-1_009_876_543_210)));
    assert_eq!(config.logs.telegram_thread_id, Some(ThreadId(7)));
}

#[test]
fn the_environment_wins_over_the_file_and_an_empty_variable_is_no_variable() {
    let text = format!("{SMALLEST}username = \"FileBot\"\napi_url = \"https://file.example.org\"\n");
    let variables = [
        ("BOT_TOKEN", "42:env\n"),
        ("BOT_USERNAME", ""),
        ("SUPPORT_GROUP_ID", " -1002222222222 "),
        ("BOT_API_URL", "http://localhost:8081"),
    ];
    let telegram = parse(&text, &variables).unwrap().telegram;
    assert_eq!(telegram.token, Secret::new("42:env"));
    assert_eq!(telegram.username.as_deref(), Some("FileBot"));
    assert_eq!(telegram.group, ChatId(-1_002_222_222_222));
    assert_eq!(telegram.api_url, "http://localhost:8081");
}

#[test]
fn a_bad_variable_is_told_by_its_name() {
    let variables = [("BOT_TOKEN", "nonsense"), ("SUPPORT_GROUP_ID", "group"), ("BOT_API_URL", "x")];
    let expected = "\
SUPPORT_GROUP_ID: wanted a whole number without quotes
BOT_TOKEN: must be digits, a colon and letters: copy the whole token from @BotFather
BOT_API_URL: must begin with https:// or http://";
    assert_eq!(problems(SMALLEST, &variables), expected);
}

#[test]
fn enote_variables_alone_switch_enote_on() {
    let all = [
        ("ENOTE_ODATA_URL", "https://enote.example.org/Лапа/odata/standard.odata/"),
        ("ENOTE_ODATA_USER", "odata"),
        ("ENOTE_ODATA_PASS", "п а роль "),
        ("ENOTE_API_URL", "https://enote.example.org/hs/api/v2"),
        ("ENOTE_API_KEY", "key"),
    ];
    let enote = parse(SMALLEST, &all).unwrap().enote.unwrap();
    assert_eq!(enote.odata_url, "https://enote.example.org/Лапа/odata/standard.odata");
    assert_eq!(enote.odata_password, Secret::new("п а роль "));
    assert_eq!((enote.timeout, enote.retries, enote.workers), (Duration::from_secs(25), 2, 2));
    assert_eq!(enote.wire, Wire::Percent);
    assert_eq!(problems(SMALLEST, &all[..1]).lines().count(), 4);
    let odd = format!("{SMALLEST}[enote]\nworkers = 4\nwire = \"raw\"\n");
    let enote = parse(&odd, &all).unwrap().enote.unwrap();
    assert_eq!((enote.workers, enote.wire), (4, Wire::Raw));
    assert_eq!((enote.contracts, enote.owner_by, enote.ca_file), Default::default());
    let odd = "contract_type = \"text\"\nowner_parameter = \"Ref_Key\"\nca_file = \"clinic.pem\"\n";
    let enote = parse(&format!("{SMALLEST}[enote]\n{odd}"), &all).unwrap().enote.unwrap();
    assert_eq!((enote.contracts, enote.owner_by), (ContractField::Text, OwnerBy::RefKey));
    assert_eq!(enote.ca_file, Some(PathBuf::from("/srv/clinic/clinic.pem")));
}

#[test]
fn paths_are_relative_to_the_file_and_from_the_environment_to_the_current_folder() {
    let text = format!("{SMALLEST}[database]\npath = \"data/x.db\"\n[backup]\ndir = \"/mnt/copies\"\n");
    let config = parse(&text, &[]).unwrap();
    assert_eq!(config.database, PathBuf::from("/srv/clinic/data/x.db"));
    assert_eq!(config.backup.dir, PathBuf::from("/mnt/copies"));
    assert_eq!(config.logs.dir, PathBuf::from("/srv/clinic/logs"));
    assert_eq!(parse(&text, &[("DB_PATH", "here.db")]).unwrap().database, PathBuf::from("here.db"));
}

#[test]
fn a_byte_order_mark_and_windows_line_ends_are_fine() {
    let text = format!("\u{feff}{}", SMALLEST.replace('\n', "\r\n"));
    assert_eq!(parse(&text, &[]), parse(SMALLEST, &[]));
    let bad = format!("{text}colour = 1\r\n");
    assert!(
        problems(&bad, &[]).starts_with("config.toml:4: telegram.colour: unknown key; known here: token")
    );
}

#[test]
fn an_empty_file_names_what_is_missing() {
    let expected = "\
telegram.token is missing: set it in [telegram] or in the environment variable BOT_TOKEN
telegram.support_group_id is missing: set it in [telegram] or in the environment variable SUPPORT_GROUP_ID";
    assert_eq!(problems("", &[]), expected);
}

#[test]
fn a_secret_shows_neither_in_debug_output_nor_in_any_problem() {
    let secrets = [TOKEN, "AAEhBO", "pass-word", "api-key-7"];
    let text = format!(
        "{SMALLEST}[enote]\nodata_url = \"http://x\"\nodata_user = \"u\"\napi_url = \"http://x\"\n\
         odata_password = \"pass-word\"\napi_key = \"api-key-7\"\n"
    );
    let shown = format!("{:?}", parse(&text, &[]).unwrap());
    assert!(shown.contains("Secret") && secrets.iter().all(|secret| !shown.contains(secret)), "{shown}");
    let everywhere = ["language", "telegram.token", "telegram.username", "telegram.api_url", "database.path"]
        .into_iter()
        .chain([
            "telegram.support_group_id",
            "enote.odata_url",
            "enote.odata_user",
            "enote.wire",
            "logs.level",
        ]);
    for key in everywhere {
        for value in
            [format!("\"{TOKEN} \\n!\""), TOKEN.to_owned(), format!("\"{TOKEN}"), format!("[\"{TOKEN}\"]")]
        {
            let told = problems(&format!("{key} = {value}\n"), &[]);
            assert!(secrets.iter().all(|secret| !told.contains(secret)), "{told}");
        }
    }
    for line in [format!("{TOKEN} = 1"), format!("\"{TOKEN}\" = 1"), format!("[\"{TOKEN}\"]"), TOKEN.into()] {
        let told = problems(&line, &[("BOT_USERNAME", TOKEN), ("BOT_API_URL", TOKEN)]);
        assert!(secrets.iter().all(|secret| !told.contains(secret)), "{told}");
    }
}
