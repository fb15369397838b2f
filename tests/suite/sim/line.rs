//! A bot that runs, move by move: what its threads do is done here one thing after the other, in any order
//! that they could have done it in. A crash may fall between any two moves.

use super::office::Questions;
use super::{Mistake, Sim, TOKEN};
use pwparents::engine::{Committed, Engine, Input};
use pwparents::inbox::{self, Asking, batch};
use pwparents::model::{Limits, RowId};
use pwparents::outbox::Schedule;
use pwparents::relay::event::{Ended, Event, Outcome};
use pwparents::sandbox::{Delivery, PollId, PollStart, Verdict, World};
use pwparents::store::claimed::Job;
use pwparents::store::{Claimed, Loaded};
use pwparents::telegram::{call_for, outcome};
use serde_json::{Map, Value, json};
use std::collections::VecDeque;

/// How long a batch that the database refused is held before it is tried again, as the engine's thread does.
const HOLD: i64 = 250;

/// What a running bot can do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Move {
    /// Try again what the database refused.
    Retry,
    /// Make a call that was claimed.
    Call,
    /// Hand in how a call ended.
    Deliver,
    /// Commit what a poll brought.
    TakeIn,
    /// Begin a poll, or look at one.
    Poll,
    /// Claim the rows whose turn it is.
    Claim,
    /// Let fall due what is due.
    FallDue,
    /// Let Enote answer.
    Answer,
}

impl Move {
    /// All of them, in the order in which they are usually made.
    pub const ALL: [Self; 8] = [
        Self::Retry,
        Self::Call,
        Self::Deliver,
        Self::TakeIn,
        Self::Poll,
        Self::Claim,
        Self::FallDue,
        Self::Answer,
    ];
}

/// A bot that runs.
pub(super) struct Running {
    pub(super) engine: Engine,
    pub(super) schedule: Schedule,
    offset: Option<i64>,
    polls: Asking,
    poll: Option<Poll>,
    /// After a poll that failed, the next one waits.
    poll_after: i64,
    hurry: bool,
    polled_once: bool,
    batches: VecDeque<Batch>,
    held: Option<Held>,
    claimed: VecDeque<Claimed>,
    answers: Vec<Answer>,
    pub(super) questions: Questions,
}

struct Poll {
    asked: inbox::Poll,
    id: PollId,
}

/// What a poll brought, not committed yet.
struct Batch {
    inputs: Vec<Input>,
    /// The offset to ask for once it is.
    next: Option<i64>,
}

/// What the database refused.
struct Held {
    inputs: Vec<Input>,
    next: Option<i64>,
    until: i64,
}

/// The answer to a call, on its way.
struct Answer {
    at: i64,
    row: RowId,
    outcome: Outcome,
}

impl Running {
    pub(super) fn new(engine: Engine, limits: Limits, loaded: &Loaded, first: Committed) -> Self {
        let mut running = Self {
            schedule: Schedule::new(limits, loaded),
            engine,
            offset: None,
            polls: Asking::default(),
            poll: None,
            poll_after: 0,
            hurry: true,
            polled_once: false,
            batches: VecDeque::new(),
            held: None,
            claimed: VecDeque::new(),
            answers: Vec::new(),
            questions: Questions::default(),
        };
        running.take_in(first);
        running
    }

    /// Its connections are closed.
    pub(super) fn hang_up(self, world: &mut World) {
        if let Some(poll) = self.poll {
            world.poll_cancel(poll.id);
        }
    }

    /// Whether nothing is under way but a poll.
    pub(super) fn is_idle(&self) -> bool {
        self.batches.is_empty() && self.held.is_none() && self.claimed.is_empty() && self.answers.is_empty()
    }

    fn take_in(&mut self, mut committed: Committed) {
        self.questions.take_in(&mut committed);
        self.hurry = committed.hurry;
        if let Some(group) = committed.group {
            self.schedule.group(group);
        }
        for row in committed.dropped {
            self.schedule.dropped(row);
        }
        for (lane, head) in committed.heads {
            self.schedule.head(lane, head);
        }
        self.claimed.extend(committed.claimed);
    }
}

impl Sim {
    /// Whether the bot runs, and waits for nothing but updates and the time.
    pub fn is_idle(&self) -> bool {
        self.running.as_ref().is_some_and(Running::is_idle)
    }

    /// The next moment at which something happens by itself, by Telegram's clock.
    pub(super) fn next_moment(&self) -> Option<i64> {
        let running = self.running.as_ref()?;
        if let Some(held) = &running.held {
            return Some(held.until);
        }
        let wake = running.schedule.wake(self.clock()).map(|at| at.0.saturating_sub(self.skew));
        let due = running.engine.next_due().map(|at| at.0.saturating_sub(self.skew));
        let answers = running.answers.iter().map(|answer| answer.at);
        let poll = match &running.poll {
            Some(poll) => Some(self.world.poll_deadline(poll.id)),
            None => Some(running.poll_after).filter(|at| *at > self.now),
        };
        [wake, due, poll].into_iter().flatten().chain(answers).min()
    }

    /// Makes this move; false if it cannot be made now. While the engine holds what the database refused, it
    /// takes nothing else.
    pub(super) fn make(&mut self, running: &mut Running, one: Move, pick: usize) -> bool {
        match one {
            Move::Retry => self.retry(running),
            Move::Call => self.make_call(running, pick),
            _ if running.held.is_some() => false,
            Move::Deliver => self.deliver(running, pick),
            Move::TakeIn => self.take_in(running),
            Move::Poll => self.poll(running),
            Move::Claim => self.claim(running),
            Move::FallDue => self.fall_due(running),
            Move::Answer => self.answer(running),
        }
    }

