//! What staff write while a contract number is waited for. Nothing of it reaches the client by itself.

use pwparents::model::{Delivery, Kind, Millis};
use pwparents::relay::decide;
use pwparents::relay::effect::{
    Action, Button, Direction, Does, Effect, ErrandFact, Fact, HeldAct, Keys, Label,
};
use pwparents::relay::event::{Event, Post, Sender};
use pwparents::relay::view::{Ending, ErrandKind, ErrandState, Linking, View};
use pwparents::text;

use super::super::{
    LANG, NOW, file, from_vet, message, person, remember, replying, text as words, under, vet,
};
use super::{ERRAND, PETRO, contract, errand, fact, looking, shown, with_open};

fn asked() -> View<'static> {
    with_open(vec![errand(ErrandKind::Link, ErrandState::Number)])
}

/// The post answers the question itself.
fn answering(state: ErrandState) -> View<'static> {
    let errand = errand(ErrandKind::Link, state);
    let open = matches!(state, ErrandState::Number).then(|| errand.clone());
    let linking = Linking { questioned: Some(errand), ..with_open(open.into_iter().collect()).linking };
    View { linking, reply_inside: true, ..asked() }
}

fn wrote(view: &View<'_>, post: &Post) -> Vec<Effect> {
    decide(view, &Event::StaffWrote(post.clone()), NOW)
}

fn kept(post: &Post) -> [Effect; 2] {
    let Sender::Person(person) = &post.from else { panic!("{post:?}") };
    [remember(Fact::Staff(person.clone())), message(Direction::Out, post, Delivery::Kept)]
}

/// The number was taken, and Enote is asked.
fn taken(post: &Post) -> Vec<Effect> {
    let named = fact(ErrandFact::Named(ERRAND, contract("885")));
    kept(post).into_iter().chain([named]).chain(looking(ERRAND)).collect()
}

/// It was kept back, and staff are asked about it.
fn held(post: &Post) -> Vec<Effect> {
    let button = |text, act| Button { text, does: Does::Press(Action::Held(post.key.message, act)) };
    let send = button(text::held_send_button(LANG), HeldAct::Send);
    let again = button(text::held_again_button(LANG), HeldAct::Again);
    let keys = Keys::Inline(vec![vec![send, again]]);
    kept(post)
        .into_iter()
        .chain([shown(text::held_back(LANG), keys, Label::Held(post.key.message))])
        .collect()
}

#[test]
fn the_askers_next_text_that_is_a_number_is_taken() {
    for typed in ["885", " 885 ", "№ 885", "договір 885", "Договір: 885", "#885", "номер договору 885"]
    {
        let post = from_vet(words(typed));
        assert_eq!(wrote(&asked(), &post), taken(&post), "{typed}");
    }
}

#[test]
fn an_answer_to_the_question_is_taken_whoever_gives_it() {
    let post = replying(from_vet(words("885")), None);
    assert_eq!(wrote(&answering(ErrandState::Number), &post), taken(&post));
    let petro = Post { from: Sender::Person(person(PETRO, "Петро")), ..post };
    assert_eq!(wrote(&answering(ErrandState::Number), &petro), taken(&petro));
}

#[test]
fn any_other_text_of_the_askers_is_held_back() {
    for typed in
        ["Приходьте о 15:00", "Барсик", "885 і 886", "завтра15", "о 15", "885'", "123456789012345678901", "?"]
    {
        let post = from_vet(words(typed));
        assert_eq!(wrote(&asked(), &post), held(&post), "{typed}");
    }
    let post = replying(from_vet(words("не знаю")), None);
    assert_eq!(wrote(&answering(ErrandState::Number), &post), held(&post));
}

