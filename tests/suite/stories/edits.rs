//! Edits travel in place, both ways; what cannot be changed any more is said or sent again.

use super::{OLENA, Story, substance};
use pwparents::sandbox::{Action, Draft, Fault, To};
use serde_json::json;

impl Story {
    fn client_edits(&mut self, message: i64, draft: Draft) {
        self.sim.world.edit(self.olena, message, draft);
        self.sim.run();
    }

    pub fn staff_edit(&mut self, message: i64, draft: Draft) {
        self.sim.world.edit(self.sim.group, message, draft);
        self.sim.run();
    }

    /// Copies to that chat are put off by this many seconds, once.
    fn is_slow(&mut self, chat: i64, retry_after: i64) {
        let action = Action::TooManyRequests { retry_after };
        self.sim.world.fault(Fault::on_all(action).chat(chat).once());
    }
}

fn refusal(description: &str) -> Action {
    Action::Refuse { status: 400, description: format!("Bad Request: {description}") }
}

/// What a message was, and what it became.
fn changes() -> Vec<(Draft, Draft)> {
    let bold = || json!([{"type": "bold", "offset": 0, "length": 4}]);
    let photo = || Draft::photo().file("лапа");
    vec![
        (Draft::text("Кіт кульгає"), Draft::text("Кіт кульгає з учора 🐈")),
        (Draft::text("Кіт кульгає"), Draft::text("Кіт кульгає").entities(bold())),
        (Draft::text("Кіт кульгає").entities(bold()), Draft::text("Кіт кульгає")),
        (photo().caption("лапа"), photo().caption("ліва лапа").entities(bold())),
        (photo().caption("лапа"), photo()),
        (photo(), photo().caption("лапа")),
        (photo().caption("лапа"), photo().caption("лапа").caption_above()),
        (photo().caption("лапа"), photo().caption("лапа").spoiler()),
        (photo().caption("лапа").spoiler(), photo().caption("лапа")),
        (photo().caption("лапа").spoiler(), photo().caption("ліва лапа").spoiler()),
        (photo().caption("лапа"), Draft::photo().caption("лапа")),
        (photo().caption("лапа"), Draft::video().caption("хода").spoiler()),
        (Draft::document("старий.pdf"), Draft::document("новий.pdf").caption("оновлено")),
        (Draft::voice().file("голос"), Draft::voice().file("голос").caption("голосом")),
        (Draft::text("Зараз буде фото"), Draft::photo().caption("Ось воно").entities(bold())),
    ]
}

#[test]
fn whatever_the_client_edits_changes_in_the_topic() {
    for (before, after) in changes() {
        let mut story = Story::begin();
        let sent = story.client(before);
        story.client_edits(sent, after);
        let (private, topic) = (story.private(), story.topic());
        assert_eq!(topic.iter().map(substance).collect::<Vec<_>>(), [substance(&private[0])]);
        assert!(topic[0].edited);
        story.ends();
    }
}

#[test]
fn whatever_staff_edit_changes_for_the_client() {
    for (before, after) in changes() {
        let mut story = Story::begin();
        let sent = story.staff(before);
        story.staff_edit(sent, after);
        let (private, topic) = (story.private(), story.topic());
        assert_eq!(private.iter().map(substance).collect::<Vec<_>>(), [substance(&topic[0])]);
        assert!(private[0].edited);
        story.ends();
    }
}

#[test]
fn one_caption_of_an_album_is_edited_in_place_both_ways() {
    let mut story = Story::begin();
    let (bot, group, olena, vet) = (story.sim.bot, story.sim.group, story.olena, story.sim.vet);
    let parts = || ["раз", "два", "три"].map(|key| Draft::photo().file(key).caption(key)).to_vec();
    let by_client = story.sim.world.send_album(olena, To::Bot(bot), parts());
    let thread = story.sim.topic(OLENA);
    let by_staff = story.sim.world.send_album(vet, To::Topic(group, thread), parts());
    story.sim.run();
    story.client_edits(by_client[1], Draft::photo().file("два").caption("друге"));
    story.staff_edit(by_staff[2], Draft::photo().file("три").caption("третє"));
    assert_eq!(
        story.in_topic(),
        [
            "Марія: [Photo #1] раз",
            "Марія: [Photo #1] два",
            "Марія: [Photo #1] третє (edited)",
            "бот: [Photo #2] раз",
            "бот: [Photo #2] друге (edited)",
            "бот: [Photo #2] три",
        ]
    );
    assert_eq!(
        story.in_private(),
        [
            "Олена: [Photo #1] раз",
            "Олена: [Photo #1] друге (edited)",
            "Олена: [Photo #1] три",
            "бот: [Photo #2] раз",
            "бот: [Photo #2] два",
            "бот: [Photo #2] третє (edited)",
        ]
    );
    story.ends();
}

