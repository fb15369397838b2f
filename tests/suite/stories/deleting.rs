//! `/del`: a message disappears from the client's chat, or never comes there, and staff hear which.

use super::{OLENA, RETRY, Story};
use pwparents::sandbox::{Action, Draft, Fault};

const DONE: &str = "🗑 Видалено в клієнта.";
const UNSENT: &str = "🗑 Скасовано: клієнт цього повідомлення не отримає.";
const NOTHING: &str = "ℹ️ Видаляти нічого: клієнт цього не отримував.";
const HOUR: i64 = 3_600_000;

impl Story {
    /// Staff give the command as a reply to this message; what the bot says then.
    fn delete(&mut self, message: i64) -> String {
        let command = self.staff(Draft::text("/del").reply_to(message));
        let topic = self.topic();
        let answer = topic.iter().find(|shown| shown.reply_to == Some(command));
        answer.map_or_else(String::new, |shown| shown.words().to_owned())
    }

    fn deleted(&self) -> Vec<(String, Option<i64>)> {
        let look = self.sim.look();
        let sql =
            "SELECT coalesce(text, media), deleted_by FROM messages WHERE deleted_at IS NOT NULL ORDER BY id";
        let mut statement = look.prepare(sql).unwrap();
        let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        rows.map(Result::unwrap).collect()
    }
}

#[test]
fn a_message_the_client_has_disappears() {
    for draft in
        [Draft::text("не туди"), Draft::photo().caption("не туди"), Draft::voice(), Draft::dice("🎲", 4)]
    {
        let mut story = Story::begin();
        story.staff(Draft::text("добре"));
        let wrong = story.staff(draft);
        assert_eq!(story.private().len(), 2);
        assert_eq!(story.delete(wrong), DONE);
        assert_eq!(story.in_private(), ["бот: добре"]);
        assert_eq!(story.deleted().len(), 1);
        assert_eq!(story.deleted()[0].1, Some(story.sim.vet));
        assert_eq!(story.delete(wrong), "ℹ️ Це вже видалено, клієнт цього не бачить.");
        story.ends();
    }
}

#[test]
fn an_album_goes_as_a_whole_whichever_part_is_answered() {
    for answered in 0..3 {
        let mut story = Story::begin();
        let parts = ["раз", "два", "три"].map(|key| Draft::photo().file(key).caption(key)).to_vec();
        let sent = story.staff_album(parts);
        assert_eq!(story.private().len(), 3);
        assert_eq!(story.delete(sent[answered]), DONE);
        assert_eq!(story.private(), []);
        assert_eq!(story.sim.world.calls_of("deleteMessages").count(), 1);
        assert_eq!(story.deleted().len(), 3);
        story.ends();
    }
}

#[test]
fn a_message_that_went_in_parts_goes_with_all_of_them() {
    let mut story = Story::begin();
    let asked = story.sim.in_topic(OLENA)[2].message_id;
    let long = story.staff(Draft::text("слово ".repeat(1_500)).reply_to(asked));
    assert!(story.private().len() > 1);
    assert_eq!(story.delete(long), DONE);
    assert_eq!(story.private(), []);
    story.ends();
}

#[test]
fn a_canned_reply_that_was_sent_is_deleted_like_any_message() {
    let mut story = Story::begin();
    let kept = story.staff(Draft::text("Хрещатик, 1"));
    story.staff(Draft::text("/t_add Адреса").reply_to(kept));
    story.staff(Draft::text("/t Адреса"));
    let offer = story.topic().last().unwrap().message_id;
    story.sim.world.press_button(story.sim.vet, story.sim.group, offer, "📤 Надіслати");
    story.sim.run();
    assert_eq!(story.in_private(), ["бот: Хрещатик, 1", "бот: Хрещатик, 1"]);
    assert_eq!(story.delete(offer), DONE);
    assert_eq!(story.delete(kept), DONE);
    assert_eq!(story.private(), []);
    story.ends();
}

