//! `$filter`: what is understood, what is refused and with which code (facts §2.1, §2.4).

use super::wire::{filtered, names, start};
use pwparents::sandbox::enote::{Card, Clinic, EnoteSandbox, EnoteWorld, clinic};

const DOG: &str = "ca4d0003-77a9-11f0-8005-0123456789ab";

/// Two cards, so that every filter has something to leave out.
fn two() -> EnoteSandbox {
    let mut base = Clinic::default();
    let cat =
        Card::new("ca4d0001-77a9-11f0-8005-0123456789ab", "885", clinic::SEVERAL_PETS.owner, "Кіт О'Мейн");
    let born = ("ДатаРождения", "2019-05-17T00:00:00");
    base.add_card(cat.kind("Кіт", "").with(born.0, born.1).with("Кастрировано", true));
    base.add_card(Card::new(DOG, "990", clinic::DEAD.owner, "Рекс").dead());
    EnoteSandbox::start(EnoteWorld::new(base)).unwrap()
}

#[test]
fn every_comparison_compares() {
    let enote = two();
    for (filter, expected) in [
        ("НомерДоговора eq 885", vec!["Кіт О'Мейн"]),
        ("НомерДоговора ne 885", vec!["Рекс"]),
        ("НомерДоговора gt 885", vec!["Рекс"]),
        ("НомерДоговора ge 885", vec!["Кіт О'Мейн", "Рекс"]),
        ("НомерДоговора lt 885", vec![]),
        ("НомерДоговора le 885", vec!["Кіт О'Мейн"]),
        ("885 eq НомерДоговора", vec!["Кіт О'Мейн"]),
        ("НомерДоговора gt -1", vec!["Кіт О'Мейн", "Рекс"]),
        ("НомерДоговора eq 885.0", vec!["Кіт О'Мейн"]),
        ("ДатаРождения eq datetime'2019-05-17T00:00:00'", vec!["Кіт О'Мейн"]),
        ("ДатаРождения eq datetime'0001-01-01T00:00:00'", vec!["Рекс"]),
        ("ЛетальныйИсход eq true", vec!["Рекс"]),
        ("ЛетальныйИсход ne true", vec!["Кіт О'Мейн"]),
        ("Вид____Presentation eq 'Кіт'", vec!["Кіт О'Мейн"]),
    ] {
        assert_eq!(names(&enote, filter), expected, "{filter}");
    }
}

#[test]
fn words_between_conditions_bind_as_they_should() {
    let enote = two();
    let both = vec!["Кіт О'Мейн", "Рекс"];
    for (filter, expected) in [
        ("НомерДоговора eq 885 and ЛетальныйИсход eq true", vec![]),
        ("НомерДоговора eq 885 or ЛетальныйИсход eq true", both.clone()),
        ("not (НомерДоговора eq 885)", vec!["Рекс"]),
        ("not ЛетальныйИсход", vec!["Кіт О'Мейн"]),
        ("Кастрировано", vec!["Кіт О'Мейн"]),
        // `and` binds tighter than `or`.
        ("НомерДоговора eq 885 or НомерДоговора eq 990 and false", vec!["Кіт О'Мейн"]),
        ("(НомерДоговора eq 885 or НомерДоговора eq 990) and false", vec![]),
        // What a client that does not look at its input lets in.
        ("НомерДоговора eq 885 or true", both),
    ] {
        assert_eq!(names(&enote, filter), expected, "{filter}");
    }
}

#[test]
fn strings_double_their_quotes_and_keys_do_not_mind_case() {
    let enote = two();
    for (filter, expected) in [
        ("Description eq 'Кіт О''Мейн'", vec!["Кіт О'Мейн"]),
        ("Description eq ''", vec![]),
        ("substringof('''', Description)", vec!["Кіт О'Мейн"]),
        ("substringof('О''М',Description)", vec!["Кіт О'Мейн"]),
        ("substringof(Description, 'О''М')", vec![]),
        ("startswith(Description, 'Рек')", vec!["Рекс"]),
        ("startswith(Description,'екс') or endswith(Description,'екс')", vec!["Рекс"]),
        ("startswith(Комментарий, 'x')", vec![]),
        ("Ref_Key eq guid'CA4D0003-77A9-11F0-8005-0123456789AB'", vec!["Рекс"]),
        ("Ref_Key eq cast(guid'ca4d0003-77a9-11f0-8005-0123456789ab','Catalog_Карточки')", vec!["Рекс"]),
    ] {
        assert_eq!(names(&enote, filter), expected, "{filter}");
    }
}

#[test]
fn what_cannot_be_parsed_is_refused_with_its_code() {
    let enote = start();
    for (filter, status, code) in [
        ("", 400, "14"),
        ("НомерДоговора", 400, "14"),
        ("НомерДоговора eq", 400, "14"),
        ("НомерДоговора eq 885 885", 400, "14"),
        ("НомерДоговора eq 885L", 400, "14"),
        ("НомерДоговора is 885", 400, "14"),
        ("НомерДоговора in (885, 886)", 400, "14"),
        ("(НомерДоговора eq 885", 400, "14"),
        ("Description eq 'Знам'янка'", 400, "14"),
        ("Description eq 'Барсик", 400, "14"),
        ("Description = 'Барсик'", 400, "14"),
        ("tolower(Description) eq 'барсик'", 400, "14"),
        ("ДатаРождения eq datetime'19-05-17T00:00:00'", 400, "14"),
        ("substringof('а')", 400, "14"),
        ("startswith(НомерДоговора,'8')", 400, "14"),
        ("Ref_Key eq cast(guid'ca4d0003-77a9-11f0-8005-0123456789ab','Кіт')", 400, "14"),
        ("Владелец_Key eq 885", 400, "6"),
        ("Хозяин/Ref_Key eq 885", 400, "6"),
        ("Хозяин_Key eq guid'885'", 400, "1"),
        ("Хозяин_Key eq guid'ca4d0003-77a9-11f0-8005-0123456789ag'", 400, "1"),
        // Strings of unlimited length cannot be compared at all.
        ("Комментарий eq ''", 500, "-1"),
        // 1C can do this, the sandbox cannot, and says so.
        ("year(ДатаРождения) eq 2019", 501, "21"),
    ] {
        assert_eq!(filtered(&enote, filter).error(), (status, code.to_owned()), "{filter}");
    }
}

#[test]
fn errors_echo_what_was_sent() {
    let enote = start();
    assert!(filtered(&enote, "Таємниця eq 1").text().contains("Сегмент пути Таємниця не найден!"));
    assert!(
        filtered(&enote, "Ref_Key eq guid'secret'")
            .text()
            .contains("строку 'secret' как значение типа Edm.Guid")
    );
}
