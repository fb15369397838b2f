//! The bytes of each call, as a socket sees them.

use super::server::{Server, json};
use super::*;

const CARDS: &str = "Catalog_%D0%9A%D0%B0%D1%80%D1%82%D0%BE%D1%87%D0%BA%D0%B8";
const OWNER_FIELD: &str = "%D0%A5%D0%BE%D0%B7%D1%8F%D0%B8%D0%BD_Key";
const CONTRACT_FIELD: &str = "%D0%9D%D0%BE%D0%BC%D0%B5%D1%80%D0%94%D0%BE%D0%B3%D0%BE%D0%B2%D0%BE%D1%80%D0%B0";
const DIED: &str = "%D0%9B%D0%B5%D1%82%D0%B0%D0%BB%D1%8C%D0%BD%D1%8B%D0%B9%D0%98%D1%81%D1%85%D0%BE%D0%B4";
const BORN: &str = "%D0%94%D0%B0%D1%82%D0%B0%D0%A0%D0%BE%D0%B6%D0%B4%D0%B5%D0%BD%D0%B8%D1%8F";
const KIND: &str = "%D0%92%D0%B8%D0%B4____Presentation";

/// The three calls of a search, on both halves.
fn calls(wire: Wire) -> (Server, Server) {
    let odata = Server::script(vec![
        list(&[]),
        list(&[row("Барсик", OWNER, "\"885\"", "")]),
        list(&[row("Барсик", OWNER, "\"885\"", "")]),
    ]);
    let api = Server::script(vec![json(200, CLIENT)]);
    ask_contract(&enote(&EnoteService { wire, ..service(&odata, &api) }), "885").unwrap();
    (odata, api)
}

fn lines(head: &str) -> (String, Vec<String>) {
    let (line, headers) = head.trim_end().split_once("\r\n").unwrap();
    let mut headers: Vec<_> = headers.split("\r\n").map(str::to_owned).collect();
    headers.sort();
    (line.to_owned(), headers)
}

#[test]
fn the_three_calls_stand_percent_encoded_in_the_request_line() {
    let (odata, api) = calls(Wire::Percent);
    let fields = format!("Ref_Key,Description,{OWNER_FIELD},{CONTRACT_FIELD},DeletionMark,{DIED},{BORN}");
    let base = format!("/clinic/odata/standard.odata/{CARDS}?$format=json");
    let expected = [
        format!("{base}&$top=100&$select={fields}&$filter={CONTRACT_FIELD}%20eq%20885"),
        format!("{base}&$top=100&$select={fields}&$filter={CONTRACT_FIELD}%20eq%20'885'"),
        format!("{base}&$select={fields},{KIND}&$filter={OWNER_FIELD}%20eq%20guid'{OWNER}'"),
    ];
    assert_eq!(odata.targets(), expected);
    assert_eq!(api.targets(), [format!("/clinic/hs/api/v2/GetClient?id={OWNER}")]);
}

#[test]
fn on_the_raw_wire_cyrillic_goes_out_as_it_is_and_spaces_do_not() {
    let (odata, api) = calls(Wire::Raw);
    let fields = "Ref_Key,Description,Хозяин_Key,НомерДоговора,DeletionMark,ЛетальныйИсход,ДатаРождения";
    let base = "/clinic/odata/standard.odata/Catalog_Карточки?$format=json";
    let expected = [
        format!("{base}&$top=100&$select={fields}&$filter=НомерДоговора%20eq%20885"),
        format!("{base}&$top=100&$select={fields}&$filter=НомерДоговора%20eq%20'885'"),
        format!("{base}&$select={fields},Вид____Presentation&$filter=Хозяин_Key%20eq%20guid'{OWNER}'"),
    ];
    assert_eq!(odata.targets(), expected);
    assert_eq!(api.targets(), [format!("/clinic/hs/api/v2/GetClient?id={OWNER}")]);
}

