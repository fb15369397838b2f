//! A yes or a no, once and again, by one and by another; and what becomes of a message that was held back.

use pwparents::model::{Delivery, Half, MessageId, Millis, OwnerCard, Trouble, WhyNot};
use pwparents::relay::decide;
use pwparents::relay::effect::{
    Action, Direction, Effect, Fact, HeldAct, Keys, Label, Lane, LinkFact, LogEvent, OwnerDetails, Rung,
    TicketFact, What,
};
use pwparents::relay::event::{Due, Event};
use pwparents::relay::view::{Ending, ErrandKind, ErrandState, Stored, View};
use pwparents::text::{self, Ended, Text};

use super::super::{
    GROUP, LANG, NOW, OLENA, key, person, relay, remember, revise, say, shown_anew, stored, tell,
    text as words, ticket_fact, vet,
};
use super::{
    ERRAND, Errand, LogEntry, NEXT, PETRO, Press, TEN, VET, about, begun, card, contacts, errand, line,
    logged, look_at, over, owner, owner_ref, revised, shown,
};

fn press(action: Action) -> Press {
    Press { query: "q".to_owned(), by: Some(vet()), under: Some(key(GROUP, 95)), data: action.data() }
}

fn pressed(view: &View<'_>, press: &Press) -> Vec<Effect> {
    decide(view, &Event::StaffPressed(press.clone()), NOW)
}

fn yes() -> Press {
    press(Action::Errand(ERRAND, true))
}

fn no() -> Press {
    press(Action::Errand(ERRAND, false))
}

fn toast(words: Text) -> Effect {
    let what = What::Answer { query: "q".to_owned(), text: Some(words) };
    let Effect::Tell(tell) = tell(Lane::Now, what) else { unreachable!() };
    Effect::Tell(pwparents::relay::effect::Tell { expires: Some(Millis(NOW.0 + 60_000)), ..tell })
}

fn seen() -> Effect {
    remember(Fact::Staff(vet()))
}

fn previewed() -> View<'static> {
    about(errand(ErrandKind::Link, ErrandState::Shown))
}

fn details() -> OwnerDetails {
    OwnerDetails { name: contacts().name, phone: Some("380671234567".to_owned()), others: vec![] }
}

fn linked_by(by: Option<pwparents::model::UserId>, details: Option<OwnerDetails>) -> Effect {
    let (owner, contract) = (owner_ref(), "885".to_owned());
    remember(Fact::Link(OLENA, LinkFact::Linked { owner, contract, details, by }))
}

fn of_owner(entry: LogEntry) -> Effect {
    logged(LogEntry { owner: Some(owner_ref()), ..entry })
}

#[test]
fn a_yes_links_at_once_and_says_who_said_it() {
    let [card, look] = shown_anew();
    assert_eq!(
        pressed(&previewed(), &yes()),
        [
            toast(text::link_confirmed(LANG)),
            seen(),
            linked_by(Some(VET), Some(details())),
            over(Ending::Done),
            revised(text::link_confirmed(LANG), vec![]),
            say(
                Lane::Desk(Some(OLENA)),
                text::linked(LANG, Some("Шевченко Олена Петрівна"), "885", Some("Марія"))
            ),
            card,
            look,
            of_owner(line(LogEvent::Linked, "linked")),
        ]
    );
}

#[test]
fn another_member_may_say_yes_and_is_named() {
    let petro = Press { by: Some(person(PETRO, "Петро")), ..yes() };
    let effects = pressed(&previewed(), &petro);
    assert_eq!(effects[2], linked_by(Some(PETRO), Some(details())));
    let name = Some("Шевченко Олена Петрівна");
    assert_eq!(effects[5], say(Lane::Desk(Some(OLENA)), text::linked(LANG, name, "885", Some("Петро"))));
}

