//! `/del`: staff take back what they wrote, and the client does not have it any more, or staff read why they do.

use super::check::Seen;
use super::history::{History, MINUTE};
use super::ledger::{Fate, Heard, Said, Side};
use super::places::ever_sent;
use pwparents::sandbox::{Draft, Shown};

/// After so long Telegram deletes nothing more; a little earlier, for a command that waited.
const TOO_OLD: i64 = 47 * 60 * MINUTE;
const NOT_DONE: &str = "⚠️ Не видалено";
const UNSENT: &str = "🗑 Скасовано";
const NOTHING: &str = "ℹ️ Видаляти нічого";
const ALREADY: &str = "ℹ️ Це вже видалено";
/// The client has it, and it is not known where.
const LOST: &str = "⚠️ Не видалено: бот не знає";

/// A command to take something back.
#[derive(Debug)]
pub struct Deletion {
    of: usize,
    /// The message that gave it.
    command: i64,
    thread: i64,
    heard: Heard,
    when: i64,
}

impl History {
    /// Any message of theirs, whatever became of it.
    pub fn staff_delete(&mut self, thread: i64) {
        let theirs = |said: &Said| {
            said.side == Side::Staff
                && said.thread == Some(thread)
                && said.fate != Fate::Stays
                && said.heard == Heard::Yes
        };
        let Some(of) = self.some_said(theirs) else { return };
        let (message, heard, when) = (self.ledger.said[of].at.1, self.heard(), self.sim.now);
        let draft = |_: &Self| Draft::text("/del").reply_to(message);
        let command = self.staff_sent(thread, draft, Fate::Stays, &format!("/del of {of}"));
        self.ledger.deletions.push(Deletion { of, command, thread, heard, when });
    }
}

/// The commands about a message, or about another part of its album: it goes as a whole.
fn about(history: &History, number: usize) -> impl Iterator<Item = &Deletion> {
    let said = &history.ledger.said;
    let same =
        move |of: usize| of == number || (said[of].album.is_some() && said[of].album == said[number].album);
    history.ledger.deletions.iter().filter(move |deletion| same(deletion.of))
}

/// Whether staff took this back, or part of its album, whatever came of it.
pub fn was_wanted(history: &History, number: usize) -> bool {
    about(history, number).next().is_some()
}

pub fn check(history: &History, seen: &Seen) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, said) in history.ledger.said.iter().enumerate().filter(|(_, said)| said.side == Side::Staff)
    {
        if seen.deleted.contains(&said.at) {
            wrong.extend(gone(history, seen, number));
        }
    }
    for deletion in history.ledger.deletions.iter().filter(|deletion| deletion.heard == Heard::Yes) {
        wrong
            .extend(answered(history, seen, deletion).map(|what| format!("/del of {}: {what}", deletion.of)));
    }
    wrong
}

/// What the database calls deleted is not there any more: what may have stood twice may still stand once.
fn gone(history: &History, seen: &Seen, number: usize) -> Option<String> {
    let said = &history.ledger.said[number];
    if about(history, number).all(|deletion| deletion.heard == Heard::No) {
        return Some(format!("{number} is marked as deleted, and nobody asked for it"));
    }
    let there = seen.newest_copy(history, number)?;
    let twice = seen.delivery(said) == Some("possibly twice");
    let linked = seen.links.contains(&(history.clients[said.client?].id, there.message_id));
    (linked || !twice)
        .then(|| format!("{number} is marked as deleted, and stands there: {:?}", there.words()))
}

/// What staff read under their command is true.
fn answered(history: &History, seen: &Seen, deletion: &Deletion) -> Option<String> {
    if history.deleted.contains_key(&deletion.thread) {
        return None;
    }
    let said = &history.ledger.said[deletion.of];
    let view = history.sim.world.chat_view(history.sim.group);
    let under =
        |shown: &&Shown| shown.reply_to == Some(deletion.command) && shown.sender == Some(history.sim.bot);
    let Some(answer) = view.iter().find(under) else { return Some("no answer".to_owned()) };
    let (words, delivery, deleted) = (answer.words(), seen.delivery(said), seen.deleted.contains(&said.at));
    let right = if words.starts_with(NOTHING) {
        matches!(delivery, Some("failed" | "kept")) || said.retried || said.fate == Fate::Perhaps
    } else if words.starts_with(LOST) {
        said.album.is_some()
    } else if words.starts_with(NOT_DONE) {
        may_refuse(history, said, deletion)
    } else if words.starts_with(UNSENT) {
        deleted && !ever_sent(history, deletion.of)
    } else {
        deleted && (words.starts_with('🗑') || words.starts_with(ALREADY))
    };
    (!right).then(|| format!("staff read {words:?}, and it is {delivery:?}, deleted: {deleted}"))
}

/// Nothing is deleted at a client who is out of reach, and nothing that is old.
fn may_refuse(history: &History, said: &Said, deletion: &Deletion) -> bool {
    let mut blocks = said.client.iter().flat_map(|client| &history.clients[*client].blocks);
    history.sim.now - said.when > TOO_OLD
        || blocks.any(|(_, until)| until.is_none_or(|until| until >= deletion.when))
}
