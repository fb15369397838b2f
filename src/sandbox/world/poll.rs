//! Long polling without a clock or a thread: polls begin, are looked at, and end.
//! It never wakes anybody; whoever drives the world looks again when something happened.

use super::{Upload, World};
use crate::sandbox::api::{ApiError, Ask, Delivery, Gate, Reply, Verdict};
use serde_json::{Map, Value};
use std::sync::Arc;

/// The server waits no longer than this, whatever was asked (facts §1.2).
const LONGEST_SECONDS: i64 = 50;
/// Conflicts are answered at this distance at least (facts §2.4).
const CONFLICT_PAUSE_MS: i64 = 3_000;
const OTHER_POLL: &str =
    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running";
const WEBHOOK_SET: &str = "Conflict: can't use getUpdates method while webhook is active; \
                           use deleteWebhook to delete the webhook first";

/// A poll that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PollId(u64);

/// How a poll began.
#[derive(Debug, Clone)]
pub enum PollStart {
    /// It was answered at once.
    Reply(Verdict),
    /// It waits; look at it with `poll_check`.
    Waiting(PollId),
}

/// What the server knows of a waiting poll.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    pub id: PollId,
    pub offset: i64,
    pub limit: usize,
    pub deadline: i64,
    pub mishap: Option<super::Action>,
}

/// What an earlier poll leaves behind, by which the server slows down bots that ask in circles.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct PollHistory {
    offset: i64,
    started: i64,
    next_conflict: i64,
}

struct Wish {
    offset: i64,
    limit: usize,
    timeout: i64,
}

impl World {
    /// Begins a `getUpdates`. It confirms earlier updates by its offset whether it waits or not.
    pub fn poll_begin(&mut self, token: &str, params: Map<String, Value>) -> PollStart {
        self.poll_begin_with_uploads(token, params, Vec::new())
    }

    pub(crate) fn poll_begin_with_uploads(
        &mut self,
        token: &str,
        params: Map<String, Value>,
        uploads: Vec<Upload>,
    ) -> PollStart {
        let (ask, number, mishap) = match self.gate(token, "getUpdates", params, uploads) {
            Gate::Shut(verdict) => return PollStart::Reply(verdict),
            Gate::Open { ask, number, mishap } => (ask, number, mishap),
        };
        if self.has_webhook(ask.bot) {
            let reply = Reply::error(&ApiError::other(409, WEBHOOK_SET));
            return PollStart::Reply(self.finish(number, reply, mishap));
        }
        let wish = self.poll_wish(&ask);
        let updates = self.take_updates(ask.bot, &wish);
        if !updates.is_empty() || wish.timeout == 0 {
            return PollStart::Reply(self.finish(number, updates_reply(&updates), mishap));
        }
        // Only polls that wait collide; the newer one goes on (facts §2.4).
        self.abort_poll(ask.bot, OTHER_POLL);
        let id = PollId(number);
        let deadline = self.now + wish.timeout * 1000;
        let waiting = Waiting { id, offset: wish.offset, limit: wish.limit, deadline, mishap };
        self.bot_mut(ask.bot).waiting = Some(waiting);
        PollStart::Waiting(id)
    }

    /// Looks at a waiting poll: its answer, once there is one. Ended polls are given out once.
    pub fn poll_check(&mut self, poll: PollId) -> Option<Verdict> {
        if let Some(verdict) = self.ended_polls.remove(&poll) {
            return Some(verdict);
        }
        let bot = self.polling_bot(poll)?;
        let waiting = self.bots.get(&bot)?.waiting.clone()?;
        let wish = Wish { offset: waiting.offset, limit: waiting.limit, timeout: 0 };
        let now = self.now;
        let updates = self.bot_mut(bot).queue.take(wish.offset, wish.limit, now);
        if updates.is_empty() && now < waiting.deadline {
            return None;
        }
        self.bot_mut(bot).waiting = None;
        Some(self.finish(poll.0, updates_reply(&updates), waiting.mishap))
    }

