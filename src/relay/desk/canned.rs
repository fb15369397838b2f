//! Canned replies: `/t`, `/t_add`, `/t_del`. A name shows the reply in the topic, as the client would get
//! it; only the button under it sends it. From then on it is a message of whoever pressed, and it stands
//! where it was shown.

use super::Given;
use crate::model::{CAPTION_MAX, Content, Delivery, Extra, Kind, Millis, MsgKey, TEXT_MAX, folded};
use crate::relay::clean_name;
use crate::relay::client::answer;
use crate::relay::commands::inside;
use crate::relay::effect::{
    Action, Body, Button, CannedAct, CannedFact, Direction, Does, Effect, Fact, Keys, Lane, Rung, Tell,
    TicketFact, What,
};
use crate::relay::event::{Due, Post, Press, Refusal, Sender};
use crate::relay::staff::LATE_AFTER;
use crate::relay::view::{Canned, Client, Offer, Row, Stored, View};
use crate::relay::{receipt, ticket, topic};
use crate::text::{self, Text};
use crate::typo::nearest;

/// The longest name, in characters.
const NAME_MAX: usize = 32;
/// How many there may be: a list of them is one message, and Telegram takes 100 buttons under one.
const COUNT_MAX: usize = 90;
/// How many names stand in a row.
const ROW: usize = 2;

/// What a press is answered with, and what it does.
type Done = (Text, Vec<Effect>);

/// `/t` lists them all, `/t NAME` shows one.
pub(super) fn show(given: &Given<'_>, client: &Client) -> Vec<Effect> {
    let view = given.view;
    if given.rest.is_empty() {
        return vec![given.show(list(view, client))];
    }
    match find(&view.canned, given.rest) {
        Some(canned) => vec![given.show(offer(canned))],
        None => unknown(given),
    }
}

/// A button for each.
fn list(view: &View<'_>, client: &Client) -> What {
    let lang = view.policy.lang;
    if view.canned.is_empty() {
        return topic::saying(text::canned_none(lang), None);
    }
    let button = |canned: &Canned| {
        let does = Does::Press(Action::Canned(client.id, CannedAct::Show(canned.id)));
        Button { text: text::name_button(&canned.name), does }
    };
    let rows = view.canned.chunks(ROW).map(|row| row.iter().map(button).collect());
    What::Say { body: Body::Ours(text::canned_which(lang)), keys: Keys::Inline(rows.collect()), label: None }
}

/// One as the client would get it.
fn offer(canned: &Canned) -> What {
    What::Offer { content: Box::new(canned.content.clone()) }
}

/// `/t_add NAME`, as a reply to what is to be kept. One of the same name is replaced.
pub(super) fn add(given: &Given<'_>) -> Vec<Effect> {
    let (view, lang) = (given.view, given.lang());
    let name = clean_name(given.rest).unwrap_or_default();
    let fits = !name.is_empty() && name.chars().count() <= NAME_MAX && !given.rest.contains('\n');
    let Some(reply) = given.post.reply.as_ref().filter(|_| fits) else { return given.usage() };
    let content = &reply.holds;
    if inside(&content.text.text, &view.policy.bot_name).is_some() {
        return vec![given.answer(text::canned_inside(lang))];
    }
    if !can_be_kept(content) {
        return vec![given.answer(text::canned_not_possible(lang))];
    }
    let replaces = find(&view.canned, &name).map(|canned| canned.id);
    if replaces.is_none() && view.canned.len() >= COUNT_MAX {
        return vec![given.answer(text::canned_full(lang, view.canned.len()))];
    }
    let said =
        if replaces.is_some() { text::canned_replaced(lang, &name) } else { text::canned_kept(lang, &name) };
    // It is always sent anew, so what only a copy brings is left out from the beginning; and it stands still.
    let fields = standing_still(content);
    let content =
        Content { extra: Extra { rich: false, fields, ..content.extra.clone() }, ..(**content).clone() };
    let by = given.by().map(|member| member.id);
    let kept = CannedFact::Kept { replaces, name, content: Box::new(content), by };
    vec![Effect::Remember(Fact::Canned(kept)), given.answer(said)]
}

/// The fields of what does not move, even if this does now.
fn standing_still(content: &Content) -> String {
    let fields = content.extra.fields.clone();
    let read = || serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&fields).ok();
    let Some(mut still) = content.is_live().then(read).flatten() else { return fields };
    still.retain(|name, _| !matches!(name.as_str(), "live_period" | "heading"));
    serde_json::Value::Object(still).to_string()
}

/// Whether it can be sent anew as one message.
fn can_be_kept(content: &Content) -> bool {
    let length = content.text.units();
    if content.kind == Kind::Text {
        return (1..=TEXT_MAX).contains(&length);
    }
    if matches!(content.kind, Kind::Location | Kind::Venue | Kind::Contact) {
        return !content.extra.fields.is_empty();
    }
    content.kind.is_file() && content.file.is_some() && length <= CAPTION_MAX
}

/// `/t_del NAME`.
pub(super) fn drop(given: &Given<'_>) -> Vec<Effect> {
    if given.rest.is_empty() {
        return given.usage();
    }
    match find(&given.view.canned, given.rest) {
        Some(canned) => vec![
            Effect::Remember(Fact::Canned(CannedFact::Dropped(canned.id))),
            given.answer(text::canned_dropped(given.lang(), &canned.name)),
        ],
        None => unknown(given),
    }
}

