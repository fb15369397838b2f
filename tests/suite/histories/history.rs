//! One random history: who is in it, how time goes by, and how it is told afterwards. Everything follows
//! from the seed.

use super::enote;
use super::ledger::{Fate, Heard, Ledger, Said, Side};
use super::themes::Theme;
use crate::sim::{Mistake, Move, Sim, TELEGRAM};
use fastrand::Rng;
use pwparents::sandbox::{Call, DeletedTopic, Draft, ForumOff, Limits, Place, Profile, Rights, Shown};
use std::collections::BTreeMap;

const NAMES: [&str; 4] = ["Олена", "Ігор", "Софія", "Тарас"];
pub const MINUTE: i64 = 60_000;
/// After this long with no mishaps everything must have arrived.
const LONG_ENOUGH: i64 = 12 * 60 * MINUTE;

/// A history on its way.
#[expect(clippy::struct_excessive_bools, reason = "independent facts about the group")]
pub struct History {
    pub rng: Rng,
    pub sim: Sim,
    pub clients: Vec<Client>,
    pub staff: Vec<i64>,
    pub ledger: Ledger,
    pub enote: enote::Desk,
    pub bot: Standing,
    pub forum: bool,
    /// What stood in topics when they were deleted, by thread.
    pub deleted: BTreeMap<i64, Vec<Shown>>,
    /// Presses that send a canned reply: the client, and the message that shows it.
    pub presses: Vec<(usize, i64)>,
    /// While topics are off, or a group has none yet, everything stands in one chat.
    pub flat: bool,
    /// They were off, or may have been, at some time.
    pub was_flat: bool,
    /// The bot was away, or its clock was set, while an album was being sent.
    pub cut_albums: bool,
    /// Copies were refused for a reason of their own.
    pub refused_copies: bool,
    /// Edits were.
    pub refused_edits: bool,
    /// Reactions were.
    pub refused_reactions: bool,
    /// An answer may have been lost, so that something was done again.
    pub unsure: bool,
    /// What it dwells on.
    pub themes: [Theme; 2],
    pub disk: Option<FullDisk>,
    /// In how many of a thousand moves the power is cut.
    pub crashes: u32,
    pub steps: u64,
    told: Vec<String>,
}

/// What a full disk hides, and until when: four times a second the bot tries whether there is room, so an hour of
/// it shows no more than a minute.
#[derive(Debug, Clone, Copy)]
pub struct FullDisk {
    /// The last number of the queue's rows.
    pub last: i64,
    pub until: i64,
}

/// A client in it.
pub struct Client {
    pub id: i64,
    pub name: &'static str,
    /// When they blocked the bot, and until when.
    pub blocks: Vec<(i64, Option<i64>)>,
    pub banned: bool,
    /// How often they were banned, and whether they wrote then.
    pub bans: Vec<bool>,
}

/// What the bot is in the group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Administrator,
    WithoutTopics,
    Member,
    Out,
}

impl History {
    pub fn begin(seed: u64, mistake: Option<Mistake>) -> Self {
        let mut rng = Rng::with_seed(seed);
        let flat = rng.u32(0..20) == 0;
        let limited = rng.bool();
        let mut sim = clinic(&mut rng, flat, limited, mistake);
        let taras = sim.world.add_user(Profile::new("Петро").language("uk"));
        if !flat {
            sim.world.promote(sim.group, taras, Rights::all());
        }
        let staff = vec![sim.vet, taras];
        let clients = NAMES[..rng.usize(1..=NAMES.len())].iter();
        let clients = clients
            .map(|name| Client {
                id: sim.client(name),
                name,
                blocks: Vec::new(),
                banned: false,
                bans: Vec::new(),
            })
            .collect();
        let themes = [(); 2].map(|()| Theme::ALL[rng.usize(0..Theme::ALL.len())]);
        let crashes = [0, 0, 2, 10, 40][rng.usize(0..5)];
        let (bot, forum, disk, steps) = (Standing::Administrator, !flat, None, 0);
        let (ledger, enote, deleted, presses, told) = Default::default();
        let mut history = Self {
            rng,
            sim,
            clients,
            staff,
            ledger,
            enote,
            bot,
            forum,
            deleted,
            presses,
            flat,
            was_flat: flat,
            refused_copies: false,
            refused_edits: false,
            refused_reactions: false,
            unsure: false,
            cut_albums: false,
            themes,
            disk,
            crashes,
            steps,
            told,
        };
        history.tell(|history| {
            format!(
                "{} clients, limits: {limited}, {:?}, {:?}",
                history.clients.len(),
                history.themes,
                history.sim.world.rules
            )
        });
        history
    }

