//! The Bot API: updates into events, queue rows into calls, answers into outcomes, and the one place
//! that makes a call. Only `read`, `write` and `answer` know its JSON; they are pure.

mod answer;
mod api;
mod content;
mod fields;
mod read;
mod write;

pub use answer::outcome;
pub use api::{Api, Me, POLL_LIMIT, PollError};
pub use read::{Reading, read};
pub use write::{Call, call_for};
