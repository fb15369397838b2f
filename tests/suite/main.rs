//! One test binary; each module is named after what it proves.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::print_stderr,
    clippy::print_stdout,
    reason = "a test fails by panicking, and tells figures when asked to"
)]

mod cli;
mod clock;
mod config;
mod config_desk;
mod config_example;
mod config_file;
mod crashes;
mod desk;
mod enote;
mod faults;
mod histories;
mod hours;
mod journal;
mod journeys;
mod linking;
mod phone;
mod process;
mod relay;
mod sandbox;
mod sandbox_enote;
mod schedule;
mod sim;
mod store;
mod stories;
mod telegram;
mod text;
mod tidy;
mod topics;
mod waiting;
