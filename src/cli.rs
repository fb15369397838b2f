//! The command line: the grammar of subcommands and flags.
//! Never does what it reads, never prints, never looks at the file system.

use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use lexopt::Arg::{Long, Short, Value};

use crate::typo;

/// What `--help` says.
pub const HELP: &str = "\
pwparents: a veterinary clinic's client desk in Telegram

Usage: pwparents <command> [--config PATH]

Commands:
  run    Run the bot
  demo   Try the bot without Telegram: a conversation in the terminal

Options:
  -c, --config PATH   Read this config (otherwise ./config.toml, then /etc/pwparents/config.toml)
  -h, --help          Show this help
  -V, --version       Show the version

Exit codes: 0 done, 1 the work failed, 2 the command line or the config is wrong.
To begin: copy config.example.toml to config.toml, set token and support_group_id, then run.
";

/// What `--version` says.
pub const VERSION: &str = concat!("pwparents ", env!("CARGO_PKG_VERSION"));

/// Every command that is built. A new one is a variant of [`Command`], a line here and a line in [`HELP`].
pub const COMMANDS: [(&str, Command); 2] = [("run", Command::Run), ("demo", Command::Demo)];

const OPTIONS: [&str; 3] = ["config", "help", "version"];

/// A command that does something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Command {
    /// The bot.
    Run,
    /// The bot against the built-in sandbox.
    Demo,
}

/// What the command line asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invocation {
    /// Show [`HELP`].
    Help,
    /// Show [`VERSION`].
    Version,
    /// Do something.
    Command {
        /// What to do.
        command: Command,
        /// The config named by `--config`.
        config: Option<PathBuf>,
    },
}

/// What is wrong with the command line, and the remedy, in one line. The exit code is 2.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsageError(String);

impl fmt::Display for UsageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for UsageError {}

/// Reads the arguments that follow the program's name.
pub fn parse(args: impl Iterator<Item = OsString>) -> Result<Invocation, UsageError> {
    let mut parser = lexopt::Parser::from_args(args.collect::<Vec<_>>());
    let mut words = Vec::new();
    let mut config = None;
    while let Some(arg) = parser.next().map_err(|_| flag_with_value())? {
        match arg {
            Short('h') | Long("help") => return Ok(Invocation::Help),
            Short('V') | Long("version") => return Ok(Invocation::Version),
            Short('c') | Long("config") => once(&mut config, path(&mut parser)?)?,
            Short(letter) => return Err(unknown_option(&format!("-{letter}"), None)),
            Long(name) => return Err(unknown_option(&format!("--{name}"), typo::nearest(name, OPTIONS))),
            Value(word) => words.push(word.to_string_lossy().into_owned()),
        }
    }
    choose(&words, config)
}

fn choose(words: &[String], config: Option<PathBuf>) -> Result<Invocation, UsageError> {
    let Some((name, extra)) = words.split_first() else {
        return Err(no_command());
    };
    if name == "help" {
        return Ok(Invocation::Help);
    }
    let command = COMMANDS.iter().find(|(known, _)| known == name).map(|(_, command)| *command);
    let command = command.ok_or_else(|| unknown_command(name))?;
    if extra.is_empty() { Ok(Invocation::Command { command, config }) } else { Err(too_much(name)) }
}

/// The value of `--config`. One that looks like a flag is one forgotten: `--config --help`.
fn path(parser: &mut lexopt::Parser) -> Result<PathBuf, UsageError> {
    let given = parser.value().unwrap_or_default();
    if given.is_empty() || given.as_encoded_bytes().starts_with(b"-") {
        return Err(UsageError(
            "--config needs the path of a config file, as in --config config.toml".into(),
        ));
    }
    Ok(given.into())
}

fn once(config: &mut Option<PathBuf>, path: PathBuf) -> Result<(), UsageError> {
    match config.replace(path) {
        None => Ok(()),
        Some(_) => Err(UsageError("--config is given twice: leave one out".into())),
    }
}

fn no_command() -> UsageError {
    let known = COMMANDS.map(|(name, _)| name).join(" | ");
    UsageError(format!("usage: pwparents {known} [--config PATH]; pwparents --help tells more"))
}

fn unknown_command(name: &str) -> UsageError {
    let known = COMMANDS.iter().map(|(name, _)| *name).chain(["help"]);
    let remedy = match typo::nearest(name, known) {
        Some(near) => format!("did you mean {near}?"),
        None => "pwparents --help lists the commands".into(),
    };
    UsageError(format!("unknown command {}: {remedy}", typo::shown(name)))
}

fn unknown_option(option: &str, near: Option<&str>) -> UsageError {
    let remedy = match near {
        Some(near) => format!("did you mean --{near}?"),
        None => "pwparents --help lists the options".into(),
    };
    UsageError(format!("unknown option {}: {remedy}", typo::shown(option)))
}

/// Extra words are not repeated: one could be a token.
fn too_much(name: &str) -> UsageError {
    UsageError(format!("{name} takes no further words: to name a config write --config PATH"))
}

fn flag_with_value() -> UsageError {
    UsageError("only --config takes a value: pwparents --help lists the options".into())
}
