//! One test binary; each module is named after what it proves.

mod cli;
mod config;
mod config_example;
mod config_file;
mod sandbox;
mod tidy;