#[test]
fn each_half_gets_its_own_credentials_and_nothing_else() {
    let (odata, api) = calls(Wire::Percent);
    let (line, headers) = lines(&odata.heads()[0]);
    assert!(line.starts_with("GET /clinic/odata/") && line.ends_with(" HTTP/1.1"), "{line}");
    let agent = format!("user-agent: pwparents/{}", env!("CARGO_PKG_VERSION"));
    let expected = [
        "accept-encoding: gzip".to_owned(),
        "accept: application/json".to_owned(),
        // одата:пароль: 7, as UTF-8.
        "authorization: Basic 0L7QtNCw0YLQsDrQv9Cw0YDQvtC70Yw6IDc=".to_owned(),
        format!("host: 127.0.0.1:{}", odata.port),
        agent.clone(),
    ];
    assert_eq!(headers, expected);
    let expected = [
        "accept-encoding: gzip".to_owned(),
        "accept: application/json".to_owned(),
        format!("apikey: {KEY}"),
        format!("host: 127.0.0.1:{}", api.port),
        agent,
    ];
    assert_eq!(lines(&api.heads()[0]).1, expected);
}

#[test]
fn an_address_in_cyrillic_is_encoded_once() {
    for (base, wire, expected) in [
        ("/Лапа", Wire::Percent, "/%D0%9B%D0%B0%D0%BF%D0%B0/Catalog_%D0%9A"),
        ("/%D0%9B%D0%B0%D0%BF%D0%B0", Wire::Percent, "/%D0%9B%D0%B0%D0%BF%D0%B0/Catalog_%D0%9A"),
        ("/Лапа/", Wire::Raw, "/Лапа/Catalog_К"),
    ] {
        let (odata, api) = (Server::script(vec![json(200, EMPTY)]), Server::script(vec![json(200, CLIENT)]));
        let config = service(&odata, &api);
        let config = EnoteService { odata_url: format!("{}{base}", odata.url()), wire, ..config };
        ask_animals(&enote(&config)).unwrap();
        assert!(odata.targets()[0].starts_with(expected), "{:?}", odata.targets());
    }
}

#[test]
fn letters_signs_and_zeros_of_a_contract_reach_the_filter_as_typed() {
    for (number, expected) in
        [("К-17/2", vec!["'%D0%9A-17%2F2'"]), ("00885", vec!["885", "'00885'"]), ("12.5", vec!["'12.5'"])]
    {
        let (odata, enote) = scripted(vec![json(200, EMPTY)]);
        ask_contract(&enote, number).unwrap_err();
        let filters: Vec<_> =
            odata.targets().iter().map(|t| t.rsplit("eq%20").next().unwrap().to_owned()).collect();
        assert_eq!(filters, expected);
    }
}

#[test]
fn a_contract_that_was_smuggled_in_cannot_leave_its_quotes() {
    // `Contract::new` takes none of these; what was stored once is read without it.
    let number: Contract = serde_json::from_str(r#""8' or 'a&$top=9#+%""#).unwrap();
    let (odata, enote) = scripted(vec![json(200, EMPTY)]);
    enote.ask(&Inquiry::Contract(number)).unwrap_err();
    let target = odata.targets().remove(0);
    assert!(target.ends_with("%20eq%20'8''%20or%20''a%26$top%3D9%23%2B%25'"), "{target}");
}

#[test]
fn neither_a_cookie_nor_a_redirect_is_followed() {
    let cookie = super::server::with(200, &[("Set-Cookie", "ibsession=1; Path=/")], EMPTY);
    let elsewhere = super::server::with(302, &[("Location", "/login"), ("Set-Cookie", "a=b")], "");
    let (odata, enote) = scripted(vec![Step::Bytes(cookie), Step::Bytes(elsewhere)]);
    assert_eq!(ask_animals(&enote), Ok(Vec::new()));
    let trouble = ask_animals(&enote).unwrap_err();
    assert_eq!(trouble.why, pwparents::model::WhyNot::Malformed);
    assert_eq!(trouble.detail, "odata: HTTP 302: a redirect, which is not followed");
    assert_eq!(odata.calls(), 2);
    assert!(odata.heads().iter().all(|head| !head.to_lowercase().contains("cookie:")));
}

#[test]
fn debug_output_shows_no_secret() {
    let (odata, api) = (Server::script(vec![list(&[])]), Server::script(vec![json(200, CLIENT)]));
    let shown = format!("{:?}", enote(&service(&odata, &api)));
    assert!(shown.contains("/clinic/hs/api/v2"), "{shown}");
    for secret in [PASSWORD, KEY, "0L7QtNCw0YLQsDrQ"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
