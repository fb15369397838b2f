//! `/find`, `/queue`, `/stats` and `/history`: what was looked up is said under the command.

use super::Given;
use crate::model::Millis;
use crate::relay::effect::Effect;
use crate::relay::found::Found;
use crate::relay::search::{Asked, asked};
use crate::relay::view::Client;
use crate::text;

pub(super) fn find(given: &Given<'_>) -> Vec<Effect> {
    let (lang, zone) = (given.lang(), given.view.policy.zone());
    let answer = match (asked(given.rest), &given.view.found) {
        (Asked::TooShort, _) => text::find_too_short(lang),
        (Asked::For(_), Found::Findings(found)) if found.is_empty() => {
            text::find_nothing(lang, given.rest, found.lags)
        }
        (Asked::For(_), Found::Findings(found)) => text::findings(lang, &zone, given.rest, found),
        (Asked::Nothing | Asked::For(_), _) => return given.usage(),
    };
    vec![given.answer(answer)]
}

pub(super) fn queue(given: &Given<'_>, now: Millis) -> Vec<Effect> {
    let Found::Queue(found) = &given.view.found else { return given.usage() };
    let lang = given.lang();
    let answer =
        if found.waiting.is_empty() { text::queue_empty(lang) } else { text::queue(lang, now, found) };
    vec![given.answer(answer)]
}

pub(super) fn stats(given: &Given<'_>) -> Vec<Effect> {
    let Found::Figures(found) = &given.view.found else { return given.usage() };
    vec![given.answer(text::stats(given.lang(), found))]
}

pub(super) fn history(given: &Given<'_>, client: &Client) -> Vec<Effect> {
    let Found::History(found) = &given.view.found else { return given.usage() };
    let (lang, zone) = (given.lang(), given.view.policy.zone());
    vec![given.answer(if found.is_empty() {
        text::history_empty(lang)
    } else {
        text::history(lang, &zone, &client.name, found)
    })]
}