#[test]
fn a_message_that_waits_never_goes_out() {
    let mut story = Story::begin();
    let olena = story.olena;
    story.sim.world.fault(Fault::on_all(Action::TooManyRequests { retry_after: 600 }).chat(olena).once());
    let wrong = story.staff(Draft::text("не туди"));
    story.sim.pass(180_000);
    assert!(story.topic().last().unwrap().words().starts_with("⏳ Ще не доставлено"));
    assert_eq!(story.delete(wrong), UNSENT);
    let late = story.topic()[1].words().to_owned();
    assert_eq!(late, UNSENT, "what was said of the delay is true no more");
    story.staff(Draft::text("добре"));
    story.sim.pass(900_000);
    assert_eq!(story.in_private(), ["бот: добре"]);
    assert_eq!(story.deliveries()[0], ("не туди".to_owned(), "kept".to_owned()));
    assert_eq!(story.deleted()[0].0, "не туди");
    story.ends();
}

#[test]
fn a_long_message_whose_last_parts_wait_is_called_off_and_deleted() {
    let mut story = Story::begin();
    let (olena, asked) = (story.olena, story.sim.in_topic(OLENA)[2].message_id);
    // Of the parts, the second is put off.
    let late = Fault::on("sendMessage", Action::TooManyRequests { retry_after: 60 }).chat(olena);
    story.sim.world.fault(late.skip(1).once());
    let long = story.staff(Draft::text("слово ".repeat(1_500)).reply_to(asked));
    assert_eq!(story.private().len(), 1);
    story.delete(long);
    story.sim.pass(120_000);
    assert_eq!(story.private(), []);
    assert!(story.topic().iter().any(|shown| shown.words() == DONE));
    story.ends();
}

#[test]
fn a_message_that_is_under_way_is_deleted_once_it_is_there() {
    let mut story = Story::begin();
    story.sim.world.fault(Fault::on("sendMessage", Action::Delay(5_000)).chat(story.olena).once());
    let wrong = story.staff(Draft::text("не туди"));
    assert_eq!(story.delete(wrong), "");
    story.sim.pass(10_000);
    assert_eq!(story.private(), []);
    assert!(story.topic().iter().any(|shown| shown.words() == DONE));
    story.ends();
}

#[test]
fn a_message_that_was_under_way_and_refused_in_the_end_needs_no_deleting() {
    let mut story = Story::begin();
    let page = Fault::on("sendMessage", Action::bad_gateway()).chat(story.olena).times(3);
    story.sim.world.fault(page);
    let wrong = story.staff(Draft::text("не туди"));
    story.sim.world.block(story.olena, story.sim.bot);
    assert_eq!(story.delete(wrong), "", "it may be there: that is to be found out first");
    story.sim.pass(30_000);
    assert!(story.topic().iter().any(|shown| shown.words() == NOTHING), "{:?}", story.in_topic());
    assert_eq!(story.deleted(), []);
    story.ends();
}

#[test]
fn a_message_that_may_stand_there_twice_is_deleted_as_far_as_it_is_known() {
    let mut story = Story::begin();
    story.sim.world.fault(Fault::on("sendMessage", Action::ExecuteThenDrop).chat(story.olena).once());
    let wrong = story.staff(Draft::text("не туди"));
    assert_eq!(story.private().len(), 2);
    let said = story.delete(wrong);
    assert!(said.starts_with("🗑 Видалено в клієнта. Повідомлення могло прийти двічі"), "{said}");
    assert_eq!(story.in_private(), ["бот: не туди"]);
    story.ends();
}

#[test]
fn a_part_of_an_album_that_may_stand_there_is_not_called_off_with_the_parts_that_wait() {
    let mut story = Story::begin();
    let olena = story.olena;
    story.sim.world.fault(Fault::on("copyMessages", Action::too_large()).once());
    story.sim.world.fault(Fault::on("copyMessage", Action::ExecuteThenDrop).chat(olena).once());
    let (group, vet) = (story.sim.group, story.sim.vet);
    let (thread, album) = (story.sim.topic(OLENA), story.sim.world.new_album());
    let part = |key: &str| Draft::photo().file(key).caption(key).album(&album);
    let first = story.sim.world.send_topic(group, thread, vet, part("раз"));
    story.sim.world.send_topic(group, thread, vet, part("два"));
    // The first has been called for, and nobody knows how that ended; it waits for its next try.
    while story.private().is_empty() {
        story.sim.pass(50);
    }
    let command = Draft::text("/del").reply_to(first);
    story.sim.world.send_topic(group, thread, vet, command);
    story.sim.pass(10_000);
    assert_eq!(story.in_private(), ["бот: [Photo] раз"], "the copy that nobody knows of, and no other");
    let told = story.topic().iter().any(|shown| shown.words().contains("могло прийти двічі"));
    assert!(told, "staff read that there may be one");
    story.ends();
}

