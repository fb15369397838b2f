//! What clients and the bot have settled between them, in a real file: it outlives the program, and the
//! next decision sees it.

use pwparents::model::{Clinic, Lang, Millis};
use pwparents::relay::effect::{
    Action, Body, Button, Does, Effect, Fact, Key, Keys, Lane, ReceptionFact, Tell, TicketFact, What,
};
use pwparents::relay::event::{Event, Press};
use pwparents::relay::view::{Reception, View};
use pwparents::store::Store;
use pwparents::store::claimed::Job;
use pwparents::text;

use super::{Bench, NOW, OLENA, from_olena, job_of, numbered, policy, store_with, text as words};
use crate::relay::olena_herself;

const HOUR: i64 = 60 * 60_000;

/// What is known when Olena writes.
fn reception(store: &Store) -> Reception {
    let policy = policy();
    let mut view = View::new(&policy);
    store.fill(&mut view, &Event::ClientWrote(numbered(from_olena(words("Добрий день")), 99))).unwrap();
    view.reception
}

fn settle(store: &mut Store, fact: ReceptionFact, at: Millis) {
    store.begin().unwrap();
    store.write(&[Effect::Remember(Fact::Reception(OLENA, fact))], at).unwrap();
    store.commit().unwrap();
}

#[test]
fn somebody_unknown_has_settled_nothing() {
    assert_eq!(reception(&Bench::closed().open()), Reception::default());
}

#[test]
fn a_request_for_the_number_counts_from_its_moment_or_from_the_clients_coming() {
    let (_folder, mut store) = store_with(&[]);
    let came = Reception { asked_for_phone: Some(NOW), ..Reception::default() };
    assert_eq!(reception(&store), came);
    let later = Millis(NOW.0 + HOUR);
    settle(&mut store, ReceptionFact::AskedForPhone, later);
    let asked = Reception { asked_for_phone: Some(later), asked_in_ticket: true, intent: None };
    assert_eq!(reception(&store), asked);
    store.begin().unwrap();
    let closed = Fact::Ticket(OLENA, TicketFact::Closed { by: None });
    let next = [closed, Fact::Ticket(OLENA, TicketFact::Opened)].map(Effect::Remember);
    store.write(&next, Millis(later.0 + HOUR)).unwrap();
    store.commit().unwrap();
    assert_eq!(reception(&store), Reception { asked_in_ticket: false, ..asked });
}

#[test]
fn an_intent_waits_for_the_next_message_and_the_last_one_counts() {
    let (_folder, mut store) = store_with(&[]);
    for caption in ["💬 Поставити запитання", "📅 \"Записатися\" <b>"] {
        settle(&mut store, ReceptionFact::Intent(Some(caption.to_owned())), NOW);
        assert_eq!(reception(&store).intent.as_deref(), Some(caption));
    }
    settle(&mut store, ReceptionFact::Intent(None), NOW);
    assert_eq!(reception(&store).intent, None);
}

#[test]
fn a_number_and_a_language_are_the_clients_own_from_then_on() {
    let (folder, mut store) = store_with(&[]);
    settle(&mut store, ReceptionFact::Phone("380671234567".to_owned()), NOW);
    settle(&mut store, ReceptionFact::Language(Lang::En), NOW);
    let policy = policy();
    let mut view = View::new(&policy);
    assert_eq!(view.client_lang(), Lang::Uk);
    let press = Press { query: "q".to_owned(), by: Some(olena_herself()), under: None, data: String::new() };
    store.fill(&mut view, &Event::ClientPressed(press)).unwrap();
    assert_eq!(view.client_lang(), Lang::En);
    assert_eq!(view.client.unwrap().phones.bot.as_deref(), Some("380671234567"));
    let look = rusqlite::Connection::open(folder.path().join("pwparents.db")).unwrap();
    let sql = "SELECT phone || ' ' || phone_confirmed || ' ' || chosen_language FROM pp_clients";
    let row: String = look.query_row(sql, (), |row| row.get(0)).unwrap();
    assert_eq!(row, "380671234567 1 en");
}

#[test]
fn keys_and_the_buttons_for_a_language_go_round() {
    let button =
        |lang| Button { text: text::language_button(lang), does: Does::Press(Action::Language(lang)) };
    let key = Key { text: text::share_phone_key(Lang::Uk), contact: true };
    let skip = Key { text: text::skip_key(Lang::Uk), contact: false };
    let all = [
        Keys::Inline(vec![vec![button(Lang::Uk), button(Lang::En)]]),
        Keys::Board(vec![vec![key], vec![skip]]),
    ];
    for keys in all {
        let body = Body::Ours(text::greeting(Lang::Uk, &Clinic::default(), true));
        let what = What::Say { body, keys: keys.clone(), label: None };
        let Some(Job::Say { keys: brought, .. }) = job_of(Tell::new(Lane::Out(OLENA), what)) else {
            panic!("{keys:?}")
        };
        assert_eq!(brought, keys);
    }
    for lang in Lang::ALL {
        let data = Action::Language(lang).data();
        assert_eq!(Action::parse(&data), Some(Action::Language(lang)));
        assert_eq!(Action::Language(lang).client(), None);
    }
}

#[test]
fn a_card_of_the_clients_own_is_stored_with_whose_it_is() {
    let mut bench = Bench::talking();
    let contact = crate::relay::number::contact("380671234567", Some(OLENA.0));
    bench.client_writes(&numbered(from_olena(contact), 11));
    assert_eq!(bench.number("SELECT extra ->> 'user' FROM messages WHERE telegram_message_id = 11"), 501);
    assert_eq!(bench.delivery(11), "kept");
}
