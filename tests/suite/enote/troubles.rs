//! Errors told apart, by status and code: what each means for staff, and that nothing of what came is repeated.

use WhyNot::{Malformed, NotFound, Refused, Unavailable};
use pwparents::model::{Half, WhyNot};

use super::server::{http, json, odata_error, page, with as answer};
use super::*;

/// What is said of this step by each half, without repeats.
fn told(step: &Step) -> (Trouble, Trouble) {
    let (odata, api) = (Server::script(vec![step.clone()]), Server::script(vec![step.clone()]));
    let enote = enote(&EnoteService { retries: 0, ..service(&odata, &api) });
    (ask_animals(&enote).unwrap_err(), ask_contacts(&enote).unwrap_err())
}

/// Both halves say the same.
fn both(step: &Step, why: WhyNot, words: &str) {
    let (cards, client) = told(step);
    assert_eq!((cards.why, cards.half), (why, Half::OData), "{step:?}");
    assert_eq!((client.why, client.half), (why, Half::Api), "{step:?}");
    assert_eq!((cards.detail, client.detail), (format!("odata: {words}"), format!("api: {words}")));
}

fn text(status: u16, body: &str) -> Step {
    Step::Bytes(http(status, "text/plain", body))
}

/// An exception of the application server.
fn exception(status: u16, reason: u16) -> Step {
    let body = format!(
        "\u{feff}{{\"#exception\":{{\"#value\":\"x\"}},\"exception\":{{\"reason\":{reason},
          \"descr\":\"HTTP: Forbidden Початок сеансу заборонено 0671234567\",\"inner\":{{\"descr\":\"Шевченко\"}},
          \"creationStack\":\"{}\"}}}}",
        "x".repeat(50_000)
    );
    json(status, &body)
}

fn xml_error(status: u16, code: &str) -> Step {
    let body = format!(
        "\u{feff}<?xml version=\"1.0\"?>\n<m:error xmlns:m=\"http://schemas.microsoft.com/ado/2007/08/dataservices/metadata\">
         <m:code>{code}</m:code><m:message>Шевченко 0671234567</m:message></m:error>"
    );
    Step::Bytes(http(status, "application/xml", body))
}

