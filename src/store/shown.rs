//! What shows how things stand: the card in a topic, and the topic's look. Read when the row is sent.

use super::claimed::{Address, Job};
use super::{Result, Store, desk, find};
use crate::model::{ClientId, MsgKey};
use crate::relay::card::{self, Facts};
use crate::relay::effect::{Keys, Label};

impl Store {
    fn card_facts(&self, client: ClientId) -> Result<Option<Facts>> {
        let Some(known) = find::client(self, client)? else { return Ok(None) };
        let replaced = find::topic(self, client)?.replaced;
        Ok(Some(Facts {
            client: known,
            ticket: desk::ticket(self, client)?,
            replaced,
            rating: self.last_rating(client)?,
        }))
    }

    /// The card is sent once, and edited from then on.
    pub(super) fn card_job(&self, client: ClientId, to: Address) -> Result<Option<Job>> {
        let Some(facts) = self.card_facts(client)? else { return Ok(None) };
        let (text, buttons) = card::card(self.policy.lang, &facts);
        let text = text.into();
        Ok(Some(match self.card_place(client)? {
            Some(at) => Job::Revise { at, text, buttons },
            None => Job::Say { to, text, keys: Keys::Inline(buttons), silent: true },
        }))
    }

    /// Where the card stands, if it does.
    pub(super) fn card_place(&self, client: ClientId) -> Result<Option<MsgKey>> {
        let label = Label::Card(client);
        if find::is_said(self, label)? { self.place_of(label) } else { Ok(None) }
    }

    /// What of a topic's look differs from what Telegram was last told; nothing if all is well. `again`
    /// tells it all once more, because the last call may not have been heard.
    pub(super) fn dress_job(&self, client: ClientId, again: bool) -> Result<Option<Job>> {
        let Some(facts) = self.card_facts(client)? else { return Ok(None) };
        let Some(thread) = find::open_thread(self, client)? else { return Ok(None) };
        let look = card::look(&facts);
        let icon = self.icon(look.icon)?;
        let sql = "SELECT title, icon FROM topics WHERE client_id = ?1";
        let told = self.one(sql, (client.0,), |row| {
            Ok((row.get::<_, Option<String>>(0)?, row.get::<_, Option<String>>(1)?))
        })?;
        let (title, told_icon) = told.unwrap_or_default();
        let name = (again || title.as_ref() != Some(&look.title)).then_some(look.title);
        let icon = icon.filter(|icon| again || told_icon.as_ref() != Some(icon));
        if name.is_none() && icon.is_none() {
            return Ok(None);
        }
        self.note_look(client, name.as_deref(), icon.as_deref())?;
        Ok(Some(Job::DressTopic { chat: self.group_id()?, thread, name, icon }))
    }

    /// The name and icon that a new topic gets.
    pub(super) fn new_look(&self, client: ClientId, name: &str) -> Result<Option<String>> {
        let facts = self.card_facts(client)?;
        let icon = facts.map(|facts| self.icon(card::look(&facts).icon)).transpose()?.flatten();
        self.note_look(client, Some(name), icon.as_deref())?;
        Ok(icon)
    }

    fn note_look(&self, client: ClientId, name: Option<&str>, icon: Option<&str>) -> Result<()> {
        self.exec(
            "UPDATE topics SET title = coalesce(?2, title), icon = coalesce(?3, icon) WHERE client_id = ?1",
            (client.0, name, icon),
        )
    }

    /// The id of the icon that shows this emoji, if Telegram has one.
    fn icon(&self, emoji: &str) -> Result<Option<String>> {
        let icons: Vec<(String, String)> = find::kv(self, "icons")?.unwrap_or_default();
        // Telegram may leave out the mark that asks for the coloured form.
        let bare = |emoji: &str| emoji.replace('\u{fe0f}', "");
        Ok(icons.into_iter().find(|(shown, _)| bare(shown) == bare(emoji)).map(|(_, id)| id))
    }
}
