//! The sandbox tells the truth about Telegram: each rule of the collected facts, over real HTTP.

mod clinic;
mod smoke;
mod wire;
