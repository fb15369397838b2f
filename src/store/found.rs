//! Looks up what a command asks for: which look-up belongs to which command. Knows no SQL.

use super::{Result, Store, find};
use crate::model::MsgKey;
use crate::relay::commands::{Command, Verb};
use crate::relay::event::Post;
use crate::relay::found::{Found, days, how_many};
use crate::relay::search::{Asked, asked};

impl Store {
    /// What this command, given in the support group, asks for.
    pub(super) fn found(&self, post: &Post, command: &Command) -> Result<Found> {
        let (verb, rest) = (command.verb, command.rest.as_str());
        if verb == Verb::Find
            && let Asked::For(query) = asked(rest)
        {
            return Ok(Found::Findings(self.search(&query)?));
        }
        if verb == Verb::Queue && rest.is_empty() {
            return Ok(Found::Queue(self.queue()?));
        }
        if verb == Verb::Stats
            && let Some(days) = days(rest)
        {
            return Ok(Found::Figures(self.figures(days, post.date)?));
        }
        if verb == Verb::History
            && let (Some(count), Some(thread)) = (how_many(rest), post.thread)
            && let Some(client) = find::client_of_thread(self, post.key.chat, thread)?
        {
            return Ok(Found::History(self.history(client, count)?));
        }
        if verb == Verb::Del
            && let Some(reply) = &post.reply
        {
            let target = self.target(MsgKey { chat: post.key.chat, message: reply.to })?;
            return Ok(target.map_or(Found::Nothing, Found::Target));
        }
        Ok(Found::Nothing)
    }
}
