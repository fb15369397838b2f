//! Every kind of row, once round: told, stored, claimed, and exactly the call that was meant.

use pwparents::model::{
    ChatId, Content, Extra, Kind, MessageId, MsgKey, StoredId, Styled, ThreadId, UserId, kyiv,
};
use pwparents::relay::effect::{Action, Body, Button, Does, Keys, Label, Lane, Question, Rung, Tell, What};
use pwparents::store::claimed::{Address, Job, ReplyTo};
use pwparents::text::{self, CardFacts, CardState, Text};

use super::{BOT, GROUP, NOW, OLENA, THREAD, job_of, relay, store_with, text as words};
use pwparents::model::{Lang, RowId};

const IN: MsgKey = MsgKey { chat: ChatId(501), message: MessageId(10) };
const OUT: MsgKey = MsgKey { chat: GROUP, message: MessageId(90) };

fn root() -> Address {
    let reply = ReplyTo { message: MessageId(THREAD.0), quote: None, strict: true };
    Address { chat: GROUP, thread: Some(THREAD), reply: Some(reply) }
}

fn private() -> Address {
    Address { chat: OLENA.chat(), thread: None, reply: None }
}

fn general() -> Address {
    Address { chat: GROUP, thread: None, reply: None }
}

fn card() -> Text {
    let facts = CardFacts {
        client: OLENA,
        name: "Олена 🐈",
        username: Some("olena"),
        language: Some("uk"),
        phones: &[],
        replaced: true,
        state: CardState::New,
        ban: None,
        rating: None,
    };
    text::card(Lang::Uk, &facts)
}

fn styled(text: &Text) -> Styled {
    Styled { text: text.as_str().to_owned(), entities: text.entities().to_owned() }
}

fn say(to: Address, text: Styled) -> Job {
    Job::Say { to, text, keys: Keys::None, silent: false }
}

#[test]
fn every_rung_of_a_relay_goes_round() {
    let strange = Styled {
        text: "🎲 4 \"лапки\" \\ \u{202e}".to_owned(),
        entities: r#"[{"type":"no_such","offset":0,"length":2}]"#.to_owned(),
    };
    let described = text::described(Lang::Uk, &Kind::Unknown("hologram".to_owned()), "підпис");
    let send = |to, bare| Job::Send { to, content: words("Добрий день"), bare };
    let table = [
        (Rung::Quote, Job::Copy { to: root(), from: IN, caption: None }),
        (Rung::Reply, Job::Copy { to: root(), from: IN, caption: None }),
        (Rung::Plain, Job::Copy { to: root(), from: IN, caption: None }),
        (Rung::Rebuilt, send(root(), false)),
        (Rung::Bare, send(root(), true)),
        (Rung::Words(strange.clone()), say(root(), strange)),
        (Rung::Described(described.clone()), say(root(), styled(&described))),
    ];
    for (rung, job) in table {
        assert_eq!(job_of(relay(Lane::In(OLENA), IN, rung.clone())), Some(job), "{rung:?}");
    }
    // A client gets what was stored, never what stands in the message by now.
    let stored = Job::Send { to: private(), content: words("Приходьте"), bare: false };
    for rung in [Rung::Quote, Rung::Reply, Rung::Plain, Rung::Rebuilt] {
        assert_eq!(job_of(relay(Lane::Out(OLENA), OUT, rung)), Some(stored.clone()));
    }
}

#[test]
fn what_we_say_goes_round_with_its_entities_its_buttons_and_its_address() {
    let what = |label| What::Say { body: Body::Ours(card()), keys: Keys::None, label };
    let table = [
        (Tell::new(Lane::Card(OLENA), what(Some(Label::Card(OLENA)))), root()),
        (Tell::new(Lane::Desk(Some(OLENA)), what(None)), root()),
        (Tell::new(Lane::Desk(None), what(None)), general()),
        (Tell::new(Lane::Out(OLENA), what(None)), private()),
    ];
    for (tell, to) in table {
        let lane = tell.lane;
        assert_eq!(job_of(tell), Some(say(to, styled(&card()))), "{lane:?}");
    }
    assert!(card().entities().contains("tg://user?id=501"));
}

#[test]
fn an_answer_under_a_message_goes_round_with_its_button() {
    let button =
        Button { text: text::retry_button(Lang::Uk), does: Does::Press(Action::Retry(StoredId(31))) };
    let refused = text::refused(Lang::Uk, "message is too long");
    let keys = Keys::Inline(vec![vec![button]]);
    let what = What::Say {
        body: Body::Ours(refused.clone()),
        keys: keys.clone(),
        label: Some(Label::Refused(StoredId(31))),
    };
    let reply = ReplyTo { message: MessageId(90), quote: None, strict: true };
    let tell = Tell::new(Lane::Desk(Some(OLENA)), what.clone()).answering(MessageId(90));
    let to = Address { reply: Some(reply.clone()), ..root() };
    let expected = Job::Say { to, text: styled(&refused), keys: keys.clone(), silent: false };
    assert_eq!(job_of(tell), Some(expected));
    let tell = Tell::new(Lane::Desk(None), what).answering(MessageId(90));
    let to = Address { reply: Some(reply), ..general() };
    assert_eq!(job_of(tell), Some(Job::Say { to, text: styled(&refused), keys, silent: false }));
}

#[test]
fn somebody_elses_words_go_round_as_theirs() {
    let theirs = Styled { text: "<b>не розмітка</b>".to_owned(), entities: "[]".to_owned() };
    let what = What::Say { body: Body::Theirs(theirs.clone()), keys: Keys::None, label: None };
    assert_eq!(job_of(Tell::new(Lane::Desk(None), what)), Some(say(general(), theirs)));
}

