//! Claims a row and finds its address: from symbolic to real ids, at the last moment, in the
//! transaction that marks the row as under way.

use super::claimed::{Address, Claimed, Job, Proof, ReplyTo};
use super::{Result, Store, find};
use crate::model::{ChatId, ClientId, Content, Kind, MessageId, Millis, MsgKey, Quote, RowId, SECOND};
use crate::relay::card::offer_buttons;
use crate::relay::commands::CommandList;
use crate::relay::effect::{Body, Keys, Label, Lane, Question, Rung, What};
use crate::relay::sign;
use crate::relay::view::{Row, Stored};

/// How long after it was queued, and before any call, a message is taken to be as it was stored. In
/// milliseconds.
const FRESH: i64 = 10 * SECOND;

/// What finding a row's address came to.
enum Found {
    /// Here it is.
    Job(Box<Job>),
    /// Its topic does not stand: it was lost, or suspected, after the row was asked for. It waits again.
    NotYet,
    /// An album that cannot go as one: it was cut into parts.
    Split,
    /// There is nothing to do any more.
    Nothing,
}

impl Found {
    fn job(job: Job) -> Self {
        Self::Job(Box::new(job))
    }
}

/// What a claim came to.
#[derive(Debug, PartialEq, Eq)]
pub enum Turn {
    /// This call is to be made.
    Call(Box<Claimed>),
    /// None is: the row left the queue meanwhile, is stale, or waits again.
    Off,
    /// None is, for nothing is left to do. The row stands until that has been decided upon.
    Void,
}

impl Turn {
    /// The call, if one is to be made.
    pub fn call(self) -> Option<Claimed> {
        match self {
            Self::Call(claimed) => Some(*claimed),
            Self::Off | Self::Void => None,
        }
    }
}

/// The columns of a row that only a claim looks at.
struct Waiting {
    fresh: bool,
    answers: Option<MessageId>,
    expires: Option<Millis>,
    cost: u32,
    now: Millis,
}

impl Store {
    /// Marks a row as under way and gives out the call to make, if one is.
    pub fn claim(&mut self, id: RowId, now: Millis) -> Result<Turn> {
        let (Some(row), Some(waiting)) = (find::row(self, id)?, self.waiting(id, now)?) else {
            return Ok(Turn::Off);
        };
        if waiting.expires.is_some_and(|expires| expires < now) {
            self.row_done(id)?;
            return Ok(Turn::Off);
        }
        match self.find_job(&row, &waiting)? {
            Found::Job(job) => {
                self.mark(&row, &job, now)?;
                if !matches!(row.lane, Lane::Out(_) | Lane::Now) {
                    self.spend(&row, waiting.cost, now)?;
                }
                Ok(Turn::Call(Box::new(Claimed { row: id, job: *job, proof: Proof })))
            }
            Found::NotYet => {
                self.touch_row(id)?;
                Ok(Turn::Off)
            }
            Found::Split => {
                self.row_split(id)?;
                Ok(Turn::Off)
            }
            Found::Nothing => Ok(Turn::Void),
        }
    }

    fn waiting(&self, id: RowId, now: Millis) -> Result<Option<Waiting>> {
        let sql = "SELECT answers, expires_ms, cost, attempt = 0 AND created_ms >= ?2
                   FROM outbox WHERE id = ?1 AND claimed_ms IS NULL";
        self.one(sql, (id.0, now.plus(-FRESH).0), |row| {
            let answers: Option<i64> = row.get(0)?;
            let expires: Option<i64> = row.get(1)?;
            Ok(Waiting {
                fresh: row.get(3)?,
                answers: answers.map(MessageId),
                expires: expires.map(Millis),
                cost: row.get(2)?,
                now,
            })
        })
    }