#[test]
fn an_anonymous_administrator_may_say_yes_too() {
    let effects = pressed(&previewed(), &Press { by: None, ..yes() });
    assert_eq!(effects[1], linked_by(None, Some(details())));
    let name = Some("Шевченко Олена Петрівна");
    assert_eq!(effects[4], say(Lane::Desk(Some(OLENA)), text::linked(LANG, name, "885", None)));
}

#[test]
fn without_the_owners_data_the_link_is_made_and_says_how_to_read_the_rest() {
    let trouble = Trouble { why: WhyNot::Unavailable, half: Half::Api, detail: String::new() };
    let unread = OwnerCard { contacts: Err(trouble), ..card() };
    let errand = Errand { card: Some(unread), ..errand(ErrandKind::Link, ErrandState::Shown) };
    let effects = pressed(&about(errand), &yes());
    assert_eq!(effects[2], linked_by(Some(VET), None));
    let said = text::linked(LANG, None, "885", Some("Марія"));
    assert!(said.as_str().contains("/enote_refresh"));
    assert_eq!(effects[5], say(Lane::Desk(Some(OLENA)), said));
}

#[test]
fn a_yes_over_another_link_replaces_it() {
    let mut view = previewed();
    view.linking.link = Some(owner());
    let effects = pressed(&view, &yes());
    assert_eq!(effects[2], linked_by(Some(VET), Some(details())));
    assert_eq!(effects[8], of_owner(line(LogEvent::Linked, "relinked")));
}

#[test]
fn a_second_press_hears_what_the_first_has_done() {
    for (ending, ended) in [
        (Ending::Done, Ended::Done),
        (Ending::Cancelled, Ended::Cancelled),
        (Ending::Expired, Ended::Expired),
        (Ending::Failed, Ended::Other),
        (Ending::Overtaken, Ended::Other),
    ] {
        let view = about(errand(ErrandKind::Link, ErrandState::Over(ending)));
        for press in [yes(), no()] {
            assert_eq!(pressed(&view, &press), [toast(text::errand_is_over(LANG, ended)), seen()]);
        }
    }
    let nobody = View { linking: pwparents::relay::view::Linking::default(), ..previewed() };
    assert_eq!(pressed(&nobody, &yes()), [toast(text::button_stale(LANG))]);
}

#[test]
fn a_no_links_nothing() {
    assert_eq!(
        pressed(&previewed(), &no()),
        [
            toast(text::errand_cancelled(LANG)),
            seen(),
            over(Ending::Cancelled),
            revised(text::errand_cancelled(LANG), vec![]),
            of_owner(line(LogEvent::Cancel, "cancelled")),
        ]
    );
}

#[test]
fn a_yes_that_comes_too_late_links_nothing() {
    let view = about(Errand { until: NOW, ..errand(ErrandKind::Link, ErrandState::Shown) });
    let words = text::errand_expired(LANG, Some("885"));
    assert_eq!(
        pressed(&view, &yes()),
        [
            toast(words.clone()),
            seen(),
            over(Ending::Expired),
            revised(words, vec![]),
            of_owner(line(LogEvent::Cancel, "expired")),
        ]
    );
}

#[test]
fn a_yes_after_somebody_changed_the_link_links_nothing() {
    let view = about(Errand { relinked: true, ..errand(ErrandKind::Link, ErrandState::Shown) });
    assert_eq!(
        pressed(&view, &yes()),
        [
            toast(text::link_overtaken(LANG)),
            seen(),
            over(Ending::Overtaken),
            revised(text::link_overtaken(LANG), vec![]),
            of_owner(line(LogEvent::Cancel, "overtaken")),
        ]
    );
}

#[test]
fn a_yes_takes_the_link_off() {
    let mut view = about(errand(ErrandKind::Unlink, ErrandState::Shown));
    view.linking.link = Some(owner());
    let [card, look] = shown_anew();
    let entry = LogEntry { contract: None, module: "enote_unlink", ..line(LogEvent::Unlinked, "unlinked") };
    assert_eq!(
        pressed(&view, &yes()),
        [
            toast(text::unlink_confirmed(LANG)),
            seen(),
            remember(Fact::Link(OLENA, LinkFact::Unlinked { by: Some(VET) })),
            over(Ending::Done),
            revised(text::unlink_confirmed(LANG), vec![]),
            say(Lane::Desk(Some(OLENA)), text::unlinked(LANG, Some(&owner()), Some("Марія"))),
            card,
            look,
            of_owner(entry),
        ]
    );
}

