//! Names that clients see: chosen in private, put in front of words, left out where there is no place.

use pwparents::sandbox::{Draft, Kind};
use serde_json::json;

use super::Story;

/// Whoever works here writes to the bot in private; what it answers.
fn in_private(story: &mut Story, words: &str) -> String {
    let (vet, bot) = (story.sim.vet, story.sim.bot);
    story.sim.client_says(vet, Draft::text(words));
    story.sim.world.private_view(vet, bot).pop().unwrap().words().to_owned()
}

/// Staff have chosen a name.
fn named() -> Story {
    let mut story = Story::begin();
    let set = in_private(&mut story, "/setname лікарка Марія");
    assert_eq!(set, "Готово, тепер клієнти бачать вас як «лікарка Марія».");
    story
}

#[test]
fn a_text_goes_out_behind_the_name_with_its_entities_in_place() {
    let mut story = named();
    let bold = json!([{"type": "bold", "offset": 3, "length": 5}]);
    let said = story.staff(Draft::text("🐈 ситий і здоровий").entities(bold));
    let shown = story.private().pop().unwrap();
    assert_eq!(shown.words(), "лікарка Марія\n🐈 ситий і здоровий");
    assert_eq!(
        json!(shown.entities),
        json!([{"type": "bold", "offset": 0, "length": 13}, {"type": "bold", "offset": 17, "length": 5}])
    );
    story.staff_edit(said, Draft::text("голодний"));
    assert_eq!(story.in_private(), ["бот: лікарка Марія\nголодний (edited)"]);
    story.ends();
}

#[test]
fn a_caption_bears_the_name_and_what_has_none_goes_without() {
    let mut story = named();
    story.staff(Draft::photo().caption("рентген"));
    story.staff(Draft::photo());
    story.staff(Draft::sticker("🐈"));
    let shown: Vec<(Kind, Option<String>)> =
        story.private().into_iter().map(|shown| (shown.kind, shown.text)).collect();
    let text = |words: &str| Some(words.to_owned());
    assert_eq!(
        shown,
        [
            (Kind::Photo, text("лікарка Марія\nрентген")),
            (Kind::Photo, text("лікарка Марія")),
            (Kind::Sticker, None),
        ]
    );
    story.ends();
}

#[test]
fn an_album_bears_the_name_once_and_stays_an_album() {
    let mut story = named();
    story.staff_album(vec![Draft::photo().caption("до"), Draft::photo().caption("після")]);
    let shown = story.private();
    let words: Vec<&str> = shown.iter().map(pwparents::sandbox::Shown::words).collect();
    assert_eq!(words, ["лікарка Марія\nдо", "після"]);
    assert!(shown[0].album.is_some() && shown[0].album == shown[1].album);
    story.ends();
}

#[test]
fn words_that_leave_no_place_for_the_name_go_without_it() {
    let mut story = named();
    let long = "я".repeat(4_090);
    story.staff(Draft::text(&long));
    let caption = "я".repeat(1_020);
    story.staff(Draft::photo().caption(&caption));
    let shown = story.private();
    assert_eq!((shown[0].words(), shown[1].words()), (long.as_str(), caption.as_str()));
    story.ends();
}

#[test]
fn an_administrator_who_writes_as_the_group_signs_nothing() {
    let mut story = named();
    story.staff(Draft::text("Добрий день").anonymous(None));
    assert_eq!(story.in_private(), ["бот: Добрий день"]);
    story.ends();
}

#[test]
fn a_name_is_cleaned_cut_and_given_up() {
    let mut story = named();
    assert_eq!(
        in_private(&mut story, "/setname \u{202e}  Марія \n Іванівна"),
        "Готово, тепер клієнти бачать вас як «Марія Іванівна»."
    );
    let long = in_private(&mut story, &format!("/setname {}", "я".repeat(80)));
    assert_eq!(long, format!("Готово, тепер клієнти бачать вас як «{}».", "я".repeat(50)));
    for empty in ["/setname", "/setname \u{200b}"] {
        assert!(in_private(&mut story, empty).starts_with("Напишіть ім’я після команди"), "{empty:?}");
    }
    assert_eq!(in_private(&mut story, "/setname -"), "Ваші повідомлення йдуть клієнтам без підпису.");
    story.staff(Draft::text("так"));
    assert_eq!(story.in_private(), ["бот: так"]);
    story.ends();
}

#[test]
fn whoever_works_here_is_no_client_in_private() {
    let mut story = Story::begin();
    let topics = story.sim.world.topics(story.sim.group).len();
    assert!(in_private(&mut story, "/start").starts_with("Вітаю! Ви працюєте в групі персоналу"));
    assert!(in_private(&mut story, "Запишіть мого кота").starts_with("Вітаю!"));
    assert!(in_private(&mut story, "/help").contains("/close_silent"));
    assert!(in_private(&mut story, "/close").starts_with("Ця команда працює в групі персоналу"));
    assert_eq!(story.sim.world.topics(story.sim.group).len(), topics);
    let (group, vet) = (story.sim.group, story.sim.vet);
    story.sim.world.send_general(group, vet, Draft::text("/setname Марія"));
    story.sim.run();
    assert_eq!(
        story.in_general().last().unwrap(),
        "бот: Напишіть цю команду боту в приватний чат: @ClinicBot ↩ /setname Марія"
    );
    story.ends_with_words_in_general();
}

#[test]
fn whoever_left_the_group_is_a_client_like_any_other() {
    let mut story = Story::begin();
    let nurse = story.sim.world.add_user(pwparents::sandbox::Profile::new("Оксана"));
    story.sim.world.join(story.sim.group, nurse);
    story.sim.world.leave(story.sim.group, nurse);
    story.sim.run();
    story.sim.client_says(nurse, Draft::text("Мій кіт захворів"));
    assert_eq!(story.sim.words_in_topic("Оксана"), ["Мій кіт захворів"]);
}

#[test]
fn whoever_chose_no_name_is_told_once_what_clients_see() {
    let mut story = Story::begin();
    let nurse = story.sim.world.add_user(pwparents::sandbox::Profile::new("Оксана"));
    let (group, thread) = (story.sim.group, story.sim.topic(super::OLENA));
    story.sim.world.join(group, nurse);
    for words in ["раз", "два"] {
        story.sim.world.send_topic(group, thread, nurse, Draft::text(words));
        story.sim.run();
    }
    let hints = story.in_topic().into_iter().filter(|line| line.contains("/setname")).count();
    assert_eq!(hints, 1, "{:?}", story.in_topic());
    story.ends();
}
