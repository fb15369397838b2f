//! What Telegram keeps for each bot: its updates, settings and open questions.
//! It never holds messages; those belong to chats.

use super::poll::PollHistory;
use super::queue::Queue;
use super::{Waiting, World};
use serde_json::Value;
use std::collections::BTreeMap;

/// A bot's account on the server's side.
#[derive(Debug, Clone)]
pub(crate) struct Bot {
    pub privacy: bool,
    pub queue: Queue,
    pub webhook: Option<String>,
    pub waiting: Option<Waiting>,
    pub polled: PollHistory,
    /// Command lists by scope and language.
    pub commands: BTreeMap<(String, String), Value>,
    /// Pressed buttons and payments that wait for an answer, by query id.
    pub asked: BTreeMap<String, Asked>,
}

/// A question to the bot that must be answered in time.
#[derive(Debug, Clone)]
pub(crate) enum Asked {
    /// A pressed button.
    Callback { until: i64 },
    /// A payment about to be made.
    Checkout { until: i64, user: i64, invoice: Value, payload: String },
}

impl Bot {
    /// `id` only spreads the first update ids of different bots.
    pub fn new(id: i64) -> Self {
        Self {
            privacy: true,
            queue: Queue::new(id),
            webhook: None,
            waiting: None,
            polled: PollHistory::default(),
            commands: BTreeMap::new(),
            asked: BTreeMap::new(),
        }
    }
}

impl World {
    /// Sets a webhook by hand, as if another program had: getUpdates is refused until it is deleted.
    pub fn set_webhook(&mut self, bot: i64, url: &str) {
        self.bot_mut(bot).webhook = Some(url.to_owned());
        self.abort_poll(bot, "Conflict: terminated by setWebhook request");
    }

    /// How many updates wait for the bot.
    pub fn pending_updates(&self, bot: i64) -> usize {
        self.bots.get(&bot).map_or(0, |bot| bot.queue.len())
    }

    /// The texts of the updates that wait for the bot.
    pub fn pending_update_texts(&self, bot: i64) -> Vec<String> {
        self.bots.get(&bot).map(|bot| bot.queue.texts()).unwrap_or_default()
    }

    /// Queues any text as an update, to the letter. `$UPDATE_ID` in it becomes the next update id; a text
    /// without that mark is left alone, so it may have a foreign, huge, wrongly typed id or none at all.
    ///
    /// Foreign ids do not move the server's own counter. Such an update is confirmed by the next offset
    /// that differs from the one it was given with; one without a usable id is given only once, since
    /// nothing could confirm it.
    pub fn inject_update(&mut self, bot: i64, text: &str) {
        let expires_at = self.now + 86_400_000;
        self.bot_mut(bot).queue.inject(text, expires_at);
    }

    /// Update ids go on from there, lower than before if you like, as after a week without updates.
    /// What was still waiting is gone, as it would be after that week.
    pub fn restart_update_ids_at(&mut self, bot: i64, next: i64) {
        self.bot_mut(bot).queue.restart_at(next);
    }

    /// Gives an update once more, confirmed or not, as servers do when they forget a confirmation.
    /// False when the update is older than the sandbox remembers.
    pub fn redeliver(&mut self, bot: i64, update_id: i64) -> bool {
        let expires_at = self.now + 86_400_000;
        self.bot_mut(bot).queue.redeliver(update_id, expires_at)
    }

    /// The id of the latest update made for the bot.
    pub fn last_update_id(&self, bot: i64) -> i64 {
        self.bots.get(&bot).map_or(0, |bot| bot.queue.last_id())
    }
}
