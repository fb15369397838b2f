//! What a row of the queue sends or does.

use crate::model::{
    CannedId, ChatId, ClientId, Content, ErrandId, Lang, MessageId, MsgKey, RowId, StoredId, Styled,
    ThreadId, TicketId, UserId,
};
use crate::relay::commands::Audience;
use crate::relay::effect::{Direction, Lane, Question};
use crate::text::Text;

/// What a row sends or does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Bring a stored message to the other side. An album has one row; its parts are tied to it.
    Relay {
        /// The message, or the album's first part.
        of: MsgKey,
        /// How far down the ladder.
        rung: Rung,
    },
    /// Say something.
    Say {
        /// The words.
        body: Body,
        /// The keys under them.
        keys: Keys,
        /// A name under which it can be revised later.
        label: Option<Label>,
    },
    /// Change what we said under this name; nothing happens if it was never said.
    Revise {
        /// The name.
        label: Label,
        /// The new words.
        text: Text,
        /// The new buttons, in rows; those it had go.
        buttons: Vec<Vec<Button>>,
    },
    /// Show something in the topic as the client would get it, for somebody to send it or not.
    Offer {
        /// What.
        content: Box<Content>,
    },
    /// Change the buttons under something of ours.
    Rekey {
        /// Where it stands.
        at: MsgKey,
        /// The new buttons, in rows.
        buttons: Vec<Vec<Button>>,
    },
    /// Show the client's card as things stand when the row is sent: sent once, then edited.
    Card,
    /// Pin the client's card.
    Pin,
    /// Take the pin off the client's card: another is about to take its place.
    Unpin,
    /// Give the client's topic the name and the icon that fit as things stand when the row is sent.
    Dress,
    /// React to a message with one emoji.
    React {
        /// The message.
        to: MsgKey,
        /// The emoji.
        emoji: Emoji,
    },
    /// Show on the other side the reaction to a message that stands when the row is sent, or none.
    Mirror {
        /// The message as it was written.
        of: MsgKey,
        /// Whose reaction: a client's is shown to staff, one of staff to the client.
        direction: Direction,
    },
    /// Bring an edited message's counterpart up to date.
    Mend {
        /// The message that was edited.
        of: MsgKey,
        /// Its file was replaced, not just its words.
        file: bool,
    },
    /// Bring the copy of a live location to rest where it is.
    Halt {
        /// The message as it was written.
        of: MsgKey,
    },
    /// Change one of the copies that a message went in.
    Rewrite {
        /// Where it stands.
        at: MsgKey,
        /// The message as it was written.
        of: MsgKey,
        /// The words it holds now.
        text: Styled,
    },
    /// Delete the copies of a message, or of all parts of its album.
    Unsend {
        /// The message, or a part of the album.
        of: MsgKey,
        /// The command to answer once it is done.
        asked: MessageId,
        /// Who gave it, if known.
        by: Option<UserId>,
    },
    /// Open the client's topic.
    OpenTopic {
        /// Its name.
        name: String,
    },
    /// Remove a message that landed in the wrong place.
    Remove(MsgKey),
    /// Answer a button press.
    Answer {
        /// The query.
        query: String,
        /// A line shown over the chat, if any.
        text: Option<Text>,
    },
    /// Tell Telegram which commands these people see in this language.
    Commands(Audience, Lang),
    /// Ask about the group.
    Ask(Question),
}

impl What {
    /// Whether it goes with the topic of its lane: what only shows how things stand, or brings a line up to date, is
    /// not worth a new topic, and would wait for one for ever. What Enote answered must be seen, so that is.
    pub fn goes_with_topic(&self, lane: Lane) -> bool {
        let updates = matches!(self, Self::Revise { .. } | Self::Rekey { .. });
        let must_be_seen = matches!(self, Self::Revise { label: Label::Errand(_), .. });
        lane.only_shows() || lane.into_topic() && updates && !must_be_seen
    }
}

/// Words to send, and whose they are. Both go as text and entities, never through a parse mode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// The bot's.
    Ours(Text),
    /// Somebody else's.
    Theirs(Styled),
}

/// The ladder a refused relay climbs down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rung {
    /// A copy that answers its counterpart and quotes it.
    Quote,
    /// A copy that answers its counterpart.
    Reply,
    /// A copy.
    Plain,
    /// Sent anew from what we stored.
    Rebuilt,
    /// The same without its caption, which follows as text.
    Bare,
    /// Only words of it: a dice's value, the last part of a text that is too long.
    Words(Styled),
    /// Sent anew in answer to its copy, which cannot be edited, behind a line of ours that says so.
    Changed(Text),
    /// One line of ours that says what it was.
    Described(Text),
}

/// A reaction the bot gives (`ReactionTypeEmoji` lists what Telegram takes).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Emoji {
    /// ✍: a note was taken down.
    Noted,
}

impl Emoji {
    /// The emoji itself.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Noted => "✍",
        }
    }
}

/// The keys under a message of ours.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Keys {
    /// None; a keyboard that is there stays.
    #[default]
    None,
    /// Buttons that belong to the message, in rows.
    Inline(Vec<Vec<Button>>),
    /// A keyboard in place of the letters, in rows. It stays until another comes.
    Board(Vec<Vec<Key>>),
    /// Whoever wrote the message that this answers finds an answer to it begun, with these words in the empty
    /// field.
    Answer(Text),
}

/// A key of a keyboard: a press sends what stands on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// What stands on it.
    pub text: Text,
    /// A press sends the person's own phone number instead.
    pub contact: bool,
}

/// A button under a message of ours.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// What stands on it.
    pub text: Text,
    /// What it does.
    pub does: Does,
}

