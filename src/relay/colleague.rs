//! A member of staff writes to the bot in private: they are no client. They can choose the name that
//! clients see, and are told what the bot is for.

use crate::model::ClientId;
use crate::relay::commands::{Command, Inside, Verb, inside};
use crate::relay::effect::{Effect, Fact, Lane};
use crate::relay::event::{Post, Sender};
use crate::relay::sign::NAME_MAX;
use crate::relay::topic;
use crate::relay::view::{Member, View};
use crate::relay::visible::one_line;
use crate::text::{self, Text};

/// What a member of staff is answered in private.
pub(super) fn wrote(view: &View<'_>, member: &Member, post: &Post) -> Vec<Effect> {
    let Sender::Person(person) = &post.from else { return Vec::new() };
    let mut effects = vec![Effect::Remember(Fact::Staff(person.clone()))];
    let lang = view.policy.lang;
    match inside(&post.content.text.text, &view.policy.bot_name) {
        Some(Inside::Command(Command { verb: Verb::SetName, rest })) => {
            effects.extend(name(view, member, &rest));
        }
        Some(Inside::Command(Command { verb: Verb::Help, .. })) => {
            effects.push(answer(member, text::staff_help(lang)));
        }
        Some(Inside::Command(_)) => effects.push(answer(member, text::group_wanted(lang))),
        Some(Inside::Unknown { .. } | Inside::Foreign | Inside::Note) | None => {
            effects.push(answer(member, text::colleague(lang, member.signs.as_deref())));
        }
    }
    effects
}

fn name(view: &View<'_>, member: &Member, rest: &str) -> Vec<Effect> {
    let lang = view.policy.lang;
    if matches!(rest, "-" | "–" | "—") {
        let line = answer(member, text::name_reset(lang, view.policy.desk.sign_unnamed));
        return vec![Effect::Remember(Fact::StaffNamed(member.id, None)), line];
    }
    let Some(name) = one_line(rest, NAME_MAX) else {
        return vec![answer(member, text::usage(lang, Verb::SetName.name()))];
    };
    let line = answer(member, text::name_set(lang, &name));
    vec![Effect::Remember(Fact::StaffNamed(member.id, Some(name))), line]
}

fn answer(member: &Member, text: Text) -> Effect {
    topic::say(Lane::Out(ClientId::from(member.id)), text, None)
}
