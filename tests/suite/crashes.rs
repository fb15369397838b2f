//! The real binary, killed in the middle of its work as a power cut would, and started again: every
//! message arrives, in order, and at most one per lane and kill stands twice.

use super::desk::Desk;
use pwparents::sandbox::{Action, Draft, Family, Fault};
use std::collections::BTreeMap;

const CLIENTS: usize = 12;
const MESSAGES: usize = 30;
const KILLS: usize = 4;

#[test]
fn killed_in_the_middle_of_a_burst_the_bot_loses_nothing() {
    let mut desk = Desk::open();
    // A call takes a while, so that a kill meets many that are under way.
    for family in [Family::Send, Family::Copy] {
        desk.play(|w| w.fault(Fault::on_family(family, Action::Delay(15))));
    }
    let names: Vec<String> = (0..CLIENTS).map(|number| format!("Клієнт {number}")).collect();
    let clients: Vec<i64> = names.iter().map(|name| desk.client(name)).collect();
    for client in &clients {
        desk.client_says(*client, Draft::text("початок"));
    }
    let threads: Vec<i64> = names.iter().map(|name| desk.topic(name)).collect();
    for kill in 0..KILLS {
        burst(&desk, &clients, &threads, kill);
        let before = copies(&desk);
        let goal = before + CLIENTS * MESSAGES / KILLS / 3;
        desk.sandbox
            .wait_until(std::time::Duration::from_secs(5), |w| w.calls_of("copyMessage").count() >= goal);
        desk.kill();
        desk.start();
    }
    let mut twice = 0;
    for (client, name) in clients.iter().zip(&names) {
        twice += arrived(&desk, name, *client);
    }
    // Two lanes a client, each with at most one call in doubt a kill.
    assert!(twice <= CLIENTS * 2 * KILLS, "{twice} messages stand twice");
    println!("{} messages, {KILLS} kills, {twice} stand twice", CLIENTS * (MESSAGES * 2 + 1));
    desk.is_clean();
}

/// A part of everybody's messages, both ways, at once.
fn burst(desk: &Desk, clients: &[i64], threads: &[i64], part: usize) {
    let (group, vet, bot) = (desk.group, desk.vet, desk.bot);
    desk.play(|w| {
        for number in (0..MESSAGES).filter(|number| number % KILLS == part) {
            for (client, thread) in clients.iter().zip(threads) {
                w.send_private(*client, bot, Draft::text(format!("питання {number:02}")));
                w.send_topic(group, *thread, vet, Draft::text(format!("відповідь {number:02}")));
            }
        }
    });
}

fn copies(desk: &Desk) -> usize {
    desk.world().calls_of("copyMessage").count()
}

/// Waits until everything of this client has arrived, and counts what stands twice.
fn arrived(desk: &Desk, name: &str, client: i64) -> usize {
    let (group, bot, thread) = (desk.group, desk.bot, desk.topic(name));
    let questions: Vec<String> = in_order("питання");
    let answers: Vec<String> = in_order("відповідь");
    let mut twice = (0, 0);
    desk.wait(&format!("everything of {name}"), |w| {
        let shown = w.topic_view(group, thread);
        let copied = shown.into_iter().filter(|shown| shown.sender == Some(bot));
        let asked = count(copied.map(|shown| shown.words().to_owned()), "питання");
        let shown = w.private_view(client, bot);
        let copied = shown.into_iter().filter(|shown| shown.sender == Some(bot));
        let answered = count(copied.map(|shown| shown.words().to_owned()), "відповідь");
        twice = (asked.1, answered.1);
        asked.0 == questions && answered.0 == answers
    });
    assert!(twice.0 <= KILLS && twice.1 <= KILLS, "{name}: {twice:?} stand twice");
    twice.0 + twice.1
}

/// The burst's own order: part by part.
fn in_order(word: &str) -> Vec<String> {
    let parts = (0..KILLS).flat_map(|part| (0..MESSAGES).filter(move |number| number % KILLS == part));
    parts.map(|number| format!("{word} {number:02}")).collect()
}

/// The messages in order, each once, and how many more there are of them. One that stands twice must
/// stand right behind itself.
fn count(words: impl Iterator<Item = String>, word: &str) -> (Vec<String>, usize) {
    let all: Vec<String> = words.filter(|words| words.starts_with(word)).collect();
    let mut once = all.clone();
    once.dedup();
    let twice = all.len() - once.len();
    (once, twice)
}

#[test]
fn what_may_stand_twice_is_marked_in_the_database_and_nothing_else_is() {
    let mut desk = Desk::open();
    let olena = desk.client("Олена");
    desk.client_says(olena, Draft::text("перше"));
    desk.shown_in_topic("Олена", "the first", |shown| shown.words() == "перше");
    desk.play(|w| w.fault(Fault::on("copyMessage", Action::ExecuteThenHang(20_000)).once()));
    desk.client_says(olena, Draft::text("друге"));
    desk.client_says(olena, Draft::text("третє"));
    desk.shown_in_topic("Олена", "the second", |shown| shown.words() == "друге");
    desk.kill();
    desk.start();
    desk.shown_in_topic("Олена", "the third", |shown| shown.words() == "третє");
    assert_eq!(desk.stop(), Some(0));
    let database = rusqlite::Connection::open(desk.folder.path().join("pwparents.db")).unwrap();
    let mut rows = database.prepare("SELECT text, delivery FROM messages").unwrap();
    let rows = rows.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    let delivery: BTreeMap<String, String> = rows.map(Result::unwrap).collect();
    let expected = [("перше", "sent"), ("друге", "possibly twice"), ("третє", "sent")];
    assert_eq!(delivery, expected.map(|(text, state)| (text.to_owned(), state.to_owned())).into());
}

#[test]
fn killed_before_the_topic_is_there_the_bot_opens_one_topic() {
    let mut desk = Desk::open();
    desk.play(|w| w.fault(Fault::on("createForumTopic", Action::ExecuteThenHang(20_000)).once()));
    let olena = desk.client("Олена");
    desk.client_says(olena, Draft::text("перше"));
    desk.topic("Олена");
    desk.kill();
    desk.client_says(olena, Draft::text("друге"));
    desk.start();
    desk.shown_in_topic("Олена", "both", |shown| shown.words() == "друге");
    assert_eq!(desk.world().topics(desk.group).len(), 1);
}