    fn mark(&self, row: &Row, job: &Job, now: Millis) -> Result<()> {
        let to = job.address();
        let thread = if let Job::DressTopic { thread, .. } = job {
            Some(*thread)
        } else {
            to.and_then(|to| to.thread)
        };
        let reply = to.and_then(|to| to.reply.as_ref()).map(|reply| reply.message.0);
        let targeted = reply.is_some() && reply != thread.map(|thread| thread.0);
        self.exec(
            "UPDATE outbox SET attempt = attempt + 1, claimed_ms = ?2, thread_id = ?3, targeted = ?4
             WHERE id = ?1",
            (row.id.0, now.0, thread.map(|thread| thread.0), targeted),
        )
    }

    fn find_job(&self, row: &Row, waiting: &Waiting) -> Result<Found> {
        if self.is_needless(&row.what)? {
            return Ok(Found::Nothing);
        }
        let group = self.group_id()?;
        let job = match &row.what {
            What::Relay { of, rung } => return self.find_relay(row, *of, rung, waiting),
            What::Say { body, keys, .. } => {
                let reply = waiting.answers.map(|message| ReplyTo { message, quote: None, strict: true });
                let Some(to) = self.address_of(row.lane, reply)? else { return Ok(Found::NotYet) };
                Some(say(to, body, keys.clone()))
            }
            What::Offer { content } => {
                let reply = waiting.answers.map(|message| ReplyTo { message, quote: None, strict: true });
                let Some(to) = self.address_of(row.lane, reply)? else { return Ok(Found::NotYet) };
                let buttons = row.lane.client().map(|client| offer_buttons(self.policy.lang, client, row.id));
                let content = content.as_ref().clone();
                Some(Job::Offer { to, content, buttons: buttons.unwrap_or_default() })
            }
            What::Rekey { at, buttons } => Some(Job::Rekey { at: *at, buttons: buttons.clone() }),
            What::Revise { label, text, buttons } => self.place_of(*label)?.map(|at| Job::Revise {
                at,
                text: text.clone().into(),
                buttons: buttons.clone(),
            }),
            What::Card | What::Pin | What::Unpin | What::Dress => return self.find_shown(row),
            What::React { to, emoji } => Some(Job::React { to: *to, emoji: Some(emoji.as_str().to_owned()) }),
            What::Mirror { of, direction } => self.find_mirror(*of, *direction)?,
            What::Mend { of, file } => self.find_mend(row.lane, *of, *file)?,
            What::Halt { of } => self.copy_of(*of)?.map(Job::Halt),
            What::Rewrite { at, text, .. } => {
                Some(Job::Revise { at: *at, text: text.clone(), buttons: Vec::new() })
            }
            What::Unsend { of, .. } => self.find_copies(row.lane, *of)?,
            What::OpenTopic { name } => {
                let client = row.lane.client();
                let icon = client.map(|client| self.new_look(client, name)).transpose()?.flatten();
                Some(Job::OpenTopic { chat: group, name: name.clone(), icon })
            }
            What::Remove(key) => Some(Job::Remove(*key)),
            What::Answer { query, text } => {
                let text = text.as_ref().map(|text| text.as_str().to_owned());
                Some(Job::Answer { query: query.clone(), text })
            }
            What::Commands(audience, lang) => {
                Some(Job::Commands(CommandList::of(*audience, *lang, &self.policy)))
            }
            What::Ask(Question::Forum) => Some(Job::AskForum(group)),
            What::Ask(Question::Icons) => Some(Job::AskIcons),
            What::Ask(Question::Admins) => Some(Job::AskAdmins(group)),
            What::Ask(Question::Rights) => Some(Job::AskRights { chat: group, bot: self.policy.bot }),
        };
        Ok(job.map_or(Found::Nothing, Found::job))
    }

    /// What shows how things stand.
    fn find_shown(&self, row: &Row) -> Result<Found> {
        let Some(client) = row.lane.client() else { return Ok(Found::Nothing) };
        let Some(to) = self.address_of(row.lane, None)? else { return Ok(Found::NotYet) };
        let job = if row.what == What::Card {
            self.card_job(client, to)?
        } else if row.what == What::Pin {
            self.card_place(client)?.map(Job::Pin)
        } else if row.what == What::Unpin {
            self.place_of(Label::Card(client))?.map(Job::Unpin)
        } else {
            self.dress_job(client, row.attempt > 0)?
        };
        Ok(job.map_or(Found::Nothing, Found::job))
    }

