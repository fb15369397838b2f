//! Wires the rooms together: database, engine, inbox, outbox and errands, from the first look at Telegram to the
//! last commit. `run` and `demo` start the same bot.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::sleep;

use super::Failure;
use super::signals::Stop;
use crate::clock::Clock;
use crate::config::Config;
use crate::engine::{self, Engine, Outlets};
use crate::enote::Enote;
use crate::errands::Errands;
use crate::inbox::Inbox;
use crate::journal::Journal;
use crate::model::{Policy, UserId};
use crate::outbox::{Outbox, Schedule};
use crate::store;
use crate::telegram::{Api, Me, PollError};

/// The wait between tries to reach Telegram at the start.
const KNOCK_AGAIN: Duration = Duration::from_secs(5);

/// Runs the bot until it is to stop.
pub(super) fn run(config: &Config, stop: &Stop) -> Result<(), Failure> {
    let clock = Arc::new(Clock::start());
    let policy = policy(config);
    let enote = enote(config, &clock)?;
    let path = &config.database;
    let database = |error: store::Error| Failure::Work(format!("database {}: {error}", path.display()));
    let store = store::open(path, policy.clone(), clock.now()).map_err(database)?;
    let api = Api::new(&config.telegram.api_url, config.telegram.token.clone());
    let api = Arc::new(api.map_err(|error| Failure::Work(format!("HTTP client: {error}")))?);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.map_err(|error| Failure::Work(format!("cannot start: {error}")))?;
    let Some(me) = runtime.block_on(meet(&api, stop))? else { return Ok(()) };
    check_name(config, &me)?;
    log::info!("@{} serves group {}", me.username, policy.group);
    let group = policy.group;

    // What the config calls the bot may differ in case, or be left out; the store has no use for it.
    let policy = Policy { bot_name: me.username, ..policy };
    let mut engine = Engine::new(store, policy);
    let (first, loaded) = engine.start(clock.now()).map_err(database)?;
    let (commits_in, commits) = mpsc::unbounded_channel();
    let (errands_in, errands) = std::sync::mpsc::channel();
    let journal = Journal::open(&config.logs.dir, group);
    let mut outlets = Outlets { commits: commits_in, errands: errands_in, journal };
    outlets.pass(first, &clock);
    let cannot = |error: std::io::Error| Failure::Work(format!("cannot start: {error}"));
    let (orders, thread) = engine::start(engine, Arc::clone(&clock), outlets, stop.flag()).map_err(cannot)?;
    let threads = config.enote.as_ref().map_or(1, |enote| enote.workers);
    let errands =
        Errands::start(enote, threads, errands, orders.clone(), Arc::clone(&clock)).map_err(cannot)?;
    let schedule = Schedule::new(config.telegram.limits, &loaded);
    let outbox = Outbox {
        schedule,
        api: Arc::clone(&api),
        orders: orders.clone(),
        commits,
        clock: Arc::clone(&clock),
        stop: stop.watch(),
    };
    let inbox = Inbox { api, orders, clock, stop: stop.watch() };
    runtime.block_on(async { tokio::join!(inbox.run(), outbox.run()) });
    errands.stop();
    match thread.join() {
        Ok(done) => done.map_err(database)?,
        Err(_) => return Err(Failure::Work("a fault in the program; see the log".to_owned())),
    }
    log::info!("stopped");
    Ok(())
}

/// What asks the clinic's Enote, if it has one.
fn enote(config: &Config, clock: &Arc<Clock>) -> Result<Option<Enote>, Failure> {
    let Some(service) = &config.enote else { return Ok(None) };
    let enote =
        Enote::new(service, Arc::clone(clock)).map_err(|why| Failure::Usage(format!("enote: {why}")))?;
    Ok(Some(enote))
}

fn policy(config: &Config) -> Policy {
    // A token begins with the bot's own id.
    let id = config.telegram.token.reveal().split(':').next().and_then(|id| id.parse().ok());
    Policy {
        lang: config.lang,
        group: config.telegram.group,
        bot: UserId(id.unwrap_or_default()),
        bot_name: config.telegram.username.clone().unwrap_or_default(),
        clinic: config.clinic.clone(),
        desk: config.desk.clone(),
        hours: config.hours.clone(),
        menu: config.menu.clone(),
        enote: config.enote.as_ref().map(|enote| enote.contracts),
        client_per_minute: config.telegram.limits.client_per_minute,
    }
}

/// Asks Telegram who the bot is, until it answers. Nothing if the bot is to stop before.
async fn meet(api: &Api, stop: &Stop) -> Result<Option<Me>, Failure> {
    let mut stopped = stop.watch();
    let mut silent = false;
    while !*stopped.borrow() {
        let wait = match api.me().await {
            Ok(me) => return Ok(Some(me)),
            Err(PollError::Unauthorized) => return Err(Failure::Work(BAD_TOKEN.to_owned())),
            Err(PollError::Later(wait)) => wait,
            Err(PollError::Conflict(why) | PollError::Unreachable(why)) => {
                if !silent {
                    log::warn!("Telegram cannot be reached: {why}; trying again");
                }
                silent = true;
                KNOCK_AGAIN
            }
        };
        tokio::select! {
            () = sleep(wait) => {}
            _ = stopped.changed() => {}
        }
    }
    Ok(None)
}

const BAD_TOKEN: &str = "Telegram refuses the token: copy it anew from @BotFather into telegram.token, \
                         or check telegram.api_url";

fn check_name(config: &Config, me: &Me) -> Result<(), Failure> {
    match &config.telegram.username {
        Some(name) if !name.eq_ignore_ascii_case(&me.username) => Err(Failure::Usage(format!(
            "telegram.username says {name}, but the token is that of @{}: correct one of them",
            me.username
        ))),
        Some(_) | None => Ok(()),
    }
}
