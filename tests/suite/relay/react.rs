//! Reactions: which of them travel, and when there is something to show.

use pwparents::model::{ChatId, Delivery, Desk, MsgKey, Policy};
use pwparents::relay::decide;
use pwparents::relay::effect::{Direction, Effect, Fact, Lane, Rung, What};
use pwparents::relay::event::{Answer, Event, Outcome, Reacted};
use pwparents::relay::view::{Client, Stored, View};

use super::{
    GROUP, NOTHING, NOW, OLENA, POLICY, ROW, STORED, VET, about, done, ended, key, known, of_row, olena,
    queued, refusal, relay_row, remember, row, stored, tell, text as words,
};

/// Olena reacts to a message in private.
fn hers(emoji: &[&str]) -> Reacted {
    let emoji = emoji.iter().map(|emoji| (*emoji).to_owned()).collect();
    Reacted { at: key(OLENA.chat(), 12), by: OLENA.0, emoji }
}

/// The vet reacts to a message in the topic.
fn vets(emoji: &[&str]) -> Reacted {
    Reacted { at: key(GROUP, 78), by: VET.0, ..hers(emoji) }
}

fn by_client(view: &View<'_>, reacted: Reacted) -> Vec<Effect> {
    decide(view, &Event::ClientReacted(reacted), NOW)
}

fn by_staff(view: &View<'_>, reacted: Reacted) -> Vec<Effect> {
    decide(view, &Event::StaffReacted(reacted), NOW)
}

fn fact(reacted: &Reacted, direction: Direction, emoji: Option<&str>) -> Effect {
    let (at, by, emoji) = (reacted.at, reacted.by, emoji.map(str::to_owned));
    remember(Fact::Reacted { at, by, of: STORED, direction, emoji })
}

fn mirror(of: MsgKey, direction: Direction) -> Effect {
    tell(Lane::React(OLENA), What::Mirror { of, direction })
}

fn of(direction: Direction, delivery: Delivery) -> Stored {
    stored(direction, words("так"), delivery)
}

#[test]
fn a_clients_reaction_is_shown_whoever_wrote_the_message() {
    for (direction, written) in [(Direction::In, key(OLENA.chat(), 10)), (Direction::Out, key(GROUP, 90))] {
        for delivery in [Delivery::Sent, Delivery::PossiblyTwice] {
            let view = about(of(direction, delivery));
            let expected = [fact(&hers(&["🔥"]), Direction::In, Some("🔥")), mirror(written, Direction::In)];
            assert_eq!(by_client(&view, hers(&["🔥"])), expected);
        }
    }
}

#[test]
fn of_the_reactions_of_staff_only_those_of_the_config_travel() {
    let view = || about(of(Direction::In, Delivery::Sent));
    let written = key(OLENA.chat(), 10);
    for emoji in ["👍", "❤", "❤\u{fe0f}", "🙏"] {
        let plain = emoji.trim_end_matches('\u{fe0f}');
        let expected = [fact(&vets(&[emoji]), Direction::Out, Some(plain)), mirror(written, Direction::Out)];
        assert_eq!(by_staff(&view(), vets(&[emoji])), expected, "{emoji}");
    }
    assert_eq!(by_staff(&view(), vets(&["👀"])), NOTHING);
    assert_eq!(by_staff(&view(), vets(&["🐈"])), NOTHING);
    let nothing_travels =
        Policy { desk: Desk { staff_reactions: Vec::new(), ..Desk::default() }, ..(*POLICY).clone() };
    assert_eq!(by_staff(&View { policy: &nothing_travels, ..view() }, vets(&["👍"])), NOTHING);
}

#[test]
fn of_several_the_newest_that_travels_is_taken() {
    let view = about(of(Direction::Out, Delivery::Sent));
    let given = ["👍", "🔥", "🐈"];
    assert_eq!(by_client(&view, hers(&given))[0], fact(&hers(&given), Direction::In, Some("🔥")));
    assert_eq!(by_staff(&view, vets(&given))[0], fact(&vets(&given), Direction::Out, Some("👍")));
}

