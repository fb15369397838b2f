//! Which chats a bot can use, what it learns about them, and what it hears when that changes.

use super::clinic::Clinic;
use pwparents::sandbox::{Draft, Profile, Rights};
use serde_json::{Value, json};

fn send_to(clinic: &Clinic, chat: i64) -> (u16, String) {
    let answer = clinic.call("sendMessage", &json!({"chat_id": chat, "text": "a"}));
    (answer.status, answer.description())
}

fn refusal(code: u16, text: &str) -> (u16, String) {
    (code, text.to_owned())
}

#[test]
fn a_chat_nobody_knows_is_not_found() {
    let clinic = Clinic::open();
    let strange = clinic.play(|w| w.add_group("Strangers"));
    for chat in [1, -1, -1_009_999_999_999, strange] {
        assert_eq!(send_to(&clinic, chat), refusal(400, "Bad Request: chat not found"));
    }
    let named = clinic.refused("sendMessage", json!({"chat_id": "@nobody", "text": "a"}));
    assert_eq!(named, "Bad Request: chat not found");
}

#[test]
fn a_person_who_never_pressed_start_cannot_be_written_to() {
    let clinic = Clinic::open();
    let stranger = clinic.play(|w| w.add_user(Profile::new("Stranger")));
    assert_eq!(send_to(&clinic, stranger), refusal(400, "Bad Request: chat not found"), "never met");
    let text = "Forbidden: bot can't initiate conversation with a user";
    assert_eq!(send_to(&clinic, clinic.vet), refusal(403, text), "met in the forum");
}

#[test]
fn a_staff_member_who_pressed_start_can_be_written_to() {
    let clinic = Clinic::open();
    clinic.play(|w| w.start(clinic.vet, clinic.bot));
    let bare = clinic.update("message");
    assert_eq!((&bare["text"], &bare["chat"]["type"]), (&json!("/start"), &json!("private")));
    assert_eq!(bare["entities"], json!([{"type": "bot_command", "offset": 0, "length": 6}]));
    assert_eq!(send_to(&clinic, clinic.vet).0, 200);
    let mine = clinic.world().private_view(clinic.vet, clinic.bot);
    assert_eq!(mine.iter().map(pwparents::sandbox::Shown::words).collect::<Vec<_>>(), ["/start", "a"]);
}

#[test]
fn a_link_to_the_bot_brings_its_payload() {
    let clinic = Clinic::open();
    let guest = clinic.play(|w| w.add_user(Profile::new("Guest")));
    clinic.play(|w| w.start_with(guest, clinic.bot, "counter_QR-1"));
    let started = clinic.update("message");
    assert_eq!((&started["text"], &started["from"]["id"]), (&json!("/start counter_QR-1"), &json!(guest)));
}

#[test]
#[should_panic(expected = "no link starts a bot")]
fn a_payload_has_no_blanks() {
    let clinic = Clinic::open();
    let mut world = clinic.world().clone();
    world.start_with(clinic.olena, clinic.bot, "two words");
}

#[test]
fn a_person_who_blocked_the_bot_is_told_of_and_refused() {
    let clinic = Clinic::open();
    clinic.play(|w| w.block(clinic.olena, clinic.bot));
    let update = clinic.update("my_chat_member");
    assert_eq!(update["old_chat_member"]["status"], "member");
    assert_eq!(update["new_chat_member"]["status"], "kicked");
    assert_eq!(update["chat"]["id"], json!(clinic.olena));
    let blocked = refusal(403, "Forbidden: bot was blocked by the user");
    assert_eq!(send_to(&clinic, clinic.olena), blocked);
    let action = clinic.refused("sendChatAction", json!({"chat_id": clinic.olena, "action": "typing"}));
    assert_eq!(action, blocked.1);
    clinic.play(|w| w.unblock(clinic.olena, clinic.bot));
    assert_eq!(clinic.update("my_chat_member")["new_chat_member"]["status"], "member");
    assert_eq!(send_to(&clinic, clinic.olena).0, 200);
}

#[test]
fn a_person_who_writes_again_takes_the_block_back() {
    let clinic = Clinic::open();
    clinic.play(|w| w.block(clinic.olena, clinic.bot));
    clinic.client_says("I am back");
    let kinds: Vec<bool> = clinic.updates().iter().map(|update| update.get("message").is_some()).collect();
    assert_eq!(kinds, [false, false, true]);
    assert_eq!(send_to(&clinic, clinic.olena).0, 200);
}

#[test]
fn an_account_that_is_gone_and_a_bot_are_refused() {
    let clinic = Clinic::open();
    clinic.play(|w| w.deactivate(clinic.olena));
    assert_eq!(send_to(&clinic, clinic.olena), refusal(403, "Forbidden: user is deactivated"));
    let other = clinic.play(|w| w.add_bot("700002:OTHER", "OtherBot", "Other"));
    assert_eq!(send_to(&clinic, other), refusal(403, "Forbidden: the bot can't send messages to the bot"));
}

