//! The pretend Telegram itself: people, bots, chats, messages, and the time it is there.
//! It never opens a socket, starts a thread, reads a clock or rolls real dice: what happens is decided by
//! the calls made to it alone, so a history can be played again exactly.

mod album;
mod bot;
mod calls;
mod chat;
mod dialogue;
mod draft;
mod draft_kinds;
mod draft_options;
mod faults;
mod files;
mod keyboards;
mod limits;
mod membership;
mod menu;
mod message;
mod payments;
mod people;
mod play;
mod poll;
mod post;
mod queue;
mod render;
mod rules;
mod shown;
mod topics;
mod views;

pub use album::To;
pub(crate) use bot::{Asked, Bot};
pub use calls::{Call, Counters, LogMode};
pub use chat::{Permissions, Place, Rights, Standing};
pub(crate) use chat::{Room, RoomKind};
pub use dialogue::CallbackAnswer;
pub use draft::Draft;
pub(crate) use draft::commands_in;
pub(crate) use draft_kinds::stamp_poll;
pub use faults::{Action, Family, Fault};
pub use files::Upload;
pub(crate) use files::{FileKind, Files, MediaFile};
pub(crate) use keyboards::Brought;
pub use keyboards::{Key, Keyboard};
pub use limits::Limits;
pub use message::Kind;
pub(crate) use message::{Body, Message, Topicality};
pub use people::Profile;
pub(crate) use people::{CHANNEL_BOT, GROUP_ANONYMOUS_BOT, Person, TELEGRAM};
pub(crate) use play::freeze_location;
pub(crate) use poll::Waiting;
pub use poll::{PollId, PollStart};
pub use rules::{DeletedTopic, ForumOff, Rules};
pub use shown::{Button, Shown, TopicShown};
pub(crate) use topics::{ICON_COLORS, Topic, clean_name};

use crate::sandbox::api::Verdict;
use calls::CallLog;
use limits::Meter;
use std::collections::BTreeMap;

/// A pretend Telegram: a plain value that people and bots act upon.
///
/// People's acts (`send_private`, `react`, `leave`, …) are the script of a test: one that names a chat,
/// person or topic that does not exist panics with a sentence that says so. Bots' requests never panic.
#[derive(Clone)]
pub struct World {
    /// How fast bots may write. Everything is off until a test switches it on.
    pub limits: Limits,
    /// Where Telegram is known to behave in several ways: which one this world shows.
    pub rules: Rules,
    pub(crate) now: i64,
    pub(crate) people: BTreeMap<i64, Person>,
    pub(crate) bots: BTreeMap<i64, Bot>,
    pub(crate) tokens: BTreeMap<String, i64>,
    pub(crate) rooms: BTreeMap<Place, Room>,
    pub(crate) files: Files,
    pub(crate) faults: Vec<Fault>,
    pub(crate) meter: Meter,
    pub(crate) log: CallLog,
    pub(crate) ended_polls: BTreeMap<PollId, Verdict>,
    pub(crate) callback_answers: BTreeMap<String, CallbackAnswer>,
    pub(crate) serial: i64,
}

impl Default for World {
    fn default() -> Self {
        Self::new()
    }
}

impl World {
    /// An empty Telegram, in the first days of 2026.
    pub fn new() -> Self {
        Self {
            limits: Limits::default(),
            rules: Rules::default(),
            now: 1_767_600_000_000,
            people: people::fixtures(),
            bots: BTreeMap::new(),
            tokens: BTreeMap::new(),
            rooms: BTreeMap::new(),
            files: Files::default(),
            faults: Vec::new(),
            meter: Meter::default(),
            log: CallLog::default(),
            ended_polls: BTreeMap::new(),
            callback_answers: BTreeMap::new(),
            serial: 0,
        }
    }

    /// Moves the time on, in milliseconds since 1970. Going back is refused silently: time does not.
    pub fn set_now(&mut self, milliseconds: i64) {
        self.now = self.now.max(milliseconds);
    }

    /// Turns the time back (or on) whatever it was, for tests about clocks that jump.
    pub fn turn_clock(&mut self, milliseconds: i64) {
        self.now = milliseconds;
    }

    /// Takes the whole world to another moment: what waits in queues waits on.
    pub(crate) fn move_to(&mut self, milliseconds: i64) {
        let shift = milliseconds - self.now;
        self.now = milliseconds;
        for bot in self.bots.values_mut() {
            bot.queue.postpone(shift);
        }
    }

    /// Lets that many milliseconds pass.
    pub fn advance(&mut self, milliseconds: i64) {
        self.now = self.now.saturating_add(milliseconds.max(0));
    }

    /// The time it is, in milliseconds since 1970.
    pub fn now(&self) -> i64 {
        self.now
    }

    /// The date that stands in messages: seconds since 1970.
    pub(crate) fn date(&self) -> i64 {
        self.now.div_euclid(1000)
    }

    /// A number never used before in this world.
    pub(crate) fn next_serial(&mut self) -> i64 {
        self.serial += 1;
        self.serial
    }

    /// A number that looks as opaque as Telegram's own, and is the same in every run.
    pub(crate) fn opaque(&mut self) -> u64 {
        scramble(self.next_serial().unsigned_abs())
    }
}

/// Spreads a counter over 64 bits, so that nothing can be read from an id's order or distance.
pub(crate) fn scramble(number: u64) -> u64 {
    let mixed =
        (number ^ (number >> 30)).wrapping_add(0x9e37_79b9_7f4a_7c15).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
