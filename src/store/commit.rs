//! Writes what was decided: facts here, queue rows in `rows`. All within the running transaction.

use super::{Result, Store, adapt, find};
use crate::model::{
    ChatId, ClientId, Content, Delivery, MessageId, Millis, MsgKey, Person, RowId, StoredId, ThreadId, UserId,
};
use crate::relay::effect::{Direction, Effect, Fact, GroupFact, Label, Lane, Polls, Tell, TopicFact, What};
use crate::relay::event::{Due, Post, Sender};
use crate::text::utc_text;

impl Store {
    /// Writes the effects of one event, in order.
    pub fn write(&mut self, effects: &[Effect], now: Millis) -> Result<()> {
        for effect in effects {
            match effect {
                Effect::Remember(fact) => self.remember(fact, now)?,
                Effect::Tell(tell) => self.tell(tell, now)?,
                Effect::Ask(question) => self.tell(&Tell::new(Lane::Now, What::Ask(*question)), now)?,
                Effect::AskEnote(errand, inquiry) => self.errand_asked(*errand, inquiry)?,
                // Written to its file by the engine, behind the commit.
                Effect::Log(_) => {}
            }
        }
        Ok(())
    }

    fn remember(&mut self, fact: &Fact, now: Millis) -> Result<()> {
        match fact {
            Fact::Client(person) => self.client_seen(person, now),
            Fact::Blocked(client, blocked) => self.client_blocked(*client, *blocked, now),
            Fact::OfClient(client, fact) => self.client_fact(*client, fact, now),
            Fact::Ticket(client, fact) => self.ticket_fact(*client, *fact, now),
            Fact::Reception(client, fact) => self.reception_fact(*client, fact, now),
            Fact::Staff(person) => self.staff_seen(person, None, now),
            Fact::StaffInside(person, inside) => self.staff_seen(person, Some(*inside), now),
            Fact::Message { client, direction, post, delivery, signature } => {
                self.message(*client, *direction, post, *delivery)?;
                self.sign(post.key, signature.as_deref())
            }
            Fact::StaffNamed(member, name) => self.staff_named(*member, name.as_deref()),
            Fact::StaffHinted(member) => self.staff_hinted(*member),
            Fact::Noted(key) => self.noted(*key),
            Fact::Edited(post) => self.edited(post, now),
            Fact::Reacted { at, by, of, direction, emoji } => {
                self.reacted(*at, *by, *of, *direction, emoji.as_deref())
            }
            Fact::Deleted { of, by } => self.deleted(*of, *by, now),
            Fact::Joined { row, part, until } => self.joined(*row, *part, *until, now),
            Fact::Kept(row) => self.kept(*row),
            Fact::KeptBack(message) => self.kept_back(*message),
            Fact::Linked { row, chat, ids } => self.linked(*row, *chat, ids),
            Fact::Unlinked(at) => self.exec(
                "DELETE FROM message_links WHERE chat_id = ?1 AND message_id = ?2",
                (at.chat.0, at.message.0),
            ),
            Fact::Delivery(row, delivery) => self.delivery(*row, *delivery),
            Fact::Said { label, client, key } => self.said(*label, *client, *key),
            Fact::Told(client, words) => self.told(*client, words, now),
            Fact::Forgotten(label) => self.forgotten(*label),
            Fact::Topic(client, fact) => self.topic(*client, *fact, now),
            Fact::Group(fact) => self.group_is(*fact),
            Fact::RowDone(row) => self.row_done(*row),
            Fact::RowAgain { row, at, unknown } => self.row_again(*row, *at, *unknown),
            Fact::RowAfterPoll(row, at) => self.row_after_poll(*row, *at),
            Fact::RowRung(row, rung) => self.row_rung(*row, rung),
            Fact::RowUnanswered(row) => self.row_unanswered(*row),
            Fact::RowSplit(row) => self.row_split(*row),
            Fact::RowParts(row, parts) => self.row_parts(*row, parts),
            Fact::Pause(pause, until) => self.pause(*pause, *until),
            Fact::Deadline(due, at) => self.deadline(*due, *at),
            Fact::Polled { polls, began } => self.polled(*polls, *began),
            Fact::ToldTopicOfNobody(chat, thread) => find::set_kv(self, &nobody_key(*chat, *thread), &true),
            Fact::Icons(icons) => find::set_kv(self, "icons", icons),
            Fact::Canned(fact) => self.canned_fact(fact, now),
            Fact::CommandsTold(list) => self.commands_told(list),
            Fact::ToldRights(at) => find::set_kv(self, "told_rights", at),
            Fact::Indexed => self.index_some().map(|_| ()),
            Fact::Prune(before) => self.exec("DELETE FROM updates WHERE received_ms < ?1", (before.0,)),
            Fact::Rated(ticket, stars) => self.rated(*ticket, *stars),
            Fact::Errand(fact) => self.errand_fact(fact, now),
            Fact::Link(client, fact) => self.link_fact(*client, fact, now),
            Fact::Animals(owner, animals) => self.animals_are(owner, animals, now),
        }
    }

