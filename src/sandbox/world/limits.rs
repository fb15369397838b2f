//! How fast bots may write, and what they have written lately.
//! It never slows anything down: a request too many is refused, as Telegram does.

use super::{Family, World};
use std::collections::{BTreeMap, VecDeque};

/// The limits of one world; 0 switches a limit off.
///
/// Numbers and buckets follow facts §1.1: a group, all its topics included, has one budget that sends,
/// copies, forwards, edits and new topics share, and a batch costs as many as it holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Limits {
    /// Messages to one group in any 60 seconds.
    pub group_per_minute: u32,
    /// Messages to one private chat in a second, on average.
    pub private_per_second: u32,
    /// How many may come at once before that average counts.
    pub private_burst: u32,
    /// Messages to all chats in any second.
    pub overall_per_second: u32,
    /// Renames, closings and reopenings of topics in one group in any 60 seconds.
    pub topic_edits_per_minute: u32,
    /// Chat actions to one chat in any 5 seconds.
    pub actions_per_five_seconds: u32,
    /// An album that goes too fast gets its 429 wrapped into a 400 (seen in 2025, facts §1.1).
    pub albums_wrap_429: bool,
}

impl Limits {
    /// What Telegram documents and what was observed; nobody knows the exact numbers.
    pub fn telegram() -> Self {
        Self {
            group_per_minute: 20,
            private_per_second: 1,
            private_burst: 4,
            overall_per_second: 30,
            topic_edits_per_minute: 10,
            actions_per_five_seconds: 20,
            albums_wrap_429: false,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bucket {
    Chat(i64),
    TopicEdits(i64),
    Actions(i64),
    Overall,
}

/// What every bot has written within the windows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Meter {
    windows: BTreeMap<(i64, Bucket), Window>,
}

#[derive(Debug, Clone, Default)]
struct Window {
    marks: VecDeque<(i64, u32)>,
    sum: u32,
}

impl Window {
    fn forget(&mut self, before: i64) {
        while let Some((at, cost)) = self.marks.front().copied() {
            if at > before {
                break;
            }
            self.marks.pop_front();
            self.sum -= cost;
        }
    }

    /// Milliseconds until `cost` more would fit, none if it fits now.
    fn wait(&mut self, now: i64, length: i64, limit: u32, cost: u32) -> Option<i64> {
        self.forget(now - length);
        let mut over = (self.sum + cost).checked_sub(limit).filter(|over| *over > 0)?;
        for (at, cost) in &self.marks {
            over = over.saturating_sub(*cost);
            if over == 0 {
                return Some(at + length - now);
            }
        }
        // More at once than fits into a window at all: by the whole window, like a full one.
        Some(length)
    }

    fn mark(&mut self, now: i64, cost: u32) {
        self.marks.push_back((now, cost));
        self.sum += cost;
    }
}

impl World {
    /// Counts a request, or says in how many seconds to come again. A refused request costs nothing.
    pub(crate) fn meter(&mut self, bot: i64, family: Family, chat: i64, cost: u32) -> Option<i64> {
        let now = self.now;
        let buckets = self.buckets(family, chat);
        let mut wait = None;
        for (bucket, limit, length) in &buckets {
            let window = self.meter.windows.entry((bot, *bucket)).or_default();
            wait = wait.max(window.wait(now, *length, *limit, cost));
        }
        if let Some(wait) = wait {
            return Some(wait.div_euclid(1000) + i64::from(wait.rem_euclid(1000) > 0))
                .map(|seconds| seconds.max(1));
        }
        for (bucket, _, _) in buckets {
            if let Some(window) = self.meter.windows.get_mut(&(bot, bucket)) {
                window.mark(now, cost);
            }
        }
        None
    }

    /// Which budgets a request draws on: bucket, limit, length of the window in milliseconds.
    fn buckets(&self, family: Family, chat: i64) -> Vec<(Bucket, u32, i64)> {
        let limits = &self.limits;
        let all = match family {
            Family::Send | Family::Copy | Family::Forward | Family::Edit | Family::TopicCreation => {
                let in_chat = if chat < 0 {
                    (Bucket::Chat(chat), limits.group_per_minute, 60_000)
                } else {
                    let (rate, burst) = (limits.private_per_second, limits.private_burst.max(1));
                    (
                        Bucket::Chat(chat),
                        burst.min(burst * rate),
                        1000 * i64::from(burst) / i64::from(rate.max(1)),
                    )
                };
                vec![in_chat, (Bucket::Overall, limits.overall_per_second, 1000)]
            }
            Family::TopicEdit => vec![(Bucket::TopicEdits(chat), limits.topic_edits_per_minute, 60_000)],
            Family::Action => vec![(Bucket::Actions(chat), limits.actions_per_five_seconds, 5_000)],
            Family::Deletion | Family::Answer | Family::Reading | Family::Updates | Family::Other => {
                Vec::new()
            }
        };
        all.into_iter().filter(|(_, limit, _)| *limit > 0).collect()
    }
}
