//! What must be true of every history once everything has calmed down. It looks at what people see, at what
//! was asked of Telegram, and at what the database says of each message; never at how it came about.

use super::bans;
use super::deletions;
use super::edits;
use super::enote;
use super::history::History;
use super::ledger::{Fate, Heard, Said, Side};
use super::places;
use super::ratings;
use super::reactions;
use super::staff::CANNED;
use pwparents::sandbox::{ForumOff, Shown};
use std::collections::{BTreeMap, BTreeSet};

/// Everything that is wrong with a history; nothing, if all is well.
pub fn check(history: &History) -> Vec<String> {
    let mut wrong = calm(history);
    let seen = Seen::of(history);
    wrong.extend(topics(history));
    for client in 0..history.clients.len() {
        for side in [Side::Client, Side::Staff] {
            wrong.extend(arrived(history, &seen, client, side));
            wrong.extend(in_order(history, &seen, client, side));
            wrong.extend(albums(history, &seen, client, side));
            wrong.extend(edits::check(history, &seen, client, side));
            wrong.extend(reactions::check(history, &seen, client, side));
        }
        wrong.extend(canned(history, &seen, client));
        wrong.extend(bans::check(history, &seen, client));
    }
    wrong.extend(places::check(history, &seen));
    wrong.extend(deletions::check(history, &seen));
    wrong.extend(ratings::check(history, &seen));
    wrong.extend(enote::check(history));
    wrong
}

/// What everybody sees, and what stood in topics that were deleted.
pub struct Seen {
    /// What the bot wrote in the topics of each client, in order.
    pub topics: Vec<Vec<Shown>>,
    /// What the bot wrote to each client.
    pub private: Vec<Vec<Shown>>,
    pub general: Vec<Shown>,
    /// How it stands with each message, by its place.
    pub delivery: BTreeMap<(i64, i64), String>,
    /// What is marked as deleted, by its place.
    pub deleted: BTreeSet<(i64, i64)>,
    /// The places of copies that the bot knows.
    pub links: BTreeSet<(i64, i64)>,
}

impl Seen {
    fn of(history: &History) -> Self {
        let (sim, bot) = (&history.sim, history.sim.bot);
        let by_bot = |view: Vec<Shown>| view.into_iter().filter(move |shown| shown.sender == Some(bot));
        let mut topics = vec![Vec::new(); history.clients.len()];
        for topic in sim.world.topics(sim.group) {
            let stood = history.deleted.get(&topic.thread).cloned();
            let view = stood.unwrap_or_else(|| sim.world.topic_view(sim.group, topic.thread));
            if let Some(owner) = history.owner(topic.thread) {
                topics[owner].extend(by_bot(view));
            }
        }
        let clients = history.clients.iter();
        let private =
            clients.map(|client| by_bot(sim.world.private_view(client.id, bot)).collect()).collect();
        let general = by_bot(sim.world.general_view(sim.group)).collect();
        let look = sim.look();
        let mut statement =
            look.prepare("SELECT chat_id, telegram_message_id, delivery FROM messages").unwrap();
        let rows = statement.query_map((), |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?))).unwrap();
        let delivery = rows.map(Result::unwrap).collect();
        let places = |sql| {
            let mut statement = look.prepare(sql).unwrap();
            let rows = statement.query_map((), |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
            rows.map(Result::unwrap).collect()
        };
        let deleted =
            places("SELECT chat_id, telegram_message_id FROM messages WHERE deleted_at IS NOT NULL");
        let links = places("SELECT chat_id, message_id FROM message_links");
        Self { topics, private, general, delivery, deleted, links }
    }

    /// What the other side of this client's conversation shows.
    pub fn other_side(&self, client: usize, side: Side) -> &[Shown] {
        match side {
            Side::Client => &self.topics[client],
            Side::Staff => &self.private[client],
        }
    }

    /// The newest that stands on the other side of a message.
    pub fn newest_copy(&self, history: &History, number: usize) -> Option<&Shown> {
        let said = &history.ledger.said[number];
        let general = self.general.iter().filter(|_| said.side == Side::Client && flat_for_a_while(history));
        let there = self.other_side(said.client?, said.side).iter().chain(general);
        there
            .filter(|shown| history.ledger.marks(shown).contains(&number))
            .max_by_key(|shown| shown.message_id)
    }

    pub fn delivery(&self, said: &Said) -> Option<&str> {
        self.delivery.get(&said.at).map(String::as_str)
    }
}

