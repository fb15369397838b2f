//! Every public text function, said once in each language and compared with tests/data/texts.txt. To take
//! over a change of wording: UPDATE_TEXTS=1 cargo test --test suite text::

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use pwparents::model::{ClientId, Kind, Lang, Millis, kyiv};
use pwparents::text::{self, CardFacts, CardState, PhoneLine, Text, Unreachable};
use serde_json::Value;

use super::said;

/// 2026-11-18 13:06:40 in Kyiv.
pub const NOON: Millis = Millis(1_795_000_000_000);
pub const OLENA: ClientId = ClientId(501);

/// A name and what is said.
pub type Said = Vec<(String, Text)>;

fn card(lang: Lang, name: &str, all: bool) -> Text {
    let phones = [PhoneLine::Authorised("+380671234567".to_owned())];
    let ban = Some(super::who::ban(true));
    let facts = CardFacts {
        client: OLENA,
        name,
        username: all.then_some("olena"),
        language: all.then_some("uk"),
        phones: if all { &phones } else { &[] },
        replaced: all,
        state: if all { CardState::Of("Марія") } else { CardState::New },
        ban: ban.as_ref().filter(|_| all),
        rating: all.then_some(5),
    };
    text::card(lang, &facts)
}

pub fn kinds() -> Vec<Kind> {
    let plain = [
        Kind::Text,
        Kind::Photo,
        Kind::Video,
        Kind::Animation,
        Kind::Audio,
        Kind::Voice,
        Kind::VideoNote,
        Kind::Document,
        Kind::Sticker,
        Kind::Location,
        Kind::Venue,
        Kind::Contact,
        Kind::Poll,
        Kind::Dice,
        Kind::Game,
        Kind::Story,
        Kind::Checklist,
        Kind::PaidMedia,
        Kind::Giveaway,
        Kind::Invoice,
    ];
    let service =
        ["gift", "unique_gift", "pinned_message", "message_auto_delete_timer_changed", "web_app_data"];
    let service = service.map(|name| Kind::Service(name.to_owned()));
    let unknown = ["hologram", ""].map(|name| Kind::Unknown(name.to_owned()));
    plain.into_iter().chain(service).chain(unknown).collect()
}

fn described(lang: Lang) -> Said {
    let name = |kind: &Kind| format!("described {}", kind.word());
    let bare = kinds().into_iter().map(|kind| (name(&kind), text::described(lang, &kind, "")));
    let words = text::described(lang, &Kind::Photo, "рентген 🐈");
    bare.chain([("described photo with words".to_owned(), words)]).collect()
}

fn delivery(lang: Lang) -> Said {
    let phone = Some("+380671234567");
    let reasons = [
        "the message can't be copied",
        "message is too long",
        "message caption is too long",
        "message to copy not found",
        "wrong file identifier/HTTP URL specified",
        "SOMETHING_NEW",
    ];
    let refused = reasons.iter().map(|reason| (format!("refused {reason}"), text::refused(lang, reason)));
    let unreachable = [Unreachable::Blocked, Unreachable::Deactivated, Unreachable::NeverStarted];
    let unreachable = unreachable.iter().flat_map(|why| {
        [phone, None].map(|phone| {
            let name = format!("refused_unreachable {why:?} {}", phone.unwrap_or("?"));
            (name, text::refused_unreachable(lang, *why, phone))
        })
    });
    let some = [1, 2, 5].map(|done| (format!("refused_some {done}"), text::refused_some(lang, done, 10)));
    let blocked = text::refused_unreachable(lang, Unreachable::Blocked, phone);
    let doubt = ("refused_in_doubt".to_owned(), text::refused_in_doubt(lang, &blocked));
    refused.chain(unreachable).chain(some).chain([doubt]).collect()
}

fn away(lang: Lang) -> Said {
    let downtime = |name: &str, hours: i64, count| {
        let from = Millis(NOON.0 - hours * 3_600_000);
        (format!("downtime {name} {count}"), text::downtime(lang, &kyiv(), from, NOON, count))
    };
    vec![downtime("within a day", 2, 0), downtime("within a day", 2, 1), downtime("over night", 20, 3)]
}

