//! The two files of sentences: the same keys and placeholders, none unused, none missing; numbers and
//! times as people read them.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use pwparents::model::{Lang, Millis, kyiv};
use pwparents::relay::commands::Verb;
use pwparents::text;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/text")
}

/// Each key of a file with its placeholders.
fn sentences(file: &str) -> BTreeMap<String, BTreeSet<String>> {
    let source = std::fs::read_to_string(folder().join(file)).unwrap();
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut key = String::new();
    for line in source.lines().filter(|line| !line.starts_with('#')) {
        if let Some((name, _)) = line.split_once(" = ").filter(|_| !line.starts_with(' ')) {
            name.clone_into(&mut key);
            assert!(found.insert(key.clone(), BTreeSet::new()).is_none(), "{file}: {key} stands there twice");
        }
        let placeholders = line.split('$').skip(1).map(|rest| {
            rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect::<String>()
        });
        found.entry(key.clone()).or_default().extend(placeholders);
    }
    found.remove("");
    found
}

/// The functions' source, all of it.
fn functions() -> String {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path());
    let sources = files.filter(|path| path.extension().is_some_and(|ending| ending == "rs"));
    sources.map(|path| std::fs::read_to_string(path).unwrap()).collect()
}

#[test]
fn both_files_have_the_same_keys_with_the_same_placeholders() {
    let (uk, en) = (sentences("uk.ftl"), sentences("en.ftl"));
    assert!(uk.len() > 60, "{}", uk.len());
    assert_eq!(uk.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
    for (key, placeholders) in &uk {
        assert_eq!(placeholders, &en[key], "{key}");
    }
}

#[test]
fn no_sentence_is_unused() {
    let functions = functions();
    // How a command is to be written, and what it is about, is found by the command's name.
    let of = |key: &str, what: &str| Verb::ALL.iter().any(|verb| key == format!("{what}-{}", verb.name()));
    let usage = |key: &str| of(key, "usage") || of(key, "about");
    let is_used = |key: &str| functions.contains(&format!("\"{key}\"")) || usage(key);
    let unused: Vec<_> = sentences("uk.ftl").into_keys().filter(|key| !is_used(key)).collect();
    assert_eq!(unused, Vec::<String>::new());
}

#[test]
fn no_sentence_is_missing_and_each_gets_what_it_has_room_for() {
    let known = sentences("uk.ftl");
    let functions = functions();
    // The key stands in the call itself, or is what a match picks.
    let calls = functions.split("say(lang, \"").skip(1);
    let picked = functions.split("=> \"").skip(1);
    let mut keys = 0;
    for rest in calls.clone().chain(picked) {
        let key = rest.split('"').next().unwrap();
        assert!(known.contains_key(key), "there is no sentence {key}");
        keys += 1;
    }
    assert!(keys >= 60, "{keys}");
    for call in calls {
        let (key, rest) = call.split_once('"').unwrap();
        let arguments = rest.split_once("])").map_or("", |(arguments, _)| arguments);
        let given: BTreeSet<String> =
            arguments.split("(\"").skip(1).map(|name| name.split('"').next().unwrap().to_owned()).collect();
        assert_eq!(given, known[key], "{key}");
    }
}

#[test]
fn sentences_are_written_as_the_house_writes() {
    for file in ["uk.ftl", "en.ftl"] {
        let source = std::fs::read_to_string(folder().join(file)).unwrap();
        for (number, line) in source.lines().enumerate() {
            let place = format!("{file}:{}", number + 1);
            assert!(!line.contains("  ") || line.starts_with(' '), "{place}: two spaces");
            assert!(!line.ends_with(' '), "{place}: a space at the end");
            assert!(!line.contains('\t'), "{place}: a tab");
            let ukrainian = file == "uk.ftl" && !line.starts_with('#');
            // These letters are Russian alone.
            assert!(!ukrainian || !line.contains(['ы', 'э', 'ъ', 'ё', 'Ы', 'Э', 'Ъ', 'Ё']), "{place}");
        }
    }
}

/// The sentence about messages that came in meanwhile.
fn downtime(lang: Lang, count: usize) -> String {
    let line = text::downtime(lang, &kyiv(), Millis(0), Millis(0), count).as_str().to_owned();
    line.split_once(". ").unwrap().1.to_owned()
}

#[test]
fn ukrainian_counts_as_ukrainian_does() {
    let one = "За цей час надійшло одне повідомлення від клієнта, воно вже в черзі.".to_owned();
    let few =
        |count: &str| format!("За цей час надійшло {count} повідомлення від клієнтів, вони вже в черзі.");
    let many =
        |count: &str| format!("За цей час надійшло {count} повідомлень від клієнтів, вони вже в черзі.");
    let table = [
        (0, "За цей час клієнти не писали.".to_owned()),
        (1, one),
        (2, few("2")),
        (4, few("4")),
        (5, many("5")),
        (11, many("11")),
        (12, many("12")),
        (21, few("21")),
        (22, few("22")),
        (25, many("25")),
        (100, many("100")),
        (101, few("101")),
        (111, many("111")),
        (1_000, many("1000")),
    ];
    for (count, sentence) in table {
        assert_eq!(downtime(Lang::Uk, count), sentence, "{count}");
    }
    let parts = [(1, "1 частину"), (2, "2 частини"), (5, "5 частин"), (9, "9 частин")];
    for (done, words) in parts {
        let line = text::refused_some(Lang::Uk, done, 10);
        let expected = format!("⚠️ Клієнт отримав лише {words} альбому з 10. Надішліть решту ще раз.");
        assert_eq!(line.as_str(), expected);
    }
}

#[test]
fn english_counts_as_english_does() {
    assert_eq!(downtime(Lang::En, 0), "No client wrote meanwhile.");
    let one = "1 message from clients came in meanwhile and is in the queue.";
    assert_eq!(downtime(Lang::En, 1), one);
    for count in [2, 5, 11, 21, 25, 101] {
        let many = format!("{count} messages from clients came in meanwhile and are in the queue.");
        assert_eq!(downtime(Lang::En, count), many);
    }
    for (done, words) in [(1, "1 part"), (2, "2 parts"), (21, "21 parts")] {
        let line = text::refused_some(Lang::En, done, 30);
        assert!(line.as_str().contains(&format!("only {words} of an album of 30")), "{}", line.as_str());
    }
}

#[test]
fn times_are_told_by_the_clock_on_the_clinics_wall() {
    let hour = 3_600_000;
    // Winter and summer time, the hour that is skipped and the one that comes twice.
    let table = [
        (1_795_000_000_000, "13:06"),
        (1_783_000_000_000, "16:46"),
        (1_774_745_999_000, "02:59"),
        (1_774_746_000_000, "04:00"),
        (1_792_889_999_000, "03:59"),
        (1_792_890_000_000, "03:00"),
    ];
    for (at, shown) in table {
        assert_eq!(text::hour_and_minute(&kyiv(), Millis(at)), shown, "{at}");
    }
    let span = |from: i64, to: i64| {
        text::downtime(Lang::En, &kyiv(), Millis(from), Millis(to), 0).as_str().to_owned()
    };
    let noon = 1_795_000_000_000;
    let within = span(noon - hour, noon);
    assert!(within.contains("from 12:06 to 13:06."), "{within}");
    let over = span(noon - 14 * hour, noon);
    assert!(over.contains("from 17.11 23:06 to 18.11 13:06."), "{over}");
}

#[test]
fn a_broken_clock_breaks_no_sentence() {
    for at in [i64::MIN, i64::MAX, -1, 0] {
        assert_eq!(text::utc_text(Millis(at)).len(), "2026-11-18 11:06:40".len(), "{at}");
        assert_eq!(text::hour_and_minute(&kyiv(), Millis(at)).len(), 5, "{at}");
    }
    assert_eq!(text::utc_text(Millis(1_795_000_000_999)), "2026-11-18 11:06:40");
    assert_eq!(text::utc_read("2026-11-18 11:06:40"), Some(Millis(1_795_000_000_000)));
    for odd in ["", "2026-11-18", "2026-13-18 11:06:40", "вчора"] {
        assert_eq!(text::utc_read(odd), None, "{odd}");
    }
}

#[test]
fn keys_of_one_word_say_that_word() {
    let keys = [Lang::Uk, Lang::En].map(|lang| (text::skip_key(lang), text::language_button(lang)));
    let words = keys.each_ref().map(|(skip, language)| (skip.as_str(), language.as_str()));
    assert_eq!(words, [("Пропустити", "Українська"), ("Skip", "English")]);
}