/// Nothing is left to do, nothing was set aside as broken, and nothing was asked that the Bot API does not
/// have.
fn calm(history: &History) -> Vec<String> {
    let mut wrong = history.sim.world.violations().to_vec();
    let look = history.sim.look();
    for (table, columns) in [
        (
            "outbox",
            "lane || ' ' || what || ' ' || body || ' attempt ' || attempt || ' not before ' || not_before_ms",
        ),
        ("quarantine", "reason || ' ' || raw"),
    ] {
        let mut statement = look.prepare(&format!("SELECT {columns} FROM {table}")).unwrap();
        let rows = statement.query_map((), |row| row.get::<_, String>(0)).unwrap();
        wrong.extend(rows.map(|row| format!("left in {table}: {}", row.unwrap())));
    }
    wrong
}

/// One living topic a client, and a new one only for one that was deleted.
fn topics(history: &History) -> Vec<String> {
    let all = history.sim.world.topics(history.sim.group);
    let mut wrong = Vec::new();
    for (number, client) in history.clients.iter().enumerate() {
        let theirs = all.iter().filter(|topic| history.owner(topic.thread) == Some(number));
        let living = theirs.filter(|topic| !topic.deleted).count();
        if living > 1 {
            wrong.push(format!("{} has {living} living topics", client.name));
        }
    }
    wrong
}

pub fn of(history: &History, client: usize, side: Side) -> impl Iterator<Item = (usize, &Said)> {
    let all = history.ledger.said.iter().enumerate();
    all.filter(move |(_, said)| said.client == Some(client) && said.side == side)
}

/// Every message stands on the other side, or staff were told that it does not; and more than once only if
/// the database says that this may be.
fn arrived(history: &History, seen: &Seen, client: usize, side: Side) -> Vec<String> {
    let mut counts = BTreeMap::new();
    for number in seen.other_side(client, side).iter().flat_map(|shown| history.ledger.marks(shown)) {
        *counts.entry(number).or_insert(0_usize) += 1;
    }
    let in_general: BTreeSet<usize> = seen
        .general
        .iter()
        .flat_map(|shown| history.ledger.marks(shown))
        .filter(|_| flat_for_a_while(history))
        .collect();
    let mut wrong = Vec::new();
    for (number, said) in of(history, client, side) {
        let count = counts.get(&number).copied().unwrap_or(0);
        let delivery = seen.delivery(said);
        let of_whom = format!("{number} of {}'s, by {side:?}", history.clients[client].name);
        if said.heard == Heard::Yes && delivery.is_none() {
            wrong.push(format!("{of_whom} is not in the database"));
        }
        let in_doubt = delivery == Some("possibly twice")
            || (delivery == Some("failed") && told_of_doubt(history, seen, said));
        if count > 1 && !in_doubt && !edits::stands_anew(history, said, count) {
            wrong.push(format!("{of_whom} stands {count} times, and is {delivery:?}"));
        }
        if seen.deleted.contains(&said.at) {
            continue;
        }
        if said.fate != Fate::Travels || delivery.is_none() || count > 0 || in_general.contains(&number) {
            continue;
        }
        let why = (delivery == Some("failed")).then(|| failed_rightly(history, client, said)).flatten();
        wrong.extend(why.is_none().then(|| format!("{of_whom} never arrived, and is {delivery:?}")));
        wrong.extend(why.filter(|told| !told).map(|_| format!("staff were not told that {of_whom} failed")));
    }
    wrong
}

/// Whether staff read under a message that failed that it may have arrived all the same. In a topic that was
/// deleted meanwhile they cannot.
fn told_of_doubt(history: &History, seen: &Seen, said: &Said) -> bool {
    let doubt = |shown: &&Shown| {
        shown.reply_to == Some(said.at.1) && shown.words().contains("можливо, клієнт його вже отримав")
    };
    let is_gone = said.thread.is_some_and(|thread| history.deleted.contains_key(&thread));
    is_gone || seen.topics.iter().flatten().any(|shown| doubt(&shown))
}

