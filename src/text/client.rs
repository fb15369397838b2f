//! What clients read.

use super::Text;
use super::bundle::{say, sentences};
use super::rich::Rich;
use crate::model::{Clinic, Lang};

/// The first words a client reads; with the request for their number, if `asks_phone`. What the clinic does
/// not give is left out.
pub fn greeting(lang: Lang, clinic: &Clinic, asks_phone: bool) -> Text {
    let welcome = if clinic.name.is_empty() {
        say(lang, "greeting", &[])
    } else {
        say(lang, "greeting-clinic", &[("clinic", clinic.name.as_str().into())])
    };
    let urgent = clinic.phone.as_deref();
    let urgent = urgent.map(|phone| say(lang, "urgent-phone", &[("phone", phone.into())]));
    let prompt = asks_phone.then(|| say(lang, "phone-prompt", &[]));
    let said = [Some(welcome), urgent, prompt].into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    let rich = Rich::default().push(&said);
    match &clinic.privacy_url {
        Some(url) => rich.push("\n\n").link(&say(lang, "privacy-link", &[]), url).finish(),
        None => rich.finish(),
    }
}

sentences! {
    /// The answer to a press of a button that leads nowhere any more.
    client_button_stale = "client-button-stale";
    /// The answer to a command that there is not: those there are.
    client_commands = "client-commands";
    /// The request for their phone number.
    phone_prompt = "phone-prompt";
    /// The key that shares it.
    share_phone_key = "share-phone-key";
    /// The key of those who do not want to.
    skip_key = "skip-key";
    /// They shared it.
    phone_thanks = "phone-thanks";
    /// What comes with the menu.
    menu_shown = "menu-shown";
    /// Which language they would like; a button for each stands below.
    choose_language = "choose-language";
    /// The language's own name, in itself.
    language_button = "language-name";
    /// They chose it.
    language_chosen = "language-chosen";
}

/// To staff: the client shared this number.
pub fn phone_shared(lang: Lang, phone: &str) -> Text {
    Text::plain(say(lang, "phone-shared", &[("phone", phone.into())]))
}

/// To staff: the message below is about this button of the client's menu.
pub fn intent_noted(lang: Lang, caption: &str) -> Text {
    Text::plain(say(lang, "intent-noted", &[("caption", caption.into())]))
}
