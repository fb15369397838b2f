//! What stays inside and what is for the client: every command by every name in every layout, what is
//! only nearly a command, notes, commands for other bots, and what staff write to clients all day.

use pwparents::relay::commands::{Command, Inside, Verb, inside};

const BOT: &str = "ClinicBot";

/// The keys of three rows, as the layouts have them.
const LATIN: &str = "qwertyuiop[]asdfghjkl;'zxcvbnm,.";
const UKRAINIAN: &str = "йцукенгшщзхїфівапролджєячсмитьбю";
const RUSSIAN: &str = "йцукенгшщзхъфывапролджэячсмитьбю";

/// What comes out when somebody means `word` and types on the other layout.
fn typed_on(word: &str, from: &str, to: &str) -> String {
    let swap = |c| from.chars().zip(to.chars()).find(|(key, _)| *key == c).map_or(c, |(_, other)| other);
    word.chars().map(swap).collect()
}

fn command(verb: Verb, rest: &str) -> Inside {
    Inside::Command(Command { verb, rest: rest.to_owned() })
}

fn unknown(typed: &str, nearest: Option<Verb>) -> Inside {
    Inside::Unknown { typed: typed.to_owned(), nearest }
}

/// Every way to type a command's names.
fn ways(verb: Verb) -> Vec<String> {
    let latin = [LATIN, UKRAINIAN, RUSSIAN].map(|layout| typed_on(verb.name(), LATIN, layout));
    let cyrillic = verb
        .aliases()
        .iter()
        .flat_map(|alias| [UKRAINIAN, LATIN, RUSSIAN].map(|layout| typed_on(alias, UKRAINIAN, layout)));
    latin.into_iter().chain(cyrillic).collect()
}

const PREFIXES: [&str; 10] =
    ["/", ".", "\\", "\u{ff0f}", "\u{2215}", "\u{2044}", "./", "\\/", "\u{200b} /", "\u{feff}."];

/// What may follow a name, and the arguments it makes.
const FOLLOWS: [(&str, &str); 12] = [
    ("", ""),
    (" ", ""),
    (" 5", "5"),
    ("\n5\n6 ", "5\n6"),
    ("\u{a0}5", "5"),
    ("\u{2800}5", "5"),
    ("\u{200b}", ""),
    (" -", "-"),
    (": 5", "5"),
    ("!", ""),
    ("@ClinicBot 5", "5"),
    ("@clinicbot", ""),
];

/// As it comes from a telephone that writes the first letter large, and with Caps Lock.
fn cases(name: &str) -> [String; 3] {
    let mut letters = name.chars();
    let first: String = letters.by_ref().take(1).flat_map(char::to_uppercase).collect();
    [name.to_owned(), first + letters.as_str(), name.to_uppercase()]
}

#[test]
fn every_command_runs_by_every_name_in_every_layout_behind_every_prefix() {
    let ways = Verb::ALL.into_iter().flat_map(|verb| ways(verb).into_iter().map(move |way| (verb, way)));
    let names = ways.flat_map(|(verb, way)| cases(&way).map(|name| (verb, name)));
    for (verb, name) in names {
        for prefix in PREFIXES {
            for (follows, rest) in FOLLOWS {
                let text = format!("{prefix}{name}{follows}");
                assert_eq!(inside(&text, BOT), Some(command(verb, rest)), "{text:?}");
            }
        }
    }
}

#[test]
fn no_two_commands_share_a_name_on_the_keyboard() {
    let all: Vec<(Verb, String)> =
        Verb::ALL.into_iter().flat_map(|verb| ways(verb).into_iter().map(move |way| (verb, way))).collect();
    for (verb, way) in &all {
        let latin = typed_on(&typed_on(way, UKRAINIAN, LATIN), RUSSIAN, LATIN);
        let same = all.iter().filter(|(_, other)| *other == latin).map(|(other, _)| other);
        assert!(same.clone().count() > 0 && same.clone().all(|other| other == verb), "{way}");
    }
}

