//! Staff wrote in the group, pressed a button, joined or left.

use pwparents::model::{ChatId, Delivery, Kind, Millis, Styled};
use pwparents::relay::decide;
use pwparents::relay::effect::{
    Direction, Effect, Fact, Label, Lane, Rung, Tell, TicketFact, TopicFact, What,
};
use pwparents::relay::event::{Due, Event, Move, Post, Press, Sender};
use pwparents::relay::view::{Status, Stored, View};
use pwparents::text;

use super::{
    GROUP, LANG, NOTHING, NOW, OLENA, ROW, STORED, THREAD, TopicState, about, dice, file, from_vet, in_album,
    key, known, member, message, relay, remember, replying, revise, saying, stored, text as words, thing,
    ticket, ticket_fact, topic, under, vet, view,
};

fn wrote(view: &View<'_>, post: &Post) -> Vec<Effect> {
    decide(&View { actor: Some(member()), ..view.clone() }, &Event::StaffWrote(post.clone()), NOW)
}

fn staff() -> Effect {
    remember(Fact::Staff(vet()))
}

fn watched() -> Effect {
    remember(Fact::Deadline(Due::Late(OLENA), Millis(NOW.0 + 120_000)))
}

#[test]
fn an_answer_in_a_clients_topic_goes_to_that_client_and_is_watched() {
    let table = [
        (from_vet(words("Приходьте")), Rung::Plain),
        (replying(from_vet(words("Приходьте")), None), Rung::Reply),
        (replying(from_vet(words("Приходьте")), Some("коли?")), Rung::Quote),
        (from_vet(file(Kind::Voice, "")), Rung::Plain),
        (from_vet(dice()), Rung::Words(Styled::plain("🎲 4"))),
        (from_vet(thing(Kind::Unknown("hologram".to_owned()))), Rung::Plain),
    ];
    for (post, rung) in table {
        let expected = [
            staff(),
            message(Direction::Out, &post, Delivery::Queued),
            answered(),
            relay(Lane::Out(OLENA), post.key, rung),
            watched(),
        ];
        assert_eq!(wrote(&known(), &post), expected, "{post:?}");
    }
}

#[test]
fn an_administrator_who_writes_as_the_group_is_staff_without_a_name() {
    let post = Post { from: Sender::Anonymous, ..from_vet(words("Приходьте")) };
    let expected = [
        message(Direction::Out, &post, Delivery::Queued),
        answered(),
        relay(Lane::Out(OLENA), post.key, Rung::Plain),
        watched(),
    ];
    assert_eq!(wrote(&known(), &post), expected);
}

#[test]
fn a_machine_is_never_relayed() {
    let post = Post { from: Sender::Machine, ..from_vet(words("Автоматичне")) };
    assert_eq!(wrote(&known(), &post), NOTHING);
}

#[test]
fn another_group_and_a_repeated_update_are_nobodys_concern() {
    let elsewhere = Post { key: key(ChatId(-100_555), 90), ..from_vet(words("Привіт")) };
    assert_eq!(wrote(&known(), &elsewhere), NOTHING);
    let sent = stored(Direction::Out, words("Приходьте"), Delivery::Sent);
    assert_eq!(wrote(&about(sent), &from_vet(words("Приходьте"))), NOTHING);
}

#[test]
fn general_and_service_messages_reach_no_client() {
    let general = Post { thread: None, ..from_vet(words("Хто сьогодні на зміні?")) };
    assert_eq!(wrote(&view(), &general), [staff()]);
    let pinned = from_vet(thing(Kind::Service("pinned_message".to_owned())));
    assert_eq!(wrote(&known(), &pinned), [staff()]);
    assert_eq!(wrote(&view(), &pinned), [staff()]);
}

#[test]
fn a_topic_of_nobody_is_spoken_of_once() {
    let post = from_vet(words("Алло"));
    let line = saying(text::topic_of_nobody(LANG), None);
    let expected = [
        staff(),
        remember(Fact::ToldTopicOfNobody(GROUP, THREAD)),
        Effect::Tell(Tell::new(Lane::Desk(None), line).answering(post.key.message)),
    ];
    assert_eq!(wrote(&view(), &post), expected);
    assert_eq!(wrote(&View { told_nobody: true, ..view() }, &post), [staff()]);
}

