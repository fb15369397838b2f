//! A pretend outside world over real HTTP, for tests and the demo. Imports nothing of ours.
//! This page is about Telegram; the pretend Enote is in `enote`.
//!
//! `World` is Telegram as a plain value: people act on it (`send_private`, `react`, `leave`, …), bots ask
//! it (`request`, `poll_begin`), time is given to it. `Sandbox` serves a world over HTTP as the Bot API.
//!
//! ```text
//! let mut world = World::new();
//! let bot = world.add_bot("123456:ABC", "ClinicBot", "Clinic");
//! let olena = world.add_user(Profile::new("Олена").language("uk"));
//! let forum = world.add_forum("Clinic desk");
//! world.promote_bot(forum, bot, Rights::all());
//! let sandbox = Sandbox::start(world)?;              // the bot's api_url is sandbox.url()
//! sandbox.play(|w| w.send_private(olena, bot, Draft::photo().caption("Рекс")));
//! assert!(sandbox.wait_until(LONG, |w| w.topics(forum).len() == 1));
//! assert!(sandbox.world().violations().is_empty());
//! ```
//!
//! It is a witness: written from the protocol's published description and from what servers were seen to
//! do, it holds every request against the description (`World::violations`), and is never bent to fit a
//! bot. Section numbers in comments ("facts §2.1") are those of the project's collected Telegram facts.

mod api;
mod check;
pub mod enote;
mod http;
mod spec;
mod world;

pub use api::{Delivery, Reply, Verdict};
pub use check::{complaints_about, complaints_about_result};
pub use http::{Playing, Sandbox};
pub use spec::{Field, Method, Shape, Spec, Type};
pub use world::{
    Action, Button, Call, CallbackAnswer, Counters, DeletedTopic, Draft, Family, Fault, ForumOff, Key,
    Keyboard, Kind, Limits, LogMode, Permissions, Place, PollId, PollStart, Profile, Rights, Rules, Shown,
    Standing, To, TopicShown, Upload, World,
};
