//! Canned replies: kept, shown, sent by a press, thrown away.

use pwparents::model::{CannedId, Content, Delivery, Extra, Kind, MessageId, Millis, RowId, Styled, UserId};
use pwparents::relay::card::offer_buttons;
use pwparents::relay::decide;
use pwparents::relay::effect::{
    Action, Body, Button, CannedAct, CannedFact, Direction, Does, Effect, Fact, Keys, Lane, Rung, Tell,
    TicketFact, What,
};
use pwparents::relay::event::{Answer, Due, Event, Outcome, Post, Press, Reply, Sender, Why};
use pwparents::relay::view::{Canned, Offer, Status, View};
use pwparents::text::{self, Text};

use super::{
    GROUP, LANG, NOW, OLENA, ROW, THREAD, done, ended, file, from_vet, key, known, message, of_row, refusal,
    relay, remember, row, saying, shown_anew, stored, tell, text as words, thing, ticket, ticket_fact, under,
    vet, view,
};

fn canned(id: i64, name: &str) -> Canned {
    Canned { id: CannedId(id), name: name.to_owned(), content: words(&format!("Ось {name}")) }
}

fn with_canned() -> View<'static> {
    View {
        canned: vec![canned(1, "Адреса"), canned(2, "Графік"), canned(3, "Ім’я")], ..known()
    }
}

fn wrote(view: &View<'_>, post: &Post) -> Vec<Effect> {
    decide(view, &Event::StaffWrote(post.clone()), NOW)
}

/// What a command brings about, behind its being kept.
fn command(view: &View<'_>, post: &Post) -> Vec<Effect> {
    let effects = wrote(view, post);
    let kept = [remember(Fact::Staff(vet())), message(Direction::Out, post, Delivery::Kept)];
    assert_eq!(effects[..2], kept);
    effects[2..].to_vec()
}

fn act(act: CannedAct) -> Does {
    Does::Press(Action::Canned(OLENA, act))
}

fn button(text: Text, does: CannedAct) -> Button {
    Button { text, does: act(does) }
}

fn offered(id: i64, name: &str) -> What {
    What::Offer { content: Box::new(canned(id, name).content) }
}

fn shows(what: What) -> Effect {
    Effect::Tell(Tell::new(Lane::Desk(Some(OLENA)), what).answering(MessageId(90)))
}

#[test]
fn a_name_shows_the_reply_and_sends_nothing() {
    for (typed, id, name) in [
        ("/t Адреса", 1, "Адреса"),
        ("/t адРЕСА", 1, "Адреса"),
        ("/t  ім'я ", 3, "Ім’я"),
        ("/шаблон ІМʼЯ", 3, "Ім’я"),
    ] {
        let post = from_vet(words(typed));
        assert_eq!(command(&with_canned(), &post), [shows(offered(id, name))], "{typed}");
    }
}

#[test]
fn without_a_name_all_are_listed() {
    let show = |id, name| button(text::name_button(name), CannedAct::Show(CannedId(id)));
    let rows = vec![vec![show(1, "Адреса"), show(2, "Графік")], vec![show(3, "Ім’я")]];
    let body = Body::Ours(text::canned_which(LANG));
    let list = What::Say { body, keys: Keys::Inline(rows), label: None };
    assert_eq!(command(&with_canned(), &from_vet(words("/t"))), [shows(list)]);
    assert_eq!(command(&known(), &from_vet(words("/t"))), [under(90, text::canned_none(LANG))]);
}

#[test]
fn an_unknown_name_is_told_with_the_nearest() {
    for typed in ["/t адрса", "/t_del адрса"] {
        let line = text::canned_unknown(LANG, "адрса", Some("Адреса"));
        assert_eq!(command(&with_canned(), &from_vet(words(typed))), [under(90, line)], "{typed}");
    }
    let long = "щ".repeat(100);
    let line = text::canned_unknown(LANG, &"щ".repeat(32), None);
    assert_eq!(command(&with_canned(), &from_vet(words(&format!("/t {long}")))), [under(90, line)]);
}

