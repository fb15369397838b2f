//! `hs/api/v2` (facts §1.4): `GetClient`, behind a key. It never looks at Basic credentials, and it says
//! `null` with 200 whenever there is nobody to tell of.

use super::options::{BadKeyBody, ClientParameter, Options};
use super::pages;
use super::records::Clinic;
use super::reply::Reply;
use super::request::{Request, Target};
use super::world::Access;
use serde_json::{Value, json};

pub(super) fn reply(
    options: &Options,
    access: &Access,
    clinic: &Clinic,
    request: &Request,
    target: &Target,
    path: &[&str],
) -> Reply {
    if request.header("apikey") != Some(access.api_key.as_str()) {
        return bad_key(options);
    }
    match path {
        ["GetClient"] if target.method == "GET" => get_client(options, clinic, target),
        ["GetClient"] => pages::html(405),
        _other => pages::html(404),
    }
}

fn get_client(options: &Options, clinic: &Clinic, target: &Target) -> Reply {
    let parameter = match options.client_parameter {
        ClientParameter::Id => "id",
        ClientParameter::RefKey => "Ref_Key",
    };
    let owner = target.value(parameter).and_then(|id| clinic.owner(id));
    let body = owner.map_or(Value::Null, |owner| Value::Object(owner.members.clone()));
    json_reply(options, 200, &body.to_string())
}

fn bad_key(options: &Options) -> Reply {
    let status = options.bad_key.status;
    match options.bad_key.body {
        BadKeyBody::Text => Reply::new(status, "text/plain;charset=utf-8", "Невірний ключ API"),
        BadKeyBody::Json => {
            let body = json!({ "error": { "code": status, "message": "Невірний ключ API" } });
            json_reply(options, status, &body.to_string())
        }
        BadKeyBody::Empty => Reply { status, headers: Vec::new(), body: Vec::new() },
    }
}

/// JSON the way this installation sends it.
pub(super) fn json_reply(options: &Options, status: u16, body: &str) -> Reply {
    let reply = Reply::new(status, &format!("application/json;charset={}", options.charset), body);
    if options.bom { reply.with_bom() } else { reply }
}
