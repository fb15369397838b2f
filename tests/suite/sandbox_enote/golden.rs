//! The three requests of a working client, byte for byte (facts §6), and the ways a line may be encoded (§2.3).

use super::wire::{BASIC, exchange, get, keys, start};
use pwparents::sandbox::enote::{
    API_KEY, CLINIC, Call, Ending, EnoteSandbox, Half, NOBODY, Plus, RawBytes, clinic,
};
use serde_json::json;

const SELECT: &str = "$select=Ref_Key,Description,%D0%A5%D0%BE%D0%B7%D1%8F%D0%B8%D0%BD_Key,\
                      %D0%9D%D0%BE%D0%BC%D0%B5%D1%80%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%D0%B0";
const CARDS: &str = "Catalog_%D0%9A%D0%B0%D1%80%D1%82%D0%BE%D1%87%D0%BA%D0%B8";
const CONTRACT: &str = "%D0%9D%D0%BE%D0%BC%D0%B5%D1%80%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%D0%B0";
const OWNER: &str = "%D0%A5%D0%BE%D0%B7%D1%8F%D0%B8%D0%BD_Key";

fn by_contract(filter: &str) -> String {
    format!("/{CLINIC}/odata/standard.odata/{CARDS}?$format=json&$top=1&{SELECT}&$filter={filter}")
}

#[test]
fn the_first_golden_request_finds_the_card() {
    let enote = start();
    let line = format!("GET {} HTTP/1.1", by_contract(&format!("{CONTRACT}%20eq%20885")));
    let head = format!(
        "{line}\r\nHost: app.enote.vet\r\nAuthorization: {BASIC}\r\nAccept: application/json\r\n\r\n"
    );
    let answer = exchange(&enote, head.as_bytes()).unwrap();
    assert_eq!((answer.status, answer.header("Content-Type")), (200, Some("application/json;charset=utf-8")));
    let known = clinic::SEVERAL_PETS;
    let expected = format!(
        "{{\"odata.metadata\":\"http://1c-srv.local/enote/odata/standard.odata/$metadata#Catalog_Карточки\",\
         \"value\":[{{\"Ref_Key\":\"{}\",\"Description\":\"Барсик\",\"Хозяин_Key\":\"{}\",\
         \"НомерДоговора\":885}}]}}",
        known.card, known.owner
    );
    assert_eq!(answer.text(), expected);

    let seen = enote.requests();
    assert_eq!(seen.len(), 1);
    assert_eq!(seen[0].request.line, line.as_bytes());
    assert_eq!(seen[0].request.head, head.strip_suffix("\r\n\r\n").unwrap().as_bytes());
    let headers = [("Host", "app.enote.vet"), ("Authorization", BASIC), ("Accept", "application/json")];
    assert_eq!(seen[0].request.headers, headers.map(|(name, value)| (name.to_owned(), value.to_owned())));
    assert_eq!((seen[0].half, seen[0].call), (Some(Half::OData), Call::CardsByContract));
    assert_eq!(seen[0].ending, Ending::Answered(200));
}

#[test]
fn the_second_golden_request_lists_the_owners_cards() {
    let enote = start();
    for quote in ["'", "%27"] {
        let filter = format!("{OWNER}%20eq%20guid{quote}{}{quote}", clinic::SEVERAL_PETS.owner);
        let answer = get(
            &enote,
            &format!("/{CLINIC}/odata/standard.odata/{CARDS}?$format=json&{SELECT}&$filter={filter}"),
        );
        assert_eq!(answer.column("Description"), ["Барсик", "Мурка", "Рекс"]);
    }
    assert_eq!(enote.requests()[0].call, Call::CardsOfOwner);
}

#[test]
fn the_third_golden_request_tells_of_the_owner() {
    let enote = start();
    let line = format!("GET /{CLINIC}/hs/api/v2/GetClient?id={} HTTP/1.1", clinic::SEVERAL_PETS.owner);
    let head =
        format!("{line}\r\nHost: app.enote.vet\r\napikey: {API_KEY}\r\nAccept: application/json\r\n\r\n");
    let answer = exchange(&enote, head.as_bytes()).unwrap();
    assert_eq!(answer.status, 200);
    let expected = json!({
        "lastName": "Шевченко", "firstName": "Олена", "middleName": "Петрівна",
        "contact_information": [{ "type": "PHONE_NUMBER", "value": "+38 (067) 123-45-67" }],
    });
    assert_eq!(answer.json(), expected);
    assert_eq!((enote.requests()[0].half, enote.requests()[0].call), (Some(Half::Api), Call::GetClient));
}

