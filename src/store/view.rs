//! Fills the view for an event: all reads for decisions, on the writer's own connection.

use super::queue::pause_word;
use super::{Result, Store, adapt, canned, commit, desk, find, inside};
use crate::model::{ClientId, MessageId, Millis, MsgKey, RowId, UserId};
use crate::relay::commands::{Inside, Verb, inside as typed};
use crate::relay::effect::{Action, Label, Lane, Pause, Polls, What};
use crate::relay::event::{Appeared, Due, Ended, Event, Post, Press, Sender};
use crate::relay::found::{Found, Target};
use crate::relay::view::{Row, Suspect, View};
use crate::text::utc_text;

impl Store {
    /// What is known about an event. `view` comes with the policy and is filled in.
    pub fn fill(&self, view: &mut View<'_>, event: &Event) -> Result<()> {
        match event {
            Event::ClientWrote(post) | Event::ClientEdited(post) => self.fill_client_post(view, post),
            Event::StaffWrote(post) | Event::StaffEdited(post) => self.fill_staff_post(view, post),
            Event::StaffPressed(press) => self.fill_press(view, press),
            Event::ClientBlocked(client) | Event::ClientReturned(client) => self.fill_client(view, *client),
            Event::TopicAppeared(appeared) => self.fill_appeared(view, appeared),
            Event::Ended(ended) => self.fill_ended(view, ended),
            Event::Answered(answered) => self.fill_answered(view, answered),
            Event::Polled(_) => self.fill_polls(view),
            Event::Due(due) => self.fill_due(view, *due),
            Event::Quarantined(lost) => lost.client.map_or(Ok(()), |client| self.fill_client(view, client)),
            Event::StaffMoved(_) | Event::GroupMoved(_) | Event::BotMoved(_) => self.fill_group(view),
            Event::Started => {
                view.icons_known = find::kv::<serde_json::Value>(self, "icons")?.is_some();
                view.command_lists = self.command_lists()?;
                view.command_lists_queued = self.command_lists_queued()?;
                Ok(())
            }
            Event::ClientPressed(press) => self.fill_client_press(view, press),
            Event::ClientReacted(reacted) | Event::StaffReacted(reacted) => self.fill_reacted(view, reacted),
            Event::Aside(_) => Ok(()),
        }
    }

    pub(super) fn fill_group(&self, view: &mut View<'_>) -> Result<()> {
        view.group = self.group()?;
        Ok(())
    }

    fn fill_client(&self, view: &mut View<'_>, client: ClientId) -> Result<()> {
        view.client = find::client(self, client)?;
        view.topic = find::topic(self, client)?;
        Ok(())
    }

    fn fill_client_post(&self, view: &mut View<'_>, post: &Post) -> Result<()> {
        let client = ClientId(post.key.chat.0);
        view.actor = desk::colleague(self, UserId(client.0))?;
        self.fill_client(view, client)?;
        view.ticket = desk::ticket(self, client)?;
        view.reception = self.reception(client)?;
        self.fill_pace(view, client, post)?;
        self.fill_message(view, post)
    }

    fn fill_client_press(&self, view: &mut View<'_>, press: &Press) -> Result<()> {
        self.fill_rated(view, press)?;
        press.by.as_ref().map_or(Ok(()), |person| self.fill_client(view, ClientId::from(person.id)))
    }

    fn fill_staff_post(&self, view: &mut View<'_>, post: &Post) -> Result<()> {
        self.fill_group(view)?;
        if post.key.chat != view.group.id {
            return Ok(());
        }
        self.fill_desk(view, post)?;
        let Some(thread) = post.thread else { return Ok(()) };
        if let Some(client) = find::client_of_thread(self, post.key.chat, thread)? {
            self.fill_client(view, client)?;
            view.ticket = desk::ticket(self, client)?;
            view.reply_inside = inside::is_answered(self, client, post)?;
            let verb = match typed(&post.content.text.text, &view.policy.bot_name) {
                Some(Inside::Command(command)) => Some(command.verb),
                Some(Inside::Unknown { .. } | Inside::Foreign | Inside::Note) | None => None,
            };
            self.fill_linking(view, post, verb)?;
        } else {
            let key = commit::nobody_key(post.key.chat, thread);
            view.told_nobody = find::kv::<bool>(self, &key)?.is_some();
        }
        self.fill_message(view, post)
    }

