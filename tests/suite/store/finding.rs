//! What commands look up, on a real file: the index and its search, who waits, figures, one client's
//! conversation.

use pwparents::model::{Lang, MessageId, MsgKey, ThreadId};
use pwparents::relay::event::{Event, Post, Sender};
use pwparents::relay::found::Found;
use pwparents::relay::view::View;
use pwparents::text::{Figures, Findings, HistoryLine, Mark, Queue, Rating, Who};

use super::{Bench, GROUP, IGOR, NOW, OLENA, from_igor, from_olena, from_vet, numbered, policy, text};

/// What is looked up for a command of the vet; the database is opened for it alone.
fn found(bench: &mut Bench, post: Post) -> Found {
    bench.crash();
    let policy = policy();
    let mut view = View::new(&policy);
    let mut store = bench.open();
    store.begin().unwrap();
    store.fill(&mut view, &Event::StaffWrote(post)).unwrap();
    store.commit().unwrap();
    drop(store);
    bench.start();
    view.found
}

fn command(words: &str) -> Post {
    let key = MsgKey { chat: GROUP, message: MessageId(900) };
    Post { key, ..from_vet(text(words)) }
}

fn find(bench: &mut Bench, words: &str) -> Findings {
    let found = found(bench, command(&format!("/find {words}")));
    let Found::Findings(found) = found else { panic!("{found:?}") };
    found
}

fn names(found: &Findings) -> Vec<&str> {
    found.clients.iter().map(|hit| hit.name.as_str()).collect()
}

fn excerpts(found: &Findings) -> Vec<&str> {
    found.messages.iter().map(|hit| hit.words.as_str()).collect()
}

/// Olena's topic stands, she wrote of her cat, and more is known of her; Igor wrote too.
fn bench() -> Bench {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(text("Мурчик п’ять днів не їсть")), 11));
    bench.client_writes(&from_igor(from_olena(text("Їжачок захворів"))));
    bench.open_topic(IGOR, ThreadId(2_000));
    bench.deliver_all();
    bench.change(
        "UPDATE pp_clients SET phone = '380671234567', label = 'Олена (Ґудзик)', username = 'olena_k',
             last_name = 'Ковальчук', linked_contract_number = 'К-17', owner_phone_enote = '0501112233'
         WHERE telegram_id = 501",
    );
    bench
}

#[test]
fn a_client_is_found_by_everything_that_is_known_of_them() {
    let mut bench = bench();
    for typed in [
        "олена",
        "ОЛЕНА ковальч",
        "ґудзик",
        "@olena_k",
        "OLENA_K",
        "к-17",
        "К17",
        "0671234567",
        "+38 (067) 123-45-67",
        "4567",
        "050 111 22 33",
        "2233",
        "вальч",
    ] {
        assert_eq!(names(&find(&mut bench, typed)), ["Олена (Ґудзик)"], "{typed}");
    }
    for typed in ["гудзик", "олена ігор", "9999", "кавальчук"] {
        assert_eq!(names(&find(&mut bench, typed)), Vec::<&str>::new(), "{typed}");
    }
    let hit = find(&mut bench, "ковальчук").clients.remove(0);
    assert_eq!(hit.link.unwrap().url(), "https://t.me/c/1234567890/77");
    assert_eq!((hit.full_name.as_str(), hit.phone.as_deref()), ("Олена Ковальчук", Some("+380671234567")));
    // A new name is found, the old one is not.
    bench.change("UPDATE pp_clients SET label = 'Рижик' WHERE telegram_id = 501");
    assert_eq!(names(&find(&mut bench, "ґудзик")), Vec::<&str>::new());
    assert_eq!(names(&find(&mut bench, "рижик")), ["Рижик"]);
}

