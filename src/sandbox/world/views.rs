//! Reading a world: chats as their members see them now, topics, pins, commands.
//! It never changes anything; deleted messages are not there, edits are applied.

use super::{Place, Shown, TopicShown, World};
use serde_json::Value;

impl World {
    /// Everything that stands in a chat, oldest first.
    pub fn chat_view(&self, chat: impl Into<Place>) -> Vec<Shown> {
        let Some(room) = self.rooms.get(&self.settle(chat.into())) else { return Vec::new() };
        room.messages.values().map(|message| Shown::of(message, room.protected)).collect()
    }

    /// What stands in a topic, its root included, oldest first.
    pub fn topic_view(&self, chat: i64, thread: i64) -> Vec<Shown> {
        self.filed_view(Place::Shared(chat), thread)
    }

    /// What stands in General, or outside any topic, oldest first.
    pub fn general_view(&self, chat: i64) -> Vec<Shown> {
        self.filed_view(Place::Shared(chat), 0)
    }

    /// The private chat of a person with a bot, oldest first.
    pub fn private_view(&self, user: i64, bot: i64) -> Vec<Shown> {
        self.chat_view(Place::Private { bot, user })
    }

    /// One message, if it is (still) there.
    pub fn shown(&self, chat: impl Into<Place>, message: i64) -> Option<Shown> {
        let room = self.rooms.get(&self.settle(chat.into()))?;
        room.message(message).map(|message| Shown::of(message, room.protected))
    }

    /// One message as bots see it, if it is (still) there.
    pub fn message_as_json(&self, chat: impl Into<Place>, message: i64) -> Option<Value> {
        let room = self.rooms.get(&self.settle(chat.into()))?;
        room.message(message).map(|message| self.message_json(room, message))
    }

    /// How many messages stand in a chat.
    pub fn message_count(&self, chat: impl Into<Place>) -> usize {
        self.rooms.get(&self.settle(chat.into())).map_or(0, |room| room.messages.len())
    }

    /// The topics of a forum, deleted ones included, in the order they were made.
    pub fn topics(&self, chat: i64) -> Vec<TopicShown> {
        let Some(room) = self.rooms.get(&Place::Shared(chat)) else { return Vec::new() };
        let shown = room.topics.iter().map(|(thread, topic)| TopicShown {
            thread: *thread,
            name: topic.name.clone(),
            icon: topic.icon.clone(),
            icon_color: topic.icon_color,
            closed: topic.closed,
            deleted: !topic.is_alive(),
            created_by: topic.created_by,
        });
        shown.collect()
    }

    /// The ids of a chat's pinned messages.
    pub fn pinned(&self, chat: impl Into<Place>) -> Vec<i64> {
        let room = self.rooms.get(&self.settle(chat.into()));
        room.map(|room| room.pinned.iter().copied().collect()).unwrap_or_default()
    }

    /// The ids of the messages pinned in a topic; 0 is for General, or outside any topic.
    pub fn pinned_in_topic(&self, chat: i64, thread: i64) -> Vec<i64> {
        let Some(room) = self.rooms.get(&Place::Shared(chat)) else { return Vec::new() };
        let filed = room.by_topic.get(&thread);
        let stands = |id: &i64| filed.is_some_and(|filed| filed.contains(id));
        room.pinned.iter().copied().filter(stands).collect()
    }

    /// The command list a bot set for a scope (its JSON, or `{"type":"default"}`) and language ("" for any).
    pub fn commands(&self, bot: i64, scope: &Value, language: &str) -> Option<Value> {
        let key = (scope.to_string(), language.to_owned());
        self.bots.get(&bot)?.commands.get(&key).cloned()
    }

    /// All command lists of a bot: scope as JSON text, language, commands.
    pub fn all_commands(&self, bot: i64) -> Vec<(String, String, Value)> {
        let all = self.bots.get(&bot).into_iter().flat_map(|bot| &bot.commands);
        all.map(|((scope, language), list)| (scope.clone(), language.clone(), list.clone())).collect()
    }

    /// An account's first and last name; empty when there is no such account.
    pub fn name_of(&self, account: i64) -> String {
        self.people.get(&account).map(super::Person::full_name).unwrap_or_default()
    }

    /// The people a bot has a private chat with, by id.
    pub fn dialogues(&self, bot: i64) -> Vec<i64> {
        let with = |place: &Place| match place {
            Place::Private { bot: found, user } => Some(*user).filter(|_| *found == bot),
            Place::Shared(_) => None,
        };
        self.rooms.keys().filter_map(with).collect()
    }

    /// Whether a person has blocked the bot.
    pub fn is_blocked(&self, user: i64, bot: i64) -> bool {
        self.rooms.get(&Place::Private { bot, user }).is_some_and(|room| room.blocked)
    }

    fn filed_view(&self, place: Place, topic: i64) -> Vec<Shown> {
        let Some(room) = self.rooms.get(&place) else { return Vec::new() };
        let filed = room.by_topic.get(&topic).into_iter().flatten();
        filed.filter_map(|id| room.message(*id)).map(|message| Shown::of(message, room.protected)).collect()
    }
}
