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
    table.chain(canned(lang)).chain(help(lang)).collect()
}

fn canned(lang: Lang) -> Said {
    let name = "Адреса <b>&";
    let table = [
        ("canned_below", text::canned_below(lang)),
        ("canned_by_button", text::canned_by_button(lang, Some("Марія"))),
        ("canned_by_button of nobody", text::canned_by_button(lang, None)),
        ("canned_discard_button", text::canned_discard_button(lang)),
        ("canned_discarded", text::canned_discarded(lang)),
        ("canned_dropped", text::canned_dropped(lang, name)),
        ("canned_full", text::canned_full(lang, 90)),
        ("canned_gone", text::canned_gone(lang)),
        ("canned_inside", text::canned_inside(lang)),
        ("canned_kept", text::canned_kept(lang, name)),
        ("canned_none", text::canned_none(lang)),
        ("canned_not_possible", text::canned_not_possible(lang)),
        ("canned_replaced", text::canned_replaced(lang, name)),
        ("canned_send_button", text::canned_send_button(lang)),
        ("canned_sending", text::canned_sending(lang)),
        ("canned_stale", text::canned_stale(lang)),
        ("canned_unknown", text::canned_unknown(lang, name, None)),
        ("canned_unknown but near", text::canned_unknown(lang, "адрса", Some(name))),
        ("canned_which", text::canned_which(lang)),
        ("usage t_add", text::usage(lang, "t_add")),
        ("usage t_del", text::usage(lang, "t_del")),
    ];
    table.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

#[test]
fn lines_over_a_chat_are_short() {
    for lang in [Lang::Uk, Lang::En] {
        for line in [
            text::canned_below(lang),
            text::canned_discarded(lang),
            text::canned_gone(lang),
            text::canned_sending(lang),
            text::canned_stale(lang),
            text::edit_of_note(lang),
            text::not_delivered(lang),
        ] {
            assert!(line.as_str().chars().count() <= 200, "{}", line.as_str());
        }
    }
}

fn help(lang: Lang) -> Said {
    let info = ThreadInfo { chat: ChatId(-1_001_234), thread: None, client: None, ticket: None };
    let nobodys = ThreadInfo { thread: Some(ThreadId(77)), ..info };
    let known = ThreadInfo { client: Some((ClientId(501), "Олена 🐈")), ..nobodys };
    let with_ticket = ThreadInfo { ticket: Some(TicketId(3)), ..known };
    let about = Verb::ALL.map(|verb| (format!("about {}", verb.name()), text::about(lang, verb.name())));
    let clients = text::client_menu(lang);
    let clients = clients.map(|(name, text)| (format!("client_menu {name}"), text));
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