#[test]
fn a_reply_is_shown_in_a_clients_topic_alone() {
    let post = Post { thread: None, ..from_vet(words("/t Адреса")) };
    let line = Tell::new(Lane::Desk(None), saying(text::topic_wanted(LANG), None));
    let view = View { canned: with_canned().canned, ..view() };
    let expected = [remember(Fact::Staff(vet())), Effect::Tell(line.answering(post.key.message))];
    assert_eq!(wrote(&view, &post), expected);
}

fn adding(typed: &str, holds: Content) -> Post {
    let reply = Reply { to: MessageId(5), by: None, quote: None, holds: Box::new(holds) };
    Post { reply: Some(reply), ..from_vet(words(typed)) }
}

fn kept(replaces: Option<i64>, name: &str, content: &Content) -> Effect {
    let (name, content) = (name.to_owned(), Box::new(content.clone()));
    let replaces = replaces.map(CannedId);
    remember(Fact::Canned(CannedFact::Kept { replaces, name, content, by: Some(UserId(42)) }))
}

#[test]
fn what_can_be_sent_anew_is_kept() {
    let place = Content {
        extra: Extra { fields: "{\"latitude\":1}".to_owned(), ..Extra::default() },
        ..thing(Kind::Location)
    };
    for content in [words("Хрещатик, 1"), file(Kind::Photo, "схема"), file(Kind::Sticker, ""), place]
    {
        let expected = [kept(None, "Де ми", &content), under(90, text::canned_kept(LANG, "Де ми"))];
        assert_eq!(command(&with_canned(), &adding("/t_add  Де   ми", content.clone())), expected);
    }
    let rich = Content { extra: Extra { rich: true, ..Extra::default() }, ..words("Хрещатик, 1") };
    let expected = [kept(None, "Де ми", &words("Хрещатик, 1")), under(90, text::canned_kept(LANG, "Де ми"))];
    assert_eq!(command(&known(), &adding("/t_add Де ми", rich)), expected);
}

#[test]
fn one_of_the_same_name_is_replaced() {
    let content = words("Хрещатик, 2");
    let expected = [kept(Some(1), "АДРЕСА", &content), under(90, text::canned_replaced(LANG, "АДРЕСА"))];
    assert_eq!(command(&with_canned(), &adding("/t_add АДРЕСА", content)), expected);
}

#[test]
fn what_cannot_be_sent_anew_is_not_kept() {
    let long = Content { text: Styled::plain("щ".repeat(1025)), ..file(Kind::Photo, "") };
    for content in [thing(Kind::Poll), thing(Kind::Dice), thing(Kind::Photo), words(""), long] {
        let post = adding("/t_add Назва", content);
        assert_eq!(command(&known(), &post), [under(90, text::canned_not_possible(LANG))], "{post:?}");
    }
    for typed in ["// нотатка", "/close", "..так", ".зрщту"] {
        let post = adding("/t_add Назва", words(typed));
        assert_eq!(command(&known(), &post), [under(90, text::canned_inside(LANG))], "{typed}");
    }
}

#[test]
fn the_commands_say_how_they_are_written() {
    let line = [under(90, text::usage(LANG, "t_add"))];
    assert_eq!(command(&known(), &from_vet(words("/t_add Назва"))), line, "it is no reply");
    let long = format!("/t_add {}", "щ".repeat(33));
    for typed in ["/t_add", "/t_add \u{200b}", "/t_add два\nрядки", &long] {
        assert_eq!(command(&known(), &adding(typed, words("так"))), line, "{typed}");
    }
    let fits = adding(&format!("/t_add {}", "щ".repeat(32)), words("так"));
    assert_eq!(command(&known(), &fits).len(), 2);
    assert_eq!(command(&known(), &from_vet(words("/t_del"))), [under(90, text::usage(LANG, "t_del"))]);
}

#[test]
fn there_is_room_for_so_many_and_no_more() {
    let all: Vec<Canned> = (1..=90).map(|id| canned(id, &format!("назва {id}"))).collect();
    let view = View { canned: all, ..known() };
    let post = adding("/t_add Ще одна", words("так"));
    assert_eq!(command(&view, &post), [under(90, text::canned_full(LANG, 90))]);
    assert_eq!(command(&view, &adding("/t_add Назва 7", words("так"))).len(), 2, "one of them is replaced");
}

