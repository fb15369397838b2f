//! What staff read about Enote, each sentence once, for `shown`; and that no preview is longer than a message.

use pwparents::model::{
    Animal, ChatId, Contact, Contacts, Half, Lang, Link, Millis, Owner, OwnerCard, OwnerRef, ThreadId,
    Trouble, WhyNot, kyiv,
};
use pwparents::text::{self, Ended, News, PetsFacts, PhoneLine, PhoneMatch, PreviewFacts, Relative, Text};

use super::shown::{NOON, Said};

const KEY: &str = "5b0c1d2e-77a9-11f0-8005-0123456789ab";

pub fn trouble(why: WhyNot, half: Half) -> Trouble {
    Trouble { why, half, detail: String::new() }
}

fn animal(name: &str) -> Animal {
    Animal { name: name.to_owned(), contract: None, species: None, born: None, died: false }
}

fn animals() -> Vec<Animal> {
    let words = |words: &str| Some(words.to_owned());
    vec![
        Animal {
            contract: words("885"),
            species: words("Кіт"),
            born: words("2021-03-01"),
            ..animal("Барсик")
        },
        Animal { born: words("2026-10-20"), ..animal("Мурка") },
        Animal { born: words("2025-06-01"), contract: words("886"), ..animal("") },
        Animal { born: words("0001-01-01"), ..animal("Рекс") },
        Animal { died: true, born: words("2009-01-01"), ..animal("Пушок") },
    ]
}

fn owner(all: bool) -> Owner {
    Owner {
        name: all.then(|| "Шевченко Олена Петрівна".to_owned()),
        contract: all.then(|| "412".to_owned()),
        key: Some(KEY.to_owned()),
        linked_by: all.then(|| "Марія".to_owned()),
        linked_at: all.then_some(NOON),
        others: Vec::new(),
    }
}

fn contacts() -> Contacts {
    Contacts {
        name: Some("Шевченко Олена Петрівна".to_owned()),
        phones: vec!["+38 (067) 123-45-67".to_owned(), "044 123 45 67".to_owned()],
        others: vec![Contact { kind: "EMAIL".to_owned(), value: "olena@example.org".to_owned() }],
    }
}

fn card(contacts: Result<Contacts, Trouble>, animals: Vec<Animal>) -> OwnerCard {
    OwnerCard { owner: OwnerRef::new(KEY).unwrap(), contract: "885".to_owned(), animals, contacts }
}

/// A preview; `all` shows whatever can be shown.
fn preview(lang: Lang, card: &OwnerCard, compared: Option<PhoneMatch>, all: bool) -> Text {
    let bot = PhoneLine::Bot { number: "+380671234567".to_owned(), confirmed: true };
    let link = Link { chat: ChatId(-1_001_234_567_890), thread: ThreadId(78), message: None };
    let family = ["Петро", "Ірина"]
        .map(|name| Relative { name: name.to_owned(), link: (name == "Петро").then_some(link) });
    let linked = owner(true);
    let phones = ["+380671234567".to_owned(), "+380441234567".to_owned()];
    let facts = PreviewFacts {
        contract: "885",
        linked: all.then_some(&linked),
        name: "Олена (Барсик)",
        username: all.then_some("olena"),
        phones: if all { std::slice::from_ref(&bot) } else { &[] },
        card,
        owner_phones: if card.contacts.is_ok() && all { &phones } else { &[] },
        compared,
        family: if all { &family } else { &[] },
        now: NOON,
    };
    text::preview(lang, &kyiv(), &facts)
}

