//! Files in requests: by id, by link, or sent along.
//! It never fetches a link; whatever it names becomes a new file.

use super::super::world::{Body, FileKind, Kind, MediaFile, World};
use super::{Answer, ApiError, Ask};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Bots download no more than this (facts §1.2).
const DOWNLOAD_BYTES: i64 = 20 << 20;

/// Where a request's file is described, and as what it is sent.
pub(super) struct Wanted<'ask> {
    /// `attach://…`, a link or a file id.
    pub source: Option<&'ask str>,
    pub kind: FileKind,
    /// What its sender says of it: `width`, `duration`, …
    pub looks: Map<String, Value>,
}

impl World {
    /// Puts the request's file into a body of its kind. A file sent again stays what it was: a video sent as
    /// a document is a video, while photos and everything else do not mix.
    pub(super) fn media_body(&mut self, ask: &Ask, wanted: &Wanted) -> Result<Body, ApiError> {
        let missing = || ApiError::bad(format!("there is no {} in the request", spoken(wanted.kind)));
        let source = wanted.source.filter(|source| !source.is_empty()).ok_or_else(missing)?;
        let file = if let Some(name) = source.strip_prefix("attach://") {
            let upload = ask.upload(name).ok_or_else(missing)?;
            self.files.make(wanted.kind, Some(&upload.file_name), &wanted.looks, Some(upload.bytes.clone()))
        } else if source.contains('.') {
            self.file_behind(source, wanted)?
        } else {
            self.file_known_as(source)?
        };
        let mixes = (file.kind == FileKind::Photo) == (wanted.kind == FileKind::Photo);
        if !mixes {
            let (from, to) = (file.kind.name(), wanted.kind.name());
            return Err(ApiError::bad(format!("can't use file of type {from} as {to}")));
        }
        let mut body = Body::new(kind_of(file.kind));
        body.show(&file.json);
        Ok(body)
    }

    /// Anything with a dot is taken for a link.
    fn file_behind(&mut self, link: &str, wanted: &Wanted) -> Result<Arc<MediaFile>, ApiError> {
        if !link.starts_with("http://") && !link.starts_with("https://") {
            let text = "invalid file HTTP URL specified: Unsupported URL protocol";
            return Err(ApiError::bad(text));
        }
        let name = link.rsplit('/').next();
        Ok(self.files.make(wanted.kind, name, &wanted.looks, None))
    }

    /// Facts §2.3: what is no file id at all, and what only leads nowhere, are refused differently.
    fn file_known_as(&self, file_id: &str) -> Result<Arc<MediaFile>, ApiError> {
        if let Some(file) = self.files.get(file_id) {
            return Ok(file.clone());
        }
        let legal = |sign: char| sign.is_ascii_alphanumeric() || sign == '-' || sign == '_';
        if file_id.len() < 20 || !file_id.chars().all(legal) {
            let text = "wrong remote file identifier specified: can't unserialize it. Wrong last symbol";
            return Err(ApiError::bad(text));
        }
        Err(ApiError::bad("wrong file identifier/HTTP URL specified"))
    }

    pub(super) fn get_file(&mut self, ask: &Ask) -> Answer {
        let id = ask.text("file_id").unwrap_or_default();
        if id.is_empty() {
            return Err(ApiError::bad("file_id not specified"));
        }
        let unknown = || ApiError::bad("wrong file_id or the file is temporarily unavailable");
        let file = self.files.get(id).ok_or_else(unknown)?;
        if file.size > DOWNLOAD_BYTES {
            return Err(ApiError::bad("file is too big"));
        }
        let sizes = file.json.as_array().cloned().unwrap_or_else(|| vec![file.json.clone()]);
        let part = sizes.iter().find(|part| part["file_id"] == id).cloned().unwrap_or_default();
        let (unique, size) = (&part["file_unique_id"], &part["file_size"]);
        Ok(json!({"file_id": id, "file_unique_id": unique, "file_size": size, "file_path": file.path}))
    }

    /// The same for whoever shows a valid token.
    pub(crate) fn download_as(&self, token: &str, file_path: &str) -> Option<Arc<[u8]>> {
        self.tokens.contains_key(token).then(|| self.download(file_path))?
    }

    /// The bytes behind a `file_path`: those a bot uploaded, or as many zeros as the file should have.
    pub fn download(&self, file_path: &str) -> Option<Arc<[u8]>> {
        let file = self.files.at_path(file_path)?;
        let zeros = || vec![0; usize::try_from(file.size).unwrap_or_default()].into();
        Some(file.bytes.clone().unwrap_or_else(zeros))
    }
}

pub(super) fn kind_of(file: FileKind) -> Kind {
    match file {
        FileKind::Photo => Kind::Photo,
        FileKind::Video => Kind::Video,
        FileKind::Animation => Kind::Animation,
        FileKind::Audio => Kind::Audio,
        FileKind::Document => Kind::Document,
        FileKind::Voice => Kind::Voice,
        FileKind::VideoNote => Kind::VideoNote,
        FileKind::Sticker => Kind::Sticker,
    }
}

fn spoken(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Photo => "photo",
        FileKind::Video => "video",
        FileKind::Animation => "animation",
        FileKind::Audio => "audio",
        FileKind::Document => "document",
        FileKind::Voice => "voice",
        FileKind::VideoNote => "video note",
        FileKind::Sticker => "sticker",
    }
}
