//! What an edit leads to where the copy is not one message that is simply edited: parts, live locations, and
//! what Telegram forbids.

use pwparents::model::{Content, Delivery, Extra, Kind, Lang, MsgKey, Styled};
use pwparents::relay::decide;
use pwparents::relay::effect::{Direction, Effect, Fact, Lane, Rung, Tell, What};
use pwparents::relay::event::{Event, Why};
use pwparents::relay::view::{Client, Stored, View};
use pwparents::text;

use super::{
    GROUP, LANG, NOW, OLENA, ROW, about, done, ended, file, from_olena, from_vet, key, known, olena, queued,
    refusal, remember, row, stored, tell, text as words, thing, under,
};

const LINE: usize = 10;

/// So many lines of ten characters, the line's end included.
fn lines(count: usize, letter: &str) -> String {
    vec![letter.repeat(LINE - 1); count].join("\n")
}

fn copies(numbers: &[i64]) -> Vec<MsgKey> {
    numbers.iter().map(|number| key(GROUP, *number)).collect()
}

/// The client edits a message that stands in the topic under these numbers.
fn client_edits(before: Stored, numbers: &[i64], now: Content) -> Vec<Effect> {
    let view = View { copies: copies(numbers), ..about(before) };
    let effects = decide(&view, &Event::ClientEdited(from_olena(now.clone())), NOW);
    assert_eq!(effects[0], remember(Fact::Edited(Box::new(from_olena(now)))));
    effects[1..].to_vec()
}

fn of_client(content: Content) -> Stored {
    stored(Direction::In, content, Delivery::Sent)
}

fn rewrite(number: i64, text: &str) -> Effect {
    let of = key(OLENA.chat(), 10);
    tell(Lane::In(OLENA), What::Rewrite { at: key(GROUP, number), of, text: Styled::plain(text) })
}

fn part(text: &str) -> Effect {
    let of = key(OLENA.chat(), 10);
    tell(Lane::In(OLENA), What::Relay { of, rung: Rung::Words(Styled::plain(text)) })
}

fn gone(number: i64) -> [Effect; 2] {
    let at = key(GROUP, number);
    [remember(Fact::Unlinked(at)), tell(Lane::In(OLENA), What::Remove(at))]
}

fn mend() -> Effect {
    tell(Lane::In(OLENA), What::Mend { of: key(OLENA.chat(), 10), file: false })
}

fn changed(lang: Lang) -> Rung {
    Rung::Changed(text::changed_to(lang))
}

#[test]
fn of_a_text_in_parts_only_those_that_changed_are_written_anew() {
    // 409 lines and the end of one make 4096.
    let (first, second) = (lines(409, "а"), lines(100, "а"));
    let before = of_client(words(&format!("{first}\n{second}")));
    let now = words(&format!("{first}\n{}", lines(100, "б")));
    assert_eq!(client_edits(before.clone(), &[81, 82], now.clone()), [rewrite(82, &lines(100, "б"))]);
    let longer = words(&format!("{first}\n{first}\n{second}"));
    assert_eq!(client_edits(before.clone(), &[81, 82], longer), [rewrite(82, &first), part(&second)]);
    let [unlinked, removed] = gone(82);
    assert_eq!(client_edits(before.clone(), &[81, 82], words("так")), [unlinked, removed, mend()]);
    // Copies that are not these parts.
    for numbers in [&[81][..], &[81, 82, 83]] {
        assert_eq!(client_edits(before.clone(), numbers, now.clone()), [mend()]);
    }
}

#[test]
fn a_text_that_grows_over_one_message_goes_on_in_another() {
    let (first, second) = (lines(409, "а"), lines(100, "а"));
    let now = words(&format!("{first}\n{second}"));
    assert_eq!(client_edits(of_client(words("так")), &[81], now), [rewrite(81, &first), part(&second)]);
}