fn previews(lang: Lang) -> [(&'static str, Text); 6] {
    let full = card(Ok(contacts()), animals());
    let bare = card(Ok(Contacts::default()), Vec::new());
    let without = |why| card(Err(trouble(why, Half::Api)), animals());
    let same = Some(PhoneMatch::Same("+380671234567".to_owned()));
    [
        ("preview with all", preview(lang, &full, same, true)),
        ("preview of another number", preview(lang, &full, Some(PhoneMatch::Different), true)),
        ("preview with nothing", preview(lang, &bare, Some(PhoneMatch::NotShared), false)),
        ("preview without a phone in Enote", preview(lang, &bare, Some(PhoneMatch::NotInEnote), false)),
        ("preview of an owner unread", preview(lang, &without(WhyNot::Unavailable), None, true)),
        ("preview of an owner refused", preview(lang, &without(WhyNot::Refused), None, true)),
    ]
}

fn pets(lang: Lang, animals: &[Animal], hours_ago: i64) -> Text {
    let read = Millis(NOON.0 - hours_ago * 3_600_000);
    let name = (hours_ago == 0).then_some("Шевченко Олена Петрівна");
    text::pets(lang, &kyiv(), &PetsFacts { owner: name, animals, read, now: NOON })
}

fn troubles(lang: Lang) -> Vec<(String, Text)> {
    let all = [
        WhyNot::NotFound,
        WhyNot::Ambiguous,
        WhyNot::Ownerless,
        WhyNot::Refused,
        WhyNot::Unavailable,
        WhyNot::Malformed,
        WhyNot::NotSetUp,
    ];
    let of = |why: WhyNot, half, contract: Option<&str>| {
        let name = format!("enote_trouble {why:?} {half:?} {}", contract.unwrap_or("-"));
        (name, text::enote_trouble(lang, &trouble(why, half), contract))
    };
    let linking = all.into_iter().map(|why| of(why, Half::OData, Some("885")));
    let others = [WhyNot::NotFound, WhyNot::Refused, WhyNot::Unavailable, WhyNot::Malformed];
    linking.chain(others.into_iter().map(|why| of(why, Half::Api, None))).collect()
}

fn outcomes(lang: Lang) -> Vec<(&'static str, Text)> {
    let name = Some("Шевченко Олена Петрівна");
    let news =
        News { name: Some(name.map(str::to_owned)), phone: Some(None), others: Some(contacts().others) };
    let offline = text::enote_trouble(lang, &trouble(WhyNot::Unavailable, Half::OData), None);
    let (animals, read) = (animals(), Millis(NOON.0 - 26 * 3_600_000));
    let known = PetsFacts { owner: name, animals: &animals, read, now: NOON };
    vec![
        ("linked", text::linked(lang, name, "885", Some("Марія"))),
        ("linked without a name, by nobody", text::linked(lang, None, "885", None)),
        ("unlinked", text::unlinked(lang, Some(&owner(true)), Some("Марія"))),
        ("unlinked by nobody", text::unlinked(lang, Some(&owner(false)), None)),
        ("unlink_question", text::unlink_question(lang, &kyiv(), &owner(true))),
        ("refreshed", text::refreshed(lang, &news)),
        ("refreshed and the same", text::refreshed(lang, &News::default())),
        ("errand_expired", text::errand_expired(lang, None)),
        ("errand_expired of a contract", text::errand_expired(lang, Some("885"))),
        ("errand_is_over done", text::errand_is_over(lang, Ended::Done)),
        ("errand_is_over cancelled", text::errand_is_over(lang, Ended::Cancelled)),
        ("errand_is_over expired", text::errand_is_over(lang, Ended::Expired)),
        ("errand_is_over other", text::errand_is_over(lang, Ended::Other)),
        ("looking_for_contract", text::looking_for_contract(lang, "885")),
        ("number_too_late", text::number_too_late(lang, "885")),
        ("pets", pets(lang, &animals, 0)),
        ("pets of another day", pets(lang, &animals[..1], 26)),
        ("pets and none", pets(lang, &[], 0)),
        ("pets_instead", text::pets_instead(lang, &kyiv(), &offline, &known)),
    ]
}

pub fn enote(lang: Lang) -> Said {
    let plain = [
        ("ask_contract", text::ask_contract(lang)),
        ("asking_enote", text::asking_enote(lang)),
        ("cancelled", text::cancelled(lang)),
        ("contract_placeholder", text::contract_placeholder(lang)),
        ("enote_not_set_up", text::enote_not_set_up(lang)),
        ("errand_cancelled", text::errand_cancelled(lang)),
        ("held_again_button", text::held_again_button(lang)),
        ("held_back", text::held_back(lang)),
        ("held_send_button", text::held_send_button(lang)),
        ("held_sent", text::held_sent(lang)),
        ("held_stays", text::held_stays(lang)),
        ("link_button", text::link_button(lang)),
        ("link_confirmed", text::link_confirmed(lang)),
        ("link_overtaken", text::link_overtaken(lang)),
        ("linked_without_key", text::linked_without_key(lang)),
        ("no_button", text::no_button(lang)),
        ("no_contract_number", text::no_contract_number(lang)),
        ("not_linked", text::not_linked(lang)),
        ("nothing_to_cancel", text::nothing_to_cancel(lang)),
        ("unlink_button", text::unlink_button(lang)),
        ("unlink_confirmed", text::unlink_confirmed(lang)),
    ];
    let named = plain.into_iter().chain(outcomes(lang)).chain(previews(lang));
    named.map(|(name, text)| (name.to_owned(), text)).chain(troubles(lang)).collect()
}

#[test]
fn no_preview_is_longer_than_a_message() {
    let long = "Дуже-довге-слово👨‍👩‍👧‍👦 ".repeat(200);
    let one = Animal { contract: Some(long.clone()), species: Some(long.clone()), ..animal(&long) };
    let contacts = Contacts { name: Some(long.clone()), phones: vec![long.clone(); 50], others: Vec::new() };
    let card = card(Ok(contacts), vec![one; 300]);
    let family = vec![Relative { name: long.clone(), link: None }; 10];
    let phones = [PhoneLine::Enote("+380671234567".to_owned())];
    let linked = Owner { name: Some(long.clone()), ..owner(true) };
    for lang in Lang::ALL {
        let said = text::preview(
            lang,
            &kyiv(),
            &PreviewFacts {
                contract: "12345678901234567890",
                linked: Some(&linked),
                name: &long,
                username: Some("a_name_of_thirty_two_characters_"),
                phones: &phones,
                card: &card,
                owner_phones: &vec![long.clone(); 50],
                compared: Some(PhoneMatch::Different),
                family: &family,
                now: NOON,
            },
        );
        let length = said.as_str().encode_utf16().count();
        assert!((2_000..=4_096).contains(&length), "{length}");
        let pets = pets(lang, &card.animals, 0).as_str().encode_utf16().count();
        assert!((1_000..=4_096).contains(&pets), "{pets}");
    }
}
