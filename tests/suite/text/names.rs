//! Names as a topic can bear them: what can be seen, at most 128 UTF-16 units, cut between characters as
//! people see them.

use pwparents::model::{Lang, Person, UserId};
use pwparents::relay::display_name;

fn person(first: &str, last: Option<&str>, username: Option<&str>) -> Person {
    Person {
        id: UserId(501),
        first_name: first.to_owned(),
        last_name: last.map(str::to_owned),
        username: username.map(str::to_owned),
        language: None,
    }
}

fn named(first: &str) -> String {
    display_name(Lang::Uk, &person(first, None, None))
}

fn units(name: &str) -> usize {
    name.encode_utf16().count()
}

#[test]
fn first_and_last_name_stand_together() {
    let full = |first, last| display_name(Lang::Uk, &person(first, last, Some("olena")));
    assert_eq!(full("Олена", Some("Коваль")), "Олена Коваль");
    assert_eq!(full("Олена", None), "Олена");
    assert_eq!(full("", Some("Коваль")), "Коваль");
    assert_eq!(full("  Олена \t Марія ", Some("\nКоваль ")), "Олена Марія Коваль");
}

#[test]
fn what_cannot_be_seen_is_no_name() {
    let invisible = [
        "",
        " ",
        "\u{200b}",
        "\u{200d}\u{200d}",
        "\u{2060}\u{feff}",
        "\u{3164}",
        "\u{115f}\u{1160}\u{ffa0}",
        "\u{2800}\u{2800}",
        "\u{ad}",
        "\u{202e}\u{202c}",
        "\u{e0001}\u{e0020}",
        "\u{0}\u{1}\u{7f}",
        "\u{fe0f}",
        "\u{fe00}\u{fe0e}",
        "\u{34f}",
        "\u{180b}\u{180e}",
        "\u{17b4}\u{17b5}",
        "\u{e0100}",
        "\u{a0}\u{3000}\u{2003}",
        "\u{e000}",
    ];
    for name in invisible {
        let person = person(name, Some(name), Some("olena_k"));
        assert_eq!(display_name(Lang::Uk, &person), "@olena_k", "{name:?}");
        let nameless = Person { username: None, ..person };
        assert_eq!(display_name(Lang::Uk, &nameless), "Клієнт 501", "{name:?}");
        assert_eq!(display_name(Lang::En, &nameless), "Client 501", "{name:?}");
        let empty = Person { username: Some(name.to_owned()), ..nameless };
        assert_eq!(display_name(Lang::Uk, &empty), "Клієнт 501", "{name:?}");
    }
}

#[test]
fn marks_that_turn_writing_round_are_dropped() {
    assert_eq!(named("\u{202e}анелО"), "анелО");
    assert_eq!(named("Олена\u{202e}\u{2066} (адміністратор)\u{2069}"), "Олена (адміністратор)");
    assert_eq!(named("עברית"), "עברית", "writing from the right is a name like any other");
    assert_eq!(named("\u{200f}مريم\u{200f}"), "مريم");
}

#[test]
fn what_holds_an_emoji_together_stays() {
    for name in ["👨‍👩‍👧‍👦", "🧑🏽‍⚕️ Марія", "❤️", "🇺🇦 Олена", "1️⃣", "न‌म", "Zoë"]
    {
        assert_eq!(named(name), name);
    }
}

#[test]
fn line_breaks_and_fillers_inside_a_name_become_one_space() {
    assert_eq!(named("Олена\n\u{3164}\u{2800}\r\nКоваль"), "Олена Коваль");
    assert_eq!(named("О\u{200b}ле\u{ad}на"), "Олена");
}

#[test]
fn a_long_name_is_cut_between_characters() {
    let families = "👨‍👩‍👧‍👦".repeat(30);
    let cut = named(&families);
    assert_eq!(cut, "👨‍👩‍👧‍👦".repeat(11), "eleven units each");
    let flags = "🇺🇦".repeat(100);
    assert_eq!(named(&flags), "🇺🇦".repeat(32));
    let accents = "е\u{301}".repeat(300);
    assert_eq!(named(&accents), "е\u{301}".repeat(64));
    let words = "Анна-Марія ".repeat(30);
    let cut = named(&words);
    assert!(units(&cut) <= 128 && units(&cut) > 110, "{}", units(&cut));
    assert_eq!(cut.trim(), cut, "no space is left at the cut");
    assert_eq!(named(&"ї".repeat(128)), "ї".repeat(128));
    assert_eq!(named(&"ї".repeat(129)), "ї".repeat(128));
}

#[test]
fn a_single_character_too_large_to_cut_gives_way_to_the_username() {
    let tower = format!("е{}", "\u{301}".repeat(300));
    let person = person(&tower, None, Some("olena_k"));
    assert_eq!(display_name(Lang::Uk, &person), "@olena_k");
    assert_eq!(named(&tower), "Клієнт 501");
}

#[test]
fn every_name_is_one_that_telegram_takes() {
    let mut dice = crate::schedule::Dice::new(5);
    let pieces = [
        "О",
        " ",
        "\u{200b}",
        "🐈",
        "👩‍👧",
        "\u{202e}",
        "е\u{301}",
        "\n",
        "🇺🇦",
        "\u{3164}",
        "/",
        "@",
        "𝓞",
        "\u{fe0f}",
    ];
    for _ in 0..2_000 {
        let length = dice.roll(120);
        let name: String = (0..length).map(|_| dice.one_of(&pieces)).collect();
        let shown = named(&name);
        assert!((1..=128).contains(&units(&shown)), "{name:?} is {shown:?}");
        assert_eq!(shown.trim(), shown);
        assert_eq!(named(&shown), shown, "a name that was cleaned is clean");
    }
}