#[test]
fn a_message_is_found_by_the_beginnings_of_its_words() {
    let mut bench = bench();
    for typed in ["мурчик", "МУРЧ", "п'ять", "пʼять днів", "їсть мурчик"] {
        let found = find(&mut bench, typed);
        assert_eq!(excerpts(&found), ["Мурчик п’ять днів не їсть"], "{typed}");
        assert_eq!((found.more_messages, found.uncounted, found.lags), (0, false, false));
    }
    assert_eq!(excerpts(&find(&mut bench, "їжач")), ["Їжачок захворів"]);
    for typed in ["мурчики", "іжачок", "рчик", "п ять мурчик"] {
        assert_eq!(excerpts(&find(&mut bench, typed)), Vec::<&str>::new(), "{typed}");
    }
    // The copy in her topic is what the link leads to.
    let copy = bench.number("SELECT max(message_id) FROM message_links WHERE source_id = 2");
    let hit = find(&mut bench, "мурчик").messages.remove(0);
    assert_eq!(hit.link.unwrap().url(), format!("https://t.me/c/1234567890/77/{copy}"));
    assert!(hit.of_client && !hit.inside);
    // A topic that came after the copy does not have it.
    bench.change("UPDATE topics SET thread_id = 5000 WHERE client_id = 501");
    let hit = find(&mut bench, "мурчик").messages.remove(0);
    assert_eq!(hit.link.unwrap().url(), "https://t.me/c/1234567890/5000");
    bench.change("UPDATE topics SET state = 'dead' WHERE client_id = 501");
    assert_eq!(find(&mut bench, "мурчик").messages.remove(0).link, None);
}

#[test]
fn edited_words_are_found_and_the_old_ones_are_not_nor_is_a_command() {
    let mut bench = bench();
    assert_eq!(excerpts(&find(&mut bench, "мурчик")).len(), 1);
    let edited = numbered(from_olena(text("Барсик не їсть")), 11);
    let input = bench.update(Event::ClientEdited(edited));
    bench.handle(&[input]);
    assert_eq!(excerpts(&find(&mut bench, "барсик")), ["Барсик не їсть"]);
    assert_eq!(excerpts(&find(&mut bench, "мурчик")), Vec::<&str>::new());
    bench.staff_write(&numbered(from_vet(text("/find барсик")), 91));
    bench.staff_write(&numbered(from_vet(text("/find барсик")), 92));
    bench.staff_write(&numbered(from_vet(text("// Барсик кусається")), 93));
    let found = find(&mut bench, "барсик");
    assert_eq!(excerpts(&found), ["// Барсик кусається", "Барсик не їсть"], "the newest first");
    assert!(found.messages[0].inside && !found.messages[0].of_client);
}

#[test]
fn nothing_that_somebody_types_breaks_the_search() {
    let mut bench = bench();
    for typed in [
        "\"",
        "мур\"чик",
        "' OR 1=1 --",
        "NEAR(а б, 3)",
        "words:мурчик",
        "-мурчик",
        "мурчик*",
        "^мурчик",
        "AND OR NOT",
        "(((",
        "\0\0мурчик",
        "{words} : x",
        "न\u{93f}म",
        "ﬁ١٢",
        "🐈🐈",
        "a+b",
        "𝓞𝓵",
        "\u{202e}мурчик",
        "%",
        "__",
        "\\",
    ] {
        let _ = found(&mut bench, command(&format!("/find {typed}")));
    }
    assert_eq!(excerpts(&find(&mut bench, "\"мурчик\"*")), ["Мурчик п’ять днів не їсть"]);
    assert_eq!(excerpts(&find(&mut bench, &"мурчик ".repeat(500))).len(), 1);
    assert_eq!(bench.number("SELECT count(*) FROM quarantine"), 0);
}

#[test]
fn many_hits_are_counted_and_the_newest_shown() {
    let mut bench = bench();
    for number in 0..300 {
        bench.client_writes(&numbered(from_olena(text(&format!("укол {number}"))), 100 + number));
    }
    let found = find(&mut bench, "укол");
    assert_eq!(excerpts(&found)[..2], ["укол 299", "укол 298"]);
    assert_eq!((found.messages.len(), found.more_messages, found.uncounted), (10, 190, true));
    bench.change(
        "INSERT INTO pp_clients (telegram_id, first_name, label, created_at, updated_at)
         WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 40)
         SELECT 10000 + i, 'Марія', iif(i = 3, 'Марі', NULL), '2026-01-01 00:00:00',
                printf('2026-01-%02d 00:00:00', i % 28 + 1) FROM n",
    );
    let found = find(&mut bench, "марі");
    assert_eq!(names(&found)[0], "Марі", "the whole before the beginning");
    assert_eq!((found.clients.len(), found.more_clients), (6, 34));
}

