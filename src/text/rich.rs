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
    pub(super) fn link(self, piece: &str, url: &str) -> Self {
        self.entity(piece, json!({ "type": "text_link", "url": url }))
    }

    /// A piece that a tap copies.
    pub(super) fn code(self, piece: &str) -> Self {
        self.entity(piece, json!({ "type": "code" }))
    }

    fn entity(mut self, piece: &str, mut entity: Value) -> Self {
        entity["offset"] = json!(self.units);
        self = self.push(piece);
        entity["length"] = json!(piece.encode_utf16().count());
        self.entities.push(entity);
        self
    }

    /// A piece that tells a person that they are meant. Who has a public name is told by `@` and that.
    pub(super) fn mention(self, name: &str, id: i64) -> Self {
        let user = json!({ "id": id, "is_bot": false, "first_name": name });
        self.entity(name, json!({ "type": "text_mention", "user": user }))
    }

    pub(super) fn finish(self) -> Text {
        let entities = match self.entities.as_slice() {
            [] => String::new(),
            entities => Value::from(entities).to_string(),
        };
        Text { text: self.text, entities }
    }
}