#[test]
fn a_refusal_is_a_refusal_in_every_form() {
    both(&page(401), Refused, "HTTP 401");
    both(&Step::Bytes(answer(401, &[("WWW-Authenticate", "Basic realm=\"1C\"")], "")), Refused, "HTTP 401");
    both(&odata_error(401, "20"), Refused, "HTTP 401, code 20");
    both(&odata_error(200, "20"), Refused, "HTTP 200, code 20");
    both(&xml_error(401, "20"), Refused, "HTTP 401, code 20");
    both(&json(401, r#"{"error":"bad key Шевченко"}"#), Refused, "HTTP 401");
    both(&text(403, "Неверный ключ"), Refused, "HTTP 403");
    both(&json(403, r#"{"message":"apikey"}"#), Refused, "HTTP 403");
    both(&json(403, ""), Refused, "HTTP 403");
    both(&page(403), Refused, "HTTP 403");
    both(&exception(401, 401), Refused, "HTTP 401: an exception");
}

#[test]
fn a_base_that_is_worked_on_or_overloaded_is_unavailable() {
    let words = "no sessions are let in, the base is being worked on";
    both(&exception(403, 403), Unavailable, &format!("HTTP 403: {words}"));
    both(&exception(200, 403), Unavailable, &format!("HTTP 200: {words}"));
    both(&exception(406, 406), Unavailable, "HTTP 406: an exception");
    both(&exception(500, 500), Unavailable, "HTTP 500: an exception");
    let full = "<exception reason=\"406\">Истекло время ожидания сеанса</exception>";
    both(&Step::Bytes(http(406, "application/xml", full)), Unavailable, "HTTP 406: no session is free");
    both(&page(409), Unavailable, "HTTP 409: the server is being upgraded");
    both(&page(200), Unavailable, "HTTP 200: a page instead of an answer");
    both(
        &text(200, "Не обнаружено свободной лицензии!"),
        Unavailable,
        "HTTP 200: a page instead of an answer",
    );
    both(&text(402, "There are no free licenses!"), Unavailable, "HTTP 402");
    both(&text(500, "Превышено максимальное количество сеансов"), Unavailable, "HTTP 500");
    both(&odata_error(500, "-1"), Unavailable, "HTTP 500, code -1");
    both(&odata_error(200, "-1"), Unavailable, "HTTP 200, code -1");
    both(&xml_error(500, "-1"), Unavailable, "HTTP 500, code -1");
    for status in [408, 429, 500, 501, 502, 503, 504, 507] {
        both(&page(status), Unavailable, &format!("HTTP {status}"));
    }
}

#[test]
fn what_cannot_be_understood_is_malformed() {
    both(&odata_error(200, "14"), Malformed, "HTTP 200, code 14");
    both(&odata_error(404, "8"), Malformed, "HTTP 404, code 8: there is nothing at this address");
    both(&xml_error(200, "9"), Malformed, "HTTP 200, code 9");
    both(&page(404), Malformed, "HTTP 404: there is nothing at this address");
    both(&page(414), Malformed, "HTTP 414");
    both(&json(204, ""), Malformed, "HTTP 204");
    both(&json(201, CLIENT), Malformed, "HTTP 201");
    both(
        &json(200, "{\"value\":[{\"Ref_Key\":\"1"),
        Malformed,
        "HTTP 200: the answer is no JSON, or cut short",
    );
    let feed = "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"></feed>";
    let no_json = "HTTP 200: the answer is no JSON, or cut short";
    both(&Step::Bytes(http(200, "application/atom+xml", feed)), Malformed, no_json);
    let cp1251 = b"{\"value\":[{\"Description\":\"\xc1\xe0\xf0\"}]}";
    both(&Step::Bytes(http(200, "application/json", cp1251)), Malformed, no_json);
    let deep = format!("{}1{}", "[".repeat(100_000), "]".repeat(100_000));
    both(&json(200, &deep), Malformed, no_json);
    both(&Step::Cut(b"SSH-2.0-OpenSSH_9.2\r\n\r\n".to_vec()), Malformed, "the answer is no proper HTTP");
    both(&odata_error(400, "Шевченко"), Malformed, "HTTP 400");
    let redirect = answer(307, &[("Location", "http://elsewhere.example/")], "");
    both(&Step::Bytes(redirect), Malformed, "HTTP 307: a redirect, which is not followed");
}

#[test]
fn an_empty_answer_is_nobody_for_one_half_and_nothing_for_the_other() {
    let (cards, client) = told(&json(200, ""));
    assert_eq!((cards.why, cards.detail.as_str()), (Malformed, "odata: HTTP 200: the answer is empty"));
    assert_eq!(client.why, NotFound);
}

#[test]
fn an_answer_that_is_too_large_is_not_read_to_its_end() {
    let spaces = format!("{}{CLIENT}", " ".repeat(4 * 1024 * 1024));
    let words = "the answer is larger than 4 MiB";
    both(&json(200, &spaces), Malformed, words);
    let endless =
        format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n500001\r\n{}", " ".repeat(0x0050_0001));
    both(&Step::Cut(endless.into_bytes()), Malformed, words);
    let fits = format!("{}{CLIENT}", " ".repeat(4 * 1024 * 1024 - CLIENT.len()));
    let (_api, enote) = owners(vec![json(200, &fits)]);
    assert!(ask_contacts(&enote).is_ok(), "exactly 4 MiB are read");
}

#[test]
fn a_good_answer_is_read_whatever_its_wrapping() {
    let body = format!("\u{feff} {CLIENT}\r\n");
    let chunked = format!(
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n",
        &CLIENT[..5],
        CLIENT.len() - 5,
        &CLIENT[5..]
    );
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    std::io::Write::write_all(&mut packed, CLIENT.as_bytes()).unwrap();
    for bytes in [
        http(200, "application/json; charset=windows-1251", &body),
        http(200, "text/html", &body),
        chunked.into_bytes(),
        answer(200, &[("Content-Encoding", "gzip")], packed.finish().unwrap()),
        format!("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{CLIENT}").into_bytes(),
    ] {
        let (_api, enote) = owners(vec![Step::Cut(bytes)]);
        assert_eq!(ask_contacts(&enote).unwrap().name.as_deref(), Some("Шевченко Олена Петрівна"));
    }
}

#[test]
fn what_a_broken_wrapping_holds_is_not_believed() {
    let zipped = answer(200, &[("Content-Encoding", "gzip")], CLIENT);
    both(&Step::Cut(zipped), Malformed, "the answer is no proper HTTP");
    let chunked = format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{CLIENT}\r\n0\r\n\r\n");
    both(&Step::Cut(chunked.into_bytes()), Malformed, "the answer is no proper HTTP");
    let short = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{CLIENT}", CLIENT.len() + 1);
    both(&Step::Cut(short.into_bytes()), Unavailable, "no connection: unexpected end of file");
}

#[test]
fn one_half_may_fail_while_the_other_answers() {
    let (odata, api) = (Server::script(vec![page(503)]), Server::script(vec![json(200, CLIENT)]));
    let enote = enote(&service(&odata, &api));
    assert_eq!(ask_animals(&enote).unwrap_err().half, Half::OData);
    assert!(ask_contacts(&enote).is_ok());
}

#[test]
fn a_host_that_is_not_there_is_unavailable() {
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let (odata, api) = (Server::script(vec![list(&[])]), Server::script(vec![json(200, CLIENT)]));
    let config = EnoteService { odata_url: format!("http://127.0.0.1:{port}/x"), ..service(&odata, &api) };
    let trouble = ask_animals(&enote(&config)).unwrap_err();
    assert_eq!(trouble.why, Unavailable);
    assert_eq!(trouble.detail, "odata: no connection: connection refused (3 calls)");
}
