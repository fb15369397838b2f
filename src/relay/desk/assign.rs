//! `/assign`: whose client this is.

use super::Given;
use crate::model::UserId;
use crate::relay::effect::Effect;
use crate::relay::ticket;
use crate::relay::view::{Client, Member};
use crate::text;

pub(super) fn assign(given: &Given<'_>, client: &Client) -> Vec<Effect> {
    let by = given.by();
    let whom = match given.rest.to_lowercase().as_str() {
        "" => match given.view.reply_author {
            Some(author) => known(given, |member| member.id == author),
            None => return vec![ticket::choice(given.view, client)],
        },
        "-" | "–" | "—" => {
            let (line, effects) = ticket::unassign(given.view, client);
            return [given.answer(line)].into_iter().chain(effects).collect();
        }
        // An anonymous administrator is nobody in particular, so they choose.
        "me" | "я" | "мене" | "мені" => match by.clone() {
            Some(by) => Some(by),
            None => return vec![ticket::choice(given.view, client)],
        },
        name => by_name(given, name),
    };
    let Some(member) = whom else { return vec![given.answer(text::member_unknown(given.lang()))] };
    let (line, effects) = ticket::assign(given.view, client, &member, by.as_ref());
    [given.answer(line)].into_iter().chain(effects).collect()
}

/// By id, by public name, or by the name that the others see.
fn by_name(given: &Given<'_>, name: &str) -> Option<Member> {
    if let Ok(id) = name.parse() {
        return known(given, |member| member.id == UserId(id));
    }
    let bare = name.trim_start_matches('@');
    let public = |member: &Member| {
        member.username.as_deref().is_some_and(|username| username.eq_ignore_ascii_case(bare))
    };
    known(given, public).or_else(|| known(given, |member| member.name.to_lowercase() == name))
}

fn known(given: &Given<'_>, is: impl Fn(&Member) -> bool) -> Option<Member> {
    given.view.staff.iter().find(|member| is(member)).cloned()
}