#[test]
fn no_command_ever_reaches_a_client_known_or_not_typed_well_or_not() {
    let typed = [
        ("/рентген", "/рентген", None),
        ("/hlep please", "/hlep", Some("help")),
        ("  /рентген", "/рентген", None),
        ("\u{200b}\u{2063}\u{3164}/рентген", "/рентген", None),
        ("/", "/", None),
        ("/ help", "/", None),
        ("/вакцина", "/вакцина", None),
        ("/рентген\nрядок", "/рентген", None),
        (".close?", ".close?", Some("close")),
    ];
    for (typed, shown, nearest) in typed {
        for post in [from_vet(words(typed)), from_vet(file(Kind::Photo, typed))] {
            let expected = [
                staff(),
                message(Direction::Out, &post, Delivery::Kept),
                under(90, text::command_unknown(LANG, shown, nearest)),
            ];
            assert_eq!(wrote(&known(), &post), expected, "{typed:?}");
        }
    }
}

#[test]
fn a_command_for_another_bot_stays_back_in_silence() {
    for typed in ["/help@OtherBot now", "/x@OtherBot"] {
        for post in [from_vet(words(typed)), from_vet(file(Kind::Photo, typed))] {
            let expected = [staff(), message(Direction::Out, &post, Delivery::Kept)];
            assert_eq!(wrote(&known(), &post), expected, "{typed:?}");
        }
    }
}

#[test]
fn a_long_command_is_repeated_only_in_part() {
    let post = from_vet(words(&format!("/{}", "ї".repeat(100))));
    let line = text::command_unknown(LANG, &format!("/{}", "ї".repeat(31)), None);
    assert_eq!(wrote(&known(), &post).pop(), Some(under(90, line)));
}

#[test]
fn a_slash_further_on_is_no_command() {
    for typed in ["мг/кг: 5/10, див. /help", ".5 таблетки", "...добре", "\\o/"] {
        let post = from_vet(words(typed));
        assert_eq!(wrote(&known(), &post)[3], relay(Lane::Out(OLENA), post.key, Rung::Plain));
    }
}

#[test]
fn a_command_in_an_album_keeps_back_the_parts_before_and_behind_it() {
    let gathering = View { gathering: Some(ROW), ..known() };
    let command = in_album(from_vet(file(Kind::Photo, "/вакцина")), 92);
    let expected = [
        staff(),
        message(Direction::Out, &command, Delivery::Kept),
        remember(Fact::Kept(ROW)),
        under(92, text::command_unknown(LANG, "/вакцина", None)),
    ];
    assert_eq!(wrote(&gathering, &command), expected);
    let behind = in_album(from_vet(file(Kind::Photo, "")), 93);
    let kept = View { album_kept: true, ..known() };
    assert_eq!(wrote(&kept, &behind), [staff(), message(Direction::Out, &behind, Delivery::Kept)]);
}

#[test]
fn what_no_bot_can_copy_is_refused_at_once_under_the_very_message() {
    for kind in [Kind::PaidMedia, Kind::Giveaway, Kind::Invoice] {
        let post = from_vet(thing(kind.clone()));
        let expected = [
            staff(),
            message(Direction::Out, &post, Delivery::Failed),
            under(90, text::refused(LANG, "the message can't be copied")),
        ];
        assert_eq!(wrote(&known(), &post), expected, "{kind:?}");
    }
}

#[test]
fn who_writes_in_a_suspected_or_dead_topic_proves_that_it_stands() {
    for state in [TopicState::Suspect, TopicState::Dead] {
        let post = from_vet(words("Приходьте"));
        let view = View { topic: topic(state), ..known() };
        let expected = [
            staff(),
            remember(Fact::Topic(OLENA, TopicFact::Cleared)),
            message(Direction::Out, &post, Delivery::Queued),
            answered(),
            relay(Lane::Out(OLENA), post.key, Rung::Plain),
            watched(),
        ];
        assert_eq!(wrote(&view, &post), expected, "{state:?}");
    }
}

