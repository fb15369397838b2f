//! Staff are asked for the number, and go on writing: what is taken, what is held back, and how it ends.

use super::super::{OLENA, Story};
use super::{AGAIN, LINK, MINUTE, NOBODY, SEND, found};
use pwparents::relay::effect::LogEvent;
use pwparents::sandbox::{Draft, Profile};

#[test]
fn the_number_is_asked_for_and_taken_and_the_client_sees_nothing_of_it() {
    let mut story = Story::begin();
    let before = story.in_private();
    let command = story.staff(Draft::text("/enote_link"));
    let prompt = story.last_of_bot();
    assert!(prompt.words().starts_with("🔎 Який номер договору?"));
    assert_eq!(prompt.reply_to, Some(command), "so that it opens for whoever asked");
    let call = story.sim.world.calls_of("sendMessage").last().unwrap().clone();
    assert_eq!(call.params["reply_markup"]["force_reply"], true);
    assert_eq!(call.params["reply_markup"]["selective"], true);
    story.answers(Ok(found(&["0671234567"])));
    story.staff(Draft::text("№ 885").reply_to(prompt.message_id));
    assert!(story.last_of_bot().words().starts_with("🦝 Договір 885"));
    assert_eq!(story.in_private(), before);
    story.ends();
}

#[test]
fn other_words_are_held_back_and_may_be_sent_after_all() {
    let mut story = Story::begin();
    story.staff(Draft::text("/enote_link"));
    story.staff(Draft::text("Приходьте о 15:00"));
    assert_eq!(story.private().last().map(|shown| shown.words().to_owned()), None);
    let held = story.last_of_bot();
    assert_eq!(held.words(), "✋ Це не схоже на номер договору. Клієнту не надіслано.");
    assert_eq!(story.presses(story.sim.vet, SEND), "Надсилаю клієнтові.");
    assert_eq!(story.private().last().unwrap().words(), "Приходьте о 15:00");
    // The number is still waited for.
    story.answers(Ok(found(&["0671234567"])));
    story.staff(Draft::text("885"));
    assert!(story.last_of_bot().words().starts_with("🦝 Договір 885"));
    assert_eq!(story.private().len(), 1, "{:?}", story.in_private());
    story.ends();
}

#[test]
fn again_asks_once_more_and_what_was_held_back_stays_unsent() {
    let mut story = Story::begin();
    story.staff(Draft::text("/enote_link"));
    let held = story.staff(Draft::text("Барсик"));
    assert_eq!(story.presses(story.sim.vet, AGAIN), "Клієнту не надіслано.");
    let prompt = story.topic().into_iter().rfind(|shown| shown.words().starts_with("🔎")).unwrap();
    assert_eq!(prompt.reply_to, Some(held), "the question opens for whoever wrote that");
    story.answers(Ok(found(&[])));
    story.staff(Draft::text("885"));
    assert!(story.last_of_bot().words().starts_with("🦝 Договір 885"));
    assert_eq!(story.in_private(), Vec::<String>::new());
    story.ends();
}

#[test]
fn photos_and_colleagues_words_go_to_the_client_meanwhile() {
    let mut story = Story::begin();
    story.staff(Draft::text("/enote_link"));
    story.staff(Draft::photo().caption("885"));
    let petro = story.sim.world.add_user(Profile::new("Петро").language("uk"));
    story.sim.world.join(story.sim.group, petro);
    let thread = story.sim.topic(OLENA);
    story.sim.world.send_topic(story.sim.group, thread, petro, Draft::text("Добрий день!"));
    story.sim.run();
    assert_eq!(story.in_private(), ["бот: [Photo] 885", "бот: Добрий день!"]);
    assert_eq!(story.sim.office.asked, []);
}

#[test]
fn after_ten_minutes_the_question_ends_by_itself_and_says_so() {
    let mut story = Story::begin();
    story.staff(Draft::text("/enote_link"));
    let prompt = story.last_of_bot().message_id;
    story.sim.pass(10 * MINUTE);
    assert!(story.last_of_bot().words().starts_with("⌛ Час на відповідь минув"), "{:?}", story.in_topic());
    story.staff(Draft::text("885").reply_to(prompt));
    assert!(story.last_of_bot().words().ends_with("Почніть знову: /enote_link 885"));
    story.staff(Draft::text("Добрий день!"));
    assert_eq!(story.in_private(), ["бот: Добрий день!"]);
    assert_eq!(story.events(), [(LogEvent::Cancel, "expired")]);
    story.ends();
}

#[test]
fn cancel_ends_the_question_the_search_and_the_preview() {
    let mut story = Story::begin();
    story.staff(Draft::text("/enote_link"));
    story.staff(Draft::text("/cancel"));
    assert_eq!(story.last_of_bot().words(), "Скасовано. Клієнту нічого не надіслано.");
    story.staff(Draft::text("/enote_link 885"));
    story.staff(Draft::text("/cancel"));
    // The answer comes too late to be shown.
    story.answers(Ok(found(&[])));
    story.sim.run();
    story.finds(found(&[]));
    story.staff(Draft::text("/cancel"));
    assert!(story.topic().iter().all(|shown| shown.data_of(LINK).is_none()), "{:?}", story.in_topic());
    assert_eq!(story.linked(), NOBODY);
    story.staff(Draft::text("/cancel"));
    assert!(story.last_of_bot().words().starts_with("ℹ️ Скасовувати нічого"));
    story.ends();
}