    /// When a waiting poll ends without updates, in milliseconds since 1970; now if it has ended.
    pub fn poll_deadline(&self, poll: PollId) -> i64 {
        let mut waiting = self.bots.values().filter_map(|bot| bot.waiting.as_ref());
        waiting.find(|waiting| waiting.id == poll).map_or(self.now, |waiting| waiting.deadline)
    }

    /// The bot has hung up.
    pub fn poll_cancel(&mut self, poll: PollId) {
        self.ended_polls.remove(&poll);
        if let Some(bot) = self.polling_bot(poll) {
            self.bot_mut(bot).waiting = None;
            self.log.close(poll.0, 0, None, true, false);
        }
    }

    /// Whether a bot waits in a long poll.
    pub fn is_polling(&self, bot: i64) -> bool {
        self.bots.get(&bot).is_some_and(|bot| bot.waiting.is_some())
    }

    /// A `getUpdates` that does not wait.
    pub(crate) fn updates_now(&mut self, ask: &Ask) -> Reply {
        if self.has_webhook(ask.bot) {
            return Reply::error(&ApiError::other(409, WEBHOOK_SET));
        }
        let wish = self.poll_wish(ask);
        updates_reply(&self.take_updates(ask.bot, &wish))
    }

    /// Ends a bot's waiting poll with a conflict; a second one within three seconds comes three late.
    pub(crate) fn abort_poll(&mut self, bot: i64, description: &str) {
        let now = self.now;
        let Some(waiting) = self.bot_mut(bot).waiting.take() else { return };
        let history = &mut self.bot_mut(bot).polled;
        let late = now < history.next_conflict;
        if !late {
            history.next_conflict = now + CONFLICT_PAUSE_MS;
        }
        let reply = Reply::error(&ApiError::other(409, description));
        let mut verdict = self.finish(waiting.id.0, reply, None);
        if late {
            verdict.delivery = Delivery::After(CONFLICT_PAUSE_MS);
        }
        self.ended_polls.insert(waiting.id, verdict);
    }

    fn has_webhook(&self, bot: i64) -> bool {
        self.bots.get(&bot).is_some_and(|bot| bot.webhook.is_some())
    }

    /// Reads offset, limit and timeout, clamped, and slows down a bot that asks the same again at once
    /// (facts §1.2).
    fn poll_wish(&mut self, ask: &Ask) -> Wish {
        let now = self.now;
        let offset = ask.int("offset").unwrap_or(0);
        let mut limit = ask.int("limit").unwrap_or(100).clamp(1, 100);
        let mut timeout = ask.int("timeout").unwrap_or(0).clamp(0, LONGEST_SECONDS);
        let bot = self.bot_mut(ask.bot);
        bot.queue.allow(ask.get("allowed_updates"));
        let again = bot.polled.offset == offset && bot.polled.started > 0;
        if again && timeout < 3 && now < bot.polled.started + 3_000 {
            timeout = 3;
        }
        if again && now < bot.polled.started + 500 {
            limit = 1;
        }
        (bot.polled.offset, bot.polled.started) = (offset, now);
        Wish { offset, limit: usize::try_from(limit).unwrap_or(1), timeout }
    }

    fn take_updates(&mut self, bot: i64, wish: &Wish) -> Vec<Arc<str>> {
        let now = self.now;
        let queue = &mut self.bot_mut(bot).queue;
        queue.confirm(wish.offset);
        queue.take(wish.offset, wish.limit, now)
    }

    fn polling_bot(&self, poll: PollId) -> Option<i64> {
        let waits = |waiting: &Waiting| waiting.id == poll;
        self.bots.iter().find(|(_, bot)| bot.waiting.as_ref().is_some_and(waits)).map(|(id, _)| *id)
    }
}

/// Updates stand in the answer to the letter as they were kept.
fn updates_reply(updates: &[Arc<str>]) -> Reply {
    Reply::verbatim(format!(r#"{{"ok":true,"result":[{}]}}"#, updates.join(",\n")))
}