#[test]
fn a_bot_that_left_or_was_removed_is_told_so() {
    let clinic = Clinic::open();
    clinic.play(|w| w.leave(clinic.forum, clinic.bot));
    assert_eq!(
        send_to(&clinic, clinic.forum),
        refusal(403, "Forbidden: bot is not a member of the supergroup chat")
    );
    clinic.play(|w| w.kick(clinic.forum, clinic.bot));
    assert_eq!(
        send_to(&clinic, clinic.forum),
        refusal(403, "Forbidden: bot was kicked from the supergroup chat")
    );
    let get = clinic.refused("getChat", json!({"chat_id": clinic.forum}));
    assert_eq!(get, "Forbidden: bot was kicked from the supergroup chat");
    let last = clinic.updates().pop().unwrap();
    assert_eq!(last["my_chat_member"]["new_chat_member"]["status"], "kicked");
}

#[test]
fn basic_groups_and_channels_have_words_of_their_own() {
    let clinic = Clinic::open();
    let (group, channel) = clinic.play(|w| {
        let (group, channel) = (w.add_basic_group("Small"), w.add_channel("News"));
        for chat in [group, channel] {
            w.join(chat, clinic.bot);
        }
        (group, channel)
    });
    assert_eq!(send_to(&clinic, group).0, 200);
    let text = "Bad Request: need administrator rights in the channel chat";
    assert_eq!(send_to(&clinic, channel), refusal(400, text));
    clinic.play(|w| [group, channel].map(|chat| w.kick(chat, clinic.bot)));
    assert_eq!(send_to(&clinic, group), refusal(403, "Forbidden: bot was kicked from the group chat"));
    assert_eq!(send_to(&clinic, channel), refusal(403, "Forbidden: bot was kicked from the channel chat"));
    clinic.play(|w| w.delete_chat(group));
    assert_eq!(send_to(&clinic, group), refusal(403, "Forbidden: the group chat was deleted"));
}

#[test]
fn a_group_that_became_a_supergroup_says_where_it_is_now() {
    let clinic = Clinic::open();
    let group = clinic.play(|w| {
        let group = w.add_basic_group("Small");
        w.promote_bot(group, clinic.bot, Rights::all());
        group
    });
    clinic.updates();
    let new = clinic.play(|w| w.migrate(group));
    let updates = clinic.updates();
    assert_eq!(updates[0]["message"]["migrate_to_chat_id"], json!(new));
    assert_eq!(updates[1]["message"]["migrate_from_chat_id"], json!(group));
    let answer = clinic.call("sendMessage", &json!({"chat_id": group, "text": "a"}));
    let body = json!({"ok": false, "error_code": 400, "parameters": {"migrate_to_chat_id": new},
        "description": "Bad Request: group chat was upgraded to a supergroup chat"});
    assert_eq!(answer.json(), body);
    assert_eq!(send_to(&clinic, new).0, 200);
}

#[test]
fn a_promotion_and_its_end_reach_the_bot() {
    let clinic = Clinic::open();
    clinic.play(|w| w.demote(clinic.forum, clinic.bot));
    let down = clinic.update("my_chat_member");
    assert_eq!(down["old_chat_member"]["can_manage_topics"], json!(true));
    assert_eq!(down["new_chat_member"]["status"], "member");
    clinic.play(|w| w.promote_bot(clinic.forum, clinic.bot, Rights::default()));
    let up = clinic.update("my_chat_member");
    assert_eq!(up["new_chat_member"]["can_manage_topics"], json!(false));
}

#[test]
fn people_who_come_and_go_are_seen_by_administrators() {
    let clinic = Clinic::open();
    let guest = clinic.play(|w| w.add_user(Profile::new("Guest")));
    clinic.play(|w| w.join(clinic.forum, guest));
    let updates = clinic.updates();
    assert_eq!(updates[0]["chat_member"]["new_chat_member"]["status"], "member");
    assert_eq!(updates[1]["message"]["new_chat_members"][0]["id"], json!(guest));
    clinic.play(|w| w.leave(clinic.forum, guest));
    let updates = clinic.updates();
    assert_eq!(updates[0]["message"]["left_chat_member"]["id"], json!(guest));
    assert_eq!(updates[1]["chat_member"]["new_chat_member"]["status"], "left");
}

#[test]
fn get_chat_says_whether_it_is_a_forum_and_what_members_may_do() {
    let clinic = Clinic::open();
    let chat = clinic.ok("getChat", json!({"chat_id": clinic.forum}));
    assert_eq!((&chat["is_forum"], &chat["permissions"]["can_manage_topics"]), (&json!(true), &json!(false)));
    clinic.play(|w| w.set_forum(clinic.forum, false));
    assert_eq!(clinic.ok("getChat", json!({"chat_id": clinic.forum})).get("is_forum"), None);
    let private = clinic.ok("getChat", json!({"chat_id": clinic.olena}));
    assert_eq!((&private["type"], &private["last_name"]), (&json!("private"), &json!("Коваль")));
}

