//! The lists of commands that people see behind the `/` button: the few that are needed daily.

use super::Verb;
use crate::model::{Lang, Policy};
use crate::text;

/// What staff see, in this order. The rest stands in `/help`.
const GROUP: [Verb; 10] = [
    Verb::Client,
    Verb::Phone,
    Verb::EnoteLink,
    Verb::Label,
    Verb::Assign,
    Verb::Close,
    Verb::T,
    Verb::Find,
    Verb::Queue,
    Verb::Help,
];

/// Who sees a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Members of groups.
    Group,
    /// Whoever writes to the bot in private.
    Private,
}

/// A list of commands as Telegram is told it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommandList {
    /// Who sees it.
    pub audience: Audience,
    /// The language it is written in.
    pub lang: Lang,
    /// Everybody sees it whose own language has no list.
    pub default: bool,
    /// The commands: name and what it is about.
    pub commands: Vec<(String, String)>,
}

impl CommandList {
    /// The list for these people in this language. Enote is in it where the clinic has it.
    pub fn of(audience: Audience, lang: Lang, policy: &Policy) -> Self {
        let named = |(name, about): (&str, text::Text)| (name.to_owned(), about.as_str().to_owned());
        let usable = |verb: &Verb| *verb != Verb::EnoteLink || policy.enote.is_some();
        let about = |verb: Verb| named((verb.name(), text::about(lang, verb.name())));
        let commands = match audience {
            Audience::Group => GROUP.into_iter().filter(usable).map(about).collect(),
            Audience::Private => text::client_menu(lang).map(named).to_vec(),
        };
        Self { audience, lang, default: lang == policy.lang, commands }
    }

    /// Every list there is.
    pub fn all(policy: &Policy) -> [Self; 4] {
        [
            (Audience::Group, Lang::Uk),
            (Audience::Group, Lang::En),
            (Audience::Private, Lang::Uk),
            (Audience::Private, Lang::En),
        ]
        .map(|(audience, lang)| Self::of(audience, lang, policy))
    }
}
