//! Whether a half of Enote may be asked: one that is down, or that refuses the credentials, is left alone for a
//! while, so that staff get one clear line at once and not a minute's wait each time. Told the time, never reads it.

use super::patience::{Patience, millis};
use crate::model::{Millis, WhyNot};

/// How a search on one half ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// With an answer, whatever it says.
    Answered,
    /// Without one.
    Unavailable,
    /// With a refusal of the credentials.
    Locked,
}

/// Counts the searches that ended badly, and shuts the door after them.
#[derive(Debug)]
pub struct Breaker {
    patience: Patience,
    strikes: u32,
    shut: Option<Shut>,
}

#[derive(Debug, Clone, Copy)]
struct Shut {
    until: Millis,
    why: WhyNot,
}

impl Breaker {
    /// An open door.
    pub fn new(patience: Patience) -> Self {
        Self { patience, strikes: 0, shut: None }
    }

    /// Lets a search through, or says why not. Once the rest is over a single search goes ahead as a probe; the
    /// others wait for its end, or for the time by which it must have ended.
    pub fn admit(&mut self, now: Millis) -> Result<(), WhyNot> {
        let Some(shut) = &mut self.shut else {
            return Ok(());
        };
        if now < shut.until {
            return Err(shut.why);
        }
        shut.until = now.plus(millis(self.patience.whole));
        Ok(())
    }

    /// Learns how a search ended.
    pub fn report(&mut self, now: Millis, ended: Ended) {
        match ended {
            Ended::Answered => (self.strikes, self.shut) = (0, None),
            Ended::Locked => self.shut(now.plus(millis(self.patience.refused)), WhyNot::Refused),
            Ended::Unavailable => {
                self.strikes = self.strikes.saturating_add(1);
                // Silence does not say that the credentials are good now.
                let is_locked = self.shut.is_some_and(|shut| shut.why == WhyNot::Refused);
                if is_locked {
                    self.shut(now.plus(millis(self.patience.refused)), WhyNot::Refused);
                } else if self.strikes >= self.patience.strikes {
                    self.shut(now.plus(millis(self.patience.rest)), WhyNot::Unavailable);
                }
            }
        }
    }

    fn shut(&mut self, until: Millis, why: WhyNot) {
        self.shut = Some(Shut { until, why });
    }
}
