//! What stays inside, as the database has it: notes, canned replies, what is offered, lists of commands.

use pwparents::model::{CannedId, Content, Extra, Kind, Lang, MessageId, MsgKey, RowId, Styled, UserId};
use pwparents::relay::card::offer_buttons;
use pwparents::relay::commands::{Audience, CommandList};
use pwparents::relay::effect::{
    Action, Button, CannedAct, CannedFact, Does, Effect, Emoji, Fact, Lane, Tell, What,
};
use pwparents::relay::event::{Event, Press};
use pwparents::relay::view::{Canned, Offer, View};
use pwparents::store::Store;
use pwparents::store::claimed::{Address, Job, ReplyTo};
use pwparents::text;

use super::{
    Bench, GROUP, NOW, OLENA, THREAD, file, from_vet, in_album, job_of, numbered, policy, replying,
    store_with, text as words,
};

const AT: MsgKey = MsgKey { chat: GROUP, message: MessageId(3_000_000_000) };

fn content() -> Content {
    Content {
        text: Styled {
            text: "Схема <b>".to_owned(),
            entities: r#"[{"type":"bold","offset":0,"length":5}]"#.to_owned(),
        },
        extra: Extra { spoiler: true, caption_above: true, ..Extra::default() },
        ..file(Kind::Photo, "")
    }
}

fn buttons() -> Vec<Vec<Button>> {
    let button = |act| Button {
        text: text::canned_send_button(Lang::Uk),
        does: Does::Press(Action::Canned(OLENA, act)),
    };
    vec![
        vec![button(CannedAct::Send(RowId(8))), button(CannedAct::Discard(RowId(8)))],
        vec![button(CannedAct::Show(CannedId(7)))],
    ]
}

fn topic(reply: i64) -> Address {
    let reply = ReplyTo { message: MessageId(reply), quote: None, strict: true };
    Address { chat: GROUP, thread: Some(THREAD), reply: Some(reply) }
}

