//! The client's menu: the buttons of a clinic that wrote none itself, and what a press is answered with.

use super::Text;
use super::bundle::say;
use crate::model::{Clinic, Lang, Menu, MenuItem, MenuKind};

/// The menu of a clinic that wrote none itself. How to find it is left out when it gives no way.
pub fn default_menu(clinic: &Clinic) -> Menu {
    Menu { uk: items(Lang::Uk, clinic), en: items(Lang::En, clinic) }
}

/// The caption of a button.
pub fn menu_button(item: &MenuItem) -> Text {
    Text::plain(item.title.clone())
}

/// What a client reads after pressing a button: the question, or what they wanted to know.
pub fn menu_answer(item: &MenuItem) -> Text {
    match &item.kind {
        MenuKind::Intent { ask } => Text::plain(ask.clone()),
        MenuKind::Info { text } => Text::plain(text.clone()),
    }
}

fn items(lang: Lang, clinic: &Clinic) -> Vec<MenuItem> {
    let intent = |title: String, ask: String| item(title, MenuKind::Intent { ask });
    let mut menu = vec![
        intent(say(lang, "menu-treatment", &[]), say(lang, "menu-treatment-ask", &[])),
        intent(say(lang, "menu-visit", &[]), say(lang, "menu-visit-ask", &[])),
        intent(say(lang, "menu-question", &[]), say(lang, "menu-question-ask", &[])),
    ];
    let text = find_us(lang, clinic);
    if !text.is_empty() {
        menu.push(item(say(lang, "menu-find-us", &[]), MenuKind::Info { text }));
    }
    menu
}

/// One line for each way that the clinic gives.
fn find_us(lang: Lang, clinic: &Clinic) -> String {
    let address = clinic.address.as_deref();
    let map = clinic.map_url.as_deref();
    let phone = clinic.phone.as_deref();
    let lines = [
        address.map(|address| say(lang, "find-us-address", &[("address", address.into())])),
        map.map(|url| say(lang, "find-us-map", &[("url", url.into())])),
        phone.map(|phone| say(lang, "urgent-phone", &[("phone", phone.into())])),
    ];
    lines.into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn item(title: String, kind: MenuKind) -> MenuItem {
    MenuItem { title, aliases: Vec::new(), kind }
}
