//! The sandbox tells the truth about Telegram: each rule of the collected facts, over real HTTP.

mod albums;
mod clinic;
mod copying;
mod editing;
mod forwarding;
mod injecting;
mod polling;
mod replies;
mod sending;
mod smoke;
mod spec;
mod topics;
mod transport;
mod wire;
