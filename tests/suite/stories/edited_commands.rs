//! An edit cannot smuggle a command to the client, whatever has become of the message meanwhile: the client
//! gets what was stored, or nothing, and staff are told which.

use super::{OLENA, Story};
use pwparents::sandbox::{Action, Draft, Fault};

const UNSENT: &str = "⚠️ Після редагування це команда, тож клієнту нічого не надіслано.";
const SENT: &str = "⚠️ Після редагування це команда, тож клієнт і далі бачить попередній текст.";
const KEPT: &str = "ℹ️ Цього повідомлення клієнту не надсилали, тож і правки він не побачить. Щоб надіслати, напишіть його новим \
     повідомленням.";
const NOT_RUN: &str = "ℹ️ Відредагована команда не виконується. Надішліть її новим повідомленням.";

impl Story {
    fn edit(&mut self, message: i64, draft: Draft) {
        self.sim.world.edit(self.sim.group, message, draft);
        self.sim.run();
    }

    fn copies_fail(&mut self, action: Action) {
        let fault = Fault::on_all(action).chat(self.olena).once();
        self.sim.world.fault(fault);
    }
}

#[test]
fn a_message_edited_into_a_command_stays_with_the_client_as_it_was() {
    let photo = || Draft::photo().file("лапа");
    for (before, after, seen) in [
        (Draft::text("Приходьте"), Draft::text("/fone"), "бот: Приходьте"),
        (Draft::text("Приходьте"), Draft::text("\u{200b} /fone"), "бот: Приходьте"),
        (photo().caption("Приходьте"), photo().caption("/fone"), "бот: [Photo] Приходьте"),
        (photo(), photo().caption("/fone"), "бот: [Photo]"),
        (Draft::text("Приходьте"), photo().caption("/fone"), "бот: Приходьте"),
    ] {
        let mut story = Story::begin();
        let sent = story.staff(before);
        story.edit(sent, after);
        assert_eq!(story.in_private(), [seen]);
        let topic = story.topic();
        assert_eq!((topic.len(), topic[1].words(), topic[1].reply_to), (2, SENT, Some(sent)));
        story.ends();
    }
}

#[test]
fn a_command_edited_back_into_words_travels_if_the_client_has_the_message() {
    let mut story = Story::begin();
    let sent = story.staff(Draft::text("Приходьте о 15:00"));
    story.edit(sent, Draft::text("/fone"));
    story.edit(sent, Draft::text("Приходьте о 16:00"));
    assert_eq!(story.in_private(), ["бот: Приходьте о 16:00 (edited)"]);
    assert_eq!(story.topic().len(), 2);
    story.ends();
}

#[test]
fn a_command_edited_into_words_stays_back_and_staff_are_told_how_to_send_them() {
    let mut story = Story::begin();
    let sent = story.staff(Draft::text("/fone"));
    story.edit(sent, Draft::text("/phone"));
    assert_eq!(story.in_topic()[2..], [format!("бот: {NOT_RUN} ↩ /phone")], "an edit runs nothing");
    story.edit(sent, Draft::text("Приходьте"));
    assert_eq!(story.private(), []);
    assert_eq!(story.in_topic()[3..], [format!("бот: {KEPT} ↩ Приходьте")]);
    assert_eq!(story.deliveries(), [("Приходьте".to_owned(), "kept".to_owned())]);
    story.ends();
}

#[test]
fn a_message_edited_into_a_command_while_it_waits_is_not_sent() {
    let mut story = Story::begin();
    story.copies_fail(Action::TooManyRequests { retry_after: 30 });
    let sent = story.staff(Draft::text("Приходьте"));
    story.edit(sent, Draft::text("/fone"));
    story.staff(Draft::text("о 15:00"));
    story.sim.pass(60_000);
    assert_eq!(story.in_private(), ["бот: о 15:00"]);
    assert_eq!(
        story.in_topic(),
        ["Марія: /fone (edited)", &format!("бот: {UNSENT} ↩ /fone"), "Марія: о 15:00"]
    );
    assert_eq!(story.deliveries()[0].1, "kept");
    story.ends();
}

#[test]
fn a_message_edited_into_a_command_while_a_call_that_fails_is_under_way_goes_out_as_it_was() {
    for action in [Action::HangThenDrop(5_000), Action::HangThenDrop(29_000), Action::ExecuteThenHang(5_000)]
    {
        let executed = matches!(action, Action::ExecuteThenHang(_));
        let mut story = Story::begin();
        story.copies_fail(action.clone());
        let sent = story.staff(Draft::text("Приходьте"));
        story.edit(sent, Draft::text("/fone +380671234567"));
        story.staff(Draft::text("о 15:00"));
        story.sim.pass(60_000);
        let seen = story.in_private();
        let expected: &[&str] = if executed {
            &["бот: Приходьте", "бот: Приходьте", "бот: о 15:00"]
        } else {
            &["бот: Приходьте", "бот: о 15:00"]
        };
        assert_eq!(seen, expected, "{action:?}");
        assert_eq!(story.in_topic()[1], format!("бот: {SENT} ↩ /fone +380671234567"));
        story.ends();
    }
}

