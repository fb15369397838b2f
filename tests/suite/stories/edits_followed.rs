//! Where Telegram lets no edit be made, an answer to the copy says what the message was changed to; and the old
//! words are kept for whoever has to settle a dispute.

use super::Story;
use pwparents::sandbox::{Action, Draft, Fault, Kind};
use serde_json::json;

fn refusal(description: &str) -> Action {
    Action::Refuse { status: 400, description: format!("Bad Request: {description}") }
}

impl Story {
    fn edits_are_refused(&mut self, method: &str, description: &str) {
        self.sim.world.fault(Fault::on(method, refusal(description)).once());
    }

    fn client_edit(&mut self, message: i64, draft: Draft) {
        self.sim.world.edit(self.olena, message, draft);
        self.sim.run();
    }

    /// What each edited message held before, the oldest first, and when it ceased to.
    fn edits_kept(&self) -> Vec<(String, String)> {
        let look = self.sim.look();
        let sql = "SELECT media || ' ' || coalesce(text, '') || coalesce(entities, ''), edited_at
                   FROM message_edits ORDER BY id";
        let mut statement = look.prepare(sql).unwrap();
        let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }
}

#[test]
fn an_edit_of_staff_that_is_refused_follows_as_an_answer_and_staff_know() {
    let mut story = Story::begin();
    let bold = json!([{"type": "bold", "offset": 2, "length": 5}]);
    let answered = story.staff(Draft::text("о 15:00"));
    story.staff(Draft::text("чекаємо"));
    story.edits_are_refused("editMessageText", "message can't be edited");
    story.staff_edit(answered, Draft::text("о 16:00").entities(bold));
    assert_eq!(story.in_private(), ["бот: о 15:00", "бот: чекаємо", "бот: ✏️ Змінено:\nо 16:00 ↩ о 15:00"]);
    let moved = json!({"type": "bold", "offset": 14, "length": 5});
    assert_eq!(story.private()[2].entities[1], moved, "its entities have moved with it");
    assert_eq!(
        story.in_topic()[2..],
        [
            "бот: ℹ️ Змінити повідомлення в клієнта не вдалося: Telegram цього не дозволяє. Нову версію надсилаємо йому \
          окремо. ↩ о 16:00"
        ]
    );
    story.staff_edit(answered, Draft::text("о 17:00"));
    assert_eq!(story.in_private()[2], "бот: о 17:00 ↩ о 15:00 (edited)", "the newest is kept up to date");
    story.ends();
}

#[test]
fn an_edit_of_a_copy_that_the_client_deleted_follows_by_itself() {
    let mut story = Story::begin();
    let answered = story.staff(Draft::text("о 15:00"));
    let copy = story.private()[0].message_id;
    let olena = story.olena;
    story.sim.world.delete(olena, copy);
    story.staff_edit(answered, Draft::text("о 16:00"));
    assert_eq!(story.in_private(), ["бот: ✏️ Змінено:\nо 16:00"]);
    story.ends();
}

#[test]
fn a_replaced_file_that_is_refused_follows_as_an_answer_both_ways() {
    let mut story = Story::begin();
    let photo = |key: &str| Draft::photo().file(key);
    let (asked, answered) = (story.client(photo("лапа").caption("лапа")), story.staff(photo("знімок")));
    story.edits_are_refused("editMessageMedia", "message media can't be edited");
    story.client_edit(asked, photo("хвіст").caption("хвіст"));
    story.edits_are_refused("editMessageMedia", "message media can't be edited");
    story.staff_edit(answered, photo("інший"));
    let (topic, private) = (story.topic(), story.private());
    let (shown, sent) = (&topic[2], &private[2]);
    assert_eq!((shown.kind, shown.words()), (Kind::Photo, "✏️ Змінено:\nхвіст"));
    assert_eq!(shown.file_unique_id, private[0].file_unique_id);
    assert_eq!(
        (sent.kind, sent.words(), sent.reply_to),
        (Kind::Photo, "✏️ Змінено:", Some(private[1].message_id))
    );
    assert_eq!(sent.file_unique_id, topic[1].file_unique_id);
    story.ends();
}