#[test]
fn dollars_quotes_and_hex_digits_may_be_written_either_way() {
    let enote = start();
    for target in [
        by_contract(&format!("{CONTRACT}%20eq%20885")).replace('$', "%24"),
        by_contract(&format!("{CONTRACT}%20eq%20885"))
            .to_lowercase()
            .replace("catalog", "Catalog")
            .replace("ref_key", "Ref_Key")
            .replace("description", "Description")
            .replace("_key,", "_Key,"),
        by_contract(&format!("{CONTRACT}%20eq%20885").to_lowercase()),
    ] {
        assert_eq!(get(&enote, &target).column("Description"), ["Барсик"], "{target}");
    }
    let lines: Vec<_> = enote.requests().iter().map(|seen| seen.request.line.clone()).collect();
    assert!(lines[0] != lines[1] && lines[1] != lines[2] && lines[0] != lines[2]);
}

#[test]
fn a_plus_for_a_space_is_refused() {
    let enote = start();
    for plus in ["+", "%2B", "%2b"] {
        let answer = get(&enote, &by_contract(&format!("{CONTRACT}{plus}eq{plus}885")));
        assert_eq!(answer.error(), (500, "-1".to_owned()));
        assert!(answer.text().contains("Операция не разрешена в предложении"));
    }
}

#[test]
fn a_plus_may_take_the_whole_filter_away() {
    let enote = start();
    enote.play(|w| w.options.plus = Plus::FilterIgnored);
    // Somebody else's card comes for a number that nobody has.
    let answer = get(&enote, &by_contract(&format!("{CONTRACT}+eq+999999")));
    assert_eq!((answer.status, answer.column("НомерДоговора")), (200, vec![json!(885)]));
    // Inside of a string it is a plus like any other letter.
    let answer = get(&enote, &by_contract("Description%20eq%20'a+b%2Bc'"));
    assert_eq!((answer.status, answer.json()["value"].clone()), (200, json!([])));
}

#[test]
fn raw_cyrillic_is_refused_by_the_web_server_or_read() {
    let enote = start();
    let target = format!("/{CLINIC}/odata/standard.odata/Catalog_Карточки?$filter=НомерДоговора%20eq%20885");
    let answer = get(&enote, &target);
    assert_eq!((answer.status, answer.is_page()), (400, true));
    assert!(enote.requests()[0].line().contains("Catalog_Карточки"));
    enote.play(|w| w.options.raw_bytes = RawBytes::Read);
    assert_eq!(get(&enote, &target).column("Description"), ["Барсик"]);
}

#[test]
fn lines_that_are_none_get_the_web_servers_page() {
    let enote = start();
    let base = format!("/{CLINIC}/odata/standard.odata");
    for line in [
        format!("GET {base}/Catalog_%D0%9?x HTTP/1.1"),
        format!("GET {base}/%ZZ HTTP/1.1"),
        format!("GET {base}/%FF HTTP/1.1"),
        format!("GET {base}/?$filter=a eq 1 HTTP/1.1"),
        format!("GET {base}/\u{1} HTTP/1.1"),
        "GET http://enote/ HTTP/1.1".to_owned(),
        "GET /".to_owned(),
    ] {
        let answer = exchange(&enote, format!("{line}\r\n{}\r\n", keys()).as_bytes()).unwrap();
        assert_eq!((answer.status, answer.is_page()), (400, true), "{line}");
    }
    let long = format!("GET {base}/?x={} HTTP/1.1\r\n{}\r\n", "x".repeat(8_200), keys());
    assert_eq!(exchange(&enote, long.as_bytes()).unwrap().status, 414);
}

#[test]
fn the_owner_of_nobody_has_every_card_without_an_owner() {
    let enote: EnoteSandbox = start();
    assert_eq!(
        super::wire::names(&enote, &format!("Хозяин_Key eq guid'{NOBODY}'")),
        clinic::NO_OWNER.map(|known| known.name)
    );
}
