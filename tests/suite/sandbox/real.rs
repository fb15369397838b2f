//! Real clients and real updates: what Telegram's servers sent, and a library that bots are built with.

use super::clinic::{Clinic, TOKEN};
use pwparents::sandbox::{Action, DeletedTopic, Draft, Fault};
use serde_json::{Value, json};
use teloxide::payloads::{CopyMessageSetters, SendMessageSetters};
use teloxide::prelude::Requester;
use teloxide::types::{ChatId, InputFile, MessageId, Recipient, ThreadId};
use teloxide::{ApiError, Bot, RequestError};

/// Shapes as recorded from Telegram's servers: foreign ids, an unwrapped date of 0, fields in any order.
const RECORDED: [&str; 4] = [
    r#"{"update_id":100012,"message":{"chat":{"id":-1001847508954,"is_forum":true,"title":"twest","type":"supergroup"},"date":1675229139,"forum_topic_created":{"icon_color":9367192,"icon_custom_emoji_id":"5312536423851630001","name":"???"},"is_topic_message":true,"message_id":4,"message_thread_id":4}}"#,
    r#"{"update_id":100027,"message":{"chat":{"id":42,"first_name":"Вадим","type":"private"},"message_id":4,"date":0}}"#,
    r#"{"message":{"message_id":0,"date":0,"venue":{"location":{"latitude":0.0,"longitude":0.0,"live_period":900}}},"update_id":100009}"#,
    r#"{"update_id":100039,"chat_boost":{"chat":{"id":-1002236736395,"title":"Test","type":"channel"},"boost":{"boost_id":"4506"}}}"#,
];

/// Runs a piece of asynchronous client code to its end.
fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

fn library(clinic: &Clinic) -> Bot {
    let client = teloxide::net::default_reqwest_settings().no_proxy().build().unwrap();
    Bot::with_client(TOKEN, client).set_api_url(clinic.sandbox.url().parse().unwrap())
}

fn unknown(error: &RequestError) -> String {
    let RequestError::Api(ApiError::Unknown(text)) = error else { panic!("{error:?}") };
    text.clone()
}

#[test]
fn recorded_updates_come_out_in_order_and_to_the_letter() {
    let clinic = Clinic::open();
    clinic.play(|w| {
        for recorded in RECORDED {
            w.inject_update(clinic.bot, recorded);
        }
    });
    let body = clinic.call("getUpdates", &json!({})).text();
    assert_eq!(body, format!("{{\"ok\":true,\"result\":[{}]}}", RECORDED.join(",\n")));
    let next = clinic.call("getUpdates", &json!({"offset": 100_040})).json();
    assert_eq!(next["result"], json!([]));
}

#[test]
fn a_library_opens_a_topic_and_copies_into_it() {
    let clinic = Clinic::open();
    let said = clinic.client_sends(Draft::photo().caption("Рекс"));
    let bot = library(&clinic);
    let forum = ChatId(clinic.forum);
    let thread = run(async {
        let me = bot.get_me().await.unwrap();
        assert_eq!(me.username(), "ClinicBot");
        let topic = bot.create_forum_topic(forum, "Рекс").await;
        let thread = topic.unwrap().thread_id;
        let from = ChatId(clinic.olena);
        let id = MessageId(i32::try_from(said).unwrap());
        bot.copy_message(forum, from, id).message_thread_id(thread).await.unwrap();
        bot.send_photo(Recipient::Id(forum), InputFile::memory("bytes").file_name("a.jpg")).await.unwrap();
        thread
    });
    let view = clinic.world().topic_view(clinic.forum, i64::from(thread.0.0));
    assert_eq!(view.last().unwrap().words(), "Рекс");
}

#[test]
fn a_library_reads_the_refusals() {
    let clinic = Clinic::open();
    clinic.play(|w| w.rules.deleted_topic = DeletedTopic::Cached);
    let topic = clinic.topic("Рекс");
    clinic.play(|w| w.delete_topic(clinic.forum, topic));
    let bot = library(&clinic);
    let thread = ThreadId(MessageId(i32::try_from(topic).unwrap()));
    run(async {
        let send = bot.send_message(ChatId(clinic.forum), "a").message_thread_id(thread);
        assert_eq!(unknown(&send.await.unwrap_err()), "Bad Request: TOPIC_DELETED");
        let error = bot.send_message(ChatId(1), "a").await.unwrap_err();
        assert!(matches!(error, RequestError::Api(ApiError::ChatNotFound)), "{error:?}");
        clinic.play(|w| w.block(clinic.olena, clinic.bot));
        let error = bot.send_message(ChatId(clinic.olena), "a").await.unwrap_err();
        assert!(matches!(error, RequestError::Api(ApiError::BotBlocked)), "{error:?}");
        let slow = Fault::on("sendMessage", Action::TooManyRequests { retry_after: 7 });
        clinic.play(|w| w.fault(slow));
        let error = bot.send_message(ChatId(clinic.forum), "a").await.unwrap_err();
        assert!(matches!(error, RequestError::RetryAfter(wait) if wait.seconds() == 7), "{error:?}");
    });
}

#[test]
fn a_library_polls() {
    let clinic = Clinic::open();
    clinic.client_says("hello");
    let updates = run(async { library(&clinic).get_updates().await.unwrap() });
    assert_eq!(updates.len(), 1);
    let text: Value = serde_json::to_value(&updates[0]).unwrap();
    assert_eq!(text["message"]["text"], "hello");
}
