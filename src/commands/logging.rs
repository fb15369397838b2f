//! Where `log` records go: standard error, with the time. Other crates' records stop at warnings: at
//! finer levels an HTTP client may quote what it sends.

use log::LevelFilter;

/// Sets up logging for the whole process; a second time changes nothing.
pub(super) fn start(level: LevelFilter) {
    let others = level.min(LevelFilter::Warn);
    let mut builder = env_logger::Builder::new();
    builder.filter_level(others).filter_module("pwparents", level);
    if builder.try_init().is_err() {
        log::debug!("logging was set up before");
    }
    std::panic::set_hook(Box::new(|panic| {
        // Where, and not what: a panic's words may quote what somebody wrote.
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        log::error!("a fault in the program at {place}");
    }));
}
