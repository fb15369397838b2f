//! Albums that are not taken as they are: commands in a caption keep all of it back, a refused part does
//! not take the others with it, and nothing is said to be delivered that is not.

use super::{OLENA, Story};
use pwparents::sandbox::{Action, Draft, Fault, To};
use serde_json::json;

fn album(captions: [&str; 3]) -> Vec<Draft> {
    captions.map(|caption| Draft::photo().caption(caption)).to_vec()
}

#[test]
fn an_album_with_a_command_in_any_caption_stays_back_whole() {
    for at in 0..3 {
        let mut captions = ["спереду", "ззаду", "зблизька"];
        captions[at] = "/fone +380671234567";
        let mut story = Story::begin();
        let sent = story.staff_album(album(captions));
        assert_eq!(story.private(), []);
        let answer = &story.topic()[3];
        let words = "❓ Невідома команда /fone. Клієнту нічого не надіслано. Можливо, /phone?";
        assert_eq!(answer.words(), words);
        assert_eq!((story.topic().len(), answer.reply_to), (4, Some(sent[at])));
        assert!(
            story.deliveries().iter().all(|(_, delivery)| delivery == "kept"),
            "{:?}",
            story.deliveries()
        );
        story.ends();
    }
}

#[test]
fn an_album_with_a_command_stays_back_when_the_bot_restarts_in_the_middle_of_it() {
    let mut story = Story::begin();
    let (group, vet, thread) = (story.sim.group, story.sim.vet, story.sim.topic(OLENA));
    let id = story.sim.world.new_album();
    let mut parts = album(["спереду", "/fone", "зблизька"]).into_iter();
    for wait in [100, 100, 2_000] {
        let part = parts.next().unwrap().album(id.clone());
        story.sim.world.send_topic(group, thread, vet, part);
        story.sim.pass(wait);
        story.sim.crash();
        story.sim.start();
    }
    story.sim.run();
    assert_eq!(story.private(), []);
    assert_eq!(story.topic().len(), 4);
    story.ends();
}

#[test]
fn a_command_keeps_back_parts_of_its_album_of_a_kind_that_nobody_knows_too() {
    for edited in [false, true] {
        let mut story = Story::begin();
        let (group, vet, thread) = (story.sim.group, story.sim.vet, story.sim.topic(OLENA));
        let unknown =
            || Draft::photo().caption("жива").field("photo", json!(null)).field("hologram", json!({}));
        let last = if edited { "три" } else { "/fone" };
        let parts = vec![Draft::photo().caption("раз"), unknown(), Draft::photo().caption(last)];
        let sent = story.sim.world.send_album(vet, To::Topic(group, thread), parts);
        story.sim.pass(100);
        if edited {
            story.sim.world.edit(group, sent[2], Draft::photo().caption("/fone"));
        }
        story.sim.run();
        assert_eq!(story.private(), [], "edited: {edited}");
        assert_eq!(story.topic().len(), 4);
        assert!(
            story.deliveries().iter().all(|(_, delivery)| delivery == "kept"),
            "{:?}",
            story.deliveries()
        );
        story.ends();
    }
}

#[test]
fn an_album_edited_into_a_command_before_it_is_sent_stays_back_whole() {
    let mut story = Story::begin();
    let (group, vet, thread) = (story.sim.group, story.sim.vet, story.sim.topic(OLENA));
    let sent = story.sim.world.send_album(vet, To::Topic(group, thread), album(["раз", "два", "три"]));
    story.sim.pass(100);
    story.sim.world.edit(group, sent[1], Draft::photo().caption("/fone"));
    story.sim.run();
    assert_eq!(story.private(), []);
    assert_eq!(
        story.in_topic()[3..],
        ["бот: ⚠️ Після редагування це команда, тож клієнту нічого не надіслано. ↩ /fone"]
    );
    story.ends();
}

#[test]
fn a_part_that_can_no_longer_be_shown_does_not_take_the_others_with_it() {
    let mut story = Story::begin();
    let refuse = |description: &str| Action::Refuse { status: 400, description: description.to_owned() };
    let gone = "Bad Request: wrong file identifier/HTTP URL specified";
    let wrapped = format!("Bad Request: failed to send message #2 with the error message \"{gone}\"");
    story.sim.world.fault(Fault::on("sendMediaGroup", refuse(&wrapped)));
    // The second part: it cannot be copied, nor sent anew.
    let olena = story.olena;
    let ids = story.sim.world.send_album(olena, To::Bot(story.sim.bot), album(["раз", "два", "три"]));
    let copy = Fault::on("copyMessage", refuse("Bad Request: the message can't be copied"));
    story.sim.world.fault(copy.with("message_id", ids[1]));
    story.sim.world.fault(Fault::on("sendPhoto", refuse(gone)));
    story.sim.run();
    assert_eq!(
        story.in_topic(),
        ["бот: [Photo] раз", "бот: 🖼 Фото, яке не вдалося скопіювати. Підпис: два", "бот: [Photo] три"]
    );
    story.ends();
}

