//! What a value must be. Each rule takes a value as written and gives it back as trusted, or says what it
//! must be and the remedy. No rule repeats the value: a secret may stand in the wrong place.

use std::ops::RangeInclusive;

use log::LevelFilter;

use crate::model::{ChatId, ContractField, Lang, OnCall, OwnerBy, Secret, ThreadId, UserId, Wire, reaction};

/// What a rule gives back.
pub(super) type Ruled<T> = Result<T, String>;

/// Supergroup ids as Telegram gives them to bots: -100 before the number its apps show.
const SUPERGROUPS: RangeInclusive<i64> = -1_999_999_999_999..=-1_000_000_000_001;

pub(super) fn language(name: &str) -> Ruled<Lang> {
    match name {
        "uk" => Ok(Lang::Uk),
        "en" => Ok(Lang::En),
        _ => Err("must be \"uk\" (Ukrainian) or \"en\" (English)".into()),
    }
}

pub(super) fn token(text: &str) -> Ruled<Secret> {
    let text = text.trim();
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    match text.split_once(':') {
        Some((bot, rest))
            if !bot.is_empty()
                && bot.chars().all(|c| c.is_ascii_digit())
                && !rest.is_empty()
                && rest.chars().all(word) =>
        {
            Ok(Secret::new(text))
        }
        _ => Err("must be digits, a colon and letters: copy the whole token from @BotFather".into()),
    }
}

/// A bot's public name, with the `@` or without.
pub(super) fn username(name: &str) -> Ruled<String> {
    public_name(name.strip_prefix('@').unwrap_or(name))
        .ok_or_else(|| "must be the bot's public name such as ExampleClinicBot, in Latin letters".into())
}

/// Somebody on call: a public name behind an `@`, or a person's id.
pub(super) fn on_call(who: &str) -> Ruled<OnCall> {
    let who = who.trim();
    let id = who.parse().ok().filter(|id| (1..1 << 52).contains(id));
    let name = who.strip_prefix('@').and_then(public_name);
    id.map(|id| OnCall::Id(UserId(id)))
        .or(name.map(OnCall::Username))
        .ok_or_else(|| "must be a public name such as \"@olena_vet\", or a person's Telegram id".into())
}

/// A reaction of staff that travels.
pub(super) fn staff_reaction(emoji: &str) -> Ruled<String> {
    reaction(emoji).map(str::to_owned).ok_or_else(|| {
        "must be one emoji that Telegram lets bots react with, such as 👍, ❤, 🙏, 👌, 🔥, 🎉 or 😢".into()
    })
}

fn public_name(name: &str) -> Option<String> {
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    (is_name && (4..=32).contains(&name.len())).then(|| name.to_owned())
}

pub(super) fn support_group(id: i64) -> Ruled<ChatId> {
    if SUPERGROUPS.contains(&id) {
        return Ok(ChatId(id));
    }
    let hint = if id >= 0 {
        "a group's id begins with -100; Telegram's apps often leave that out"
    } else {
        "a group whose id does not begin with -100 has no topics: turn Topics on in its settings, \
         and its id changes"
    };
    Err(format!("must be a negative number such as -1001234567890 ({hint})"))
}

/// The address of a service, to which paths are added: the slash at its end is taken off.
pub(super) fn service_url(url: &str) -> Ruled<String> {
    let url = web_url(url)?;
    if url.contains(['?', '#']) {
        return Err("must end before the ? or #: only the address paths are added to".into());
    }
    Ok(url.trim_end_matches('/').to_owned())
}

