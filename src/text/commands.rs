//! What staff read when a command cannot be done.

use super::Text;
use super::bundle::say;
use crate::model::Lang;

/// How a command is to be written; `name` is its name without the slash.
pub fn usage(lang: Lang, name: &str) -> Text {
    Text::plain(say(lang, &format!("usage-{name}"), &[]))
}

/// The command makes sense in a client's topic alone.
pub fn topic_wanted(lang: Lang) -> Text {
    Text::plain(say(lang, "topic-wanted", &[]))
}

/// No such member of staff.
pub fn member_unknown(lang: Lang) -> Text {
    Text::plain(say(lang, "member-unknown", &[]))
}
