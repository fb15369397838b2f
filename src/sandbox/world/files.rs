//! Files that people and bots have sent, and the ids they go by.
//! It never keeps a file's bytes unless a bot uploaded them: what a photo shows does not matter here.

use super::scramble;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The type a file is stored as; a file sent again keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FileKind {
    Photo,
    Video,
    Animation,
    Audio,
    Document,
    Voice,
    VideoNote,
    Sticker,
}

impl FileKind {
    /// As Telegram names it in `can't use file of type X as Y` (TDLib, FileType.cpp).
    pub fn name(self) -> &'static str {
        match self {
            Self::Photo => "Photo",
            Self::Video => "Video",
            Self::Animation => "Animation",
            Self::Audio => "Audio",
            Self::Document => "Document",
            Self::Voice => "VoiceNote",
            Self::VideoNote => "VideoNote",
            Self::Sticker => "Sticker",
        }
    }

    fn folder(self) -> &'static str {
        match self {
            Self::Photo => "photos",
            Self::Video => "videos",
            Self::Animation => "animations",
            Self::Audio => "music",
            Self::Document => "documents",
            Self::Voice => "voice",
            Self::VideoNote => "video_notes",
            Self::Sticker => "stickers",
        }
    }

    fn prefix(self) -> &'static str {
        match self {
            Self::Photo => "AgACAgIAAxkB",
            Self::Video => "BAACAgIAAxkB",
            Self::Animation => "CgACAgIAAxkB",
            Self::Audio => "CQACAgIAAxkB",
            Self::Document => "BQACAgIAAxkB",
            Self::Voice => "AwACAgIAAxkB",
            Self::VideoNote => "DQACAgIAAxkB",
            Self::Sticker => "CAACAgIAAxkB",
        }
    }

    fn has_name(self) -> bool {
        match self {
            Self::Video | Self::Animation | Self::Audio | Self::Document => true,
            Self::Photo | Self::Voice | Self::VideoNote | Self::Sticker => false,
        }
    }

    /// What such a file says of itself when nobody said otherwise.
    fn looks(self, name: Option<&str>) -> Value {
        match self {
            Self::Photo => json!({"width": 1280, "height": 960}),
            Self::Video => json!({"width": 1280, "height": 720, "duration": 7, "mime_type": "video/mp4"}),
            Self::Animation => json!({"width": 480, "height": 270, "duration": 3, "mime_type": "video/mp4"}),
            Self::Audio => json!({"duration": 180, "mime_type": "audio/mpeg"}),
            Self::Document => {
                json!({"file_name": name.unwrap_or("file.bin"), "mime_type": "application/octet-stream"})
            }
            Self::Voice => json!({"duration": 4, "mime_type": "audio/ogg"}),
            Self::VideoNote => json!({"duration": 5, "length": 384}),
            Self::Sticker => {
                json!({"width": 512, "height": 512, "type": "regular", "is_animated": false, "is_video": false})
            }
        }
    }
}

/// A file sent along with a request.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The name of its part in the body, which `attach://` refers to.
    pub field: String,
    /// The name its sender gave it.
    pub file_name: String,
    /// What is in it.
    pub bytes: Arc<[u8]>,
}

/// A file known to Telegram.
#[derive(Debug, Clone)]
pub(crate) struct MediaFile {
    pub kind: FileKind,
    /// What stands in the message: an object, or for a photo the list of its sizes.
    pub json: Value,
    pub size: i64,
    pub path: String,
    pub bytes: Option<Arc<[u8]>>,
}

/// All files, by every id that leads to them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Files {
    by_id: BTreeMap<String, Arc<MediaFile>>,
    by_path: BTreeMap<String, Arc<MediaFile>>,
    /// Files a test gave a name of its own, to send the same one twice.
    by_key: BTreeMap<String, Arc<MediaFile>>,
    made: u64,
}

impl Files {
    pub fn get(&self, file_id: &str) -> Option<&Arc<MediaFile>> {
        self.by_id.get(file_id)
    }

    pub fn at_path(&self, path: &str) -> Option<&Arc<MediaFile>> {
        self.by_path.get(path)
    }

    /// The file a test calls by that key, made when it is first named.
    pub fn keyed(
        &mut self,
        key: &str,
        kind: FileKind,
        name: Option<&str>,
        looks: &Map<String, Value>,
    ) -> Arc<MediaFile> {
        if let Some(file) = self.by_key.get(key) {
            return file.clone();
        }
        let file = self.make(kind, name, looks, None);
        self.by_key.insert(key.to_owned(), file.clone());
        file
    }

    /// A new file. `looks` overrides what it says of itself.
    pub fn make(
        &mut self,
        kind: FileKind,
        name: Option<&str>,
        looks: &Map<String, Value>,
        bytes: Option<Arc<[u8]>>,
    ) -> Arc<MediaFile> {
        self.made += 1;
        let size = bytes.as_ref().map_or(100_000, |bytes| i64::try_from(bytes.len()).unwrap_or(i64::MAX));
        let size = looks.get("file_size").and_then(Value::as_i64).unwrap_or(size);
        let mut object = kind.looks(name).as_object().cloned().unwrap_or_default();
        if let Some(name) = name.filter(|_| kind.has_name()) {
            object.insert("file_name".into(), json!(name));
        }
        object.extend(looks.clone());
        let json = if kind == FileKind::Photo {
            Value::Array(self.sizes(&object, size))
        } else {
            Value::Object(self.stamped(kind, object, 0, size))
        };
        let path = format!("{}/file_{}", kind.folder(), self.made);
        let file = Arc::new(MediaFile { kind, json, size, path: path.clone(), bytes });
        self.by_path.insert(path, file.clone());
        for id in ids(&file.json) {
            self.by_id.insert(id, file.clone());
        }
        file
    }

    /// A photo stands in a message in several sizes, each a file of its own.
    fn sizes(&self, largest: &Map<String, Value>, size: i64) -> Vec<Value> {
        let shrunk =
            |key: &str, part: i64| json!(largest.get(key).and_then(Value::as_i64).unwrap_or(1000) / part);
        let one = |(index, part): (u64, i64)| {
            let looks = [("width", shrunk("width", part)), ("height", shrunk("height", part))];
            let looks = looks.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
            Value::Object(self.stamped(FileKind::Photo, looks, index, (size / part).max(1)))
        };
        [(1, 8), (2, 3), (3, 1)].into_iter().map(one).collect()
    }

    /// Ids say nothing to their reader, and depend on the file alone.
    fn stamped(
        &self,
        kind: FileKind,
        mut looks: Map<String, Value>,
        part: u64,
        size: i64,
    ) -> Map<String, Value> {
        let number = scramble(self.made * 4 + part);
        let unique = format!("AgAD{:013x}", number >> 12);
        let id = format!("{}{:016x}{:016x}{:08x}AQ", kind.prefix(), number, scramble(number), self.made);
        looks.insert("file_id".into(), json!(id));
        looks.insert("file_unique_id".into(), json!(unique));
        looks.insert("file_size".into(), json!(size));
        looks
    }
}

fn ids(json: &Value) -> Vec<String> {
    let parts = match json {
        Value::Array(sizes) => sizes.clone(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Object(_) => {
            vec![json.clone()]
        }
    };
    parts.iter().filter_map(|part| part.get("file_id").and_then(Value::as_str)).map(str::to_owned).collect()
}
