//! `run`: the bot, until it is told to stop.

use super::signals::Stop;
use super::{Failure, bot, logging};
use crate::config::Config;

/// Runs the bot; SIGINT and SIGTERM end it in order.
pub(super) fn run(config: &Config) -> Result<(), Failure> {
    logging::start(config.logs.level);
    let stop = Stop::new();
    stop.on_signals().map_err(Failure::Work)?;
    bot::run(config, &stop)
}
