//! The sandbox tells the truth about Telegram: each rule of the collected facts, over real HTTP.

mod clinic;
mod injecting;
mod polling;
mod smoke;
mod spec;
mod transport;
mod wire;
