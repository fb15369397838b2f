//! Chats: where messages stand, who is in them, and what those people may do.
//! It never sends anything; it is the state that everything else reads.

use super::{Brought, Message, Topic};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A chat's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The private chat of a person with a bot. The Bot API calls it by the person's id.
    Private {
        /// The bot; 0 stands for the first bot that person talks to.
        bot: i64,
        /// The person.
        user: i64,
    },
    /// A group, supergroup or channel, by its (negative) id.
    Shared(i64),
}

impl From<i64> for Place {
    /// As the Bot API writes it: negative for shared chats, positive for a person.
    fn from(id: i64) -> Self {
        if id < 0 { Self::Shared(id) } else { Self::Private { bot: 0, user: id } }
    }
}

impl Place {
    /// The chat id as bots see it.
    pub fn chat_id(self) -> i64 {
        match self {
            Self::Private { user, .. } => user,
            Self::Shared(id) => id,
        }
    }
}

/// What kind of chat it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RoomKind {
    Private,
    BasicGroup,
    Supergroup,
    Channel,
}

impl RoomKind {
    /// As `Chat.type` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Private => "private",
            Self::BasicGroup => "group",
            Self::Supergroup => "supergroup",
            Self::Channel => "channel",
        }
    }
}

/// What an administrator may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(clippy::struct_excessive_bools, reason = "Telegram's own list of rights")]
pub struct Rights {
    /// Create, rename, close and reopen topics.
    pub can_manage_topics: bool,
    /// Delete messages of others, and topics.
    pub can_delete_messages: bool,
    /// Pin messages.
    pub can_pin_messages: bool,
    /// Change title and photo.
    pub can_change_info: bool,
    /// Add people.
    pub can_invite_users: bool,
    /// Restrict and ban people.
    pub can_restrict_members: bool,
    /// Appoint administrators.
    pub can_promote_members: bool,
    /// Post in a channel.
    pub can_post_messages: bool,
    /// Write in the group's name.
    pub is_anonymous: bool,
}

impl Rights {
    /// Everything but anonymity.
    pub fn all() -> Self {
        Self {
            can_manage_topics: true,
            can_delete_messages: true,
            can_pin_messages: true,
            can_change_info: true,
            can_invite_users: true,
            can_restrict_members: true,
            can_promote_members: true,
            can_post_messages: true,
            is_anonymous: false,
        }
    }

    fn json(self, kind: RoomKind) -> Map<String, Value> {
        let mut map = Map::new();
        for (key, value) in [
            ("can_be_edited", false),
            ("is_anonymous", self.is_anonymous),
            ("can_manage_chat", true),
            ("can_delete_messages", self.can_delete_messages),
            ("can_manage_video_chats", false),
            ("can_restrict_members", self.can_restrict_members),
            ("can_promote_members", self.can_promote_members),
            ("can_change_info", self.can_change_info),
            ("can_invite_users", self.can_invite_users),
            ("can_post_stories", false),
            ("can_edit_stories", false),
            ("can_delete_stories", false),
        ] {
            map.insert(key.into(), json!(value));
        }
        if kind == RoomKind::Channel {
            map.insert("can_post_messages".into(), json!(self.can_post_messages));
            map.insert("can_edit_messages".into(), json!(self.can_post_messages));
        } else {
            map.insert("can_pin_messages".into(), json!(self.can_pin_messages));
        }
        if kind == RoomKind::Supergroup {
            map.insert("can_manage_topics".into(), json!(self.can_manage_topics));
        }
        map
    }
}

/// What an account is in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It owns the chat.
    Creator,
    /// It administers the chat with these rights.
    Administrator(Rights),
    /// It is in the chat.
    Member,
    /// It was there and left, or was removed.
    Left,
    /// It was removed and may not come back.
    Kicked,
}

impl Standing {
    /// The standing of that account as `ChatMember`.
    pub(crate) fn json(self, user: Value, kind: RoomKind) -> Value {
        let (status, more) = match self {
            Self::Creator => ("creator", Map::from_iter([("is_anonymous".to_owned(), json!(false))])),
            Self::Administrator(rights) => ("administrator", rights.json(kind)),
            Self::Member => ("member", Map::new()),
            Self::Left => ("left", Map::new()),
            Self::Kicked => ("kicked", Map::from_iter([("until_date".to_owned(), json!(0))])),
        };
        let mut map = more;
        map.insert("status".into(), json!(status));
        map.insert("user".into(), user);
        Value::Object(map)
    }

    fn is_present(self) -> bool {
        match self {
            Self::Creator | Self::Administrator(_) | Self::Member => true,
            Self::Left | Self::Kicked => false,
        }
    }

    /// What the standing allows an administrator to do; nothing for everybody else.
    pub(crate) fn rights(self) -> Rights {
        match self {
            Self::Creator => Rights::all(),
            Self::Administrator(rights) => rights,
            Self::Member | Self::Left | Self::Kicked => Rights::default(),
        }
    }
}

