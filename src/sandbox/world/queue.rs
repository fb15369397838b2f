//! A bot's queue of updates: numbering, confirmation, filtering, expiry.
//! It never waits; long polling is built on top of it.

use super::scramble;
use crate::sandbox::spec::Spec;
use serde_json::Value;
use std::collections::{BTreeSet, VecDeque};
use std::sync::Arc;

/// Not in the default set: they must be asked for by name (SPEC getUpdates; facts §4.4).
const ONLY_ON_REQUEST: [&str; 3] = ["chat_member", "message_reaction", "message_reaction_count"];
/// An answer holds no more JSON than this (facts §1.2, from the server's source).
const ANSWER_BYTES: usize = 1 << 22;
/// A queue holds no more updates than this; further ones are lost (facts §1.2).
const QUEUE_LENGTH: usize = 100_000;
/// How many updates can still be redelivered.
const REMEMBERED: usize = 5_000;

/// The updates that wait for one bot.
#[derive(Debug, Clone)]
pub(crate) struct Queue {
    items: VecDeque<Queued>,
    next_id: i64,
    /// The kinds asked for; none means the default set.
    allowed: Option<BTreeSet<String>>,
    remembered: VecDeque<(i64, Arc<str>)>,
    strangers: usize,
}

#[derive(Debug, Clone)]
struct Queued {
    /// The server's own number; strangers' ids stand only in their text.
    id: Option<i64>,
    text: Arc<str>,
    expires_at: i64,
    /// Strangers: the offset they were given with.
    given_with: Option<i64>,
    /// Strangers: the id in their text, if it is a whole number.
    stated_id: Option<i64>,
}

impl Queue {
    /// Ids start at an arbitrary point (facts §1.2), the same in every run.
    pub fn new(seed: i64) -> Self {
        let start = scramble(seed.unsigned_abs()) % 900_000_000;
        Self {
            items: VecDeque::new(),
            next_id: 100_000_000 + i64::try_from(start).unwrap_or_default(),
            allowed: None,
            remembered: VecDeque::new(),
            strangers: 0,
        }
    }

    pub fn len(&self) -> usize {
        self.items.len()
    }

    pub fn texts(&self) -> Vec<String> {
        self.items.iter().map(|item| item.text.to_string()).collect()
    }

    pub fn last_id(&self) -> i64 {
        self.next_id - 1
    }

    pub fn allows(&self, kind: &str) -> bool {
        self.allowed.as_ref().map_or(!ONLY_ON_REQUEST.contains(&kind), |allowed| allowed.contains(kind))
    }

    pub fn allowed(&self) -> Option<&BTreeSet<String>> {
        self.allowed.as_ref()
    }

    /// Absent or unreadable keeps the last choice; an empty list, or one of unknown kinds only, is the
    /// default set (facts §8). Kinds match in any letter case.
    pub fn allow(&mut self, kinds: Option<&Value>) {
        let Some(kinds) = kinds.and_then(Value::as_array) else { return };
        let asked: BTreeSet<String> =
            kinds.iter().filter_map(Value::as_str).map(str::to_ascii_lowercase).collect();
        let known = Spec::get().update_kinds().filter(|kind| asked.contains(*kind));
        let known: BTreeSet<String> = known.map(str::to_owned).collect();
        self.allowed = (!known.is_empty()).then_some(known);
    }