#[test]
fn an_edit_of_a_message_that_waits_changes_what_goes_out() {
    let mut story = Story::begin();
    let (olena, group) = (story.olena, story.sim.group);
    story.is_slow(olena, 30);
    let answered = story.staff(Draft::text("о 15:00"));
    story.is_slow(group, 30);
    let asked = story.client(Draft::text("О котрій?"));
    story.staff_edit(answered, Draft::text("о 16:00"));
    story.client_edits(asked, Draft::text("О котрій сьогодні?"));
    assert_eq!(story.in_private(), ["Олена: О котрій сьогодні? (edited)"]);
    story.sim.pass(60_000);
    assert_eq!(story.in_topic(), ["Марія: о 16:00 (edited)", "бот: О котрій сьогодні?"]);
    assert_eq!(story.in_private(), ["Олена: О котрій сьогодні? (edited)", "бот: о 16:00"]);
    assert_eq!(story.mends(), 0);
    story.ends();
}

#[test]
fn an_edit_of_a_message_before_the_topic_stands_changes_what_stands_there() {
    let mut sim = crate::sim::Sim::new();
    let olena = sim.client(OLENA);
    sim.world.fault(Fault::on("createForumTopic", Action::TooManyRequests { retry_after: 30 }).once());
    let asked = sim.client_says(olena, Draft::text("Кульгає"));
    sim.world.edit(olena, asked, Draft::text("Кульгає з учора"));
    sim.pass(60_000);
    assert_eq!(sim.words_in_topic(OLENA), ["Кульгає з учора"]);
    sim.is_clean();
}

#[test]
fn an_edit_while_the_message_is_under_way_follows_it() {
    let mut story = Story::begin();
    story.sim.world.fault(Fault::on("copyMessage", Action::Delay(5_000)).times(2));
    let answered = story.staff(Draft::text("о 15:00"));
    let asked = story.client(Draft::text("О котрій?"));
    story.staff_edit(answered, Draft::text("о 16:00"));
    story.client_edits(asked, Draft::text("О котрій сьогодні?"));
    story.sim.pass(10_000);
    assert_eq!(story.in_private(), ["бот: о 16:00 (edited)", "Олена: О котрій сьогодні? (edited)"]);
    assert_eq!(story.in_topic(), ["Марія: о 16:00 (edited)", "бот: О котрій сьогодні? (edited)"]);
    story.ends();
}

#[test]
fn the_last_of_many_edits_stands() {
    let mut story = Story::begin();
    let (olena, group) = (story.olena, story.sim.group);
    let asked = story.client(Draft::text("1"));
    let answered = story.staff(Draft::text("1"));
    for number in 2..=5 {
        story.sim.world.edit(olena, asked, Draft::text(format!("{number}")));
        story.sim.world.edit(group, answered, Draft::text(format!("{number}")));
    }
    story.sim.run();
    assert_eq!(story.in_topic(), ["бот: 5 (edited)", "Марія: 5 (edited)"]);
    assert_eq!(story.in_private(), ["Олена: 5 (edited)", "бот: 5 (edited)"]);
    story.ends();
}

#[test]
fn an_edit_into_a_photo_behind_one_of_words_that_waits_is_made_in_place() {
    let mut story = Story::begin();
    let (olena, group) = (story.olena, story.sim.group);
    let (asked, answered) = (story.client(Draft::text("лапа")), story.staff(Draft::text("знімок")));
    for chat in [olena, group] {
        story.is_slow(chat, 30);
    }
    for (chat, message) in [(olena, asked), (group, answered)] {
        story.sim.world.edit(chat, message, Draft::text("зараз"));
        story.sim.run();
        story.sim.world.edit(chat, message, Draft::photo().caption("ось"));
    }
    story.sim.pass(60_000);
    assert_eq!(story.in_topic(), ["бот: [Photo] ось (edited)", "Марія: [Photo] ось (edited)"]);
    assert_eq!(story.in_private(), ["Олена: [Photo] ось (edited)", "бот: [Photo] ось (edited)"]);
    story.ends();
}

