//! `/close`, `/close_silent` and `/reopen`.

use super::Given;
use crate::relay::effect::Effect;
use crate::relay::ticket;
use crate::relay::view::Client;

/// With words behind it, it is not done: they may have been meant for the client, or for another command.
pub(super) fn close(given: &Given<'_>, client: &Client, silent: bool) -> Vec<Effect> {
    if !given.rest.is_empty() {
        return given.usage();
    }
    let by = given.by().map(|member| member.id);
    let (line, effects) = ticket::close(given.view, client, by, silent);
    [given.answer(line)].into_iter().chain(effects).collect()
}

pub(super) fn reopen(given: &Given<'_>, client: &Client) -> Vec<Effect> {
    if !given.rest.is_empty() {
        return given.usage();
    }
    let (line, effects) = ticket::reopen(given.view, client);
    [given.answer(line)].into_iter().chain(effects).collect()
}
