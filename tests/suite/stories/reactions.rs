//! Reactions travel both ways, in place, as far as a bot can give them.

use super::{OLENA, Story};
use pwparents::sandbox::{Action, Draft, Fault, Profile};
use serde_json::json;

impl Story {
    fn client_reacts(&mut self, message: i64, emoji: &[&str]) {
        self.sim.world.react(self.olena, self.olena, message, emoji);
        self.sim.run();
    }

    fn staff_react(&mut self, message: i64, emoji: &[&str]) {
        let vet = self.sim.vet;
        self.reacts(vet, message, emoji);
    }

    fn reacts(&mut self, member: i64, message: i64, emoji: &[&str]) {
        self.sim.world.react(member, self.sim.group, message, emoji);
        self.sim.run();
    }

    /// What the bot shows on a message.
    fn shown_on(&self, chat: i64, message: i64) -> Vec<String> {
        let shown = self.sim.world.shown(chat, message).unwrap();
        let by_bot = shown.reactions.into_iter().filter(|(who, _)| *who == self.sim.bot);
        by_bot.map(|(_, emoji)| emoji).collect()
    }

    fn in_group(&self, message: i64) -> Vec<String> {
        self.shown_on(self.sim.group, message)
    }

    fn at_client(&self, message: i64) -> Vec<String> {
        self.shown_on(self.olena, message)
    }

    fn reactions_made(&self) -> usize {
        self.sim.world.calls_of("setMessageReaction").count()
    }
}

#[test]
fn a_client_reacts_to_what_staff_wrote_and_to_their_own() {
    let mut story = Story::begin();
    let answered = story.staff(Draft::text("Приходьте"));
    let copy = story.private()[0].message_id;
    let asked = story.client(Draft::text("Дякую"));
    let shown = story.topic()[1].message_id;
    story.client_reacts(copy, &["🔥"]);
    story.client_reacts(asked, &["❤"]);
    assert_eq!(
        (story.in_group(answered), story.in_group(shown)),
        (vec!["🔥".to_owned()], vec!["❤".to_owned()])
    );
    story.client_reacts(copy, &["🎉"]);
    assert_eq!(story.in_group(answered), ["🎉"]);
    story.client_reacts(copy, &[]);
    assert_eq!(story.in_group(answered), Vec::<String>::new());
    assert_eq!((story.topic().len(), story.private().len()), (2, 2), "nothing is said of it");
    story.ends();
}

#[test]
fn staff_react_to_what_the_client_wrote_and_to_their_own() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text("Дякую"));
    let shown = story.topic()[0].message_id;
    let answered = story.staff(Draft::text("Приходьте"));
    let copy = story.private()[1].message_id;
    story.staff_react(shown, &["👍"]);
    story.staff_react(answered, &["🙏"]);
    assert_eq!(
        (story.at_client(asked), story.at_client(copy)),
        (vec!["👍".to_owned()], vec!["🙏".to_owned()])
    );
    story.staff_react(shown, &[]);
    assert_eq!(story.at_client(asked), Vec::<String>::new());
    story.ends();
}

#[test]
fn what_staff_show_each_other_stays_among_them() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text("Дякую"));
    let shown = story.topic()[0].message_id;
    for emoji in ["👀", "🤔", "🤡"] {
        story.staff_react(shown, &[emoji]);
    }
    assert_eq!((story.at_client(asked), story.reactions_made()), (vec![], 0));
    story.staff_react(shown, &["👍"]);
    story.staff_react(shown, &["🤡"]);
    assert_eq!(story.at_client(asked), Vec::<String>::new(), "the thumb is taken back with it");
    story.ends();
}

#[test]
fn of_several_of_staff_the_last_is_shown_and_the_one_before_comes_back() {
    let mut story = Story::begin();
    let (group, igor) = (story.sim.group, story.sim.world.add_user(Profile::new("Ігор")));
    story.sim.world.join(group, igor);
    let asked = story.client(Draft::text("Дякую"));
    let shown = story.topic()[0].message_id;
    story.staff_react(shown, &["👍"]);
    story.reacts(igor, shown, &["❤"]);
    assert_eq!(story.at_client(asked), ["❤"]);
    story.reacts(igor, shown, &[]);
    assert_eq!(story.at_client(asked), ["👍"]);
    story.sim.world.react_anonymously(group, shown, &["🙏"]);
    story.sim.run();
    assert_eq!(story.at_client(asked), ["🙏"], "the group's own counts as anybody's");
    story.ends();
}

#[test]
fn what_no_bot_can_give_is_left_out() {
    let mut story = Story::begin();
    let answered = story.staff(Draft::text("Приходьте"));
    let copy = story.private()[0].message_id;
    let (olena, custom) =
        (story.olena, json!({"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"}));
    let fire = json!({"type": "emoji", "emoji": "🔥"});
    story.sim.world.react_with(olena, olena, copy, &[fire, custom.clone()]);
    story.sim.run();
    assert_eq!(story.in_group(answered), ["🔥"]);
    story.sim.world.react_with(olena, olena, copy, &[custom, json!({"type": "paid"})]);
    story.sim.run();
    assert_eq!(story.in_group(answered), Vec::<String>::new());
    story.ends();
}

