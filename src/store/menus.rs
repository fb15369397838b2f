//! The lists of commands that Telegram was told last.

use super::{Result, Store, adapt, find, flat};
use crate::model::Lang;
use crate::relay::commands::{Audience, CommandList};
use crate::relay::effect::What;

/// What is kept of a list under its key.
type Kept = (bool, Vec<(String, String)>);

impl Store {
    /// The lists that Telegram has.
    pub(super) fn command_lists(&self) -> Result<Vec<CommandList>> {
        let mut lists = Vec::new();
        for CommandList { audience, lang, .. } in CommandList::all(&self.policy) {
            let kept = find::kv::<Kept>(self, &key(audience, lang))?;
            lists.extend(kept.map(|(default, commands)| CommandList { audience, lang, default, commands }));
        }
        Ok(lists)
    }

    /// The lists that wait to be told.
    pub(super) fn command_lists_queued(&self) -> Result<Vec<(Audience, Lang)>> {
        let bodies =
            self.all("SELECT body FROM outbox WHERE what = 'commands'", (), |row| row.get::<_, String>(0))?;
        let mut queued = Vec::new();
        for body in bodies {
            if let What::Commands(audience, lang) = flat::read("commands", &body)? {
                queued.push((audience, lang));
            }
        }
        Ok(queued)
    }

    pub(super) fn commands_told(&self, list: &CommandList) -> Result<()> {
        find::set_kv(self, &key(list.audience, list.lang), &(list.default, &list.commands))
    }
}

fn key(audience: Audience, lang: Lang) -> String {
    format!("commands:{}", adapt::list_word(audience, lang))
}
