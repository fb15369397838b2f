//! What does not reach the client is answered under the very message, with the reason, the phone if there
//! is one, and a button that tries it again.

use super::{OLENA, RETRY, Story};
use crate::sim::Sim;
use pwparents::model::{Millis, kyiv};
use pwparents::sandbox::{Action, Draft, Family, Fault, Profile, Rights};
use pwparents::text::hour_and_minute;
use serde_json::json;

const BLOCKED: &str = "⚠️ Не доставлено: клієнт заблокував бота. Телефон невідомий.";
const HAS_BLOCKED: &str =
    "бот: 🚫 Клієнт заблокував бота. Повідомлення до нього не дійдуть. Телефон невідомий.";
const IS_BACK: &str = "бот: ✅ Клієнт розблокував бота, можна писати.";

impl Story {
    fn blocks(&mut self) {
        self.sim.world.block(self.olena, self.sim.bot);
        self.sim.run();
    }

    fn unblocks(&mut self) {
        self.sim.world.unblock(self.olena, self.sim.bot);
        self.sim.run();
    }

    fn refuses(&mut self, family: Family, status: u16, description: &str) {
        let action = Action::Refuse { status, description: description.to_owned() };
        self.sim.world.fault(Fault::on_family(family, action).chat(self.olena));
    }

    fn delivery(&self) -> String {
        self.deliveries().pop().unwrap().1
    }
}

fn delivered_at(now: i64) -> String {
    format!("бот: ✅ Доставлено о {} ↩ Приходьте", hour_and_minute(&kyiv(), Millis(now)))
}

#[test]
fn a_refusal_is_told_under_the_message_with_its_reason() {
    let bot_blocked = "Forbidden: bot was blocked by the user";
    let deactivated = "Forbidden: user is deactivated";
    let never = "Forbidden: bot can't initiate conversation with a user";
    for (status, description, line) in [
        (403, bot_blocked, "Не доставлено: клієнт заблокував бота. Телефон невідомий."),
        (403, deactivated, "Не доставлено: акаунт клієнта видалено. Телефон невідомий."),
        (
            403,
            never,
            "Не доставлено: клієнт ще не відкривав чат із ботом або закрив його. Телефон невідомий.",
        ),
        (
            400,
            "Bad Request: chat not found",
            "Не доставлено: клієнт ще не відкривав чат із ботом або закрив його. Телефон невідомий.",
        ),
        (
            400,
            "Bad Request: message is too long",
            "Telegram не прийняв повідомлення: воно задовге. Клієнт його не бачить.",
        ),
        (
            400,
            "Bad Request: SOMETHING_NEW",
            "Telegram не прийняв повідомлення: SOMETHING_NEW. Клієнт його не бачить.",
        ),
    ] {
        let mut story = Story::begin();
        story.refuses(Family::Copy, status, description);
        story.refuses(Family::Send, status, description);
        let sent = story.staff(Draft::text("Приходьте"));
        assert_eq!(story.in_topic(), ["Марія: Приходьте", &format!("бот: ⚠️ {line} ↩ Приходьте [{RETRY}]")]);
        assert_eq!(story.topic()[1].reply_to, Some(sent));
        assert_eq!((story.private(), story.delivery().as_str()), (vec![], "failed"));
        story.ends();
    }
}

#[test]
fn a_client_whose_account_is_deleted_is_told_so() {
    let mut story = Story::begin();
    story.sim.world.deactivate(story.olena);
    story.staff(Draft::photo().caption("Приходьте"));
    assert_eq!(
        story.in_topic()[1..],
        [format!("бот: ⚠️ Не доставлено: акаунт клієнта видалено. Телефон невідомий. ↩ Приходьте [{RETRY}]")]
    );
    assert_eq!(story.delivery(), "failed");
    story.ends();
}

