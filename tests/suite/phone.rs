//! Every form in which people write a phone number, and what must not be taken for one.

use pwparents::phone::{Phone, all_in, international, normalise};

/// What is read, as it is stored.
fn digits(phone: Option<Phone>) -> Option<String> {
    phone.map(|phone| phone.digits().to_owned())
}

fn all(raw: &str) -> Vec<String> {
    all_in(raw).iter().map(|phone| phone.digits().to_owned()).collect()
}

fn each_is_read(forms: &[&str]) {
    for form in forms {
        assert_eq!(all(form), ["380671234567"], "{form:?}");
        assert_eq!(digits(normalise(form)).as_deref(), Some("380671234567"), "{form:?}");
        assert_eq!(digits(international(form)).as_deref(), Some("380671234567"), "{form:?}");
    }
}

#[test]
fn a_ukrainian_number_is_the_same_in_every_form() {
    let forms = [
        "0671234567",
        "80671234567",
        "380671234567",
        "+380671234567",
        "+3800671234567",
        "00380671234567",
        "8 10 380 67 123 45 67",
        "671234567",
        "67 123 45 67",
        "067 123 45 67",
        "067-123-45-67",
        "067.123.45.67",
        "067·123·45·67",
        "(067) 123-45-67",
        "[067] 123 45 67",
        "+38 (067) 123-45-67",
        "+38(067)1234567",
        "+38 067 123-45-67",
        "38 067 123 45 67",
        "+380 (67) 123 45 67",
        "+38 (0) 67 123 45 67",
        "380 67 12 34 567",
        "8 (067) 123-45-67",
        "8-067-123-45-67",
        "+8 067 123 45 67",
        "+ 380 67 123 45 67",
        "++380671234567",
        "+0671234567",
        "  0671234567\n",
        "067  123  45  67",
        "\t067\t1234567",
        // A space that does not break, narrow and thin ones.
        "067\u{a0}123\u{a0}45\u{a0}67",
        "+380\u{202f}67\u{2009}123\u{2007}4567",
        // Hyphens and dashes, down to the minus of mathematics.
        "067‐123‑45‒67",
        "067–123—45―67",
        "067−123－45﹣67",
        // Direction marks round a number copied from a contact, a zero-width space, a soft hyphen.
        "\u{202a}+380 67 123 45 67\u{202c}",
        "\u{2066}0671234567\u{2069}",
        "\u{feff}067\u{200b}123\u{ad}45\u{2060}67",
    ];
    each_is_read(&forms);
}

#[test]
fn words_round_a_number_do_not_matter_nor_does_an_extension() {
    let forms = [
        "тел. 067 123-45-67",
        "тел.:0671234567",
        "моб.067-123-45-67;",
        "tel:+380671234567",
        "'0671234567",
        "☎️ 0671234567",
        "№0671234567",
        "Мама 0671234567",
        "067-123-45-67 Олена",
        "067-123-45-67 (Олена, після 18:00)",
        "0671234567 дод. 12",
        "0671234567 доб.123456",
        "0671234567 вн 4",
        "0671234567 ext. 12",
        "0671234567x12",
        "0671234567#12",
        "0671234567, 12",
        "067 123-45-67 / 68",
        // The letter О for the zero in front: the rest is a number without its zero.
        "О671234567",
    ];
    each_is_read(&forms);
}

#[test]
fn every_operator_and_town_is_known() {
    let mobile = "39 50 63 66 67 68 73 75 77 91 92 93 94 95 96 97 98 99";
    let town = "31 32 33 34 35 36 37 38 41 43 44 45 46 47 48 51 52 53 54 55 56 57 61 62 64 65 69";
    for (codes, is_mobile) in [(mobile, true), (town, false)] {
        for code in codes.split(' ') {
            let phone = normalise(&format!("0{code} 234 56 78")).unwrap_or_else(|| panic!("{code}"));
            assert_eq!(phone.digits(), format!("380{code}2345678"));
            assert_eq!(phone.is_mobile(), is_mobile, "{code}");
        }
    }
    for (raw, stored) in [("0322 12-34-56", "380322123456"), ("0 800 123 456", "380800123456")] {
        assert_eq!(digits(normalise(raw)).as_deref(), Some(stored));
    }
}

