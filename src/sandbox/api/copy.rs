//! Copying: what stands in one chat is written again in another, in the bot's name.
//! It never forwards; a copy has no origin. Facts §4.2 is the table behind every rule here.

use super::super::world::{Body, Kind, Message, Place, World, freeze_location, stamp_poll};
use super::access::Access;
use super::markup::Markup;
use super::spot::Spot;
use super::words::check_length;
use super::{Answer, ApiError, Ask};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

impl World {
    pub(super) fn copy_message(&mut self, ask: &Ask) -> Answer {
        let caption = self.caption_of(ask)?;
        let markup = Markup::read(ask)?;
        let (from, source) = self.source(ask, "message to copy")?;
        let place = self.target(ask)?;
        let spot = self.spot(ask, place)?;
        let mut body = self.copied(ask.bot, from, &source)?;
        // Plain copies are made by Telegram and may be of any length; with a caption, a keyboard or a reply
        // of its own the message is sent anew by the bot, and measured (facts §1.1).
        let anew = caption.is_some() || !markup.is_empty() || spot.answers() || body.kind == Kind::Dice;
        if let Some((text, entities)) = caption.filter(|_| body.kind.takes_caption()) {
            (body.text, body.entities) = (Some(text), entities);
            body.caption_above = ask.flag("show_caption_above_media");
        }
        if anew {
            check_length(&body)?;
        }
        let id = self.put_whole(ask, spot, body, markup)?;
        Ok(json!({"message_id": id}))
    }

    pub(super) fn copy_messages(&mut self, ask: &Ask) -> Answer {
        let (from, sources, spot) = self.batch(ask)?;
        let mut bodies = Vec::new();
        for source in sources {
            if let Ok(mut body) = self.copied(ask.bot, from, &source) {
                if ask.flag("remove_caption") && body.kind.takes_caption() {
                    (body.text, body.entities) = (None, Vec::new());
                }
                bodies.push((source.album.clone(), body));
            }
        }
        let sent = self.put_batch(ask, &spot, bodies)?;
        Ok(sent.into_iter().map(|id| json!({"message_id": id})).collect())
    }

    /// Writes what is left of a batch, albums still together. What cannot be written is left out without a
    /// word, and the answer is shorter (SPEC); nothing at all is an error (facts §2.3).
    fn put_batch(
        &mut self,
        ask: &Ask,
        spot: &Spot,
        parts: Vec<(Option<String>, Body)>,
    ) -> Result<Vec<i64>, ApiError> {
        let albums = self.regrouped(&parts);
        let mut sent = Vec::new();
        let mut refused = None;
        for (album, body) in parts {
            match self.put_whole(ask, spot.clone(), body, Markup::default()) {
                Ok(id) => {
                    let album = album.and_then(|old| albums.get(&old).cloned());
                    self.message_mut(spot.place, id).album = album;
                    sent.push(id);
                }
                Err(error) => refused = Some(error),
            }
        }
        if sent.is_empty() {
            return Err(refused.unwrap_or_else(|| ApiError::bad("messages can't be forwarded")));
        }
        Ok(sent)
    }

    /// New ids for the albums of a batch; an album of one is none.
    pub(super) fn regrouped(&mut self, parts: &[(Option<String>, Body)]) -> BTreeMap<String, String> {
        let mut sizes: BTreeMap<&String, usize> = BTreeMap::new();
        for album in parts.iter().filter_map(|(album, _)| album.as_ref()) {
            *sizes.entry(album).or_default() += 1;
        }
        let kept: Vec<String> =
            sizes.into_iter().filter(|(_, size)| *size > 1).map(|(album, _)| album.clone()).collect();
        kept.into_iter().map(|old| (old, self.new_album())).collect()
    }

    /// The message a request copies or forwards.
    pub(super) fn source(&self, ask: &Ask, what: &str) -> Result<(Place, Arc<Message>), ApiError> {
        let from = self.place_of(ask.bot, ask.get("from_chat_id"), Access::Read)?;
        let id = ask.int("message_id").unwrap_or(0);
        let message = self.room(from).message(id).ok_or_else(|| ApiError::not_found(what))?;
        Ok((from, message.clone()))
    }

