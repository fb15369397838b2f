//! What is too long for one message arrives whole, in parts and in order: texts past 4096 characters,
//! captions past 1024, as paying users write them.

use super::{Story, substance};
use pwparents::sandbox::{Action, Draft, Fault, Kind, Shown};
use serde_json::{Value, json};

/// So many lines of ten characters, each different, the line's end included.
fn lines(count: usize) -> String {
    (1..=count).map(|number| format!("рядок{number:04}")).collect::<Vec<_>>().join("\n")
}

fn words(shown: &[Shown]) -> Vec<&str> {
    shown.iter().map(Shown::words).collect()
}

fn length(text: &str) -> usize {
    text.encode_utf16().count()
}

#[test]
fn a_text_too_long_for_one_message_comes_in_parts_cut_between_lines() {
    let mut story = Story::begin();
    let text = lines(900);
    story.client(Draft::text(text.clone()));
    story.client(Draft::text("далі"));
    let topic = story.topic();
    assert_eq!(topic.len(), 4);
    assert_eq!(words(&topic[..3]).join("\n"), text, "only the line's end at a cut is gone");
    assert!(topic.iter().all(|shown| length(shown.words()) <= 4096));
    assert!(length(topic[0].words()) > 4000 && length(topic[1].words()) > 4000);
    assert_eq!(topic[3].words(), "далі");
    story.ends();
}

#[test]
fn a_long_word_is_cut_between_characters_and_never_inside_one() {
    let mut story = Story::begin();
    // An odd length puts the border of the first part into the middle of a surrogate pair.
    let text = format!("я{}", "🐈".repeat(4100));
    story.client(Draft::text(text.clone()));
    let topic = story.topic();
    assert_eq!(words(&topic).concat(), text);
    assert_eq!(topic.iter().map(|shown| length(shown.words())).collect::<Vec<_>>(), [4095, 4096, 10]);
    story.ends();
}

#[test]
fn entities_over_a_cut_go_on_in_the_next_part() {
    let mut story = Story::begin();
    let text = "а".repeat(5000);
    let bold = |offset: usize, length: usize| json!({"type": "bold", "offset": offset, "length": length});
    let link = json!({"type": "text_link", "offset": 4990, "length": 10, "url": "https://example.com"});
    story.client(Draft::text(text).entities(json!([bold(4000, 500), link])));
    let topic = story.topic();
    assert_eq!(words(&topic).concat().chars().count(), 5000);
    let moved = json!({"type": "text_link", "offset": 894, "length": 10, "url": "https://example.com"});
    assert_eq!(topic[0].entities, [bold(4000, 96)]);
    assert_eq!(topic[1].entities, [bold(0, 404), moved]);
    story.ends();
}

#[test]
fn a_reply_to_the_parts_of_a_long_text_finds_the_text() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text(lines(900)));
    for part in story.topic() {
        story.staff(Draft::text("Читаємо").reply_to(part.message_id));
    }
    let answers = story.private().split_off(1);
    assert_eq!(answers.iter().map(|shown| shown.reply_to).collect::<Vec<_>>(), [Some(asked); 3]);
    story.ends();
}

#[test]
fn a_caption_too_long_follows_its_photo_as_text() {
    let mut story = Story::begin();
    let caption = lines(500);
    let italic = json!({"type": "italic", "offset": 4, "length": 20});
    let photo = Draft::photo().spoiler().caption_above().caption(caption.clone());
    story.client(photo.entities(json!([italic])));
    story.client(Draft::text("далі"));
    let (sent, topic) = (story.private(), story.topic());
    assert_eq!(
        topic.iter().map(|shown| shown.kind).collect::<Vec<_>>(),
        [Kind::Photo, Kind::Text, Kind::Text, Kind::Text]
    );
    assert_eq!((topic[0].text.as_deref(), topic[0].spoiler), (None, true));
    assert_eq!(topic[0].file_unique_id, sent[0].file_unique_id);
    assert_eq!(words(&topic[1..3]).join("\n"), caption);
    assert_eq!(topic[1].entities, [italic]);
    assert_eq!(topic[3].words(), "далі");
    story.ends();
}

