//! The published description is there, complete, and used.

use super::clinic::Clinic;
use pwparents::sandbox::{Spec, Type, complaints_about};
use serde_json::json;

#[test]
fn the_trimmed_description_says_which_version_it_is() {
    let spec = Spec::get();
    assert_eq!(spec.version, "Bot API 10.1");
    assert_eq!(spec.release_date, "June 11, 2026");
}

#[test]
fn the_reactions_are_those_of_the_description() {
    let reactions = &Spec::get().reactions;
    assert_eq!(reactions.len(), 73);
    assert!(reactions.contains(&"👍".to_owned()) && reactions.contains(&"🤷‍♀".to_owned()));
}

#[test]
fn every_modelled_method_is_answered_by_the_sandbox() {
    let clinic = Clinic::open();
    let names: Vec<&str> = Spec::get().method_names().collect();
    assert_eq!(names.len(), 51);
    for name in names.into_iter().filter(|name| *name != "getUpdates") {
        let answer = clinic.call(name, &json!({}));
        assert!([200, 400].contains(&answer.status), "{name}: {}", answer.text());
    }
}

#[test]
fn an_update_of_every_kind_is_described() {
    let kinds: Vec<&str> = Spec::get().update_kinds().collect();
    assert!(kinds.contains(&"message") && kinds.contains(&"message_reaction_count"), "{kinds:?}");
    assert!(matches!(Spec::get().type_named("Update"), Some(Type::Record(_))));
    assert!(matches!(Spec::get().type_named("InputMedia"), Some(Type::Union(_))));
}

#[test]
fn contradictions_to_the_description_are_found() {
    let message =
        json!({"message_id": "7", "date": 1, "chat": {"id": 1, "type": "private"}, "colour": "red"});
    let found = complaints_about("Message", &message);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found.iter().any(|complaint| complaint.contains("Message.message_id")), "{found:#?}");
    assert!(found.iter().any(|complaint| complaint.contains("Message.colour: no such field")), "{found:#?}");
}

#[test]
fn an_unknown_parameter_is_a_violation_and_is_ignored() {
    let clinic = Clinic::open();
    clinic.ok("sendMessage", json!({"chat_id": clinic.olena, "text": "a", "colour": "red"}));
    assert_eq!(clinic.world().violations(), ["sendMessage: no such parameter: colour"]);
}

#[test]
fn an_unknown_field_inside_an_object_is_a_violation() {
    let clinic = Clinic::open();
    let reply = json!({"message_id": 1, "allow_sending": true});
    clinic.ok("sendMessage", json!({"chat_id": clinic.olena, "text": "a", "reply_parameters": reply}));
    assert_eq!(clinic.world().violations(), ["sendMessage: reply_parameters.allow_sending: no such field"]);
}

#[test]
fn a_missing_parameter_is_a_violation_and_refused_in_the_servers_words() {
    let clinic = Clinic::open();
    assert_eq!(clinic.refused("sendMessage", json!({"text": "a"})), "Bad Request: chat_id is empty");
    let empty = clinic.refused("sendMessage", json!({"chat_id": clinic.olena}));
    assert_eq!(empty, "Bad Request: message text is empty");
    let violations = clinic.world().violations().to_vec();
    assert_eq!(violations, ["sendMessage: chat_id is required", "sendMessage: text is required"]);
}

#[test]
fn a_null_is_a_violation() {
    let clinic = Clinic::open();
    clinic.ok("sendMessage", json!({"chat_id": clinic.olena, "text": "a", "message_thread_id": null}));
    assert_eq!(
        clinic.world().violations(),
        ["sendMessage: message_thread_id: null is not a value; leave the parameter out"]
    );
}

#[test]
fn a_value_of_a_wrong_type_is_a_violation() {
    let clinic = Clinic::open();
    let said = clinic.refused("deleteMessage", json!({"chat_id": clinic.olena, "message_id": {"id": 1}}));
    assert_eq!(said, "Bad Request: message identifier is not specified");
    clinic.ok("sendMessage", json!({"chat_id": clinic.olena, "text": 5}));
    let violations = clinic.world().violations().to_vec();
    assert_eq!(violations[0], "deleteMessage: message_id: Integer was expected, not {\"id\":1}");
    assert!(
        violations.contains(&"sendMessage: text: text was expected, not 5".to_owned()),
        "{violations:#?}"
    );
}

#[test]
fn numbers_flags_and_objects_may_stand_in_text() {
    let clinic = Clinic::open();
    let markup = json!({"inline_keyboard": [[{"text": "Yes", "callback_data": "y"}]]}).to_string();
    let params = json!({"chat_id": clinic.olena.to_string(), "text": "a", "protect_content": "1",
        "reply_markup": markup});
    let sent = clinic.ok("sendMessage", params);
    assert_eq!(sent["has_protected_content"], json!(true));
    assert_eq!(sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"], "y");
    clinic.is_clean();
}

#[test]
fn what_is_not_modelled_cannot_be_missed() {
    let clinic = Clinic::open();
    let answer = clinic.call("banChatMember", &json!({"chat_id": clinic.forum, "user_id": 1}));
    assert_eq!(answer.status, 501);
    assert_eq!(answer.description(), "Not Implemented: the sandbox does not model banChatMember");
    assert_eq!(clinic.world().violations(), ["banChatMember: not modelled by the sandbox"]);
}