    fn client_seen(&self, person: &Person, now: Millis) -> Result<()> {
        self.exec(
            "INSERT INTO pp_clients (telegram_id, first_name, last_name, username, language,
                                     created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
             ON CONFLICT DO UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name,
                 username = excluded.username, language = coalesce(excluded.language, language),
                 updated_at = excluded.updated_at, blocked_at = NULL",
            (
                person.id.0,
                &person.first_name,
                &person.last_name,
                &person.username,
                &person.language,
                utc_text(now),
            ),
        )
    }

    fn client_blocked(&self, client: ClientId, blocked: bool, now: Millis) -> Result<()> {
        self.exec(
            "UPDATE pp_clients SET blocked_at = iif(?2, coalesce(blocked_at, ?3), NULL), updated_at = ?3
             WHERE telegram_id = ?1",
            (client.0, blocked, utc_text(now)),
        )
    }

    fn staff_seen(&self, person: &Person, inside: Option<bool>, now: Millis) -> Result<()> {
        self.exec(
            "INSERT INTO staff (telegram_id, first_name, last_name, username, inside, created_at, updated_at)
             VALUES (?1, ?2, ?3, ?4, coalesce(?5, 1), ?6, ?6)
             ON CONFLICT DO UPDATE SET first_name = excluded.first_name, last_name = excluded.last_name,
                 username = excluded.username, inside = excluded.inside, updated_at = excluded.updated_at",
            (person.id.0, &person.first_name, &person.last_name, &person.username, inside, utc_text(now)),
        )
    }

    fn message(&self, client: ClientId, direction: Direction, post: &Post, delivery: Delivery) -> Result<()> {
        let author = match &post.from {
            Sender::Person(person) => Some(person.id),
            Sender::Anonymous | Sender::Channel | Sender::Machine => None,
        };
        let stored = Columns::of(&post.content)?;
        let quote = post.reply.as_ref().and_then(|reply| reply.quote.as_ref());
        let quote = quote.map(serde_json::to_string).transpose()?;
        self.exec(
            "INSERT INTO messages (ticket_id, client_id, direction, chat_id, telegram_message_id, created_at,
                 author_id, media, text, entities, file_id, extra, media_group_id, reply_to_message_id,
                 quote, delivery)
             VALUES ((SELECT max(id) FROM tickets WHERE client_user_id = ?1), ?1, ?2, ?3, ?4, ?5, ?6, ?7,
                 ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
            rusqlite::params![
                client.0,
                adapt::direction_word(direction),
                post.key.chat.0,
                post.key.message.0,
                utc_text(post.date),
                author.map(|UserId(id)| id),
                stored.media,
                stored.text,
                stored.entities,
                stored.file,
                stored.extra,
                post.album,
                post.reply.as_ref().map(|reply| reply.to.0),
                quote,
                adapt::delivery_word(delivery),
            ],
        )
    }

    fn edited(&self, post: &Post, now: Millis) -> Result<()> {
        self.outdated(post, post.edited.unwrap_or(now))?;
        let stored = Columns::of(&post.content)?;
        self.exec(
            "UPDATE messages SET media = ?3, text = ?4, entities = ?5, file_id = ?6, extra = ?7
             WHERE chat_id = ?1 AND telegram_message_id = ?2",
            (
                post.key.chat.0,
                post.key.message.0,
                stored.media,
                stored.text,
                stored.entities,
                stored.file,
                stored.extra,
            ),
        )
    }