#[test]
fn a_known_phone_stands_in_the_line_ready_to_be_dialled() {
    for (column, phone, shown) in [
        ("phone", "380671234567", "+380671234567"),
        ("phone", "+380671234567", "+380671234567"),
        ("owner_phone_enote", "380501112233", "+380501112233"),
        ("phone = '', owner_phone_enote", "380501112233", "+380501112233"),
        ("phone", "48501234567", "+48501234567"),
        ("phone", "8 (067) 123-45-67", "+380671234567"),
        ("phone", "питати в Ігоря", "питати в Ігоря"),
    ] {
        let mut story = Story::begin();
        let sql = format!("UPDATE pp_clients SET {column} = ?1");
        assert_eq!(story.sim.look().execute(&sql, (phone,)).unwrap(), 1);
        story.blocks();
        story.staff(Draft::text("Приходьте"));
        assert_eq!(
            story.in_topic(),
            [
                &format!(
                    "бот: 🚫 Клієнт заблокував бота. Повідомлення до нього не дійдуть. Зателефонуйте: {shown}"
                ),
                "Марія: Приходьте",
                &format!(
                    "бот: ⚠️ Не доставлено: клієнт заблокував бота. Зателефонуйте: {shown} ↩ Приходьте [{RETRY}]"
                ),
            ]
        );
        story.ends();
    }
}

#[test]
fn a_message_tried_again_after_the_client_came_back_is_delivered_and_the_line_says_so() {
    let mut story = Story::begin();
    story.blocks();
    let sent = story.staff(Draft::text("Приходьте"));
    story.unblocks();
    assert_eq!(story.press(), "Надсилаю ще раз.");
    assert_eq!(story.in_private(), ["бот: Приходьте"]);
    let now = story.sim.now;
    assert_eq!(
        story.in_topic(),
        [HAS_BLOCKED, "Марія: Приходьте", &format!("{} (edited)", delivered_at(now)), IS_BACK]
    );
    assert_eq!(story.delivery(), "sent");
    // It is linked like any other.
    let copy = story.private()[0].message_id;
    story.client(Draft::text("Іду").reply_to(copy));
    assert_eq!(story.topic().last().unwrap().reply_to, Some(sent));
    story.ends();
}

#[test]
fn the_line_says_that_it_is_being_tried_again_while_it_is() {
    let mut story = Story::begin();
    story.blocks();
    story.staff(Draft::text("Приходьте"));
    story.unblocks();
    story.sim.world.fault(Fault::on_all(Action::Delay(20_000)).chat(story.olena));
    story.press();
    assert_eq!(story.in_topic()[2], "бот: 🔁 Надсилаю ще раз… ↩ Приходьте (edited)");
    assert_eq!(story.delivery(), "queued");
    story.sim.pass(30_000);
    assert!(story.in_topic()[2].starts_with("бот: ✅ Доставлено о "));
    story.ends();
}

#[test]
fn a_double_press_delivers_once() {
    let mut story = Story::begin();
    story.blocks();
    story.staff(Draft::text("Приходьте"));
    story.unblocks();
    let (message, data) = story.button();
    let (vet, group) = (story.sim.vet, story.sim.group);
    let first = story.sim.world.press(vet, group, message, &data);
    let second = story.sim.world.press(vet, group, message, &data);
    story.sim.run();
    assert_eq!(
        (story.answered(&first), story.answered(&second)),
        ("Надсилаю ще раз.".to_owned(), "Надсилаю ще раз.".to_owned())
    );
    assert_eq!(story.press_data(vet, group, message, &data), "Це повідомлення вже доставлено.");
    assert_eq!(story.in_private(), ["бот: Приходьте"]);
    story.ends();
}

#[test]
fn any_member_may_press_and_a_restart_does_not_matter() {
    let mut story = Story::begin();
    let nurse = story.sim.world.add_user(Profile::new("Оксана"));
    story.sim.world.join(story.sim.group, nurse);
    story.blocks();
    story.staff(Draft::text("Приходьте"));
    story.unblocks();
    story.sim.crash();
    story.sim.pass(3_600_000);
    story.sim.start();
    story.sim.run();
    assert_eq!(story.press_by(nurse), "Надсилаю ще раз.");
    assert_eq!(story.in_private(), ["бот: Приходьте"]);
    assert_eq!(story.delivery(), "sent");
    let general = story.in_general();
    assert_eq!(general.len(), 1, "{general:?}");
    assert!(general[0].starts_with("бот: ℹ️ Бот не працював із "), "{general:?}");
    assert!(general[0].ends_with(". За цей час клієнти не писали."), "{general:?}");
    story.ends_with_words_in_general();
}

