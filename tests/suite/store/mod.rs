//! The database and the engine on it: real SQLite files in temporary folders. The bench here is told the
//! time and plays the outbox's part (claims and outcomes); no thread and no network.

mod cards;
mod claims;
mod enote;
mod events;
mod fidelity;
mod finding;
mod inside;
mod lanes;
mod later;
mod links;
mod migrations;
mod opening;
mod plans;
mod polls;
mod reception;
mod rows;
mod schema;
mod topics;
mod trouble;
mod unseen;
mod upkeep;
mod who;

use std::collections::BTreeMap;
use std::path::PathBuf;

use pwparents::engine::{Committed, Engine, Input, Update};
use pwparents::model::{
    ChatId, ClientId, Clinic, Lang, Menu, MessageId, Millis, MsgKey, Person, Policy, RowId, ThreadId, UserId,
};
use pwparents::relay::effect::{Effect, Fact, Lane, Tell, TicketFact, TopicFact, What};
use pwparents::relay::event::{Answer, Ended, Event, Outcome, Post, Sender};
use pwparents::store::claimed::Job;
use pwparents::store::{Head, LaneKey, Loaded, Store, open};
use rusqlite::Connection;

pub use crate::relay::{
    GROUP, OLENA, THREAD, dice, file, from_olena, from_vet, in_album, replying, text, thing, unsigned,
};

pub const NOW: Millis = Millis(1_795_000_000_000);
pub const BOT: UserId = UserId(700_001);
pub const IGOR: ClientId = ClientId(502);

pub fn policy() -> Policy {
    Policy {
        lang: Lang::Uk,
        group: GROUP,
        bot: BOT,
        bot_name: "ClinicBot".to_owned(),
        clinic: Clinic::default(),
        desk: unsigned(),
        hours: None,
        menu: Menu::default(),
        enote: None,
        client_per_minute: 0,
    }
}

/// A database file, and the engine on it while one runs.
pub struct Bench {
    pub now: Millis,
    pub policy: Policy,
    folder: tempfile::TempDir,
    engine: Option<Engine>,
    /// The first row of each lane, as the outbox was last told.
    heads: BTreeMap<LaneKey, Head>,
    updates: i64,
}

impl Bench {
    /// Nothing is opened yet.
    pub fn closed() -> Self {
        let folder = tempfile::tempdir().unwrap();
        Self { now: NOW, policy: policy(), folder, engine: None, heads: BTreeMap::new(), updates: 1_000 }
    }

    /// The engine runs, and has had its first look at the group.
    pub fn new() -> Self {
        let mut bench = Self::closed();
        bench.start();
        // No test but their own is to tell of names and signatures.
        bench
            .change("INSERT INTO staff (telegram_id, hinted, created_at, updated_at) VALUES (42, 1, '', '')");
        bench.handle(&[]);
        bench.deliver_all();
        bench
    }

    /// A bench with Olena's topic standing, nothing waiting and her card sent.
    pub fn talking() -> Self {
        let mut bench = Self::new();
        bench.client_writes(&from_olena(text("Добрий день")));
        bench.open_topic(OLENA, THREAD);
        bench.deliver_all();
        bench
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("pwparents.db")
    }

    pub fn open(&self) -> Store {
        open(&self.path(), self.policy.clone(), self.now).unwrap()
    }

    /// Opens the database and starts the engine on it.
    pub fn start(&mut self) -> (Committed, Loaded) {
        let mut engine = Engine::new(self.open(), self.policy.clone());
        let started = engine.start(self.now).unwrap();
        self.engine = Some(engine);
        self.heads.clear();
        self.note(&started.0);
        started
    }

    fn note(&mut self, committed: &Committed) {
        for (key, head) in &committed.heads {
            match head {
                Some(head) => self.heads.insert(*key, *head),
                None => self.heads.remove(key),
            };
        }
    }

    /// The process dies: nothing is finished, nothing is put in order.
    pub fn crash(&mut self) {
        self.engine = None;
    }

    pub fn engine(&mut self) -> &mut Engine {
        self.engine.as_mut().expect("the engine runs")
    }

    pub fn handle(&mut self, inputs: &[Input]) -> Committed {
        let now = self.now;
        let committed = self.engine().handle(inputs, now).unwrap();
        self.note(&committed);
        committed
    }

