//! What staff's commands do: [`run`] is the table of contents, one file for each story. Every command is
//! answered, and none of them sends the client anything but what it says it does.

mod assign;
mod ban;
pub(super) mod canned;
mod close;
pub(super) mod delete;
mod enote;
mod find;
mod help;
mod label;
pub(super) mod note;
mod snooze;
mod who;

use crate::model::{Lang, Millis};
use crate::relay::commands::{Command, Inside, Verb};
use crate::relay::effect::{Effect, Lane, Tell, What};
use crate::relay::event::{Post, Sender};
use crate::relay::topic;
use crate::relay::view::{Client, Member, View};
use crate::text::{self, Text};

/// A command that was given: where, by whom, with what behind its name.
pub(super) struct Given<'a> {
    view: &'a View<'a>,
    /// The client in whose topic it was given.
    client: Option<&'a Client>,
    post: &'a Post,
    verb: Verb,
    rest: &'a str,
}

/// What something that stays inside brings about, beyond its being kept.
pub(super) fn inside(
    view: &View<'_>,
    client: Option<&Client>,
    post: &Post,
    inside: &Inside,
    now: Millis,
) -> Vec<Effect> {
    let given = |verb, rest| Given { view, client, post, verb, rest };
    match inside {
        Inside::Command(Command { verb, rest }) => run(&given(*verb, rest), now),
        Inside::Unknown { typed, nearest } => {
            let line = text::command_unknown(view.policy.lang, typed, nearest.map(Verb::name));
            vec![given(Verb::Help, "").answer(line)]
        }
        Inside::Note if client.is_some() => note::taken_down(view, post.key, now),
        Inside::Foreign | Inside::Note => Vec::new(),
    }
}

fn run(given: &Given<'_>, now: Millis) -> Vec<Effect> {
    match given.verb {
        Verb::Assign => given.of_a_client(assign::assign),
        Verb::Close => given.of_a_client(|given, client| close::close(given, client, false)),
        Verb::CloseSilent => given.of_a_client(|given, client| close::close(given, client, true)),
        Verb::SetName => vec![given.answer(text::private_wanted(given.lang(), &given.view.policy.bot_name))],
        Verb::Reopen => given.of_a_client(close::reopen),
        Verb::Snooze => given.of_a_client(|given, client| snooze::snooze(given, client, now)),
        Verb::Client => given.of_a_client(who::client),
        Verb::Phone => given.of_a_client(who::phone),
        Verb::Card => given.of_a_client(who::card),
        Verb::Label => given.of_a_client(label::label),
        Verb::Ban => given.of_a_client(ban::ban),
        Verb::Unban => given.of_a_client(ban::unban),
        Verb::Find => find::find(given),
        Verb::Queue => find::queue(given, now),
        Verb::Stats => find::stats(given),
        Verb::History => given.of_a_client(find::history),
        Verb::Note => given.of_a_client(|given, _| note::note(given, now)),
        Verb::Del => given.of_a_client(delete::delete),
        Verb::Help => help::help(given),
        Verb::ThreadInfo => help::thread_info(given),
        Verb::T => given.of_a_client(canned::show),
        Verb::TAdd => canned::add(given),
        Verb::TDel => canned::drop(given),
        Verb::EnoteLink => given.of_a_client(|given, client| enote::link(given, client, now)),
        Verb::Pets => given.of_a_client(|given, client| enote::pets(given, client, now)),
        Verb::EnoteRefresh => given.of_a_client(|given, client| enote::refresh(given, client, now)),
        Verb::EnoteUnlink => given.of_a_client(|given, client| enote::unlink(given, client, now)),
        Verb::Cancel => given.of_a_client(|given, client| enote::cancel(given, client, now)),
    }
}

impl<'a> Given<'a> {
    fn lang(&self) -> Lang {
        self.view.policy.lang
    }

    /// For commands that make sense in a client's topic alone.
    fn of_a_client(&self, command: impl FnOnce(&Self, &'a Client) -> Vec<Effect>) -> Vec<Effect> {
        match self.client {
            Some(client) => command(self, client),
            None => vec![self.answer(text::topic_wanted(self.lang()))],
        }
    }

    /// Who gave it; nobody if an administrator writes as the group.
    fn by(&self) -> Option<Member> {
        let Sender::Person(person) = &self.post.from else { return None };
        Some(self.view.actor.clone().unwrap_or_else(|| Member::new(self.lang(), person)))
    }

    /// A line under the command.
    fn answer(&self, text: Text) -> Effect {
        self.show(topic::saying(text, None))
    }

    /// Something under the command.
    fn show(&self, what: What) -> Effect {
        let lane = Lane::Desk(self.client.map(|client| client.id));
        Effect::Tell(Tell::new(lane, what).answering(self.post.key.message))
    }

    /// How the command is to be written.
    fn usage(&self) -> Vec<Effect> {
        vec![self.answer(text::usage(self.lang(), self.verb.name()))]
    }
}