#[test]
fn an_edit_for_a_client_out_of_reach_is_told_to_staff() {
    let mut story = Story::begin();
    let answered = story.staff(Draft::text("о 15:00"));
    let blocked = "Forbidden: bot was blocked by the user".to_owned();
    let blocked = Action::Refuse { status: 403, description: blocked };
    story.sim.world.fault(Fault::on("editMessageText", blocked).once());
    story.staff_edit(answered, Draft::text("о 16:00"));
    assert_eq!(
        story.topic().last().unwrap().words(),
        "⚠️ Правку не передано: клієнт заблокував бота. Клієнт бачить попередній текст."
    );
    assert_eq!(story.in_private(), ["бот: о 15:00"]);
    story.ends();
}

#[test]
fn a_clients_language_is_that_of_the_line() {
    let mut story = Story::begin();
    story.client(Draft::text("/language"));
    let (olena, menu) = (story.olena, story.private().last().unwrap().message_id);
    story.sim.world.press_button(olena, olena, menu, "English");
    story.sim.run();
    let answered = story.staff(Draft::text("at 3"));
    story.edits_are_refused("editMessageText", "message can't be edited");
    story.staff_edit(answered, Draft::text("at 4"));
    assert_eq!(story.private().last().unwrap().words(), "✏️ Changed to:\nat 4");
    story.ends();
}

#[test]
fn what_was_written_before_is_kept_with_the_moment_it_was_changed() {
    let mut story = Story::begin();
    let bold = json!([{"type": "bold", "offset": 0, "length": 2}]);
    let asked = story.client(Draft::text("так").entities(bold));
    let answered = story.staff(Draft::photo().file("лапа").caption("о 15:00"));
    story.sim.crash();
    story.sim.world.edit(story.olena, asked, Draft::text("ні"));
    // The edit was made now, whenever the bot hears of it.
    let made = story.sim.now;
    story.sim.sleep(3_600_000);
    story.sim.start();
    story.sim.run();
    story.staff_edit(answered, Draft::photo().file("лапа").caption("о 16:00"));
    story.staff_edit(answered, Draft::text("скасовано"));
    story.client_edit(asked, Draft::text("ні"));
    let kept = story.edits_kept();
    let held: Vec<&str> = kept.iter().map(|(held, _)| held.as_str()).collect();
    assert_eq!(
        held,
        ["text так[{\"length\":2,\"offset\":0,\"type\":\"bold\"}]", "photo о 15:00", "photo о 16:00"]
    );
    let at = |ms: i64| pwparents::text::utc_text(pwparents::model::Millis(ms));
    assert_eq!(kept[0].1, at(made));
    assert!(kept[1].1 > at(made + 3_000_000));
    story.staff(Draft::text("/history"));
    let history = story.topic().last().unwrap().words().to_owned();
    assert!(history.lines().any(|line| line.ends_with("Олена: ні ✎")), "{history}");
}

#[test]
fn an_edit_of_a_banned_client_is_kept_and_goes_nowhere() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text("так"));
    story.staff(Draft::text("/ban спам"));
    story.client_edit(asked, Draft::text("ні"));
    assert_eq!(story.edits_kept()[0].0, "text так");
    assert_eq!(story.in_topic()[0], "бот: так");
    story.ends();
}

#[test]
fn what_may_stand_twice_is_still_marked_so_when_an_edit_has_followed_it() {
    let mut story = Story::begin();
    story.sim.world.fault(Fault::on("sendMessage", Action::ExecuteThenDrop).chat(story.olena).once());
    let answered = story.staff(Draft::text("о 15:00"));
    story.sim.pass(10_000);
    story.edits_are_refused("editMessageText", "message can't be edited");
    story.staff_edit(answered, Draft::text("о 16:00"));
    assert_eq!(story.in_private(), ["бот: о 15:00", "бот: о 15:00", "бот: ✏️ Змінено:\nо 16:00 ↩ о 15:00"]);
    assert_eq!(story.deliveries(), [("о 16:00".to_owned(), "possibly twice".to_owned())]);
    story.ends();
}
