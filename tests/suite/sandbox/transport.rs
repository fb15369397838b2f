//! Requests arrive in every form the real server takes, and failures of transport look like its own.

use super::clinic::{Clinic, TOKEN};
use super::wire::{self, exchange, multipart};
use serde_json::json;
use std::net::TcpStream;

const JSON: &str = "application/json";

#[test]
fn method_names_match_in_any_letter_case() {
    let clinic = Clinic::open();
    for name in ["getMe", "GetMe", "getme", "GETME"] {
        assert_eq!(clinic.ok(name, json!({}))["id"], json!(clinic.bot), "{name}");
    }
    assert_eq!(clinic.world().calls_of("getMe").count(), 4);
}

#[test]
fn anything_may_stand_before_the_bots_path() {
    let clinic = Clinic::open();
    let path = format!("/behind/a/proxy/bot{TOKEN}/getMe");
    let answer = exchange(&clinic.sandbox.url(), "GET", &path, "", b"").unwrap();
    assert_eq!(answer.status, 200);
}

#[test]
fn a_path_that_is_no_bots_is_not_found() {
    let clinic = Clinic::open();
    let answer = exchange(&clinic.sandbox.url(), "GET", "/robots.txt", "", b"").unwrap();
    assert_eq!((answer.status, answer.description().as_str()), (404, "Not Found"));
}

#[test]
fn an_unknown_method_is_not_found() {
    let clinic = Clinic::open();
    let answer = clinic.call("sendMessages", &json!({}));
    assert_eq!((answer.status, answer.description().as_str()), (404, "Not Found: method not found"));
}

#[test]
fn an_unknown_token_and_a_malformed_one_are_told_apart() {
    let clinic = Clinic::open();
    let get =
        |token: &str| exchange(&clinic.sandbox.url(), "GET", &format!("/bot{token}/getMe"), "", b"").unwrap();
    let unknown = get("700001:OTHER");
    assert_eq!((unknown.status, unknown.description().as_str()), (401, "Unauthorized"));
    for malformed in ["700001", &format!("1:{}", "x".repeat(90))] {
        let answer = get(malformed);
        assert_eq!(answer.status, 401);
        assert_eq!(answer.description(), "Unauthorized: invalid token specified");
    }
}

#[test]
fn a_revoked_token_is_unauthorized() {
    let clinic = Clinic::open();
    clinic.play(|w| w.revoke(TOKEN));
    let answer = clinic.call("getMe", &json!({}));
    assert_eq!((answer.status, answer.description().as_str()), (401, "Unauthorized"));
}

#[test]
fn parameters_come_in_a_query() {
    let clinic = Clinic::open();
    let path = format!(
        "/bot{TOKEN}/sendMessage?chat_id={}&text=%D0%BA%D1%96%D1%82+%26+%D0%BF%D0%B5%D1%81",
        clinic.olena
    );
    let answer = exchange(&clinic.sandbox.url(), "GET", &path, "", b"").unwrap();
    assert_eq!(answer.json()["result"]["text"], "кіт & пес");
}

#[test]
fn parameters_come_in_a_form() {
    let clinic = Clinic::open();
    let form = format!("chat_id={}&text=a+b&protect_content=true", clinic.olena);
    let path = format!("/bot{TOKEN}/SendMessage");
    let kind = "application/x-www-form-urlencoded; charset=utf-8";
    let answer = exchange(&clinic.sandbox.url(), "POST", &path, kind, form.as_bytes()).unwrap();
    assert_eq!(answer.json()["result"]["text"], "a b");
    assert_eq!(answer.json()["result"]["has_protected_content"], json!(true));
}

