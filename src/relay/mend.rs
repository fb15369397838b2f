//! What an edit leads to on the other side: the copy is edited in place, a text in parts part by part; and
//! where Telegram forbids it, an answer to the copy says what it was changed to.

use serde_json::{Map, Value};

use crate::model::{CAPTION_MAX, Content, Delivery, Kind, Millis, MsgKey, SECOND, Styled, TEXT_MAX};
use crate::relay::effect::{Direction, Effect, Fact, Lane, Rung, Tell, What};
use crate::relay::event::{Post, Refusal, Why};
use crate::relay::view::{Row, Stored, View};
use crate::relay::{edits, receipt, split};
use crate::text::{self, Text};

/// How often a live location moves in a topic, in milliseconds.
const MOVE_EVERY: i64 = 15 * SECOND;

/// The rows that bring an edited message's counterpart up to date.
pub(super) fn rows(view: &View<'_>, stored: &Stored, post: &Post, now: Millis) -> Vec<Effect> {
    let waits_unsent = stored.row.is_some() && !stored.claimed;
    if waits_unsent || matches!(stored.delivery, Delivery::Failed | Delivery::Kept) {
        return Vec::new();
    }
    if stored.content.is_live() || post.content.is_live() {
        return moves(stored, post, now);
    }
    let lane = lane(stored);
    let says_so = says_so(&post.content.kind);
    let in_parts_now = stored.row.is_some() && is_too_long(&stored.content);
    // It is going out in parts, with the old words; or nobody knows where its copy stands.
    if says_so && (in_parts_now || (stored.row.is_none() && view.copies.is_empty())) {
        return vec![tell(lane, What::Relay { of: post.key, rung: Rung::Changed(headline(view, stored)) })];
    }
    in_parts(&view.copies, stored, post).unwrap_or_else(|| whole(lane, stored, post).into_iter().collect())
}

fn lane(stored: &Stored) -> Lane {
    match stored.direction {
        Direction::In => Lane::In(stored.client),
        Direction::Out => Lane::Out(stored.client),
    }
}

fn tell(lane: Lane, what: What) -> Effect {
    Effect::Tell(Tell::new(lane, what))
}

/// Whether it can be sent anew behind a line of ours.
fn says_so(kind: &Kind) -> bool {
    *kind == Kind::Text || kind.is_file()
}

/// Whether one message cannot hold it.
fn is_too_long(content: &Content) -> bool {
    let most = if content.kind == Kind::Text { TEXT_MAX } else { CAPTION_MAX };
    content.text.units() > most
}

/// The line in front of what follows a message that could not be edited, for whoever reads it.
fn headline(view: &View<'_>, stored: &Stored) -> Text {
    text::changed_to(match stored.direction {
        Direction::In => view.policy.lang,
        Direction::Out => view.client_lang(),
    })
}

/// The copy as a whole, where there is something to do.
fn whole(lane: Lane, stored: &Stored, post: &Post) -> Option<Effect> {
    let (old, new) = (&stored.content, &post.content);
    let file = is_another_file(old, new) && new.kind != Kind::Voice;
    let editable = new.kind == Kind::Text && old.kind == Kind::Text;
    let captioned = new.kind.has_caption();
    // New words of a kind nobody knows may be refused, and then they follow.
    let unknown = matches!(new.kind, Kind::Unknown(_)) && old.text != new.text;
    (editable || captioned || unknown)
        .then(|| tell(lane, What::Mend { of: post.key, file: file && captioned }))
}

/// A spoiler goes with the file. No edit takes a voice as a new file (`InputMedia`).
fn is_another_file(old: &Content, new: &Content) -> bool {
    (&old.file, old.extra.spoiler) != (&new.file, new.extra.spoiler)
}

/// A live location moves, or comes to rest. In a topic that takes its time and a lane of its own: it must not
/// hold up anybody's words, nor use up what the group takes in a minute.
fn moves(stored: &Stored, post: &Post, now: Millis) -> Vec<Effect> {
    let (lane, not_before) = match stored.direction {
        Direction::In => (Lane::Moves(stored.client), Some(now.plus(MOVE_EVERY))),
        Direction::Out => (Lane::Out(stored.client), None),
    };
    let rests = !post.content.is_live();
    let moved = !rests || place(&stored.content) != place(&post.content);
    let not_before = not_before.filter(|_| !rests);
    let mend = Tell { not_before, ..Tell::new(lane, What::Mend { of: post.key, file: false }) };
    let halt = rests.then(|| tell(lane, What::Halt { of: post.key }));
    moved.then_some(Effect::Tell(mend)).into_iter().chain(halt).collect()
}

