//! What the bot does about tickets by itself, on a real file.

use pwparents::model::{MessageId, Millis, MsgKey, TicketId};
use pwparents::relay::effect::{Body, Keys};
use pwparents::relay::effect::{Effect, Fact, Label, Lane, Tell, TicketFact, UpkeepFact, What};
use pwparents::relay::event::{Event, Polled};
use pwparents::store::claimed::Job;
use pwparents::text;

use super::{Bench, NOW, OLENA, from_olena, from_vet, job_of, numbered, store_with, text as words};
use pwparents::model::{Lang, RowId};

const MINUTE: i64 = 60_000;

/// Lets this time pass; the bot has heard Telegram all the while.
fn pass(bench: &mut Bench, ms: i64) {
    bench.now.0 += ms;
    let now = bench.now;
    bench.happens(Event::Polled(Polled { began: now, drained: true }));
}

fn due(bench: &Bench, kind: &str) -> i64 {
    bench.number(&format!("SELECT due_ms FROM deadlines WHERE kind = '{kind}'"))
}

fn reminders(bench: &Bench) -> i64 {
    bench.number("SELECT reminders FROM tickets ORDER BY id DESC LIMIT 1")
}

fn waits(bench: &mut Bench) -> bool {
    bench.deliver_all();
    bench.number("SELECT count(*) FROM tickets WHERE waiting_ms IS NOT NULL") == 1
}

#[test]
fn a_wait_is_watched_counted_and_begun_anew() {
    let mut bench = Bench::talking();
    assert_eq!(due(&bench, "remind"), NOW.0 + 30 * MINUTE);
    pass(&mut bench, 30 * MINUTE);
    assert_eq!((reminders(&bench), due(&bench, "remind")), (1, NOW.0 + 90 * MINUTE));
    pass(&mut bench, 60 * MINUTE);
    assert_eq!((reminders(&bench), due(&bench, "remind")), (2, NOW.0 + 210 * MINUTE));
    bench.staff_write(&from_vet(words("Приходьте")));
    assert!(!waits(&mut bench));
    let post = numbered(from_olena(words("Дякую")), 11);
    bench.client_writes(&pwparents::relay::event::Post { date: bench.now, ..post });
    assert_eq!(reminders(&bench), 0, "a new wait");
    assert_eq!(bench.number("SELECT reminded_ms IS NULL FROM tickets"), 1);
    assert_eq!(due(&bench, "remind"), NOW.0 + 120 * MINUTE);
}

#[test]
fn a_reminder_that_still_waits_is_not_sent_once_staff_have_answered() {
    let mut bench = Bench::talking();
    pass(&mut bench, 30 * MINUTE);
    let row = bench.head(Lane::Desk(Some(OLENA))).unwrap().row;
    bench.staff_write(&from_vet(words("Приходьте")));
    assert_eq!(bench.claim(row), None);
    assert_eq!(bench.head(Lane::Desk(Some(OLENA))), None);
}

#[test]
fn a_reminder_goes_out_with_its_words_while_the_client_waits() {
    let mut bench = Bench::talking();
    bench.change("UPDATE tickets SET assigned_to = 43");
    bench.change(
        "INSERT INTO staff (telegram_id, first_name, created_at, updated_at) VALUES (43, 'Ліна', '', '')",
    );
    pass(&mut bench, 30 * MINUTE);
    let (_, job) = bench.claim_first(Lane::Desk(Some(OLENA)));
    let Job::Say { text, .. } = &job else { panic!("{job:?}") };
    assert_eq!(text.text, "⏰ Клієнт чекає на відповідь уже 30 хв. Ліна");
    assert!(text.entities.contains("text_mention") && text.entities.contains("43"), "{}", text.entities);
}

#[test]
fn what_the_client_wrote_is_shown_before_staff_are_reminded_of_it() {
    let mut bench = Bench::talking();
    bench.client_writes(&numbered(from_olena(words("І ще")), 11));
    pass(&mut bench, 30 * MINUTE);
    assert_eq!((reminders(&bench), due(&bench, "remind")), (0, NOW.0 + 60 * MINUTE));
    bench.deliver_all();
    pass(&mut bench, 30 * MINUTE);
    assert_eq!(reminders(&bench), 1);
}

