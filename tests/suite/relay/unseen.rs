//! What a client hears of words that staff do not see yet: because there are many, or because they have waited
//! for long.

use pwparents::model::{ClientId, Clinic, Hours, Interval, Lang, Millis, Policy, kyiv};
use pwparents::relay::decide;
use pwparents::relay::effect::{Away, Effect, Fact, Label, Lane, Polls};
use pwparents::relay::event::{Due, Event, Shut};
use pwparents::relay::view::{Backlog, Client, Group, Pledge, View};
use pwparents::text;

use super::{GROUP, LANG, NOW, OLENA, from_olena, known, olena, remember, saying, tell, text as words};

const MINUTE: i64 = 60_000;
const PHONE: &str = "+380 44 123";

fn ago(ms: i64) -> Millis {
    NOW.plus(-ms)
}

/// At most three messages a minute, and a phone for what cannot wait.
fn three() -> Policy {
    let clinic = Clinic { phone: Some(PHONE.to_owned()), ..Clinic::default() };
    Policy { client_per_minute: 3, clinic, ..known().policy.clone() }
}

/// What is wanted beyond what every message brings.
fn told(view: &View<'_>, said: &str) -> Vec<Effect> {
    let event = Event::ClientWrote(from_olena(words(said)));
    let policy = Policy { client_per_minute: 0, ..view.policy.clone() };
    let usual = decide(&View { policy: &policy, ..view.clone() }, &event, NOW);
    let mut effects = decide(view, &event, NOW);
    assert_eq!(effects.drain(..usual.len()).collect::<Vec<_>>(), usual);
    effects
}

fn slowed(lang: Lang, phone: Option<&str>) -> Vec<Effect> {
    vec![tell(Lane::Out(OLENA), saying(text::slowed(lang, phone), Some(Label::Slowed(OLENA))))]
}

#[test]
fn whoever_writes_more_than_is_shown_in_a_minute_is_told_so_once() {
    let policy = three();
    let wrote = |wrote_lately| View { policy: &policy, wrote_lately, ..known() };
    for few in [0, 2] {
        assert_eq!(told(&wrote(few), "Агов"), []);
    }
    for many in [3, 4, 500] {
        assert_eq!(told(&wrote(many), "Агов"), slowed(LANG, Some(PHONE)));
        assert_eq!(told(&View { slowed_said: true, ..wrote(many) }, "Агов"), []);
    }
    let english = Client { lang: Some(Lang::En), ..olena() };
    let theirs = View { client: Some(english), ..wrote(3) };
    assert_eq!(told(&theirs, "Hello"), slowed(Lang::En, Some(PHONE)));
    let silent = Policy { clinic: Clinic::default(), ..three() };
    assert_eq!(told(&View { policy: &silent, ..wrote(3) }, "Агов"), slowed(LANG, None));
    let off = Policy { client_per_minute: 0, ..three() };
    assert_eq!(told(&View { policy: &off, ..wrote(500) }, "Агов"), []);
}

#[test]
fn what_is_for_the_bot_alone_slows_nobody() {
    let policy = three();
    assert_eq!(told(&View { policy: &policy, wrote_lately: 500, ..known() }, "/menu"), []);
}

fn backlog(id: i64, waited: i64) -> Backlog {
    let client = Client { id: ClientId(id), ..olena() };
    Backlog { client, since: ago(waited), slowed: false, away: false }
}

fn kept(id: i64, lang: Lang, phone: Option<&str>) -> Effect {
    let label = Some(Label::Unseen(ClientId(id)));
    tell(Lane::Out(ClientId(id)), saying(text::unseen(lang, phone), label))
}

/// Telegram has been heard all the while.
fn heard() -> View<'static> {
    View { polls: Polls { last: Some(ago(1_000)), away: None }, ..known() }
}

/// What is wanted beyond looking again in a minute.
fn looked(view: &View<'_>) -> Vec<Effect> {
    let mut effects = decide(view, &Event::Due(Due::Unseen), NOW);
    assert_eq!(effects.remove(0), remember(Fact::Deadline(Due::Unseen, NOW.plus(MINUTE))));
    effects
}

