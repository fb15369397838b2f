//! `/find`, `/queue`, `/stats`, `/history`: what was looked up is said under the command, in the same place, and
//! nothing reaches a client.

use pwparents::model::{Delivery, Millis};
use pwparents::relay::decide;
use pwparents::relay::effect::{Direction, Effect, Fact, Lane, Tell};
use pwparents::relay::event::{Event, Post};
use pwparents::relay::found::Found;
use pwparents::relay::view::View;
use pwparents::text::{self, ClientHit, Figures, Findings, HistoryLine, Mark, Queue, Text, Waiting, Who};

use super::{LANG, NOW, from_vet, known, message, remember, saying, text as words, under, vet, view};
use pwparents::model::{Kind, kyiv};

/// What a command in General is answered with.
fn in_general(found: Found, command: &str) -> Text {
    let post = Post { thread: None, ..from_vet(words(command)) };
    let effects = decide(&View { found, ..view() }, &Event::StaffWrote(post.clone()), NOW);
    let [staff, Effect::Tell(tell)] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(staff, &remember(Fact::Staff(vet())));
    let pwparents::relay::effect::What::Say { body, .. } = &tell.what else { panic!("{tell:?}") };
    let pwparents::relay::effect::Body::Ours(text) = body else { panic!("{body:?}") };
    let expected = Tell::new(Lane::Desk(None), saying(text.clone(), None)).answering(post.key.message);
    assert_eq!(tell, &expected);
    text.clone()
}

/// What a command in Olena's topic brings about.
fn in_topic(found: Found, command: &str) -> Vec<Effect> {
    let view = View { found, ..known() };
    decide(&view, &Event::StaffWrote(from_vet(words(command))), NOW)
}

fn answered(command: &str, text: Text) -> [Effect; 3] {
    let post = from_vet(words(command));
    let kept = message(Direction::Out, &post, Delivery::Kept);
    [remember(Fact::Staff(vet())), kept, under(90, text)]
}

fn olena_found() -> Findings {
    let hit = ClientHit {
        name: "Олена".to_owned(),
        link: None,
        full_name: "Олена".to_owned(),
        username: None,
        phone: None,
        contract: None,
    };
    Findings { clients: vec![hit], ..Findings::default() }
}

#[test]
fn a_search_is_answered_with_what_it_found() {
    let found = olena_found();
    let expected = text::findings(LANG, &kyiv(), "Олена", &found);
    assert_eq!(in_general(Found::Findings(found.clone()), "/find Олена"), expected);
    assert_eq!(in_topic(Found::Findings(found), "/знайти Олена"), answered("/знайти Олена", expected));
    let nothing = Findings::default();
    let expected = text::find_nothing(LANG, "їжак", false);
    assert_eq!(in_general(Found::Findings(nothing), "/find їжак"), expected);
}

#[test]
fn wrong_use_is_answered_with_how_to_use_it() {
    for (command, name) in
        [("/find", "find"), ("/queue зараз", "queue"), ("/stats 8", "stats"), ("/stats тиждень", "stats")]
    {
        assert_eq!(in_general(Found::Nothing, command), text::usage(LANG, name), "{command}");
    }
    assert_eq!(in_general(Found::Nothing, "/find м"), text::find_too_short(LANG));
    assert_eq!(in_general(Found::Nothing, "/history"), text::topic_wanted(LANG));
    for command in ["/history 0", "/history 51", "/history багато", "/history -1"] {
        let usage = text::usage(LANG, "history");
        assert_eq!(in_topic(Found::Nothing, command), answered(command, usage), "{command}");
    }
}

#[test]
fn a_queue_is_said_and_so_is_an_empty_one() {
    let waiting =
        Waiting {
            name: "Олена".to_owned(), link: None, since: Millis(NOW.0 - 4_320_000), assignee: None
        };
    let queue = Queue { waiting: vec![waiting], more: 0 };
    assert_eq!(in_general(Found::Queue(queue.clone()), "/queue"), text::queue(LANG, NOW, &queue));
    assert_eq!(in_general(Found::Queue(Queue::default()), "/черга"), text::queue_empty(LANG));
}

#[test]
fn figures_and_a_conversation_are_said() {
    let figures = Figures { days: 7, opened: 3, ..Figures::default() };
    assert_eq!(in_general(Found::Figures(figures.clone()), "/stats"), text::stats(LANG, &figures));
    let line = HistoryLine {
        at: Some(NOW),
        who: Who::Client,
        kind: Kind::Text,
        words: "Добрий день".to_owned(),
        mark: Mark::None,
        edited: false,
    };
    let expected = text::history(LANG, &kyiv(), "Олена", std::slice::from_ref(&line));
    assert_eq!(in_topic(Found::History(vec![line]), "/history 5"), answered("/history 5", expected));
    let empty = text::history_empty(LANG);
    assert_eq!(in_topic(Found::History(Vec::new()), "/history"), answered("/history", empty));
}
