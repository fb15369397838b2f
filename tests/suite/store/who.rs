//! Who a client is, in the database: their label, their ban, what `/client` reads, and the row that takes a
//! pin off.

use pwparents::model::{MessageId, Millis, MsgKey, Person, RowId};
use pwparents::relay::effect::Lane;
use pwparents::relay::event::{Answer, Event, Outcome, Post, Press, Sender};
use pwparents::store::claimed::Job;

use super::{Bench, GROUP, NOW, OLENA, THREAD, from_olena, from_vet, numbered, sent, text};

/// What the bot answers to a command in Olena's topic.
fn answer(bench: &mut Bench, message: i64, typed: &str) -> String {
    bench.staff_write(&numbered(from_vet(text(typed)), message));
    let (row, job) = bench.claim_first(Lane::Desk(Some(OLENA)));
    bench.ends(row, sent(&[message + 1_000]));
    let Job::Say { text, .. } = job else { panic!("{job:?}") };
    text.text
}

/// What Olena's card says next.
fn card(bench: &mut Bench) -> String {
    let (row, job) = bench.claim_first(Lane::Card(OLENA));
    bench.ends(row, Outcome::Done(Answer::Fine));
    let (Job::Say { text, .. } | Job::Revise { text, .. }) = job else { panic!("{job:?}") };
    text.text
}

#[test]
fn client_tells_what_the_database_holds_of_them() {
    let mut bench = Bench::talking();
    let bare = "👤 Олена\nid 501 · мова uk\n📞 телефон невідомий\n🆕 Ще ніхто не взяв\n\
                🗂 Закритих звернень: 0\n🗓 Уперше: 18.11.26 13:06, востаннє: 18.11.26 13:06";
    assert_eq!(answer(&mut bench, 90, "/client"), bare);
    bench.change(
        "UPDATE pp_clients SET label = ' Мурчикова ', username = 'olena_k', phone = '380671234567',
             phone_confirmed = 0, owner_ref_key = '0a1b', owner_name_enote = ' Олена Коваль ',
             owner_phone_enote = '067 123 45 67', linked_contract_number = 'К-17', linked_by = 42,
             linked_at = '2026-09-02 12:00:00', created_at = '2026-09-01 08:00:00', total_closed = 3",
    );
    bench.now = Millis(NOW.0 + 3_600_000);
    let post = numbered(from_olena(text("Ще запитання")), 11);
    bench.client_writes(&Post { date: bench.now, ..post });
    let full = "👤 Мурчикова\nу Telegram: Олена\nid 501 · мова uk\n\
                📞 +380671234567 [enote] (клієнт не підтвердив)\n\
                🦝 Єнот: Олена Коваль · договір К-17\n0a1b\nприв’язано: Марія, 02.09.26 15:00\n\
                🆕 Ще ніхто не взяв\n🗂 Закритих звернень: 3\n\
                🗓 Уперше: 01.09.26 11:00, востаннє: 18.11.26 14:06";
    assert_eq!(answer(&mut bench, 91, "/client"), full);
}

#[test]
fn a_phone_alone_is_no_owner_and_a_stranger_who_linked_is_told_by_their_id() {
    let mut bench = Bench::talking();
    bench.change(
        "UPDATE pp_clients SET owner_phone_enote = '0671234567', linked_by = 7, owner_name_enote = ' '",
    );
    let said = answer(&mut bench, 90, "/client");
    assert!(said.contains("📞 Єнот: +380671234567 [enote]\n🆕"), "{said}");
    bench.change("UPDATE pp_clients SET owner_ref_key = '0a1b'");
    let said = answer(&mut bench, 91, "/client");
    assert!(said.contains("🦝 Єнот:\n0a1b\nприв’язано: id 7\n"), "{said}");
    assert!(!said.contains("у Telegram"), "{said}");
}

#[test]
fn times_that_cannot_be_read_are_left_out() {
    let mut bench = Bench::talking();
    bench.change(
        "UPDATE pp_clients SET created_at = 'колись', owner_ref_key = '0a1b', linked_at = '?';
         UPDATE messages SET created_at = ''",
    );
    let said = answer(&mut bench, 90, "/client");
    assert!(said.ends_with("🦝 Єнот:\n0a1b\n🆕 Ще ніхто не взяв\n🗂 Закритих звернень: 0"), "{said}");
}

#[test]
fn an_old_label_that_nobody_can_see_names_nobody_and_a_long_one_is_cut() {
    let mut bench = Bench::talking();
    for (label, name) in [("", "Олена"), ("\u{3164}", "Олена"), (" Мур\u{200b}чик\n", "Мурчик")]
    {
        bench.change(&format!("UPDATE pp_clients SET label = '{label}'"));
        let message = 90 + i64::try_from(label.len()).unwrap();
        let said = answer(&mut bench, message, "/phone");
        assert!(said.starts_with(&format!("👤 {name}\n")), "{said}");
    }
    bench.change(&format!("UPDATE pp_clients SET label = '{}'", "я".repeat(500)));
    let said = answer(&mut bench, 130, "/phone");
    assert!(said.starts_with(&format!("👤 {}\n", "я".repeat(128))), "{said}");
}

