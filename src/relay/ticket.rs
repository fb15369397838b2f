//! The life of a ticket: taken, handed over, closed, opened again. Commands and the card's buttons both
//! end here.

use crate::model::{ClientId, Millis, UserId};
use crate::relay::client::answer;
use crate::relay::effect::{
    Action, Body, Button, Does, Effect, Fact, Keys, Label, Lane, Tell, TicketFact, What,
};
use crate::relay::event::Press;
use crate::relay::view::{Client, Member, Status, View};
use crate::relay::{rating, remind, topic};
use crate::text;

/// The card and the topic's look are brought up to date.
pub(super) fn changed(client: ClientId) -> [Effect; 2] {
    [
        Effect::Tell(Tell::new(Lane::Card(client), What::Card)),
        Effect::Tell(Tell::new(Lane::Look(client), What::Dress)),
    ]
}

/// A fact about the ticket.
pub(super) fn fact(client: ClientId, fact: TicketFact) -> Effect {
    Effect::Remember(Fact::Ticket(client, fact))
}

/// The client wrote and waits. A message after a close begins the next ticket in the same topic.
pub(super) fn asked(view: &View<'_>, client: ClientId, now: Millis) -> Vec<Effect> {
    let mut effects = Vec::new();
    if !view.ticket.as_ref().is_some_and(super::view::Ticket::is_open) {
        effects.push(fact(client, TicketFact::Opened));
        if view.ticket.is_some() {
            effects.extend(changed(client));
        }
    }
    if view.ticket.as_ref().is_none_or(|ticket| !ticket.is_open() || ticket.waiting.is_none()) {
        effects.push(fact(client, TicketFact::Asked(now)));
        effects.extend(remind::begins(view, client, now));
    }
    effects
}

/// Staff answered. The first answer takes the ticket; `by` is nobody when the answer is anonymous.
pub(super) fn answered(view: &View<'_>, client: ClientId, by: Option<UserId>, now: Millis) -> Vec<Effect> {
    let mut effects = vec![fact(client, TicketFact::Answered(now))];
    if view.ticket.as_ref().is_some_and(|ticket| ticket.status == Status::Open) {
        effects.push(fact(client, TicketFact::Taken(by)));
        effects.extend(changed(client));
    }
    effects
}

/// A button of the card, or of the list of members, was pressed.
pub(super) fn pressed(view: &View<'_>, press: &Press, action: Action, now: Millis) -> Vec<Effect> {
    let lang = view.policy.lang;
    let Some(client) = &view.client else { return vec![answer(press, text::button_stale(lang), now)] };
    let by = presser(view, press);
    let known = by.as_ref();
    let (toast, effects) = match action {
        Action::Take(_) => match known {
            Some(member) => assign(view, client, member, known),
            None => (text::come_out(lang), Vec::new()),
        },
        Action::Assign(_, id) => match view.staff.iter().find(|member| member.id == id) {
            Some(member) => assign(view, client, member, known),
            None => (text::button_stale(lang), Vec::new()),
        },
        Action::HandOver(_) => (text::choose_below(lang), vec![choice(view, client)]),
        Action::Close(_) => close(view, client, known.map(|member| member.id), false),
        Action::Reopen(_) => reopen(view, client),
        Action::Retry(_)
        | Action::Language(_)
        | Action::Rate(..)
        | Action::Canned(..)
        | Action::Errand(..)
        | Action::Held(..) => (text::button_stale(lang), Vec::new()),
    };
    let member = press.by.iter().map(|person| Effect::Remember(Fact::Staff(person.clone())));
    [answer(press, toast, now)].into_iter().chain(member).chain(effects).collect()
}

/// The member who pressed; nobody if they did it as the group.
pub(super) fn presser(view: &View<'_>, press: &Press) -> Option<Member> {
    let person = press.by.as_ref()?;
    Some(view.actor.clone().unwrap_or_else(|| Member::new(view.policy.lang, person)))
}

