//! A call ended: link the two messages, climb down the ladder, wait, or tell staff.

use crate::model::{ChatId, ClientId, Delivery, MessageId, Millis, MsgKey, SECOND, UserId};
use crate::relay::commands::CommandList;
use crate::relay::desk::{canned, delete};
use crate::relay::effect::{
    Action, Body, Button, Direction, Does, Effect, Fact, Keys, Label, Lane, Pause, Question, Tell, TopicFact,
    What,
};
use crate::relay::event::{Answer, Due, Outcome, Refusal, Why};
use crate::relay::ladder::{self, Step};
use crate::relay::view::{Row, Stored, View};
use crate::relay::{group, mend, react, timer, topic};
use crate::text::{self, Text, Unreachable};

/// How long a topic whose opening went unheard may still appear by itself, in milliseconds.
pub const TOPIC_MAY_APPEAR: i64 = 5 * SECOND;
/// The waits between tries after a failure that is nobody's refusal, in milliseconds.
const WAITS: [i64; 6] = [SECOND, 2 * SECOND, 4 * SECOND, 8 * SECOND, 16 * SECOND, 30 * SECOND];
/// The wait where a minute is all there is.
const SHORT_WAIT: i64 = SECOND / 4;
/// The wait for what staff have to put right first, in milliseconds.
const STAFF_WAIT: i64 = 60 * SECOND;

/// What follows from the outcome of the view's row. A row that is not there any more was settled by
/// something else meanwhile.
pub(super) fn ended(view: &View<'_>, outcome: &Outcome, now: Millis) -> Vec<Effect> {
    let Some(row) = &view.row else { return Vec::new() };
    match outcome {
        Outcome::Done(answer) => done(view, row, answer, now),
        _ if group::outlived(view, row) => vec![finished(row)],
        Outcome::NotSent => vec![again(row, now.plus(wait(row)), false)],
        Outcome::Later(ms) => later(view, row, now.plus(*ms)),
        Outcome::Unknown => vec![in_doubt(row, now)],
        Outcome::ChatShut(why) => group::refused(view, row, *why, now),
        Outcome::Moved(to) => {
            let look = Effect::Remember(Fact::Deadline(Due::GroupCheck, now));
            vec![group::is_now(*to), look, again(row, now, false)]
        }
        Outcome::Refused(refusal) => refused(view, row, refusal, now),
        Outcome::Void => delete::void(view, row),
    }
}

fn done(view: &View<'_>, row: &Row, answer: &Answer, now: Millis) -> Vec<Effect> {
    if let Some(stray) = group::stray(view, row, answer, now) {
        return stray;
    }
    group::proven(view, row, answer).into_iter().chain(carried_out(view, row, answer, now)).collect()
}

fn carried_out(view: &View<'_>, row: &Row, answer: &Answer, now: Millis) -> Vec<Effect> {
    match (&row.what, answer) {
        (What::Relay { .. }, Answer::Sent { ids, .. }) => relayed(view, row, ids, now),
        (What::Relay { .. }, _) => relayed(view, row, &[], now),
        (What::Say { body, label, .. }, Answer::Sent { ids, .. }) => {
            let told = told(row.lane, body, *label);
            told.into_iter().chain(said(view, row, *label, ids)).collect()
        }
        (What::Offer { .. }, Answer::Sent { ids, .. }) => said(view, row, None, ids),
        (What::Card, Answer::Sent { ids, .. }) => card_shown(view, row, ids),
        (What::OpenTopic { .. }, Answer::Topic(thread)) => opened(view, row, *thread),
        // Opened, says Telegram, but not which: its own update will tell.
        (What::OpenTopic { .. }, _) => vec![in_doubt(row, now)],
        (What::Commands(audience, lang), _) => {
            let list = CommandList::of(*audience, *lang, view.policy);
            vec![Effect::Remember(Fact::CommandsTold(list)), finished(row)]
        }
        (What::Unsend { .. }, _) => delete::done(view, row),
        (What::Ask(_), answer) => group::answered(view, row, answer, now),
        (
            What::Say { .. }
            | What::Offer { .. }
            | What::Rekey { .. }
            | What::Revise { .. }
            | What::Card
            | What::Pin
            | What::Unpin
            | What::Dress
            | What::React { .. }
            | What::Mirror { .. }
            | What::Mend { .. }
            | What::Halt { .. }
            | What::Rewrite { .. }
            | What::Remove(_)
            | What::Answer { .. },
            _,
        ) => vec![finished(row)],
    }
}