#[test]
fn staff_hear_how_much_of_an_album_reached_the_client() {
    let mut story = Story::begin();
    let (group, vet, thread) = (story.sim.group, story.sim.vet, story.sim.topic(OLENA));
    let ids = story.sim.world.send_album(vet, To::Topic(group, thread), album(["раз", "два", "три"]));
    // Deleted before the album is sent: Telegram leaves it out without a word.
    story.sim.pass(100);
    story.sim.world.delete(group, ids[1]);
    story.sim.run();
    assert_eq!(story.in_private(), ["бот: [Photo #1] раз", "бот: [Photo #1] три"]);
    assert_eq!(
        story.in_topic(),
        [
            "Марія: [Photo #1] раз",
            "Марія: [Photo #1] три",
            "бот: ⚠️ Клієнт отримав лише 2 частини альбому з 3. Надішліть решту ще раз. ↩ раз",
        ]
    );
    story.ends();
}

#[test]
fn an_album_for_a_client_who_blocked_the_bot_is_answered_once_and_arrives_whole_when_tried_again() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    story.sim.world.block(olena, bot);
    story.staff_album(album(["раз", "два", "три"]));
    assert_eq!(
        story.in_topic()[4..],
        ["бот: ⚠️ Не доставлено: клієнт заблокував бота. Телефон невідомий. ↩ раз [🔁 Надіслати ще раз]"]
    );
    assert!(story.deliveries().iter().all(|(_, delivery)| delivery == "failed"));
    story.sim.world.unblock(olena, bot);
    assert_eq!(story.press(), "Надсилаю ще раз.");
    assert_eq!(story.in_private(), ["бот: [Photo #1] раз", "бот: [Photo #1] два", "бот: [Photo #1] три"]);
    assert!(story.deliveries().iter().all(|(_, delivery)| delivery == "sent"), "{:?}", story.deliveries());
    story.ends();
}

#[test]
fn parts_refused_one_by_one_are_tried_again_one_by_one() {
    let mut story = Story::begin();
    let olena = story.olena;
    let refuse = |method| {
        let description = "Bad Request: SOMETHING_NEW".to_owned();
        Fault::on(method, Action::Refuse { status: 400, description }).chat(olena)
    };
    for method in ["copyMessages", "copyMessage", "sendPhoto"] {
        story.sim.world.fault(refuse(method));
    }
    story.staff_album(album(["раз", "два", "три"]));
    assert_eq!(story.topic().iter().filter(|shown| !shown.buttons.is_empty()).count(), 3);
    story.sim.world.clear_faults();
    // The newest button is that of the last part.
    assert_eq!(story.press(), "Надсилаю ще раз.");
    assert_eq!(story.in_private(), ["бот: [Photo] три"]);
    let deliveries: Vec<String> = story.deliveries().into_iter().map(|(_, delivery)| delivery).collect();
    assert_eq!(deliveries, ["failed", "failed", "sent"]);
    story.ends();
}

#[test]
fn a_part_of_a_kind_that_nobody_knows_follows_the_album() {
    let mut story = Story::begin();
    let unknown =
        Draft::photo().caption("жива").field("photo", json!(null)).field("hologram", json!({"depth": 3}));
    story.client_album(vec![Draft::photo().caption("раз"), unknown, Draft::photo().caption("три")]);
    assert_eq!(story.in_topic(), ["бот: [Photo #1] раз", "бот: [Photo #1] три", "бот: [Photo] жива"]);
    story.ends();
}

#[test]
fn captions_too_long_for_an_album_arrive_with_their_photos() {
    let mut story = Story::begin();
    let long = "дуже довгий підпис ".repeat(60).trim_end().to_owned();
    story.client_album(album(["раз", &long, "три"]));
    let lines = story.in_topic();
    assert_eq!(lines, ["бот: [Photo] раз", "бот: [Photo]", &format!("бот: {long}"), "бот: [Photo] три"]);
    story.ends();
}