#[test]
fn the_index_is_filled_in_batches_by_its_deadline() {
    let mut bench = Bench::talking();
    bench.crash();
    bench.change(
        "INSERT INTO messages (ticket_id, direction, telegram_message_id, text, media, created_at, chat_id,
             client_id, delivery)
         WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
         SELECT 1, 'in', 5000 + i, 'лист ' || i, 'text', '2026-01-01 00:00:00', 501, 501, 'sent' FROM n",
    );
    let found = find(&mut bench, "лист");
    assert!(found.lags, "a search waits for a few batches and not for all");
    for _ in 0..12 {
        bench.now = bench.now.plus(250);
        bench.handle(&[]);
    }
    assert_eq!(bench.number("SELECT CAST(value AS INTEGER) FROM kv WHERE key = 'indexed'"), 1_001);
    let next = bench.number("SELECT due_ms FROM deadlines WHERE kind = 'index'");
    assert!(next > bench.now.plus(60_000).0, "now and then from here on");
    assert_eq!(excerpts(&find(&mut bench, "лист 1000")), ["лист 1000"]);
    assert_eq!(bench.number("SELECT count(*) FROM find_again"), 0);
}

#[test]
fn what_changes_again_before_it_is_indexed_is_no_trouble() {
    let mut bench = bench();
    for (number, name) in ["Оля", "Олена", "Леся"].into_iter().enumerate() {
        let mut person = crate::relay::olena_herself();
        name.clone_into(&mut person.first_name);
        let post = Post { from: Sender::Person(person), ..from_olena(text("Привіт")) };
        bench.client_writes(&numbered(post, 50 + i64::try_from(number).unwrap()));
        let edited = numbered(from_olena(text(&format!("Правка {number}"))), 11);
        let input = bench.update(Event::ClientEdited(edited));
        bench.handle(&[input]);
    }
    assert_eq!(bench.words("SELECT reason FROM quarantine"), Vec::<String>::new());
    assert_eq!(find(&mut bench, "леся").clients[0].full_name, "Леся");
    assert_eq!(excerpts(&find(&mut bench, "правка")), ["Правка 2"]);
    assert_eq!(bench.number("SELECT count(*) FROM messages"), 6);
}

fn queue(bench: &mut Bench) -> Queue {
    let found = found(bench, command("/queue"));
    let Found::Queue(queue) = found else { panic!("{found:?}") };
    queue
}

#[test]
fn who_waits_stands_in_the_queue_the_longest_first() {
    let mut bench = bench();
    bench.change("UPDATE tickets SET waiting_ms = 1000 WHERE client_user_id = 502");
    bench.change("UPDATE tickets SET assigned_to = 42 WHERE client_user_id = 501");
    bench.change(
        "INSERT OR REPLACE INTO staff (telegram_id, first_name, created_at, updated_at) VALUES (42, 'Марія', '', '')",
    );
    let queue_now = queue(&mut bench);
    let names: Vec<_> = queue_now.waiting.iter().map(|one| (one.name.as_str(), one.since.0)).collect();
    assert_eq!(names, [("Ігор", 1_000), ("Олена (Ґудзик)", NOW.0)]);
    assert_eq!(queue_now.waiting[1].assignee.as_deref(), Some("Марія"));
    assert_eq!(queue_now.waiting[1].link.unwrap().url(), "https://t.me/c/1234567890/77");
    assert_eq!(queue_now.more, 0);
    bench.staff_write(&numbered(from_vet(text("Приходьте")), 95));
    bench.change("UPDATE tickets SET status = 'closed' WHERE client_user_id = 502");
    assert_eq!(queue(&mut bench), Queue::default());
    bench.change(
        "INSERT INTO tickets (client_user_id, status, created_at, updated_at, waiting_ms)
         WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 30)
         SELECT 501, 'open', '', '', i FROM n",
    );
    let long = queue(&mut bench);
    assert_eq!((long.waiting.len(), long.more), (20, 10));
}

fn figures(bench: &mut Bench, words: &str) -> Figures {
    let found = found(bench, command(words));
    let Found::Figures(figures) = found else { panic!("{found:?}") };
    figures
}

