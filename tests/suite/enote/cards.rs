//! Cards: what is taken from them, and what is not believed.

use pwparents::model::WhyNot;

use super::server::json;
use super::*;

const DELETED: &str = r#","DeletionMark":true"#;

/// What a contract leads to when these cards come back, as a number first.
fn found(rows: &[String]) -> Result<OwnerCard, Trouble> {
    let (_odata, enote) = scripted(vec![list(rows), list(&rows[..rows.len().min(1)])]);
    ask_contract(&enote, "885")
}

fn why(rows: &[String]) -> WhyNot {
    found(rows).unwrap_err().why
}

#[test]
fn a_contract_leads_to_its_owner_with_all_animals_and_contacts() {
    let more = r#","DeletionMark":false,"ЛетальныйИсход":false,"ДатаРождения":"2019-05-01T00:00:00","Вид____Presentation":"Кіт""#;
    let barsyk = row("Барсик", OWNER, "\" 885 \"", more);
    let dead = row("Їжак", OWNER, "884", r#","ЛетальныйИсход":true,"ДатаРождения":"0001-01-01T00:00:00""#);
    let other = row("Жук", OWNER, "null", r#","Вид____Presentation":null"#);
    let gone = row("Стерта", OWNER, "1", DELETED);
    let all = [dead, gone, barsyk.clone(), other];
    let (_odata, enote) = scripted(vec![list(&[barsyk]), list(&all)]);
    let card = ask_contract(&enote, "885").unwrap();
    let animal = |name: &str, contract: Option<&str>| Animal {
        name: name.to_owned(),
        contract: contract.map(str::to_owned),
        species: None,
        born: None,
        died: false,
    };
    let expected = vec![
        Animal {
            species: Some("Кіт".to_owned()),
            born: Some("2019-05-01".to_owned()),
            ..animal("Барсик", Some("885"))
        },
        animal("Жук", None),
        Animal { died: true, ..animal("Їжак", Some("884")) },
    ];
    assert_eq!(card.animals, expected);
    assert_eq!((card.owner, card.contract.as_str()), (owner(), "885"));
    assert_eq!(card.contacts.unwrap().phones, ["+38 (067) 123-45-67"]);
}

#[test]
fn animals_stand_in_the_order_of_the_alphabet_whatever_the_server_says() {
    let names = ["яга", "Їжак", "Ґава", "Іскра", "Дін", "Єва", "Гав", "Жук", "Ева"];
    let rows: Vec<_> = names.iter().map(|name| row(name, OWNER, "0", "")).collect();
    let (_odata, enote) = scripted(vec![list(&rows)]);
    let animals = ask_animals(&enote).unwrap();
    let sorted: Vec<_> = animals.iter().map(|animal| animal.name.as_str()).collect();
    assert_eq!(sorted, ["Гав", "Ґава", "Дін", "Ева", "Єва", "Жук", "Іскра", "Їжак", "яга"]);
    assert!(animals.iter().all(|animal| animal.contract.is_none()), "0 is 1C's empty number");
}

#[test]
fn the_animals_of_the_contract_stand_before_the_rest() {
    let [yasia, zhuk, avrora] = ["Яся", "Жук", "Аврора"].map(|name| row(name, OWNER, "885", ""));
    let other = row("Бім", OWNER, "7", "");
    let asked = list(&[yasia.clone(), zhuk.clone()]);
    let (_odata, enote) = scripted(vec![asked, list(&[avrora, yasia, other, zhuk])]);
    let names: Vec<_> = ask_contract(&enote, "885").unwrap().animals.into_iter().map(|a| a.name).collect();
    assert_eq!(names, ["Жук", "Яся", "Аврора", "Бім"]);
}

#[test]
fn a_number_is_the_same_in_every_form_and_no_other_is() {
    for same in ["885", "\"885\"", "\"0885\"", "\" 885 \"", "885.0"] {
        assert!(found(&[row("Барсик", OWNER, same, "")]).is_ok(), "{same}");
    }
    for other in ["886", "\"8850\"", "\"885а\"", "null", "true", "[885]", "885.5", "\"\"", "-885"] {
        assert_eq!(why(&[row("Барсик", OWNER, other, "")]), WhyNot::Malformed, "{other}");
    }
    // One stranger's card among ours: the filter was ignored.
    let mixed = [row("Барсик", OWNER, "885", ""), row("Чужа", OWNER, "7", "")];
    assert_eq!(why(&mixed), WhyNot::Malformed);
}

#[test]
fn letters_of_a_contract_are_compared_as_1c_compares_them() {
    let (_odata, enote) = scripted(vec![list(&[row("Барсик", OWNER, "\"К-17\"", "")])]);
    assert_eq!(ask_contract(&enote, "к-17").unwrap().contract, "К-17");
    let (_odata, enote) = scripted(vec![list(&[row("Барсик", OWNER, "\"К-17\"", "")])]);
    assert_eq!(ask_contract(&enote, "К-18").unwrap_err().why, WhyNot::Malformed);
}

#[test]
fn what_cannot_lead_to_one_owner_is_told_apart() {
    let ours = row("Барсик", OWNER, "885", "");
    let strangers = row("Мурчик", STRANGER, "885", "");
    assert_eq!(why(&[]), WhyNot::NotFound);
    assert_eq!(why(&[row("Барсик", OWNER, "885", DELETED)]), WhyNot::NotFound);
    assert_eq!(why(&[row("Барсик", NOBODY, "885", "")]), WhyNot::Ownerless);
    assert_eq!(why(&[row("Барсик", "", "885", "")]), WhyNot::Ownerless);
    assert_eq!(why(&[ours.clone(), strangers]), WhyNot::Ambiguous);
    assert_eq!(why(&[row("Барсик", "no-guid", "885", "")]), WhyNot::Malformed);
    assert_eq!(why(&[r#"{"НомерДоговора":885}"#.to_owned()]), WhyNot::Malformed);
    assert_eq!(why(&["7".to_owned()]), WhyNot::Malformed);
    // Neither a deleted card of somebody else nor one without an owner makes it doubtful.
    let deleted = row("Стерта", STRANGER, "885", DELETED);
    let ownerless = row("Нічия", NOBODY, "885", "");
    assert_eq!(found(&[ours, deleted, ownerless]).unwrap().owner, owner());
}

#[test]
fn the_owner_without_cards_of_their_own_is_never_asked_for() {
    let (odata, enote) = scripted(vec![list(&[row("Барсик", NOBODY, "885", "")])]);
    let trouble = ask_contract(&enote, "885").unwrap_err();
    assert_eq!((trouble.why, trouble.detail.as_str()), (WhyNot::Ownerless, "odata: the card has no owner"));
    assert_eq!(odata.calls(), 1, "the key of nobody finds every card without an owner");
}

#[test]
fn a_strangers_card_among_the_owners_spoils_the_answer() {
    let ours = row("Барсик", OWNER, "885", "");
    for theirs in [row("Мурчик", STRANGER, "1", ""), row("Мурчик", NOBODY, "1", "")] {
        let (_odata, enote) =
            scripted(vec![list(std::slice::from_ref(&ours)), list(&[ours.clone(), theirs.clone()])]);
        assert_eq!(ask_contract(&enote, "885").unwrap_err().why, WhyNot::Malformed);
        let (_odata, enote) = scripted(vec![list(&[theirs])]);
        assert_eq!(ask_animals(&enote).unwrap_err().why, WhyNot::Malformed);
    }
    let capital = row("Барсик", &OWNER.to_uppercase(), "885", "");
    let (_odata, enote) = scripted(vec![list(&[capital])]);
    assert_eq!(ask_animals(&enote).unwrap().len(), 1, "a key in capitals is the same key");
}

#[test]
fn a_card_that_the_owners_list_lacks_is_shown_all_the_same() {
    let (_odata, enote) = scripted(vec![list(&[row("Барсик", OWNER, "885", "")]), list(&[])]);
    let names: Vec<_> = ask_contract(&enote, "885").unwrap().animals.into_iter().map(|a| a.name).collect();
    assert_eq!(names, ["Барсик"]);
}

#[test]
fn no_list_is_not_an_empty_list() {
    for body in ["{}", "[]", "null", "{\"value\":null}", "{\"value\":{}}", "7", "\"\"", "{\"Value\":[]}"] {
        let (odata, enote) = scripted(vec![json(200, body)]);
        assert_eq!(ask_contract(&enote, "885").unwrap_err().why, WhyNot::Malformed, "{body}");
        assert_eq!(ask_animals(&enote).unwrap_err().why, WhyNot::Malformed, "{body}");
        assert_eq!(odata.calls(), 2);
    }
    let (_odata, enote) = scripted(vec![json(200, EMPTY)]);
    assert_eq!(ask_animals(&enote), Ok(Vec::new()));
}

#[test]
fn members_of_odd_types_cost_no_card() {
    let odd = r#","DeletionMark":null,"ЛетальныйИсход":"true","ДатаРождения":7,"Вид____Presentation":["x"]"#;
    let odd_name = row("x", OWNER, "885", odd).replace(r#""Description":"x""#, r#""Description":  null"#);
    let day = row("Знам'янка «О'Коннор» 🐾", OWNER, "886", r#","ДатаРождения":"2019-13-4""#);
    let (_odata, enote) = scripted(vec![list(&[odd_name, day])]);
    let animals = ask_animals(&enote).unwrap();
    assert_eq!(animals[0].name, "");
    assert!(animals[0].died && animals[0].born.is_none() && animals[0].species.is_none());
    assert_eq!((animals[1].name.as_str(), &animals[1].born), ("Знам'янка «О'Коннор» 🐾", &None));
}