    /// The whole of it, until everything has calmed down.
    pub fn run(&mut self) {
        // Mostly a few things, for several short stories show more than a long one; some take long to come about.
        let things = if self.rng.u32(0..4) == 0 { 16..=50 } else { 4..=16 };
        for _ in 0..self.rng.usize(things) {
            self.something();
            self.time();
        }
        self.calm();
    }

    fn something(&mut self) {
        match self.rng.u32(0..100) {
            0..37 => self.client_acts(),
            37..68 => self.staff_act(),
            68..82 => self.dwell(),
            _ => self.mishap(),
        }
    }

    /// Time goes by: none at all, or up to an hour.
    fn time(&mut self) {
        let ms = match self.rng.u32(0..20) {
            0..4 => {
                for _ in 0..self.rng.u32(0..6) {
                    self.step();
                }
                return;
            }
            4..11 => self.rng.i64(0..1_500),
            11..16 => self.rng.i64(1_500..20_000),
            16..19 => self.rng.i64(20_000..5 * MINUTE),
            _ => self.rng.i64(5 * MINUTE..50 * MINUTE),
        };
        self.pass(ms);
    }

    pub fn pass(&mut self, ms: i64) {
        let end = self.sim.now + ms;
        if let Some(disk) = self.disk.filter(|disk| disk.until < end) {
            self.pass_until(disk.until);
            self.room_on_disk();
        }
        self.pass_until(end);
    }

    fn pass_until(&mut self, end: i64) {
        loop {
            while self.step() {}
            if !self.sim.advance(end) {
                break;
            }
        }
    }

    /// One move of the bot, any that can be made; and perhaps the power is cut.
    fn step(&mut self) -> bool {
        // Questions to Enote are soon answered, so one is easily missed.
        let odds = if self.sim.question().is_some() { 10 * self.crashes } else { self.crashes };
        if odds > 0 && self.rng.u32(0..1000) < odds {
            self.crash();
        }
        let mut moves = Move::ALL;
        self.rng.shuffle(&mut moves);
        self.sim.latency = if self.rng.bool() { 0 } else { self.rng.i64(0..400) };
        let pick = self.rng.usize(0..64);
        self.enote_answers();
        self.steps += 1;
        self.sim.step_in(&moves, pick)
    }

    pub fn crash(&mut self) {
        self.sim.crash();
        self.unsure = true;
        self.sim.office.answers.clear();
        self.room_on_disk();
        let away = match self.rng.u32(0..4) {
            0 => 0,
            1 => self.rng.i64(0..1_000),
            _ => self.rng.i64(1_000..30 * MINUTE),
        };
        self.sim.sleep(away);
        // Between two runs a clock may be set back; while the bot runs, it does not let itself be.
        if self.rng.u32(0..8) == 0 {
            self.sim.skew = self.rng.i64(-90 * MINUTE..90 * MINUTE);
        }
        self.sim.start();
        self.tell(|history| {
            format!(
                "the power was cut; back after {} s, clock {} s off",
                away / 1000,
                history.sim.skew / 1000
            )
        });
    }

    /// All mishaps are over, and so much time passes as it takes.
    fn calm(&mut self) {
        self.tell(|_| "calm".to_owned());
        self.crashes = 0;
        self.sim.world.clear_faults();
        self.restore();
        self.settle();
        // What is said about lateness comes later.
        self.pass(4 * MINUTE);
        self.settle();
    }

    fn settle(&mut self) {
        let end = self.sim.now + LONG_ENOUGH;
        while self.sim.now < end {
            self.pass(MINUTE / 2);
            if self.is_settled() {
                break;
            }
        }
    }

    fn is_settled(&self) -> bool {
        self.sim.is_idle()
            && self.open_errands() == 0
            && self.rows("outbox") == 0
            && self.sim.world.pending_updates(self.sim.bot) == 0
    }

    pub fn rows(&self, table: &str) -> i64 {
        self.sim.look().query_row(&format!("SELECT count(*) FROM {table}"), (), |row| row.get(0)).unwrap()
    }

    pub fn tell(&mut self, what: impl FnOnce(&Self) -> String) {
        let at = self.sim.now - crate::sim::START;
        let line = format!("{:>6}.{:03} {}", at / 1000, at % 1000, what(self));
        self.told.push(line);
    }

