//! The clinic of the seed has every awkward case of facts §5.1, and its names lead to them.

use super::wire::{cards, filtered, get, get_client, names, start};
use pwparents::sandbox::enote::clinic::{self, Known};
use pwparents::sandbox::enote::{EnoteSandbox, NOBODY};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn client(enote: &EnoteSandbox, known: Known) -> Value {
    get(enote, &get_client(known.owner)).json()
}

fn values(client: &Value) -> Vec<Value> {
    client["contact_information"].as_array().unwrap().iter().map(|entry| entry["value"].clone()).collect()
}

/// The animals with that number, each with its owner.
fn found(enote: &EnoteSandbox, contract: &str) -> Vec<(String, String)> {
    let answer = filtered(enote, &format!("НомерДоговора eq {contract}"));
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let owners = answer.column("Хозяин_Key");
    answer.column("Description").iter().zip(&owners).map(|(name, owner)| (text(name), text(owner))).collect()
}

fn as_found(known: &[Known]) -> Vec<(String, String)> {
    known.iter().map(|known| (known.name.to_owned(), known.owner.to_owned())).collect()
}

#[test]
fn every_name_leads_to_its_card() {
    let enote = start();
    let mut known = vec![
        clinic::SEVERAL_PETS,
        clinic::DELETED,
        clinic::LIVING_BESIDE_DELETED,
        clinic::DEAD,
        clinic::LIVING_BESIDE_DEAD,
        clinic::APOSTROPHES,
        clinic::EMOJI_AND_QUOTES,
        clinic::NO_PHONES,
        clinic::ALL_PHONES,
        clinic::NULLS,
        clinic::MISSING_CONTACTS,
        clinic::NULL_CONTACTS,
        clinic::LOWER_CASE_TYPE,
        clinic::UNKNOWN_TYPES,
        clinic::EMAIL_FIRST,
        clinic::NO_MIDDLE_NAME,
        clinic::OWNER_ONLY_IN_COPY,
    ];
    known.extend(clinic::HER_OTHERS);
    known.extend(clinic::NO_OWNER);
    for known in known {
        assert_eq!(found(&enote, known.contract), as_found(&[known]));
        let by_key = format!("Ref_Key eq guid'{}'", known.card);
        assert_eq!(names(&enote, &by_key), [known.name]);
    }
    assert_eq!(found(&enote, clinic::NO_SUCH_CONTRACT), []);
}

#[test]
fn one_number_may_have_two_cards() {
    let enote = start();
    for twice in [clinic::ONE_NUMBER_ONE_OWNER, clinic::ONE_NUMBER_TWO_OWNERS] {
        assert_eq!(twice[0].contract, twice[1].contract);
        assert_eq!(found(&enote, twice[0].contract), as_found(&twice));
    }
    let [one, two] = clinic::ONE_NUMBER_ONE_OWNER;
    assert_eq!(one.owner, two.owner);
    let [one, two] = clinic::ONE_NUMBER_TWO_OWNERS;
    assert_ne!(client(&enote, one)["lastName"], client(&enote, two)["lastName"]);
}

#[test]
fn deleted_and_dead_animals_and_those_of_nobody_are_in_the_lists() {
    let enote = start();
    let of = |owner: &str| names(&enote, &format!("Хозяин_Key eq guid'{owner}'"));
    assert_eq!(of(clinic::DELETED.owner), [clinic::DELETED.name, clinic::LIVING_BESIDE_DELETED.name]);
    assert_eq!(of(clinic::DEAD.owner), [clinic::DEAD.name, clinic::LIVING_BESIDE_DEAD.name]);
    assert_eq!(names(&enote, "DeletionMark"), [clinic::DELETED.name]);
    assert_eq!(names(&enote, "ЛетальныйИсход"), [clinic::DEAD.name]);
    assert_eq!(of(NOBODY), clinic::NO_OWNER.map(|known| known.name));
    assert_eq!(get(&enote, &get_client(NOBODY)).json(), Value::Null);
}

#[test]
fn names_are_awkward() {
    let enote = start();
    assert_eq!(names(&enote, "Description eq 'Знам''янка'"), ["Знам'янка"]);
    let apostrophes = client(&enote, clinic::APOSTROPHES);
    assert_eq!((&apostrophes["lastName"], &apostrophes["firstName"]), (&json!("О'Коннор"), &json!("Дар'я")));
    let emoji = client(&enote, clinic::EMOJI_AND_QUOTES);
    assert_eq!((&emoji["lastName"], &emoji["firstName"]), (&json!("Кравець 🐶"), &json!("Зоя \"Зірка\"")));
    let nulls = client(&enote, clinic::NULLS);
    for name in ["lastName", "firstName", "middleName"] {
        assert_eq!(nulls.get(name), Some(&Value::Null), "{name}");
    }
    let card = filtered(&enote, &format!("НомерДоговора eq {}", clinic::NULLS.contract));
    for field in ["Комментарий", "НомерЧипа", "ДатаРождения"] {
        assert_eq!(card.column(field), [Value::Null], "{field}");
    }
    let short = client(&enote, clinic::NO_MIDDLE_NAME);
    assert_eq!((short.get("middleName"), &short["firstName"]), (None, &json!("Джон")));
    let long = client(&enote, clinic::LONG_NAMES);
    for name in ["lastName", "firstName", "middleName"] {
        assert!(long[name].as_str().unwrap().chars().count() >= 300, "{name}");
    }
    let (name, _) = found(&enote, clinic::LONG_NAMES.contract).remove(0);
    assert!(name.chars().count() >= 300);
}

#[test]
fn contacts_are_awkward() {
    let enote = start();
    assert_eq!(client(&enote, clinic::NO_PHONES)["contact_information"], json!([]));
    assert_eq!(client(&enote, clinic::MISSING_CONTACTS).get("contact_information"), None);
    assert_eq!(client(&enote, clinic::NULL_CONTACTS).get("contact_information"), Some(&Value::Null));
    let lower = client(&enote, clinic::LOWER_CASE_TYPE);
    assert_eq!(lower["contact_information"][0]["type"], "phone_number");
    let mail = client(&enote, clinic::EMAIL_FIRST);
    assert_eq!(values(&mail), ["emiliya@example.com", "0501112215"]);
    let odd = client(&enote, clinic::UNKNOWN_TYPES);
    let entries = odd["contact_information"].as_array().unwrap();
    assert_eq!(entries.iter().filter(|entry| entry["type"] == "PHONE_NUMBER").count(), 3);
    assert_eq!(entries.iter().filter(|entry| !entry.is_object()).count(), 2);
    assert_eq!(entries.last().unwrap()["value"], "0501112214");
}

#[test]
fn phones_have_every_form() {
    let enote = start();
    assert_eq!(values(&client(&enote, clinic::ALL_PHONES)), clinic::PHONES);
    for (index, phone) in clinic::PHONES.into_iter().enumerate() {
        let owner = get(&enote, &get_client(&clinic::phone_owner(index))).json();
        assert_eq!(values(&owner), [phone]);
    }
    for index in [0, clinic::PHONES.len() - 1] {
        let (_, owner) = found(&enote, &clinic::phone_contract(index)).remove(0);
        assert_eq!(owner, clinic::phone_owner(index));
    }
}

#[test]
fn no_two_cards_have_one_key() {
    let enote = start();
    let keys = cards(&enote, &[("$select", "Ref_Key")]).column("Ref_Key");
    let different: BTreeSet<String> = keys.iter().map(ToString::to_string).collect();
    assert_eq!(different.len(), keys.len());
    assert!(keys.len() > 60);
}
