//! What commands there are: the help, a topic's numbers, and the lists that Telegram shows.

use pwparents::model::{ChatId, ContractField, Lang, Policy, TicketId};
use pwparents::relay::commands::{Audience, CommandList};
use pwparents::relay::decide;
use pwparents::relay::effect::{Direction, Effect, Fact, Lane, Tell, What};
use pwparents::relay::event::{Answer, Event, Outcome, Post, Why};
use pwparents::relay::view::View;
use pwparents::text::{self, ThreadInfo};

use super::{
    Delivery, GROUP, LANG, NOW, OLENA, POLICY, Question, THREAD, again, done, ended, from_vet, known,
    message, of_row, refusal, remember, row, saying, tell, text as words, under, vet, view,
};

fn wrote(view: &View<'_>, post: &Post) -> Vec<Effect> {
    decide(view, &Event::StaffWrote(post.clone()), NOW)
}

fn in_general(typed: &str) -> Post {
    Post { thread: None, ..from_vet(words(typed)) }
}

/// The answer to a command in General.
fn general(post: &Post, line: text::Text) -> [Effect; 2] {
    let tell = Tell::new(Lane::Desk(None), saying(line, None)).answering(post.key.message);
    [remember(Fact::Staff(vet())), Effect::Tell(tell)]
}

#[test]
fn help_is_given_anywhere_whatever_stands_behind_it() {
    for typed in ["/help", "/help будь ласка", "/довідка", ".рудз", "/help@ClinicBot"] {
        let post = from_vet(words(typed));
        let expected = [
            remember(Fact::Staff(vet())),
            message(Direction::Out, &post, Delivery::Kept),
            under(90, text::help(LANG)),
        ];
        assert_eq!(wrote(&known(), &post), expected, "{typed}");
        let post = in_general(typed);
        assert_eq!(wrote(&view(), &post), general(&post, text::help(LANG)), "{typed}");
    }
}

#[test]
fn a_topics_numbers_are_told_wherever_it_is() {
    let nowhere = ThreadInfo { chat: GROUP, thread: None, client: None, ticket: None };
    let post = in_general("/threadinfo");
    assert_eq!(wrote(&view(), &post), general(&post, text::thread_info(LANG, &nowhere)));
    let post = from_vet(words("/threadinfo"));
    let nobodys = ThreadInfo { thread: Some(THREAD), ..nowhere };
    assert_eq!(wrote(&view(), &post), general(&post, text::thread_info(LANG, &nobodys)));
    let hers = ThreadInfo { client: Some((OLENA, "Олена")), ticket: Some(TicketId(3)), ..nobodys };
    assert_eq!(wrote(&known(), &post)[2], under(90, text::thread_info(LANG, &hers)));
}

fn told(audience: Audience, lang: Lang) -> Effect {
    tell(Lane::Now, What::Commands(audience, lang))
}

fn started(view: &View<'_>) -> Vec<Effect> {
    decide(view, &Event::Started, NOW)
}

#[test]
fn a_fresh_start_tells_every_list() {
    let expected = [
        Effect::Ask(Question::Admins),
        Effect::Ask(Question::Icons),
        told(Audience::Group, Lang::Uk),
        told(Audience::Group, Lang::En),
        told(Audience::Private, Lang::Uk),
        told(Audience::Private, Lang::En),
    ];
    assert_eq!(started(&view()), expected);
}

#[test]
fn a_list_that_telegram_has_or_that_waits_is_not_told_again() {
    let all = View { icons_known: true, command_lists: CommandList::all(view().policy).to_vec(), ..view() };
    let admins = Effect::Ask(Question::Admins);
    assert_eq!(started(&all), std::slice::from_ref(&admins));
    let mut changed = all.clone();
    changed.command_lists[2].commands.pop();
    assert_eq!(started(&changed), [admins.clone(), told(Audience::Private, Lang::Uk)]);
    changed.command_lists_queued = vec![(Audience::Private, Lang::Uk)];
    assert_eq!(started(&changed), [admins]);
}

#[test]
fn another_language_of_the_clinic_makes_other_lists() {
    let english = Policy { lang: Lang::En, ..POLICY.clone() };
    let lists = CommandList::all(view().policy).to_vec();
    let view = View { icons_known: true, command_lists: lists, ..View::new(&english) };
    assert_eq!(started(&view).len(), 1 + 4, "who sees a list without asking for its language has changed");
}

#[test]
fn the_lists_are_short_and_as_telegram_takes_them() {
    for list in CommandList::all(view().policy) {
        let most = if list.audience == Audience::Group { 13 } else { 4 };
        assert!(list.commands.len() <= most, "{list:?}");
        assert_eq!(list.default, list.lang == LANG);
        for (name, about) in &list.commands {
            assert!(name.chars().all(|c| c.is_ascii_lowercase() || c == '_'), "{name}");
            assert!((3..=60).contains(&about.chars().count()), "{about}");
        }
    }
}

#[test]
fn enote_stands_in_the_list_of_a_clinic_that_has_it() {
    for (enote, listed) in [(None, false), (Some(ContractField::Auto), true)] {
        let policy = Policy { enote, ..view().policy.clone() };
        let named = |list: &CommandList| list.commands.iter().any(|(name, _)| name == "enote_link");
        let lists = CommandList::all(&policy);
        let group: Vec<bool> =
            lists.iter().filter(|list| list.audience == Audience::Group).map(named).collect();
        assert_eq!(group, [listed; 2]);
        assert!(!lists.iter().any(|list| list.audience == Audience::Private && named(list)));
    }
}

#[test]
fn a_list_that_was_told_is_remembered_and_one_that_was_refused_is_not() {
    let view = of_row(row(Lane::Now, What::Commands(Audience::Group, Lang::En)), &[]);
    let list = CommandList::of(Audience::Group, Lang::En, view.policy);
    let fine = Outcome::Done(Answer::Fine);
    assert_eq!(ended(&view, fine), [remember(Fact::CommandsTold(list)), done()]);
    assert_eq!(ended(&view, refusal(Why::Other)), [done()]);
    let at = pwparents::model::Millis(NOW.0 + 250);
    assert_eq!(ended(&view, Outcome::Unknown), [again(at, true)]);
}

#[test]
fn another_group_gets_no_help() {
    let post = Post { key: super::key(ChatId(-5), 90), ..in_general("/help") };
    assert_eq!(wrote(&view(), &post), []);
}
