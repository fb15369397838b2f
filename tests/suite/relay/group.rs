//! The support group as a whole: it moves, refuses, loses its topics, and comes back.

use pwparents::model::{ChatId, Delivery, MessageId, Millis, MsgKey, ThreadId};
use pwparents::relay::commands::CommandList;
use pwparents::relay::decide;
use pwparents::relay::effect::{Direction, Effect, Fact, GroupFact, Lane, Question, Rung, TopicFact, What};
use pwparents::relay::event::{Answer, Due, Event, Moved, Outcome, Post, Shut, Standing, Why};
use pwparents::relay::view::{Client, Group, Row, Suspect, Topic, View};
use pwparents::text;

use super::{
    GROUP, LANG, NOTHING, NOW, OLENA, THREAD, TopicState, again, ask_forum, done, ended, from_vet, key,
    known, of_row, olena, opening, queued, refusal, relay_row, remember, row, say, saying, suspect,
    text as words, topic, view,
};

const ELSEWHERE: ChatId = ChatId(-1_009_999_999_999);

fn with(group: Group) -> View<'static> {
    View { group, ..view() }
}

fn group(shut: Option<Shut>, checks: u32) -> Group {
    Group { id: GROUP, shut, checks, asked: false }
}

fn fact(fact: GroupFact) -> Effect {
    remember(Fact::Group(fact))
}

fn look_in(ms: i64) -> Effect {
    remember(Fact::Deadline(Due::GroupCheck, Millis(NOW.0 + ms)))
}

/// The group has answered, or not.
fn answered(group: Group, suspects: &[Suspect], outcome: Outcome) -> Vec<Effect> {
    let row = row(Lane::Now, What::Ask(Question::Forum));
    ended(&View { group, row: Some(row), suspects: suspects.to_vec(), ..view() }, outcome)
}

fn chat(forum: bool) -> Outcome {
    Outcome::Done(Answer::Chat { forum })
}

fn member(inside: bool) -> Outcome {
    Outcome::Done(Answer::Member { inside, topics: true })
}

#[test]
fn a_group_that_moves_takes_its_new_id_and_another_group_does_not() {
    let moved = |from| Event::GroupMoved(Moved { from, to: ELSEWHERE });
    assert_eq!(decide(&view(), &moved(GROUP), NOW), [fact(GroupFact::Is(ELSEWHERE)), look_in(0)]);
    assert_eq!(decide(&view(), &moved(ChatId(-7)), NOW), NOTHING);
}

#[test]
fn a_call_that_learns_of_the_move_is_made_again_at_once() {
    let view = of_row(relay_row(Direction::In, Rung::Plain), &[]);
    let expected = [fact(GroupFact::Is(ELSEWHERE)), look_in(0), again(NOW, false)];
    assert_eq!(ended(&view, Outcome::Moved(ELSEWHERE)), expected);
}

#[test]
fn a_message_that_contradicts_what_is_known_of_topics_has_the_group_asked() {
    let table = [
        (None, true, false),
        (None, false, true),
        (Some(Shut::NotForum), false, false),
        (Some(Shut::NotForum), true, true),
        (Some(Shut::NoAccess), true, false),
        (Some(Shut::NoAccess), false, true),
    ];
    for (shut, forum, asks) in table {
        let post = Post { forum, thread: None, ..from_vet(words("Є хто?")) };
        let post = Event::StaffWrote(Post { from: super::Sender::Machine, ..post });
        let expected: Vec<Effect> = asks.then(ask_forum).into_iter().collect();
        assert_eq!(decide(&with(group(shut, 0)), &post, NOW), expected, "{shut:?} {forum}");
        let asked = Group { asked: true, ..group(shut, 0) };
        assert_eq!(decide(&with(asked), &post, NOW), NOTHING, "{shut:?} {forum}");
    }
}

#[test]
fn the_bots_own_place_in_the_group_opens_and_shuts_it() {
    let place = |inside| Event::BotMoved(Standing { chat: GROUP, inside, topics: true });
    let shut = [fact(GroupFact::Shut(Shut::NoAccess)), look_in(30_000)];
    assert_eq!(decide(&view(), &place(false), NOW), shut);
    for known in [Shut::NoAccess, Shut::NotForum] {
        assert_eq!(decide(&with(group(Some(known), 3)), &place(false), NOW), NOTHING);
    }
    for known in [None, Some(Shut::NoAccess), Some(Shut::NotForum)] {
        assert_eq!(decide(&with(group(known, 3)), &place(true), NOW), [look_in(0)]);
    }
    let elsewhere = Event::BotMoved(Standing { chat: ELSEWHERE, inside: false, topics: false });
    assert_eq!(decide(&view(), &elsewhere, NOW), NOTHING);
}

