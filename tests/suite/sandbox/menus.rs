//! Lists of commands: how they are kept, and which of them a person is shown.

use super::clinic::Clinic;
use pwparents::sandbox::{Profile, Rights};
use serde_json::{Value, json};

fn set(clinic: &Clinic, command: &str, scope: &Value, language: &str) {
    let commands = json!([{"command": command, "description": "a"}]);
    clinic.ok("setMyCommands", json!({"commands": commands, "scope": scope, "language_code": language}));
}

fn menu(clinic: &Clinic, user: i64, chat: i64) -> Vec<String> {
    clinic.world().menu(clinic.bot, user, chat).into_iter().map(|(command, _)| command).collect()
}

#[test]
fn commands_are_kept_by_scope_and_language() {
    let clinic = Clinic::open();
    let commands = json!([{"command": "/close", "description": " Close "}]);
    let scope = json!({"type": "chat", "chat_id": clinic.forum});
    clinic.ok("setMyCommands", json!({"commands": commands, "scope": scope, "language_code": "uk"}));
    let kept = json!([{"command": "close", "description": "Close"}]);
    assert_eq!(clinic.ok("getMyCommands", json!({"scope": scope, "language_code": "uk"})), kept);
    assert_eq!(clinic.ok("getMyCommands", json!({"scope": scope})), json!([]), "only that very list");
    assert_eq!(clinic.world().commands(clinic.bot, &scope, "uk"), Some(kept));
    clinic.ok("deleteMyCommands", json!({"scope": scope, "language_code": "uk"}));
    assert!(clinic.world().all_commands(clinic.bot).is_empty());
}

#[test]
fn wrong_commands_are_refused() {
    let clinic = Clinic::open();
    let refusal = |command: &str, description: &str| {
        let commands = json!([{"command": command, "description": description}]);
        clinic.refused("setMyCommands", json!({"commands": commands}))
    };
    assert_eq!(refusal("", "a"), "Bad Request: command must be non-empty");
    assert_eq!(refusal("a", " "), "Bad Request: command description must be non-empty");
    assert_eq!(refusal("закрити", "a"), "Bad Request: BOT_COMMAND_INVALID");
    assert_eq!(refusal(&"a".repeat(33), "a"), "Bad Request: command length must not exceed 32");
    let scope =
        clinic.refused("setMyCommands", json!({"commands": [], "scope": {"type": "chat", "chat_id": 5}}));
    assert_eq!(scope, "Bad Request: chat not found");
    let language = clinic.refused("getMyCommands", json!({"language_code": "ukr"}));
    assert_eq!(language, "Bad Request: invalid language code specified");
}

#[test]
fn a_list_has_100_commands_at_most_and_an_empty_one_is_none() {
    let clinic = Clinic::open();
    let list = |length: usize| -> Vec<Value> {
        (0..length).map(|number| json!({"command": format!("c{number}"), "description": "a"})).collect()
    };
    let refusal = clinic.refused("setMyCommands", json!({"commands": list(101)}));
    assert_eq!(refusal, "Bad Request: BOT_COMMANDS_TOO_MUCH");
    clinic.ok("setMyCommands", json!({"commands": list(100)}));
    assert_eq!(clinic.ok("getMyCommands", json!({})).as_array().unwrap().len(), 100);
    clinic.ok("setMyCommands", json!({"commands": []}));
    assert!(clinic.world().all_commands(clinic.bot).is_empty());
}

#[test]
fn a_description_has_256_characters_and_a_command_lower_case_letters() {
    let clinic = Clinic::open();
    let refusal = |command: &str, length: usize| {
        let commands = json!([{"command": command, "description": "ї".repeat(length)}]);
        clinic.refused("setMyCommands", json!({"commands": commands}))
    };
    assert_eq!(refusal("a", 257), "Bad Request: command description length must not exceed 256");
    for command in ["Close", "close-it", "close it"] {
        assert_eq!(refusal(command, 1), "Bad Request: BOT_COMMAND_INVALID", "{command}");
    }
    clinic.ok("setMyCommands", json!({"commands": [{"command": "t_add", "description": "ї".repeat(256)}]}));
}

#[test]
fn in_private_the_narrowest_list_in_ones_language_is_shown() {
    let clinic = Clinic::open();
    let (all, chat) =
        (json!({"type": "all_private_chats"}), json!({"type": "chat", "chat_id": clinic.olena}));
    assert!(menu(&clinic, clinic.olena, clinic.olena).is_empty());
    set(&clinic, "default", &json!({"type": "default"}), "");
    assert_eq!(menu(&clinic, clinic.olena, clinic.olena), ["default"]);
    set(&clinic, "any", &all, "");
    assert_eq!(menu(&clinic, clinic.olena, clinic.olena), ["any"]);
    set(&clinic, "english", &all, "en");
    assert_eq!(menu(&clinic, clinic.olena, clinic.olena), ["any"], "not her language");
    set(&clinic, "ukrainian", &all, "uk");
    assert_eq!(menu(&clinic, clinic.olena, clinic.olena), ["ukrainian"]);
    set(&clinic, "hers", &chat, "");
    assert_eq!(menu(&clinic, clinic.olena, clinic.olena), ["hers"], "the scope counts before the language");
    let peter = clinic.play(|w| {
        let peter = w.add_user(Profile::new("Peter").language("en-GB"));
        w.start(peter, clinic.bot);
        peter
    });
    assert_eq!(menu(&clinic, peter, peter), ["english"]);
}

#[test]
fn in_a_group_administrators_may_have_lists_of_their_own() {
    let clinic = Clinic::open();
    let (member, chief) = clinic.play(|w| {
        let member = w.add_user(Profile::new("Member"));
        let chief = w.add_user(Profile::new("Chief"));
        w.join(clinic.forum, member);
        w.promote(clinic.forum, chief, Rights::default());
        (member, chief)
    });
    set(&clinic, "private", &json!({"type": "all_private_chats"}), "");
    set(&clinic, "groups", &json!({"type": "all_group_chats"}), "");
    set(&clinic, "chiefs", &json!({"type": "all_chat_administrators"}), "");
    assert_eq!(menu(&clinic, member, clinic.forum), ["groups"]);
    assert_eq!(menu(&clinic, chief, clinic.forum), ["chiefs"]);
    set(&clinic, "here", &json!({"type": "chat", "chat_id": clinic.forum}), "");
    assert_eq!(menu(&clinic, chief, clinic.forum), ["here"]);
    set(&clinic, "chiefs_here", &json!({"type": "chat_administrators", "chat_id": clinic.forum}), "");
    assert_eq!(menu(&clinic, member, clinic.forum), ["here"]);
    assert_eq!(menu(&clinic, chief, clinic.forum), ["chiefs_here"]);
    let only_one = json!({"type": "chat_member", "chat_id": clinic.forum, "user_id": member});
    set(&clinic, "only_one", &only_one, "");
    assert_eq!(menu(&clinic, member, clinic.forum), ["only_one"]);
    clinic.is_clean();
}
