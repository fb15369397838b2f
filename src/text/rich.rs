//! Puts a text together piece by piece and keeps count of where its entities stand.
//! Offsets and lengths are UTF-16 units, as the Bot API counts them (`MessageEntity`).

use serde_json::{Value, json};

use super::Text;

#[derive(Default)]
pub(super) struct Rich {
    text: String,
    units: usize,
    entities: Vec<Value>,
}

impl Rich {
    pub(super) fn push(mut self, piece: &str) -> Self {
        self.text.push_str(piece);
        self.units += piece.encode_utf16().count();
        self
    }

    /// A piece that opens a person's profile when tapped.
    pub(super) fn person(self, name: &str, id: i64) -> Self {
        self.link(name, &format!("tg://user?id={id}"))
    }

    /// A piece that leads somewhere when tapped.
    pub(super) fn link(mut self, piece: &str, url: &str) -> Self {
        let offset = self.units;
        self = self.push(piece);
        let length = self.units - offset;
        self.entities.push(json!({ "type": "text_link", "offset": offset, "length": length, "url": url }));
        self
    }

    pub(super) fn finish(self) -> Text {
        let entities = match self.entities.as_slice() {
            [] => String::new(),
            entities => Value::from(entities).to_string(),
        };
        Text { text: self.text, entities }
    }
}
