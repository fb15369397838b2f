//! What is shown with buttons, buttons that change, and lists of commands, as calls.

use pwparents::model::{ClientId, Content, Extra, Kind, Lang, MsgKey, RowId, Styled};
use pwparents::relay::commands::{Audience, CommandList};
use pwparents::relay::effect::{Action, Button, CannedAct, Does};
use pwparents::store::claimed::Job;
use pwparents::text;
use serde_json::json;

use super::calls::{FAR, GROUP, general, is};

fn buttons() -> Vec<Vec<Button>> {
    let does = Does::Press(Action::Canned(ClientId(501), CannedAct::Send(RowId(9))));
    vec![vec![Button { text: text::canned_send_button(Lang::Uk), does }]]
}

#[test]
fn an_offer_is_the_message_itself_with_buttons() {
    let keys = json!({"inline_keyboard": [[{"text": "📤 Надіслати", "callback_data": "send:501:9"}]]});
    let words =
        Content { kind: Kind::Text, text: Styled::plain("так"), file: None, extra: Extra::default() };
    is(
        Job::Offer { to: general(), content: words.clone(), buttons: buttons() },
        "sendMessage",
        json!({"chat_id": GROUP.0, "text": "так", "reply_markup": keys}),
    );
    let photo = Content { kind: Kind::Photo, file: Some("FILE".to_owned()), ..words };
    is(
        Job::Offer { to: general(), content: photo, buttons: buttons() },
        "sendPhoto",
        json!({"chat_id": GROUP.0, "photo": "FILE", "caption": "так", "reply_markup": keys}),
    );
}

#[test]
fn buttons_change_under_a_message_of_any_kind() {
    let at = MsgKey { chat: GROUP, message: FAR };
    let keys = json!({"inline_keyboard": [[{"text": "📤 Надіслати", "callback_data": "send:501:9"}]]});
    is(
        Job::Rekey { at, buttons: buttons() },
        "editMessageReplyMarkup",
        json!({"chat_id": GROUP.0, "message_id": FAR.0, "reply_markup": keys}),
    );
    is(
        Job::Rekey { at, buttons: Vec::new() },
        "editMessageReplyMarkup",
        json!({"chat_id": GROUP.0, "message_id": FAR.0}),
    );
}

#[test]
fn a_list_of_commands_is_for_all_unless_it_is_not_in_the_clinics_language() {
    let list = |audience, lang| CommandList {
        audience,
        lang,
        default: lang == Lang::Uk,
        commands: vec![("help".to_owned(), "усі команди".to_owned())],
    };
    let commands = json!([{"command": "help", "description": "усі команди"}]);
    is(
        Job::Commands(list(Audience::Group, Lang::Uk)),
        "setMyCommands",
        json!({"commands": commands, "scope": {"type": "all_group_chats"}}),
    );
    is(
        Job::Commands(list(Audience::Private, Lang::En)),
        "setMyCommands",
        json!({"commands": commands, "scope": {"type": "all_private_chats"}, "language_code": "en"}),
    );
}
