//! `/help` and `/threadinfo`: what commands there are, and where this is.

use super::Given;
use crate::relay::effect::Effect;
use crate::text::{self, ThreadInfo};

pub(super) fn help(given: &Given<'_>) -> Vec<Effect> {
    vec![given.answer(text::help(given.lang()))]
}

pub(super) fn thread_info(given: &Given<'_>) -> Vec<Effect> {
    let info = ThreadInfo {
        chat: given.view.group.id,
        thread: given.post.thread,
        client: given.client.map(|client| (client.id, client.name.as_str())),
        ticket: given.view.ticket.as_ref().map(|ticket| ticket.id),
    };
    vec![given.answer(text::thread_info(given.lang(), &info))]
}
