//! A request's parameters, wherever they stand: query, form, JSON or multipart body.
//! It never reads what they mean.

use super::super::world::Upload;
use super::{multipart, path};
use serde_json::{Map, Value};

/// All of a request's parameters that are no files may have this many bytes (facts §1.2).
const PARAMETER_BYTES: usize = 1 << 20;

/// What a request brings.
#[derive(Debug, Default)]
pub(super) struct Body {
    pub params: Map<String, Value>,
    pub uploads: Vec<Upload>,
}

/// Why a body cannot be read: a status and the description of the answer.
pub(super) type Unreadable = (u16, String);

pub(super) fn read(query: Option<&str>, content_type: &str, bytes: &[u8]) -> Result<Body, Unreadable> {
    let mut body = Body::default();
    body.add_pairs(query.unwrap_or_default());
    let kind = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    match kind.as_str() {
        "application/json" if !bytes.is_empty() => body.add_json(bytes)?,
        "application/x-www-form-urlencoded" => body.add_pairs(&String::from_utf8_lossy(bytes)),
        "multipart/form-data" => body.add_parts(content_type, bytes)?,
        // Any other body is not looked at.
        _other => {}
    }
    body.check_size()
}

impl Body {
    fn add_pairs(&mut self, text: &str) {
        for (name, value) in path::pairs(text) {
            self.params.insert(name, Value::String(value));
        }
    }

    fn add_json(&mut self, bytes: &[u8]) -> Result<(), Unreadable> {
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(object)) => {
                self.params.extend(object);
                Ok(())
            }
            Ok(_) | Err(_) => Err((400, "Bad Request: can't parse JSON object".to_owned())),
        }
    }

    fn add_parts(&mut self, content_type: &str, bytes: &[u8]) -> Result<(), Unreadable> {
        let broken = || (400, "Bad Request: can't parse multipart body".to_owned());
        for part in multipart::parts(content_type, bytes).ok_or_else(broken)? {
            if let Some(file_name) = part.file_name {
                let bytes = part.bytes.into();
                self.uploads.push(Upload { field: part.name, file_name, bytes });
            } else {
                let text = String::from_utf8_lossy(part.bytes).into_owned();
                self.params.insert(part.name, Value::String(text));
            }
        }
        Ok(())
    }

    fn check_size(self) -> Result<Self, Unreadable> {
        let size = |(name, value): (&String, &Value)| {
            name.len() + value.as_str().map_or_else(|| value.to_string().len(), str::len)
        };
        if self.params.iter().map(size).sum::<usize>() > PARAMETER_BYTES {
            return Err((413, "Request Entity Too Large: too many parameters".to_owned()));
        }
        Ok(self)
    }
}