fn relayed(view: &View<'_>, row: &Row, ids: &[MessageId], now: Millis) -> Vec<Effect> {
    let delivery = if row.unknown > 0 { Delivery::PossiblyTwice } else { Delivery::Sent };
    let mut effects = Vec::new();
    // Fewer copies than parts: which are missing cannot be told, so none is linked.
    let short = !ids.is_empty() && ids.len() < view.carried.len();
    if !short && !ids.is_empty() {
        let chat = destination(view, row);
        effects.push(Effect::Remember(Fact::Linked { row: row.id, chat, ids: ids.to_vec() }));
    }
    effects.push(Effect::Remember(Fact::Delivery(row.id, delivery)));
    effects.push(finished(row));
    effects.extend(react::mirrors(view));
    if let Some((Lane::Out(client), first)) = view.carried.first().map(|first| (row.lane, first)) {
        if short {
            let line = text::refused_some(view.policy.lang, ids.len(), view.carried.len());
            effects.push(under(first, client, topic::saying(line, None)));
        }
        let news = text::delivered(view.policy.lang, &view.policy.zone(), now);
        effects.extend(settled(view, client, first, &news));
    }
    effects
}

/// What staff were told about this message, or about waiting ones, is brought up to date.
fn settled(view: &View<'_>, client: ClientId, first: &Stored, news: &Text) -> Vec<Effect> {
    let mut effects = Vec::new();
    if view.refusal_said {
        effects.extend(revise(client, Label::Refused(first.id), news.clone()));
    }
    if view.late_said && view.oldest_out.is_none() {
        effects.extend(revise(client, Label::Late(client), news.clone()));
    }
    effects
}

/// Brings a line up to date for the last time.
pub(super) fn revise(client: ClientId, label: Label, text: Text) -> [Effect; 2] {
    [
        Effect::Tell(Tell::new(topic::desk(client), What::Revise { label, text, buttons: Vec::new() })),
        Effect::Remember(Fact::Forgotten(label)),
    ]
}

fn said(view: &View<'_>, row: &Row, label: Option<Label>, ids: &[MessageId]) -> Vec<Effect> {
    let chat = destination(view, row);
    let client = row.lane.client();
    let found = ids
        .first()
        .map(|&message| Effect::Remember(Fact::Said { label, client, key: MsgKey { chat, message } }));
    found.into_iter().chain([finished(row)]).collect()
}

/// What a client was told by the bot itself stands in their history. A summons goes to a member of staff.
fn told(lane: Lane, body: &Body, label: Option<Label>) -> Option<Effect> {
    let Lane::Out(client) = lane else { return None };
    if matches!(label, Some(Label::Summons(..))) {
        return None;
    }
    let words = match body {
        Body::Ours(text) => text.as_str(),
        Body::Theirs(styled) => &styled.text,
    };
    Some(Effect::Remember(Fact::Told(client, words.to_owned())))
}

/// The card was sent for the first time, so it is pinned.
fn card_shown(view: &View<'_>, row: &Row, ids: &[MessageId]) -> Vec<Effect> {
    let label = row.lane.client().map(Label::Card);
    let mut effects = said(view, row, label, ids);
    effects.push(Effect::Tell(Tell::new(row.lane, What::Pin)));
    effects
}

fn opened(view: &View<'_>, row: &Row, thread: crate::model::ThreadId) -> Vec<Effect> {
    let open = TopicFact::Open(view.group.id, thread);
    let client = row.lane.client();
    let fact = client.map(|client| Effect::Remember(Fact::Topic(client, open)));
    fact.into_iter().chain([finished(row)]).collect()
}

/// Where a lane's messages land.
fn destination(view: &View<'_>, row: &Row) -> ChatId {
    match row.lane {
        Lane::Out(client) => client.chat(),
        Lane::In(_)
        | Lane::Desk(_)
        | Lane::Card(_)
        | Lane::Look(_)
        | Lane::Moves(_)
        | Lane::React(_)
        | Lane::Topic(_)
        | Lane::Now => view.group.id,
    }
}

fn later(view: &View<'_>, row: &Row, until: Millis) -> Vec<Effect> {
    let pause = match row.lane {
        Lane::Topic(_) | Lane::Look(_) => Some(Pause::Topics),
        Lane::In(_) | Lane::Out(_) | Lane::Desk(_) | Lane::Card(_) | Lane::Moves(_) => {
            Some(Pause::Chat(destination(view, row)))
        }
        Lane::React(_) | Lane::Now => None,
    };
    let pause = pause.map(|pause| Effect::Remember(Fact::Pause(pause, until)));
    pause.into_iter().chain([again(row, until, false)]).collect()
}

