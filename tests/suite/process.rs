//! The real binary as its operator meets it: how it starts, stops, and says what is wrong.

use super::desk::{Desk, TOKEN};
use pwparents::sandbox::{Action, Draft, Family, Fault};
use std::process::{Command, Output};
use std::time::{Duration, Instant};

fn pwparents(desk: &Desk, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pwparents"));
    command.args(args).arg("--config").arg(desk.folder.path().join("config.toml")).output().unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_bot_that_is_told_to_stop_ends_in_order_within_ten_seconds() {
    let mut desk = Desk::open();
    let olena = desk.client("Олена");
    desk.client_says(olena, Draft::text("Добрий день"));
    desk.shown_in_topic("Олена", "the message", |shown| shown.words() == "Добрий день");
    desk.play(|w| w.fault(Fault::on("sendMessage", Action::Delay(1_500)).once()));
    desk.staff_say("Олена", Draft::text("Приходьте"));
    desk.shown_to_client(olena, "the answer", |shown| shown.words() == "Приходьте");
    let began = Instant::now();
    assert_eq!(desk.stop(), Some(0), "{}", desk.log());
    assert!(began.elapsed() < Duration::from_secs(10));
    // The call that was under way ended, and was heard.
    let database = rusqlite::Connection::open(desk.folder.path().join("pwparents.db")).unwrap();
    let sql = "SELECT delivery, (SELECT count(*) FROM outbox WHERE claimed_ms IS NOT NULL) FROM messages
               WHERE text = 'Приходьте'";
    let left: (String, i64) = database.query_row(sql, (), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
    assert_eq!(left, ("sent".to_owned(), 0));
    desk.start();
    desk.client_says(olena, Draft::text("Дякую"));
    desk.shown_in_topic("Олена", "the thanks", |shown| shown.words() == "Дякую");
    assert_eq!(desk.in_private(olena).len(), 3);
}

#[test]
fn a_stopped_bot_leaves_one_file_that_holds_everything() {
    let mut desk = Desk::open();
    let olena = desk.client("Олена");
    desk.client_says(olena, Draft::text("Добрий день"));
    desk.shown_in_topic("Олена", "the message", |shown| shown.words() == "Добрий день");
    assert_eq!(desk.stop(), Some(0));
    let wal = desk.folder.path().join("pwparents.db-wal");
    assert!(!wal.exists() || std::fs::metadata(&wal).unwrap().len() == 0);
    let copy = desk.folder.path().join("copy.db");
    std::fs::copy(desk.folder.path().join("pwparents.db"), &copy).unwrap();
    let database = rusqlite::Connection::open(copy).unwrap();
    let text: String = database.query_row("SELECT text FROM messages", (), |row| row.get(0)).unwrap();
    assert_eq!(text, "Добрий день");
}

#[test]
fn a_second_process_on_the_same_database_is_kept_out() {
    let desk = Desk::open();
    let second = pwparents(&desk, &["run"]);
    assert_eq!(second.status.code(), Some(1));
    let words = stderr(&second);
    assert_eq!(words.lines().count(), 1, "{words}");
    assert!(words.contains("another process is using it; stop that one first"), "{words}");
}

#[test]
fn a_revoked_token_at_the_start_ends_with_the_remedy() {
    let mut desk = Desk::open();
    assert_eq!(desk.stop(), Some(0));
    desk.play(|w| w.revoke(TOKEN));
    let output = pwparents(&desk, &["run"]);
    assert_eq!(output.status.code(), Some(1));
    let words = stderr(&output);
    assert_eq!(words.lines().count(), 1, "{words}");
    assert!(words.contains("Telegram refuses the token: copy it anew from @BotFather"), "{words}");
    assert!(!words.contains(TOKEN), "{words}");
}

#[test]
fn a_wrong_config_ends_with_two_and_every_problem() {
    let desk = Desk::closed();
    std::fs::write(desk.folder.path().join("config.toml"), "language = \"pl\"\n[telegram]\nkoten = 1\n")
        .unwrap();
    let output = pwparents(&desk, &["run"]);
    assert_eq!(output.status.code(), Some(2));
    let words = stderr(&output);
    for part in ["language", "koten", "telegram.token", "telegram.support_group_id"] {
        assert!(words.contains(part), "{part} is not in {words}");
    }
}

#[test]
fn a_database_from_the_future_is_refused() {
    let mut desk = Desk::open();
    assert_eq!(desk.stop(), Some(0));
    let database = rusqlite::Connection::open(desk.folder.path().join("pwparents.db")).unwrap();
    let sql = "INSERT INTO refinery_schema_history SELECT 9999, 'future', applied_on, checksum
               FROM refinery_schema_history LIMIT 1";
    database.execute(sql, ()).unwrap();
    drop(database);
    let output = pwparents(&desk, &["run"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("a newer version of pwparents wrote it"), "{}", stderr(&output));
}

#[test]
fn another_instance_is_told_in_the_log_and_outlived() {
    let desk = Desk::open();
    desk.play(|w| w.fault(Fault::on("getUpdates", Action::conflict()).times(2)));
    let olena = desk.client("Олена");
    desk.client_says(olena, Draft::text("перше"));
    desk.wait("two conflicts", |w| {
        w.calls_of("getUpdates").filter(|call| call.status == 409).count() == 2 && w.is_polling(desk.bot)
    });
    desk.client_says(olena, Draft::text("друге"));
    desk.shown_in_topic("Олена", "the message", |shown| shown.words() == "друге");
    let log = desk.log();
    assert!(log.contains("another program receives this bot's updates; stop it"), "{log}");
    assert!(log.contains("Telegram answers again"), "{log}");
}

#[test]
fn a_token_revoked_while_the_bot_runs_loses_nothing() {
    let desk = Desk::open();
    desk.play(|w| w.fault(Fault::on_all(Action::unauthorized()).times(3)));
    let olena = desk.client("Олена");
    desk.client_says(olena, Draft::text("Добрий день"));
    desk.shown_in_topic("Олена", "the message", |shown| shown.words() == "Добрий день");
    assert!(desk.log().contains("Telegram refuses the token"), "{}", desk.log());
}

#[test]
fn neither_the_token_nor_anybodys_words_show_at_the_finest_log_level() {
    let mut desk = Desk::open();
    let olena = desk.client("Олена");
    let secret = TOKEN.split(':').next_back().unwrap();
    desk.play(|w| w.fault(Fault::on("getUpdates", Action::Drop).once()));
    desk.play(|w| w.fault(Fault::on("getUpdates", Action::unauthorized()).skip(3).once()));
    let actions = [
        Action::Drop,
        Action::ExecuteThenDrop,
        Action::bad_gateway(),
        Action::too_large(),
        Action::unauthorized(),
        Action::conflict(),
        Action::TooManyRequests { retry_after: 1 },
        Action::Refuse { status: 400, description: "Bad Request: something".to_owned() },
        Action::ExecuteThenGarble("{\"ok\":tru".to_owned()),
    ];
    for (number, action) in (1..).zip(actions) {
        desk.play(|w| w.fault(Fault::on_family(Family::Send, action).once()));
        desk.client_says(olena, Draft::text(format!("таємниця {number}")));
        desk.shown_in_topic("Олена", "the message", |shown| {
            shown.words() == format!("таємниця {number}")
        });
    }
    desk.play(|w| w.inject_update(desk.bot, "{\"message\":\"таємниця клієнта\"}"));
    assert_eq!(desk.stop(), Some(0));
    let log = desk.log();
    assert!(log.contains("DEBUG"), "the log is not at its finest: {log}");
    assert!(!log.contains(secret), "the token stands in the log");
    assert!(!log.contains("таємниця"), "a message stands in the log");
}
