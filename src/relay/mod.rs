//! The rules. [`decide`] is the table of contents: for each thing that can happen, the function that
//! says what we want then. Pure: no I/O, no clock, no randomness, and nothing that can fail.

pub mod card;
pub mod commands;
pub mod effect;
pub mod event;
pub mod found;
pub mod phones;
pub mod search;
pub mod view;
pub mod who;

mod away;
mod banned;
mod client;
mod colleague;
mod desk;
mod edits;
mod group;
mod idle;
mod ladder;
mod linking;
mod mend;
mod rating;
mod react;
mod receipt;
mod remind;
pub mod sign;
mod split;
mod staff;
mod ticket;
mod timer;
mod topic;
mod unseen;
mod visible;

pub use receipt::TOPIC_MAY_APPEAR;
pub use visible::{clean_name, display_name};

use crate::model::Millis;
use effect::Effect;
use event::Event;
use view::View;

/// What we want when `event` happens, given what is known, at the moment `now`.
pub fn decide(view: &View<'_>, event: &Event, now: Millis) -> Vec<Effect> {
    match event {
        Event::Started => group::started(view),
        Event::ClientWrote(post) => client::wrote(view, post, now),
        Event::ClientEdited(post) => client::edited(view, post, now),
        Event::ClientPressed(press) => client::pressed(view, press, now),
        Event::ClientReacted(reacted) => react::by_client(view, reacted),
        Event::ClientBlocked(client) => client::blocked(view, *client),
        Event::ClientReturned(client) => client::returned(view, *client),
        Event::StaffWrote(post) => staff::wrote(view, post, now),
        Event::StaffEdited(post) => staff::edited(view, post, now),
        Event::StaffPressed(press) => staff::pressed(view, press, now),
        Event::StaffReacted(reacted) => react::by_staff(view, reacted),
        Event::StaffMoved(moved) => staff::moved(view, moved),
        Event::TopicAppeared(appeared) => topic::appeared(view, appeared),
        Event::GroupMoved(moved) => group::moved(view, moved, now),
        Event::BotMoved(standing) => group::standing(view, standing, now),
        Event::Aside(_) => Vec::new(),
        Event::Ended(ended) => receipt::ended(view, &ended.outcome, now),
        Event::Answered(answered) => linking::answered(view, answered, now),
        Event::Polled(polled) => timer::polled(view, polled, now),
        Event::Due(due) => timer::due(view, *due, now),
        Event::Quarantined(lost) => timer::quarantined(view, lost),
    }
}
