//! The name that clients see of whoever answers them: what it is, and how a message goes out with it.

use serde_json::{Value, json};

use crate::model::{CAPTION_MAX, Content, Kind, Styled, TEXT_MAX};
use crate::relay::effect::{Effect, Fact};
use crate::relay::event::{Post, Sender};
use crate::relay::staff;
use crate::relay::view::{Member, View};
use crate::relay::visible::one_line;
use crate::text::{self, Text};

/// The longest name that clients see, in UTF-16 units.
pub(super) const NAME_MAX: usize = 50;

/// The name a post of staff goes out with. An administrator who writes as the group has none, and of an
/// album only the first part bears it.
pub(super) fn signature(view: &View<'_>, post: &Post) -> Option<String> {
    let Sender::Person(person) = &post.from else { return None };
    if post.album.is_some() && view.gathering.is_some() {
        return None;
    }
    let chosen = view.actor.as_ref().and_then(|member| member.signs.clone());
    let first = || one_line(&person.first_name, NAME_MAX);
    chosen.or_else(|| view.policy.desk.sign_unnamed.then(first).flatten())
}

/// Whoever has chosen no name hears once how to.
pub(super) fn hint(view: &View<'_>, post: &Post) -> Vec<Effect> {
    let Sender::Person(person) = &post.from else { return Vec::new() };
    let news = |member: &Member| member.signs.is_none() && !member.hinted;
    let (Some(client), true) = (&view.client, view.actor.as_ref().is_none_or(news)) else {
        return Vec::new();
    };
    let line = match signature(view, post) {
        Some(name) => text::signed_as(view.policy.lang, &name, &view.policy.bot_name),
        None => text::unsigned(view.policy.lang, &view.policy.bot_name),
    };
    vec![Effect::Remember(Fact::StaffHinted(person.id)), staff::answer(client.id, post, line)]
}

/// The message with the name in front: a line of its own before a text, the first line of a caption. It
/// goes without where there is no place for it.
pub fn signed(content: &Content, name: Option<&str>) -> Content {
    name.map_or_else(|| content.clone(), |name| headed(content, name))
}

/// What an edited message holds, behind a line that says so, under the name.
pub fn changed(content: &Content, line: &Text, name: Option<&str>) -> Content {
    signed(&headed(content, line.as_str()), name)
}

/// The message behind a line in bold, where there is a place for one.
fn headed(content: &Content, line: &str) -> Content {
    let limit = if content.kind == Kind::Text {
        TEXT_MAX
    } else if content.kind.has_caption() {
        CAPTION_MAX
    } else {
        return content.clone();
    };
    let text = with_line(&content.text, line).filter(|text| text.units() <= limit);
    Content { text: text.unwrap_or_else(|| content.text.clone()), ..content.clone() }
}

/// A text behind a line in bold. Nothing if its entities cannot be moved along.
fn with_line(text: &Styled, name: &str) -> Option<Styled> {
    let length = Styled::plain(name).units();
    let gap = if text.text.is_empty() { "" } else { "\n" };
    let mut entities = vec![json!({ "type": "bold", "offset": 0, "length": length })];
    if !text.entities.is_empty() {
        let theirs: Vec<Value> = serde_json::from_str(&text.entities).ok()?;
        for mut entity in theirs {
            let offset = entity.get("offset")?.as_u64()?;
            entity["offset"] = json!(offset + u64::try_from(length + gap.len()).ok()?);
            entities.push(entity);
        }
    }
    Some(Styled { text: format!("{name}{gap}{}", text.text), entities: Value::from(entities).to_string() })
}
