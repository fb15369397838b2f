//! A clinic with the release build of the bot as a process of its own, and the sandbox as its Telegram. The
//! database lies in the target folder, on a real disk: in memory, a commit would cost nothing.

use pwparents::sandbox::{Draft, Profile, Rights, Sandbox, World};
use std::fs::File;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

const TOKEN: &str = "700001:AAEexampleTokenOfTheSandboxBot012345";
/// The first client's id.
pub const FIRST_CLIENT: i64 = 5_100_000_000;
/// Longer than anything here takes.
pub const PATIENCE: Duration = Duration::from_mins(2);
const UNLIMITED: &str = "[telegram.limits]\ngroup_per_minute = 0\nchat_per_second = 0\noverall_per_second = 0\n\
     new_topics_per_minute = 0\nclient_per_minute = 0";

/// The clinic.
pub struct Clinic {
    pub sandbox: Sandbox,
    pub bot: i64,
    pub group: i64,
    pub vet: i64,
    pub folder: tempfile::TempDir,
    pub clients: Vec<i64>,
    child: Option<Child>,
    traced: bool,
}

impl Clinic {
    /// With this many clients, who have written once and got an answer: what first words set off is over.
    pub fn with(clients: usize) -> Self {
        Self::new(clients).opened()
    }

    /// The same, on a copy of this database.
    pub fn on(database: &Path, clients: usize) -> Self {
        let clinic = Self::new(clients);
        std::fs::copy(database, clinic.database()).unwrap();
        clinic.opened()
    }

    /// The same, counting the bot's calls for the disk. Slower: what it takes is not to be compared.
    pub fn traced(clients: usize) -> Self {
        let mut clinic = Self::new(clients);
        clinic.traced = true;
        clinic.opened()
    }

    /// Before the bot is started.
    pub fn new(clients: usize) -> Self {
        let mut world = World::new();
        let bot = world.add_bot(TOKEN, "ClinicBot", "Клініка");
        let vet = world.add_user(Profile::new("Марія").language("uk"));
        let group = world.add_forum("Персонал");
        world.own(group, vet);
        world.promote_bot(group, bot, Rights::all());
        let ids = (FIRST_CLIENT..).take(clients);
        let profile = |id: i64| Profile::new(format!("Клієнт {}", id - FIRST_CLIENT)).language("uk").id(id);
        let clients = ids.map(|id| world.add_user(profile(id))).collect();
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
        let sandbox = Sandbox::start(world).unwrap();
        Self { sandbox, bot, group, vet, folder, clients, child: None, traced: false }
    }

    /// Starts the bot, and lets everybody write for the first time.
    fn opened(mut self) -> Self {
        self.start();
        let (bot, clients) = (self.bot, self.clients.clone());
        self.sandbox.play(|w| {
            for client in clients {
                w.send_private(client, bot, Draft::text("Добрий день"));
            }
        });
        let (group, count) = (self.group, self.clients.len());
        let there = |w: &World| w.topics(group).len() == count;
        assert!(self.sandbox.wait_until(PATIENCE, there), "not every client has a topic");
        self.settle();
        let (vet, threads) = (self.vet, self.threads());
        self.sandbox.play(|w| {
            for thread in threads {
                w.send_topic(group, thread, vet, Draft::text("Чим допомогти?"));
            }
        });
        self.settle();
        self
    }

    pub fn start(&mut self) {
        self.spawn();
        let bot = self.bot;
        assert!(self.sandbox.wait_until(PATIENCE, |w| w.is_polling(bot)), "the bot does not poll");
    }

    /// Starts the bot without waiting for anything.
    pub fn spawn(&mut self) {
        self.write_config();
        self.child = Some(self.command().spawn().unwrap());
    }

    fn command(&self) -> Command {
        let binary = env!("CARGO_BIN_EXE_pwparents");
        let mut command = Command::new(if self.traced { "strace" } else { binary });
        if self.traced {
            // With the filter in the kernel only these calls are slowed, and the tracer is no parent: the process
            // that is started is the bot.
            command.args(["-D", "-f", "--seccomp-bpf", "-e", "trace=fsync,fdatasync", "-o"]);
            command.arg(self.trace()).arg(binary);
        }
        let log = File::create(self.folder.path().join("stderr.log")).unwrap();
        command.args(["run", "--config"]).arg(self.folder.path().join("config.toml"));
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log);
        command
    }

    /// The config as it ships, but for the limits.
    fn write_config(&self) {
        let (group, url) = (self.group, self.sandbox.url());
        let config = format!(
            "[telegram]\ntoken = {TOKEN:?}\nsupport_group_id = {group}\napi_url = {url:?}\n{UNLIMITED}\n"
        );
        let path = self.folder.path().join("config.toml");
        std::fs::write(&path, config).unwrap();
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o600)).unwrap();
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("pwparents.db")
    }

    fn trace(&self) -> PathBuf {
        self.folder.path().join("trace")
    }

    /// How often the bot has waited for the disk so far.
    pub fn syncs(&self) -> usize {
        let trace = std::fs::read_to_string(self.trace()).unwrap();
        trace.lines().filter(|line| line.contains("sync(")).count()
    }

    /// The bot's process.
    pub fn pid(&self) -> u32 {
        self.child.as_ref().unwrap().id()
    }

    /// The thread id of a client's topic, by the client's place in the list.
    pub fn threads(&self) -> Vec<i64> {
        let topics = self.sandbox.world().topics(self.group);
        let thread = |number: usize| {
            let name = format!("Клієнт {number}");
            topics.iter().rfind(|topic| topic.name == name).unwrap().thread
        };
        (0..self.clients.len()).map(thread).collect()
    }

    /// Waits until the bot has nothing left to do but to poll.
    pub fn settle(&self) {
        let database = rusqlite::Connection::open(self.database()).unwrap();
        database.busy_timeout(PATIENCE).unwrap();
        let mut queue = database.prepare("SELECT count(*) FROM outbox").unwrap();
        let mut queued = || queue.query_row((), |row| row.get::<_, i64>(0)).unwrap();
        let bot = self.bot;
        // The bot polls again only when what came has been committed.
        let rests = |w: &World| w.is_polling(bot) && w.pending_updates(bot) == 0;
        let rested = |longest| self.sandbox.wait_until(longest, rests);
        while !(rested(PATIENCE) && queued() == 0 && rested(Duration::ZERO)) {
            std::thread::sleep(Duration::from_millis(2));
        }
    }

    /// Stops the bot in order.
    pub fn stop(&mut self) {
        if let Some(mut child) = self.child.take() {
            let asked = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
            assert!(asked.success());
            child.wait().unwrap();
        }
    }

    /// Nothing went wrong on the way.
    pub fn is_clean(&self) {
        let world = self.sandbox.world();
        assert_eq!(world.violations(), Vec::<String>::new());
        assert_eq!(world.counters().too_many, 0);
    }
}

impl Drop for Clinic {
    fn drop(&mut self) {
        self.stop();
    }
}
