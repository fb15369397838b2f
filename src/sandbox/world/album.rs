//! Albums: several messages that their readers see as one.
//! It never says where an album ends; Telegram does not either (facts §4.1).

use super::{Draft, World};

/// Where a person sends an album.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum To {
    /// To this bot, in private.
    Bot(i64),
    /// Into this topic of this forum.
    Topic(i64, i64),
    /// Into the General of this forum, or into this group.
    General(i64),
}

impl World {
    /// The id of a new album, to send its parts one by one at different moments.
    pub fn new_album(&mut self) -> String {
        (13_000_000_000_000_000 + self.opaque() % 900_000_000_000_000).to_string()
    }

    /// A person sends one draft wherever that is.
    pub fn send(&mut self, user: i64, to: To, draft: Draft) -> i64 {
        match to {
            To::Bot(bot) => self.send_private(user, bot, draft),
            To::Topic(chat, thread) => self.send_topic(chat, thread, user, draft),
            To::General(chat) => self.send_general(chat, user, draft),
        }
    }

    /// A person sends an album, all of it at once.
    pub fn send_album(&mut self, user: i64, to: To, parts: Vec<Draft>) -> Vec<i64> {
        let album = self.new_album();
        parts.into_iter().map(|part| self.send(user, to, part.album(album.clone()))).collect()
    }
}
