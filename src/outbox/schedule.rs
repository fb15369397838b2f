//! What to send next, and when to look again: a synchronous value. Rows, outcomes and the time go in,
//! rows to claim come out. It knows lane heads only, reads no clock and makes no call.

use std::collections::{BTreeMap, BTreeSet};

use super::brakes::Brakes;
use super::fair::{Turn, Turns, Who, patient_until};
use super::place::{Class, Place};
use super::window::Window;
use crate::model::{ChatId, Limits, MINUTE, Millis, RowId, SECOND};
use crate::relay::effect::{Lane, Pause};
use crate::relay::event::{Outcome, Shut};
use crate::relay::view::Group;
use crate::store::{Head, LaneKey, Loaded};

/// Calls under way at once, at most.
const FLIGHTS_MAX: usize = 64;
/// Telegram allows short bursts in one chat: the limit a second holds over this many seconds.
const BURST_SECONDS: u32 = 3;

/// The schedule.
#[derive(Debug, Clone)]
pub struct Schedule {
    limits: Limits,
    group: Option<Group>,
    heads: BTreeMap<LaneKey, Head>,
    /// Topics whose opening may have worked unheard.
    in_doubt: BTreeSet<LaneKey>,
    flights: BTreeMap<LaneKey, Flight>,
    busy: BTreeMap<Place, RowId>,
    pauses: BTreeMap<Pause, Millis>,
    budget: Window,
    overall: Window,
    chats: BTreeMap<ChatId, Window>,
    turns: Turns,
    brakes: Brakes,
}

/// A row that was given out, until its lane's next head is told.
#[derive(Debug, Clone, Copy)]
struct Flight {
    row: RowId,
    attempt: u32,
}

/// What could go now.
#[derive(Default)]
struct DueHeads {
    at_once: Option<(LaneKey, Head)>,
    private: Option<(LaneKey, Head)>,
    group: Vec<(LaneKey, Head)>,
}

impl Schedule {
    /// A schedule that knows what was spent and where to wait, and no rows yet.
    pub fn new(limits: Limits, loaded: &Loaded) -> Self {
        let mut budget = Window::new(limits.group_per_minute, MINUTE);
        for &(at, cost, desk) in &loaded.spent {
            budget.note(at, cost, desk);
        }
        Self {
            limits,
            group: None,
            heads: BTreeMap::new(),
            in_doubt: BTreeSet::new(),
            flights: BTreeMap::new(),
            busy: BTreeMap::new(),
            pauses: loaded.pauses.iter().copied().collect(),
            budget,
            overall: Window::new(limits.overall_per_second, SECOND),
            chats: BTreeMap::new(),
            turns: Turns::default(),
            brakes: Brakes::new(&limits, &loaded.paced),
        }
    }

    /// The support group is like this now.
    pub fn group(&mut self, group: Group) {
        self.group = Some(group);
    }

    /// A lane's first row is this now. What was said of a row before it was given out is old.
    pub fn head(&mut self, key: LaneKey, head: Option<Head>) {
        if let (Some(flight), Some(head)) = (self.flights.get(&key), &head)
            && head.row == flight.row
            && (head.claimed || head.attempt == flight.attempt)
        {
            return;
        }
        self.flights.remove(&key);
        if Self::opens(key) && head.is_some_and(|head| head.in_doubt) {
            self.in_doubt.insert(key);
        } else {
            self.in_doubt.remove(&key);
        }
        match head.filter(|head| !head.claimed) {
            Some(head) => self.heads.insert(key, head),
            None => self.heads.remove(&key),
        };
    }

    /// A row that was given out is not sent after all.
    pub fn dropped(&mut self, row: RowId) {
        self.busy.retain(|_, busy| *busy != row);
        self.flights.retain(|_, flight| flight.row != row);
    }