/// The call may have been carried out. A message is sent again, and marked; a topic is waited for.
fn in_doubt(row: &Row, now: Millis) -> Effect {
    match row.what {
        What::OpenTopic { .. } => Effect::Remember(Fact::RowAfterPoll(row.id, now.plus(TOPIC_MAY_APPEAR))),
        What::Relay { .. }
        | What::Say { .. }
        | What::Offer { .. }
        | What::Rekey { .. }
        | What::Revise { .. }
        | What::Card
        | What::Pin
        | What::Unpin
        | What::Dress
        | What::React { .. }
        | What::Mirror { .. }
        | What::Mend { .. }
        | What::Halt { .. }
        | What::Rewrite { .. }
        | What::Unsend { .. }
        | What::Remove(_)
        | What::Answer { .. }
        | What::Commands(..)
        | What::Ask(_) => again(row, now.plus(wait(row)), true),
    }
}

/// How long a row waits before it is tried again.
pub(super) fn wait(row: &Row) -> i64 {
    if row.lane == Lane::Now {
        return SHORT_WAIT.max(WAITS[0] * i64::from(row.attempt > 3));
    }
    let step = usize::try_from(row.attempt.saturating_sub(1)).unwrap_or(usize::MAX);
    WAITS[step.min(WAITS.len() - 1)]
}

pub(super) fn again(row: &Row, at: Millis, unknown: bool) -> Effect {
    Effect::Remember(Fact::RowAgain { row: row.id, at, unknown })
}

pub(super) fn finished(row: &Row) -> Effect {
    Effect::Remember(Fact::RowDone(row.id))
}

fn refused(view: &View<'_>, row: &Row, refusal: &Refusal, now: Millis) -> Vec<Effect> {
    match &row.what {
        What::Relay { .. } if refusal.why == Why::NoTopicRights && row.lane.into_topic() => {
            no_rights(view, row, now)
        }
        What::Relay { rung, .. } => {
            match ladder::refused(view.policy.lang, row, rung, &view.carried, refusal) {
                Step::Down(rung) => vec![Effect::Remember(Fact::RowRung(row.id, rung))],
                Step::Unanswered => vec![Effect::Remember(Fact::RowUnanswered(row.id))],
                Step::Split => vec![Effect::Remember(Fact::RowSplit(row.id))],
                Step::Parts(parts) => vec![Effect::Remember(Fact::RowParts(row.id, parts))],
                Step::TopicGone => group::topic_gone(view, row, now),
                Step::Fail => failed(view, row, refusal),
            }
        }
        What::Say { .. } => say_refused(view, row, refusal, now),
        What::Offer { .. } => canned::refused(view, row, refusal, now),
        What::Card => card_refused(view, row, refusal, now),
        What::Dress if refusal.why == Why::ThreadGone => group::topic_gone(view, row, now),
        What::Revise { label: Label::Errand(_), .. } => errand_unseen(row, refusal),
        What::Mend { of, .. } | What::Rewrite { of, .. } => mend::refused(view, row, *of, refusal),
        What::Unsend { .. } => delete::refused(view, row, refusal),
        What::OpenTopic { .. } if refusal.why == Why::NoTopicRights => no_rights(view, row, now),
        // A topic is never given up: everything the client wrote waits for it. And a question that is
        // refused for a reason of its own says nothing about the group.
        What::OpenTopic { .. } | What::Ask(Question::Forum | Question::Rights) => {
            vec![again(row, now.plus(STAFF_WAIT), false)]
        }
        What::Ask(Question::Icons | Question::Admins)
        | What::Rekey { .. }
        | What::Revise { .. }
        | What::Pin
        | What::Unpin
        | What::Dress
        | What::React { .. }
        | What::Mirror { .. }
        | What::Halt { .. }
        | What::Remove(_)
        | What::Commands(..)
        | What::Answer { .. } => vec![finished(row)],
    }
}

fn no_rights(view: &View<'_>, row: &Row, now: Millis) -> Vec<Effect> {
    let mut effects = vec![again(row, now.plus(STAFF_WAIT), false)];
    effects.extend(timer::tell_rights(view, now));
    effects
}

pub(super) fn say_refused(view: &View<'_>, row: &Row, refusal: &Refusal, now: Millis) -> Vec<Effect> {
    let why = refusal.why;
    if row.lane.into_topic() && why == Why::ReplyGone && row.targeted {
        return vec![Effect::Remember(Fact::RowUnanswered(row.id))];
    }
    if row.lane.into_topic() && matches!(why, Why::ReplyGone | Why::ThreadGone) {
        return group::topic_gone(view, row, now);
    }
    if row.lane.into_topic() && why == Why::NoTopicRights {
        return no_rights(view, row, now);
    }
    if let What::Say { label: Some(Label::Summons(client, member)), .. } = row.what {
        return vec![finished(row), not_summoned(view, client, member)];
    }
    unreachable(row).filter(|_| is_unreachable(why)).into_iter().chain([finished(row)]).collect()
}