#[test]
fn a_press_made_while_the_bot_was_away_is_heard_when_it_is_back() {
    let mut story = Story::begin();
    story.blocks();
    story.staff(Draft::text("Приходьте"));
    story.unblocks();
    let (message, data) = story.button();
    story.sim.crash();
    story.sim.world.press(story.sim.vet, story.sim.group, message, &data);
    story.sim.pass(100_000);
    story.sim.start();
    story.sim.run();
    assert_eq!(story.in_private(), ["бот: Приходьте"]);
    assert!(story.in_topic()[2].starts_with("бот: ✅ Доставлено о "));
    story.ends();
}

#[test]
fn a_message_refused_again_gets_a_new_line_and_a_new_button() {
    let mut story = Story::begin();
    story.blocks();
    story.staff(Draft::text("Приходьте"));
    let old = story.button();
    assert_eq!(story.press(), "Надсилаю ще раз.");
    let refused = format!("бот: {BLOCKED} ↩ Приходьте [{RETRY}]");
    let former = "бот: ⚠️ Не доставлено, причина нижче. ↩ Приходьте (edited)";
    assert_eq!(story.in_topic(), [HAS_BLOCKED, "Марія: Приходьте", former, &refused]);
    assert_eq!(story.delivery(), "failed");
    assert_ne!(story.button().0, old.0);
    story.unblocks();
    assert_eq!(story.press(), "Надсилаю ще раз.");
    let now = story.sim.now;
    let delivered = format!("{} (edited)", delivered_at(now));
    assert_eq!(story.in_topic(), [HAS_BLOCKED, "Марія: Приходьте", former, &delivered, IS_BACK]);
    assert_eq!(story.in_private(), ["бот: Приходьте"]);
    story.ends();
}

#[test]
fn two_refused_messages_are_tried_again_each_by_its_own_button() {
    let mut story = Story::begin();
    story.blocks();
    story.staff(Draft::text("раз"));
    let first = story.button();
    story.staff(Draft::text("два"));
    story.unblocks();
    story.press();
    assert_eq!(story.in_private(), ["бот: два"]);
    story.press_data(story.sim.vet, story.sim.group, first.0, &first.1);
    assert_eq!(story.in_private(), ["бот: два", "бот: раз"]);
    assert!(story.topic().iter().all(|shown| shown.buttons.is_empty()));
    story.ends();
}

#[test]
fn buttons_from_another_time_or_place_are_answered_and_do_nothing() {
    let mut story = Story::begin();
    story.blocks();
    story.staff(Draft::text("Приходьте"));
    story.unblocks();
    let (message, data) = story.button();
    let (vet, group, bot, olena) = (story.sim.vet, story.sim.group, story.sim.bot, story.olena);
    for (stale, answer) in [
        ("retry:999", "Не вдалося знайти це повідомлення. Надішліть його ще раз."),
        ("retry:-1", "Не вдалося знайти це повідомлення. Надішліть його ще раз."),
        ("retry:x", "Кнопка застаріла: /card"),
        ("retry", "Кнопка застаріла: /card"),
        ("close:1", "Кнопка застаріла: /card"),
        ("", "Кнопка застаріла: /card"),
    ] {
        assert_eq!(story.press_data(vet, group, message, stale), answer, "{stale}");
    }
    let other = story.sim.world.add_forum("Інша клініка");
    story.sim.world.promote_bot(other, bot, Rights::all());
    assert_eq!(story.press_data(vet, other, message, &data), "Кнопка застаріла: /card");
    let answer = story.press_data(olena, olena, 1, &data);
    assert_eq!(answer, "Ця кнопка вже не діє. Напишіть нам, будь ласка, повідомленням.");
    assert_eq!(story.private(), []);
    assert_eq!(story.delivery(), "failed");
    assert_eq!(story.topic()[2].words(), BLOCKED);
    story.ends();
}

