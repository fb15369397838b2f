//! What commands and the card's buttons do: exactly these effects.

use pwparents::model::{ChatId, ClientId, Lang, Millis, ThreadId, UserId};
use pwparents::relay::decide;
use pwparents::relay::effect::{
    Action, Body, Button, Direction, Does, Effect, Fact, Keys, Label, Lane, Tell, TicketFact, What,
};
use pwparents::relay::event::{Event, Post, Press, Reply, Sender};
use pwparents::relay::view::{Member, Status, Ticket, View};
use pwparents::text::{self, Text};

use super::{
    GROUP, LANG, NOW, OLENA, VET, from_vet, key, known, member, message, remember, say, shown_anew,
    text as words, ticket, ticket_fact, under, vet,
};
use pwparents::model::{Delivery, MessageId};

const NURSE: UserId = UserId(43);

fn nurse() -> Member {
    Member {
        id: NURSE,
        name: "Оксана".to_owned(),
        username: Some("oksana_n".to_owned()),
        signs: None,
        hinted: true,
    }
}

/// Olena's topic, as a command sees it.
fn desk() -> View<'static> {
    View { actor: Some(member()), staff: vec![member(), nurse()], ..known() }
}

fn of(assignee: Member) -> Ticket {
    Ticket { assignee: Some(assignee), ..ticket(Status::InProgress) }
}

/// What a command brings about, beyond that it is kept.
fn typed(view: &View<'_>, command: &str) -> Vec<Effect> {
    given(view, &from_vet(words(command)))
}

fn given(view: &View<'_>, post: &Post) -> Vec<Effect> {
    let mut effects = decide(view, &Event::StaffWrote(post.clone()), NOW);
    let staff = matches!(post.from, Sender::Person(_)).then(|| remember(Fact::Staff(vet())));
    let kept = message(Direction::Out, post, Delivery::Kept);
    let expected: Vec<Effect> = staff.into_iter().chain([kept]).collect();
    let rest = effects.split_off(expected.len());
    assert_eq!(effects, expected);
    rest
}

fn answered(line: Text, more: impl IntoIterator<Item = Effect>) -> Vec<Effect> {
    [under(90, line)].into_iter().chain(more).collect()
}

fn taken_by(member: UserId) -> Vec<Effect> {
    let facts = [TicketFact::Assigned(Some(member)), TicketFact::Taken(None)];
    facts.map(ticket_fact).into_iter().chain(shown_anew()).collect()
}

/// The private word to whoever was given the client.
fn summons() -> Effect {
    let does = Does::Visit(GROUP, ThreadId(77));
    let button = Button { text: text::visit_button(LANG), does };
    Effect::Tell(Tell::new(
        Lane::Out(ClientId(NURSE.0)),
        What::Say {
            body: Body::Ours(text::summons(LANG, "Олена")),
            keys: Keys::Inline(vec![vec![button]]),
            label: Some(Label::Summons(OLENA, NURSE)),
        },
    ))
}

fn choice() -> Effect {
    let button = |member: &Member| {
        let does = Does::Press(Action::Assign(OLENA, member.id));
        vec![Button { text: text::name_button(&member.name), does }]
    };
    let keys = Keys::Inline([member(), nurse()].iter().map(button).collect());
    let what = What::Say { body: Body::Ours(text::assign_whom(LANG)), keys, label: None };
    Effect::Tell(Tell::new(Lane::Desk(Some(OLENA)), what))
}

#[test]
fn assign_me_takes_the_client_and_summons_nobody() {
    for command in ["/assign me", "/assign ME", "/assign я", "/призначити мене"] {
        let expected = answered(text::assigned(LANG, "Марія"), taken_by(VET));
        assert_eq!(typed(&desk(), command), expected, "{command}");
    }
    let mine = View { ticket: Some(of(member())), ..desk() };
    assert_eq!(typed(&mine, "/assign me"), answered(text::assigned_already(LANG, "Марія"), []));
}

#[test]
fn assign_knows_members_by_name_id_and_public_name_and_summons_them() {
    for name in ["@oksana_n", "oksana_n", "@OKSANA_N", "43", "оксана", "Оксана"] {
        let more = taken_by(NURSE).into_iter().chain([summons()]);
        let expected = answered(text::assigned(LANG, "Оксана"), more);
        assert_eq!(typed(&desk(), &format!("/assign {name}")), expected, "{name}");
    }
    for stranger in ["@nobody", "99", "Окса"] {
        let expected = answered(text::member_unknown(LANG), []);
        assert_eq!(typed(&desk(), &format!("/assign {stranger}")), expected, "{stranger}");
    }
}