#[test]
fn commands_as_people_type_them() {
    for (text, verb, rest) in [
        ("/phone 0671234567", Verb::Phone, "0671234567"),
        ("/phone@ClinicBot 5", Verb::Phone, "5"),
        ("/phone@CLINICBOT, 5", Verb::Phone, "5"),
        ("/Phone", Verb::Phone, ""),
        (".Зрщту", Verb::Phone, ""),
        (".зрщту 0671234567", Verb::Phone, "0671234567"),
        ("/ntktajy", Verb::Phone, ""),
        ("/телефон", Verb::Phone, ""),
        (".телефон", Verb::Phone, ""),
        ("/клієнт", Verb::Client, ""),
        ("/rks'yn", Verb::Client, ""),
        ("/rks’yn", Verb::Client, ""),
        ("/RKS\"YN", Verb::Client, ""),
        ("/закрити", Verb::Close, ""),
        ("/черга", Verb::Queue, ""),
        ("/знайти Олена", Verb::Find, "Олена"),
        ("/знаи\u{306}ти", Verb::Find, ""),
        ("/phone,0671234567", Verb::Phone, "0671234567"),
        ("/phone+380671234567", Verb::Phone, "+380671234567"),
        ("/phone:+380671234567", Verb::Phone, "+380671234567"),
        ("/label:Олена", Verb::Label, "Олена"),
        ("/label  Олена 🐈\u{200d}⬛\n(Мурчик) ", Verb::Label, "Олена 🐈\u{200d}⬛\n(Мурчик)"),
        ("/label ❤\u{fe0f} ", Verb::Label, "❤\u{fe0f}"),
        ("/label - ", Verb::Label, "-"),
        ("/label-", Verb::Label, "-"),
        ("/assign @maria_vet", Verb::Assign, "@maria_vet"),
        ("/assign me\u{200b}", Verb::Assign, "me"),
        ("/close!", Verb::Close, ""),
        ("/close…", Verb::Close, ""),
        ("/close.", Verb::Close, ""),
        ("/close silent", Verb::Close, "silent"),
        ("/close_silent", Verb::CloseSilent, ""),
        ("/close-silent", Verb::CloseSilent, ""),
        ("/closesilent", Verb::CloseSilent, ""),
        (".сдщіу_ішдуте", Verb::CloseSilent, ""),
        (".сдщыу_ышдуте", Verb::CloseSilent, ""),
        ("/t_add щеплення", Verb::TAdd, "щеплення"),
        ("/t", Verb::T, ""),
        (".е щеплення", Verb::T, "щеплення"),
        ("/ім'я Марія", Verb::SetName, "Марія"),
        ("/ім’я Марія", Verb::SetName, "Марія"),
        ("/sv`z Марія", Verb::SetName, "Марія"),
        ("/бан спам", Verb::Ban, "спам"),
        ("/,fy спам", Verb::Ban, "спам"),
        ("/<fy спам", Verb::Ban, "спам"),
        ("/ban: спам", Verb::Ban, "спам"),
        ("/pho\u{200b}ne", Verb::Phone, ""),
        ("/\u{200b}phone", Verb::Phone, ""),
        (".\u{2060}phone", Verb::Phone, ""),
        ("./phone", Verb::Phone, ""),
        ("/note // так", Verb::Note, "// так"),
        ("/note /close", Verb::Note, "/close"),
    ] {
        assert_eq!(inside(text, BOT), Some(command(verb, rest)), "{text:?}");
    }
}

#[test]
fn what_is_only_nearly_a_command_does_not_run_and_does_not_travel() {
    for (text, typed, nearest) in [
        ("/fone 0671234567", "/fone", Some(Verb::Phone)),
        ("/phnoe", "/phnoe", Some(Verb::Phone)),
        ("/зрщну", "/зрщну", Some(Verb::Phone)),
        ("/телефн", "/телефн", Some(Verb::Phone)),
        ("/клиент", "/клиент", Some(Verb::Client)),
        ("/тел", "/тел", Some(Verb::Phone)),
        ("/hist", "/hist", Some(Verb::History)),
        ("/clsoe", "/clsoe", Some(Verb::Close)),
        ("/close_silently", "/close_silently", Some(Verb::CloseSilent)),
        ("/close-silently", "/close-silently", Some(Verb::CloseSilent)),
        ("/close.silent", "/close.silent", Some(Verb::CloseSilent)),
        ("/close,silent", "/close,silent", Some(Verb::Close)),
        ("/close/", "/close/", Some(Verb::Close)),
        ("/close?", "/close?", Some(Verb::Close)),
        (".close?", ".close?", Some(Verb::Close)),
        ("/close👍", "/close👍", Some(Verb::Close)),
        (".close👍", ".close👍", Some(Verb::Close)),
        ("/snooze30", "/snooze30", Some(Verb::Snooze)),
        ("/history100", "/history100", Some(Verb::History)),
        ("/phone0671234567", "/phone0671234567", Some(Verb::Phone)),
        ("/phone@", "/phone@", Some(Verb::Phone)),
        ("/phone@Clinic", "/phone@Clinic", Some(Verb::Phone)),
        ("/phone@ClinikBot 5", "/phone@ClinikBot", Some(Verb::Phone)),
        ("/fone@ClinicBot", "/fone@ClinicBot", Some(Verb::Phone)),
        ("/assign@maria", "/assign@maria", Some(Verb::Assign)),
        (".phone@Clinic", ".phone@Clinic", Some(Verb::Phone)),
        ("/phone@ClinicBot.ua", "/phone@ClinicBot.ua", Some(Verb::Phone)),
        ("/info@somebot.com", "/info@somebot.com", None),
        ("/адреса@gmail.com", "/адреса@gmail.com", None),
        ("/.phone", "/.phone", Some(Verb::Phone)),
        ("/@OtherBot", "/@OtherBot", None),
        ("/", "/", None),
        ("/ phone", "/", None),
        ("\u{ff0f}", "\u{ff0f}", None),
        ("/🙂", "/🙂", None),
        ("/x", "/x", None),
        ("/5", "/5", None),
        ("/t1", "/t1", None),
        ("/qwerty", "/qwerty", None),
        ("/бажаю", "/бажаю", None),
        ("/vaccinate 12345", "/vaccinate", None),
        ("/єнот", "/єнот", None),
        ("/оплата 500", "/оплата", None),
        ("/abort", "/abort", None),
        ("/2 таблетки", "/2", None),
        ("/дякую/", "/дякую/", None),
    ] {
        assert_eq!(inside(text, BOT), Some(unknown(typed, nearest)), "{text:?}");
    }
}