    pub fn happens(&mut self, event: Event) -> Committed {
        self.handle(&[Input::Happened(event)])
    }

    /// An event as an update with the next number.
    pub fn update(&mut self, event: Event) -> Input {
        self.updates += 1;
        let id = Some(self.updates);
        Input::Update(Update { id, raw: format!("{{\"update_id\":{}}}", self.updates), event })
    }

    pub fn client_writes(&mut self, post: &Post) -> Committed {
        let input = self.update(Event::ClientWrote(post.clone()));
        self.handle(&[input])
    }

    pub fn staff_write(&mut self, post: &Post) -> Committed {
        let input = self.update(Event::StaffWrote(post.clone()));
        self.handle(&[input])
    }

    /// The first row of a lane, as the outbox knows it.
    pub fn head(&self, lane: Lane) -> Option<Head> {
        self.heads.get(&LaneKey::of(lane)).copied()
    }

    /// The question about the group that waits.
    pub fn question(&self) -> RowId {
        let asks = self.heads.iter().find(|(key, _)| key.lane == Lane::Now);
        asks.expect("a question waits").1.row
    }

    /// Claims a row; nothing if it is not to be sent.
    pub fn claim(&mut self, row: RowId) -> Option<Job> {
        let committed = self.handle(&[Input::Claim(row)]);
        let claimed = committed.claimed.into_iter().next().map(|claimed| claimed.job);
        assert_eq!(claimed.is_none(), committed.dropped == [row], "a claim is answered one way or the other");
        claimed
    }

    pub fn claim_first(&mut self, lane: Lane) -> (RowId, Job) {
        let head = self.head(lane).unwrap_or_else(|| panic!("nothing is ready in {lane:?}"));
        let job = self.claim(head.row).unwrap_or_else(|| panic!("{lane:?} is not to be sent"));
        (head.row, job)
    }

    pub fn ends(&mut self, row: RowId, outcome: Outcome) -> Committed {
        self.happens(Event::Ended(Ended { row, outcome }))
    }

    /// The first row of the lane is claimed and ends so.
    pub fn first_ends(&mut self, lane: Lane, outcome: Outcome) -> Committed {
        let (row, _) = self.claim_first(lane);
        self.ends(row, outcome)
    }

    pub fn open_topic(&mut self, client: ClientId, thread: ThreadId) {
        self.first_ends(Lane::Topic(client), Outcome::Done(Answer::Topic(thread)));
    }

    /// Everything that is ready goes, and every call is carried out.
    pub fn deliver_all(&mut self) {
        let mut message = 1_000;
        let now = self.now;
        let due = |head: &&Head| !head.claimed && head.not_before <= now;
        while let Some(row) = self.heads.values().find(due).map(|head| head.row) {
            message += 1;
            if let Some(job) = self.claim(row) {
                self.ends(row, carried_out(&job, message));
            }
        }
    }

    /// A second connection to the file, for looking.
    pub fn look(&self) -> Connection {
        Connection::open(self.path()).unwrap()
    }

    pub fn number(&self, sql: &str) -> i64 {
        self.look().query_row(sql, (), |row| row.get(0)).unwrap()
    }

    pub fn word(&self, sql: &str) -> String {
        self.look().query_row(sql, (), |row| row.get(0)).unwrap()
    }

    pub fn words(&self, sql: &str) -> Vec<String> {
        let look = self.look();
        let mut statement = look.prepare(sql).unwrap();
        let rows = statement.query_map((), |row| row.get(0)).unwrap();
        rows.map(Result::unwrap).collect()
    }

    pub fn change(&self, sql: &str) {
        self.look().execute_batch(sql).unwrap();
    }

    /// How many rows wait, apart from questions about the group.
    pub fn waiting(&self) -> i64 {
        self.number("SELECT count(*) FROM outbox WHERE what <> 'ask'")
    }

    /// How it stands with the message of this number, in any chat.
    pub fn delivery(&self, message: i64) -> String {
        self.word(&format!("SELECT delivery FROM messages WHERE telegram_message_id = {message}"))
    }
}

