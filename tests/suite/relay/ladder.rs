//! The ladder: rung by refusal, by direction, by one message or many.

use pwparents::model::{Content, Delivery, Extra, Kind, Styled};
use pwparents::relay::effect::{Direction, Effect, Fact, Question, Rung, TopicFact, What};
use pwparents::relay::event::Why;
use pwparents::relay::view::{Row, Stored};
use pwparents::text;

use super::{
    LANG, Millis, OLENA, ROW, again, dice, ended, file, of_row, queued, refusal, relay_row, remember,
    text as words, thing,
};

fn photo() -> Stored {
    queued(Direction::In, file(Kind::Photo, "рентген"), true)
}

fn down(rung: Rung) -> Vec<Effect> {
    vec![remember(Fact::RowRung(ROW, rung))]
}

fn described(content: &Content) -> Vec<Effect> {
    let shown = if content.extra.words.is_empty() { &content.text.text } else { &content.extra.words };
    down(Rung::Described(text::described(LANG, &content.kind, shown)))
}

/// What a refusal makes of a row on that rung, into the topic or out to the client.
fn step(direction: Direction, rung: &Rung, targeted: bool, carried: &[Stored], why: Why) -> Vec<Effect> {
    let row = Row { targeted, ..relay_row(direction, rung.clone()) };
    ended(&of_row(row, carried), refusal(why))
}

fn inward(rung: &Rung, why: Why) -> Vec<Effect> {
    step(Direction::In, rung, false, &[photo()], why)
}

const COPIES: [Rung; 3] = [Rung::Quote, Rung::Reply, Rung::Plain];

/// Refusals that say nothing but no.
const PLAIN_NO: [Why; 3] = [Why::Other, Why::EditGone, Why::AlreadySo];

#[test]
fn a_quote_that_is_gone_costs_the_quote_alone() {
    for direction in [Direction::In, Direction::Out] {
        let stored = queued(direction, words("так"), true);
        let effects = step(direction, &Rung::Quote, true, &[stored], Why::QuoteGone);
        assert_eq!(effects, down(Rung::Reply));
    }
}

#[test]
fn a_target_that_is_gone_costs_the_reply_alone() {
    for rung in [Rung::Quote, Rung::Reply] {
        for direction in [Direction::In, Direction::Out] {
            let stored = queued(direction, words("так"), true);
            let effects = step(direction, &rung, true, &[stored], Why::ReplyGone);
            assert_eq!(effects, down(Rung::Plain), "{rung:?}");
        }
        let album = [photo(), photo()];
        assert_eq!(step(Direction::In, &rung, true, &album, Why::ReplyGone), down(Rung::Plain));
    }
}

#[test]
fn what_is_sent_anew_goes_on_without_its_target_and_never_asks_for_it_again() {
    let line = text::described(LANG, &Kind::PaidMedia, "");
    let rungs = [Rung::Rebuilt, Rung::Bare, Rung::Words(Styled::plain("🎲 4")), Rung::Described(line)];
    for rung in rungs {
        let effects = step(Direction::In, &rung, true, &[photo()], Why::ReplyGone);
        assert_eq!(effects, [remember(Fact::RowUnanswered(ROW))], "{rung:?}");
    }
}

#[test]
fn a_root_that_is_gone_means_that_the_topic_may_be() {
    let gone = [
        again(Millis(0), false),
        remember(Fact::Topic(OLENA, TopicFact::Suspect)),
        Effect::Ask(Question::Forum),
    ];
    let line = text::described(LANG, &Kind::Photo, "");
    let rungs = COPIES.into_iter().chain([Rung::Rebuilt, Rung::Bare, Rung::Described(line)]);
    for rung in rungs {
        assert_eq!(inward(&rung, Why::ThreadGone), gone, "{rung:?}");
        assert_eq!(inward(&rung, Why::ReplyGone), gone, "{rung:?}");
        // Even where the row answered something: the thread is the thread.
        assert_eq!(step(Direction::In, &rung, true, &[photo()], Why::ThreadGone), gone, "{rung:?}");
    }
}

