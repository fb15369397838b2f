//! Staff edited a message into something that stays inside. An edit never runs a command, and never
//! brings to the client what stays inside.

use crate::model::{Delivery, Millis};
use crate::relay::commands::{Command, Inside, Verb, inside};
use crate::relay::desk::note::taken_down;
use crate::relay::effect::{Effect, Fact, Tell};
use crate::relay::event::Post;
use crate::relay::topic;
use crate::relay::view::{Stored, View};
use crate::text::{self, Text};

/// What an edited message is if it stays inside now. What a message answers counts only for notes: an
/// answer that went to the client remains one, whatever became of what it answers.
pub(super) fn inside_now(view: &View<'_>, stored: &Stored, post: &Post) -> Option<Inside> {
    let typed = inside(&post.content.text.text, &view.policy.bot_name);
    typed.or_else(|| (stored.note && view.reply_inside).then_some(Inside::Note))
}

/// What was stored stays as it was where the message may still have to be sent: then the client gets that.
pub(super) fn into_inside(
    view: &View<'_>,
    stored: &Stored,
    post: &Post,
    inside: &Inside,
    now: Millis,
) -> Vec<Effect> {
    let (lang, note) = (view.policy.lang, is_note(inside));
    // The client may have it as it was, while only a later version waits or failed.
    let words = match (note, view.copies.is_empty()) {
        (true, true) => text::edit_into_note_unsent(lang),
        (false, true) => text::edit_kept_unsent(lang),
        (true, false) => text::edit_into_note(lang),
        (false, false) => text::edit_kept(lang),
    };
    let back = |kept: Fact| {
        let noted = if note { noted(view, post, now) } else { Vec::new() };
        [Effect::Remember(kept)].into_iter().chain(noted).chain([told(stored, words.clone())]).collect()
    };
    match (stored.delivery, stored.row) {
        (Delivery::Kept, _) => kept(view, stored, post, inside, now),
        // To try any part of an album again is to try all of it.
        (Delivery::Failed, _) => back(Fact::KeptBack(stored.id)),
        (Delivery::Queued, Some(row)) if !stored.in_doubt && view.copies.is_empty() => back(Fact::Kept(row)),
        (Delivery::Queued | Delivery::Sent | Delivery::PossiblyTwice, _) => {
            let words = if note { text::edit_into_note(lang) } else { text::edit_kept(lang) };
            vec![told(stored, words)]
        }
    }
}

/// What stayed inside already stays there.
fn kept(view: &View<'_>, stored: &Stored, post: &Post, inside: &Inside, now: Millis) -> Vec<Effect> {
    match inside {
        Inside::Foreign => Vec::new(),
        _ if is_note(inside) && stored.note => vec![edited(post)],
        _ if is_note(inside) => noted(view, post, now),
        Inside::Command(_) | Inside::Unknown { .. } | Inside::Note => {
            vec![told(stored, text::edit_not_run(view.policy.lang))]
        }
    }
}

/// What was deleted on the other side comes back by no edit. What it became is remembered, unless it stays
/// inside now.
pub(super) fn of_deleted(view: &View<'_>, stored: &Stored, post: &Post) -> Vec<Effect> {
    let remembered = inside_now(view, stored, post).is_none().then(|| edited(post));
    remembered.into_iter().chain([told(stored, text::edit_of_deleted(view.policy.lang))]).collect()
}

fn is_note(inside: &Inside) -> bool {
    matches!(inside, Inside::Note | Inside::Command(Command { verb: Verb::Note, .. }))
}

fn noted(view: &View<'_>, post: &Post, now: Millis) -> Vec<Effect> {
    [edited(post)].into_iter().chain(taken_down(view, post.key, now)).collect()
}

fn edited(post: &Post) -> Effect {
    Effect::Remember(Fact::Edited(Box::new(post.clone())))
}

/// A line in the topic under a message of staff.
pub(super) fn told(stored: &Stored, text: Text) -> Effect {
    let tell = Tell::new(topic::desk(stored.client), topic::saying(text, None));
    Effect::Tell(tell.answering(stored.key.message))
}
