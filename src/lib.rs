//! `pwparents`: a veterinary clinic's client desk in Telegram.

pub mod sandbox;
