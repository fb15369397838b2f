//! The support group as a whole: it moves, refuses, loses its topics, and comes back. A topic is
//! replaced only on what it refuses between two words of the group that it still is a forum.

use crate::model::{ChatId, MINUTE, MessageId, Millis, MsgKey, Person, SECOND};
use crate::relay::commands::CommandList;
use crate::relay::effect::{Effect, Fact, GroupFact, Lane, Question, Tell, TopicFact, What};
use crate::relay::event::{Answer, Due, Moved, Post, Shut, Standing};
use crate::relay::receipt::{again, finished, wait};
use crate::relay::topic;
use crate::relay::view::{Row, TopicState, View};
use crate::text;

/// How often a group in good health is looked at, in milliseconds: a plain copy that lands outside its
/// topic says nothing, and Telegram sends no update when topics are switched off.
const HEALTHY: i64 = 10 * MINUTE;
/// The first wait before a shut group is looked at again; it doubles up to [`HEALTHY`].
const SHUT_FIRST: i64 = 30 * SECOND;
/// For how long a first refusal counts, in milliseconds: long after it, the next one is the first again.
const DOUBT: i64 = 10 * MINUTE;

/// The bot has just been started. Whoever looks after the group works here, even if they never wrote in it.
pub(super) fn started(view: &View<'_>) -> Vec<Effect> {
    let icons = (!view.icons_known).then_some(Effect::Ask(Question::Icons));
    let lists = CommandList::all(view.policy).into_iter().filter(|list| !view.command_lists.contains(list));
    let missing = lists
        .map(|list| (list.audience, list.lang))
        .filter(|list| !view.command_lists_queued.contains(list))
        .map(|(audience, lang)| Effect::Tell(Tell::new(Lane::Now, What::Commands(audience, lang))));
    [Effect::Ask(Question::Admins)].into_iter().chain(icons).chain(missing).collect()
}

/// The group has a new id.
pub(super) fn moved(view: &View<'_>, moved: &Moved, now: Millis) -> Vec<Effect> {
    if moved.from != view.group.id {
        return Vec::new();
    }
    // What waits for topics of the old one gets new ones as soon as this one has said that it can have them.
    vec![is_now(moved.to), Effect::Remember(Fact::Deadline(Due::GroupCheck, now))]
}

/// The group's id from now on.
pub(super) fn is_now(id: ChatId) -> Effect {
    Effect::Remember(Fact::Group(GroupFact::Is(id)))
}

/// A message in the group shows whether it still has topics.
pub(super) fn seen(view: &View<'_>, post: &Post) -> Vec<Effect> {
    let news = post.forum == (view.group.shut == Some(Shut::NotForum));
    if news { ask(view, Question::Forum) } else { Vec::new() }
}

/// The bot's own place in the group changed.
pub(super) fn standing(view: &View<'_>, standing: &Standing, now: Millis) -> Vec<Effect> {
    if standing.chat != view.group.id {
        return Vec::new();
    }
    match (standing.inside, view.group.shut) {
        (false, None) => shut(view, Shut::NoAccess, now),
        (false, Some(_)) => Vec::new(),
        // Whatever waits for a right need not wait for its next try.
        (true, _) => vec![Effect::Remember(Fact::Deadline(Due::GroupCheck, now))],
    }
}

/// A call was refused because of the group as a whole: the row waits until the group is back.
pub(super) fn refused(view: &View<'_>, row: &Row, why: Shut, now: Millis) -> Vec<Effect> {
    if matches!(row.what, What::Ask(_)) {
        return unanswered(view, row, now);
    }
    // What a shut group does not hold back would be made again at once, over and over.
    let topics_off = view.group.shut == Some(Shut::NotForum);
    let passes =
        matches!(row.lane, Lane::Now | Lane::React(_)) || (row.lane == Lane::Desk(None) && topics_off);
    let at = if passes { now.plus(SHUT_FIRST) } else { now };
    let mut effects = vec![again(row, at, false)];
    effects.extend(shut(view, why, now));
    effects
}

fn shut(view: &View<'_>, why: Shut, now: Millis) -> Vec<Effect> {
    if view.group.shut.is_some() {
        return Vec::new();
    }
    let mut effects = vec![
        Effect::Remember(Fact::Group(GroupFact::Shut(why))),
        Effect::Remember(Fact::Deadline(Due::GroupCheck, now.plus(SHUT_FIRST))),
    ];
    if why == Shut::NotForum {
        effects.push(topic::say(Lane::Desk(None), text::group_not_forum(view.policy.lang), None));
    }
    effects
}

/// A write into a topic says that it is gone. Only the current topic counts, and only the group's own word makes it
/// so, given once before that write and once behind it: a refusal may be heard long after topics were off for a
/// moment. A word that is on its way already may be older than the refusal, so that is tried again behind it.
pub(super) fn topic_gone(view: &View<'_>, row: &Row, now: Millis) -> Vec<Effect> {
    let current = view.topic.state == TopicState::Open && view.topic.thread == row.thread;
    if current && view.group.asked {
        return vec![again(row, now.plus(wait(row)), false)];
    }
    if outlived(view, row) {
        return vec![finished(row)];
    }
    let mut effects = vec![again(row, Millis(0), false)];
    let older = view.topic.doubted.zip(row.claimed).is_some_and(|(word, call)| call < word);
    if let Some(client) = row.lane.client().filter(|_| current && !older) {
        if view.topic.doubted.is_some_and(|word| now.since(word) > DOUBT) {
            effects.push(Effect::Remember(Fact::Topic(client, TopicFact::Cleared)));
        }
        effects.push(Effect::Remember(Fact::Topic(client, TopicFact::Suspect)));
        effects.extend(ask(view, Question::Forum));
    }
    effects
}

