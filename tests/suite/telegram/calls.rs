//! A claimed row into a call: exactly this method with exactly these parameters, and nothing that the
//! published description of the Bot API does not have.

use pwparents::model::{
    ChatId, Content, Extra, Kind, MessageId, MsgKey, Quote, RowId, Styled, ThreadId, UserId,
};
use pwparents::relay::effect::{Keys, Lane, Tell, What};
use pwparents::sandbox::World;
use pwparents::store::Claimed;
use pwparents::store::claimed::{Address, Job, ReplyTo};
use pwparents::telegram::{Call, call_for};
use serde_json::{Value, json};

use crate::store::store_with;

pub(super) const GROUP: ChatId = ChatId(-1_001_234_567_890);
const CLIENT: ChatId = ChatId(501);
pub(super) const FAR: MessageId = MessageId(5_000_000_000);

/// The call for a job. Only the store makes claimed rows, so one of its own lends its proof.
fn call(job: Job) -> Call {
    let remove = What::Remove(MsgKey { chat: GROUP, message: MessageId(1) });
    let (_folder, mut store) = store_with(&[Tell::new(Lane::Now, remove)]);
    store.begin().unwrap();
    let mut claimed: Claimed = store.claim(RowId(1), crate::store::NOW).unwrap().call().unwrap();
    store.commit().unwrap();
    claimed.job = job;
    let call = call_for(&claimed);
    assert_eq!(complaints(&call), Vec::<String>::new(), "{call:?}");
    call
}

/// What contradicts the description of the Bot API.
fn complaints(call: &Call) -> Vec<String> {
    let mut world = World::new();
    let token = "700001:AAEexampleTokenOfTheSandboxBot012345";
    world.add_bot(token, "ClinicBot", "Клініка");
    world.request(token, call.method, call.params.clone());
    world.violations().to_vec()
}

pub(super) fn is(job: Job, method: &str, params: impl Into<Value>) {
    let call = call(job);
    // The method's name may come in any case.
    assert_eq!(call.method.to_lowercase(), method.to_lowercase());
    assert_eq!(Value::Object(call.params), params.into());
}

pub(super) fn general() -> Address {
    Address { chat: GROUP, thread: None, reply: None }
}

fn topic() -> Address {
    let reply = ReplyTo { message: MessageId(77), quote: None, strict: true };
    Address { chat: GROUP, thread: Some(ThreadId(77)), reply: Some(reply) }
}

pub(super) fn private() -> Address {
    Address { chat: CLIENT, thread: None, reply: None }
}

fn styled() -> Styled {
    let entities = r#"[{"type":"custom_emoji","offset":0,"length":2,"custom_emoji_id":"5"}]"#.to_owned();
    Styled { text: "🐈 *не* <b>розмітка</b>".to_owned(), entities }
}

fn entities() -> Value {
    json!([{"type": "custom_emoji", "offset": 0, "length": 2, "custom_emoji_id": "5"}])
}

fn file(kind: Kind) -> Content {
    Content { kind, text: styled(), file: Some("FILE".to_owned()), extra: Extra::default() }
}

#[test]
fn a_copy_into_a_topic_answers_its_root_and_fails_without_it() {
    let from = MsgKey { chat: CLIENT, message: FAR };
    is(
        Job::Copy { to: topic(), from, caption: None },
        "copyMessage",
        json!({
            "chat_id": GROUP.0, "message_thread_id": 77, "from_chat_id": 501, "message_id": FAR.0,
            "reply_parameters": {"message_id": 77, "allow_sending_without_reply": false},
        }),
    );
    is(
        Job::Copy { to: private(), from: MsgKey { chat: GROUP, message: MessageId(90) }, caption: None },
        "copyMessage",
        json!({"chat_id": 501, "from_chat_id": GROUP.0, "message_id": 90}),
    );
}

