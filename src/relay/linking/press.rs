//! A yes or a no to what an errand shows, and what becomes of a message that was held back. Every press is
//! answered; whoever comes second hears what the first has done.

use super::line::{line, logged, over};
use super::{Place, answer, ask_number, revise};
use crate::model::{ClientId, Contract, Delivery, MessageId, Millis, OwnerCard, OwnerRef};
use crate::relay::client::answer as toast;
use crate::relay::commands::inside;
use crate::relay::effect::{Effect, Fact, HeldAct, Label, Lane, LinkFact, LogEntry, LogEvent, Tell, What};
use crate::relay::event::{Due, Press};
use crate::relay::staff::LATE_AFTER;
use crate::relay::view::{Client, Ending, Errand, ErrandKind, ErrandState, Member, Stored, View};
use crate::relay::{ladder, ticket, topic};
use crate::text::{self, Text};

/// What a press is answered with, and what it does.
type Done = (Text, Vec<Effect>);

/// Somebody said yes or no to what an errand shows.
pub(in crate::relay) fn pressed(view: &View<'_>, press: &Press, yes: bool, now: Millis) -> Vec<Effect> {
    let lang = view.policy.lang;
    let (Some(errand), Some(client)) = (&view.linking.errand, &view.client) else {
        return vec![toast(press, text::button_stale(lang), now)];
    };
    let by = ticket::presser(view, press);
    let pressed = Pressed { view, errand, client, by: by.as_ref() };
    let (words, effects) = match errand.state {
        ErrandState::Shown if !yes => pressed.no(),
        ErrandState::Shown if errand.until <= now => pressed.too_late(),
        ErrandState::Shown if errand.relinked => pressed.overtaken(),
        ErrandState::Shown => pressed.yes(),
        ErrandState::Over(ending) => (text::errand_is_over(lang, ended(ending)), Vec::new()),
        ErrandState::Number | ErrandState::Asked => (text::button_stale(lang), Vec::new()),
    };
    answered(press, words, effects, now)
}

fn answered(press: &Press, words: Text, effects: Vec<Effect>, now: Millis) -> Vec<Effect> {
    let member = press.by.iter().map(|person| Effect::Remember(Fact::Staff(person.clone())));
    [toast(press, words, now)].into_iter().chain(member).chain(effects).collect()
}

fn ended(ending: Ending) -> text::Ended {
    match ending {
        Ending::Done => text::Ended::Done,
        Ending::Cancelled => text::Ended::Cancelled,
        Ending::Expired => text::Ended::Expired,
        Ending::Failed | Ending::Overtaken => text::Ended::Other,
    }
}

/// A press under what an errand shows.
struct Pressed<'a> {
    view: &'a View<'a>,
    errand: &'a Errand,
    client: &'a Client,
    by: Option<&'a Member>,
}

