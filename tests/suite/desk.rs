//! A clinic with the real bot: the built binary as a process of its own, the sandbox as its Telegram,
//! a real database file. What tests see, they see as client and staff would.

use pwparents::sandbox::{Draft, Playing, Profile, Rights, Sandbox, Shown, World};
use std::fmt::Write as _;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

pub const TOKEN: &str = "700001:AAEexampleTokenOfTheSandboxBot012345";
/// Longer than anything here takes, shorter than anybody's patience.
const PATIENCE: Duration = Duration::from_secs(20);

/// The clinic.
pub struct Desk {
    pub sandbox: Sandbox,
    pub bot: i64,
    pub group: i64,
    pub vet: i64,
    pub folder: tempfile::TempDir,
    child: Option<Child>,
    limits: String,
    /// Staff who chose no name sign with their first one.
    pub signs: bool,
    /// More of the config: whole tables.
    pub more: String,
}

impl Desk {
    /// Without limits of its own, so that tests are quick.
    pub fn open() -> Self {
        let desk = Self::closed().started();
        // What a first start asks and tells is over, so that no fault meant for later meets it.
        let answered = |w: &World, method: &str| w.calls_of(method).filter(|call| call.status != 0).count();
        desk.wait("what a first start asks", |w| {
            let asked = ["getChat", "getChatAdministrators", "getForumTopicIconStickers"];
            answered(w, "setMyCommands") >= 4 && asked.iter().all(|method| answered(w, method) >= 1)
        });
        desk
    }

    /// The same before the bot is started.
    pub fn closed() -> Self {
        let mut world = World::new();
        let bot = world.add_bot(TOKEN, "ClinicBot", "Клініка");
        let vet = world.add_user(Profile::new("Марія").username("maria_vet").language("uk"));
        let group = world.add_forum("Персонал");
        world.own(group, vet);
        world.promote_bot(group, bot, Rights::all());
        let limits =
            ["group", "new_topics", "client"].map(|limit| format!("{limit}_per_minute = 0")).join("\n")
                + "\nchat_per_second = 0\noverall_per_second = 0";
        Self {
            sandbox: Sandbox::start(world).unwrap(),
            bot,
            group,
            vet,
            folder: tempfile::tempdir().unwrap(),
            child: None,
            limits,
            signs: false,
            more: String::new(),
        }
    }

    pub fn started(mut self) -> Self {
        self.start();
        self
    }