#[test]
fn foreign_numbers_need_a_plus_and_keep_their_country() {
    let table = [
        ("+48 501 234 567", "48501234567"),
        ("0048501234567", "48501234567"),
        ("8~10~48 501 234 567", ""),
        ("8-10-48-501-234-567", "48501234567"),
        ("+1 (415) 555-26-71", "14155552671"),
        ("+7 916 123-45-67", "79161234567"),
        ("+49 151 12345678", "4915112345678"),
        ("+49 (0) 151 12345678", "4915112345678"),
        ("+420601234567", "420601234567"),
        ("+373 601 23456", "37360123456"),
        ("+40 721 234 567", "40721234567"),
        // The zero of an Italian town stays.
        ("+39 06 1234 5678", "390612345678"),
        ("+800 1234 5678", "80012345678"),
        // Without a plus it could be anybody's.
        ("48501234567", ""),
        ("79161234567", ""),
        ("14155552671", ""),
    ];
    for (raw, stored) in table {
        assert_eq!(digits(normalise(raw)).unwrap_or_default(), stored, "{raw}");
    }
    assert!(normalise("+48501234567").unwrap().is_mobile());
    assert!(!normalise("+390612345678").unwrap().is_mobile());
}

#[test]
fn what_is_no_number_is_refused() {
    let table = [
        "",
        " ",
        "-",
        "+",
        "()",
        "немає",
        "0",
        "380",
        "+380",
        // A digit too few, a digit too many, no code.
        "067123456",
        "06712345678",
        "+38067123456",
        "+3806712345678",
        "123-45-67",
        "(044) 123-45-6",
        // Never made to be right: 38 and nine digits.
        "38671234567",
        "+38 (674) 545451",
        "+38 123-45-67",
        // Codes that nobody has.
        "0601234567",
        "0701234567",
        "0491234567",
        "+999 123 456 789",
        // Typed to get past a field.
        "0000000000",
        "000-000-00-00",
        "380000000000",
        "+380000000001",
        "666666666",
        "1111111111",
        "1234567890",
        "067*******",
        "067-ХХХ-ХХ-ХХ",
        "067 12З 45 67",
        // Other things that are made of digits.
        "4149 4993 1234 5678",
        "UA213223130000026007233566001",
        "12.05.2024",
        "12.05.2024 14:30",
        "договір 885",
        "112",
        "02140 0671234567",
        "0671234567 2",
        "0671234567890",
        "+380671234567890123",
        "olena0671@ukr.net",
        // Digits of other scripts, and digits in name only.
        "٠٦٧١٢٣٤٥٦٧",
        "０６７１２３４５６７",
        "⁰⁶⁷¹²³⁴⁵⁶⁷",
    ];
    for raw in table {
        assert_eq!(all(raw), Vec::<String>::new(), "{raw:?}");
        assert_eq!(normalise(raw), None, "{raw:?}");
    }
}

