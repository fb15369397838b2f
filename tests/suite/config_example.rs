//! `config.example.toml` knows every key, explains each in one sentence, and shows the defaults.

use std::collections::BTreeSet;
use std::path::Path;

use pwparents::config::{Config, Problems, known_keys};
use pwparents::model::{Interval, kyiv};

use crate::config::{TOKEN, env};

const EXAMPLE: &str = include_str!("../../config.example.toml");

/// The example with its optional parts in force: their lines have no space behind the `#`.
fn in_full() -> String {
    let lines: Vec<_> = EXAMPLE.lines().map(uncommented).map(str::to_owned).collect();
    lines.join("\n")
}

fn uncommented(line: &str) -> &str {
    line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line)
}

fn parse(text: &str, more: &[(&str, &str)]) -> Result<Config, Problems> {
    let mut variables = vec![("BOT_TOKEN", TOKEN), ("SUPPORT_GROUP_ID", "-1001234567890")];
    variables.extend(more);
    Config::parse(text, "config.toml", Path::new(""), &env(&variables))
}

/// Every key of the example by its full name, with the lines above it.
fn keys() -> Vec<(String, Vec<String>)> {
    let (mut table, mut above, mut keys) = (String::new(), Vec::new(), Vec::new());
    for line in in_full().lines() {
        if let Some(name) = line.strip_prefix('[') {
            table = name.trim_matches(['[', ']']).to_owned() + ".";
        } else if let Some((key, _)) = line.split_once(" = ").filter(|_| !line.starts_with('#')) {
            keys.push((format!("{table}{key}"), above.clone()));
        }
        if line.starts_with("# ") { above.push(line.to_owned()) } else { above.clear() }
    }
    keys
}

#[test]
fn the_example_with_token_and_group_says_what_no_config_says() {
    assert_eq!(parse(EXAMPLE, &[]).unwrap(), parse("", &[]).unwrap());
}

#[test]
fn the_example_as_it_stands_asks_only_for_token_and_group() {
    let told = Config::parse(EXAMPLE, "config.toml", Path::new(""), &env(&[])).unwrap_err().to_string();
    assert_eq!(told.lines().count(), 2, "{told}");
    assert!(told.contains("telegram.token") && told.contains("telegram.support_group_id"));
}

#[test]
fn the_optional_parts_parse_once_filled_in_and_show_the_defaults() {
    let secrets = [("ENOTE_ODATA_USER", "u"), ("ENOTE_ODATA_PASS", "p"), ("ENOTE_API_KEY", "k")];
    let told = parse(&in_full(), &secrets).unwrap_err().to_string();
    assert_eq!(told.matches("still holds a placeholder").count(), 2, "{told}");
    let filled = parse(&in_full().replace("<clinic>", "clinic"), &secrets).unwrap();
    let mut variables = secrets.to_vec();
    variables.push(("ENOTE_ODATA_URL", "https://app.enote.vet/clinic/odata/standard.odata"));
    variables.push(("ENOTE_API_URL", "https://app.enote.vet/clinic/hs/api/v2"));
    // Hours and buttons have no values of their own when left out: what is shown is looked at below.
    let defaults = parse("", &variables).unwrap();
    assert_eq!(Config { hours: None, menu: defaults.menu.clone(), ..filled }, defaults);
}

#[test]
fn the_hours_and_buttons_shown_are_understood() {
    let secrets = [("ENOTE_ODATA_USER", "u"), ("ENOTE_ODATA_PASS", "p"), ("ENOTE_API_KEY", "k")];
    let config = parse(&in_full().replace("<clinic>", "clinic"), &secrets).unwrap();
    let hours = config.hours.unwrap();
    assert_eq!(hours.zone, kyiv());
    assert_eq!(hours.week[0], [Interval { from: 540, to: 1200 }]);
    assert_eq!(hours.week[5], [Interval { from: 600, to: 960 }]);
    assert_eq!(hours.week[6], []);
    assert_eq!(hours.holidays.len(), 3);
    let titles: Vec<_> = config.menu.uk.iter().map(|item| item.title.as_str()).collect();
    assert_eq!(titles, ["Записатися на прийом", "Ціни"]);
}

#[test]
fn every_known_key_is_in_the_example_and_every_key_in_it_is_known() {
    let shown: BTreeSet<_> = keys().into_iter().map(|(key, _)| key).collect();
    let known: BTreeSet<_> = known_keys().into_iter().map(str::to_owned).collect();
    assert_eq!(shown, known);
}

#[test]
fn every_key_is_explained_in_exactly_one_sentence() {
    for (key, above) in keys() {
        let [sentence] = &above[..] else { panic!("{key} has {} lines above it", above.len()) };
        let words = sentence.trim_start_matches("# ");
        assert!(words.starts_with(char::is_uppercase), "{key}: {words}");
        assert!(words.ends_with('.') && !words.contains(". "), "{key}: {words}");
        assert!(sentence.chars().count() <= 110, "{key} is explained too broadly");
    }
}