#[test]
fn a_client_who_blocks_and_comes_back_is_told_of_once_each_time() {
    let mut story = Story::begin();
    let (bot, olena) = (story.sim.bot, story.olena);
    story.blocks();
    // Telegram says it twice.
    let again = json!({"chat": {"id": olena, "type": "private"}, "from": {"id": olena}, "date": 1,
        "new_chat_member": {"status": "kicked", "user": {"id": bot, "is_bot": true}}});
    story.sim.world.inject_update(bot, &format!(r#"{{"update_id":$UPDATE_ID,"my_chat_member":{again}}}"#));
    story.sim.run();
    story.staff(Draft::text("Приходьте"));
    assert_eq!(story.in_topic()[..2], [HAS_BLOCKED, "Марія: Приходьте"]);
    story.unblocks();
    story.blocks();
    // By writing, the client takes the block back.
    story.client(Draft::text("Вибачте"));
    assert_eq!(story.in_topic()[3..], [IS_BACK, HAS_BLOCKED, IS_BACK, "бот: Вибачте"]);
    story.ends();
}

#[test]
fn a_block_that_staff_learned_by_a_refusal_is_not_told_again_but_its_end_is() {
    let mut story = Story::begin();
    let bot = story.sim.bot;
    story.sim.world.block(story.olena, bot);
    // The update about it is lost, as after a day.
    let next = story.sim.world.last_update_id(bot) + 1;
    story.sim.world.restart_update_ids_at(bot, next);
    story.staff(Draft::text("Приходьте"));
    story.unblocks();
    let refused = format!("бот: {BLOCKED} ↩ Приходьте [{RETRY}]");
    assert_eq!(story.in_topic(), ["Марія: Приходьте", &refused, IS_BACK]);
    story.ends();
}

#[test]
fn a_client_who_writes_is_back_though_nobody_heard_of_it() {
    let mut story = Story::begin();
    let (bot, olena) = (story.sim.bot, story.olena);
    story.blocks();
    story.sim.world.unblock(olena, bot);
    let next = story.sim.world.last_update_id(bot) + 1;
    story.sim.world.restart_update_ids_at(bot, next);
    story.client(Draft::text("Вибачте"));
    story.blocks();
    assert_eq!(story.in_topic(), [HAS_BLOCKED, "бот: Вибачте", HAS_BLOCKED]);
    story.ends();
}

#[test]
fn somebody_who_blocks_the_bot_without_ever_writing_is_nobody_staff_know() {
    let mut sim = Sim::new();
    let olena = sim.client(OLENA);
    let bot = sim.bot;
    sim.world.block(olena, bot);
    sim.world.unblock(olena, bot);
    sim.run();
    assert_eq!(sim.world.topics(sim.group), []);
    assert_eq!(sim.words_in_general(), Vec::<String>::new());
    sim.is_clean();
}

#[test]
fn a_refusal_of_a_message_that_staff_deleted_meanwhile_is_told_all_the_same() {
    let mut story = Story::begin();
    let (group, vet) = (story.sim.group, story.sim.vet);
    let thread = story.sim.topic(OLENA);
    story.refuses(Family::Send, 403, "Forbidden: bot was blocked by the user");
    let sent = story.sim.world.send_topic(group, thread, vet, Draft::text("Приходьте"));
    let later = Action::TooManyRequests { retry_after: 10 };
    story.sim.world.fault(Fault::on("sendMessage", later).chat(group).once());
    story.sim.run();
    story.sim.world.delete(group, sent);
    story.sim.pass(20_000);
    assert_eq!(story.in_topic(), [format!("бот: {BLOCKED} [{RETRY}]")]);
    story.ends();
}
