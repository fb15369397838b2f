//! The real engine, store and schedule against the sandbox's world and a clock that is told: no threads
//! and no sockets, so hours pass in milliseconds, and the same way each time.

mod line;
mod mistakes;
mod office;

pub use line::Move;
pub use mistakes::Mistake;

use line::Running;
pub use office::Office;
use pwparents::engine::Engine;
use pwparents::model::{ChatId, Clinic, ContractField, Desk, Hours, Lang, Limits, Millis, Policy, UserId};
use pwparents::sandbox::{Draft, Profile, Rights, Shown, World};
use pwparents::store::{Error, Store, open};
use pwparents::text::default_menu;
use rusqlite::Connection;
use std::cell::OnceCell;
use std::path::Path;
use std::rc::Rc;
use std::sync::OnceLock;
use std::time::Duration;

mod embedded {
    refinery::embed_migrations!("migrations");
}

pub const TOKEN: &str = "700001:AAEexampleTokenOfTheSandboxBot012345";
pub const START: i64 = 1_795_000_000_000;

/// Limits as Telegram has them.
pub const TELEGRAM: Limits =
    Limits { group_per_minute: 20, chat_per_second: 1, overall_per_second: 30, ..Limits::OFF };

pub struct Sim {
    pub world: World,
    pub bot: i64,
    pub group: i64,
    pub vet: i64,
    pub now: i64,
    pub folder: tempfile::TempDir,
    pub clinic: Clinic,
    pub desk: Desk,
    pub hours: Option<Hours>,
    /// How far the machine's clock is ahead of Telegram's.
    pub skew: i64,
    /// How long the answer to a call is under way.
    pub latency: i64,
    /// A mistake to be made, to see whether it is noticed.
    pub mistake: Option<Mistake>,
    /// The side of Enote.
    pub office: Office,
    limits: Limits,
    running: Option<Running>,
    looking: OnceCell<Rc<Connection>>,
}

impl Sim {
    pub fn new() -> Self {
        Self::with(Limits::OFF)
    }

    pub fn with(limits: Limits) -> Self {
        Self::among(limits, |world| world.add_forum("Персонал"))
    }

    /// Whose group has not been given topics yet.
    pub fn in_basic_group() -> Self {
        Self::among(Limits::OFF, |world| world.add_basic_group("Персонал"))
    }

    fn among(limits: Limits, group: impl FnOnce(&mut World) -> i64) -> Self {
        let mut world = World::new();
        world.set_now(START);
        let bot = world.add_bot(TOKEN, "ClinicBot", "Клініка");
        let vet = world.add_user(Profile::new("Марія").username("maria_vet").language("uk"));
        let group = group(&mut world);
        world.own(group, vet);
        world.promote_bot(group, bot, Rights::all());
        let folder = in_memory();
        let clinic = Clinic::default();
        let (desk, hours) = (crate::relay::unsigned(), None);
        let (now, skew, latency, mistake, running) = (START, 0, 0, None, None);
        let mut sim = Self {
            world,
            bot,
            group,
            vet,
            now,
            folder,
            clinic,
            desk,
            hours,
            skew,
            latency,
            mistake,
            office: Office::default(),
            limits,
            running,
            looking: OnceCell::new(),
        };
        std::fs::write(sim.database(), empty()).unwrap();
        sim.start();
        // No story but their own is to tell of names and signatures.
        let told = "INSERT INTO staff (telegram_id, hinted, created_at, updated_at) VALUES (?1, 1, '', '')";
        sim.look().execute(told, (vet,)).unwrap();
        sim.run();
        sim
    }

    /// Starts the bot on its database.
    pub fn start(&mut self) {
        let policy = Policy {
            lang: Lang::Uk,
            group: ChatId(self.group),
            bot: UserId(self.bot),
            bot_name: "ClinicBot".to_owned(),
            clinic: self.clinic.clone(),
            desk: self.desk.clone(),
            hours: self.hours.clone(),
            menu: default_menu(&self.clinic),
            enote: Some(ContractField::Auto),
            client_per_minute: self.limits.client_per_minute,
        };
        let store = opened(&self.database(), &policy, self.clock());
        let mut engine = Engine::new(store, policy);
        let (first, loaded) = engine.start(self.clock()).unwrap();
        self.running = Some(Running::new(engine, self.limits, &loaded, first));
    }

    /// The power is cut: nothing is finished, answers on their way are lost.
    pub fn crash(&mut self) {
        let Some(running) = self.running.take() else { return };
        running.hang_up(&mut self.world);
        self.forget_claims();
    }

    /// Time passes while the bot does not run: however long, it costs nothing.
    pub fn sleep(&mut self, ms: i64) {
        assert!(self.running.is_none(), "the bot runs");
        self.now += ms;
        self.world.set_now(self.now);
    }

    pub fn database(&self) -> std::path::PathBuf {
        self.folder.path().join("pwparents.db")
    }

    /// A second connection to the database, for looking: always the same, for to open one takes longer than most
    /// looks.
    pub fn look(&self) -> Rc<Connection> {
        Rc::clone(self.looking.get_or_init(|| Rc::new(Connection::open(self.database()).unwrap())))
    }