#[test]
fn an_answer_opens_a_ticket_only_where_there_never_was_one() {
    let post = from_vet(words("Ми вам писали"));
    let none = View { ticket: None, ..known() };
    assert_eq!(wrote(&none, &post)[1], ticket_fact(TicketFact::Opened));
    let closed = View { ticket: Some(ticket(Status::Closed)), ..known() };
    assert_eq!(wrote(&closed, &post)[1], message(Direction::Out, &post, Delivery::Queued));
}

/// Staff answered now.
fn answered() -> Effect {
    ticket_fact(TicketFact::Answered(NOW))
}

fn press(data: &str, under: Option<ChatId>) -> Event {
    let under = under.map(|chat| key(chat, 95));
    Event::StaffPressed(Press { query: "q".to_owned(), by: Some(vet()), under, data: data.to_owned() })
}

fn answer(line: text::Text) -> Effect {
    let what = What::Answer { query: "q".to_owned(), text: Some(line) };
    let expires = Some(Millis(NOW.0 + 60_000));
    Effect::Tell(Tell { expires, ..Tell::new(Lane::Now, what) })
}

fn failed() -> Stored {
    stored(Direction::Out, words("Приходьте"), Delivery::Failed)
}

#[test]
fn the_button_under_a_refusal_tries_again_from_the_top_of_the_ladder() {
    let dice = Stored { content: dice(), ..failed() };
    let table = [(failed(), Rung::Quote), (dice, Rung::Words(Styled::plain("🎲 4")))];
    for (stored, rung) in table {
        let of = stored.key;
        let expected = [
            answer(text::retry_queued(LANG)),
            revise(Label::Refused(STORED), text::retrying(LANG)),
            relay(Lane::Out(OLENA), of, rung),
            watched(),
        ];
        assert_eq!(decide(&about(stored), &press("retry:31", Some(GROUP)), NOW), expected);
    }
}

#[test]
fn a_second_press_does_not_send_twice() {
    let table = [
        (Delivery::Queued, text::retry_queued(LANG)),
        (Delivery::Sent, text::retry_already(LANG)),
        (Delivery::PossiblyTwice, text::retry_already(LANG)),
    ];
    for (delivery, line) in table {
        for now in ["Приходьте", "/note Приходьте"] {
            let stored = stored(Direction::Out, words(now), delivery);
            let effects = decide(&about(stored), &press("retry:31", Some(GROUP)), NOW);
            assert_eq!(effects, [answer(line.clone())], "{delivery:?} {now}");
        }
    }
}

#[test]
fn a_refused_message_that_was_edited_into_a_command_is_not_tried_again() {
    let kept = Stored { delivery: Delivery::Kept, ..failed() };
    let effects = decide(&about(kept), &press("retry:31", Some(GROUP)), NOW);
    assert_eq!(effects, [answer(text::edit_of_kept(LANG))]);
}

#[test]
fn buttons_of_other_times_and_places_are_answered_and_do_nothing() {
    let stale = [answer(text::button_stale(LANG))];
    for data in
        ["", "retry", "retry:", "retry:x", "dance:31", "close:", "assign:501", "take:501:42", "RETRY:31"]
    {
        assert_eq!(decide(&about(failed()), &press(data, Some(GROUP)), NOW), stale, "{data:?}");
    }
    let elsewhere = press("retry:31", Some(ChatId(-100_555)));
    assert_eq!(decide(&about(failed()), &elsewhere, NOW), stale);
    let lost = decide(&known(), &press("retry:31", Some(GROUP)), NOW);
    assert_eq!(lost, [answer(text::retry_lost(LANG))]);
}

#[test]
fn a_press_under_a_message_too_old_to_be_told_still_counts() {
    let effects = decide(&about(failed()), &press("retry:31", None), NOW);
    assert_eq!(effects[0], answer(text::retry_queued(LANG)));
    assert_eq!(effects.len(), 4);
}

#[test]
fn coming_and_going_is_remembered_for_the_support_group_alone() {
    for inside in [true, false] {
        let moved = Move { chat: GROUP, person: vet(), inside };
        let effects = decide(&view(), &Event::StaffMoved(moved), NOW);
        assert_eq!(effects, [remember(Fact::StaffInside(vet(), inside))]);
        let elsewhere = Move { chat: ChatId(-100_555), person: vet(), inside };
        assert_eq!(decide(&view(), &Event::StaffMoved(elsewhere), NOW), NOTHING);
    }
}
