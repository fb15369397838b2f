//! Chats are made, and people and bots come, go, rise and fall in them.
//! It never lets a change pass unnoticed: bots get the updates that Telegram would send.

use super::post::MESSAGE_LIFE_MS;
use super::{Permissions, Place, Rights, Room, RoomKind, Standing, Topicality, World};
use serde_json::json;

/// Supergroups and channels count from here: `-100` and ten digits.
const FIRST_SUPERGROUP: i64 = -1_001_000_000_001;
/// Basic groups count from here.
const FIRST_BASIC_GROUP: i64 = -4_000_001;

impl World {
    /// A supergroup with topics.
    pub fn add_forum(&mut self, title: &str) -> i64 {
        let id = self.add_group(title);
        self.room_mut(Place::Shared(id)).forum = true;
        id
    }

    /// A supergroup without topics.
    pub fn add_group(&mut self, title: &str) -> i64 {
        self.add_room(RoomKind::Supergroup, title)
    }

    /// A basic group, which becomes a supergroup by `migrate`.
    pub fn add_basic_group(&mut self, title: &str) -> i64 {
        self.add_room(RoomKind::BasicGroup, title)
    }

    /// A channel.
    pub fn add_channel(&mut self, title: &str) -> i64 {
        self.add_room(RoomKind::Channel, title)
    }

    fn add_room(&mut self, kind: RoomKind, title: &str) -> i64 {
        let made = i64::try_from(self.rooms.values().filter(|room| room.kind != RoomKind::Private).count());
        let first = if kind == RoomKind::BasicGroup { FIRST_BASIC_GROUP } else { FIRST_SUPERGROUP };
        let id = first - made.unwrap_or_default();
        let mut room = Room::new(Place::Shared(id), kind, title);
        if kind == RoomKind::Supergroup || kind == RoomKind::BasicGroup {
            // The first message of a group is the event of its creation, which bots that come later never see.
            room.next_message = 2;
        }
        self.rooms.insert(Place::Shared(id), room);
        id
    }

    /// Gives a chat a certain id instead of the one it got. Nothing may have been sent there yet.
    pub fn renumber_chat(&mut self, chat: i64, id: i64) {
        if let Some(mut room) = self.rooms.remove(&Place::Shared(chat)) {
            room.place = Place::Shared(id);
            self.rooms.insert(room.place, room);
        }
    }

    /// A person or bot comes into the chat.
    pub fn join(&mut self, chat: i64, account: i64) {
        self.set_standing(chat, account, Standing::Member, account);
        let user = self.user_json(account);
        self.membership_event(chat, account, "new_chat_members", json!([user]));
    }

    /// A person becomes the chat's owner, without a word to anyone.
    pub fn own(&mut self, chat: i64, user: i64) {
        self.room_mut(Place::Shared(chat)).members.insert(user, Standing::Creator);
    }

    /// A person or bot leaves the chat.
    pub fn leave(&mut self, chat: i64, account: i64) {
        let user = self.user_json(account);
        self.membership_event(chat, account, "left_chat_member", user);
        self.set_standing(chat, account, Standing::Left, account);
    }

    /// A person or bot is removed from the chat and may not come back.
    pub fn kick(&mut self, chat: i64, account: i64) {
        let by = self.owner_of(chat);
        self.set_standing(chat, account, Standing::Kicked, by);
        if !self.is_bot(account) {
            let user = self.user_json(account);
            self.membership_event(chat, by, "left_chat_member", user);
        }
    }

    /// A bot becomes an administrator; it joins first if it is not there.
    pub fn promote_bot(&mut self, chat: i64, bot: i64, rights: Rights) {
        self.promote(chat, bot, rights);
    }

    /// A person becomes an administrator; they join first if they are not there.
    pub fn promote(&mut self, chat: i64, account: i64, rights: Rights) {
        if !self.room(Place::Shared(chat)).is_member(account) {
            self.join(chat, account);
        }
        let by = self.owner_of(chat);
        self.set_standing(chat, account, Standing::Administrator(rights), by);
    }

    /// An administrator becomes an ordinary member.
    pub fn demote(&mut self, chat: i64, account: i64) {
        let by = self.owner_of(chat);
        self.set_standing(chat, account, Standing::Member, by);
    }

    /// Switches topics on or off. Switched off, the topics' messages stand in the chat as before.
    pub fn set_forum(&mut self, chat: i64, on: bool) {
        self.room_mut(Place::Shared(chat)).forum = on;
    }

