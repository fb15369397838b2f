//! The stage: both sides of the conversation as their people see them, printed line by line as they
//! change, and the hands that act on them.

use std::collections::BTreeMap;
use std::io::BufRead;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::script::Cast;
use crate::model::Lang;
use crate::sandbox::{Draft, Kind, Sandbox, Shown, World};
use crate::text::demo::{self, Line, Step};

/// How long a step may take before the show counts as stuck.
const PATIENCE: Duration = Duration::from_secs(20);
/// How much of a message is repeated where it is answered, in characters.
const QUOTED: usize = 30;
/// How often the watcher looks up even if nothing changes.
const LOOK_UP: Duration = Duration::from_secs(1);

/// The stage.
pub(super) struct Stage {
    pub(super) lang: Lang,
    pub(super) cast: Cast,
    sandbox: Arc<Sandbox>,
    board: Arc<Mutex<Board>>,
}

/// What both sides show at a moment.
#[derive(Default)]
pub(super) struct Sides {
    pub(super) chat: Vec<Shown>,
    pub(super) topic: Vec<Shown>,
    thread: i64,
}

/// What has been printed of them.
struct Board {
    lang: Lang,
    cast: Cast,
    printed: BTreeMap<(bool, i64), String>,
}

impl Stage {
    pub(super) fn new(lang: Lang, sandbox: Arc<Sandbox>, cast: Cast) -> Self {
        let board = Board { lang, cast, printed: BTreeMap::new() };
        Self { lang, cast, sandbox, board: Arc::new(Mutex::new(board)) }
    }

    /// Prints a line of the show.
    pub(super) fn say(&self, line: Line) {
        println!("{}", self.line(line));
    }

    pub(super) fn line(&self, line: Line) -> String {
        demo::line(self.lang, line)
    }

    /// Somebody acts; waits until the other side has seen it, and prints what changed.
    pub(super) fn step<T>(
        &self,
        step: Step,
        act: impl FnOnce(&mut World) -> T,
        seen: impl Fn(&Sides) -> bool,
    ) -> Result<T, String> {
        println!("\n— {}", demo::step(self.lang, step));
        let result = self.sandbox.play(act);
        let cast = self.cast;
        if !self.sandbox.wait_until(PATIENCE, |w| seen(&Sides::of(w, cast))) {
            return Err(demo::stuck(self.lang, step));
        }
        print_news(&self.board, &self.sides());
        Ok(result)
    }

    pub(super) fn sides(&self) -> Sides {
        Sides::of(&self.sandbox.world(), self.cast)
    }

    /// The client's topic; 0 before there is one.
    pub(super) fn thread(&self) -> i64 {
        self.sides().thread
    }

    /// The number in the topic of the message that begins so.
    pub(super) fn in_topic(&self, words: &str) -> i64 {
        let sides = self.sides();
        sides.topic.iter().find(|shown| shown.words().starts_with(words)).map_or(0, |shown| shown.message_id)
    }

    /// Lets the person at the terminal go on until the input ends.
    pub(super) fn take_over(self) {
        println!();
        self.say(Line::NowYou);
        let (sandbox, board, cast) = (Arc::clone(&self.sandbox), Arc::clone(&self.board), self.cast);
        std::thread::spawn(move || watch(&sandbox, &board, cast));
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            self.write(line.trim());
        }
        self.say(Line::Closing);
    }

    /// A typed line: staff's behind a `>`, else the client's.
    fn write(&self, line: &str) {
        let Cast { bot, group, client, staff } = self.cast;
        let thread = self.thread();
        match line.strip_prefix('>').map(str::trim) {
            Some("") => {}
            Some(words) => {
                self.sandbox.play(|w| w.send_topic(group, thread, staff, Draft::text(words)));
            }
            None if line.is_empty() => {}
            None => {
                self.sandbox.play(|w| w.send_private(client, bot, Draft::text(line)));
            }
        }
    }
}

/// Prints what changes, until the process ends.
fn watch(sandbox: &Sandbox, board: &Mutex<Board>, cast: Cast) {
    loop {
        let mut sides = Sides::default();
        let changed = sandbox.wait_until(LOOK_UP, |w| {
            sides = Sides::of(w, cast);
            board.lock().unwrap_or_else(PoisonError::into_inner).is_behind(&sides)
        });
        if changed {
            print_news(board, &sides);
        }
    }
}

fn print_news(board: &Mutex<Board>, sides: &Sides) {
    for line in board.lock().unwrap_or_else(PoisonError::into_inner).news(sides) {
        println!("{line}");
    }
}

