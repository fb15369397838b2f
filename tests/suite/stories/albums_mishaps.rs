//! Albums when something else happens meanwhile: a first contact, an edit, a deletion, a lost answer, a
//! topic that is gone.

use super::{OLENA, Story, substance};
use crate::sim::{Move, Sim};
use pwparents::sandbox::{Action, DeletedTopic, Draft, Fault, To};
use serde_json::json;

fn album(captions: &[&str]) -> Vec<Draft> {
    captions.iter().map(|caption| Draft::photo().file(caption).caption(*caption)).collect()
}

/// How a topic looks without root and card: words, and whether they stand in an album.
fn topic_of(sim: &Sim) -> Vec<(String, bool)> {
    let mut shown = sim.in_topic(OLENA).split_off(1);
    shown.retain(|shown| !shown.words().contains("👤"));
    shown.iter().map(|shown| (shown.words().to_owned(), shown.album.is_some())).collect()
}

#[test]
fn an_album_may_be_the_first_thing_a_client_sends() {
    for crash in [false, true] {
        let mut sim = Sim::new();
        let (olena, bot) = (sim.client(OLENA), sim.bot);
        sim.world.send_album(olena, To::Bot(bot), album(&["раз", "два", "три"]));
        sim.world.send_private(olena, bot, Draft::text("допоможіть"));
        if crash {
            sim.world.fault(Fault::on("createForumTopic", Action::ExecuteThenDrop).once());
            sim.pass(200);
            sim.crash();
            sim.pass(10_000);
            sim.start();
        }
        sim.pass(20_000);
        let whole = ["раз", "два", "три"].map(|words| (words.to_owned(), true));
        assert_eq!(topic_of(&sim), [&whole[..], &[("допоможіть".to_owned(), false)]].concat());
        assert_eq!(sim.world.topics(sim.group).len(), 1);
        sim.is_clean();
    }
}

#[test]
fn an_album_for_a_deleted_topic_stands_whole_in_the_new_one_and_nowhere_else() {
    for behaviour in [DeletedTopic::NotFound, DeletedTopic::Cached, DeletedTopic::LandsInGeneral] {
        let mut story = Story::begin();
        let (olena, bot, group, thread) =
            (story.olena, story.sim.bot, story.sim.group, story.sim.topic(OLENA));
        story.sim.world.rules.deleted_topic = behaviour;
        story.sim.world.delete_topic(group, thread);
        story.sim.world.send_album(olena, To::Bot(bot), album(&["раз", "два"]));
        story.sim.world.send_private(olena, bot, Draft::text("допоможіть"));
        story.sim.pass(10_000);
        let expected = [("раз", true), ("два", true), ("допоможіть", false)];
        assert_eq!(topic_of(&story.sim), expected.map(|(words, album)| (words.to_owned(), album)));
        story.ends();
    }
}

#[test]
fn an_edit_while_an_album_is_gathered_changes_what_goes_out_both_ways() {
    let mut story = Story::begin();
    let (olena, bot, group, vet) = (story.olena, story.sim.bot, story.sim.group, story.sim.vet);
    let thread = story.sim.topic(OLENA);
    let by_client = story.sim.world.send_album(olena, To::Bot(bot), album(&["раз", "два"]));
    let by_staff = story.sim.world.send_album(vet, To::Topic(group, thread), album(&["раз", "два"]));
    story.sim.pass(100);
    let other = || Draft::photo().file("інше").caption("друге").spoiler();
    story.sim.world.edit(olena, by_client[1], other());
    story.sim.world.edit(group, by_staff[1], other());
    story.sim.run();
    let (topic, private) = (story.topic(), story.private());
    assert_eq!(
        topic[2..].iter().map(substance).collect::<Vec<_>>(),
        private[..2].iter().map(substance).collect::<Vec<_>>()
    );
    assert_eq!(
        private[2..].iter().map(substance).collect::<Vec<_>>(),
        topic[..2].iter().map(substance).collect::<Vec<_>>()
    );
    assert_eq!((topic.len(), private.len(), topic[3].words()), (4, 4, "друге"));
    assert!(topic[2].album.is_some() && private[2].album.is_some());
    story.ends();
}

#[test]
fn a_part_the_client_deletes_before_the_album_is_sent_is_shown_all_the_same() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    let sent = story.sim.world.send_album(olena, To::Bot(bot), album(&["раз", "два", "три"]));
    story.sim.pass(100);
    story.sim.world.delete(olena, sent[1]);
    story.sim.run();
    assert_eq!(story.in_topic(), ["бот: [Photo #1] раз", "бот: [Photo #1] два", "бот: [Photo #1] три"]);
    story.ends();
}

