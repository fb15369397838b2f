//! Enote answered: what was asked for is shown where staff were told that it is being looked for.

use super::line::{line, logged, over};
use super::{look_again, preview, remember, revise, yes_or_no};
use crate::model::{
    Animal, Contacts, Contract, Half, MINUTE, Millis, OwnerCard, OwnerRef, Reply, Trouble, WhyNot,
};
use crate::relay::effect::{Effect, ErrandFact, Fact, Label, LinkFact, LogEntry, LogEvent, OwnerDetails};
use crate::relay::event::Answered;
use crate::relay::linking::pets;
use crate::relay::view::{Client, Ending, Errand, ErrandKind, ErrandState, View};
use crate::relay::{phones, ticket};
use crate::text::{self, Text};

/// How long what was found may be confirmed, in milliseconds: longer, and the owner may have changed.
const PREVIEW_WORTH: i64 = 30 * MINUTE;

/// What Enote answered, to an errand that still waits for it.
pub(in crate::relay) fn answered(view: &View<'_>, answered: &Answered, now: Millis) -> Vec<Effect> {
    let waits = |errand: &&Errand| errand.state == ErrandState::Asked;
    let Some(errand) = view.linking.errand.as_ref().filter(waits) else { return Vec::new() };
    let Some(client) = &view.client else { return Vec::new() };
    let told = Told { view, errand, client, ms: answered.ms, now };
    match (errand.kind, &answered.answer) {
        (ErrandKind::Link, Ok(Reply::Card(card))) => told.found(card),
        (ErrandKind::Pets | ErrandKind::Refresh, Ok(_)) if errand.relinked => told.overtaken(),
        (ErrandKind::Pets, Ok(Reply::Animals(animals))) => told.animals(animals),
        (ErrandKind::Refresh, Ok(Reply::Contacts(contacts))) => told.refreshed(contacts),
        (_, Err(trouble)) => told.failed(trouble),
        (_, Ok(_)) => told.failed(&of_another_kind()),
    }
}

/// An answer to another question than was asked.
fn of_another_kind() -> Trouble {
    let detail = "an answer to another question".to_owned();
    Trouble { why: WhyNot::Malformed, half: Half::OData, detail }
}

/// What is kept of an owner, for a client with these phones.
pub(super) fn details(client: &Client, contacts: &Contacts) -> OwnerDetails {
    OwnerDetails {
        name: contacts.name.clone(),
        phone: phones::of_owner(client.phones.bot.as_deref(), &contacts.phones),
        others: contacts.others.clone(),
    }
}

/// An answer, and what it is about.
struct Told<'a> {
    view: &'a View<'a>,
    errand: &'a Errand,
    client: &'a Client,
    ms: i64,
    now: Millis,
}