    /// What a command looks at, and who gives it.
    fn fill_desk(&self, view: &mut View<'_>, post: &Post) -> Result<()> {
        if let Sender::Person(person) = &post.from {
            view.actor = desk::member(self, person.id)?;
        }
        let Some(Inside::Command(command)) = typed(&post.content.text.text, &view.policy.bot_name) else {
            return Ok(());
        };
        view.found = self.found(post, &command)?;
        self.fill_who(view, post, command.verb)?;
        if let (Verb::Del, Found::Target(Target::Ours(parts))) = (command.verb, &view.found)
            && let Some(part) = parts.first()
        {
            let client = part.stored.client;
            let row = part.stored.row.unwrap_or(RowId(0));
            view.late_said = find::is_said(self, Label::Late(client))?;
            self.fill_waiting(view, client, row)?;
        }
        if matches!(command.verb, Verb::T | Verb::TAdd | Verb::TDel) {
            view.canned = canned::all(self)?;
        }
        if command.verb == Verb::Assign {
            view.staff = desk::members(self)?;
            if let Some(reply) = &post.reply {
                let answered = MsgKey { chat: post.key.chat, message: reply.to };
                view.reply_author = desk::author(self, answered)?;
            }
        }
        Ok(())
    }

    fn fill_message(&self, view: &mut View<'_>, post: &Post) -> Result<()> {
        view.stored = find::message(self, post.key)?;
        if let Some(stored) = &view.stored {
            view.copies = self.copies_of(stored)?;
        }
        let Some(album) = &post.album else { return Ok(()) };
        view.gathering = self.one(
            "SELECT o.id FROM messages m JOIN outbox o ON o.id = m.outbox_id
             WHERE m.media_group_id = ?1 AND m.chat_id = ?2 AND o.attempt = 0 LIMIT 1",
            (album, post.key.chat.0),
            |row| row.get(0).map(RowId),
        )?;
        let kept = inside::album(self, post.key.chat, album)?;
        view.album_kept = kept.is_some();
        view.album_noted = kept.unwrap_or_default();
        Ok(())
    }

    fn fill_press(&self, view: &mut View<'_>, press: &Press) -> Result<()> {
        self.fill_group(view)?;
        let Some(action) = Action::parse(&press.data) else { return Ok(()) };
        if let Action::Retry(id) = action {
            view.stored = find::message_by_id(self, id)?;
        }
        if let Action::Canned(_, act) = action {
            self.fill_canned(view, press, act)?;
        }
        if let Action::Errand(errand, _) = action {
            self.fill_errand_press(view, errand)?;
        }
        if let Action::Held(message, _) = action {
            self.fill_held(view, message)?;
        }
        let about = action.client().or(view.client.as_ref().map(|client| client.id));
        if let Some(client) = about {
            self.fill_client(view, client)?;
            view.ticket = desk::ticket(self, client)?;
            if let Some(person) = &press.by {
                view.actor = desk::member(self, person.id)?;
            }
            view.staff = desk::members(self)?;
        }
        Ok(())
    }

    /// What a press about a message that was held back looks at.
    fn fill_held(&self, view: &mut View<'_>, message: MessageId) -> Result<()> {
        view.stored = find::message(self, MsgKey { chat: view.group.id, message })?;
        let Some(client) = view.stored.as_ref().map(|stored| stored.client) else { return Ok(()) };
        self.fill_client(view, client)?;
        self.fill_open_errands(view, client)
    }

    /// A topic of our own making comes of a call that is under way, or ended unheard. One that was refused made
    /// none: its client must not be given another's.
    fn fill_appeared(&self, view: &mut View<'_>, appeared: &Appeared) -> Result<()> {
        self.fill_group(view)?;
        view.topic_known = find::client_of_thread(self, appeared.chat, appeared.thread)?.is_some();
        let opening = self.one(
            "SELECT id FROM outbox WHERE lane >= 'topic:' AND lane < 'topic;'
                 AND (claimed_ms IS NOT NULL OR unknown_count > 0)
             ORDER BY claimed_ms IS NULL, id LIMIT 1",
            (),
            |row| row.get(0).map(RowId),
        )?;
        view.row = opening.map(|row| find::row(self, row)).transpose()?.flatten();
        Ok(())
    }

    fn fill_ended(&self, view: &mut View<'_>, ended: &Ended) -> Result<()> {
        view.row = find::row(self, ended.row)?;
        let Some(row) = view.row.clone() else { return Ok(()) };
        self.fill_group(view)?;
        view.told_rights = find::kv(self, "told_rights")?;
        if let Some(client) = row.lane.client() {
            self.fill_client(view, client)?;
        }
        match row.what {
            What::Relay { .. } => self.fill_carried(view, &row),
            What::Mend { of, .. } | What::Rewrite { of, .. } => {
                view.stored = find::message(self, of)?;
                Ok(())
            }
            What::Unsend { of, .. } => {
                view.carried = self.album_of(of)?;
                Ok(())
            }
            What::Ask(_) => {
                view.group.asked = false;
                view.suspects = self.suspects()?;
                Ok(())
            }
            What::Say { label: Some(Label::Summons(..)), .. } => {
                view.staff = desk::members(self)?;
                Ok(())
            }
            What::Say { .. }
            | What::Revise { .. }
            | What::Card
            | What::Pin
            | What::Unpin
            | What::Dress
            | What::React { .. }
            | What::Mirror { .. }
            | What::Halt { .. }
            | What::OpenTopic { .. }
            | What::Remove(_)
            | What::Commands(..)
            | What::Offer { .. }
            | What::Rekey { .. }
            | What::Answer { .. } => Ok(()),
        }
    }