#[test]
fn several_numbers_in_one_field_are_all_found_in_order_each_once() {
    let (one, two, town) = ("380671234567", "380501234567", "380441234567");
    let table: [(&str, &[&str]); 22] = [
        ("0671234567, 0501234567", &[one, two]),
        ("0671234567;0501234567", &[one, two]),
        ("0671234567/0501234567", &[one, two]),
        ("0671234567|0501234567", &[one, two]),
        ("0671234567\n0501234567", &[one, two]),
        ("0671234567\r\n(050) 123-45-67", &[one, two]),
        ("0671234567 та 0501234567", &[one, two]),
        ("0671234567 і 0501234567", &[one, two]),
        ("0671234567 або 0501234567", &[one, two]),
        ("0671234567 или 0501234567", &[one, two]),
        ("0671234567  0501234567", &[one, two]),
        ("067 123 45 67 050 123 45 67", &[one, two]),
        ("0671234567-0501234567", &[one, two]),
        ("+380671234567+380501234567", &[one, two]),
        ("+380671234567 0501234567", &[one, two]),
        ("06712345670501234567", &[one, two]),
        ("380671234567380501234567", &[one, two]),
        ("067 123-45-67 (Олена), 050 123-45-67 (Ігор)", &[one, two]),
        ("0671234567, +38 (067) 123-45-67", &[one]),
        ("044 123 45 67, 0671234567", &[town, one]),
        ("0671234567, немає, 123", &[one]),
        ("+48 501 234 567, 0671234567", &["48501234567", one]),
    ];
    for (raw, found) in table {
        assert_eq!(all(raw), found, "{raw:?}");
    }
}

#[test]
fn of_several_the_first_mobile_one_counts() {
    let table = [
        ("0441234567, 0671234567, 0501234567", "380671234567"),
        ("0671234567, 0441234567", "380671234567"),
        ("0441234567, 0322123456", "380441234567"),
        ("0441234567, +48501234567", "48501234567"),
    ];
    for (raw, first) in table {
        assert_eq!(digits(normalise(raw)).as_deref(), Some(first), "{raw}");
    }
}

#[test]
fn a_stored_number_and_telegrams_own_need_no_plus() {
    let table = [
        ("380671234567", "380671234567"),
        ("+380671234567", "380671234567"),
        ("48501234567", "48501234567"),
        ("+48 501 234 567", "48501234567"),
        ("79161234567", "79161234567"),
        ("14155552671", "14155552671"),
        ("390612345678", "390612345678"),
        // What the predecessor let through.
        ("0671234567", "380671234567"),
        ("671234567", "380671234567"),
        ("80671234567", "380671234567"),
        ("06712345670501234567", "380671234567"),
        ("0441234567, 0671234567", "380671234567"),
        // Telegram's anonymous numbers ring nowhere.
        ("88804005678", ""),
        ("12345", ""),
        ("", ""),
    ];
    for (raw, stored) in table {
        assert_eq!(digits(international(raw)).unwrap_or_default(), stored, "{raw}");
    }
}

#[test]
fn what_was_stored_or_shown_is_read_back_as_the_same_number() {
    let numbers = "+380671234567 +380441234567 +380800123456 +48501234567 +14155552671 +79161234567 \
        +4915112345678 +390612345678 +4314567890 +376312345 +35312345678 +80012345678 +37360123456";
    for raw in numbers.split_whitespace() {
        let phone = normalise(raw).unwrap_or_else(|| panic!("{raw}"));
        assert_eq!(phone.to_string(), raw);
        assert_eq!(international(phone.digits()).as_ref(), Some(&phone), "{raw}");
        assert_eq!(all_in(&phone.to_string()), [phone], "{raw}");
    }
}

#[test]
fn no_text_breaks_the_reader() {
    let parts =
        ["+", "0", "80", "380", "067", "1234567", " ", "(", ")", "-", ",", "і", "\u{202a}", "🐈", "00"];
    let mut seed: u64 = 7;
    for _ in 0..3_000 {
        let mut raw = String::new();
        for _ in 0..seed % 9 {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            raw.push_str(parts[usize::try_from(seed >> 33).unwrap() % parts.len()]);
        }
        seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
        for phone in all_in(&raw).into_iter().chain(international(&raw)) {
            let digits = phone.digits();
            assert!(digits.len() <= 15 && digits.bytes().all(|digit| digit.is_ascii_digit()), "{raw:?}");
            assert!(!digits.starts_with("380") || digits.len() == 12, "{raw:?}: {digits}");
        }
    }
    let long = ["0671234567 ".repeat(500), "1 ".repeat(5_000), "0".repeat(10_000), "+".repeat(10_000)];
    assert_eq!(long.map(|raw| all(&raw).len()), [1, 0, 0, 0]);
}