#[test]
fn every_kind_of_row_goes_round() {
    let desk = Lane::Desk(Some(OLENA));
    let offer = |content: Content| What::Offer { content: Box::new(content) };
    let place = Content {
        kind: Kind::Location,
        file: None,
        extra: Extra { fields: r#"{"latitude":50.45}"#.to_owned(), ..Extra::default() },
        ..words("")
    };
    for content in [content(), words("Хрещатик, 1"), place] {
        let buttons = offer_buttons(Lang::Uk, OLENA, RowId(1));
        let job = |to| Some(Job::Offer { to, content: content.clone(), buttons: buttons.clone() });
        assert_eq!(job_of(Tell::new(desk, offer(content.clone()))), job(topic(THREAD.0)));
        let under = Tell::new(desk, offer(content.clone())).answering(MessageId(90));
        assert_eq!(job_of(under), job(topic(90)));
    }
    let rekey = |buttons: Vec<Vec<Button>>| {
        let job = Job::Rekey { at: AT, buttons: buttons.clone() };
        assert_eq!(job_of(Tell::new(desk, What::Rekey { at: AT, buttons })), Some(job));
    };
    rekey(buttons());
    rekey(Vec::new());
    let sign = What::React { to: AT, emoji: Emoji::Noted };
    assert_eq!(job_of(Tell::new(Lane::Now, sign)), Some(Job::React { to: AT, emoji: Some("✍".to_owned()) }));
    for CommandList { audience, lang, .. } in CommandList::all(&policy()) {
        let job = Job::Commands(CommandList::of(audience, lang, &policy()));
        assert_eq!(job_of(Tell::new(Lane::Now, What::Commands(audience, lang))), Some(job));
    }
}

fn write(store: &mut Store, facts: Vec<Fact>) {
    store.begin().unwrap();
    let effects: Vec<Effect> = facts.into_iter().map(Effect::Remember).collect();
    store.write(&effects, NOW).unwrap();
    store.commit().unwrap();
}

/// What a press that would send what the first row shows sees.
fn pressed(store: &Store) -> (Vec<Canned>, Option<Offer>) {
    let press =
        Press { query: "q".to_owned(), by: None, under: Some(AT), data: format!("send:{}:1", OLENA.0) };
    let policy = policy();
    let mut view = View::new(&policy);
    store.fill(&mut view, &Event::StaffPressed(press)).unwrap();
    (view.canned, view.offer)
}

fn keep(replaces: Option<i64>, name: &str, content: Content) -> Fact {
    Fact::Canned(CannedFact::Kept {
        replaces: replaces.map(CannedId),
        name: name.to_owned(),
        content: Box::new(content),
        by: Some(UserId(42)),
    })
}

#[test]
fn canned_replies_are_kept_in_order_replaced_and_thrown_away() {
    let (_folder, mut store) = store_with(&[]);
    write(
        &mut store,
        vec![
            keep(None, "яблуко", words("1")),
            keep(None, "Єнот", words("2")),
            keep(None, "Адреса", content()),
        ],
    );
    let named = |id, name: &str, content| Canned { id: CannedId(id), name: name.to_owned(), content };
    let (all, _) = pressed(&store);
    assert_eq!(all.iter().map(|canned| canned.id.0).collect::<Vec<_>>().len(), 3);
    assert!(all.contains(&named(3, "Адреса", content())));
    write(
        &mut store,
        vec![keep(Some(3), "АДРЕСА", words("3")), Fact::Canned(CannedFact::Dropped(CannedId(1)))],
    );
    let expected = [named(3, "АДРЕСА", words("3")), named(2, "Єнот", words("2"))];
    assert_eq!(pressed(&store).0, expected);
}

#[test]
fn what_is_offered_is_known_from_the_moment_it_is_queued_until_it_is_settled() {
    assert_eq!(pressed(&store_with(&[]).1).1, None);
    let show = What::Offer { content: Box::new(content()) };
    let (_folder, mut store) = store_with(&[Tell::new(Lane::Desk(Some(OLENA)), show)]);
    let offer = Some(Offer { id: RowId(1), client: OLENA, content: content() });
    assert_eq!(pressed(&store).1, offer, "a press may be heard before the answer to the call");
    write(&mut store, vec![Fact::RowDone(RowId(1))]);
    assert_eq!(pressed(&store).1, offer);
    write(&mut store, vec![Fact::Canned(CannedFact::Settled(RowId(1)))]);
    assert_eq!(pressed(&store).1, None);
}

#[test]
fn lists_of_commands_are_remembered_one_by_one() {
    let (_folder, mut store) = store_with(&[Tell::new(Lane::Now, What::Commands(Audience::Group, Lang::En))]);
    let policy = policy();
    let started = |store: &Store| {
        let mut view = View::new(&policy);
        store.fill(&mut view, &Event::Started).unwrap();
        (view.command_lists, view.command_lists_queued)
    };
    assert_eq!(started(&store), (vec![], vec![(Audience::Group, Lang::En)]));
    let list = CommandList::of(Audience::Private, Lang::Uk, &policy);
    write(&mut store, vec![Fact::CommandsTold(list.clone())]);
    assert_eq!(started(&store).0, std::slice::from_ref(&list));
    let changed = CommandList { commands: Vec::new(), default: false, ..list };
    write(&mut store, vec![Fact::CommandsTold(changed.clone())]);
    assert_eq!(started(&store).0, [changed]);
}

/// The view of a reply of staff to the message of this number.
fn answers_inside(bench: &Bench, to: i64) -> bool {
    let mut post = numbered(replying(from_vet(words("так")), None), 99_000);
    post.reply.as_mut().unwrap().to = MessageId(to);
    let policy = policy();
    let mut view = View::new(&policy);
    let other = tempfile::tempdir().unwrap();
    let copy = other.path().join("copy.db");
    bench.look().execute("VACUUM INTO ?1", (copy.to_str().unwrap(),)).unwrap();
    let store = pwparents::store::open(&copy, policy.clone(), NOW).unwrap();
    store.fill(&mut view, &Event::StaffWrote(post)).unwrap();
    view.reply_inside
}

#[test]
fn what_stays_inside_is_known_by_its_place() {
    let mut bench = Bench::talking();
    bench.staff_write(&numbered(from_vet(words("// нотатка")), 201));
    bench.staff_write(&numbered(from_vet(words("/help")), 202));
    bench.staff_write(&numbered(from_vet(words("Приходьте")), 203));
    bench.deliver_all();
    let card = bench.number("SELECT message_id FROM said WHERE label = 'card:501'");
    let help = bench.number("SELECT max(message_id) FROM said WHERE label IS NULL");
    let copy = bench.number("SELECT message_id FROM message_links WHERE chat_id < 0");
    for (message, inside) in
        [(201, true), (202, true), (card, true), (help, true), (203, false), (copy, false), (7_777, false)]
    {
        assert_eq!(answers_inside(&bench, message), inside, "{message}");
    }
    // What was shown and then sent is a message.
    bench.change(&format!(
        "INSERT INTO messages (ticket_id, direction, telegram_message_id, media, created_at, chat_id, client_id, delivery)
         VALUES (1, 'out', {help}, 'text', '2026-11-18 11:06:40', {}, 501, 'sent')",
        GROUP.0
    ));
    assert!(!answers_inside(&bench, help));
}

#[test]
fn whatever_is_kept_of_an_album_is_one_note() {
    let mut bench = Bench::talking();
    let part = |number, caption| in_album(from_vet(file(Kind::Photo, caption)), number);
    bench.staff_write(&part(301, ""));
    bench.staff_write(&part(302, "// рентген"));
    bench.staff_write(&part(303, ""));
    assert_eq!(bench.number("SELECT count(*) FROM messages WHERE note = 1 AND delivery = 'kept'"), 3);
    bench.staff_write(&numbered(from_vet(words("/help")), 304));
    assert_eq!(bench.number("SELECT note FROM messages WHERE telegram_message_id = 304"), 0);
    bench.deliver_all();
    assert_eq!(bench.waiting(), 0);
    assert_eq!(bench.delivery(301), "kept");
}
