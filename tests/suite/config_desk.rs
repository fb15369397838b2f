//! How an operator writes the desk, the hours and the menu, and what is made of it.

use std::path::Path;

use jiff::tz::TimeZone;
use pwparents::config::{Config, Problems};
use pwparents::model::{Desk, Hours, Interval, Lang, MenuItem, MenuKind, OnCall, UserId, kyiv};

use crate::config::{SMALLEST, env};

fn parse(more: &str, variables: &[(&str, &str)]) -> Result<Config, Problems> {
    let text = format!("{SMALLEST}{more}");
    Config::parse(&text, "config.toml", Path::new(""), &env(variables))
}

fn hours(more: &str) -> Hours {
    parse(&format!("[hours]\n{more}\n"), &[]).unwrap().hours.unwrap()
}

/// Monday's intervals, as minutes since midnight.
fn monday(day: &str) -> Vec<(u16, u16)> {
    // Sunday keeps the table from being closed all week.
    let hours = hours(&format!("monday = \"{day}\"\nsunday = \"24h\""));
    hours.week[0].iter().map(|interval| (interval.from, interval.to)).collect()
}

#[test]
fn a_desk_that_is_left_out_is_the_usual_one() {
    let config = parse("", &[]).unwrap();
    assert_eq!(config.desk, Desk::default());
    assert_eq!((config.desk.remind_after_minutes, config.desk.sign_unnamed), (30, true));
    assert_eq!((config.desk.close_after_days, config.desk.ask_rating), (0, false));
    assert_eq!(config.hours, None);
}

#[test]
fn the_desk_is_taken_as_written() {
    let text = "[desk]\nremind_after_minutes = 0\non_call = [\"@olena_vet\", 123456789, \"42\"]\n\
                sign_unnamed = false\nclose_after_days = 14\nask_rating = true\nstaff_reactions = [\"❤\u{fe0f}\", \"🔥\"]\n";
    let on_call = vec![
        OnCall::Username("olena_vet".to_owned()),
        OnCall::Id(UserId(123_456_789)),
        OnCall::Id(UserId(42)),
    ];
    let expected = Desk {
        remind_after_minutes: 0,
        on_call,
        sign_unnamed: false,
        close_after_days: 14,
        ask_rating: true,
        staff_reactions: vec!["❤".to_owned(), "🔥".to_owned()],
    };
    assert_eq!(parse(text, &[]).unwrap().desk, expected);
}

#[test]
fn the_environment_wins_over_the_desk_of_the_file() {
    let variables = [
        ("DESK_REMIND_AFTER_MINUTES", "45"),
        ("DESK_ON_CALL", "@olena_vet, 42,"),
        ("DESK_SIGN_UNNAMED", "False"),
        ("DESK_CLOSE_AFTER_DAYS", "7"),
        ("DESK_ASK_RATING", "true\n"),
        ("DESK_STAFF_REACTIONS", "🙏, 👍🏽"),
    ];
    let text = "[desk]\nremind_after_minutes = 5\non_call = [1]\n";
    let expected = Desk {
        remind_after_minutes: 45,
        on_call: vec![OnCall::Username("olena_vet".to_owned()), OnCall::Id(UserId(42))],
        sign_unnamed: false,
        close_after_days: 7,
        ask_rating: true,
        staff_reactions: vec!["🙏".to_owned(), "👍".to_owned()],
    };
    assert_eq!(parse(text, &variables).unwrap().desk, expected);
    let told = parse("", &[("DESK_ON_CALL", "@olena_vet, olena"), ("DESK_ASK_RATING", "так")]).unwrap_err();
    let expected = "DESK_ASK_RATING: wanted true or false without quotes\n\
                    DESK_ON_CALL: entry 2: must be a public name such as \"@olena_vet\", \
                    or a person's Telegram id";
    assert_eq!(told.to_string(), expected);
}