#[test]
fn a_call_refused_by_the_whole_group_waits_and_shuts_it_once() {
    let line = say(Lane::Desk(None), text::group_not_forum(LANG));
    let table = [
        (Shut::NoAccess, vec![fact(GroupFact::Shut(Shut::NoAccess)), look_in(30_000)]),
        (Shut::NotForum, vec![fact(GroupFact::Shut(Shut::NotForum)), look_in(30_000), line]),
    ];
    let rows = [
        relay_row(Direction::In, Rung::Plain),
        row(Lane::Topic(OLENA), What::OpenTopic { name: "О".to_owned() }),
        row(Lane::Desk(Some(OLENA)), saying(text::retrying(LANG), None)),
    ];
    for (why, shuts) in table {
        for row in &rows {
            let view = of_row(row.clone(), &[]);
            let expected = [vec![again(NOW, false)], shuts.clone()].concat();
            assert_eq!(ended(&view, Outcome::ChatShut(why)), expected, "{why:?}");
            let shut_before = View { group: group(Some(Shut::NoAccess), 0), ..view };
            assert_eq!(ended(&shut_before, Outcome::ChatShut(why)), [again(NOW, false)], "{why:?}");
        }
    }
}

#[test]
fn what_a_shut_group_does_not_hold_back_waits_by_itself() {
    // A removal is in no lane of the group, and a word in General passes while only topics are off: made
    // again at once, such a call would spin.
    let half_a_minute = again(Millis(NOW.0 + 30_000), false);
    let remove = of_row(row(Lane::Now, What::Remove(key(GROUP, 200))), &[]);
    let effects = ended(&remove, Outcome::ChatShut(Shut::NoAccess));
    assert_eq!(effects[0], half_a_minute);
    let general = row(Lane::Desk(None), saying(text::retrying(LANG), None));
    let view = View { group: group(Some(Shut::NotForum), 0), ..of_row(general, &[]) };
    assert_eq!(ended(&view, Outcome::ChatShut(Shut::NoAccess)), [half_a_minute]);
}

#[test]
fn a_healthy_group_is_looked_at_every_ten_minutes() {
    assert_eq!(answered(group(None, 0), &[], chat(true)), [done(), look_in(600_000)]);
    assert_eq!(answered(group(None, 0), &[], member(true)), [done(), look_in(600_000)]);
    assert_eq!(decide(&view(), &Event::Due(Due::GroupCheck), NOW), [ask_forum()]);
    let asked = Group { asked: true, ..group(None, 0) };
    assert_eq!(decide(&with(asked), &Event::Due(Due::GroupCheck), NOW), NOTHING);
}

#[test]
fn a_group_that_is_no_forum_any_more_is_shut_and_told_so_and_no_topic_is_replaced() {
    let expected = [
        done(),
        remember(Fact::Topic(OLENA, TopicFact::Cleared)),
        fact(GroupFact::Shut(Shut::NotForum)),
        look_in(30_000),
        say(Lane::Desk(None), text::group_not_forum(LANG)),
    ];
    assert_eq!(answered(group(None, 0), &[suspect(true)], chat(false)), expected);
}

#[test]
fn a_group_out_of_reach_is_shut() {
    let expected = [done(), fact(GroupFact::Shut(Shut::NoAccess)), look_in(30_000)];
    let no = [
        member(false),
        Outcome::ChatShut(Shut::NoAccess),
        Outcome::Done(Answer::Fine),
        Outcome::Done(Answer::Topic(THREAD)),
    ];
    for outcome in no {
        assert_eq!(answered(group(None, 0), &[], outcome.clone()), expected, "{outcome:?}");
    }
}

#[test]
fn a_question_refused_for_a_reason_of_its_own_says_nothing_about_the_group() {
    for shut in [None, Some(Shut::NoAccess)] {
        let waits = [again(Millis(NOW.0 + 60_000), false)];
        assert_eq!(answered(group(shut, 1), &[suspect(true)], refusal(Why::Other)), waits);
    }
}

