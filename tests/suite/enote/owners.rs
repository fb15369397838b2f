//! `GetClient`: by which parameter it is asked, and what is taken from its answer.

use pwparents::model::{Contact, Half, WhyNot};

use super::server::{json, page};
use super::*;

fn parameters(api: &Server) -> Vec<String> {
    let parameter = |target: String| target.split(['?', '=']).nth(1).unwrap().to_owned();
    api.targets().into_iter().map(parameter).collect()
}

fn read(body: &str) -> Result<Contacts, Trouble> {
    let (_api, enote) = owners(vec![json(200, body)]);
    ask_contacts(&enote)
}

fn phones(body: &str) -> Vec<String> {
    read(body).unwrap_or_else(|trouble| panic!("{body}: {trouble:?}")).phones
}

#[test]
fn the_parameter_that_finds_somebody_is_kept() {
    let (api, enote) = owners(vec![json(200, "null"), json(200, CLIENT)]);
    assert!(ask_contacts(&enote).is_ok() && ask_contacts(&enote).is_ok());
    assert_eq!(parameters(&api), ["id", "Ref_Key", "Ref_Key"]);
    let (api, enote) = owners(vec![json(200, CLIENT), json(200, "null")]);
    assert!(ask_contacts(&enote).is_ok());
    assert_eq!(ask_contacts(&enote).unwrap_err().why, WhyNot::NotFound);
    assert_eq!(parameters(&api), ["id", "id"]);
}

#[test]
fn nobody_by_either_parameter_is_not_found_and_proves_nothing() {
    for nobody in ["null", "{}", "", " \r\n", "\u{feff}null"] {
        let (api, enote) = owners(vec![json(200, nobody)]);
        for _ in 0..2 {
            let trouble = ask_contacts(&enote).unwrap_err();
            assert_eq!((trouble.why, trouble.half), (WhyNot::NotFound, Half::Api), "{nobody:?}");
            assert_eq!(trouble.detail, "api: no such owner");
        }
        assert_eq!(parameters(&api), ["id", "Ref_Key", "id", "Ref_Key"]);
    }
}

#[test]
fn a_parameter_that_is_not_understood_leads_to_the_other() {
    for refusal in [page(400), page(404), json(400, "{}")] {
        let (api, enote) = owners(vec![refusal.clone(), json(200, CLIENT)]);
        assert!(ask_contacts(&enote).is_ok());
        assert_eq!(parameters(&api), ["id", "Ref_Key"]);
        let (_api, enote) = owners(vec![json(200, "null"), refusal]);
        assert_eq!(ask_contacts(&enote).unwrap_err().why, WhyNot::NotFound);
    }
    let (_api, enote) = owners(vec![page(404)]);
    let trouble = ask_contacts(&enote).unwrap_err();
    assert_eq!(trouble.detail, "api: HTTP 404: there is nothing at this address");
    assert_eq!(trouble.why, WhyNot::Malformed);
    let (_api, enote) = owners(vec![json(200, "null"), page(503)]);
    assert_eq!(ask_contacts(&enote).unwrap_err().why, WhyNot::Unavailable);
}

#[test]
fn the_config_can_say_which_parameter_it_is() {
    for (owner_by, expected) in [(OwnerBy::Id, "id"), (OwnerBy::RefKey, "Ref_Key")] {
        let (odata, api) = (Server::script(vec![json(200, EMPTY)]), Server::script(vec![json(200, "null")]));
        let enote = enote(&EnoteService { owner_by, ..service(&odata, &api) });
        assert_eq!(ask_contacts(&enote).unwrap_err().why, WhyNot::NotFound);
        assert_eq!(parameters(&api), [expected]);
    }
}

#[test]
fn name_phones_and_other_contacts_are_told_apart() {
    let body = r#"{"lastName":" Шевченко ","firstName":"Олена","middleName":null,"x":{"y":[1]},"contact_information":[
        {"type":"phone_number","value":" 067 123-45-67 / 050 111 22 33 ","isMain":true},
        {"type":"EMAIL","value":"olena@example.org"},
        {"type":"PHONE_NUMBER","value":"067 123-45-67 / 050 111 22 33"},
        {"type":"ADDRESS","value":"Львів"},
        {"type":"PHONE_NUMBER","value":null},{"type":"PHONE_NUMBER"},{"type":"EMAIL","value":""}]}"#;
    let contact = |kind: &str, value: &str| Contact { kind: kind.to_owned(), value: value.to_owned() };
    let expected = Contacts {
        name: Some("Шевченко Олена".to_owned()),
        phones: vec!["067 123-45-67 / 050 111 22 33".to_owned()],
        others: vec![contact("EMAIL", "olena@example.org"), contact("ADDRESS", "Львів")],
    };
    assert_eq!(read(body), Ok(expected));
}