#[test]
fn parameters_and_files_come_in_a_multipart_body() {
    let clinic = Clinic::open();
    let chat = clinic.olena.to_string();
    let (kind, body) = multipart(&[
        ("chat_id", None, chat.as_bytes()),
        ("caption", None, "Аналіз".as_bytes()),
        ("document", Some("blood.pdf"), b"%PDF-1.7\r\n--not-the-cut\r\n"),
    ]);
    let path = format!("/bot{TOKEN}/SendDocument");
    let sent = exchange(&clinic.sandbox.url(), "POST", &path, &kind, &body).unwrap().json();
    assert_eq!(sent["result"]["document"]["file_name"], "blood.pdf");
    assert_eq!(sent["result"]["document"]["file_size"], json!(25));
    assert_eq!(sent["result"]["caption"], "Аналіз");

    let file = clinic.ok("getFile", json!({"file_id": sent["result"]["document"]["file_id"]}));
    let path = format!("/file/bot{TOKEN}/{}", file["file_path"].as_str().unwrap());
    let bytes = exchange(&clinic.sandbox.url(), "GET", &path, "", b"").unwrap();
    assert_eq!(bytes.bytes, b"%PDF-1.7\r\n--not-the-cut\r\n");
    clinic.is_clean();
}

#[test]
fn a_file_may_be_attached_under_any_name() {
    let clinic = Clinic::open();
    let chat = clinic.olena.to_string();
    let media =
        json!([{"type": "photo", "media": "attach://one"}, {"type": "photo", "media": "attach://two"}]);
    let (kind, body) = multipart(&[
        ("chat_id", None, chat.as_bytes()),
        ("media", None, media.to_string().as_bytes()),
        ("one", Some("1.jpg"), b"1"),
        ("two", Some("2.jpg"), b"22"),
    ]);
    let path = format!("/bot{TOKEN}/sendMediaGroup");
    let sent = exchange(&clinic.sandbox.url(), "POST", &path, &kind, &body).unwrap().json();
    assert_eq!(sent["result"].as_array().map(Vec::len), Some(2), "{sent}");
    clinic.is_clean();
}

#[test]
fn the_method_may_stand_among_the_parameters() {
    let clinic = Clinic::open();
    let path = format!("/bot{TOKEN}/");
    let answer = exchange(&clinic.sandbox.url(), "POST", &path, JSON, br#"{"method":"getMe"}"#).unwrap();
    assert_eq!(answer.json()["result"]["id"], json!(clinic.bot));
}

#[test]
fn a_body_that_is_no_json_is_refused() {
    let clinic = Clinic::open();
    let path = format!("/bot{TOKEN}/getMe");
    let answer = exchange(&clinic.sandbox.url(), "POST", &path, JSON, b"{\"a\":").unwrap();
    assert_eq!((answer.status, answer.description().as_str()), (400, "Bad Request: can't parse JSON object"));
}

#[test]
fn too_many_parameters_are_too_large() {
    let clinic = Clinic::open();
    let answer = clinic.call("sendMessage", &json!({"chat_id": clinic.olena, "text": "x".repeat(1 << 20)}));
    assert_eq!(answer.status, 413);
    assert_eq!(answer.description(), "Request Entity Too Large: too many parameters");
}

#[test]
fn one_connection_serves_many_requests() {
    let clinic = Clinic::open();
    let mut stream = TcpStream::connect(clinic.sandbox.url().trim_start_matches("http://")).unwrap();
    for number in 1..=3 {
        let body = json!({"chat_id": clinic.olena, "text": format!("{number}")}).to_string();
        let path = format!("/bot{TOKEN}/sendMessage");
        wire::write_request(&mut stream, "POST", &path, JSON, body.as_bytes()).unwrap();
        assert_eq!(wire::receive(&mut stream).unwrap().status, 200);
    }
}

#[test]
fn the_sandbox_ends_with_its_owner() {
    let clinic = Clinic::open();
    let url = clinic.sandbox.url();
    let waiting = wire::send(&url, "GET", &format!("/bot{TOKEN}/getUpdates?timeout=50&offset=1"), "", b"");
    drop(clinic);
    assert!(wire::receive(&mut waiting.unwrap()).is_err());
    assert!(TcpStream::connect(url.trim_start_matches("http://")).is_err());
}