/// The member cannot be reached in private, so the topic says so.
fn not_summoned(view: &View<'_>, client: ClientId, member: UserId) -> Effect {
    let name = view.staff.iter().find(|known| known.id == member).map_or("?", |known| &known.name);
    topic::say(topic::desk(client), text::not_summoned(view.policy.lang, name), None)
}

/// A card that staff deleted is shown anew.
fn card_refused(view: &View<'_>, row: &Row, refusal: &Refusal, now: Millis) -> Vec<Effect> {
    match (refusal.why, row.lane.client()) {
        (Why::EditGone, Some(client)) => {
            vec![Effect::Remember(Fact::Forgotten(Label::Card(client))), again(row, now, false)]
        }
        _ => say_refused(view, row, refusal, now),
    }
}

/// What Enote answered must be seen: where staff deleted what was to become it, it is said anew.
fn errand_unseen(row: &Row, refusal: &Refusal) -> Vec<Effect> {
    let What::Revise { label, text, buttons } = &row.what else { return vec![finished(row)] };
    if refusal.why != Why::EditGone {
        return vec![finished(row)];
    }
    let keys = Keys::Inline(buttons.clone());
    let what = What::Say { body: Body::Ours(text.clone()), keys, label: Some(*label) };
    vec![finished(row), Effect::Tell(Tell::new(row.lane, what))]
}

/// Nothing is left to try: whoever needs to know is told.
fn failed(view: &View<'_>, row: &Row, refusal: &Refusal) -> Vec<Effect> {
    let mut effects = vec![Effect::Remember(Fact::Delivery(row.id, Delivery::Failed)), finished(row)];
    let Some(first) = view.carried.first() else { return effects };
    match first.direction {
        Direction::Out => {
            effects.extend(unreachable(row).filter(|_| is_unreachable(refusal.why)));
            effects.extend(settled(view, first.client, first, &text::not_delivered(view.policy.lang)));
            effects.push(under(first, first.client, refusal_line(view, row, first, refusal)));
        }
        Direction::In => {
            let name = view.client.as_ref().map_or_else(String::new, |client| client.name.clone());
            let line = text::not_shown(view.policy.lang, &name, &refusal.words);
            effects.push(topic::say(Lane::Desk(None), line, None));
        }
    }
    effects
}

fn is_unreachable(why: Why) -> bool {
    matches!(why, Why::Blocked | Why::Deactivated)
}

/// The client cannot be reached: the next refusal by Telegram is no news.
fn unreachable(row: &Row) -> Option<Effect> {
    let client = row.lane.client()?;
    Some(Effect::Remember(Fact::Blocked(client, true)))
}

/// The line under the message that was refused, with the button that tries it again.
fn refusal_line(view: &View<'_>, row: &Row, first: &Stored, refusal: &Refusal) -> What {
    let lang = view.policy.lang;
    let phone = view.client.as_ref().and_then(|client| client.phones.to_call());
    let phone = phone.as_deref();
    let text = match refusal.why {
        Why::Blocked => text::refused_unreachable(lang, Unreachable::Blocked, phone),
        Why::Deactivated => text::refused_unreachable(lang, Unreachable::Deactivated, phone),
        Why::NeverStarted => text::refused_unreachable(lang, Unreachable::NeverStarted, phone),
        Why::ReplyGone
        | Why::QuoteGone
        | Why::ThreadGone
        | Why::NoTopicRights
        | Why::AlreadySo
        | Why::EditGone
        | Why::OtherKind
        | Why::Other => text::refused(lang, &refusal.words),
    };
    // An earlier try may have been carried out, so the client may have it all the same.
    let text = if row.unknown > 0 { text::refused_in_doubt(lang, &text) } else { text };
    let does = Does::Press(Action::Retry(first.id));
    let button = Button { text: text::retry_button(lang), does };
    let label = Some(Label::Refused(first.id));
    What::Say { body: Body::Ours(text), keys: Keys::Inline(vec![vec![button]]), label }
}

/// Something said in the topic under a message of staff.
fn under(message: &Stored, client: ClientId, what: What) -> Effect {
    Effect::Tell(Tell::new(topic::desk(client), what).answering(message.key.message))
}
