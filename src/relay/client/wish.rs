//! What a client wants of the bot itself: such a message is answered at once and goes to nobody. When in
//! doubt, it is for staff.

use super::{contact, language, menu, show};
use crate::model::{Kind, Lang, MenuItem, folded};
use crate::relay::effect::{Effect, Keys};
use crate::relay::event::Post;
use crate::relay::view::{Client, View};
use crate::relay::visible::{from_first_visible, is_space};
use crate::text;

/// Something that the bot itself can do for a client.
pub(super) enum Wish<'a> {
    /// They pressed Start, perhaps behind a link with a parameter.
    Start,
    /// Show the menu.
    Menu,
    /// Let them share their number.
    Phone,
    /// Let them choose a language.
    Language,
    /// They do not want to share their number.
    Skip,
    /// They pressed this button of the menu.
    Button(&'a MenuItem),
    /// They shared their own number: its digits.
    Number(String),
    /// A command that there is not.
    Unknown,
}

/// What the post wants of the bot; nothing if it is for staff. A caption wants nothing: there is a file
/// above it that staff have to see.
pub(super) fn of<'a>(view: &View<'a>, post: &Post) -> Option<Wish<'a>> {
    if post.content.kind == Kind::Contact {
        return contact::own_number(post).map(Wish::Number);
    }
    if post.content.kind != Kind::Text {
        return None;
    }
    let words = &post.content.text.text;
    if Lang::ALL.into_iter().any(|lang| folded(text::skip_key(lang).as_str()) == folded(words)) {
        return Some(Wish::Skip);
    }
    let button = view.policy.menu.pressed(view.client_lang(), words);
    button.map(Wish::Button).or_else(|| command(words))
}

/// Whatever begins with a slash was meant as a command. A name may carry the bot's own (`/menu@Bot`), and
/// what follows is a link's parameter, or nothing that matters.
fn command<'a>(words: &str) -> Option<Wish<'a>> {
    let name = from_first_visible(words).strip_prefix('/')?.split(|c| is_space(c) || c == '@').next()?;
    Some(match name.to_lowercase().as_str() {
        "start" => Wish::Start,
        "menu" => Wish::Menu,
        "phone" => Wish::Phone,
        "language" => Wish::Language,
        _ => Wish::Unknown,
    })
}

/// What the bot does about it.
pub(super) fn grant(view: &View<'_>, client: &Client, wish: &Wish<'_>) -> Vec<Effect> {
    let lang = view.client_lang();
    match wish {
        Wish::Start => contact::greet(view, client),
        Wish::Menu | Wish::Skip => {
            vec![show(client.id, text::menu_shown(lang), menu::board(&view.policy.menu, lang))]
        }
        Wish::Phone => contact::ask(lang, client.id).into(),
        Wish::Language => vec![language::choice(lang, client.id)],
        Wish::Button(item) => menu::pressed(view, client.id, item),
        Wish::Number(digits) => contact::shared(view, client.id, digits),
        Wish::Unknown => vec![show(client.id, text::client_commands(lang), Keys::None)],
    }
}
