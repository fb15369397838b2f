//! What staff type for the bot and not for the client. A text that begins with `/` never travels,
//! known or not, well typed or not.

use crate::relay::visible::from_first_visible;

/// The most of a mistyped command that is repeated to staff, in characters.
const SHOWN: usize = 32;

/// The command a text or caption begins with, as typed and shortened for showing; nothing if it is an
/// ordinary message. Invisible characters and spaces in front do not hide a command.
pub(crate) fn command_of(text: &str) -> Option<String> {
    let text = from_first_visible(text);
    if !text.starts_with('/') {
        return None;
    }
    let word = text.split(char::is_whitespace).next().unwrap_or(text);
    Some(word.chars().take(SHOWN).collect())
}