/// What was meant for a topic and landed elsewhere is taken away again, and the topic suspected.
pub(super) fn stray(view: &View<'_>, row: &Row, answer: &Answer, now: Millis) -> Option<Vec<Effect>> {
    let Answer::Sent { ids, thread: Some(landed) } = answer else { return None };
    if !row.lane.into_topic() || *landed == row.thread {
        return None;
    }
    let chat = view.group.id;
    let remove =
        |&message: &MessageId| Effect::Tell(Tell::new(Lane::Now, What::Remove(MsgKey { chat, message })));
    Some(ids.iter().map(remove).chain(topic_gone(view, row, now)).collect())
}

/// What has landed in a topic that was doubted proves that it stands.
pub(super) fn proven(view: &View<'_>, row: &Row, answer: &Answer) -> Option<Effect> {
    let landed = matches!(answer, Answer::Sent { thread: Some(_), .. }) && row.lane.into_topic();
    let client = row.lane.client().filter(|_| landed && view.topic.thread == row.thread);
    let client = client.filter(|_| view.topic.doubted.is_some());
    client.map(|client| Effect::Remember(Fact::Topic(client, TopicFact::Cleared)))
}

/// Whether a row has outlived its topic.
pub(super) fn outlived(view: &View<'_>, row: &Row) -> bool {
    view.topic.state == TopicState::Dead && row.what.goes_with_topic(row.lane)
}

/// Time to look at the group.
pub(super) fn check(view: &View<'_>) -> Vec<Effect> {
    ask(view, Question::Forum)
}

fn ask(view: &View<'_>, question: Question) -> Vec<Effect> {
    if view.group.asked {
        return Vec::new();
    }
    vec![Effect::Ask(question)]
}

/// The group answered.
pub(super) fn answered(view: &View<'_>, row: &Row, answer: &Answer, now: Millis) -> Vec<Effect> {
    match (answer, view.group.shut) {
        (Answer::Chat { forum: false }, _) => closed(view, row, Shut::NotForum, now),
        (Answer::Chat { forum: true }, Some(Shut::NoAccess)) => {
            vec![finished(row), Effect::Ask(Question::Rights)]
        }
        (Answer::Member { inside: false, .. }, _) => closed(view, row, Shut::NoAccess, now),
        (Answer::Chat { forum: true } | Answer::Member { inside: true, .. }, _) => open(view, row, now),
        (Answer::Icons(icons), _) => {
            vec![Effect::Remember(Fact::Icons(icons.clone())), finished(row)]
        }
        (Answer::Admins(people), _) => {
            let inside = |person: &Person| Effect::Remember(Fact::StaffInside(person.clone(), true));
            people.iter().map(inside).chain([finished(row)]).collect()
        }
        (Answer::Sent { .. } | Answer::Topic(_) | Answer::Fine, _) => unanswered(view, row, now),
    }
}

/// The question was refused: the group is out of reach.
pub(super) fn unanswered(view: &View<'_>, row: &Row, now: Millis) -> Vec<Effect> {
    closed(view, row, Shut::NoAccess, now)
}

fn closed(view: &View<'_>, row: &Row, why: Shut, now: Millis) -> Vec<Effect> {
    let mut effects = vec![finished(row)];
    for suspect in view.suspects.iter().filter(|suspect| !suspect.dead) {
        effects.push(Effect::Remember(Fact::Topic(suspect.client.id, TopicFact::Cleared)));
    }
    if view.group.shut.is_some() {
        let wait = SHUT_FIRST.saturating_mul(1 << view.group.checks.min(8)).min(HEALTHY);
        effects.push(Effect::Remember(Fact::Group(GroupFact::StillShut)));
        effects.push(Effect::Remember(Fact::Deadline(Due::GroupCheck, now.plus(wait))));
    } else {
        effects.extend(shut(view, why, now));
    }
    effects
}

/// The group is a forum and takes messages. Suspected topics that it said so of before are gone indeed, and replaced
/// where something waits for them; the others are tried once more.
fn open(view: &View<'_>, row: &Row, now: Millis) -> Vec<Effect> {
    let mut effects =
        vec![finished(row), Effect::Remember(Fact::Deadline(Due::GroupCheck, now.plus(HEALTHY)))];
    if view.group.shut.is_some() {
        effects.push(Effect::Remember(Fact::Group(GroupFact::Open)));
    }
    for suspect in &view.suspects {
        if !suspect.dead {
            let fact = if suspect.doubted { TopicFact::Dead } else { TopicFact::Doubted };
            effects.push(Effect::Remember(Fact::Topic(suspect.client.id, fact)));
        }
        if suspect.waiting && (suspect.dead || suspect.doubted) {
            effects.extend(topic::open(&suspect.client));
        }
    }
    effects
}
