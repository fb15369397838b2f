//! The menu of commands: which of a bot's lists a person is shown in a chat.
//! It never checks a list; that was done when it was set.

use super::{Person, Place, World};
use serde_json::{Value, json};

impl World {
    /// The commands that a person sees in the bot's menu in a chat, with their descriptions: the first list
    /// that is there, from the narrowest scope to the widest, in the person's language before any other
    /// (core.telegram.org/bots/api, "Determining list of commands").
    pub fn menu(&self, bot: i64, user: i64, chat: impl Into<Place>) -> Vec<(String, String)> {
        let place = self.settle(chat.into());
        let language = self.people.get(&user).and_then(Person::language).unwrap_or_default();
        let scopes = self.scopes(user, place);
        let lists =
            scopes.iter().flat_map(|scope| [language, ""].map(|code| self.commands(bot, scope, code)));
        let Some(list) = lists.flatten().next() else { return Vec::new() };
        let text = |command: &Value, key: &str| command.get(key).and_then(Value::as_str).map(str::to_owned);
        let command = |command: &Value| Some((text(command, "command")?, text(command, "description")?));
        list.as_array().into_iter().flatten().filter_map(command).collect()
    }

    /// The scopes that take in a person in a chat, narrowest first.
    fn scopes(&self, user: i64, place: Place) -> Vec<Value> {
        let chat = place.chat_id();
        let administers = self.rooms.get(&place).is_some_and(|room| room.is_administrator(user));
        let of_chat = |kind: &str| json!({"type": kind, "chat_id": chat});
        let of_all = |kind: &str| json!({"type": kind});
        let mut scopes = match place {
            Place::Private { .. } => vec![of_chat("chat"), of_all("all_private_chats")],
            Place::Shared(_) => vec![
                json!({"type": "chat_member", "chat_id": chat, "user_id": user}),
                of_chat("chat_administrators"),
                of_chat("chat"),
                of_all("all_chat_administrators"),
                of_all("all_group_chats"),
            ],
        };
        let for_administrators =
            |scope: &Value| scope["type"].as_str().is_some_and(|kind| kind.ends_with("administrators"));
        scopes.retain(|scope| administers || !for_administrators(scope));
        scopes.push(of_all("default"));
        scopes
    }
}
