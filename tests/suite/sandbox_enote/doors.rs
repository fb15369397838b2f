//! Who is let in, and where to (facts §1.2 to §1.4, §5.1).

use super::wire::{BASIC, JSON, exchange, get, get_client, get_with, head, keys, odata, start};
use pwparents::sandbox::enote::{API_KEY, BadKey, BadKeyBody, CLINIC, COPY, ClientParameter, clinic};
use serde_json::{Value, json};

#[test]
fn odata_wants_basic_credentials_and_does_not_look_at_the_key() {
    let enote = start();
    let target = odata("", &[("$format", "json")]);
    for headers in [
        String::new(),
        format!("apikey: {API_KEY}\r\n"),
        "Authorization: Basic b2RhdGE6d3Jvbmc=\r\n".to_owned(),
        format!("Authorization: {}\r\n", BASIC.replace("Basic", "Bearer")),
    ] {
        let answer = get_with(&enote, &target, &headers);
        assert_eq!(answer.status, 401, "{headers}");
        assert_eq!(answer.header("WWW-Authenticate"), Some("Basic realm=\"1C:Enterprise 8.3\""));
    }
    assert_eq!(get_with(&enote, &target, &format!("authorization: {BASIC}\r\n")).status, 200);
}

#[test]
fn credentials_are_utf8_before_base64() {
    let enote = start();
    // The same password in windows-1251.
    let wrong = "Authorization: Basic b2RhdGE67+Dw7uv8Oucg5OLu6vDg7+ru/g==\r\n";
    assert_eq!(get_with(&enote, &odata("", &[]), wrong).status, 401);
    enote.play(|w| {
        w.access.user = "Їжак".to_owned();
        w.access.password = "1".to_owned();
    });
    let right = "Authorization: Basic 0IfQttCw0Lo6MQ==\r\n";
    assert_eq!(get_with(&enote, &odata("", &[]), right).status, 200);
}

#[test]
fn the_api_wants_its_key_and_nothing_else() {
    let enote = start();
    let target = get_client(clinic::SEVERAL_PETS.owner);
    assert_eq!(get_with(&enote, &target, &format!("apikey: {API_KEY}\r\n")).status, 200);
    assert_eq!(get_with(&enote, &target, &format!("ApiKey:{API_KEY}\r\n")).status, 200);
    for headers in [String::new(), "apikey: wrong\r\n".to_owned(), format!("Authorization: {BASIC}\r\n")] {
        let answer = get_with(&enote, &target, &headers);
        assert_eq!((answer.status, answer.bytes), (401, Vec::new()), "{headers}");
    }
    enote.play(|w| w.access.api_key = "wrong".to_owned());
    assert_eq!(get_with(&enote, &target, "apikey: wrong\r\n").status, 200);
}

#[test]
fn a_wrong_key_is_answered_in_any_of_the_ways_that_nobody_has_seen() {
    let enote = start();
    let target = get_client(clinic::SEVERAL_PETS.owner);
    let ask = |status, body| {
        enote.play(|w| w.options.bad_key = BadKey { status, body });
        get_with(&enote, &target, "apikey: wrong\r\n")
    };
    let text = ask(403, BadKeyBody::Text);
    assert_eq!((text.status, text.text().as_str()), (403, "Невірний ключ API"));
    let object = ask(401, BadKeyBody::Json);
    assert_eq!((object.status, object.json()["error"]["code"].clone()), (401, json!(401)));
    let empty = ask(403, BadKeyBody::Empty);
    assert_eq!((empty.status, empty.bytes.len()), (403, 0));
}

#[test]
fn nobody_is_null_with_200() {
    let enote = start();
    for target in [
        get_client(clinic::NO_SUCH_OWNER),
        get_client("885"),
        get_client(""),
        get_client(clinic::OWNER_ONLY_IN_COPY.owner),
        format!("/{CLINIC}/hs/api/v2/GetClient"),
        format!("/{CLINIC}/hs/api/v2/GetClient?Ref_Key={}", clinic::SEVERAL_PETS.owner),
    ] {
        let answer = get(&enote, &target);
        assert_eq!((answer.status, answer.text().as_str()), (200, "null"), "{target}");
    }
    let upper = clinic::SEVERAL_PETS.owner.to_uppercase();
    assert_eq!(get(&enote, &get_client(&upper)).json()["lastName"], "Шевченко");
}

#[test]
fn the_parameter_of_get_client_may_have_another_name() {
    let enote = start();
    enote.play(|w| w.options.client_parameter = ClientParameter::RefKey);
    let by_id = get_client(clinic::SEVERAL_PETS.owner);
    assert_eq!(get(&enote, &by_id).json(), Value::Null);
    assert_eq!(get(&enote, &by_id.replace("?id=", "?Ref_Key=")).json()["lastName"], "Шевченко");
}

#[test]
fn the_copy_is_another_base_behind_the_same_doors() {
    let enote = start();
    let target = get_client(clinic::OWNER_ONLY_IN_COPY.owner).replace(CLINIC, COPY);
    assert_eq!(get(&enote, &target).json()["lastName"], "Давній");
    let cards = odata("Catalog_Карточки", &[("$filter", "НомерДоговора eq 885")]).replace(CLINIC, COPY);
    assert_eq!(get(&enote, &cards).column("Description"), ["Барсик"]);
    let address = enote.address();
    assert_eq!(enote.odata_url(), format!("http://{address}/{CLINIC}/odata/standard.odata"));
    assert_eq!(enote.api_url(), format!("http://{address}/{CLINIC}/hs/api/v2"));
    assert_eq!(enote.copy_odata_url(), format!("http://{address}/{COPY}/odata/standard.odata"));
    assert_eq!(enote.copy_api_url(), format!("http://{address}/{COPY}/hs/api/v2"));
}

#[test]
fn other_addresses_get_the_web_servers_page() {
    let enote = start();
    for target in [
        "/".to_owned(),
        "/somebody-else/odata/standard.odata/".to_owned(),
        format!("/{CLINIC}"),
        format!("/{CLINIC}/odata/other/"),
        format!("/{CLINIC}/hs/api/v2/GetClients?id=1"),
    ] {
        let answer = get(&enote, &target);
        assert_eq!((answer.status, answer.is_page()), (404, true), "{target}");
    }
}

#[test]
fn nothing_can_be_written() {
    let enote = start();
    let post = |target: &str| {
        let head = head(target, &format!("{JSON}{}Content-Length: 2\r\n", keys()));
        exchange(&enote, format!("{}{{}}", head.replacen("GET", "POST", 1)).as_bytes()).unwrap()
    };
    assert_eq!(post(&odata("Catalog_Карточки", &[])).error(), (405, "19".to_owned()));
    let owner = clinic::SEVERAL_PETS.owner;
    let api = post(&format!("/{CLINIC}/hs/api/v2/GetClient?id={owner}"));
    assert_eq!((api.status, api.is_page()), (405, true));
}
