//! Buttons and keyboards as they stand in a call.

use pwparents::model::{ClientId, MsgKey, Styled, ThreadId, UserId};
use pwparents::relay::effect::{Action, Button, Does, Key, Keys};
use pwparents::store::claimed::Job;
use pwparents::text::Text;
use serde_json::json;

use super::calls::{FAR, GROUP, general, is, private};

#[test]
fn buttons_stand_in_rows_and_do_something_or_lead_somewhere() {
    let button = |does| Button { text: Text::restore("🔁".to_owned(), String::new()), does };
    let buttons = vec![
        vec![
            button(Does::Press(Action::Take(ClientId(501)))),
            button(Does::Press(Action::Assign(ClientId(501), UserId(42)))),
        ],
        vec![button(Does::Visit(GROUP, ThreadId(77)))],
    ];
    let markup = json!({"inline_keyboard": [
        [
            {"text": "🔁", "callback_data": "take:501"},
            {"text": "🔁", "callback_data": "assign:501:42"},
        ],
        [{"text": "🔁", "url": "https://t.me/c/1234567890/77"}],
    ]});
    is(
        Job::Say {
            to: general(),
            text: Styled::plain("⚠️"),
            keys: Keys::Inline(buttons.clone()),
            silent: true,
        },
        "sendMessage",
        json!({
            "chat_id": GROUP.0, "text": "⚠️", "disable_notification": true, "reply_markup": markup.clone(),
        }),
    );
    let at = MsgKey { chat: GROUP, message: FAR };
    is(
        Job::Revise { at, text: Styled::plain("⚠️"), buttons },
        "editMessageText",
        json!({"chat_id": GROUP.0, "message_id": FAR.0, "text": "⚠️", "reply_markup": markup}),
    );
}

#[test]
fn a_keyboard_may_ask_for_the_number() {
    let key = |words: &str, contact| Key { text: Text::restore(words.to_owned(), String::new()), contact };
    let keys = Keys::Board(vec![vec![key("📞", true)], vec![key("ні", false), key("так", false)]]);
    is(
        Job::Say { to: private(), text: Styled::plain("?"), keys, silent: false },
        "sendMessage",
        json!({
            "chat_id": 501, "text": "?",
            "reply_markup": {
                "keyboard": [
                    [{"text": "📞", "request_contact": true}],
                    [{"text": "ні", "request_contact": false}, {"text": "так", "request_contact": false}],
                ],
                "resize_keyboard": true, "is_persistent": true,
            },
        }),
    );
}
