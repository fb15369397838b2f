//! People and bots as accounts: who they are and how they look in JSON.
//! It never knows what they may do in a chat; that is their standing there.

use super::{Bot, Place, World};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// "Telegram" itself: the sender of posts that a linked channel forwards into its group (facts §5).
pub(crate) const TELEGRAM: i64 = 777_000;
/// Stands in `from` for an anonymous administrator (facts §5).
pub(crate) const GROUP_ANONYMOUS_BOT: i64 = 1_087_968_824;
/// Stands in `from` for a person who writes as a channel (facts §5).
pub(crate) const CHANNEL_BOT: i64 = 136_817_688;
/// Ids of people begin past 32 bits, as new accounts' do.
const FIRST_USER: i64 = 5_000_000_001;

/// What an account shows of itself.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    id: Option<i64>,
    first_name: String,
    last_name: Option<String>,
    username: Option<String>,
    language_code: Option<String>,
    premium: bool,
    hides_forwards: bool,
}

impl Profile {
    /// An account with that first name and nothing else.
    #[must_use]
    pub fn new(first_name: impl Into<String>) -> Self {
        Self { first_name: first_name.into(), ..Self::default() }
    }

    /// With this id instead of the next free one.
    #[must_use]
    pub fn id(mut self, id: i64) -> Self {
        self.id = Some(id);
        self
    }

    /// With a last name.
    #[must_use]
    pub fn last_name(mut self, name: impl Into<String>) -> Self {
        self.last_name = Some(name.into());
        self
    }

    /// With a username, without the `@`.
    #[must_use]
    pub fn username(mut self, name: impl Into<String>) -> Self {
        self.username = Some(name.into());
        self
    }

    /// With the language of the person's application.
    #[must_use]
    pub fn language(mut self, code: impl Into<String>) -> Self {
        self.language_code = Some(code.into());
        self
    }

    /// A paying user of Telegram.
    #[must_use]
    pub fn premium(mut self) -> Self {
        self.premium = true;
        self
    }

    /// A person whose forwarded messages carry only a name (`MessageOriginHiddenUser`).
    #[must_use]
    pub fn hides_forwards(mut self) -> Self {
        self.hides_forwards = true;
        self
    }
}

/// An account: a person's or a bot's.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    pub id: i64,
    pub is_bot: bool,
    pub profile: Profile,
    pub deactivated: bool,
}

impl Person {
    pub fn full_name(&self) -> String {
        let last = self.profile.last_name.as_deref().unwrap_or_default();
        format!("{} {last}", self.profile.first_name).trim_end().to_owned()
    }

    pub fn hides_forwards(&self) -> bool {
        self.profile.hides_forwards
    }

    pub fn first_name(&self) -> &str {
        &self.profile.first_name
    }

    pub fn last_name(&self) -> Option<&str> {
        self.profile.last_name.as_deref()
    }

    /// The language of the person's application, as menus are chosen by: without its region.
    pub fn language(&self) -> Option<&str> {
        self.profile.language_code.as_deref().and_then(|code| code.split('-').next())
    }

    pub fn username(&self) -> Option<&str> {
        self.profile.username.as_deref()
    }

    /// The fields that a private chat shares with its person.
    pub fn names(&self) -> Map<String, Value> {
        let mut names = Map::new();
        names.insert("first_name".into(), json!(self.profile.first_name));
        for (key, value) in [("last_name", &self.profile.last_name), ("username", &self.profile.username)] {
            if let Some(value) = value {
                names.insert(key.into(), json!(value));
            }
        }
        names
    }

    /// The account as `User`.
    pub fn json(&self) -> Value {
        let mut user = self.names();
        user.insert("id".into(), json!(self.id));
        user.insert("is_bot".into(), json!(self.is_bot));
        if let Some(code) = &self.profile.language_code {
            user.insert("language_code".into(), json!(code));
        }
        if self.profile.premium {
            user.insert("is_premium".into(), json!(true));
        }
        Value::Object(user)
    }
}

/// The accounts that exist in every Telegram.
pub(super) fn fixtures() -> BTreeMap<i64, Person> {
    let account = |id, is_bot, name: &str, username: Option<&str>| {
        let profile = Profile { username: username.map(str::to_owned), ..Profile::new(name) };
        (id, Person { id, is_bot, profile, deactivated: false })
    };
    BTreeMap::from([
        account(TELEGRAM, false, "Telegram", None),
        account(GROUP_ANONYMOUS_BOT, true, "Group", Some("GroupAnonymousBot")),
        account(CHANNEL_BOT, true, "Channel", Some("Channel_Bot")),
    ])
}

impl World {
    /// Registers a bot, privacy mode on as BotFather leaves it. The digits before the token's colon are
    /// its id; a token without them gets an id of its own.
    pub fn add_bot(&mut self, token: &str, username: &str, first_name: &str) -> i64 {
        let digits = token.split(':').next().and_then(|digits| digits.parse().ok());
        let id = digits.unwrap_or_else(|| self.free_id());
        let profile = Profile::new(first_name).username(username);
        self.people.insert(id, Person { id, is_bot: true, profile, deactivated: false });
        self.tokens.insert(token.to_owned(), id);
        self.bots.insert(id, Bot::new(id));
        id
    }

    /// Revokes a token: the bot's next call is answered 401.
    pub fn revoke(&mut self, token: &str) {
        self.tokens.remove(token);
    }

    /// Switches a bot's privacy mode, as BotFather's /setprivacy does.
    pub fn set_privacy(&mut self, bot: i64, on: bool) {
        self.bot_mut(bot).privacy = on;
    }

    /// Registers a person.
    pub fn add_user(&mut self, profile: Profile) -> i64 {
        let id = profile.id.unwrap_or_else(|| self.free_id());
        self.people.insert(id, Person { id, is_bot: false, profile, deactivated: false });
        id
    }

    /// Changes how a person is called from now on. Bots hear of it with the next message only.
    pub fn rename_user(&mut self, user: i64, profile: Profile) {
        self.person_mut(user).profile = profile;
    }

    /// The person deletes the account; what they wrote stays.
    pub fn deactivate(&mut self, user: i64) {
        self.person_mut(user).deactivated = true;
    }

    /// The account as `User`; one nobody knows is shown by its id, as the server does.
    pub(crate) fn user_json(&self, id: i64) -> Value {
        let unknown = || json!({"id": id, "is_bot": false, "first_name": ""});
        self.people.get(&id).map_or_else(unknown, Person::json)
    }

    pub(crate) fn person_mut(&mut self, id: i64) -> &mut Person {
        self.people.get_mut(&id).unwrap_or_else(|| panic!("sandbox: there is no account {id}"))
    }

    pub(crate) fn bot_mut(&mut self, id: i64) -> &mut Bot {
        self.bots.get_mut(&id).unwrap_or_else(|| panic!("sandbox: there is no bot {id}"))
    }

    pub(crate) fn is_bot(&self, id: i64) -> bool {
        self.bots.contains_key(&id)
    }

    /// Whether the bot has met this person: a dialogue, or a chat they share.
    pub(crate) fn has_met(&self, bot: i64, user: i64) -> bool {
        self.rooms.contains_key(&Place::Private { bot, user })
            || self.rooms.values().any(|room| room.is_member(bot) && room.members.contains_key(&user))
    }

    fn free_id(&self) -> i64 {
        let last = self.people.range(FIRST_USER..).next_back().map(|(id, _)| *id);
        last.map_or(FIRST_USER, |id| id + 1)
    }
}
