//! The command line is read as its help says, and every mistake gets one line with the remedy.

use std::ffi::OsString;

use pwparents::cli::{COMMANDS, Command, HELP, Invocation, VERSION, parse};

fn read(line: &str) -> Result<Invocation, String> {
    parse(line.split_whitespace().map(OsString::from)).map_err(|error| error.to_string())
}

fn run_with(config: &str) -> Invocation {
    Invocation::Command { command: Command::Run, config: Some(config.into()) }
}

#[test]
fn every_command_is_read_by_its_name() {
    for (name, command) in COMMANDS {
        assert_eq!(read(name), Ok(Invocation::Command { command, config: None }));
    }
}

#[test]
fn the_config_may_stand_before_or_after_the_command() {
    for line in [
        "run --config a/b.toml",
        "run --config=a/b.toml",
        "run -c a/b.toml",
        "run -ca/b.toml",
        "-c a/b.toml run",
        "--config a/b.toml run",
    ] {
        assert_eq!(read(line), Ok(run_with("a/b.toml")), "{line}");
    }
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf8_is_kept_as_it_is() {
    use std::os::unix::ffi::OsStringExt;
    let path = OsString::from_vec(vec![b'/', 0xFF]);
    let args = ["run".into(), "-c".into(), path.clone()];
    let Ok(Invocation::Command { config, .. }) = parse(args.into_iter()) else { panic!("not read") };
    assert_eq!(config, Some(path.into()));
}

#[test]
fn help_and_version_are_offered_in_every_usual_way() {
    for line in ["help", "--help", "-h", "run --help", "demo -h", "-c x.toml --help", "help run"] {
        assert_eq!(read(line), Ok(Invocation::Help), "{line}");
    }
    for line in ["--version", "-V", "run -V"] {
        assert_eq!(read(line), Ok(Invocation::Version), "{line}");
    }
}

#[test]
fn every_mistake_gets_one_line_with_the_remedy() {
    let config = "--config needs the path of a config file, as in --config config.toml";
    for (line, expected) in [
        ("", "usage: pwparents run | demo [--config PATH]; pwparents --help tells more"),
        ("--config x.toml", "usage: pwparents run | demo [--config PATH]; pwparents --help tells more"),
        ("rnu", "unknown command rnu: did you mean run?"),
        ("DEMO", "unknown command DEMO: did you mean demo?"),
        ("serve", "unknown command serve: pwparents --help lists the commands"),
        ("run --confg x.toml", "unknown option --confg: did you mean --config?"),
        ("run --quiet", "unknown option --quiet: pwparents --help lists the options"),
        ("run -x", "unknown option -x: pwparents --help lists the options"),
        ("run --config", config),
        ("run --config=", config),
        ("run -c --help", config),
        ("run -c a.toml -c b.toml", "--config is given twice: leave one out"),
        ("run config.toml", "run takes no further words: to name a config write --config PATH"),
        ("run demo", "run takes no further words: to name a config write --config PATH"),
    ] {
        assert_eq!(read(line), Err(expected.to_owned()), "{line}");
    }
}

#[test]
fn an_error_repeats_nothing_that_could_be_a_secret() {
    let token = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-abc";
    for line in
        [format!("run {token}"), token.to_owned(), format!("run --token={token}"), format!("--{token}")]
    {
        let error = read(&line).unwrap_err();
        assert!(!error.contains("AAE") && !error.contains("123456789"), "{error}");
    }
}

#[test]
fn help_is_tidy_and_names_every_command() {
    assert!(HELP.lines().count() <= 25);
    assert!(HELP.lines().all(|line| line.len() <= 100 && line == line.trim_end()));
    for (name, _) in COMMANDS {
        assert!(HELP.lines().any(|line| line.starts_with(&format!("  {name} "))), "{name}");
    }
    assert_eq!(VERSION, format!("pwparents {}", env!("CARGO_PKG_VERSION")));
}
