//! Reactions: who shows what, and whether the other side sees it.

use super::check::{self, Seen};
use super::history::{History, Standing};
use super::ledger::{Fate, Heard, Side};
use pwparents::sandbox::{Call, Place, Shown};
use std::collections::BTreeMap;

/// What clients show; each is one that a bot can give.
const OF_CLIENTS: [&str; 4] = ["❤", "🔥", "😢", "👍"];
/// What staff show; of these the last two stay among them.
const OF_STAFF: [&str; 5] = ["👍", "❤", "🙏", "👀", "🤡"];
const TRAVEL: [&str; 3] = ["👍", "❤", "🙏"];

/// Somebody changed what they show on a message, or took it back.
#[derive(Debug)]
pub struct Reaction {
    /// The message that it is about, wherever it was given.
    of: usize,
    by: Side,
    /// Where it was given, and by whom.
    at: (i64, i64, i64),
    emoji: Option<&'static str>,
    heard: bool,
    /// The bot knew then what stands there. It does not know a copy as long as it has no answer about it.
    known: bool,
}

impl History {
    /// To what stands in their chat: their own, or what staff wrote.
    pub fn client_reacts(&mut self, client: usize) {
        let (id, bot) = (self.clients[client].id, self.sim.bot);
        if self.sim.world.is_blocked(id, bot) {
            return;
        }
        let view = self.sim.world.private_view(id, bot);
        let Some((message, of)) = self.some_travelling(&view) else { return };
        let emoji = self.some_emoji(&OF_CLIENTS);
        self.sim.world.react(id, Place::Private { bot, user: id }, message, emoji.as_slice());
        self.reacted(Side::Client, of, (id, message, id), emoji);
    }

    /// To what stands in a topic: the client's, or their own.
    pub fn staff_react(&mut self, thread: i64) {
        let group = self.sim.group;
        let view = self.sim.world.topic_view(group, thread);
        let Some((message, of)) = self.some_travelling(&view) else { return };
        let emoji = self.some_emoji(&OF_STAFF);
        // Now and then as the group.
        let by = if self.rng.u32(0..6) == 0 { group } else { self.some_member() };
        if by == group {
            self.sim.world.react_anonymously(group, message, emoji.as_slice());
        } else {
            self.sim.world.react(by, group, message, emoji.as_slice());
        }
        self.reacted(Side::Staff, of, (group, message, by), emoji);
    }

    fn some_travelling(&mut self, view: &[Shown]) -> Option<(i64, usize)> {
        let travels = |number: &usize| self.ledger.said[*number].fate == Fate::Travels;
        let all = view.iter().filter_map(|shown| {
            Some((shown.message_id, *self.ledger.marks(shown).first().filter(|number| travels(number))?))
        });
        let all: Vec<_> = all.collect();
        self.rng.choice(all)
    }