#[test]
fn a_copy_that_is_refused_is_built_anew_where_it_can_be() {
    let fields = Extra { fields: r#"{"latitude":50.4}"#.to_owned(), ..Extra::default() };
    let rebuildable = [
        words("так"),
        file(Kind::Photo, ""),
        file(Kind::Sticker, ""),
        file(Kind::VideoNote, ""),
        Content { extra: fields, ..thing(Kind::Location) },
        thing(Kind::Venue),
        thing(Kind::Contact),
    ];
    for content in rebuildable {
        for (rung, why) in COPIES.iter().flat_map(|rung| PLAIN_NO.map(|why| (rung, why))) {
            for direction in [Direction::In, Direction::Out] {
                let stored = queued(direction, content.clone(), true);
                let effects = step(direction, rung, false, &[stored], why);
                assert_eq!(effects, down(Rung::Rebuilt), "{content:?} {rung:?} {why:?}");
            }
        }
    }
}

#[test]
fn what_cannot_be_built_anew_is_described_to_staff() {
    let kinds = [Kind::Poll, Kind::Game, Kind::Story, Kind::Checklist, Kind::Unknown("hologram".to_owned())];
    for content in kinds.map(thing).into_iter().chain([dice()]) {
        let stored = queued(Direction::In, content.clone(), true);
        let effects = step(Direction::In, &Rung::Plain, false, &[stored], Why::Other);
        assert_eq!(effects, described(&content), "{content:?}");
    }
}

#[test]
fn what_was_built_anew_and_refused_again_is_described_to_staff() {
    let line = Styled::plain("рентген");
    for rung in [Rung::Rebuilt, Rung::Words(line)] {
        for why in PLAIN_NO {
            assert_eq!(inward(&rung, why), described(&photo().content), "{rung:?} {why:?}");
        }
    }
    // The words of its caption follow in rows of their own.
    let wordless = Content { text: Styled::default(), ..photo().content };
    for why in PLAIN_NO {
        assert_eq!(inward(&Rung::Bare, why), described(&wordless), "{why:?}");
    }
}

#[test]
fn an_album_that_is_refused_is_tried_part_by_part() {
    for direction in [Direction::In, Direction::Out] {
        for (rung, why) in COPIES.iter().flat_map(|rung| PLAIN_NO.map(|why| (rung, why))) {
            let part = queued(direction, file(Kind::Photo, ""), true);
            let effects = step(direction, rung, false, &[part.clone(), part], why);
            assert_eq!(effects, [remember(Fact::RowSplit(ROW))], "{rung:?} {why:?}");
        }
    }
}

#[test]
fn a_client_who_cannot_be_reached_is_not_tried_on_lower_rungs() {
    for why in [Why::Blocked, Why::Deactivated, Why::NeverStarted] {
        for rung in COPIES.into_iter().chain([Rung::Rebuilt]) {
            let stored = queued(Direction::Out, words("так"), true);
            let effects = step(Direction::Out, &rung, false, &[stored], why);
            assert_eq!(effects[0], remember(Fact::Delivery(ROW, Delivery::Failed)), "{rung:?} {why:?}");
            assert_eq!(effects[1], super::done(), "{rung:?} {why:?}");
        }
    }
}

/// The parts that a long message falls into.
fn parts_of(content: &Content) -> Vec<What> {
    let stored = queued(Direction::In, content.clone(), true);
    let effects = step(Direction::In, &Rung::Plain, false, &[stored], Why::Other);
    let [Effect::Remember(Fact::RowParts(row, parts))] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!(*row, ROW);
    parts.clone()
}

/// Their words, and that each is about the message itself.
fn words_of(parts: &[What]) -> Vec<Styled> {
    let words = parts.iter().map(|part| {
        let What::Relay { of, rung: Rung::Words(words) } = part else { panic!("{part:?}") };
        assert_eq!(*of, photo().key);
        words.clone()
    });
    words.collect()
}

#[test]
fn a_text_too_long_for_one_message_goes_in_parts_that_are_not() {
    let text: Vec<String> = (0..1_500).map(|number| format!("слово{number}")).collect();
    let text = text.join(" ");
    let parts = words_of(&parts_of(&words(&text)));
    assert!(parts.len() >= 3, "{}", parts.len());
    for part in &parts {
        assert!(part.text.encode_utf16().count() <= 4096);
        assert_eq!(part.text.trim(), part.text, "cut at a space, and the space is gone");
    }
    let joined: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(joined.join(" "), text);
}

#[test]
fn a_text_without_a_space_is_cut_between_characters() {
    for text in ["ї".repeat(5_000), "🐈".repeat(5_000), format!("a{}", "🐈".repeat(5_000))] {
        let parts = words_of(&parts_of(&words(&text)));
        assert_eq!(parts.iter().map(|part| part.text.as_str()).collect::<String>(), text);
        for part in parts {
            assert!(part.text.encode_utf16().count() <= 4096);
        }
    }
}

#[test]
fn entities_are_cut_with_the_text_and_counted_anew() {
    let text = format!("{} {}", "🐈".repeat(2_000), "ї".repeat(500));
    let entities =
        r#"[{"type":"bold","offset":3990,"length":30},{"type":"new_kind","offset":4100,"length":5}]"#;
    let text = Styled { text, entities: entities.to_owned() };
    let parts = words_of(&parts_of(&Content { text, ..words("") }));
    let read = |part: &Styled| serde_json::from_str::<serde_json::Value>(&part.entities).unwrap();
    assert_eq!(parts[0].text.encode_utf16().count(), 4_000);
    assert_eq!(read(&parts[0]), serde_json::json!([{"type": "bold", "offset": 3990, "length": 10}]));
    let second = serde_json::json!([
        {"type": "bold", "offset": 0, "length": 19},
        {"type": "new_kind", "offset": 99, "length": 5},
    ]);
    assert_eq!(read(&parts[1]), second);
}

#[test]
fn a_caption_too_long_follows_its_file_as_text() {
    let caption = "ї".repeat(1_025);
    let parts = parts_of(&file(Kind::Photo, &caption));
    assert_eq!(parts[0], What::Relay { of: photo().key, rung: Rung::Bare });
    assert_eq!(words_of(&parts[1..]), [Styled::plain(caption)]);
    let fits = queued(Direction::In, file(Kind::Photo, &"ї".repeat(1_024)), true);
    assert_eq!(step(Direction::In, &Rung::Plain, false, &[fits], Why::Other), down(Rung::Rebuilt));
}

#[test]
fn a_text_of_exactly_one_message_stays_one() {
    let fits = queued(Direction::In, words(&"ї".repeat(4_096)), true);
    assert_eq!(step(Direction::In, &Rung::Plain, false, &[fits], Why::Other), down(Rung::Rebuilt));
    assert_eq!(parts_of(&words(&"ї".repeat(4_097))).len(), 2);
}
