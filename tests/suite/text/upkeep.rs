//! What the bot says by itself as time passes, for the list of all texts.

use pwparents::model::{Lang, Millis, UserId, kyiv};
use pwparents::text::{self, Mention, Text};

/// 2026-11-18 13:06:40 in Kyiv.
const NOON: Millis = Millis(1_795_000_000_000);

pub fn upkeep(lang: Lang) -> Vec<(String, Text)> {
    let (minute, hour) = (60_000, 3_600_000);
    let waits = [0, 30 * minute, hour, 2 * hour + 5 * minute, 24 * hour, 51 * hour + minute];
    let waits = waits.map(|ms| (format!("reminder after {ms}"), text::reminder(lang, ms, &[])));
    let whom =
        [Mention::Username("maria_vet".to_owned()), Mention::Person("Олена 🐈".to_owned(), UserId(43))];
    let phone = Some("+380 67 123");
    let later = |hours: i64| Millis(NOON.0 + hours * hour);
    let table = [
        ("reminder of somebody", text::reminder(lang, hour, &whom)),
        ("snoozed", text::snoozed(lang, &kyiv(), NOON, later(2))),
        ("snoozed over midnight", text::snoozed(lang, &kyiv(), NOON, later(24))),
        ("snooze_over", text::snooze_over(lang)),
        ("reminders_off", text::reminders_off(lang)),
        ("usage snooze", text::usage(lang, "snooze")),
        ("away", text::away(lang, &kyiv(), NOON, Some(later(20)), None)),
        ("away with a phone", text::away(lang, &kyiv(), NOON, Some(later(92)), phone)),
        ("away without an opening", text::away(lang, &kyiv(), NOON, None, phone)),
        ("slowed", text::slowed(lang, None)),
        ("slowed with a phone", text::slowed(lang, phone)),
        ("unseen", text::unseen(lang, None)),
        ("unseen with a phone", text::unseen(lang, phone)),
        ("rate_ask", text::rate_ask(lang)),
        ("star_button", text::star_button(5)),
        ("rated", text::rated(lang, 5)),
        ("rated_already", text::rated_already(lang)),
    ];
    waits.into_iter().chain(table.map(|(name, text)| (name.to_owned(), text))).collect()
}