#[test]
fn whoever_has_waited_ten_minutes_is_told_that_it_is_kept() {
    let backlogs =
        vec![backlog(501, 3 * 60 * MINUTE), backlog(502, 10 * MINUTE), backlog(503, 10 * MINUTE - 1)];
    let view = View { backlogs, ..heard() };
    assert_eq!(looked(&view), [kept(501, LANG, None), kept(502, LANG, None)]);
    let policy = three();
    assert_eq!(looked(&View { policy: &policy, ..view })[0], kept(501, LANG, Some(PHONE)));
    let english = Client { lang: Some(Lang::En), ..olena() };
    let backlogs = vec![Backlog { client: english, ..backlog(501, 10 * MINUTE) }];
    assert_eq!(looked(&View { backlogs, ..heard() }), [kept(501, Lang::En, None)]);
    assert_eq!(looked(&heard()), []);
}

#[test]
fn not_all_are_told_at_once() {
    let backlogs: Vec<Backlog> = (1..=100).map(|id| backlog(id, 20 * MINUTE)).collect();
    let first: Vec<Effect> = (1..=20).map(|id| kept(id, LANG, None)).collect();
    assert_eq!(looked(&View { backlogs, ..heard() }), first);
}

#[test]
fn without_a_connection_nobody_is_told_and_after_one_was_lost_it_is_looked_again() {
    let backlogs = vec![backlog(501, 60 * MINUTE)];
    let away = Away { from: ago(9 * MINUTE), to: ago(1_000), drained: false };
    for polls in [
        Polls { last: None, away: None },
        Polls { last: Some(ago(2 * MINUTE)), away: None },
        Polls { last: Some(ago(1_000)), away: Some(away) },
    ] {
        assert_eq!(looked(&View { polls, backlogs: backlogs.clone(), ..heard() }), []);
    }
}

#[test]
fn whoever_was_told_that_they_write_fast_is_told_more_only_if_there_is_more_to_it() {
    let backlogs = vec![Backlog { slowed: true, ..backlog(501, 20 * MINUTE) }];
    let view = View { backlogs, ..heard() };
    assert_eq!(looked(&view), []);
    let group = Group { id: GROUP, shut: Some(Shut::NoAccess), checks: 3, asked: false };
    assert_eq!(looked(&View { group, ..view }), [kept(501, LANG, None)]);
}

#[test]
fn whoever_knows_that_the_clinic_is_closed_is_not_told_before_it_opens() {
    let open = |from: u16, to: u16| {
        let day = vec![Interval { from: from * 60, to: to * 60 }];
        let hours = Hours { zone: kyiv(), week: std::array::from_fn(|_| day.clone()), holidays: Vec::new() };
        Policy { hours: Some(hours), ..known().policy.clone() }
    };
    // It is 13:06.
    let (closed, opened) = (open(9, 13), open(9, 14));
    let told = Backlog { away: true, ..backlog(501, 20 * MINUTE) };
    let backlogs = vec![told, backlog(502, 20 * MINUTE)];
    let view = View { backlogs, ..heard() };
    assert_eq!(looked(&View { policy: &closed, ..view.clone() }), [kept(502, LANG, None)]);
    assert_eq!(
        looked(&View { policy: &opened, ..view.clone() }),
        [kept(501, LANG, None), kept(502, LANG, None)]
    );
    assert_eq!(looked(&view).len(), 2, "without hours nobody was told of them now");
}

#[test]
fn what_was_told_is_over_when_all_has_been_seen_and_of_haste_when_the_client_has_been_quiet() {
    let pledge = |label, waits, wrote: Option<i64>| Pledge { label, waits, wrote: wrote.map(ago) };
    let (slow, kept) = (Label::Slowed(OLENA), Label::Unseen(OLENA));
    for (pledge, over) in [
        (pledge(kept, true, Some(99 * MINUTE)), false),
        (pledge(kept, false, Some(0)), true),
        (pledge(slow, true, Some(99 * MINUTE)), false),
        (pledge(slow, false, Some(10 * MINUTE - 1)), false),
        (pledge(slow, false, Some(10 * MINUTE)), true),
        (pledge(slow, false, None), true),
    ] {
        let expected: Vec<Effect> =
            over.then(|| remember(Fact::Forgotten(pledge.label))).into_iter().collect();
        // Even while Telegram is not heard.
        assert_eq!(looked(&View { pledges: vec![pledge], ..known() }), expected, "{pledge:?}");
    }
}
