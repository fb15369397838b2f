//! What staff read in private, and about the name that clients see.

use super::Text;
use super::bundle::say;
use crate::model::Lang;

/// What the bot is for, to a member of staff; `name` is what clients see of them, if they chose it.
pub fn colleague(lang: Lang, name: Option<&str>) -> Text {
    Text::plain(match name {
        Some(name) => say(lang, "colleague-named", &[("name", name.into())]),
        None => say(lang, "colleague", &[]),
    })
}

/// The command works in the group.
pub fn group_wanted(lang: Lang) -> Text {
    Text::plain(say(lang, "group-wanted", &[]))
}

/// The command works in private.
pub fn private_wanted(lang: Lang, bot: &str) -> Text {
    Text::plain(say(lang, "private-wanted", &[("bot", bot.into())]))
}

/// The name is chosen.
pub fn name_set(lang: Lang, name: &str) -> Text {
    Text::plain(say(lang, "name-set", &[("name", name.into())]))
}

/// The name is given up; `signed` tells whether their first name stands in for it.
pub fn name_reset(lang: Lang, signed: bool) -> Text {
    Text::plain(say(lang, if signed { "name-reset-signed" } else { "name-reset" }, &[]))
}

/// Once, to whoever chose no name: what clients see instead.
pub fn signed_as(lang: Lang, name: &str, bot: &str) -> Text {
    Text::plain(say(lang, "signed-as", &[("name", name.into()), ("bot", bot.into())]))
}

/// Once, to whoever chose no name, where nothing stands in for it.
pub fn unsigned(lang: Lang, bot: &str) -> Text {
    Text::plain(say(lang, "unsigned", &[("bot", bot.into())]))
}
