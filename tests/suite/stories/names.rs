//! Whatever clients call themselves, their topic gets a name people can read, and their card opens their
//! profile.

use crate::sim::Sim;
use pwparents::sandbox::{Draft, Profile};
use serde_json::json;

const HINT: &str = "Пишіть просто в цій темі: клієнт отримає ваше повідомлення від бота. Повідомлення, що \
                    починаються з «/», клієнтові не надсилаються.";

/// The topic's name and its card after a client with this profile has written. Staff can answer.
fn topic_of(profile: Profile) -> (String, String, serde_json::Value) {
    let mut sim = Sim::new();
    let client = sim.world.add_user(profile.id(4_242));
    sim.client_says(client, Draft::text("Добрий день"));
    let topics = sim.world.topics(sim.group);
    assert_eq!(topics.len(), 1);
    let name = topics[0].name.clone();
    let view = sim.in_topic(&name);
    assert_eq!(view[0].content["forum_topic_created"]["name"], json!(name));
    assert_eq!((view.len(), view[2].words()), (3, "Добрий день"));
    sim.staff_say(&name, Draft::text("Чуємо вас"));
    assert_eq!(sim.words_in_private(client), ["Добрий день", "Чуємо вас"]);
    assert_eq!(sim.words_in_general(), Vec::<String>::new());
    sim.is_clean();
    (name, view[1].words().to_owned(), json!(view[1].entities))
}

#[test]
fn names_come_as_they_are_without_what_nobody_can_see() {
    let named = Profile::new;
    for (profile, name) in [
        (named("Олена").last_name("Коваль"), "Олена Коваль"),
        (named("  Олена \n\t ").last_name("\u{a0}Коваль"), "Олена Коваль"),
        (named("<b>&\"*_[я](tg://user?id=1)`~"), "<b>&\"*_[я](tg://user?id=1)`~"),
        (named("/start"), "/start"),
        (named("\u{202e}אורי\u{202c}").last_name("كوفال"), "אורי كوفال"),
        (named("О\u{200b}ле\u{2060}на\u{feff}"), "Олена"),
        (named("\u{fffd}Олена"), "Олена"),
        (named("👩‍👩‍👧‍👦").last_name("🇺🇦"), "👩‍👩‍👧‍👦 🇺🇦"),
        (named("\u{200b}\u{2060}").last_name("Коваль"), "Коваль"),
        (named("\u{3164}\u{115f}\u{2800}").username("olena"), "@olena"),
        (named("").username("olena"), "@olena"),
        (named("\u{200d}\u{fe0f}"), "Клієнт 4242"),
        (named("\u{34f}\u{301}"), "Клієнт 4242"),
        (named(""), "Клієнт 4242"),
    ] {
        assert_eq!(topic_of(profile).0, name);
    }
}

#[test]
fn a_long_name_is_cut_between_characters_as_people_see_them() {
    for (long, short) in [
        ("я".repeat(200), "я".repeat(128)),
        // Eleven UTF-16 units each.
        ("👩‍👩‍👧‍👦".repeat(60), "👩‍👩‍👧‍👦".repeat(11)),
        // A letter with its accent, two units each.
        ("а\u{301}".repeat(100), "а\u{301}".repeat(64)),
        (format!("{} Коваль", "я".repeat(127)), "я".repeat(127)),
    ] {
        assert_eq!(topic_of(Profile::new(long)).0, short);
    }
}

#[test]
fn the_card_says_who_it_is_and_opens_the_profile() {
    let (_, card, entities) =
        topic_of(Profile::new("👩‍🦰 Олена").last_name("<Коваль>").username("olena_k").language("uk"));
    assert_eq!(
        card,
        format!("👤 👩‍🦰 Олена <Коваль>\n@olena_k · мова uk · id 4242\n🆕 Ще ніхто не взяв\n\n{HINT}")
    );
    // "👤 " are three UTF-16 units, "👩‍🦰" are five.
    assert_eq!(
        entities,
        json!([{"type": "text_link", "offset": 3, "length": 20, "url": "tg://user?id=4242"}])
    );
}

#[test]
fn the_card_does_without_what_is_not_known() {
    let (_, card, _) = topic_of(Profile::new("Олена"));
    assert_eq!(card, format!("👤 Олена\nid 4242\n🆕 Ще ніхто не взяв\n\n{HINT}"));
}
