//! `run`: the bot, until it is told to stop.

use super::signals::Stop;
use super::{Failure, bot, logging};
use crate::config::Config;

/// Runs the bot; SIGINT and SIGTERM end it in order.
pub(super) fn run(config: &Config) -> Result<(), Failure> {
    logging::start(config.logs.level);
    warn_of_idle_keys(config);
    let stop = Stop::new();
    stop.on_signals().map_err(Failure::Work)?;
    bot::run(config, &stop)
}

/// Keys that are understood and do nothing yet: nobody is to rely on them.
fn warn_of_idle_keys(config: &Config) {
    if config.logs.telegram_chat_id.is_some() {
        log::warn!("config: logs.telegram_chat_id is set, but this version sends no errors there yet");
    }
}