/// Topics that are off leave everything in one chat, if Telegram takes a message for a topic then.
pub fn flat_for_a_while(history: &History) -> bool {
    history.was_flat && history.sim.world.rules.forum_off == ForumOff::Ignored
}

/// Whether a failure is the client's doing, and if so, whether staff read of it under their message. In a topic
/// that was deleted meanwhile they cannot.
fn failed_rightly(history: &History, client: usize, said: &Said) -> Option<bool> {
    let blocked =
        history.clients[client].blocks.iter().any(|(_, until)| until.is_none_or(|until| until >= said.when));
    if said.side == Side::Client || !blocked {
        return None;
    }
    let thread = said.thread?;
    if history.deleted.contains_key(&thread) {
        return Some(true);
    }
    // Of an album it is said under its first part.
    let under: BTreeSet<i64> = match said.album {
        None => [said.at.1].into(),
        album => {
            history.ledger.said.iter().filter(|other| other.album == album).map(|other| other.at.1).collect()
        }
    };
    let view = history.sim.world.topic_view(history.sim.group, thread);
    let told = |shown: &Shown| {
        shown.sender == Some(history.sim.bot) && shown.reply_to.is_some_and(|to| under.contains(&to))
    };
    Some(view.iter().any(told))
}

/// What arrived first comes in the order in which it was said.
fn in_order(history: &History, seen: &Seen, client: usize, side: Side) -> Vec<String> {
    let counts = |number: &usize| {
        let said = &history.ledger.said[*number];
        said.fate == Fate::Travels && !said.retried && said.side == side
    };
    let mut shown = Vec::new();
    for number in seen.other_side(client, side).iter().flat_map(|shown| history.ledger.marks(shown)) {
        if counts(&number) && !shown.contains(&number) {
            shown.push(number);
        }
    }
    if shown.is_sorted() {
        return Vec::new();
    }
    vec![format!("{}'s messages by {side:?} arrived in the order {shown:?}", history.clients[client].name)]
}

/// An album stands as one, as it was sent; in pieces only where a copy was refused for a reason of its own.
fn albums(history: &History, seen: &Seen, client: usize, side: Side) -> Vec<String> {
    let mut parts: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (number, said) in of(history, client, side).filter(|(_, said)| said.fate == Fate::Travels) {
        if let Some(album) = said.album.filter(|_| !said.retried && !deletions::was_wanted(history, number)) {
            parts.entry(album).or_default().insert(number);
        }
    }
    let mut shown: BTreeMap<(usize, Option<&str>), BTreeSet<usize>> = BTreeMap::new();
    for one in seen.other_side(client, side) {
        let anew = |number: &usize| {
            one.album.is_none() && edits::stands_anew(history, &history.ledger.said[*number], 2)
        };
        for number in history.ledger.marks(one).into_iter().filter(|number| !anew(number)) {
            if let Some(album) = history.ledger.said[number].album {
                shown.entry((album, one.album.as_deref())).or_default().insert(number);
            }
        }
    }
    let broken = shown.iter().filter(|((album, _), there)| {
        !history.refused_copies
            && !history.cut_albums
            && parts.get(album).is_some_and(|parts| parts != *there)
    });
    broken.map(|((album, _), there)| format!("of album {album} only {there:?} stand together")).collect()
}

/// A canned reply that was sent by a press goes to that client, and to nobody who was sent none.
fn canned(history: &History, seen: &Seen, client: usize) -> Vec<String> {
    let group = history.sim.group;
    let pressed: BTreeSet<i64> =
        history.presses.iter().filter(|(of, _)| *of == client).map(|(_, message)| *message).collect();
    let taken: Vec<&str> = pressed
        .iter()
        .filter_map(|message| seen.delivery.get(&(group, *message)).map(String::as_str))
        .collect();
    let due = taken.iter().filter(|delivery| matches!(**delivery, "sent" | "possibly twice")).count();
    let there = seen.private[client].iter().filter(|shown| shown.words() == CANNED).count();
    let may_be_more = taken.iter().any(|delivery| *delivery == "possibly twice" || *delivery == "failed");
    if there < due || (there > due && !may_be_more) {
        return vec![format!(
            "{} got the canned reply {there} times, and not {due}",
            history.clients[client].name
        )];
    }
    Vec::new()
}
