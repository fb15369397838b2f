//! The answers to `/queue` and `/stats`.

use fluent_bundle::FluentValue;

use super::Text;
use super::bundle::say;
use super::find::linked;
use super::rich::Rich;
use super::short::short;
use super::when::lasting;
use crate::model::{Lang, Link, Millis};

/// How much of a name is shown, in UTF-16 units.
const NAME: usize = 40;
/// The most members of staff that are shown.
const MEMBERS: usize = 25;

/// Those who wait for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Queue {
    /// The longest first.
    pub waiting: Vec<Waiting>,
    /// How many more.
    pub more: usize,
}

/// A client who waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Their name as staff know it.
    pub name: String,
    /// Their topic, if it stands.
    pub link: Option<Link>,
    /// Since when.
    pub since: Millis,
    /// Whose client they are.
    pub assignee: Option<String>,
}

/// How the work went.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Figures {
    /// In the last so many days.
    pub days: u16,
    /// Tickets that were opened.
    pub opened: u32,
    /// Tickets that were closed.
    pub closed: u32,
    /// How long half of those who asked waited for the first answer at most, in milliseconds.
    pub median: Option<i64>,
    /// How long nine of ten waited at most, in milliseconds.
    pub ninetieth: Option<i64>,
    /// Who did what: the most answers first.
    pub members: Vec<MemberFigures>,
    /// What clients thought of it; none: nobody was asked, or nobody said.
    pub rating: Option<Rating>,
}

/// What one member of staff did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MemberFigures {
    /// Their name; none: administrators who write as the group, or somebody unknown.
    pub name: Option<String>,
    /// Messages that reached clients.
    pub answers: u32,
    /// Tickets of this time that are theirs.
    pub taken: u32,
    /// Tickets they closed.
    pub closed: u32,
}

/// What clients thought: 1–5 stars.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating {
    /// How many rated.
    pub count: u32,
    /// All their stars together.
    pub stars: u32,
}

/// Nobody waits.
pub fn queue_empty(lang: Lang) -> Text {
    Text::plain(say(lang, "queue-empty", &[]))
}

/// Who waits, and how long.
pub fn queue(lang: Lang, now: Millis, queue: &Queue) -> Text {
    let count = FluentValue::from(queue.waiting.len() + queue.more);
    let mut rich = Rich::default().push(&say(lang, "queue-head", &[("count", count)]));
    for (number, client) in (1..).zip(&queue.waiting) {
        let number: i32 = number;
        let wait = lasting(lang, now.since(client.since));
        rich = linked(rich.push(&format!("\n{number}. ")), &short(&client.name, NAME), client.link);
        rich = rich.push(" – ").push(&wait);
        if let Some(assignee) = &client.assignee {
            let assignee = short(assignee, NAME);
            rich = rich.push(" · ").push(&say(lang, "queue-assignee", &[("name", assignee.into())]));
        }
    }
    if queue.more > 0 {
        rich = rich.push("\n").push(&say(lang, "queue-more", &[("count", queue.more.into())]));
    }
    rich.finish()
}

/// How the work went.
pub fn stats(lang: Lang, figures: &Figures) -> Text {
    let mut lines = vec![
        say(lang, "stats-head", &[("days", figures.days.into())]),
        say(lang, "stats-tickets", &[("opened", figures.opened.into()), ("closed", figures.closed.into())]),
    ];
    if let (Some(median), Some(ninetieth)) = (figures.median, figures.ninetieth) {
        let (median, ninetieth) = (lasting(lang, median), lasting(lang, ninetieth));
        lines.push(say(lang, "stats-wait", &[("median", median.into()), ("ninetieth", ninetieth.into())]));
    } else {
        lines.push(say(lang, "stats-no-wait", &[]));
    }
    lines.extend(figures.rating.filter(|rating| rating.count > 0).map(|rating| stars(lang, rating)));
    if !figures.members.is_empty() {
        lines.push(String::new());
    }
    lines.extend(figures.members.iter().take(MEMBERS).map(|member| of_member(lang, member)));
    Text::plain(lines.join("\n"))
}

/// Rounded to tenths, as people of that language write them.
fn stars(lang: Lang, rating: Rating) -> String {
    let tenths = (rating.stars * 20 + rating.count) / (rating.count * 2);
    let point = if lang == Lang::Uk { ',' } else { '.' };
    let average = format!("{}{point}{}", tenths / 10, tenths % 10);
    say(lang, "stats-rating", &[("average", average.into()), ("count", rating.count.into())])
}

fn of_member(lang: Lang, member: &MemberFigures) -> String {
    let name = match &member.name {
        Some(name) => short(name, NAME),
        None => say(lang, "stats-nameless", &[]),
    };
    let (answers, taken, closed) = (member.answers.into(), member.taken.into(), member.closed.into());
    say(
        lang,
        "stats-member",
        &[("name", name.into()), ("answers", answers), ("taken", taken), ("closed", closed)],
    )
}
