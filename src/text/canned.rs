//! What staff read about canned replies.

use super::Text;
use super::bundle::say;
use super::bundle::sentences;
use crate::model::Lang;

sentences! {
    /// There are none.
    canned_none = "canned-none";
    /// Which one to show; a button for each stands below.
    canned_which = "canned-which";
    /// Over the chat: it stands below, to be sent or not.
    canned_below = "canned-below";
    /// The button that sends it.
    canned_send_button = "canned-send-button";
    /// The button that throws it away.
    canned_discard_button = "canned-discard-button";
    /// Over the chat: it is on its way to the client.
    canned_sending = "canned-sending";
    /// Over the chat: it was thrown away.
    canned_discarded = "canned-discarded";
    /// Over the chat: the one that was pressed is no longer kept.
    canned_gone = "canned-gone";
    /// Over the chat: what the button stands under is no longer offered.
    canned_stale = "canned-stale";
    /// What was to be kept is a command or a note.
    canned_inside = "canned-inside";
    /// What was to be kept cannot be sent anew.
    canned_not_possible = "canned-not-possible";
}

/// No canned reply of this name; `nearest` is the one that was most likely meant.
pub fn canned_unknown(lang: Lang, name: &str, nearest: Option<&str>) -> Text {
    Text::plain(match nearest {
        None => say(lang, "canned-unknown", &[("name", name.into())]),
        Some(nearest) => {
            say(lang, "canned-unknown-near", &[("name", name.into()), ("nearest", nearest.into())])
        }
    })
}

/// It is kept under this name.
pub fn canned_kept(lang: Lang, name: &str) -> Text {
    Text::plain(say(lang, "canned-kept", &[("name", name.into())]))
}

/// It is kept in place of what had this name before.
pub fn canned_replaced(lang: Lang, name: &str) -> Text {
    Text::plain(say(lang, "canned-replaced", &[("name", name.into())]))
}

/// The one of this name is kept no longer.
pub fn canned_dropped(lang: Lang, name: &str) -> Text {
    Text::plain(say(lang, "canned-dropped", &[("name", name.into())]))
}

/// There are too many to keep one more.
pub fn canned_full(lang: Lang, count: usize) -> Text {
    Text::plain(say(lang, "canned-full", &[("count", count.into())]))
}

/// What stands on the button under one that was sent: who sent it, where that is known.
pub fn canned_by_button(lang: Lang, name: Option<&str>) -> Text {
    Text::plain(match name {
        None => say(lang, "canned-by-nobody-button", &[]),
        Some(name) => say(lang, "canned-by-button", &[("name", name.into())]),
    })
}
