//! What every sample of an update is read as: who, where, what, and what it answers.

use std::fmt::Write as _;

use pwparents::relay::event::{Event, Post, Sender};
use pwparents::telegram::read;

use super::samples;

const TABLE: [(&str, &str); 64] = [
    ("album_part", "client 501/14: photo [large2] album 14015000000000001 from 501 Олена"),
    ("animation", "client 501/16: animation [ANIM] from 501 Олена"),
    ("anonymous_admin", "staff -1001234567890/95 in 77: text “Чекаємо” anonymous"),
    ("another_bot", "staff -1001234567890/98 in 77: text “Нагадування” machine"),
    ("as_a_channel", "staff -1001234567890/96 in 77: text “Реклама” as a channel"),
    ("automatic_forward", "staff -1001234567890/97: text “Новини” machine"),
    ("bare", "client 501/31: unknown  from 501 Олена Коваль @olena"),
    ("blocked", "blocked by 501"),
    ("bot_joined", "aside: a bot's membership"),
    ("bot_promoted", "bot in -1001234567890: inside true, topics true"),
    ("bot_removed", "bot in -1001234567890: inside false, topics false"),
    ("bot_restricted", "bot in -1001234567890: inside true, topics false"),
    ("channel_post", "aside: channel post"),
    ("channel_post_as_message", "aside: a channel's post"),
    ("chat_boost", "aside: chat boost"),
    ("client_pressed", "client pressed q2: x under 501/5 by 501 Олена"),
    ("contact", "client 501/23: contact from 501 Олена"),
    ("dice", "client 501/25: dice from 501 Олена"),
    ("document", "client 501/19: document [DOC] from 501 Олена"),
    ("edited", "client edited 501/10: text “Добрий день! Кіт знову їсть.” from 501 Олена"),
    ("edited_live_location", "client edited 501/22: location from 501 Олена"),
    ("gift", "client 501/32: service gift from 501 Олена"),
    ("giveaway", "client 501/27: giveaway from 501 Олена"),
    ("hologram", "client 501/35: unknown hologram “у трьох вимірах” from 501 Олена"),
    ("invoice", "client 501/28: invoice from 501 Олена"),
    ("kind_of_tomorrow_about_nothing", "aside: unknown kind weather"),
    ("kind_of_tomorrow_in_a_group", "aside: unknown kind telepathic_message"),
    ("kind_of_tomorrow_in_private", "client 501/38: unknown telepathic_message “мур” from 501 Олена"),
    ("live_location", "client 501/22: location from 501 Олена"),
    ("migrated_from", "group -4001 is -1001234567890"),
    ("migrated_to", "group -4001 is -1001234567890"),
    ("paid_media", "client 501/26: paid_media from 501 Олена"),
    ("photo", "client 501/13: photo “рентген” [large1] from 501 Олена"),
    ("pinned", "client 501/33: service pinned_message from 501 Олена"),
    ("poll", "client 501/24: poll from 501 Олена"),
    ("pre_checkout", "aside: pre checkout query"),
    ("pressed_inline", "staff pressed q3: x by 501 Олена"),
    ("reaction", "staff reacted to -1001234567890/35 by 501: 👍"),
    ("reaction_of_nobody", "aside: message_reaction without what it needs"),
    ("reply_with_quote", "client 501/36: text “так, о 10” answers 12 “завтра о 10” at 11 from 501 Олена"),
    ("rich_message", "client 501/29: text “Вага 4 кг” from 501 Олена"),
    ("staff_in_general", "staff -1001234567890/93: text “Хто на зміні?” from 42 Марія @maria_vet"),
    ("staff_in_topic", "staff -1001234567890/90 in 77: text “Приходьте о 15:00” from 42 Марія @maria_vet"),
    ("staff_joined", "43 Степан in -1001234567890: true"),
    ("staff_left", "43 Степан in -1001234567890: false"),
    ("staff_pressed", "staff pressed 4382bfdwdsb323b2d9: retry:31 under -1001234567890/400 by 42 Марія"),
    ("staff_quotes_another_topic", "staff -1001234567890/92 in 77: text “див.” from 42 Марія @maria_vet"),
    ("staff_reply", "staff -1001234567890/91 in 77: text “Який вік?” answers 80 from 42 Марія @maria_vet"),
    ("staff_reply_in_general", "staff -1001234567890/94: text “Я” answers 93 from 42 Марія @maria_vet"),
    ("sticker", "client 501/20: sticker [STICKER] from 501 Олена"),
    ("story", "client 501/30: story from 501 Олена"),
    ("successful_payment", "client 501/34: service successful_payment from 501 Олена"),
    ("text", "client 501/10: text “Добрий день! Кіт 🐈 не їсть.” from 501 Олена"),
    ("text_entity_of_tomorrow", "client 501/11: text “завтра о 10” from 501 Олена"),
    ("text_of_tomorrow_in_private", "client 501/39: text “мур” from 501 Олена"),
    ("text_with_effect", "client 501/12: text “дякую” from 501 Олена"),
    ("topic_closed", "staff -1001234567890/99 in 77: service forum_topic_closed from 42 Марія @maria_vet"),
    ("topic_created", "topic 300 “Олена” in -1001234567890 by 700001"),
    ("topics_in_private", "client 501/37 in 37: service forum_topic_created from 501 Олена"),
    ("unblocked", "501 is back"),
    ("venue", "client 501/21: venue from 501 Олена"),
    ("video", "client 501/15: video [VIDEO] from 501 Олена"),
    ("video_note", "client 501/18: video_note [NOTE] from 501 Олена"),
    ("voice", "client 501/17: voice [VOICE] from 501 Олена"),
];

