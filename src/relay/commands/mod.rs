//! What staff type for the bot and not for the client. Here is only how it is told from a message and
//! what it says; what a command does stands with its story.

mod grammar;
mod keys;
mod menu;
mod spelling;
mod verb;

pub use grammar::{Command, Inside, inside};
pub(super) use keys::is_apostrophe;
pub use menu::{Audience, CommandList};
pub use verb::Verb;
