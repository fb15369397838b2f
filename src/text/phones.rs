//! A client's phones, as the card and the answer to `/phone` show them. Which line is said of which number is
//! decided in `relay::phones`. A number stands as plain text: Telegram makes a link of `+380…` by itself.

use super::Text;
use super::bundle::say;
use crate::model::Lang;

/// One line about a number, with the number as people see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PhoneLine {
    /// The client's own, and Enote has the same.
    Authorised(String),
    /// In both places the same, but the client has not said that it is theirs.
    Unconfirmed(String),
    /// The bot's, and whether the client has said that it is theirs.
    Bot {
        /// The number.
        number: String,
        /// They have.
        confirmed: bool,
    },
    /// Enote's.
    Enote(String),
}

/// The client's phones, a line each; without any, that none is known.
pub fn phone_lines(lang: Lang, lines: &[PhoneLine]) -> Text {
    if lines.is_empty() {
        return Text::plain(say(lang, "phone-unknown", &[]));
    }
    let said: Vec<String> = lines.iter().map(|line| said(lang, line)).collect();
    Text::plain(said.join("\n"))
}

fn said(lang: Lang, line: &PhoneLine) -> String {
    let (key, number) = match line {
        PhoneLine::Authorised(number) => ("phone-authorised", number),
        PhoneLine::Unconfirmed(number) => ("phone-unconfirmed", number),
        PhoneLine::Bot { number, confirmed: true } => ("phone-of-bot-confirmed", number),
        PhoneLine::Bot { number, confirmed: false } => ("phone-of-bot-unconfirmed", number),
        PhoneLine::Enote(number) => ("phone-of-enote", number),
    };
    say(lang, key, &[("phone", number.as_str().into())])
}
