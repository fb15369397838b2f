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
    pub(super) fn person(mut self, name: &str, id: i64) -> Self {
        let offset = self.units;
        self = self.push(name);
        let length = self.units - offset;
        let url = format!("tg://user?id={id}");
        self.entities.push(json!({ "type": "text_link", "offset": offset, "length": length, "url": url }));
        self
    }

    /// A piece that tells a person that they are meant. Who has a public name is told by `@` and that.
    pub(super) fn mention(mut self, name: &str, id: i64) -> Self {
        let offset = self.units;
        self = self.push(name);
        let length = self.units - offset;
        let user = json!({ "id": id, "is_bot": false, "first_name": name });
        self.entities
            .push(json!({ "type": "text_mention", "offset": offset, "length": length, "user": user }));
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
