//! Editing the bot's own messages.
//! It never tells anybody: a bot's edits come back to no bot (facts §4.3).

use super::super::world::{Body, FileKind, Kind, Message, Place, World, freeze_location};
use super::album::keep_company;
use super::content::position;
use super::markup::Markup;
use super::words::{CAPTION_LENGTH, TEXT_LENGTH};
use super::{Answer, ApiError, Ask};
use serde_json::{Map, Value};
use std::sync::Arc;

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly \
                            the same as a current content and reply markup of the message";

impl World {
    pub(super) fn edit_text(&mut self, ask: &Ask) -> Answer {
        let (text, entities) = self.text_of(ask)?;
        let markup = Markup::read_inline(ask)?;
        let (place, message) = self.editable(ask)?;
        if message.body.kind != Kind::Text && message.body.kind != Kind::Rich {
            return Err(ApiError::bad("there is no text in the message to edit"));
        }
        // An edit is measured by Telegram itself, which answers with a code.
        if text.chars().count() > TEXT_LENGTH {
            return Err(ApiError::bad("MESSAGE_TOO_LONG"));
        }
        let mut body = Body::text(text, entities);
        if let Some(options) = ask.object("link_preview_options") {
            body.fields.insert("link_preview_options".into(), Value::Object(options.clone()));
        }
        self.replace(place, message.id, body, markup)
    }

    pub(super) fn edit_caption(&mut self, ask: &Ask) -> Answer {
        let (text, entities) = self.caption_of(ask)?.unwrap_or_default();
        let markup = Markup::read_inline(ask)?;
        let (place, message) = self.editable(ask)?;
        if !message.body.kind.takes_caption() {
            return Err(ApiError::bad("there is no caption in the message to edit"));
        }
        if text.chars().count() > CAPTION_LENGTH {
            return Err(ApiError::bad("MEDIA_CAPTION_TOO_LONG"));
        }
        let text = Some(text).filter(|text| !text.is_empty());
        let caption_above = ask.flag("show_caption_above_media");
        let body = Body { text, entities, caption_above, ..message.body.clone() };
        self.replace(place, message.id, body, markup)
    }

    pub(super) fn edit_media(&mut self, ask: &Ask) -> Answer {
        let empty = Map::new();
        let fields = ask.object("media").unwrap_or(&empty).clone();
        let markup = Markup::read_inline(ask)?;
        let kind = input_kind(&fields)?;
        let (place, message) = self.editable_as(ask, "message media can't be edited")?;
        let body = self.input_media(ask, &fields, kind)?;
        check_swap(&message, &body)?;
        self.replace(place, message.id, body, markup)
    }

    pub(super) fn edit_reply_markup(&mut self, ask: &Ask) -> Answer {
        let markup = Markup::read_inline(ask)?;
        let (place, message) = self.own_edit(ask, "message can't be edited")?;
        self.replace(place, message.id, message.body.clone(), markup)
    }

    /// Moves a live location, or brings it to rest. A location that moves no more cannot be edited.
    pub(super) fn edit_live_location(&mut self, ask: &Ask, stop: bool) -> Answer {
        let markup = Markup::read_inline(ask)?;
        let (place, message) = self.own_edit(ask, "message can't be edited")?;
        if !message.body.is_live() || is_over(&message, self.date()) {
            return Err(ApiError::bad("message can't be edited"));
        }
        let mut body = message.body.clone();
        if stop {
            freeze_location(&mut body);
        } else {
            let moved = position(ask)?;
            if let Some(Value::Object(location)) = body.fields.get_mut("location") {
                location.extend(moved);
            }
        }
        self.replace(place, message.id, body, markup)
    }

    /// The bot's own message of a kind whose content can change at all (facts §4.3).
    fn editable(&self, ask: &Ask) -> Result<(Place, Arc<Message>), ApiError> {
        self.editable_as(ask, "message can't be edited")
    }