fn others(lang: Lang) -> Said {
    let table = [
        ("button_stale", text::button_stale(lang)),
        ("card with all", card(lang, "Олена", true)),
        ("card with nothing", card(lang, "Олена", false)),
        ("client_blocked", text::client_blocked(lang, None)),
        ("client_blocked with a phone", text::client_blocked(lang, Some("+380 67 123"))),
        ("client_returned", text::client_returned(lang)),
        ("command_unknown", text::command_unknown(lang, "/vaccine", None)),
        ("command_unknown but near", text::command_unknown(lang, "/hlep", Some("help"))),
        ("delivered", text::delivered(lang, &kyiv(), NOON)),
        ("edit_kept", text::edit_kept(lang)),
        ("edit_kept_unsent", text::edit_kept_unsent(lang)),
        ("edit_of_kept", text::edit_of_kept(lang)),
        ("edit_refused", text::edit_refused(lang, "message to edit not found")),
        ("group_no_topic_rights", text::group_no_topic_rights(lang)),
        ("group_not_forum", text::group_not_forum(lang)),
        ("late", text::late(lang, &kyiv(), NOON)),
        ("not_delivered", text::not_delivered(lang)),
        ("not_shown", text::not_shown(lang, "Олена", "message is too long")),
        ("quarantined", text::quarantined(lang, 1_234, None)),
        ("quarantined of a client", text::quarantined(lang, 1_234, Some("Олена"))),
        ("retry_already", text::retry_already(lang)),
        ("retry_button", text::retry_button(lang)),
        ("retry_lost", text::retry_lost(lang)),
        ("retry_queued", text::retry_queued(lang)),
        ("retrying", text::retrying(lang)),
        ("topic_of_nobody", text::topic_of_nobody(lang)),
    ];
    table.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

fn all(lang: Lang) -> Said {
    let said: Vec<fn(Lang) -> Said> = vec![
        others,
        said::commands,
        said::colleagues,
        said::tickets,
        said::reception,
        said::menu,
        said::phones,
        described,
        delivery,
        away,
        super::enote::enote,
        super::changed::changed,
        super::finding::finding,
        super::inside::said,
        super::upkeep::upkeep,
        super::who::who,
    ];
    said.into_iter().flat_map(|said| said(lang)).collect()
}

pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn file() -> PathBuf {
    root().join("tests/data/texts.txt")
}

#[test]
fn all_texts_are_as_they_were_agreed() {
    let mut lines = String::new();
    for (code, lang) in [("uk", Lang::Uk), ("en", Lang::En)] {
        writeln!(lines, "{code} nameless: {}", text::nameless(lang, OLENA)).unwrap();
        for (name, said) in all(lang) {
            let line = format!("{code} {name}: {} {}", said.as_str().replace('\n', "⏎"), said.entities());
            writeln!(lines, "{}", line.trim_end()).unwrap();
        }
    }
    if std::env::var_os("UPDATE_TEXTS").is_some() {
        std::fs::write(file(), &lines).unwrap();
    }
    let agreed = std::fs::read_to_string(file()).unwrap();
    let changed: Vec<_> =
        lines.lines().filter(|line| !agreed.lines().any(|agreed| agreed == *line)).collect();
    assert_eq!(changed, Vec::<&str>::new(), "not in tests/data/texts.txt; UPDATE_TEXTS=1 takes them over");
    assert_eq!(lines, agreed);
}

#[test]
fn every_public_function_is_shown() {
    let source = std::fs::read_to_string(root().join("src/text/mod.rs")).unwrap();
    let lists = source.split("pub use ").skip(1).map(|rest| rest.split(';').next().unwrap());
    let names = lists.flat_map(|list| list.split(['{', '}', ',', ':'])).map(str::trim);
    let functions = names.filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    let files = std::fs::read_dir(root().join("src/text")).unwrap();
    let modules: Vec<String> =
        files.map(|file| file.unwrap().path().file_stem().unwrap().to_string_lossy().into_owned()).collect();
    // What makes no sentence is looked at in `sentences` and `opening`.
    let others = [
        "name_button",
        "nameless",
        "skip_key",
        "language_button",
        "hour_and_minute",
        "utc_read",
        "utc_text",
        "default_menu",
        "opening",
    ];
    let shown = all(Lang::Uk);
    let is_shown = |name: &str| shown.iter().any(|(said, _)| said.split(' ').next() == Some(name));
    let mut seen = 0;
    for name in
        functions.filter(|name| !modules.iter().any(|module| module == name) && !others.contains(name))
    {
        assert!(is_shown(name), "{name} is not shown");
        seen += 1;
    }
    assert!(seen >= 28, "{seen}");
}

#[test]
fn nothing_said_has_a_gap_or_a_key_in_it() {
    for lang in [Lang::Uk, Lang::En] {
        for (name, said) in all(lang) {
            let words = said.as_str();
            assert!(!words.contains('{') && !words.contains('}'), "{name}: {words}");
            assert!(words.contains(char::is_whitespace), "{name}: “{words}” is a key, not a sentence");
            assert!(!words.contains(['\u{2068}', '\u{2069}']), "{name}: invisible marks");
            assert_eq!(words.trim(), words, "{name}");
            assert!(words.encode_utf16().count() <= 4_096, "{name}");
        }
    }
}

#[test]
fn lines_over_a_chat_are_as_short_as_telegram_wants_them() {
    for lang in [Lang::Uk, Lang::En] {
        let lines = [
            text::button_stale(lang),
            text::client_button_stale(lang),
            text::retry_already(lang),
            text::retry_lost(lang),
            text::retry_queued(lang),
            text::edit_kept_unsent(lang),
            text::edit_of_kept(lang),
            text::assigned(lang, &"М".repeat(128)),
            text::assigned_already(lang, &"М".repeat(128)),
            text::choose_below(lang),
            text::closed(lang),
            text::closed_already(lang),
            text::language_chosen(lang),
            text::come_out(lang),
            text::open_already(lang),
            text::reopened(lang),
            text::ticket_is_closed(lang),
            text::rated(lang, 5),
            text::rated_already(lang),
        ];
        for line in lines {
            assert!(line.as_str().chars().count() <= 200, "{}", line.as_str());
        }
    }
}

#[test]
fn the_cards_link_lies_exactly_under_the_name_whatever_the_name_is_made_of() {
    let names = ["Олена", "🐈", "a", "👨‍👩‍👧‍👦 Коваль", "𝓞𝓵𝓮𝓷𝓪", "ї\u{308}ї", "\"<b>&\\", "עברית"];
    for (lang, all) in [(Lang::Uk, false), (Lang::Uk, true), (Lang::En, true)] {
        for name in names {
            let card = card(lang, name, all);
            let entities: Value = serde_json::from_str(card.entities()).unwrap();
            let [link] = entities.as_array().unwrap().as_slice() else { panic!("{entities}") };
            assert_eq!(link["url"], "tg://user?id=501");
            assert_eq!(link["type"], "text_link");
            let units: Vec<u16> = card.as_str().encode_utf16().collect();
            let at = |field: &str| usize::try_from(link[field].as_u64().unwrap()).unwrap();
            let (from, length) = (at("offset"), at("length"));
            let under = String::from_utf16(&units[from..from + length]).unwrap();
            assert_eq!(under, name);
        }
    }
}

#[test]
fn what_people_wrote_is_never_taken_for_a_placeholder() {
    for odd in ["{ $name }", "{", "}", "\"", "\\u0041", "-term", "*[one]", "$id"] {
        for lang in [Lang::Uk, Lang::En] {
            assert!(card(lang, odd, true).as_str().contains(odd), "{odd}");
            assert!(text::refused(lang, odd).as_str().contains(odd), "{odd}");
            assert!(text::command_unknown(lang, odd, None).as_str().contains(odd), "{odd}");
            assert!(text::described(lang, &Kind::Photo, odd).as_str().contains(odd), "{odd}");
        }
    }
}