impl Pressed<'_> {
    fn yes(&self) -> Done {
        match (self.errand.kind, &self.errand.card) {
            (ErrandKind::Link, Some(card)) => self.link(card),
            (ErrandKind::Unlink, _) => self.unlink(),
            (ErrandKind::Link | ErrandKind::Pets | ErrandKind::Refresh, _) => {
                (text::button_stale(self.view.policy.lang), Vec::new())
            }
        }
    }

    /// The client is this owner from now on.
    fn link(&self, card: &OwnerCard) -> Done {
        let (lang, client) = (self.view.policy.lang, self.client.id);
        let details = card.contacts.as_ref().ok().map(|contacts| answer::details(self.client, contacts));
        let name = details.as_ref().and_then(|details| details.name.as_deref());
        let words = text::linked(lang, name, &card.contract, self.name());
        let by = self.by.map(|member| member.id);
        let (owner, contract) = (card.owner.clone(), card.contract.clone());
        let fact = LinkFact::Linked { owner: owner.clone(), contract, details, by };
        let result = if self.view.linking.link.is_some() { "relinked" } else { "linked" };
        let mut effects = vec![Effect::Remember(Fact::Link(client, fact))];
        effects.extend(self.ends(Ending::Done, text::link_confirmed(lang)));
        effects.push(topic::say(topic::desk(client), words, None));
        effects.extend(ticket::changed(client));
        effects.push(logged(LogEntry { owner: Some(owner), ..self.line(LogEvent::Linked, result) }));
        (text::link_confirmed(lang), effects)
    }

    fn unlink(&self) -> Done {
        let (lang, client) = (self.view.policy.lang, self.client.id);
        let before = self.view.linking.link.as_ref();
        let fact = LinkFact::Unlinked { by: self.by.map(|member| member.id) };
        let mut effects = vec![Effect::Remember(Fact::Link(client, fact))];
        effects.extend(self.ends(Ending::Done, text::unlink_confirmed(lang)));
        effects.push(topic::say(topic::desk(client), text::unlinked(lang, before, self.name()), None));
        effects.extend(ticket::changed(client));
        let owner = before.and_then(|owner| owner.key.as_deref()).and_then(OwnerRef::new);
        effects.push(logged(LogEntry { owner, ..self.line(LogEvent::Unlinked, "unlinked") }));
        (text::unlink_confirmed(lang), effects)
    }

    fn no(&self) -> Done {
        let lang = self.view.policy.lang;
        let words = text::errand_cancelled(lang);
        let mut effects = self.ends(Ending::Cancelled, words.clone()).to_vec();
        effects.push(logged(self.line(LogEvent::Cancel, "cancelled")));
        (words, effects)
    }

    fn too_late(&self) -> Done {
        let contract = self.errand.contract.as_ref().map(Contract::as_str);
        let words = text::errand_expired(self.view.policy.lang, contract);
        let mut effects = self.ends(Ending::Expired, words.clone()).to_vec();
        effects.push(logged(self.line(LogEvent::Cancel, "expired")));
        (words, effects)
    }

    fn overtaken(&self) -> Done {
        let words = text::link_overtaken(self.view.policy.lang);
        let mut effects = self.ends(Ending::Overtaken, words.clone()).to_vec();
        effects.push(logged(self.line(LogEvent::Cancel, "overtaken")));
        (words, effects)
    }

    fn ends(&self, ending: Ending, words: Text) -> [Effect; 2] {
        let label = Label::Errand(self.errand.id);
        [over(self.errand, ending), revise(self.client.id, label, words, Vec::new())]
    }

    fn name(&self) -> Option<&str> {
        self.by.map(|member| member.name.as_str())
    }

    fn line(&self, event: LogEvent, result: &'static str) -> LogEntry {
        line(self.view, self.errand, event, self.by.map(|member| member.id), result)
    }
}

/// Somebody decided about a message that was held back.
pub(in crate::relay) fn held(
    view: &View<'_>,
    press: &Press,
    message: MessageId,
    act: HeldAct,
    now: Millis,
) -> Vec<Effect> {
    let lang = view.policy.lang;
    let (Some(stored), Some(client)) = (&view.stored, &view.client) else {
        return vec![toast(press, text::button_stale(lang), now)];
    };
    let by = ticket::presser(view, press).map(|member| member.id);
    let (words, effects) = match (act, settled(view, stored)) {
        (_, Some(words)) => (words, Vec::new()),
        (HeldAct::Send, None) => {
            let mut effects = send(client.id, stored, now);
            effects.extend(ticket::answered(view, client.id, by, now));
            effects.push(note(client.id, message, text::held_sent(lang)));
            (text::canned_sending(lang), effects)
        }
        (HeldAct::Again, None) => {
            let place = Place { view, client: client.id, by, under: message, now };
            let mut effects = ask_number(&place);
            effects.push(note(client.id, message, text::held_stays(lang)));
            (text::held_stays(lang), effects)
        }
    };
    answered(press, words, effects, now)
}

/// What has become of it, if it is not held back any more: sent, or edited into something that stays inside.
fn settled(view: &View<'_>, stored: &Stored) -> Option<Text> {
    let lang = view.policy.lang;
    match stored.delivery {
        Delivery::Sent | Delivery::PossiblyTwice => Some(text::retry_already(lang)),
        Delivery::Queued | Delivery::Failed => Some(text::button_stale(lang)),
        Delivery::Kept if stored.note => Some(text::edit_of_note(lang)),
        Delivery::Kept => {
            inside(&stored.content.text.text, &view.policy.bot_name).map(|_| text::edit_of_kept(lang))
        }
    }
}

/// From here on it is a message to the client like any other.
fn send(client: ClientId, stored: &Stored, now: Millis) -> Vec<Effect> {
    let what = What::Relay { of: stored.key, rung: ladder::again(&stored.content) };
    vec![
        Effect::Tell(Tell::new(Lane::Out(client), what)),
        Effect::Remember(Fact::Deadline(Due::Late(client), now.plus(LATE_AFTER))),
    ]
}

fn note(client: ClientId, message: MessageId, words: Text) -> Effect {
    revise(client, Label::Held(message), words, Vec::new())
}
