//! What a client wants of the bot itself, and what the bot asks of them: answered at once, and nothing of
//! it travels.

use pwparents::model::{Clinic, Delivery, Kind, Lang, MenuItem, MenuKind, Policy};
use pwparents::relay::decide;
use pwparents::relay::effect::{
    Action, Body, Button, Direction, Does, Effect, Fact, Key, Keys, Lane, ReceptionFact, Rung, TicketFact,
    What,
};
use pwparents::relay::event::{Event, Post};
use pwparents::relay::phones::Phones;
use pwparents::relay::view::{Client, Reception, Status, View};
use pwparents::text::{self, Text};

use super::number::contact;
use super::{
    LANG, NOTHING, NOW, OLENA, about, file, from_olena, from_vet, known, message, olena, olena_herself,
    opening, relay, remember, say, shown_anew, stored, tell, text as words, ticket, ticket_fact, view,
};

const VISIT: &str = "📅 Записатися на прийом";

pub fn wrote(view: &View<'_>, post: &Post) -> Vec<Effect> {
    decide(view, &Event::ClientWrote(post.clone()), NOW)
}

/// Olena has not given a number.
pub fn without_phone() -> View<'static> {
    View { client: Some(Client { phones: Phones::default(), ..olena() }), ..known() }
}

pub fn with_lang(lang: Lang) -> View<'static> {
    View { client: Some(Client { lang: Some(lang), ..olena() }), ..known() }
}

pub fn show(text: Text, keys: Keys) -> Effect {
    tell(Lane::Out(OLENA), What::Say { body: Body::Ours(text), keys, label: None })
}

pub fn menu_in(lang: Lang) -> Keys {
    let clinic = Clinic::default();
    let items = text::default_menu(&clinic).of(lang).to_vec();
    let key = |item: &MenuItem| vec![Key { text: text::menu_button(item), contact: false }];
    Keys::Board(items.iter().map(key).collect())
}

pub fn prompt_keys(lang: Lang) -> Keys {
    let share = Key { text: text::share_phone_key(lang), contact: true };
    Keys::Board(vec![vec![share], vec![Key { text: text::skip_key(lang), contact: false }]])
}

pub fn settled(fact: ReceptionFact) -> Effect {
    remember(Fact::Reception(OLENA, fact))
}

pub fn clinic() -> Clinic {
    Clinic { name: "Лапа".to_owned(), ..Clinic::default() }
}

/// A known client's post that is for the bot: kept, and answered so.
pub fn kept(post: &Post, answers: &[Effect]) -> Vec<Effect> {
    let mut effects =
        vec![remember(Fact::Client(olena_herself())), message(Direction::In, post, Delivery::Kept)];
    effects.extend_from_slice(answers);
    effects
}

#[test]
fn start_is_greeted_and_kept_and_opens_the_topic_and_asks_for_the_number() {
    for typed in ["/start", "/start abc", "/start\nabc", " /start ", "/START", "/start@ClinicBot abc"] {
        let post = from_olena(words(typed));
        let [opening, forget, topic, card] = opening();
        let expected = [
            remember(Fact::Client(olena_herself())),
            ticket_fact(TicketFact::Opened),
            opening,
            forget,
            topic,
            card,
            message(Direction::In, &post, Delivery::Kept),
            show(text::greeting(LANG, &clinic(), true), prompt_keys(LANG)),
            settled(ReceptionFact::AskedForPhone),
        ];
        assert_eq!(wrote(&view(), &post), expected, "{typed:?}");
    }
}

#[test]
fn a_client_with_a_number_is_greeted_with_the_menu_at_once() {
    let post = from_olena(words("/start"));
    let greeted = [show(text::greeting(LANG, &clinic(), false), menu_in(LANG))];
    assert_eq!(wrote(&known(), &post), kept(&post, &greeted));
    // Whoever starts again without one is asked again, however soon.
    let asked = Reception { asked_for_phone: Some(NOW), asked_in_ticket: true, intent: None };
    let view = View { reception: asked, ..without_phone() };
    let greeted = [
        show(text::greeting(LANG, &clinic(), true), prompt_keys(LANG)),
        settled(ReceptionFact::AskedForPhone),
    ];
    assert_eq!(wrote(&view, &post), kept(&post, &greeted));
}