impl Sides {
    fn of(world: &World, cast: Cast) -> Self {
        let thread = world.topics(cast.group).first().map_or(0, |topic| topic.thread);
        let said = |shown: &Shown| shown.service.is_none();
        Self {
            chat: world.private_view(cast.client, cast.bot).into_iter().filter(said).collect(),
            topic: world.topic_view(cast.group, thread).into_iter().filter(said).collect(),
            thread,
        }
    }

    /// Whether a line in the chat begins so: what staff write stands behind their name.
    pub(super) fn chat_has(&self, words: &str) -> bool {
        self.chat.iter().any(|shown| shown.words().lines().any(|line| line.starts_with(words)))
    }

    pub(super) fn topic_has(&self, words: &str) -> bool {
        self.topic.iter().any(|shown| shown.words().starts_with(words))
    }

    /// Whether a line of the card begins so.
    pub(super) fn card_has(&self, words: &str) -> bool {
        self.topic.first().is_some_and(|card| card.words().lines().any(|line| line.starts_with(words)))
    }

    /// How many lines in the topic begin so.
    pub(super) fn topic_lines(&self, words: &str) -> usize {
        self.topic.iter().filter(|shown| shown.words().starts_with(words)).count()
    }

    /// The first button under the newest line in the topic that begins so: under which message it stands, and what
    /// it carries.
    pub(super) fn button_under(&self, start: &str) -> Option<(i64, String)> {
        let mut lines = self.topic.iter().filter(|shown| shown.words().starts_with(start));
        let shown = lines.rfind(|shown| !shown.buttons.is_empty())?;
        let button = shown.buttons.first()?.first()?;
        Some((shown.message_id, button.data.clone()?))
    }
}

impl Board {
    fn is_behind(&self, sides: &Sides) -> bool {
        self.lines(sides).any(|(key, line)| self.printed.get(&key) != Some(&line))
    }

    /// Lines for what is new or has changed.
    fn news(&mut self, sides: &Sides) -> Vec<String> {
        let width = self.side(false).chars().count().max(self.side(true).chars().count());
        let changed: Vec<_> =
            self.lines(sides).filter(|(key, line)| self.printed.get(key) != Some(line)).collect();
        let mut news = Vec::new();
        for ((in_topic, message), line) in changed {
            let side = self.side(in_topic);
            let known = self.printed.insert((in_topic, message), line.clone()).is_some();
            let mark =
                if known { format!("{} ", demo::line(self.lang, Line::Edited)) } else { String::new() };
            news.push(format!("  {side:<width$} │ {mark}{line}"));
        }
        news
    }

    fn side(&self, in_topic: bool) -> String {
        demo::line(self.lang, if in_topic { Line::Topic } else { Line::Chat })
    }

    fn lines<'a>(&'a self, sides: &'a Sides) -> impl Iterator<Item = ((bool, i64), String)> + 'a {
        let side = |in_topic: bool, shown: &'a [Shown]| {
            shown.iter().map(move |one| ((in_topic, one.message_id), self.line(one, shown)))
        };
        side(false, &sides.chat).chain(side(true, &sides.topic))
    }

    /// A message as one line: who, what it answers, what it holds, its buttons.
    fn line(&self, shown: &Shown, around: &[Shown]) -> String {
        let mut line = format!("{}:", self.name(shown));
        if let Some(answered) = shown.reply_to.and_then(|id| around.iter().find(|one| one.message_id == id)) {
            let words = shown.quote.as_deref().unwrap_or_else(|| answered.words());
            line = format!("{line} ↪ «{}»", beginning(words));
        }
        for part in [self.kind(shown), shown.words().replace('\n', " ⏎ ")] {
            if !part.is_empty() {
                line = format!("{line} {part}");
            }
        }
        for button in shown.buttons.iter().flatten() {
            line = format!("{line} [{}]", button.text);
        }
        line
    }

    fn name(&self, shown: &Shown) -> String {
        let who = match shown.sender {
            Some(id) if id == self.cast.client => Line::Client,
            Some(id) if id == self.cast.staff => Line::Staff,
            Some(_) | None => Line::Bot,
        };
        demo::line(self.lang, who)
    }

    fn kind(&self, shown: &Shown) -> String {
        if shown.kind == Kind::Photo {
            demo::line(self.lang, Line::Photo)
        } else if shown.kind == Kind::Voice {
            demo::line(self.lang, Line::Voice)
        } else if shown.kind == Kind::Contact {
            demo::line(self.lang, Line::Contact)
        } else {
            String::new()
        }
    }
}

/// The beginning of words that are quoted.
fn beginning(words: &str) -> String {
    let mut beginning: String = words.chars().take(QUOTED).collect();
    if beginning.len() < words.len() {
        beginning.truncate(beginning.trim_end().len());
        beginning.push('…');
    }
    beginning
}
