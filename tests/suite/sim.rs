//! The real engine, store and schedule against the sandbox's world and a clock that is told: no threads
//! and no sockets, so hours pass in milliseconds, and the same way each time.

use pwparents::engine::{Committed, Engine, Input};
use pwparents::inbox::batch;
use pwparents::model::{ChatId, Clinic, Desk, Hours, Lang, Limits, Millis, Policy, RowId, UserId};
use pwparents::outbox::Schedule;
use pwparents::relay::event::{Ended, Event, Outcome, Polled};
use pwparents::sandbox::{Delivery, Draft, PollId, PollStart, Profile, Rights, Shown, Verdict, World};
use pwparents::store::claimed::Job;
use pwparents::store::{Claimed, open};
use pwparents::telegram::{call_for, outcome};
use pwparents::text::default_menu;
use serde_json::{Map, Value, json};
use std::collections::VecDeque;

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
    limits: Limits,
    running: Option<Running>,
}

/// A bot that runs.
struct Running {
    engine: Engine,
    schedule: Schedule,
    offset: Option<i64>,
    poll: Option<Poll>,
    /// After a poll that failed, the next one waits.
    poll_after: i64,
    hurry: bool,
    polled_once: bool,
    claimed: VecDeque<Claimed>,
    answers: Vec<Answer>,
}

struct Poll {
    began: i64,
    id: PollId,
}

/// The answer to a call, on its way.
struct Answer {
    at: i64,
    row: RowId,
    outcome: Outcome,
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
        let folder = tempfile::tempdir().unwrap();
        let clinic = Clinic::default();
        let (desk, hours) = (crate::relay::unsigned(), None);
        let mut sim =
            Self { world, bot, group, vet, now: START, folder, clinic, desk, hours, limits, running: None };
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
            client_per_minute: self.limits.client_per_minute,
        };
        let store = open(&self.database(), policy.clone(), Millis(self.now)).unwrap();
        let mut engine = Engine::new(store, policy);
        let (first, loaded) = engine.start(Millis(self.now)).unwrap();
        let mut running = Running {
            schedule: Schedule::new(self.limits, &loaded),
            engine,
            offset: None,
            poll: None,
            poll_after: 0,
            hurry: true,
            polled_once: false,
            claimed: VecDeque::new(),
            answers: Vec::new(),
        };
        running.take_in(first);
        self.running = Some(running);
    }

    /// The power is cut: nothing is finished, answers on their way are lost.
    pub fn crash(&mut self) {
        if let Some(poll) = self.running.take().and_then(|running| running.poll) {
            self.world.poll_cancel(poll.id);
        }
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

    /// A second connection to the database, for looking.
    pub fn look(&self) -> rusqlite::Connection {
        rusqlite::Connection::open(self.database()).unwrap()
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
            match self.next_moment().filter(|next| *next <= end) {
                Some(next) => self.now = next.max(self.now + 1),
                None => break,
            }
            self.world.set_now(self.now);
        }
        self.now = end;
        self.world.set_now(end);
    }

    /// Does one thing that can be done now; false if there is none.
    pub fn step(&mut self) -> bool {
        let Some(mut running) = self.running.take() else { return false };
        let did = self.make_call(&mut running)
            || self.deliver(&mut running)
            || self.poll(&mut running)
            || self.claim(&mut running)
            || self.fall_due(&mut running);
        self.running = Some(running);
        did
    }

    /// The next moment at which something happens by itself.
    fn next_moment(&self) -> Option<i64> {
        let running = self.running.as_ref()?;
        let wake = running.schedule.wake(Millis(self.now)).map(|at| at.0);
        let due = running.engine.next_due().map(|at| at.0);
        let answers = running.answers.iter().map(|answer| answer.at);
        let poll = match &running.poll {
            Some(poll) => Some(self.world.poll_deadline(poll.id)),
            None => Some(running.poll_after).filter(|at| *at > self.now),
        };
        [wake, due, poll].into_iter().flatten().chain(answers).min()
    }

    fn deliver(&mut self, running: &mut Running) -> bool {
        let Some(index) = running.answers.iter().position(|answer| answer.at <= self.now) else {
            return false;
        };
        let answer = running.answers.remove(index);
        running.schedule.ended(answer.row, &answer.outcome, Millis(self.now));
        let ended = Event::Ended(Ended { row: answer.row, outcome: answer.outcome });
        self.handle(running, &[Input::Happened(ended)]);
        true
    }

    fn poll(&mut self, running: &mut Running) -> bool {
        let poll = match running.poll.take() {
            Some(poll) => poll,
            None if running.poll_after > self.now => return false,
            None => match self.begin_poll(running) {
                PollStart::Reply(verdict) => return self.polled(running, self.now, &verdict),
                PollStart::Waiting(id) => Poll { began: self.now, id },
            },
        };
        if let Some(verdict) = self.world.poll_check(poll.id) {
            return self.polled(running, poll.began, &verdict);
        }
        running.poll = Some(poll);
        false
    }

    fn polled(&mut self, running: &mut Running, began: i64, verdict: &Verdict) -> bool {
        let Some(updates) = updates(verdict) else {
            running.poll_after = self.now + 1_000;
            return true;
        };
        running.polled_once = true;
        let polled = Polled { began: Millis(began), drained: updates.len() < 100 };
        let (inputs, next) = batch(updates, polled, running.offset);
        running.offset = next;
        self.handle(running, &inputs);
        true
    }

    fn begin_poll(&mut self, running: &Running) -> PollStart {
        let timeout = match (running.polled_once, running.hurry) {
            (false, _) => 0,
            (true, true) => 1,
            (true, false) => 50,
        };
        let mut params = json!({ "limit": 100, "timeout": timeout, "allowed_updates": ALLOWED });
        if let Some(offset) = running.offset {
            params["offset"] = json!(offset);
        }
        self.world.poll_begin(TOKEN, object(params))
    }

    fn claim(&mut self, running: &mut Running) -> bool {
        let rows = running.schedule.next(Millis(self.now));
        if rows.is_empty() {
            return false;
        }
        let claims: Vec<Input> = rows.into_iter().map(Input::Claim).collect();
        self.handle(running, &claims);
        true
    }

    fn fall_due(&mut self, running: &mut Running) -> bool {
        let due = running.engine.next_due().is_some_and(|due| due.0 <= self.now);
        if due {
            self.handle(running, &[]);
        }
        due
    }

    fn handle(&mut self, running: &mut Running, inputs: &[Input]) {
        let committed = running.engine.handle(inputs, Millis(self.now)).unwrap();
        running.take_in(committed);
    }

    /// Makes one of the calls that have been claimed; a crash may come in between.
    fn make_call(&mut self, running: &mut Running) -> bool {
        let Some(claimed) = running.claimed.pop_front() else { return false };
        let answer = self.call(&claimed);
        running.answers.push(answer);
        true
    }

    fn call(&mut self, claimed: &Claimed) -> Answer {
        let call = call_for(claimed);
        let verdict = self.world.request(TOKEN, call.method, call.params);
        let (delay, lost) = match verdict.delivery {
            Delivery::Now => (0, false),
            Delivery::After(ms) => (ms, false),
            Delivery::Drop => (0, true),
            Delivery::DropAfter(ms) => (ms, true),
        };
        let outcome =
            if lost || delay > 30_000 { Outcome::Unknown } else { understand(&claimed.job, &verdict) };
        Answer { at: self.now + delay.min(30_000), row: claimed.row, outcome }
    }

    /// Nothing was asked of Telegram that its description does not have.
    pub fn is_clean(&self) {
        assert_eq!(self.world.violations(), Vec::<String>::new());
    }
}

