//! What clients read.

use super::Text;
use super::bundle::say;
use crate::model::{Clinic, Lang};

/// The first words a client reads.
pub fn greeting(lang: Lang, clinic: &Clinic) -> Text {
    Text::plain(if clinic.name.is_empty() {
        say(lang, "greeting", &[])
    } else {
        say(lang, "greeting-clinic", &[("clinic", clinic.name.as_str().into())])
    })
}

/// The answer to a press of a button that leads nowhere any more.
pub fn client_button_stale(lang: Lang) -> Text {
    Text::plain(say(lang, "client-button-stale", &[]))
}
