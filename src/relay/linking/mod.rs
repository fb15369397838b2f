//! What staff want of Enote, from the first question to its end: each is an errand. Here it begins: staff are
//! asked for a contract number, Enote is asked for an owner. It goes on in [`number`] (what staff answer),
//! [`answer`] (what Enote answers) and [`press`] (yes or no). Nothing of it ever reaches the client.

mod answer;
mod line;
mod number;
pub(super) mod pets;
mod press;
mod preview;

pub(super) use answer::answered;
pub(super) use number::{Taken, contract_in, taken, took};
pub(super) use press::{held, pressed};

use line::{line, logged, over};

use crate::model::{ClientId, Contract, ErrandId, Inquiry, MINUTE, MessageId, Millis, Owner, UserId};
use crate::relay::effect::{
    Action, Body, Button, Does, Effect, ErrandFact, Fact, Keys, Label, LogEvent, Tell, What,
};
use crate::relay::event::Due;
use crate::relay::topic;
use crate::relay::view::{Ending, Errand, ErrandKind, ErrandState, View};
use crate::text::{self, Text};

/// How long a contract number is waited for, and a yes to taking a link off. In milliseconds.
const ANSWER_WORTH: i64 = 10 * MINUTE;

/// Where an errand is begun, and by whom.
pub(super) struct Place<'a> {
    /// What is known.
    pub(super) view: &'a View<'a>,
    /// The client in whose topic.
    pub(super) client: ClientId,
    /// Who; nobody, if they write as the group.
    pub(super) by: Option<UserId>,
    /// The message that is answered.
    pub(super) under: MessageId,
    /// When.
    pub(super) now: Millis,
}

impl Place<'_> {
    /// A new errand, as it begins.
    fn begun(&self, kind: ErrandKind, state: ErrandState, contract: Option<Contract>) -> Effect {
        let errand = Errand {
            id: self.view.linking.next,
            client: self.client,
            kind,
            by: self.by,
            state,
            contract,
            card: None,
            until: self.now.plus(ANSWER_WORTH),
            relinked: false,
        };
        remember(ErrandFact::Begun(Box::new(errand)))
    }

    /// Something under the message that is answered, to be found again.
    fn say(&self, text: Text, keys: Keys, label: Label) -> Effect {
        let what = What::Say { body: Body::Ours(text), keys, label: Some(label) };
        Effect::Tell(Tell::new(topic::desk(self.client), what).answering(self.under))
    }

    /// Nobody has to answer two questions for a number: the one before is dropped.
    fn drop_questions(&self) -> impl Iterator<Item = Effect> {
        self.mine()
            .filter(|errand| errand.state == ErrandState::Number)
            .map(|errand| over(errand, Ending::Cancelled))
    }

    /// What the same person has begun in this topic and not ended.
    fn mine(&self) -> impl Iterator<Item = &Errand> {
        self.view.linking.open.iter().filter(|errand| errand.by == self.by)
    }

    fn deadline(&self) -> Effect {
        look_again(self.client, self.now.plus(ANSWER_WORTH))
    }
}

/// Asks for the contract number. What the same person writes next is taken as the answer.
pub(super) fn ask_number(place: &Place<'_>) -> Vec<Effect> {
    let lang = place.view.policy.lang;
    let prompt = Label::Prompt(place.view.linking.next);
    let keys = Keys::Answer(text::contract_placeholder(lang));
    place
        .drop_questions()
        .chain([
            place.begun(ErrandKind::Link, ErrandState::Number, None),
            place.deadline(),
            place.say(text::ask_contract(lang), keys, prompt),
        ])
        .collect()
}

/// Looks for the owner behind a contract.
pub(super) fn search(place: &Place<'_>, contract: Contract) -> Vec<Effect> {
    let id = place.view.linking.next;
    let begun = place.begun(ErrandKind::Link, ErrandState::Asked, Some(contract.clone()));
    place.drop_questions().chain([begun]).chain(looking(place, id, contract)).collect()
}

/// Goes on with an errand whose contract has been named now.
fn named(place: &Place<'_>, errand: &Errand, contract: Contract) -> Vec<Effect> {
    let named = remember(ErrandFact::Named(errand.id, contract.clone()));
    [named].into_iter().chain(looking(place, errand.id, contract)).collect()
}