#[test]
fn get_chat_member_says_what_an_account_is_there() {
    let clinic = Clinic::open();
    let member = |user: i64| clinic.ok("getChatMember", json!({"chat_id": clinic.forum, "user_id": user}));
    assert_eq!(member(clinic.bot)["status"], "administrator");
    assert_eq!(member(clinic.bot)["can_manage_topics"], json!(true));
    assert_eq!(member(clinic.vet)["status"], "creator");
    assert_eq!(member(clinic.olena)["status"], "left");
    let unknown = clinic.refused("getChatMember", json!({"chat_id": clinic.forum, "user_id": 7}));
    assert_eq!(unknown, "Bad Request: user not found");
}

#[test]
fn administrators_are_listed_without_other_bots() {
    let clinic = Clinic::open();
    let other = clinic.play(|w| w.add_bot("700002:OTHER", "OtherBot", "Other"));
    clinic.play(|w| w.promote_bot(clinic.forum, other, Rights::all()));
    let listed = clinic.ok("getChatAdministrators", json!({"chat_id": clinic.forum}));
    let ids: Vec<&Value> = listed.as_array().unwrap().iter().map(|member| &member["user"]["id"]).collect();
    assert_eq!(ids, [&json!(clinic.bot), &json!(clinic.vet)]);
    let all = clinic.ok("getChatAdministrators", json!({"chat_id": clinic.forum, "return_bots": true}));
    assert_eq!(all.as_array().map(Vec::len), Some(3));
    let private = clinic.refused("getChatAdministrators", json!({"chat_id": clinic.olena}));
    assert_eq!(private, "Bad Request: there are no administrators in the private chat");
}

#[test]
fn get_me_tells_of_privacy_mode() {
    let clinic = Clinic::open();
    assert_eq!(clinic.ok("getMe", json!({}))["can_read_all_group_messages"], json!(false));
    clinic.play(|w| w.set_privacy(clinic.bot, false));
    assert_eq!(clinic.ok("getMe", json!({}))["can_read_all_group_messages"], json!(true));
}

#[test]
fn in_privacy_mode_a_member_bot_hears_only_what_concerns_it() {
    let clinic = Clinic::open();
    clinic.play(|w| w.demote(clinic.forum, clinic.bot));
    clinic.updates();
    let own = clinic.ok("sendMessage", json!({"chat_id": clinic.forum, "text": "a"}))["message_id"]
        .as_i64()
        .unwrap();
    let say = |draft: Draft| clinic.play(|w| w.send_general(clinic.forum, clinic.vet, draft));
    say(Draft::text("between us"));
    say(Draft::text("/close@OtherBot"));
    say(Draft::text("/close"));
    say(Draft::text("answer").reply_to(own));
    say(Draft::text("look, @ClinicBot"));
    let texts: Vec<Value> = clinic.updates().iter().map(|update| update["message"]["text"].clone()).collect();
    assert_eq!(texts, ["/close", "answer", "look, @ClinicBot"]);
    clinic.play(|w| w.set_privacy(clinic.bot, false));
    say(Draft::text("between us"));
    assert_eq!(clinic.update("message")["text"], "between us");
}

#[test]
fn channel_posts_reach_administrators() {
    let clinic = Clinic::open();
    let channel = clinic.play(|w| {
        let channel = w.add_channel("News");
        w.promote_bot(channel, clinic.bot, Rights::all());
        channel
    });
    clinic.updates();
    let post = clinic.play(|w| w.channel_post(channel, Draft::text("news")));
    let update = clinic.update("channel_post");
    assert_eq!((update.get("from"), &update["sender_chat"]["id"]), (None, &json!(channel)));
    clinic.play(|w| w.edit(channel, post, Draft::text("better news")));
    assert_eq!(clinic.update("edited_channel_post")["text"], "better news");
    let own = clinic.ok("sendMessage", json!({"chat_id": channel, "text": "a"}));
    assert_eq!(own.get("from"), None);
    clinic.ok("editMessageText", json!({"chat_id": channel, "message_id": own["message_id"], "text": "b"}));
}

#[test]
fn a_chat_can_have_a_certain_id() {
    let clinic = Clinic::open();
    clinic.play(|w| {
        let chat = w.add_forum("Numbered");
        w.renumber_chat(chat, -1_001_234_567_890);
        w.promote_bot(-1_001_234_567_890, clinic.bot, Rights::all());
    });
    clinic.ok("createForumTopic", json!({"chat_id": -1_001_234_567_890_i64, "name": "a"}));
}