#[test]
fn commands_of_a_client_are_answered_and_never_travel() {
    let language =
        |lang| Button { text: text::language_button(lang), does: Does::Press(Action::Language(lang)) };
    let languages = Keys::Inline(vec![vec![language(Lang::Uk), language(Lang::En)]]);
    let unknown = show(text::client_commands(LANG), Keys::None);
    let table = [
        ("/menu", vec![show(text::menu_shown(LANG), menu_in(LANG))]),
        ("/menu@ClinicBot", vec![show(text::menu_shown(LANG), menu_in(LANG))]),
        (
            "/phone",
            vec![show(text::phone_prompt(LANG), prompt_keys(LANG)), settled(ReceptionFact::AskedForPhone)],
        ),
        ("/language", vec![show(text::choose_language(LANG), languages)]),
        ("/help", vec![unknown.clone()]),
        ("/stop@OtherBot", vec![unknown.clone()]),
        ("/starting", vec![unknown.clone()]),
        ("\u{200b} /phones 0671234567", vec![unknown.clone()]),
        ("//", vec![unknown.clone()]),
        ("/", vec![unknown]),
    ];
    for (typed, answers) in table {
        let post = from_olena(words(typed));
        assert_eq!(wrote(&known(), &post), kept(&post, &answers), "{typed:?}");
    }
}

#[test]
fn what_only_looks_like_a_command_travels() {
    let posts = [
        from_olena(words("натисніть /start")),
        from_olena(words("\\start")),
        from_olena(words(".")),
        from_olena(file(Kind::Photo, "/start")),
        from_olena(file(Kind::Document, "Пропустити")),
        from_olena(file(Kind::Photo, VISIT)),
    ];
    for post in posts {
        let expected = [
            remember(Fact::Client(olena_herself())),
            message(Direction::In, &post, Delivery::Queued),
            relay(Lane::In(OLENA), post.key, Rung::Plain),
        ];
        assert_eq!(wrote(&known(), &post), expected, "{post:?}");
    }
}

#[test]
fn skipping_the_number_brings_the_menu_in_either_language() {
    for typed in ["Пропустити", "Skip", " skip "] {
        let post = from_olena(words(typed));
        let shown = [show(text::menu_shown(LANG), menu_in(LANG))];
        assert_eq!(wrote(&without_phone(), &post), kept(&post, &shown), "{typed:?}");
    }
}

#[test]
fn an_intent_is_answered_with_its_question_and_noted_in_the_staffs_language() {
    let ask = |lang: Lang| text::menu_answer(&text::default_menu(&Clinic::default()).of(lang)[1]);
    let noted = settled(ReceptionFact::Intent(Some(VISIT.to_owned())));
    let english = "📅 book a visit ";
    for (view, typed, lang) in [
        (known(), VISIT, Lang::Uk),
        (with_lang(Lang::En), english, Lang::En),
        // A keyboard from before they chose another language.
        (with_lang(Lang::En), VISIT, Lang::En),
    ] {
        let post = from_olena(words(typed));
        let asked = if typed == VISIT { ask(Lang::Uk) } else { ask(Lang::En) };
        let answers = [show(asked, menu_in(lang)), noted.clone()];
        assert_eq!(wrote(&view, &post), kept(&post, &answers), "{typed}");
    }
}

