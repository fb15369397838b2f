//! What people read about messages that were deleted, or could not be edited in place.

use super::Text;
use super::bundle::say;
use super::bundle::sentences;
use super::desk::reason_words;
use crate::model::Lang;

sentences! {
    /// In front of what a message was changed to that could not be edited in place.
    changed_to = "changed-to";
    /// The message was called off before it went out.
    delete_unsent = "delete-unsent";
    /// The client has the message, and it is not known where.
    delete_lost = "delete-lost";
    /// What is to be deleted is the client's own.
    delete_of_client = "delete-of-client";
    /// The client never had what is to be deleted.
    delete_nothing = "delete-nothing";
    /// It was deleted before.
    delete_already = "delete-already";
    /// What was edited is deleted on the other side.
    edit_of_deleted = "edit-of-deleted";
}

/// The client does not see it any more; `twice`: there may be a copy that nobody knows.
pub fn deleted(lang: Lang, twice: bool) -> Text {
    Text::plain(say(lang, if twice { "deleted-maybe-once" } else { "deleted" }, &[]))
}

/// Telegram would not delete it; `reason` is Telegram's own description.
pub fn delete_refused(lang: Lang, reason: &str) -> Text {
    if reason.starts_with("message can't be deleted") {
        return Text::plain(say(lang, "delete-too-old", &[]));
    }
    Text::plain(say(lang, "delete-refused", &[("reason", reason_words(lang, reason).into())]))
}

/// The client's copy cannot be edited, so what it was changed to follows; `reason` is Telegram's description.
pub fn edit_followed(lang: Lang, reason: &str) -> Text {
    Text::plain(say(lang, "edit-followed", &[("reason", reason_words(lang, reason).into())]))
}
