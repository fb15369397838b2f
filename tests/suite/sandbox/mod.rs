//! The sandbox tells the truth about Telegram: each rule of the collected facts, over real HTTP.

mod albums;
mod chats;
mod clinic;
mod copying;
mod dialogue;
mod editing;
mod faults;
mod forwarding;
mod icons;
mod injecting;
mod keyboards;
mod limits;
mod menus;
mod people;
mod polling;
mod real;
mod replies;
mod sending;
mod smoke;
mod spec;
mod topics;
mod transport;
mod wire;
