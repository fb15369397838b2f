//! `sendMediaGroup`: several media as one album.
//! It never sends half an album: every item is read before the first is sent.

use super::super::world::{Body, FileKind, Kind, World};
use super::content::looks_of;
use super::markup::Markup;
use super::media::Wanted;
use super::words::check_length;
use super::{Answer, ApiError, Ask};
use serde_json::{Map, Value};

impl World {
    pub(super) fn send_media_group(&mut self, ask: &Ask) -> Answer {
        let items = ask.list("media").ok_or_else(|| ApiError::bad("parameter \"media\" is required"))?;
        let kinds: Result<Vec<FileKind>, ApiError> = items.iter().map(kind).collect();
        let kinds = kinds?;
        if items.is_empty() {
            return Err(ApiError::bad("there are no messages to send"));
        }
        if items.len() > 10 {
            return Err(ApiError::bad("too many messages to send as an album"));
        }
        let place = self.target(ask)?;
        let spot = self.spot(ask, place)?;
        if !mixes(&kinds) {
            return Err(ApiError::bad("can't use the media of the specified type in the album"));
        }
        if items.len() == 1 {
            // By the documentation an album has two at least; the server sends a single one as a message.
            self.log.complain(vec!["sendMediaGroup: an album has 2-10 items".to_owned()]);
        }
        let mut bodies = Vec::new();
        for ((item, kind), number) in items.iter().zip(kinds).zip(1..) {
            let body = self.album_item(ask, item, kind);
            bodies.push(body.map_err(|error| failed(number, &error))?);
        }
        let album = (items.len() > 1).then(|| self.new_album());
        let mut sent = Vec::new();
        for body in bodies {
            // What is wrong with the chat is said as it is; only an item's own failure is quoted.
            let id = self.put_whole(ask, spot.clone(), body, Markup::default())?;
            self.message_mut(place, id).album.clone_from(&album);
            sent.push(id);
        }
        Ok(sent.into_iter().map(|id| self.sent_json(place, id)).collect())
    }

    fn album_item(&mut self, ask: &Ask, item: &Value, kind: FileKind) -> Result<Body, ApiError> {
        let empty = Map::new();
        let fields = item.as_object().unwrap_or(&empty);
        let body = self.input_media(ask, fields, kind)?;
        check_length(&body)?;
        Ok(body)
    }

    /// An `InputMedia…` object: its file, caption and looks.
    pub(super) fn input_media(
        &mut self,
        ask: &Ask,
        fields: &Map<String, Value>,
        kind: FileKind,
    ) -> Result<Body, ApiError> {
        let text = |key: &str| fields.get(key).and_then(Value::as_str);
        let looks = looks_of(fields, &["width", "height", "duration", "performer", "title"]);
        let mut body = self.media_body(ask, &Wanted { source: text("media"), kind, looks })?;
        if let Some(caption) = text("caption") {
            let entities =
                fields.get("caption_entities").and_then(Value::as_array).cloned().unwrap_or_default();
            let mode = text("parse_mode").unwrap_or_default();
            let words = self.read_words(&ask.method.name, caption, mode, &entities)?;
            (body.text, body.entities) = (Some(words.0), words.1);
        }
        let flag = |key: &str| fields.get(key).and_then(Value::as_bool).unwrap_or(false);
        body.spoiler = flag("has_spoiler");
        body.caption_above = flag("show_caption_above_media");
        Ok(body)
    }
}

/// What an item is; only these can stand in an album.
fn kind(item: &Value) -> Result<FileKind, ApiError> {
    let name = item.get("type").and_then(Value::as_str).unwrap_or_default();
    let parse = |tail: String| ApiError::bad(format!("can't parse InputMedia: {tail}"));
    match name {
        "photo" => Ok(FileKind::Photo),
        "video" => Ok(FileKind::Video),
        "audio" => Ok(FileKind::Audio),
        "document" => Ok(FileKind::Document),
        "animation" => Err(parse("type \"animation\" can't be used in sendMediaGroup".to_owned())),
        other => Err(parse(format!("type \"{other}\" is unsupported"))),
    }
}

/// Photos and videos together; music with music, documents with documents (facts §4.1).
fn mixes(kinds: &[FileKind]) -> bool {
    let visual = |kind: &FileKind| *kind == FileKind::Photo || *kind == FileKind::Video;
    kinds.iter().all(visual) || kinds.iter().all(|kind| Some(kind) == kinds.first())
}

/// How an album quotes the refusal of one of its items (facts §2.3).
fn failed(number: i32, error: &ApiError) -> ApiError {
    ApiError::bad(format!(
        "failed to send message #{number} with the error message \"{}\"",
        error.bare_text()
    ))
}

/// Whether one message may take the other's place in an album (SPEC editMessageMedia).
pub(super) fn keep_company(old: &Body, new: &Body) -> bool {
    let visual = |body: &Body| matches!(body.kind, Kind::Photo | Kind::Video);
    old.kind == new.kind || (visual(old) && visual(new))
}