/// What a button does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Does {
    /// A press comes back to us.
    Press(Action),
    /// It leads to a topic.
    Visit(ChatId, ThreadId),
}

/// What a press of a button means. Lives in the button as at most 64 bytes
/// (`InlineKeyboardButton.callback_data`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Try a refused message again.
    Retry(StoredId),
    /// Whoever pressed takes the client.
    Take(ClientId),
    /// Show to whom the client can be handed over.
    HandOver(ClientId),
    /// Hand the client over to this member.
    Assign(ClientId, UserId),
    /// Close the client's ticket.
    Close(ClientId),
    /// Open it again.
    Reopen(ClientId),
    /// Speak this language to the client who pressed.
    Language(Lang),
    /// The client gives the ticket so many stars, from 1 to 5.
    Rate(TicketId, u8),
    /// Something about a canned reply in the client's topic.
    Canned(ClientId, CannedAct),
    /// Yes or no to what an errand shows.
    Errand(ErrandId, bool),
    /// What becomes of a message in the group that was held back.
    Held(MessageId, HeldAct),
}

/// What a press does with a message that was held back, because a contract number was waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HeldAct {
    /// Send it to the client after all.
    Send,
    /// Ask for the number once more.
    Again,
}

/// What a press does with a canned reply.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CannedAct {
    /// Show it, to be sent or not.
    Show(CannedId),
    /// Send what this row showed: it stands over the button.
    Send(RowId),
    /// Throw it away.
    Discard(RowId),
}

impl Action {
    /// As it stands in the button.
    pub fn data(self) -> String {
        match self {
            Self::Retry(message) => format!("retry:{message}"),
            Self::Take(client) => format!("take:{client}"),
            Self::HandOver(client) => format!("hand-over:{client}"),
            Self::Assign(client, member) => format!("assign:{client}:{member}"),
            Self::Close(client) => format!("close:{client}"),
            Self::Reopen(client) => format!("reopen:{client}"),
            Self::Language(lang) => format!("language:{}", lang.code()),
            Self::Rate(ticket, stars) => format!("rate:{ticket}:{stars}"),
            Self::Canned(client, CannedAct::Show(canned)) => format!("canned:{client}:{canned}"),
            Self::Canned(client, CannedAct::Send(row)) => format!("send:{client}:{row}"),
            Self::Canned(client, CannedAct::Discard(row)) => format!("discard:{client}:{row}"),
            Self::Errand(errand, true) => format!("yes:{errand}"),
            Self::Errand(errand, false) => format!("no:{errand}"),
            Self::Held(message, HeldAct::Send) => format!("held-send:{message}"),
            Self::Held(message, HeldAct::Again) => format!("held-again:{message}"),
        }
    }

    /// Back from a press; nothing if the button is from another time.
    pub fn parse(data: &str) -> Option<Self> {
        let mut words = data.split(':');
        let verb = words.next()?;
        let mut number = || words.next()?.parse().ok();
        let action = match verb {
            "retry" => Self::Retry(StoredId(number()?)),
            "take" => Self::Take(ClientId(number()?)),
            "hand-over" => Self::HandOver(ClientId(number()?)),
            "assign" => Self::Assign(ClientId(number()?), UserId(number()?)),
            "close" => Self::Close(ClientId(number()?)),
            "reopen" => Self::Reopen(ClientId(number()?)),
            "language" => Self::Language(Lang::from_code(words.next()?)?),
            "rate" => Self::Rate(TicketId(number()?), stars(number()?)?),
            "canned" => Self::Canned(ClientId(number()?), CannedAct::Show(CannedId(number()?))),
            "send" => Self::Canned(ClientId(number()?), CannedAct::Send(RowId(number()?))),
            "discard" => Self::Canned(ClientId(number()?), CannedAct::Discard(RowId(number()?))),
            "yes" => Self::Errand(ErrandId(number()?), true),
            "no" => Self::Errand(ErrandId(number()?), false),
            "held-send" => Self::Held(MessageId(number()?), HeldAct::Send),
            "held-again" => Self::Held(MessageId(number()?), HeldAct::Again),
            _ => return None,
        };
        words.next().is_none().then_some(action)
    }

    /// The client it is about, where it names one.
    pub fn client(self) -> Option<ClientId> {
        match self {
            Self::Retry(_) | Self::Language(_) | Self::Rate(..) | Self::Errand(..) | Self::Held(..) => None,
            Self::Take(client)
            | Self::HandOver(client)
            | Self::Assign(client, _)
            | Self::Close(client)
            | Self::Canned(client, _)
            | Self::Reopen(client) => Some(client),
        }
    }
}

fn stars(number: i64) -> Option<u8> {
    u8::try_from(number).ok().filter(|stars| (1..=5).contains(stars))
}

/// A name for something we said, to find it again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// The client's card.
    Card(ClientId),
    /// "Not delivered yet" in the client's topic.
    Late(ClientId),
    /// "Not delivered" under a message of staff.
    Refused(StoredId),
    /// "The client is yours now", to a member in private.
    Summons(ClientId, UserId),
    /// "The client waits" in the client's topic.
    Reminder(ClientId),
    /// The question how the client liked it, to the client.
    Rating(TicketId),
    /// The question for a contract number.
    Prompt(ErrandId),
    /// How far an errand is, and then what came of it.
    Errand(ErrandId),
    /// "Held back" under a message in the group.
    Held(MessageId),
    /// "Yours is shown later", to the client.
    Slowed(ClientId),
    /// "Yours is kept, and not seen yet", to the client.
    Unseen(ClientId),
}