#[test]
fn a_message_edited_into_a_command_while_a_call_that_is_refused_is_under_way_is_tried_on_as_it_was() {
    let mut story = Story::begin();
    let asked = story.sim.in_topic(OLENA)[2].message_id;
    // Too long to be sent as a reply, so its parts would be next.
    story.copies_fail(Action::Delay(5_000));
    let sent = story.staff(Draft::text("слово ".repeat(900)).reply_to(asked));
    story.edit(sent, Draft::text("/fone").reply_to(asked));
    story.sim.pass(10_000);
    let seen: String = story.private().iter().map(|shown| shown.words().to_owned() + " ").collect();
    assert_eq!(seen.trim(), "слово ".repeat(900).trim());
    assert_eq!(story.in_topic()[1..], [format!("бот: {SENT} ↩ /fone")]);
    assert_eq!(story.deliveries()[0].1, "sent");
    story.ends();
}

#[test]
fn a_message_edited_into_a_command_while_it_is_being_refused_is_told_as_refused() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    story.sim.world.block(olena, bot);
    story.copies_fail(Action::Delay(5_000));
    let sent = story.staff(Draft::text("Приходьте"));
    story.edit(sent, Draft::text("/fone"));
    story.sim.pass(10_000);
    let told = story.topic().last().unwrap().words().to_owned();
    assert!(told.starts_with("⚠️ Не доставлено: клієнт заблокував бота."), "{told}");
    assert_eq!(story.private(), []);
    assert_eq!(story.deliveries()[0].1, "failed");
    story.ends();
}

#[test]
fn an_edit_that_waits_is_passed_on_as_it_was_once_the_message_is_a_command() {
    for action in [Action::TooManyRequests { retry_after: 30 }, Action::HangThenDrop(20_000)] {
        let mut story = Story::begin();
        let sent = story.staff(Draft::text("о 15:00"));
        story.sim.world.fault(Fault::on("editMessageText", action).once());
        story.edit(sent, Draft::text("о 16:00"));
        story.edit(sent, Draft::text("/fone"));
        story.sim.pass(90_000);
        assert_eq!(story.in_private(), ["бот: о 16:00 (edited)"]);
        assert_eq!(story.in_topic(), ["Марія: /fone (edited)", &format!("бот: {SENT} ↩ /fone")]);
        story.ends();
    }
}

#[test]
fn a_message_edited_into_a_command_before_a_restart_is_not_sent_after_it() {
    let mut story = Story::begin();
    let (group, vet) = (story.sim.group, story.sim.vet);
    let thread = story.sim.topic(OLENA);
    story.sim.crash();
    let sent = story.sim.world.send_topic(group, thread, vet, Draft::text("Приходьте"));
    story.sim.world.edit(group, sent, Draft::text("/fone"));
    story.sim.pass(60_000);
    story.sim.start();
    story.sim.run();
    assert_eq!(story.private(), []);
    assert_eq!(story.in_topic(), ["Марія: /fone (edited)", &format!("бот: {UNSENT} ↩ /fone")]);
    story.ends();
}

#[test]
fn a_message_that_waited_through_a_restart_goes_out_as_it_was_before_edits_made_meanwhile_are_heard() {
    let mut story = Story::begin();
    story.copies_fail(Action::TooManyRequests { retry_after: 30 });
    let sent = story.staff(Draft::text("Приходьте"));
    story.sim.crash();
    story.sim.world.edit(story.sim.group, sent, Draft::text("/fone"));
    story.sim.pass(60_000);
    // Telegram can be written to a moment before it can be listened to.
    story.sim.world.fault(Fault::on("getUpdates", Action::bad_gateway()).once());
    story.sim.start();
    story.sim.pass(10_000);
    assert_eq!(story.in_private(), ["бот: Приходьте"]);
    assert_eq!(story.in_topic(), ["Марія: /fone (edited)", &format!("бот: {SENT} ↩ /fone")]);
    story.ends();
}

#[test]
fn a_refused_message_edited_into_a_command_does_not_travel_when_it_is_tried_again() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    story.sim.world.block(olena, bot);
    let sent = story.staff(Draft::text("Приходьте"));
    story.edit(sent, Draft::text("/fone"));
    assert_eq!(story.topic().last().unwrap().words(), UNSENT);
    story.sim.world.unblock(olena, bot);
    story.sim.run();
    assert_eq!(story.press(), KEPT);
    assert_eq!(story.private(), []);
    assert_eq!(story.deliveries(), [("Приходьте".to_owned(), "kept".to_owned())]);
    story.ends();
}

#[test]
fn a_refused_message_edited_into_other_words_travels_as_it_is_now_when_it_is_tried_again() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    story.sim.world.block(olena, bot);
    let sent = story.staff(Draft::text("о 15:00"));
    story.edit(sent, Draft::text("о 16:00"));
    story.sim.world.unblock(olena, bot);
    story.sim.run();
    assert_eq!(story.press(), "Надсилаю ще раз.");
    assert_eq!(story.in_private(), ["бот: о 16:00"]);
    story.ends();
}

#[test]
fn a_message_edited_into_a_command_while_a_later_version_waits_is_said_to_be_seen() {
    let mut story = Story::begin();
    let sent = story.staff(Draft::text("о 15:00"));
    let description = "Bad Request: message can't be edited".to_owned();
    let refusal = Action::Refuse { status: 400, description };
    story.sim.world.fault(Fault::on("editMessageText", refusal).once());
    story
        .sim
        .world
        .fault(Fault::on("sendMessage", Action::TooManyRequests { retry_after: 30 }).chat(story.olena));
    story.edit(sent, Draft::text("о 16:00"));
    story.edit(sent, Draft::text("/fone"));
    assert_eq!(story.topic().last().unwrap().words(), SENT);
    story.sim.world.clear_faults();
    story.sim.pass(60_000);
    assert_eq!(story.in_private(), ["бот: о 15:00", "бот: ✏️ Змінено:\nо 16:00 ↩ о 15:00"]);
    story.ends();
}
