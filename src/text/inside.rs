//! What staff read about what stays inside.

use super::Text;
use super::bundle::say;
use super::bundle::sentences;
use crate::model::Lang;

sentences! {
    /// An edit turned a message that the client has into a note.
    edit_into_note = "edit-into-note";
    /// An edit turned a message into a note before it was sent.
    edit_into_note_unsent = "edit-into-note-unsent";
    /// An edit turned a note into an ordinary message.
    edit_of_note = "edit-of-note";
    /// An edit turned something that stays inside into a command.
    edit_not_run = "edit-not-run";
    /// A member writes as a channel.
    channel_not_relayed = "channel-not-relayed";
}
