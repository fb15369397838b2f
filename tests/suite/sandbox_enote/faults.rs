//! Every failure that servers were seen to answer with, and whom it hits (facts §5.2).

use super::wire::{Answer, cards, get, get_client, odata, start};
use pwparents::sandbox::enote::{Call, EnoteSandbox, EnoteWorld, Fault, Half, Reply, Scope, clinic};
use serde_json::json;

fn failed(enote: &EnoteSandbox, fault: Fault) -> Answer {
    enote.play(|w| w.fail_next(1, Scope::All, fault));
    get(enote, &odata("Catalog_Карточки", &[("$top", "1")]))
}

#[test]
fn web_servers_answer_with_pages() {
    let enote = start();
    for status in [404, 414, 502, 503, 504] {
        let answer = failed(&enote, Fault::page(status));
        assert_eq!((answer.status, answer.is_page()), (status, true));
    }
    let busy = failed(&enote, Fault::too_many_requests(7));
    assert_eq!((busy.status, busy.header("Retry-After")), (429, Some("7")));
    let versions = failed(&enote, Fault::versions_differ());
    assert_eq!((versions.status, versions.is_page()), (409, true));
    let crash = failed(&enote, Fault::application_error());
    assert_eq!((crash.status, crash.is_page()), (500, true));
    assert!(crash.text().contains("<title>1C:Enterprise 8 application error</title>"));
    let works = failed(&enote, Fault::maintenance());
    assert_eq!((works.status, works.is_page()), (200, true));
}

#[test]
fn one_c_answers_with_errors_of_its_own() {
    let enote = start();
    let wrong = failed(&enote, Fault::unauthorized());
    assert_eq!((wrong.status, wrong.header("WWW-Authenticate").is_some()), (401, true));
    let rights = failed(&enote, Fault::no_rights());
    assert_eq!((rights.error(), rights.header("WWW-Authenticate")), ((401, "20".to_owned()), None));
    assert_eq!(failed(&enote, Fault::internal()).error(), (500, "-1".to_owned()));
    let xml = failed(&enote, Fault::internal_xml());
    assert_eq!((xml.status, xml.header("Content-Type")), (500, Some("application/xml;charset=utf-8")));
    assert!(xml.text().contains("<m:code>-1</m:code>"));
    let serviced = failed(&enote, Fault::serviced());
    assert_eq!((serviced.status, &serviced.bytes[..3]), (403, b"\xef\xbb\xbf".as_slice()));
    let exception: serde_json::Value = serde_json::from_slice(&serviced.bytes[3..]).unwrap();
    assert_eq!(exception["exception"]["reason"], 403);
    let sessions = failed(&enote, Fault::no_session());
    assert_eq!(
        (sessions.status, sessions.header("Content-Type")),
        (406, Some("application/xml;charset=utf-8"))
    );
    assert!(sessions.text().contains("reason=\"406\""));
    let fine = failed(&enote, Fault::error_with_200());
    assert_eq!(fine.error(), (200, "-1".to_owned()));
}

#[test]
fn two_hundred_says_little() {
    let enote = start();
    for body in ["", "null", "[]", "{}"] {
        let answer = failed(&enote, Fault::body(body));
        assert_eq!((answer.status, answer.text().as_str()), (200, body));
        assert_eq!(answer.header("Content-Type"), Some("application/json;charset=utf-8"));
    }
    let huge = failed(&enote, Fault::huge(5 << 20));
    assert_eq!((huge.bytes.len(), huge.json()["value"].clone()), (5 << 20, json!([])));
}

#[test]
fn redirects_and_cookies() {
    let enote = start();
    for location in ["/login?next=%2F", "http://other.example/collect"] {
        let answer = failed(&enote, Fault::redirect(location));
        assert_eq!((answer.status, answer.header("Location")), (302, Some(location)));
    }
    let cookie = failed(&enote, Fault::session_cookie());
    assert!(cookie.header("Set-Cookie").unwrap().starts_with("ibsession="));
    assert_eq!(cookie.column("Description"), ["Барсик"]);
}

#[test]
fn anything_else_can_be_said() {
    let enote = start();
    let teapot = Reply::new(418, "text/plain", "чай").header("X-Odd", "1");
    let answer = failed(&enote, Fault::instead(teapot));
    assert_eq!((answer.status, answer.header("X-Odd"), answer.text().as_str()), (418, Some("1"), "чай"));
}

/// The statuses of: cards by contract, cards of an owner, `GetClient`, the ping.
fn round(enote: &EnoteSandbox) -> [u16; 4] {
    let owner = clinic::SEVERAL_PETS.owner;
    [
        cards(enote, &[("$filter", "НомерДоговора eq 885")]).status,
        cards(enote, &[("$filter", &format!("Хозяин_Key eq guid'{owner}'"))]).status,
        get(enote, &get_client(owner)).status,
        get(enote, &odata("", &[("$format", "json")])).status,
    ]
}

#[test]
fn a_fault_hits_only_whom_it_is_meant_for() {
    let enote = start();
    for (scope, expected) in [
        (Scope::All, [503, 503, 503, 503]),
        (Scope::Half(Half::OData), [503, 503, 200, 503]),
        (Scope::Half(Half::Api), [200, 200, 503, 200]),
        (Scope::Call(Call::CardsByContract), [503, 200, 200, 200]),
        (Scope::Call(Call::CardsOfOwner), [200, 503, 200, 200]),
        (Scope::Call(Call::GetClient), [200, 200, 503, 200]),
        (Scope::Call(Call::Other), [200, 200, 200, 503]),
    ] {
        enote.play(|w| w.fail_always(scope, Fault::page(503)));
        assert_eq!(round(&enote), expected, "{scope:?}");
        enote.play(EnoteWorld::clear_faults);
        assert_eq!(round(&enote), [200; 4]);
    }
}

#[test]
fn faults_happen_as_often_and_in_the_order_as_planned() {
    let enote = start();
    enote.play(|w| {
        w.fail_next(2, Scope::All, Fault::page(502));
        w.fail_next(1, Scope::Half(Half::Api), Fault::page(503));
        w.fail_next(1, Scope::All, Fault::page(504));
    });
    assert_eq!(round(&enote), [502, 502, 503, 504]);
    assert_eq!(round(&enote), [200; 4]);
    enote.play(|w| w.fail_one_in(3, Scope::All, Fault::page(502)));
    assert_eq!(round(&enote), [200, 200, 502, 200]);
    assert_eq!(round(&enote), [200, 502, 200, 200]);
}