    fn find_relay(&self, row: &Row, of: MsgKey, rung: &Rung, waiting: &Waiting) -> Result<Found> {
        let (Some(first), parts) = (find::message(self, of)?, find::carried(self, row.id)?) else {
            return Ok(Found::Nothing);
        };
        // What it answered is gone; asking for it again would be refused again.
        let alone = waiting.answers.is_some();
        let reply = if alone { None } else { self.find_reply(row.lane, &first, rung)? };
        let answers = reply.is_some();
        let Some(to) = self.address_of(row.lane, reply)? else { return Ok(Found::NotYet) };
        Ok(match rung {
            Rung::Quote | Rung::Reply | Rung::Plain if parts.len() > 1 => {
                album(to, &parts, answers || !waiting.fresh)
            }
            // A copy could take its buttons along.
            Rung::Quote | Rung::Reply | Rung::Plain if self.is_ours(first.key)? => {
                Found::job(Job::Send { to, content: signed(&first), bare: false })
            }
            Rung::Quote | Rung::Reply | Rung::Plain => Found::job(copy(to, &first, waiting.fresh)),
            Rung::Rebuilt => {
                Found::job(Job::Send { to, content: self.as_of(&first, waiting.now)?, bare: false })
            }
            Rung::Changed(line) => {
                let content = sign::changed(&first.content, line, first.signature.as_deref());
                Found::job(Job::Send { to, content, bare: false })
            }
            Rung::Bare => Found::job(Job::Send { to, content: first.content, bare: true }),
            Rung::Words(words) => Found::job(say(to, &Body::Theirs(words.clone()), Keys::None)),
            Rung::Described(text) => Found::job(say(to, &Body::Ours(text.clone()), Keys::None)),
        })
    }

    /// The counterpart of what a message answers, on the side it goes to. None if there is none: then
    /// it goes without.
    fn find_reply(&self, lane: Lane, message: &Stored, rung: &Rung) -> Result<Option<ReplyTo>> {
        let into_topic = lane.into_topic();
        if matches!(rung, Rung::Plain) {
            return Ok(None);
        }
        let chat = match lane {
            Lane::Out(client) => client.chat(),
            Lane::In(_)
            | Lane::Desk(_)
            | Lane::Card(_)
            | Lane::Look(_)
            | Lane::Moves(_)
            | Lane::React(_)
            | Lane::Topic(_)
            | Lane::Now => self.group_id()?,
        };
        if let Rung::Changed(_) = rung {
            let found = self.counterpart(message.key, chat)?;
            return Ok(found.map(|message| ReplyTo { message, quote: None, strict: into_topic }));
        }
        let Some((to, quote)) = self.reply_of(message)? else { return Ok(None) };
        let quote = quote.filter(|_| *rung == Rung::Quote);
        let found = self.counterpart(MsgKey { chat: message.key.chat, message: to }, chat)?;
        Ok(found.map(|message| ReplyTo { message, quote, strict: into_topic }))
    }

