//! `demo`: the bot against the built-in sandbox. Plays a short conversation in the terminal, then lets
//! whoever sits there go on as client or staff. Needs no config, no token, no network.

mod script;
mod stage;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::signals::Stop;
use super::{Failure, bot, logging};
use crate::config::Config;
use crate::model::Lang;
use crate::sandbox::Sandbox;
use crate::sandbox::enote::{API_KEY, EnoteSandbox, PASSWORD, USER};
use stage::Stage;

/// The token of a bot that exists only in the sandbox.
const TOKEN: &str = "700001:ATokenThatOnlyTheSandboxKnows01234567";

/// Starts the bot on a sandbox and a database that vanishes, and plays.
pub(super) fn run() -> Result<(), Failure> {
    logging::start(log::LevelFilter::Warn);
    let cannot = |error: std::io::Error| Failure::Work(format!("cannot start the sandbox: {error}"));
    let folder = tempfile::tempdir().map_err(cannot)?;
    let lang = language();
    let (world, cast) = script::cast(lang, TOKEN);
    let sandbox = Arc::new(Sandbox::start(world).map_err(cannot)?);
    let enote = EnoteSandbox::start(script::enote(lang)).map_err(cannot)?;
    let config = config(lang, &sandbox, &enote, cast.group, folder.path())?;
    let stop = Stop::new();
    stop.on_signals().map_err(Failure::Work)?;

    let stuck = Arc::new(Mutex::new(None));
    let player =
        Player { stage: Stage::new(lang, sandbox, cast), stop: stop.clone(), stuck: Arc::clone(&stuck) };
    std::thread::Builder::new().name("show".to_owned()).spawn(move || player.play()).map_err(cannot)?;
    bot::run(&config, &stop)?;
    let stuck = stuck.lock().unwrap_or_else(PoisonError::into_inner).take();
    stuck.map_or(Ok(()), |words| Err(Failure::Work(words)))
}

/// The terminal's language: English if it asks for that, Ukrainian otherwise.
fn language() -> Lang {
    let wish = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    if wish.is_some_and(|wish| wish.starts_with("en")) { Lang::En } else { Lang::Uk }
}

/// The config of a clinic that changed nothing but token and group; but nobody at a terminal waits for
/// Telegram's limits, which the pretend one does not have.
fn config(
    lang: Lang,
    sandbox: &Sandbox,
    enote: &EnoteSandbox,
    group: i64,
    folder: &Path,
) -> Result<Config, Failure> {
    let language = if lang == Lang::En { "en" } else { "uk" };
    let text = format!(
        "language = \"{language}\"\n[telegram]\ntoken = \"{TOKEN}\"\nsupport_group_id = {group}\napi_url = \"{}\"\n\
         [telegram.limits]\ngroup_per_minute = 0\nchat_per_second = 0\noverall_per_second = 0\n\
         new_topics_per_minute = 0\nclient_per_minute = 0\n\
         [enote]\nodata_url = \"{}\"\nodata_user = \"{USER}\"\nodata_password = \"{PASSWORD}\"\n\
         api_url = \"{}\"\napi_key = \"{API_KEY}\"\n",
        sandbox.url(),
        enote.odata_url(),
        enote.api_url(),
    );
    Config::parse(&text, "demo", folder, &|_| None).map_err(|problems| Failure::Work(problems.to_string()))
}

/// Plays in its own thread while the bot has the main one.
struct Player {
    stage: Stage,
    stop: Stop,
    stuck: Arc<Mutex<Option<String>>>,
}

impl Player {
    fn play(self) {
        match script::play(&self.stage) {
            Ok(()) => self.stage.take_over(),
            Err(words) => *self.stuck.lock().unwrap_or_else(PoisonError::into_inner) = Some(words),
        }
        self.stop.wish();
    }
}
