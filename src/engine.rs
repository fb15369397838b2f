//! For one event: transaction, view, decide, commit. The only caller of `relay::decide`, and the only
//! writer. Nothing is acknowledged or sent before the commit; one bad event never takes others with it.

mod thread;

pub use thread::{Ack, Orders, Outlets, start};

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::model::{ClientId, ErrandId, Inquiry, MINUTE, Millis, Policy, RowId};
use crate::relay;
use crate::relay::effect::{Effect, Fact, GroupFact, LogEntry, TopicFact};
use crate::relay::event::{Ended, Event, Outcome, Quarantined, Shut};
use crate::relay::view::{Group, View};
use crate::store::{Claimed, Error, Head, LaneKey, Loaded, Store, Turn};

/// How long a row whose outcome could not be handled is left alone, in milliseconds.
const PARKED: i64 = 5 * MINUTE;

/// Something for the engine to do.
#[derive(Debug, Clone)]
pub enum Input {
    /// An update from Telegram.
    Update(Update),
    /// Something else that happened.
    Happened(Event),
    /// The schedule wants to send this row.
    Claim(RowId),
}

/// An update from Telegram, with its text as it came.
#[derive(Debug, Clone)]
pub struct Update {
    /// Its number; nothing if it has none that can be read.
    pub id: Option<i64>,
    /// The JSON as it came.
    pub raw: String,
    /// What it means.
    pub event: Event,
}

/// What a commit brought, for the outbox and the inbox.
#[derive(Debug, Default)]
pub struct Committed {
    /// Lanes whose first row may have changed, with that row.
    pub heads: Vec<(LaneKey, Option<Head>)>,
    /// Rows that may be sent now.
    pub claimed: Vec<Claimed>,
    /// Rows that are not to be sent after all.
    pub dropped: Vec<RowId>,
    /// The support group, if it changed.
    pub group: Option<Group>,
    /// Something waits for the next poll to end.
    pub hurry: bool,
    /// Questions for Enote.
    pub errands: Vec<(ErrandId, Inquiry)>,
    /// Lines for the log of what is done with Enote.
    pub log: Vec<LogEntry>,
}

impl Committed {
    /// What an event that stands wants beyond our own database and the queue.
    fn take_in(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::AskEnote(errand, inquiry) => self.errands.push((errand, inquiry)),
                Effect::Log(entry) => self.log.push(*entry),
                Effect::Remember(_) | Effect::Tell(_) | Effect::Ask(_) => {}
            }
        }
    }
}

/// The engine: synchronous, told the time, and alone with its database.
pub struct Engine {
    store: Store,
    policy: Policy,
    next_due: Option<Millis>,
}

impl Engine {
    /// An engine on an open database.
    pub fn new(store: Store, policy: Policy) -> Self {
        Self { store, policy, next_due: Some(Millis(0)) }
    }

    /// The first commit: calls that were under way when the last run ended are in doubt, and every lane
    /// is shown.
    pub fn start(&mut self, now: Millis) -> Result<(Committed, Loaded), Error> {
        let loaded = self.store.load()?;
        let left = self.store.left_claimed()?;
        let in_doubt = left.into_iter().map(|row| Ended { row, outcome: Outcome::Unknown });
        let inputs: Vec<Input> = in_doubt.map(|ended| Input::Happened(Event::Ended(ended))).collect();
        let committed = self.transact(now, |engine, committed| {
            for input in &inputs {
                engine.step(input, committed, now)?;
            }
            engine.step(&Input::Happened(Event::Started), committed, now)?;
            committed.errands = engine.store.unanswered()?;
            engine.store.touch_everything()
        })?;
        Ok((committed, loaded))
    }

    /// Handles a batch in one transaction. On an error nothing of it happened, and all of it may be
    /// tried again.
    pub fn handle(&mut self, inputs: &[Input], now: Millis) -> Result<Committed, Error> {
        self.transact(now, |engine, committed| {
            match inputs {
                [alone] => engine.step_alone(alone, committed, now)?,
                inputs => inputs.iter().try_for_each(|input| engine.step(input, committed, now))?,
            }
            engine.run_due(committed, now)
        })
    }

    /// When something falls due by itself.
    pub fn next_due(&self) -> Option<Millis> {
        self.next_due
    }

    /// The database goes back into one file.
    pub fn stop(self) -> Result<(), Error> {
        self.store.checkpoint()
    }

