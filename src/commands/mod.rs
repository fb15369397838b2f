//! One file per subcommand. Here: from a parsed command to its file, and from what went wrong to one
//! line on standard error and an exit code. The only room that prints.
#![expect(clippy::print_stderr, clippy::print_stdout, reason = "commands speak to whoever typed them")]

mod bot;
mod demo;
mod logging;
mod names;
mod run;
mod signals;

use std::ffi::OsString;
use std::path::Path;
use std::process::ExitCode;

use crate::cli::{self, Command, Invocation};
use crate::config::{self, Config};

/// Why a command failed.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure {
    /// The command line or the config is wrong: exit code 2.
    Usage(String),
    /// The work failed: exit code 1.
    Work(String),
}

/// Runs what the arguments (without the program's name) ask for.
pub fn main(args: impl Iterator<Item = OsString>) -> ExitCode {
    names::keep_lookups_inside();
    match cli::parse(args) {
        Ok(Invocation::Help) => print(cli::HELP),
        Ok(Invocation::Version) => print(cli::VERSION),
        Ok(Invocation::Command { command, config }) => finish(dispatch(command, config.as_deref())),
        Err(error) => finish(Err(Failure::Usage(error.to_string()))),
    }
}

fn dispatch(command: Command, config: Option<&Path>) -> Result<(), Failure> {
    match command {
        Command::Run => run::run(&load(config)?),
        Command::Demo if config.is_some() => Err(Failure::Usage(DEMO_CONFIG.to_owned())),
        Command::Demo => demo::run(),
    }
}

const DEMO_CONFIG: &str = "demo needs no config: leave --config out";

fn print(text: &str) -> ExitCode {
    println!("{}", text.trim_end());
    ExitCode::SUCCESS
}

fn finish(done: Result<(), Failure>) -> ExitCode {
    let (words, code) = match done {
        Ok(()) => return ExitCode::SUCCESS,
        Err(Failure::Work(words)) => (words, 1),
        Err(Failure::Usage(words)) => (words, 2),
    };
    for line in words.lines() {
        eprintln!("pwparents: {line}");
    }
    ExitCode::from(code)
}

/// The config, with its warnings told.
fn load(path: Option<&Path>) -> Result<Config, Failure> {
    let env = |name: &str| std::env::var(name).ok();
    let loaded = config::load(path, &env).map_err(|problems| Failure::Usage(problems.to_string()))?;
    for warning in &loaded.warnings {
        eprintln!("pwparents: warning: {warning}");
    }
    Ok(loaded.config)
}
