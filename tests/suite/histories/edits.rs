//! Edits: what people change, and whether it came to stand on the other side.

use super::check::{self, Seen};
use super::history::History;
use super::ledger::{Fate, Heard, Said, Side, Version, mark};
use pwparents::sandbox::{Draft, Kind, Place, Shown};

/// What stands in front of what a message was changed to.
const CHANGED: &str = "✏️ Змінено:";
/// What staff read where the client could not be reached.
const NOT_PASSED_ON: &str = "Правку не передано";

impl History {
    /// Their own message, or a command into one.
    pub fn client_edits(&mut self, client: usize) {
        let from_command = self.rng.u32(0..8) == 0;
        let fate = if from_command { Fate::Stays } else { Fate::Travels };
        let theirs =
            |said: &Said| said.side == Side::Client && said.client == Some(client) && said.fate == fate;
        let Some(number) = self.some_said(theirs) else { return };
        let place = Place::Private { bot: self.sim.bot, user: self.clients[client].id };
        let Some(shown) = self.sim.world.shown(place, self.ledger.said[number].at.1) else { return };
        if from_command {
            return self.client_edits_command(client, number, &shown);
        }
        let Some(draft) = self.changed(number, &shown) else { return };
        // What a banned client makes of a message is not brought over by itself.
        let heard = if self.clients[client].banned { Heard::Maybe } else { Heard::Yes };
        self.is_edited(number, place, draft, heard);
        self.tell(|history| {
            format!("{} edits {number}: {}", history.clients[client].name, latest(history, number))
        });
    }

    /// Nobody has seen the command, so it is a new message.
    fn client_edits_command(&mut self, client: usize, number: usize, shown: &Shown) {
        if !shown.words().starts_with('/') || self.clients[client].banned {
            return;
        }
        let place = Place::Private { bot: self.sim.bot, user: self.clients[client].id };
        self.is_edited(number, place, Draft::text(format!("лист {}", mark(number))), Heard::Yes);
        let said = &mut self.ledger.said[number];
        (said.fate, said.retried) = (Fate::Travels, true);
        self.tell(|history| {
            format!("{} edits the command {number} into words", history.clients[client].name)
        });
    }

    /// Into something else, or into a command.
    pub fn staff_edit(&mut self) {
        let travels = |said: &Said| said.side == Side::Staff && said.fate == Fate::Travels;
        let Some(number) = self.some_said(travels) else { return };
        let (group, message) = self.ledger.said[number].at;
        let Some(shown) = self.sim.world.shown(group, message) else { return };
        let heard = self.heard();
        let into_command =
            shown.kind == Kind::Text && self.ledger.said[number].album.is_none() && self.rng.u32(0..4) == 0;
        let draft = if into_command {
            self.ledger.said[number].fate = Fate::Withdrawn;
            Draft::text(format!("/close {}", mark(number)))
        } else {
            let Some(draft) = self.changed(number, &shown) else { return };
            draft
        };
        self.is_edited(number, group.into(), draft, heard);
        self.tell(|history| format!("staff edit {number} ({heard:?}): {}", latest(history, number)));
    }

    pub fn some_said(&mut self, one: impl Fn(&Said) -> bool) -> Option<usize> {
        let numbers: Vec<usize> =
            (0..self.ledger.next()).filter(|number| one(&self.ledger.said[*number])).collect();
        self.rng.choice(numbers)
    }

    fn is_edited(&mut self, number: usize, place: Place, draft: Draft, heard: Heard) {
        let message = self.ledger.said[number].at.1;
        self.sim.world.edit(place, message, draft);
        let shown = self.sim.world.shown(place, message).unwrap();
        self.ledger.shows(number, &shown, heard, self.sim.now);
    }