    fn fill_carried(&self, view: &mut View<'_>, row: &Row) -> Result<()> {
        view.carried = find::spoken_for(self, row)?;
        view.reacted = self.reactions_to(&view.carried)?;
        let Lane::Out(client) = row.lane else { return Ok(()) };
        if let Some(first) = view.carried.first() {
            view.refusal_said = find::is_said(self, Label::Refused(first.id))?;
        }
        view.late_said = find::is_said(self, Label::Late(client))?;
        if view.late_said {
            self.fill_waiting(view, client, row.id)?;
        }
        Ok(())
    }

    /// What still waits for the client behind `row`.
    fn fill_waiting(&self, view: &mut View<'_>, client: ClientId, row: RowId) -> Result<()> {
        let waiting = self.one(
            "SELECT created_ms, max(not_before_ms, coalesce((SELECT until_ms FROM pauses WHERE scope = ?2), 0))
             FROM outbox WHERE lane = ?1 AND id <> ?3 AND what = 'relay' ORDER BY place, id LIMIT 1",
            (
                adapt::lane_word(Lane::Out(client)),
                pause_word(Pause::Chat(client.chat())),
                row.0,
            ),
            |row| Ok((row.get(0).map(Millis)?, row.get(1).map(Millis)?)),
        )?;
        view.oldest_out = waiting.map(|(oldest, _)| oldest);
        view.next_out = waiting.map(|(_, next)| next);
        Ok(())
    }

    /// Topics that may be gone, and those that are and for which something waits: with a new group they are gone
    /// without having been suspected.
    fn suspects(&self) -> Result<Vec<Suspect>> {
        let suspects = self.all(
            "SELECT client_id, waits, doubted_ms IS NOT NULL, state = 'dead'
             FROM (SELECT client_id, state, doubted_ms, EXISTS (
                       SELECT 1 FROM outbox WHERE lane IN ('in:' || client_id, 'desk:' || client_id)
                       AND (what NOT IN ('revise', 'rekey') OR body ->> 'label' LIKE 'errand:%')) AS waits
                   FROM topics WHERE state IN ('suspect', 'dead'))
             WHERE state = 'suspect' OR waits ORDER BY client_id",
            (),
            |row| Ok((row.get(0).map(ClientId)?, row.get(1)?, row.get(2)?, row.get(3)?)),
        )?;
        let found = suspects.into_iter().map(|(client, waiting, doubted, dead)| {
            Ok(find::client(self, client)?.map(|client| Suspect { client, waiting, doubted, dead }))
        });
        Ok(found.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    }

    fn fill_polls(&self, view: &mut View<'_>) -> Result<()> {
        view.polls = find::kv::<Polls>(self, "polls")?.unwrap_or_default();
        let Some(away) = view.polls.away.filter(|away| away.drained) else { return Ok(()) };
        let missed = self.one(
            "SELECT count(*) FROM messages WHERE direction = 'in' AND created_at > ?1 AND created_at <= ?2",
            (utc_text(away.from), utc_text(away.to)),
            |row| row.get::<_, i64>(0),
        )?;
        view.missed = missed.and_then(|missed| usize::try_from(missed).ok()).unwrap_or_default();
        Ok(())
    }

    fn fill_due(&self, view: &mut View<'_>, due: Due) -> Result<()> {
        match due {
            Due::Late(client) => {
                self.fill_client(view, client)?;
                view.late_said = find::is_said(self, Label::Late(client))?;
                self.fill_waiting(view, client, RowId(0))
            }
            Due::GroupCheck => self.fill_group(view),
            Due::Prune => Ok(()),
            Due::Remind(client) => {
                self.fill_group(view)?;
                self.fill_client(view, client)?;
                self.fill_reminder(view, client)
            }
            Due::CloseIdle => self.fill_resting(view),
            Due::Errands(client) => {
                self.fill_client(view, client)?;
                self.fill_open_errands(view, client)
            }
            Due::Unseen => self.fill_unseen(view),
            Due::Index => {
                view.found = Found::Unindexed(self.lags()?);
                Ok(())
            }
        }
    }
}