    fn some_emoji(&mut self, all: &[&'static str]) -> Option<&'static str> {
        if self.rng.u32(0..4) == 0 { None } else { self.rng.choice(all).copied() }
    }

    fn reacted(&mut self, by: Side, of: usize, at: (i64, i64, i64), emoji: Option<&'static str>) {
        let administrator = matches!(self.bot, Standing::Administrator | Standing::WithoutTopics);
        let heard = match by {
            Side::Client => !self.ledger.said[of].client.is_some_and(|client| self.clients[client].banned),
            Side::Staff => administrator,
        };
        let written = self.ledger.said[of].at == (at.0, at.1) && self.ledger.said[of].heard == Heard::Yes;
        let known = written || self.is_linked(at.0, at.1);
        self.ledger.reactions.push(Reaction { of, by, at, emoji, heard, known });
        self.tell(|_| {
            format!("{by:?} react to {of} at {at:?} with {emoji:?} (heard: {heard}, known: {known})")
        });
    }

    fn is_linked(&self, chat: i64, message: i64) -> bool {
        let sql = "SELECT EXISTS (SELECT 1 FROM message_links WHERE chat_id = ?1 AND message_id = ?2)";
        self.sim.look().query_row(sql, (chat, message), |row| row.get(0)).unwrap()
    }
}

/// What stands on the other side of each message shows what was last shown on this one, and nothing where it was
/// taken back.
pub fn check(history: &History, seen: &Seen, client: usize, written: Side) -> Vec<String> {
    let mut wrong = Vec::new();
    for (number, said) in check::of(history, client, written).filter(|(_, said)| said.fate == Fate::Travels) {
        // An album has one place for all its reactions, and what is deleted has none.
        let is_left = said.album.is_some() || seen.deleted.contains(&said.at);
        if is_left || !matches!(seen.delivery(said), Some("sent" | "possibly twice")) {
            continue;
        }
        for by in [Side::Client, Side::Staff] {
            let (certain, expected) = (is_certain(history, number, by), newest(history, number, by));
            let target = target(history, seen, number, by).filter(|_| certain);
            let Some((chat, shown)) = target else { continue };
            let by_bot = shown.reactions.iter().find(|(who, _)| *who == history.sim.bot);
            let there = by_bot.map(|(_, emoji)| emoji.as_str());
            if there != expected && !was_refused(history, chat, shown.message_id) {
                wrong.push(format!(
                    "{number} of {}'s shows {there:?} in {chat}, and {by:?} showed {expected:?}",
                    history.clients[client].name
                ));
            }
        }
    }
    wrong
}

/// What that side showed on a message, as far as the bot heard of it.
fn heard(history: &History, number: usize, by: Side) -> impl Iterator<Item = &Reaction> {
    let all = history.ledger.reactions.iter();
    all.filter(move |reaction| reaction.of == number && reaction.by == by && reaction.heard)
}

/// Whether the bot knew of each what it was shown on.
fn is_certain(history: &History, number: usize, by: Side) -> bool {
    heard(history, number, by).all(|reaction| reaction.known)
}

/// What that side showed last of what travels.
fn newest(history: &History, number: usize, by: Side) -> Option<&'static str> {
    let mut newest = Vec::new();
    let mut there = BTreeMap::new();
    for reaction in heard(history, number, by) {
        let travels = |emoji: &&str| by == Side::Client || TRAVEL.contains(emoji);
        let emoji = reaction.emoji.filter(travels);
        if there.insert(reaction.at, emoji).flatten() != emoji {
            newest.retain(|(at, _)| *at != reaction.at);
            newest.extend(emoji.map(|emoji| (reaction.at, emoji)));
        }
    }
    newest.last().map(|(_, emoji)| *emoji)
}

/// Where the other side sees what `by` shows on a message: there it was written, or there its newest copy stands.
/// Nobody sees it in a topic that was deleted.
fn target(history: &History, seen: &Seen, number: usize, by: Side) -> Option<(i64, Shown)> {
    let (said, world) = (&history.ledger.said[number], &history.sim.world);
    let private = Place::Private { bot: history.sim.bot, user: history.clients[said.client?].id };
    let place = if by == Side::Client { history.sim.group.into() } else { private };
    let message = if said.side == by { seen.newest_copy(history, number)?.message_id } else { said.at.1 };
    let chat = if by == Side::Client { history.sim.group } else { history.clients[said.client?].id };
    Some((chat, world.shown(place, message)?))
}

/// Whether Telegram refused the last call that was to change what is shown there, and so it stays as it was.
fn was_refused(history: &History, chat: i64, message: i64) -> bool {
    let of = |call: &&Call| call.int("chat_id") == Some(chat) && call.int("message_id") == Some(message);
    let last = history.sim.world.calls_of("setMessageReaction").rfind(of);
    let words = last.and_then(|call| call.description.as_deref()).unwrap_or_default();
    (history.refused_reactions && words.contains("REACTION_INVALID"))
        || words.contains("bot was blocked by the user")
}
