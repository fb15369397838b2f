//! The methods of forum topics.
//! It never sends a message itself; what changes in a topic shows as an event there.

use super::super::world::{ICON_COLORS, Place, Room, Topic, World, clean_name};
use super::{Answer, ApiError, Ask, icons};
use serde_json::json;

impl World {
    pub(super) fn create_forum_topic(&mut self, ask: &Ask) -> Answer {
        let place = self.forum(ask)?;
        let room = self.room(place);
        if !room.rights(ask.bot).can_manage_topics && !room.permissions.can_manage_topics {
            return Err(ApiError::bad("not enough rights to create a topic"));
        }
        let name = ask.text("name").unwrap_or_default().to_owned();
        if clean_name(&name).is_empty() {
            return Err(ApiError::bad("name must be non-empty"));
        }
        self.complain_of_length(ask, &name);
        let color = ask.int("icon_color").unwrap_or(ICON_COLORS[0]);
        if !ICON_COLORS.contains(&color) {
            return Err(ApiError::bad("invalid icon color specified"));
        }
        let icon = icon(ask)?.filter(|icon| !icon.is_empty()).map(str::to_owned);
        let id = self.open_topic(place, ask.bot, &name, color, icon.as_deref());
        let name = self.room(place).topics.get(&id).map(|topic| topic.name.clone()).unwrap_or_default();
        let mut topic = json!({"message_thread_id": id, "name": name, "icon_color": color});
        if let Some(icon) = icon {
            topic["icon_custom_emoji_id"] = json!(icon);
        }
        Ok(topic)
    }

    pub(super) fn edit_forum_topic(&mut self, ask: &Ask) -> Answer {
        let place = self.forum(ask)?;
        let thread = thread(ask)?;
        // An empty name keeps the one there is (SPEC).
        let name = ask.text("name").filter(|name| !name.is_empty()).map(str::to_owned);
        // Neither name nor icon: answered with success, and nothing is sent (facts §2.1).
        if name.is_none() && ask.get("icon_custom_emoji_id").is_none() {
            return Ok(json!(true));
        }
        let icon = icon(ask)?.map(str::to_owned);
        self.complain_of_length(ask, name.as_deref().unwrap_or_default());
        self.may_manage(ask.bot, place, thread, "not enough rights to edit the topic")?;
        if name.as_deref().is_some_and(|name| clean_name(name).is_empty()) {
            return Err(ApiError::bad("name must be non-empty"));
        }
        if self.alter_topic(place, thread, ask.bot, name.as_deref(), icon.as_deref()) {
            return Ok(json!(true));
        }
        Err(ApiError::bad("TOPIC_NOT_MODIFIED"))
    }

    pub(super) fn close_forum_topic(&mut self, ask: &Ask, close: bool) -> Answer {
        let place = self.forum(ask)?;
        let thread = thread(ask)?;
        self.may_manage(ask.bot, place, thread, "not enough rights to close or open the topic")?;
        if self.shut_topic(place, thread, ask.bot, close) {
            return Ok(json!(true));
        }
        Err(ApiError::bad("TOPIC_NOT_MODIFIED"))
    }

    /// Needs the right to delete messages; having made the topic is not enough (SPEC).
    pub(super) fn delete_forum_topic(&mut self, ask: &Ask) -> Answer {
        let place = self.forum(ask)?;
        let thread = thread(ask)?;
        alive(self.room(place), thread)?;
        if !self.room(place).rights(ask.bot).can_delete_messages {
            return Err(ApiError::bad("not enough rights to delete the topic"));
        }
        self.delete_topic(place.chat_id(), thread);
        Ok(json!(true))
    }

    fn forum(&self, ask: &Ask) -> Result<Place, ApiError> {
        let place = self.target(ask)?;
        if self.room(place).forum { Ok(place) } else { Err(ApiError::bad("the chat is not a forum")) }
    }

    fn may_manage(&self, bot: i64, place: Place, thread: i64, refusal: &str) -> Result<(), ApiError> {
        let room = self.room(place);
        let topic = alive(room, thread)?;
        if room.rights(bot).can_manage_topics || topic.created_by == bot {
            return Ok(());
        }
        Err(ApiError::bad(refusal))
    }

    /// Too long a name is cut, not refused; a careful client does not leave the cut to chance.
    fn complain_of_length(&mut self, ask: &Ask, name: &str) {
        if name.chars().count() > 128 {
            self.log.complain(vec![format!("{}: a topic's name has 1-128 characters", ask.method.name)]);
        }
    }
}

fn thread(ask: &Ask) -> Result<i64, ApiError> {
    let thread = ask.int("message_thread_id").filter(|id| *id > 0);
    thread.ok_or_else(|| ApiError::bad("invalid forum topic identifier specified"))
}

/// Facts §2.1: a deleted or unknown topic is an invalid id to the methods that manage topics. General has
/// methods of its own, so its id is invalid here, too.
fn alive(room: &Room, thread: i64) -> Result<&Topic, ApiError> {
    let topic = room.topics.get(&thread).filter(|topic| topic.is_alive());
    topic.ok_or_else(|| ApiError::bad("TOPIC_ID_INVALID"))
}

/// Only icons of the common list are free to use; what the server says to others is not in the facts but
/// for its MTProto code.
fn icon(ask: &Ask) -> Result<Option<&str>, ApiError> {
    let Some(icon) = ask.text("icon_custom_emoji_id") else { return Ok(None) };
    if icon.is_empty() || icons::is_free(icon) {
        return Ok(Some(icon));
    }
    Err(ApiError::bad("DOCUMENT_INVALID"))
}