fn who(person: &pwparents::model::Person) -> String {
    let mut name = format!("{} {}", person.id, person.first_name);
    for more in [person.last_name.clone(), person.username.as_ref().map(|name| format!("@{name}"))] {
        name.extend(more.map(|more| format!(" {more}")));
    }
    name
}

fn of_post(post: &Post) -> String {
    let content = &post.content;
    let mut line = format!("{}/{}", post.key.chat, post.key.message);
    line.extend(post.thread.map(|thread| format!(" in {thread}")));
    let kind = format!("{:?}", content.kind);
    let unsure = ["Service", "Unknown"].into_iter().find(|word| kind.starts_with(word));
    let unsure = unsure.map(|word| format!("{} ", word.to_lowercase())).unwrap_or_default();
    write!(line, ": {unsure}{}", content.kind.word()).unwrap();
    if !content.text.text.is_empty() {
        write!(line, " “{}”", content.text.text).unwrap();
    }
    line.extend(content.file.as_ref().map(|file| format!(" [{file}]")));
    line.extend(post.album.as_ref().map(|album| format!(" album {album}")));
    if let Some(reply) = &post.reply {
        write!(line, " answers {}", reply.to).unwrap();
        line.extend(
            reply.quote.as_ref().map(|quote| format!(" “{}” at {}", quote.text.text, quote.position)),
        );
    }
    line + &match &post.from {
        Sender::Person(person) => format!(" from {}", who(person)),
        Sender::Anonymous => " anonymous".to_owned(),
        Sender::Channel => " as a channel".to_owned(),
        Sender::Machine => " machine".to_owned(),
    }
}

fn of_press(press: &pwparents::relay::event::Press) -> String {
    let under = press.under.map(|key| format!(" under {}/{}", key.chat, key.message)).unwrap_or_default();
    let by = press.by.as_ref().map_or_else(|| "nobody".to_owned(), who);
    format!("pressed {}: {}{under} by {by}", press.query, press.data)
}

fn of_reaction(reacted: &pwparents::relay::event::Reacted) -> String {
    let at = reacted.at;
    format!("reacted to {}/{} by {}: {}", at.chat, at.message, reacted.by, reacted.emoji.join(" "))
}

fn summary(event: &Event) -> String {
    match event {
        Event::Started => "started".to_owned(),
        Event::ClientWrote(post) => format!("client {}", of_post(post)),
        Event::ClientEdited(post) => format!("client edited {}", of_post(post)),
        Event::StaffWrote(post) => format!("staff {}", of_post(post)),
        Event::StaffEdited(post) => format!("staff edited {}", of_post(post)),
        Event::ClientPressed(press) => format!("client {}", of_press(press)),
        Event::StaffPressed(press) => format!("staff {}", of_press(press)),
        Event::ClientReacted(reacted) => format!("client {}", of_reaction(reacted)),
        Event::StaffReacted(reacted) => format!("staff {}", of_reaction(reacted)),
        Event::ClientBlocked(client) => format!("blocked by {client}"),
        Event::ClientReturned(client) => format!("{client} is back"),
        Event::StaffMoved(moved) => format!("{} in {}: {}", who(&moved.person), moved.chat, moved.inside),
        Event::TopicAppeared(topic) => {
            format!("topic {} “{}” in {} by {}", topic.thread, topic.name, topic.chat, topic.by)
        }
        Event::GroupMoved(moved) => format!("group {} is {}", moved.from, moved.to),
        Event::BotMoved(at) => format!("bot in {}: inside {}, topics {}", at.chat, at.inside, at.topics),
        Event::Aside(what) => format!("aside: {what}"),
        Event::Ended(_) | Event::Answered(_) | Event::Polled(_) | Event::Due(_) | Event::Quarantined(_) => {
            panic!("no update is {event:?}")
        }
    }
}

#[test]
fn every_sample_is_read_as_what_it_is() {
    let samples = samples();
    let mut read_as = Vec::new();
    for (name, raw) in &samples {
        let reading = read(raw);
        assert!(reading.id.is_some_and(|id| (900_001..900_100).contains(&id)), "{name}: {:?}", reading.id);
        read_as.push((name.as_str(), summary(&reading.event)));
    }
    let table: Vec<(&str, String)> = TABLE.iter().map(|(name, line)| (*name, (*line).to_owned())).collect();
    assert_eq!(read_as, table);
}

#[test]
fn no_two_samples_share_a_number() {
    let mut ids: Vec<_> = samples().values().map(|raw| read(raw).id).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
}
