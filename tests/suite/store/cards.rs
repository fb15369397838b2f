//! What we said ourselves: of cards the latest wins, and a line is revised where it stands.

use pwparents::model::{Lang, MessageId, MsgKey, kyiv};
use pwparents::relay::effect::{Does, Keys, Lane, Tell, What};
use pwparents::relay::event::Event;
use pwparents::store::Turn;
use pwparents::store::claimed::Job;
use pwparents::text;

use super::{Bench, GROUP, NOW, OLENA, THREAD, from_vet, sent, store_with, text as words};
use pwparents::model::{Millis, RowId};
use pwparents::relay::event::{Answer, Outcome, Refusal, Why};

fn card() -> Tell {
    Tell::new(Lane::Card(OLENA), What::Card)
}

fn words_of(job: &Job) -> &str {
    let (Job::Say { text, .. } | Job::Revise { text, .. }) = job else { panic!("{job:?}") };
    &text.text
}

#[test]
fn of_cards_that_wait_one_is_enough() {
    let (_folder, mut store) = store_with(&[card(), card()]);
    store.begin().unwrap();
    assert_eq!(store.claim(RowId(1), NOW).unwrap(), Turn::Off);
    let claimed = store.claim(RowId(2), NOW).unwrap().call().unwrap();
    store.commit().unwrap();
    assert!(words_of(&claimed.job).contains("Олена"), "{claimed:?}");
}

/// A bench in which staff's message waits for the client and is late.
fn late() -> Bench {
    let mut bench = Bench::talking();
    bench.staff_write(&from_vet(words("Приходьте")));
    bench.first_ends(Lane::Out(OLENA), Outcome::Later(600_000));
    bench.now = Millis(NOW.0 + 120_000);
    bench.handle(&[]);
    bench
}

#[test]
fn a_late_line_turns_into_delivered_where_it_stands() {
    let mut bench = late();
    let (row, job) = bench.claim_first(Lane::Desk(Some(OLENA)));
    // The next try is when the client's chat may be written to again.
    assert_eq!(words_of(&job), text::late(Lang::Uk, &kyiv(), Millis(NOW.0 + 600_000)).as_str());
    bench.ends(row, sent(&[400]));
    bench.now = Millis(NOW.0 + 600_000);
    bench.first_ends(Lane::Out(OLENA), sent(&[12]));
    let (row, job) = bench.claim_first(Lane::Desk(Some(OLENA)));
    let Job::Revise { at, .. } = &job else { panic!("{job:?}") };
    assert_eq!(*at, MsgKey { chat: GROUP, message: MessageId(400) });
    assert_eq!(words_of(&job), text::delivered(Lang::Uk, &kyiv(), bench.now).as_str());
    bench.ends(row, Outcome::Done(Answer::Fine));
    assert_eq!(bench.number("SELECT count(*) FROM said WHERE label = 'late:501' AND over = 0"), 0);
}

#[test]
fn a_late_line_that_still_waits_is_sent_before_it_is_revised() {
    let mut bench = late();
    bench.now = Millis(NOW.0 + 600_000);
    bench.first_ends(Lane::Out(OLENA), sent(&[12]));
    bench.first_ends(Lane::Desk(Some(OLENA)), sent(&[400]));
    let (_, job) = bench.claim_first(Lane::Desk(Some(OLENA)));
    assert!(matches!(job, Job::Revise { at, .. } if at.message == MessageId(400)), "{job:?}");
}

#[test]
fn lateness_is_said_again_for_the_next_time() {
    let mut bench = late();
    bench.first_ends(Lane::Desk(Some(OLENA)), sent(&[400]));
    bench.now = Millis(NOW.0 + 600_000);
    bench.first_ends(Lane::Out(OLENA), sent(&[12]));
    bench.deliver_all();
    bench.staff_write(&super::numbered(from_vet(words("І ще")), 91));
    bench.first_ends(Lane::Out(OLENA), Outcome::Later(600_000));
    bench.now.0 += 120_000;
    bench.handle(&[]);
    bench.first_ends(Lane::Desk(Some(OLENA)), sent(&[500]));
    bench.now.0 += 600_000;
    bench.first_ends(Lane::Out(OLENA), sent(&[13]));
    let (_, job) = bench.claim_first(Lane::Desk(Some(OLENA)));
    assert!(matches!(job, Job::Revise { at, .. } if at.message == MessageId(500)), "{job:?}");
}

