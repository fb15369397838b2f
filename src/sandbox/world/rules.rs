//! Switches for what Telegram is seen to do in more than one way.
//! It never holds a switch that makes life easier for the bot; every setting has been observed.

/// What a send to a deleted topic comes to (facts §0.2 and §2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeletedTopic {
    /// `message thread not found`: what Telegram answers today.
    #[default]
    NotFound,
    /// `TOPIC_DELETED` for the 60 seconds that the Bot API server keeps topics in mind, then as above.
    Cached,
    /// Answered with success, but the message stands in General: seen in January 2026.
    LandsInGeneral,
}

/// What `message_thread_id` comes to in a chat that is not a forum (any more).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ForumOff {
    /// The parameter is ignored and the message stands in the chat: Bot API 10.0.
    #[default]
    Ignored,
    /// `message thread not found`: servers of 2025.
    NotFound,
}

/// Which of several observed behaviours the world shows.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of a test bench")]
pub struct Rules {
    /// Sends to a deleted topic.
    pub deleted_topic: DeletedTopic,
    /// Sends with a thread to a chat that is no forum.
    pub forum_off: ForumOff,
    /// Whether a missing reply target is noticed before a missing topic. The facts (§2.3) say topic first;
    /// the stored source of Bot API 7.x resolves the reply first, so both can be played.
    pub reply_before_topic: bool,
    /// How long a pressed button waits for `answerCallbackQuery`. Undocumented: "seconds to a minute".
    pub callback_deadline_ms: i64,
    /// How long a payment waits for `answerPreCheckoutQuery`: ten seconds by the documentation.
    pub checkout_deadline_ms: i64,
    /// Whether stories can be copied. Not verified anywhere (facts §4.2), so refused unless switched on.
    pub copy_stories: bool,
    /// Whether checklists can be copied. Not verified anywhere (facts §4.2), so refused unless switched on.
    pub copy_checklists: bool,
    /// Whether the bot may use custom emoji (its owner pays for it); otherwise they fall out of its texts.
    pub custom_emoji_allowed: bool,
    /// Whether a number shared by a key answers the message that brought the key. Most applications do so,
    /// which is not verified for all of them (facts §5).
    pub contact_answers_its_key: bool,
    /// Whether `reply_to_message` shows the topic's root when nothing else is replied to. The server does
    /// so only while it has the root cached (facts §3).
    pub roots_cached: bool,
}

impl Default for Rules {
    fn default() -> Self {
        Self {
            deleted_topic: DeletedTopic::default(),
            forum_off: ForumOff::default(),
            reply_before_topic: false,
            callback_deadline_ms: 60_000,
            checkout_deadline_ms: 10_000,
            copy_stories: false,
            copy_checklists: false,
            custom_emoji_allowed: false,
            contact_answers_its_key: true,
            roots_cached: true,
        }
    }
}
