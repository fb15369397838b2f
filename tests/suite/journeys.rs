//! Whole stories over real HTTP: a client writes, staff answer.

use super::desk::Desk;
use pwparents::sandbox::Draft;

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