/// What a change of a ticket is answered with, and what it does.
type Done = (text::Text, Vec<Effect>);

/// The ticket is this member's from now on. Unless they did it themselves, they hear of it in private.
pub(super) fn assign(view: &View<'_>, client: &Client, member: &Member, by: Option<&Member>) -> Done {
    let lang = view.policy.lang;
    let Some(ticket) = view.ticket.as_ref().filter(|ticket| ticket.is_open()) else {
        return (text::ticket_is_closed(lang), Vec::new());
    };
    if ticket.assignee.as_ref().is_some_and(|assignee| assignee.id == member.id) {
        return (text::assigned_already(lang, &member.name), Vec::new());
    }
    let mut effects = vec![
        fact(client.id, TicketFact::Assigned(Some(member.id))),
        fact(client.id, TicketFact::Taken(None)),
    ];
    effects.extend(changed(client.id));
    if by.is_none_or(|by| by.id != member.id) {
        effects.push(summons(view, client, member));
    }
    (text::assigned(lang, &member.name), effects)
}

/// Nobody's any more.
pub(super) fn unassign(view: &View<'_>, client: &Client) -> Done {
    let lang = view.policy.lang;
    if view.ticket.as_ref().is_none_or(|ticket| ticket.assignee.is_none()) {
        return (text::unassigned_already(lang), Vec::new());
    }
    let effects = [fact(client.id, TicketFact::Assigned(None))].into_iter().chain(changed(client.id));
    (text::unassigned(lang), effects.collect())
}

/// A private word to the member to whom the client was handed over, with the way to the topic.
fn summons(view: &View<'_>, client: &Client, member: &Member) -> Effect {
    let lang = view.policy.lang;
    let visit = view.topic.thread.map(|thread| Does::Visit(view.group.id, thread));
    let button = |does| vec![Button { text: text::visit_button(lang), does }];
    let what = What::Say {
        body: Body::Ours(text::summons(lang, &client.name)),
        keys: visit.map_or(Keys::None, |does| Keys::Inline(vec![button(does)])),
        label: Some(Label::Summons(client.id, member.id)),
    };
    Effect::Tell(Tell::new(Lane::Out(ClientId::from(member.id)), what))
}

/// The members to choose from, a button each.
pub(super) fn choice(view: &View<'_>, client: &Client) -> Effect {
    let lang = view.policy.lang;
    let button = |member: &Member| {
        let does = Does::Press(Action::Assign(client.id, member.id));
        vec![Button { text: text::name_button(&member.name), does }]
    };
    let what = What::Say {
        body: Body::Ours(text::assign_whom(lang)),
        keys: Keys::Inline(view.staff.iter().map(button).collect()),
        label: None,
    };
    Effect::Tell(Tell::new(topic::desk(client.id), what))
}

/// The ticket is over. The client is told, unless it is done silently.
pub(super) fn close(view: &View<'_>, client: &Client, by: Option<UserId>, silent: bool) -> Done {
    let lang = view.policy.lang;
    if !view.ticket.as_ref().is_some_and(super::view::Ticket::is_open) {
        return (text::closed_already(lang), Vec::new());
    }
    let mut effects = vec![fact(client.id, TicketFact::Closed { by })];
    effects.extend(changed(client.id));
    if !silent {
        effects.push(topic::say(Lane::Out(client.id), text::ticket_over(view.client_lang()), None));
        effects.extend(rating::ask(view, client.id));
    }
    let toast = if silent { text::closed_silently(lang) } else { text::closed(lang) };
    (toast, effects)
}

/// The ticket goes on after all.
pub(super) fn reopen(view: &View<'_>, client: &Client) -> Done {
    let lang = view.policy.lang;
    if view.ticket.as_ref().is_none_or(super::view::Ticket::is_open) {
        return (text::open_already(lang), Vec::new());
    }
    let effects = [fact(client.id, TicketFact::Reopened)].into_iter().chain(changed(client.id));
    (text::reopened(lang), effects.collect())
}
