//! What was said, by whom and to whom, held against everything that anybody can see and against the database:
//! **every message of a client stands in exactly one topic, theirs, at least once and in order; every answer of
//! staff in that client's chat, likewise; and nothing of it anywhere else.** What stands twice is marked.

use std::collections::{BTreeMap, BTreeSet};

use pwparents::sandbox::{Draft, Shown, World};
use rusqlite::Connection;

use crate::sim::Sim;

/// Where something stands.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    General,
    Topic(i64),
    Private(i64),
}

/// One message, whose words nobody else uses.
#[derive(Debug, Clone)]
struct Said {
    client: i64,
    /// By staff.
    answer: bool,
    words: String,
}

/// What was said so far.
#[derive(Debug)]
pub struct Ledger {
    pub bot: i64,
    pub group: i64,
    vet: i64,
    names: BTreeMap<i64, String>,
    said: Vec<Said>,
    /// It stood in a topic that was deleted since.
    gone: BTreeSet<String>,
}

impl Ledger {
    pub fn new(bot: i64, group: i64, vet: i64) -> Self {
        Self { bot, group, vet, names: BTreeMap::new(), said: Vec::new(), gone: BTreeSet::new() }
    }

    pub fn of(sim: &Sim) -> Self {
        Self::new(sim.bot, sim.group, sim.vet)
    }

    /// A client to talk with.
    pub fn knows(&mut self, client: i64, name: &str) {
        self.names.insert(client, name.to_owned());
    }

    /// The client writes something that was never written before.
    pub fn asks(&mut self, world: &mut World, client: i64) {
        let words = self.note(client, false);
        world.send_private(client, self.bot, Draft::text(words));
    }

    /// Staff answer in the client's topic; not if it is not there.
    pub fn answers(&mut self, world: &mut World, client: i64) -> bool {
        let Some(thread) = self.thread(world, client) else { return false };
        let words = self.note(client, true);
        world.send_topic(self.group, thread, self.vet, Draft::text(words));
        true
    }

    fn note(&mut self, client: i64, answer: bool) -> String {
        let verb = if answer { "відповідь для" } else { "питає" };
        let words = format!("№{} {verb} {}", self.said.len(), self.names[&client]);
        self.said.push(Said { client, answer, words: words.clone() });
        words
    }

    /// The client's living topic.
    pub fn thread(&self, world: &World, client: i64) -> Option<i64> {
        let topics = world.topics(self.group);
        let found = topics.iter().rfind(|topic| topic.name == self.names[&client] && !topic.deleted);
        found.map(|topic| topic.thread)
    }

    /// Somebody deletes the client's topic, with all that stands in it.
    pub fn delete_topic(&mut self, world: &mut World, client: i64) {
        let thread = self.thread(world, client).unwrap();
        let stood = world.topic_view(self.group, thread);
        self.gone.extend(stood.iter().map(|shown| shown.words().to_owned()));
        world.delete_topic(self.group, thread);
    }

    /// All that the bot wrote, place by place, in order.
    fn places(&self, world: &World) -> BTreeMap<Place, Vec<String>> {
        let mut places = BTreeMap::from([(Place::General, world.general_view(self.group))]);
        for topic in world.topics(self.group) {
            places.insert(Place::Topic(topic.thread), world.topic_view(self.group, topic.thread));
        }
        for client in world.dialogues(self.bot) {
            places.insert(Place::Private(client), world.private_view(client, self.bot));
        }
        let copied = |shown: Vec<Shown>| {
            let ours = shown.into_iter().filter(|shown| shown.sender == Some(self.bot));
            ours.map(|shown| shown.words().to_owned()).collect()
        };
        places.into_iter().map(|(place, shown)| (place, copied(shown))).collect()
    }