#[test]
fn an_edit_that_changes_nothing_makes_no_call() {
    let mut story = Story::begin();
    let (bot, olena) = (story.sim.bot, story.olena);
    let sent = story.client(Draft::text("Кульгає"));
    let mut message = story.sim.world.message_as_json(olena, sent).unwrap();
    message["edit_date"] = json!(1);
    story.sim.world.inject_update(bot, &format!(r#"{{"update_id":$UPDATE_ID,"edited_message":{message}}}"#));
    story.sim.run();
    assert_eq!(story.in_topic(), ["бот: Кульгає"]);
    assert_eq!(story.mends(), 0);
    story.ends();
}

#[test]
fn an_edit_that_is_refused_follows_as_a_message_in_the_topic() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text("Кульгає"));
    story.client(Draft::text("допоможіть"));
    story.sim.world.fault(Fault::on("editMessageText", refusal("message can't be edited")).once());
    story.client_edits(asked, Draft::text("Кульгає з учора"));
    assert_eq!(
        story.in_topic(),
        ["бот: Кульгає", "бот: допоможіть", "бот: ✏️ Змінено:\nКульгає з учора ↩ Кульгає"]
    );
    story.client_edits(asked, Draft::text("Кульгає з ранку"));
    assert_eq!(
        story.in_topic(),
        ["бот: Кульгає", "бот: допоможіть", "бот: Кульгає з ранку ↩ Кульгає (edited)"],
        "the newest version is the one that is kept up to date"
    );
    story.ends();
}

#[test]
fn an_edit_of_a_copy_that_staff_deleted_follows_as_a_message_in_the_topic() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text("Кульгає"));
    let copy = story.topic()[0].message_id;
    story.sim.world.delete(story.sim.group, copy);
    story.client_edits(asked, Draft::text("Кульгає з учора"));
    assert_eq!(story.in_topic(), ["бот: ✏️ Змінено:\nКульгає з учора"]);
    story.ends();
}

#[test]
fn an_edit_of_words_whose_parts_wait_follows_them() {
    let long = |word: &str| format!("{word} ").repeat(900).trim_end().to_owned();
    for edited in ["коротко".to_owned(), long("хвіст")] {
        let mut story = Story::begin();
        story.sim.world.fault(Fault::on("sendMessage", Action::TooManyRequests { retry_after: 30 }).once());
        let asked = story.client(Draft::text(long("лапа")));
        story.client_edits(asked, Draft::text(edited.clone()));
        story.sim.pass(60_000);
        let words: Vec<String> = story.topic().iter().map(|shown| shown.words().to_owned()).collect();
        assert!(words.join(" ").ends_with(&edited), "{words:?}");
        story.ends();
    }
}

#[test]
fn an_edit_of_a_message_from_before_the_bot_comes_as_new_from_clients_only() {
    let mut story = Story::begin();
    let (bot, olena, group, vet) = (story.sim.bot, story.olena, story.sim.group, story.sim.vet);
    let thread = story.sim.topic(OLENA);
    let asked = story.sim.world.send_private(olena, bot, Draft::text("давнє"));
    let answered = story.sim.world.send_topic(group, thread, vet, Draft::text("давня відповідь"));
    let next = story.sim.world.last_update_id(bot) + 1;
    story.sim.world.restart_update_ids_at(bot, next);
    story.client_edits(asked, Draft::text("давнє питання"));
    story.staff_edit(answered, Draft::text("давня порада"));
    assert_eq!(story.in_topic(), ["Марія: давня порада (edited)", "бот: давнє питання"]);
    assert_eq!(story.in_private(), ["Олена: давнє питання (edited)"]);
    story.ends();
}

#[test]
fn an_edit_of_a_message_that_nobody_knows_how_to_show_is_told_too() {
    let mut story = Story::begin();
    let hologram = |words: &str| Draft::raw(json!({"hologram": {"text": words}}));
    let asked = story.client(hologram("Лапа"));
    story.client_edits(asked, hologram("Ліва лапа"));
    let line =
        "❓ Клієнт надіслав повідомлення, яке Telegram не дає показати тут. Попросіть надіслати інакше.";
    assert_eq!(
        story.in_topic(),
        [format!("бот: {line} Підпис: Лапа"), format!("бот: {line} Підпис: Ліва лапа")]
    );
    story.ends();
}