    /// What happened, a line for each thing.
    pub fn story(&self) -> String {
        let calls = std::env::var_os("SIM_CALLS").map(|_| self.calls());
        self.told.iter().cloned().chain(calls.into_iter().flatten()).collect::<Vec<_>>().join("\n")
    }

    /// What the bot asked of Telegram, but for news, and what it was told.
    fn calls(&self) -> Vec<String> {
        let calls = self.sim.world.calls().filter(|call| call.method != "getUpdates");
        let line = |call: &Call| {
            let at = call.at - crate::sim::START;
            let params = serde_json::Value::from(call.params.clone());
            let done = (call.executed, call.answered, call.status, &call.description);
            format!("{:>6}.{:03} {} {params} {done:?}", at / 1000, at % 1000, call.method)
        };
        calls.map(line).collect()
    }

    /// A client by number.
    pub fn some_client(&mut self) -> usize {
        self.rng.usize(0..self.clients.len())
    }

    /// Whose topic that is.
    pub fn owner(&self, thread: i64) -> Option<usize> {
        let topics = self.sim.world.topics(self.sim.group);
        let topic = topics.iter().find(|topic| topic.thread == thread)?;
        self.clients.iter().position(|client| topic.name.contains(client.name))
    }

    /// The living topics of clients, with their owners.
    pub fn topics(&self) -> Vec<(i64, usize)> {
        let topics = self.sim.world.topics(self.sim.group);
        let living = topics.into_iter().filter(|topic| !topic.deleted).map(|topic| topic.thread);
        living.filter_map(|thread| Some((thread, self.owner(thread)?))).collect()
    }

    /// Writes down what a client has just sent.
    pub fn client_said(&mut self, client: usize, message: i64, fate: Fate, album: Option<usize>) {
        let place = Place::Private { bot: self.sim.bot, user: self.clients[client].id };
        let shown = self.sim.world.shown(place, message).unwrap();
        let said = Said {
            client: Some(client),
            side: Side::Client,
            at: (self.clients[client].id, message),
            thread: None,
            fate,
            heard: Heard::Yes,
            album,
            when: self.sim.now,
            versions: Vec::new(),
            retried: false,
        };
        self.ledger.add(said, &shown);
    }

    /// Writes down what staff have just sent into a topic, or into General.
    pub fn staff_said(&mut self, thread: Option<i64>, message: i64, fate: Fate, album: Option<usize>) {
        let shown = self.sim.world.shown(self.sim.group, message).unwrap();
        let said = Said {
            client: thread.and_then(|thread| self.owner(thread)),
            side: Side::Staff,
            at: (self.sim.group, message),
            thread,
            fate,
            heard: self.heard(),
            album,
            when: self.sim.now,
            versions: Vec::new(),
            retried: false,
        };
        self.ledger.add(said, &shown);
    }

    pub fn heard(&self) -> Heard {
        match self.bot {
            Standing::Administrator | Standing::WithoutTopics => Heard::Yes,
            Standing::Member => Heard::Maybe,
            Standing::Out => Heard::No,
        }
    }

    pub fn words(&self, what: &str) -> String {
        format!("{what} {}", super::ledger::mark(self.ledger.next()))
    }

    pub fn text(&self, what: &str) -> Draft {
        Draft::text(self.words(what))
    }

    pub fn photo(&self) -> Draft {
        Draft::photo().file(&self.ledger.next_file())
    }
}

/// A clinic on its first day, in a Telegram that behaves in one of the ways that have been seen.
fn clinic(rng: &mut Rng, flat: bool, limited: bool, mistake: Option<Mistake>) -> Sim {
    let mut sim = match (flat, limited) {
        (true, _) => Sim::in_basic_group(),
        (false, true) => Sim::with(TELEGRAM),
        (false, false) => Sim::new(),
    };
    if limited && !flat {
        sim.world.limits = Limits::telegram();
    }
    // What the config says counts from a start on.
    sim.crash();
    sim.desk.ask_rating = true;
    sim.mistake = mistake;
    sim.start();
    let behaviours = [DeletedTopic::NotFound, DeletedTopic::Cached, DeletedTopic::LandsInGeneral];
    sim.world.rules.deleted_topic = behaviours[rng.usize(0..3)];
    sim.world.rules.forum_off = if rng.bool() { ForumOff::NotFound } else { ForumOff::Ignored };
    sim.world.rules.reply_before_topic = rng.bool();
    sim.world.rules.roots_cached = rng.bool();
    sim
}
