//! `pwparents`: a veterinary clinic's client desk in Telegram, as one program with one SQLite file.
//! This page is the architecture: read it once, and any room can be read alone.
//!
//! A client writes to the bot in a private chat. Staff see that client as one topic of their forum
//! group and answer there. What must be true above all: **no message is ever lost, none reaches the
//! wrong person, and staff are never left guessing whether the client got it.**
//!
//! # The straight line
//!
//! ```text
//! Telegram ─► inbox ─► engine ─► outbox ─► Telegram
//!                       │  ▲        │
//!                       │  └────────┴ how a call ended is an event like any other
//!                       ▼  │
//!                     errands ─► Enote (blocking calls on threads of their own)
//! ```
//!
//! Everything that happens is an [`Event`](relay::event::Event); everything we want is an
//! [`Effect`](relay::effect::Effect); between them stands one pure function, [`relay::decide`].
//!
//! * [`inbox`] polls, reads each update into an event, and asks for the next only after the commit.
//! * [`engine`] is the only writer. For each event: a savepoint, a view of the database, the decision,
//!   its effects written. Many events share a transaction; one that fails is undone alone and kept in
//!   quarantine; a full disk holds everything and loses nothing.
//! * [`outbox`] asks its [`Schedule`](outbox::Schedule) which rows may go, has the engine claim them
//!   (committed before the call), makes the calls, and hands each outcome back as an event.
//! * [`errands`] asks Enote what a commit wants to know, a few questions at a time. A question without an answer
//!   stands in the database and is asked again after a restart: asking changes nothing there.
//!
//! Engine and schedule are synchronous values that are told the time, and so is the sandbox's world:
//! the whole line runs in a test without threads, sockets or waiting.
//!
//! # What holds it together
//!
//! * **Addresses are symbolic.** A decision queues into a [`Lane`](relay::effect::Lane), which is both an
//!   order and an address (`In(client)` is that client's topic). Thread ids and the messages to answer
//!   are looked up when the row is claimed.
//! * **A topic is a resource**: none → opening → open → suspect → dead. Rows for a topic that is not open
//!   are not due. Every write into a topic answers the topic's root, or a message in it, and may not be
//!   sent without: so Telegram itself says when the topic is gone. It is replaced only when
//!   the group has said that it still is a forum, the topic has refused once more, and the group says so again.
//! * **At least once, and marked.** A call whose outcome is unknown is made again, and `messages.delivery`
//!   says "possibly twice". The window is one call per lane.
//! * **A refusal climbs down a ladder** (`relay/ladder.rs`): reply with quote → reply → copy → rebuilt from
//!   what was stored → one line that describes it. Time alone never fails a message.
//! * **A client gets what was stored**, never what stands in the message by the time of the call: staff may
//!   have edited it into a command (`store/resolve.rs`).
//! * **What stays inside** is told by its first characters (`relay/commands/`) and by what it answers: an
//!   answer to a note, a command or a line of the bot's own is a note. An edit never runs a command.
//! * **A canned reply** is shown in the topic as the client would get it; what was shown is what a press
//!   sends, and from then on it is a message that stands there like any other of staff's.
//! * **A client is tied to an owner in Enote** only after a person has compared the two and pressed ✅
//!   (`relay/linking/`). Each such errand is one row from the first question to its end, so presses after a restart,
//!   twice, too late or after somebody else's each have one outcome.
//! * **An edit** is made in the copy itself (`relay/mend.rs`), of a text in parts only in the parts that changed;
//!   where Telegram forbids it, an answer to the copy says what it was changed to. What stood there before is kept in
//!   `message_edits`. A live location is sent as one and moved, in a topic calmly and behind everybody's words.
//! * **Reactions** are kept a person (`reactions`), and the newest of each side is shown on the other, in a lane that
//!   costs nothing of the group's budget. What is not there yet gets its reaction with it.
//! * **Albums** are one row that gathers parts; it is due when a short window has passed and a poll has
//!   ended that began after the last part came, so a restart never sends half of one.
//! * **Search stays behind the line.** The index of `/find` is fed in small batches, by a deadline and by the search
//!   itself, from what has a higher number than the last; triggers list what was changed since.
//! * **The group's budget** (20 messages a minute for all topics) is a sliding window. While everything
//!   fits, rows go in order of arrival; in a crowd, answers to staff before clients' words before cards,
//!   and fairly among the topics (`outbox/fair.rs`): in each round, whoever has little to say before whoever has
//!   much, who is heard every second time once that has lasted for minutes. Those who have much leave the last of
//!   the minute to those who have little. So at any moment of a crowd, one message of a quiet client goes within
//!   two turns of the group.
//! * **The clinic's own brakes** stand below that: so much of one client in a minute, so many topics for new
//!   clients. What is above waits and is told of, nothing is dropped; a wave of strangers takes turns as one
//!   client would. Whoever's words have not been seen for ten minutes is told that they are kept.
//!
//! # The rooms, in reading order
//!
//! | room | what it is for | what it never does |
//! |---|---|---|
//! | [`model`] | nouns and ids | rules, I/O |
//! | [`hours`] | when the clinic is open, and when staff may be reminded | say it to anybody |
//! | [`phone`] | phone numbers as people write them → digits that can be compared and dialled; shared by all who compare phones: the rules, Enote, the import | guess a number that is not there |
//! | [`text`] | every sentence people read in Telegram, and the only maker of `Text` | decide what is said |
//! | [`relay`] | the rules: event + view → effects | I/O, time, failure |
//! | [`store`] | all SQL; views, facts, queue | decide |
//! | [`telegram`] | updates → events, rows → calls, answers → outcomes, the one call | keep state |
//! | [`enote`] | questions to the clinic's 1C over HTTP, and answers that fit them | write there, believe an answer unchecked, repeat what it said in the log |
//! | [`engine`], [`inbox`], [`outbox`], [`errands`] | the line itself | rules |
//! | [`journal`] | the clinic's log of what is done with Enote | stop the bot, name anybody |
//! | [`clock`] | the only reader of the time | |
//! | [`config`], [`cli`], [`typo`] | what the operator wrote, whether it can be trusted, and what was most likely meant | |
//! | [`commands`] | one file per subcommand; the only room that prints | |
//! | [`sandbox`] | a pretend Telegram and a pretend Enote for tests and the demo | import anything of ours |
//!
//! `tests/suite/tidy.rs` holds the imports between them, and that SQL, time and our own words stay where
//! they belong. Staff and clients are spoken to in Ukrainian or English from `src/text`; operators (the
//! command line, the log, the config's errors) in English.

pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod engine;
pub mod enote;
pub mod errands;
pub mod hours;
pub mod inbox;
pub mod journal;
pub mod model;
pub mod outbox;
pub mod phone;
pub mod relay;
pub mod sandbox;
pub mod store;
pub mod telegram;
pub mod text;
pub mod typo;