    fn editable_as(&self, ask: &Ask, refusal: &str) -> Result<(Place, Arc<Message>), ApiError> {
        let (place, message) = self.own_edit(ask, refusal)?;
        if has_editable_content(message.body.kind) {
            Ok((place, message))
        } else {
            Err(ApiError::bad(refusal))
        }
    }

    /// The bot's own message; forwards, and what was sent with a reply keyboard, count as nobody's
    /// (facts §0.8).
    fn own_edit(&self, ask: &Ask, refusal: &str) -> Result<(Place, Arc<Message>), ApiError> {
        if ask.get("chat_id").is_none() && ask.get("inline_message_id").is_none() {
            return Err(ApiError::bad("message identifier is not specified"));
        }
        let place = self.target(ask)?;
        let id = ask.int("message_id").unwrap_or(0);
        let message = self.room(place).message(id).ok_or_else(|| ApiError::not_found("message to edit"))?;
        let in_its_name = message.from.is_none() && message.sender_chat == Some(place.chat_id());
        let is_own = message.from == Some(ask.bot)
            || (in_its_name && self.room(place).rights(ask.bot).can_post_messages);
        if !is_own || message.origin.is_some() || message.reply_keyboard.is_some() || message.is_service() {
            return Err(ApiError::bad(refusal));
        }
        Ok((place, message.clone()))
    }

    fn replace(&mut self, place: Place, id: i64, body: Body, markup: Markup) -> Answer {
        markup.check(place)?;
        let date = self.date();
        let message = self.message_mut(place, id);
        if message.body == body && message.inline_keyboard == markup.inline {
            return Err(ApiError::bad(NOT_MODIFIED));
        }
        if message.body != body {
            message.edited = Some(date);
        }
        message.body = body;
        message.inline_keyboard = markup.inline;
        Ok(self.sent_json(place, id))
    }
}

/// A live location is edited until its period has passed since it was sent (SPEC editMessageLiveLocation);
/// this period lasts for ever.
const FOR_EVER: i64 = 0x7FFF_FFFF;

fn is_over(message: &Message, date: i64) -> bool {
    let location = message.body.fields.get("location");
    let period = location.and_then(|at| at.get("live_period")?.as_i64()).unwrap_or_default();
    period != FOR_EVER && date >= message.date + period
}

fn has_editable_content(kind: Kind) -> bool {
    match kind {
        Kind::Text
        | Kind::Rich
        | Kind::Photo
        | Kind::Video
        | Kind::Animation
        | Kind::Audio
        | Kind::Document
        | Kind::Voice
        | Kind::PaidMedia
        | Kind::Game
        | Kind::Checklist => true,
        Kind::VideoNote
        | Kind::Sticker
        | Kind::Contact
        | Kind::Location
        | Kind::Venue
        | Kind::Poll
        | Kind::Dice
        | Kind::Story
        | Kind::Giveaway
        | Kind::GiveawayWinners
        | Kind::Invoice
        | Kind::Service
        | Kind::Unknown => false,
    }
}

fn input_kind(fields: &Map<String, Value>) -> Result<FileKind, ApiError> {
    match fields.get("type").and_then(Value::as_str).unwrap_or_default() {
        "photo" => Ok(FileKind::Photo),
        "video" => Ok(FileKind::Video),
        "animation" => Ok(FileKind::Animation),
        "audio" => Ok(FileKind::Audio),
        "document" => Ok(FileKind::Document),
        other => Err(ApiError::bad(format!("can't parse InputMedia: type \"{other}\" is unsupported"))),
    }
}

/// Text may become media, never the other way; voice notes stay; in an album kinds keep their company
/// (SPEC editMessageMedia; facts §4.3).
fn check_swap(message: &Message, new: &Body) -> Result<(), ApiError> {
    let refusal = || ApiError::bad("message media can't be edited");
    let swappable = matches!(
        message.body.kind,
        Kind::Text | Kind::Photo | Kind::Video | Kind::Animation | Kind::Audio | Kind::Document
    );
    if !swappable {
        return Err(refusal());
    }
    if message.album.is_some() && !keep_company(&message.body, new) {
        return Err(refusal());
    }
    Ok(())
}