#[test]
fn a_copy_may_carry_the_caption_that_was_stored_and_none_where_none_was() {
    let from = MsgKey { chat: GROUP, message: MessageId(90) };
    let hidden = Extra { spoiler: true, caption_above: true, ..Extra::default() };
    let photo = Content { extra: hidden, ..file(Kind::Photo) };
    let mut params = json!({
        "chat_id": 501, "from_chat_id": GROUP.0, "message_id": 90, "caption": styled().text,
        "caption_entities": entities(), "show_caption_above_media": true,
    });
    is(Job::Copy { to: private(), from, caption: Some(photo.clone()) }, "copyMessage", params.clone());
    let silent = Content { text: Styled::default(), ..photo };
    params["caption"] = json!("");
    params.as_object_mut().unwrap().remove("caption_entities");
    params.as_object_mut().unwrap().remove("show_caption_above_media");
    is(Job::Copy { to: private(), from, caption: Some(silent) }, "copyMessage", params);
}

#[test]
fn a_reply_to_a_client_goes_even_where_its_target_is_gone_and_quotes_exactly() {
    let quote = Quote { text: styled(), position: 12 };
    let reply = Some(ReplyTo { message: MessageId(12), quote: Some(quote), strict: false });
    is(
        Job::Copy {
            to: Address { reply, ..private() },
            from: MsgKey { chat: GROUP, message: MessageId(90) },
            caption: None,
        },
        "copyMessage",
        json!({
            "chat_id": 501, "from_chat_id": GROUP.0, "message_id": 90,
            "reply_parameters": {
                "message_id": 12, "allow_sending_without_reply": true,
                "quote": styled().text, "quote_entities": entities(), "quote_position": 12,
            },
        }),
    );
}

#[test]
fn albums_are_copied_as_they_are_or_sent_by_their_files() {
    let parts = vec![MessageId(90), MessageId(91), FAR];
    is(
        Job::CopyAlbum { to: CLIENT, from: GROUP, parts },
        "copyMessages",
        json!({"chat_id": 501, "from_chat_id": GROUP.0, "message_ids": [90, 91, FAR.0]}),
    );
    let hidden = Extra { spoiler: true, caption_above: true, ..Extra::default() };
    let photo = Content { extra: hidden.clone(), ..file(Kind::Photo) };
    let silent = Content { text: Styled::default(), extra: hidden.clone(), ..file(Kind::Video) };
    let documents = vec![Content { extra: hidden, ..file(Kind::Document) }; 2];
    is(
        Job::Album { to: topic(), parts: vec![photo, silent] },
        "sendMediaGroup",
        json!({
            "chat_id": GROUP.0, "message_thread_id": 77,
            "reply_parameters": {"message_id": 77, "allow_sending_without_reply": false},
            "media": [
                {
                    "type": "photo", "media": "FILE", "caption": styled().text, "caption_entities": entities(),
                    "show_caption_above_media": true, "has_spoiler": true,
                },
                {"type": "video", "media": "FILE", "has_spoiler": true},
            ],
        }),
    );
    let part = json!({
        "type": "document", "media": "FILE", "caption": styled().text, "caption_entities": entities(),
    });
    is(
        Job::Album { to: private(), parts: documents },
        "sendMediaGroup",
        json!({"chat_id": 501, "media": [part, part]}),
    );
}

#[test]
fn every_kind_of_file_is_sent_by_its_own_method_under_its_own_name() {
    let table = [
        (Kind::Photo, "sendPhoto", "photo", true),
        (Kind::Video, "sendVideo", "video", true),
        (Kind::Animation, "sendAnimation", "animation", true),
        (Kind::Audio, "sendAudio", "audio", true),
        (Kind::Voice, "sendVoice", "voice", true),
        (Kind::VideoNote, "sendVideoNote", "video_note", false),
        (Kind::Document, "sendDocument", "document", true),
        (Kind::Sticker, "sendSticker", "sticker", false),
    ];
    for (kind, method, field, captioned) in table {
        let content = file(kind.clone());
        let bare = json!({"chat_id": 501, field: "FILE"});
        let mut whole = bare.clone();
        if captioned {
            whole["caption"] = json!(styled().text);
            whole["caption_entities"] = entities();
        }
        is(Job::Send { to: private(), content: content.clone(), bare: false }, method, whole);
        is(Job::Send { to: private(), content: content.clone(), bare: true }, method, bare.clone());
        let silent = Content { text: Styled::default(), ..content };
        is(Job::Send { to: private(), content: silent, bare: false }, method, bare);
    }
}

