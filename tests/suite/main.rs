//! One test binary; each module is named after what it proves.

mod cli;
mod config;
mod config_example;
mod config_file;
mod desk;
mod journeys;
mod sandbox;
mod sim;
mod tidy;
mod waiting;