#[test]
fn what_a_client_writes_after_an_intent_comes_behind_a_line_about_it() {
    let reception = Reception { intent: Some(VISIT.to_owned()), ..Reception::default() };
    let post = from_olena(words("Мурчик, завтра зранку"));
    let view = View { reception, ticket: Some(ticket(Status::Closed)), ..known() };
    let [card, look] = shown_anew();
    let expected = [
        remember(Fact::Client(olena_herself())),
        ticket_fact(TicketFact::Opened),
        card,
        look,
        ticket_fact(TicketFact::Asked(NOW)),
        super::remind_at(pwparents::model::Millis(NOW.0 + 1_800_000)),
        message(Direction::In, &post, Delivery::Queued),
        say(Lane::In(OLENA), text::intent_noted(LANG, VISIT)),
        settled(ReceptionFact::Intent(None)),
        relay(Lane::In(OLENA), post.key, Rung::Plain),
    ];
    assert_eq!(wrote(&view, &post), expected);
    // What is for the bot is not what they were asked for.
    let menu = from_olena(words("/menu"));
    let shown = [show(text::menu_shown(LANG), menu_in(LANG))];
    assert_eq!(wrote(&View { ticket: Some(ticket(Status::Open)), ..view }, &menu), kept(&menu, &shown));
}

#[test]
fn an_alias_is_the_button_and_information_is_shown_and_no_more() {
    let info = "Пн–Пт 9–20".to_owned();
    let item = MenuItem {
        title: "🕘 Години".to_owned(),
        aliases: vec!["Графік".to_owned(), "/hours".to_owned()],
        kind: MenuKind::Info { text: info },
    };
    let mut policy: Policy = view().policy.clone();
    policy.menu.uk = vec![item.clone()];
    policy.menu.en = vec![item.clone()];
    let view = View { policy: &policy, ..known() };
    for typed in ["🕘 Години", "графік", "/hours"] {
        let post = from_olena(words(typed));
        let board = Keys::Board(vec![vec![Key { text: text::menu_button(&item), contact: false }]]);
        assert_eq!(wrote(&view, &post), kept(&post, &[show(text::menu_answer(&item), board)]), "{typed}");
    }
}

#[test]
fn a_press_of_the_menu_by_somebody_new_makes_a_silent_topic() {
    let post = from_olena(words(VISIT));
    let effects = wrote(&view(), &post);
    assert_eq!(effects[1], ticket_fact(TicketFact::Opened));
    assert_eq!(effects[2..6], opening());
    assert_eq!(effects[6], message(Direction::In, &post, Delivery::Kept));
    assert_eq!(effects[8..], [settled(ReceptionFact::Intent(Some(VISIT.to_owned())))]);
}

#[test]
fn a_kept_message_that_is_edited_into_words_brings_its_intent_along() {
    let before = stored(Direction::In, words(VISIT), Delivery::Kept);
    let reception = Reception { intent: Some(VISIT.to_owned()), ..Reception::default() };
    let view = View { reception, ..about(before) };
    let post = from_olena(words("Мурчик, завтра"));
    let expected = [
        remember(Fact::Edited(Box::new(post.clone()))),
        say(Lane::In(OLENA), text::intent_noted(LANG, VISIT)),
        settled(ReceptionFact::Intent(None)),
        relay(Lane::In(OLENA), post.key, Rung::Plain),
    ];
    assert_eq!(decide(&view, &Event::ClientEdited(post), NOW), expected);
    let started = stored(Direction::In, words("/start"), Delivery::Kept);
    for still in ["/menu", "Пропустити", VISIT, "/nothing"] {
        let edit = Event::ClientEdited(from_olena(words(still)));
        assert_eq!(decide(&about(started.clone()), &edit, NOW), NOTHING, "{still}");
    }
}

#[test]
fn a_client_is_spoken_to_in_their_language_and_staff_in_theirs() {
    let english = with_lang(Lang::En);
    let post = from_olena(words("/nothing"));
    let answer = [show(text::client_commands(Lang::En), Keys::None)];
    assert_eq!(wrote(&english, &post), kept(&post, &answer));
    let post = from_olena(contact("380671234567", Some(OLENA.0)));
    let effects = wrote(&english, &post);
    assert_eq!(effects[3], show(text::phone_thanks(Lang::En), menu_in(Lang::En)));
    assert_eq!(effects[4], say(Lane::Desk(Some(OLENA)), text::phone_shared(Lang::Uk, "+380671234567")));
    let close = from_vet(words("/close"));
    let closed = decide(&english, &Event::StaffWrote(close), NOW);
    assert!(closed.contains(&say(Lane::Out(OLENA), text::ticket_over(Lang::En))), "{closed:?}");
}