#[test]
fn assign_as_a_reply_means_whoever_wrote_that() {
    let reply =
        Some(Reply {
            to: MessageId(80), by: None, quote: None, holds: Box::new(words("Добрий день"))
        });
    let post = Post { reply, ..from_vet(words("/assign")) };
    let view = View { reply_author: Some(NURSE), ..desk() };
    let more = taken_by(NURSE).into_iter().chain([summons()]);
    assert_eq!(given(&view, &post), answered(text::assigned(LANG, "Оксана"), more));
}

#[test]
fn assign_alone_shows_whom_there_is_and_so_it_does_to_whoever_is_anonymous() {
    assert_eq!(typed(&desk(), "/assign"), [choice()]);
    let post = Post { from: Sender::Anonymous, ..from_vet(words("/assign me")) };
    assert_eq!(given(&View { actor: None, ..desk() }, &post), [choice()]);
}

#[test]
fn assign_minus_makes_the_client_nobodys() {
    let theirs = View { ticket: Some(of(nurse())), ..desk() };
    let more = [ticket_fact(TicketFact::Assigned(None))].into_iter().chain(shown_anew());
    assert_eq!(typed(&theirs, "/assign -"), answered(text::unassigned(LANG), more));
    assert_eq!(typed(&desk(), "/assign -"), answered(text::unassigned_already(LANG), []));
}

#[test]
fn a_closed_ticket_is_given_to_nobody() {
    let closed = View { ticket: Some(ticket(Status::Closed)), ..desk() };
    assert_eq!(typed(&closed, "/assign me"), answered(text::ticket_is_closed(LANG), []));
}

#[test]
fn close_tells_the_client_and_close_silent_does_not() {
    let close = || {
        let fact = ticket_fact(TicketFact::Closed { by: Some(VET) });
        [fact].into_iter().chain(shown_anew())
    };
    let told = say(Lane::Out(OLENA), text::ticket_over(LANG));
    assert_eq!(typed(&desk(), "/close"), answered(text::closed(LANG), close().chain([told])));
    assert_eq!(typed(&desk(), "/close_silent"), answered(text::closed_silently(LANG), close()));
    let closed = View { ticket: Some(ticket(Status::Closed)), ..desk() };
    for command in ["/close", "/close_silent"] {
        assert_eq!(typed(&closed, command), answered(text::closed_already(LANG), []), "{command}");
    }
}

#[test]
fn close_with_words_behind_it_closes_nothing() {
    for (command, name) in [("/close silent", "close"), ("/close_silent дякую", "close_silent")] {
        assert_eq!(typed(&desk(), command), answered(text::usage(LANG, name), []), "{command}");
    }
    assert_eq!(typed(&desk(), "/reopen все"), answered(text::usage(LANG, "reopen"), []));
}

#[test]
fn reopen_opens_what_is_closed() {
    let closed = View { ticket: Some(ticket(Status::Closed)), ..desk() };
    let more = [ticket_fact(TicketFact::Reopened)].into_iter().chain(shown_anew());
    assert_eq!(typed(&closed, "/reopen"), answered(text::reopened(LANG), more));
    assert_eq!(typed(&desk(), "/reopen"), answered(text::open_already(LANG), []));
}

#[test]
fn elsewhere_a_command_says_where_it_works() {
    let general = Post { thread: None, ..from_vet(words("/close")) };
    let view = View { client: None, ticket: None, actor: Some(member()), ..super::view() };
    let effects = decide(&view, &Event::StaffWrote(general), NOW);
    let what = super::saying(text::topic_wanted(LANG), None);
    let line = Tell::new(Lane::Desk(None), what).answering(MessageId(90));
    assert_eq!(effects[effects.len() - 1], Effect::Tell(line));
    assert_eq!(effects.iter().filter(|effect| matches!(effect, Effect::Tell(_))).count(), 1);
}

#[test]
fn the_first_answer_takes_the_ticket_and_shows_it() {
    let post = from_vet(words("Добрий день"));
    let fresh = View { ticket: Some(ticket(Status::Open)), ..desk() };
    let effects = decide(&fresh, &Event::StaffWrote(post.clone()), NOW);
    let [card, look] = shown_anew();
    let facts = [TicketFact::Answered(NOW), TicketFact::Taken(Some(VET))].map(ticket_fact);
    assert_eq!(effects[2..6], [facts[0].clone(), facts[1].clone(), card, look]);
    let anonymous = Post { from: Sender::Anonymous, ..post };
    let effects = decide(&View { actor: None, ..fresh }, &Event::StaffWrote(anonymous), NOW);
    assert_eq!(effects[2], ticket_fact(TicketFact::Taken(None)));
}