fn unknown(given: &Given<'_>) -> Vec<Effect> {
    let names = given.view.canned.iter().map(|canned| canned.name.as_str());
    let name: String = clean_name(given.rest).unwrap_or_default().chars().take(NAME_MAX).collect();
    let near = nearest(&name, names);
    vec![given.answer(text::canned_unknown(given.lang(), &name, near))]
}

/// By name: neither case counts nor which apostrophe was typed.
fn find<'a>(all: &'a [Canned], name: &str) -> Option<&'a Canned> {
    let plain =
        |name: &str| folded(&clean_name(name).unwrap_or_default()).replace(['’', '‘', 'ʼ', '`', '´'], "'");
    let name = plain(name);
    all.iter().find(|canned| plain(&canned.name) == name)
}

/// A button of the list, or under what was shown.
pub(in crate::relay) fn pressed(view: &View<'_>, press: &Press, act: CannedAct, now: Millis) -> Vec<Effect> {
    let lang = view.policy.lang;
    let Some(client) = &view.client else { return vec![answer(press, text::canned_stale(lang), now)] };
    let (toast, effects) = match act {
        CannedAct::Show(id) => match view.canned.iter().find(|canned| canned.id == id) {
            Some(canned) => {
                let show = Tell::new(topic::desk(client.id), offer(canned));
                (text::canned_below(lang), vec![Effect::Tell(show)])
            }
            None => (text::canned_gone(lang), Vec::new()),
        },
        CannedAct::Send(_) => match offered(view, press, client) {
            Some(offered) => (text::canned_sending(lang), send(view, press, client, offered, now)),
            None => settled(view),
        },
        CannedAct::Discard(_) => match offered(view, press, client) {
            Some((offer, key)) => (text::canned_discarded(lang), discard(offer, key)),
            None => settled(view),
        },
    };
    let member = press.by.iter().map(|person| Effect::Remember(Fact::Staff(person.clone())));
    [answer(press, toast, now)].into_iter().chain(member).chain(effects).collect()
}

/// What a press is about, and where it stands.
fn offered<'a>(view: &'a View<'_>, press: &Press, client: &Client) -> Option<(&'a Offer, MsgKey)> {
    view.offer.as_ref().filter(|offer| offer.client == client.id).zip(press.under)
}

/// It was pressed before: what has become of it.
fn settled(view: &View<'_>) -> Done {
    let lang = view.policy.lang;
    let toast = match view.stored.as_ref().map(|Stored { delivery, .. }| delivery) {
        None => text::canned_stale(lang),
        Some(Delivery::Queued) => text::canned_sending(lang),
        Some(Delivery::Sent | Delivery::PossiblyTwice) => text::retry_already(lang),
        Some(Delivery::Failed | Delivery::Kept) => text::not_delivered(lang),
    };
    (toast, Vec::new())
}

fn discard(offer: &Offer, key: MsgKey) -> Vec<Effect> {
    vec![
        Effect::Remember(Fact::Canned(CannedFact::Settled(offer.id))),
        Effect::Tell(Tell::new(Lane::Now, What::Remove(key))),
    ]
}

/// From here on it is a message to the client like any other, written by whoever pressed.
fn send(
    view: &View<'_>,
    press: &Press,
    client: &Client,
    (offer, key): (&Offer, MsgKey),
    now: Millis,
) -> Vec<Effect> {
    let by = ticket::presser(view, press);
    let post = Post {
        key,
        from: press.by.clone().map_or(Sender::Anonymous, Sender::Person),
        thread: view.topic.thread,
        forum: true,
        date: now,
        edited: None,
        content: offer.content.clone(),
        album: None,
        reply: None,
    };
    let (direction, delivery) = (Direction::Out, Delivery::Queued);
    let message =
        Fact::Message { client: client.id, direction, post: Box::new(post), delivery, signature: None };
    let opened = view.ticket.is_none().then(|| ticket::fact(client.id, TicketFact::Opened));
    let mut effects: Vec<Effect> = opened.into_iter().collect();
    effects.push(Effect::Remember(Fact::Canned(CannedFact::Settled(offer.id))));
    effects.push(Effect::Remember(message));
    effects.extend(ticket::answered(view, client.id, by.as_ref().map(|member| member.id), now));
    let relay = What::Relay { of: key, rung: Rung::Rebuilt };
    effects.push(Effect::Tell(Tell::new(Lane::Out(client.id), relay)));
    effects.push(Effect::Remember(Fact::Deadline(Due::Late(client.id), now.plus(LATE_AFTER))));
    let text = text::canned_by_button(view.policy.lang, by.as_ref().map(|member| member.name.as_str()));
    let button = Button { text, does: Does::Press(Action::Canned(client.id, CannedAct::Send(offer.id))) };
    let rekey = What::Rekey { at: key, buttons: vec![vec![button]] };
    effects.push(Effect::Tell(Tell::new(topic::desk(client.id), rekey)));
    effects
}

/// It cannot be shown, and so not be sent: the topic says why.
pub(in crate::relay) fn refused(view: &View<'_>, row: &Row, refusal: &Refusal, now: Millis) -> Vec<Effect> {
    let mut effects = receipt::say_refused(view, row, refusal, now);
    if effects.last() == Some(&receipt::finished(row)) {
        effects.push(Effect::Remember(Fact::Canned(CannedFact::Settled(row.id))));
        effects.push(topic::say(row.lane, text::refused(view.policy.lang, &refusal.words), None));
    }
    effects
}
