//! The client's phone number: when they are asked for it, and which cards are theirs.

use pwparents::model::{ClientId, Content, Delivery, Extra, Kind, Millis, UserId};
use pwparents::relay::effect::{Direction, Fact, Lane, ReceptionFact, Rung};
use pwparents::relay::event::{Post, Sender};
use pwparents::relay::phones::Phones;
use pwparents::relay::view::{Client, Reception, Status, View};
use pwparents::text;

use super::reception::{clinic, kept, menu_in, prompt_keys, settled, show, without_phone, wrote};
use super::{
    LANG, NOW, OLENA, from_olena, key, known, message, olena, olena_herself, person, relay, remember, say,
    shown_anew, text as words, thing, ticket, view,
};

const DAY: i64 = 24 * 60 * 60_000;

pub fn contact(phone: &str, user: Option<i64>) -> Content {
    let fields = serde_json::json!({ "phone_number": phone, "first_name": "Олена" }).to_string();
    let extra = Extra { fields, user: user.map(UserId), ..Extra::default() };
    Content { extra, ..thing(Kind::Contact) }
}

#[test]
fn a_client_of_their_own_number_is_confirmed_and_staff_read_it_in_a_line() {
    let table = [
        ("380671234567", "380671234567", "+380671234567"),
        ("+38 (067) 123-45-67", "380671234567", "+380671234567"),
        ("48501234567", "48501234567", "+48501234567"),
        // Telegram's anonymous numbers are no country's.
        ("+888 0123 4567", "88801234567", "88801234567"),
    ];
    for (given, digits, shown) in table {
        let post = from_olena(contact(given, Some(OLENA.0)));
        let [card, look] = shown_anew();
        let answers = [
            settled(ReceptionFact::Phone(digits.to_owned())),
            show(text::phone_thanks(LANG), menu_in(LANG)),
            say(Lane::Desk(Some(OLENA)), text::phone_shared(LANG, shown)),
            card,
            look,
        ];
        assert_eq!(wrote(&without_phone(), &post), kept(&post, &answers), "{given}");
    }
}

#[test]
fn somebody_elses_card_travels_and_confirms_nothing() {
    let strange = Content {
        extra: Extra { fields: "?".to_owned(), ..contact("1", Some(501)).extra },
        ..contact("", None)
    };
    for card in
        [contact("380671234567", None), contact("380671234567", Some(7)), contact("+", Some(501)), strange]
    {
        let post = from_olena(card);
        let expected = [
            remember(Fact::Client(olena_herself())),
            message(Direction::In, &post, Delivery::Queued),
            relay(Lane::In(OLENA), post.key, Rung::Plain),
        ];
        assert_eq!(wrote(&without_phone(), &post), expected, "{post:?}");
    }
}

#[test]
fn the_number_is_asked_for_again_behind_a_message_at_most_once_a_day_and_a_ticket() {
    let post = from_olena(words("Кіт не їсть"));
    let plain = wrote(&known(), &post);
    let prompt = [show(text::phone_prompt(LANG), prompt_keys(LANG)), settled(ReceptionFact::AskedForPhone)];
    let asked = |ago: i64, in_ticket| Reception {
        asked_for_phone: Some(Millis(NOW.0 - ago)),
        asked_in_ticket: in_ticket,
        intent: None,
    };
    let table = [
        (asked(DAY, false), true),
        (asked(9 * DAY, false), true),
        (asked(DAY - 1, false), false),
        (asked(9 * DAY, true), false),
        // They are new, and not even greeted.
        (Reception::default(), false),
    ];
    for (reception, asks) in table {
        let view = View { reception: reception.clone(), ..without_phone() };
        let expected = if asks { [&plain[..], &prompt[..]].concat() } else { plain.clone() };
        assert_eq!(wrote(&view, &post), expected, "{reception:?}");
        let view = View { reception: reception.clone(), ..known() };
        assert_eq!(wrote(&view, &post), plain, "with a number: {reception:?}");
    }
    // The message that opens the next ticket is a new occasion.
    let closed = ticket(Status::Closed);
    let view = View { reception: asked(DAY, true), ticket: Some(closed), ..without_phone() };
    assert_eq!(wrote(&view, &post)[wrote(&view, &post).len() - 2..], prompt);
}

#[test]
fn a_blank_number_is_none() {
    let view = View {
        client: Some(Client { phones: Phones { bot: Some(" ".to_owned()), ..Phones::default() }, ..olena() }),
        ..known()
    };
    let post = from_olena(words("/start"));
    assert_eq!(wrote(&view, &post)[2], show(text::greeting(LANG, &clinic(), true), prompt_keys(LANG)));
}

#[test]
fn somebody_else_in_the_clients_chat_is_told_apart_by_their_own_id() {
    // A card of the client's, sent by another account: not theirs to confirm.
    let igor = person(UserId(502), "Ігор");
    let post = Post {
        from: Sender::Person(igor),
        key: key(ClientId(502).chat(), 10),
        ..from_olena(contact("380671234567", Some(OLENA.0)))
    };
    let effects = wrote(&view(), &post);
    assert_eq!(effects.last(), Some(&relay(Lane::In(ClientId(502)), post.key, Rung::Plain)));
}