    /// A row's call ended. Its lane goes on when its next head is told; the place is free at once.
    pub fn ended(&mut self, row: RowId, outcome: &Outcome, now: Millis) {
        self.busy.retain(|_, busy| *busy != row);
        let key = self.flights.iter().find(|(_, flight)| flight.row == row).map(|(key, _)| *key);
        let (Outcome::Later(ms), Some(key)) = (outcome, key) else { return };
        let pause = match key.lane {
            Lane::Topic(_) | Lane::Look(_) => Some(Pause::Topics),
            Lane::React(_) | Lane::Now => None,
            Lane::In(_) | Lane::Out(_) | Lane::Desk(_) | Lane::Card(_) | Lane::Moves(_) => {
                self.chat(key.lane).map(Pause::Chat)
            }
        };
        if let Some(pause) = pause {
            let until = self.pauses.entry(pause).or_default();
            *until = now.plus(*ms).max(*until);
        }
    }

    /// The rows to claim now. Each is given out once, until its lane's head is told anew.
    pub fn next(&mut self, now: Millis) -> Vec<RowId> {
        self.forget(now);
        let mut rows = Vec::new();
        while self.flights.len() < FLIGHTS_MAX {
            let Some((key, head)) = self.pick(now) else { break };
            self.take_off(key, head, now);
            rows.push(head.row);
        }
        rows
    }

    /// When to look again, if nothing happens before.
    pub fn wake(&self, now: Millis) -> Option<Millis> {
        if self.flights.len() >= FLIGHTS_MAX {
            return None;
        }
        // Before its head is due no lane can go.
        let heads = || self.heads.iter().filter(|(key, _)| self.is_free(**key));
        let first = heads().map(|(key, head)| self.earliest(*key, head)).min()?.max(now.plus(1));
        let moments = heads().flat_map(|(key, head)| self.moments(*key, head)).chain(self.budget.slides());
        let moments: BTreeSet<Millis> = moments.map(|at| at.max(first)).collect();
        let mut later = self.clone();
        moments.into_iter().filter(|at| at.0 < i64::MAX).find(|at| {
            later.forget(*at);
            later.pick(*at).is_some()
        })
    }

    /// The moments at which a head may become able to go, but for those at which the group's budget
    /// slides on: it falls due, more comes to wait for the group, somebody loses patience, the even distance is
    /// kept.
    fn moments(&self, key: LaneKey, head: &Head) -> impl Iterator<Item = Millis> {
        let (even, sparing) = (self.budget.evenly_at(head.cost), self.budget.sparing_at(head.cost));
        let group = Class::of(key.lane).map(|_| [even, sparing, patient_until(head)]);
        [self.earliest(key, head), head.not_before].into_iter().chain(group.into_iter().flatten())
    }

    /// How many rows it holds in memory: the first of each lane, and those given out.
    pub fn rows_in_memory(&self) -> usize {
        self.heads.len() + self.flights.len()
    }

    /// Whether no call is under way.
    pub fn is_idle(&self) -> bool {
        self.busy.is_empty()
    }

    fn forget(&mut self, now: Millis) {
        self.budget.forget(now);
        self.overall.forget(now);
        self.brakes.forget(now);
        self.pauses.retain(|_, until| *until > now);
        self.chats.retain(|_, window| {
            window.forget(now);
            !window.is_empty()
        });
    }

    fn pick(&self, now: Millis) -> Option<(LaneKey, Head)> {
        let due = self.due(now);
        let group =
            || self.choose(&due.group, now).filter(|(key, head)| self.room_at(*key, head, now) <= now);
        due.at_once.or_else(group).or(due.private)
    }

    /// What could go now, but for the group's budget.
    fn due(&self, now: Millis) -> DueHeads {
        let mut due = DueHeads::default();
        for (key, head) in &self.heads {
            if !self.is_free(*key) || self.earliest(*key, head) > now {
                continue;
            }
            let found = (*key, *head);
            match key.lane {
                Lane::Now => due.at_once = due.at_once.or(Some(found)),
                Lane::Out(_) | Lane::React(_) => {
                    let first = due.private.is_none_or(|(_, first)| head.row < first.row);
                    due.private = if first { Some(found) } else { due.private };
                }
                Lane::In(_)
                | Lane::Desk(_)
                | Lane::Card(_)
                | Lane::Look(_)
                | Lane::Moves(_)
                | Lane::Topic(_) => due.group.push(found),
            }
        }
        due
    }

