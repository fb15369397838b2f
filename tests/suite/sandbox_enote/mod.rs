//! The sandbox tells the truth about Enote: each rule of the collected facts, over real sockets.

mod delivery;
mod doors;
mod faults;
mod filters;
mod golden;
mod installations;
mod queries;
mod seed;
mod sockets;
mod wire;
