//! A sliding window: how much was sent in the last so many milliseconds, and when more fits. Not a
//! token bucket: that one passes twice its limit in the first minute. Pure.

use std::collections::VecDeque;

use crate::model::Millis;

/// A limit of so much cost in any stretch of so many milliseconds. A limit of 0 is none.
#[derive(Debug, Clone)]
pub struct Window {
    limit: u32,
    length: i64,
    log: VecDeque<Sent>,
    used: u32,
}

/// One entry of the log.
#[derive(Debug, Clone, Copy)]
struct Sent {
    at: Millis,
    cost: u32,
    desk: bool,
}

impl Window {
    /// `limit` in any `length` milliseconds.
    pub fn new(limit: u32, length: i64) -> Self {
        Self { limit, length, log: VecDeque::new(), used: 0 }
    }

    /// Notes what was sent.
    pub fn note(&mut self, at: Millis, cost: u32, desk: bool) {
        if self.limit > 0 {
            self.log.push_back(Sent { at, cost, desk });
            self.used += cost;
        }
    }

    /// Forgets what lies further back than the window is long.
    pub fn forget(&mut self, now: Millis) {
        while let Some(first) = self.log.front().filter(|sent| now.since(sent.at) >= self.length) {
            self.used -= first.cost;
            self.log.pop_front();
        }
    }

    /// What still fits now; call [`Self::forget`] first.
    pub fn free(&self) -> u32 {
        if self.limit == 0 { u32::MAX } else { self.limit.saturating_sub(self.used) }
    }

    /// When `cost` fits: at once, or when enough of the log has slid out. What is larger than the whole
    /// limit fits when the log is empty.
    pub fn fits_at(&self, cost: u32) -> Millis {
        let mut short = cost.min(self.limit).saturating_sub(self.free());
        if self.limit == 0 || short == 0 {
            return Millis::default();
        }
        for sent in &self.log {
            short = short.saturating_sub(sent.cost);
            if short == 0 {
                return sent.at.plus(self.length);
            }
        }
        self.log.back().map_or(Millis::default(), |last| last.at.plus(self.length))
    }

    /// The moments at which a part of the log slides out.
    pub fn slides(&self) -> impl Iterator<Item = Millis> {
        self.log.iter().map(|sent| sent.at.plus(self.length))
    }

    /// When `cost` may be sent if the limit is to be spent evenly: as long after the last one as it takes
    /// to earn it.
    pub fn evenly_at(&self, cost: u32) -> Millis {
        match self.log.back() {
            Some(last) if self.limit > 0 => {
                last.at.plus(self.length * i64::from(cost.min(self.limit)) / i64::from(self.limit))
            }
            Some(_) | None => Millis::default(),
        }
    }

    /// When `cost` spares the last fifth of the limit for others: whoever comes then finds a place at once, or it
    /// comes free soon. Soon is as long as it takes to earn two, for each of them: so what is spared is not lost.
    pub fn sparing_at(&self, cost: u32) -> Millis {
        let mut at = Millis::default();
        if self.limit == 0 {
            return at;
        }
        let spared = 0..i64::from(self.limit / 5);
        let soon = 2 * self.length / i64::from(self.limit);
        let mut left = i64::from(self.free()) - i64::from(cost);
        for sent in &self.log {
            // The first place that comes free with this part of the log is one more than are left without it.
            if spared.contains(&left) {
                at = at.max(sent.at.plus(self.length - (left + 1) * soon));
            }
            left += i64::from(sent.cost);
        }
        at
    }

    /// Whether answers to staff have used half of the limit.
    pub fn desk_had_its_half(&self) -> bool {
        let desk: u32 = self.log.iter().filter(|sent| sent.desk).map(|sent| sent.cost).sum();
        self.limit > 0 && desk * 2 >= self.limit
    }

    /// Whether so much of the limit is used that what is only for the eye has to wait.
    pub fn mostly_used(&self) -> bool {
        self.limit > 0 && self.used * 4 >= self.limit * 3
    }

    /// Whether nothing is left in it.
    pub fn is_empty(&self) -> bool {
        self.log.is_empty()
    }
}