    fn transact(
        &mut self,
        now: Millis,
        work: impl FnOnce(&mut Self, &mut Committed) -> Result<(), Error>,
    ) -> Result<Committed, Error> {
        let mut committed = Committed::default();
        self.store.begin()?;
        let done = work(self, &mut committed)
            .and_then(|()| self.look_around(&mut committed))
            .and_then(|()| self.store.commit());
        if let Err(error) = done {
            self.store.roll_back();
            // What fell due is due again.
            self.next_due = Some(now);
            return Err(error);
        }
        Ok(committed)
    }

    /// What the others have to hear of this transaction.
    fn look_around(&mut self, committed: &mut Committed) -> Result<(), Error> {
        let touched = self.store.take_touched();
        for lane in touched.lanes() {
            committed.heads.push((lane, self.store.head(lane)?));
        }
        if touched.group() {
            committed.group = Some(self.store.group()?);
        }
        committed.hurry = self.store.hurries()?;
        self.next_due = self.store.next_due()?;
        Ok(())
    }

    fn run_due(&mut self, committed: &mut Committed, now: Millis) -> Result<(), Error> {
        if self.next_due.is_none_or(|due| due > now) {
            return Ok(());
        }
        for due in self.store.take_due(now)? {
            self.step(&Input::Happened(Event::Due(due)), committed, now)?;
        }
        Ok(())
    }

    /// One input in its own savepoint. Only an error that will pass is given back.
    fn step(&mut self, input: &Input, committed: &mut Committed, now: Millis) -> Result<(), Error> {
        self.store.begin_event()?;
        let Some(reason) = self.attempt(input, committed, now)? else { return self.store.keep_event() };
        self.store.drop_event()?;
        self.set_aside(input, &reason, committed, now)
    }

    /// The first input of a transaction that holds no other: it needs no savepoint, which would have every page that
    /// it writes copied.
    fn step_alone(&mut self, input: &Input, committed: &mut Committed, now: Millis) -> Result<(), Error> {
        let Some(reason) = self.attempt(input, committed, now)? else { return Ok(()) };
        self.store.roll_back();
        self.store.begin()?;
        self.set_aside(input, &reason, committed, now)
    }

    /// Does it; the reason, if it cannot be done.
    fn attempt(
        &mut self,
        input: &Input,
        committed: &mut Committed,
        now: Millis,
    ) -> Result<Option<String>, Error> {
        match catch_unwind(AssertUnwindSafe(|| self.one(input, committed, now))) {
            Ok(Ok(())) => Ok(None),
            Ok(Err(error)) if error.will_pass() => Err(error),
            Ok(Err(error)) => Ok(Some(error.to_string())),
            Err(panic) => Ok(Some(format!("panic: {}", panic_words(panic.as_ref())))),
        }
    }

    fn one(&mut self, input: &Input, committed: &mut Committed, now: Millis) -> Result<(), Error> {
        match input {
            Input::Update(update) => self.update(update, committed, now),
            Input::Happened(event) => self.decide(event, committed, now),
            Input::Claim(row) => {
                let turn = self.store.claim(*row, now)?;
                if turn == Turn::Void {
                    let ended = Event::Ended(Ended { row: *row, outcome: Outcome::Void });
                    self.decide(&ended, committed, now)?;
                }
                match turn.call() {
                    Some(claimed) => committed.claimed.push(claimed),
                    None => committed.dropped.push(*row),
                }
                Ok(())
            }
        }
    }

    fn update(&mut self, update: &Update, committed: &mut Committed, now: Millis) -> Result<(), Error> {
        let Some(id) = update.id else {
            // Telegram cannot be told that it was taken in, so it may come again and again.
            if self.store.in_quarantine(&update.raw)? {
                return Ok(());
            }
            self.quarantine(None, &update.raw, "an update without a number", None, committed, now)?;
            return self.decide(&update.event, committed, now);
        };
        if !self.store.take_in(id, &update.raw, now)? {
            log::debug!("update {id} was handled before");
            return Ok(());
        }
        self.log_aside(id, &update.event)?;
        self.decide(&update.event, committed, now)
    }