#[test]
fn one_is_thrown_away_by_name() {
    let dropped = remember(Fact::Canned(CannedFact::Dropped(CannedId(2))));
    let expected = [dropped, under(90, text::canned_dropped(LANG, "Графік"))];
    assert_eq!(command(&with_canned(), &from_vet(words("/t_del графік"))), expected);
}

/// The press, and the line over the chat that answers it.
fn press(view: &View<'_>, does: CannedAct, by: bool) -> (Text, Vec<Effect>) {
    let press = Press {
        query: "q".to_owned(),
        by: by.then(vet),
        under: Some(key(GROUP, 95)),
        data: Action::Canned(OLENA, does).data(),
    };
    let mut effects = decide(view, &Event::StaffPressed(press), NOW).into_iter();
    let Some(Effect::Tell(Tell { what: What::Answer { text: Some(toast), .. }, .. })) = effects.next() else {
        panic!("a press is answered first");
    };
    if by {
        assert_eq!(effects.next(), Some(remember(Fact::Staff(vet()))));
    }
    (toast, effects.collect())
}

#[test]
fn a_button_of_the_list_shows_the_reply_and_sends_nothing() {
    let (toast, effects) = press(&with_canned(), CannedAct::Show(CannedId(2)), true);
    assert_eq!(toast, text::canned_below(LANG));
    assert_eq!(effects, [tell(Lane::Desk(Some(OLENA)), offered(2, "Графік"))]);
    let gone = press(&with_canned(), CannedAct::Show(CannedId(9)), true);
    assert_eq!(gone, (text::canned_gone(LANG), vec![]));
}

fn with_offer() -> View<'static> {
    let offer = Offer { id: ROW, client: OLENA, content: words("Хрещатик, 1") };
    View { offer: Some(offer), ..known() }
}

fn settled() -> Effect {
    remember(Fact::Canned(CannedFact::Settled(ROW)))
}

/// What a press that sends brings about; `taken` is what becomes of the ticket beside the answer.
fn sent(from: Sender, name: Option<&str>, taken: &[Effect]) -> Vec<Effect> {
    let post =
        Post { key: key(GROUP, 95), from, thread: Some(THREAD), ..from_vet(words("Хрещатик, 1")) };
    let again = button(text::canned_by_button(LANG, name), CannedAct::Send(ROW));
    let mut effects = vec![
        settled(),
        message(Direction::Out, &post, Delivery::Queued),
        ticket_fact(TicketFact::Answered(NOW)),
    ];
    effects.extend(taken.to_vec());
    effects.extend([
        relay(Lane::Out(OLENA), post.key, Rung::Rebuilt),
        remember(Fact::Deadline(Due::Late(OLENA), Millis(NOW.0 + 120_000))),
        tell(Lane::Desk(Some(OLENA)), What::Rekey { at: post.key, buttons: vec![vec![again]] }),
    ]);
    effects
}

#[test]
fn a_press_sends_it_as_a_message_of_whoever_pressed() {
    let (toast, effects) = press(&with_offer(), CannedAct::Send(ROW), true);
    assert_eq!(toast, text::canned_sending(LANG));
    assert_eq!(effects, sent(Sender::Person(vet()), Some("Марія"), &[]));
    let (_, effects) = press(&with_offer(), CannedAct::Send(ROW), false);
    assert_eq!(effects, sent(Sender::Anonymous, None, &[]));
}

#[test]
fn the_first_answer_takes_the_ticket_and_opens_one_where_there_never_was_any() {
    let taken: Vec<Effect> =
        [ticket_fact(TicketFact::Taken(Some(UserId(42))))].into_iter().chain(shown_anew()).collect();
    let free = View { ticket: Some(ticket(Status::Open)), ..with_offer() };
    let expected = sent(Sender::Person(vet()), Some("Марія"), &taken);
    assert_eq!(press(&free, CannedAct::Send(ROW), true).1, expected);
    let none = View { ticket: None, ..with_offer() };
    let effects = press(&none, CannedAct::Send(ROW), true).1;
    assert_eq!(effects[0], ticket_fact(TicketFact::Opened));
    assert_eq!(effects[1..], sent(Sender::Person(vet()), Some("Марія"), &[]));
}