#[test]
fn what_is_shown_of_a_mistyped_command_is_short() {
    let shown = format!("/{}", "ї".repeat(31));
    assert_eq!(inside(&format!("\u{200b}/{} так", "ї".repeat(4_000)), BOT), Some(unknown(&shown, None)));
}

#[test]
fn notes_stay_inside() {
    for text in [
        "//",
        "// дивний клієнт",
        "//дивний клієнт",
        "///",
        "//phone",
        "  //так",
        "\u{200b}//",
        "\u{ff0f}/",
        "/\u{2215}",
        "/\u{200b}/",
        "..",
        ".. дивний клієнт",
        "..дивний клієнт",
        "..phone",
        ".\u{200b}.так",
        "\n..\nтак",
        ".. .",
        "..?",
    ] {
        assert_eq!(inside(text, BOT), Some(Inside::Note), "{text:?}");
    }
}

#[test]
fn a_command_for_another_bot_is_foreign() {
    for text in [
        "/x@OtherBot будь ласка",
        "/phone@OtherBot",
        "/phone@otherbot",
        "/phone@other_bot,",
        ".phone@OtherBot",
        "/зрщту@OtherBot",
        "/start@QuizBot\nтак",
        "/дивне@OtherBot",
    ] {
        assert_eq!(inside(text, BOT), Some(Inside::Foreign), "{text:?}");
    }
    // As long as our own name is not known, any bot's is foreign.
    assert_eq!(inside("/phone@ClinicBot", ""), Some(Inside::Foreign));
    assert_eq!(inside("/phone", ""), Some(command(Verb::Phone, "")));
    assert_eq!(inside("/phone@", ""), Some(unknown("/phone@", Some(Verb::Phone))));
}

#[test]
fn a_text_of_nothing_but_punctuation_is_read_at_once() {
    let many = "!".repeat(4_000);
    assert_eq!(inside(&format!(".{many}"), BOT), None);
    assert_eq!(inside(&format!("/{many}"), BOT), Some(unknown(&format!("/{}", &many[..31]), None)));
    assert_eq!(inside(&format!(".close{many}"), BOT), Some(command(Verb::Close, "")));
    let long = "x".repeat(4_000);
    assert_eq!(inside(&format!("/x@{long}bot"), BOT), Some(unknown(&format!("/x@{}", &long[..29]), None)));
}

/// What staff write to clients all day, and what only looks a little like a command.
const ORDINARY: &[&str] = &[
    "",
    " ",
    "Добрий день!",
    "Так, приходьте о 15:00.",
    "Телефон клініки: 067 123 45 67",
    "телефон той самий",
    "close",
    "phone",
    "зрщту",
    "5",
    "1/2 таблетки двічі на день",
    "10/05 о 14:30",
    "01.12.2026 о 9:00",
    "+380671234567",
    "-20% на щеплення",
    "№ 5",
    ".",
    ". ",
    "...",
    "....",
    "…",
    "…добре",
    "...добре",
    "... добре",
    "..... ну гаразд",
    "..…",
    ". . .",
    ".5 таблетки",
    ".25 мл на кг",
    ",5 таблетки",
    ".ok",
    ".Добре",
    ". Добре, чекаємо",
    ".добре",
    ".так",
    ".jpg",
    ".pdf не відкривається",
    ".т.д.",
    ".і ще одне",
    ".card.jpg",
    ".note.txt надіслали?",
    ".help-desk",
    ".client/server",
    ".closed",
    ".phones",
    ".fone",
    ".телефони",
    ".clinic@gmail.com",
    "._.",
    ".-.",
    ".)",
    ".\\",
    "./",
    "./картинка.png",
    ".t-лімфоцити",
    "\\",
    "\\o/",
    "\\\\server\\share",
    "\\fone",
    "¯\\_(ツ)_/¯",
    ":) дякуємо",
    ":/",
    "(див. /phone)",
    "«/close» – це команда",
    "\"Мурчик\" здоровий",
    "'так'",
    "–/–",
    "- /phone",
    "> /phone",
    "!close",
    "#phone",
    "@ClinicBot",
    "@maria_vet підкаже",
    "https://example.com/phone",
    "t.me/ClinicBot",
    "www.example.com",
    "🙂",
    "👍 /phone",
    "❤\u{fe0f} дякуємо",
    "км/год",
    "див. /phone",
    "так/ні?",
    "і/або",
    "1. Голодна дієта\n2. Вода\n/close",
    "Yes, come at 3 pm.",
    "No food after 8 pm, please.",
    "Help is on the way!",
    "•/close",
];

#[test]
fn what_is_meant_for_a_client_travels() {
    for text in ORDINARY {
        assert_eq!(inside(text, BOT), None, "{text:?}");
        assert_eq!(inside(text, ""), None, "{text:?}");
    }
}