#[test]
fn a_refusal_is_retried_by_its_button_and_revised_where_it_stands() {
    let mut bench = Bench::talking();
    bench.staff_write(&from_vet(words("Приходьте")));
    let blocked = Refusal { why: Why::Blocked, words: "bot was blocked by the user".to_owned() };
    bench.first_ends(Lane::Out(OLENA), Outcome::Refused(blocked));
    assert_eq!(bench.delivery(90), "failed");
    let (row, job) = bench.claim_first(Lane::Desk(Some(OLENA)));
    let Job::Say { keys: Keys::Inline(buttons), .. } = &job else { panic!("{job:?}") };
    let Does::Press(action) = buttons[0][0].does else { panic!("{job:?}") };
    let data = action.data();
    assert!(data.len() <= 64);
    bench.ends(row, sent(&[400]));
    let press = pwparents::relay::event::Press {
        query: "q".to_owned(),
        by: Some(crate::relay::vet()),
        under: Some(MsgKey { chat: GROUP, message: MessageId(400) }),
        data,
    };
    bench.happens(Event::StaffPressed(press));
    assert_eq!(bench.delivery(90), "queued");
    let (row, job) = bench.claim_first(Lane::Desk(Some(OLENA)));
    assert!(matches!(job, Job::Revise { at, .. } if at.message == MessageId(400)), "{job:?}");
    bench.ends(row, Outcome::Done(Answer::Fine));
    bench.first_ends(Lane::Out(OLENA), sent(&[12]));
    assert_eq!(bench.delivery(90), "sent");
    let (_, job) = bench.claim_first(Lane::Desk(Some(OLENA)));
    assert_eq!(words_of(&job), text::delivered(Lang::Uk, &kyiv(), NOW).as_str());
}

#[test]
fn a_topic_is_dressed_in_what_differs_and_in_everything_when_the_last_call_went_unheard() {
    let mut bench = Bench::talking();
    bench.staff_write(&from_vet(words("Слухаємо")));
    let (row, job) = bench.claim_first(Lane::Look(OLENA));
    let icon = Some("icon of 💬".to_owned());
    let dress = |name: Option<&str>| Job::DressTopic {
        chat: GROUP,
        thread: THREAD,
        name: name.map(str::to_owned),
        icon: icon.clone(),
    };
    assert_eq!(job, dress(None), "the name is what it was");
    bench.ends(row, Outcome::Unknown);
    bench.now.0 += 60_000;
    bench.handle(&[]);
    let (row, job) = bench.claim_first(Lane::Look(OLENA));
    assert_eq!(job, dress(Some("Олена")));
    bench.ends(row, Outcome::Done(Answer::Fine));
    assert_eq!(bench.number("SELECT count(*) FROM outbox WHERE what = 'dress'"), 0);
}

#[test]
fn a_topic_that_looks_as_it_should_is_left_alone() {
    let mut bench = Bench::talking();
    bench.staff_write(&from_vet(words("/assign me")));
    bench.staff_write(&super::numbered(from_vet(words("/assign -")), 91));
    bench.deliver_all();
    // The ticket is in progress and nobody's: the icon has changed once.
    bench.staff_write(&super::numbered(from_vet(words("/assign me")), 92));
    let row = bench.head(Lane::Look(OLENA)).unwrap().row;
    assert_eq!(bench.claim(row), None);
    assert_eq!(bench.number("SELECT count(*) FROM outbox WHERE what = 'dress'"), 0);
}

#[test]
fn a_card_is_sent_once_then_edited_and_pinned_in_between() {
    let mut bench = Bench::new();
    bench.client_writes(&crate::relay::from_olena(words("Добрий день")));
    bench.open_topic(OLENA, THREAD);
    let (row, job) = bench.claim_first(Lane::Card(OLENA));
    assert!(matches!(job, Job::Say { silent: true, keys: Keys::Inline(_), .. }), "{job:?}");
    bench.ends(row, sent(&[400]));
    let at = MsgKey { chat: GROUP, message: MessageId(400) };
    let (row, job) = bench.claim_first(Lane::Card(OLENA));
    assert_eq!(job, Job::Pin(at));
    bench.ends(row, Outcome::Done(Answer::Fine));
    bench.staff_write(&from_vet(words("/assign me")));
    let (row, job) = bench.claim_first(Lane::Card(OLENA));
    assert!(matches!(&job, Job::Revise { at: place, .. } if *place == at), "{job:?}");
    // Staff deleted it: the next one is sent.
    let gone = Refusal { why: Why::EditGone, words: "message to edit not found".to_owned() };
    bench.ends(row, Outcome::Refused(gone));
    let (_, job) = bench.claim_first(Lane::Card(OLENA));
    assert!(matches!(job, Job::Say { .. }), "{job:?}");
}