#[test]
fn a_shut_group_is_looked_at_less_and_less_often() {
    let waits = [30, 60, 120, 240, 480, 600, 600];
    for (checks, seconds) in (0_u32..).zip(waits) {
        let expected = [done(), fact(GroupFact::StillShut), look_in(seconds * 1_000)];
        let shut = group(Some(Shut::NoAccess), checks);
        assert_eq!(answered(shut, &[], Outcome::ChatShut(Shut::NoAccess)), expected, "{checks}");
    }
    let for_ever = group(Some(Shut::NotForum), u32::MAX);
    let expected = [done(), fact(GroupFact::StillShut), look_in(600_000)];
    assert_eq!(answered(for_ever, &[], chat(false)), expected);
}

#[test]
fn a_group_that_was_out_of_reach_and_is_a_forum_is_asked_for_rights_before_it_opens() {
    let shut = group(Some(Shut::NoAccess), 2);
    assert_eq!(answered(shut, &[], chat(true)), [done(), Effect::Ask(Question::Rights)]);
    let expected = [done(), look_in(600_000), fact(GroupFact::Open)];
    assert_eq!(answered(shut, &[], member(true)), expected);
    let expected = [done(), fact(GroupFact::StillShut), look_in(120_000)];
    assert_eq!(answered(shut, &[], member(false)), expected);
}

#[test]
fn a_group_whose_topics_are_on_again_opens() {
    let shut = group(Some(Shut::NotForum), 2);
    let expected = [done(), look_in(600_000), fact(GroupFact::Open)];
    assert_eq!(answered(shut, &[], chat(true)), expected);
}

#[test]
fn suspects_of_a_forum_are_dead_and_replaced_only_where_something_waits() {
    let idle = Client { id: super::ClientId(502), name: "Ігор".to_owned(), ..olena() };
    let suspects = [suspect(true), Suspect { client: idle.clone(), ..suspect(false) }];
    let [opening, forget, topic, card] = opening();
    let expected = [
        done(),
        look_in(600_000),
        remember(Fact::Topic(OLENA, TopicFact::Dead)),
        opening,
        forget,
        topic,
        card,
        remember(Fact::Topic(idle.id, TopicFact::Dead)),
    ];
    assert_eq!(answered(group(None, 0), &suspects, chat(true)), expected);
}

#[test]
fn what_waits_for_a_topic_that_is_gone_gets_a_new_one_once_the_group_can_have_it() {
    let dead = [Suspect { dead: true, doubted: false, ..suspect(true) }];
    let [opening, forget, topic, card] = opening();
    let expected = [done(), look_in(600_000), opening, forget, topic, card];
    assert_eq!(answered(group(None, 0), &dead, chat(true)), expected);
    let shut = group(Some(Shut::NotForum), 0);
    assert_eq!(answered(shut, &dead, chat(false)), [done(), fact(GroupFact::StillShut), look_in(30_000)]);
}

#[test]
fn a_topic_that_refused_once_is_tried_once_more_before_it_is_dead() {
    let once = [Suspect { doubted: false, ..suspect(true) }];
    let expected = [done(), look_in(600_000), remember(Fact::Topic(OLENA, TopicFact::Doubted))];
    assert_eq!(answered(group(None, 0), &once, chat(true)), expected);
}

/// A relay into a topic that the group vouched for at that moment, claimed this long after it.
fn doubted(word: Millis, after: i64) -> View<'static> {
    let row = Row { claimed: Some(word.plus(after)), ..relay_row(Direction::In, Rung::Plain) };
    let view = of_row(row, &[queued(Direction::In, words("так"), true)]);
    View { topic: Topic { doubted: Some(word), ..topic(TopicState::Open) }, ..view }
}

#[test]
fn only_what_a_topic_refuses_behind_the_groups_word_speaks_against_it() {
    let word = Millis(NOW.0 - 5_000);
    let suspect = remember(Fact::Topic(OLENA, TopicFact::Suspect));
    assert_eq!(thread_gone(&doubted(word, -1)), [again(Millis(0), false)], "made before it, heard behind it");
    assert_eq!(thread_gone(&doubted(word, 1)), [again(Millis(0), false), suspect.clone(), ask_forum()]);
    // Hours later the next refusal is the first again.
    let old = doubted(Millis(NOW.0 - 3 * 3_600_000), 3 * 3_600_000);
    let cleared = remember(Fact::Topic(OLENA, TopicFact::Cleared));
    assert_eq!(thread_gone(&old), [again(Millis(0), false), cleared, suspect, ask_forum()]);
}

#[test]
fn what_lands_in_a_doubted_topic_clears_it() {
    let cleared = remember(Fact::Topic(OLENA, TopicFact::Cleared));
    let view = doubted(Millis(NOW.0 - 5_000), 1);
    let landed = |thread| Outcome::Done(Answer::Sent { ids: vec![MessageId(95)], thread });
    assert!(ended(&view, landed(Some(Some(THREAD)))).contains(&cleared));
    // A copy says nothing of where it landed.
    assert!(!ended(&view, landed(None)).contains(&cleared));
}