#[test]
fn a_label_is_written_and_taken_back() {
    let mut bench = Bench::talking();
    answer(&mut bench, 90, "/label Мурчикова");
    assert_eq!(bench.word("SELECT label FROM pp_clients"), "Мурчикова");
    assert!(card(&mut bench).starts_with("👤 Мурчикова\n"));
    answer(&mut bench, 91, "/label -");
    assert_eq!(bench.number("SELECT count(label) FROM pp_clients"), 0);
    assert!(card(&mut bench).starts_with("👤 Олена\n"));
}

#[test]
fn a_ban_is_written_told_and_lifted_and_the_next_one_is_told_anew() {
    let mut bench = Bench::talking();
    let columns = "SELECT coalesce(banned_at, '-') || ' ' || coalesce(ban_reason, '-') || ' '
                   || coalesce(banned_by, '-') || ' ' || coalesce(ban_told_at, '-') FROM pp_clients";
    for round in 0..2 {
        answer(&mut bench, 90 + round * 2, "/ban спам");
        assert_eq!(bench.word(columns), "2026-11-18 11:06:40 спам 42 -");
        assert_eq!(bench.word("SELECT status FROM tickets"), "closed");
        let said = card(&mut bench);
        let untold = "✅ Закрито\n⛔ Заблоковано: спам (Марія)\nКлієнт дізнається про це, коли напише.\n\n";
        assert!(said.contains(untold), "{said}");
        for message in [20, 21] {
            bench.client_writes(&numbered(from_olena(text("Агов")), message + round * 10));
        }
        assert_eq!(bench.word(columns), "2026-11-18 11:06:40 спам 42 2026-11-18 11:06:40");
        let told = "SELECT count(*) FROM outbox WHERE lane = 'out:501'";
        assert_eq!(bench.number(told), 1, "told once");
        let said = card(&mut bench);
        assert!(said.contains("(Марія)\nКлієнтові про це написано.\n\n"), "{said}");
        let kept = "SELECT count(*) FROM messages WHERE delivery = 'kept' AND direction = 'in'";
        assert_eq!(bench.number(kept), 2 + round * 2);
        assert_eq!(bench.number("SELECT count(*) FROM tickets WHERE status <> 'closed'"), 0);
        answer(&mut bench, 91 + round * 2, "/unban");
        assert_eq!(bench.word(columns), "- - - -");
        bench.deliver_all();
    }
}

#[test]
fn the_card_that_was_shown_last_loses_its_pin() {
    let mut bench = Bench::talking();
    let place = "SELECT message_id FROM said WHERE label = 'card:501' ORDER BY id DESC LIMIT 1";
    let old = bench.number(place);
    bench.staff_write(&numbered(from_vet(text("/card")), 90));
    let (row, job) = bench.claim_first(Lane::Card(OLENA));
    let Job::Revise { at, buttons, .. } = job else { panic!("{job:?}") };
    assert_eq!((at.message, buttons.len()), (MessageId(old), 0));
    let fine = || Outcome::Done(Answer::Fine);
    bench.ends(row, fine());
    let (row, job) = bench.claim_first(Lane::Card(OLENA));
    assert_eq!(job, Job::Unpin(MsgKey { chat: GROUP, message: MessageId(old) }));
    bench.ends(row, fine());
    let (row, job) = bench.claim_first(Lane::Card(OLENA));
    assert!(matches!(job, Job::Say { .. }), "{job:?}");
    bench.ends(row, sent(&[500]));
    let (_, job) = bench.claim_first(Lane::Card(OLENA));
    assert_eq!(job, Job::Pin(MsgKey { chat: GROUP, message: MessageId(500) }));
    assert_eq!(bench.number(place), 500);
}

#[test]
fn a_name_given_while_the_topic_is_being_opened_reaches_it() {
    let mut bench = Bench::new();
    bench.client_writes(&from_olena(text("Добрий день")));
    bench.claim_first(Lane::Topic(OLENA));
    let renamed = Person { first_name: "Олена Мороз".to_owned(), ..crate::relay::olena_herself() };
    let post = numbered(from_olena(text("Це я")), 11);
    let from = Sender::Person(renamed);
    bench.client_writes(&Post { from, ..post });
    assert_eq!(bench.head(Lane::Look(OLENA)), None, "it waits for the topic");
    let opened = Answer::Topic(THREAD);
    let row = bench.number("SELECT id FROM outbox WHERE lane = 'topic:501'");
    bench.ends(RowId(row), Outcome::Done(opened));
    let (_, job) = bench.claim_first(Lane::Look(OLENA));
    assert!(matches!(&job, Job::DressTopic { name: Some(name), .. } if name == "Олена Мороз"), "{job:?}");
}

#[test]
fn a_press_of_a_banned_client_tells_them_once_too() {
    let mut bench = Bench::talking();
    answer(&mut bench, 90, "/ban спам");
    for query in ["q1", "q2"] {
        let by = Some(crate::relay::olena_herself());
        let press = Press { query: query.to_owned(), by, under: None, data: "old".to_owned() };
        bench.happens(Event::ClientPressed(press));
    }
    assert_eq!(bench.number("SELECT count(*) FROM outbox WHERE lane = 'out:501'"), 1);
    assert_eq!(bench.number("SELECT count(*) FROM outbox WHERE what = 'answer'"), 2);
}
