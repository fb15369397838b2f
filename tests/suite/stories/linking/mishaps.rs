//! What goes wrong on the way: restarts, double presses, old previews, and every trouble with Enote.

use super::super::Story;
use super::{KEY, LINK, MINUTE, NOBODY, OTHER_KEY, card, contacts, found, trouble};
use pwparents::model::{Half, WhyNot};
use pwparents::sandbox::{Draft, Profile};

#[test]
fn a_restart_in_the_middle_asks_again_and_a_press_after_it_counts() {
    let mut story = Story::begin();
    story.staff(Draft::text("/enote_link 885"));
    assert_eq!(story.sim.office.asked, [], "Enote is slow");
    story.sim.crash();
    story.sim.start();
    story.answers(Ok(found(&["0671234567"])));
    story.sim.run();
    assert!(story.last_of_bot().words().starts_with("🦝 Договір 885"), "{:?}", story.in_topic());
    story.sim.crash();
    story.sim.start();
    story.sim.run();
    assert_eq!(story.presses(story.sim.vet, LINK), "✅ Прив’язано.");
    assert_eq!(story.linked(), story.by_maria(KEY, "380671234567"));
    story.ends();
}

#[test]
fn two_presses_link_once_and_the_second_hears_it() {
    let mut story = Story::begin();
    let shown = story.finds(found(&["0671234567"]));
    let data = shown.data_of(LINK).unwrap().to_owned();
    let petro = story.sim.world.add_user(Profile::new("Петро").language("uk"));
    story.sim.world.join(story.sim.group, petro);
    let group = story.sim.group;
    assert_eq!(story.press_data(petro, group, shown.message_id, &data), "✅ Прив’язано.");
    assert_eq!(story.linked().by, Some(petro), "who said yes, not who asked");
    assert_eq!(story.press_data(story.sim.vet, group, shown.message_id, &data), "Це вже зроблено.");
    assert_eq!(story.history_of_links(), ["linked 5b"]);
    story.ends();
}

#[test]
fn a_preview_that_is_half_an_hour_old_links_nobody() {
    let mut story = Story::begin();
    let shown = story.finds(found(&["0671234567"]));
    let data = shown.data_of(LINK).unwrap().to_owned();
    story.sim.pass(30 * MINUTE);
    let preview = story.topic().into_iter().find(|now| now.message_id == shown.message_id).unwrap();
    assert!(preview.words().starts_with("⌛ Час на підтвердження минув"), "{}", preview.words());
    assert!(preview.buttons.is_empty());
    let group = story.sim.group;
    assert_eq!(
        story.press_data(story.sim.vet, group, shown.message_id, &data),
        "Час минув. Почніть знову: /enote_link"
    );
    assert_eq!(story.linked(), NOBODY);
    story.ends();
}

#[test]
fn a_preview_from_before_another_link_links_nobody() {
    let mut story = Story::begin();
    let first = story.finds(found(&["0671234567"]));
    let data = first.data_of(LINK).unwrap().to_owned();
    story.finds(card(OTHER_KEY, Ok(contacts(&["0501112233"]))));
    story.presses(story.sim.vet, LINK);
    let group = story.sim.group;
    let said = story.press_data(story.sim.vet, group, first.message_id, &data);
    assert!(said.starts_with("⚠️ Тим часом прив’язку клієнта змінили"), "{said}");
    assert_eq!(story.linked().key.as_deref(), Some(OTHER_KEY));
    story.ends();
}

#[test]
fn every_trouble_is_said_in_the_topic_writes_nothing_and_leaves_the_desk_usable() {
    for why in [
        WhyNot::NotFound,
        WhyNot::Ambiguous,
        WhyNot::Ownerless,
        WhyNot::Refused,
        WhyNot::Unavailable,
        WhyNot::Malformed,
        WhyNot::NotSetUp,
    ] {
        let mut story = Story::begin();
        let said = story.looks_up(Err(trouble(why, Half::OData)));
        assert!(said.words().ends_with("Клієнту нічого не надіслано."), "{}", said.words());
        assert!(said.buttons.is_empty());
        assert_eq!(story.linked(), NOBODY, "{why:?}");
        assert_eq!(story.events().len(), 1);
        story.staff(Draft::text("Приходьте"));
        story.client(Draft::text("Дякую"));
        assert_eq!(story.in_private(), ["бот: Приходьте", "Олена: Дякую"], "{why:?}");
        story.ends();
    }
}

#[test]
fn a_preview_is_shown_anew_if_staff_deleted_what_was_to_become_it() {
    let mut story = Story::begin();
    story.staff(Draft::text("/enote_link 885"));
    let progress = story.last_of_bot().message_id;
    story.sim.world.delete(story.sim.group, progress);
    story.answers(Ok(found(&["0671234567"])));
    story.sim.run();
    assert!(story.last_of_bot().words().starts_with("🦝 Договір 885"), "{:?}", story.in_topic());
    assert_eq!(story.presses(story.sim.vet, LINK), "✅ Прив’язано.");
    story.ends();
}