/// A relay that was refused because its thread is gone.
fn thread_gone(view: &View<'_>) -> Vec<Effect> {
    ended(view, refusal(Why::ThreadGone))
}

#[test]
fn only_the_current_topic_can_be_gone() {
    let carried = [queued(Direction::In, words("так"), true)];
    let former = Row { thread: Some(ThreadId(7)), ..relay_row(Direction::In, Rung::Plain) };
    assert_eq!(thread_gone(&of_row(former, &carried)), [again(Millis(0), false)]);
    for state in [TopicState::Opening, TopicState::Suspect, TopicState::Dead, TopicState::None] {
        let view = of_row(relay_row(Direction::In, Rung::Plain), &carried);
        let view = View { topic: topic(state), ..view };
        assert_eq!(thread_gone(&view), [again(Millis(0), false)], "{state:?}");
    }
}

#[test]
fn what_only_shows_how_things_stand_ends_with_its_topic_however_its_call_ended() {
    let halt = What::Halt { of: MsgKey { chat: OLENA.chat(), message: MessageId(10) } };
    let outcomes = [
        refusal(Why::ThreadGone),
        refusal(Why::Other),
        Outcome::Unknown,
        Outcome::NotSent,
        Outcome::Later(40 * 60_000),
        Outcome::ChatShut(Shut::NoAccess),
    ];
    for (lane, what) in
        [(Lane::Look(OLENA), What::Dress), (Lane::Card(OLENA), What::Card), (Lane::Moves(OLENA), halt)]
    {
        for outcome in &outcomes {
            let view = of_row(row(lane, what.clone()), &[]);
            let view = View { topic: topic(TopicState::Dead), ..view };
            assert_eq!(ended(&view, outcome.clone()), [done()], "{lane:?} {outcome:?}");
        }
    }
}

#[test]
fn no_topic_is_suspected_while_the_group_is_being_asked_already() {
    let carried = [queued(Direction::In, words("так"), true)];
    let view = of_row(relay_row(Direction::In, Rung::Plain), &carried);
    let view = View { group: Group { asked: true, ..group(None, 0) }, ..view };
    assert_eq!(thread_gone(&view), [again(NOW.plus(1_000), false)]);
}

#[test]
fn a_shut_group_changes_nothing_for_what_goes_to_clients() {
    let post = from_vet(words("Приходьте"));
    let view = View { group: group(Some(Shut::NoAccess), 1), ..known() };
    let effects = decide(&view, &Event::StaffWrote(post.clone()), NOW);
    assert!(effects.contains(&super::message(Direction::Out, &post, Delivery::Queued)));
    assert!(effects.contains(&super::relay(Lane::Out(OLENA), post.key, Rung::Plain)));
}

#[test]
fn a_start_asks_who_works_here_and_once_which_icons_there_are() {
    let asks = [Effect::Ask(Question::Admins), Effect::Ask(Question::Icons)];
    let told = View { command_lists: CommandList::all(view().policy).to_vec(), ..view() };
    assert_eq!(decide(&told, &Event::Started, NOW), asks);
    let known = View { icons_known: true, ..told };
    assert_eq!(decide(&known, &Event::Started, NOW), asks[..1]);
}

#[test]
fn whoever_looks_after_the_group_works_here_and_icons_are_kept() {
    let people = vec![super::vet(), super::olena_herself()];
    let told = View { row: Some(row(Lane::Now, What::Ask(Question::Admins))), ..view() };
    let inside = |person: &pwparents::model::Person| remember(Fact::StaffInside(person.clone(), true));
    let expected = [inside(&people[0]), inside(&people[1]), done()];
    assert_eq!(ended(&told, Outcome::Done(Answer::Admins(people))), expected);
    let icons = vec![("✅".to_owned(), "5".to_owned())];
    let told = View { row: Some(row(Lane::Now, What::Ask(Question::Icons))), ..view() };
    let expected = [remember(Fact::Icons(icons.clone())), done()];
    assert_eq!(ended(&told, Outcome::Done(Answer::Icons(icons))), expected);
    for question in [Question::Admins, Question::Icons] {
        let refused = View { row: Some(row(Lane::Now, What::Ask(question))), ..view() };
        assert_eq!(
            ended(&refused, refusal(Why::Other)),
            [done()],
            "{question:?} is asked again at the next start"
        );
    }
}