    /// Whose turn it is in the group. While everything that waits fits into the budget, in order of
    /// arrival; once it does not, cards come last; and once even the rest does not, it goes by class, and
    /// fairly among the topics (see [`super::fair`]).
    fn choose(&self, due: &[(LaneKey, Head)], now: Millis) -> Option<(LaneKey, Head)> {
        if !self.is_crowded(now) {
            let fits = self.waiting(now, |_| true) <= u64::from(self.budget.free());
            let is_card = |lane| Class::of(lane) == Some(Class::Card);
            // The last of the minute is for words: somebody may write now.
            let due = due.iter().filter(|(key, _)| !is_card(key.lane) || !self.budget.mostly_used());
            return due.min_by_key(|(key, head)| (!fits && is_card(key.lane), head.row)).copied();
        }
        let of = |class| due.iter().filter(move |(key, _)| Class::of(key.lane) == Some(class));
        let desk = of(Class::Desk).min_by_key(|(_, head)| head.row);
        let words = self.words(of(Class::Words), now);
        let card = of(Class::Card).min_by_key(|(_, head)| head.row);
        let desk_first = desk.filter(|_| words.is_none() || !self.budget.desk_had_its_half());
        let card = card.filter(|_| !self.budget.mostly_used());
        desk_first.or(words).or(desk).or(card).copied()
    }