/// What people who are not administrators may do in a chat.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "Telegram's own list of permissions")]
pub struct Permissions {
    /// Texts, contacts, locations, venues, dice, invoices.
    pub can_send_messages: bool,
    /// Photos.
    pub can_send_photos: bool,
    /// Videos.
    pub can_send_videos: bool,
    /// Music.
    pub can_send_audios: bool,
    /// Documents.
    pub can_send_documents: bool,
    /// Voice notes.
    pub can_send_voice_notes: bool,
    /// Video notes.
    pub can_send_video_notes: bool,
    /// Polls.
    pub can_send_polls: bool,
    /// Stickers, animations, games.
    pub can_send_other_messages: bool,
    /// Create topics.
    pub can_manage_topics: bool,
}

impl Default for Permissions {
    fn default() -> Self {
        Self {
            can_send_messages: true,
            can_send_photos: true,
            can_send_videos: true,
            can_send_audios: true,
            can_send_documents: true,
            can_send_voice_notes: true,
            can_send_video_notes: true,
            can_send_polls: true,
            can_send_other_messages: true,
            can_manage_topics: false,
        }
    }
}

impl Permissions {
    /// As `ChatPermissions`.
    pub(crate) fn json(self) -> Value {
        json!({
            "can_send_messages": self.can_send_messages, "can_send_photos": self.can_send_photos,
            "can_send_videos": self.can_send_videos, "can_send_audios": self.can_send_audios,
            "can_send_documents": self.can_send_documents, "can_send_voice_notes": self.can_send_voice_notes,
            "can_send_video_notes": self.can_send_video_notes, "can_send_polls": self.can_send_polls,
            "can_send_other_messages": self.can_send_other_messages, "can_add_web_page_previews": true,
            "can_change_info": false, "can_invite_users": true, "can_pin_messages": false,
            "can_manage_topics": self.can_manage_topics,
        })
    }
}

/// A chat with all that stands in it.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts about one chat")]
pub(crate) struct Room {
    pub place: Place,
    pub kind: RoomKind,
    pub title: String,
    pub forum: bool,
    pub general_closed: bool,
    /// Content may not be forwarded or saved.
    pub protected: bool,
    /// Nobody can write there any more.
    pub gone: bool,
    pub migrated_to: Option<i64>,
    /// Private chats: the person has blocked the bot.
    pub blocked: bool,
    pub members: BTreeMap<i64, Standing>,
    /// Those of the members who are bots, so that a message finds its hearers without a search.
    pub bots: BTreeSet<i64>,
    pub permissions: Permissions,
    pub messages: BTreeMap<i64, Arc<Message>>,
    /// The message ids of each topic; those outside any topic are under 0.
    pub by_topic: BTreeMap<i64, BTreeSet<i64>>,
    pub topics: BTreeMap<i64, Topic>,
    pub pinned: BTreeSet<i64>,
    /// What each person has in place of their own keyboard.
    pub keyboards: BTreeMap<i64, Brought>,
    pub next_message: i64,
}

impl Room {
    pub fn new(place: Place, kind: RoomKind, title: &str) -> Self {
        Self {
            place,
            kind,
            title: title.to_owned(),
            forum: false,
            general_closed: false,
            protected: false,
            gone: false,
            migrated_to: None,
            blocked: false,
            members: BTreeMap::new(),
            bots: BTreeSet::new(),
            permissions: Permissions::default(),
            messages: BTreeMap::new(),
            by_topic: BTreeMap::new(),
            topics: BTreeMap::new(),
            pinned: BTreeSet::new(),
            keyboards: BTreeMap::new(),
            next_message: 1,
        }
    }

    pub fn message(&self, id: i64) -> Option<&Arc<Message>> {
        self.messages.get(&id)
    }

    pub fn standing(&self, account: i64) -> Option<Standing> {
        self.members.get(&account).copied()
    }

    pub fn is_member(&self, account: i64) -> bool {
        self.standing(account).is_some_and(Standing::is_present)
    }

    pub fn is_administrator(&self, account: i64) -> bool {
        match self.standing(account) {
            Some(Standing::Creator | Standing::Administrator(_)) => true,
            Some(Standing::Member | Standing::Left | Standing::Kicked) | None => false,
        }
    }

    pub fn rights(&self, account: i64) -> Rights {
        self.standing(account).map(Standing::rights).unwrap_or_default()
    }

    /// Files a message under its topic; 0 is for all that stands in none.
    pub fn index(&mut self, topic: i64, message: i64) {
        self.by_topic.entry(topic).or_default().insert(message);
    }

    /// Takes a message away without a trace, as Telegram does.
    pub fn remove(&mut self, id: i64) -> Option<Arc<Message>> {
        let gone = self.messages.remove(&id)?;
        if let Some(filed) = self.by_topic.get_mut(&gone.topic_id()) {
            filed.remove(&id);
        }
        self.pinned.remove(&id);
        self.keyboards.retain(|_, brought| brought.message != id);
        Some(gone)
    }
}
