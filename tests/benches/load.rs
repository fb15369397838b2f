//! Messages through a running clinic, and when each of them had its copy on the other side. The moments are
//! those of the sandbox's own books, in whole milliseconds.

use super::clinic::{Clinic, PATIENCE};
use super::usage;
use pwparents::sandbox::{Call, Draft, World};
use std::collections::HashMap;
use std::time::{Duration, Instant};

/// How many messages are sent at once while many are.
const BATCH: usize = 50;
/// How often the driver looks for copies.
const LOOK: Duration = Duration::from_millis(5);

/// Which way messages go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// From clients into their topics.
    In,
    /// From staff to clients.
    Out,
}

impl Way {
    pub fn words(self) -> &'static str {
        match self {
            Self::In => "client → topic",
            Self::Out => "staff → client",
        }
    }
}

/// How fast messages are sent.
#[derive(Debug, Clone, Copy)]
pub enum Pace {
    /// All at once.
    Flood,
    /// So many a second.
    Even(f64),
}

/// What a load came to.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// Copies a second, from the first send to the last copy.
    pub rate: f64,
    /// From each send to its copy, in milliseconds, sorted.
    pub waits: Vec<f64>,
    /// Seconds of processor time of the bot, the sandbox and the driver, until all had come to rest.
    pub bot: f64,
    pub sandbox: f64,
    pub driver: f64,
    /// Calls of the Bot API that the bot made for it, polls included.
    pub calls: u64,
}

/// One figure of an outcome.
pub type Figure = fn(&Outcome) -> f64;

impl Outcome {
    /// What so much of the messages waited no longer than.
    pub fn percentile(&self, percent: usize) -> f64 {
        self.waits[(self.waits.len() * percent / 100).min(self.waits.len() - 1)]
    }

    pub fn mean(&self) -> f64 {
        self.waits.iter().sum::<f64>() / self.messages()
    }

    /// Seconds of processor time of the bot for 1000 messages.
    pub fn bot_per_1000(&self) -> f64 {
        self.bot * 1000.0 / self.messages()
    }

    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    pub fn calls_per_message(&self) -> f64 {
        self.calls as f64 / self.messages()
    }

    #[expect(clippy::cast_precision_loss, reason = "some thousands")]
    pub fn messages(&self) -> f64 {
        self.waits.len() as f64
    }
}

/// Which message: the client's place in the list, and a number that no other message of the load has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Mark {
    /// What is copied: the client's chat and the message in it.
    Copied(i64, i64),
    /// The number in a text.
    Numbered(usize),
}

/// The messages under way.
struct Load<'a> {
    clinic: &'a Clinic,
    way: Way,
    threads: Vec<i64>,
    sent: HashMap<Mark, i64>,
    landed: HashMap<Mark, i64>,
    /// The last call that was looked at.
    seen: u64,
}

/// Sends so many messages, in turn from each client or to each, and waits until all have arrived.
pub fn run(clinic: &Clinic, way: Way, messages: usize, pace: Pace) -> Outcome {
    clinic.sandbox.play(World::forget_calls);
    let (sent, landed) = (HashMap::new(), HashMap::new());
    let mut load = Load { clinic, way, threads: clinic.threads(), sent, landed, seen: 0 };
    let (bot, (sandbox, driver)) = (usage::cpu(clinic.pid()), usage::own_cpu());
    match pace {
        Pace::Flood => load.flood(messages),
        Pace::Even(rate) => load.pace(messages, rate),
    }
    load.wait(messages);
    clinic.settle();
    let (sandbox_after, driver_after) = usage::own_cpu();
    let calls = clinic.sandbox.world().counters().by_method.values().sum();
    clinic.is_clean();
    let first = load.sent.values().min().unwrap();
    let last = load.landed.values().max().unwrap();
    Outcome {
        rate: as_float(messages) * 1000.0 / millis(last - first).max(1.0),
        waits: load.waits(),
        bot: usage::cpu(clinic.pid()) - bot,
        sandbox: sandbox_after - sandbox,
        // Threads and process are read one after the other, in hundredths of a second.
        driver: (driver_after - driver).max(0.0),
        calls,
    }
}

impl Load<'_> {
    fn flood(&mut self, messages: usize) {
        let numbers: Vec<usize> = (0..messages).collect();
        for batch in numbers.chunks(BATCH) {
            self.send(batch);
        }
    }

    fn pace(&mut self, messages: usize, rate: f64) {
        let began = Instant::now();
        for number in 0..messages {
            let due = began + Duration::from_secs_f64(as_float(number) / rate);
            std::thread::sleep(due.saturating_duration_since(Instant::now()));
            self.send(&[number]);
        }
    }

    fn send(&mut self, numbers: &[usize]) {
        let clinic = self.clinic;
        let mut world = clinic.sandbox.world();
        for number in numbers {
            let place = number % clinic.clients.len();
            let client = clinic.clients[place];
            let draft = Draft::text(format!("Коли можна прийти на щеплення? №{number}"));
            let mark = match self.way {
                Way::In => Mark::Copied(client, world.send_private(client, clinic.bot, draft)),
                Way::Out => {
                    world.send_topic(clinic.group, self.threads[place], clinic.vet, draft);
                    Mark::Numbered(*number)
                }
            };
            self.sent.insert(mark, world.now());
        }
    }

    fn wait(&mut self, messages: usize) {
        let end = Instant::now() + PATIENCE;
        while self.landed.len() < messages {
            assert!(Instant::now() < end, "{} of {messages} have arrived", self.landed.len());
            std::thread::sleep(LOOK);
            let clinic = self.clinic;
            // A condition is a look that wakes nobody.
            clinic.sandbox.wait_until(Duration::ZERO, |world| {
                self.look(world);
                true
            });
        }
    }

    fn look(&mut self, world: &World) {
        let new = world.calls().rev().take_while(|call| call.number > self.seen);
        let newest = world.calls().next_back().map_or(0, |call| call.number);
        for call in new.filter(|call| call.is_ok()) {
            if let Some(mark) = self.mark(call).filter(|mark| self.sent.contains_key(mark)) {
                self.landed.entry(mark).or_insert(call.at);
            }
        }
        self.seen = newest;
    }

    fn mark(&self, call: &Call) -> Option<Mark> {
        match self.way {
            Way::In if call.method == "copyMessage" => {
                Some(Mark::Copied(call.int("from_chat_id")?, call.int("message_id")?))
            }
            Way::Out if call.method == "sendMessage" => {
                let (_, number) = call.text("text")?.rsplit_once('№')?;
                number.parse().ok().map(Mark::Numbered)
            }
            Way::In | Way::Out => None,
        }
    }

    fn waits(&self) -> Vec<f64> {
        let wait = |(mark, sent): (&Mark, &i64)| millis(self.landed[mark] - sent);
        let mut waits: Vec<f64> = self.sent.iter().map(wait).collect();
        waits.sort_by(f64::total_cmp);
        waits
    }
}

#[expect(clippy::cast_precision_loss, reason = "minutes at most")]
fn millis(milliseconds: i64) -> f64 {
    milliseconds as f64
}

#[expect(clippy::cast_precision_loss, reason = "some thousands")]
pub fn as_float(count: usize) -> f64 {
    count as f64
}
