//! Canned replies as staff and the client see them.

use super::{OLENA, Story};
use pwparents::sandbox::{Draft, Fault, Profile, Shown};

const SEND: &str = "📤 Надіслати";
const DISCARD: &str = "✖️ Скасувати";
const ADDRESS: &str = "Ми на вулиці Хрещатик, 1";

impl Story {
    /// Somebody keeps this message as a canned reply, in General.
    fn keep(&mut self, name: &str, draft: Draft) {
        let (group, vet) = (self.sim.group, self.sim.vet);
        let message = self.sim.world.send_general(group, vet, draft);
        let command = Draft::text(format!("/t_add {name}")).reply_to(message);
        self.sim.world.send_general(group, vet, command);
        self.sim.run();
        let said = self.sim.words_in_general().pop().unwrap();
        assert!(said.starts_with("✅"), "{said}");
    }

    /// The newest message in the topic with this button.
    fn with_button(&self, text: &str) -> Shown {
        let topic = self.topic();
        let found = topic.iter().rfind(|shown| shown.data_of(text).is_some());
        found.unwrap_or_else(|| panic!("no {text} in {:?}", self.in_topic())).clone()
    }

    /// A member presses it; what the bot answers.
    fn press_on(&mut self, user: i64, text: &str) -> String {
        let under = self.with_button(text);
        let data = under.data_of(text).unwrap().to_owned();
        self.press_data(user, self.sim.group, under.message_id, &data)
    }

    fn author_of(&self, text: &str) -> Option<i64> {
        let sql = "SELECT author_id FROM messages WHERE text = ?1 AND direction = 'out'";
        self.sim.look().query_row(sql, (text,), |row| row.get(0)).unwrap()
    }
}

