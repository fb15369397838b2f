//! The same load beside an empty database and beside one that a clinic of many years would have: the ratio.
//! Both run at once and take turns, so that whatever else the machine does meets both.

use super::Scale;
use super::clinic::{Clinic, FIRST_CLIENT};
use super::load::{Figure, Outcome, Pace, Way, run};
use super::report::{Aim, Report, median};
use super::{start, usage};
use pwparents::engine::{Engine, Input};
use pwparents::model::{ChatId, Clinic as Names, Desk, Lang, Millis, Policy, UserId};
use pwparents::relay::event::{Due, Event};
use pwparents::store::open;
use pwparents::text::default_menu;
use std::path::Path;

const CLIENTS: usize = 200;
const MESSAGES: usize = 4_000;
/// Messages that each client of the history has exchanged.
const EACH: usize = 10;
/// What goes into the search's index at once.
const INDEXED_AT_ONCE: usize = 100;
/// How much worse a figure may be beside a long history.
const WORSE: Aim = Aim::AtMost(1.15);

pub fn measure(report: &mut Report, scale: Scale) {
    let known = scale.of(100_000, 3_000);
    let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let database = folder.path().join("history.db");
    write(&database, known);
    report.note(&format!("{known} clients, {} messages", known * EACH));
    let (empty, mut long) = (Clinic::with(CLIENTS), Clinic::on(&database, CLIENTS));
    for way in [Way::In, Way::Out] {
        let messages = MESSAGES / scale.of(1, 2);
        let pairs = || (0..scale.of(7, 2)).map(|_| [&empty, &long]);
        let floods: Vec<[Outcome; 2]> =
            pairs().map(|pair| pair.map(|clinic| run(clinic, way, messages, Pace::Flood))).collect();
        let ratio = |of: Figure| {
            let side = |side: usize| median(floods.iter().map(|pair| of(&pair[side])));
            side(1) / side(0)
        };
        let name = way.words();
        report.figure(&format!("{name}: processor time"), ratio(Outcome::bot_per_1000), "times", WORSE);
        report.figure(&format!("{name}: time for all"), ratio(|flood| 1.0 / flood.rate), "times", WORSE);
    }
    report.figure("peak memory beside it", usage::peak_memory(long.pid()), "MiB", Aim::None);
    let starts = median((0..scale.of(5, 2)).map(|_| start::again(&mut long)));
    report.figure("from a start to its first poll", starts, "ms", Aim::None);
}

/// Writes a database with so many clients. The load's own clients are the first of them, and come back.
fn write(path: &Path, clients: usize) {
    let group = Clinic::new(0).group;
    let policy = policy(group);
    drop(open(path, policy.clone(), Millis(0)).unwrap());
    let database = rusqlite::Connection::open(path).unwrap();
    let fill = FILL
        .replace(":clients", &clients.to_string())
        .replace(":messages", &(clients * EACH).to_string())
        .replace(":first", &FIRST_CLIENT.to_string())
        .replace(":back", &CLIENTS.to_string())
        .replace(":group", &group.to_string());
    database.execute_batch(&fill).unwrap();
    drop(database);
    let mut engine = Engine::new(open(path, policy, Millis(0)).unwrap(), self::policy(group));
    let batch = vec![Input::Happened(Event::Due(Due::Index)); 100];
    for _ in 0..=clients * EACH / INDEXED_AT_ONCE / batch.len() {
        engine.handle(&batch, Millis(0)).unwrap();
    }
    engine.stop().unwrap();
}

fn policy(group: i64) -> Policy {
    let clinic = Names::default();
    Policy {
        lang: Lang::Uk,
        group: ChatId(group),
        bot: UserId(700_001),
        bot_name: "ClinicBot".to_owned(),
        menu: default_menu(&clinic),
        clinic,
        desk: Desk::default(),
        hours: None,
        enote: None,
        client_per_minute: 0,
    }
}

/// Clients in turn, each message a minute after the last; copies of all of them, and a week's updates.
const FILL: &str = "
BEGIN;
CREATE TEMP TABLE n (i INTEGER PRIMARY KEY);
INSERT INTO n WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :messages)
    SELECT i FROM n;
INSERT INTO pp_clients (telegram_id, first_name, last_name, username, language, phone, total_closed,
        created_at, updated_at)
    SELECT :first + i, 'Клієнт ' || i, 'Прізвище ' || i, 'client_' || i, 'uk', '38050' || (1000000 + i), 1,
        '2024-01-01 10:00:00', '2024-01-01 10:00:00'
    FROM n WHERE i < :clients;
INSERT INTO topics (client_id, state, chat_id, thread_id)
    SELECT :first + i, 'open', :group, 100000000 + i FROM n WHERE i BETWEEN :back AND :clients - 1;
INSERT INTO tickets (id, thread_id, chat_id, client_user_id, status, created_at, updated_at, closed_at)
    SELECT i + 1, 100000000 + i, :group, :first + i, 'closed', '2024-01-01 10:00:00',
        '2024-01-02 10:00:00', '2024-01-02 10:00:00'
    FROM n WHERE i < :clients;
INSERT INTO messages (id, ticket_id, client_id, direction, chat_id, telegram_message_id, created_at,
        author_id, media, text, delivery)
    SELECT i + 1, i % :clients + 1, :first + i % :clients, iif(i / :clients % 2, 'out', 'in'),
        iif(i / :clients % 2, :group, :first + i % :clients),
        iif(i / :clients % 2, 200000000 + i, 1000000 + i),
        datetime('2024-01-01 10:00:00', '+' || i || ' minutes'), :first + i % :clients, 'text',
        'Добрий день, собака номер ' || i || ' не їсть уже ' || (i % 7) || ' днів, що робити і коли прийти?',
        'sent'
    FROM n;
INSERT INTO message_links (chat_id, message_id, source_id)
    SELECT iif(i / :clients % 2, :first + i % :clients, :group), 400000000 + i, i + 1 FROM n;
INSERT INTO updates (update_id, received_ms, raw)
    SELECT i, unixepoch() * 1000, json_object('update_id', i, 'message', hex(zeroblob(300))) FROM n WHERE i < 20000;
COMMIT;
";