    fn linked(&self, row: RowId, chat: ChatId, ids: &[MessageId]) -> Result<()> {
        let Some(row) = find::row(self, row)? else { return Ok(()) };
        for (part, copy) in find::spoken_for(self, &row)?.iter().zip(ids) {
            // A copy that is told twice is the same copy.
            self.exec(
                "INSERT INTO message_links (chat_id, message_id, source_id) VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET source_id = excluded.source_id",
                (chat.0, copy.0, part.id.0),
            )?;
        }
        Ok(())
    }

    fn delivery(&self, row: RowId, delivery: Delivery) -> Result<()> {
        self.exec(
            "UPDATE messages SET delivery = ?2 WHERE outbox_id = ?1",
            (row.0, adapt::delivery_word(delivery)),
        )
    }

    fn kept_back(&self, message: StoredId) -> Result<()> {
        self.exec(
            "UPDATE messages SET delivery = 'kept'
             WHERE id = ?1 OR (delivery = 'failed' AND (chat_id, media_group_id) =
                 (SELECT chat_id, media_group_id FROM messages WHERE id = ?1))",
            (message.0,),
        )
    }

    fn said(&self, label: Option<Label>, client: Option<ClientId>, key: MsgKey) -> Result<()> {
        if let Some(label) = label {
            let word = adapt::label_word(label);
            let sql = "SELECT max(id) FROM said WHERE label = ?1 AND over = 0 AND message_id IS NULL";
            let told = self.one(sql, (&word,), |row| row.get::<_, Option<i64>>(0))?.flatten();
            return self.exec(
                "INSERT INTO said (id, label, client_id, chat_id, message_id) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT DO UPDATE SET chat_id = excluded.chat_id, message_id = excluded.message_id",
                (told, word, client.map(|ClientId(id)| id), key.chat.0, key.message.0),
            );
        }
        self.exec(
            "INSERT INTO said (client_id, chat_id, message_id) VALUES (?1, ?2, ?3)",
            (client.map(|ClientId(id)| id), key.chat.0, key.message.0),
        )
    }

    fn forgotten(&self, label: Label) -> Result<()> {
        self.exec("UPDATE said SET over = 1 WHERE label = ?1 AND over = 0", (adapt::label_word(label),))
    }

    fn topic(&mut self, client: ClientId, fact: TopicFact, now: Millis) -> Result<()> {
        match fact {
            TopicFact::Opening => self.exec(
                "INSERT INTO topics (client_id, state) VALUES (?1, 'opening')
                 ON CONFLICT DO UPDATE SET state = 'opening', chat_id = NULL, thread_id = NULL, doubted_ms = NULL",
                (client.0,),
            )?,
            TopicFact::Open(chat, thread) => {
                self.exec(
                    "UPDATE topics SET state = 'open', chat_id = ?2, thread_id = ?3 WHERE client_id = ?1",
                    (client.0, chat.0, thread.0),
                )?;
                self.exec(
                    "UPDATE tickets SET chat_id = ?2, thread_id = ?3
                     WHERE client_user_id = ?1 AND status <> 'closed'",
                    (client.0, chat.0, thread.0),
                )?;
            }
            TopicFact::Suspect => self.exec(
                "UPDATE topics SET state = 'suspect' WHERE client_id = ?1 AND state = 'open'",
                (client.0,),
            )?,
            TopicFact::Cleared => self.topic_stands(client, None)?,
            TopicFact::Doubted => self.topic_stands(client, Some(now))?,
            TopicFact::Dead => {
                if let Some(thread) = find::topic(self, client)?.thread {
                    find::set_kv(self, &find::former_key(self.group_id()?, thread), &client.0)?;
                }
                let sql = "UPDATE topics SET state = 'dead', replaced = 1 WHERE client_id = ?1";
                self.exec(sql, (client.0,))?;
                self.drop_shows(client)?;
            }
        }
        self.touch_topic(client);
        Ok(())
    }

    /// How things stood was shown in a topic that is gone, and what was said there too; a new one shows it anew. What
    /// is under way is looked at when it ends.
    pub(super) fn drop_shows(&self, client: ClientId) -> Result<()> {
        self.exec(
            "DELETE FROM outbox WHERE claimed_ms IS NULL
                 AND (lane IN ('card:' || ?1, 'look:' || ?1, 'moves:' || ?1)
                      OR lane = 'desk:' || ?1 AND what IN ('revise', 'rekey')
                          AND coalesce(body ->> 'label', '') NOT LIKE 'errand:%')",
            (client.0,),
        )
    }

