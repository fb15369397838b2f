//! The commands that people see in their menus, and what the bot says about itself.

use super::{OLENA, Story};
use crate::sim::Sim;
use pwparents::sandbox::{Draft, Profile};

fn names(menu: &[(String, String)]) -> Vec<&str> {
    menu.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn staff_and_clients_see_their_own_commands_in_their_own_language() {
    let mut sim = Sim::new();
    let (bot, group, vet) = (sim.bot, sim.group, sim.vet);
    let john = sim.world.add_user(Profile::new("John").language("en"));
    let hans = sim.world.add_user(Profile::new("Hans").language("de"));
    sim.client_says(john, Draft::text("Hello"));
    sim.client_says(hans, Draft::text("Hallo"));
    let staff = sim.world.menu(bot, vet, group);
    let shown = ["client", "phone", "enote_link", "label", "assign", "close", "t", "find", "queue", "help"];
    assert_eq!(names(&staff), shown);
    assert_eq!(staff[5].1, "закрити звернення");
    let english = sim.world.menu(bot, john, john);
    assert_eq!(names(&english), ["start", "menu", "phone", "language"]);
    assert_eq!(english[1].1, "show the menu");
    assert_eq!(sim.world.menu(bot, hans, hans)[1].1, "показати меню", "the clinic's own language");
    sim.is_clean();
}

#[test]
fn the_lists_are_told_once_and_not_at_every_start() {
    let mut sim = Sim::new();
    assert_eq!(sim.world.calls_of("setMyCommands").count(), 4);
    sim.crash();
    sim.start();
    sim.run();
    assert_eq!(sim.world.calls_of("setMyCommands").count(), 4);
    sim.look().execute("DELETE FROM kv WHERE key = 'commands:group:uk'", ()).unwrap();
    sim.crash();
    sim.start();
    sim.run();
    assert_eq!(sim.world.calls_of("setMyCommands").count(), 5);
    sim.is_clean();
}

#[test]
fn help_and_a_topics_numbers_are_for_staff_alone() {
    let mut story = Story::begin();
    story.staff(Draft::text("/help"));
    story.staff(Draft::text("/threadinfo"));
    assert_eq!(story.private(), []);
    let topic = story.in_topic();
    assert!(topic[1].starts_with("бот: У темі клієнта:\n/client – "), "{}", topic[1]);
    let thread = story.sim.topic(OLENA);
    let numbers = format!("тема {thread}\nклієнт: Олена (id {})\nзвернення № 1 ↩ /threadinfo", story.olena);
    assert!(topic[3].ends_with(&numbers), "{}", topic[3]);
    story.ends();
}