#[test]
fn taking_it_back_takes_it_back_and_what_changes_nothing_wants_nothing() {
    let liked = View { reaction: Some("👍".to_owned()), ..about(of(Direction::Out, Delivery::Sent)) };
    let taken = [fact(&hers(&[]), Direction::In, None), mirror(key(GROUP, 90), Direction::In)];
    assert_eq!(by_client(&liked, hers(&[])), taken);
    assert_eq!(by_client(&liked, hers(&["👍"])), NOTHING);
    // One that stays among staff takes the other's place.
    let taken = [fact(&vets(&["👀"]), Direction::Out, None), mirror(key(GROUP, 90), Direction::Out)];
    assert_eq!(by_staff(&liked, vets(&["👀"])), taken);
    assert_eq!(by_client(&about(of(Direction::Out, Delivery::Sent)), hers(&[])), NOTHING);
}

#[test]
fn what_is_not_there_yet_gets_its_reaction_with_it() {
    for waits in [queued(Direction::In, words("так"), true), of(Direction::In, Delivery::Failed)] {
        assert_eq!(
            by_client(&about(waits), hers(&["👍"])),
            [fact(&hers(&["👍"]), Direction::In, Some("👍"))]
        );
    }
    let carried = of(Direction::In, Delivery::Queued);
    let row = relay_row(Direction::In, Rung::Plain);
    let view = View { reacted: vec![(carried.key, Direction::In)], ..of_row(row, &[carried]) };
    let sent = Outcome::Done(Answer::Sent { ids: vec![pwparents::model::MessageId(78)], thread: None });
    let effects = ended(&view, sent);
    assert_eq!(effects[2..], [done(), mirror(key(OLENA.chat(), 10), Direction::In)]);
}

#[test]
fn what_stays_inside_is_deleted_or_the_bots_own_shows_nothing() {
    assert_eq!(by_client(&known(), hers(&["👍"])), NOTHING, "the bot's own");
    assert_eq!(by_staff(&known(), vets(&["👍"])), NOTHING, "the bot's own");
    assert_eq!(by_staff(&about(of(Direction::Out, Delivery::Kept)), vets(&["👍"])), NOTHING, "a note");
    let deleted = Stored { deleted: true, ..of(Direction::Out, Delivery::Sent) };
    assert_eq!(by_staff(&about(deleted), vets(&["👍"])), NOTHING);
}

#[test]
fn a_banned_client_and_another_group_are_not_listened_to() {
    let ban = pwparents::model::Ban { since: NOW, reason: "спам".to_owned(), by: None, told: true };
    let banned = Client { ban: Some(ban), ..olena() };
    let view = View { client: Some(banned), ..about(of(Direction::Out, Delivery::Sent)) };
    assert_eq!(by_client(&view, hers(&["👍"])), NOTHING);
    assert_eq!(by_client(&View { client: None, ..view.clone() }, hers(&["👍"])), NOTHING);
    let elsewhere = Reacted { at: key(ChatId(-5), 78), ..vets(&["👍"]) };
    assert_eq!(by_staff(&view, elsewhere), NOTHING);
    // Staff may show such a client what they like.
    assert_eq!(by_staff(&view, vets(&["👍"])).len(), 2);
}

#[test]
fn whatever_becomes_of_a_reaction_nobody_is_told() {
    let what = What::Mirror { of: key(GROUP, 90), direction: Direction::In };
    let view = of_row(row(Lane::React(OLENA), what), &[]);
    for outcome in [Outcome::Done(Answer::Fine), refusal(super::Why::Other), refusal(super::Why::Blocked)] {
        assert_eq!(ended(&view, outcome), [done()]);
    }
    // A pause for reactions holds up no messages.
    let later = remember(Fact::RowAgain { row: ROW, at: NOW.plus(3_000), unknown: false });
    assert_eq!(ended(&view, Outcome::Later(3_000)), [later]);
}
