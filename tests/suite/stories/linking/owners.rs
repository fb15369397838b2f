//! What belongs to a link: the family, data that are read later, the animals, and taking it off.

use super::super::Story;
use super::{KEY, LINK, MINUTE, NO, NOBODY, UNLINK, animal, card, contacts, found, trouble};
use pwparents::model::{Half, Reply, WhyNot};
use pwparents::sandbox::Draft;

#[test]
fn a_family_shares_an_owner_and_staff_see_that() {
    let mut story = Story::begin();
    story.finds(found(&["0671234567"]));
    story.presses(story.sim.vet, LINK);
    let petro = story.sim.client("Петро");
    story.sim.client_says(petro, Draft::text("Добрий день"));
    story.answers(Ok(found(&["0671234567"])));
    story.sim.staff_say("Петро", Draft::text("/enote_link 885"));
    let preview = story.sim.words_in_topic("Петро").pop().unwrap();
    assert!(preview.ends_with("👪 До цього власника прив’язано також: Олена"), "{preview}");
    story.ends();
}

#[test]
fn with_the_owners_half_down_the_link_is_made_and_the_rest_is_read_later() {
    let mut story = Story::with_phone("+380671234567");
    let preview = story.finds(card(KEY, Err(trouble(WhyNot::Unavailable, Half::Api))));
    assert!(preview.words().contains("⚠️ Єнот не віддав ПІБ і телефонів"), "{}", preview.words());
    story.presses(story.sim.vet, LINK);
    let linked = story.linked();
    assert_eq!((linked.key.as_deref(), linked.name, linked.phone), (Some(KEY), None, None));
    story.answers(Ok(Reply::Contacts(contacts(&["0671234567"]))));
    story.staff(Draft::text("/enote_refresh"));
    assert_eq!(story.linked(), story.by_maria(KEY, "380671234567"));
    // A second reading with that half down keeps what is known.
    story.finds(card(KEY, Err(trouble(WhyNot::Unavailable, Half::Api))));
    story.presses(story.sim.vet, LINK);
    assert_eq!(story.linked(), story.by_maria(KEY, "380671234567"));
    assert_eq!(story.history_of_links(), ["linked 5b", "refreshed 5b", "linked 5b"]);
    story.ends();
}

#[test]
fn pets_are_read_shown_and_for_two_minutes_not_asked_for_again() {
    let mut story = Story::begin();
    story.finds(found(&[]));
    story.presses(story.sim.vet, LINK);
    // The search has just seen them.
    story.staff(Draft::text("/pets"));
    assert!(story.last_of_bot().words().contains("🐾 Барсик · договір 885"));
    story.sim.pass(2 * MINUTE);
    story.answers(Ok(Reply::Animals(vec![animal("Рекс", "887")])));
    story.staff(Draft::text("/patient"));
    assert!(story.last_of_bot().words().contains("🐾 Рекс · договір 887"), "{:?}", story.in_topic());
    story.sim.pass(2 * MINUTE);
    story.answers(Err(trouble(WhyNot::Unavailable, Half::OData)));
    story.staff(Draft::text("/pets"));
    let said = story.last_of_bot();
    assert!(said.words().starts_with("⌛ Єнот зараз не відповідає"), "{}", said.words());
    assert!(said.words().contains("🐾 Рекс · договір 887"), "what was known: {}", said.words());
    assert_eq!(story.in_private(), Vec::<String>::new());
    story.ends();
}

#[test]
fn unlinking_asks_once_more_and_a_no_keeps_the_link() {
    let mut story = Story::with_phone("+380671234567");
    story.finds(found(&["0671234567"]));
    story.presses(story.sim.vet, LINK);
    story.staff(Draft::text("/enote_unlink"));
    assert_eq!(story.presses(story.sim.vet, NO), "❌ Скасовано, нічого не змінено.");
    assert_eq!(story.linked(), story.by_maria(KEY, "380671234567"));
    story.staff(Draft::text("/enote_unlink"));
    assert_eq!(story.presses(story.sim.vet, UNLINK), "✅ Відв’язано.");
    assert_eq!(story.linked(), NOBODY);
    assert_eq!(story.phone_lines(), ["📞 бот: +380671234567 (підтверджено)"]);
    assert_eq!(story.history_of_links(), ["linked 5b", "unlinked -"]);
    story.ends();
}
