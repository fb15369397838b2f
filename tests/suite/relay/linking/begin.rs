//! How an errand begins: by a command, for the client in whose topic it is given.

use pwparents::model::{ContractField, Inquiry, Millis, Owner, Policy};
use pwparents::relay::decide;
use pwparents::relay::effect::{Effect, Keys, Label, Lane, LogEvent};
use pwparents::relay::event::{Due, Event};
use pwparents::relay::view::{Ending, ErrandKind, ErrandState, KnownAnimals, Linking, View};
use pwparents::text::{self, PetsFacts};

use super::super::{LANG, NOW, from_vet, known, say, text as words, under, view};
use super::{
    ERRAND, LogEntry, NEXT, PETRO, TEN, animals, begun, buttons, command, contract, errand, line, linked,
    logged, look_at, looking, over, owner, owner_ref, revise, shown, with_open,
};

fn given(view: &View<'_>, typed: &str) -> Vec<Effect> {
    command(view, &from_vet(words(typed)))
}

/// The config has no Enote.
fn without() -> Policy {
    Policy { enote: None, ..view().policy.clone() }
}

#[test]
fn without_a_number_staff_are_asked_for_it() {
    let prompt = Keys::Answer(text::contract_placeholder(LANG));
    let asked = [
        begun(ErrandKind::Link, ErrandState::Number, None),
        look_at(TEN),
        shown(text::ask_contract(LANG), prompt, Label::Prompt(NEXT)),
    ];
    for typed in
        ["/enote_link", "/enotelink", "/прив’язати", "\\enote_link", "/утщеу_дштл", "/enote_link@ClinicBot"]
    {
        assert_eq!(given(&with_open(vec![]), typed), asked, "{typed}");
    }
}

#[test]
fn with_a_number_it_is_looked_for_at_once() {
    let named = begun(ErrandKind::Link, ErrandState::Asked, Some(contract("885")));
    let [progress, question] = looking(NEXT);
    for typed in ["/enote_link 885", "/enote_link №885", "/enote_link договір 885", "/enote_link:885"]
    {
        assert_eq!(
            given(&with_open(vec![]), typed),
            [named.clone(), progress.clone(), question.clone()],
            "{typed}"
        );
    }
}

#[test]
fn what_is_no_number_begins_nothing() {
    for typed in
        ["/enote_link Барсик", "/enote_link 885 or true", "/enote_link 885' or 1 eq 1", "/enote_link ''"]
    {
        let answer = under(90, text::no_contract_number(LANG));
        assert_eq!(given(&with_open(vec![]), typed), [answer], "{typed}");
    }
}

#[test]
fn who_asks_again_drops_their_own_question_and_nobody_elses() {
    let mine = errand(ErrandKind::Link, ErrandState::Number);
    let theirs = super::Errand { id: pwparents::model::ErrandId(7), by: Some(PETRO), ..mine.clone() };
    let shown = errand(ErrandKind::Link, ErrandState::Shown);
    let view = with_open(vec![theirs, mine, super::Errand { id: pwparents::model::ErrandId(6), ..shown }]);
    let effects = given(&view, "/enote_link");
    assert_eq!(effects[..2], [over(Ending::Cancelled), begun(ErrandKind::Link, ErrandState::Number, None)]);
    assert_eq!(effects.len(), 4);
    let effects = given(&view, "/enote_link 885");
    assert_eq!(effects[0], over(Ending::Cancelled));
    assert_eq!(effects.len(), 4);
}

#[test]
fn without_enote_in_the_config_the_commands_say_so() {
    let policy = without();
    for typed in ["/enote_link", "/enote_link 885", "/pets", "/enote_refresh"] {
        let view = View { policy: &policy, ..linked() };
        assert_eq!(given(&view, typed), [under(90, text::enote_not_set_up(LANG))], "{typed}");
    }
}

#[test]
fn a_number_field_takes_digits_alone() {
    let policy = Policy { enote: Some(ContractField::Number), ..view().policy.clone() };
    let view = View { policy: &policy, ..with_open(vec![]) };
    assert_eq!(given(&view, "/enote_link 12-А"), [under(90, text::no_contract_number(LANG))]);
    assert_eq!(given(&view, "/enote_link 12").len(), 3);
    assert_eq!(given(&with_open(vec![]), "/enote_link 12-А").len(), 3);
}

#[test]
fn commands_about_an_owner_need_a_link() {
    for typed in ["/pets", "/patient", "/тварини", "/enote_refresh", "/enote_unlink"] {
        assert_eq!(given(&with_open(vec![]), typed), [under(90, text::not_linked(LANG))], "{typed}");
    }
    let old = Owner { key: None, ..owner() };
    let view = View { linking: Linking { link: Some(old), ..Linking::default() }, ..known() };
    for typed in ["/pets", "/enote_refresh"] {
        assert_eq!(given(&view, typed), [under(90, text::linked_without_key(LANG))], "{typed}");
    }
}