    /// One line for an update that concerns nobody here.
    fn log_aside(&self, id: i64, event: &Event) -> Result<(), Error> {
        let chat = match event {
            Event::Aside(what) => {
                log::info!("update {id} set aside: {what}");
                return Ok(());
            }
            Event::StaffWrote(post) | Event::StaffEdited(post) => post.key.chat,
            Event::StaffReacted(reacted) => reacted.at.chat,
            Event::TopicAppeared(appeared) => appeared.chat,
            Event::StaffMoved(moved) => moved.chat,
            Event::BotMoved(standing) => standing.chat,
            Event::Started
            | Event::ClientWrote(_)
            | Event::ClientEdited(_)
            | Event::ClientPressed(_)
            | Event::ClientReacted(_)
            | Event::ClientBlocked(_)
            | Event::ClientReturned(_)
            | Event::StaffPressed(_)
            | Event::GroupMoved(_)
            | Event::Ended(_)
            | Event::Answered(_)
            | Event::Polled(_)
            | Event::Due(_)
            | Event::Quarantined(_) => return Ok(()),
        };
        if chat != self.store.group()?.id {
            log::info!("update {id} set aside: it is about chat {chat}, which is not the support group");
        }
        Ok(())
    }

    fn decide(&mut self, event: &Event, committed: &mut Committed, now: Millis) -> Result<(), Error> {
        let mut view = View::new(&self.policy);
        self.store.fill(&mut view, event)?;
        let effects = relay::decide(&view, event, now);
        for effect in &effects {
            log_notable(effect);
        }
        self.store.write(&effects, now)?;
        committed.take_in(effects);
        Ok(())
    }

    /// An event that cannot be handled is kept, and staff are told. If it was the end of a call, its
    /// row is left alone for a while, and then sent again.
    fn set_aside(
        &mut self,
        input: &Input,
        reason: &str,
        committed: &mut Committed,
        now: Millis,
    ) -> Result<(), Error> {
        match input {
            Input::Update(update) => {
                if let Some(id) = update.id {
                    self.store.take_in(id, &update.raw, now)?;
                }
                let client = client_of(&update.event);
                self.quarantine(update.id, &update.raw, reason, client, committed, now)
            }
            Input::Happened(event) => {
                if let Event::Ended(ended) = event {
                    self.store.park(ended.row, now.plus(PARKED))?;
                }
                self.quarantine(None, &format!("{event:?}"), reason, None, committed, now)
            }
            Input::Claim(row) => {
                committed.dropped.push(*row);
                self.store.park(*row, now.plus(PARKED))?;
                self.quarantine(None, &format!("row {row}"), reason, None, committed, now)
            }
        }
    }

    fn quarantine(
        &mut self,
        update: Option<i64>,
        raw: &str,
        reason: &str,
        client: Option<ClientId>,
        committed: &mut Committed,
        now: Millis,
    ) -> Result<(), Error> {
        let number = self.store.quarantine(update, raw, reason, now)?;
        // Why stands there too: it may quote what somebody wrote, which does not belong in a log.
        log::error!("an event could not be handled; it is row {number} of the table quarantine");
        self.decide(&Event::Quarantined(Quarantined { number, client }), committed, now)
    }
}

/// The client an event comes from, if it comes from one.
fn client_of(event: &Event) -> Option<ClientId> {
    if let Event::ClientWrote(post) | Event::ClientEdited(post) = event {
        Some(ClientId(post.key.chat.0))
    } else {
        None
    }
}

/// What an operator wants to find in the log.
fn log_notable(effect: &Effect) {
    let Effect::Remember(fact) = effect else { return };
    if let Fact::Topic(client, topic) = fact {
        match topic {
            TopicFact::Dead => log::warn!("the topic of client {client} is gone"),
            TopicFact::Open(_, thread) => log::info!("topic {thread} is open for client {client}"),
            TopicFact::Opening | TopicFact::Suspect | TopicFact::Cleared | TopicFact::Doubted => {}
        }
    }
    if let Fact::Group(group) = fact {
        match group {
            GroupFact::Is(id) => log::warn!("the support group's id is {id} now"),
            GroupFact::Shut(Shut::NotForum) => log::error!(
                "the support group has its topics switched off; messages for it wait until they are on"
            ),
            GroupFact::Shut(Shut::NoAccess) => log::error!(
                "the bot cannot write to the support group; messages for it wait until it is an \
                 administrator there again"
            ),
            GroupFact::Open => log::info!("the support group can be written to again"),
            GroupFact::StillShut => {}
        }
    }
}

/// What a panic said.
fn panic_words(panic: &(dyn Any + Send)) -> &str {
    let words = panic.downcast_ref::<&str>().copied();
    words.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("?")
}