#[test]
fn openings_removals_answers_and_questions_go_round() {
    let name = "Олена 👩‍👧 \"К\"".to_owned();
    let key = MsgKey { chat: GROUP, message: MessageId(3_000_000_000) };
    let line = text::retry_queued(Lang::Uk);
    let words = Some(line.as_str().to_owned());
    let query = "4207849238472893".to_owned();
    let table = [
        (
            Lane::Topic(OLENA),
            What::OpenTopic { name: name.clone() },
            Job::OpenTopic { chat: GROUP, name, icon: None },
        ),
        (Lane::Now, What::Remove(key), Job::Remove(key)),
        (
            Lane::Now,
            What::Answer { query: query.clone(), text: Some(line) },
            Job::Answer { query: query.clone(), text: words },
        ),
        (Lane::Now, What::Answer { query: query.clone(), text: None }, Job::Answer { query, text: None }),
        (Lane::Now, What::Ask(Question::Forum), Job::AskForum(GROUP)),
        (Lane::Now, What::Ask(Question::Rights), Job::AskRights { chat: GROUP, bot: BOT }),
    ];
    for (lane, what, job) in table {
        assert_eq!(job_of(Tell::new(lane, what)), Some(job));
    }
}

#[test]
fn a_message_is_sent_again_exactly_as_it_was_stored() {
    let extra = Extra {
        spoiler: true,
        caption_above: true,
        rich: false,
        fields: r#"{"latitude":50.45,"longitude":30.52}"#.to_owned(),
        words: "🎲 4".to_owned(),
        user: Some(UserId(501)),
    };
    let entities = r#"[{"type":"custom_emoji","offset":0,"length":2,"custom_emoji_id":"5"}]"#.to_owned();
    let text = Styled { text: "🐈 кіт\u{0}".to_owned(), entities };
    let kinds = [
        Kind::Text,
        Kind::Photo,
        Kind::Video,
        Kind::Animation,
        Kind::Audio,
        Kind::Voice,
        Kind::VideoNote,
        Kind::Document,
        Kind::Sticker,
        Kind::Location,
        Kind::Venue,
        Kind::Contact,
        Kind::Poll,
        Kind::Dice,
        Kind::Game,
        Kind::Story,
        Kind::Checklist,
        Kind::PaidMedia,
        Kind::Giveaway,
        Kind::Invoice,
        Kind::Service("gift".to_owned()),
        Kind::Unknown("hologram".to_owned()),
        Kind::Unknown(String::new()),
    ];
    for kind in kinds {
        let content =
            Content { kind, text: text.clone(), file: Some("AgADBAAD".to_owned()), extra: extra.clone() };
        let post = super::numbered(super::from_olena(content.clone()), 11);
        let mut bench = super::Bench::talking();
        bench.client_writes(&post);
        let row = bench.head(Lane::In(OLENA)).unwrap().row;
        bench.change("UPDATE outbox SET body = json_set(body, '$.rung', 'rebuilt')");
        let Some(Job::Send { content: stored, .. }) = bench.claim(row) else { panic!("{content:?}") };
        assert_eq!(stored, content);
    }
}

#[test]
fn a_revision_finds_what_was_said_and_does_nothing_where_nothing_was() {
    let label = Label::Late(OLENA);
    let revise = Tell::new(
        Lane::Desk(Some(OLENA)),
        What::Revise { label, text: text::delivered(Lang::Uk, &kyiv(), NOW), buttons: Vec::new() },
    );
    assert_eq!(job_of(revise.clone()), None);
    let late = What::Say {
        body: Body::Ours(text::late(Lang::Uk, &kyiv(), NOW)),
        keys: Keys::None,
        label: Some(label),
    };
    let (_folder, mut store) = store_with(&[Tell::new(Lane::Desk(Some(OLENA)), late), revise]);
    let said = pwparents::relay::effect::Fact::Said {
        label: Some(label),
        client: Some(OLENA),
        key: MsgKey { chat: GROUP, message: MessageId(400) },
    };
    store.begin().unwrap();
    store.write(&[pwparents::relay::effect::Effect::Remember(said)], NOW).unwrap();
    let claimed = store.claim(RowId(2), NOW).unwrap().call().unwrap();
    let at = MsgKey { chat: GROUP, message: MessageId(400) };
    assert_eq!(
        claimed.job,
        Job::Revise { at, text: styled(&text::delivered(Lang::Uk, &kyiv(), NOW)), buttons: Vec::new() }
    );
    store.commit().unwrap();
}

#[test]
fn an_address_is_found_when_the_row_is_claimed_and_not_before() {
    let (_folder, mut store) = store_with(&[relay(Lane::In(OLENA), IN, Rung::Plain)]);
    let facts = [
        pwparents::relay::effect::TopicFact::Dead,
        pwparents::relay::effect::TopicFact::Opening,
        pwparents::relay::effect::TopicFact::Open(GROUP, ThreadId(500)),
    ];
    let facts = facts.map(|fact| {
        pwparents::relay::effect::Effect::Remember(pwparents::relay::effect::Fact::Topic(OLENA, fact))
    });
    store.begin().unwrap();
    store.write(&facts, NOW).unwrap();
    let Job::Copy { to, .. } = store.claim(RowId(1), NOW).unwrap().call().unwrap().job else {
        panic!("a copy")
    };
    store.commit().unwrap();
    assert_eq!(to.thread, Some(ThreadId(500)));
    assert_eq!(to.reply.unwrap().message, MessageId(500));
}