    /// The message in other words, with another file, or both; nothing, where nobody can edit it.
    fn changed(&mut self, number: usize, shown: &Shown) -> Option<Draft> {
        let words = match shown.words() {
            "" => format!("підпис {}", mark(number)),
            words => format!("{words} ще"),
        };
        let another = self.rng.u32(0..3) == 0;
        let file = self.ledger.file_of(number, another);
        let draft = if shown.kind == Kind::Text {
            if self.rng.u32(0..8) > 0 {
                return Some(Draft::text(words));
            }
            Draft::photo().file(&self.ledger.file_of(number, true))
        } else if matches!(shown.kind, Kind::Photo | Kind::Video) {
            self.picture(shown.kind, another).file(&file)
        } else if shown.kind == Kind::Document {
            Draft::document("a.pdf").file(&file)
        } else if shown.kind == Kind::Voice {
            // No edit takes another voice.
            Draft::voice().file(&self.ledger.file_of(number, false))
        } else {
            return None;
        };
        Some(match self.rng.u32(0..4) {
            // Its file alone tells which it is.
            0 => draft,
            1 if another => draft.caption(shown.words()),
            _ => draft.caption(words),
        })
    }

    fn picture(&mut self, was: Kind, another: bool) -> Draft {
        let is_video = if another { self.rng.bool() } else { was == Kind::Video };
        if is_video { Draft::video() } else { Draft::photo() }
    }
}

fn latest(history: &History, number: usize) -> String {
    history.ledger.said[number].versions.last().map(|version| format!("{version:?}")).unwrap_or_default()
}

/// Whether so many copies are no more than an edit accounts for: what cannot be edited in place stands there
/// once more, because Telegram refuses or because the copy went with its topic.
pub fn stands_anew(history: &History, said: &Said, count: usize) -> bool {
    let edits = said.versions.len() - 1;
    let copy_gone = said.side == Side::Client && !history.deleted.is_empty();
    (history.refused_edits || copy_gone) && count <= 1 + edits
}

/// The newest copy of each message holds what the message holds, or says what it was changed to.
pub fn check(history: &History, seen: &Seen, client: usize, side: Side) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, said) in check::of(history, client, side).filter(|(_, said)| said.fate == Fate::Travels) {
        let copy = seen.newest_copy(history, number);
        let is_there = matches!(seen.delivery(said), Some("sent" | "possibly twice"))
            && !seen.deleted.contains(&said.at);
        let Some(copy) = copy.filter(|_| is_there) else { continue };
        let right = newest(said).any(|version| holds(copy, version));
        if !right && !told_unreachable(history, said) {
            let shows = (copy.words(), &copy.file_unique_id);
            wrong.push(format!(
                "{number} of {}'s, by {side:?}, shows {shows:?} in {}, not {:?}",
                history.clients[client].name,
                copy.message_id,
                said.versions.last()
            ));
        }
    }
    wrong
}

/// What a message holds as far as the bot knows. What it may have heard of, or a copy taken since may show, counts
/// too.
fn newest(said: &Said) -> impl Iterator<Item = &Version> {
    let known = said.versions.iter().rposition(|version| version.heard == Heard::Yes).unwrap_or_default();
    said.versions[known..].iter()
}

fn holds(copy: &Shown, version: &Version) -> bool {
    let words = copy.words().strip_prefix(CHANGED).map_or(copy.words(), str::trim_start);
    words == version.words && copy.file_unique_id == version.file
}

/// Whether the client was out of reach when the edit was passed on, and staff read so under their message. In a
/// topic that was deleted meanwhile they cannot.
fn told_unreachable(history: &History, said: &Said) -> bool {
    let edited = said.versions.last().map_or(0, |version| version.when);
    let blocks = said.client.map(|client| &history.clients[client].blocks);
    let blocked = blocks
        .is_some_and(|blocks| blocks.iter().any(|(_, until)| until.is_none_or(|until| until >= edited)));
    let (true, Some(thread)) = (said.side == Side::Staff && blocked, said.thread) else { return false };
    let view = history.sim.world.topic_view(history.sim.group, thread);
    let told = |shown: &Shown| shown.reply_to == Some(said.at.1) && shown.words().contains(NOT_PASSED_ON);
    history.deleted.contains_key(&thread) || view.iter().any(told)
}