#[test]
fn figures_are_of_the_last_days_alone() {
    let mut bench = Bench::talking();
    assert_eq!(figures(&mut bench, "/stats").opened, 1);
    // Ten answers after 1 to 10 minutes within the week, one before it.
    bench.change(
        "INSERT INTO tickets (client_user_id, status, created_at, updated_at, closed_at, closed_by,
             assigned_to, asked_ms, answered_ms)
         WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 10)
         SELECT 501, 'closed', '2026-11-15 00:00:00', '', '2026-11-16 00:00:00', 42, 42, 1794900000000,
                1794900000000 + i * 60000 FROM n;
         INSERT INTO tickets (client_user_id, status, created_at, updated_at, closed_at, closed_by,
             assigned_to, asked_ms, answered_ms)
         VALUES (501, 'closed', '2026-10-01 00:00:00', '', '2026-10-01 00:00:00', 42, 42, 1790900000000,
             1790960000000);
         INSERT OR REPLACE INTO staff (telegram_id, first_name, created_at, updated_at) VALUES (42, 'Марія', '', '');",
    );
    bench.change("UPDATE tickets SET rating = 4 + id % 2 WHERE id IN (3, 4)");
    bench.staff_write(&numbered(from_vet(text("Приходьте")), 95));
    bench.deliver_all();
    let week = figures(&mut bench, "/stats 7");
    assert_eq!((week.days, week.opened, week.closed), (7, 11, 10));
    assert_eq!((week.median, week.ninetieth), (Some(5 * 60_000), Some(9 * 60_000)));
    assert_eq!(week.rating, Some(Rating { count: 2, stars: 9 }));
    let [vet] = week.members.as_slice() else { panic!("{week:?}") };
    assert_eq!((vet.name.as_deref(), vet.answers, vet.taken, vet.closed), (Some("Марія"), 1, 10, 10));
    let quarter = figures(&mut bench, "/stats 90");
    assert_eq!((quarter.opened, quarter.closed), (12, 11));
    assert_eq!(found(&mut bench, command("/stats 8")), Found::Nothing);
}

fn history(bench: &mut Bench, words: &str) -> Vec<HistoryLine> {
    let found = found(bench, command(words));
    let Found::History(lines) = found else { panic!("{found:?}") };
    lines
}

#[test]
fn a_history_is_of_this_topics_client_alone_and_has_what_the_bot_said() {
    let mut bench = Bench::new();
    bench.client_writes(&from_olena(text("/start")));
    bench.open_topic(OLENA, super::THREAD);
    bench.deliver_all();
    bench.client_writes(&numbered(from_olena(text("Кіт не їсть")), 11));
    bench.client_writes(&from_igor(from_olena(text("Їжачок захворів"))));
    bench.open_topic(IGOR, ThreadId(2_000));
    bench.deliver_all();
    bench.staff_write(&numbered(from_vet(text("Приходьте")), 91));
    bench.staff_write(&numbered(from_vet(text("// дивний")), 92));
    bench.staff_write(&numbered(from_vet(text("/reopen зараз")), 93));
    let lines = history(&mut bench, "/history");
    let short: Vec<_> = lines.iter().map(|line| (line.words.as_str(), line.mark)).collect();
    let greeting = pwparents::text::greeting(Lang::Uk, &policy().clinic, true);
    let expected = [
        ("/start", Mark::NotShown),
        (greeting.as_str(), Mark::None),
        ("Кіт не їсть", Mark::None),
        ("Приходьте", Mark::Queued),
        ("// дивний", Mark::Note),
    ];
    assert_eq!(short, expected);
    assert_eq!(lines[1].who, Who::Bot);
    assert_eq!(lines[2].who, Who::Client);
    assert_eq!(lines[3].who, Who::Staff(Some("Марія".to_owned())));
    assert_eq!(lines[2].at, Some(NOW));
    bench.deliver_all();
    bench.change("UPDATE messages SET delivery = 'possibly twice' WHERE telegram_message_id = 91");
    let last = history(&mut bench, "/history 2");
    assert_eq!(last.len(), 2);
    assert_eq!((last[0].words.as_str(), last[0].mark), ("Приходьте", Mark::PossiblyTwice));
    let thread = Some(ThreadId(2_000));
    let igors = found(&mut bench, Post { thread, ..command("/history") });
    let Found::History(igors) = igors else { panic!("{igors:?}") };
    assert_eq!(igors.len(), 1);
    assert_eq!(found(&mut bench, Post { thread: None, ..command("/history") }), Found::Nothing);
    assert_eq!(found(&mut bench, command("/history 51")), Found::Nothing);
}