#[test]
fn the_reactions_that_travel_are_three_unless_the_clinic_says_which() {
    let of = |text: &str| parse(text, &[]).unwrap().desk.staff_reactions;
    assert_eq!(of(""), ["👍", "❤", "🙏"]);
    assert_eq!(of("[desk]\nstaff_reactions = []\n"), ["👍", "❤", "🙏"]);
    assert_eq!(of("[desk]\nstaff_reactions = [\"none\"]\n"), Vec::<String>::new());
    let told =
        |list: &str| parse(&format!("[desk]\nstaff_reactions = {list}\n"), &[]).unwrap_err().to_string();
    let must = "must be one emoji that Telegram lets bots react with, such as 👍, ❤, 🙏, 👌, 🔥, 🎉 or 😢";
    let line = "config.toml:5: desk.staff_reactions: entry";
    assert_eq!(told("[\"👍\", \"🐈\"]"), format!("{line} 2: {must}"));
    assert_eq!(told("[\"👍👍\"]"), format!("{line} 1: {must}"));
    assert_eq!(told("[\"\"]"), format!("{line} 1: {must}"));
    assert_eq!(told("[\"👍\", \"👍🏽\"]"), format!("{line} 2: this emoji already stands in the list"));
}

#[test]
fn a_day_is_written_as_people_write_it() {
    let table: [(&str, &[(u16, u16)]); 9] = [
        ("09:00-20:00", &[(540, 1200)]),
        ("9:00 – 20:00", &[(540, 1200)]),
        ("14:00-18:00,09:00-13:00", &[(540, 780), (840, 1080)]),
        ("09:00-13:00, 13:00-18:00", &[(540, 780), (780, 1080)]),
        ("20:00-02:00", &[(1200, 1560)]),
        ("20:00-00:00", &[(1200, 1440)]),
        ("00:00-24:00", &[(0, 1440)]),
        ("24H", &[(0, 1440)]),
        (" Closed ", &[]),
    ];
    for (day, expected) in table {
        assert_eq!(monday(day), expected, "{day}");
    }
}

#[test]
fn a_day_left_out_is_closed_and_the_zone_is_kyiv() {
    let hours = hours("friday = \"10:00-11:00\"");
    assert_eq!(hours.zone, kyiv());
    for (number, day) in hours.week.iter().enumerate() {
        let expected = if number == 4 { vec![Interval { from: 600, to: 660 }] } else { Vec::new() };
        assert_eq!(day, &expected, "{number}");
    }
    assert_eq!(hours.holidays, []);
}

#[test]
fn zone_and_holidays_are_taken_as_written() {
    let hours = hours(
        "timezone = \"Europe/Warsaw\"\nmonday = \"24h\"\n\
         holidays = [\"12-25\", 2027-01-07, \"02-29\", \"2026-12-31 09:00-13:00, 14:00-15:00\"]",
    );
    assert_eq!(hours.zone, TimeZone::get("Europe/Warsaw").unwrap());
    let dates: Vec<_> =
        hours.holidays.iter().map(|day| (day.year, day.month, day.day, day.open.len())).collect();
    let expected = [(None, 12, 25, 0), (Some(2027), 1, 7, 0), (None, 2, 29, 0), (Some(2026), 12, 31, 2)];
    assert_eq!(dates, expected);
}

fn titles(items: &[MenuItem]) -> Vec<&str> {
    items.iter().map(|item| item.title.as_str()).collect()
}