#[test]
fn a_spoiler_and_a_caption_above_go_only_where_telegram_knows_them() {
    let extra = Extra { spoiler: true, caption_above: true, ..Extra::default() };
    for kind in [Kind::Photo, Kind::Video, Kind::Animation, Kind::Audio, Kind::Voice, Kind::Document] {
        let may = matches!(kind, Kind::Photo | Kind::Video | Kind::Animation);
        let content = Content { extra: extra.clone(), ..file(kind.clone()) };
        let params = call(Job::Send { to: private(), content, bare: false }).params;
        assert_eq!(params.contains_key("has_spoiler"), may, "{kind:?}");
        assert_eq!(params.contains_key("show_caption_above_media"), may, "{kind:?}");
    }
}

#[test]
fn places_and_contacts_are_sent_from_their_fields() {
    let content = |kind, fields: Value| Content {
        kind,
        text: Styled::default(),
        file: None,
        extra: Extra { fields: fields.to_string(), ..Extra::default() },
    };
    let point = json!({"latitude": 49.84, "longitude": 24.03, "horizontal_accuracy": 12.5});
    let moving = json!({"latitude": 49.84, "longitude": 24.03, "live_period": 900, "heading": 90});
    let place = json!({"title": "Клініка", "address": "вул. Лапна, 1", "latitude": 50.4, "longitude": 30.5});
    let contact = json!({"phone_number": "380671234567", "first_name": "Ігор"});
    let table = [
        (Kind::Location, "sendLocation", point),
        (Kind::Location, "sendLocation", moving),
        (Kind::Venue, "sendVenue", place),
        (Kind::Contact, "sendContact", contact),
    ];
    for (kind, method, mut fields) in table {
        let content = content(kind, fields.clone());
        fields["chat_id"] = json!(501);
        is(Job::Send { to: private(), content, bare: false }, method, fields);
    }
}

#[test]
fn words_go_as_text_with_entities_and_never_through_a_parse_mode() {
    is(
        Job::Say { to: private(), text: styled(), keys: Keys::None, silent: false },
        "sendMessage",
        json!({"chat_id": 501, "text": styled().text, "entities": entities()}),
    );
    let text = Content { kind: Kind::Text, file: None, ..file(Kind::Text) };
    is(
        Job::Send { to: private(), content: text, bare: false },
        "sendMessage",
        json!({"chat_id": 501, "text": styled().text, "entities": entities()}),
    );
    let unseen = json!({"link_preview_options": {"is_disabled": true}});
    let extra = Extra { fields: unseen.to_string(), ..Extra::default() };
    let text = Content { kind: Kind::Text, text: Styled::plain("pets.example"), file: None, extra };
    is(
        Job::Send { to: private(), content: text.clone(), bare: false },
        "sendMessage",
        json!({"chat_id": 501, "text": "pets.example", "link_preview_options": {"is_disabled": true}}),
    );
    is(
        Job::Mend { at: MsgKey { chat: GROUP, message: FAR }, content: text, file: false },
        "editMessageText",
        json!({
            "chat_id": GROUP.0, "message_id": FAR.0, "text": "pets.example",
            "link_preview_options": {"is_disabled": true},
        }),
    );
    for broken in ["", "{", "5", "{}", "null"] {
        let text = Styled { text: "так".to_owned(), entities: broken.to_owned() };
        is(
            Job::Say { to: general(), text, keys: Keys::None, silent: false },
            "sendMessage",
            json!({"chat_id": GROUP.0, "text": "так"}),
        );
    }
}