/// Where a location is.
fn place(content: &Content) -> Option<(Value, Value)> {
    let mut fields: Map<String, Value> = serde_json::from_str(&content.extra.fields).ok()?;
    Some((fields.remove("latitude")?, fields.remove("longitude")?))
}

/// The words of a message that went in several, or is to: each copy gets its part, and only where the part
/// has changed. Nothing, if the copies are not known to be these parts.
fn in_parts(copies: &[MsgKey], stored: &Stored, post: &Post) -> Option<Vec<Effect>> {
    let (old, new) = (&stored.content, &post.content);
    if stored.row.is_some() || old.kind != new.kind || is_another_file(old, new) {
        return None;
    }
    let (bare, most) = if old.kind == Kind::Text {
        (0, TEXT_MAX)
    } else if old.kind.has_caption() && old.text.units() > CAPTION_MAX {
        (1, CAPTION_MAX)
    } else {
        return None;
    };
    let (old, fits) = (split::parts(&old.text), new.text.units() <= most);
    let several = old.len() + bare > 1 || !fits;
    let words = copies.get(bare..).filter(|words| several && words.len() == old.len())?;
    let lane = lane(stored);
    if fits {
        // All of it stands in the first copy again.
        let mend = tell(lane, What::Mend { of: post.key, file: false });
        return Some(copies.iter().skip(1).flat_map(|at| gone(lane, *at)).chain([mend]).collect());
    }
    Some(part_by_part(lane, post.key, words, &old, split::parts(&new.text)))
}

fn part_by_part(lane: Lane, of: MsgKey, copies: &[MsgKey], old: &[Styled], new: Vec<Styled>) -> Vec<Effect> {
    let superfluous = copies.iter().skip(new.len()).flat_map(|at| gone(lane, *at));
    let there = copies.iter().zip(old);
    let rows = new.into_iter().enumerate().filter_map(|(number, text)| match there.clone().nth(number) {
        Some((_, old)) if *old == text => None,
        Some((at, _)) => Some(tell(lane, What::Rewrite { at: *at, of, text })),
        None => Some(tell(lane, What::Relay { of, rung: Rung::Words(text) })),
    });
    rows.chain(superfluous).collect()
}

/// A copy that holds nothing any more.
fn gone(lane: Lane, at: MsgKey) -> [Effect; 2] {
    [Effect::Remember(Fact::Unlinked(at)), tell(lane, What::Remove(at))]
}

/// Telegram does not let the copy be edited: whatever it was changed to follows as an answer to it. Nobody can
/// write to a client who is out of reach, so staff are told.
pub(super) fn refused(view: &View<'_>, row: &Row, of: MsgKey, refusal: &Refusal) -> Vec<Effect> {
    let done = || vec![receipt::finished(row)];
    let Some(stored) = view.stored.as_ref().filter(|_| refusal.why != Why::AlreadySo) else { return done() };
    let kind = &stored.content.kind;
    if *kind == Kind::Location {
        // It moves on as a new one.
        return if stored.content.is_live() { anew(row, of, Rung::Rebuilt) } else { done() };
    }
    // An edit that we were not to hear of made a file of it: the copy is to hold that too.
    let words_alone = matches!(row.what, What::Mend { file: false, .. });
    if refusal.why == Why::OtherKind && words_alone && stored.content.file.is_some() {
        let what = What::Mend { of, file: true };
        return vec![Effect::Remember(Fact::RowParts(row.id, vec![what]))];
    }
    let lang = view.policy.lang;
    let says_so = says_so(kind);
    let away = matches!(refusal.why, Why::Blocked | Why::Deactivated | Why::NeverStarted);
    match stored.direction {
        Direction::In if says_so => anew(row, of, Rung::Changed(headline(view, stored))),
        Direction::In => anew(row, of, Rung::Reply),
        Direction::Out if says_so && !away => {
            let mut effects = anew(row, of, Rung::Changed(headline(view, stored)));
            effects.push(edits::told(stored, text::edit_followed(lang, &refusal.words)));
            effects
        }
        Direction::Out => {
            let line = text::edit_refused(lang, &refusal.words);
            vec![receipt::finished(row), edits::told(stored, line)]
        }
    }
}

/// Another message in the row's place.
fn anew(row: &Row, of: MsgKey, rung: Rung) -> Vec<Effect> {
    vec![Effect::Remember(Fact::RowParts(row.id, vec![What::Relay { of, rung }]))]
}