#[test]
fn a_clinic_without_a_menu_gets_ours_in_both_languages() {
    let menu = parse("", &[]).unwrap().menu;
    let uk = ["🩺 Питання щодо лікування", "📅 Записатися на прийом", "💬 Поставити запитання"];
    assert_eq!(titles(menu.of(Lang::Uk)), uk);
    assert_eq!(
        titles(menu.of(Lang::En)),
        ["🩺 Question about treatment", "📅 Book a visit", "💬 Ask a question"]
    );
    let ways = [
        ("phone = \"+380671234567\"", "📞 Термінові випадки: +380671234567"),
        ("address = \"Київ\"", "📍 Київ"),
        ("map_url = \"https://x.org/1\"", "🗺 На мапі: https://x.org/1"),
        ("map_url = \"https://x.org/1\"\naddress = \"Київ\"", "📍 Київ\n🗺 На мапі: https://x.org/1"),
    ];
    for (clinic, text) in ways {
        let menu = parse(&format!("[clinic]\n{clinic}\n"), &[]).unwrap().menu;
        let last = menu.uk.last().unwrap();
        assert_eq!(last.title, "📍 Як нас знайти");
        assert_eq!(last.kind, MenuKind::Info { text: text.to_owned() });
        assert_eq!(menu.en.len(), 4);
    }
}

#[test]
fn a_menu_of_the_clinics_own_is_the_same_in_both_languages() {
    let text = "[[menu]]\ntitle = \" Запис \"\naliases = [\"Записатися\"]\nkind = \"intent\"\nask = \"Коли?\"\n\
                [[menu]]\ntitle = \"Ціни\"\nkind = \"info\"\ntext = \"\"\"\nУЗД\nАналізи\"\"\"\n";
    let menu = parse(text, &[]).unwrap().menu;
    let visit = MenuItem {
        title: "Запис".to_owned(),
        aliases: vec!["Записатися".to_owned()],
        kind: MenuKind::Intent { ask: "Коли?".to_owned() },
    };
    let prices = MenuItem {
        title: "Ціни".to_owned(),
        aliases: Vec::new(),
        kind: MenuKind::Info { text: "УЗД\nАналізи".to_owned() },
    };
    assert_eq!(menu.uk, [visit, prices]);
    assert_eq!(menu.en, menu.uk);
    let inline = "menu = [{ title = \"Ціни\", kind = \"info\", text = \"x\" }]\n";
    let config = Config::parse(&format!("{inline}{SMALLEST}"), "config.toml", Path::new(""), &env(&[]));
    assert_eq!(titles(&config.unwrap().menu.uk), ["Ціни"]);
}

#[test]
fn a_press_is_known_by_title_or_alias_in_either_language() {
    let ours = parse("", &[]).unwrap().menu;
    let pressed = |lang, text| ours.pressed(lang, text).map(|item| item.title.as_str());
    assert_eq!(pressed(Lang::Uk, "📅 записатися НА прийом "), Some("📅 Записатися на прийом"));
    assert_eq!(pressed(Lang::En, "📅 Записатися на прийом"), Some("📅 Записатися на прийом"));
    assert_eq!(pressed(Lang::Uk, "📅 Book a visit"), Some("📅 Book a visit"));
    assert_eq!(pressed(Lang::Uk, "Записатися на прийом до Марії"), None);
    assert_eq!(pressed(Lang::Uk, ""), None);
    let text = "[[menu]]\ntitle = \"Ціни\"\naliases = [\"💰 Прайс\"]\nkind = \"info\"\ntext = \"x\"\n";
    let theirs = parse(text, &[]).unwrap().menu;
    assert_eq!(theirs.pressed(Lang::En, "💰 ПРАЙС").map(|item| item.title.as_str()), Some("Ціни"));
}

#[test]
fn the_longest_captions_and_texts_are_taken() {
    let title = "👨‍👩‍👧‍👦".repeat(64);
    let text = "ї".repeat(4096);
    let more = format!("[[menu]]\ntitle = \"{title}\"\nkind = \"info\"\ntext = \"{text}\"\n");
    assert_eq!(titles(&parse(&more, &[]).unwrap().menu.uk), [title]);
    let buttons = |count: usize| {
        let one = |n| format!("[[menu]]\ntitle = \"{n}\"\nkind = \"info\"\ntext = \"x\"\n");
        (0..count).map(one).collect::<String>()
    };
    assert_eq!(parse(&buttons(12), &[]).unwrap().menu.uk.len(), 12);
    assert!(parse(&buttons(13), &[]).is_err());
}
