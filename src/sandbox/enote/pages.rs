//! Everything that is said instead of what was asked: pages of web servers, exceptions of the platform,
//! errors of OData (facts §2.4). It never decides when.

use super::reply::Reply;
use serde_json::json;

const HTML: &str = "text/html;charset=utf-8";
const XML: &str = "application/xml;charset=utf-8";

/// A page with the status for its title.
pub(super) fn html(status: u16) -> Reply {
    let title = format!("{status} {}", reason(status));
    let body = format!("<html><head><title>{title}</title></head><body><h1>{title}</h1></body></html>\n");
    Reply::new(status, HTML, body)
}

/// A page with a title and words of its own.
pub(super) fn page(status: u16, title: &str, words: &str) -> Reply {
    let body = format!(
        "<html><head><title>{title}</title></head><body><h2>{title}</h2><p>{words}</p></body></html>"
    );
    Reply::new(status, HTML, body)
}

/// `odata.error`, in JSON or in XML.
pub(super) fn odata_error(status: u16, code: &str, words: &str, as_json: bool) -> Reply {
    if as_json {
        let message = json!({ "lang": "ru", "value": words });
        let body = json!({ "odata.error": { "code": code, "message": message } });
        return Reply::new(status, "application/json;charset=utf-8", body.to_string());
    }
    let namespace = "http://schemas.microsoft.com/ado/2007/08/dataservices/metadata";
    let words = escape(words);
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<m:error xmlns:m=\"{namespace}\">\
         <m:code>{code}</m:code><m:message>{words}</m:message></m:error>"
    );
    Reply::new(status, XML, body)
}

/// An exception of the application server, with a BOM in front, as JSON.
pub(super) fn exception_json(status: u16, words: &str) -> Reply {
    let descr = format!("HTTP: {}\n{words}", reason(status));
    let inner = json!({ "descr": words, "creationStack": "#".repeat(2_000) });
    let exception = json!({ "reason": status, "descr": descr, "inner": inner });
    let body = json!({ "#exception": "http://v8.1c.ru/8.2/virtual-resource-system", "exception": exception });
    Reply::new(status, "application/json;charset=utf-8", body.to_string()).with_bom()
}

/// An exception of the application server as XML.
pub(super) fn exception_xml(status: u16, words: &str) -> Reply {
    let namespace = "http://v8.1c.ru/8.2/virtual-resource-system";
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<exception xmlns=\"{namespace}\" reason=\"{status}\">\
         <descr>HTTP: {} {}</descr></exception>",
        reason(status),
        escape(words)
    );
    Reply::new(status, XML, body)
}

/// 401 for wrong Basic credentials.
pub(super) fn unauthorized() -> Reply {
    html(401).header("WWW-Authenticate", "Basic realm=\"1C:Enterprise 8.3\"")
}

/// 406 for want of a session.
pub(super) fn no_session() -> Reply {
    exception_xml(406, "Истекло время ожидания сеанса")
}

pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The reason phrase of a status line.
pub(super) fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        302 => "Found",
        400 => "Bad Request",
        401 => "Unauthorized",
        403 => "Forbidden",
        404 => "Not Found",
        405 => "Method Not Allowed",
        406 => "Not Acceptable",
        409 => "Conflict",
        414 => "URI Too Long",
        429 => "Too Many Requests",
        431 => "Request Header Fields Too Large",
        500 => "Internal Server Error",
        501 => "Not Implemented",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        504 => "Gateway Timeout",
        _other => "Unknown",
    }
}
