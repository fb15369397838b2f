//! What takes time: delays that staff hear of, downtime, albums' windows. In simulated time.

use super::sim::Sim;
use pwparents::sandbox::{Action, Draft, Fault};

#[test]
fn a_message_that_is_late_is_told_once_and_the_line_turns_into_delivered() {
    let mut sim = Sim::new();
    let olena = sim.client("Олена");
    sim.client_says(olena, Draft::text("Добрий день"));
    sim.world
        .fault(Fault::on("copyMessage", Action::TooManyRequests { retry_after: 600 }).chat(olena).once());
    sim.staff_say("Олена", Draft::text("Приходьте"));
    sim.staff_say("Олена", Draft::text("о 15:00"));
    sim.pass(90_000);
    assert_eq!(sim.words_in_topic("Олена"), ["Добрий день", "Приходьте", "о 15:00"]);
    sim.pass(60_000);
    let words = sim.words_in_topic("Олена");
    assert_eq!(words.len(), 4, "{words:?}");
    assert!(words[3].starts_with("⏳ Ще не доставлено клієнтові. Наступна спроба о "), "{words:?}");
    sim.pass(600_000);
    let words = sim.words_in_topic("Олена");
    assert_eq!(words.len(), 4, "{words:?}");
    assert!(words[3].starts_with("✅ Доставлено о "), "{words:?}");
    assert_eq!(sim.words_in_private(olena), ["Добрий день", "Приходьте", "о 15:00"]);
    sim.is_clean();
}
