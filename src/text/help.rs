//! What commands there are: the help, the menus of commands, and what is known about a topic.

use super::Text;
use super::bundle::say;
use super::rich::Rich;
use crate::model::{ChatId, ClientId, Lang, ThreadId, TicketId};

/// The commands in the order in which people look for them, by the place where they work.
const GROUPS: [(Place, &[&str]); 5] = [
    (
        Place::Topic,
        &[
            "client",
            "phone",
            "label",
            "assign",
            "close",
            "close_silent",
            "reopen",
            "snooze",
            "card",
            "history",
            "note",
            "del",
            "ban",
            "unban",
        ],
    ),
    (Place::Enote, &["enote_link", "pets", "enote_refresh", "enote_unlink", "cancel"]),
    (Place::Canned, &["t", "t_add", "t_del"]),
    (Place::Anywhere, &["find", "queue", "stats", "threadinfo", "help"]),
    (Place::Private, &["setname"]),
];

#[derive(Clone, Copy)]
enum Place {
    Topic,
    Enote,
    Canned,
    Anywhere,
    Private,
}

/// What a command is about, in a few words; `name` is its name without the slash.
pub fn about(lang: Lang, name: &str) -> Text {
    Text::plain(say(lang, &format!("about-{name}"), &[]))
}

/// The commands that clients have, and what each is about.
pub fn client_menu(lang: Lang) -> [(&'static str, Text); 4] {
    [
        ("start", "client-command-start"),
        ("menu", "client-command-menu"),
        ("phone", "client-command-phone"),
        ("language", "client-command-language"),
    ]
    .map(|(name, key)| (name, Text::plain(say(lang, key, &[]))))
}

/// All commands, and what else stays inside.
pub fn help(lang: Lang) -> Text {
    let groups = GROUPS.map(|(place, names)| {
        let lines: Vec<String> = names.iter().map(|name| line(lang, name)).collect();
        format!("{}\n{}", heading(lang, place), lines.join("\n"))
    });
    Text::plain(format!("{}\n\n{}", groups.join("\n\n"), say(lang, "help-rest", &[])))
}

/// What a member of staff reads who writes to the bot in private.
pub fn staff_help(lang: Lang) -> Text {
    Text::plain(format!("{}\n\n{}", say(lang, "help-staff", &[]), help(lang).as_str()))
}

fn heading(lang: Lang, place: Place) -> String {
    let key = match place {
        Place::Topic => "help-topic",
        Place::Enote => "help-enote",
        Place::Canned => "help-canned",
        Place::Anywhere => "help-anywhere",
        Place::Private => "help-private",
    };
    say(lang, key, &[])
}

fn line(lang: Lang, name: &str) -> String {
    let about = about(lang, name);
    match arguments(lang, name) {
        Some(arguments) => format!("/{name} {arguments} – {}", about.as_str()),
        None => format!("/{name} – {}", about.as_str()),
    }
}

/// What stands behind a command's name.
fn arguments(lang: Lang, name: &str) -> Option<String> {
    let key = match name {
        "label" => "args-label",
        "assign" => "args-assign",
        "snooze" => "args-snooze",
        "note" => "args-note",
        "ban" => "args-ban",
        "history" => "args-history",
        "t" | "t_add" | "t_del" => "args-canned",
        "find" => "args-find",
        "stats" => "args-stats",
        "setname" => "args-setname",
        "enote_link" => "args-enote_link",
        _ => return None,
    };
    Some(say(lang, key, &[]))
}

/// What is known about a topic.
#[derive(Debug, Clone, Copy)]
pub struct ThreadInfo<'a> {
    /// The group.
    pub chat: ChatId,
    /// The topic; none in General.
    pub thread: Option<ThreadId>,
    /// Whose it is: their id and name.
    pub client: Option<(ClientId, &'a str)>,
    /// Their ticket.
    pub ticket: Option<TicketId>,
}

/// The numbers of a topic, for whoever looks after the bot.
pub fn thread_info(lang: Lang, info: &ThreadInfo<'_>) -> Text {
    let chat = say(lang, "thread-info-chat", &[("chat", info.chat.to_string().into())]);
    let thread = match info.thread {
        Some(thread) => say(lang, "thread-info-thread", &[("thread", thread.to_string().into())]),
        None => say(lang, "thread-info-general", &[]),
    };
    let mut rich = Rich::default().push("ℹ️ ").push(&chat).push("\n").push(&thread).push("\n");
    let Some((client, name)) = info.client else {
        return rich.push(&say(lang, "thread-info-nobody", &[])).finish();
    };
    rich = rich.push(&say(lang, "thread-info-client", &[])).push(" ").person(name, client.0);
    rich = rich.push(&format!(" (id {client})"));
    if let Some(ticket) = info.ticket {
        let ticket = say(lang, "thread-info-ticket", &[("ticket", ticket.to_string().into())]);
        rich = rich.push("\n").push(&ticket);
    }
    rich.finish()
}