    /// Numbers and keeps an update, unless the bot did not ask for its kind. What is filtered now is not
    /// given later, whatever the bot asks for then (SPEC getUpdates).
    pub fn push(&mut self, kind: &str, payload: &Value, expires_at: i64) {
        if !self.allows(kind) {
            return;
        }
        let id = self.next_id;
        self.next_id += 1;
        let text: Arc<str> = format!(r#"{{"update_id":{id},"{kind}":{payload}}}"#).into();
        self.remember(id, text.clone());
        if self.items.len() < QUEUE_LENGTH {
            self.items.push_back(Queued {
                id: Some(id),
                text,
                expires_at,
                given_with: None,
                stated_id: None,
            });
        }
    }

    pub fn inject(&mut self, text: &str, expires_at: i64) {
        if text.contains("$UPDATE_ID") {
            let id = self.next_id;
            self.next_id += 1;
            let text: Arc<str> = text.replace("$UPDATE_ID", &id.to_string()).into();
            self.remember(id, text.clone());
            self.items.push_back(Queued {
                id: Some(id),
                text,
                expires_at,
                given_with: None,
                stated_id: None,
            });
        } else {
            self.strangers += 1;
            self.items.push_back(stranger(text.into(), expires_at));
        }
    }

    pub fn redeliver(&mut self, update_id: i64, expires_at: i64) -> bool {
        let Some((_, text)) = self.remembered.iter().find(|(id, _)| *id == update_id) else { return false };
        self.strangers += 1;
        self.items.push_front(stranger(text.clone(), expires_at));
        true
    }

    pub fn restart_at(&mut self, next: i64) {
        self.items.clear();
        self.strangers = 0;
        self.next_id = next;
    }

    pub fn postpone(&mut self, milliseconds: i64) {
        for item in &mut self.items {
            item.expires_at = item.expires_at.saturating_add(milliseconds);
        }
    }

    pub fn clear(&mut self) {
        self.items.clear();
        self.strangers = 0;
    }

    /// Takes a poll's offset as the confirmation it is (facts §1.2): a negative one keeps the last few,
    /// one far past the end confirms nothing.
    pub fn confirm(&mut self, offset: i64) {
        if offset < 0 {
            let keep = usize::try_from(-offset).unwrap_or(usize::MAX);
            self.items.drain(..self.items.len().saturating_sub(keep));
        } else if offset > 0 {
            let own = if offset > self.next_id + 10 { i64::MIN } else { offset };
            while self.items.front().is_some_and(|item| item.id.is_some_and(|id| id < own)) {
                self.items.pop_front();
            }
            if self.strangers > 0 {
                self.items.retain(|item| !item.is_confirmed_by(offset, own));
            }
        }
        self.strangers = self.items.iter().filter(|item| item.id.is_none()).count();
    }

    /// The updates a poll with that offset is answered with. They stay until they are confirmed.
    pub fn take(&mut self, offset: i64, limit: usize, now: i64) -> Vec<Arc<str>> {
        while self.items.front().is_some_and(|item| item.expires_at <= now) {
            self.items.pop_front();
        }
        let mut taken: Vec<Arc<str>> = Vec::new();
        let mut bytes = 0;
        for item in self.items.iter_mut().filter(|item| item.expires_at > now).take(limit) {
            if bytes + item.text.len() > ANSWER_BYTES && !taken.is_empty() {
                break;
            }
            bytes += item.text.len();
            taken.push(item.text.clone());
            item.given_with.get_or_insert(offset);
            if item.id.is_none() && item.stated_id.is_none() {
                item.expires_at = i64::MIN;
            }
        }
        taken
    }

    fn remember(&mut self, id: i64, text: Arc<str>) {
        self.remembered.push_back((id, text));
        if self.remembered.len() > REMEMBERED {
            self.remembered.pop_front();
        }
    }
}

impl Queued {
    fn is_confirmed_by(&self, offset: i64, own: i64) -> bool {
        match self.id {
            Some(id) => id < own,
            None => {
                self.given_with.is_some_and(|given| given != offset)
                    || (self.given_with.is_some() && self.stated_id.is_some_and(|id| id < offset))
            }
        }
    }
}

fn stranger(text: Arc<str>, expires_at: i64) -> Queued {
    let stated_id =
        serde_json::from_str::<Value>(&text).ok().and_then(|update| update.get("update_id")?.as_i64());
    Queued { id: None, text, expires_at, given_with: None, stated_id }
}