    /// Whose words go next: of those whose turn it is because they have waited for long, if any, else of all.
    fn words<'a>(
        &self,
        due: impl Iterator<Item = &'a (LaneKey, Head)>,
        now: Millis,
    ) -> Option<&'a (LaneKey, Head)> {
        let overrun = self.is_overrun();
        let turn = |found: &'a (LaneKey, Head)| Some((self.turn(found.0, &found.1, overrun, now)?, found));
        let all: Vec<(Turn, &(LaneKey, Head))> = due.filter_map(turn).collect();
        let owed = all.iter().filter(|(turn, (_, head))| self.turns.owes(turn, head, now));
        let first = owed.min_by_key(|(turn, _)| turn).or_else(|| all.iter().min_by_key(|(turn, _)| turn));
        first.map(|(_, found)| *found)
    }

    /// Whose turn it would be; nobody's, if these are no words.
    fn turn(&self, key: LaneKey, head: &Head, overrun: bool, now: Millis) -> Option<Turn> {
        let client = key.lane.client().filter(|_| Class::of(key.lane) == Some(Class::Words))?;
        let stranger = overrun && self.brakes.is_newcomer(key.lane, head);
        let who = if stranger { Who::Strangers } else { Who::Client(client) };
        Some(self.turns.turn(who, key, head, now))
    }

    /// Whether more strangers wait for a topic than may get one now.
    fn is_overrun(&self) -> bool {
        let waiting = self.heads.iter().filter(|(key, head)| Self::opens(**key) && head.new);
        self.brakes.are_overrun(waiting.count())
    }

    /// When the group's budget has room for a head: spread evenly once more waits than fits, and so that those
    /// with much to say leave something for whoever is quiet.
    fn room_at(&self, key: LaneKey, head: &Head, now: Millis) -> Millis {
        let fits = self.budget.fits_at(head.cost);
        if !self.is_crowded(now) {
            return fits;
        }
        let turn = self.turn(key, head, self.is_overrun(), now);
        let spares = turn.is_some_and(|turn| !turn.is_quiet() && !self.turns.owes(&turn, head, now));
        let sparing = if spares { self.budget.sparing_at(head.cost) } else { fits };
        fits.max(self.budget.evenly_at(head.cost)).max(sparing)
    }

    /// Whether more waits for the group than fits into its budget now.
    fn is_crowded(&self, now: Millis) -> bool {
        self.waiting(now, |class| class != Class::Card) > u64::from(self.budget.free())
    }

    /// How much waits for the group in these classes.
    fn waiting(&self, now: Millis, counts: impl Fn(Class) -> bool) -> u64 {
        let heads = self.heads.iter().filter(|(_, head)| head.not_before <= now);
        let heads = heads.filter(|(key, _)| Class::of(key.lane).is_some_and(&counts));
        heads.map(|(_, head)| u64::from(head.cost) + u64::from(head.behind)).sum()
    }

    /// Whether nothing of the lane, or to the same place, is under way.
    fn is_free(&self, key: LaneKey) -> bool {
        !self.flights.contains_key(&key)
            && !self.busy.contains_key(&Place::of(key))
            && (!Self::opens(key) || self.may_open(key))
    }

    /// Whether no other opening is under way. One that went unheard keeps all others waiting until it is
    /// known; and whether it did is known only when its lane's next head is told.
    fn may_open(&self, key: LaneKey) -> bool {
        !self.flights.keys().any(|key| Self::opens(*key))
            && (self.in_doubt.is_empty() || self.in_doubt.contains(&key))
    }

    fn opens(key: LaneKey) -> bool {
        matches!(key.lane, Lane::Topic(_))
    }

    fn chat(&self, lane: Lane) -> Option<ChatId> {
        match lane {
            Lane::Out(client) => Some(client.chat()),
            Lane::In(_) | Lane::Desk(_) | Lane::Card(_) | Lane::Look(_) | Lane::Moves(_) | Lane::Topic(_) => {
                self.group.map(|group| group.id)
            }
            Lane::React(_) | Lane::Now => None,
        }
    }

    /// The earliest moment a head could go, without regard to the group's budget and to others.
    fn earliest(&self, key: LaneKey, head: &Head) -> Millis {
        let Some(chat) = self.chat(key.lane) else { return head.not_before };
        if self.is_shut(key.lane) {
            return Millis(i64::MAX);
        }
        let pause = |pause| self.pauses.get(&pause).copied().unwrap_or_default();
        let mut at = head.not_before.max(pause(Pause::Chat(chat))).max(self.overall.fits_at(1));
        at = at.max(self.brakes.opens_at(key.lane, head));
        if let Some(window) = self.chats.get(&chat) {
            at = at.max(window.fits_at(1));
        }
        if matches!(key.lane, Lane::Topic(_) | Lane::Look(_)) {
            at = at.max(pause(Pause::Topics));
        }
        at
    }

    /// Whether the lane leads into a group that refuses as a whole. Where only its topics are off, a
    /// word to all still gets through.
    fn is_shut(&self, lane: Lane) -> bool {
        match (lane, self.group.and_then(|group| group.shut)) {
            (Lane::Out(_) | Lane::React(_) | Lane::Now, _)
            | (_, None)
            | (Lane::Desk(None), Some(Shut::NotForum)) => false,
            (
                Lane::In(_) | Lane::Desk(_) | Lane::Card(_) | Lane::Look(_) | Lane::Moves(_) | Lane::Topic(_),
                Some(_),
            ) => true,
        }
    }

    fn take_off(&mut self, key: LaneKey, head: Head, now: Millis) {
        self.note_turn(key, &head, now);
        self.heads.remove(&key);
        self.flights.insert(key, Flight { row: head.row, attempt: head.attempt });
        self.busy.insert(Place::of(key), head.row);
        self.brakes.note(key.lane, &head, now);
        if let Some(chat) = self.chat(key.lane) {
            self.overall.note(now, 1, false);
            let burst = self.limits.chat_per_second * BURST_SECONDS;
            let window = || Window::new(burst, i64::from(BURST_SECONDS) * SECOND);
            self.chats.entry(chat).or_insert_with(window).note(now, 1, false);
        }
        if let Some(class) = Class::of(key.lane) {
            self.budget.note(now, head.cost, class == Class::Desk);
        }
    }

    fn note_turn(&mut self, key: LaneKey, head: &Head, now: Millis) {
        let Some(turn) = self.turn(key, head, self.is_overrun(), now) else { return };
        // Opening a topic is no turn: a new client's first words are not to wait for everybody else's next.
        let opens = Self::opens(key);
        if !(opens && turn.is_quiet()) {
            self.turns.passed(&turn);
        }
        // What was said while all fitted took nothing from anybody. Of strangers there are too many.
        if turn.is_strangers() || (!opens && self.is_crowded(now)) {
            self.turns.serve(&turn, head.cost, now);
        }
    }
}