    fn topic_stands(&self, client: ClientId, doubted: Option<Millis>) -> Result<()> {
        self.exec(
            "UPDATE topics SET state = 'open', doubted_ms = ?2
             WHERE client_id = ?1 AND state <> 'opening' AND thread_id IS NOT NULL",
            (client.0, doubted.map(|at| at.0)),
        )
    }

    fn group_is(&mut self, fact: GroupFact) -> Result<()> {
        let now = self.group()?;
        let config = self.policy.group.0;
        let shut = now.shut.map(|shut| adapt::shut_word(shut).to_owned());
        let kept = find::GroupKept { config, id: now.id.0, shut, checks: now.checks };
        let kept = match fact {
            GroupFact::Is(id) => find::GroupKept { id: id.0, ..kept },
            GroupFact::Shut(why) => {
                find::GroupKept { shut: Some(adapt::shut_word(why).to_owned()), checks: 0, ..kept }
            }
            GroupFact::StillShut => find::GroupKept { checks: kept.checks.saturating_add(1), ..kept },
            GroupFact::Open => find::GroupKept { shut: None, checks: 0, ..kept },
        };
        find::set_kv(self, "group", &kept)?;
        if let GroupFact::Is(_) = fact {
            self.settle_group()?;
            self.touch_all_lanes()?;
        }
        self.touched.group = true;
        Ok(())
    }

    fn deadline(&self, due: Due, at: Millis) -> Result<()> {
        let (kind, subject) = adapt::due_words(due);
        self.exec(
            "INSERT INTO deadlines (kind, subject, due_ms) VALUES (?1, ?2, ?3)
             ON CONFLICT DO UPDATE SET due_ms = min(due_ms, excluded.due_ms)",
            (kind, subject, at.0),
        )
    }

    fn polled(&mut self, polls: Polls, began: Millis) -> Result<()> {
        find::set_kv(self, "polls", &polls)?;
        let waited = self.all(
            "UPDATE outbox SET after_poll_ms = NULL WHERE after_poll_ms <= ?1 RETURNING id, lane",
            (began.0,),
            |row| Ok((RowId(row.get(0)?), row.get::<_, String>(1)?)),
        )?;
        for (row, lane) in waited {
            self.touch_lane_word(row, &lane);
        }
        Ok(())
    }

    /// What falls due by `now`; each is given out once.
    pub fn take_due(&self, now: Millis) -> Result<Vec<Due>> {
        let due =
            self.all("DELETE FROM deadlines WHERE due_ms <= ?1 RETURNING kind, subject", (now.0,), |row| {
                Ok(adapt::due(row.get_ref(0)?.as_str()?, row.get(1)?))
            })?;
        let mut due: Vec<Due> = due.into_iter().flatten().collect();
        due.sort_unstable();
        Ok(due)
    }

    /// When the next thing falls due.
    pub fn next_due(&self) -> Result<Option<Millis>> {
        let next = self.one("SELECT min(due_ms) FROM deadlines", (), |row| row.get::<_, Option<i64>>(0))?;
        Ok(next.flatten().map(Millis))
    }
}

/// The key under which it is remembered that somebody was told whose topic this is not.
pub(super) fn nobody_key(chat: ChatId, thread: ThreadId) -> String {
    format!("topic of nobody:{chat}:{thread}")
}

/// A message's content as it stands in columns.
pub(super) struct Columns<'a> {
    pub(super) media: String,
    pub(super) text: Option<&'a str>,
    pub(super) entities: Option<&'a str>,
    pub(super) file: Option<&'a str>,
    pub(super) extra: Option<String>,
}

impl<'a> Columns<'a> {
    pub(super) fn of(content: &'a Content) -> Result<Self> {
        let some = |text: &'a str| (!text.is_empty()).then_some(text);
        let extra = serde_json::to_string(&content.extra)?;
        Ok(Self {
            media: adapt::kind_word(&content.kind),
            text: some(&content.text.text),
            entities: some(&content.text.entities),
            file: content.file.as_deref(),
            extra: (extra != "{}").then_some(extra),
        })
    }
}
