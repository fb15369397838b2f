//! The lists of commands that people see in their menus.
//! It never picks which list a person sees; that is up to Telegram's applications.

use super::super::world::World;
use super::access::Access;
use super::{Answer, ApiError, Ask};
use serde_json::{Value, json};

impl World {
    pub(super) fn set_my_commands(&mut self, ask: &Ask) -> Answer {
        let key = self.command_key(ask)?;
        let mut list = Vec::new();
        for command in ask.list("commands").into_iter().flatten() {
            list.push(read_command(command)?);
        }
        if list.len() > 100 {
            return Err(ApiError::bad("BOT_COMMANDS_TOO_MUCH"));
        }
        let commands = &mut self.bot_mut(ask.bot).commands;
        if list.is_empty() {
            commands.remove(&key);
        } else {
            commands.insert(key, Value::Array(list));
        }
        Ok(json!(true))
    }

    pub(super) fn delete_my_commands(&mut self, ask: &Ask) -> Answer {
        let key = self.command_key(ask)?;
        self.bot_mut(ask.bot).commands.remove(&key);
        Ok(json!(true))
    }

    pub(super) fn get_my_commands(&mut self, ask: &Ask) -> Answer {
        let key = self.command_key(ask)?;
        Ok(self.bot_mut(ask.bot).commands.get(&key).cloned().unwrap_or_else(|| json!([])))
    }

    /// Scope and language; a scope's chat must be one the bot can see.
    fn command_key(&self, ask: &Ask) -> Result<(String, String), ApiError> {
        let default = json!({"type": "default"});
        let scope = ask.get("scope").unwrap_or(&default);
        let kind = scope.get("type").and_then(Value::as_str).unwrap_or_default();
        let parse = |tail: &str| ApiError::bad(format!("can't parse BotCommandScope: {tail}"));
        match kind {
            "default" | "all_private_chats" | "all_group_chats" | "all_chat_administrators" => {}
            "chat" | "chat_administrators" | "chat_member" => {
                self.place_of(ask.bot, scope.get("chat_id"), Access::Read)?;
            }
            _unknown => return Err(parse("Unsupported type specified")),
        }
        let language = ask.text("language_code").unwrap_or_default();
        let is_code = language.len() == 2 && language.chars().all(|sign| sign.is_ascii_lowercase());
        if !language.is_empty() && !is_code {
            return Err(ApiError::bad("invalid language code specified"));
        }
        Ok((scope.to_string(), language.to_owned()))
    }
}

/// A command as it is kept: without blanks and slash, within its limits (SPEC BotCommand).
fn read_command(command: &Value) -> Result<Value, ApiError> {
    let field = |key: &str| command.get(key).and_then(Value::as_str).unwrap_or_default().trim().to_owned();
    let name = field("command").trim_start_matches('/').to_owned();
    let description = field("description");
    let legal = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || sign == '_';
    let refusal = if name.is_empty() {
        Some("command must be non-empty")
    } else if name.chars().count() > 32 {
        Some("command length must not exceed 32")
    } else if description.is_empty() {
        Some("command description must be non-empty")
    } else if description.chars().count() > 256 {
        Some("command description length must not exceed 256")
    } else if !name.chars().all(legal) {
        Some("BOT_COMMAND_INVALID")
    } else {
        None
    };
    match refusal {
        Some(text) => Err(ApiError::bad(text)),
        None => Ok(json!({"command": name, "description": description})),
    }
}
