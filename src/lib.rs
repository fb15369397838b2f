//! `pwparents`: a veterinary clinic's client desk in Telegram.

pub mod cli;
pub mod clock;
pub mod commands;
pub mod config;
pub mod engine;
pub mod inbox;
pub mod model;
pub mod outbox;
pub mod relay;
pub mod sandbox;
pub mod store;
pub mod telegram;
pub mod text;
pub mod typo;