    pub fn client(&mut self, name: &str) -> i64 {
        self.world.add_user(Profile::new(name).language("uk"))
    }

    /// The client writes, and everything that follows at once happens.
    pub fn client_says(&mut self, client: i64, draft: Draft) -> i64 {
        let message = self.world.send_private(client, self.bot, draft);
        self.run();
        message
    }

    pub fn staff_say(&mut self, client: &str, draft: Draft) -> i64 {
        let thread = self.topic(client);
        let message = self.world.send_topic(self.group, thread, self.vet, draft);
        self.run();
        message
    }

    /// The newest living topic of this name.
    pub fn topic(&self, name: &str) -> i64 {
        let topics = self.world.topics(self.group);
        let found = topics.iter().rfind(|topic| topic.name == name && !topic.deleted);
        found.unwrap_or_else(|| panic!("no topic {name} among {topics:?}")).thread
    }

    pub fn in_topic(&self, name: &str) -> Vec<Shown> {
        let shown = self.world.topic_view(self.group, self.topic(name));
        let kept = |shown: &Shown| {
            !matches!(shown.service.as_deref(), Some("pinned_message" | "forum_topic_edited"))
        };
        shown.into_iter().filter(|shown| kept(shown) || shown.sender != Some(self.bot)).collect()
    }

    /// The words in the topic, without the card.
    pub fn words_in_topic(&self, name: &str) -> Vec<String> {
        let mut words = words(self.in_topic(name));
        words.retain(|words| !words.contains("👤"));
        words
    }

    pub fn words_in_private(&self, client: i64) -> Vec<String> {
        words(self.world.private_view(client, self.bot))
    }

    pub fn words_in_general(&self) -> Vec<String> {
        words(self.world.general_view(self.group))
    }

    /// Lets everything happen that happens by itself within a second and a half: an album's window is
    /// shorter than that, every wait for a retry of note is longer.
    pub fn run(&mut self) {
        self.pass(1_500);
    }

    /// Lets this many milliseconds pass.
    pub fn pass(&mut self, ms: i64) {
        let end = self.now + ms;
        loop {
            while self.step() {}
            if !self.advance(end) {
                break;
            }
        }
    }

    /// Goes to the next moment at which something happens by itself; to the end, and false, if nothing does
    /// before.
    pub fn advance(&mut self, end: i64) -> bool {
        let next = self.next_moment().map(|next| next.max(self.now + 1)).filter(|next| *next <= end);
        self.now = next.unwrap_or(end).max(self.now);
        self.world.set_now(self.now);
        next.is_some()
    }

    /// Does one thing that can be done now; false if there is none.
    pub fn step(&mut self) -> bool {
        self.step_in(&Move::ALL, 0)
    }

    /// The same: the first of these moves that can be made. Where there are several things to make it with,
    /// `pick` says which.
    pub fn step_in(&mut self, moves: &[Move], pick: usize) -> bool {
        let Some(mut running) = self.running.take() else { return false };
        let did = moves.iter().any(|one| self.make(&mut running, *one, pick));
        self.running = Some(running);
        did
    }

    /// The time by the machine's clock.
    pub fn clock(&self) -> Millis {
        Millis(self.now + self.skew)
    }

    /// Nothing was asked of Telegram that its description does not have.
    pub fn is_clean(&self) {
        assert_eq!(self.world.violations(), Vec::<String>::new());
    }
}

/// A folder that costs nothing to write into, where there is one.
fn in_memory() -> tempfile::TempDir {
    tempfile::tempdir_in(Path::new("/dev/shm")).or_else(|_| tempfile::tempdir()).unwrap()
}

/// A database in which nothing has happened yet. It takes as long to make as a hundred messages, and is always the
/// same, so it is made once.
fn empty() -> &'static [u8] {
    static EMPTY: OnceLock<Vec<u8>> = OnceLock::new();
    EMPTY.get_or_init(|| {
        let folder = in_memory();
        let path = folder.path().join("pwparents.db");
        let mut conn = Connection::open(&path).unwrap();
        embedded::migrations::runner().set_grouped(true).run(&mut conn).unwrap();
        drop(conn);
        std::fs::read(path).unwrap()
    })
}

/// Opens the database. A test that starts a process holds, for the moment between its fork and its exec, a copy of
/// every lock there is; so a lock that was let go of may still be there for that long.
fn opened(path: &Path, policy: &Policy, now: Millis) -> Store {
    for _ in 0..2_000 {
        match open(path, policy.clone(), now) {
            Err(Error::InUse) => std::thread::sleep(Duration::from_millis(1)),
            done => return done.unwrap(),
        }
    }
    panic!("{} stays locked", path.display());
}

/// Texts and captions; service messages have none.
fn words(shown: Vec<Shown>) -> Vec<String> {
    let said = shown.into_iter().filter(|shown| shown.service.is_none());
    said.map(|shown| shown.words().to_owned()).collect()
}
