//! The kinds of content a person can send, one constructor each.
//! It never says how the content is sent; those are the options.

use super::draft::commands_in;
use super::{Body, Draft, FileKind, Kind};
use serde_json::{Map, Value, json};

impl Draft {
    /// Text; commands in it are marked, as Telegram does.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        let entities = commands_in(&text);
        Self::of(Body::text(text, entities))
    }

    /// A text of blocks, which may be longer than 4096 characters.
    pub fn rich(text: impl Into<String>) -> Self {
        let blocks = json!({"blocks": [{"type": "paragraph", "text": text.into()}]});
        Self::of(Body::new(Kind::Rich).with("rich_message", blocks))
    }

    /// A photo.
    pub fn photo() -> Self {
        Self::media(Kind::Photo, FileKind::Photo)
    }

    /// A video.
    pub fn video() -> Self {
        Self::media(Kind::Video, FileKind::Video)
    }

    /// A silent video.
    pub fn animation() -> Self {
        Self::media(Kind::Animation, FileKind::Animation)
    }

    /// Music.
    pub fn audio() -> Self {
        Self::media(Kind::Audio, FileKind::Audio)
    }

    /// A voice note.
    pub fn voice() -> Self {
        Self::media(Kind::Voice, FileKind::Voice)
    }

    /// A round video.
    pub fn video_note() -> Self {
        Self::media(Kind::VideoNote, FileKind::VideoNote)
    }

    /// A file of that name.
    pub fn document(name: impl Into<String>) -> Self {
        Self::media(Kind::Document, FileKind::Document).file_name(name)
    }

    /// A sticker that stands for that emoji.
    pub fn sticker(emoji: &str) -> Self {
        Self::media(Kind::Sticker, FileKind::Sticker)
            .looks(json!({"emoji": emoji, "set_name": "SandboxStickers"}))
    }

    /// A point on the map.
    pub fn location(latitude: f64, longitude: f64) -> Self {
        Self::of(
            Body::new(Kind::Location).with("location", json!({"latitude": latitude, "longitude": longitude})),
        )
    }

    /// A point that moves for that many seconds.
    pub fn live_location(latitude: f64, longitude: f64, live_period: i64) -> Self {
        let location = json!({"latitude": latitude, "longitude": longitude, "live_period": live_period});
        Self::of(Body::new(Kind::Location).with("location", location))
    }

    /// A place with a name.
    pub fn venue(title: &str, address: &str) -> Self {
        let location = json!({"latitude": 50.4501, "longitude": 30.5234});
        let venue = json!({"location": location, "title": title, "address": address});
        Self::of(Body::new(Kind::Venue).with("venue", venue).with("location", location))
    }

    /// Somebody's card, typed or picked from the address book.
    pub fn contact(phone: &str, first_name: &str) -> Self {
        Self::of(
            Body::new(Kind::Contact)
                .with("contact", json!({"phone_number": phone, "first_name": first_name})),
        )
    }

    /// A card that belongs to an account of Telegram: what the button "share my number" sends, with the
    /// sender's own id.
    pub fn contact_of(phone: &str, first_name: &str, user: i64) -> Self {
        let contact = json!({"phone_number": phone, "first_name": first_name, "user_id": user});
        Self::of(Body::new(Kind::Contact).with("contact", contact))
    }

    /// A poll.
    pub fn poll(question: &str, options: &[&str]) -> Self {
        Self::of(Body::new(Kind::Poll).with("poll", poll("regular", question, options)))
    }

    /// A quiz, whose right answer only its author knows until it is closed.
    pub fn quiz(question: &str, options: &[&str], correct: i64) -> Self {
        let mut quiz = poll("quiz", question, options);
        quiz["correct_option_ids"] = json!([correct]);
        Self::of(Body::new(Kind::Poll).with("poll", quiz))
    }

    /// The same poll, closed.
    #[must_use]
    pub fn closed(mut self) -> Self {
        if let Some(poll) = self.body.fields.get_mut("poll") {
            poll["is_closed"] = json!(true);
        }
        self
    }

    /// A dice of that emoji which came to rest at that value.
    pub fn dice(emoji: &str, value: i64) -> Self {
        Self::of(Body::new(Kind::Dice).with("dice", json!({"emoji": emoji, "value": value})))
    }

    /// A game.
    pub fn game(title: &str) -> Self {
        let game = json!({"title": title, "description": "A game", "photo": []});
        Self::of(Body::new(Kind::Game).with("game", game))
    }

    /// A story of a channel or a person, as `Chat` JSON.
    pub fn story(chat: &Value, id: i64) -> Self {
        Self::of(Body::new(Kind::Story).with("story", json!({"chat": chat, "id": id})))
    }

    /// A list of tasks.
    pub fn checklist(title: &str, tasks: &[&str]) -> Self {
        let tasks: Vec<Value> =
            tasks.iter().zip(1..).map(|(text, id)| json!({"id": id, "text": text})).collect();
        Self::of(Body::new(Kind::Checklist).with("checklist", json!({"title": title, "tasks": tasks})))
    }

    /// Media behind a payment of that many stars.
    pub fn paid_media(stars: i64) -> Self {
        let media =
            json!({"star_count": stars, "paid_media": [{"type": "preview", "width": 640, "height": 480}]});
        Self::of(Body::new(Kind::PaidMedia).with("paid_media", media))
    }

    /// A giveaway.
    pub fn giveaway() -> Self {
        let giveaway = json!({"chats": [], "winners_selection_date": 1_800_000_000, "winner_count": 3});
        Self::of(Body::new(Kind::Giveaway).with("giveaway", giveaway))
    }

    /// The end of a giveaway.
    pub fn giveaway_winners() -> Self {
        let chat = json!({"id": -1_009_999_999_999_i64, "type": "channel", "title": "Prizes"});
        let winners = json!({"chat": chat, "giveaway_message_id": 1, "winners_selection_date": 1_800_000_000,
            "winner_count": 0, "winners": []});
        Self::of(Body::new(Kind::GiveawayWinners).with("giveaway_winners", winners))
    }

    /// A bill, as another bot's message that a person forwards.
    pub fn invoice(title: &str, currency: &str, total_amount: i64) -> Self {
        let invoice = json!({"title": title, "description": title, "start_parameter": "",
            "currency": currency, "total_amount": total_amount});
        Self::of(Body::new(Kind::Invoice).with("invoice", invoice))
    }

    /// Something that happened in the chat: any service field with any content.
    pub fn service(field: &str, value: Value) -> Self {
        Self::of(Body::service(field, value))
    }

    /// A message of a kind that nobody knows yet: these fields and nothing else.
    pub fn raw(fields: Value) -> Self {
        let mut body = Body::new(Kind::Unknown);
        if let Value::Object(fields) = fields {
            body.fields = fields;
        }
        Self::of(body)
    }
}

fn poll(kind: &str, question: &str, options: &[&str]) -> Value {
    let option = |text: &&str| json!({"text": text, "voter_count": 0, "persistent_id": ""});
    json!({
        "id": "", "question": question, "options": options.iter().map(option).collect::<Vec<Value>>(),
        "total_voter_count": 0, "is_closed": false, "is_anonymous": true, "type": kind,
        "allows_multiple_answers": false, "allows_revoting": kind == "regular", "members_only": false,
    })
}

/// Gives a poll the ids that Telegram gives it when it is sent.
pub(crate) fn stamp_poll(fields: &mut Map<String, Value>, id: u64) {
    let Some(poll) = fields.get_mut("poll") else { return };
    poll["id"] = json!(id.to_string());
    for (option, number) in
        poll.get_mut("options").and_then(Value::as_array_mut).into_iter().flatten().zip(0..)
    {
        option["persistent_id"] = json!(format!("{number}"));
    }
}