impl Told<'_> {
    /// Who was found is compared with who is in the topic, and waits for a yes.
    fn found(&self, card: &OwnerCard) -> Vec<Effect> {
        let lang = self.view.policy.lang;
        let until = self.now.plus(PREVIEW_WORTH);
        let words = preview::words(self.view, self.client, self.errand, card, self.now);
        let buttons = yes_or_no(text::link_button(lang), text::no_button(lang), self.errand.id);
        let result = if card.contacts.is_ok() { "found" } else { "found without contacts" };
        let error = card.contacts.as_ref().err().map(said);
        let owner = Some(card.owner.clone());
        vec![
            remember(ErrandFact::Shown { id: self.errand.id, card: Box::new(card.clone()), until }),
            animals_of(&card.owner, &card.animals),
            look_again(self.client.id, until),
            revise(self.client.id, Label::Errand(self.errand.id), words, buttons),
            self.log(LogEntry { owner, error, ..self.line(LogEvent::Preview, result) }),
        ]
    }

    fn animals(&self, animals: &[Animal]) -> Vec<Effect> {
        let Some(owner) = &self.view.linking.link else { return self.overtaken() };
        let facts = pets::facts(owner, animals, self.now, self.now);
        let words = text::pets(self.view.policy.lang, &self.view.policy.zone(), &facts);
        let known = owner.key.as_deref().and_then(OwnerRef::new).map(|key| animals_of(&key, animals));
        let line = self.log(self.line(LogEvent::Preview, "shown"));
        known.into_iter().chain(self.ends(Ending::Done, words)).chain([line]).collect()
    }

    fn refreshed(&self, contacts: &Contacts) -> Vec<Effect> {
        let Some(owner) = &self.view.linking.link else { return self.overtaken() };
        let details = details(self.client, contacts);
        let before = OwnerDetails {
            name: owner.name.clone(),
            phone: self.client.phones.enote.clone(),
            others: owner.others.clone(),
        };
        let words = text::refreshed(self.view.policy.lang, &preview::news(&before, &details));
        let fact = LinkFact::Refreshed { details, by: self.errand.by };
        let mut effects = vec![Effect::Remember(Fact::Link(self.client.id, fact))];
        effects.extend(self.ends(Ending::Done, words));
        effects.extend(ticket::changed(self.client.id));
        effects.push(self.log(self.line(LogEvent::Refreshed, "refreshed")));
        effects
    }

    /// The client is somebody else by now, or nobody.
    fn overtaken(&self) -> Vec<Effect> {
        let words = text::link_overtaken(self.view.policy.lang);
        let line = self.log(self.line(LogEvent::Cancel, "overtaken"));
        self.ends(Ending::Overtaken, words).into_iter().chain([line]).collect()
    }

    fn failed(&self, trouble: &Trouble) -> Vec<Effect> {
        let lang = self.view.policy.lang;
        let contract = self.errand.contract.as_ref().map(Contract::as_str);
        let mut words = text::enote_trouble(lang, trouble, contract);
        let known = self.view.linking.animals.as_ref().filter(|_| self.errand.kind == ErrandKind::Pets);
        if let (Some(known), Some(owner)) = (known.filter(|_| !self.errand.relinked), &self.view.linking.link)
        {
            let facts = pets::facts(owner, &known.animals, known.read, self.now);
            words = text::pets_instead(lang, &self.view.policy.zone(), &words, &facts);
        }
        let line = LogEntry { error: Some(said(trouble)), ..self.line(LogEvent::Error, result(trouble.why)) };
        self.ends(Ending::Failed, words).into_iter().chain([self.log(line)]).collect()
    }

    fn ends(&self, ending: Ending, words: Text) -> [Effect; 2] {
        let label = Label::Errand(self.errand.id);
        [over(self.errand, ending), revise(self.client.id, label, words, Vec::new())]
    }

    fn line(&self, event: LogEvent, result: &'static str) -> LogEntry {
        let linked = self.view.linking.link.as_ref().and_then(|owner| owner.key.as_deref());
        let owner = linked.and_then(OwnerRef::new).filter(|_| self.errand.kind != ErrandKind::Link);
        LogEntry { owner, ..line(self.view, self.errand, event, self.errand.by, result) }
    }

    fn log(&self, entry: LogEntry) -> Effect {
        logged(LogEntry { ms: Some(self.ms), ..entry })
    }
}

fn animals_of(owner: &OwnerRef, animals: &[Animal]) -> Effect {
    Effect::Remember(Fact::Animals(owner.clone(), animals.to_vec()))
}

fn said(trouble: &Trouble) -> String {
    format!("{}: {}", trouble.half.as_str(), trouble.detail)
}

/// The trouble as the log names it.
fn result(why: WhyNot) -> &'static str {
    match why {
        WhyNot::NotFound => "not found",
        WhyNot::Ambiguous => "ambiguous",
        WhyNot::Ownerless => "no owner",
        WhyNot::Refused => "refused",
        WhyNot::Unavailable => "unavailable",
        WhyNot::Malformed => "malformed",
        WhyNot::NotSetUp => "not set up",
    }
}