/// A message of the vet's that was held back.
fn held(delivery: Delivery, typed: &str) -> View<'static> {
    let stored = stored(Direction::Out, words(typed), delivery);
    let mut view = super::with_open(vec![errand(ErrandKind::Link, ErrandState::Number)]);
    view.stored = Some(stored);
    view
}

fn act(act: HeldAct) -> Press {
    press(Action::Held(MessageId(90), act))
}

#[test]
fn what_was_held_back_goes_to_the_client_at_a_press_and_the_number_is_still_waited_for() {
    assert_eq!(
        pressed(&held(Delivery::Kept, "Приходьте о 15:00"), &act(HeldAct::Send)),
        [
            toast(text::canned_sending(LANG)),
            seen(),
            relay(Lane::Out(OLENA), key(GROUP, 90), Rung::Quote),
            remember(Fact::Deadline(Due::Late(OLENA), Millis(NOW.0 + 120_000))),
            ticket_fact(TicketFact::Answered(NOW)),
            revise(Label::Held(MessageId(90)), text::held_sent(LANG)),
        ]
    );
}

#[test]
fn again_asks_for_the_number_once_more() {
    let prompt = Keys::Answer(text::contract_placeholder(LANG));
    assert_eq!(
        pressed(&held(Delivery::Kept, "Приходьте о 15:00"), &act(HeldAct::Again)),
        [
            toast(text::held_stays(LANG)),
            seen(),
            over(Ending::Cancelled),
            begun(ErrandKind::Link, ErrandState::Number, None),
            look_at(TEN),
            shown(text::ask_contract(LANG), prompt, Label::Prompt(NEXT)),
            revise(Label::Held(MessageId(90)), text::held_stays(LANG)),
        ]
    );
}

#[test]
fn what_is_not_held_back_any_more_is_not_sent_twice_and_no_command_goes_out() {
    let settled = |view: &View<'_>| pressed(view, &act(HeldAct::Send));
    let said = |words| [toast(words), seen()];
    assert_eq!(settled(&held(Delivery::Queued, "Добрий день")), said(text::button_stale(LANG)));
    assert_eq!(settled(&held(Delivery::Sent, "Добрий день")), said(text::retry_already(LANG)));
    assert_eq!(settled(&held(Delivery::PossiblyTwice, "Добрий день")), said(text::retry_already(LANG)));
    // It was edited into something that stays inside.
    assert_eq!(settled(&held(Delivery::Kept, "/phone")), said(text::edit_of_kept(LANG)));
    let mut noted = held(Delivery::Kept, "для колег");
    noted.stored = noted.stored.map(|stored| Stored { note: true, ..stored });
    assert_eq!(settled(&noted), said(text::edit_of_note(LANG)));
    let nobody = View { stored: None, ..noted };
    assert_eq!(settled(&nobody), [toast(text::button_stale(LANG))]);
}

#[test]
fn buttons_fit_into_what_telegram_takes_and_come_back_as_they_were() {
    let long = i64::MAX;
    for action in [
        Action::Errand(pwparents::model::ErrandId(long), true),
        Action::Errand(pwparents::model::ErrandId(long), false),
        Action::Held(MessageId(long), HeldAct::Send),
        Action::Held(MessageId(long), HeldAct::Again),
    ] {
        assert!(action.data().len() <= 64, "{}", action.data());
        assert_eq!(Action::parse(&action.data()), Some(action));
    }
    for foreign in ["yes", "yes:", "yes:x", "yes:1:2", "held-send", "held-again:"] {
        assert_eq!(Action::parse(foreign), None, "{foreign}");
    }
}