#[test]
fn what_was_held_back_would_go_out_signed() {
    let mut policy = asked().policy.clone();
    policy.desk.sign_unnamed = true;
    let view = View { policy: &policy, ..asked() };
    let post = from_vet(words("Приходьте о 15:00"));
    let Effect::Remember(Fact::Message { signature, delivery, .. }) = &wrote(&view, &post)[1] else {
        panic!()
    };
    assert_eq!((signature.as_deref(), *delivery), (Some("Марія"), Delivery::Kept));
    let Effect::Remember(Fact::Message { signature, .. }) = &wrote(&view, &from_vet(words("885")))[1] else {
        panic!()
    };
    assert_eq!(*signature, None, "a number never goes out");
}

#[test]
fn what_others_write_goes_to_the_client_as_ever() {
    let post = Post { from: Sender::Person(person(PETRO, "Петро")), ..from_vet(words("885")) };
    let sent = |effect: &Effect| {
        matches!(effect, Effect::Remember(Fact::Message { delivery: Delivery::Queued, .. }))
    };
    assert!(wrote(&asked(), &post).iter().any(sent));
}

#[test]
fn media_commands_and_notes_are_what_they_always_are() {
    let with = wrote(&asked(), &from_vet(file(Kind::Photo, "885")));
    let without = wrote(&with_open(vec![]), &from_vet(file(Kind::Photo, "885")));
    assert_eq!(with, without);
    for typed in ["//885", "/phone", "/клиент 885"] {
        let post = from_vet(words(typed));
        assert_eq!(wrote(&asked(), &post), wrote(&with_open(vec![]), &post), "{typed}");
    }
    let note = replying(from_vet(words("спитаю в неї")), None);
    let inside = |view: View<'static>| View { reply_inside: true, ..view };
    assert_eq!(wrote(&inside(asked()), &note), wrote(&inside(with_open(vec![])), &note));
}

#[test]
fn a_number_in_answer_to_anything_of_the_bots_is_taken_too() {
    let post = replying(from_vet(words("885")), None);
    assert_eq!(wrote(&View { reply_inside: true, ..asked() }, &post), taken(&post));
}

#[test]
fn after_ten_minutes_a_text_is_for_the_client_again() {
    let late = |errand: super::Errand| super::Errand { until: NOW, ..errand };
    let view = with_open(vec![late(errand(ErrandKind::Link, ErrandState::Number))]);
    let post = from_vet(words("885"));
    assert_eq!(wrote(&view, &post), wrote(&with_open(vec![]), &post));
    let early = super::Errand { until: Millis(NOW.0 + 1), ..errand(ErrandKind::Link, ErrandState::Number) };
    assert_eq!(wrote(&with_open(vec![early]), &post), taken(&post));
}

#[test]
fn a_number_in_answer_to_a_question_that_is_over_is_not_swallowed() {
    for ending in [Ending::Expired, Ending::Cancelled, Ending::Done] {
        let view = answering(ErrandState::Over(ending));
        let post = replying(from_vet(words("885")), None);
        let told = under(90, text::number_too_late(LANG, "885"));
        assert_eq!(wrote(&view, &post), [&kept(&post)[..], &[told]].concat(), "{ending:?}");
        // Any other answer to the bot's words is a note, as always.
        let note = replying(from_vet(words("дякую")), None);
        let other = View { linking: Linking::default(), ..view.clone() };
        assert_eq!(wrote(&view, &note), wrote(&other, &note));
    }
}

#[test]
fn an_anonymous_administrator_may_ask_too() {
    let anonymous = super::Errand { by: None, ..errand(ErrandKind::Link, ErrandState::Number) };
    let view = with_open(vec![anonymous]);
    let post = Post { from: Sender::Anonymous, ..from_vet(words("885")) };
    let effects = wrote(&view, &post);
    assert_eq!(effects[0], message(Direction::Out, &post, Delivery::Kept));
    assert_eq!(effects[2..], looking(ERRAND));
    // The vet asked nothing, so what she writes is for the client.
    let hers = from_vet(words("885"));
    assert_eq!(wrote(&view, &hers), wrote(&with_open(vec![]), &hers));
    assert_eq!(vet().id, super::VET);
}
