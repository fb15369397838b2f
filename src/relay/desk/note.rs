//! Words for colleagues: `//`, `..`, `/note`, and whatever answers something that stays inside itself.

use super::Given;
use crate::model::{Kind, MINUTE, Millis, MsgKey};
use crate::relay::effect::{Effect, Emoji, Fact, Lane, Tell, What};
use crate::relay::view::View;

/// How long the sign that a note was taken down is worth giving, in milliseconds.
const SIGN_WORTH: i64 = 5 * MINUTE;

/// `/note`: the words are behind it, or it is the caption of what is noted.
pub(super) fn note(given: &Given<'_>, now: Millis) -> Vec<Effect> {
    if given.rest.is_empty() && given.post.content.kind == Kind::Text {
        return given.usage();
    }
    taken_down(given.view, given.post.key, now)
}

/// A message that is kept is a note. It gets a sign that all can see: an album gets one.
pub(in crate::relay) fn taken_down(view: &View<'_>, key: MsgKey, now: Millis) -> Vec<Effect> {
    let what = What::React { to: key, emoji: Emoji::Noted };
    let sign = Effect::Tell(Tell { expires: Some(now.plus(SIGN_WORTH)), ..Tell::new(Lane::Now, what) });
    let sign = (!view.album_noted).then_some(sign);
    [Effect::Remember(Fact::Noted(key))].into_iter().chain(sign).collect()
}
