//! The language in which a client is spoken to. What staff write is not touched by it.

use super::{answer, menu, show};
use crate::model::{ClientId, Lang, Millis};
use crate::relay::effect::{Action, Button, Does, Effect, Fact, Keys, ReceptionFact};
use crate::relay::event::Press;
use crate::relay::view::View;
use crate::text;

/// The languages to choose from, a button each.
pub(super) fn choice(lang: Lang, client: ClientId) -> Effect {
    let button =
        |lang| Button { text: text::language_button(lang), does: Does::Press(Action::Language(lang)) };
    show(client, text::choose_language(lang), Keys::Inline(vec![Lang::ALL.map(button).into()]))
}

/// They chose one. The keyboard follows it; a second press of the same button changes nothing.
pub(super) fn chosen(view: &View<'_>, press: &Press, lang: Lang, now: Millis) -> Vec<Effect> {
    let toast = answer(press, text::language_chosen(lang), now);
    let Some(person) = &press.by else { return vec![toast] };
    let client = ClientId::from(person.id);
    if view.client.as_ref().is_some_and(|known| known.lang == Some(lang)) {
        return vec![toast];
    }
    let confirmed = show(client, text::language_chosen(lang), menu::board(&view.policy.menu, lang));
    vec![
        toast,
        Effect::Remember(Fact::Client(person.clone())),
        Effect::Remember(Fact::Reception(client, ReceptionFact::Language(lang))),
        confirmed,
    ]
}