/// The answer to a call that was carried out.
fn carried_out(job: &Job, message: i64) -> Outcome {
    match job {
        Job::AskForum(_) => Outcome::Done(Answer::Chat { forum: true }),
        Job::AskRights { .. } => Outcome::Done(Answer::Member { inside: true, topics: true }),
        Job::OpenTopic { .. } => Outcome::Done(Answer::Topic(ThreadId(message))),
        Job::CopyAlbum { parts, .. } => {
            let count = i64::try_from(parts.len()).unwrap();
            sent(&(0..count).map(|part| message + part * 1_000).collect::<Vec<_>>())
        }
        Job::AskAdmins(_) => Outcome::Done(Answer::Admins(Vec::new())),
        Job::AskIcons => Outcome::Done(Answer::Icons(icons())),
        Job::Copy { .. } | Job::Album { .. } | Job::Send { .. } | Job::Say { .. } | Job::Offer { .. } => {
            sent(&[message])
        }
        Job::Revise { .. }
        | Job::Rekey { .. }
        | Job::Pin(_)
        | Job::Unpin(_)
        | Job::DressTopic { .. }
        | Job::React { .. }
        | Job::Mend { .. }
        | Job::Halt(_)
        | Job::Unsend { .. }
        | Job::Remove(_)
        | Job::Commands(_)
        | Job::Answer { .. } => Outcome::Done(Answer::Fine),
    }
}

/// Icons of topics, as Telegram may give them.
pub fn icons() -> Vec<(String, String)> {
    ["❗", "💬", "✅"].map(|emoji| (emoji.to_owned(), format!("icon of {emoji}"))).to_vec()
}

pub fn sent(ids: &[i64]) -> Outcome {
    let ids = ids.iter().copied().map(MessageId).collect();
    Outcome::Done(Answer::Sent { ids, thread: None })
}

/// The same post under another number.
pub fn numbered(post: Post, message: i64) -> Post {
    Post { key: MsgKey { message: MessageId(message), ..post.key }, ..post }
}

/// Igor writes.
pub fn from_igor(post: Post) -> Post {
    let person = Person {
        id: UserId(IGOR.0),
        first_name: "Ігор".to_owned(),
        last_name: None,
        username: None,
        language: None,
    };
    let key = MsgKey { chat: ChatId(IGOR.0), ..post.key };
    Post { key, from: Sender::Person(person), ..post }
}

/// A store in which Olena is known and her topic stands, in one transaction with these rows.
pub fn store_with(tells: &[Tell]) -> (tempfile::TempDir, Store) {
    let folder = tempfile::tempdir().unwrap();
    let mut store = open(&folder.path().join("pwparents.db"), policy(), NOW).unwrap();
    store.begin().unwrap();
    let post = |post: Post, direction| Fact::Message {
        client: OLENA,
        direction,
        post: Box::new(post),
        delivery: pwparents::model::Delivery::Queued,
        signature: None,
    };
    let person = crate::relay::olena_herself();
    let facts = [
        Fact::Client(person),
        Fact::Ticket(OLENA, TicketFact::Opened),
        Fact::Topic(OLENA, TopicFact::Opening),
        Fact::Topic(OLENA, TopicFact::Open(GROUP, THREAD)),
        post(from_olena(text("Добрий день")), pwparents::relay::effect::Direction::In),
        post(from_vet(text("Приходьте")), pwparents::relay::effect::Direction::Out),
    ];
    let facts = facts.into_iter().map(Effect::Remember);
    let tells = tells.iter().cloned().map(Effect::Tell);
    let effects: Vec<Effect> = facts.chain(tells).collect();
    store.write(&effects, NOW).unwrap();
    store.commit().unwrap();
    (folder, store)
}

/// What a row of that kind becomes when it is claimed.
pub fn job_of(tell: Tell) -> Option<Job> {
    let (_folder, mut store) = store_with(&[tell]);
    store.begin().unwrap();
    let claimed = store.claim(RowId(1), NOW).unwrap();
    store.commit().unwrap();
    claimed.call().map(|claimed| claimed.job)
}

pub fn relay(lane: Lane, of: MsgKey, rung: pwparents::relay::effect::Rung) -> Tell {
    Tell::new(lane, What::Relay { of, rung })
}