#[test]
fn a_canned_reply_is_shown_first_and_sent_by_a_press() {
    let mut story = Story::begin();
    story.keep("Адреса", Draft::text(ADDRESS));
    story.staff(Draft::text("/t АДРЕСА"));
    assert_eq!(story.private(), [], "shown, not sent");
    assert_eq!(
        story.in_topic()[1..],
        [format!("бот: {ADDRESS} ↩ /t АДРЕСА [{SEND}] [{DISCARD}]")],
        "exactly what the client would get"
    );
    let vet = story.sim.vet;
    assert_eq!(story.press_on(vet, SEND), "Надсилаю клієнтові.");
    assert_eq!(story.in_private(), [format!("бот: {ADDRESS}")]);
    assert_eq!(story.in_topic()[1..], [format!("бот: {ADDRESS} ↩ /t АДРЕСА [📤 Надіслано: Марія]")]);
    assert_eq!(story.author_of(ADDRESS), Some(vet));
    assert_eq!(story.deliveries().last().unwrap(), &(ADDRESS.to_owned(), "sent".to_owned()));
    let status = "SELECT status, assigned_to FROM tickets";
    let taken: (String, i64) =
        story.sim.look().query_row(status, (), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(taken, ("in_progress".to_owned(), vet), "an answer like any other takes the ticket");
    story.ends_with_words_in_general();
}

#[test]
fn the_list_has_a_button_for_each_and_a_wrong_tap_sends_nothing() {
    let mut story = Story::begin();
    story.staff(Draft::text("/t"));
    assert!(story.in_topic()[1].starts_with("бот: Готових відповідей ще немає."));
    story.keep("Графік", Draft::text("Щодня з 9 до 20"));
    story.keep("Адреса", Draft::text(ADDRESS));
    story.staff(Draft::text("/t"));
    assert!(story.in_topic()[3].ends_with("↩ /t [Адреса] [Графік]"), "{}", story.in_topic()[3]);
    let vet = story.sim.vet;
    assert_eq!(story.press_on(vet, "Графік"), "Перевірте нижче й натисніть «Надіслати».");
    assert_eq!(story.in_topic()[4], format!("бот: Щодня з 9 до 20 [{SEND}] [{DISCARD}]"));
    let shown = story.with_button(SEND);
    let data = shown.data_of(SEND).unwrap();
    assert_eq!(story.press_on(vet, DISCARD), "Скасовано. Клієнтові нічого не надіслано.");
    assert_eq!(story.topic().len(), 4, "it is gone from the topic");
    let again = story.press_data(vet, story.sim.group, shown.message_id, data);
    assert_eq!(again, "Кнопка застаріла: /t");
    assert_eq!(story.private(), []);
    story.ends_with_words_in_general();
}

#[test]
fn pressed_twice_it_is_sent_once_by_whoever_came_first() {
    let mut story = Story::begin();
    story.keep("Адреса", Draft::text(ADDRESS));
    story.staff(Draft::text("/t адреса"));
    let nurse = story.sim.world.add_user(Profile::new("Оксана"));
    let (group, vet) = (story.sim.group, story.sim.vet);
    story.sim.world.join(group, nurse);
    let shown = story.with_button(SEND);
    let data = shown.data_of(SEND).unwrap().to_owned();
    let first = story.sim.world.press(nurse, group, shown.message_id, &data);
    let second = story.sim.world.press(vet, group, shown.message_id, &data);
    story.sim.run();
    assert_eq!(story.answered(&first), "Надсилаю клієнтові.");
    assert_eq!(story.answered(&second), "Надсилаю клієнтові.");
    assert_eq!(story.press_data(vet, group, shown.message_id, &data), "Це повідомлення вже доставлено.");
    let discard = data.replace("send", "discard");
    assert_eq!(story.press_data(vet, group, shown.message_id, &discard), "Це повідомлення вже доставлено.");
    assert_eq!(story.in_private(), [format!("бот: {ADDRESS}")]);
    assert_eq!(story.author_of(ADDRESS), Some(nurse));
    assert!(story.in_topic()[1].ends_with("[📤 Надіслано: Оксана]"));
    story.ends_with_words_in_general();
}

#[test]
fn a_photo_with_its_caption_and_other_kinds_are_shown_and_sent_as_they_are() {
    let styled = serde_json::json!([{"type": "bold", "offset": 0, "length": 5}]);
    for draft in [
        Draft::text("Жирно").entities(styled.clone()),
        Draft::photo().caption("Схема проїзду").entities(styled).spoiler(),
        Draft::document("пам’ятка.pdf"),
        Draft::voice(),
        Draft::sticker("🐈"),
        Draft::location(50.45, 30.52),
        Draft::venue("Клініка", "Хрещатик, 1"),
        Draft::contact("+380671234567", "Рецепція"),
    ] {
        let mut story = Story::begin();
        story.keep("Зразок", draft.clone());
        let kept = story.sim.world.general_view(story.sim.group);
        let kept = kept.iter().rev().nth(2).unwrap();
        story.staff(Draft::text("/t зразок"));
        let vet = story.sim.vet;
        assert_eq!(super::substance(&story.with_button(SEND)), super::substance(kept), "{draft:?}");
        story.press_on(vet, SEND);
        assert_eq!(super::substance(&story.private()[0]), super::substance(kept), "{draft:?}");
        assert_eq!(story.private().len(), 1);
        assert!(story.private()[0].buttons.is_empty());
        story.ends_with_words_in_general();
    }
}

#[test]
fn everything_survives_a_restart_and_what_was_shown_is_what_is_sent() {
    let mut story = Story::begin();
    story.keep("Адреса", Draft::text(ADDRESS));
    story.staff(Draft::text("/t"));
    story.staff(Draft::text("/t адреса"));
    story.keep("адреса", Draft::text("Ми переїхали"));
    story.sim.crash();
    story.sim.start();
    story.sim.run();
    let vet = story.sim.vet;
    story.press_on(vet, SEND);
    story.press_on(vet, "Адреса");
    story.press_on(vet, SEND);
    assert_eq!(story.in_private(), [format!("бот: {ADDRESS}"), "бот: Ми переїхали".to_owned()]);
    story.ends_with_words_in_general();
}

#[test]
fn what_answers_it_is_a_note_before_it_is_sent_and_a_message_from_then_on() {
    let mut story = Story::begin();
    story.keep("Адреса", Draft::text(ADDRESS));
    story.staff(Draft::text("/t адреса"));
    let shown = story.with_button(SEND).message_id;
    story.staff(Draft::text("чи надсилати?").reply_to(shown));
    let vet = story.sim.vet;
    story.press_on(vet, SEND);
    story.staff(Draft::text("Вхід із двору").reply_to(shown));
    let copy = story.private()[0].message_id;
    story.client(Draft::text("Знайшли").reply_to(copy));
    assert_eq!(
        story.in_private(),
        [
            format!("бот: {ADDRESS}"),
            format!("бот: Вхід із двору ↩ {ADDRESS}"),
            format!("Олена: Знайшли ↩ {ADDRESS}")
        ]
    );
    assert_eq!(story.in_topic().last().unwrap(), &format!("бот: Знайшли ↩ {ADDRESS}"));
    story.ends_with_words_in_general();
}

#[test]
fn one_that_does_not_arrive_is_told_under_it_and_can_be_tried_again() {
    for draft in [Draft::text(ADDRESS), Draft::photo().caption(ADDRESS)] {
        let mut story = Story::begin();
        story.keep("Адреса", draft);
        let (olena, bot, vet) = (story.olena, story.sim.bot, story.sim.vet);
        story.sim.world.block(olena, bot);
        story.staff(Draft::text("/t адреса"));
        story.press_on(vet, SEND);
        let shown = story.with_button("📤 Надіслано: Марія");
        let (group, data) = (story.sim.group, shown.data_of("📤 Надіслано: Марія").unwrap().to_owned());
        let shown = shown.message_id;
        assert_eq!(story.press_data(vet, group, shown, &data), "⚠️ Не доставлено, причина нижче.");
        story.sim.world.unblock(olena, bot);
        story.sim.run();
        assert_eq!(story.press(), "Надсилаю ще раз.");
        let private = story.private();
        assert_eq!(private.len(), 1);
        assert_eq!((private[0].words(), private[0].buttons.len()), (ADDRESS, 0));
        assert_eq!(story.press_data(vet, group, shown, &data), "Це повідомлення вже доставлено.");
        story.ends_with_words_in_general();
    }
}

#[test]
fn shown_twice_because_the_first_answer_was_lost_it_is_sent_once_by_either() {
    let mut story = Story::begin();
    story.keep("Адреса", Draft::text(ADDRESS));
    let lost = pwparents::sandbox::Action::ExecuteThenDrop;
    story.sim.world.fault(Fault::on("sendMessage", lost).with("text", ADDRESS).once());
    story.staff(Draft::text("/t адреса"));
    story.sim.pass(5_000);
    let shown: Vec<Shown> = story.topic().into_iter().filter(|shown| shown.words() == ADDRESS).collect();
    assert_eq!(shown.len(), 2);
    let (group, vet) = (story.sim.group, story.sim.vet);
    let press = |story: &mut Story, shown: &Shown| {
        let data = shown.data_of(SEND).unwrap().to_owned();
        story.press_data(vet, group, shown.message_id, &data)
    };
    assert_eq!(press(&mut story, &shown[0]), "Надсилаю клієнтові.");
    assert_eq!(press(&mut story, &shown[1]), "Кнопка застаріла: /t");
    assert_eq!(story.in_private(), [format!("бот: {ADDRESS}")]);
    story.ends_with_words_in_general();
}

#[test]
fn an_anonymous_administrator_sends_it_as_nobody() {
    let mut story = Story::begin();
    story.keep("Адреса", Draft::text(ADDRESS));
    story.staff(Draft::text("/t адреса").anonymous(None));
    let shown = story.with_button(SEND);
    let (group, data) = (story.sim.group, shown.data_of(SEND).unwrap().to_owned());
    story.sim.world.press_anonymously(group, shown.message_id, &data);
    story.sim.run();
    assert_eq!(story.in_private(), [format!("бот: {ADDRESS}")]);
    assert_eq!(story.author_of(ADDRESS), None);
    assert!(story.in_topic()[1].ends_with("[📤 Уже надіслано]"));
    story.ends_with_words_in_general();
}

#[test]
fn names_are_found_in_any_case_and_mistyped_ones_are_told_the_nearest() {
    let mut story = Story::begin();
    story.keep("Ім’я лікаря", Draft::text("Марія"));
    story.keep("  Графік\u{200b}   роботи ", Draft::text("Щодня"));
    for typed in ["/t ІМ'Я ЛІКАРЯ", "/t графік  РОБОТИ", "/шаблон Графік роботи", ".е графік роботи"]
    {
        story.staff(Draft::text(typed));
        assert!(story.in_topic().last().unwrap().ends_with(&format!("[{SEND}] [{DISCARD}]")), "{typed}");
    }
    story.staff(Draft::text("/t графік работи"));
    assert_eq!(
        story.topic().last().unwrap().words(),
        "❓ Немає готової відповіді «графік работи». Клієнту нічого не надіслано. Можливо, «Графік роботи»?"
    );
    story.staff(Draft::text("/t_del ІМʼЯ лікаря"));
    assert_eq!(story.topic().last().unwrap().words(), "🗑 Готову відповідь «Ім’я лікаря» видалено.");
    story.staff(Draft::text("/t_del ІМʼЯ лікаря"));
    assert!(story.topic().last().unwrap().words().starts_with("❓ Немає готової відповіді"));
    assert_eq!(story.private(), []);
    story.ends_with_words_in_general();
}

#[test]
fn a_button_of_the_list_whose_reply_is_gone_says_so() {
    let mut story = Story::begin();
    story.keep("Адреса", Draft::text(ADDRESS));
    story.staff(Draft::text("/t"));
    story.staff(Draft::text("/t_del адреса"));
    let vet = story.sim.vet;
    assert_eq!(story.press_on(vet, "Адреса"), "Цієї готової відповіді вже немає. Список: /t");
    story.ends_with_words_in_general();
}

#[test]
fn one_whose_file_is_gone_cannot_be_shown_and_staff_hear_why() {
    let mut story = Story::begin();
    story.keep("Фото", Draft::photo());
    let refusal = pwparents::sandbox::Action::Refuse {
        status: 400,
        description: "Bad Request: wrong file identifier/HTTP URL specified".to_owned(),
    };
    story.sim.world.fault(Fault::on("sendPhoto", refusal).once());
    story.staff(Draft::text("/t фото"));
    assert!(story.topic().last().unwrap().words().starts_with("⚠️ Telegram не прийняв повідомлення"));
    assert_eq!(story.private(), []);
    story.ends_with_words_in_general();
}

#[test]
fn staff_messages_in_the_clients_topic_can_be_kept_too() {
    let mut story = Story::begin();
    let sent = story.staff(Draft::text(ADDRESS));
    story.staff(Draft::text("/t_add Адреса").reply_to(sent));
    let asked = story.sim.in_topic(OLENA)[2].message_id;
    story.staff(Draft::text("/t_add Привітання").reply_to(asked));
    let note = story.staff(Draft::text("// сусідка"));
    story.staff(Draft::text("/t_add Сусідка").reply_to(note));
    assert!(story.in_topic().last().unwrap().starts_with("бот: Це команда чи нотатка"));
    story.staff(Draft::text("/t"));
    assert!(story.in_topic().last().unwrap().ends_with("[Адреса] [Привітання]"));
    assert_eq!(story.in_private(), [format!("бот: {ADDRESS}")]);
    story.ends();
}
