//! Albums stay albums: in order, with every caption, whole even when they come in pieces, and never half.

use super::{OLENA, Story, substance};
use pwparents::sandbox::{Action, Draft, Fault, Shown, To};
use serde_json::json;

impl Story {
    /// The client sends one part, and nothing happens yet.
    fn client_part(&mut self, album: &str, draft: Draft) -> i64 {
        self.sim.world.send_private(self.olena, self.sim.bot, draft.album(album))
    }
}

fn captioned() -> Vec<Draft> {
    vec![
        Draft::photo().caption("спереду").entities(json!([{"type": "bold", "offset": 0, "length": 4}])),
        Draft::video().caption("ззаду").spoiler().caption_above(),
        Draft::photo().caption("зблизька").spoiler(),
    ]
}

/// Both sides hold the same album, and nothing else.
fn are_the_same_album(here: &[Shown], there: &[Shown]) {
    assert_eq!(
        here.iter().map(substance).collect::<Vec<_>>(),
        there.iter().map(substance).collect::<Vec<_>>()
    );
    for side in [here, there] {
        assert!(side[0].album.is_some());
        assert!(side.iter().all(|shown| shown.album == side[0].album), "{side:?}");
    }
}

#[test]
fn an_album_with_a_caption_on_each_part_stays_one_album_both_ways() {
    let mut story = Story::begin();
    story.client_album(captioned());
    story.staff_album(captioned());
    let (topic, private) = (story.topic(), story.private());
    are_the_same_album(&private[..3], &topic[..3]);
    are_the_same_album(&topic[3..], &private[3..]);
    assert_eq!((topic.len(), private.len()), (6, 6));
    assert_ne!(topic[0].album, topic[3].album);
    story.ends();
}

#[test]
fn albums_of_ten_of_documents_and_of_music_stay_whole_both_ways() {
    let photos: Vec<Draft> = (1..=10).map(|number| Draft::photo().caption(format!("{number}"))).collect();
    let document = |name: &str| Draft::document(name).caption(name);
    let documents = ["кров.pdf", "сеча.pdf", "чек.pdf"].map(document).to_vec();
    let music = vec![Draft::audio().caption("кашель"), Draft::audio()];
    for album in [photos, documents, music] {
        let mut story = Story::begin();
        story.client_album(album.clone());
        let staff = album.len();
        story.staff_album(album);
        let (topic, private) = (story.topic(), story.private());
        are_the_same_album(&private[..staff], &topic[..staff]);
        are_the_same_album(&topic[staff..], &private[staff..]);
        story.ends();
    }
}

#[test]
fn a_protected_album_stays_an_album_both_ways() {
    let mut story = Story::begin();
    let protected = || captioned().into_iter().map(Draft::protected).collect();
    story.client_album(protected());
    story.staff_album(protected());
    are_the_same_album(&story.private()[..3], &story.topic()[..3]);
    are_the_same_album(&story.topic()[3..], &story.private()[3..]);
    story.ends();
}

#[test]
fn an_album_whose_parts_come_half_a_second_apart_is_gathered() {
    let mut story = Story::begin();
    let album = story.sim.world.new_album();
    for draft in captioned() {
        story.client_part(&album, draft);
        story.sim.pass(500);
        assert_eq!(story.in_topic(), Vec::<String>::new(), "half an album");
    }
    story.sim.run();
    are_the_same_album(&story.private(), &story.topic());
    story.ends();
}

#[test]
fn an_album_split_over_two_polls_is_gathered() {
    let mut story = Story::begin();
    let bohdan = story.sim.client("Богдан");
    let bot = story.sim.bot;
    let album = story.sim.world.new_album();
    // A poll brings a hundred updates: the album begins in the first and ends in the second.
    for number in 1..=98 {
        story.sim.world.send_private(bohdan, bot, Draft::text(format!("{number}")));
    }
    for draft in captioned() {
        story.client_part(&album, draft);
    }
    story.client_part(&album, Draft::photo());
    story.sim.run();
    assert_eq!(story.topic().len(), 4);
    are_the_same_album(&story.private(), &story.topic());
    assert_eq!(story.sim.words_in_topic("Богдан").len(), 98);
    story.ends();
}

#[test]
fn a_text_right_behind_an_album_stays_behind_it_both_ways() {
    let mut story = Story::begin();
    let (bot, vet, group, olena) = (story.sim.bot, story.sim.vet, story.sim.group, story.olena);
    let thread = story.sim.topic(OLENA);
    for (user, to) in [(olena, To::Bot(bot)), (vet, To::Topic(group, thread))] {
        story.sim.world.send(user, to, Draft::text("дивіться"));
        story.sim.world.send_album(
            user,
            to,
            vec![Draft::photo().caption("раз"), Draft::photo().caption("два")],
        );
        story.sim.world.send(user, to, Draft::text("що скажете?"));
        story.sim.run();
    }
    assert_eq!(
        story.in_topic(),
        [
            "бот: дивіться",
            "бот: [Photo #1] раз",
            "бот: [Photo #1] два",
            "бот: що скажете?",
            "Марія: дивіться",
            "Марія: [Photo #2] раз",
            "Марія: [Photo #2] два",
            "Марія: що скажете?",
        ]
    );
    assert_eq!(
        story.in_private(),
        [
            "Олена: дивіться",
            "Олена: [Photo #1] раз",
            "Олена: [Photo #1] два",
            "Олена: що скажете?",
            "бот: дивіться",
            "бот: [Photo #2] раз",
            "бот: [Photo #2] два",
            "бот: що скажете?",
        ]
    );
    story.ends();
}

