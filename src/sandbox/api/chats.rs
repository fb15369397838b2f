//! What a bot can learn about itself, chats and their members.
//! It never changes anything but the webhook.

use super::super::world::{Place, RoomKind, Standing, World};
use super::access::Access;
use super::{Answer, ApiError, Ask};
use serde_json::{Value, json};

impl World {
    pub(super) fn me(&self, ask: &Ask) -> Value {
        let mut me = self.user_json(ask.bot);
        let sees_all = self.bots.get(&ask.bot).is_some_and(|bot| !bot.privacy);
        for (key, value) in [
            ("can_join_groups", true),
            ("can_read_all_group_messages", sees_all),
            ("supports_inline_queries", false),
            ("supports_guest_queries", false),
            ("supports_join_request_queries", false),
            ("can_connect_to_business", false),
            ("has_main_web_app", false),
            ("has_topics_enabled", false),
            ("allows_users_to_create_topics", false),
            ("can_manage_bots", false),
        ] {
            me[key] = json!(value);
        }
        me
    }

    pub(super) fn get_chat(&self, ask: &Ask) -> Answer {
        let place = self.place_of(ask.bot, ask.get("chat_id"), Access::Read)?;
        let room = self.room(place);
        let mut chat = self.chat_json(room);
        chat["accent_color_id"] = json!(place.chat_id().rem_euclid(7));
        chat["max_reaction_count"] = json!(11);
        let gifts = [
            "unlimited_gifts",
            "limited_gifts",
            "unique_gifts",
            "premium_subscription",
            "gifts_from_channels",
        ];
        chat["accepted_gift_types"] = gifts.iter().map(|gift| ((*gift).to_owned(), json!(false))).collect();
        if room.kind == RoomKind::Supergroup || room.kind == RoomKind::BasicGroup {
            chat["permissions"] = room.permissions.json();
        }
        if room.protected {
            chat["has_protected_content"] = json!(true);
        }
        if let Some(pinned) = room.pinned.last().and_then(|id| room.message(*id)) {
            chat["pinned_message"] = self.message_json_bare(room, pinned);
        }
        Ok(chat)
    }

    pub(super) fn get_chat_member(&self, ask: &Ask) -> Answer {
        let place = self.place_of(ask.bot, ask.get("chat_id"), Access::Read)?;
        let user = ask.int("user_id").filter(|id| *id > 0);
        let user = user.ok_or_else(|| ApiError::bad("invalid user_id specified"))?;
        if !self.people.contains_key(&user) {
            return Err(ApiError::bad("user not found"));
        }
        let room = self.room(place);
        match place {
            Place::Private { .. } => Ok(Standing::Member.json(self.user_json(user), room.kind)),
            Place::Shared(_) => Ok(self.member_json(room, user)),
        }
    }

    /// Other bots are left out unless they are asked for (SPEC).
    pub(super) fn get_chat_administrators(&self, ask: &Ask) -> Answer {
        let place = self.place_of(ask.bot, ask.get("chat_id"), Access::Read)?;
        let room = self.room(place);
        if room.kind == RoomKind::Private {
            return Err(ApiError::bad("there are no administrators in the private chat"));
        }
        let administrators = room.members.keys().filter(|id| room.is_administrator(**id));
        let bots = ask.flag("return_bots");
        let listed = administrators.filter(|id| bots || **id == ask.bot || !self.is_bot(**id));
        Ok(listed.map(|id| self.member_json(room, *id)).collect())
    }

    pub(super) fn delete_webhook(&mut self, ask: &Ask) -> Value {
        let drops = ask.flag("drop_pending_updates");
        if let Some(bot) = self.bots.get_mut(&ask.bot) {
            bot.webhook = None;
            if drops {
                bot.queue.clear();
            }
        }
        json!(true)
    }

    pub(super) fn webhook_info(&self, ask: &Ask) -> Value {
        let Some(bot) = self.bots.get(&ask.bot) else { return Value::Null };
        let mut info = json!({
            "url": bot.webhook.as_deref().unwrap_or_default(), "has_custom_certificate": false,
            "pending_update_count": bot.queue.len(),
        });
        if let Some(allowed) = bot.queue.allowed() {
            info["allowed_updates"] = json!(allowed);
        }
        info
    }
}
