//! A whole round: the client writes, the bot makes a topic and copies, staff answer, the bot copies back.

use super::clinic::Clinic;
use pwparents::sandbox::Draft;
use serde_json::json;

#[test]
fn a_message_goes_to_a_topic_and_the_answer_comes_back() {
    let clinic = Clinic::open();
    let said = clinic.client_says("Добрий день, кіт не їсть");
    let message = clinic.update("message");
    assert_eq!(message["text"], "Добрий день, кіт не їсть");
    assert_eq!(message["chat"]["type"], "private");

    let topic = clinic.topic("Олена Коваль");
    let copy = json!({"chat_id": clinic.forum, "message_thread_id": topic,
        "from_chat_id": clinic.olena, "message_id": said});
    clinic.ok("copyMessage", copy);
    let answer =
        clinic.play(|w| w.send_topic(clinic.forum, topic, clinic.vet, Draft::text("Приходьте о 15:00")));
    let update = clinic.update("message");
    assert_eq!(update["message_thread_id"], json!(topic));
    assert_eq!(update["is_topic_message"], json!(true));

    clinic.ok(
        "copyMessage",
        json!({"chat_id": clinic.olena, "from_chat_id": clinic.forum, "message_id": answer}),
    );
    let world = clinic.world();
    let in_topic: Vec<String> =
        world.topic_view(clinic.forum, topic).iter().filter_map(|shown| shown.text.clone()).collect();
    assert_eq!(in_topic, ["Добрий день, кіт не їсть", "Приходьте о 15:00"]);
    let in_private = world.private_view(clinic.olena, clinic.bot);
    assert_eq!(in_private.last().unwrap().words(), "Приходьте о 15:00");
    assert_eq!(in_private.last().unwrap().sender, Some(clinic.bot));
    drop(world);
    clinic.is_clean();
}