    /// Starts the bot and waits until it polls.
    pub fn start(&mut self) {
        self.write_config();
        let log = std::fs::OpenOptions::new().create(true).append(true).open(self.log_path()).unwrap();
        // Where a disk is full by decree, that is an error like any other and no reason to die.
        let child = Command::new("sh")
            .args(["-c", "trap '' XFSZ; exec \"$@\"", "sh", env!("CARGO_BIN_EXE_pwparents")])
            .args(["run", "--config"])
            .arg(self.folder.path().join("config.toml"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap();
        self.child = Some(child);
        let bot = self.bot;
        assert!(self.sandbox.wait_until(PATIENCE, |w| w.is_polling(bot)), "the bot does not poll");
    }

    fn write_config(&self) {
        let mut config = String::new();
        writeln!(config, "[desk]\nsign_unnamed = {}", self.signs).unwrap();
        writeln!(config, "[telegram]\ntoken = {TOKEN:?}\nsupport_group_id = {}", self.group).unwrap();
        writeln!(config, "api_url = {:?}\n[telegram.limits]\n{}", self.sandbox.url(), self.limits).unwrap();
        writeln!(config, "[logs]\nlevel = \"trace\"\n{}", self.more).unwrap();
        let path = self.folder.path().join("config.toml");
        std::fs::write(&path, config).unwrap();
        // Nobody else may read it, or every start begins with a warning.
        std::fs::set_permissions(path, PermissionsExt::from_mode(0o600)).unwrap();
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("pwparents.db")
    }

    pub fn log_path(&self) -> PathBuf {
        self.folder.path().join("stderr.log")
    }

    pub fn log(&self) -> String {
        std::fs::read_to_string(self.log_path()).unwrap_or_default()
    }

    /// Kills the bot as a power cut would.
    pub fn kill(&mut self) {
        if let Some(mut child) = self.child.take() {
            child.kill().unwrap();
            child.wait().unwrap();
        }
    }

    /// From now on the bot can make no file longer, as on a full disk; or it can again.
    pub fn fill_disk(&self, full: bool) {
        let limit = if full { "--fsize=0:" } else { "--fsize=unlimited:" };
        let pid = self.child.as_ref().unwrap().id().to_string();
        assert!(Command::new("prlimit").args(["--pid", &pid, limit]).status().unwrap().success());
    }

    /// Asks the bot to stop, and returns its exit code.
    pub fn stop(&mut self) -> Option<i32> {
        let mut child = self.child.take().unwrap();
        let pid = child.id().to_string();
        assert!(Command::new("kill").args(["-TERM", &pid]).status().unwrap().success());
        child.wait().unwrap().code()
    }

    pub fn play<T>(&self, act: impl FnOnce(&mut World) -> T) -> T {
        self.sandbox.play(act)
    }

    pub fn world(&self) -> Playing<'_> {
        self.sandbox.world()
    }

    /// A new client who has not written yet.
    pub fn client(&self, name: &str) -> i64 {
        self.play(|w| w.add_user(Profile::new(name).language("uk")))
    }

    pub fn client_says(&self, client: i64, draft: Draft) -> i64 {
        let bot = self.bot;
        self.play(|w| w.send_private(client, bot, draft))
    }

    /// Staff write in the client's topic, which has to be there.
    pub fn staff_say(&self, client: &str, draft: Draft) -> i64 {
        let (group, vet) = (self.group, self.vet);
        let thread = self.topic(client);
        self.play(|w| w.send_topic(group, thread, vet, draft))
    }

    /// The newest topic of this name; waits for it.
    pub fn topic(&self, name: &str) -> i64 {
        let group = self.group;
        let mut found = None;
        self.wait(&format!("a topic named {name}"), |w| {
            let topics = w.topics(group);
            found =
                topics.iter().rfind(|topic| topic.name == name && !topic.deleted).map(|topic| topic.thread);
            found.is_some()
        });
        found.unwrap()
    }

    /// What the client sees.
    pub fn in_private(&self, client: i64) -> Vec<Shown> {
        self.world().private_view(client, self.bot)
    }

    /// Waits until the topic holds something for which this is true, and returns it.
    pub fn shown_in_topic(&self, name: &str, what: &str, is: impl Fn(&Shown) -> bool) -> Shown {
        let (group, thread) = (self.group, self.topic(name));
        let mut found = None;
        self.wait(&format!("{what} in the topic {name}"), |w| {
            found = w.topic_view(group, thread).into_iter().find(|shown| is(shown));
            found.is_some()
        });
        found.unwrap()
    }

    /// The same for the client's chat.
    pub fn shown_to_client(&self, client: i64, what: &str, is: impl Fn(&Shown) -> bool) -> Shown {
        let bot = self.bot;
        let mut found = None;
        self.wait(&format!("{what} for the client"), |w| {
            found = w.private_view(client, bot).into_iter().find(|shown| is(shown));
            found.is_some()
        });
        found.unwrap()
    }

    pub fn wait(&self, what: &str, condition: impl FnMut(&World) -> bool) {
        assert!(self.sandbox.wait_until(PATIENCE, condition), "waited in vain for {what}\n{}", self.log());
    }

    /// Nothing was asked of Telegram that its description does not have.
    pub fn is_clean(&self) {
        assert_eq!(self.world().violations(), Vec::<String>::new());
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.kill();
        if std::thread::panicking() {
            eprintln!("the bot's log:\n{}", self.log());
        }
    }
}
