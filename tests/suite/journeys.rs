//! Whole stories over real HTTP: a client writes, staff answer.

use super::desk::Desk;
use pwparents::sandbox::Draft;
use serde_json::json;

#[test]
fn a_clients_first_message_opens_a_topic_with_a_card_and_an_answer_comes_back() {
    let desk = Desk::open();
    let olena = desk.client("Олена");
    desk.client_says(olena, Draft::text("Добрий день! Кіт не їсть другий день."));
    desk.shown_in_topic("Олена", "the message", |shown| {
        shown.words() == "Добрий день! Кіт не їсть другий день."
    });
    let card = desk.shown_in_topic("Олена", "the card", |shown| shown.words().starts_with("👤 Олена"));
    assert!(card.words().contains("мова uk"), "{}", card.words());
    desk.staff_say("Олена", Draft::text("Приходьте о 15:00"));
    let answer = desk.shown_to_client(olena, "the answer", |shown| shown.words() == "Приходьте о 15:00");
    assert_eq!(answer.sender, Some(desk.bot));
    desk.is_clean();
}

#[test]
fn a_note_gets_its_sign_a_canned_reply_is_sent_by_a_press_and_the_menu_is_told() {
    let desk = Desk::open();
    let olena = desk.client("Олена");
    desk.client_says(olena, Draft::text("Де ви?"));
    desk.shown_in_topic("Олена", "the message", |shown| shown.words() == "Де ви?");
    desk.staff_say("Олена", Draft::text("// знову вона"));
    desk.shown_in_topic("Олена", "the sign", |shown| shown.reactions == [(desk.bot, "✍".to_owned())]);
    let (group, vet) = (desk.group, desk.vet);
    let address = desk.play(|w| w.send_general(group, vet, Draft::text("Хрещатик, 1")));
    desk.play(|w| w.send_general(group, vet, Draft::text("/t_add Адреса").reply_to(address)));
    desk.staff_say("Олена", Draft::text("/t адреса"));
    let shown = desk.shown_in_topic("Олена", "the reply", |shown| {
        !shown.buttons.is_empty() && shown.words() == "Хрещатик, 1"
    });
    let data = shown.data_of("📤 Надіслати").unwrap().to_owned();
    desk.play(|w| w.press(vet, group, shown.message_id, &data));
    desk.shown_to_client(olena, "the reply", |shown| shown.words() == "Хрещатик, 1");
    assert_eq!(desk.in_private(olena).len(), 2, "and nothing of the note");
    let scope = json!({"type": "all_group_chats"});
    desk.wait("the menus", |w| {
        w.commands(desk.bot, &scope, "").is_some() && w.commands(desk.bot, &scope, "en").is_some()
    });
    desk.is_clean();
}