impl Running {
    fn take_in(&mut self, committed: Committed) {
        self.hurry = committed.hurry;
        if let Some(group) = committed.group {
            self.schedule.group(group);
        }
        for row in committed.dropped {
            self.schedule.dropped(row);
        }
        for (lane, head) in committed.heads {
            self.schedule.head(lane, head);
        }
        self.claimed.extend(committed.claimed);
    }
}

const ALLOWED: [&str; 7] = [
    "message",
    "edited_message",
    "message_reaction",
    "callback_query",
    "my_chat_member",
    "chat_member",
    "pre_checkout_query",
];

fn understand(job: &Job, verdict: &Verdict) -> Outcome {
    outcome(job, verdict.reply.status, verdict.reply.body.as_bytes())
}

fn updates(verdict: &Verdict) -> Option<Vec<String>> {
    if verdict.delivery != Delivery::Now {
        return None;
    }
    let body: Box<serde_json::value::RawValue> = serde_json::from_str(&verdict.reply.body).ok()?;
    let body: std::collections::BTreeMap<&str, &serde_json::value::RawValue> =
        serde_json::from_str(body.get()).ok()?;
    let list: Vec<&serde_json::value::RawValue> = serde_json::from_str(body.get("result")?.get()).ok()?;
    Some(list.into_iter().map(|update| update.get().to_owned()).collect())
}

/// Texts and captions; service messages have none.
fn words(shown: Vec<Shown>) -> Vec<String> {
    let said = shown.into_iter().filter(|shown| shown.service.is_none());
    said.map(|shown| shown.words().to_owned()).collect()
}

fn object(value: Value) -> Map<String, Value> {
    serde_json::from_value(value).unwrap()
}
