//! `/ban` and `/unban`, and what becomes of what a banned client does.

use pwparents::model::{Ban, Clinic, Delivery, Kind, Millis, Person};
use pwparents::relay::decide;
use pwparents::relay::effect::{ClientFact, Direction, Effect, Fact, Lane, Rung, Tell, TicketFact, What};
use pwparents::relay::event::{Event, Post, Press, Sender};
use pwparents::relay::view::{Client, Status, TopicState, View};
use pwparents::text;

use super::who::commanded;
use super::{
    LANG, NOTHING, NOW, OLENA, VET, file, from_olena, from_vet, in_album, key, known, message, olena,
    olena_herself, queued, relay, remember, say, shown_anew, stored, tell, text as words, ticket,
    ticket_fact, topic, under,
};

fn ban(told: bool) -> Ban {
    Ban {
        since: Millis(NOW.0 - 60_000), reason: "спам".to_owned(), by: Some("Марія".to_owned()), told
    }
}

fn banned(told: bool) -> View<'static> {
    let client = Client { ban: Some(ban(told)), ..olena() };
    View { client: Some(client), ticket: Some(ticket(Status::Closed)), ..known() }
}

fn done(by: Option<pwparents::model::UserId>, reason: &str) -> Effect {
    let reason = reason.to_owned();
    remember(Fact::OfClient(OLENA, ClientFact::Banned { reason, by }))
}

/// They are told, and the card says that they have been.
fn told() -> [Effect; 3] {
    let clinic = Clinic { name: "Лапа".to_owned(), ..Clinic::default() };
    [
        remember(Fact::OfClient(OLENA, ClientFact::ToldOfBan)),
        say(Lane::Out(OLENA), text::banned(LANG, &clinic)),
        tell(Lane::Card(OLENA), What::Card),
    ]
}

#[test]
fn a_ban_ends_the_ticket_in_silence() {
    let [card, look] = shown_anew();
    for status in [Status::Open, Status::InProgress] {
        let view = View { ticket: Some(ticket(status)), ..known() };
        let expected = [
            under(90, text::ban_done(LANG)),
            done(Some(VET), "спам і лайка"),
            ticket_fact(TicketFact::Closed { by: Some(VET) }),
            card.clone(),
            look.clone(),
        ];
        assert_eq!(commanded(&view, "/ban  спам\u{200b}\n і лайка "), expected, "{status:?}");
    }
    let closed = View { ticket: Some(ticket(Status::Closed)), ..known() };
    let expected = [under(90, text::ban_done(LANG)), done(Some(VET), "спам"), card, look];
    assert_eq!(commanded(&closed, "/бан спам"), expected);
}

#[test]
fn the_ticket_that_the_first_word_in_a_topic_opens_ends_too() {
    let view = View { ticket: None, ..known() };
    let effects = decide(&view, &Event::StaffWrote(from_vet(words("/ban спам"))), NOW);
    let tickets: Vec<&Effect> =
        effects.iter().filter(|effect| matches!(effect, Effect::Remember(Fact::Ticket(..)))).collect();
    let closed = ticket_fact(TicketFact::Closed { by: Some(VET) });
    assert_eq!(tickets, [&ticket_fact(TicketFact::Opened), &closed]);
}

#[test]
fn an_anonymous_administrator_bans_without_a_name() {
    let post = Post { from: Sender::Anonymous, ..from_vet(words("/ban спам")) };
    let effects = decide(&known(), &Event::StaffWrote(post), NOW);
    assert_eq!(effects[2], done(None, "спам"));
    assert_eq!(effects[3], ticket_fact(TicketFact::Closed { by: None }));
}

#[test]
fn a_long_reason_is_cut_and_a_missing_one_is_asked_for() {
    let effects = commanded(&known(), &format!("/ban {}", "я".repeat(1_000)));
    assert_eq!(effects[1], done(Some(VET), &"я".repeat(256)));
    for typed in ["/ban", "/ban  ", "/ban \u{3164}\u{2800}", "/ban \u{301}"] {
        assert_eq!(commanded(&known(), typed), [under(90, text::usage(LANG, "ban"))], "{typed}");
    }
}

#[test]
fn a_second_ban_and_a_second_unban_say_how_things_stand() {
    for typed in ["/ban", "/ban знову спам"] {
        let expected = [under(90, text::ban_already(LANG, &ban(true)))];
        assert_eq!(commanded(&banned(true), typed), expected);
    }
    assert_eq!(commanded(&known(), "/unban"), [under(90, text::unban_already(LANG))]);
    let usage = [under(90, text::usage(LANG, "unban"))];
    assert_eq!(commanded(&banned(true), "/unban Вибачте, помилка"), usage);
}

