//! What the desk and the clients are told, each sentence once, for `shown`.

use pwparents::model::{Clinic, Lang};
use pwparents::text::{self, CardFacts, CardState, PhoneLine};

use super::shown::{OLENA, Said, root};

pub fn tickets(lang: Lang) -> Said {
    let states = [("card in progress", CardState::InProgress), ("card closed", CardState::Closed)];
    let states = states.map(|(name, state)| {
        let facts = CardFacts {
            client: OLENA,
            name: "Олена",
            username: None,
            language: None,
            phones: &[],
            replaced: false,
            state,
            ban: None,
            rating: None,
        };
        (name, text::card(lang, &facts))
    });
    let table = [
        ("assign_whom", text::assign_whom(lang)),
        ("assigned", text::assigned(lang, "Марія")),
        ("assigned_already", text::assigned_already(lang, "Марія")),
        ("choose_below", text::choose_below(lang)),
        ("close_button", text::close_button(lang)),
        ("closed", text::closed(lang)),
        ("closed_already", text::closed_already(lang)),
        ("closed_silently", text::closed_silently(lang)),
        ("come_out", text::come_out(lang)),
        ("hand_over_button", text::hand_over_button(lang)),
        ("not_summoned", text::not_summoned(lang, "Марія")),
        ("open_already", text::open_already(lang)),
        ("reopen_button", text::reopen_button(lang)),
        ("reopened", text::reopened(lang)),
        ("summons", text::summons(lang, "Олена")),
        ("take_button", text::take_button(lang)),
        ("ticket_is_closed", text::ticket_is_closed(lang)),
        ("ticket_over", text::ticket_over(lang)),
        ("unassigned", text::unassigned(lang)),
        ("unassigned_already", text::unassigned_already(lang)),
        ("visit_button", text::visit_button(lang)),
    ];
    states.into_iter().chain(table).map(|(name, text)| (name.to_owned(), text)).collect()
}

pub fn colleagues(lang: Lang) -> Said {
    let table = [
        ("colleague", text::colleague(lang, None)),
        ("colleague with a name", text::colleague(lang, Some("лікарка Марія"))),
        ("group_wanted", text::group_wanted(lang)),
        ("name_reset", text::name_reset(lang, false)),
        ("name_reset where names sign", text::name_reset(lang, true)),
        ("name_set", text::name_set(lang, "лікарка Марія")),
        ("private_wanted", text::private_wanted(lang, "ClinicBot")),
        ("signed_as", text::signed_as(lang, "Марія", "ClinicBot")),
        ("unsigned", text::unsigned(lang, "ClinicBot")),
    ];
    table.map(|(name, text)| (name.to_owned(), text)).into()
}

pub fn reception(lang: Lang) -> Said {
    let named = Clinic { name: "Лапа".to_owned(), ..Clinic::default() };
    let open = Clinic {
        phone: Some("+380 67 123 45 67".to_owned()),
        privacy_url: Some("https://lapa.example/privacy".to_owned()),
        ..named.clone()
    };
    let table = [
        ("choose_language", text::choose_language(lang)),
        ("client_button_stale", text::client_button_stale(lang)),
        ("client_commands", text::client_commands(lang)),
        ("greeting", text::greeting(lang, &Clinic::default(), false)),
        ("greeting of a clinic", text::greeting(lang, &named, false)),
        ("greeting of a clinic that asks", text::greeting(lang, &named, true)),
        ("greeting of a clinic with all", text::greeting(lang, &open, false)),
        ("greeting of a clinic with all that asks", text::greeting(lang, &open, true)),
        ("intent_noted", text::intent_noted(lang, "📅 Записатися на прийом")),
        ("language_chosen", text::language_chosen(lang)),
        ("menu_shown", text::menu_shown(lang)),
        ("phone_prompt", text::phone_prompt(lang)),
        ("phone_shared", text::phone_shared(lang, "+380671234567")),
        ("phone_thanks", text::phone_thanks(lang)),
        ("share_phone_key", text::share_phone_key(lang)),
    ];
    table.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

pub fn phones(lang: Lang) -> Said {
    let number = || "+380671234567".to_owned();
    let bot = |confirmed| PhoneLine::Bot { number: number(), confirmed };
    let enote = || PhoneLine::Enote("+380501112233".to_owned());
    let table = [
        ("phone_lines of none", vec![]),
        ("phone_lines of one that both have", vec![PhoneLine::Authorised(number())]),
        ("phone_lines of one that was not confirmed", vec![PhoneLine::Unconfirmed(number())]),
        ("phone_lines of two", vec![bot(true), enote()]),
        ("phone_lines of two unconfirmed", vec![bot(false), enote()]),
    ];
    table.into_iter().map(|(name, lines)| (name.to_owned(), text::phone_lines(lang, &lines))).collect()
}

/// Each button of the menu that a clinic gets which wrote none, and what a press is answered with.
pub fn menu(lang: Lang) -> Said {
    let clinic = Clinic {
        phone: Some("+380 67 123 45 67".to_owned()),
        address: Some("вул. Хрещатик, 1".to_owned()),
        map_url: Some("https://maps.example.org/1".to_owned()),
        ..Clinic::default()
    };
    let items = text::default_menu(&clinic).of(lang).to_vec().into_iter().enumerate();
    items
        .flat_map(|(number, item)| {
            [
                (format!("menu_button {number}"), text::menu_button(&item)),
                (format!("menu_answer {number}"), text::menu_answer(&item)),
            ]
        })
        .collect()
}

pub fn commands(lang: Lang) -> Said {
    // A sentence for each command that can be written wrongly.
    let sentences = std::fs::read_to_string(root().join("src/text/uk.ftl")).unwrap();
    let usages = sentences.lines().filter_map(|line| line.strip_prefix("usage-")?.split(" = ").next());
    let usages = usages.map(|name| (format!("usage {name}"), text::usage(lang, name)));
    let table = [("member_unknown", text::member_unknown(lang)), ("topic_wanted", text::topic_wanted(lang))];
    usages.chain(table.map(|(name, text)| (name.to_owned(), text))).collect()
}
