//! What `/find` is asked for and compared with: folding, phones in every form, how well a client fits, and
//! the part of a message that is shown.

use pwparents::relay::search::{Asked, Fields, Query, asked, client_words, excerpt, rank, words};

fn query(text: &str) -> Query {
    let asked = asked(text);
    let Asked::For(query) = asked else { panic!("{text}: {asked:?}") };
    query
}

#[test]
fn case_and_apostrophes_make_no_difference_and_letters_do() {
    let same = [
        ("П'ЯТЬ", "п’ять"),
        ("пʼять", "п`ять"),
        ("ЇЖАЧОК", "їжачок"),
        ("ҐУДЗИК", "ґудзик"),
        ("и\u{306}од", "йод"),
        ("ї", "і\u{308}"),
        ("за\u{301}мок", "замок"),
        ("мур\u{ad}чик", "мурчик"),
        ("olena_k", "olena k"),
    ];
    for (one, other) in same {
        assert_eq!(words(one), words(other), "{one} {other}");
    }
    for (one, other) in [("ґудзик", "гудзик"), ("кіт", "кит"), ("їжак", "іжак"), ("мед", "мёд")]
    {
        assert_ne!(words(one), words(other), "{one} {other}");
    }
    assert_eq!(words("\"Мурчик\", кіт-2 (рудий)!\n🐈"), ["мурчик", "кіт", "2", "рудий"]);
}

#[test]
fn nothing_and_a_single_letter_are_no_search() {
    for nothing in ["", "  ", "\n"] {
        assert_eq!(asked(nothing), Asked::Nothing);
    }
    for short in ["м", "М!", "\"", "* 1", "🐈", "-"] {
        assert_eq!(asked(short), Asked::TooShort, "{short}");
    }
    assert_eq!(query("* OR").words, ["or"]);
    assert_eq!(query("ок").words, ["ок"]);
    assert_eq!(query("Мурчик мурчик МУРЧИК рудий").words, ["мурчик", "рудий"]);
    assert_eq!(query(&"слово інше ".repeat(300)).words.len(), 2);
    let many = (10..1_000).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
    assert_eq!(query(&many).words.len(), 8);
}

#[test]
fn a_phone_is_one_number_in_whatever_form_it_is_typed() {
    for typed in ["0671234567", "+380671234567", "+38 (067) 123-45-67", "8 067 123 45 67", "67 123 45 67"] {
        assert_eq!(query(typed).digits.as_deref(), Some("380671234567"), "{typed}");
    }
    assert_eq!(query("45-67").digits.as_deref(), Some("4567"));
    assert_eq!(query("067 12").digits.as_deref(), Some("06712"));
    for no_phone in ["567", "кіт 4567", "К-1745"] {
        assert_eq!(query(no_phone).digits, None, "{no_phone}");
    }
}

fn olena() -> Fields {
    Fields {
        full_name: "Олена Коваль".to_owned(),
        username: Some("olena_k".to_owned()),
        others: vec!["Мурчик".to_owned()],
        phones: vec!["380671234567".to_owned(), "без телефону".to_owned()],
        contract: Some("К-17".to_owned()),
    }
}

#[test]
fn a_client_is_found_by_words_their_tails_and_the_ends_of_numbers() {
    let all = client_words(&olena());
    let has = |word: &str| all.split(' ').any(|known| known.starts_with(word));
    for word in ["олена", "лена", "коваль", "валь", "мурч", "чик", "olena", "k", "к", "17", "к17"]
    {
        assert!(has(word), "{word}: {all}");
    }
    for digits in ["380671234567", "0671234567", "671234567", "4567", "1234"] {
        assert!(has(digits), "{digits}: {all}");
    }
    for word in ["іль", "567", "телефон"] {
        assert!(!has(word), "{word}: {all}");
    }
}

#[test]
fn the_whole_comes_before_the_beginning_and_that_before_the_rest() {
    let table = [
        ("мурчик", 0),
        ("Олена Коваль", 0),
        ("@olena_k", 0),
        ("к-17", 0),
        ("067 123 45 67", 0),
        ("олена мурч", 1),
        ("кова", 1),
        ("оваль", 2),
        ("4567", 2),
    ];
    for (typed, expected) in table {
        assert_eq!(rank(&query(typed), &olena()), expected, "{typed}");
    }
}

#[test]
fn an_excerpt_shows_the_found_word_in_one_line() {
    assert_eq!(excerpt("Мурчик не їсть", &query("їсть")), "Мурчик не їсть");
    let long = format!("{} П’ЯТЬ днів\n\n{}", "перед ".repeat(40).trim(), "потім ".repeat(40));
    let shown = excerpt(&long, &query("п'ять"));
    assert!(shown.starts_with("… перед") || shown.starts_with("…перед"), "{shown}");
    assert!(shown.contains("П’ЯТЬ днів потім") && shown.ends_with('…'), "{shown}");
    assert!(shown.chars().count() <= 112);
    let solid = "ї".repeat(4_000);
    assert!(excerpt(&solid, &query("їїї")).chars().count() <= 112);
    assert_eq!(excerpt("067 123", &query("0671234567")), "067 123", "found by its digits alone");
}