    /// All of it holds, now that nothing waits any more.
    pub fn holds(&self, world: &World, database: &Connection) {
        let places = self.places(world);
        for (client, name) in &self.names {
            let thread = self.thread(world, *client);
            let asked = self.words(*client, false);
            match thread {
                Some(thread) => self.stands(&places, &Place::Topic(thread), &asked),
                None => assert_eq!(asked, Vec::<String>::new(), "{name} has no topic"),
            }
            self.stands(&places, &Place::Private(*client), &self.words(*client, true));
        }
        self.is_marked(&places, database);
        assert_eq!(world.violations(), Vec::<String>::new());
    }

    fn words(&self, client: i64, answer: bool) -> Vec<String> {
        let theirs = self.said.iter().filter(|said| said.client == client && said.answer == answer);
        theirs.map(|said| said.words.clone()).collect()
    }

    /// These stand there, in order, each right behind itself if it stands there twice; and nowhere else.
    fn stands(&self, places: &BTreeMap<Place, Vec<String>>, home: &Place, expected: &[String]) {
        let mine = |words: &&String| expected.contains(words);
        let mut seen: Vec<&String> = places[home].iter().filter(mine).collect();
        seen.dedup();
        let lost = |words: &&String| !self.gone.contains(*words) || seen.contains(words);
        let expected: Vec<&String> = expected.iter().filter(lost).collect();
        assert_eq!(seen, expected, "in {home:?}");
        for (place, words) in places.iter().filter(|(place, _)| *place != home) {
            let strays: Vec<&String> = words.iter().filter(|words| expected.contains(words)).collect();
            assert_eq!(strays, Vec::<&String>::new(), "in {place:?} instead of {home:?}");
        }
    }

    /// The database knows each message as sent, and says so where it may stand twice; nothing waits.
    fn is_marked(&self, places: &BTreeMap<Place, Vec<String>>, database: &Connection) {
        let waiting = "SELECT count(*) FROM outbox WHERE what = 'relay'";
        let waiting: i64 = database.query_row(waiting, (), |row| row.get(0)).unwrap();
        assert_eq!(waiting, 0, "messages wait");
        for said in &self.said {
            let sql = "SELECT delivery FROM messages WHERE text = ?1";
            let mut statement = database.prepare(sql).unwrap();
            let marks = statement.query_map((&said.words,), |row| row.get::<_, String>(0)).unwrap();
            let marks: Vec<String> = marks.map(Result::unwrap).collect();
            let there = places.values().flatten().filter(|words| **words == said.words).count();
            let right = match marks.as_slice() {
                [mark] if there > 1 => mark == "possibly twice",
                [mark] => mark == "sent" || mark == "possibly twice",
                _ => false,
            };
            assert!(right, "{} stands there {there} times and is {marks:?}", said.words);
        }
    }

    /// How many of the messages stand somewhere.
    pub fn arrived(&self, world: &World) -> usize {
        let places = self.places(world);
        let there = |said: &&Said| places.values().flatten().any(|words| *words == said.words);
        self.said.iter().filter(there).count()
    }

    /// Whether all of them do.
    pub fn has_arrived(&self, world: &World) -> bool {
        self.arrived(world) == self.said.len()
    }

    /// How many messages stand somewhere more than once.
    pub fn repeats(&self, world: &World) -> usize {
        let places = self.places(world);
        let count = |said: &Said| places.values().flatten().filter(|words| **words == said.words).count();
        self.said.iter().filter(|said| count(said) > 1).count()
    }
}

/// A conversation of several clients with staff, in simulated time.
pub struct Clinic {
    pub sim: Sim,
    pub ledger: Ledger,
    pub clients: Vec<i64>,
}

impl Clinic {
    /// So many clients, each with a topic.
    pub fn talking(sim: Sim, count: usize) -> Self {
        let ledger = Ledger::of(&sim);
        let mut clinic = Self { sim, ledger, clients: Vec::new() };
        for number in 0..count {
            clinic.meets(&format!("Клієнт {number}"));
        }
        clinic.round();
        clinic.sim.pass(5_000);
        clinic
    }