#[test]
fn two_albums_at_once_do_not_mix() {
    let mut story = Story::begin();
    let (first, second) = (story.sim.world.new_album(), story.sim.world.new_album());
    for (album, caption) in [(&first, "1а"), (&second, "2а"), (&first, "1б"), (&second, "2б")] {
        story.client_part(album, Draft::photo().caption(caption));
    }
    story.sim.run();
    assert_eq!(
        story.in_topic(),
        ["бот: [Photo #1] 1а", "бот: [Photo #1] 1б", "бот: [Photo #2] 2а", "бот: [Photo #2] 2б"]
    );
    story.ends();
}

#[test]
fn a_part_that_comes_late_goes_as_a_message_of_its_own() {
    let mut story = Story::begin();
    let album = story.sim.world.new_album();
    story.client_part(&album, Draft::photo().caption("раз"));
    story.client_part(&album, Draft::photo().caption("два"));
    story.sim.run();
    story.client(Draft::text("зараз іще"));
    story.client_part(&album, Draft::photo().caption("три"));
    story.sim.run();
    assert_eq!(
        story.in_topic(),
        ["бот: [Photo #1] раз", "бот: [Photo #1] два", "бот: зараз іще", "бот: [Photo] три"]
    );
    story.ends();
}

#[test]
fn an_album_of_one_part_is_a_message() {
    let mut story = Story::begin();
    story.client_album(vec![Draft::photo().caption("одна")]);
    story.staff_album(vec![Draft::photo().caption("теж одна")]);
    assert_eq!(story.in_topic(), ["бот: [Photo] одна", "Марія: [Photo #1] теж одна"]);
    assert_eq!(story.in_private(), ["Олена: [Photo #1] одна", "бот: [Photo] теж одна"]);
    story.ends();
}

#[test]
fn a_crash_in_the_middle_of_an_album_never_sends_half_of_it() {
    for away in [0, 500, 1_000, 60_000] {
        let mut story = Story::begin();
        let album = story.sim.world.new_album();
        let mut parts = captioned().into_iter();
        story.client_part(&album, parts.next().unwrap());
        story.sim.pass(100);
        story.sim.crash();
        for draft in parts {
            story.client_part(&album, draft);
        }
        story.sim.pass(away);
        story.sim.start();
        story.sim.pass(3_000);
        are_the_same_album(&story.private(), &story.topic());
        assert_eq!(story.topic().len(), 3, "after {away} ms");
        story.ends();
    }
}

#[test]
fn an_album_is_not_sent_before_all_that_waited_has_come_in() {
    let mut story = Story::begin();
    let (bohdan, bot) = (story.sim.client("Богдан"), story.sim.bot);
    let album = story.sim.world.new_album();
    story.client_part(&album, Draft::photo().caption("раз"));
    story.sim.pass(100);
    story.sim.crash();
    story.sim.pass(10_000);
    // So many that the next part is not in the first poll after the crash.
    for number in 1..=120 {
        story.sim.world.send_private(bohdan, bot, Draft::text(format!("{number}")));
    }
    story.client_part(&album, Draft::photo().caption("два"));
    // And Telegram is away for a moment before the second.
    story.sim.world.fault(Fault::on("getUpdates", Action::bad_gateway()).skip(1).once());
    story.sim.start();
    story.sim.pass(500);
    assert_eq!(story.in_topic(), Vec::<String>::new());
    story.sim.pass(3_000);
    assert_eq!(story.in_topic(), ["бот: [Photo #1] раз", "бот: [Photo #1] два"]);
    story.ends();
}

#[test]
fn a_reply_to_a_part_of_an_album_finds_that_part_both_ways() {
    let mut story = Story::begin();
    let from_client = story.client_album(captioned());
    let from_staff = story.staff_album(captioned());
    let (topic, private) = (story.topic(), story.private());
    for part in 0..3 {
        story.staff(Draft::text(format!("про {part}")).reply_to(topic[part].message_id));
        story.client(Draft::text(format!("а {part}?")).reply_to(private[3 + part].message_id));
    }
    let to_client = story.private().split_off(6);
    let to_staff = story.topic().split_off(6);
    for part in 0..3 {
        assert_eq!(to_client[2 * part].reply_to, Some(from_client[part]), "{}", to_client[2 * part].words());
        assert_eq!(to_staff[2 * part + 1].reply_to, Some(from_staff[part]));
    }
    assert_eq!((to_client.len(), to_staff.len()), (6, 6));
    story.ends();
}

#[test]
fn an_album_that_answers_something_answers_it_on_the_other_side_too() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text("Покажіть шов"));
    let copy = story.topic()[0].message_id;
    let replying = |to: i64| captioned().into_iter().map(move |draft| draft.reply_to(to)).collect();
    story.staff_album(replying(copy));
    let shown = story.private().split_off(1);
    are_the_same_album(&story.topic()[1..4], &shown);
    assert!(shown.iter().all(|part| part.reply_to == Some(asked)));
    let answered = story.topic()[1].message_id;
    story.client_album(replying(shown[0].message_id));
    let topic = story.topic().split_off(4);
    are_the_same_album(&story.private()[4..], &topic);
    assert!(topic.iter().all(|part| part.reply_to == Some(answered)));
    story.ends();
}
