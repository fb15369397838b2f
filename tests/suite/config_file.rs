//! The config is found where the command line says, or in the usual places, or done without.

use std::fs;
use std::path::Path;

use pwparents::config::{PLACES, load, load_from};
use tempfile::tempdir;

use crate::config::{SMALLEST, TOKEN, env};

#[test]
fn the_first_place_that_exists_is_read() {
    let folder = tempdir().unwrap();
    let (near, far) = (folder.path().join("near.toml"), folder.path().join("far.toml"));
    fs::write(&far, SMALLEST).unwrap();
    let loaded = load_from(&[&near, &far], &env(&[])).unwrap();
    assert_eq!(loaded.file.as_deref(), Some(&*far));
    assert_eq!(loaded.config.database, folder.path().join("pwparents.db"));
    fs::write(&near, SMALLEST).unwrap();
    assert_eq!(load_from(&[&near, &far], &env(&[])).unwrap().file.as_deref(), Some(&*near));
    assert_eq!(PLACES, ["config.toml", "/etc/pwparents/config.toml"]);
}

#[test]
fn without_a_file_the_environment_may_be_enough() {
    let variables = [("BOT_TOKEN", TOKEN), ("SUPPORT_GROUP_ID", "-1001234567890")];
    let loaded = load_from(&[], &env(&variables)).unwrap();
    assert_eq!(loaded.file, None);
    assert_eq!(loaded.config.database, Path::new("pwparents.db"));
}

#[test]
fn without_a_file_and_with_too_little_environment_the_error_says_where_it_looked() {
    let told = load_from(&PLACES.map(|_| Path::new("/none/config.toml")), &env(&[("BOT_TOKEN", TOKEN)]));
    let expected = "no config: looked for /none/config.toml and /none/config.toml; copy config.example.toml to \
                    config.toml and fill it in, or set BOT_TOKEN and SUPPORT_GROUP_ID in the environment";
    assert_eq!(told.unwrap_err().to_string(), expected);
}

#[test]
fn a_named_file_that_does_not_exist_is_not_replaced_by_another() {
    let variables = [("BOT_TOKEN", TOKEN), ("SUPPORT_GROUP_ID", "-1001234567890")];
    let told = load(Some(Path::new("/none/config.toml")), &env(&variables)).unwrap_err().to_string();
    assert_eq!(told, "/none/config.toml: no such file: check --config");
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_told_in_one_line() {
    let folder = tempdir().unwrap();
    let told = load(Some(folder.path()), &env(&[])).unwrap_err().to_string();
    let name = folder.path().display();
    assert_eq!(told, format!("{name}: cannot be read: is a directory: check the path and its owner"));
}

#[test]
fn a_file_in_another_encoding_is_told_with_the_line() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("config.toml");
    let cyrillic_in_cp1251 = [SMALLEST.as_bytes(), b"[clinic]\nname = \"\xCB\xE0\xEF\xE0\"\n"].concat();
    fs::write(&path, cyrillic_in_cp1251).unwrap();
    let told = load(Some(&path), &env(&[])).unwrap_err().to_string();
    assert_eq!(told, format!("{}:5: is not UTF-8 text: save the file as UTF-8", path.display()));
}

#[test]
fn problems_name_the_file_as_it_was_given() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("мій config.toml");
    fs::write(&path, format!("{SMALLEST}nick = 1\n")).unwrap();
    let told = load(Some(&path), &env(&[])).unwrap_err().to_string();
    assert!(told.starts_with(&format!("{}:4: telegram.nick: unknown key", path.display())), "{told}");
}

#[cfg(unix)]
#[test]
fn a_file_of_secrets_that_others_may_read_gets_a_warning() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempdir().unwrap();
    let path = folder.path().join("config.toml");
    let variables = env(&[("BOT_TOKEN", TOKEN), ("SUPPORT_GROUP_ID", "-1001234567890")]);
    let warnings = |text: &str, mode: u32| {
        fs::write(&path, text).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        load(Some(&path), &variables).unwrap().warnings
    };
    assert_eq!(warnings("language = \"uk\"\n", 0o644), Vec::<String>::new());
    assert_eq!(warnings(SMALLEST, 0o640), Vec::<String>::new());
    let name = path.display();
    let expected =
        format!("{name}: holds secrets, and every user of this machine may read it: chmod o= {name}");
    assert_eq!(warnings(SMALLEST, 0o644), [expected]);
}