#[test]
fn edits_change_text_caption_or_file() {
    let at = MsgKey { chat: GROUP, message: FAR };
    is(
        Job::Revise { at, text: styled(), buttons: Vec::new() },
        "editMessageText",
        json!({"chat_id": GROUP.0, "message_id": FAR.0, "text": styled().text, "entities": entities()}),
    );
    let mend = |content, file| Job::Mend { at, content, file };
    let text = Content { kind: Kind::Text, file: None, ..file(Kind::Text) };
    is(
        mend(text, false),
        "editMessageText",
        json!({"chat_id": GROUP.0, "message_id": FAR.0, "text": styled().text, "entities": entities()}),
    );
    is(
        mend(file(Kind::Photo), false),
        "editMessageCaption",
        json!({
            "chat_id": GROUP.0, "message_id": FAR.0, "caption": styled().text, "caption_entities": entities(),
        }),
    );
    let fields = json!({"latitude": 49.84, "longitude": 24.03, "live_period": 900, "heading": 90});
    let extra = Extra { fields: fields.to_string(), ..Extra::default() };
    let moving = Content { kind: Kind::Location, text: Styled::default(), file: None, extra };
    is(
        mend(moving, false),
        "editMessageLiveLocation",
        json!({
            "chat_id": GROUP.0, "message_id": FAR.0, "latitude": 49.84, "longitude": 24.03, "heading": 90,
        }),
    );
    let silent = Content { text: Styled::default(), ..file(Kind::Photo) };
    is(mend(silent, false), "editMessageCaption", json!({"chat_id": GROUP.0, "message_id": FAR.0}));
    for kind in [Kind::Photo, Kind::Video, Kind::Animation, Kind::Audio, Kind::Document] {
        is(
            mend(file(kind.clone()), true),
            "editMessageMedia",
            json!({
                "chat_id": GROUP.0, "message_id": FAR.0,
                "media": {
                    "type": kind.word(), "media": "FILE", "caption": styled().text,
                    "caption_entities": entities(),
                },
            }),
        );
    }
}

#[test]
fn topics_removals_answers_and_questions_say_no_more_than_they_need() {
    is(
        Job::OpenTopic { chat: GROUP, name: "Олена 👩‍👧".to_owned(), icon: None },
        "createForumTopic",
        json!({"chat_id": GROUP.0, "name": "Олена 👩‍👧"}),
    );
    let (name, icon) = (Some("Олена".to_owned()), Some("5237699328843200968".to_owned()));
    is(
        Job::DressTopic { chat: GROUP, thread: ThreadId(77), name, icon: icon.clone() },
        "editForumTopic",
        json!({
            "chat_id": GROUP.0, "message_thread_id": 77, "name": "Олена", "icon_custom_emoji_id": icon,
        }),
    );
    is(Job::AskAdmins(GROUP), "getChatAdministrators", json!({"chat_id": GROUP.0}));
    is(Job::AskIcons, "getForumTopicIconStickers", json!({}));
    is(
        Job::Pin(MsgKey { chat: GROUP, message: FAR }),
        "pinChatMessage",
        json!({"chat_id": GROUP.0, "message_id": FAR.0, "disable_notification": true}),
    );
    is(
        Job::Unpin(MsgKey { chat: GROUP, message: FAR }),
        "unpinChatMessage",
        json!({"chat_id": GROUP.0, "message_id": FAR.0}),
    );
    is(
        Job::React { to: MsgKey { chat: GROUP, message: FAR }, emoji: Some("✍".to_owned()) },
        "setMessageReaction",
        json!({
            "chat_id": GROUP.0, "message_id": FAR.0, "reaction": [{"type": "emoji", "emoji": "✍"}],
        }),
    );
    let halt = Job::Halt(MsgKey { chat: CLIENT, message: FAR });
    is(halt, "stopMessageLiveLocation", json!({ "chat_id": CLIENT.0, "message_id": FAR.0 }));
    let taken_back = Job::React { to: MsgKey { chat: CLIENT, message: FAR }, emoji: None };
    is(taken_back, "setMessageReaction", json!({ "chat_id": CLIENT.0, "message_id": FAR.0, "reaction": [] }));
    is(
        Job::Unsend { chat: CLIENT, copies: vec![MessageId(7), FAR] },
        "deleteMessages",
        json!({"chat_id": CLIENT.0, "message_ids": [7, FAR.0]}),
    );
    is(
        Job::Remove(MsgKey { chat: GROUP, message: FAR }),
        "deleteMessage",
        json!({"chat_id": GROUP.0, "message_id": FAR.0}),
    );
    let answer = |text: Option<&str>| Job::Answer { query: "q".to_owned(), text: text.map(str::to_owned) };
    is(answer(None), "answerCallbackQuery", json!({"callback_query_id": "q"}));
    is(answer(Some("так")), "answerCallbackQuery", json!({"callback_query_id": "q", "text": "так"}));
    is(Job::AskForum(GROUP), "getChat", json!({"chat_id": GROUP.0}));
    let rights = Job::AskRights { chat: GROUP, bot: UserId(7_000_000_001) };
    is(rights, "getChatMember", json!({"chat_id": GROUP.0, "user_id": 7_000_000_001_i64}));
}
