//! `pwparents`: a veterinary clinic's client desk in Telegram.

pub mod cli;
pub mod config;
pub mod model;
pub mod relay;
pub mod sandbox;
pub mod store;
pub mod text;
pub mod typo;
