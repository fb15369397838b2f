//! Reactions as Telegram tells them, and as a bot may give them.

use pwparents::model::{MessageId, MsgKey, REACTIONS, reaction};
use pwparents::relay::event::{Event, Reacted};
use pwparents::sandbox::{Draft, Profile, World};
use serde_json::{Map, Value, json};

use super::{event_of, sample};

fn with(change: impl FnOnce(&mut Value)) -> Event {
    let mut update = sample("reaction");
    change(&mut update["message_reaction"]);
    event_of(&update)
}

fn reacted(event: Event) -> Reacted {
    let Event::StaffReacted(reacted) = event else { panic!("{event:?}") };
    reacted
}

#[test]
fn the_emoji_that_are_left_are_told_and_nothing_of_other_kinds() {
    let given = json!([
        { "type": "emoji", "emoji": "❤" },
        { "type": "custom_emoji", "custom_emoji_id": "5368324170671202286" },
        { "type": "paid" },
        { "type": "hologram" },
        { "type": "emoji", "emoji": "🔥" },
    ]);
    assert_eq!(reacted(with(|body| body["new_reaction"] = given)).emoji, ["❤", "🔥"]);
    assert_eq!(reacted(with(|body| body["new_reaction"] = json!([]))).emoji, Vec::<String>::new());
}

#[test]
fn in_private_it_is_the_clients() {
    let chat = json!({ "id": 501, "type": "private", "first_name": "Олена" });
    let Event::ClientReacted(reacted) = with(|body| body["chat"] = chat) else { panic!("not the client's") };
    let at = MsgKey { chat: pwparents::model::ChatId(501), message: MessageId(35) };
    assert_eq!(reacted, Reacted { at, by: 501, emoji: vec!["👍".to_owned()] });
}

#[test]
fn an_anonymous_administrator_reacts_as_the_group_and_a_channel_is_nobody() {
    let by = |chat: i64| {
        with(|body| {
            body.as_object_mut().unwrap().remove("user");
            body["actor_chat"] = json!({ "id": chat, "type": "supergroup", "title": "?" });
        })
    };
    assert_eq!(reacted(by(-1_001_234_567_890)).by, -1_001_234_567_890);
    assert_eq!(by(-1_009_999_999_999), Event::Aside("a channel's reaction".to_owned()));
    let bot = with(|body| body["user"]["is_bot"] = json!(true));
    assert_eq!(bot, Event::Aside("a bot's reaction".to_owned()));
}

#[test]
fn what_lacks_a_list_or_a_message_is_set_aside() {
    for field in ["new_reaction", "message_id", "chat", "user"] {
        let event = with(|body| {
            body.as_object_mut().unwrap().remove(field);
        });
        assert!(matches!(event, Event::Aside(_)), "{field}: {event:?}");
    }
}

#[test]
fn every_reaction_of_the_list_is_one_that_telegram_takes_and_no_look_makes_another() {
    let mut world = World::new();
    let token = "700001:AAEexampleTokenOfTheSandboxBot012345";
    let bot = world.add_bot(token, "ClinicBot", "Клініка");
    let olena = world.add_user(Profile::new("Олена"));
    let message = world.send_private(olena, bot, Draft::text("так"));
    for emoji in REACTIONS {
        let params: Map<String, Value> = serde_json::from_value(json!({
            "chat_id": olena, "message_id": message, "reaction": [{ "type": "emoji", "emoji": emoji }],
        }))
        .unwrap();
        let verdict = world.request(token, "setMessageReaction", params);
        assert_eq!(verdict.reply.status, 200, "{emoji}: {}", verdict.reply.body);
        assert_eq!(reaction(emoji), Some(emoji));
        assert_eq!(reaction(&format!("{emoji}\u{fe0f}")), Some(emoji));
    }
    for (typed, found) in [
        ("👍🏽", Some("👍")),
        ("❤️", Some("❤")),
        ("❤️\u{200d}🔥", Some("❤\u{200d}🔥")),
        ("🐈", None),
        ("", None),
    ] {
        assert_eq!(reaction(typed), found, "{typed}");
    }
}