#[test]
fn a_reaction_to_what_waits_is_shown_once_it_stands_there() {
    let mut story = Story::begin();
    let (olena, group) = (story.olena, story.sim.group);
    for chat in [olena, group] {
        let late = Fault::on_all(Action::TooManyRequests { retry_after: 30 });
        story.sim.world.fault(late.chat(chat).once());
    }
    let answered = story.staff(Draft::text("Приходьте"));
    let asked = story.client(Draft::text("Дякую"));
    story.staff_react(answered, &["👍"]);
    story.client_reacts(asked, &["❤"]);
    story.sim.pass(60_000);
    let (copy, shown) = (story.private()[1].message_id, story.topic()[1].message_id);
    assert_eq!((story.at_client(copy), story.in_group(shown)), (vec!["👍".to_owned()], vec!["❤".to_owned()]));
    story.ends();
}

#[test]
fn a_reaction_that_was_taken_back_before_the_copy_went_makes_no_call() {
    let mut story = Story::begin();
    story
        .sim
        .world
        .fault(Fault::on_all(Action::TooManyRequests { retry_after: 30 }).chat(story.olena).once());
    let answered = story.staff(Draft::text("Приходьте"));
    story.staff_react(answered, &["👍"]);
    story.staff_react(answered, &[]);
    story.sim.pass(60_000);
    assert_eq!((story.private().len(), story.reactions_made()), (1, 0));
    story.ends();
}

#[test]
fn many_changes_at_once_come_to_the_last_and_none_overtakes_it() {
    let mut story = Story::begin();
    let answered = story.staff(Draft::text("Приходьте"));
    let copy = story.private()[0].message_id;
    let olena = story.olena;
    story.sim.world.fault(Fault::on("setMessageReaction", Action::Delay(5_000)).once());
    story.client_reacts(copy, &["👍"]);
    for emoji in ["🔥", "🎉", "😁", "❤"] {
        story.sim.world.react(olena, olena, copy, &[emoji]);
    }
    story.sim.pass(10_000);
    assert_eq!(story.in_group(answered), ["❤"]);
    assert_eq!(story.reactions_made(), 2, "those between were never asked for");
    story.ends();
}

#[test]
fn a_reaction_that_is_refused_or_put_off_holds_up_nothing() {
    let mut story = Story::begin();
    let answered = story.staff(Draft::text("Приходьте"));
    let copy = story.private()[0].message_id;
    let refusal = Action::Refuse { status: 400, description: "Bad Request: REACTION_INVALID".to_owned() };
    story.sim.world.fault(Fault::on("setMessageReaction", refusal).once());
    story.client_reacts(copy, &["👍"]);
    assert_eq!(story.in_group(answered), Vec::<String>::new());
    let late = Action::TooManyRequests { retry_after: 30 };
    story.sim.world.fault(Fault::on("setMessageReaction", late).once());
    story.client_reacts(copy, &["🔥"]);
    story.staff(Draft::text("о 15:00"));
    assert_eq!(story.private().len(), 2, "messages go on");
    story.sim.pass(60_000);
    assert_eq!(story.in_group(answered), ["🔥"]);
    assert_eq!(story.topic().len(), 2, "nobody is bothered with it");
    story.ends();
}

#[test]
fn a_reaction_to_a_message_that_is_gone_is_forgotten() {
    let mut story = Story::begin();
    let answered = story.staff(Draft::text("Приходьте"));
    let copy = story.private()[0].message_id;
    story.sim.world.delete(story.sim.group, answered);
    story.client_reacts(copy, &["👍"]);
    story.ends();
}

#[test]
fn what_the_bot_says_itself_and_what_stays_inside_has_no_reactions_elsewhere() {
    let mut story = Story::begin();
    let note = story.staff(Draft::text("// дивний"));
    let marked = story.reactions_made();
    story.client(Draft::text("/menu"));
    let menu = story.private().last().unwrap().message_id;
    story.client_reacts(menu, &["👍"]);
    let card = story.sim.in_topic(OLENA)[1].message_id;
    story.staff_react(card, &["👍"]);
    story.staff_react(note, &["👍"]);
    assert_eq!(story.reactions_made(), marked);
    story.ends();
}

#[test]
fn a_banned_client_reacts_to_nobody() {
    let mut story = Story::begin();
    let answered = story.staff(Draft::text("Приходьте"));
    let copy = story.private()[0].message_id;
    story.staff(Draft::text("/ban спам"));
    story.client_reacts(copy, &["🔥"]);
    assert_eq!(story.in_group(answered), Vec::<String>::new());
    story.ends();
}

#[test]
fn a_bot_that_is_no_administrator_hears_of_no_reactions_in_the_group() {
    let mut story = Story::begin();
    let asked = story.client(Draft::text("Дякую"));
    let shown = story.topic()[0].message_id;
    let (group, bot, vet) = (story.sim.group, story.sim.bot, story.sim.vet);
    story.sim.world.demote(group, bot);
    story.sim.world.react(vet, group, shown, &["👍"]);
    story.sim.run();
    assert_eq!(story.at_client(asked), Vec::<String>::new());
}