    /// The messages a batch is about, as far as they are there, and where they go.
    pub(super) fn batch(&self, ask: &Ask) -> Result<(Place, Vec<Arc<Message>>, Spot), ApiError> {
        let ids = message_ids(ask)?;
        if ids.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(ApiError::bad("message identifiers must be in a strictly increasing order"));
        }
        let from = self.place_of(ask.bot, ask.get("from_chat_id"), Access::Read)?;
        let place = self.target(ask)?;
        let spot = self.spot_without_reply(ask, place)?;
        let room = self.room(from);
        let found: Vec<Arc<Message>> = ids.iter().filter_map(|id| room.message(*id)).cloned().collect();
        if found.is_empty() {
            return Err(ApiError::bad("there are no messages to forward"));
        }
        Ok((from, found, spot))
    }

    /// The content of a copy, or why there can be none. Protected content can be copied by bots (facts §0.5).
    fn copied(&mut self, bot: i64, from: Place, source: &Message) -> Result<Body, ApiError> {
        if !self.is_copyable(bot, from, source) {
            return Err(ApiError::bad("the message can't be copied"));
        }
        let mut body = source.body.clone();
        if !self.rules.custom_emoji_allowed {
            body.entities.retain(|entity| entity.get("type") != Some(&json!("custom_emoji")));
        }
        if let Some(dice) = body.fields.get("dice") {
            let emoji = dice.get("emoji").and_then(Value::as_str).unwrap_or_default().to_owned();
            body = self.rolled(&emoji).unwrap_or(body);
        }
        if body.kind == Kind::Poll {
            let id = self.opaque();
            reset_poll(&mut body, id);
        }
        freeze_location(&mut body);
        reset_checklist(&mut body);
        Ok(body)
    }

    fn is_copyable(&self, bot: i64, from: Place, source: &Message) -> bool {
        if source.view_once {
            return false;
        }
        match source.body.kind {
            Kind::Text
            | Kind::Rich
            | Kind::Photo
            | Kind::Video
            | Kind::Animation
            | Kind::Audio
            | Kind::Document
            | Kind::Voice
            | Kind::VideoNote
            | Kind::Sticker
            | Kind::Contact
            | Kind::Location
            | Kind::Venue
            | Kind::Dice
            | Kind::Game => true,
            Kind::Poll => source.answers_known_to(bot, from),
            Kind::Story => self.rules.copy_stories,
            Kind::Checklist => self.rules.copy_checklists,
            Kind::PaidMedia
            | Kind::Giveaway
            | Kind::GiveawayWinners
            | Kind::Invoice
            | Kind::Service
            | Kind::Unknown => false,
        }
    }
}

/// The list of ids in a request (facts §2.3).
pub(super) fn message_ids(ask: &Ask) -> Result<Vec<i64>, ApiError> {
    let ids: Vec<i64> = ask.list("message_ids").into_iter().flatten().filter_map(Value::as_i64).collect();
    if ids.is_empty() {
        return Err(ApiError::bad("message identifiers are not specified"));
    }
    if ids.len() > 100 {
        return Err(ApiError::bad("too many message identifiers specified"));
    }
    Ok(ids)
}

/// A poll without its votes, open, under a new id.
fn reset_poll(body: &mut Body, id: u64) {
    if let Some(poll) = body.fields.get_mut("poll") {
        poll["total_voter_count"] = json!(0);
        poll["is_closed"] = json!(false);
        for option in poll.get_mut("options").and_then(Value::as_array_mut).into_iter().flatten() {
            option["voter_count"] = json!(0);
        }
    }
    stamp_poll(&mut body.fields, id);
}

fn reset_checklist(body: &mut Body) {
    let tasks = body.fields.get_mut("checklist").and_then(|list| list.get_mut("tasks")?.as_array_mut());
    for task in tasks.into_iter().flatten().filter_map(Value::as_object_mut) {
        task.retain(|key, _| !key.starts_with("completed_by") && key != "completion_date");
    }
}
