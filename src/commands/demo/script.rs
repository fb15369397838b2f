//! The story of the show: who is in it, and what they do.

use crate::model::Lang;
use crate::sandbox::enote::{Card, EnoteWorld, Owner};
use crate::sandbox::{Draft, Profile, Rights, To, World};
use crate::text::demo::{self, Line, Step};

use super::stage::{Sides, Stage};

/// The number the client shares.
const PHONE: &str = "+380671234567";
/// The same as somebody at the reception wrote it down once.
const PHONE_IN_ENOTE: &str = "8 (067) 123-45-67";
/// The contract of the client's animal.
const CONTRACT: &str = "712";
/// Enote's keys for her and for it.
const OWNER: &str = "5b0c1d2e-77a9-11f0-8005-0123456789ab";
const CARD: &str = "1e4b3d6e-77a9-11f0-8005-0123456789ab";

/// Who is in the show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cast {
    pub(super) bot: i64,
    pub(super) group: i64,
    pub(super) client: i64,
    pub(super) staff: i64,
}

/// The pretend Telegram with everybody in it.
pub(super) fn cast(lang: Lang, token: &str) -> (World, Cast) {
    let said = |line| demo::line(lang, line);
    let mut world = World::new();
    let bot = world.add_bot(token, "ExampleClinicBot", &said(Line::Bot));
    let language = if lang == Lang::En { "en" } else { "uk" };
    let client = Profile::new(said(Line::Client)).last_name(said(Line::ClientLast)).username("olena_k");
    let client = world.add_user(client.language(language));
    let staff = world.add_user(Profile::new(said(Line::Staff)).language(language));
    let group = world.add_forum(&said(Line::Topic));
    world.own(group, staff);
    world.promote_bot(group, bot, Rights::all());
    (world, Cast { bot, group, client, staff })
}

/// The pretend Enote, where the client and her animal are known too.
pub(super) fn enote(lang: Lang) -> EnoteWorld {
    let said = |line| demo::line(lang, line);
    let mut enote = EnoteWorld::seeded();
    let owner = Owner::new(OWNER, &said(Line::ClientLast), &said(Line::Client), "").phone(PHONE_IN_ENOTE);
    enote.clinic.add_owner(owner);
    enote.clinic.add_card(Card::new(CARD, CONTRACT, OWNER, &said(Line::Pet)));
    enote
}

/// Plays the story; each step waits until the other side has seen it.
pub(super) fn play(stage: &Stage) -> Result<(), String> {
    stage.say(Line::Opening);
    arrival(stage)?;
    answer(stage)?;
    linked(stage)?;
    blocked(stage)
}

fn arrival(stage: &Stage) -> Result<(), String> {
    let Cast { bot, client, .. } = stage.cast;
    stage.step(
        Step::Start,
        |w| w.start(client, bot),
        |sides| sides.chat.len() >= 2 && !sides.topic.is_empty(),
    )?;
    stage.step(Step::Phone, |w| w.press_contact_key(client, client, PHONE), |sides| sides.topic_has("📞"))?;
    let first = stage.line(Line::First);
    let text = first.clone();
    let seen = move |sides: &Sides| sides.topic_has(&text);
    stage.step(Step::First, |w| w.send_private(client, bot, Draft::text(first)), seen)?;
    let caption = stage.line(Line::Album);
    let text = caption.clone();
    let parts = vec![Draft::photo().caption(caption), Draft::photo()];
    let seen = move |sides: &Sides| sides.topic_has(&text);
    stage.step(Step::Album, |w| w.send_album(client, To::Bot(bot), parts), seen)?;
    Ok(())
}

/// Staff answer, mistype a command, and correct the answer.
fn answer(stage: &Stage) -> Result<(), String> {
    let Cast { group, staff, .. } = stage.cast;
    let thread = stage.thread();
    let (words, quote) = (stage.line(Line::Answer), stage.line(Line::Quote));
    let copy = stage.in_topic(&stage.line(Line::First));
    let draft = Draft::text(words.clone()).reply_to(copy).quote(quote);
    let seen = move |sides: &Sides| sides.chat_has(&words);
    let answer = stage.step(Step::Answer, |w| w.send_topic(group, thread, staff, draft), seen)?;
    let typo = Draft::text(stage.line(Line::Typo));
    let seen = |sides: &Sides| sides.topic_has("❓");
    stage.step(Step::Typo, |w| w.send_topic(group, thread, staff, typo), seen)?;
    let words = stage.line(Line::AnswerEdited);
    let draft = Draft::text(words.clone());
    let seen = move |sides: &Sides| sides.chat_has(&words);
    stage.step(Step::Edit, |w| w.edit(group, answer, draft), seen)
}

/// Staff tie the client to her card in Enote.
fn linked(stage: &Stage) -> Result<(), String> {
    let Cast { group, staff, .. } = stage.cast;
    let thread = stage.thread();
    let command = Draft::text(format!("/enote_link {CONTRACT}"));
    let act = |w: &mut World| w.send_topic(group, thread, staff, command);
    stage.step(Step::Searched, act, |sides| sides.button_under("🦝").is_some())?;
    let Some((under, data)) = stage.sides().button_under("🦝") else {
        return Err(demo::stuck(stage.lang, Step::Searched));
    };
    let seen =
        |sides: &Sides| sides.topic_has("🦝") && sides.button_under("🦝").is_none() && sides.card_has("📞");
    stage.step(Step::Linked, |w| w.press(staff, group, under, &data), seen)?;
    Ok(())
}

fn blocked(stage: &Stage) -> Result<(), String> {
    let Cast { bot, group, client, staff } = stage.cast;
    let thread = stage.thread();
    let words = stage.line(Line::LastAnswer);
    let draft = Draft::text(words.clone());
    let act = |w: &mut World| {
        w.block(client, bot);
        w.send_topic(group, thread, staff, draft)
    };
    stage.step(Step::Blocked, act, |sides| sides.button_under("⚠️").is_some())?;
    let Some((under, data)) = stage.sides().button_under("⚠️") else {
        return Err(demo::stuck(stage.lang, Step::Blocked));
    };
    let act = |w: &mut World| {
        w.unblock(client, bot);
        w.press(staff, group, under, &data)
    };
    let seen = move |sides: &Sides| sides.chat_has(&words) && sides.topic_lines("✅") == 3;
    stage.step(Step::Returned, act, seen)?;
    let close = Draft::text("/close");
    let seen = |sides: &Sides| sides.topic_lines("✅") >= 3 && sides.card_has("✅");
    stage.step(Step::Closed, |w| w.send_topic(group, thread, staff, close), seen)?;
    Ok(())
}