    fn deliver(&mut self, running: &mut Running, pick: usize) -> bool {
        let come: Vec<usize> =
            (0..running.answers.len()).filter(|index| running.answers[*index].at <= self.now).collect();
        if come.is_empty() {
            return false;
        }
        let answer = running.answers.remove(come[pick % come.len()]);
        running.schedule.ended(answer.row, &answer.outcome, self.clock());
        let ended = Event::Ended(Ended { row: answer.row, outcome: answer.outcome });
        self.handle(running, vec![Input::Happened(ended)], None);
        true
    }

    fn poll(&mut self, running: &mut Running) -> bool {
        // Whatever is confirmed to Telegram must have been committed.
        let confirmed = running.batches.is_empty() || self.makes(Mistake::AcknowledgeBeforeCommit);
        let poll = match running.poll.take() {
            Some(poll) => poll,
            None if running.poll_after > self.now || !confirmed => return false,
            None => {
                let asked = running.polls.begin(running.offset, self.clock());
                match self.begin_poll(running) {
                    PollStart::Reply(verdict) => {
                        self.polled(running, asked, &verdict);
                        return true;
                    }
                    PollStart::Waiting(id) => Poll { asked, id },
                }
            }
        };
        if let Some(verdict) = self.world.poll_check(poll.id) {
            self.polled(running, poll.asked, &verdict);
            return true;
        }
        running.poll = Some(poll);
        false
    }

    fn polled(&self, running: &mut Running, poll: inbox::Poll, verdict: &Verdict) {
        let Some(updates) = updates(verdict) else {
            running.poll_after = self.now + 1_000;
            return;
        };
        running.polled_once = true;
        let polled = poll.ended(&updates);
        let (inputs, next) = batch(updates, polled, running.offset);
        if self.makes(Mistake::AcknowledgeBeforeCommit) {
            running.offset = next;
        }
        running.batches.push_back(Batch { inputs, next });
    }

    fn take_in(&mut self, running: &mut Running) -> bool {
        let Some(batch) = running.batches.pop_front() else { return false };
        self.handle(running, batch.inputs, batch.next);
        true
    }

    fn begin_poll(&mut self, running: &Running) -> PollStart {
        let timeout = match (running.polled_once, running.hurry) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => 50,
        };
        let mut params = json!({ "limit": 100, "timeout": timeout, "allowed_updates": ALLOWED });
        if let Some(offset) = running.offset {
            params["offset"] = json!(offset);
        }
        self.world.poll_begin(TOKEN, object(params))
    }

    fn claim(&mut self, running: &mut Running) -> bool {
        let rows = running.schedule.next(self.clock());
        if rows.is_empty() {
            return false;
        }
        self.handle(running, rows.into_iter().map(Input::Claim).collect(), None);
        true
    }

    fn fall_due(&mut self, running: &mut Running) -> bool {
        let due = running.engine.next_due().is_some_and(|due| due <= self.clock());
        if due {
            self.handle(running, Vec::new(), None);
        }
        due
    }

    fn retry(&mut self, running: &mut Running) -> bool {
        let Some(held) = running.held.take_if(|held| held.until <= self.now) else { return false };
        self.handle(running, held.inputs, held.next);
        true
    }

    /// A transaction. Once it is committed, what it brought may be acted on, and the poll it came from be
    /// confirmed.
    pub(super) fn handle(&mut self, running: &mut Running, inputs: Vec<Input>, next: Option<i64>) {
        match running.engine.handle(&inputs, self.clock()) {
            Ok(mut committed) => {
                self.note(&mut committed);
                running.take_in(committed);
                running.offset = next.or(running.offset);
                self.spoil(running);
            }
            Err(_) => running.held = Some(Held { inputs, next, until: self.now + HOLD }),
        }
    }

    /// Makes one of the calls that have been claimed.
    fn make_call(&mut self, running: &mut Running, pick: usize) -> bool {
        if running.claimed.is_empty() {
            return false;
        }
        let Some(claimed) = running.claimed.remove(pick % running.claimed.len()) else { return false };
        let answer = self.call(&claimed);
        running.answers.push(answer);
        true
    }

    fn call(&mut self, claimed: &Claimed) -> Answer {
        let call = call_for(claimed);
        let verdict = self.world.request(TOKEN, call.method, call.params);
        let (delay, lost) = match verdict.delivery {
            Delivery::Now => (0, false),
            Delivery::After(ms) => (ms, false),
            Delivery::Drop => (0, true),
            Delivery::DropAfter(ms) => (ms, true),
        };
        let outcome =
            if lost || delay > 30_000 { Outcome::Unknown } else { understand(&claimed.job, &verdict) };
        Answer { at: self.now + self.latency + delay.min(30_000), row: claimed.row, outcome }
    }
}

const ALLOWED: [&str; 7] = [
    "message",
    "edited_message",
    "message_reaction",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "pre_checkout_query",
];

fn understand(job: &Job, verdict: &Verdict) -> Outcome {
    outcome(job, verdict.reply.status, verdict.reply.body.as_bytes())
}

fn updates(verdict: &Verdict) -> Option<Vec<String>> {
    if verdict.delivery != Delivery::Now {
        return None;
    }
    let body: Box<serde_json::value::RawValue> = serde_json::from_str(&verdict.reply.body).ok()?;
    let body: std::collections::BTreeMap<&str, &serde_json::value::RawValue> =
        serde_json::from_str(body.get()).ok()?;
    let list: Vec<&serde_json::value::RawValue> = serde_json::from_str(body.get("result")?.get()).ok()?;
    Some(list.into_iter().map(|update| update.get().to_owned()).collect())
}

fn object(value: Value) -> Map<String, Value> {
    serde_json::from_value(value).unwrap()
}
