//! A client's phone number: they are asked for it, now and then again, and share it or do not. A number is
//! taken as theirs only from a card of their own account.

use serde_json::{Map, Value};

use super::{menu, show};
use crate::model::{ClientId, Kind, Lang, MINUTE, Millis};
use crate::phone::international;
use crate::relay::effect::{Effect, Fact, Key, Keys, Lane, ReceptionFact};
use crate::relay::event::{Post, Sender};
use crate::relay::view::{Client, Ticket, View};
use crate::relay::{phones, ticket, topic};
use crate::text;

/// How long a client is left in peace after they were asked, in milliseconds.
const ASK_EVERY: i64 = 24 * 60 * MINUTE;

/// The first words a client reads, in one message with what they are asked: a question that came behind
/// them would hide them, and half of it might be lost. Whoever has shared their number gets the menu at once.
pub(super) fn greet(view: &View<'_>, client: &Client) -> Vec<Effect> {
    let lang = view.client_lang();
    let asks = lacks_phone(client);
    let greeting = text::greeting(lang, &view.policy.clinic, asks);
    if asks {
        return vec![show(client.id, greeting, keys(lang)), asked(client.id)];
    }
    vec![show(client.id, greeting, menu::board(&view.policy.menu, lang))]
}

/// Asks for the number.
pub(super) fn ask(lang: Lang, client: ClientId) -> [Effect; 2] {
    [show(client, text::phone_prompt(lang), keys(lang)), asked(client)]
}

/// Asks once more, behind a message of theirs: not twice in a ticket, not twice in a day, and not where
/// `so_far` they are told something else.
pub(super) fn ask_again(view: &View<'_>, client: &Client, so_far: &[Effect], now: Millis) -> Vec<Effect> {
    let reception = &view.reception;
    let rested = reception.asked_for_phone.is_some_and(|asked| now.since(asked) >= ASK_EVERY);
    let in_ticket = reception.asked_in_ticket && view.ticket.as_ref().is_some_and(Ticket::is_open);
    let told = |effect: &Effect| matches!(effect, Effect::Tell(tell) if tell.lane == Lane::Out(client.id));
    if !lacks_phone(client) || !rested || in_ticket || so_far.iter().any(told) {
        return Vec::new();
    }
    ask(view.client_lang(), client.id).into()
}

/// The digits of the sender's own number, if that is what the post holds. One that no country has, such as
/// Telegram's anonymous `+888…`, is taken as it stands: Telegram vouches for it.
pub(super) fn own_number(post: &Post) -> Option<String> {
    let Sender::Person(person) = &post.from else { return None };
    let extra = &post.content.extra;
    if post.content.kind != Kind::Contact || extra.user != Some(person.id) {
        return None;
    }
    let card: Map<String, Value> = serde_json::from_str(&extra.fields).ok()?;
    let raw = card.get("phone_number")?.as_str()?;
    let bare = || raw.chars().filter(char::is_ascii_digit).collect();
    let digits: String = international(raw).map_or_else(bare, |phone| phone.digits().to_owned());
    (!digits.is_empty()).then_some(digits)
}

/// They shared it. Staff read the number in a line, so the card that it came on does not travel.
pub(super) fn shared(view: &View<'_>, client: ClientId, digits: &str) -> Vec<Effect> {
    let lang = view.client_lang();
    let shown = phones::to_call([Some(digits)]).unwrap_or_default();
    let line = text::phone_shared(view.policy.lang, &shown);
    let settled = Effect::Remember(Fact::Reception(client, ReceptionFact::Phone(digits.to_owned())));
    let thanks = show(client, text::phone_thanks(lang), menu::board(&view.policy.menu, lang));
    [settled, thanks, topic::say(topic::desk(client), line, None)]
        .into_iter()
        .chain(ticket::changed(client))
        .collect()
}

/// Neither they nor Enote gave a number.
fn lacks_phone(client: &Client) -> bool {
    client.phones.to_call().is_none()
}

fn keys(lang: Lang) -> Keys {
    let share = Key { text: text::share_phone_key(lang), contact: true };
    let skip = Key { text: text::skip_key(lang), contact: false };
    Keys::Board(vec![vec![share], vec![skip]])
}

fn asked(client: ClientId) -> Effect {
    Effect::Remember(Fact::Reception(client, ReceptionFact::AskedForPhone))
}
