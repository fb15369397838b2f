//! Who a client is, with everything that can be known and with nothing of it.

use pwparents::model::{Ban, ClientId, Clinic, Contact, Lang, Millis, Owner, kyiv};
use pwparents::text::{self, CardState, ClientFacts, PhoneLine, Text};
use serde_json::{Value, json};

/// 2026-11-18 13:06:40 in Kyiv.
const NOON: Millis = Millis(1_795_000_000_000);
const OLENA: ClientId = ClientId(501);
const KEY: &str = "0a1b2c3d-0000-0000-0000-000000000001";

pub fn ban(all: bool) -> Ban {
    Ban { since: NOON, reason: "спам".to_owned(), by: all.then(|| "Марія".to_owned()), told: all }
}

fn owner() -> Owner {
    Owner {
        name: Some("Олена Коваль".to_owned()),
        contract: Some("К-17".to_owned()),
        key: Some(KEY.to_owned()),
        linked_by: Some("Марія".to_owned()),
        linked_at: Some(NOON),
        others: vec![Contact { kind: "EMAIL".to_owned(), value: "olena@example.org".to_owned() }],
    }
}

fn nothing() -> ClientFacts<'static> {
    ClientFacts {
        client: OLENA,
        name: "Олена",
        own_name: None,
        username: None,
        language: None,
        phones: &[],
        owner: None,
        state: CardState::New,
        of: None,
        closed: 0,
        first: None,
        last: None,
        ban: None,
    }
}

fn everything(lang: Lang, name: &str) -> Text {
    let (owner, ban) = (owner(), ban(true));
    let phones = [
        PhoneLine::Bot { number: "+380671234567".to_owned(), confirmed: true },
        PhoneLine::Enote("+380501112233".to_owned()),
    ];
    let facts = ClientFacts {
        name,
        own_name: Some("Олена Коваль"),
        username: Some("olena"),
        language: Some("uk"),
        phones: &phones,
        owner: Some(&owner),
        state: CardState::Closed,
        of: Some("Марія"),
        closed: 1_234,
        first: Some(Millis(NOON.0 - 86_400_000)),
        last: Some(NOON),
        ban: Some(&ban),
        ..nothing()
    };
    text::client(lang, &kyiv(), &facts)
}

/// Every public function of the file, said once.
pub fn who(lang: Lang) -> Vec<(String, Text)> {
    let line = [PhoneLine::Authorised("+380671234567".to_owned())];
    let urgent = Clinic { phone: Some("+380 44 111 22 33".to_owned()), ..Clinic::default() };
    let client = |facts: &ClientFacts<'_>| text::client(lang, &kyiv(), facts);
    let keyed = Owner { key: Some(KEY.to_owned()), ..Owner::default() };
    let table = [
        ("ban_already", text::ban_already(lang, &ban(true))),
        ("ban_done", text::ban_done(lang)),
        ("banned", text::banned(lang, &Clinic::default())),
        ("banned with a phone", text::banned(lang, &urgent)),
        ("card_moved", text::card_moved(lang)),
        ("client with all", everything(lang, "Олена (Мурчик)")),
        ("client with nothing", client(&nothing())),
        ("client who wrote once", client(&ClientFacts { first: Some(NOON), ..nothing() })),
        ("client with a key alone", client(&ClientFacts { owner: Some(&keyed), ..nothing() })),
        ("client banned by nobody", client(&ClientFacts { ban: Some(&ban(false)), ..nothing() })),
        ("label_usage", text::label_usage(lang, None)),
        ("label_usage with a label", text::label_usage(lang, Some("Олена (Мурчик)"))),
        ("labelled", text::labelled(lang, "Олена (Мурчик)")),
        ("phone", text::phone(lang, OLENA, "Олена", Some("olena"), &line)),
        ("phone of nobody known", text::phone(lang, OLENA, "Олена", None, &[])),
        ("unban_already", text::unban_already(lang)),
        ("unban_done", text::unban_done(lang)),
        ("unlabelled", text::unlabelled(lang)),
        ("unlabelled_already", text::unlabelled_already(lang)),
    ];
    table.into_iter().map(|(name, text)| (name.to_owned(), text)).collect()
}

#[test]
fn the_id_is_a_link_and_enotes_key_can_be_copied_whatever_stands_before_them() {
    for name in ["Олена", "👨‍👩‍👧‍👦 Коваль", "<b>&\"*_", "{ $name }"] {
        for lang in [Lang::Uk, Lang::En] {
            let said = everything(lang, name);
            assert!(said.as_str().starts_with(&format!("👤 {name}\n")), "{}", said.as_str());
            let units: Vec<u16> = said.as_str().encode_utf16().collect();
            let entities: Value = serde_json::from_str(said.entities()).unwrap();
            let under = |entity: &Value| {
                let at = |field: &str| usize::try_from(entity[field].as_u64().unwrap()).unwrap();
                String::from_utf16(&units[at("offset")..at("offset") + at("length")]).unwrap()
            };
            let [link, code] = entities.as_array().unwrap().as_slice() else { panic!("{entities}") };
            assert_eq!((&link["type"], &link["url"]), (&json!("text_link"), &json!("tg://user?id=501")));
            assert_eq!((under(link).as_str(), &code["type"]), ("501", &json!("code")));
            assert_eq!(under(code), KEY);
        }
    }
}