#[test]
fn a_message_of_two_days_stays_and_staff_are_told() {
    let mut story = Story::begin();
    let old = story.staff(Draft::text("давнє"));
    story.sim.pass(48 * HOUR);
    let said = story.delete(old);
    assert!(said.starts_with("⚠️ Не видалено: минуло понад 48 годин"), "{said}");
    assert_eq!(story.in_private(), ["бот: давнє"]);
    assert_eq!(story.deleted(), []);
}

#[test]
fn a_client_who_blocked_the_bot_keeps_what_they_have() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    let sent = story.staff(Draft::text("не туди"));
    story.sim.world.block(olena, bot);
    story.sim.run();
    assert_eq!(story.delete(sent), "⚠️ Не видалено: клієнт заблокував бота. Клієнт бачить повідомлення.");
    assert_eq!(story.in_private(), ["бот: не туди"]);
    story.ends();
}

#[test]
fn what_the_client_deleted_themselves_is_gone_too() {
    let mut story = Story::begin();
    let sent = story.staff(Draft::text("не туди"));
    let copy = story.private()[0].message_id;
    let olena = story.olena;
    story.sim.world.delete(olena, copy);
    assert_eq!(story.delete(sent), DONE);
    story.ends();
}

#[test]
fn what_the_client_never_had_or_wrote_themselves_is_not_deleted() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    let note = story.staff(Draft::text("// дивний"));
    let command = story.staff(Draft::text("/phone"));
    let line = story.topic().last().unwrap().message_id;
    let card = story.sim.in_topic(OLENA)[1].message_id;
    for inside in [note, command, line, card] {
        assert_eq!(story.delete(inside), NOTHING);
    }
    let theirs = story.sim.in_topic(OLENA)[2].message_id;
    assert!(story.delete(theirs).starts_with("ℹ️ Це повідомлення клієнта"));
    story.sim.world.block(olena, bot);
    story.sim.run();
    let failed = story.staff(Draft::text("не дійшло"));
    assert_eq!(story.topic().last().unwrap().buttons[0][0].text, RETRY);
    assert_eq!(story.delete(failed), NOTHING);
    assert!(story.staff(Draft::text("/del")) > 0);
    assert!(story.topic().last().unwrap().words().starts_with("Відповідайте командою /del"));
    assert_eq!(story.private(), []);
    assert_eq!(story.deleted(), []);
    story.ends();
}

#[test]
fn an_edit_of_what_was_deleted_brings_nothing_back() {
    let mut story = Story::begin();
    let wrong = story.staff(Draft::text("не туди"));
    story.delete(wrong);
    story.staff_edit(wrong, Draft::text("і знову"));
    assert_eq!(story.private(), []);
    let told = story.topic().last().unwrap().words().to_owned();
    assert!(told.starts_with("ℹ️ Це повідомлення видалено в клієнта"), "{told}");
    story.ends();
}

#[test]
fn an_answer_to_what_was_deleted_goes_to_the_client_by_itself() {
    let mut story = Story::begin();
    let wrong = story.staff(Draft::text("не туди"));
    story.delete(wrong);
    story.staff(Draft::text("краще так").reply_to(wrong));
    assert_eq!(story.in_private(), ["бот: краще так"]);
    story.ends();
}

#[test]
fn an_answer_to_what_was_called_off_is_no_note() {
    let mut story = Story::begin();
    story
        .sim
        .world
        .fault(Fault::on_all(Action::TooManyRequests { retry_after: 30 }).chat(story.olena).once());
    let wrong = story.staff(Draft::text("не туди"));
    assert_eq!(story.delete(wrong), UNSENT);
    story.staff(Draft::text("краще так").reply_to(wrong));
    story.sim.pass(60_000);
    assert_eq!(story.in_private(), ["бот: краще так"]);
    story.ends();
}

#[test]
fn the_history_says_what_was_deleted() {
    let mut story = Story::begin();
    let wrong = story.staff(Draft::text("не туди"));
    story.delete(wrong);
    story.staff(Draft::text("/history"));
    let history = story.topic().last().unwrap().words().to_owned();
    assert!(history.lines().any(|line| line.ends_with("Марія: не туди [🗑 видалено в клієнта]")), "{history}");
    story.ends();
}