    /// Sets what members without rights may do.
    pub fn set_permissions(&mut self, chat: i64, permissions: Permissions) {
        self.room_mut(Place::Shared(chat)).permissions = permissions;
    }

    /// Forbids (or allows again) to forward and save what is written in the chat.
    pub fn set_protected(&mut self, chat: i64, on: bool) {
        self.room_mut(Place::Shared(chat)).protected = on;
    }

    /// The chat is deleted for everyone.
    pub fn delete_chat(&mut self, chat: i64) {
        self.room_mut(Place::Shared(chat)).gone = true;
    }

    /// A basic group becomes a supergroup with a new id, which is returned.
    pub fn migrate(&mut self, chat: i64) -> i64 {
        let old = self.room(Place::Shared(chat)).clone();
        let new = self.add_room(RoomKind::Supergroup, &old.title);
        let room = self.room_mut(Place::Shared(new));
        (room.members, room.bots, room.permissions) = (old.members, old.bots, old.permissions);
        let by = self.owner_of(chat);
        self.post_service(Place::Shared(chat), by, "migrate_to_chat_id", json!(new), Topicality::Chat);
        self.room_mut(Place::Shared(chat)).migrated_to = Some(new);
        self.post_service(Place::Shared(new), by, "migrate_from_chat_id", json!(chat), Topicality::Chat);
        new
    }

    /// A person blocks the bot: all it sends them is refused.
    pub fn block(&mut self, user: i64, bot: i64) {
        self.set_blocked(user, bot, true);
    }

    /// A person takes the block back.
    pub fn unblock(&mut self, user: i64, bot: i64) {
        self.set_blocked(user, bot, false);
    }

    fn set_blocked(&mut self, user: i64, bot: i64, blocked: bool) {
        let place = self.dialogue(user, bot);
        let room = self.room_mut(place);
        if room.blocked == blocked {
            return;
        }
        room.blocked = blocked;
        let (old, new) =
            if blocked { (Standing::Member, Standing::Kicked) } else { (Standing::Kicked, Standing::Member) };
        self.tell_member(place, "my_chat_member", bot, bot, user, old, new);
    }

    /// The private chat of a person and a bot, made when it is first needed.
    pub(crate) fn dialogue(&mut self, user: i64, bot: i64) -> Place {
        let place = Place::Private { bot, user };
        self.rooms.entry(place).or_insert_with(|| Room::new(place, RoomKind::Private, ""));
        place
    }

    /// Changes a standing and tells the account itself, if it is a bot, and administrator bots.
    fn set_standing(&mut self, chat: i64, account: i64, new: Standing, by: i64) {
        let place = Place::Shared(chat);
        let is_bot = self.is_bot(account);
        let room = self.room_mut(place);
        let old = room.members.insert(account, new).unwrap_or(Standing::Left);
        if is_bot {
            room.bots.insert(account);
        }
        if old == new {
            return;
        }
        if is_bot {
            self.tell_member(place, "my_chat_member", account, account, by, old, new);
        }
        let room = self.room(place);
        let listeners =
            room.bots.iter().copied().filter(|bot| *bot != account && room.is_administrator(*bot));
        for bot in listeners.collect::<Vec<i64>>() {
            self.tell_member(place, "chat_member", bot, account, by, old, new);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the fields of one update")]
    fn tell_member(
        &mut self,
        place: Place,
        kind: &str,
        bot: i64,
        account: i64,
        by: i64,
        old: Standing,
        new: Standing,
    ) {
        let room = self.room(place);
        let user = self.user_json(account);
        let payload = json!({
            "chat": self.chat_json(room), "from": self.user_json(by), "date": self.date(),
            "old_chat_member": old.json(user.clone(), room.kind), "new_chat_member": new.json(user, room.kind),
        });
        let expires_at = self.now + MESSAGE_LIFE_MS;
        self.push(bot, kind, &payload, expires_at);
    }

    /// Channels post no event when somebody comes or goes.
    fn membership_event(&mut self, chat: i64, account: i64, field: &str, value: serde_json::Value) {
        if self.room(Place::Shared(chat)).kind != RoomKind::Channel {
            self.post_service(Place::Shared(chat), account, field, value, Topicality::Chat);
        }
    }

    /// Who is named when a chat's affairs are changed: its owner, or else an anonymous administrator.
    pub(crate) fn owner_of(&self, chat: i64) -> i64 {
        let members = &self.room(Place::Shared(chat)).members;
        let owner = members.iter().find(|(_, standing)| **standing == Standing::Creator);
        owner.map_or(super::GROUP_ANONYMOUS_BOT, |(id, _)| *id)
    }
}