#[test]
fn a_late_part_with_a_command_stays_back_though_its_album_is_gone() {
    let mut story = Story::begin();
    let (group, vet, thread) = (story.sim.group, story.sim.vet, story.sim.topic(OLENA));
    let id = story.sim.world.new_album();
    for caption in ["раз", "два"] {
        story.sim.world.send_topic(group, thread, vet, Draft::photo().caption(caption).album(&*id));
    }
    story.sim.run();
    for caption in ["/fone", "чотири"] {
        story.sim.world.send_topic(group, thread, vet, Draft::photo().caption(caption).album(&*id));
        story.sim.run();
    }
    assert_eq!(story.in_private(), ["бот: [Photo #1] раз", "бот: [Photo #1] два"]);
    let deliveries: Vec<String> = story.deliveries().into_iter().map(|(_, delivery)| delivery).collect();
    assert_eq!(deliveries, ["sent", "sent", "kept", "kept"]);
    story.ends();
}

#[test]
fn a_part_that_comes_while_its_album_is_under_way_goes_as_a_message_of_its_own() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    story.sim.world.fault(Fault::on("sendMediaGroup", Action::Delay(5_000)).once());
    let id = story.sim.world.new_album();
    for (caption, wait) in [("раз", 0), ("два", 1_500), ("три", 10_000)] {
        story.sim.world.send_private(olena, bot, Draft::photo().caption(caption).album(&*id));
        story.sim.pass(wait);
    }
    assert_eq!(story.in_topic(), ["бот: [Photo #1] раз", "бот: [Photo #1] два", "бот: [Photo] три"]);
    assert!(story.deliveries().iter().all(|(_, delivery)| delivery == "sent"));
    story.ends();
}

#[test]
fn an_album_whose_answer_was_lost_may_stand_twice_whole_and_is_marked() {
    for action in [Action::ExecuteThenDrop, Action::lost_answer(), Action::ExecuteThenHang(29_000)] {
        let mut story = Story::begin();
        let (group, vet, olena, bot) = (story.sim.group, story.sim.vet, story.olena, story.sim.bot);
        let thread = story.sim.topic(OLENA);
        for method in ["sendMediaGroup", "copyMessages"] {
            story.sim.world.fault(Fault::on(method, action.clone()).once());
        }
        story.sim.world.send_album(olena, To::Bot(bot), album(&["раз", "два"]));
        story.sim.run();
        story.sim.pass(40_000);
        story.sim.world.send_album(vet, To::Topic(group, thread), album(&["три", "чотири"]));
        story.sim.run();
        story.sim.pass(40_000);
        let twice = |a: &str, b: &str| {
            [(a, 1), (b, 1), (a, 2), (b, 2)].map(|(words, number)| format!("бот: [Photo #{number}] {words}"))
        };
        assert_eq!(story.in_topic()[..4], twice("раз", "два"), "{action:?}");
        let theirs = |(words, number)| format!("бот: [Photo #{number}] {words}");
        assert_eq!(
            story.in_private()[2..],
            [("три", 2), ("чотири", 2), ("три", 3), ("чотири", 3)].map(theirs)
        );
        assert!(story.deliveries().iter().all(|(_, delivery)| delivery == "possibly twice"));
        story.ends();
    }
}

#[test]
fn an_album_whose_caption_only_a_copy_can_carry_arrives_part_by_part() {
    let mut story = Story::begin();
    let tomorrow = json!([{"type": "hologram", "offset": 0, "length": 3}]);
    let parts = vec![Draft::photo().caption("раз").entities(tomorrow), Draft::photo().caption("два")];
    story.sim.world.send_album(story.olena, To::Bot(story.sim.bot), parts);
    story.sim.run();
    let (topic, private) = (story.topic(), story.private());
    assert_eq!(
        topic.iter().map(substance).collect::<Vec<_>>(),
        private.iter().map(substance).collect::<Vec<_>>()
    );
    story.ends();
}

#[test]
fn an_album_whose_wait_was_over_waits_for_a_poll_once_more_after_a_crash() {
    let mut story = Story::begin();
    let (olena, bot) = (story.olena, story.sim.bot);
    let id = story.sim.world.new_album();
    let mut parts = album(&["раз", "два"]).into_iter().map(|part| part.album(&id));
    story.sim.world.send_private(olena, bot, parts.next().unwrap());
    story.sim.pass(100);
    // Somebody else's message ends the poll that the album waits for.
    let ihor = story.sim.client("Ігор");
    story.sim.world.send_private(ihor, bot, Draft::text("Добрий день"));
    story.sim.pass(100);
    story.sim.crash();
    story.sim.world.send_private(olena, bot, parts.next().unwrap());
    story.sim.sleep(5_000);
    story.sim.start();
    // What is due may be claimed before the first poll has ended.
    while story.sim.step_in(&[Move::Claim, Move::Call, Move::Deliver], 0) {}
    story.sim.pass(10_000);
    let whole = ["раз", "два"].map(|words| (words.to_owned(), true));
    assert_eq!(topic_of(&story.sim)[1..], whole);
    story.ends();
}