/// One message shows that Enote is asked, and becomes what is found.
fn looking(place: &Place<'_>, id: ErrandId, contract: Contract) -> [Effect; 2] {
    let words = text::looking_for_contract(place.view.policy.lang, contract.as_str());
    [place.say(words, Keys::None, Label::Errand(id)), Effect::AskEnote(id, Inquiry::Contract(contract))]
}

/// Asks Enote about the owner to whom the client is linked.
pub(super) fn ask(place: &Place<'_>, kind: ErrandKind, inquiry: Inquiry) -> Vec<Effect> {
    let id = place.view.linking.next;
    vec![
        place.begun(kind, ErrandState::Asked, None),
        place.say(text::asking_enote(place.view.policy.lang), Keys::None, Label::Errand(id)),
        Effect::AskEnote(id, inquiry),
    ]
}

/// Shows the link, to be taken off by a press.
pub(super) fn confirm_unlink(place: &Place<'_>, owner: &Owner) -> Vec<Effect> {
    let (lang, id) = (place.view.policy.lang, place.view.linking.next);
    let words = text::unlink_question(lang, &place.view.policy.zone(), owner);
    vec![
        place.begun(ErrandKind::Unlink, ErrandState::Shown, None),
        place.deadline(),
        place.say(
            words,
            Keys::Inline(yes_or_no(text::unlink_button(lang), text::no_button(lang), id)),
            Label::Errand(id),
        ),
    ]
}

/// Ends what the same person has begun. What Enote answers later is not waited for any more.
pub(super) fn cancel(place: &Place<'_>) -> Vec<Effect> {
    let lang = place.view.policy.lang;
    let mut effects = Vec::new();
    for errand in place.mine() {
        effects.push(over(errand, Ending::Cancelled));
        if errand.state != ErrandState::Number {
            effects.push(ended_words(errand, text::errand_cancelled(lang)));
        }
        effects.push(logged(line(place.view, errand, LogEvent::Cancel, place.by, "cancelled")));
    }
    let words = if effects.is_empty() { text::nothing_to_cancel(lang) } else { text::cancelled(lang) };
    let answer = Tell::new(topic::desk(place.client), topic::saying(words, None)).answering(place.under);
    effects.push(Effect::Tell(answer));
    effects
}

/// A moment has passed at which errands of this client may have waited long enough.
pub(super) fn due(view: &View<'_>, client: ClientId, now: Millis) -> Vec<Effect> {
    let waits = |errand: &&Errand| matches!(errand.state, ErrandState::Number | ErrandState::Shown);
    let (late, waiting): (Vec<&Errand>, Vec<&Errand>) =
        view.linking.open.iter().filter(waits).partition(|errand| errand.until <= now);
    let next = waiting.iter().map(|errand| errand.until).min();
    let expired = late.into_iter().flat_map(|errand| expire(view, errand));
    expired.chain(next.map(|at| look_again(client, at))).collect()
}

/// Nobody has answered in time.
fn expire(view: &View<'_>, errand: &Errand) -> Vec<Effect> {
    let words = text::errand_expired(view.policy.lang, errand.contract.as_ref().map(Contract::as_str));
    let mut effects = vec![over(errand, Ending::Expired)];
    effects.push(ended_words(errand, words));
    effects.push(logged(line(view, errand, LogEvent::Cancel, None, "expired")));
    effects
}

/// What stands in the topic about an errand that has ended. A question that a person finds an answer to begun
/// cannot be edited (`editMessageText` takes inline keyboards alone), so there it is said anew.
fn ended_words(errand: &Errand, words: Text) -> Effect {
    if errand.state == ErrandState::Number {
        return topic::say(topic::desk(errand.client), words, None);
    }
    revise(errand.client, Label::Errand(errand.id), words, Vec::new())
}

fn revise(client: ClientId, label: Label, text: Text, buttons: Vec<Vec<Button>>) -> Effect {
    Effect::Tell(Tell::new(topic::desk(client), What::Revise { label, text, buttons }))
}

fn yes_or_no(yes: Text, no: Text, errand: ErrandId) -> Vec<Vec<Button>> {
    let button = |text, says| Button { text, does: Does::Press(Action::Errand(errand, says)) };
    vec![vec![button(yes, true), button(no, false)]]
}

fn remember(fact: ErrandFact) -> Effect {
    Effect::Remember(Fact::Errand(fact))
}

fn look_again(client: ClientId, at: Millis) -> Effect {
    Effect::Remember(Fact::Deadline(Due::Errands(client), at))
}
