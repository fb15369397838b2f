//! A message that went in parts is edited part by part, and what does not change is left alone.

use super::Story;
use pwparents::sandbox::{Action, Draft, Fault, Kind, Shown};

/// So many lines of ten characters, each different but for those that are marked.
fn lines(count: usize, marked: &[usize]) -> String {
    let line = |number: usize| {
        if marked.contains(&number) { "змінено" } else { "рядокXX" }.to_owned() + &format!("{number:02}")
    };
    (1..=count).map(|number| line(number % 100)).collect::<Vec<_>>().join("\n")
}

fn words(shown: &[Shown]) -> Vec<&str> {
    shown.iter().map(Shown::words).collect()
}

impl Story {
    fn client_rewrites(&mut self, message: i64, draft: Draft) {
        self.sim.world.edit(self.olena, message, draft);
        self.sim.run();
    }

    fn edits(&self) -> usize {
        self.mends()
    }
}

#[test]
fn only_the_part_that_changed_is_edited() {
    let mut story = Story::begin();
    let text = lines(900, &[]);
    let asked = story.client(Draft::text(text.clone()));
    assert_eq!(story.topic().len(), 3);
    let changed = text.replacen("рядокXX50", "змінено50", 1);
    story.client_rewrites(asked, Draft::text(changed.clone()));
    let topic = story.topic();
    assert_eq!(words(&topic).join("\n"), changed);
    assert_eq!(topic.iter().map(|shown| shown.edited).collect::<Vec<_>>(), [true, false, false]);
    assert_eq!(story.edits(), 1);
    story.ends();
}

#[test]
fn a_text_that_shrinks_and_grows_takes_as_many_messages_as_it_needs() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text(lines(900, &[])));
    for count in [500, 900, 3, 5, 900] {
        let text = lines(count, &[2]);
        story.client_rewrites(asked, Draft::text(text.clone()));
        assert_eq!(words(&story.topic()).join("\n"), text, "{count}");
    }
    story.ends();
}

#[test]
fn long_words_of_staff_are_edited_part_by_part_at_the_clients() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text("Що робити?"));
    let shown = story.topic()[0].message_id;
    let answered = story.staff(Draft::text(lines(900, &[])).reply_to(shown));
    assert_eq!(story.private().len(), 4);
    let changed = lines(900, &[]).replacen("рядокXX99", "змінено99", 1);
    story.staff_edit(answered, Draft::text(changed.clone()).reply_to(shown));
    let private = story.private();
    assert_eq!(private[0].message_id, asked);
    assert_eq!(words(&private[1..]).join("\n"), changed);
    assert_eq!(story.edits(), 1);
    story.ends();
}

#[test]
fn a_long_caption_is_edited_in_the_texts_behind_its_photo() {
    let mut story = Story::begin();
    let photo = || Draft::photo().file("лапа");
    let asked = story.client(photo().caption(lines(200, &[])));
    story.client_rewrites(asked, photo().caption(lines(200, &[7])));
    let topic = story.topic();
    assert_eq!(topic.iter().map(|shown| shown.kind).collect::<Vec<_>>(), [Kind::Photo, Kind::Text]);
    assert_eq!(topic[1].words(), lines(200, &[7]));
    // A caption that fits stands with its photo again.
    story.client_rewrites(asked, photo().caption("коротко"));
    story.client_rewrites(asked, photo().caption("ще коротше"));
    assert_eq!(story.in_topic(), ["бот: [Photo] ще коротше (edited)"]);
    story.ends();
}

#[test]
fn where_the_parts_are_not_known_the_new_version_follows() {
    let mut story = Story::begin();
    let photo = |key: &str| Draft::photo().file(key);
    let asked = story.client(photo("лапа").caption("лапа"));
    story.client_rewrites(asked, photo("лапа").caption(lines(200, &[])));
    let topic = story.topic();
    assert_eq!(
        topic.iter().map(|shown| shown.kind).collect::<Vec<_>>(),
        [Kind::Photo, Kind::Photo, Kind::Text]
    );
    assert_eq!(topic[2].words(), lines(200, &[]));
    story.ends();
}

#[test]
fn a_part_that_staff_deleted_brings_the_new_version_as_a_whole() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text(lines(500, &[])));
    let part = story.topic()[0].message_id;
    story.sim.world.delete(story.sim.group, part);
    let changed = lines(500, &[]).replacen("рядокXX50", "змінено50", 1);
    story.client_rewrites(asked, Draft::text(changed.clone()));
    let topic = story.topic();
    assert!(words(&topic).join("\n").ends_with(&changed));
    story.ends();
}

#[test]
fn words_whose_parts_wait_are_followed_by_the_new_ones() {
    let mut story = Story::begin();
    story.sim.world.fault(Fault::on("sendMessage", Action::TooManyRequests { retry_after: 30 }).once());
    let asked = story.client(Draft::text(lines(500, &[])));
    story.client_rewrites(asked, Draft::text("коротко"));
    story.sim.pass(60_000);
    let topic = story.topic();
    assert_eq!(words(&topic[..2]).join("\n"), lines(500, &[]));
    assert_eq!(topic[2].words(), "✏️ Змінено:\nкоротко");
    story.ends();
}
