//! `/del`: what is answered is deleted at the client's, or never goes out. What the client wrote stays: it
//! is theirs.

use std::collections::BTreeSet;

use super::Given;
use crate::model::{Delivery, MsgKey, RowId};
use crate::relay::effect::{Effect, Fact, Label, Lane, Tell, What};
use crate::relay::event::{Refusal, Why};
use crate::relay::found::{Found, Part, Target};
use crate::relay::view::{Client, Row, Stored, View};
use crate::relay::{receipt, topic};
use crate::text::{self, Text};

/// An album is deleted as a whole, as it was sent.
pub(super) fn delete(given: &Given<'_>, client: &Client) -> Vec<Effect> {
    let lang = given.lang();
    let Some(reply) = given.post.reply.as_ref().filter(|_| given.rest.is_empty()) else {
        return given.usage();
    };
    let parts = match &given.view.found {
        Found::Target(Target::Theirs) => return vec![given.answer(text::delete_of_client(lang))],
        Found::Target(Target::Ours(parts)) => parts.as_slice(),
        Found::Nothing
        | Found::Findings(_)
        | Found::Queue(_)
        | Found::Figures(_)
        | Found::History(_)
        | Found::Unindexed(_) => &[],
    };
    let standing: Vec<&Part> = parts.iter().filter(|part| !part.stored.deleted).collect();
    let waiting: BTreeSet<RowId> = standing.iter().filter_map(|part| waits(&part.stored)).collect();
    let mut effects: Vec<Effect> = waiting.iter().map(|row| Effect::Remember(Fact::Kept(*row))).collect();
    let of = MsgKey { chat: given.post.key.chat, message: reply.to };
    let by = given.by().map(|member| member.id);
    if standing.iter().any(|part| part.copied || part.stored.in_doubt) {
        let what = What::Unsend { of, asked: given.post.key.message, by };
        effects.push(Effect::Tell(Tell::new(Lane::Out(client.id), what)));
    } else if standing.iter().any(|part| is_there(&part.stored)) {
        effects.push(given.answer(text::delete_lost(lang)));
    } else if !waiting.is_empty() {
        effects.push(Effect::Remember(Fact::Deleted { of, by }));
        effects.push(given.answer(text::delete_unsent(lang)));
        if given.view.late_said && given.view.oldest_out.is_none() {
            effects.extend(receipt::revise(client.id, Label::Late(client.id), text::delete_unsent(lang)));
        }
    } else if standing.is_empty() && !parts.is_empty() {
        effects.push(given.answer(text::delete_already(lang)));
    } else {
        effects.push(given.answer(text::delete_nothing(lang)));
    }
    effects
}

/// The row that carries it, if no call for it has been made.
fn waits(stored: &Stored) -> Option<RowId> {
    stored.row.filter(|_| stored.delivery == Delivery::Queued && !stored.in_doubt)
}

fn is_there(stored: &Stored) -> bool {
    matches!(stored.delivery, Delivery::Sent | Delivery::PossiblyTwice)
}

/// The copies are gone, and whoever wanted it hears so.
pub(in crate::relay) fn done(view: &View<'_>, row: &Row) -> Vec<Effect> {
    let What::Unsend { of, by, .. } = row.what else { return vec![receipt::finished(row)] };
    let twice = view.carried.iter().any(|part| part.delivery == Delivery::PossiblyTwice);
    let gone = Effect::Remember(Fact::Deleted { of, by });
    [gone].into_iter().chain(ended(row, text::deleted(view.policy.lang, twice))).collect()
}

/// Telegram keeps them: they are too old, or the client is out of reach.
pub(in crate::relay) fn refused(view: &View<'_>, row: &Row, refusal: &Refusal) -> Vec<Effect> {
    if refusal.why == Why::AlreadySo {
        return done(view, row);
    }
    ended(row, text::delete_refused(view.policy.lang, &refusal.words))
}

/// No copy is known when its turn comes: what was under way was refused in the end, or is there and nobody knows
/// where. Rows of any other kind are just finished.
pub(in crate::relay) fn void(view: &View<'_>, row: &Row) -> Vec<Effect> {
    let lang = view.policy.lang;
    let lost = view.carried.iter().any(is_there);
    ended(row, if lost { text::delete_lost(lang) } else { text::delete_nothing(lang) })
}

/// The row is finished, with a line under the command that asked for it.
fn ended(row: &Row, line: Text) -> Vec<Effect> {
    let What::Unsend { asked, .. } = row.what else { return vec![receipt::finished(row)] };
    let tell = Tell::new(Lane::Desk(row.lane.client()), topic::saying(line, None)).answering(asked);
    vec![receipt::finished(row), Effect::Tell(tell)]
}
