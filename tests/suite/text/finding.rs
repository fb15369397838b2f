//! What `/find`, `/queue`, `/stats` and `/history` are answered with: shown in tests/data/texts.txt, and short
//! enough for one message whatever people are called and have written.

use pwparents::model::{ChatId, Kind, Lang, Link, MessageId, Millis, ThreadId, kyiv};
use pwparents::text::{
    self, ClientHit, Figures, Findings, HistoryLine, Mark, MemberFigures, MessageHit, Queue, Rating, Waiting,
    Who,
};
use serde_json::Value;

use super::shown::{NOON, Said, kinds};

/// A link to Olena's topic.
fn link(message: Option<i64>) -> Link {
    let (chat, message) = (ChatId(-1_001_234_567_890), message.map(MessageId));
    Link { chat, thread: ThreadId(77), message }
}

fn findings() -> Findings {
    let client = ClientHit {
        name: "Олена 🐈".to_owned(),
        link: Some(link(None)),
        full_name: "Олена Коваль".to_owned(),
        username: Some("olena_k".to_owned()),
        phone: Some("+380671234567".to_owned()),
        contract: Some("К-17".to_owned()),
    };
    let bare = ClientHit { link: None, username: None, phone: None, contract: None, ..client.clone() };
    let message = MessageHit {
        name: "Олена 🐈".to_owned(),
        link: Some(link(Some(90))),
        at: Some(NOON),
        of_client: true,
        inside: false,
        words: "…Мурчик не їсть".to_owned(),
    };
    let answer = MessageHit { of_client: false, ..message.clone() };
    let note = MessageHit { inside: true, at: None, link: None, ..answer.clone() };
    Findings {
        clients: vec![client, bare],
        more_clients: 3,
        messages: vec![message, answer, note],
        more_messages: 12,
        uncounted: true,
        lags: true,
    }
}

pub fn finding(lang: Lang) -> Said {
    let waiting = |link, minutes: i64, assignee: Option<&str>| Waiting {
        name: "Олена".to_owned(),
        link,
        since: Millis(NOON.0 - minutes * 60_000),
        assignee: assignee.map(str::to_owned),
    };
    let some = vec![
        waiting(Some(link(None)), 3 * 24 * 60 + 60, Some("Марія")),
        waiting(Some(link(None)), 2 * 24 * 60, None),
        waiting(None, 72, None),
        waiting(None, 120, None),
        waiting(None, 12, None),
        waiting(None, 0, None),
    ];
    let member = |name: Option<&str>| MemberFigures {
        name: name.map(str::to_owned),
        answers: 40,
        taken: 5,
        closed: 4,
    };
    let figures = Figures {
        days: 7,
        opened: 12,
        closed: 10,
        median: Some(300_000),
        ninetieth: Some(4_320_000),
        members: vec![member(Some("Марія")), member(None)],
        rating: Some(Rating { count: 12, stars: 55 }),
    };
    let table = [
        ("find_nothing", text::find_nothing(lang, "їжак\n", false)),
        ("find_nothing yet", text::find_nothing(lang, "їжак", true)),
        ("find_too_short", text::find_too_short(lang)),
        ("findings", text::findings(lang, &kyiv(), "Мурчик", &findings())),
        ("queue_empty", text::queue_empty(lang)),
        ("queue", text::queue(lang, NOON, &Queue { waiting: some, more: 15 })),
        ("stats", text::stats(lang, &figures)),
        ("stats of nothing", text::stats(lang, &Figures { days: 90, ..Figures::default() })),
        ("history_empty", text::history_empty(lang)),
        ("history", text::history(lang, &kyiv(), "Олена", &conversation())),
    ];
    let usages = ["find", "queue", "stats", "history"];
    let usages = usages.map(|name| (format!("usage {name}"), text::usage(lang, name)));
    table.into_iter().map(|(name, text)| (name.to_owned(), text)).chain(usages).collect()
}