#[test]
fn unban_is_between_staff() {
    let [card, look] = shown_anew();
    let lifted = remember(Fact::OfClient(OLENA, ClientFact::Unbanned));
    assert_eq!(commanded(&banned(true), "/unban"), [under(90, text::unban_done(LANG)), lifted, card, look]);
}

#[test]
fn what_a_banned_client_writes_is_kept_and_goes_nowhere_and_they_are_told_once() {
    let posts = [
        from_olena(words("Агов")),
        from_olena(words("/start")),
        from_olena(file(Kind::Photo, "")),
        in_album(from_olena(file(Kind::Photo, "")), 10),
        from_olena(super::thing(Kind::PaidMedia)),
    ];
    for post in posts {
        for state in [TopicState::Open, TopicState::Opening, TopicState::Suspect, TopicState::Dead] {
            let kept =
                [remember(Fact::Client(olena_herself())), message(Direction::In, &post, Delivery::Kept)];
            let wrote = Event::ClientWrote(post.clone());
            let view = |told| View { topic: topic(state), ..banned(told) };
            let first: Vec<Effect> = kept.iter().cloned().chain(told()).collect();
            assert_eq!(decide(&view(false), &wrote, NOW), first, "{post:?} {state:?}");
            assert_eq!(decide(&view(true), &wrote, NOW), kept, "{post:?} {state:?}");
        }
    }
}

#[test]
fn a_new_name_of_a_banned_client_is_shown_all_the_same() {
    let renamed = Person { first_name: "Олена Мороз".to_owned(), ..olena_herself() };
    let post = Post { from: Sender::Person(renamed.clone()), ..from_olena(words("Агов")) };
    let [card, look] = shown_anew();
    let kept = message(Direction::In, &post, Delivery::Kept);
    let expected = [remember(Fact::Client(renamed)), card, look, kept];
    assert_eq!(decide(&banned(true), &Event::ClientWrote(post), NOW), expected);
}

#[test]
fn edits_of_a_banned_client_do_not_travel() {
    let post = from_olena(words("Агов!"));
    let now = remember(Fact::Edited(Box::new(post.clone())));
    for known in [
        stored(Direction::In, words("Агов"), Delivery::Sent),
        stored(Direction::In, words("Агов"), Delivery::Kept),
        queued(Direction::In, words("Агов"), true),
    ] {
        let view = View { stored: Some(known), ..banned(false) };
        assert_eq!(decide(&view, &Event::ClientEdited(post.clone()), NOW), std::slice::from_ref(&now));
    }
    let same = stored(Direction::In, words("Агов!"), Delivery::Sent);
    let view = View { stored: Some(same), ..banned(false) };
    assert_eq!(decide(&view, &Event::ClientEdited(post.clone()), NOW), NOTHING);
    // Written before the bot was there: it counts as new.
    let kept = message(Direction::In, &post, Delivery::Kept);
    let expected = [remember(Fact::Client(olena_herself())), kept];
    assert_eq!(decide(&banned(true), &Event::ClientEdited(post), NOW), expected);
}

#[test]
fn a_banned_clients_press_is_answered_without_words_of_its_own() {
    let press = Press {
        query: "q1".to_owned(),
        by: Some(olena_herself()),
        under: Some(key(OLENA.chat(), 3)),
        data: "anything".to_owned(),
    };
    let what = What::Answer { query: "q1".to_owned(), text: None };
    let answer = Effect::Tell(Tell { expires: Some(NOW.plus(60_000)), ..Tell::new(Lane::Now, what) });
    let pressed = Event::ClientPressed(press);
    assert_eq!(decide(&banned(true), &pressed, NOW), std::slice::from_ref(&answer));
    let first: Vec<Effect> = [answer].into_iter().chain(told()).collect();
    assert_eq!(decide(&banned(false), &pressed, NOW), first);
}

#[test]
fn what_staff_write_still_reaches_a_banned_client() {
    let post = from_vet(words("Розкажіть, що сталося"));
    let effects = decide(&banned(true), &Event::StaffWrote(post.clone()), NOW);
    assert!(effects.contains(&relay(Lane::Out(OLENA), post.key, Rung::Plain)));
}