    /// Somebody new, who has not written yet.
    pub fn meets(&mut self, name: &str) -> i64 {
        let client = self.sim.client(name);
        self.ledger.knows(client, name);
        self.clients.push(client);
        client
    }

    /// Everybody writes, and staff answer everybody who has a topic.
    pub fn round(&mut self) {
        for client in self.clients.clone() {
            self.ledger.asks(&mut self.sim.world, client);
            self.ledger.answers(&mut self.sim.world, client);
        }
    }

    /// So many rounds, with this time between them.
    pub fn rounds(&mut self, count: usize, ms: i64) {
        for _ in 0..count {
            self.round();
            self.sim.pass(ms);
        }
    }

    /// Everything holds once this time has passed.
    pub fn holds_after(&mut self, ms: i64) {
        self.sim.pass(ms);
        self.ledger.holds(&self.sim.world, &self.sim.look());
    }
}

/// A ledger that has not noticed anything would prove nothing.
mod notices {
    use super::*;

    /// Two clients with a topic each, and something that went wrong behind the bot's back.
    fn after(mishap: impl FnOnce(&mut Clinic)) {
        let mut clinic = Clinic::talking(Sim::new(), 2);
        mishap(&mut clinic);
        clinic.holds_after(1_000);
    }

    /// The last words of the first client, and where their copy stands.
    fn last_copy(clinic: &Clinic) -> (String, i64) {
        let words = clinic.ledger.words(clinic.clients[0], false).pop().unwrap();
        let thread = clinic.ledger.thread(&clinic.sim.world, clinic.clients[0]).unwrap();
        let shown = clinic.sim.world.topic_view(clinic.sim.group, thread);
        let copy = shown.into_iter().find(|shown| shown.words() == words).unwrap();
        (words, copy.message_id)
    }

    /// The bot's own token is used to say this there.
    fn said_by_the_bot(clinic: &mut Clinic, chat: i64, thread: Option<i64>, text: &str) {
        let mut params = serde_json::json!({ "chat_id": chat, "text": text });
        if let Some(thread) = thread {
            params["message_thread_id"] = thread.into();
        }
        let params = serde_json::from_value(params).unwrap();
        clinic.sim.world.request(crate::sim::TOKEN, "sendMessage", params);
    }

    #[test]
    fn nothing_where_all_is_well() {
        after(Clinic::round);
    }

    #[test]
    #[should_panic(expected = "assertion")]
    fn a_message_that_is_lost() {
        after(|clinic| {
            let (_, copy) = last_copy(clinic);
            clinic.sim.world.delete(clinic.sim.group, copy);
        });
    }

    #[test]
    #[should_panic(expected = "instead of")]
    fn a_message_in_general() {
        after(|clinic| {
            let (words, _) = last_copy(clinic);
            said_by_the_bot(clinic, clinic.sim.group, None, &words);
        });
    }

    #[test]
    #[should_panic(expected = "instead of")]
    fn a_message_of_one_client_in_the_chat_of_another() {
        after(|clinic| {
            let (words, _) = last_copy(clinic);
            said_by_the_bot(clinic, clinic.clients[1], None, &words);
        });
    }

    #[test]
    #[should_panic(expected = "stands there 2 times and is")]
    fn a_repeat_that_is_not_marked() {
        after(|clinic| {
            let (words, _) = last_copy(clinic);
            let thread = clinic.ledger.thread(&clinic.sim.world, clinic.clients[0]);
            said_by_the_bot(clinic, clinic.sim.group, thread, &words);
        });
    }

    #[test]
    #[should_panic(expected = "assertion")]
    fn an_order_that_is_not_kept() {
        after(|clinic| {
            let (words, copy) = last_copy(clinic);
            clinic.round();
            clinic.sim.run();
            clinic.sim.world.delete(clinic.sim.group, copy);
            let thread = clinic.ledger.thread(&clinic.sim.world, clinic.clients[0]);
            said_by_the_bot(clinic, clinic.sim.group, thread, &words);
        });
    }
}