#[test]
fn words_behind_them_were_perhaps_meant_for_the_client_so_nothing_is_done() {
    for name in ["pets", "enote_refresh", "enote_unlink", "cancel"] {
        let typed = format!("/{name} завтра о 15");
        assert_eq!(given(&linked(), &typed), [under(90, text::usage(LANG, name))], "{typed}");
    }
}

#[test]
fn pets_and_refresh_ask_enote_about_the_owner() {
    let asking = |kind, inquiry| {
        [
            begun(kind, ErrandState::Asked, None),
            shown(text::asking_enote(LANG), Keys::None, Label::Errand(NEXT)),
            Effect::AskEnote(NEXT, inquiry),
        ]
    };
    assert_eq!(given(&linked(), "/pets"), asking(ErrandKind::Pets, Inquiry::Animals(owner_ref())));
    assert_eq!(
        given(&linked(), "/enote_refresh"),
        asking(ErrandKind::Refresh, Inquiry::Contacts(owner_ref()))
    );
}

#[test]
fn pets_that_were_read_a_moment_ago_are_shown_at_once() {
    let known = |ms| KnownAnimals { animals: animals(), read: Millis(NOW.0 - ms) };
    let view = |ms| {
        let linking = Linking { animals: Some(known(ms)), ..linked().linking };
        View { linking, ..super::super::known() }
    };
    let animals = animals();
    let facts = PetsFacts {
        owner: Some("Шевченко Олена"),
        animals: &animals,
        read: Millis(NOW.0 - 60_000),
        now: NOW,
    };
    let said = text::pets(LANG, &pwparents::model::kyiv(), &facts);
    assert_eq!(given(&view(60_000), "/pets"), [under(90, said)]);
    assert_eq!(given(&view(120_000), "/pets").len(), 3, "too old: asked again");
}

#[test]
fn a_link_is_taken_off_only_after_a_yes() {
    let words = text::unlink_question(LANG, &pwparents::model::kyiv(), &owner());
    let keys = Keys::Inline(buttons(text::unlink_button(LANG), NEXT));
    assert_eq!(
        given(&linked(), "/enote_unlink"),
        [
            begun(ErrandKind::Unlink, ErrandState::Shown, None),
            look_at(TEN),
            shown(words, keys, Label::Errand(NEXT)),
        ]
    );
}

#[test]
fn cancel_ends_what_the_same_person_began_and_says_so() {
    let nothing = [under(90, text::nothing_to_cancel(LANG))];
    assert_eq!(given(&with_open(vec![]), "/cancel"), nothing);
    let theirs = super::Errand { by: Some(PETRO), ..errand(ErrandKind::Link, ErrandState::Number) };
    assert_eq!(given(&with_open(vec![theirs]), "/cancel"), nothing);
    for state in [ErrandState::Number, ErrandState::Asked, ErrandState::Shown] {
        let errand = errand(ErrandKind::Link, state);
        let named = errand.contract.as_ref().map(|contract| contract.as_str().to_owned());
        let owner = errand.card.as_ref().map(|card| card.owner.clone());
        let shown = revise(Label::Errand(ERRAND), text::errand_cancelled(LANG));
        let mut effects = vec![over(Ending::Cancelled)];
        // A question that opens an answer cannot be edited.
        effects.extend((state != ErrandState::Number).then_some(shown));
        effects.push(logged(LogEntry { contract: named, owner, ..line(LogEvent::Cancel, "cancelled") }));
        effects.push(under(90, text::cancelled(LANG)));
        assert_eq!(given(&with_open(vec![errand]), "/скасувати"), effects, "{state:?}");
    }
}

#[test]
fn what_nobody_answered_in_time_ends_by_itself() {
    let due = |view: &View<'_>, now| decide(view, &Event::Due(Due::Errands(super::OLENA)), now);
    let number = errand(ErrandKind::Link, ErrandState::Number);
    let shown = super::Errand { until: super::THIRTY, ..errand(ErrandKind::Link, ErrandState::Shown) };
    let asked = errand(ErrandKind::Link, ErrandState::Asked);
    let view = with_open(vec![number, shown, asked]);
    assert_eq!(due(&view, NOW), [look_at(TEN)], "nothing is late");
    let by_itself = |contract: Option<&str>, owner| {
        let contract = contract.map(str::to_owned);
        logged(LogEntry { actor: None, contract, owner, ..line(LogEvent::Cancel, "expired") })
    };
    let first = [
        over(Ending::Expired),
        say(Lane::Desk(Some(super::OLENA)), text::errand_expired(LANG, None)),
        by_itself(None, None),
    ];
    assert_eq!(due(&view, TEN), [&first[..], &[look_at(super::THIRTY)]].concat());
    let second = [
        over(Ending::Expired),
        revise(Label::Errand(ERRAND), text::errand_expired(LANG, Some("885"))),
        by_itself(Some("885"), Some(owner_ref())),
    ];
    assert_eq!(due(&view, super::THIRTY), [first, second].concat(), "a question to Enote has its own end");
}