#[test]
fn every_start_looks_at_every_wait() {
    let mut bench = Bench::talking();
    bench.crash();
    bench.change("DELETE FROM deadlines");
    let (now, far) = (NOW.0, NOW.0 + 99 * 24 * 60 * MINUTE);
    bench.change(&format!(
        "UPDATE tickets SET waiting_ms = {far}, reminded_ms = {far}, snoozed_until_ms = {far}"
    ));
    bench.start();
    assert_eq!(due(&bench, "remind"), now);
    // A clock that was set back holds nothing for long.
    assert_eq!(bench.number("SELECT waiting_ms FROM tickets"), now);
    assert_eq!(bench.number("SELECT reminded_ms FROM tickets"), now);
    assert_eq!(bench.number("SELECT snoozed_until_ms FROM tickets"), now + 24 * 60 * MINUTE);
}

#[test]
fn snoozes_and_what_was_told_and_asked_are_kept() {
    let (_folder, mut store) = store_with(&[]);
    let upkeep = |fact| Effect::Remember(Fact::Ticket(OLENA, TicketFact::Upkeep(fact)));
    store.begin().unwrap();
    let facts = [
        upkeep(UpkeepFact::Snoozed(Some(Millis(NOW.0 + 5)))),
        upkeep(UpkeepFact::AwayTold),
        upkeep(UpkeepFact::RatingAsked),
        upkeep(UpkeepFact::Reminded(NOW)),
        Effect::Remember(Fact::Rated(TicketId(1), 4)),
    ];
    store.write(&facts, NOW).unwrap();
    let post = numbered(from_olena(words("І ще")), 11);
    let (policy, event) = (super::policy(), Event::ClientWrote(post));
    let mut view = pwparents::relay::view::View::new(&policy);
    store.fill(&mut view, &event).unwrap();
    let upkeep = view.ticket.unwrap().upkeep;
    assert_eq!((upkeep.snoozed, upkeep.reminded), (Some(Millis(NOW.0 + 5)), Some(NOW)));
    assert_eq!((upkeep.reminders, upkeep.away_told, upkeep.rating_asked), (1, true, true));
    let too_many = [Effect::Remember(Fact::Rated(TicketId(1), 6))];
    assert!(store.write(&too_many, NOW).unwrap_err().to_string().contains("CHECK"));
    store.commit().unwrap();
}

#[test]
fn a_question_for_stars_goes_round_and_is_revised_where_it_stands() {
    let label = Label::Rating(TicketId(1));
    let body = Body::Ours(text::rate_ask(Lang::Uk));
    let buttons = vec![vec![pwparents::relay::effect::Button {
        text: text::star_button(5),
        does: pwparents::relay::effect::Does::Press(pwparents::relay::effect::Action::Rate(TicketId(1), 5)),
    }]];
    let ask = What::Say { body, keys: Keys::Inline(buttons.clone()), label: Some(label) };
    let Some(Job::Say { keys, .. }) = job_of(Tell::new(Lane::Out(OLENA), ask.clone())) else { panic!() };
    assert_eq!(keys, Keys::Inline(buttons));
    let thanks = What::Revise { label, text: text::rated(Lang::Uk, 5), buttons: Vec::new() };
    let lane = Lane::Out(OLENA);
    let (_folder, mut store) = store_with(&[Tell::new(lane, ask), Tell::new(lane, thanks)]);
    let key = MsgKey { chat: OLENA.chat(), message: MessageId(40) };
    let said = Effect::Remember(Fact::Said { label: Some(label), client: Some(OLENA), key });
    store.begin().unwrap();
    store.write(&[said], NOW).unwrap();
    let claimed = store.claim(RowId(2), NOW).unwrap().call().unwrap();
    store.commit().unwrap();
    let text = text::rated(Lang::Uk, 5).into();
    assert_eq!(claimed.job, Job::Revise { at: key, text, buttons: Vec::new() });
}