#[test]
fn a_long_caption_stands_in_the_texts_behind_its_file() {
    let before = of_client(file(Kind::Photo, &lines(200, "а")));
    let now = file(Kind::Photo, &lines(200, "б"));
    assert_eq!(client_edits(before.clone(), &[81, 82], now), [rewrite(82, &lines(200, "б"))]);
    let [unlinked, removed] = gone(82);
    let short = file(Kind::Photo, "так");
    assert_eq!(client_edits(before.clone(), &[81, 82], short.clone()), [unlinked, removed, mend()]);
    let another = Content { file: Some("OTHER".to_owned()), ..short };
    let with_file = tell(Lane::In(OLENA), What::Mend { of: key(OLENA.chat(), 10), file: true });
    assert_eq!(client_edits(before, &[81, 82], another), [with_file]);
}

#[test]
fn words_that_are_going_out_in_parts_are_followed_by_the_new_ones() {
    let under_way = queued(Direction::In, words(&lines(500, "а")), true);
    let of = key(OLENA.chat(), 10);
    let expected = [tell(Lane::In(OLENA), What::Relay { of, rung: changed(LANG) })];
    assert_eq!(client_edits(under_way, &[81], words("так")), expected);
}

#[test]
fn an_edit_of_what_stands_nobody_knows_where_follows_too() {
    let of = key(OLENA.chat(), 10);
    let expected = [tell(Lane::In(OLENA), What::Relay { of, rung: changed(LANG) })];
    for (before, now) in [(words("так"), words("ні")), (file(Kind::Photo, "так"), file(Kind::Photo, "ні"))]
    {
        assert_eq!(client_edits(of_client(before), &[], now), expected);
    }
    // Its call is still under way, and will tell where.
    let under_way = queued(Direction::In, words("так"), true);
    assert_eq!(client_edits(under_way, &[], words("ні")), [mend()]);
}