#[test]
fn every_file_with_a_caption_too_long_arrives_with_all_of_it() {
    for draft in
        [Draft::video(), Draft::animation(), Draft::audio(), Draft::voice(), Draft::document("висновок.pdf")]
    {
        let mut story = Story::begin();
        story.client(draft.caption(lines(200)));
        let (sent, topic) = (story.private(), story.topic());
        assert_eq!(topic.len(), 2);
        assert_eq!(topic[0].file_unique_id, sent[0].file_unique_id);
        assert_eq!((topic[0].kind, topic[0].words()), (sent[0].kind, ""));
        assert_eq!((topic[1].kind, topic[1].text.clone()), (Kind::Text, Some(lines(200))));
        story.ends();
    }
}

#[test]
fn long_words_of_staff_reach_the_client_as_they_are() {
    let mut story = Story::begin();
    story.staff(Draft::text(lines(900)));
    story.staff(Draft::photo().caption(lines(200)));
    story.staff(Draft::rich(lines(900)));
    let (written, private) = (story.topic(), story.private());
    assert_eq!(
        private.iter().map(substance).collect::<Vec<_>>(),
        written.iter().map(substance).collect::<Vec<_>>()
    );
    assert_eq!(private.len(), 3);
    story.ends();
}

#[test]
fn long_words_of_staff_that_answer_something_come_in_parts_that_answer_it() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text("Що робити?"));
    let copy = story.topic()[0].message_id;
    story.staff(Draft::text(lines(450)).reply_to(copy));
    story.staff(Draft::photo().caption(lines(200)).reply_to(copy));
    let private = story.private().split_off(1);
    assert_eq!(
        private.iter().map(|shown| shown.kind).collect::<Vec<_>>(),
        [Kind::Text, Kind::Text, Kind::Photo, Kind::Text]
    );
    assert_eq!(words(&private[..2]).join("\n"), lines(450));
    assert_eq!((private[2].words(), private[3].words()), ("", lines(200).as_str()));
    assert!(private.iter().all(|shown| shown.reply_to == Some(asked)));
    assert_eq!(story.deliveries().iter().filter(|(_, delivery)| delivery == "sent").count(), 3);
    story.ends();
}

#[test]
fn a_long_text_is_told_whole_when_it_cannot_be_copied_with_an_entity_of_tomorrow() {
    let mut story = Story::begin();
    let tomorrow = json!([{"type": "hologram", "offset": 0, "length": 5}]);
    story.client(Draft::text(lines(500)).entities(tomorrow));
    let topic = story.topic();
    assert_eq!(words(&topic).join("\n"), lines(500));
    assert_eq!(
        topic.iter().flat_map(|shown| shown.entities.clone()).collect::<Vec<Value>>(),
        [] as [Value; 0]
    );
    story.ends();
}

#[test]
fn a_photo_that_is_gone_with_a_caption_too_long_is_described_once_and_its_words_follow() {
    let mut story = Story::begin();
    let description = "Bad Request: wrong file identifier/HTTP URL specified".to_owned();
    story.sim.world.fault(Fault::on("sendPhoto", Action::Refuse { status: 400, description }));
    story.client(Draft::photo().caption(lines(200)));
    let topic = story.topic();
    assert_eq!(words(&topic), ["🖼 Фото, яке не вдалося скопіювати.", &lines(200)]);
    story.ends();
}

#[test]
fn a_line_about_very_many_words_shows_as_many_as_it_can_hold() {
    let mut story = Story::begin();
    story.client(Draft::raw(json!({"hologram": {"text": "🐈".repeat(4090)}})));
    let topic = story.topic();
    assert_eq!(topic.len(), 1);
    let line = topic[0].words();
    assert!(line.starts_with("❓ Клієнт надіслав повідомлення, яке Telegram не дає показати тут."));
    assert!(line.ends_with(&format!(" Підпис: {}…", "🐈".repeat(1900))), "{line}");
    story.ends();
}