/// Every kind, every author and every mark.
fn conversation() -> Vec<HistoryLine> {
    let line = |who, kind, words: &str, mark| HistoryLine {
        at: Some(NOON),
        who,
        kind,
        words: words.to_owned(),
        mark,
        edited: false,
    };
    let vet = || Who::Staff(Some("Марія".to_owned()));
    let mut all = vec![
        line(Who::Client, Kind::Text, "Добрий\n\nдень", Mark::None),
        line(Who::Bot, Kind::Text, "Вітаємо!", Mark::None),
        line(vet(), Kind::Photo, "рентген", Mark::Queued),
        line(Who::Staff(None), Kind::Text, "Приходьте", Mark::PossiblyTwice),
        line(vet(), Kind::Text, "Приходьте", Mark::Failed),
        line(vet(), Kind::Text, "// дивний", Mark::Note),
        line(vet(), Kind::Text, "Приходьте", Mark::NotSent),
        line(Who::Client, Kind::Text, "/start", Mark::NotShown),
        line(vet(), Kind::Text, "Приходьте", Mark::Deleted),
        HistoryLine { edited: true, ..line(vet(), Kind::Text, "Приходьте", Mark::Queued) },
        HistoryLine { at: None, ..line(Who::Client, Kind::Dice, "🎲 4", Mark::None) },
    ];
    all.extend(kinds().into_iter().map(|kind| line(Who::Client, kind, "", Mark::None)));
    all
}

#[test]
fn a_history_fits_one_message_however_much_was_written() {
    let long = |words: String| HistoryLine {
        at: Some(NOON),
        who: Who::Staff(Some("👩‍⚕️".repeat(40))),
        kind: Kind::VideoNote,
        words,
        mark: Mark::Failed,
        edited: true,
    };
    for words in ["слово ".repeat(900), "🐈".repeat(2_000), "e\u{301}".repeat(4_000), String::new()] {
        for count in [1, 20, 50] {
            let lines = vec![long(words.clone()); count];
            let said = text::history(Lang::Uk, &kyiv(), &"О".repeat(128), &lines);
            let units = said.as_str().encode_utf16().count();
            assert!(units <= 4_096, "{count}: {units}");
            assert!(said.as_str().lines().count() > count.min(35), "{count}: {}", said.as_str());
        }
    }
}

#[test]
fn findings_and_queues_fit_one_message_and_link_what_they_name() {
    let mut found = findings();
    let name = "\"<b>&🐈*_".repeat(14);
    let client = ClientHit {
        name: name.clone(),
        full_name: "К".repeat(300),
        phone: Some("1".repeat(4_000)),
        contract: Some("к".repeat(4_000)),
        ..found.clients.remove(0)
    };
    let message = MessageHit { name: name.clone(), words: "ї".repeat(112), ..found.messages.remove(0) };
    found.clients = vec![client; 6];
    found.messages = vec![message; 10];
    let said = text::findings(Lang::Uk, &kyiv(), &"а".repeat(4_000), &found);
    assert!(said.as_str().encode_utf16().count() <= 4_096, "{}", said.as_str().len());
    let entities: Value = serde_json::from_str(said.entities()).unwrap();
    let urls: Vec<&str> =
        entities.as_array().unwrap().iter().map(|entity| entity["url"].as_str().unwrap()).collect();
    assert_eq!(urls.len(), 16);
    assert_eq!(urls[0], "https://t.me/c/1234567890/77");
    assert_eq!(urls[6], "https://t.me/c/1234567890/77/90");
    let units: Vec<u16> = said.as_str().encode_utf16().collect();
    let at = |field: &str| usize::try_from(entities[0][field].as_u64().unwrap()).unwrap();
    let under = String::from_utf16(&units[at("offset")..at("offset") + at("length")]).unwrap();
    assert!(under.starts_with("\"<b>&🐈*_") && under.ends_with('…'), "{under}");
    let waiting = Waiting {
        name: name.clone(),
        link: Some(link(None)),
        since: Millis(0),
        assignee: Some(name.clone()),
    };
    let queue = Queue { waiting: vec![waiting; 20], more: 1_000 };
    assert!(text::queue(Lang::Uk, NOON, &queue).as_str().encode_utf16().count() <= 4_096);
    let member = MemberFigures { name: Some(name), answers: 10_000, taken: 1_000, closed: 1_000 };
    let figures = Figures { days: 90, members: vec![member; 100], ..Figures::default() };
    assert!(text::stats(Lang::Uk, &figures).as_str().encode_utf16().count() <= 4_096);
}
