//! The client's menu: its keyboard, and what a press of a button leads to. Which buttons there are is the
//! config's business.

use super::show;
use crate::model::{ClientId, Lang, Menu, MenuItem, MenuKind};
use crate::relay::effect::{Effect, Fact, Key, Keys, Lane, ReceptionFact};
use crate::relay::topic;
use crate::relay::view::View;
use crate::text;

/// The menu as a keyboard, a button a row: captions are long, and half a phone is narrow.
pub(super) fn board(menu: &Menu, lang: Lang) -> Keys {
    let key = |item: &MenuItem| vec![Key { text: text::menu_button(item), contact: false }];
    Keys::Board(menu.of(lang).iter().map(key).collect())
}

/// A press is answered and nothing more; what they want is noted with what they write next. The answer
/// brings the menu as it is now, in place of an older one.
pub(super) fn pressed(view: &View<'_>, client: ClientId, item: &MenuItem) -> Vec<Effect> {
    let menu = &view.policy.menu;
    let answer = show(client, text::menu_answer(item), board(menu, view.client_lang()));
    match item.kind {
        MenuKind::Info { .. } => vec![answer],
        MenuKind::Intent { .. } => {
            let caption = menu.said_in(view.policy.lang, item).title.clone();
            vec![answer, intent(client, Some(caption))]
        }
    }
}

/// The line in front of a message that says which button it is about.
pub(super) fn noted(view: &View<'_>, client: ClientId) -> Vec<Effect> {
    let Some(caption) = &view.reception.intent else { return Vec::new() };
    let line = text::intent_noted(view.policy.lang, caption);
    vec![topic::say(Lane::In(client), line, None), intent(client, None)]
}

fn intent(client: ClientId, caption: Option<String>) -> Effect {
    Effect::Remember(Fact::Reception(client, ReceptionFact::Intent(caption)))
}
