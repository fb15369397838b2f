//! A topic as a resource: adopted when its opening went unheard, and only then.

use pwparents::model::{ChatId, ThreadId, UserId};
use pwparents::relay::decide;
use pwparents::relay::effect::{Effect, Fact, Lane, TopicFact, What};
use pwparents::relay::event::{Appeared, Event};
use pwparents::relay::view::View;

use super::{BOT, GROUP, NOTHING, NOW, OLENA, VET, done, known, remember, row, view};

/// The topic that was just opened in the group.
fn appeared(view: &View<'_>, chat: ChatId, by: UserId) -> Vec<Effect> {
    let appeared = Appeared { chat, thread: ThreadId(300), name: "Олена".to_owned(), by };
    decide(view, &Event::TopicAppeared(appeared), NOW)
}

fn opening() -> View<'static> {
    let row = row(Lane::Topic(OLENA), What::OpenTopic { name: "Олена".to_owned() });
    View { row: Some(row), ..known() }
}

#[test]
fn a_topic_of_the_bots_own_making_is_adopted_by_the_opening_that_waits() {
    let open = remember(Fact::Topic(OLENA, TopicFact::Open(GROUP, ThreadId(300))));
    assert_eq!(appeared(&opening(), GROUP, BOT), [open, done()]);
}

#[test]
fn a_topic_that_is_known_or_that_nobody_waits_for_is_left_alone() {
    assert_eq!(appeared(&View { topic_known: true, ..opening() }, GROUP, BOT), NOTHING);
    assert_eq!(appeared(&view(), GROUP, BOT), NOTHING);
}

#[test]
fn a_topic_of_staff_or_in_another_group_is_nobodys() {
    assert_eq!(appeared(&opening(), GROUP, VET), NOTHING);
    assert_eq!(appeared(&opening(), ChatId(-7), BOT), NOTHING);
}