fn live(latitude: f64, moves: bool) -> Content {
    let period = if moves { r#","live_period":900"# } else { "" };
    let fields = format!(r#"{{"latitude":{latitude},"longitude":30.5{period}}}"#);
    Content { extra: Extra { fields, ..Extra::default() }, ..thing(Kind::Location) }
}

#[test]
fn a_live_location_is_sent_as_one_and_moves() {
    let post = from_olena(live(50.1, true));
    let effects = decide(&known(), &Event::ClientWrote(post.clone()), NOW);
    let relay = tell(Lane::In(OLENA), What::Relay { of: post.key, rung: Rung::Rebuilt });
    assert!(effects.contains(&relay), "{effects:?}");
    let of = key(OLENA.chat(), 10);
    let what = What::Mend { of, file: false };
    let calmly = Effect::Tell(Tell {
        not_before: Some(NOW.plus(15_000)),
        ..Tell::new(Lane::Moves(OLENA), what.clone())
    });
    assert_eq!(client_edits(of_client(live(50.1, true)), &[81], live(50.2, true)), [calmly]);
    let (moves, halts) = (tell(Lane::Moves(OLENA), what), tell(Lane::Moves(OLENA), What::Halt { of }));
    assert_eq!(client_edits(of_client(live(50.1, true)), &[81], live(50.2, false)), [moves, halts.clone()]);
    assert_eq!(client_edits(of_client(live(50.1, true)), &[81], live(50.1, false)), [halts]);
    assert_eq!(client_edits(of_client(live(50.1, false)), &[81], live(50.2, false)), []);
}

#[test]
fn a_live_location_of_staff_moves_at_once() {
    let before = stored(Direction::Out, live(50.1, true), Delivery::Sent);
    let post = from_vet(live(50.2, true));
    let effects = decide(&about(before), &Event::StaffEdited(post.clone()), NOW);
    let mend = tell(Lane::Out(OLENA), What::Mend { of: post.key, file: false });
    assert_eq!(effects, [remember(Fact::Edited(Box::new(post))), mend]);
}

fn mending(direction: Direction, content: Content) -> View<'static> {
    let stored = stored(direction, content, Delivery::Sent);
    let lane = if direction == Direction::In { Lane::In(OLENA) } else { Lane::Out(OLENA) };
    let row = row(lane, What::Mend { of: stored.key, file: false });
    View { row: Some(row), stored: Some(stored), ..known() }
}

fn anew(of: MsgKey, rung: Rung) -> Effect {
    remember(Fact::RowParts(ROW, vec![What::Relay { of, rung }]))
}

#[test]
fn a_clients_edit_that_is_refused_follows_as_an_answer() {
    let of = key(OLENA.chat(), 10);
    for why in [Why::EditGone, Why::Other] {
        for content in [words("так"), file(Kind::Photo, "так"), file(Kind::Voice, "")] {
            let view = mending(Direction::In, content);
            assert_eq!(ended(&view, refusal(why)), [anew(of, changed(LANG))], "{why:?}");
        }
        let strange = thing(Kind::Unknown("hologram".to_owned()));
        assert_eq!(ended(&mending(Direction::In, strange), refusal(why)), [anew(of, Rung::Reply)]);
    }
}

#[test]
fn an_edit_of_staff_that_is_refused_follows_in_the_clients_language_and_staff_know() {
    let of = key(GROUP, 90);
    let told = under(90, text::edit_followed(LANG, "message is too long"));
    for why in [Why::EditGone, Why::Other] {
        let view = View {
            client: Some(Client { lang: Some(Lang::En), ..olena() }),
            ..mending(Direction::Out, words("так"))
        };
        assert_eq!(ended(&view, refusal(why)), [anew(of, changed(Lang::En)), told.clone()], "{why:?}");
    }
}

#[test]
fn a_copy_of_another_kind_takes_the_file_too_before_anything_follows_it() {
    for direction in [Direction::In, Direction::Out] {
        let of = mending(direction, file(Kind::Photo, "так")).stored.unwrap().key;
        let with_file = [remember(Fact::RowParts(ROW, vec![What::Mend { of, file: true }]))];
        assert_eq!(ended(&mending(direction, file(Kind::Photo, "так")), refusal(Why::OtherKind)), with_file);
        // A text has nothing to add.
        let followed = ended(&mending(direction, words("так")), refusal(Why::OtherKind));
        assert_eq!(followed, ended(&mending(direction, words("так")), refusal(Why::Other)));
    }
}

#[test]
fn staff_are_told_when_an_edit_reaches_nobody() {
    let line = || under(90, text::edit_refused(LANG, "message is too long"));
    for why in [Why::Blocked, Why::Deactivated, Why::NeverStarted] {
        let view = mending(Direction::Out, words("так"));
        assert_eq!(ended(&view, refusal(why)), [done(), line()], "{why:?}");
    }
    let strange = mending(Direction::Out, thing(Kind::Unknown("hologram".to_owned())));
    assert_eq!(ended(&strange, refusal(Why::Other)), [done(), line()]);
}

#[test]
fn a_part_that_cannot_be_edited_brings_the_whole_anew() {
    let stored = of_client(words(&lines(500, "а")));
    let what = What::Rewrite { at: key(GROUP, 81), of: stored.key, text: Styled::plain("так") };
    let expected = [anew(stored.key, changed(LANG))];
    let view = View { row: Some(row(Lane::In(OLENA), what)), stored: Some(stored), ..known() };
    assert_eq!(ended(&view, refusal(Why::EditGone)), expected);
    assert_eq!(ended(&view, refusal(Why::AlreadySo)), [done()]);
}

#[test]
fn a_live_location_that_cannot_move_goes_on_as_a_new_one_and_one_at_rest_stays() {
    for (direction, of) in [(Direction::In, key(OLENA.chat(), 10)), (Direction::Out, key(GROUP, 90))] {
        let moving = mending(direction, live(50.1, true));
        assert_eq!(ended(&moving, refusal(Why::Other)), [anew(of, Rung::Rebuilt)]);
        assert_eq!(ended(&moving, refusal(Why::AlreadySo)), [done()]);
        assert_eq!(ended(&mending(direction, live(50.1, false)), refusal(Why::Other)), [done()]);
    }
}