#[test]
fn a_press_throws_it_away() {
    let (toast, effects) = press(&with_offer(), CannedAct::Discard(ROW), true);
    assert_eq!(toast, text::canned_discarded(LANG));
    assert_eq!(effects, [settled(), tell(Lane::Now, What::Remove(key(GROUP, 95)))]);
}

#[test]
fn a_second_press_does_nothing_and_says_what_became_of_it() {
    for (delivery, line) in [
        (Delivery::Queued, text::canned_sending(LANG)),
        (Delivery::Sent, text::retry_already(LANG)),
        (Delivery::PossiblyTwice, text::retry_already(LANG)),
        (Delivery::Failed, text::not_delivered(LANG)),
    ] {
        let view = super::about(stored(Direction::Out, words("Хрещатик, 1"), delivery));
        for act in [CannedAct::Send(ROW), CannedAct::Discard(ROW)] {
            assert_eq!(press(&view, act, true), (line.clone(), vec![]), "{delivery:?}");
        }
    }
    // Thrown away, or never known.
    for act in [CannedAct::Send(ROW), CannedAct::Discard(ROW)] {
        assert_eq!(press(&known(), act, true), (text::canned_stale(LANG), vec![]));
    }
    let strangers = View {
        offer: Some(Offer { id: ROW, client: pwparents::model::ClientId(7), content: words("так") }),
        ..known()
    };
    assert_eq!(press(&strangers, CannedAct::Send(ROW), true), (text::canned_stale(LANG), vec![]));
    // Where it stands is not told, so it cannot be sent.
    let unknown = Press { query: "q".to_owned(), by: None, under: None, data: "send:501:9".to_owned() };
    assert_eq!(decide(&with_offer(), &Event::StaffPressed(unknown), NOW).len(), 1);
    let nobody = View { client: None, ..with_offer() };
    let press_of = Press { query: "q".to_owned(), by: None, under: None, data: "send:501:9".to_owned() };
    assert_eq!(decide(&nobody, &Event::StaffPressed(press_of), NOW).len(), 1);
}

#[test]
fn what_is_shown_is_a_line_of_the_bots() {
    let view = of_row(row(Lane::Desk(Some(OLENA)), offered(1, "Адреса")), &[]);
    let outcome = Outcome::Done(Answer::Sent { ids: vec![MessageId(95)], thread: Some(Some(THREAD)) });
    let said = Fact::Said { label: None, client: Some(OLENA), key: key(GROUP, 95) };
    assert_eq!(ended(&view, outcome), [remember(said), done()]);
    let buttons = offer_buttons(LANG, OLENA, ROW);
    let send = button(text::canned_send_button(LANG), CannedAct::Send(ROW));
    let discard = button(text::canned_discard_button(LANG), CannedAct::Discard(ROW));
    assert_eq!(buttons, [[send, discard]]);
}

#[test]
fn what_cannot_be_shown_is_told_in_the_topic() {
    let view = of_row(row(Lane::Desk(Some(OLENA)), offered(1, "Адреса")), &[]);
    let line = super::say(Lane::Desk(Some(OLENA)), text::refused(LANG, "message is too long"));
    assert_eq!(ended(&view, refusal(Why::Other)), [done(), settled(), line]);
    let effects = ended(&view, refusal(Why::ThreadGone));
    assert!(!effects.contains(&done()), "it waits for another topic: {effects:?}");
}

#[test]
fn buttons_come_back_from_their_data_and_from_nothing_else() {
    let most = pwparents::model::ClientId(i64::MAX);
    for act in [
        CannedAct::Show(CannedId(i64::MAX)),
        CannedAct::Send(RowId(i64::MAX)),
        CannedAct::Discard(RowId(i64::MAX)),
    ] {
        let data = Action::Canned(most, act).data();
        assert!(data.len() <= 64, "{data}");
        assert_eq!(Action::parse(&data), Some(Action::Canned(most, act)));
    }
    for data in ["canned:1", "canned:1:2:3", "canned::2", "send:1", "send:1:x", "discard:1:2:3"] {
        assert_eq!(Action::parse(data), None, "{data}");
    }
}