fn pressed(view: &View<'_>, action: Action, by: Option<pwparents::model::Person>) -> Vec<Effect> {
    let under = Some(key(GROUP, 95));
    let press = Press { query: "q".to_owned(), by, under, data: action.data() };
    decide(view, &Event::StaffPressed(press), NOW)
}

fn toast(line: Text) -> Effect {
    let what = What::Answer { query: "q".to_owned(), text: Some(line) };
    Effect::Tell(Tell { expires: Some(Millis(NOW.0 + 60_000)), ..Tell::new(Lane::Now, what) })
}

/// A press by the vet: the toast, then what follows.
fn by_vet(line: Text, more: impl IntoIterator<Item = Effect>) -> Vec<Effect> {
    [toast(line), remember(Fact::Staff(vet()))].into_iter().chain(more).collect()
}

#[test]
fn the_cards_buttons_do_what_the_commands_do() {
    let take = by_vet(text::assigned(LANG, "Марія"), taken_by(VET));
    assert_eq!(pressed(&desk(), Action::Take(OLENA), Some(vet())), take);
    let stranger = View { actor: None, ..desk() };
    assert_eq!(pressed(&stranger, Action::Take(OLENA), Some(vet())), take, "who never wrote here");
    let hand = by_vet(text::choose_below(LANG), [choice()]);
    assert_eq!(pressed(&desk(), Action::HandOver(OLENA), Some(vet())), hand);
    let more = taken_by(NURSE).into_iter().chain([summons()]);
    let assigned = by_vet(text::assigned(LANG, "Оксана"), more);
    assert_eq!(pressed(&desk(), Action::Assign(OLENA, NURSE), Some(vet())), assigned);
    let closed = View { ticket: Some(ticket(Status::Closed)), ..desk() };
    let more = [ticket_fact(TicketFact::Reopened)].into_iter().chain(shown_anew());
    assert_eq!(pressed(&closed, Action::Reopen(OLENA), Some(vet())), by_vet(text::reopened(LANG), more));
}

#[test]
fn a_second_press_changes_nothing_and_says_so() {
    let mine = View { ticket: Some(of(member())), ..desk() };
    let already = by_vet(text::assigned_already(LANG, "Марія"), []);
    assert_eq!(pressed(&mine, Action::Take(OLENA), Some(vet())), already);
    let closed = View { ticket: Some(ticket(Status::Closed)), ..desk() };
    assert_eq!(pressed(&closed, Action::Close(OLENA), Some(vet())), by_vet(text::closed_already(LANG), []));
    assert_eq!(pressed(&closed, Action::Take(OLENA), Some(vet())), by_vet(text::ticket_is_closed(LANG), []));
    assert_eq!(pressed(&desk(), Action::Reopen(OLENA), Some(vet())), by_vet(text::open_already(LANG), []));
}

#[test]
fn an_anonymous_press_closes_but_takes_nothing() {
    let nobody = View { actor: None, ..desk() };
    assert_eq!(pressed(&nobody, Action::Take(OLENA), None), [toast(text::come_out(LANG))]);
    let effects = pressed(&nobody, Action::Close(OLENA), None);
    assert_eq!(effects[0], toast(text::closed(LANG)));
    assert_eq!(effects[1], ticket_fact(TicketFact::Closed { by: None }));
}

#[test]
fn a_button_for_somebody_who_is_not_known_any_more_is_old() {
    let lost = View { client: None, ..desk() };
    assert_eq!(pressed(&lost, Action::Close(OLENA), Some(vet())), [toast(text::button_stale(LANG))]);
    let effects = pressed(&desk(), Action::Assign(OLENA, UserId(99)), Some(vet()));
    assert_eq!(effects, by_vet(text::button_stale(LANG), []));
    let other = Press {
        query: "q".to_owned(),
        by: Some(vet()),
        under: Some(key(ChatId(-5), 95)),
        data: Action::Close(OLENA).data(),
    };
    let effects = decide(&desk(), &Event::StaffPressed(other), NOW);
    assert_eq!(effects, [toast(text::button_stale(Lang::Uk))]);
}

#[test]
fn every_button_carries_what_can_be_read_back_and_fits() {
    let client = ClientId(i64::MAX);
    let actions = [
        Action::Take(client),
        Action::HandOver(client),
        Action::Assign(client, UserId(i64::MAX)),
        Action::Close(client),
        Action::Reopen(client),
    ];
    for action in actions {
        assert!(action.data().len() <= 64, "{action:?}");
        assert_eq!(Action::parse(&action.data()), Some(action));
        assert_eq!(action.client(), Some(client));
    }
}
