//! What is said about what stays inside.

use super::shown::Said;
use pwparents::model::{ChatId, ClientId, Lang, ThreadId, TicketId};
use pwparents::relay::commands::Verb;
use pwparents::text::{self, ThreadInfo};

pub fn said(lang: Lang) -> Said {
    let table = [
        ("channel_not_relayed", text::channel_not_relayed(lang)),
        ("edit_into_note", text::edit_into_note(lang)),
        ("edit_into_note_unsent", text::edit_into_note_unsent(lang)),
        ("edit_not_run", text::edit_not_run(lang)),
        ("edit_of_note", text::edit_of_note(lang)),
        ("usage note", text::usage(lang, "note")),
    ];
    let table = table.into_iter().map(|(name, text)| (name.to_owned(), text));
    table.chain(help(lang)).collect()
}

fn help(lang: Lang) -> Said {
    let info = ThreadInfo { chat: ChatId(-1_001_234), thread: None, client: None, ticket: None };
    let nobodys = ThreadInfo { thread: Some(ThreadId(77)), ..info };
    let known = ThreadInfo { client: Some((ClientId(501), "Олена 🐈")), ..nobodys };
    let with_ticket = ThreadInfo { ticket: Some(TicketId(3)), ..known };
    let about = Verb::ALL.map(|verb| (format!("about {}", verb.name()), text::about(lang, verb.name())));
    let clients = text::client_commands(lang);
    let clients = clients.map(|(name, text)| (format!("client_commands {name}"), text));
    let table = [
        ("help", text::help(lang)),
        ("staff_help", text::staff_help(lang)),
        ("thread_info in General", text::thread_info(lang, &info)),
        ("thread_info of nobody", text::thread_info(lang, &nobodys)),
        ("thread_info of a client", text::thread_info(lang, &known)),
        ("thread_info with a ticket", text::thread_info(lang, &with_ticket)),
    ];
    let table = table.map(|(name, text)| (name.to_owned(), text));
    about.into_iter().chain(clients).chain(table).collect()
}

#[test]
fn the_help_has_every_command_once() {
    for lang in [Lang::Uk, Lang::En] {
        let help = text::help(lang);
        for verb in Verb::ALL {
            let name = format!("/{}", verb.name());
            let lines = help.as_str().lines().filter(|line| line.split(' ').next() == Some(&name));
            assert_eq!(lines.count(), 1, "{name}");
        }
    }
}