#[test]
fn a_name_comes_from_what_there_is() {
    for (body, name) in [
        (
            r#"{"lastName":"Шевченко","firstName":"Олена","middleName":"Петрівна"}"#,
            Some("Шевченко Олена Петрівна"),
        ),
        (r#"{"lastName":"","firstName":null,"middleName":"Петрівна"}"#, Some("Петрівна")),
        (r#"{"lastName":null,"Description":"Шевченко  Олена\n"}"#, Some("Шевченко Олена")),
        (r#"{"Name":"О'Коннор «Єва» 🐾"}"#, Some("О'Коннор «Єва» 🐾")),
        (r#"{"lastName":["x"],"firstName":{"y":1},"Name":false}"#, None),
        (r#"{"contact_information":null}"#, None),
    ] {
        assert_eq!(read(body).unwrap().name.as_deref(), name, "{body}");
    }
    let long = "Ж".repeat(100_000);
    assert_eq!(read(&format!(r#"{{"lastName":"{long}"}}"#)).unwrap().name, Some(long));
}

#[test]
fn no_phone_gets_lost_in_an_odd_form() {
    for (body, expected) in [
        (r#"{"contact_information":[{"type":"Phone_Number","value":380671234567}]}"#, &["380671234567"][..]),
        (r#"{"contact_information":{"type":"PHONE_NUMBER","value":"067 123 45 67"}}"#, &["067 123 45 67"]),
        (r#"{"contact_information":[{"type":"PHONE_NUMBER","value":["1","2"]}]}"#, &["1", "2"]),
        (r#"{"contact_information":[{"Type":"PHONE_NUMBER","Value":"1"}]}"#, &["1"]),
        (r#"{"contact_information":["067 123 45 67"]}"#, &["067 123 45 67"]),
        (r#"{"contact_information":[{"value":"067 123 45 67"}]}"#, &["067 123 45 67"]),
        (r#"{"contact_information":[{"type":null,"value":"067 123 45 67"},7,null,[]]}"#, &["067 123 45 67"]),
        (
            r#"{"Phone":"1","Телефон":"2","МобильныйТелефон":3,"mobile":"4","phone":null}"#,
            &["1", "2", "3", "4"],
        ),
        (r#"{"Phones":[{"Value":"1"},{"Номер":"2"},{"Number":3},"4",{"x":5}]}"#, &["1", "2", "3", "4"]),
        (r#"{"phone":{"value":"1"},"contact_information":[{"type":"PHONE_NUMBER","value":"1"}]}"#, &["1"]),
        (r#"{"lastName":"Ш","contact_information":"немає"}"#, &[]),
    ] {
        assert_eq!(phones(body), expected, "{body}");
    }
    let others = read(r#"{"contact_information":[{"type":"MESSENGER","value":"067 123 45 67"},"немає"]}"#)
        .unwrap()
        .others;
    let kept: Vec<_> = others.iter().map(|contact| (contact.kind.as_str(), contact.value.as_str())).collect();
    assert_eq!(kept, [("MESSENGER", "067 123 45 67"), ("", "немає")]);
}

#[test]
fn another_owner_or_no_owner_at_all_is_not_believed() {
    for body in [
        format!(r#"{{"id":"{STRANGER}","lastName":"Чужа"}}"#),
        format!(r#"{{"Ref_Key":"{STRANGER}","lastName":"Чужа"}}"#),
        format!(r#"{{"id":"{OWNER}","Ref_Key":"{STRANGER}"}}"#),
        format!(r#"{{"id":"{NOBODY}","lastName":"Ш"}}"#),
        r#"{"id":42,"lastName":"Ш"}"#.to_owned(),
        "[]".to_owned(),
        "true".to_owned(),
        "\"Шевченко\"".to_owned(),
        r#"{"message":"Unauthorized"}"#.to_owned(),
        format!(r#"{{"data":{CLIENT}}}"#),
    ] {
        let trouble = read(&body).unwrap_err();
        assert_eq!((trouble.why, trouble.half), (WhyNot::Malformed, Half::Api), "{body}");
    }
    for id in [OWNER.to_owned(), OWNER.to_uppercase(), String::new()] {
        let body = format!(r#"{{"id":"{id}","Ref_Key":null,"lastName":"Ш"}}"#);
        assert_eq!(read(&body).unwrap().name.as_deref(), Some("Ш"), "{id}");
    }
}

#[test]
fn contacts_that_fail_do_not_hide_the_animals() {
    for (step, why) in [
        (json(200, "null"), WhyNot::NotFound),
        (page(401), WhyNot::Refused),
        (page(200), WhyNot::Unavailable),
        (json(200, "["), WhyNot::Malformed),
    ] {
        let rows = list(&[row("Барсик", OWNER, "885", "")]);
        let (odata, api) = (Server::script(vec![rows]), Server::script(vec![step]));
        let card = ask_contract(&enote(&service(&odata, &api)), "885").unwrap();
        assert_eq!(card.animals.len(), 1);
        let trouble = card.contacts.unwrap_err();
        assert_eq!((trouble.why, trouble.half), (why, Half::Api));
    }
}