    fn reply_of(&self, message: &Stored) -> Result<Option<(MessageId, Option<Quote>)>> {
        let reply = self.one(
            "SELECT reply_to_message_id, quote FROM messages WHERE id = ?1",
            (message.id.0,),
            |row| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<String>>(1)?)),
        )?;
        Ok(reply.and_then(|(to, quote)| {
            let quote = quote.and_then(|quote| serde_json::from_str(&quote).ok());
            Some((MessageId(to?), quote))
        }))
    }

    /// What stands in `chat` for a message of another chat: the original of a copy, or the copy of an
    /// original.
    pub(super) fn counterpart(&self, of: MsgKey, chat: ChatId) -> Result<Option<MessageId>> {
        let original = self.one(
            "SELECT m.telegram_message_id FROM message_links l JOIN messages m ON m.id = l.source_id
             WHERE l.chat_id = ?1 AND l.message_id = ?2 AND m.chat_id = ?3",
            (of.chat.0, of.message.0, chat.0),
            |row| row.get(0).map(MessageId),
        )?;
        if original.is_some() {
            return Ok(original);
        }
        self.one(
            "SELECT l.message_id FROM messages m JOIN message_links l ON l.source_id = m.id
             WHERE m.chat_id = ?1 AND m.telegram_message_id = ?2 AND l.chat_id = ?3 AND m.deleted_at IS NULL
             ORDER BY l.message_id DESC LIMIT 1",
            (of.chat.0, of.message.0, chat.0),
            |row| row.get(0).map(MessageId),
        )
    }

    /// Where a lane leads. A write into a topic that answers nothing answers the topic's root, so that
    /// Telegram refuses it when the topic is gone.
    fn address_of(&self, lane: Lane, reply: Option<ReplyTo>) -> Result<Option<Address>> {
        Ok(match lane {
            Lane::Out(client) => Some(Address { chat: client.chat(), thread: None, reply }),
            Lane::In(client)
            | Lane::Desk(Some(client))
            | Lane::Card(client)
            | Lane::Look(client)
            | Lane::Moves(client) => self.topic_address(client, reply)?,
            Lane::Desk(None) | Lane::React(_) | Lane::Topic(_) | Lane::Now => {
                Some(Address { chat: self.group_id()?, thread: None, reply })
            }
        })
    }

    fn topic_address(&self, client: ClientId, reply: Option<ReplyTo>) -> Result<Option<Address>> {
        let Some(thread) = find::open_thread(self, client)? else { return Ok(None) };
        let root = ReplyTo { message: MessageId(thread.0), quote: None, strict: true };
        let reply = Some(reply.unwrap_or(root));
        Ok(Some(Address { chat: self.group_id()?, thread: Some(thread), reply }))
    }

    pub(super) fn place_of(&self, label: Label) -> Result<Option<MsgKey>> {
        self.one(
            "SELECT chat_id, message_id FROM said WHERE label = ?1 AND message_id IS NOT NULL
             ORDER BY id DESC LIMIT 1",
            (super::adapt::label_word(label),),
            |row| Ok(MsgKey { chat: ChatId(row.get(0)?), message: MessageId(row.get(1)?) }),
        )
    }
}

/// A copy takes what stands in the message when it is made. To staff that is the best there is. A client
/// gets the words we stored: what stands there by now may be a command. Only words that nothing but a copy
/// brings whole are copied to a client, and only while they can hardly have changed.
fn copy(to: Address, message: &Stored, fresh: bool) -> Job {
    let (from, content) = (message.key, signed(message));
    if to.thread.is_some() || (content.extra.rich && fresh) {
        Job::Copy { to, from, caption: None }
    } else if content.kind == Kind::Text {
        Job::Send { to, content, bare: false }
    } else {
        let caption = content.kind.has_caption().then_some(content);
        Job::Copy { to, from, caption }
    }
}

/// An album goes by its files where it answers something, as a topic's messages always do, and where its
/// captions may have changed since they were stored; else it is copied as it is.
fn album(to: Address, parts: &[Stored], by_files: bool) -> Found {
    if to.thread.is_none() && !by_files && parts.iter().all(|part| part.signature.is_none()) {
        let ids = parts.iter().map(|part| part.key.message).collect();
        let Some(from) = parts.first().map(|part| part.key.chat) else { return Found::Nothing };
        return Found::job(Job::CopyAlbum { to: to.chat, from, parts: ids });
    }
    if parts.iter().all(|part| part.content.kind.in_album() && part.content.file.is_some()) {
        return Found::job(Job::Album { to, parts: parts.iter().map(signed).collect() });
    }
    Found::Split
}

/// What it holds, under the name of whoever wrote it.
pub(super) fn signed(message: &Stored) -> Content {
    sign::signed(&message.content, message.signature.as_deref())
}

fn say(to: Address, body: &Body, keys: Keys) -> Job {
    let text = match body {
        Body::Ours(text) => text.clone().into(),
        Body::Theirs(styled) => styled.clone(),
    };
    Job::Say { to, text, keys, silent: false }
}
