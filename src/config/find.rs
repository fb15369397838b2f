//! Finds the config file and reads it, or does without one when the environment says enough.
//! Never writes anything; of the file's permissions it only warns.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::reader::line_of;
use super::{Config, Env, Problems, build};

/// Where the config is looked for when the command line names none, in this order.
pub const PLACES: [&str; 2] = ["config.toml", "/etc/pwparents/config.toml"];

/// A config, and what is to be said about it.
#[derive(Debug)]
pub struct Loaded {
    /// The config.
    pub config: Config,
    /// The file it came from; none when the environment was enough.
    pub file: Option<PathBuf>,
    /// What works but should not stay so, one line each, with the remedy.
    pub warnings: Vec<String>,
}

/// Loads the config from `path`, or from the first of [`PLACES`] that exists.
pub fn load(path: Option<&Path>, env: &Env) -> Result<Loaded, Problems> {
    match path {
        Some(path) => match read(path)? {
            Some(text) => from_file(path, &text, env),
            None => Err(Problems::one(format!("{}: no such file: check --config", path.display()))),
        },
        None => load_from(&PLACES.map(Path::new), env),
    }
}

/// Loads the config from the first of `places` that exists, or from the environment alone.
pub fn load_from(places: &[&Path], env: &Env) -> Result<Loaded, Problems> {
    for path in places {
        if let Some(text) = read(path)? {
            return from_file(path, &text, env);
        }
    }
    if !["BOT_TOKEN", "SUPPORT_GROUP_ID"].iter().all(|name| is_set(env, name)) {
        return Err(nowhere(places));
    }
    let (config, _) = build("", "", Path::new(""), env)?;
    Ok(Loaded { config, file: None, warnings: Vec::new() })
}

fn from_file(path: &Path, text: &str, env: &Env) -> Result<Loaded, Problems> {
    let name = path.display().to_string();
    let base = path.parent().unwrap_or(Path::new(""));
    let (config, holds_secrets) = build(text, &name, base, env)?;
    let mut warnings = Vec::new();
    if holds_secrets && others_may_read(path) {
        warnings.push(format!(
            "{name}: holds secrets, and every user of this machine may read it: chmod o= {name}"
        ));
    }
    Ok(Loaded { config, file: Some(path.to_owned()), warnings })
}

/// The file's text; `None` if there is no such file.
fn read(path: &Path) -> Result<Option<String>, Problems> {
    let bytes = match fs::read(path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let (name, why) = (path.display(), error.kind());
            return Err(Problems::one(format!(
                "{name}: cannot be read: {why}: check the path and its owner"
            )));
        }
    };
    String::from_utf8(bytes).map(Some).map_err(|error| {
        let valid = String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
        let line = line_of(&valid, valid.len());
        Problems::one(format!("{}:{line}: is not UTF-8 text: save the file as UTF-8", path.display()))
    })
}

fn nowhere(places: &[&Path]) -> Problems {
    let places: Vec<_> = places.iter().map(|path| path.display().to_string()).collect();
    Problems::one(format!(
        "no config: looked for {}; copy config.example.toml to config.toml and fill it in, \
         or set BOT_TOKEN and SUPPORT_GROUP_ID in the environment",
        places.join(" and ")
    ))
}

fn is_set(env: &Env, name: &str) -> bool {
    env(name).is_some_and(|value| !value.trim().is_empty())
}

#[cfg(unix)]
fn others_may_read(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o004 != 0)
}

#[cfg(not(unix))]
fn others_may_read(_: &Path) -> bool {
    false
}