/// An address to open.
pub(super) fn web_url(url: &str) -> Ruled<String> {
    let lower = url.to_ascii_lowercase();
    let Some(scheme) = ["https://", "http://"].into_iter().find(|scheme| lower.starts_with(scheme)) else {
        return Err("must begin with https:// or http://".into());
    };
    let host = url[scheme.len()..].split(['/', '?', '#']).next().unwrap_or_default();
    if host.contains('@') {
        return Err("must hold no user name or password".into());
    }
    if url.contains(['<', '>']) {
        return Err("still holds a placeholder in <…>: put your own there".into());
    }
    let is_host = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']'));
    if !is_host || host.trim_start_matches(['.', ':']).is_empty() || url.contains(char::is_whitespace) {
        return Err("must be a whole web address such as https://example.org, without spaces".into());
    }
    Ok(url.to_owned())
}

/// Text that stands on one line.
pub(super) fn line(text: &str) -> Ruled<String> {
    if text.contains(char::is_control) {
        Err("must be a single line of text".into())
    } else {
        Ok(text.to_owned())
    }
}

/// A user name for HTTP Basic, where a colon ends the name.
pub(super) fn login(name: &str) -> Ruled<String> {
    if name.contains(':') {
        Err("must hold no colon: the password has a key of its own".into())
    } else {
        line(name)
    }
}

/// A password: any single line.
pub(super) fn password(text: &str) -> Ruled<Secret> {
    line(text).map(Secret::new)
}

/// A key that is sent as an HTTP header.
pub(super) fn header_key(text: &str) -> Ruled<Secret> {
    let text = text.trim();
    if text.chars().all(|c| c.is_ascii_graphic()) {
        return Ok(Secret::new(text));
    }
    Err("must be Latin letters, digits and signs without spaces: copy it again".into())
}

pub(super) fn wire(name: &str) -> Ruled<Wire> {
    match name {
        "percent" => Ok(Wire::Percent),
        "raw" => Ok(Wire::Raw),
        _ => Err("must be \"percent\" or \"raw\"".into()),
    }
}

pub(super) fn contract_type(name: &str) -> Ruled<ContractField> {
    match name {
        "auto" => Ok(ContractField::Auto),
        "number" => Ok(ContractField::Number),
        "text" => Ok(ContractField::Text),
        _ => Err("must be \"auto\", \"number\" or \"text\"".into()),
    }
}

pub(super) fn owner_parameter(name: &str) -> Ruled<OwnerBy> {
    match name {
        "auto" => Ok(OwnerBy::Auto),
        "id" => Ok(OwnerBy::Id),
        "Ref_Key" => Ok(OwnerBy::RefKey),
        _ => Err("must be \"auto\", \"id\" or \"Ref_Key\"".into()),
    }
}

pub(super) fn level(name: &str) -> Ruled<LevelFilter> {
    name.parse().map_err(|_| "must be \"error\", \"warn\", \"info\", \"debug\", \"trace\" or \"off\"".into())
}

/// A path as the system knows it.
pub(super) fn path(path: &str) -> Ruled<String> {
    if path.starts_with('~') {
        return Err("must be a whole path: ~ is not understood here".into());
    }
    line(path)
}

/// A chat; 0 stands for none. Telegram promises ids of at most 52 bits.
pub(super) fn chat_or_none(id: i64) -> Ruled<Option<ChatId>> {
    match id {
        0 => Ok(None),
        id if id.unsigned_abs() < 1 << 52 => Ok(Some(ChatId(id))),
        _ => Err("must be a chat's id as Telegram gives it, or 0 for none".into()),
    }
}

/// A topic; 0 stands for none.
pub(super) fn thread_or_none(id: i64) -> Ruled<Option<ThreadId>> {
    match id {
        0 => Ok(None),
        id if (1..1 << 52).contains(&id) => Ok(Some(ThreadId(id))),
        _ => Err("must be a topic's id, or 0 for none".into()),
    }
}

/// A number between two others.
pub(super) fn within(range: RangeInclusive<u32>) -> impl FnOnce(i64) -> Ruled<u32> {
    move |number| {
        u32::try_from(number)
            .ok()
            .filter(|number| range.contains(number))
            .ok_or_else(|| format!("must be between {} and {}", range.start(), range.end()))
    }
}
